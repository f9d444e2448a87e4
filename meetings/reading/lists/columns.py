"""Mapping of a sheet's columns to fields, from the words of their headers.

A guess is only ever made from a header's words (``synonyms.py``) and is shown as a guess; what the clerk says with
``--map`` decides. Runs in the reading process: only columns mapped here leave it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from meetings.reading.lists.header import NAME_FIELDS, Header, Row
from meetings.reading.sheet import Unreadable
from meetings.words.answers import COURTESY_WORDS, registration_state
from meetings.words.synonyms import (
    FIELDS,
    HALF_NAME_WORDS,
    STATUS_WORDS,
    TITLE_WORDS,
    claimed_field,
    fold_header,
    is_gender_like,
    is_guess,
    is_private,
    without_number,
)

WHO_FIELDS = ("delegation", "country", "organisation")
_BINARY = frozenset({"0", "1", "0.0", "1.0", "true", "false", "yes", "no", "y", "n"})
# Five digits or an e-mail sign in a value: a document, telephone or account number is never shown as a sample.
_LOOKS_PRIVATE = re.compile(r"@|(?:\d[\s./-]?){5}")
_SAMPLE_CHARS = 80


@dataclass
class Instructions:
    """What the clerk said about a file; everything may be left open. ``map`` is header → field.

    ``profile`` says what its rows are: people of a list of participants, statements, or office-holders (offices).
    """

    sheet: str | None = None
    header_row: int | None = None
    map: dict[str, str] = field(default_factory=dict)
    ignore: list[str] = field(default_factory=list)
    only: list[tuple[str, str]] = field(default_factory=list)
    encoding: str = ""
    max_rows: int = 20_000
    profile: str = "people"

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What was said about an import when it was staged."""
        return cls(**dict(stored) | {"only": [tuple(pair) for pair in stored.get("only", [])]})


@dataclass
class ColumnMap:
    """Fields and the headers that hold them. ``guessed`` are those found by synonym rather than said by hand."""

    header_row: int
    mapped: dict[str, str] = field(default_factory=dict)
    guessed: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    contested: dict[str, list[str]] = field(default_factory=dict)
    samples: dict[str, list[str]] = field(default_factory=dict)
    gender_refused: list[str] = field(default_factory=list)


def map_columns(header: Header, rows: Sequence[Row], instructions: Instructions) -> ColumnMap:
    """Give every header a field or list it as ignored. ``rows`` are those below the header.

    Raises ``Unreadable`` for an instruction that cannot be followed: a header that is not there, a field that does not
    exist, a column of identity or health data, a column of guesses or of 0/1 as gender.
    """
    headers = header.texts
    by_hand = _mapped_by_hand(headers, rows, instructions)
    ignored = {position_of(headers, name, "--ignore") for name in instructions.ignore}
    result = ColumnMap(header.row)
    result.gender_refused = [
        name for column, name in enumerate(headers) if is_gender_like(name) and never_gender(name, column, rows)
    ]
    free = [column for column in range(len(headers)) if column not in by_hand.values() and column not in ignored]
    claims = _claims(headers, rows, [column for column in free if headers[column] not in result.gender_refused])
    _settle_titles(claims, by_hand, headers)
    for name in by_hand:
        claims.pop(name, None)
    _settle_halves(claims, by_hand, headers)
    _settle_delegation(claims, by_hand)
    for name in FIELDS:
        if name in by_hand:
            result.columns[name] = by_hand[name]
        elif len(claims.get(name, [])) == 1:
            result.columns[name] = claims[name][0]
            result.guessed[name] = headers[claims[name][0]]
        elif name in claims:
            result.contested[name] = [headers[column] for column in claims[name]]
    result.mapped = {name: headers[column] for name, column in result.columns.items()}
    result.ignored = [name for column, name in enumerate(headers) if column not in result.columns.values()]
    result.missing = _missing(result, rows)
    result.samples = _samples(headers, rows)
    return result


def refuse_incomplete(columns: ColumnMap) -> None:
    """Raise ``Unreadable`` when two columns claim one field, or none holds a name or the delegation."""
    sentences = [
        f"{len(headers)} columns claim the field {name}: {', '.join(f'“{header}”' for header in headers)}. "
        f'Say which one holds it with --map "{headers[0]}={name}".'
        for name, headers in columns.contested.items()
    ]
    if "full_name" in columns.missing:
        sentences.append(
            "No column with the names of the participants was recognised. Say which one holds them with "
            '--map "Header=full_name" (or family_name and given_names).'
        )
    if "delegation" in columns.missing:
        sentences.append(
            'No column with the delegations was recognised. Say which one holds them with --map "Header=delegation", '
            "or put each delegation's name in a row of its own above its people."
        )
    if sentences:
        listed = ", ".join(f"“{name}”" for name in columns.ignored[:12]) or "none"
        sentences.append(f"Read from row {columns.header_row}; columns not used: {listed}.")
        raise Unreadable("columns_contested" if columns.contested else "columns_missing", " ".join(sentences))


