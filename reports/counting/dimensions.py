"""Dimensions: the registry of what figures are disaggregated by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from django.db.models import Choices
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from meetings.vocabulary import Area, Category, Format, ListStatus, MeetingType, Rank, Role


class Level(Enum):
    """What a dimension is an attribute of."""

    MEETING = "meeting"
    DELEGATION = "delegation"
    PARTICIPATION = "participation"


SIZES = (("1", 1, 1), ("2-3", 2, 3), ("4-9", 4, 9), ("10+", 10, None))
"""Bands of delegation size by everyone counted: key, smallest, largest."""
LARGE = 100
"""A meeting of that many people or more is large, any other small."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to disaggregate figures. ``of_meeting`` gives key and label of a meeting (no label where a vocabulary has
    it); ``grouping_of`` names the dated grouping of States in which a meeting's delegations are sorted, ``outside``
    those that stand in none of its groups, ``caveat`` what is always to be said beside it; ``vocabulary`` labels and
    orders fixed values. What is left, ``groups.py`` knows. ``title`` stands alone, ``name`` within a sentence: "by
    State"."""

    key: str
    title: str | Promise
    name: str | Promise
    level: Level
    of_meeting: Callable[[Meeting], tuple[str, str]] | None = None
    vocabulary: type[Choices] | None = None
    grouping_of: Callable[[Meeting], str] | None = None
    outside: str | Promise = ""
    caveat: str | Promise = ""


def _grouping(
    key: str, title: str | Promise, name: str | Promise, outside: str | Promise, caveat: str | Promise = ""
) -> Dimension:
    """One grouping for all meetings."""
    return Dimension(
        key, title, name, Level.DELEGATION, grouping_of=lambda meeting: key, outside=outside, caveat=caveat
    )


OVERLAP = _("Least developed, landlocked developing and small island States overlap: their figures are never added up.")
TODAY = _("The list of today is applied to all years.")


WHOLE = Dimension("all", _("All"), _("all"), Level.MEETING, of_meeting=lambda meeting: ("all", str(_("All"))))
"""Without a disaggregation: one group of everyone."""

DIMENSIONS: dict[str, Dimension] = {
    dimension.key: dimension
    for dimension in (
        Dimension("meeting", _("Meeting"), _("meeting"), Level.MEETING, lambda m: (m.slug, m.title)),
        Dimension("forum", _("Forum"), _("forum"), Level.MEETING, lambda m: (m.forum_id, m.forum_name)),
        Dimension("area", _("Area of work"), _("area of work"), Level.MEETING, lambda m: (m.forum.area, ""), Area),
        Dimension(
            "meeting_type",
            _("Kind of meeting"),
            _("kind of meeting"),
            Level.MEETING,
            lambda m: (m.forum.type, ""),
            MeetingType,
        ),
        Dimension("year", _("Year"), _("year"), Level.MEETING, lambda m: (str(m.start.year), str(m.start.year))),
        Dimension("format", _("Format"), _("format"), Level.MEETING, lambda m: (m.format, ""), Format),
        Dimension(
            "list_status",
            _("Status of the list"),
            _("status of the list"),
            Level.MEETING,
            lambda m: (m.list_status, ""),
            ListStatus,
        ),
        Dimension("meeting_size", _("Size of the meeting"), _("size of the meeting"), Level.MEETING),
        Dimension("delegation", _("Delegation"), _("delegation"), Level.DELEGATION),
        Dimension("country", _("State"), _("State"), Level.DELEGATION),
        _grouping("regional_group", _("Regional group"), _("regional group"), _("not in a group")),
        _grouping("region", _("Region"), _("region"), _("in no region")),
        _grouping("subregion", _("Sub-region"), _("sub-region"), _("in no sub-region")),
        _grouping("income_group", _("Income group"), _("income group"), _("not in the World Bank’s classification")),
        Dimension(
            "forum_group",
            _("Group of the forum"),
            _("group of the forum"),
            Level.DELEGATION,
            grouping_of=lambda meeting: f"forum:{meeting.forum_id}",
            outside=_("in no group of the forum"),
        ),
        _grouping(
            "ldc",
            _("Least developed countries"),
            _("least developed countries"),
            _("not a least developed country"),
            OVERLAP,
        ),
        _grouping(
            "lldc",
            _("Landlocked developing countries"),
            _("landlocked developing countries"),
            _("not a landlocked developing country"),
            format_lazy("{} {}", OVERLAP, TODAY),
        ),
        _grouping(
            "sids",
            _("Small island developing States"),
            _("small island developing States"),
            _("not a small island developing State"),
            format_lazy("{} {}", OVERLAP, TODAY),
        ),
        Dimension("category", _("Category"), _("category"), Level.DELEGATION, vocabulary=Category),
        Dimension("delegation_size", _("Size of the delegation"), _("size of the delegation"), Level.DELEGATION),
        Dimension("role", _("Role"), _("role"), Level.PARTICIPATION, vocabulary=Role),
        Dimension("rank", _("Rank"), _("rank"), Level.PARTICIPATION, vocabulary=Rank),
    )
}
_NO_FILTER = ("category", "delegation", "delegation_size", "forum", "meeting", "year")
FILTERS = ("delegation_size", *(key for key in DIMENSIONS if key not in _NO_FILTER))
"""By which a scope can be narrowed to one group, in this order: a delegation's size is that before any narrowing."""
