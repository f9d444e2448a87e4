"""The panel desk: what waits for it, in groups, the next first, with one next action a row."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.folding import fold_name
from meetings.models import Forum
from meetings.rights import Account, Right, may
from panels.models import Invitation
from panels.vocabulary import ENDED, JOINING, InvitationState
from reports.dashboards.invitations import due_text, outcome_text, recheck_due
from reports.dashboards.verdicts import Verdict, verdict_of
from reports.practice_results.panels import SeatMark
from reports.presentation.dates import day_text

S = InvitationState
AGREE, DECIDE, RECORD, RECHECK, DRAFT, WAITING, ANSWERED, OVER = (
    "agree", "decide", "record", "recheck", "draft", "waiting", "answered", "over",
)  # fmt: skip
GROUPS = {
    AGREE: gettext_lazy("Waits for an approver"),
    DECIDE: gettext_lazy("To decide"),
    RECORD: gettext_lazy("Took place: who really spoke?"),
    RECHECK: gettext_lazy("Check again before the day"),
    DRAFT: gettext_lazy("Drafts: nobody is named yet"),
    WAITING: gettext_lazy("Waiting for organizers"),
    ANSWERED: gettext_lazy("Answered"),
    OVER: gettext_lazy("To close"),
}
"""What an invitation waits for, the most pressing first."""
LABELS = {
    AGREE: gettext_lazy("Agree or refuse"),
    DECIDE: gettext_lazy("Decide"),
    RECORD: gettext_lazy("Record"),
    RECHECK: gettext_lazy("Check again"),
    DRAFT: gettext_lazy("Ask who"),
    WAITING: gettext_lazy("Enter the answer"),
    ANSWERED: gettext_lazy("Open"),
    OVER: gettext_lazy("Close"),
}
SHOWN = {"": gettext_lazy("open"), "closed": gettext_lazy("closed"), "all": gettext_lazy("all")}
OWNERS = {"": gettext_lazy("anyone"), "me": gettext_lazy("me"), "nobody": gettext_lazy("nobody yet")}
FAR = datetime.date.max


@dataclass(frozen=True, slots=True)
class Row:
    """One invitation on the desk: what it is, its verdict, by when, and the one next action."""

    invitation: Invitation
    group: str
    verdict: Verdict
    marks: list[SeatMark]
    day: str
    due: str
    due_day: str
    late: bool
    acts: bool
    action: str
    owner: str
    outcome: str


@dataclass(slots=True)
class Group:
    """Rows that wait for the same; ``main``: the first of which the person can do something."""

    title: str
    rows: list[Row] = field(default_factory=list)
    main: bool = False


class Desk:
    """What the desk shows: by ``show``, ``owner``, ``forum`` and ``q``, which is a title, an organizer or a speaker."""

    def __init__(self, query: Mapping[str, str], user: Account) -> None:
        self.show = query.get("show", "") if query.get("show", "") in SHOWN else ""
        self.owner = query.get("owner", "") if query.get("owner", "") in OWNERS else ""
        forums = Forum.objects.filter(meetings__panels__isnull=False).distinct()
        self.forums = [(str(forum.pk), str(forum)) for forum in sorted(forums, key=str)]
        self.forum = query.get("forum", "") if query.get("forum", "") in dict(self.forums) else ""
        self.text = query.get("q", "").strip()[:200]
        self.may_edit = may(user, Right.EDIT_INVITATIONS)
        self.may_approve = may(user, Right.APPROVE_INVITATIONS)
        self.today, self.user = timezone.localdate(), user
        rows = sorted(map(self._row, self._chosen()), key=_order)
        self.groups = [
            Group(str(title), found) for key, title in GROUPS.items() if (found := [r for r in rows if r.group == key])
        ]
        for one in [group for group in self.groups if any(row.acts for row in group.rows)][:1]:
            one.main = True
        self.number = len(rows)
        self.closed = [row for row in rows if row.group == "closed"]
        self.headline = self._headline(rows)
        self.demo = any(row.invitation.demonstration for row in rows)

    @property
    def asked(self) -> bool:
        return bool(self.show or self.owner or self.forum or self.text)

    @property
    def shows(self) -> list[tuple[str, object]]:
        return list(SHOWN.items())

    @property
    def owners(self) -> list[tuple[str, object]]:
        return list(OWNERS.items())

    def at_forum(self, rows: QuerySet[Any], path: str) -> QuerySet[Any]:
        """Those at the forum that was asked for, which stands at the end of ``path``; all where none was."""
        return rows.filter(**{path: self.forum}) if self.forum else rows

    def _chosen(self) -> list[Invitation]:
        every = Invitation.objects.select_related("panel__meeting", "owner")
        found = self.at_forum(every, "panel__meeting__forum")
        if self.show != "all":
            found = found.filter(state=S.CLOSED) if self.show else found.exclude(state=S.CLOSED)
        if self.owner:
            found = found.filter(owner=self.user.pk) if self.owner == "me" else found.filter(owner=None)
        if self.text:
            in_it = Q(panel__title__icontains=self.text) | Q(panel__organisers__icontains=self.text)
            seats = found.filter(line_ups__seats__name__gt="").values_list("pk", "line_ups__seats__name")
            named = {pk for pk, name in seats if fold_name(self.text) in fold_name(name)}
            found = found.filter(in_it | Q(pk__in=named))
        return list(found.prefetch_related("line_ups__seats", "line_ups__checks", "proposals").distinct())

    def _row(self, one: Invitation) -> Row:
        line_ups = list(one.line_ups.all())
        newest = line_ups[-1] if line_ups else None
        checks = list(newest.checks.all()) if newest else []
        verdict = verdict_of(checks[-1] if checks else None, newest)
        group, due = self._group(one, verdict, recheck_due(one, checks, self.today))
        acts = self._may_act(one, group)
        label = LABELS.get(group, _("Open")) if acts else _("Open")
        return Row(
            invitation=one,
            group=group,
            verdict=verdict,
            marks=verdict.views[1].marks if verdict.views else [],
            day=day_text(one.panel.date) if one.panel.date else _("no day yet"),
            due=due_text(one, self.today),
            due_day=day_text(due) if due else "",
            late=bool(due and due <= self.today),
            acts=acts,
            action=str(label),
            owner=_("you") if one.owner_id == self.user.pk else one.owner.get_username() if one.owner else "",
            outcome=outcome_text(one),
        )

    def _may_act(self, one: Invitation, group: str) -> bool:
        """The desk acts on all but what waits for an approver, who is not the one that proposed it."""
        if group != AGREE:
            return self.may_edit
        return self.may_approve and any(w.settled_at is None and w.by_id != self.user.pk for w in one.proposals.all())

    def _group(self, one: Invitation, verdict: Verdict, recheck: str) -> tuple[str, datetime.date | None]:
        """What it waits for, and until which day."""
        state, date = S(one.state), one.panel.date
        if any(waiting.settled_at is None for waiting in one.proposals.all()):
            return AGREE, one.reply_due
        if state in JOINING:
            if date and date < self.today:
                return RECORD, date
            unmet = state != S.ACCEPTED and verdict.status not in ("mixed", "balanced")
            return (RECHECK if recheck else WAITING if unmet else ANSWERED), date
        if state in ENDED:
            return OVER, None
        if state == S.RECEIVED and not verdict.people:
            return DRAFT, one.reply_due
        by_state = {S.RECEIVED: DECIDE, S.CHECKED: DECIDE, S.CLOSED: "closed"}
        return by_state.get(state, WAITING), one.reply_due if state in (S.RECEIVED, S.CHECKED) else date

    def _headline(self, rows: list[Row]) -> str:
        needing = [row for row in rows if row.acts and row.group in (AGREE, DECIDE, RECORD, RECHECK)]
        number, today = len(needing), sum(row.late for row in needing)
        if not number:
            return _("Nothing waits for the desk today.")
        said = ngettext("%(number)s invitation needs you", "%(number)s invitations need you", number)
        late = ngettext("%(today)s is due today or late", "%(today)s are due today or late", today)
        return (f"{said}; {late}." if today else f"{said}.") % {"number": number, "today": today}


def _order(row: Row) -> tuple[datetime.date, datetime.date, int]:
    one = row.invitation
    return one.reply_due or FAR, one.panel.date or FAR, one.pk


def replies_due() -> list[datetime.date]:
    """When replies of ours are due, or were, within a week, soonest first: days alone, for whoever reads no more."""
    return [day for day in due_soon().order_by("reply_due").values_list("reply_due", flat=True) if day]


def due_soon() -> QuerySet[Invitation]:
    """Invitations that want a reply of ours within a week, or wanted one before."""
    soon = timezone.localdate() + datetime.timedelta(days=7)
    return Invitation.objects.filter(state__in=(S.RECEIVED, S.CHECKED), reply_due__lte=soon)
