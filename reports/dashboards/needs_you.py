"""*Needs you* on the overview and on a forum: what waits, soonest first, each with why, by when and one button."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import apnumber
from django.db.models import Value
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.rights import Account, Right, may
from reports.counting.population import Population
from reports.dashboards.panel_desk import due_soon
from reports.dashboards.todo import MOST, Item
from reports.dashboards.waiting import AT_MEETINGS, Matter, panel_in_short, urgent_ahead
from reports.models import PlannedRelease
from reports.practice_results.panels import FlaggedPanel

SOON = datetime.timedelta(days=14)
"""A day so near is marked."""
BESIDE = ("coverage", "one_gender")
"""Matters to know of, which nobody can settle with one button: they are links below the list."""


@dataclass(frozen=True, slots=True)
class Days:
    """When the next release is planned, and when replies to invitations are due, the soonest first."""

    release: datetime.date | None
    replies: Sequence[datetime.date]


def days_ahead(user: Account | None, today: datetime.date) -> Days:
    """The days in one query; those of replies for whoever may count invitations."""
    planned = PlannedRelease.objects.filter(on__gte=today).order_by()
    rows = planned.annotate(what=Value("release")).values_list("what", "on")
    if user and may(user, Right.COUNT_INVITATIONS):
        due = due_soon().order_by().annotate(what=Value("reply"))
        rows = rows.union(due.values_list("what", "reply_due"), all=True)
    found = list(rows)
    releases = [day for what, day in found if what == "release"]
    return Days(min(releases, default=None), sorted(day for what, day in found if what == "reply"))


def needs_you(
    matters: Sequence[Matter],
    ahead: Sequence[FlaggedPanel] | None,
    today: datetime.date,
    days: Days | None = None,
    answers: Item | None = None,
    others: Sequence[Item] = (),
) -> list[Item]:
    """At most seven; what has a day first, then what has none."""
    by_key = {matter.key: matter for matter in matters}
    found = [
        *(_panel(one, today) for one in ahead or ()),
        *_at_meetings(by_key, today, days),
        *([answers] if answers else ()),
        *others,
    ]
    return sorted(found, key=lambda one: one.day or datetime.date.max)[:MOST]


def at_forum(
    user: Account, people: Population, forum: str, today: datetime.date
) -> tuple[list[Item], list[tuple[str, str]]]:
    """What waits at one forum, as on the overview: the list, and what else to know of."""
    found = [what(user, people, today) for what in AT_MEETINGS.values()]
    waits = [matter for matter in found if matter.count]
    return needs_you(waits, urgent_ahead(user, today, forum), today), beside(waits)


def beside(matters: Sequence[Matter]) -> list[tuple[str, str]]:
    """What else to know of, in a few words, with where it is seen."""
    return [(one.short or one.sentence, one.all_url or one.cases[0].url) for one in matters if one.key in BESIDE]


def _panel(one: FlaggedPanel, today: datetime.date) -> Item:
    day = one.panel.date
    late = bool(day and day - today <= SOON)
    return Item(
        "panel",
        1,
        one.panel.title,
        panel_in_short(one),
        reverse("panel", args=[one.panel.slug]),
        _("Decide"),
        day,
        late,
    )


def _at_meetings(found: Mapping[str, Matter], today: datetime.date, days: Days | None) -> Iterator[Item]:
    if matter := found.get("lock"):
        release = (days or days_ahead(None, today)).release
        what = ngettext("%(number)s meeting to check", "%(number)s meetings to check", matter.count)
        why = _("Only meetings checked by a second person can be released.")
        yield _item(matter, what, why, _("See them"), day=release)
    if matter := found.get("questions"):
        what = ngettext("%(number)s open question", "%(number)s open questions", matter.count)
        yield _item(matter, what, _("Until they are answered, these people count as not recorded."), _("See them"))
    if matter := found.get("provisional"):
        what = ngettext("%(number)s list still provisional", "%(number)s lists still provisional", matter.count)
        yield _item(matter, what, _("The meeting is over; its final list is still to come."), _("See them"))


def _item(matter: Matter, what: str, why: str, label: str, day: datetime.date | None = None) -> Item:
    number = capfirst(str(apnumber(matter.count)))
    one = matter.cases[0].url if len(matter.cases) == 1 and not matter.more else ""
    return Item(matter.key, matter.count, what % {"number": number}, why, one or matter.all_url, label, day)


def replies(user: Account, today: datetime.date, days: Sequence[datetime.date]) -> Item | None:
    """How many invitations want a reply within a week or wanted one before; a number and nothing else of them."""
    if not days:
        return None
    what = ngettext("%(number)s reply due", "%(number)s replies due", len(days))
    why = _("The panel desk has to answer within seven days, or is late.")
    url = reverse("panel-desk" if may(user, Right.READ_INVITATIONS) else "panel-measures")
    number = capfirst(str(apnumber(len(days))))
    return Item("replies", len(days), what % {"number": number}, why, url, _("See them"), days[0], days[0] <= today)
