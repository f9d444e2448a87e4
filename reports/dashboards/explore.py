"""Explore: one metric by one dimension or two, for one scope or two side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from meetings.rights import Account
from reports.counting.closed_lists import isolates_delegations
from reports.counting.crossing import crossed
from reports.counting.dimensions import DIMENSIONS, FILTERS, WHOLE, Dimension
from reports.counting.population import Population
from reports.counting.scope import REGISTERED, STATES, Scope, scope_from_query
from reports.dashboards.explore_words import asked_for, counted_in, first_letter, in_words, more, titled
from reports.dashboards.permitted import population_for
from reports.dashboards.sections import shares_of
from reports.measures.metrics import METRICS, Metric
from reports.presentation import dates, sentences
from reports.presentation.charts import Share, shares_by_group, shares_in_time
from reports.presentation.undecided import undecided_notes
from reports.refusals import QuestionRefused
from reports.results import SHARE_OF_WOMEN, TARGET_NAME, Result, in_order, results
from reports.scope_results import Crosstab, crosstab

OTHER = "b-"
"""Before the names of what is asked of the second scope."""
FIRST_LOOK = {"by": "regional_group", "columns": "year"}
"""What is shown where nothing is asked for."""
SIDES = ("by", "columns")
"""What an address calls the rows and the columns of a table."""
MEETING, NO_SHARE = DIMENSIONS["meeting"], Share("", None)


@dataclass(frozen=True, slots=True)
class View:
    """What the address asks for. ``columns`` make a crosstab, whose rows are ``by``; ``sort`` is a column of a table
    without them, with a minus from the largest."""

    by: Dimension
    metric: Metric
    scope: Scope
    other: Scope | None = None
    sort: str = ""
    columns: Dimension = WHOLE

    def query(self, **more: str) -> str:
        """The query string of this view, always in the same order: it is the permanent link to it. An address that asks
        for nothing is another one: the first look."""
        own = {"by": "" if self.by is WHOLE else self.by.key}
        own["columns"] = self.columns.key if self.crossed else ""
        own["metric"] = "" if self.metric is SHARE_OF_WOMEN else self.metric.key
        pairs = [*own.items(), *parse_qsl(self.scope.query())]
        if self.other is not None:
            asked = parse_qsl(self.other.query()) or [("category", STATES)]
            pairs += [(f"{OTHER}{name}", value) for name, value in asked]
        asked = [(name, value) for name, value in [*pairs, ("sort", self.sort), *more.items()] if value]
        return urlencode(asked or [("by", WHOLE.key)])

    @property
    def crossed(self) -> bool:
        """Whether this is a crosstab."""
        return self.columns is not WHOLE

    @property
    def swapped(self) -> View:
        """The same with rows and columns exchanged."""
        return replace(self, by=self.columns, columns=self.by)

    @property
    def single_delegations(self) -> bool:
        """Whether an answer tells of some delegations of a meeting apart from others."""
        dimension = crossed(self.by, self.columns) if self.crossed else self.by
        return isolates_delegations([one for one in (self.scope, self.other) if one], dimension, self.metric)


def view_from_query(query: Mapping[str, str]) -> View:
    """The view a query string asks for; raises Refused for what means nothing."""
    metric, asked = query.get("metric") or SHARE_OF_WOMEN.key, [query.get(name) or WHOLE.key for name in SIDES]
    for one in asked:
        if one not in DIMENSIONS and one != WHOLE.key:
            raise QuestionRefused(_("“%(found)s” is not a breakdown; choose one from the list.") % {"found": one})
    # Without rows there is one disaggregation, and its groups are the rows.
    by, columns = sorted((DIMENSIONS.get(one, WHOLE) for one in asked), key=lambda one: one is WHOLE)
    if columns is not WHOLE:
        crossed(by, columns)
    if metric not in METRICS:
        raise QuestionRefused(_("“%(found)s” is not a metric; choose one from the list.") % {"found": metric})
    second = of_second_scope(query)
    return View(
        by,
        METRICS[metric],
        scope_from_query(query),
        scope_from_query(second) if second else None,
        query.get("sort", ""),
        columns,
    )


def of_second_scope(query: Mapping[str, str]) -> dict[str, str]:
    """What is asked of the second scope; the one field that a form always sends asks for none."""
    asked = {name.removeprefix(OTHER): value for name, value in query.items() if name.startswith(OTHER) and value}
    return {name: value for name, value in asked.items() if (name, value) != ("base", REGISTERED)}


class Answer:
    """The results of a view over the meetings that the person may read."""

    def __init__(self, view: View, user: Account) -> None:
        self.view, self.user = view, user

    @cached_property
    def people(self) -> Population:
        return self._of(self.view.scope)

    @cached_property
    def other_people(self) -> Population | None:
        return self._of(self.view.other) if self.view.other else None

    @property
    def invented(self) -> str:
        """What has to be said where a meeting of either scope is invented."""
        return sentences.invented(m for people in (self.people, self.other_people) if people for m in people.meetings)

    @property
    def closed_left_out(self) -> bool:
        """Whether a meeting of either scope is not counted because its list is closed."""
        return any(people.left_out for people in (self.people, self.other_people) if people)

    @cached_property
    def undecided_of_each(self) -> list[list[str]]:
        """What waits behind the figures of each scope."""
        return [undecided_notes(people) for people in (self.people, self.other_people) if people]

    @property
    def undecided(self) -> list[str]:
        """The same of both; of two scopes that wait for the same, once."""
        return list(dict.fromkeys(note for notes in self.undecided_of_each for note in notes))

    @cached_property
    def rows(self) -> list[Result]:
        return results(self.people, self.view.metric, self.view.by)

    @cached_property
    def other_rows(self) -> list[Result]:
        if self.other_people is None:
            return []
        return results(self.other_people, self.view.metric, self.view.by)

    @cached_property
    def crosstabs(self) -> list[tuple[Population, Crosstab]]:
        """The crosstab of either scope, with whom it counts; none without columns."""
        if not self.view.crossed:
            return []
        both = [people for people in (self.people, self.other_people) if people]
        return [(people, crosstab(people, self.view.metric, self.view.by, self.view.columns)) for people in both]

    @cached_property
    def pairs(self) -> list[tuple[Result | None, Result | None]]:
        """Groups of either scope, each with its result in both; in the order of the dimension."""
        ours, theirs = ({row.key: row for row in rows} for rows in (self.rows, self.other_rows))
        keys = list(ours)
        if self.other_people is not None:
            keys = in_order((*self.rows, *self.other_rows), self.view.by, (self.people, self.other_people))
        return [(ours.get(key), theirs.get(key)) for key in keys]

    def _of(self, scope: Scope) -> Population:
        """Both scopes stand at the same meetings: where one takes delegations apart, neither counts closed lists."""
        people = population_for(self.user, scope)
        return people.without_closed_lists() if self.view.single_delegations else people

    @property
    def title(self) -> str:
        """The name of the figure; what is needed says for which target."""
        words = {"figure": _(self.view.metric.title), "target": _(TARGET_NAME)}
        return _("%(figure)s (target: %(target)s)") % words if self._has_target else words["figure"]

    @property
    def definition(self) -> str:
        words = {"definition": _(self.view.metric.definition), "target": _(TARGET_NAME)}
        if not self._has_target:
            return words["definition"]
        return _("%(definition)s The target is %(target)s of women and men.") % words

    @property
    def caption(self) -> str:
        """Who is counted, in either scope, and by what."""
        return first_letter(self._by(self._who))

    @property
    def counted(self) -> str:
        """Who is counted, and how to read the figures."""
        words = {"who": first_letter(self._who)}
        if self.view.metric.unit == "share":
            return _("%(who)s, in per cent; each share with its base.") % words
        return _("%(who)s.") % words

    @property
    def _who(self) -> str:
        who = in_words(self.people)
        if self.other_people is None:
            return who
        return _("%(first)s, compared with %(second)s") % {"first": who, "second": in_words(self.other_people)}

    @property
    def finding(self) -> str:
        """The figure with what it is by: the head of the table."""
        return self._by(self.title)

    def _by(self, what: str) -> str:
        words = {"what": what, "rows": str(self.view.by.name), "columns": str(self.view.columns.name)}
        if self.view.crossed:
            return _("%(what)s, by %(rows)s and %(columns)s") % words
        return what if self.view.by is WHOLE else _("%(what)s, by %(rows)s") % words

    def chart(self, keys: Sequence[str]) -> dict[str, Any] | None:
        """The shares of these groups, in this order: those of the table beside it, if more than one has a share."""
        if self.view.metric.unit != "share" or self.view.metric.interval:
            return None
        first, other = (self._shares(rows, keys) for rows in (self.rows, self.other_rows))
        if len({share.label for share in (*first, *other) if share.percent is not None}) < 2:
            return None
        draw = shares_in_time if self.view.by.in_time else shares_by_group
        name, named = self.names if self.view.other else (self.title, "")
        second = (named, other) if self.view.other else None
        return draw(first, name, second=second, mirrored=get_language_bidi())

    @cached_property
    def names(self) -> tuple[str, str]:
        """What tells the two scopes apart, such as 2025 and 2023: the heads of their columns and their legend."""
        if self.other_people is None:
            return _("First selection"), _("Second selection")
        of_both = (self.people, self.other_people)
        first, second = (counted_in(one.scope) | asked_for(one) for one in of_both)
        apart = [key for key in {**first, **second} if first.get(key) != second.get(key)]
        ours, theirs = (
            first_letter("; ".join(_alone(key, asked[key]) for key in apart if key in asked) or asked["category"][1])
            for asked in (first, second)
        )
        return (ours, theirs) if ours != theirs else (_("First selection"), _("Second selection"))

    def _shares(self, rows: Sequence[Result], keys: Sequence[str]) -> list[Share]:
        """One for each of the groups, so that both scopes stand at the same places; without a share, an empty one."""
        found = dict(zip([row.key for row in rows], shares_of(rows), strict=True))
        return [replace(found.get(key, NO_SHARE), label=self._drawn[key]) for key in keys]

    @cached_property
    def _drawn(self) -> dict[str, str]:
        """The label of each group in a chart: of those that share a name, with its dates or its key."""
        label_of = {row.key: row.label for pair in self.pairs for row in pair if row}
        alike = Counter(label_of.values())
        of_both = [people.meetings for people in (self.people, self.other_people) if people]
        of_slug = {m.slug: m for meetings in of_both for m in meetings} if self.view.by is MEETING else {}
        named = {
            key: more(label, dates.dates(of_slug[key]) if key in of_slug else key) if alike[label] > 1 else label
            for key, label in label_of.items()
        }
        twice = Counter(named.values())
        return {key: more(label, key) if twice[label] > 1 else label for key, label in named.items()}

    @property
    def _has_target(self) -> bool:
        return "target" in self.view.metric.given


def _alone(key: str, asked: tuple[str, str]) -> str:
    """An answer that says by itself what it is of: of a group with its dimension."""
    return titled(asked) if key in FILTERS else asked[1]
