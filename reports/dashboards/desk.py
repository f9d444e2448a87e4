"""Content of the first page of clerks and reviewers: what waits, what happened, the steps of their meetings."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Change, DelegationSheet, ImportBatch, Meeting
from meetings.rights import Right, meetings_within
from meetings.vocabulary import BatchState
from meetings.workspace.next_up import next_up
from meetings.workspace.record import OnRecord
from meetings.workspace.steps import steps_of
from reports.counting.dimensions import DIMENSIONS
from reports.counting.scope import Scope
from reports.dashboards.permitted import population_for
from reports.dashboards.todo import MOST, Desk, headline
from reports.models import Release
from reports.presentation.dates import dates
from reports.results import Result, results

ROWS, NEWS = 8, 4
LOCKS = ("lock_meeting", "unlock_meeting")


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened, without the name of a participant."""

    at: datetime.date
    text: str


def desk_page(desk: Desk) -> dict[str, Any]:
    """Everything that templates/reports/desk.html prints."""
    items = desk.items()
    return {
        "headline": headline(items),
        "outlook": outlook(desk),
        "items": items[:MOST],
        "more": len(items) - MOST,
        "news": sorted(news(desk), key=lambda one: one.at, reverse=True)[:NEWS],
        "rows": rows(desk),
        "total": len(desk.meetings),
        "bring_into": [one for one in desk.meetings if one.pk in desk.editable],
        "demo": any(meeting.demonstration for meeting in desk.meetings),
    }


def outlook(desk: Desk) -> list[str]:
    """When the next meeting opens, and what waits for others."""
    found = []
    if ahead := desk.next_meeting():
        days = (ahead.start - desk.today).days
        words = ngettext(
            "The next meeting opens in %(number)s day.", "The next meeting opens in %(number)s days.", days
        )
        found.append(words % {"number": days} if days else _("A meeting opens today."))
    if ready := desk.ready_for_others():
        words = ngettext(
            "A second person has to check %(number)s meeting.",
            "A second person has to check %(number)s meetings.",
            ready,
        )
        found.append(words % {"number": ready})
    if out := desk.sheets_out():
        words = ngettext("%(number)s sheet is with a mission.", "%(number)s sheets are with missions.", out)
        found.append(words % {"number": out})
    return found


def rows(desk: Desk) -> list[dict[str, Any]]:
    """The first of the meetings, each with its share, its steps and the one thing to do there."""
    shown = desk.meetings[:ROWS]
    within = Meeting.objects.filter(pk__in=[meeting.pk for meeting in shown])
    found = results(population_for(desk.user, Scope(), within), dimension=DIMENSIONS["meeting"])
    figures = {row.key: row for row in found}
    return [_row(desk, meeting, figures.get(meeting.slug)) for meeting in shown]


def _row(desk: Desk, meeting: Meeting, figure: Result | None) -> dict[str, Any]:
    have = desk.have[meeting.pk]
    then = next_up(desk.rights[meeting.pk], meeting, have, missing=0)
    leads = bool(then and then.url and (have.waiting or have.asked))
    return {
        "meeting": meeting,
        "days": dates(meeting),
        "ahead": max((meeting.start - desk.today).days, 0),
        "figure": figure if figure and figure.counts.total else None,
        "steps": steps_of(meeting, have),
        "on_record": _on_record(have),
        "url": then.url if then and leads else meeting.get_absolute_url(),
        "label": _("Answer") if leads and not have.waiting else then.label if then and leads else _("Open"),
    }


def _on_record(have: OnRecord) -> str:
    people = ngettext("%(number)s person", "%(number)s people", have.everyone) % {"number": have.everyone}
    if have.sheets_out:
        out = ngettext("%(number)s sheet out", "%(number)s sheets out", have.sheets_out) % {"number": have.sheets_out}
        return _("%(people)s, %(out)s") % {"people": people, "out": out}
    return people if have.everyone else _("nobody yet")


def news(desk: Desk) -> Iterator[News]:
    """Releases, locks, imports and answers of missions, the latest of each."""
    own = [meeting.pk for meeting in desk.meetings]
    titles = {meeting.pk: meeting.title for meeting in desk.meetings}
    yield from _releases(own)
    for change in Change.objects.filter(meeting__in=own, action__in=LOCKS).select_related("by")[:NEWS]:
        words = {"meeting": titles[change.meeting_id or 0], "who": change.by}
        locked = change.action == LOCKS[0]
        text = _("%(who)s locked %(meeting)s") if locked else _("%(who)s unlocked %(meeting)s")
        yield News(_day(change.at), text % words)
    imported = ImportBatch.objects.filter(document__meeting__in=own, state=BatchState.COMMITTED)
    for batch in imported.select_related("document", "by").order_by("-committed_at")[:NEWS]:
        words = {"file": batch.file, "meeting": titles[batch.document.meeting_id], "who": batch.by}
        yield News(_day(batch.committed_at), _("%(who)s imported “%(file)s” into %(meeting)s") % words)
    yield from _sheets(desk)


def _releases(own: list[int]) -> Iterator[News]:
    out = Release.objects.out().annotate(of_own=Count("meetings", filter=Q(meetings__meeting__in=own)))
    for release in out.filter(published_at__isnull=False).order_by("-published_at")[:NEWS]:
        words = ngettext(
            "Release %(version)s is published, with %(number)s of your meetings",
            "Release %(version)s is published, with %(number)s of your meetings",
            release.of_own,
        )
        yield News(_day(release.published_at), words % {"version": release.version, "number": release.of_own})


def _sheets(desk: Desk) -> Iterator[News]:
    own = meetings_within(desk.user, Right.CORRESPOND)
    back = DelegationSheet.objects.filter(delegation__meeting__in=own).select_related("delegation__country")
    for sheet in back.filter(corrected_on__isnull=False).order_by("-corrected_on", "pk")[:NEWS]:
        yield News(sheet.corrected_on, _("%(who)s corrected its sheet") % {"who": sheet.delegation})  # type: ignore[arg-type]
    for sheet in back.filter(confirmed_on__isnull=False).order_by("-confirmed_on", "pk")[:NEWS]:
        yield News(sheet.confirmed_on, _("%(who)s confirmed its sheet") % {"who": sheet.delegation})  # type: ignore[arg-type]


def _day(moment: datetime.datetime | None) -> datetime.date:
    assert moment is not None
    return timezone.localtime(moment).date()


def bring_in_url(meeting: Meeting, what: str) -> str:
    """The page of a meeting on which something is brought in; empty where nothing is called so."""
    return reverse(f"meetings:{what}", args=[meeting.slug]) if what in BRINGS else ""


BRINGS = ("upload", "statement-upload", "office-upload", "programme", "list-template")
"""A list, statements, office-holders, a programme of panels; and the template to send out."""
