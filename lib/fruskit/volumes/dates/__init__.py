"""Dates: kept in EDTF (ISO 8601-2), read from print and from TEI, and said in words again.

`edtf` alone knows that form, `printed` alone how FRUS prints a date; neither knows what the date
belongs to. The hour is kept as it is printed, beside the day.
"""

from .edtf import Bounds, bounds, certain, in_words
from .printed import doubted, hour, read_date
from .written import compare, Comparison, date_or_none, from_iso, WrittenDate

__all__ = ["Bounds", "Comparison", "WrittenDate", "bounds", "certain", "compare", "date_or_none"]
__all__ += ["doubted", "from_iso", "hour", "in_words", "read_date"]
