"""A figure of counts over the years, a stacked bar a year: delegations or panels by what they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from reports.dashboards.fig import Drawing, Fig
from reports.presentation import charts
from reports.presentation.svg import wrapped

ROW, HEAD, FIRST, STEP, BAR = 34, 52, 480, 130, 370
"""Pixels of a year, of the key above the first, of where the column of the first part begins, of how wide each is,
and of the longest bar."""
OTHERS = "#C3C8CB"
"""Of what nothing is to be said."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is told apart in every year: its column in the data, its name, its colour; hatched is what is open."""

    column: str
    name: str
    colour: str
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class YearTable:
    """The numbers as a page prints them: head and lines, each with the sum of its year at the end."""

    id: str
    caption: str
    head: Sequence[str]
    lines: Sequence[Sequence[str]]


def of_years(
    address: tuple[str, str, tuple[str, str]],
    words: tuple[str, str, str],
    parts: Sequence[Part],
    years: Mapping[int, Sequence[int]],
) -> Fig:
    """Of every year one number for each part. ``address`` is kind, query and page; ``words`` finding, about, source."""
    kind, query, page = address
    finding, about, source = words
    names = [part.column for part in parts]
    stacked = [(part.name, part.colour, [one[at] for one in years.values()]) for at, part in enumerate(parts)]
    return Fig(
        kind=kind,
        query=query,
        page=page,
        finding=finding,
        about=about,
        spoken=" ".join(_spoken(parts, year, numbers) for year, numbers in years.items()),
        source=source,
        columns=("year", *names, "all"),
        rows=[
            {"year": year, **dict(zip(names, numbers, strict=True)), "all": sum(numbers)}
            for year, numbers in years.items()
        ],
        drawing=_drawing(parts, years) if years else None,
        chart=charts.bars_by_year([str(year) for year in years], stacked) if years else None,
    )


def table_of_years(name: str, caption: str, parts: Sequence[Part], years: Mapping[int, Sequence[int]]) -> YearTable:
    lines = [[str(year), *map(number_format, numbers), number_format(sum(numbers))] for year, numbers in years.items()]
    return YearTable(name, caption, [_("Year"), *(part.name for part in parts), _("All")], lines)


def _spoken(parts: Sequence[Part], year: int, numbers: Sequence[int]) -> str:
    each = (
        _("%(what)s %(number)s") % {"what": part.name, "number": number_format(number)}
        for part, number in zip(parts, numbers, strict=True)
    )
    return _("%(year)s: %(numbers)s.") % {"year": year, "numbers": ", ".join(each)}


def _drawing(parts: Sequence[Part], years: Mapping[int, Sequence[int]]) -> Drawing:
    unit = BAR / max(max(sum(numbers) for numbers in years.values()), 1)
    across = [FIRST + at * STEP for at in range(len(parts))]
    rows = []
    for place, (year, numbers) in enumerate(years.items()):
        bars, start = [], 70.0
        for part, number in zip(parts, numbers, strict=True):
            if number:
                bars.append((f"{start:.1f}", f"{number * unit:.1f}", part))
            start += number * unit
        columns = [(x, number_format(number)) for x, number in zip(across, numbers, strict=True)]
        rows.append((HEAD + place * ROW, str(year), bars, columns, number_format(sum(numbers))))
    key = [(x, part, wrapped(part.name, STEP - 30, 12)[:2]) for x, part in zip(across, parts, strict=True)]
    return Drawing("pictures/years.html", {"key": key, "rows": rows}, HEAD + len(years) * ROW)
