"""The form of Explore: what may be asked, once for each scope."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Country, Forum, Grouping
from reports.counting.dimensions import DIMENSIONS, FILTERS, SIZES, WHOLE
from reports.counting.scope import REGISTERED, STATES
from reports.dashboards.explore import OTHER, of_second_scope
from reports.dashboards.forms import CountedForm
from reports.measures.metrics import METRICS
from reports.results import SHARE_OF_WOMEN

Choices = list[tuple[str, str]]
NOT_OF_A_SCOPE = ("by", "metric", "sort", "page")
NOT_OFFERED = ("meeting_type", "subregion", "rank")
"""Filters an address may name and the form leaves out: they are many, and a table by them says it at once."""


class QuestionForm(forms.Form):
    """What is shown: a metric, and by what it is disaggregated."""

    metric = forms.ChoiceField(label=gettext_lazy("Figure"), required=False)
    by = forms.ChoiceField(label=gettext_lazy("Disaggregated by"), required=False)

    @classmethod
    def answered(cls, query: Mapping[str, str]) -> QuestionForm:
        """The form with the answers of an address, also where it asks for what cannot be answered."""
        form = cls(initial={"metric": query.get("metric") or SHARE_OF_WOMEN.key, "by": query.get("by") or WHOLE.key})
        titles = [(WHOLE.key, _("nothing: one figure"))] + [(key, str(d.title)) for key, d in DIMENSIONS.items()]
        form.fields["by"].choices = titles  # type: ignore[attr-defined]
        form.fields["metric"].choices = [(key, _(metric.title)) for key, metric in METRICS.items()]  # type: ignore[attr-defined]
        return form


class ScopeForm(CountedForm):
    """Who is counted: forum, years, then one group of each dimension by which a scope can be narrowed."""

    forum = forms.ChoiceField(label=gettext_lazy("Forum"), required=False)
    year = forms.CharField(
        label=gettext_lazy("Years"), required=False, widget=forms.TextInput(attrs={"placeholder": "2019-2026"})
    )

    @classmethod
    def asking(cls, asked: Mapping[str, str], choices: dict[str, Choices], before: str = "") -> ScopeForm:
        """The form as answered; ``before`` is put before every name, for the second scope."""
        form = cls(initial={"category": STATES, "base": REGISTERED, **asked})
        form.asked = any(name not in NOT_OF_A_SCOPE for name in asked)
        for key, groups in choices.items():
            title = DIMENSIONS[key].title
            form.fields[key] = forms.ChoiceField(label=str(title), required=False, choices=[("", _("all")), *groups])
        form.order_fields(["forum", "year", *choices, "category", "gender_basis", "base"])
        form.before = before
        return form

    before = ""
    asked = False
    """Whether the address asks for anything of this scope."""

    def add_prefix(self, field_name: str) -> str:
        return f"{self.before}{field_name}"


def scope_forms(query: Mapping[str, str]) -> tuple[ScopeForm, ScopeForm]:
    """The first scope and the second, with the answers of an address."""
    choices, of_second = offered(), of_second_scope(query)
    second = ScopeForm.asking(of_second, choices, OTHER)
    counted = second.fields["category"]
    counted.choices = [("", _("no second scope")), *counted.choices]  # type: ignore[attr-defined]
    if not of_second:
        second.initial["category"] = ""
    first = {name: value for name, value in query.items() if value and not name.startswith(OTHER)}
    return ScopeForm.asking(first, choices), second


def offered() -> dict[str, Choices]:
    """Groups of each filter, in three queries."""
    groups: dict[str, Choices] = {}
    for group in Grouping.objects.filter(grouping__in=FILTERS).order_by("grouping", "order", "key"):
        groups.setdefault(group.grouping, []).append((group.key, str(group)))
    found = {"forum": [(forum.code, str(forum)) for forum in Forum.objects.all()]}
    found["country"] = sorted(((one.code, str(one)) for one in Country.objects.all()), key=lambda pair: pair[1])
    found["delegation_size"] = [(key, key.replace("-", "–")) for key, *_ends in SIZES]
    found["meeting_size"] = [("large", _("large, 100 people or more")), ("small", _("small, under 100 people"))]
    return {"forum": found.pop("forum")} | dict(_in_order(found | groups))


def _in_order(found: dict[str, Choices]) -> Iterator[tuple[str, Choices]]:
    for key in FILTERS:
        vocabulary = DIMENSIONS[key].vocabulary
        choices: Sequence[Any] = found.get(key) or (vocabulary.choices if vocabulary else [])
        if choices and key not in NOT_OFFERED:
            yield key, list(choices)
