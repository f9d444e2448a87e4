"""One invented list of participants as Word, PDF and text.

``LIST`` is what every document prints; ``people()`` is what must be read back from each of them.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

SYMBOL = "DEMO/CONF/2031/INF.2"


@dataclass(frozen=True)
class Participant:
    honorific: str
    name: str
    post: str = ""
    organisation: str = ""
    head: bool = False

    @property
    def titled(self) -> str:
        return f"{self.honorific} {self.name}"

    @property
    def in_one_line(self) -> str:
        text = ", ".join(filter(None, (self.titled, self.post, self.organisation)))
        return text + (" (Head of Delegation)" if self.head else "")

    @property
    def lines(self) -> list[str]:
        return [text for text in (self.post, self.organisation, "Head of Delegation" if self.head else "") if text]


P = Participant
LIST: list[tuple[str, list[tuple[str, list[Participant]]]]] = [
    (
        "I. States Parties",
        [
            (
                "AFGHANISTAN",
                [
                    P(
                        "H.E. Mr.",
                        "Rahim SOLTANI",
                        "Ambassador, Permanent Representative",
                        "Permanent Mission, Geneva",
                        True,
                    ),
                    P("Ms.", "Laila NOORI", "First Secretary", "Permanent Mission, Geneva"),
                ],
            ),
            (
                "ARGENTINA",
                [
                    P("S.E. Sra.", "Marta del CAMPO", "Embajadora", "Ministerio de Relaciones Exteriores", True),
                    P("Sr.", "Hugo PAZ", "Consejero", "Ministerio de Relaciones Exteriores"),
                    P("Sra.", "Inés JORDAN", "Dr, Hab Eng, University Professor", "Universidad del Plata"),
                ],
            ),
            (
                "BURKINA FASO",
                [
                    P(
                        "M.",
                        "Issa KABORE",
                        "Directeur général de la coopération multilatérale",
                        "Ministère de la défense",
                    ),
                    P("Mme", "Awa SAWADO", "Chargée de mission", "Ministère de la défense"),
                ],
            ),
            (
                "REPUBLIC OF KOREA",
                [
                    P("Mr.", "PARK Jun-ho", "Deputy Director for Disarmament", "Ministry of Foreign Affairs"),
                    P("Ms.", "KIM Seo-yeon", "Hon. Minister of Science", "Ministry of Science"),
                    P("Mr.", "LEE Min", "Assistant to the Head of Delegation", "Ministry of Foreign Affairs"),
                ],
            ),
            (
                "UNITED KINGDOM OF GREAT BRITAIN AND NORTHERN IRELAND",
                [
                    P("Dr.", "Olive CHAD", "Technical Adviser", "Atomic Weapons Establishment"),
                    P("Mr.", "Tom ASHBY", "Counsellor", "Foreign Office"),
                    P("Mx", "Robin VALE", "Desk Officer", "Foreign Office"),
                ],
            ),
        ],
    ),
    (
        "II. Observer States",
        [
            ("BHUTAN", [P("Mr.", "Tashi WANGMO", "Second Secretary", "Permanent Mission, New York")]),
            ("TUVALU", [P("Ms.", "Sina FALE", "Permanent Secretary", "Ministry of Justice")]),
        ],
    ),
    (
        "III. Non-governmental organizations",
        [
            (
                "Arms Watch Foundation",
                [
                    P("Ms.", "Petra LINDQVIST", "Executive Director"),
                    P("Mr.", "Daniel OYELARAN", "Programme Manager, Verification", "Research Unit"),
                ],
            ),
            (
                "Centre for Quiet Diplomacy",
                [
                    P("Prof.", "Anton WEISS", "President"),
                    P("Mr.", "Lucien FABRE"),
                    P("Ms.", "Grace MOYO", "Volunteer"),
                ],
            ),
            ("Mothers against Mines", [P("Mrs.", "Esther NDLOVU", "Founder")]),
        ],
    ),
]


def repeated(times: int) -> list[tuple[str, list[tuple[str, list[Participant]]]]]:
    """The list with each delegation's people several times over, so that it fills pages."""
    return [(section, [(delegation, members * times) for delegation, members in part]) for section, part in LIST]


Entry = tuple[str, str, Participant]  # section, delegation, person


