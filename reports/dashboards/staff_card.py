"""The overview's card for the office's own staff, and what of it waits, for whoever reads their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.rights import Account, Right, may
from reports.dashboards.cards import Card
from reports.dashboards.staff_levels import far_too_slow, goal_text, people_needed
from reports.dashboards.todo import Item
from reports.measures import staffing
from reports.practice_results.staff import StaffAtOnce, staff_at_once
from reports.presentation.dates import day_text
from reports.presentation.findings import ACT, OK, WATCH

SETTLED = (staffing.WITHIN, staffing.AS_EVEN)
LACKING = (staffing.WOMEN_BELOW, staffing.MEN_BELOW)
KIND = "staff"


def staff_for(user: Account) -> StaffAtOnce | None:
    """Staff for whoever reads their numbers."""
    return staff_at_once() if may(user, Right.READ_STAFF) else None


def staff_card(card: Card, found: StaffAtOnce | None) -> Card:
    """The card of staff with how many levels are in their band; unchanged for whoever does not read staff."""
    if found is None:
        return card
    url = reverse("staff")
    judged = [one for one in found.results.by_level(planned=False) if one.position in (*SETTLED, *LACKING)]
    if not judged:
        return replace(card, url=url)
    lacking = sorted((one for one in judged if one.needed), key=lambda one: -one.needed)
    slow = any(far_too_slow(one.pace) for one in lacking)
    words = {"needed": "; ".join(f"{one.level}, {people_needed(one)}" for one in lacking), "goal": goal_text()}
    return replace(
        card,
        url=url,
        first="",
        state=ACT if slow else WATCH if lacking else OK,
        word=_("Too slow") if slow else _("Not every level") if lacking else _("In the band"),
        big=number_format(len(judged) - len(lacking)),
        unit=_("of %(known)s") % {"known": number_format(len(judged))},
        base=[ngettext("level is in its band", "levels are in their band", len(judged))],
        say=_("%(needed)s by %(goal)s.") % words if lacking else "",
        outlook=_("Not every level of staff is in its band.") if lacking else "",
    )


def staff_waits(found: StaffAtOnce, user: Account) -> Iterator[Item]:
    """Days that this person can lock, and a plan that says nothing until the goal."""
    others = [one for one in found.waiting if may(user, Right.LOCK_STAFF) and one.entered_by_id != user.pk]
    if others:
        words = {"day": day_text(others[0].as_of), "number": number_format(len(others))}
        what = ngettext(
            "Staff on %(day)s wait for a second person",
            "%(number)s days of staff wait for a second person",
            len(others),
        )
        why = _("Until somebody other than their author locks them, they count nowhere.")
        yield Item(KIND, len(others), what % words, why, reverse("staff:snapshots"), _("Check and lock"))
    if found.results.day and not found.planned:
        what = _("No plan for staff until %(goal)s") % {"goal": goal_text()}
        why = _("Without it nobody can say how many of the next appointments must be women.")
        yield Item(KIND, 1, what, why, reverse("staff:plan"), _("See the plan"))
