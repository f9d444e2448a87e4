"""What waits for one person at their meetings: each with why, by when, and the one page where it is done."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.humanize.templatetags.humanize import apnumber
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.actions.hold import entrants
from meetings.models import ImportBatch, ImportRow, Meeting, ProceedingsImport
from meetings.rights import Account, Right, meetings_within
from meetings.vocabulary import BatchState, ListStatus
from meetings.workspace.next_up import import_url
from meetings.workspace.record import OnRecord, on_record
from reports.models import PlannedRelease

MOST = 7
SOON = datetime.timedelta(days=60)
"""A meeting that opens within this time wants its list."""
KINDS = ("list", "questions", "check", "final", "bring", "sheets")
"""Of one day, what comes first."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do. ``day`` is by when, where there is a day; of ``number`` things of a ``kind``."""

    kind: str
    number: int
    what: str
    why: str
    url: str
    label: str
    day: datetime.date | None = None
    late: bool = False

    @property
    def due(self) -> str:
        return date_format(self.day, _("D j M Y")) if self.day else _("no date")


class Desk:
    """The meetings at which a person decides, with what they hold and what waits in them; the next ones first."""

    def __init__(self, user: Account, today: datetime.date) -> None:
        self.user, self.today = user, today
        found = meetings_within(user, Right.DECIDE).select_related("forum", "locked_by")
        self.meetings = sorted(found, key=lambda one: (bool(one.locked_at), -one.start.toordinal(), one.slug))
        self.have = on_record(self.meetings)
        self.editable = set(meetings_within(user, Right.EDIT).values_list("pk", flat=True))
        self.lockable = set(meetings_within(user, Right.LOCK).values_list("pk", flat=True))
        self.rights = {one.pk: frozenset({Right.DECIDE}) for one in self.meetings}
        ahead = PlannedRelease.objects.filter(on__gte=today).order_by("on").values_list("on", flat=True)
        self.next_release = ahead.first()

    def items(self) -> list[Item]:
        """Everything that waits for this person, soonest first; what has no day comes last."""
        found = [item for meeting in self.meetings for item in self._items_at(meeting, self.have[meeting.pk])]
        return sorted(found, key=lambda one: (one.day or datetime.date.max, KINDS.index(one.kind)))

    def ready_for_others(self) -> int:
        """Meetings that are over and complete, and that somebody else has to check."""
        return sum(self._to_check(one) and one.pk not in self.lockable for one in self.meetings)

    def sheets_out(self) -> int:
        return sum(have.sheets_out for have in self.have.values())

    def next_meeting(self) -> Meeting | None:
        return min((one for one in self.meetings if one.start >= self.today), key=lambda one: one.start, default=None)

    def _items_at(self, meeting: Meeting, have: OnRecord) -> Iterator[Item]:
        waiting: list[ImportBatch | ProceedingsImport] = [*have.lists, *have.proceedings]
        yield from (unfinished(meeting, one) for one in waiting)
        if have.asked:
            yield self._questions(meeting, have)
        yield from self._next_list(meeting, have)
        if self._to_check(meeting) and self._may_lock(meeting):
            yield self._check(meeting, have)
        if have.sheets_out:
            yield sheets(meeting, have)

    def _may_lock(self, meeting: Meeting) -> bool:
        """Whether the second person can be this one: who entered part of a meeting is not."""
        return meeting.pk in self.lockable and self.user.pk not in entrants(meeting.entered_by)

    def _to_check(self, meeting: Meeting) -> bool:
        have = self.have[meeting.pk]
        over = meeting.end < self.today and not meeting.locked_at
        return over and bool(have.everyone) and not have.waiting and not have.asked

    def _questions(self, meeting: Meeting, have: OnRecord) -> Item:
        what = ngettext("%(number)s question: %(meeting)s", "%(number)s questions: %(meeting)s", have.asked)
        words = {"number": capfirst(str(apnumber(have.asked))), "meeting": meeting.title}
        why = _("Please answer these; until then these people count as not recorded.")
        url = reverse("meetings:questions", args=[meeting.slug])
        return Item("questions", have.asked, what % words, why, url, _("Answer"), self._day(meeting))

    def _check(self, meeting: Meeting, have: OnRecord) -> Item:
        people = ngettext("%(number)s person on record", "%(number)s people on record", have.everyone)
        why = _("%(people)s; no lists to finish, no open questions.") % {"people": people % {"number": have.everyone}}
        url = reverse("meetings:check", args=[meeting.slug])
        return Item(
            "check", 1, _("Check: %(meeting)s") % {"meeting": meeting.title}, why, url, _("Check"), self._day(meeting)
        )

    def _next_list(self, meeting: Meeting, have: OnRecord) -> Iterator[Item]:
        """A meeting without a list, and one that is over and whose list is not the final one."""
        if meeting.pk not in self.editable or have.waiting:
            return
        words = {"meeting": meeting.title}
        url = reverse("meetings:upload", args=[meeting.slug])
        if not have.everyone and meeting.start <= self.today + SOON:
            what, late = _("Bring in the list: %(meeting)s") % words, meeting.end < self.today
            yield Item("bring", 1, what, _("Nobody is recorded yet."), url, _("Import"), meeting.start, late)
        elif have.everyone and meeting.end < self.today and meeting.list_status == ListStatus.PROVISIONAL:
            why = _("The meeting is over, but its list is still provisional.")
            yield Item("final", 1, _("Bring in the final list: %(meeting)s") % words, why, url, _("Import"))

    def _day(self, meeting: Meeting) -> datetime.date | None:
        """A meeting that is not locked by then stays out of the release that is announced."""
        return self.next_release if meeting.end < self.today else None


