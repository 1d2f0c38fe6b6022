"""TEI's elements as FRUS uses them (TEI P5, chapters 3 to 5): what kind of block each makes."""

BLOCKS = {
    "opener": "opener",
    "salute": "salute",
    "closer": "closer",
    "signed": "signature",
    "postscript": "postscript",
    "label": "list-label",
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
# Lists of which the type says what their items are.
LIST_TYPES = {
    "participants": "participant",
    "subject": "subject",
    "persons": "person",
    "terms": "term",
}
NAMES = ("persName", "placeName", "date", "ref", "gloss")