def _mapped_by_hand(headers: list[str], rows: Sequence[Row], instructions: Instructions) -> dict[str, int]:
    by_hand: dict[str, int] = {}
    for name, target in instructions.map.items():
        column = position_of(headers, name, "--map")
        if target not in FIELDS:
            raise Unreadable("unknown_field", f"“{target}” is no field for --map. The fields are: {', '.join(FIELDS)}.")
        if target in by_hand:
            raise Unreadable("field_told_twice", f"--map names two columns for the field {target}. Name one of them.")
        if is_private(headers[column]):
            raise Unreadable(
                "private_column",
                f"The column “{headers[column]}” looks like identity, contact, health or diet data, which is never "
                "kept. Leave it out of --map.",
            )
        if target == "gender" and never_gender(headers[column], column, rows):
            raise Unreadable(
                "gender_refused",
                f"The column “{headers[column]}” holds guesses or codes such as 0 and 1. That is no statement of a "
                "person's gender and can never be recorded as one. Leave it out of --map.",
            )
        by_hand[target] = column
    return by_hand


def position_of(headers: list[str], name: str, option: str) -> int:
    """The column with this header: letter for letter, else whatever its case and punctuation."""
    if name in headers:
        return headers.index(name)
    alike = [column for column, header in enumerate(headers) if fold_header(header) == fold_header(name)]
    if len(alike) == 1:
        return alike[0]
    listed = ", ".join(f"“{header}”" for header in headers[:30])
    raise Unreadable(
        "unknown_header", f"{option} names the column “{name}”, which is not in the header row. It has: {listed}."
    )


def _claims(headers: list[str], rows: Sequence[Row], free: Iterable[int]) -> dict[str, list[int]]:
    """Field → columns that claim it; a whole synonym beats a word match."""
    exact: dict[str, list[int]] = {}
    inside: dict[str, list[int]] = {}
    for column in free:
        name, whole = _claimed_by_values(headers[column], column, rows) or claimed_field(headers[column])
        if name:
            (exact if whole else inside).setdefault(name, []).append(column)
    return inside | exact


def _claimed_by_values(header: str, column: int, rows: Sequence[Row]) -> tuple[str, bool] | None:
    """The headers "Title" and "Status" mean two things each: the values decide which."""
    folded = without_number(fold_header(header))
    if folded in TITLE_WORDS:
        words = [folded_value.split()[0] for text in _values(column, rows) if (folded_value := fold_header(text))]
        courteous = sum(1 for word in words if word in COURTESY_WORDS)
        return ("honorific" if courteous * 2 >= len(words) else "rank"), True
    if folded in STATUS_WORDS:
        values = _values(column, rows)
        known = sum(1 for text in values if registration_state(text))
        return ("registration_state", True) if values and known * 2 >= len(values) else ("", False)
    return None


def _settle_titles(claims: dict[str, list[int]], by_hand: dict[str, int], headers: list[str]) -> None:
    """A "Title" whose values are no courtesy titles that we know is one all the same beside a column of posts."""
    titles = [
        column for column in claims.get("rank", []) if without_number(fold_header(headers[column])) in TITLE_WORDS
    ]
    has_posts = "rank" in by_hand or len(claims.get("rank", [])) > len(titles)
    if len(titles) == 1 and has_posts and "honorific" not in claims.keys() | by_hand.keys():
        claims["rank"].remove(titles[0])
        claims["honorific"] = titles


def _settle_halves(claims: dict[str, list[int]], by_hand: dict[str, int], headers: list[str]) -> None:
    """A "Name" beside "Given name" is the family name, beside "Surname" the given name."""
    halves = claims.get("full_name", [])
    if len(halves) != 1 or fold_header(headers[halves[0]]) not in HALF_NAME_WORDS:
        return
    known = claims.keys() | by_hand.keys()
    has_given, has_family = "given_names" in known, "family_name" in known
    if has_given != has_family:
        claims["family_name" if has_given else "given_names"] = claims.pop("full_name")


def _settle_delegation(claims: dict[str, list[int]], by_hand: dict[str, int]) -> None:
    """The "Country" alone is the delegation; beside an organisation it depends on each row (``rows.py``)."""
    known = claims.keys() | by_hand.keys()
    if "country" in claims and "delegation" not in known and "organisation" not in known:
        claims["delegation"] = claims.pop("country")


def _missing(columns: ColumnMap, rows: Sequence[Row]) -> list[str]:
    missing = []
    if not any(name in columns.mapped or name in columns.contested for name in NAME_FIELDS):
        missing.append("full_name")
    if not any(name in columns.mapped or name in columns.contested for name in WHO_FIELDS) and not any(
        sum(1 for text in texts if text.strip()) == 1 for _, texts in rows
    ):
        missing.append("delegation")
    return missing


def _values(column: int, rows: Sequence[Row], most: int = 500) -> list[str]:
    return [texts[column] for _, texts in rows[:most] if column < len(texts) and texts[column].strip()]


def never_gender(header: str, column: int, rows: Sequence[Row]) -> bool:
    """A guess by its header, or a column of 0/1 and the like."""
    values = {fold_header(text) for text in _values(column, rows, len(rows))} - {"na", "n a", "nan", "null", "none"}
    return is_guess(header) or (bool(values) and values <= _BINARY)


def _samples(headers: list[str], rows: Sequence[Row]) -> dict[str, list[str]]:
    """Up to three different texts of each column that neither by header nor by value looks private."""
    samples = {}
    for column, header in enumerate(headers):
        values = _values(column, rows, 200)
        if (
            values
            and not is_private(header)
            and not any(_LOOKS_PRIVATE.search(text) or is_private(text) for text in values)
        ):
            samples[header] = [text[:_SAMPLE_CHARS] for text in dict.fromkeys(values)][:3]
    return samples
