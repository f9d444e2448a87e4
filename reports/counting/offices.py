"""Office-holders of a scope, counted: those of its meetings and those of its forums as such."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from meetings.models import OfficeHolder
from meetings.vocabulary import Gender
from reports.counting.as_printed import AsPrinted
from reports.counting.counts import Cell
from reports.counting.dimensions import DIMENSIONS, Dimension
from reports.counting.labels import in_order
from reports.counting.office_groups import OfficeGroups, years_in_office
from reports.counting.population import Population
from reports.counting.scope import ALL, LISTED, STATES, gender_basis_of
from reports.counting.statements import Heard
from reports.measures.tally import Counts, Weighed, count_genders
from reports.refusals import QuestionRefused

NOTHING: dict[str, Any] = {"holders": Counts(), "days": Weighed()}
Labelled = tuple[str, str]
"""Key and label of a group."""
Tenure = tuple[OfficeHolder, int | None]
"""An office and its days within what is asked for."""


def holders_in(people: Population) -> list[OfficeHolder]:
    """The office-holders of a scope, in the order of their first days. Three queries at most, once.

    Those of a forum as such belong to every scope that is not of one meeting. Where years are asked for, an office
    belongs to those it was held in, whether or not its forum met then. Offices are not of a category: an
    organization's people hold none.
    """
    return people.remember(("office-holders", people.scope), lambda: _office_holders(people))


def _office_holders(people: Population) -> list[OfficeHolder]:
    scope = people.scope
    if scope.category not in (STATES, ALL):
        return []
    every = OfficeHolder.objects.select_related("country", "forum", "meeting__forum").order_by("start", "pk")
    found = list(every.filter(_asked(people)))
    if scope.years:
        found = [one for one in found if years_in_office(one, scope.years)]
    for key, value in scope.only:
        groups = _groups(DIMENSIONS[key], found, people)
        found = [one for one in found if any(part.key == value for part in groups.parts(one))]
    return sorted(found, key=lambda one: (one.start or datetime.date.min, one.pk))


def _asked(people: Population) -> Q:
    """Offices of the meetings and forums of the scope that whoever asks may read, in whichever year."""
    scope, within = people.scope, people.within
    if scope.meeting or within is None:
        of_meetings = Q(meeting__in=[meeting.pk for meeting in people.meetings])
        of_forums = Q(forum__in={meeting.forum_id for meeting in people.meetings})
        return of_meetings if scope.meeting else of_meetings | of_forums
    readable = within.filter(forum=scope.forum) if scope.forum else within
    return Q(meeting__in=readable.order_by().values("pk")) | Q(forum__in=readable.order_by().values("forum"))


def days_of(one: OfficeHolder, years: tuple[int, int] | None = None) -> int | None:
    """Days in office, first and last included, of those years alone; None where one of the two is not known."""
    if not one.start or not one.end:
        return None
    first, last = one.start, one.end
    if years:
        first = max(first, datetime.date(years[0], 1, 1))
        last = min(last, datetime.date(years[1], 12, 31))
    return max(0, (last - first).days + 1)


def holders_by(people: Population, dimension: Dimension) -> list[Heard]:
    """Each group that has office-holders, with the inputs of the metrics about them; raises Refused."""
    held, parts = holders_in(people), defaultdict[Labelled, list[Tenure]](list)
    found = _groups(dimension, held, people)
    for one in held:
        for key, label, years in found.parts(one):
            parts[key, label].append((one, days_of(one, years)))
    heard = []
    for key, label in in_order(parts, found.order):
        counts = count_genders(gender_of(one, people) for one, _days in parts[key, label])
        days = weighed((gender_of(one, people), days) for one, days in parts[key, label])
        heard.append(Heard(Cell(key, label, counts), {"holders": counts, "days": days}))
    return heard


def gender_of(one: OfficeHolder, people: Population) -> str:
    """As listed only what is printed or cited; an office of a forum as such is as recorded unless asked otherwise."""
    scope = people.scope
    basis = gender_basis_of(one.meeting, scope) if one.meeting else scope.gender_basis
    printed = people.remember(AsPrinted, AsPrinted)
    return printed.of(one.holder_gender, one.holder_basis, one.title) if basis == LISTED else one.holder_gender


def weighed(held: Iterable[tuple[str, int | None]]) -> Weighed:
    """Days in office by gender; whose days are not known stay out."""
    women = men = other = counted = left_out = unweighed = 0
    for gender, days in held:
        is_woman, is_man = gender == Gender.WOMAN, gender == Gender.MAN
        women, men = women + (days or 0) * is_woman, men + (days or 0) * is_man
        other += 0 if is_woman or is_man else days or 0
        told = days is not None and (is_woman or is_man)
        counted, left_out, unweighed = counted + told, left_out + (not told), unweighed + (days is None)
    return Weighed(women, men, other, counted, left_out, unweighed)


def _groups(dimension: Dimension, held: Sequence[OfficeHolder], people: Population) -> OfficeGroups:
    """How a dimension sorts office-holders; raises Refused where it cannot."""
    if dimension.group_offices is None:
        raise QuestionRefused(
            _("Office-holders cannot be counted by %(dimension)s; choose forum, year, country or another.")
            % {"dimension": dimension.key}
        )
    return dimension.group_offices(held, people.reference, people.scope.years)
