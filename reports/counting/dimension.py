"""The definition of a dimension: its words, what it is an attribute of, and how it sorts what is counted.

Whoever counts by one, or shows it, asks these fields, never its key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from django.db.models import Choices
from django.utils.functional import Promise

from reports.counting import groups
from reports.counting.groups import Groupable, GroupCodes, MeetingAttribute, Peopled, StateGrouping
from reports.counting.office_groups import OfficeGrouping

Text = str | Promise


class Level(Enum):
    """What a dimension is an attribute of."""

    MEETING = "meeting"
    DELEGATION = "delegation"
    PARTICIPATION = "participation"


FIRST, LATER = range(2)
"""Where a dimension stands among those that a scope can be narrowed by."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to sort what is counted into groups. ``title`` stands alone, ``name`` within a sentence: "by State".

    ``group_delegations`` sorts delegations, or their people where it divides them; ``group_statements`` and
    ``group_offices`` sort statements and office-holders, and are None where those have no such thing.
    """

    key: str
    title: Text
    name: Text
    level: Level
    group_delegations: Callable[[Peopled], GroupCodes]
    group_statements: Callable[[Groupable], GroupCodes] | None = None
    group_offices: OfficeGrouping | None = None
    attribute: MeetingAttribute | None = None
    """What of a meeting it is, where it is that alone."""
    grouping: StateGrouping | None = None
    """The dated grouping of States in which a meeting's delegations are sorted."""
    vocabulary: type[Choices] | None = None
    """Its groups with their labels, in order, where they are fixed."""
    keys: tuple[str, ...] = ()
    """Its groups in order, where they are bands."""
    of_single_states: bool = False
    """Whether each of its groups is one State, which official names are read for."""
    in_time: bool = False
    """Whether its groups follow each other in time, and are drawn as a line."""
    of_years: bool = False
    """Whether its groups are years, and their keys numbers."""
    narrows: int | None = LATER
    """Where it stands among what a scope can be narrowed by; None: no scope is narrowed to one of its groups."""
    offered: bool = True
    """Whether the form of Explore offers it to narrow a scope by. An address may name it anyway: of many groups a table
    by them says it at once."""
    choices: Callable[[], list[tuple[str, str]]] | None = None
    """The groups that the form offers, where they are neither in a vocabulary nor in a grouping."""
    crosses: tuple[Dimension, ...] = ()
    """The dimensions whose pairs of groups are its groups."""

    @property
    def isolates(self) -> bool:
        """Whether its groups take some people of a meeting apart from others."""
        return any(one.isolates for one in self.crosses) or self.level is not Level.MEETING

    def order(self, asked: Sequence[Groupable]) -> list[str]:
        """Keys of its groups that do not stand in the order of the alphabet, where years stand by themselves."""
        if self.vocabulary:
            return [str(value) for value in self.vocabulary.values]
        if self.attribute and self.attribute.by_date:
            start_of = {self.attribute.of(m)[0]: m.start for one in asked for m in one.arrays.meetings}
            return sorted(start_of, key=lambda key: (start_of[key], key))
        if self.grouping:
            found = [groups.memberships_of(one, self.grouping).keys_in_order() for one in asked]
            return list(dict.fromkeys(key for keys in found for key in keys))
        return list(self.keys)
