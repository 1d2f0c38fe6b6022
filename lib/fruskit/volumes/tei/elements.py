"""TEI's elements as FRUS uses them (TEI P5, chapters 3 to 5): what kind of block each makes."""


def _kinds(written: str) -> dict[str, str]:
    """Kinds by their elements, from “element:kind”; an element alone is a kind of its own."""
    return {name: kind or name for name, _, kind in (w.partition(":") for w in written.split())}


BLOCKS = _kinds(
    "opener salute closer signed:signature postscript label:list-label row:table-row l:line "
    "figDesc:figure byline docTitle:title-page titlePart:title-page titlePage:title-page "
    "docImprint:imprint trailer argument epigraph body:text front:text back:text text"
)
LISTS = _kinds("list table figure lg:lines")  # heads of their own
# Lists of which the type says what their items are.
LIST_TYPES = _kinds("participants:participant subject persons:person terms:term")
NAMES = _kinds("persName placeName date ref gloss")
