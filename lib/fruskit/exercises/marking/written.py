"""Marks short written answers: a date, the parts of a citation or file number, a reading."""

from collections.abc import Mapping

from ...errors import FruskitError
from ...volumes.dates import compare, read_date, WrittenDate
from ...volumes.text import Section
from ...words import said_to, same
from .. import Dates, Dating, Decode, Emend, Option, Piece
from .chosen import mark_choice
from .remark import (
    fields,
    known_ids,
    known_texts,
    Marked,
    Remark,
    remark,
    shown,
    wrong_form,
)

_PARTLY = (
    0.5  # what a date is worth that is right as far as it goes, or that says more than the text
)
_SAID = {
    "doubt": "The day is right, the doubt is not: only one of you and the text has a question mark.",
    "year-assumed": "Day and month are right. The year is yours: it is not printed there.",
    "year-missing": "Day and month are right, and the year is there too: give it.",
    "coarser": "Right as far as it goes. The text is more exact.",
    "finer": "The text is not as exact as that: you say more than it does.",
}


def mark_date(_: Section, task: Dates, response: object) -> Marked:
    """The mean over the items: 1 for the date as the text gives it, half for one that is right as far
    as it goes or that says more than the text (another year’s certainty, another precision)."""
    given = known_texts(response, (item.id for item in task.items), "a dict, item id to a date")
    read = {id: _given_date(written) for id, written in given.items()}
    if not read:
        return Marked(0.0, "Nothing is dated yet.")
    remarks = [_dated(item, read.get(item.id)) for item in task.items]
    right, partly = (sum(r.worth == worth for r in remarks) for worth in (1, _PARTLY))
    headline = f"{right} of {len(remarks)} as given" + (f", {partly} in part" if partly else "")
    if right == len(remarks):
        headline = (
            "Right: as it is given" if right == 1 else f"Right: all {right} as they are given"
        )
    score = (right + _PARTLY * partly) / len(remarks)
    reckoning = f"{right} of {len(remarks)}" + (f", and {partly} for half" if partly else "")
    return Marked(score, headline + ".", reckoning, remarks)


def _given_date(written: str) -> WrittenDate:
    """The date that a student wrote; where it is none, the error says which of the answers it is."""
    try:
        return read_date(written)
    except FruskitError as problem:
        raise FruskitError("", f"“{shown(written)}”: {problem.what}", problem.remedy) from None


def _dated(item: Dating, given: WrittenDate | None) -> Remark:
    if given is None:
        return Remark("No date is given to it yet.", 0, item.text)
    about = f"{item.text} — {given.written if given.edtf else 'no date'}"
    if given.edtf == item.date.edtf:
        return remark(item.feedback, 1, about, item.evidence)
    way = (
        compare(given, item.date)
        if given.edtf and item.date.edtf
        else "undated"
        if item.date.edtf
        else "different"
    )
    own = item.wrong.get(given.edtf) or item.said.get(way)
    if way in _SAID:
        return remark(own or f"{_SAID[way]} {item.otherwise}", _PARTLY, about, item.evidence)
    return remark(own or item.otherwise, 0, about, item.evidence)


# --- decode


def mark_decode(_: Section, task: Decode, response: object) -> Marked:
    """Each part of the written form counts once; where its meaning is asked, half for the signs and
    half for the meaning."""
    parts, meant = fields(response, ("parts", "meanings"))
    ids = [piece.id for piece in task.pieces]
    signs = known_texts(parts or {}, ids, "a dict, piece id to signs")
    asked = [piece.id for piece in task.pieces if piece.means]
    if not isinstance(meant := meant or {}, dict):
        wrong_form("a dict, piece id to meaning id")
    known_ids(list(meant), asked, "the ids of pieces whose meaning is asked")
    chosen = {id: meaning for id, meaning in meant.items() if meaning is not None}
    known_ids(list(chosen.values()), task.meanings, "the ids of meanings")
    if not signs and not chosen:
        return Marked(0.0, "Nothing is taken apart yet.")
    extras = {extra.id: extra for extra in task.extras}
    remarks = [
        _decoded(piece, signs.get(piece.id, ""), chosen.get(piece.id), task.meanings, extras)
        for piece in task.pieces
    ]
    right = sum(r.right is True for r in remarks)
    score = sum(r.worth or 0 for r in remarks) / len(remarks)
    done = f"{right} of {len(remarks)} parts"
    if right == len(remarks):
        done = "Right: both parts" if right == 2 else f"Right: all {right} parts"
    elif part := sum(0 < (r.worth or 0) < 1 for r in remarks):
        done += f", {part} in part"
    reckoning = f"{_number(sum(r.worth or 0 for r in remarks))} of {len(remarks)} parts"
    return Marked(
        score, f"{done}.", reckoning + (", signs and meaning half each" if asked else ""), remarks
    )


def _decoded(
    piece: Piece,
    signs: str,
    meant: str | None,
    meanings: Mapping[str, str],
    extras: Mapping[str, Option],
) -> Remark:
    found = any(same(signs, form) for form in (piece.written, *piece.accept)) and bool(signs)
    understood = meant is not None and meanings[meant] == piece.means
    yours = f"“{shown(signs)}”" if signs else "nothing"
    if meant is not None:
        yours += f", {meanings[meant]}"
    worth = (found + understood) / 2 if piece.means else float(found)
    if worth == 1:
        said = piece.feedback
    elif not found:
        said = said_to(signs, piece.wrong) or piece.otherwise
    else:
        foreseen = piece.wrong.get(meant or "") or (
            extras[meant].feedback if meant in extras else ""
        )
        missing = (
            "The signs are right; what do they mean?"
            if meant is None
            else "The signs are right, the meaning is not."
        )
        said = f"{missing} {foreseen or piece.otherwise}"
    return remark(said, worth, f"{piece.name}: {yours}", piece.evidence)


def _number(count: float) -> str:
    return f"{count:g}"


# --- emend


def mark_emend(section: Section, task: Emend, response: object) -> Marked:
    """The mean of two: what the reading is worth, and the grounds, marked as a choice of several."""
    written, chosen = fields(response, ("reading", "grounds"))
    if not isinstance(written := written or "", str):
        wrong_form("a reading that is text")
    grounds = mark_choice(section, task.grounds, chosen or [])
    if not written.strip() and not grounds.remarks:
        return Marked(0.0, "Nothing is proposed yet.")
    reading = _read(task, written)
    score = ((reading.worth or 0) + grounds.score) / 2
    if score == 1:
        headline = "Right: a reading, and the grounds that bear it."
    else:
        of = {
            1: "The reading fits",
            0: "Another reading fits better" if written.strip() else "No reading yet",
        }
        said = of.get(reading.worth or 0, "The reading can be defended")
        headline = f"{said}; grounds: {grounds.headline[0].lower()}{grounds.headline[1:]}"
    reckoning = f"reading {_percent(reading.worth or 0)}, grounds {_percent(grounds.score)}; the mean of both"
    return Marked(score, headline, reckoning, [reading, *grounds.remarks])


def _read(task: Emend, written: str) -> Remark:
    where = (task.sic,)
    if not written.strip():
        return Remark("You propose no reading yet.", 0, f"“{task.sic.text}”", where)
    about = f"“{task.sic.text}” — you read “{shown(written)}”"
    for reading in task.readings:
        if any(same(written, text) for text in reading.texts):
            return remark(reading.feedback, reading.worth, about, reading.evidence)
    return Remark(task.otherwise, 0, about, where)


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"
