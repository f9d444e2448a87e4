"""The scope of a question, read from and written to a query string, so that every page is a permalink."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.vocabulary import EXCLUDED_CATEGORIES, STATE_CATEGORIES, Category, ListAccess
from reports.counting.dimensions import DIMENSIONS, FILTERS
from reports.measures.projection import GOAL_YEAR
from reports.refusals import QuestionRefused

STATES, ALL = "states", "all"
LISTED, RECORDED = "listed", "recorded"
REGISTERED, ATTENDED = "registered", "attended"
CATEGORY_CHOICES = (STATES, ALL, *(c.value for c in Category if c not in EXCLUDED_CATEGORIES))


GOAL_YEARS = (2001, 2100)
"""What may be asked for as the year of a dated goal."""
TARGETS = (50, 40, 30)
"""Shares a goal may name, in per cent: 50/50, the edge of balanced, the minimum of measures.md."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which people a figure is about.

    ``category``: ``states`` (the four categories of States), ``all`` (everyone that is ever counted) or one category.
    ``gender_basis``: empty = each meeting's own, as listed where the list is open and as recorded where it is closed.
    ``attended``: those who checked in, instead of those in the list.
    ``only``: pairs of a dimension out of ``FILTERS`` and the one group of it that is counted, in the order of FILTERS.
    """

    meeting: str = ""
    forum: str = ""
    years: tuple[int, int] | None = None
    category: str = STATES
    gender_basis: str = ""
    attended: bool = False
    only: tuple[tuple[str, str], ...] = ()

    def query(self, **more: str) -> str:
        """The query string that asks for this scope, defaults left out, always in the same order; then ``more``."""
        first, last = self.years or (0, 0)
        asked = {
            "meeting": self.meeting,
            "forum": self.forum,
            "year": "" if not first else str(first) if first == last else f"{first}-{last}",
            "category": "" if self.category == STATES else self.category,
            "gender_basis": self.gender_basis,
            "base": ATTENDED if self.attended else "",
            **dict(self.only),
            **more,
        }
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def state(self) -> str:
        """Code of the one State that is counted; empty where none is named."""
        return next((value for key, value in self.only if DIMENSIONS[key].of_single_states), "")

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories counted; secretariat, interpreters, press and spouses never are."""
        if self.category == STATES:
            return STATE_CATEGORIES
        if self.category == ALL:
            return tuple(category for category in Category if category not in EXCLUDED_CATEGORIES)
        return (Category(self.category),)


def scope_from_query(query: Mapping[str, str]) -> Scope:
    """The scope a query string asks for; raises Refused for a value that means nothing."""
    return Scope(
        meeting=query.get("meeting", ""),
        forum=query.get("forum", ""),
        years=read_years(query.get("year", "")),
        category=_one_of(query.get("category") or STATES, CATEGORY_CHOICES),
        gender_basis=_one_of(query.get("gender_basis", ""), ("", LISTED, RECORDED)),
        attended=_one_of(query.get("base", ""), ("", REGISTERED, ATTENDED)) == ATTENDED,
        only=read_only(query),
    )


def read_only(query: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The groups a scope is narrowed to; raises Refused for a value that its vocabulary does not know."""
    asked = [(key, query[key]) for key in FILTERS if query.get(key)]
    for key, value in asked:
        if vocabulary := DIMENSIONS[key].vocabulary:
            _one_of(value, tuple(vocabulary.values))
    return tuple(asked)


def read_years(text: str) -> tuple[int, int] | None:
    """``2024`` or ``2019-2024``; raises Refused for anything else."""
    if not text.strip():
        return None
    first, dash, last = text.partition("-")
    ends = (first.strip(), last.strip() if dash else first.strip())
    if not all(end.isascii() and end.isdigit() and len(end) == 4 for end in ends) or ends[0] > ends[1]:
        raise QuestionRefused(
            _("“%(found)s” is not a year; write one such as 2024, or two such as 2019-2024.") % {"found": text}
        )
    return int(ends[0]), int(ends[1])


def read_goal(query: Mapping[str, str]) -> tuple[int, int]:
    """The year and the per cent of a dated goal; raises Refused for what is no year, or none of TARGETS."""
    year, target = query.get("goal") or str(GOAL_YEAR), query.get("target") or str(TARGETS[0])
    first, last = GOAL_YEARS
    if not (year.isascii() and year.isdigit() and first <= int(year) <= last):
        words = {"found": year, "first": first, "last": last}
        raise QuestionRefused(
            _("“%(found)s” cannot be the year of a goal; write one from %(first)s to %(last)s.") % words
        )
    return int(year), int(_one_of(target, tuple(map(str, TARGETS))))


def gender_basis_of(meeting: Meeting, scope: Scope) -> str:
    """As listed where anyone can read the list, as recorded where the list is closed — unless the scope decides."""
    return scope.gender_basis or (LISTED if meeting.list_access == ListAccess.OPEN else RECORDED)


def _one_of(value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        wanted = ", ".join(choice for choice in choices if choice)
        raise QuestionRefused(
            _("“%(found)s” is unknown; choose one of %(wanted)s.") % {"found": value, "wanted": wanted}
        )
    return value