def unfinished(meeting: Meeting, waiting: ImportBatch | ProceedingsImport) -> Item:
    """An import that nobody confirmed or gave up: it is let go after some days, which is its day."""
    kept_until = waiting.at.date() + datetime.timedelta(days=settings.PARITY_KEEP_UNFINISHED_DAYS)
    words = {"file": waiting.file, "meeting": meeting.title, "day": date_format(kept_until, _("j F"))}
    url = import_url(meeting, waiting)
    if isinstance(waiting, ImportBatch) and waiting.interrupted:
        why = _("Reading “%(file)s” was interrupted. Nothing is on record; the file is kept until %(day)s.") % words
        return Item("list", 1, _("Read again: %(meeting)s") % words, why, url, _("Open"), kept_until, late=True)
    if waiting.state == BatchState.READING:
        why = _("“%(file)s” is being read. Nothing is on record yet.") % words
        return Item("list", 1, _("A list is being read: %(meeting)s") % words, why, url, _("Look"), kept_until)
    why = _("Nothing in “%(file)s” is on record yet. It is kept until %(day)s.") % words
    return Item(
        "list", 1, _("Finish the list: %(meeting)s") % words, rows_of(waiting) + why, url, _("Go on"), kept_until
    )


def rows_of(waiting: ImportBatch | ProceedingsImport) -> str:
    """How many rows a list has, where it was read row by row."""
    number = ImportRow.objects.filter(batch=waiting).count() if isinstance(waiting, ImportBatch) else 0
    return ngettext("%(number)s row. ", "%(number)s rows. ", number) % {"number": number} if number else ""


def sheets(meeting: Meeting, have: OnRecord) -> Item:
    what = ngettext(
        "%(number)s delegation sheet without an answer: %(meeting)s",
        "%(number)s delegation sheets without an answer: %(meeting)s",
        have.sheets_out,
    )
    why = _("%(sent)s were sent, %(back)s came back.") % {"sent": have.sheets, "back": have.sheets_back}
    words = {"number": have.sheets_out, "meeting": meeting.title}
    url = reverse("meetings:sheets", args=[meeting.slug])
    return Item("sheets", have.sheets_out, what % words, why, url, _("See them"))


def headline(items: Sequence[Item]) -> str:
    """The two most pressing kinds of what waits, in one line."""
    found: Counter[str] = Counter()
    for item in items:
        found[item.kind] += item.number
    parts = [counted(kind, found[kind]) for kind in KINDS if found[kind]]
    return capfirst(_(", ").join(parts[:2])) if parts else _("Nothing needs you")


def counted(kind: str, number: int) -> str:
    words = {
        "list": ngettext("%(number)s list to finish", "%(number)s lists to finish", number),
        "questions": ngettext("%(number)s question to answer", "%(number)s questions to answer", number),
        "check": ngettext("%(number)s meeting to check", "%(number)s meetings to check", number),
        "final": ngettext("%(number)s final list to bring in", "%(number)s final lists to bring in", number),
        "bring": ngettext("%(number)s list to bring in", "%(number)s lists to bring in", number),
        "sheets": ngettext("%(number)s sheet without an answer", "%(number)s sheets without an answer", number),
    }
    return words[kind] % {"number": apnumber(number)}
