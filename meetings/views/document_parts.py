"""Parts of an import's page about a document: progress, cover statistics, lines not understood."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from meetings.imports.participants.line_account import doubts_in
from meetings.models import ImportBatch, ImportRow, Participation
from meetings.reading.line_account import LineAccount, PrintedLine
from meetings.rights import Right, SignedInRequest, may
from meetings.views import frame
from meetings.vocabulary import BatchState


def being_read(request: SignedInRequest, batch: ImportBatch) -> HttpResponse:
    """The page of an import that is still being read, or whose reading was interrupted."""
    meeting = batch.document.meeting
    context = frame.of_meeting(meeting, batch.file) | {"batch": batch, "how_far": how_far(batch)}
    context["may_edit"] = may(request.user, Right.EDIT, meeting)
    return render(request, "meetings/batch_being_read.html", context)


def how_far(batch: ImportBatch) -> str:
    """How far the reading of a file has come, in a sentence."""
    page, pages = batch.progress.page, batch.progress.pages
    if not pages:
        return _("The list is being read.")
    if page < pages:
        return _("Page %(page)s of %(pages)s is read.") % {"page": page, "pages": pages}
    return _("All %(pages)s pages are read; its people are compared with the record.") % {"pages": pages}


def of_document(batch: ImportBatch) -> dict[str, Any]:
    """Pages, lines and the cover's numbers of a document; of a spreadsheet nothing."""
    account = batch.summary.account
    words = {"symbol": _("symbol"), "date": _("date"), "status": _("status")}
    read = [words[name] for name in batch.summary.from_document or []]
    doubts = doubts_in(account) if batch.state == BatchState.PREVIEWED else []
    return {"account": account, "cover": cover(account), "from_document": read, "doubts": doubts}


def cover(account: LineAccount | None) -> list[dict[str, Any]]:
    """The lines of the cover's statistics: printed, read, and how many it counts whom the list does not name."""
    return [
        {
            "label": one.label,
            "page": one.page,
            "total": one.total,
            "delegations": (one.delegations, one.read_delegations),
            "people": (one.people, one.read_people),
            "differs": one.read_people not in (None, one.people),
            "unnamed": one.unnamed,
            "extra": max(0, (one.read_people or 0) - one.people),
        }
        for one in (account.statistics if account else [])
    ]


def not_understood(batch: ImportBatch) -> list[PrintedLine]:
    """The lines of a document in which nothing was recognized."""
    account = batch.summary.account
    return account.not_understood if account else []


def place(source: Sequence[Sequence[Any]]) -> str:
    """Page and lines as the clerk looks them up: "3, 12–15", or "3, 40 – 4, 2" across pages."""
    if not source:
        return ""
    (page, line, _text), (last_page, last_line, _last) = source[0], source[-1]
    if page != last_page:
        return f"{page}, {line} – {last_page}, {last_line}"
    return f"{page}, {line}" if line == last_line else f"{page}, {line}–{last_line}"


def pages_of(people: Iterable[Participation]) -> dict[int | None, str]:
    """Where the newest document names each person: its page, with its symbol."""
    rows = ImportRow.objects.filter(participation__in=list(people), batch__state=BatchState.COMMITTED)
    newest = rows.exclude(source=[]).select_related("batch__document").order_by("batch__committed_at", "-number")
    return {
        row.participation_id: _("page %(page)s of %(document)s")
        % {"page": row.source[0][0], "document": row.batch.document.symbol or row.batch.file}
        for row in newest
    }
