"""Download of the rows of an import that need somebody, to correct and import again."""

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.actions.trail import note_read, subject_of
from meetings.files.formats import CSV
from meetings.files.spreadsheet_cells import csv_text
from meetings.forms.reading import on_page
from meetings.models import ImportBatch, ImportRow
from meetings.rights import Right, SignedInRequest
from meetings.views.batch_rows import NEEDS, Headings, delegation_in, name_in
from meetings.views.document_parts import place
from meetings.views.lists import batch_of
from meetings.vocabulary import Outcome


@login_required
@require_safe
def problem_rows(request: SignedInRequest, slug: str, batch: int) -> HttpResponse:
    """A CSV of those rows with their headers as the list prints them, and the reason in the last column."""
    imported = batch_of(request, slug, batch, Right.EDIT)
    rows = list(imported.rows.filter(NEEDS).order_by("number", "pk"))
    note_read(by=request.user, meeting=imported.document.meeting, shown=rows, subject=subject_of(imported))
    return HttpResponse(as_csv(imported, rows), headers=CSV.headers(f"rows-to-correct-{imported.pk}"))


def as_csv(batch: ImportBatch, rows: Iterable[ImportRow]) -> str:
    """The rows under their own headers; the delegation of a heading comes as a column, so that the rows stand alone."""
    read = batch.summary
    fields = read.fields
    headers = [read.mapped.get(field, field) for field in fields]
    under_headings = "delegation" not in fields
    headings = Headings(batch)
    printed = [_("Page, line"), _("As printed")] if read.account else []
    delegations = ["Delegation"] if under_headings else []
    lines: list[list[object]] = [[*headers, *delegations, *printed, _("Row"), _("Reason")]]
    for row in rows:
        if not name_in(row.cells) and not row.problems:
            continue
        cells = [row.cells.get(field, "") for field in fields]
        delegation = [delegation_in(row.cells) or headings.above(row.number)] if under_headings else []
        source = [place(row.source), " / ".join(text for _page, _line, text in row.source)] if printed else []
        lines.append([*cells, *delegation, *source, row.number, reason(row)])
    return f"\ufeff{csv_text(lines)}"  # the mark tells spreadsheet programs that the text is Unicode


def reason(row: ImportRow) -> str:
    """Why a row needs somebody, in sentences."""
    said = [on_page(problem["message"]) for problem in row.problems]
    return " ".join(said) or str(Outcome(row.outcome).label)
