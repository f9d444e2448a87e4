"""Which field each header of a sheet claims, by its words and, where they mean several things, by its values."""

from collections.abc import Iterable, Sequence

from meetings.reading.lists.header import Row
from meetings.reading.lists.unused import holds_titles, values_of
from meetings.words.answers import COURTESY_WORDS, registration_state
from meetings.words.gender_columns import is_pair_of_genders
from meetings.words.synonyms import (
    HALF_NAME_WORDS,
    STATUS_WORDS,
    TITLE_WORDS,
    claimed_field,
    fold_header,
    without_number,
)


def claims_of_headers(headers: list[str], rows: Sequence[Row], free: Iterable[int]) -> dict[str, list[int]]:
    """Field → columns that claim it; a whole synonym beats a word match."""
    exact: dict[str, list[int]] = {}
    inside: dict[str, list[int]] = {}
    for column in free:
        name, whole = _claimed_bytexts_of(headers[column], column, rows) or claimed_field(headers[column])
        if not name and is_pair_of_genders(headers[column]):
            name, whole = "gender", True
        if name:
            (exact if whole else inside).setdefault(name, []).append(column)
    return inside | exact


def _claimed_bytexts_of(header: str, column: int, rows: Sequence[Row]) -> tuple[str, bool] | None:
    """The headers "Title" and "Status" mean two things each: the values decide which."""
    folded = without_number(fold_header(header))
    if folded in TITLE_WORDS:
        words = [folded_value.split()[0] for text in texts_of(column, rows) if (folded_value := fold_header(text))]
        courteous = sum(1 for word in words if word in COURTESY_WORDS)
        return ("honorific" if courteous * 2 >= len(words) else "rank"), True
    if folded in STATUS_WORDS:
        values = texts_of(column, rows)
        known = sum(1 for text in values if registration_state(text))
        return ("registration_state", True) if values and known * 2 >= len(values) else ("", False)
    return None


def settle_titles(claims: dict[str, list[int]], by_hand: dict[str, int], headers: list[str]) -> None:
    """A "Title" whose values are no courtesy titles that we know is one all the same beside a column of posts."""
    titles = [
        column for column in claims.get("rank", []) if without_number(fold_header(headers[column])) in TITLE_WORDS
    ]
    has_posts = "rank" in by_hand or len(claims.get("rank", [])) > len(titles)
    if len(titles) == 1 and has_posts and "honorific" not in claims.keys() | by_hand.keys():
        claims["rank"].remove(titles[0])
        claims["honorific"] = titles


def settle_gender(
    claims: dict[str, list[int]], by_hand: dict[str, int], rows: Sequence[Row], ticks: Sequence[int]
) -> None:
    """A "Genre" that holds M. and Mme is a column of titles; two tick columns are a gender column where none is."""
    columns = claims.get("gender", [])
    has_titles = "honorific" in claims.keys() | by_hand.keys()
    if len(columns) == 1 and not has_titles and holds_titles(values_of(columns[0], rows)):
        claims["honorific"] = claims.pop("gender")
    if ticks and not set(claims.get("gender", ())) - set(ticks):
        claims["gender"] = [ticks[0]]


def settle_halves(claims: dict[str, list[int]], by_hand: dict[str, int], headers: list[str]) -> None:
    """A "Name" beside "Given name" is the family name, beside "Surname" the given name."""
    halves = claims.get("full_name", [])
    if len(halves) != 1 or fold_header(headers[halves[0]]) not in HALF_NAME_WORDS:
        return
    known = claims.keys() | by_hand.keys()
    has_given, has_family = "given_names" in known, "family_name" in known
    if has_given != has_family:
        claims["family_name" if has_given else "given_names"] = claims.pop("full_name")


def settle_delegation(claims: dict[str, list[int]], by_hand: dict[str, int]) -> None:
    """The "Country" alone is the delegation; beside an organisation it depends on each row (``rows.py``)."""
    known = claims.keys() | by_hand.keys()
    if "country" in claims and "delegation" not in known and "organisation" not in known:
        claims["delegation"] = claims.pop("country")


def texts_of(column: int, rows: Sequence[Row]) -> list[str]:
    """The texts of a column that are not blank."""
    return [texts[column] for _, texts in rows if column < len(texts) and texts[column].strip()]
