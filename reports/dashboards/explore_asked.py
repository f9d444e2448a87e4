"""Around an answer of Explore: its filters, each with the address without it, and questions that are often asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.counting.dimensions import DIMENSIONS, WHOLE
from reports.counting.population import Population
from reports.counting.scope import ALL, Scope
from reports.dashboards.explore import OTHER, Answer, View
from reports.dashboards.explore_words import asked_for, counted_in
from reports.measures.metrics import METRICS

OFTEN = (
    (gettext_lazy("Heads of delegation by forum"), "heads_of_delegation", "forum", "year"),
    (gettext_lazy("Delegations of men only, by year"), "delegations_all_men_min2", "year", ""),
    (gettext_lazy("Who speaks, and for how long"), "speaking_time", "forum", ""),
    (gettext_lazy("Small and large delegations"), "share_of_women", "delegation_size", "year"),
    (gettext_lazy("Where coverage is low"), "coverage", "forum", "year"),
)
"""Questions that are often asked: words, figure, rows and columns."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter, and the query string of the same view without it."""

    title: str
    value: str
    query: str


def chips(answer: Answer) -> list[Chip]:
    """What narrows the first scope."""
    return list(_chips(answer.view, answer.people, ""))


def other_chips(answer: Answer) -> list[Chip]:
    """What narrows the second scope; without one none."""
    return list(_chips(answer.view, answer.other_people, OTHER)) if answer.other_people else []


def without_second(view: View) -> str:
    """The query string of the view without its second scope."""
    return replace(view, other=None).query()


def often_asked(scope: Scope) -> list[tuple[str, str]]:
    """Words and query string of each question, of the same people in all the record."""
    people = Scope(category=scope.category, gender_basis=scope.gender_basis, attended=scope.attended)
    return [
        (str(words), View(DIMENSIONS[by], METRICS[metric], people, columns=DIMENSIONS.get(columns, WHOLE)).query())
        for words, metric, by, columns in OFTEN
    ]


def _chips(view: View, people: Population, before: str) -> Iterator[Chip]:
    """Who is counted is a filter as long as it is not everyone; that they were present, where it is asked."""
    scope, found = people.scope, asked_for(people)
    counted = counted_in(scope)
    if scope.category != ALL:
        found["category"] = (_("Who"), counted["category"][1])
    if scope.attended:
        found["base"] = counted["base"]
    for name, (title, value) in found.items():
        yield Chip(title, value, _without(view, f"{before}{name}", ALL if name == "category" else ""))


def _without(view: View, name: str, instead: str) -> str:
    """The query string with one question taken away, or answered otherwise."""
    pairs = [pair for pair in parse_qsl(view.query()) if pair[0] != name]
    return urlencode([*pairs, *([(name, instead)] if instead else [])])
