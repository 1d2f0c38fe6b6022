"""A paper as a source note cites it: who holds it, in what files, and how secret it was.

It knows what a note can say, and how it prints how secret a paper was and how it was to be handled.
"""

import re
from typing import NamedTuple

from .filenumbers import FileNumber

_HANDLING = (
    r"(?:Niact|Operational Immediate|Umbra|Limit(?:ed)? Distribution|Not classified|Priority|Immediate|Flash|Nodis|Exdis|Limdis|Noforn|Stadis|Cherokee|Sensitive|Personal"
    r"|Private|Eyes Only|Outside System|Routine|Single Copy|No Distribution|Official[–-]Informal|NODIS|EXDIS|LIMDIS)"
)
CLASS = (
    r"(?:(?:US|NATO|Cosmic|COSMIC|Personal and|Strictly|Administratively|Private and) )*"
    r"(?:Top [Ss]ecret|Secret|Confidential|Restricted|Unclassified|TOP SECRET|SECRET|CONFIDENTIAL"
    r"|UNCLASSIFIED|(?:Limited |For )?Official Use(?: Only)?|No classification(?: marking| indicated)?"
    r"|Unmarked|No marking)"
)
# “Secret files were opened” is a sentence like any other: a marking is followed by a stop of some kind.
MARKING = re.compile(rf"(?:{CLASS}|{_HANDLING})(?=[.;,/(\[–-]|$| (?:[A-Z(\[]|and |with ))")


class Statement(NamedTuple):
    """A sentence after the marking: drafted, received, sent, copy, printed or other, and its words."""

    kind: str
    text: str


class SourceNote(NamedTuple):
    """A source note and its parts, each as printed; the date of a number alone is worked out.

    holder: the department, archives, library or agency that keeps the paper; “(printed)” for what
    was taken from print or the web. collection: the files or papers, with their record group. item:
    box, folder, title. number: the file number without its date; scheme: decimal, subject-numeric,
    film, lot, job, accession, entry or one of `filenumbers`. years: the block of years of the central
    files. date: ISO, where the number ends in one; else the opening day of a folder, as printed.
    marking: classification, then handling. rest: what follows, sentence by sentence. file: the
    number as the older schemes take it apart. written: the whole note.
    """

    holder: str = ""
    collection: str = ""
    item: str = ""
    number: str = ""
    scheme: str = ""
    years: str = ""
    date: str = ""
    marking: str = ""
    rest: tuple[Statement, ...] = ()
    decoded: bool = False
    file: FileNumber = FileNumber("")
    written: str = ""

    @property
    def classification(self) -> str:
        """How secret the paper was, without how it was to be handled; empty where that is not said."""
        found = re.match(CLASS, self.marking)
        return found[0] if found else ""
