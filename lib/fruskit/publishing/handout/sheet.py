"""Exercises on paper: what is shown on screen, with boxes to tick and lines to write on.

Draws what widgets.draw says is shown, and nothing else; with an answer, the same sheet is filled in.
"""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from ...markup import prose

_View = Mapping[str, Any]
_Filled = Callable[[_View, Any], str]  # what is shown, the answer by key or None → HTML
_HAND = 9  # words that fit on a line written by hand
_MOST_LINES = 34  # about a page of them


def sheet(number: int, view: _View, answer: Any = None) -> str:
    """The exercise as HTML, its parts in the order in which they are drawn; answer: by key, as drawn."""
    proof = view.get("proof")
    claim = answer.get("claim") if proof and answer else answer
    steps = [
        f'<h3><span class="number">{number}</span> <span>{prose(view["title"])}</span> '
        f'<small class="skill">{escape(view["skill"])}</small></h3>\n'
        f'<p class="prompt">{prose(view["prompt"])}</p>\n{_FORMS[view["kind"]](view, claim)}'
    ]
    if proof:
        words = answer.get("words") if answer else None
        steps.append(
            f'<p class="prompt">Then: {prose(proof["task"])}</p>\n{_underline(proof, words)}'
        )
    return (
        '<div class="sheet">\n'
        + "\n".join(f'<div class="step">\n{step}\n</div>' for step in steps)
        + "\n</div>"
    )


# --- what is filled in


def _task(words: str) -> str:
    return f'<p class="task">{words}</p>\n'


def _box(ticked: bool) -> str:
    return '<span class="box">✓</span>' if ticked else '<span class="box"></span>'


def _blank(words: str, size: str) -> str:
    """A line to write on, or what is written there. size: sign, short, long or whole."""
    return f'<span class="blank {size}">{escape(words)}</span>'


def _ticked(options: Sequence[_View], chosen: Any) -> str:
    items = (
        f'<li>{_box(option["key"] in (chosen or ()))} <b class="key">{option["key"]}</b> '
        f"<span>{prose(option['text'])}</span></li>\n"
        for option in options
    )
    return f'<ul class="options">\n{"".join(items)}</ul>'


def _lettered(entries: Sequence[_View], above: str) -> str:
    items = "".join(
        f'<li><b class="key">{entry["key"]}</b> <span>{prose(entry["text"])}</span></li>\n'
        for entry in entries
    )
    return f'<div class="letters">\n<p class="above">{above}</p>\n<ul>\n{items}</ul>\n</div>'


def _passage(words: _View, inner: str) -> str:
    return f'<figure class="passage">\n<figcaption>{escape(words["label"])}</figcaption>\n<p>{inner}</p>\n</figure>'


# --- choosing and arranging


def _choice(view: _View, answer: Any) -> str:
    task = {"Choose one": "Tick one.", "Choose all that apply": "Tick all that apply."}
    return _task(
        task.get(view["task"], "Tick the one that is nearest to what you think.")
    ) + _ticked(view["options"], answer)


def _beside(entries: Sequence[_View], answer: Any, size: str) -> str:
    """Each entry by its number, with a blank at the end of the line."""
    items = (
        f'<li><b class="key">{entry["key"]}</b> <span>{prose(entry["text"])}</span> '
        f"{_blank((answer or {}).get(entry['key'], ''), size)}</li>\n"
        for entry in entries
    )
    return f'<ul class="beside">\n{"".join(items)}</ul>'


def _match(view: _View, answer: Any) -> str:
    columns = _beside(view["lefts"], answer, "sign") + _lettered(view["rights"], "To choose from")
    return (
        _task("Write the letter of the right answer on each line.")
        + f'<div class="columns">{columns}</div>'
    )


def _sort(view: _View, answer: Any) -> str:
    bins = _lettered(view["bins"], "Where they may belong")
    return (
        _task("Write on each line the letter of where it belongs.")
        + bins
        + _beside(view["lefts"], answer, "sign")
    )


def _order(view: _View, answer: Any) -> str:
    place = {key: str(n) for n, key in enumerate(answer or (), 1)}
    items = (
        f"<li>{_blank(place.get(item['key'], ''), 'sign')} <span>{prose(item['text'])}</span></li>\n"
        for item in view["items"]
    )
    return (
        _task("Number them, from 1 for what comes first.")
        + f'<ul class="options">\n{"".join(items)}</ul>'
    )


