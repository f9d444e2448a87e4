"""A question a manager asks freely: one metric by one dimension, of one scope or of two side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db.models import Q, QuerySet
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.rights import Account, Right, meetings_within
from meetings.vocabulary import ListAccess
from reports import headlines
from reports.charts import shares_by_group, shares_over_time
from reports.dashboards.sections import shares_of
from reports.dimensions import DIMENSIONS, WHOLE, Dimension
from reports.filters import REGISTERED, STATES, Refused, Scope, scope_from_query
from reports.measures.metrics import METRICS, Metric
from reports.people import People, people_of
from reports.results import SHARE_OF_WOMEN, Result, results

OTHER = "b-"
"""Before the names of what is asked of the second scope."""
IN_TIME = ("year", "meeting")
OF_DELEGATIONS = ("delegation", "country")


@dataclass(frozen=True, slots=True)
class View:
    """What the address asks for. ``sort`` is a column of the table, with a minus from the largest."""

    by: Dimension
    metric: Metric
    scope: Scope
    other: Scope | None = None
    sort: str = ""

    def query(self, **more: str) -> str:
        """The query string of this view, always in the same order: it is the permanent link to it."""
        own = {"by": "" if self.by is WHOLE else self.by.key}
        own["metric"] = "" if self.metric is SHARE_OF_WOMEN else self.metric.key
        pairs = [*own.items(), *parse_qsl(self.scope.query())]
        if self.other is not None:
            asked = parse_qsl(self.other.query()) or [("category", STATES)]
            pairs += [(f"{OTHER}{name}", value) for name, value in asked]
        return urlencode([(name, value) for name, value in [*pairs, ("sort", self.sort), *more.items()] if value])

    @property
    def single_delegations(self) -> bool:
        """Whether an answer tells of one delegation at a time."""
        return self.by.key in OF_DELEGATIONS or any(of_one_state(one) for one in (self.scope, self.other) if one)


def view_from_query(query: Mapping[str, str]) -> View:
    """The view a query string asks for; raises Refused for what means nothing."""
    by, metric = query.get("by") or WHOLE.key, query.get("metric") or SHARE_OF_WOMEN.key
    if by not in DIMENSIONS and by != WHOLE.key:
        raise Refused(_("“%(found)s” is no disaggregation: choose one of those offered.") % {"found": by})
    if metric not in METRICS:
        raise Refused(_("“%(found)s” is no metric: choose one of those offered.") % {"found": metric})
    asked = {name.removeprefix(OTHER): value for name, value in query.items() if name.startswith(OTHER) and value}
    second = {name: value for name, value in asked.items() if (name, value) != ("base", REGISTERED)}
    return View(
        DIMENSIONS.get(by, WHOLE),
        METRICS[metric],
        scope_from_query(query),
        scope_from_query(second) if second else None,
        query.get("sort", ""),
    )


class Answer:
    """The results of a view over the meetings that the person may read."""

    def __init__(self, view: View, user: Account) -> None:
        self.view, every = view, meetings_within(user, Right.READ_FIGURES)
        self.within = whole_delegations(user) if view.single_delegations else every
        left_out = every.exclude(pk__in=self.within.values("pk"))
        self.closed_left_out = view.single_delegations and left_out.exists()

    @cached_property
    def people(self) -> People:
        return people_of(self.view.scope, self.within)

    @cached_property
    def rows(self) -> list[Result]:
        return results(self.people, self.view.metric, self.view.by)

    @cached_property
    def other_rows(self) -> list[Result]:
        if self.view.other is None:
            return []
        return results(people_of(self.view.other, self.within), self.view.metric, self.view.by)

    @cached_property
    def pairs(self) -> list[tuple[Result | None, Result | None]]:
        """Groups of either scope, each with its result in both; in the order of the dimension."""
        ours, theirs = ({row.key: row for row in rows} for rows in (self.rows, self.other_rows))
        keys = [*ours, *(key for key in theirs if key not in ours)]
        return [(ours.get(key), theirs.get(key)) for key in keys]

    @property
    def caption(self) -> str:
        """Who is counted, and by what."""
        words = {"who": headlines.who(self.view.scope), "dimension": str(self.view.by.title).lower()}
        text = words["who"] if self.view.by is WHOLE else _("%(who)s, by %(dimension)s") % words
        return text[:1].upper() + text[1:]

    def chart(self, keys: Sequence[str]) -> dict[str, Any] | None:
        """The shares of these groups, in this order: those of the table beside it, if it holds more than one."""
        if self.view.metric.unit != "share" or len(keys) < 2:
            return None
        ours, theirs = ({row.key: row for row in rows} for rows in (self.rows, self.other_rows))
        first = shares_of([ours[key] for key in keys if key in ours])
        draw = shares_over_time if self.view.by.key in IN_TIME else shares_by_group
        name = _("First scope") if self.view.other else _(self.view.metric.title)
        second = (_("Second scope"), shares_of([theirs[key] for key in keys if key in theirs]))
        return draw(first, name, second=second if self.view.other else None, mirrored=get_language_bidi())

    def filters(self, scope: Scope) -> list[tuple[str, str]]:
        """What a scope asks for, in the words of the address: it stands in every file of the view."""
        return parse_qsl(scope.query()) or [("all", "")]


def of_one_state(scope: Scope) -> bool:
    return any(key in OF_DELEGATIONS for key, _value in scope.only)


def readable_for(scope: Scope, user: Account) -> QuerySet[Meeting]:
    """The meetings a person may ask this scope of."""
    return whole_delegations(user) if of_one_state(scope) else meetings_within(user, Right.READ_FIGURES)


def whole_delegations(user: Account) -> QuerySet[Meeting]:
    """The meetings of which single delegations are shown: of a closed list only to those who may read them."""
    whole = meetings_within(user, Right.READ_CLOSED_DELEGATIONS)
    within = meetings_within(user, Right.READ_FIGURES)
    return within.filter(Q(pk__in=whole.values("pk")) | Q(list_access=ListAccess.OPEN))
