"""fruskit: a section of *Foreign Relations of the United States* (FRUS), to read and to work with.

    fruskit.load()                     the section of the kit that you are in; load("…"): one text
    fruskit.read(path)                 any FRUS volume in TEI; fruskit.volumes(folder): all of them
    fruskit.documents(path)            the documents of a volume, as a list
    fruskit.table("events")            a table as a pandas DataFrame; fruskit.show("events"): shown
    fruskit.exercise("02/five-subjects")      an exercise, to be answered
    fruskit.page("provisions", "silences")    the annotated page, with layers to switch on and off
    fruskit.timeline()                 the dates, on two tracks
    fruskit.map_of_places()            the places and the two railroads
    fruskit.citation_graph()           from a claim to its note, to a work, to where that is kept
    fruskit.concordance("Soviet")      every place where these words appear, or that they do not
    fruskit.elsewhere("begins-on-857") facts that the section does not state, with their sources
    fruskit.glossary()                 the words of the trade, explained
    fruskit.progress()                 what you have answered, by lesson and by skill
    fruskit.portfolio("mine.html")     your work in words, to keep or to hand in
    fruskit.hand_in("02")              hand a lesson in, as one file
    fruskit.notes()                    your own notes on the text, to read again or remove
    fruskit.my_record()                your answers: .export(), .merge(), .erase()
    fruskit.cite("feis-china-tangle", "pp. 316–321")    a footnote for your own essay
    fruskit.bibliography()             all works cited; .bibtex() and .ris() for other programs
    fruskit.index("volumes/")          a folder of volumes made ready for search, and
    fruskit.search("Port Arthur")      where words appear in all of them
    fruskit.handout("02")              a lesson on paper; fruskit.expected_answers("02"): its key
    fruskit.site("site/")              the lessons as pages that run without Python or a server
    fruskit.aims()                     what the lessons train; fruskit.minutes(): how long they take
    fruskit.template("choice")         how an exercise is written

Importing it loads the standard library alone; a call imports what it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import FruskitError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import Any

    import pandas

    from .cards.hand_in import HandInPanel
    from .cards.notes import NotesPanel
    from .claims.annotations import Annotations
    from .claims.bibliography import Bibliography
    from .claims.chicago import Reference
    from .classwork.lms import Told
    from .classwork.room import Classroom
    from .exercises import Exercise
    from .kit.folder import Kit
    from .kit.lessons import Call
    from .publishing.figures.figure import Figure
    from .publishing.grading_panel import GradingPanel
    from .publishing.site import Written
    from .record import Record
    from .volumes.table import Table
    from .volumes.text import Document, Section, Volume

    AnyPath = str | Path  # of a file or a folder, as people name it

__version__ = "0.2.0"
__all__ = ["FruskitError", "documents", "load", "read", "show", "table", "volumes"]
__all__ += ["all_exercises", "exercise", "hand_in", "my_record", "notes", "portfolio", "progress"]
__all__ += ["citation_graph", "concordance", "elsewhere", "glossary"]
__all__ += ["map_of_places", "page", "timeline"]
__all__ += ["bibliography", "cite", "index", "search"]
__all__ += ["aims", "expected_answers", "handout", "minutes", "site", "template"]
__all__ += ["classroom", "grades", "grading", "sample_class"]


def load(text: str = "") -> Section:
    """The section of the kit that the working directory is in; else of the kit that the environment
    variable FRUSKIT_KIT names; else of the kit that the library was installed from.

    text: the name of one of its texts, where it has several. Without it, those that are read
    together are one section, and its `texts` are they, each with its name and source. Raises
    FruskitError, with file, place and remedy, when the kit or its text cannot be read.
    """
    from .kit import texts

    return texts.load(_kit(), text)


def read(path: AnyPath) -> Volume:
    """Any volume of FRUS as a `Volume`; `volume.division("ch11subch1")` is a `Section` of it.

    path: a TEI P5 file as the Office of the Historian encodes it. Raises FruskitError when it is
    not such a file, or when it declares entities.
    """
    from .volumes import tei

    return tei.read(path)


def documents(path: AnyPath) -> tuple[Document, ...]:
    """The documents of a volume, in order; path as for `read`, and the same errors."""
    return read(path).documents


def volumes(folder: AnyPath) -> Iterator[Volume]:
    """The volumes of a folder, in the order of their file names; one at a time is in memory."""
    from .volumes import tei

    return tei.volumes(folder)


def table(name: str, of: Section | str | None = None) -> pandas.DataFrame:
    """One of the tables as a DataFrame, one row an entry.

    name: blocks, notes, documents, divisions, references, provisions, events, citations,
    filenumbers, people, places, context, silences or texts; its start and end are characters into the
    block's text, half-open. of: a text of the kit by its name, another section or a whole volume;
    without it, all that the kit reads.
    Raises FruskitError for an unknown name, and where pandas is missing.
    """
    return show(name, of=of).frame()


def show(name: str, *columns: str, of: Section | str | None = None) -> Table:
    """One of the same tables, shown in a notebook, with these columns or all; it needs no pandas.

    Raises FruskitError for an unknown table or column.
    """
    from functools import partial

    from .claims import filing, tables

    section, notes = _of(of)
    meaning = partial(filing.in_short, filing=filing.nearest()) if name == "filenumbers" else None
    made = tables.table(name, section, notes, meaning)
    return made.select(*columns) if columns else made


def exercise(id: str) -> Exercise:
    """The exercise of that id, such as “02/five-subjects”; in a notebook it shows itself.

    `.mark(response)` marks a response. Raises FruskitError for an unknown id, naming the nearest,
    and for one whose entry in data/exercises is faulty, naming the place and the remedy.
    """
    from .claims.annotations import load_facts
    from .exercises import Exercise, one

    Exercise.card, kit = _card, _kit()
    return one(kit, load(), load_facts(kit, []), id)


def all_exercises(problems: list[FruskitError] | None = None) -> dict[str, Exercise]:
    """All exercises of the kit by id, in the order of the lessons; faulty ones raise FruskitError,
    or are left out and their problems put into `problems` where a list is given."""
    from .exercises import Exercise, load

    Exercise.card = _card
    return load(*_whole(problems=problems), problems)


def _card(exercise: Exercise) -> Any:
    from .cards import bundle  # drawn only where somebody looks

    return bundle(exercise)


def my_record() -> Record:
    """Your own record: every answer you gave, kept on this machine only.

    `.export(path)`, `.merge(path)` and `.erase()` move it, add another to it, and empty it.
    """
    from .record import Record

    return Record()


def hand_in(lesson: str) -> HandInPanel:
    """A lesson to hand in: shows in a notebook what will be in the file, and makes it.

    lesson: its name or the number it begins with, “02”. The file lies beside the notebooks, and in
    the folder that FRUSKIT_HAND_IN names. Raises FruskitError for an unknown lesson.
    """
    from .cards.hand_in import HandInPanel
    from .exercises import load
    from .kit import lessons

    kit, section, said = _whole()
    whose, found = f"{section.volume}/{section.id}", lessons.lesson(kit, lesson)
    record, folder = my_record(), kit.notebooks
    asked = load(kit, section, said, ids=found.exercises)  # other lessons' take room and time
    return HandInPanel(found, asked, record, whose, __version__, folder)


def notes() -> NotesPanel:
    """Your own notes on the text, in its order; in a notebook each can be removed.

    You write one where you read: select words on a page or in a passage, then press Note.
    """
    from .cards.notes import NotesPanel

    return NotesPanel(load(), my_record())


def progress() -> Figure:
    """What you have answered, by lesson and by skill, and what is worth another look."""
    from dataclasses import replace

    from .kit import lessons
    from .publishing.figures.progress import progress as drawn

    record = my_record()
    asked = lessons.lessons(_kit()), all_exercises()
    made = drawn(*asked, record.attempts(), record.events())
    return replace(made, saved=drawn(*asked, (), ()))


def page(*layers: str, of: Section | str | None = None) -> Figure:
    """The section as a page, with the layers named: provisions, events, actors, dates, places,
    sources, emendations, silences. Check boxes switch each on and off. Shows itself in a notebook.
    A text of the kit may come first by its name: page("this-kit", "dates") shows it alone.

    of, here and in the figures below: a text of the kit by its name, another section or a whole
    volume. Where a kit says nothing of it, it shows what its encoding marks and its notes cite.
    Raises FruskitError for an unknown layer.
    """
    from .claims.annotations import Annotations
    from .kit import texts
    from .publishing.figures.page import page as drawn

    if of is None and layers and layers[0] in texts.names(_kit()):
        of, layers = layers[0], layers[1:]
    if not layers:  # of what is said about the text nothing is shown: it is not drafted either
        return drawn(_of(of)[0], Annotations((), {}))
    return drawn(*_annotated(of)[:2], layers)


def timeline(of: Section | str | None = None) -> Figure:
    """What the section dates or only puts in an order, beside what is known from elsewhere."""
    from .publishing.figures.timeline import timeline as drawn

    return drawn(_annotated(of)[1])


def concordance(words: str, of: Section | str | None = None) -> Figure:
    """Every place where these words appear in the section, in their line; or that there is none."""
    from .publishing.figures.concordance import concordance as drawn

    section = load(of or "") if of is None or isinstance(of, str) else of
    return drawn(section, words)


def glossary() -> Figure:
    """The words of the trade that the lessons explain, each with the lesson where it first comes."""
    from .claims import glossary as words
    from .kit import lessons
    from .publishing.figures.wordlist import word_list as drawn

    kit = _kit()
    return drawn(words.load(kit), lessons.lessons(kit))


def elsewhere(*facts: str) -> Figure:
    """Facts of data/context.toml, by id, each with its source. Shows itself in a notebook."""
    from .publishing.figures.facts import elsewhere as drawn

    return drawn(_whole()[2], facts)


def map_of_places() -> Figure:
    """The kit's map, and the places that the section names in words; without a map, these alone."""
    from .publishing.figures.map import map_of_places as drawn

    return drawn(*_whole())


