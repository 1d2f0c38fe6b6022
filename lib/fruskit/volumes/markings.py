"""How secret a paper was, and how it was to be handled, as source notes print it."""

import re

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
