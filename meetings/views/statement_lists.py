"""A list of statements on its way into a meeting: handed in, previewed, confirmed, given up, undone."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings.actions.lists import Refused
from meetings.actions.statement_imports import reject_statements, withdraw_statements
from meetings.actions.trail import note_read
from meetings.forms.lists import limits
from meetings.forms.statements import FIELD_LABELS, StatementUploadForm
from meetings.models import StatementImport
from meetings.rights import Right, may, meeting_for
from meetings.roster.reading.formats import Unreadable
from meetings.roster.staged import Stale
from meetings.roster.statements.pipeline import confirm, preview_of, stage
from meetings.roster.statements.preview import Line, Preview
from meetings.views import frame
from meetings.views.requests import SignedInRequest, posted
from meetings.vocabulary import BatchState, Gender, GenderBasis, Outcome

MARKS = {Outcome.NEW: "mark-success", Outcome.UPDATED: "mark-warning", Outcome.INVALID: "mark-error"}
LABELS = FIELD_LABELS | {
    "speaker_name": FIELD_LABELS["speaker"],
    "speaker_title": FIELD_LABELS["title"],
    "speaker_gender": FIELD_LABELS["gender"],
}


@login_required
def upload(request: SignedInRequest, slug: str) -> HttpResponse:
    """Hand in a file or a pasted page; nothing is imported before the preview is confirmed."""
    meeting = meeting_for(request.user, slug, Right.EDIT)
    form = StatementUploadForm(posted(request), request.FILES or None)
    if form.is_valid():
        try:
            staged = stage(meeting, form.source(), by=request.user)
        except Unreadable as refusal:
            form.refuse(refusal)
        else:
            return redirect("meetings:statement-list", slug, staged.pk)
    context = frame.of_meeting(meeting, _("Import statements")) | {"form": form, "limits": limits()}
    return render(request, "meetings/statements_upload.html", context)


@login_required
@require_safe
def statement_list(request: SignedInRequest, slug: str, batch: int) -> HttpResponse:
    """What a staged list would change as the record stands now, or what an imported one changed."""
    return shown(request, list_of(request, slug, batch, Right.READ_EVIDENCE))


@login_required
@require_POST
def decide(request: SignedInRequest, slug: str, batch: int) -> HttpResponse:
    """Confirm a staged list, give it up, or undo an import."""
    staged = list_of(request, slug, batch, Right.EDIT)
    try:
        if "reject" in request.POST:
            reject_statements(staged, by=request.user)
            said = _("The list was not imported and its rows are deleted.")
        elif "undo" in request.POST:
            withdraw_statements(staged, by=request.user)
            said = _("The import is undone: the statements are as they were before.")
        else:
            confirm(
                staged, fingerprint=request.POST.get("fingerprint", ""), by=request.user,
                skip_invalid="skip_invalid" in request.POST,
            )  # fmt: skip
            said = _("The statements are imported.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    except Stale:
        messages.warning(request, _("The record changed since this preview was made: this is the new preview."))
        return shown(request, staged, status=409)
    else:
        messages.success(request, said)
    return redirect("meetings:statement-list", slug, batch)


def list_of(request: SignedInRequest, slug: str, batch: int, right: Right) -> StatementImport:
    """Fetch a list of statements of a meeting *and* authorise."""
    meeting = meeting_for(request.user, slug, right)
    return get_object_or_404(StatementImport.objects.select_related("meeting", "by"), meeting=meeting, pk=batch)


def shown(request: SignedInRequest, batch: StatementImport, status: int = 200) -> HttpResponse:
    """The page of a list: its totals and, while it waits, every row with what it would change."""
    meeting = batch.meeting
    waits = batch.state == BatchState.PREVIEWED
    preview = preview_of(batch) if waits else None
    note_read(by=request.user, meeting=meeting, shown=[batch])
    context = frame.of_meeting(meeting, batch.file) | {
        "batch": batch,
        "totals": totals_of(preview.totals if preview else batch.totals),
        "preview": preview,
        "lines": lines_of(preview) if preview else [],
        "questions": [asked.found for asked, _rows in preview.questions] if preview else [],
        "mapped": [(header, FIELD_LABELS[field]) for field, header in batch.reading["mapped"].items()],
        "fingerprint": preview.fingerprint() if preview else "",
        "invalid": preview.totals[Outcome.INVALID] if preview else 0,
        "may_edit": may(request.user, Right.EDIT, meeting),
    }
    return render(request, "meetings/statements_batch.html", context, status=status)


def totals_of(totals: dict[str, Any]) -> list[dict[str, Any]]:
    """The parts of the sum of all rows."""
    return [{"label": outcome.label, "number": totals.get(outcome.value, 0)} for outcome in Outcome if totals]


def lines_of(preview: Preview) -> list[dict[str, Any]]:
    """Rows ready to be printed, those that need somebody first."""
    order = (Outcome.INVALID, Outcome.UPDATED, Outcome.NEW, Outcome.IGNORED, Outcome.UNCHANGED)
    lines = sorted(preview.lines, key=lambda line: (order.index(Outcome(line.outcome)), line.row.number))
    return [
        {
            "number": line.row.number,
            "who": line.row.delegation,
            "behalf": line.row.on_behalf_of,
            "speaker": f"{line.row.speaker_title} {line.row.speaker_name}".strip(),
            "outcome": Outcome(line.outcome).label,
            "mark": MARKS.get(Outcome(line.outcome), ""),
            "gender": gender_in(line),
            "changes": [
                {"label": LABELS.get(name, name), "before": line.before[name], "after": value}
                for name, value in line.after.items()
                if name != "speaker_basis"
            ],
            "problems": [problem.message for problem in line.row.problems],
        }
        for line in lines
    ]


def gender_in(line: Line) -> str:
    """The gender that a row tells, with its basis."""
    if not line.values:
        return ""
    gender, basis = Gender(line.values["speaker_gender"]), GenderBasis(line.values["speaker_basis"])
    return f"{gender.label} ({basis.label})" if basis else str(gender.label)
