"""Rows below the header: blocks that share a delegation, lone headings, and values filled down.

A blank delegation, section or category repeats the value above only where a merged cell says so, or where the whole
column prints its values at the start of each block. Anywhere else it stays blank, for a person to see.
"""

from collections.abc import Iterator, Sequence

from meetings.countries import code_style
from meetings.reading.lists.columns import WHO_FIELDS, ColumnMap
from meetings.reading.lists.header import NAME_FIELDS, Row
from meetings.words.nulls import is_null
from meetings.words.sections import is_note, is_section
from meetings.words.synonyms import fold_header, is_private

BLOCK_FIELDS = ("section", "category")
# Here a stroke or "NA" is an answer, or a name; who reads them decides.
_ANSWERS = ("gender", "attended", "head_of_delegation", "registration_state")
_NAMIBIA = "NA"
Merged = Sequence[tuple[int, int, int, int]]  # first row, first column, last row, last column; from 1


def fill_down(rows: list[Row], columns: ColumnMap, merged: Merged) -> dict[str, int]:
    """Repeat block values in place; returns how many cells were filled, per field, for the preview to say."""
    who = next((name for name in WHO_FIELDS if name in columns.columns), "")
    filled = {}
    for name in (*BLOCK_FIELDS, who):
        if name in columns.columns:
            filled[name] = _fill_column(rows, columns, columns.columns[name], merged)
    return {name: count for name, count in filled.items() if count}


def _fill_column(rows: list[Row], columns: ColumnMap, column: int, merged: Merged) -> int:
    named = [columns.columns[name] for name in NAME_FIELDS if name in columns.columns]
    inside = _inside_merged(rows, column, merged)
    repeats = _prints_block_starts(rows, column, named)
    above, filled = "", 0
    for number, texts in rows:
        if (lone := _lone_column(texts)) is not None and lone not in named:
            if not is_note(texts[lone]):
                opens_block = lone == column and not is_section(texts[lone])
                above = texts[lone] if opens_block else ""
            continue
        if _text(texts, column):
            above = texts[column]
        elif any(_text(texts, name) for name in named):
            value = inside.get(number) or (above if repeats else "")
            if value:
                texts.extend([""] * (column + 1 - len(texts)))
                texts[column] = value
                filled += 1
    return filled


def _inside_merged(rows: list[Row], column: int, merged: Merged) -> dict[int, str]:
    """Source row number → the value of the merged range that covers this column there."""
    ranges = [
        (top, bottom, left) for top, left, bottom, right in merged if left <= column + 1 <= right and bottom > top
    ]
    tops = {top for top, _, _ in ranges}
    first_row = {number: texts for number, texts in rows if number in tops}
    inside = {}
    for top, bottom, left in ranges:
        value = _text(first_row.get(top, []), left - 1)
        if value:
            inside.update(dict.fromkeys(range(top + 1, min(bottom, rows[-1][0]) + 1), value))
    return inside


def _prints_block_starts(rows: list[Row], column: int, named: list[int]) -> bool:
    """True when the column never prints the same value in two rows running and leaves blanks between its values."""
    above, blanks = "", False
    for _, texts in rows:
        if (lone := _lone_column(texts)) is not None and lone not in named:
            continue
        value = _text(texts, column)
        if value and value == above:
            return False
        blanks = blanks or not value
        above = value
    return blanks


def body(
    rows: Sequence[Row], headers: list[str], columns: ColumnMap, only: list[tuple[str, str]]
) -> Iterator[tuple[int, list[str] | str | None]]:
    """Rows as they leave the reading process, in the order of ``columns.columns``: mapped cells and nothing else.

    A row of one text in a block column or left of the names leaves as that text (a heading or a note); a row that
    ``--only`` leaves out as None. Several values for one header are alternatives, several headers must all fit.
    """
    codes = _columns_of_codes(rows, columns)
    named = [columns.columns[name] for name in NAME_FIELDS if name in columns.columns]
    may_head = _heading_columns(headers, columns, named)
    wanted: dict[int, set[str]] = {}
    for header, value in only:
        wanted.setdefault(headers.index(header), set()).add(fold_header(value))
    for number, texts in rows:
        lone = _lone_column(texts)
        if lone in may_head and not is_null(texts[lone].strip()):
            yield number, " ".join(texts[lone].split())
        elif any(fold_header(_text(texts, column)) not in values for column, values in wanted.items()):
            yield number, None
        else:
            yield number, [_said(_text(texts, column), field, codes) for field, column in columns.columns.items()]


def _said(text: str, field: str, codes: set[str]) -> str:
    """The text of a cell; blank where a program or a person wrote that there is nothing."""
    if not text or field in (*_ANSWERS, *NAME_FIELDS) or (field in codes and text.upper() == _NAMIBIA):
        return text
    return "" if is_null(text) else text


def _columns_of_codes(rows: Sequence[Row], columns: ColumnMap) -> set[str]:
    """The fields in which NA is Namibia: two-letter codes, without a column of names beside them."""
    who = "delegation" if "delegation" in columns.columns else "country"
    column = columns.columns.get(who)
    if column is None:
        return set()
    style = code_style(_text(texts, column) for _, texts in rows if _lone_column(texts) is None)
    return {who} if style == "alpha2" else set()


def _heading_columns(headers: list[str], columns: ColumnMap, named: list[int]) -> set[int]:
    """Where a lone text may be a heading: never in a column of names (that is a person), nor in one of private data."""
    blocks = {columns.columns[name] for name in (*BLOCK_FIELDS, *WHO_FIELDS) if name in columns.columns}
    unmapped = {column for column in range(min(named, default=0)) if column not in columns.columns.values()}
    return blocks | {column for column in unmapped if not is_private(headers[column])}


def _lone_column(texts: list[str]) -> int | None:
    """The column of the only text in a row, None when the row holds more."""
    found = None
    for column, text in enumerate(texts):
        if text and not text.isspace():
            if found is not None:
                return None
            found = column
    return found


def _text(texts: list[str], column: int) -> str:
    return texts[column].strip() if column < len(texts) else ""
