"""Download of an empty list of participants: a workbook with a header, drop-downs and how to fill it in."""

import io
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from meetings.files.formats import XLSX
from meetings.files.spreadsheet_cells import guarded
from meetings.models import Country, Organisation
from meetings.rights import Right, SignedInRequest, meeting_for
from meetings.vocabulary import Category, Gender, Role, YesNo

ROWS = 2_000
TITLES = ("Ms.", "Mr.", "Mrs.", "Miss", "Mx.", "Dr.", "Prof.", "H.E. Ms.", "H.E. Mr.")
HOW_TO = (
    "How to fill in this list",
    "Write one person a row on the sheet “Participants”, from the second row on. Leave the first row as it is.",
    "Write the delegation in every row: choose it from the list, or write the organization that is not in it.",
    "Choose the courtesy title as the official list prints it, or write another; leave it empty where none is printed.",
    "Write the gender only as the person or the delegation declared it. Never conclude it from a given name.",
    "Leave empty what you do not know: nothing is guessed, and “not recorded” is never counted as zero.",
    "Write neither addresses, telephone numbers nor numbers of passports: they are not read and not kept.",
    "Whoever imports the list says where its gender column comes from, and sees what would change before it does.",
)
Offered = Callable[[], Iterable[str]]


def labels_of(values: Iterable[Category | Role | Gender | YesNo]) -> Offered:
    """What a vocabulary offers; what is not known is left blank."""
    return lambda: [str(value.label) for value in values if value != "unknown"]


def delegations() -> list[str]:
    """States and organizations of the reference table."""
    states = Country.objects.filter(end__isnull=True).values_list("name_en", flat=True)
    return [*sorted(states), *sorted(Organisation.objects.values_list("name_en", flat=True))]


# Header, width, the values offered, and whether another may be written.
COLUMNS: tuple[tuple[str, int, Offered | None, bool], ...] = (
    ("Delegation", 28, delegations, True),
    ("Category", 34, labels_of(Category), False),
    ("Courtesy title", 14, lambda: TITLES, True),
    ("Given names", 22, None, True),
    ("Family name", 22, None, True),
    ("Post", 34, None, True),
    ("Organization", 28, None, True),
    ("Role", 26, labels_of(Role), False),
    ("Head of delegation", 18, labels_of(YesNo), False),
    ("Gender", 18, labels_of(Gender), False),
    ("Attended", 12, labels_of(YesNo), False),
    ("Notes", 28, None, True),
)


@login_required
@require_safe
def template(request: SignedInRequest, slug: str) -> HttpResponse:
    """The empty list, for whoever may import one."""
    meeting_for(request.user, slug, Right.EDIT)
    with override("en"):  # the import recognizes these words in English, whatever the language of the page
        return HttpResponse(workbook(), headers=XLSX.headers("list-of-participants"))


def workbook() -> bytes:
    """A sheet to fill in, one that says how, and a hidden one with the values of the drop-downs."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet, how, values = book.active, book.create_sheet("How to fill in"), book.create_sheet("Values")
    sheet.title, sheet.freeze_panes = "Participants", "A2"
    values.sheet_state = "hidden"
    for number, (header, width, offered, free) in enumerate(COLUMNS, start=1):
        letter = get_column_letter(number)
        sheet.cell(1, number, guarded(header)).font = Font(bold=True)
        sheet.column_dimensions[letter].width = width
        labels = list(offered()) if offered else []
        for row, label in enumerate(labels, start=1):
            values.cell(row, number, guarded(label))
        if labels:
            offer(sheet, letter, len(labels), free=free)
    explain(how)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def explain(sheet: Any) -> None:
    """How to fill in the list, one sentence a row."""
    from openpyxl.styles import Alignment, Font

    sheet.column_dimensions["A"].width = 100
    for row, sentence in enumerate(HOW_TO, start=1):
        cell = sheet.cell(row, 1, guarded(sentence))
        cell.font, cell.alignment = Font(bold=row == 1), Alignment(wrap_text=True, vertical="top")


def offer(sheet: Any, letter: str, number: int, *, free: bool) -> None:
    """A drop-down in a column: the first values of the same column on the sheet of values. ``free``: not only they."""
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation("list", f"Values!${letter}$1:${letter}${number}", allow_blank=True)
    choice.showErrorMessage = not free
    choice.error = "Choose a value of the list, or leave the cell empty."
    sheet.add_data_validation(choice)
    choice.add(f"{letter}2:{letter}{ROWS}")