def citation_graph(of: Section | str | None = None) -> Figure:
    """What each claim rests on: from the claim to its note, to the work, to where that is kept."""
    from .publishing.figures.citation_graph import citation_graph as drawn

    return drawn(*_annotated(of))


def cite(work: str, locator: str = "") -> Reference:
    """A footnote in Chicago style: `cite("feis-china-tangle", "p. 316")`.

    work: its key in data/bibliography.json; locator: the place in it, as it should be printed.
    Raises FruskitError for an unknown key, naming the nearest.
    """
    from .claims.annotations import works
    from .claims.bibliography import find
    from .claims.chicago import note
    from .claims.references import kept

    kit = _kit()
    return note(find(works(kit), work), locator, kept(kit))


def bibliography() -> Bibliography:
    """All works that the kit cites. Shows itself in a notebook.

    `.bibtex()`, `.ris()`, `.csl()`, `.md()` and `.chicago()` are text for files and other programs.
    """
    from .claims.annotations import works
    from .claims.bibliography import Bibliography
    from .claims.references import kept

    kit, _, notes = _whole()
    held, cited = works(kit), {entry.fields["work"] for entry in notes.of("citation")}
    known, others = (
        tuple(held[id] for id in held if (id in cited) is here) for here in (True, False)
    )
    return Bibliography(known, others, kept(kit))