def people(times: int = 1) -> list[Entry]:
    return [
        (section.partition(". ")[2], delegation, person)
        for section, part in repeated(times)
        for delegation, members in part
        for person in members
    ]


def print_list(
    times: int,
    section: Callable[[str], None],
    delegation: Callable[[str], None],
    person: Callable[[Participant], None],
) -> None:
    """Print the list in its order: what each of its three kinds of entries looks like is told."""
    for title, part in repeated(times):
        section(title)
        for name, members in part:
            delegation(name)
            for each in members:
                person(each)


class PdfPages:
    """Pages on which text is set at places; ``height`` counts from the top."""

    def __init__(self, header: bool = True, rotation: int = 0) -> None:
        from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=(595, 842), invariant=1)
        self.page = 0
        self.header = header
        self.rotation = rotation
        self.new_page()

    def new_page(self) -> None:
        if self.page:
            self.canvas.showPage()
        self.page += 1
        if self.rotation:
            self.canvas.setPageRotation(self.rotation)
        if self.header:
            self.text(60, 40, SYMBOL, size=10)
            self.text(60, 52, f"Page {self.page}", size=10)
            self.text(280, 815, f"- {self.page} -", size=9)

    def text(self, left: float, top: float, text: str, *, font: str = "Times-Roman", size: float = 10) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(left, 842 - top, text)

    def centred(self, top: float, text: str, *, font: str = "Times-Bold", size: float = 12) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawCentredString(297, 842 - top, text)

    def data(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self.file.getvalue()


def wrapped(text: str, width: float, font: str = "Times-Roman", size: float = 10) -> list[str]:
    from reportlab.lib.utils import simpleSplit  # type: ignore[import-untyped]

    return simpleSplit(text, font, size, width) or [""]


class Columns:
    """Text that flows down one to three columns, page after page."""

    def __init__(self, pages: PdfPages, count: int, size: float = 9) -> None:
        self.pages, self.count, self.size = pages, count, size
        self.column, self.top = 0, 90.0
        self.width = 480 / count - 14
        self.first_top = 90.0

    @property
    def left(self) -> float:
        return 60 + self.column * 480 / self.count

    def line(self, text: str, *, font: str = "Times-Roman", indent: float = 0, size: float = 0) -> None:
        size = size or self.size
        for part in wrapped(text, self.width - indent, font, size):
            self.room(size)
            self.pages.text(self.left + indent, self.top, part, font=font, size=size)
            self.top += size * 1.15

    def room(self, size: float) -> None:
        if self.top + size > 780:
            self.column += 1
            self.top = self.first_top
            if self.column == self.count:
                self.column, self.first_top, self.top = 0, 90.0, 90.0
                self.pages.new_page()

    def space(self, height: float) -> None:
        self.top += height

    def across(self, text: str) -> None:
        """A heading over all columns, on a page of its own beginning."""
        if self.column or self.top > 90:
            self.pages.new_page()
        self.column = 0
        self.pages.centred(90, text, size=14)
        self.top = self.first_top = 120.0


def pdf_columns(count: int, *, times: int = 1, heading: str = "Times-Bold", person: str = "Times-Roman") -> bytes:
    """Headings of their own type, white between people, posts below names."""
    columns = Columns(PdfPages(), count)

    def print_delegation(name: str) -> None:
        columns.space(10)
        columns.line(name, font=heading, size=10)

    def print_person(each: Participant) -> None:
        columns.space(9)
        columns.line(each.titled, font=person)
        for text in each.lines:
            columns.line(text)

    print_list(times, columns.across, print_delegation, print_person)
    return columns.pages.data()


def pdf_indented(times: int = 1) -> bytes:
    """One type for everything: delegations in capitals at the margin, names indented, posts deeper; no white."""
    columns = Columns(PdfPages(), 1, size=10)

    def print_capitals(text: str) -> None:
        columns.line(text.upper())

    def print_person(each: Participant) -> None:
        columns.line(each.titled, indent=20)
        for text in each.lines:
            columns.line(text, indent=40)

    print_list(times, print_capitals, print_capitals, print_person)
    return columns.pages.data()


def pdf_side_by_side(times: int = 1, rotation: int = 0, names: float = 200) -> bytes:
    """Names on the left (in a column ``names`` wide), posts on the right, both wrapping; delegations bold."""
    pages = PdfPages(rotation=rotation)
    top = 90.0

    def row(left: list[str], right: list[str], font: str = "Times-Roman") -> None:
        nonlocal top
        if top + 12 * max(len(left), len(right)) > 780:
            pages.new_page()
            top = 90.0
        for number, text in enumerate(left):
            pages.text(80, top + 12 * number, text, font=font)
        for number, text in enumerate(right):
            pages.text(300, top + 12 * number, text)
        top += 12 * max(len(left), len(right)) + 6

    for section, part in repeated(times):
        row([section], [], "Times-Bold")
        for delegation, members in part:
            row([delegation], [], "Times-Bold")
            for each in members:
                right = [line for text in each.lines for line in wrapped(text, 130)]
                row(wrapped(each.titled, names), right)
    return pages.data()


def pdf_bold_names(times: int = 1) -> bytes:
    """Names bold, posts italic, headings centred capitals in the same size."""
    columns = Columns(PdfPages(), 1, size=10)
    for section, part in repeated(times):
        columns.across(section)
        for delegation, members in part:
            columns.space(8)
            for text in wrapped(delegation.upper(), 300, "Times-Bold", 10):
                columns.room(10)
                columns.pages.centred(columns.top, text, size=10)
                columns.top += 12
            for each in members:
                columns.space(7)
                columns.line(each.titled, font="Times-Bold")
                for text in each.lines:
                    columns.line(text, font="Times-Italic")
    return columns.pages.data()


def word(build: Callable[[Any], None]) -> bytes:
    from docx import Document

    document = Document()
    document.add_paragraph(SYMBOL)
    document.add_paragraph("List of participants")
    build(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word_styles() -> bytes:
    """Heading styles; a person is one paragraph with line breaks."""

    def build(document: Any) -> None:
        for section, part in LIST:
            document.add_heading(section, 1)
            for delegation, members in part:
                document.add_heading(delegation, 2)
                for each in members:
                    document.add_paragraph("\n".join([each.titled, *each.lines]))

    return word(build)


def word_one_line() -> bytes:
    """Bold headings; name and post in one line, parted by commas, the head in brackets."""

    def build(document: Any) -> None:
        for section, part in LIST:
            document.add_paragraph().add_run(section).bold = True
            for delegation, members in part:
                document.add_paragraph().add_run(delegation).bold = True
                for each in members:
                    document.add_paragraph(each.in_one_line)

    return word(build)


def word_table() -> bytes:
    """A table of two columns, name | post; delegations in rows that span both."""

    def build(document: Any) -> None:
        for section, part in LIST:
            document.add_paragraph().add_run(section).bold = True
            table = document.add_table(rows=0, cols=2)
            for delegation, members in part:
                cells = table.add_row().cells
                cells[0].merge(cells[1]).paragraphs[0].add_run(delegation).bold = True
                for each in members:
                    cells = table.add_row().cells
                    cells[0].text = each.titled
                    cells[1].text = "\n".join(each.lines)

    return word(build)


def word_newspaper() -> bytes:
    """A table of two columns, each of which holds half of a section's delegations from top to bottom."""

    def build(document: Any) -> None:
        for section, part in LIST:
            document.add_paragraph().add_run(section).bold = True
            cells = document.add_table(rows=1, cols=2).rows[0].cells
            half = (len(part) + 1) // 2
            for cell, delegations in ((cells[0], part[:half]), (cells[1], part[half:])):
                for delegation, members in delegations:
                    cell.add_paragraph().add_run(delegation).bold = True
                    for each in members:
                        for text in (each.titled, *each.lines):
                            cell.add_paragraph(text)

    return word(build)


def word_tabs() -> bytes:
    """Tabs between a bold name and its post; more of it in lines that begin with a tab."""

    def build(document: Any) -> None:
        for section, part in LIST:
            document.add_heading(section, 1)
            for delegation, members in part:
                run = document.add_paragraph().add_run(delegation.upper())
                run.bold = run.underline = True
                for each in members:
                    paragraph = document.add_paragraph()
                    paragraph.add_run(each.titled).bold = True
                    for number, text in enumerate(each.lines):
                        paragraph.add_run(f"\t{text}" if number == 0 else f"\n\t{text}")

    return word(build)


def word_grid() -> bytes:
    """A table with a header row and the delegation in every row."""

    def build(document: Any) -> None:
        for section, part in LIST:
            document.add_heading(section, 1)
            table = document.add_table(rows=1, cols=4)
            for cell, text in zip(table.rows[0].cells, ("No.", "Delegation", "Name", "Position"), strict=True):
                cell.text = text
            number = 0
            for delegation, members in part:
                for each in members:
                    number += 1
                    cells = table.add_row().cells
                    cells[0].text, cells[1].text, cells[2].text = str(number), delegation, each.titled
                    cells[3].text = "\n".join(each.lines)

    return word(build)


def _blocks(between: str, upper: bool) -> Iterator[str]:
    for section, part in LIST:
        yield section + between
        for delegation, members in part:
            yield (delegation.upper() if upper else delegation) + between
            for each in members:
                yield "\n".join([each.titled, *each.lines]) + between


def text_spaced() -> bytes:
    """Blank lines between entries, headings as they stand in the list."""
    return "\n".join([SYMBOL, "List of participants", "", *_blocks("\n", False)]).encode()


def text_capitals() -> bytes:
    """No blank line at all; delegations in capitals."""
    return "\n".join([SYMBOL, "List of participants", *_blocks("", True)]).encode()


def text_columns() -> bytes:
    """Names and posts kept apart by spaces, as text copied with its layout."""
    rows = [SYMBOL, "List of participants", ""]
    for section, part in LIST:
        rows += [section, ""]
        for delegation, members in part:
            rows += [delegation, ""]
            for each in members:
                left, right = [each.titled], each.lines or [""]
                for number, text in enumerate(right):
                    rows.append(f"    {left[0] if number == 0 else '':<40}{text}".rstrip())
                rows.append("")
    return "\n".join(rows).encode()


def text_plain() -> bytes:
    """No blank line, no capitals, no mark: delegations look like any other line."""
    return "\n".join(
        [SYMBOL, "List of participants", *(block.title() if block.isupper() else block for block in _blocks("", False))]
    ).encode()


def pdf_cover(rows: list[tuple[str, str, str]], lines: list[str]) -> bytes:
    """A cover with masthead and statistics, then a list of one section in two columns, continued over pages."""
    pages = PdfPages(header=False)
    for number, text in enumerate(lines):
        pages.text(330, 60 + 14 * number, text)
    pages.centred(250, "List of participants", size=16)
    for number, (label, delegations, count) in enumerate(rows):
        top = 300 + 16 * number
        for left, text in ((90, label), (380, delegations), (480, count)):
            pages.text(left, top, text)
    pages.text(60, 810, "*3112345*")
    pages.header = True
    pages.new_page()
    columns = Columns(pages, 2)
    columns.across("Non-governmental organizations")
    for delegation, members in LIST[2][1]:
        for part in (delegation + "*", delegation + " (continued)"):
            columns.space(10)
            columns.line(part, font="Times-Bold", size=10)
            for each in members if part.endswith("*") else members[:1]:
                columns.space(9)
                columns.line(each.titled if part.endswith("*") else f"Ms. Second {each.name.split()[-1]}")
                for text in each.lines:
                    columns.line(text)
    columns.space(20)
    columns.line("* Organizations attending for the first time.")
    return columns.pages.data()


LAYOUTS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "pdf one column, bold-italic headings": ("pdf", lambda: pdf_columns(1, heading="Times-BoldItalic")),
    "pdf two columns": ("pdf", lambda: pdf_columns(2)),
    "pdf three columns": ("pdf", lambda: pdf_columns(3)),
    "pdf italic headings, bold names": ("pdf", lambda: pdf_columns(2, heading="Times-BoldItalic", person="Times-Bold")),
    "pdf indents alone": ("pdf", pdf_indented),
    "pdf name beside post": ("pdf", pdf_side_by_side),
    "pdf name beside post, page turned": ("pdf", lambda: pdf_side_by_side(rotation=90)),
    "pdf bold names, italic posts": ("pdf", pdf_bold_names),
    "word heading styles": ("docx", word_styles),
    "word one line a person": ("docx", word_one_line),
    "word table name | post": ("docx", word_table),
    "word table as newspaper": ("docx", word_newspaper),
    "word tabs": ("docx", word_tabs),
    "word table with header": ("docx", word_grid),
    "text with blank lines": ("txt", text_spaced),
    "text with capitals": ("txt", text_capitals),
    "text in columns": ("txt", text_columns),
}
