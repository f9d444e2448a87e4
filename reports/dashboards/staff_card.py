"""The overview's card for the office's own staff, for whoever reads their numbers."""

from __future__ import annotations

from dataclasses import replace

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.rights import Account, Right, may
from reports.dashboards.cards import Card
from reports.dashboards.staff_levels import far_too_slow, goal_text, people_needed
from reports.measures import staffing
from reports.practice_results.staff import StaffResults
from reports.presentation.findings import ACT, OK, WATCH

SETTLED = (staffing.WITHIN, staffing.AS_EVEN)
LACKING = (staffing.WOMEN_BELOW, staffing.MEN_BELOW)


def staff_card(card: Card, user: Account) -> Card:
    """The card of staff with how many levels are in their band; unchanged for whoever does not read staff. Two
    queries."""
    if not may(user, Right.READ_STAFF):
        return card
    results, url = StaffResults(), reverse("staff")
    judged = [one for one in results.by_level(planned=False) if one.position in (*SETTLED, *LACKING)]
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
