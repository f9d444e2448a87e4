"""Pages of an import of statements or office-holders: upload, preview, confirm, give up, undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings.actions.proceedings_imports import proceedings_of, reject_proceedings, withdraw_proceedings
from meetings.actions.refusals import ActionRefused, PreviewOutdated
from meetings.actions.trail import note_read
from meetings.forms.lists import limits
from meetings.forms.proceedings import OfficeUploadForm, ProceedingsUploadForm, StatementUploadForm
from meetings.imports.proceedings.pipeline import confirm, preview_of, stage
from meetings.models import Forum, Meeting, ProceedingsImport
from meetings.reading.formats import Unreadable
from meetings.rights import Right, SignedInRequest, may, meeting_for, require
from meetings.views import frame
from meetings.views.proceedings_rows import WORDS, lines_of
from meetings.views.requests import posted
from meetings.vocabulary import BatchState, Outcome, ProceedingsKind

FORMS: dict[str, type[ProceedingsUploadForm]] = {
    ProceedingsKind.STATEMENTS: StatementUploadForm,
    ProceedingsKind.OFFICES: OfficeUploadForm,
}


@dataclass(frozen=True)
class Place:
    """Where somebody imports lists of one kind: a meeting, or a forum as such, that they have a right to."""

    holds: ProceedingsKind
    where: Meeting | Forum
    may_edit: bool

    def url(self, page: str, batch: int | None = None) -> str:
        """``page`` is upload, list or decide; "" is the page of what is on record."""
        of, plural = ("statement", "statements") if self.holds == ProceedingsKind.STATEMENTS else ("office", "offices")
        name = f"{of}-{page}" if page else plural
        forum = "" if isinstance(self.where, Meeting) else "forum-"
        key = self.where.slug if isinstance(self.where, Meeting) else self.where.pk
        return reverse(f"meetings:{forum}{name}", args=[key] if batch is None else [key, batch])

    def frame(self, here: str) -> frame.Frame:
        """Where a page of it stands."""
        if isinstance(self.where, Meeting):
            return frame.of_meeting(self.where, here)
        return frame.of_forum(self.where, self.url(""), here)

    def batch(self, number: int) -> ProceedingsImport:
        found = ProceedingsImport.objects.select_related("meeting", "forum", "by")
        return get_object_or_404(found, **proceedings_of(self.where, self.holds), pk=number)

    def imports(self) -> list[dict[str, Any]]:
        """Its lists that were imported or wait, with their addresses, newest first."""
        found = ProceedingsImport.objects.filter(**proceedings_of(self.where, self.holds)).exclude(
            state=BatchState.REJECTED
        )
        return [{"batch": one, "url": self.url("list", one.pk)} for one in found.select_related("by")]


def statements_at(request: SignedInRequest, slug: str, right: Right) -> Place:
    """The statements of a meeting, fetched *and* authorised."""
    meeting = meeting_for(request.user, slug, right)
    return Place(ProceedingsKind.STATEMENTS, meeting, may(request.user, Right.EDIT, meeting))


def offices_at(request: SignedInRequest, slug: str, right: Right) -> Place:
    """The office-holders of a meeting, fetched *and* authorised."""
    meeting = meeting_for(request.user, slug, right)
    return Place(ProceedingsKind.OFFICES, meeting, may(request.user, Right.EDIT, meeting))


def offices_of_forum(request: SignedInRequest, forum: str) -> Place:
    """The office-holders of a forum as such: for whoever may make its meetings."""
    require(request.user, Right.EDIT_FORUM_OFFICES)
    return Place(ProceedingsKind.OFFICES, get_object_or_404(Forum, pk=forum), may_edit=True)


@login_required
def statement_upload(request: SignedInRequest, slug: str) -> HttpResponse:
    """Hand in statements of a meeting."""
    return upload(request, statements_at(request, slug, Right.EDIT))


@login_required
def office_upload(request: SignedInRequest, slug: str) -> HttpResponse:
    """Hand in office-holders of a meeting."""
    return upload(request, offices_at(request, slug, Right.EDIT))


@login_required
def forum_office_upload(request: SignedInRequest, forum: str) -> HttpResponse:
    """Hand in office-holders of a forum as such."""
    return upload(request, offices_of_forum(request, forum))


@login_required
@require_safe
def statement_list(request: SignedInRequest, slug: str, batch: int) -> HttpResponse:
    """One list of statements of a meeting."""
    place = statements_at(request, slug, Right.READ_EVIDENCE)
    return shown(request, place, place.batch(batch))


@login_required
@require_safe
def office_list(request: SignedInRequest, slug: str, batch: int) -> HttpResponse:
    """One list of office-holders of a meeting."""
    place = offices_at(request, slug, Right.READ_EVIDENCE)
    return shown(request, place, place.batch(batch))


@login_required
@require_safe
def forum_office_list(request: SignedInRequest, forum: str, batch: int) -> HttpResponse:
    """One list of office-holders of a forum."""
    place = offices_of_forum(request, forum)
    return shown(request, place, place.batch(batch))


@login_required
@require_POST
def statement_decide(request: SignedInRequest, slug: str, batch: int) -> HttpResponse:
    """Decide a list of statements of a meeting."""
    return decide(request, statements_at(request, slug, Right.EDIT), batch)


@login_required
@require_POST
def office_decide(request: SignedInRequest, slug: str, batch: int) -> HttpResponse:
    """Decide a list of office-holders of a meeting."""
    return decide(request, offices_at(request, slug, Right.EDIT), batch)


@login_required
@require_POST
def forum_office_decide(request: SignedInRequest, forum: str, batch: int) -> HttpResponse:
    """Decide a list of office-holders of a forum."""
    return decide(request, offices_of_forum(request, forum), batch)


def upload(request: SignedInRequest, place: Place) -> HttpResponse:
    """Hand in a file or a pasted page; nothing is imported before the preview is confirmed."""
    offered, words = FORMS[place.holds], WORDS[place.holds]
    form = offered(posted(request), request.FILES or None, offered.initially(place.where))
    if form.is_valid():
        try:
            staged = stage(place.where, form.as_source(), by=request.user)
        except Unreadable as refusal:
            form.refuse(refusal)
        else:
            return redirect(place.url("list", staged.pk))
    context = {"form": form, "limits": limits(), "words": words, "where": place.where}
    return render(request, "meetings/proceedings_upload.html", place.frame(str(words.title)) | context)


def decide(request: SignedInRequest, place: Place, batch: int) -> HttpResponse:
    """Confirm a staged list, give it up, or undo an import."""
    staged = place.batch(batch)
    try:
        said = decided(request, staged)
    except ActionRefused as refusal:
        messages.error(request, str(refusal))
    except PreviewOutdated:
        messages.warning(request, _("The record has changed since this preview; here is a new one."))
        return shown(request, place, staged, status=409)
    else:
        messages.success(request, said)
    return redirect(place.url("list", batch))


def decided(request: SignedInRequest, batch: ProceedingsImport) -> str:
    """What was decided, in a sentence. Raises Refused, or Stale."""
    words, by = WORDS[batch.holds], request.user
    if "reject" in request.POST:
        reject_proceedings(batch, by=by)
        return _("The list was not imported and its rows are deleted.")
    if "undo" in request.POST:
        withdraw_proceedings(batch, by=by)
        return str(words.undone)
    fingerprint, skip = request.POST.get("fingerprint", ""), "skip_invalid" in request.POST
    confirm(batch, fingerprint=fingerprint, by=by, skip_invalid=skip)
    return str(words.imported)


def shown(request: SignedInRequest, place: Place, batch: ProceedingsImport, status: int = 200) -> HttpResponse:
    """What a staged list would change as the record stands now, row by row, or what an imported one changed."""
    words, read = WORDS[batch.holds], batch.summary
    preview = preview_of(batch) if batch.state == BatchState.PREVIEWED else None
    of_forum = f"forum:{batch.forum_id}" if batch.forum_id else ""
    note_read(by=request.user, meeting=batch.meeting, shown=[batch], subject=of_forum)
    totals = preview.totals if preview else batch.totals
    context = place.frame(batch.file) | {
        "batch": batch, "words": words, "where": place.where, "may_edit": place.may_edit, "preview": preview,
        "totals": [{"label": one.label, "number": totals.get(one.value, 0)} for one in Outcome if totals],
        "read": read, "mapped": [(header, words.labels[field]) for field, header in read.mapped.items()],
        "open_url": place.url(""), "decide_url": place.url("decide", batch.pk),
    }  # fmt: skip
    if preview:
        context |= {
            "lines": lines_of(preview.lines, words),
            "genders": words.genders(preview.genders),
            "absent": words.absent(preview.absent) if preview.absent else "",
            "questions": [asked.found for asked, _rows in preview.questions],
            "fingerprint": preview.fingerprint(),
            "invalid": preview.totals[Outcome.INVALID],
        }
    return render(request, "meetings/proceedings_batch.html", context, status=status)
