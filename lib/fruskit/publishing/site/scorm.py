"""A lesson as a package for an LMS, by SCORM 1.2 (Content Aggregation Model): a zip of manifest and page.

The page is one file that needs nothing beside it. An LMS keeps each package apart, so Python could not
be shared by several; and one file asks nothing of how an LMS gives out others.
"""

from io import BytesIO
from pathlib import Path
import re
from string import Template
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ...kit.lessons import Lesson
from ...markup import escape, plain
from .parcel import WHEN

_PAGE = "index.html"


def package(lesson: Lesson, page: str, kit: str) -> bytes:
    """The zip; kit: what tells the kit from others. The manifest is first and uncompressed: its comment
    marks the file as ours."""
    packed = BytesIO()
    with ZipFile(packed, "w") as zip:
        zip.writestr(ZipInfo("imsmanifest.xml", WHEN), _manifest(lesson, kit), ZIP_STORED)
        zip.writestr(ZipInfo(_PAGE, WHEN), page, ZIP_DEFLATED)
    return packed.getvalue()


def _manifest(lesson: Lesson, kit: str) -> str:
    name = re.sub(r"[^A-Za-z0-9._-]", "-", lesson.name)  # as an XML name may be
    made = Template(Path(__file__).with_name("imsmanifest.xml").read_text("utf-8"))
    title = escape(plain(lesson.title))
    return made.substitute(id=f"{kit}-{name}", title=title, page=_PAGE)
