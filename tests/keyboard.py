"""Answers exercises of every kind by keyboard alone, as somebody does who has no mouse.

An earlier answer may still be in the card: what it has already is left, the rest is put right.
"""

import re

from browser import plain


def answer(page, card, exercise, response) -> None:
    """Gives the response and presses Check, by keys alone; the focus is then on the headline."""
    retry(page, card)
    start(page, card)
    claim, words = (response["claim"], response["words"]) if exercise.proof else (response, None)
    _GIVE[exercise.kind](page, card, exercise.task, claim)
    if exercise.proof:
        _mark(page, card, exercise.proof, words)
    check(page, card)


def start(page, card) -> None:
    """The focus is before the card's first control, as Tab from the cell above would bring it."""
    card.locator(".fk-title").evaluate("(e) => { e.tabIndex = -1; e.focus(); }")


def tab_to(page, card, selector: str) -> None:
    """Presses Tab until the focus is on what the selector names within the card."""
    wanted = card.locator(selector).first.element_handle()
    for _ in range(120):
        if wanted.evaluate("(e) => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {selector}")


def check(page, card) -> None:
    tab_to(page, card, ".fk-check")
    page.keyboard.press("Enter")
    card.locator(".fk-headline").wait_for(timeout=15_000)
    assert card.locator(".fk-headline").evaluate("(e) => e === document.activeElement")


def retry(page, card) -> None:
    if card.locator(".fk-retry").is_visible():
        start(page, card)
        tab_to(page, card, ".fk-retry")
        page.keyboard.press("Enter")
        card.locator(".fk-check").wait_for()


def _choose(page, card, task, response) -> None:
    texts = [plain(option.text) for option in task.options if option.id in response]
    labels = [label.strip() for label in card.locator("label.fk-option").all_inner_texts()]
    if task.several:
        return _tick(page, card, labels, texts)
    _pick(page, card, "label.fk-option input", labels.index(texts[0]))


def _pick(page, card, radios: str, wanted: int) -> None:
    """Chooses one of some radio buttons: Tab goes to the chosen one, or the first; arrows, on."""
    chosen = card.locator(radios).evaluate_all("(all) => all.findIndex((e) => e.checked)")
    tab_to(page, card, f"{radios} >> nth={max(chosen, 0)}")
    if chosen < 0:
        page.keyboard.press("Space")
    steps = wanted - max(chosen, 0)
    for _ in range(abs(steps)):
        page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")


def _tick(page, card, labels, texts) -> None:
    for n, label in enumerate(labels):
        _toggle(page, card, f"label.fk-option >> nth={n} >> input", label.strip() in texts)


def _toggle(page, card, box: str, wanted: bool) -> None:
    if card.locator(box).is_checked() != wanted:
        tab_to(page, card, box)
        page.keyboard.press("Space")


def _match(page, card, task, response) -> None:
    for n, label in enumerate(card.locator(".fk-pair label").all_inner_texts()):
        pair = next(pair for pair in task.pairs if plain(pair.left) == label.strip())
        _select(page, card, f"select >> nth={n}", plain(task.rights[response[pair.id]]))


def _select(page, card, selector: str, text: str) -> None:
    """Walks down a list to the entry of this text, or to the letter that means it."""
    tab_to(page, card, selector)
    named = {
        li.locator("span").nth(1).text_content(): li.locator("span").nth(0).text_content()
        for li in card.locator(".fk-legend li").all()
    }
    options = card.locator(selector).locator("option").all_text_contents()
    letter = named.get(text)
    at = next(
        n
        for n, o in enumerate(options)
        if (o.startswith(f"{letter} ·") if letter else o.removesuffix(" (used)") == text)
    )
    page.keyboard.press("Home")
    for _ in range(at):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")


def _sort(page, card, task, response) -> None:
    bins = list(task.bins)
    for n, legend in enumerate(card.locator(".fk-sorted legend").all_inner_texts()):
        pair = next(pair for pair in task.pairs if plain(pair.left) == legend.strip())
        _pick(page, card, f".fk-sorted >> nth={n} >> input", bins.index(response[pair.id]))


def _order(page, card, task, response) -> None:
    texts = {item.id: plain(item.text) for item in task.items}
    lines = card.locator(".fk-line-text")
    for place, id in enumerate(response):
        at = lines.all_text_contents().index(texts[id])
        if at == place:
            continue
        start(page, card)
        tab_to(page, card, f".fk-handle >> nth={at}")
        for _ in range(at - place):
            page.keyboard.press("ArrowUp")


def _mark(page, card, task, response) -> None:
    for _ in range(card.locator(".fk-remove").count()):
        start(page, card)
        tab_to(page, card, ".fk-remove")
        page.keyboard.press("Enter")
    for block, first, last in response:
        box = card.locator(".fk-words").nth(task.passages.index(block))
        words = list(re.finditer(r"\S+", box.inner_text()))
        touched = [n for n, word in enumerate(words) if word.start() < last and word.end() > first]
        start(page, card)
        tab_to(page, card, f".fk-words >> nth={task.passages.index(block)}")
        _walk(page, box, touched[0])
        for _ in touched[1:]:
            page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Enter")


def _walk(page, box, to: int) -> None:
    """Leads the caret of a passage to a word: by sentences, then by words."""
    page.keyboard.press("Home")
    before = here = 0
    while here < to:
        page.keyboard.press("Control+ArrowRight")
        before, here = here, box.evaluate(CARET)
    if here > to:
        page.keyboard.press("Control+ArrowLeft")
        here = before
    for _ in range(to - here):
        page.keyboard.press("ArrowRight")


CARET = "(box) => [...box.querySelectorAll('.fk-word')].findIndex((e) => e.matches('.fk-caret'))"


def _date(page, card, task, response) -> None:
    for n, label in enumerate(card.locator(".fk-dated > label:first-child").all_inner_texts()):
        item = next(item for item in task.items if plain(item.text) == label.strip())
        given = response[item.id]
        start(page, card)
        _toggle(page, card, f".fk-none >> nth={n} >> input", given == "undated")
        if given != "undated":
            start(page, card)
            _type(page, card, f".fk-dated >> nth={n} >> .fk-entry", given)


def _decode(page, card, task, response) -> None:
    for n, piece in enumerate(task.pieces):
        _type(page, card, f".fk-piece >> nth={n} >> .fk-entry", response["parts"][piece.id])
        if piece.means:
            meant = plain(task.meanings[response["meanings"][piece.id]])
            _select(page, card, f".fk-piece >> nth={n} >> select", meant)


def _emend(page, card, task, response) -> None:
    _type(page, card, ".fk-reading .fk-entry", response["reading"])
    texts = [
        plain(option.text) for option in task.grounds.options if option.id in response["grounds"]
    ]
    _tick(page, card, card.locator("label.fk-option").all_inner_texts(), texts)


def _reveal(page, card, task, response) -> None:
    for n, words in enumerate(response.values()):
        _type(page, card, f".fk-gap >> nth={n} >> input", words)


def _write(page, card, task, response) -> None:
    _type(page, card, "textarea", response)


def _type(page, card, selector: str, text: str) -> None:
    tab_to(page, card, selector)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


_GIVE = {
    "choice": _choose,
    "match": _match,
    "sort": _sort,
    "order": _order,
    "mark": _mark,
    "date": _date,
    "decode": _decode,
    "emend": _emend,
    "reveal": _reveal,
    "write": _write,
}
