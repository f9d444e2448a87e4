"""Tick columns, such as F and M or Femmes, Hommes and Autre, read as one gender column."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from meetings.reading.lists.header import Row
from meetings.words.gender_columns import MAN, WOMAN, is_tick, is_tick_or_none, read_gender_column, value_key
from meetings.words.synonyms import is_guess

_BOTH = " / "
_OTHERS = "others"
_LETTERS = frozenset("xdo")


def tick_columns(headers: Sequence[str], rows: Sequence[Row], free: Collection[int]) -> tuple[int, ...]:
    """The columns of women, of men and of others that hold ticks and nothing else; none without one of each gender.

    A tick under X is a value like any other: what it means is asked.
    """
    found: dict[str, list[int]] = {WOMAN: [], MAN: [], _OTHERS: []}
    named = {column: headers[column] for column in free if not is_guess(headers[column])}
    meaning = read_gender_column("", [header for header in named.values() if len(header) < 30])
    for column, header in named.items():
        gender = meaning.get(value_key(header), "") or ("" if value_key(header) not in _LETTERS else _OTHERS)
        if gender and _ticks(column, header, rows):
            found[gender if gender in found else _OTHERS].append(column)
    if len(found[WOMAN]) != 1 or len(found[MAN]) != 1:
        return ()
    return (found[WOMAN][0], found[MAN][0], *found[_OTHERS])


def _ticks(column: int, header: str, rows: Sequence[Row]) -> bool:
    values = {text for _, texts in rows if column < len(texts) and (text := texts[column].strip())}
    own = value_key(header)
    ticked = any(is_tick(value) or value_key(value) == own for value in values)
    return ticked and all(is_tick_or_none(value) or value_key(value) == own for value in values)


def join_ticks(rows: Sequence[Row], headers: Sequence[str], columns: Sequence[int]) -> None:
    """Write into the first of the columns which are ticked, by their headers: "F", "M", or both."""
    for _, texts in rows:
        said = [
            headers[column] for column in columns if column < len(texts) and _says_yes(texts[column], headers[column])
        ]
        if columns[0] < len(texts):
            texts[columns[0]] = _BOTH.join(said)
        elif said:
            texts.extend([""] * (columns[0] + 1 - len(texts)))
            texts[columns[0]] = _BOTH.join(said)


def _says_yes(text: str, header: str) -> bool:
    return is_tick(text) or (bool(text.strip()) and value_key(text) == value_key(header))
