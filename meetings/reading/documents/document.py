"""A document as read: its people with their lines, an account of every line, and its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from meetings.countries import from_reference
from meetings.names import TitleRules
from meetings.reading.archive import Archive
from meetings.reading.celltext import clean
from meetings.reading.documents.alphabet import headings_by_alphabet, in_alphabetical_order
from meetings.reading.documents.coverage import doubts_about, numbered_without_titles
from meetings.reading.documents.entries import Entries
from meetings.reading.documents.furniture import mark_furniture
from meetings.reading.documents.layout import arrange, join_titles
from meetings.reading.documents.masthead import read_masthead
from meetings.reading.documents.measures import measure
from meetings.reading.documents.page import COVER, FURNITURE, KINDS, NOT_UNDERSTOOD, PRIVATE, Line, number_lines
from meetings.reading.documents.pasted import read_pasted
from meetings.reading.documents.pdf import read_pdf
from meetings.reading.documents.people import Person
from meetings.reading.documents.statistics import read_statistics
from meetings.reading.documents.titled import Titles
from meetings.reading.documents.untitled import find_untitled
from meetings.reading.documents.word import read_word
from meetings.reading.documents.wordxml import open_word
from meetings.reading.encoding import decode
from meetings.reading.line_account import Doubt, LineAccount, Masthead, PrintedLine, Statistic
from meetings.reading.lists.reference import reference_titles
from meetings.reading.private import PrivateData
from meetings.reading.sheet import CellProblem, Limits, Progress, Sheet, Unreadable, Workbook, column_letter

FIELDS = ("section", "delegation", "honorific", "full_name", "rank", "organisation", "role")
_BY_CAPITALS = "No courtesy title stands in the list, so people were told by family names in capitals; check them."
_BY_ALPHABET = (
    "The text shows no difference between delegations and the posts of people, so the delegations were told by their "
    "alphabetical order; check them, or upload the document itself."
)
_DOUBTFUL_HEADINGS = "Either a delegation begins here, or the organisation of the person above is named; look first at:"
_WITHOUT_TITLE = "These may be people without a courtesy title, or organisations of the people above:"
_MOST_NAMED = 20
_UNTITLED = (
    "The list numbers {numbered:,} people, prints no courtesy titles before their names, and only {found:,} of them "
    "could be told from what stands around them. Put it into a workbook with a row for each person and columns such as "
    "Delegation and Name, or ask for the list with titles such as Mr or Ms."
)


@dataclass
class Document:
    """A document as read. ``lines`` = the sum of ``counts``, which has one number for each kind of line
    (``page.KINDS``)."""

    kind: str  # pdf, docx or txt
    pages: int
    lines: int
    counts: Counter[str]
    people: list[Person]
    not_understood: list[tuple[int, int, str]]  # page, line, text
    cover: list[tuple[int, int, str]]  # what stands before the list, likewise
    masthead: Masthead
    statistics: list[Statistic]
    notices: list[str] = field(default_factory=list)
    private: int = 0  # addresses, telephone and passport numbers that were taken out
    doubts: list[Doubt] = field(default_factory=list)  # about the reading as a whole

    @property
    def furniture(self) -> int:
        return self.counts[FURNITURE]

    def sheet(self) -> Sheet:
        """One row for each person under a header of ``FIELDS``; a row's number is its place in the list plus one."""
        sheet = Sheet("", 1, rows=[(1, list(FIELDS))], notices=list(self.notices))
        for number, person in enumerate(self.people, 2):
            texts = []
            for column, text in enumerate(cells_of(person), 1):
                kept, code, found = clean(text)
                texts.append(kept)
                if code:
                    sheet.cell_problems.append(CellProblem(number, column_letter(column), code, found))
            sheet.rows.append((number, texts))
        return sheet

    def account(self) -> LineAccount:
        """What became of every line, the masthead and the statistics."""
        return LineAccount(
            pages=self.pages,
            lines=self.lines,
            counts={kind: self.counts[kind] for kind in KINDS},
            not_understood=_cleaned(self.not_understood),
            cover=_cleaned(self.cover),
            masthead=self.masthead,
            statistics=self.statistics,
            doubts=[replace(doubt, lines=_cleaned(doubt.lines)) for doubt in self.doubts],
        )

    def source_lines(self) -> dict[int, list[PrintedLine]]:
        """For each row of the sheet every line that says so."""
        return {
            number: [PrintedLine(line.page, line.number, clean(line.text)[0]) for line in person.source]
            for number, person in enumerate(self.people, 2)
        }

    def workbook(self) -> Workbook:
        return Workbook(
            self.kind,
            sheets=[self.sheet()],
            account=self.account(),
            sources=self.source_lines(),
            private=self.private,
        )


def _cleaned(lines: Iterable[tuple[int, int, str]]) -> list[PrintedLine]:
    return [PrintedLine(page, line, clean(text)[0]) for page, line, text in lines]


