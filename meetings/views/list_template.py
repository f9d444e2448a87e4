"""Download of an empty list of participants: a workbook with a header and drop-downs."""

import io
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from meetings.files.formats import XLSX
from meetings.files.spreadsheet_cells import guarded
from meetings.rights import Right, SignedInRequest, meeting_for
from meetings.vocabulary import Category, Gender, Role, YesNo

ROWS = 2_000
# Header, width, and the values offered; what is not known is left blank.
COLUMNS: tuple[tuple[str, int, Iterable[Category | Role | Gender | YesNo]], ...] = (
    ("Delegation", 28, ()),
    ("Category", 34, Category),
    ("Courtesy title", 14, ()),
    ("Given names", 22, ()),
    ("Family name", 22, ()),
    ("Post", 34, ()),
    ("Organization", 28, ()),
    ("Role", 26, Role),
    ("Head of delegation", 18, YesNo),
    ("Gender", 18, Gender),
    ("Attended", 12, YesNo),
    ("Notes", 28, ()),
)


@login_required
@require_safe
def template(request: SignedInRequest, slug: str) -> HttpResponse:
    """The empty list, for whoever may import one."""
    meeting_for(request.user, slug, Right.EDIT)
    with override("en"):  # the import recognizes these words in English, whatever the language of the page
        return HttpResponse(workbook(), headers=XLSX.headers("list-of-participants"))


def workbook() -> bytes:
    """One sheet to fill in, and a hidden one with the values of its drop-downs."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet, values = book.active, book.create_sheet("Values")
    sheet.title, sheet.freeze_panes = "Participants", "A2"
    values.sheet_state = "hidden"
    for number, (header, width, offered) in enumerate(COLUMNS, start=1):
        letter = get_column_letter(number)
        sheet.cell(1, number, guarded(header)).font = Font(bold=True)
        sheet.column_dimensions[letter].width = width
        labels = [str(value.label) for value in offered if value != "unknown"]
        for row, label in enumerate(labels, start=1):
            values.cell(row, number, guarded(label))
        if labels:
            offer(sheet, letter, len(labels))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def offer(sheet: Any, letter: str, number: int) -> None:
    """A drop-down in a column: the first values of the same column on the sheet of values."""
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation("list", f"Values!${letter}$1:${letter}${number}", allow_blank=True)
    choice.error = "Choose a value of the list, or leave the cell empty."
    sheet.add_data_validation(choice)
    choice.add(f"{letter}2:{letter}{ROWS}")
