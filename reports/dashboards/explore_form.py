"""The form of Explore: what may be asked, once for each scope."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Forum, Grouping
from reports.counting.dimensions import DIMENSIONS, FILTERS, WHOLE, Dimension
from reports.counting.scope import REGISTERED, STATES
from reports.dashboards.explore import OTHER, of_second_scope
from reports.dashboards.forms import CountedForm
from reports.measures.metrics import METRICS
from reports.results import SHARE_OF_WOMEN

Choices = list[tuple[str, str]]
NOT_OF_A_SCOPE = ("by", "columns", "metric", "sort", "page")


DEFAULTS = {"metric": SHARE_OF_WOMEN.key, "by": WHOLE.key, "columns": WHOLE.key}


class QuestionForm(forms.Form):
    """What is shown: a metric, and by what it is disaggregated in rows and in columns."""

    metric = forms.ChoiceField(label=gettext_lazy("Show"), required=False)
    by = forms.ChoiceField(label=gettext_lazy("in rows"), required=False)
    columns = forms.ChoiceField(label=gettext_lazy("in columns"), required=False)

    @classmethod
    def answered(cls, query: Mapping[str, str]) -> QuestionForm:
        """The form with the answers of an address, also where it asks for what cannot be answered."""
        asked = {name: query.get(name) or default for name, default in DEFAULTS.items()}
        form = cls(initial=asked)
        titles = [(key, str(dimension.title)) for key, dimension in DIMENSIONS.items()]
        form.fields["by"].choices = [(WHOLE.key, _("nothing: one figure")), *titles]  # type: ignore[attr-defined]
        form.fields["columns"].choices = [(WHOLE.key, _("nothing")), *titles]  # type: ignore[attr-defined]
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
    counted.choices = [("", _("no comparison")), *counted.choices]  # type: ignore[attr-defined]
    if not of_second:
        second.initial["category"] = ""
    first = {name: value for name, value in query.items() if value and not name.startswith(OTHER)}
    return ScopeForm.asking(first, choices), second


def offered() -> dict[str, Choices]:
    """Forums, and the groups of each filter; in three queries."""
    grouped: dict[str, Choices] = {}
    for group in Grouping.objects.filter(grouping__in=FILTERS).order_by("grouping", "order", "key"):
        grouped.setdefault(group.grouping, []).append((group.key, str(group)))
    forums = [(forum.code, str(forum)) for forum in Forum.objects.all()]
    dimensions = (DIMENSIONS[key] for key in FILTERS)
    of_filters = {one.key: _choices(one, grouped) for one in dimensions if one.offered}
    return {"forum": forums} | {key: choices for key, choices in of_filters.items() if choices}


def _choices(dimension: Dimension, grouped: Mapping[str, Choices]) -> Choices:
    """The groups of one dimension with their labels; none of a grouping that every forum has for itself."""
    if dimension.choices:
        return dimension.choices()
    return list(dimension.vocabulary.choices) if dimension.vocabulary else grouped.get(dimension.key, [])
