"""Meetings in numbers: what is on record and what waits, in a fixed number of queries for any number of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, Sum

from meetings.models import (
    Delegation,
    DelegationCount,
    DelegationSheet,
    ImportBatch,
    Meeting,
    Participation,
    ProceedingsImport,
    Question,
)
from meetings.vocabulary import EXCLUDED_CATEGORIES, WAITING, BatchState, YesNo

COLUMNS = ("women", "men", "another", "unknown")


@dataclass(slots=True)
class OnRecord:
    """One meeting in numbers. ``lists`` and ``proceedings`` are imports that nobody has confirmed or given up."""

    people: int = 0
    unnamed: int = 0
    delegations: int = 0
    asked: int = 0
    answered: int = 0
    sheets: int = 0
    sheets_back: int = 0
    lists: list[ImportBatch] = field(default_factory=list)
    proceedings: list[ProceedingsImport] = field(default_factory=list)

    @property
    def everyone(self) -> int:
        return self.people + self.unnamed

    @property
    def waiting(self) -> int:
        return len(self.lists) + len(self.proceedings)

    @property
    def sheets_out(self) -> int:
        return self.sheets - self.sheets_back


def on_record(meetings: Iterable[Meeting]) -> dict[int, OnRecord]:
    """Each meeting by its id, also where nothing is on record."""
    found = {meeting.pk: OnRecord() for meeting in meetings}
    _people(found)
    _questions(found)
    _sheets(found)
    lists = ImportBatch.objects.filter(document__meeting__in=found, state__in=WAITING)
    for batch in lists.select_related("document").order_by("at", "pk"):
        found[batch.document.meeting_id].lists.append(batch)
    waiting = ProceedingsImport.objects.filter(meeting__in=found, state=BatchState.PREVIEWED).defer("rows")
    for one in waiting.order_by("at", "pk"):
        found[one.meeting_id or 0].proceedings.append(one)
    return found


def _people(found: dict[int, OnRecord]) -> None:
    """Those a meeting is counted by: registered, and neither secretariat, interpreters, press nor spouses."""
    within = {"meeting__in": list(found)}
    listed = Participation.objects.filter(**within).exclude(registered=YesNo.NO)
    listed = listed.exclude(delegation__category__in=EXCLUDED_CATEGORIES)
    for meeting, number in listed.order_by().values_list("meeting").annotate(Count("pk")):
        found[meeting].people = number
    delegations = Delegation.objects.filter(**within).exclude(category__in=EXCLUDED_CATEGORIES)
    for meeting, number in delegations.order_by().values_list("meeting").annotate(Count("pk")):
        found[meeting].delegations = number
    counts = DelegationCount.objects.filter(delegation__meeting__in=list(found))
    counts = counts.exclude(delegation__category__in=EXCLUDED_CATEGORIES)
    for meeting, *sums in counts.order_by().values_list("delegation__meeting").annotate(*map(Sum, COLUMNS)):
        found[meeting].unnamed = sum(sums)


def _questions(found: dict[int, OnRecord]) -> None:
    asked = Question.objects.filter(meeting__in=list(found)).order_by().values_list("meeting")
    for meeting, still_open, every in asked.annotate(unanswered=Count("pk", filter=Q(answer="")), every=Count("pk")):
        found[meeting].asked, found[meeting].answered = still_open, every - still_open


def _sheets(found: dict[int, OnRecord]) -> None:
    sheets = DelegationSheet.objects.filter(delegation__meeting__in=list(found))
    back: Counter[int] = Counter()
    for meeting, confirmed, corrected in sheets.values_list("delegation__meeting", "confirmed_on", "corrected_on"):
        found[meeting].sheets += 1
        back[meeting] += bool(confirmed or corrected)
    for meeting, number in back.items():
        found[meeting].sheets_back = number
