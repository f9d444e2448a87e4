"""What a sheet prints of itself around its rows: symbol, date, provisional or final, and how many people it counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from meetings.reading.documents.masthead import read_masthead
from meetings.reading.documents.page import Line
from meetings.reading.line_account import Masthead
from meetings.reading.lists.header import NAME_FIELDS, Row
from meetings.words.totals import LONGEST, people_counted

_MOST_CELLS = 3


class Total(NamedTuple):
    """A line that says how many people there are."""

    row: int
    text: str
    people: int


def read_printed(above: Iterable[Row], below: Iterable[Row], sheet: str) -> Masthead:
    """The masthead of a sheet: from the rows above its header, from lone texts below it and from its name."""
    texts = [text for _, cells in above for text in cells if text.strip()]
    texts += [cells[0] for _, row in below if len(cells := [text for text in row if text.strip()]) == 1]
    return read_masthead([Line(1, text) for text in [*texts, sheet] if len(text) < LONGEST])


def totals_in(rows: Iterable[Row]) -> list[Total]:
    """The lines that say how many people there are."""
    return [Total(number, *said) for number, cells in rows if (said := _total(cells))]


def names_in(rows: Iterable[tuple[int, list[str] | str | None]], columns: Collection[str]) -> int:
    """How many rows name somebody, in rows as they leave the reading process, with their fields."""
    places = [place for place, field in enumerate(columns) if field in (*NAME_FIELDS, "given_names")]
    named = (cells for _, cells in rows if isinstance(cells, list) and any(cells[place] for place in places))
    return sum(1 for cells in named if not _total(cells))


def about_total(totals: Sequence[Total], people: int) -> list[str]:
    """A notice where the one total that the sheet prints is not the number of people it names; several are of parts."""
    if len(totals) != 1 or totals[0].people == people:
        return []
    said = totals[0]
    return [
        f"Row {said.row} says “{said.text}”, and the list names {people:,}; whom it does not name was not imported."
    ]


def _total(cells: Sequence[str]) -> tuple[str, int] | None:
    filled = [text.strip() for text in cells if text.strip()]
    text = " ".join(filled)
    people = people_counted(text) if filled and len(filled) <= _MOST_CELLS else None
    return None if people is None else (text, people)