def index(folder: AnyPath, to: AnyPath | None = None) -> Table:
    """Reads a folder of volumes (*.xml) into one index file for `search`; a Table of what was done.

    You can stop it: the next call goes on from there, and reads only what is new or changed.
    to: the index file, else the one that FRUSKIT_INDEX names, else one in the system's folder for
    application data. It reads in several processes: in a script, call it under
    `if __name__ == "__main__"`. Raises FruskitError when folder or file cannot be used.
    """
    from .volumes.index import harvest as indexing

    return indexing.index(folder, to)


def search(words: str, near: str = "", index: AnyPath | None = None, limit: int = 100) -> Table:
    """Where these words appear in the indexed volumes: document, date, page, and their line.

    near: other words that must appear within 25 words of them; index: the file, as for `index`;
    limit: the most places to give. No character in the words is a command. Raises FruskitError when
    there is no index or it cannot be used.
    """
    from .volumes.index import query as searching

    return searching.search(words, near, index, limit)


def handout(lesson: str, answers: bool = False) -> str:
    """A lesson as one HTML document to print, on A4 or Letter paper.

    lesson: its name or the number it begins with, “02”; answers: filled in, with the key. The
    command `fruskit handout` writes it to a file. Raises FruskitError for an unknown lesson.
    """
    from .claims import glossary as words
    from .kit import lessons
    from .publishing import handout as handouts

    kit, section, notes = _whole()
    of, known = lessons.lesson(kit, lesson), words.load(kit)
    return handouts.handout(of, section, notes, all_exercises(), known, answers)


