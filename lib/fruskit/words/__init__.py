"""When two pieces of text are the same words for a reader's eye, and where one is found in the other.

The one comparison that search, quotation, concordance, marking and index share. It knows texts
alone, and nothing of volumes.
"""

from .folded import BREAK, fold, Folded, word_list
from .likeness import nearest, plain, said_to, same
from .places import HYPHEN, mentions, pattern, places, printed_broken

__all__ = ["BREAK", "HYPHEN", "Folded", "fold", "mentions", "nearest", "pattern", "places"]
__all__ += ["plain", "printed_broken", "said_to", "same", "word_list"]
