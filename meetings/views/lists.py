"""Pages of an import of participants: upload, preview, confirm, give up, undo."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings.actions.lists import withdraw_batch
from meetings.actions.refusals import ActionRefused, PreviewOutdated
from meetings.actions.trail import note_read, subject_of
from meetings.files.formats import DELIMITED, EXCEL, OPEN_DOCUMENT, PLAIN_TEXT, WORD, in_a_row
from meetings.forms.lists import UploadForm
from meetings.forms.reading import FIELD_LABELS, on_page
from meetings.forms.review import ReviewForm
from meetings.imports.participants.review import take_up
from meetings.imports.participants.staged import confirm, reject, stage
from meetings.imports.uploads import limits
from meetings.models import ImportBatch
from meetings.reading.formats import Unreadable
from meetings.rights import Right, SignedInRequest, may, meeting_for
from meetings.views import frame
from meetings.views.batch_rows import NONE, ROWS, TABS, Headings, absent_from, lines, totals_of
from meetings.views.document_parts import being_read, not_understood, of_document
from meetings.views.requests import go_on, posted
from meetings.views.review_page import ReviewPage, import_steps
from meetings.vocabulary import WAITING, BatchState, Outcome

PAGE = 50
OFFERED = {
    "excel": in_a_row(EXCEL),
    "open_document": in_a_row(OPEN_DOCUMENT),
    "delimited": in_a_row(DELIMITED),
    "word": in_a_row(WORD),
    "plain_text": in_a_row(PLAIN_TEXT),
}
"""The formats of a list, as the page names them by the programs people know."""


@login_required
def upload(request: SignedInRequest, slug: str) -> HttpResponse:
    """Hand in a file or its pasted rows; nothing is imported before the preview is confirmed."""
    meeting = meeting_for(request.user, slug, Right.EDIT)
    form = UploadForm(posted(request), request.FILES or None)
    if form.is_valid():
        try:
            staged = stage(meeting, form.source(), by=request.user)
        except Unreadable as refusal:
            form.refuse(refusal)
        except ActionRefused as refusal:  # given up in another window while it was read
            form.add_error(None, str(refusal))
        else:
            return go_on(request, reverse("meetings:batch", args=[slug, staged.pk]))
    context = frame.of_meeting(meeting, _("Import a list")) | {"form": form, "limits": limits()}
    context["steps"] = import_steps("file")
    context["waiting"] = ImportBatch.objects.select_related("document").filter(
        document__meeting=meeting, state__in=WAITING
    )
    context["formats"] = OFFERED
    context["megabytes"], context["document_megabytes"] = (
        size // 1_000_000 for size in (limits().upload_bytes, limits().document_bytes)
    )
    return render(request, "meetings/upload.html", context)


@login_required
@require_safe
def batch(request: SignedInRequest, slug: str, batch: int) -> HttpResponse:
    """What a staged list would change, or what an imported one changed."""
    return shown(request, batch_of(request, slug, batch, Right.READ_EVIDENCE))


@login_required
@require_POST
def commit(request: SignedInRequest, slug: str, batch: int) -> HttpResponse:
    """Import what was previewed. When the record moved meanwhile, the fresh preview is shown instead (409)."""
    staged = batch_of(request, slug, batch, Right.EDIT)
    said = request.POST
    try:
        allowed = {name: name in said for name in ("skip_invalid", "accept_reading")}
        confirm(staged, fingerprint=said.get("fingerprint", ""), by=request.user, **allowed)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    except PreviewOutdated:
        messages.warning(
            request, _("The record has changed since this preview. Nothing was imported; here is a new preview.")
        )
        staged.refresh_from_db()
        return shown(request, staged, status=409)
    else:
        messages.success(request, _("The list is imported."))
    return redirect("meetings:batch", slug, batch)


@login_required
@require_POST
def give_up(request: SignedInRequest, slug: str, batch: int) -> HttpResponse:
    """Give up a list that is staged, being read or interrupted; its file is deleted."""
    try:
        reject(batch_of(request, slug, batch, Right.EDIT), by=request.user)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("meetings:batch", slug, batch)
    messages.success(request, _("The list was not imported and its file is deleted."))
    return redirect("meetings:upload", slug)


@login_required
@require_POST
def undo(request: SignedInRequest, slug: str, batch: int) -> HttpResponse:
    """Undo an import, or say what rests on it."""
    imported = batch_of(request, slug, batch, Right.EDIT)
    try:
        withdraw_batch(batch=imported, by=request.user)
    except ActionRefused as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("The import is undone: the meeting is as it was before."))
    return redirect("meetings:batch", slug, batch)


def batch_of(request: SignedInRequest, slug: str, batch: int, right: Right) -> ImportBatch:
    """Fetch an import of a meeting *and* authorise."""
    meeting = meeting_for(request.user, slug, right)
    imports = ImportBatch.objects.select_related("document__meeting", "document__replaces", "by", "withdrawn_by")
    return get_object_or_404(imports, document__meeting=meeting, pk=batch)


def shown(request: SignedInRequest, batch: ImportBatch, status: int = 200) -> HttpResponse:
    """The page of an import, with the rows of one tab; that they were read is noted."""
    if batch.state == BatchState.READING:
        return being_read(request, batch)
    if batch.state == BatchState.PREVIEWED:
        return reviewed(request, batch, status)
    meeting, tab = batch.document.meeting, request.GET.get("tab", "")
    missing = absent_from(batch)
    counts = {name: batch.rows.filter(rows).count() for name, rows in ROWS.items()}
    counts["needs"] += missing.count()
    counts["unread"] = len(not_understood(batch))
    tab = tab if tab in TABS else next((name for name in TABS if counts[name]), "needs")
    number, unread = request.GET.get("page"), tab == "unread"
    rows = Paginator(batch.rows.filter(ROWS.get(tab, NONE)).order_by("number", "pk"), PAGE).get_page(number)
    page = Paginator(not_understood(batch), PAGE).get_page(number) if unread else rows
    listed = list(rows.object_list)
    note_read(by=request.user, meeting=meeting, shown=[batch] if unread else listed, subject=subject_of(batch))
    context = frame.of_meeting(meeting, batch.file) | about(batch) | of_document(batch)
    first = tab == "needs" and rows.number == 1
    context |= {"missing": Paginator(missing, PAGE).page(1) if first else None, "steps": import_steps("import")}
    context |= {"tab": tab, "tabs": tabs(request.path, tab, counts), "page": page}
    context["lines"] = lines(listed, Headings(batch))
    context["may_edit"] = may(request.user, Right.EDIT, meeting)
    return render(request, "meetings/batch.html", context, status=status)


def reviewed(request: SignedInRequest, batch: ImportBatch, status: int = 200, part: bool = False) -> HttpResponse:
    """The review of a staged list, or the part of it that changes; that its rows were read is noted."""
    meeting, may_edit = batch.document.meeting, may(request.user, Right.EDIT, batch.document.meeting)
    said = request.POST if part else request.GET
    looked_at = ReviewPage(batch, request.user, may_edit=may_edit, tab=said.get("tab", ""), number=said.get("page"))
    context = frame.of_meeting(meeting, _("Import a list")) | about(batch) | of_document(batch) | looked_at.context()
    note_read(by=request.user, meeting=meeting, shown=looked_at.shown or [batch], subject=subject_of(batch))
    context |= {"may_edit": may_edit, "steps": import_steps("review", batch), "part": part}
    return render(request, "meetings/review_part.html" if part else "meetings/review.html", context, status=status)


@login_required
@require_POST
def answer(request: SignedInRequest, slug: str, batch: int) -> HttpResponse:
    """Take up what was answered and corrected in the review; the preview is made anew and nothing is imported."""
    staged = batch_of(request, slug, batch, Right.EDIT)
    form = ReviewForm(request.POST, staged)
    try:
        if form.said:
            take_up(staged, form.said, by=request.user)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    for sentence in form.errors:
        messages.error(request, sentence)
    if request.htmx:
        return reviewed(request, batch_of(request, slug, batch, Right.EDIT), part=True)
    kept = urlencode({name: request.POST[name] for name in ("tab", "page") if request.POST.get(name)})
    return redirect(f"{reverse('meetings:batch', args=[slug, batch])}{'?' if kept else ''}{kept}")


def about(batch: ImportBatch) -> dict[str, Any]:
    """What the page says about the import as a whole."""
    imports = ImportBatch.objects.filter(document__meeting=batch.document.meeting, state=BatchState.COMMITTED)
    again = imports.filter(sha256=batch.sha256).exclude(pk=batch.pk).order_by("committed_at").last()
    return {
        "batch": batch,
        "read": batch.summary,
        "totals": totals_of(batch) if batch.totals else [],
        "invalid": batch.totals.get(Outcome.INVALID, 0),
        "importable": batch.totals.get("people", 0),
        "changes_something": batch.totals.get("changes_something", True) or not again,
        "problems": [one | {"message": on_page(one["message"])} for one in problems_of(batch)],
        "open_questions": batch.questions.filter(answer="").count(),
        "again": again,
        "columns": columns_of(batch),
    }


def columns_of(batch: ImportBatch) -> list[dict[str, Any]]:
    """Every header with the field it was read as, and whether that was a guess."""
    read = batch.summary
    mapped = [
        {"header": header, "field": FIELD_LABELS[field], "guess": field in read.guessed}
        for field, header in read.mapped.items()
    ]
    return mapped + [{"header": header, "field": "", "guess": False} for header in read.ignored]


def problems_of(batch: ImportBatch) -> list[dict[str, Any]]:
    """What is wrong with the file as a whole or with cells in it; questions and absent people are shown apart."""
    apart = ("unknown_title", "unknown_value", "unknown_country", "code_disagrees", "absent")
    of_rows = [problem for problem in batch.totals.get("problems", []) if problem["code"] not in apart]
    return [*map(dict, batch.summary.problems), *of_rows]


def tabs(path: str, current: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    """The tabs as links with their counts; only a document has lines that were not understood."""
    return [
        {
            "url": f"{path}?tab={name}",
            "label": label,
            "count": counts[name],
            "urgent": name in ("needs", "unread"),
            "current": name == current,
        }
        for name, label in TABS.items()
        if name != "unread" or counts[name]
    ]
