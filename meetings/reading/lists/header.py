"""Finding the header row of a sheet, below title rows and in one line or two."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from meetings.reading.sheet import Unreadable, column_letter
from meetings.words.synonyms import EXACT, TITLE_WORDS, claimed_field, fold_header

Row = tuple[int, list[str]]  # source row number (1-based) and its texts

NAME_FIELDS = ("full_name", "family_name")
SEARCHED_ROWS = 40
_LONGEST_HEADER = 80


@dataclass
class Header:
    """The header row: its source row number, one distinct text per column, and where the rows below it begin."""

    row: int
    texts: list[str]
    first_below: int
    score: int


def find_header(rows: Sequence[Row], asked: int | None = None, told: Iterable[str] = ()) -> Header | None:
    """The header row among the first rows: the one whose texts claim the most fields, the upper one of equals.

    ``asked`` is the clerk's own choice; else the first row that holds all headers ``told`` (``--map``).
    None when no row reads as a header (at least two fields, or a short row that
    names the participants). Raises ``Unreadable`` when the row asked for is empty.
    """
    if asked is not None:
        for position, (number, _) in enumerate(rows):
            if number == asked:
                return header_at(rows, position)
        raise Unreadable(
            "header_row_empty",
            f"Row {asked} of the sheet is empty. Choose the row that holds the column headers.",
        )
    found = [header_at(rows, position) for position in range(min(len(rows), SEARCHED_ROWS))]
    named = {" ".join(name.split()) for name in told}
    if named and (holding := next((header for header in found if named <= set(header.texts)), None)):
        return holding
    best = max(found, key=lambda header: header.score, default=None)
    return best if best is not None and best.score > 0 else None


def header_at(rows: Sequence[Row], position: int) -> Header:
    number, texts = rows[position]
    above = rows[position - 1] if position else (0, [])
    return Header(number, _distinct(_joined(texts, above, number)), position + 1, _score(texts, above, number))


def _joined(texts: list[str], above: Row, number: int) -> list[str]:
    """A header of two lines: an empty cell takes the synonym that stands directly above it (merged downwards)."""
    number_above, texts_above = above
    if number_above != number - 1:
        return list(texts)
    return [
        text
        if text.strip() or column >= len(texts_above) or fold_header(texts_above[column]) not in EXACT
        else texts_above[column]
        for column, text in enumerate(texts)
    ]


def _score(texts: list[str], above: Row, number: int) -> int:
    """How many fields the row's texts claim, whole synonyms counting double; 0 when it is no header."""
    own = {claim for text in texts if (claim := _claim(text))[0]}
    filled = sum(1 for text in texts if text.strip())
    names_people = filled <= 2 and any(name in NAME_FIELDS and exact for name, exact in own)
    if len({name for name, _ in own}) < 2 and not names_people:
        return 0
    strength: dict[str, int] = {}
    for text in _joined(texts, above, number):
        name, exact = _claim(text)
        if name:
            strength[name] = max(strength.get(name, 0), 2 if exact else 1)
    return sum(strength.values())


def _claim(text: str) -> tuple[str, bool]:
    if not text.strip() or len(text) > _LONGEST_HEADER:
        return "", False
    return ("honorific", True) if fold_header(text) in TITLE_WORDS else claimed_field(text)


def _distinct(texts: list[str]) -> list[str]:
    """One name per column: an empty header is named by its letter, a repeated one is numbered."""
    seen: dict[str, int] = {}
    names: list[str] = []
    for column, text in enumerate(texts):
        name = " ".join(text.split()) or f"Column {column_letter(column + 1)}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names
