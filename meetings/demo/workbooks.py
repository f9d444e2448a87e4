"""Invented lists of participants as files, laid out the way secretariats do."""

import io
from collections.abc import Iterable, Sequence
from itertools import groupby

from meetings.demo.office import Layout, Session
from meetings.demo.people import Entry
from meetings.files.spreadsheet_cells import csv_text, guarded
from meetings.vocabulary import Gender

COLUMNS = ("Section", "Delegation", "Title", "Family name", "Given names", "Position", "Role in delegation")
FORM = (
    "Registration state",
    "Country",
    "Given name",
    "Family name",
    "Gender",
    "Position",
    "Checked in",
    "Badge colour",
)
FORM_GENDERS = {
    Gender.WOMAN: "Female",
    Gender.MAN: "Male",
    Gender.ANOTHER: "Non-binary",
    Gender.UNDISCLOSED: "Prefer not to say",
}

OTHER_ANSWERS = {3: Gender.ANOTHER, 5: Gender.UNDISCLOSED}
"""Lines of the form on which people answered otherwise than by woman or man."""
WITHDRAWN = 11
"""Line of the form whose registration was withdrawn: it belongs in no record."""


def file_of(session: Session, entries: Sequence[Entry], status: str = "final") -> bytes:
    """The list as the bytes of the file that the secretariat would send."""
    if session.layout is Layout.SECTIONS:
        return _text(_sections(entries))
    if session.layout is Layout.FORM:
        return _workbook([FORM, *_form(entries)])
    above = [(session.title,), (session.symbol,), (f"List of participants ({status})",), ()]
    return _workbook([*above, COLUMNS, *_columns(entries)])


def _columns(entries: Iterable[Entry]) -> Iterable[Sequence[str]]:
    """One row a person; the delegation is printed once and stays blank below, as in merged cells."""
    before = ""
    for entry in entries:
        person = entry.person
        shown = "" if person.delegation.name == before else person.delegation.name
        before = person.delegation.name
        yield (
            person.delegation.section, shown, entry.title, person.family.upper(), person.given, entry.post, entry.role,
        )  # fmt: skip


def _sections(entries: Iterable[Entry]) -> Iterable[Sequence[str]]:
    """Sections and delegations as rows of their own, delegations in capitals; titles stand inside names."""
    yield "Name", "Function", "Role in delegation"
    for section, of_section in groupby(entries, lambda entry: entry.person.delegation.section):
        yield section, "", ""
        for delegation, people in groupby(of_section, lambda entry: entry.person.delegation.name):
            yield delegation.upper(), "", ""
            for entry in people:
                name = f"{entry.title} {entry.person.given} {entry.person.family.upper()}".strip()
                yield name, entry.post, entry.role


def _form(entries: Iterable[Entry]) -> Iterable[Sequence[str]]:
    """A registration export: the gender as stated, blank where the form was left blank; not everybody turned up."""
    for place, entry in enumerate(entries):
        person = entry.person
        stated = "" if person.silent else FORM_GENDERS[OTHER_ANSWERS.get(place, person.gender)]
        state, arrived = ("Withdrawn", "No") if place == WITHDRAWN else ("Approved", "No" if place % 9 == 8 else "Yes")
        yield (
            state, person.delegation.name, person.given, person.family, stated, entry.post, arrived, "green",
        )  # fmt: skip


def _text(rows: Iterable[Sequence[str]]) -> bytes:
    return csv_text(rows, separator=";").encode("utf-8-sig")


def _workbook(rows: Iterable[Sequence[str]]) -> bytes:
    from openpyxl import Workbook

    book, made = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("Participants")
    for row in rows:
        sheet.append([guarded(cell) for cell in row])
    book.save(made)
    return made.getvalue()
