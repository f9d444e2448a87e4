"""Mapping of a sheet's columns to fields, from the words of their headers.

A guess is only ever made from a header's words (``synonyms.py``) and is shown as a guess; what the clerk says with
``--map`` decides. Runs in the reading process: only columns mapped here leave it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from meetings.reading.lists.claims import (
    claims_of_headers,
    settle_delegation,
    settle_gender,
    settle_halves,
    settle_titles,
    texts_of,
)
from meetings.reading.lists.header import NAME_FIELDS, Header, Row
from meetings.reading.lists.ticks import tick_columns
from meetings.reading.lists.unused import about_unused, no_genders, offered_fields, values_of
from meetings.reading.sheet import Unreadable
from meetings.words.synonyms import (
    FIELDS,
    fold_header,
    is_about_gender,
    is_gender_like,
    is_guess,
    is_private,
)

# Guessed by their headers, these may hold courtesy titles all the same.
_MAY_BE_TITLES = ("rank", "role", "section", "category", "notes", "organisation")
WHO_FIELDS = ("delegation", "country", "organisation")
_BINARY = frozenset({"0", "1", "0.0", "1.0", "true", "false", "yes", "no", "y", "n"})
# Five digits or an e-mail sign in a value: a document, telephone or account number is never shown as a sample.
_LOOKS_PRIVATE = re.compile(r"@|(?:\d[\s./-]?){5}")
_SAMPLE_CHARS = 80


@dataclass
class Instructions:
    """What the clerk said about a file; everything may be left open. ``map`` is header → field.

    ``values`` is "Header:value" → the gender that a value of a gender column means.

    ``profile`` says what its rows are: people of a list of participants, statements, office-holders (offices), or
    numbers under headers that ``map`` names (counts).
    """

    sheet: str | None = None
    header_row: int | None = None
    map: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
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
    """Fields and the headers that hold them. ``guessed`` are those found by synonym rather than said by hand.

    ``no_genders`` are values of the column that is called a gender and hardly holds any.

    ``ticks`` are tick columns, of women and of men first, that are one gender column, ``offered`` headers that nobody
    has decided on, with the fields that their values look like.
    """

    header_row: int
    mapped: dict[str, str] = field(default_factory=dict)
    guessed: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    contested: dict[str, list[str]] = field(default_factory=dict)
    samples: dict[str, list[str]] = field(default_factory=dict)
    gender_refused: list[str] = field(default_factory=list)
    no_genders: list[str] = field(default_factory=list)
    ticks: list[str] = field(default_factory=list)
    offered: dict[str, str] = field(default_factory=dict)


def map_columns(header: Header, rows: Sequence[Row], instructions: Instructions) -> ColumnMap:
    """Give every header a field or list it as ignored. ``rows`` are those below the header.

    Raises ``Unreadable`` for an instruction that cannot be followed: a header that is not there, a field that does not
    exist, a column of identity or health data, a column of guesses or of 0/1 as gender.
    """
    headers = header.texts
    ignored = {position_of(headers, name, "--ignore") for name in instructions.ignore}
    ticked = tick_columns(headers, rows, [column for column in range(len(headers)) if column not in ignored])
    by_hand = _mapped_by_hand(headers, rows, instructions, ticked)
    result = ColumnMap(header.row)
    result.gender_refused = [
        name
        for column, name in enumerate(headers)
        if column not in ticked and is_gender_like(name) and never_gender(name, column, rows)
    ]
    free = [column for column in range(len(headers)) if column not in by_hand.values() and column not in ignored]
    silent = {*result.gender_refused, *filter(is_about_gender, headers)}
    claims = claims_of_headers(headers, rows, [column for column in free if headers[column] not in silent])
    settle_titles(claims, by_hand, headers)
    settle_gender(claims, by_hand, rows, ticked)
    for name in by_hand:
        claims.pop(name, None)
    settle_halves(claims, by_hand, headers)
    settle_delegation(claims, by_hand)
    for name in FIELDS:
        if name in by_hand:
            result.columns[name] = by_hand[name]
        elif len(claims.get(name, [])) == 1:
            result.columns[name] = claims[name][0]
            result.guessed[name] = headers[claims[name][0]]
        elif name in claims:
            result.contested[name] = [headers[column] for column in claims[name]]
    result.mapped = {name: headers[column] for name, column in result.columns.items()}
    joined = ticked if ticked and result.columns.get("gender") == ticked[0] else ()
    result.ticks = [headers[column] for column in joined]
    read = {*result.columns.values(), *joined}
    result.ignored = [name for column, name in enumerate(headers) if column not in read]
    result.missing = _missing(result, rows)
    if "gender" in result.guessed and not joined:
        result.no_genders = no_genders(result.guessed["gender"], values_of(result.columns["gender"], rows))
    result.samples = _samples(headers, rows)
    decided = {*by_hand.values(), *ignored}
    result.offered = _offered(
        result, headers, rows, [column for column in range(len(headers)) if column not in decided]
    )
    return result


def _offered(columns: ColumnMap, headers: list[str], rows: Sequence[Row], free: list[int]) -> dict[str, str]:
    """What columns look like that nobody uses, or whose header says something else than their values."""
    held = columns.mapped.keys() | columns.contested.keys()
    lost = [column for column in free if headers[column] in columns.ignored]
    doubtful = [columns.columns[field] for field in _MAY_BE_TITLES if columns.columns.get(field) in free]
    wanted = {field for field in ("honorific", "gender", "registration_state", "role") if field not in held}
    employer = columns.columns.get("organisation")
    if not {"delegation", "country"} & held and (employer is None or employer in free):
        wanted.add("delegation")
    titles = offered_fields(headers, rows, free=doubtful, wanted=wanted & {"honorific"})
    return titles | offered_fields(headers, rows, free=lost, wanted=wanted - set(titles.values()), employer=employer)


def refuse_incomplete(columns: ColumnMap) -> None:
    """Raise ``Unreadable`` when two columns claim one field, when none holds a name or the delegation, or when one that
    is not used looks like what is wanted."""
    sentences = [
        f"{len(headers)} columns claim the field {name}: {', '.join(f'“{header}”' for header in headers)}. "
        f'Say which one holds it with --map "{headers[0]}={name}".'
        for name, headers in columns.contested.items()
    ]
    if columns.no_genders:
        header, shown = columns.mapped["gender"], ", ".join(f"“{text}”" for text in columns.no_genders[:3])
        sentences.append(
            f"The column “{header}” holds {len(columns.no_genders)} different values that are no gender, as {shown}. "
            f'Leave it out with --ignore "{header}", or say that it is one with --map "{header}=gender".'
        )
    sentences += about_unused(columns.offered, columns.samples, columns.mapped.get("organisation", ""))
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
        code = "columns_contested" if columns.contested else "columns_missing" if columns.missing else "column_unused"
        raise Unreadable(code, " ".join(sentences))


def _mapped_by_hand(
    headers: list[str], rows: Sequence[Row], instructions: Instructions, ticks: Sequence[int]
) -> dict[str, int]:
    """Field → column, as the clerk says; two tick columns are one."""
    by_hand: dict[str, int] = {}
    for name, target in instructions.map.items():
        column = position_of(headers, name, "--map")
        if target == "gender" and column in ticks:
            by_hand[target] = ticks[0]
            continue
        if target not in FIELDS:
            raise Unreadable(
                "unknown_field", f"“{target}” is not a field for --map. The fields are: {', '.join(FIELDS)}."
            )
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


def _missing(columns: ColumnMap, rows: Sequence[Row]) -> list[str]:
    missing = []
    if not any(name in columns.mapped or name in columns.contested for name in NAME_FIELDS):
        missing.append("full_name")
    if not any(name in columns.mapped or name in columns.contested for name in WHO_FIELDS) and not any(
        sum(1 for text in texts if text.strip()) == 1 for _, texts in rows
    ):
        missing.append("delegation")
    return missing


def never_gender(header: str, column: int, rows: Sequence[Row]) -> bool:
    """A guess by its header, or a column of 0/1 and the like."""
    values = {fold_header(text) for text in texts_of(column, rows)} - {"na", "n a", "nan", "null", "none"}
    return is_guess(header) or (bool(values) and values <= _BINARY)


def _samples(headers: list[str], rows: Sequence[Row]) -> dict[str, list[str]]:
    """Up to three different texts of each column that neither by header nor by value looks private."""
    samples = {}
    for column, header in enumerate(headers):
        values = texts_of(column, rows[:200])
        if (
            values
            and not is_private(header)
            and not any(_LOOKS_PRIVATE.search(text) or is_private(text) for text in values)
        ):
            samples[header] = [text[:_SAMPLE_CHARS] for text in dict.fromkeys(values)][:3]
    return samples
