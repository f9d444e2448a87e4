"""The workbook in which an office writes down its staff by level; the import reads it back by itself."""

from __future__ import annotations

import io

from meetings.files.spreadsheet_cells import guarded
from staff.actions.snapshots import NUMBERS
from staff.levels import levels
from staff.vocabulary import Contract, Location

EXAMPLE = (
    ("Office of the Head", "D-2", "fixed term", "headquarters", 1, 0, 0, 0),
    ("Office of the Head", "P-5", "permanent continuing", "headquarters", 2, 3, 0, 0),
)
HOW_TO = (
    "How to fill in staff by level",
    "One row for each unit, level, contract and location, with how many women and men are in post on the day.",
    "Write numbers of people and never a name. Write 0 where there is nobody; an empty cell is refused.",
    "“Another gender” and “not recorded” may be left out as columns. Gender is what is on record, never a guess.",
    "A last row “Total” is compared with the sum of all rows: if they differ, nothing is entered.",
    "The two rows of the template are examples: replace them.",
)


def template() -> bytes:
    """The workbook to fill in; it is read back by itself."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet, how, values = book.active, book.create_sheet("How to fill in"), book.create_sheet("Known values")
    sheet.title, sheet.freeze_panes = "Staff", "A2"
    names = ("unit", "level", "contract", "location", *NUMBERS)
    for number, name in enumerate(names, start=1):
        sheet.cell(1, number, guarded(name.replace("_", " ").capitalize())).font = Font(bold=True)
    for line in EXAMPLE:
        sheet.append([guarded(value) for value in line])
    for sentence in HOW_TO:
        how.append([guarded(sentence)])
    offered = (list(levels()), [value.replace("_", " ") for value in Contract.values], list(Location.values))
    for number, column in enumerate(offered, start=1):
        for row, value in enumerate(column, start=1):
            values.cell(row, number, guarded(value))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