def site(
    folder: AnyPath, pyodide: AnyPath | None = None, single: bool = False, scorm: bool = False
) -> list[Path]:
    """The lessons as pages that run their own Python in the browser, written into a folder.

    single: each lesson as one file that opens by a double click; scorm: each as a SCORM 1.2 package
    for an LMS; else a site for any web space.
    pyodide: the folder or archive of Pyodide, or a site made before; without it, it is fetched once
    by npm. Returns the files written. Raises FruskitError where Pyodide is not to be had.
    """
    return [one.path for one in _site(folder, pyodide, single, scorm)]


def _site(folder: AnyPath, pyodide: AnyPath | None, single: bool, scorm: bool) -> list[Written]:
    import sys

    from .kit import lessons
    from .publishing import site as sites
    from .volumes.paths import absolute

    kit, asked, own = _kit(), all_exercises(), sys.modules[__name__]

    def show(call: Call) -> Any:
        one = call.name == "exercise"
        return asked[call.given[0]] if one else getattr(own, call.name)(*call.given)

    named = None if pyodide is None else absolute(pyodide)
    return sites.write(absolute(folder), kit, lessons.lessons(kit), show, named, single, scorm)


def _report(lesson: str, known: Mapping[str, str]) -> Told:
    from .classwork.lms import report

    return report(lesson, all_exercises().values(), my_record(), known)


def portfolio(
    path: AnyPath | None = None,
    record: Record | None = None,
    name: str = "",
    course: str = "",
    notes: bool = False,
) -> Figure | str:
    """The student's work, to read or to hand in: shown here, or written to an .html or .md file.

    record: a record other than your own; name, course: for the title page, which else has lines to
    write them on; notes: with your own notes on the text. An earlier portfolio at that path is
    replaced, whole or not at all; any other file there is left alone. Returns the figure, or the path
    written. Raises FruskitError when it cannot be written.
    """
    from .kit import lessons
    from .publishing import portfolio as portfolios

    own, whose = record or my_record(), portfolios.Whose(name, course, notes)
    asked = lessons.lessons(_kit()), all_exercises()
    made = portfolios.portfolio(*asked, own, bibliography(), load(), whose)
    return made if path is None else portfolios.write(made, path)


def classroom(
    folder: AnyPath,
    lesson: str = "",
    roster: AnyPath | None = None,
    names: bool = False,
    policy: AnyPath | None = None,
) -> Figure:
    """The class on one page, from a folder of lessons that were handed in: shown in a notebook.

    lesson: the one to look at, else all that someone handed in; roster: the class list, CSV as an
    LMS exports it; names: whether students may be named. Without names none is in it, and what fewer
    than five answered is not shown; policy: how lessons are graded, to be told in words. Raises
    FruskitError where the folder or the list cannot be read.
    """
    from .classwork import grades as graded
    from .publishing.class_page import class_page

    by = graded.policy(policy) if policy else None
    return class_page(_room(folder, lesson, roster, names), by)


def grades(
    folder: AnyPath,
    roster: AnyPath,
    to: AnyPath | None = None,
    policy: AnyPath | None = None,
    grading: AnyPath | None = None,
    lesson: str = "",
) -> Table:
    """Grades of a class list: a row a student, a column a lesson; written to a CSV file, with `to`.

    folder, roster, lesson: as for `classroom`; policy: a TOML file, without which the best attempt
    before showing counts; grading: the file that `fruskit.grading` kept. Raises FruskitError where
    one of them cannot be read, or there is another file of that name.
    """
    from .classwork import graded
    from .classwork import grades as by_policy

    room = _room(folder, lesson, roster)
    written = graded.grading(grading) if grading else graded.Grading()
    made = by_policy.grades(room, by_policy.policy(policy), written)
    if to is not None:
        by_policy.keep(made, room, to)
    return made


