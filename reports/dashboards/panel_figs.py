"""The figure of the page of panels: those of each year by their verdict, with its tools."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.rights import Account, Right, panels_within
from reports.dashboards.fig import Fig
from reports.dashboards.panels import PanelList, PanelsForm
from reports.dashboards.year_figs import OTHERS, Part, YearTable, of_years, table_of_years
from reports.practice_results.panels import NOT_JUDGED, FlaggedPanel
from reports.presentation.charts import NOT_RECORDED

ONE_GENDER, BY_US = "#A01C26", "#E2A3A8"


def by_year(query: Mapping[str, str], user: Account) -> Fig | None:
    """The panels asked for that the person may read; nothing where none is judged."""
    seen = panels_within(user, Right.READ_PANELS)
    form = PanelsForm(query, seen)
    return fig_of(PanelList(form, seen, datetime.datetime.now(datetime.UTC).date()), form.query())


def fig_of(found: PanelList, query: str) -> Fig | None:
    years = _years(found.every)
    if not years:
        return None
    page = (_("Panels"), f"{reverse('panels')}?{query}".rstrip("?"))
    return of_years(("panels-by-year", query, page), (found.finding, _about(), found.quote.source), _parts(), years)


def table_of(found: PanelList) -> YearTable | None:
    years = _years(found.every)
    return table_of_years("panel-years", _about(), _parts(), years) if years else None


def tools_of(found: PanelList, query: str) -> dict[str, Any]:
    """What ``components/fig_tools.html`` takes below the panels of each year."""
    return {"fig": fig_of(found, query), "by_year": table_of(found), "quotes": [found.quote]}


def _about() -> str:
    return _("Panels of two speakers or more, by the year of their day; moderators are counted separately")


def _parts() -> list[Part]:
    return [
        Part("one_gender", _("One gender"), ONE_GENDER),
        Part("mixed_by_us", _("Mixed by us alone"), BY_US),
        Part("undecided", _("Undecided"), NOT_RECORDED, hatched=True),
        Part("women_and_men", _("Women and men"), OTHERS),
    ]


def _years(every: Sequence[FlaggedPanel]) -> dict[int, tuple[int, ...]]:
    """Of each year that has a judged panel, in the order of the parts."""
    found: dict[int, list[str]] = {}
    for one in every:
        if one.panel.date and one.flag.status not in NOT_JUDGED:
            found.setdefault(one.panel.date.year, []).append(one.flag.status)
    return {year: _of_each_verdict(statuses) for year, statuses in sorted(found.items())}


def _of_each_verdict(statuses: Sequence[str]) -> tuple[int, ...]:
    told = [statuses.count(one) for one in ("single_gender", "mixed_only_because_of_us", "cannot_tell_yet")]
    return *told, len(statuses) - sum(told)
