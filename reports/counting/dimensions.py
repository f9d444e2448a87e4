"""Dimensions: the registry of what figures are disaggregated by, each with its words and with how it sorts.

A new one is one entry in ``DIMENSIONS``: pages, files, filters and commands offer it as soon as it stands there.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from django.db.models import Choices
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from meetings.models import Country
from meetings.vocabulary import Area, Category, Format, ListStatus, MeetingType, Rank, Role
from reports.counting import groups, office_groups
from reports.counting.dimension import FIRST, LATER, Dimension, Level, Text
from reports.counting.groups import MEETING_SIZES, SIZES, MeetingAttribute, StateGrouping

__all__ = ["DIMENSIONS", "FILTERS", "WHOLE", "Dimension", "Level"]


def of_meetings(
    title: Text, name: Text, attribute: MeetingAttribute, *, narrows: int | None = LATER, offered: bool = True
) -> Dimension:
    """A disaggregation by what meetings are."""
    group = partial(groups.by_attribute, attribute=attribute)
    return Dimension(
        attribute.key,
        title,
        name,
        Level.MEETING,
        group,
        group,
        partial(office_groups.by_attribute, attribute=attribute),
        attribute=attribute,
        vocabulary=attribute.vocabulary,
        in_time=attribute.by_date,
        narrows=narrows,
        offered=offered,
    )


def of_states(title: Text, name: Text, grouping: StateGrouping, *, offered: bool = True) -> Dimension:
    """A disaggregation by a grouping of States."""
    group = partial(groups.by_membership, grouping=grouping)
    return Dimension(
        grouping.key,
        title,
        name,
        Level.DELEGATION,
        group,
        group,
        partial(office_groups.by_membership, grouping=grouping),
        grouping=grouping,
        offered=offered,
    )


def of_people(key: str, title: Text, name: Text, vocabulary: type[Choices], *, offered: bool = True) -> Dimension:
    """A disaggregation by what people are in their delegation; ``key`` is the column that says it."""
    group = partial(groups.by_row, column=key, vocabulary=vocabulary)
    return Dimension(key, title, name, Level.PARTICIPATION, group, vocabulary=vocabulary, offered=offered)


def _every_state() -> list[tuple[str, str]]:
    return sorted(((one.code, str(one)) for one in Country.objects.all()), key=lambda pair: pair[1])


OVERLAP = _(
    "Least developed, landlocked developing and small island States overlap, so their figures are never added up."
)
TODAY = _("Today’s list is used for all years.")
YEAR = MeetingAttribute("year", lambda m: (str(m.start.year), str(m.start.year)))
"""Offices are held in years in which their forum did not meet, too."""

WHOLE = Dimension(
    "all",
    _("All"),
    _("all"),
    Level.MEETING,
    groups.everyone,
    groups.everyone,
    office_groups.everyone,
)
"""Without a disaggregation: one group of everyone."""

DIMENSIONS: dict[str, Dimension] = {
    dimension.key: dimension
    for dimension in (
        of_meetings(
            _("Meeting"),
            _("meeting"),
            MeetingAttribute("meeting", lambda m: (m.slug, m.title), by_date=True),
            narrows=None,
        ),
        of_meetings(
            _("Forum"),
            _("forum"),
            MeetingAttribute("forum", lambda m: (m.forum_id, m.forum_name), of_forum=True),
            narrows=None,
        ),
        of_meetings(
            _("Area of work"),
            _("area of work"),
            MeetingAttribute("area", lambda m: (m.forum.area, ""), Area, of_forum=True, path="forum__area"),
        ),
        of_meetings(
            _("Kind of meeting"),
            _("kind of meeting"),
            MeetingAttribute(
                "meeting_type", lambda m: (m.forum.type, ""), MeetingType, of_forum=True, path="forum__type"
            ),
            offered=False,
        ),
        replace(
            of_meetings(_("Year"), _("year"), YEAR, narrows=None),
            group_offices=partial(office_groups.by_year, attribute=YEAR),
            in_time=True,
            of_years=True,
        ),
        of_meetings(
            _("Format"),
            _("format"),
            MeetingAttribute("format", lambda m: (m.format, ""), Format, path="format"),
        ),
        of_meetings(
            _("Status of the list"),
            _("status of the list"),
            MeetingAttribute("list_status", lambda m: (m.list_status, ""), ListStatus, path="list_status"),
        ),
        Dimension(
            "meeting_size",
            _("Size of the meeting"),
            _("size of the meeting"),
            Level.MEETING,
            groups.by_meeting_size,
            groups.by_meeting_size,
            keys=MEETING_SIZES,
            choices=lambda: [
                ("large", str(_("large, 100 people or more"))),
                ("small", str(_("small, under 100 people"))),
            ],
        ),
        Dimension(
            "delegation",
            _("Delegation"),
            _("delegation"),
            Level.DELEGATION,
            groups.by_sender,
            groups.by_sender,
            office_groups.by_state,
            narrows=None,
        ),
        Dimension(
            "country",
            _("State"),
            _("State"),
            Level.DELEGATION,
            partial(groups.by_sender, states_only=True),
            partial(groups.by_sender, states_only=True),
            office_groups.by_state,
            of_single_states=True,
            choices=_every_state,
        ),
        of_states(
            _("Regional group"), _("regional group"), StateGrouping("regional_group", outside=_("not in a group"))
        ),
        of_states(_("Region"), _("region"), StateGrouping("region", outside=_("in no region"))),
        of_states(
            _("Sub-region"), _("sub-region"), StateGrouping("subregion", outside=_("in no sub-region")), offered=False
        ),
        of_states(
            _("Income group"),
            _("income group"),
            StateGrouping("income_group", outside=_("not in the World Bank’s classification"), by_fiscal_year=True),
        ),
        of_states(
            _("Group of the forum"),
            _("group of the forum"),
            StateGrouping("forum_group", outside=_("in no group of the forum"), of_forums=True),
        ),
        of_states(
            _("Least developed countries"),
            _("least developed countries"),
            StateGrouping("ldc", outside=_("not a least developed country"), caveat=OVERLAP),
        ),
        of_states(
            _("Landlocked developing countries"),
            _("landlocked developing countries"),
            StateGrouping(
                "lldc",
                outside=_("not a landlocked developing country"),
                caveat=format_lazy("{} {}", OVERLAP, TODAY),
            ),
        ),
        of_states(
            _("Small island developing States"),
            _("small island developing States"),
            StateGrouping(
                "sids",
                outside=_("not a small island developing State"),
                caveat=format_lazy("{} {}", OVERLAP, TODAY),
            ),
        ),
        Dimension(
            "category",
            _("Category"),
            _("category"),
            Level.DELEGATION,
            groups.by_category,
            groups.by_category,
            vocabulary=Category,
            narrows=None,
        ),
        Dimension(
            "delegation_size",
            _("Size of the delegation"),
            _("size of the delegation"),
            Level.DELEGATION,
            groups.by_delegation_size,
            keys=tuple(key for key, *_ends in SIZES),
            narrows=FIRST,
            choices=lambda: [(key, key.replace("-", "–")) for key, *_ends in SIZES],
        ),
        of_people("role", _("Role"), _("role"), Role),
        of_people("rank", _("Rank"), _("rank"), Rank, offered=False),
    )
}
_NARROWING = {key: one.narrows for key, one in DIMENSIONS.items() if one.narrows is not None}
FILTERS = tuple(sorted(_NARROWING, key=lambda key: _NARROWING[key]))
"""By which a scope can be narrowed to one group, in this order: a delegation's size is that before any narrowing."""
