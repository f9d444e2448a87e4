"""Delegations of one gender of a forum, year by year: as its page draws them, and as a figure with its tools."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from reports.counting.population import Population
from reports.dashboards.fig import Fig
from reports.dashboards.forum import OneForum
from reports.dashboards.place_figure import PlaceFigure, files_of
from reports.dashboards.quotes import source_of
from reports.dashboards.year_figs import OTHERS, Part, of_years, table_of_years
from reports.measures.tally import OneGender
from reports.presentation import place_findings, sentences
from reports.presentation.charts import MEN, NOT_RECORDED, WOMEN
from reports.presentation.marks import bars
from reports.presentation.marks.bars import Columns
from reports.results import one_gender_by_forum_and_year


@dataclass(frozen=True, slots=True)
class OneGenderYears:
    """Delegations of one gender over the years, and in the last of them: as ``marks/columns.html`` draws them."""

    columns: Columns
    year: int
    number: int
    of: int
    men: int
    women: int
    first: int


def one_gender(found: OneForum) -> PlaceFigure | None:
    """Delegations of two people or more that are of one gender, year by year; of open lists alone."""
    years = _years(found)
    if not years or sentences.names_a_state(found.people):
        return None
    first, last = years[min(years)], years[max(years)]
    drawn = bars.columns(years, min(years), max(years), bars.most_of_one_gender(years.values()), height=230)
    words = {"of": str(last.determinable), "open": str(last.undetermined), "year": str(max(years))}
    return PlaceFigure(
        id="one-gender",
        finding=place_findings.men_only_over_time(first, last, max(years)),
        about=_("Delegations of two or more, of one gender. %(of)s can be told in %(year)s, %(open)s not.") % words,
        plot="marks/columns_alone.html",
        chart=_columns(drawn, years, last),
        legend="marks/key_of_columns.html",
        by_year=table_of_years("one-gender-years", _about(), _parts(), _numbers(years)),
        source=source_of(_open_lists(found)),
    )


def one_gender_fig(found: OneForum, place: PlaceFigure, page: tuple[str, str]) -> Fig:
    """The same with its tools; of every year all delegations that are told apart."""
    words = (place.finding, f"{page[0]}. {_about()}", place.source)
    fig_address = ("forum-one-gender", found.people.scope.query(), page)
    return of_years(fig_address, words, _parts(), _numbers(_years(found)))


def with_workbook(found: OneForum, place: PlaceFigure, page: tuple[str, str]) -> Fig:
    """The figure of the page with Explore's workbook beside its own files."""
    return replace(one_gender_fig(found, place, page), also=workbook_of(found))


def workbook_of(found: OneForum) -> list[tuple[str, str]]:
    """Explore's workbook of the same."""
    files = files_of(found.settled.scope, by="year", metric="delegations_of_one_gender_min2")
    return [(label, url) for label, url in files if "download.xlsx" in url]


def _open_lists(found: OneForum) -> Population:
    return found.settled.without_closed_lists()


def _years(found: OneForum) -> dict[int, OneGender]:
    by_year = one_gender_by_forum_and_year(_open_lists(found), [found.code])
    return {year: one for (_code, year), one in sorted(by_year.items()) if one.delegations}


def _about() -> str:
    return _("Delegations of two people or more, by year, by what is certain of their genders")


def _parts() -> list[Part]:
    return [
        Part("only_men", _("Men only"), MEN),
        Part("only_women", _("Women only"), WOMEN),
        Part("cannot_tell", _("Undecided"), NOT_RECORDED, hatched=True),
        Part("mixed", _("Women and men"), OTHERS),
    ]


def _numbers(years: Mapping[int, OneGender]) -> dict[int, tuple[int, ...]]:
    """In the order of the parts; the last are all others: women and men, or somebody of another gender."""
    return {
        year: (
            one.all_men,
            one.all_women,
            one.undetermined,
            one.mixed,
        )
        for year, one in years.items()
    }


def _columns(drawn: Columns, years: Mapping[int, OneGender], last: OneGender) -> OneGenderYears:
    number = last.all_men + last.all_women
    return OneGenderYears(drawn, max(years), number, last.determinable, last.all_men, last.all_women, min(years))