def grading(
    folder: AnyPath | None, to: AnyPath, lesson: str = "", blind: bool = True
) -> GradingPanel:
    """What a class wrote, to be graded in a notebook: one text at a time, by its rubric.

    folder, lesson: as for `classroom`, None for the class that is made up; to: the file where the grades are kept, and gone on with;
    blind: without names. Raises FruskitError where one of them cannot be read.
    """
    from .classwork import graded
    from .publishing.grading_panel import GradingPanel

    room = _room(folder, lesson, names=not blind)
    return GradingPanel(room, graded.grading(to))


def sample_class(lesson: str = "") -> Figure:
    """The same for a class that is made up, to look at before there is one."""
    from .publishing.class_page import class_page

    return class_page(_room(None, lesson))


def _room(
    folder: AnyPath | None, lesson: str = "", roster: AnyPath | None = None, names: bool = False
) -> Classroom:
    """A class from a folder; from None, the one that is made up."""
    from .classwork.people import roster as read_roster
    from .classwork.pile import laid_out, pile
    from .classwork.room import Classroom
    from .classwork.sample import made_up
    from .kit import lessons

    kit, section, _ = _whole()
    exercises, whose = all_exercises(), f"{section.volume}/{section.id}"
    known = {one.name: one for one in lessons.lessons(kit) if one.exercises}
    if folder is None:
        found = laid_out(made_up(exercises, whose, __version__))
    else:
        found = pile(folder, whose, frozenset(known))
    there = {paper.hand_in.lesson for paper in found.papers}
    wanted = {lessons.lesson(kit, lesson).name} if lesson else there
    chosen = {name: one for name, one in known.items() if name in wanted}
    people = None if roster is None else read_roster(roster)
    return Classroom(found, chosen, exercises, people, names, folder is None)


def aims() -> Table:
    """What the lessons train: each skill, its exercises counted, their lessons and kinds."""
    from .publishing import companion

    return companion.aims(all_exercises())


def minutes() -> Table:
    """How long each lesson takes: claimed in its title, and by its prose, decisions and writing."""
    from .kit import lessons
    from .publishing import companion

    return companion.lengths(lessons.lessons(_kit()), all_exercises())


def expected_answers(lesson: str = "") -> Figure:
    """For the instructor: right answers, what decides each, and the misreadings to listen for.

    lesson: its name or the number it begins with, “02”; without it, all. Raises FruskitError for an
    unknown lesson.
    """
    from .kit import lessons
    from .publishing import companion

    kit = _kit()
    chosen = (lessons.lesson(kit, lesson),) if lesson else lessons.lessons(kit)
    return companion.expected(chosen, all_exercises())


def template(kind: str) -> Figure:
    """For the author: the template of a kind, as commented TOML, beside the exercise it makes.

    kind: one of the ten, or “proof”, the second step of any. The command `fruskit new-exercise`
    prints the same TOML. Raises FruskitError for an unknown kind, naming the nearest.
    """
    from .author import templates
    from .kit.folder import bundled

    _, section, notes = _whole(bundled())  # its text is what the templates quote
    return templates.figure(kind, section, notes)


def _kit() -> Kit:
    from .kit.folder import find_kit

    return find_kit()


def _of(of: Section | str | None) -> tuple[Section, Annotations | None]:
    """A section with what the kit says of it: all that it reads, one of its texts by name, another."""
    if not (of is None or isinstance(of, str)):
        return of, None
    _, section, notes = _whole()
    if of is None:
        return section, notes
    joined = any(text.name == of for text in section.texts)
    return (own := load(of)), notes.within(own) if joined else None


def _annotated(of: Section | str | None) -> tuple[Section, Annotations, Mapping[str, Any]]:
    """The same with the works that are cited, and with drafts of both where the kit says nothing."""
    section, notes = _of(of)
    if notes is None:
        from .claims.drafts import drafted

        return section, *drafted(section)
    from .claims.annotations import works

    return section, notes, works(_kit())


def _whole(
    kit: Kit | None = None, problems: list[FruskitError] | None = None
) -> tuple[Kit, Section, Annotations]:
    """A kit, else the one that you are in, with its section and what it says of it."""
    from .claims import annotations
    from .kit import texts

    kit = kit or _kit()
    section = texts.load(kit)
    return kit, section, annotations.load(kit, section, problems)