# --- words of the text


def _underline(view: _View, answer: Any) -> str:
    passages = (_passage(words, _underlined(words, answer or ())) for words in view["passages"])
    return _task("Underline the words.") + f'<div class="roomy">\n{"".join(passages)}\n</div>'


def _underlined(words: _View, spans: Sequence[Any]) -> str:
    html, done = [], 0
    for start, end in sorted(
        (start, end) for block, start, end in spans if block == words["block"]
    ):
        start = max(start, done)
        html += [escape(words["text"][done:start]), f"<u>{escape(words['text'][start:end])}</u>"]
        done = max(end, done)
    return "".join([*html, escape(words["text"][done:])])


def _reveal(view: _View, answer: Any) -> str:
    def piece(one: _View) -> str:
        if "text" in one:
            return escape(one["text"])
        blank = _blank((answer or {}).get(one["gap"], ""), "gap")
        return f"<sup>{one['gap']}</sup>{blank}<small> ({_count(one['words'], 'word')})</small>"

    passages = (_passage(words, "".join(map(piece, words["pieces"]))) for words in view["hidden"])
    return (
        _task(
            "Put the text away first. What would you expect to read? Write it on the lines, then compare."
        )
        + f'<div class="roomy">\n{"".join(passages)}\n</div>'
    )


# --- written answers


def _date(view: _View, answer: Any) -> str:
    task = "Write the date as exactly as the text gives it and no more, or “undated”."
    return _task(task) + _beside(view["dated"], answer, "short")


def _decode(view: _View, answer: Any) -> str:
    signs, meant = ((answer or {}).get(field, {}) for field in ("parts", "meanings"))
    asked = bool(view["asked"])
    rows = (
        f'<tr><th scope="row">{prose(piece["text"])}</th><td>{_blank(signs.get(piece["key"], ""), "short")}</td>'
        + (
            f"<td>{_blank(meant.get(piece['key'], ''), 'sign') if piece['key'] in view['asked'] else ''}</td>"
            if asked
            else ""
        )
        + "</tr>\n"
        for piece in view["pieces"]
    )
    head = '<tr><td></td><th scope="col">its signs</th>' + (
        '<th scope="col">its meaning</th>' if asked else ""
    )
    task = "Write down the signs of each part" + (
        ", and the letter of what they mean." if asked else "."
    )
    table = f'<table class="decode">\n<thead>{head}</tr></thead>\n<tbody>\n{"".join(rows)}</tbody>\n</table>'
    meanings = _lettered(view["meanings"], "What a part may mean") if asked else ""
    return (
        _task(task)
        + f'<p class="whole"><code>{escape(view["whole"])}</code></p>\n{table}\n{meanings}'
    )


def _emend(view: _View, answer: Any) -> str:
    reading, grounds = ((answer or {}).get(field) for field in ("reading", "grounds"))
    where = [[view["where"]["block"], *ends] for ends in view["where"]["spans"]]
    return (
        _passage(view["where"], _underlined(view["where"], where))
        + f'<p class="written">For “{escape(view["sic"])}” I read {_blank(reading or "", "long")}</p>\n'
        + _task("On what grounds? Tick all that bear it out.")
        + _ticked(view["grounds"], grounds)
    )


def _write(view: _View, answer: Any) -> str:
    least, most = view["length"]
    task = f"Write {least} to {most} words. Quote the text to the letter, between quotation marks."
    if answer is not None:
        paragraphs = "".join(
            f"<p>{prose(line)}</p>\n" for line in answer.splitlines() if line.strip()
        )
        return _task(task) + f'<blockquote class="model">\n{paragraphs}</blockquote>'
    lines = min(_MOST_LINES, max(4, -(-most // _HAND) + 1))
    return _task(task) + f'<div class="ruled">\n{"<div></div>" * lines}\n</div>'


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


_FORMS: dict[str, _Filled] = {
    "choice": _choice,
    "match": _match,
    "sort": _sort,
    "order": _order,
    "mark": _underline,
    "reveal": _reveal,
    "date": _date,
    "decode": _decode,
    "emend": _emend,
    "write": _write,
}