def cells_of(person: Person) -> list[str]:
    """The cells of one person, in the order of ``FIELDS``."""
    return [
        person.section,
        person.delegation,
        person.honorific,
        person.full_name,
        person.rank,
        person.organisation,
        person.role,
    ]


def read_document(
    data: bytes,
    filename: str,
    kind: str,
    limits: Limits,
    *,
    rules: TitleRules | None = None,
    encoding: str = "",
    is_state: Callable[[str], bool] | None = None,
    progress: Progress | None = None,
    archive: Archive | None = None,
    pages: list[list[Line]] | None = None,
) -> Document:
    """Read a PDF, a Word document or pasted text (``kind``: pdf, docx, txt). Raises Unreadable with one sentence.

    ``archive`` is the Word document where it was unpacked already, ``pages`` those of a PDF that was read.
    """
    titles = Titles(rules or reference_titles())
    notices: list[str] = []
    if kind == "pdf":
        pages = pages if pages is not None else list(read_pdf(data, limits.document_pages, progress))
        join_titles(pages, titles.is_bare_title)
        titles.learn(line.text for page in pages for line in page)
        mark_furniture(pages)
        lines = arrange(pages, titles.names_somebody)
    elif kind == "docx":
        reading = read_word(archive or open_word(data, limits), titles)
        lines, notices = reading.lines, reading.notices
    else:
        lines = read_pasted(decode(data, encoding)[0], titles)
    document = read_lines(lines, kind, titles, is_state or _states())
    document.notices += notices
    if pages is not None:
        document.pages = len(pages)
    if not document.people:
        raise Unreadable(
            "no_people",
            f"“{filename}” was read, and nobody was found in its {document.lines:,} lines; "
            "upload a list of participants, with a title such as Mr or Ms before each name.",
        )
    return document


def read_lines(lines: list[Line], kind: str, titles: Titles, is_state: Callable[[str], bool]) -> Document:
    """The document that lines in reading order make."""
    number_lines(lines)
    private = _take_out_private(lines)
    every, lines = lines, [line for line in lines if line.kind != PRIVATE]
    titles.learn(line.text for line in lines)
    measures = measure(lines, titles, is_state)
    furniture = {id(line) for line in lines if line.kind == FURNITURE}
    entries = Entries(titles, measures, is_state)
    notices = [_BY_CAPITALS] if titles.untitled else []
    beside = any(line.cell < 0 for line in lines)  # delegations in a column of their own
    shown = beside or measures.typed or measures.spaced
    if shown or measures.headings:
        entries.read(lines)
    if not (measures.typed or (shown and in_alphabetical_order(entries.place.seen))):
        measures.by_alphabet = True
        without_title = find_untitled(lines, titles)
        titles.bare = frozenset(line.text for line in without_title.people)
        by_alphabet = headings_by_alphabet(lines, measures, is_state)
        measures.alphabetical = by_alphabet.headings
        for line in lines:
            line.kind = FURNITURE if id(line) in furniture else ""
        entries = Entries(titles, measures, is_state)
        entries.read(lines)
        doubtful = [line for line in without_title.doubtful if id(line) not in by_alphabet.headings]
        notices += [_BY_ALPHABET] if by_alphabet.sections else []
        notices += _look_at(_DOUBTFUL_HEADINGS, by_alphabet.doubtful)
        notices += _look_at(_WITHOUT_TITLE, [*without_title.people, *doubtful])
    people = entries.people
    statistics = read_statistics(lines, people)
    if numbered := numbered_without_titles(lines, people, titles):
        raise Unreadable("untitled", _UNTITLED.format(numbered=numbered, found=len(people)))
    return Document(
        kind,
        max((line.page for line in every), default=0),
        len(every),
        Counter(line.kind for line in every),
        people,
        [(line.page, line.number, line.text) for line in lines if line.kind == NOT_UNDERSTOOD],
        [(line.page, line.number, line.text) for line in lines if line.kind == COVER],
        read_masthead(lines),
        statistics,
        notices,
        private,
        doubts_about(lines, people, statistics, titles, is_state),
    )


def _take_out_private(lines: list[Line]) -> int:
    """Take addresses, telephone and passport numbers out of what the document says; how many there were."""
    private = PrivateData()
    said = [line for line in lines if line.kind != FURNITURE]
    for line, kept in zip(said, private.without_any(line.text for line in said), strict=True):
        line.kind = line.kind if kept else PRIVATE
        line.text = kept
    return private.taken


def _look_at(what: str, lines: list[Line]) -> list[str]:
    """One notice that names the first of the lines, or none."""
    if not lines:
        return []
    places = [f"page {line.page}, line {line.number} “{line.text}”" for line in lines[:_MOST_NAMED]]
    more = len(lines) - len(places)
    return [f"{what} {'; '.join(places)}{f'; and {more:,} more' if more else ''}."]


def _states() -> Callable[[str], bool]:
    index = from_reference()
    return lambda text: index.lookup(text) is not None or bool(index.several(text))
