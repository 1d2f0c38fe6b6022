"""What a printer set over a paper in place of a file number: “[Enclosure]”, “No. 12.]”, “[Telegram.]”."""

import re

_KIND = (
    r"(?:(?:strictly|very|most|true|circular|special|additional) )?(?:(?:sub-?)?(?:[ei]nclosures?|attachments?)|annex"
    r"|appendix|exhibit|accompaniment|addendum|supplement|schedule|extracts?|abstract|summary"
    r"|synopsis|translation|paraphrase|telegrams?|cablegrams?|radiograms?|circular|(?:in )?cipher"
    r"|by (?:telegraph|cable|wireless|mail|courier)|confidential|secret|personal|private|official"
    r"|unofficial|informal|unnumbered|separate|copy|duplicate|triplicate|memorandum|memoranda"
    r"|aide[ -]mémoire|document|despatch|dispatch|instruction|note|letter|report|statement|protocol"
    r"|proclamation|decree|resolution|draft|postscript|reply|answer|mémoire|pro memoria"
    r"|(?:verbal|identic) note|(?:newspaper )?clipping|petition|affidavit|deposition|law|notice|list"
    r"|message|order|treaty|convention|agreement|untitled|received|handed to|seal|l\. ?s)\b"
)
_NUMBERED = r"No\.? ?(?:\d+|—)[½a-z]?"
_IN = rf"(?:,? (?:in|to|with) (?:despatch |dispatch )?{_NUMBERED})"
_ANY = rf"(?:{_KIND}(?:,? (?:No\. ?)?(?:\d+|[a-z]|[ivx]+)\b)?{_IN}?|{_NUMBERED})"
# A remark, or where the paper is kept, is no label.
_NO_FILE = r"(?!.*(?:\d/\d|\b(?:files?|papers|library|collection|archives|not|is|was|are|were)\b|\bcopy (?:in|from)\b))"
# A letter or a Roman number alone tells papers apart that are annexed together.
_LETTER = r"(?-i:[A-Z]|[IVX]{1,5})(?: \d{1,2})?"
_BARE = (re.compile(rf"(?:{_ANY}(?:[ .:;—–-]+{_ANY})*|{_LETTER})[ .:;,—]*$", re.I),)
# In brackets a label may go on, and its first word may be misprinted (“[Incloaure 3 in No. 12.]”).
_BRACKETED = tuple(
    re.compile(_NO_FILE + form, re.I)
    for form in (
        rf"[\[(]?(?:{_KIND}|from the |(?:{_NUMBERED}|{_LETTER})\W*$)",
        rf".*[—–-] ?{_ANY}\W*$",
        rf"\[[IEl1]\w{{0,3}}c\w{{0,2}}o\w+(?: No\.)? ?[\dl]{{0,2}}{_IN}",
    )
)
_WIRE = re.compile(r"\b(?:telegram|cablegram|radiogram)\b", re.I)


def caption(note: str) -> str | None:
    """How the paper went, such as “Telegram”, as its caption says, or nothing; None for no caption."""
    forms = _BRACKETED if note.endswith("]") or note.startswith(("[", "(")) else _BARE
    if not any(form.match(note) for form in forms):
        return None
    wire = _WIRE.search(note)
    return wire[0].capitalize() if wire else ""
