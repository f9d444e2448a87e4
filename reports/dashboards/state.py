"""Dashboard of a State: its delegations over time, who led them, and runs of one gender."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from meetings.models import Delegation, Meeting
from meetings.rights import Account, Right, meetings_within
from meetings.vocabulary import Gender
from reports.counting.dimensions import DIMENSIONS
from reports.counting.groupings import NO_GROUP
from reports.counting.narrowing import latest, only
from reports.counting.population import Population
from reports.dashboards.composition import OF_HEADS
from reports.dashboards.forum import run_text
from reports.dashboards.sections import Section, latest_meetings
from reports.measures.tally import Counts
from reports.presentation import dates
from reports.results import Result, results
from reports.scope_results import settled
from reports.series import runs

SHOWN = 25
"""Meetings that are listed; Explore lists more."""
RUN = 2
"""Meetings on end from which a run is named: one meeting is none."""


def by_meeting(people: Population, user: Account, code: str) -> Section:
    """The State's delegations, oldest first, each with its meeting, and the sheet or the list where the right allows.

    Who led it is said where the person may see the evidence of a gender.
    """
    in_time = latest_meetings(people, SHOWN, lambda slug: reverse("meeting", args=[slug]))
    shown = latest(people, SHOWN)
    meeting_of = {meeting.slug: meeting for meeting in shown.meetings}
    heads = {result.key: result for result in results(shown, OF_HEADS, DIMENSIONS["meeting"])}
    sheets, named = (_delegations(shown, user, code, right) for right in (Right.READ_EVIDENCE, Right.READ_NAMES))
    for row, result in zip(in_time["rows"], in_time["results"], strict=True):
        meeting = meeting_of[result.key]
        row["dates"] = dates.dates(meeting)
        row["forum"] = "" if meeting.forum_name in meeting.title else meeting.forum_name
        row["head"] = _led_by(heads.get(result.key)) if meeting.pk in sheets else ""
        row["more"] = _more(meeting, sheets, named)
    in_time["heading"] = _("Delegations over time")
    in_time["shows_heads"] = bool(sheets)
    in_time["heads"] = {slug: result.counts for slug, result in heads.items()}
    in_time["framed"] = frozenset(slug for slug, meeting in meeting_of.items() if meeting.pk in sheets)
    return in_time


def group_of(people: Population, in_reach: Population) -> tuple[str, Population] | None:
    """The regional group of the State's ``people`` by name, and everyone of it at the meetings ``in_reach``; None where
    it is in none or in several over the years."""
    found = [row for row in results(people, dimension=DIMENSIONS["regional_group"]) if row.counts.total]
    if len(found) != 1 or found[0].key == NO_GROUP:
        return None
    group = only(in_reach, "regional_group", found[0].key)
    return found[0].label, settled(group, datetime.datetime.now(datetime.UTC).year)


def run_sentences(people: Population) -> list[str]:
    """Of each forum whose last meetings the State came to with one gender on end: how many, and since when."""
    found = runs(people, at_least=RUN)
    return [_("%(forum)s: %(run)s.") % {"forum": run.meetings[-1].forum_name, "run": run_text(run)} for run in found]


def _delegations(people: Population, user: Account, code: str, right: Right) -> dict[int, int]:
    """The State's delegation at each meeting where the person has the right; of a State in two sections, its first."""
    within = meetings_within(user, right).filter(pk__in=[meeting.pk for meeting in people.meetings])
    found = Delegation.objects.filter(
        country=code, category__in=people.scope.categories, meeting__in=within.values("pk")
    )
    return dict(found.order_by("-pk").values_list("meeting_id", "pk"))


def _more(meeting: Meeting, sheets: Mapping[int, int], named: Mapping[int, int]) -> tuple[str, str] | None:
    """Where one gets from here, with its name."""
    if meeting.pk in sheets:
        return reverse("meetings:sheet", args=[meeting.slug, sheets[meeting.pk]]), _("Delegation sheet")
    if meeting.pk in named:
        people = reverse("meetings:people", args=[meeting.slug])
        return f"{people}?delegation={named[meeting.pk]}", _("People, as printed")
    return None


def _led_by(heads: Result | None) -> str:
    """The gender of the head, in a word; a State in two sections has two."""
    counts = heads.counts if heads else Counts()
    led = {
        Gender.WOMAN.label: counts.women,
        Gender.MAN.label: counts.men,
        Gender.ANOTHER.label: counts.another,
        _("not recorded"): counts.unknown,
    }
    said = [
        str(label) if number == 1 else f"{label} ({number_format(number)})" for label, number in led.items() if number
    ]
    return ", ".join(said) or _("no head stated")
