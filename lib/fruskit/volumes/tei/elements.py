"""TEI's elements as FRUS uses them (TEI P5, chapters 3 to 5): what kind of block each makes, if any."""

BLOCKS = {
    "opener": "opener",
    "salute": "salute",
    "closer": "closer",
    "signed": "signature",
    "postscript": "postscript",
    "label": "list-label",
    "item": "list-item",
    "row": "table-row",
    "l": "line",
    "figDesc": "figure",
    "byline": "byline",
    "docTitle": "title-page",
    "titlePart": "title-page",
    "docImprint": "imprint",
    "trailer": "trailer",
    "argument": "argument",
    "epigraph": "epigraph",
    "body": "text",
    "front": "text",
    "back": "text",
    "titlePage": "title-page",
    "text": "text",
}
LISTS = {"list": "list", "table": "table", "figure": "figure", "lg": "lines"}  # heads of their own
NAMES = ("persName", "placeName", "date", "ref", "gloss")
