"""The same list in rarer layouts: numbered, untitled, titles in a column, family name first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.worlds.documents import (
    LIST,
    Columns,
    Participant,
    PdfPages,
    pdf_side_by_side,
    print_list,
    repeated,
    word,
    wrapped,
)


def pdf_flush(times: int = 1) -> bytes:
    """Bold-italic headings, everything else flush and close: no white between people, no indent."""
    columns = Columns(PdfPages(), 1, size=10)

    def print_person(each: Participant) -> None:
        for text in (each.titled, *each.lines):
            columns.line(text)

    print_list(
        times,
        lambda text: columns.line(text, font="Times-Bold", size=12),
        lambda text: columns.line(text, font="Times-BoldItalic"),
        print_person,
    )
    return columns.pages.data()


def pdf_numbered_in_columns(times: int = 1) -> bytes:
    """Number, title, name and post each in a column of their own."""
    pages = PdfPages()
    top = 90.0
    number = 0
    for section, part in repeated(times):
        pages.text(60, top, section, font="Times-Bold", size=12)
        top += 18
        for delegation, members in part:
            pages.text(60, top, delegation, font="Times-Bold")
            top += 14
            for each in members:
                number += 1
                pages.text(60, top, f"{number}.")
                pages.text(85, top, each.honorific)
                pages.text(140, top, each.name)
                for line, text in enumerate(each.lines or [""]):
                    pages.text(300, top + 12 * line, text)
                top += 12 * max(1, len(each.lines)) + 4
                if top > 740:
                    pages.new_page()
                    top = 90.0
    return pages.data()


def pdf_hanging(times: int = 1) -> bytes:
    """One paragraph a person, parted by commas, whose further lines are indented."""
    columns = Columns(PdfPages(), 2, size=9)

    def print_delegation(name: str) -> None:
        columns.space(8)
        columns.line(name, font="Times-Bold")

    def print_person(each: Participant) -> None:
        first, *rest = wrapped(each.in_one_line, 215, size=9)
        columns.line(first)
        for piece in rest:
            columns.line(piece, indent=12)

    print_list(times, columns.across, print_delegation, print_person)
    return columns.pages.data()


def pdf_continued(times: int = 8) -> bytes:
    """The delegation goes on over the page: its name again at the top, "(continued)", in the midst of people."""
    columns = Columns(PdfPages(), 1, size=10)
    for section, part in repeated(times):
        columns.across(section)
        for delegation, members in part:
            columns.space(8)
            columns.line(delegation, font="Times-Bold")
            for each in members:
                page = columns.pages.page
                columns.space(7)
                columns.room(12 * (len(each.lines) + 3))
                if columns.pages.page != page:
                    columns.line(f"{delegation} (continued)", font="Times-Bold")
                    columns.space(7)
                for text in (each.titled, *each.lines):
                    columns.line(text)
    return columns.pages.data()


def pdf_broken_people(times: int = 8) -> bytes:
    """People that go over the page, with section and delegation printed again above what is left of them."""
    columns = Columns(PdfPages(), 1, size=10)
    for section, part in repeated(times):
        columns.across(section)
        for delegation, members in part:
            columns.space(8)
            columns.room(60)
            columns.line(delegation, font="Times-Bold")
            for each in members:
                columns.space(7)
                for text in (each.titled, *each.lines):
                    page = columns.pages.page
                    columns.room(10)
                    if columns.pages.page != page:
                        columns.line(section, font="Times-Bold")
                        columns.line(f"{delegation} (continued)", font="Times-Bold")
                    columns.line(text)
    return columns.pages.data()


def word_roles() -> bytes:
    """Below each delegation its head, then the others under "Advisers"."""

    def build(document: Any) -> None:
        for section, part in LIST:
            document.add_heading(section, 1)
            for delegation, members in part:
                document.add_paragraph().add_run(delegation).bold = True
                heads = [each for each in members if each.head]
                others = [each for each in members if not each.head]
                for role, several in (("Head of Delegation", heads), ("Advisers", others)):
                    if several:
                        document.add_paragraph().add_run(role).italic = True
                    for each in several:
                        for text in (each.titled, each.post, each.organisation):
                            if text:
                                document.add_paragraph(text)

    return word(build)


def word_three_columns() -> bytes:
    """A table without a header: title | name | post; delegations in a row of their own."""

    def build(document: Any) -> None:
        for section, part in LIST:
            document.add_heading(section, 1)
            for delegation, members in part:
                document.add_paragraph().add_run(delegation).bold = True
                table = document.add_table(rows=0, cols=3)
                for each in members:
                    cells = table.add_row().cells
                    cells[0].text, cells[1].text, cells[2].text = each.honorific, each.name, "\n".join(each.lines)

    return word(build)


def text_numbered() -> bytes:
    """Numbered people under delegations in capitals."""
    rows, number = ["List of participants"], 0
    for section, part in LIST:
        rows += ["", section, ""]
        for delegation, members in part:
            rows += [delegation.upper(), ""]
            for each in members:
                number += 1
                rows += [f"{number}. {each.titled}", *(f"   {text}" for text in each.lines), ""]
    return "\n".join(rows).encode()


def family_first(each: Participant) -> str:
    given = [part for part in each.name.split() if not part.isupper()]
    family = [part for part in each.name.split() if part.isupper()]
    return f"{' '.join(family)}, {each.honorific} {' '.join(given)}"


def text_family_first() -> bytes:
    """ "SOLTANI, H.E. Mr. Rahim" """
    rows = []
    for section, part in LIST:
        rows += [section, ""]
        for delegation, members in part:
            rows += [delegation, ""]
            for each in members:
                rows += [family_first(each), *each.lines, ""]
    return "\n".join(rows).encode()


def word_without_titles() -> bytes:
    def build(document: Any) -> None:
        for section, part in LIST:
            document.add_heading(section, 1)
            for delegation, members in part:
                document.add_heading(delegation, 2)
                for each in members:
                    document.add_paragraph("\n".join([each.name, *each.lines]))

    return word(build)


def pdf_delegation_beside_people(times: int = 1) -> bytes:
    """The delegation in a narrow column on the left, its people on the right, their posts below their names."""
    pages = PdfPages()
    top = 90.0

    def room(lines: int) -> None:
        nonlocal top
        if top + 12 * lines > 780:
            pages.new_page()
            top = 90.0

    for section, part in repeated(times):
        room(4)
        pages.text(60, top, section, font="Times-Bold")
        top += 20
        for delegation, members in part:
            name = wrapped(delegation, 130)
            room(max(len(name), 5))
            for number, text in enumerate(name):
                pages.text(60, top + 12 * number, text)
            bottom = top + 12 * len(name)
            for each in members:
                room(len(each.lines) + 1)
                for text in (each.titled, *each.lines):
                    pages.text(230, top, text)
                    top += 12
            top = max(top, bottom) + 6
    return pages.data()


def word_delegation_beside_people() -> bytes:
    """A table: delegation | all its people, one below the other."""

    def build(document: Any) -> None:
        for section, part in LIST:
            document.add_heading(section, 1)
            table = document.add_table(rows=0, cols=2)
            for delegation, members in part:
                cells = table.add_row().cells
                cells[0].text = delegation
                cells[1].text = "\n".join(text for each in members for text in (each.titled, *each.lines))

    return word(build)


UNUSUAL: dict[str, tuple[str, Callable[[], bytes], int]] = {
    "pdf flush": ("pdf", pdf_flush, 1),
    "pdf flush, long": ("pdf", lambda: pdf_flush(10), 10),
    "pdf numbered, titles in a column": ("pdf", pdf_numbered_in_columns, 1),
    "pdf hanging paragraphs": ("pdf", pdf_hanging, 1),
    "pdf names that wrap beside posts": ("pdf", lambda: pdf_side_by_side(names=80), 1),
    "pdf people broken over pages": ("pdf", pdf_broken_people, 8),
    "pdf continued delegations": ("pdf", pdf_continued, 8),
    "pdf delegation beside people": ("pdf", pdf_delegation_beside_people, 1),
    "pdf delegation beside people, long": ("pdf", lambda: pdf_delegation_beside_people(6), 6),
    "word delegation beside people": ("docx", word_delegation_beside_people, 1),
    "word three columns": ("docx", word_three_columns, 1),
    "text numbered": ("txt", text_numbered, 1),
}
