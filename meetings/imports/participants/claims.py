"""What one row claims of a gender: what the list prints, what else is said of it, and whether the two agree."""

from __future__ import annotations

from functools import lru_cache

from meetings.actions.people import recorded
from meetings.imports.participants.list_row import ListRow
from meetings.vocabulary import LISTED_BASES, PRINTED_IN_LIST, Gender, GenderBasis

Claim = tuple[str, str]  # gender value, basis
Claims = tuple[Claim, ...]
NOT_RECORDED: Claim = (Gender.UNKNOWN, GenderBasis.NONE)


def claims_of(row: ListRow, gender_basis: str) -> Claims:
    """The claims of a row, each with its basis; a column whose source nobody has named claims nothing yet."""
    claims: list[Claim] = []
    column = row.declared_gender if gender_basis and row.declared_gender != Gender.UNKNOWN else ""
    printed_answer = column == Gender.UNDISCLOSED and gender_basis == GenderBasis.PRINTED
    if row.title_gender and not printed_answer:  # an answer no title speaks over
        claims.append((row.title_gender, str(GenderBasis.COURTESY_TITLE)))
    if column:
        claims.append((column, gender_basis))
    return tuple(claims)


@lru_cache(maxsize=1024)
def as_listed(claims: Claims) -> Claim:
    """What the list itself prints; not recorded where its title and its column disagree."""
    return recorded(claim for claim in claims if claim[1] in LISTED_BASES)


@lru_cache(maxsize=1024)
def as_recorded(claims: Claims) -> Claim:
    """What all claims together support."""
    return recorded(claims)


def column_claim(claims: Claims) -> Claim | None:
    """What is said beyond the print, if anything: this is never as listed."""
    return next((claim for claim in claims if claim[1] not in LISTED_BASES), None)


@lru_cache(maxsize=1024)
def disagree(claims: Claims) -> bool:
    """Whether title and column of a row contradict each other.

    No title says *another gender*: beside one, a column that does says more, unless both are the list's own print.
    """
    if len(claims) < 2:
        return False
    values, in_print = {value for value, _ in claims}, all(basis in PRINTED_IN_LIST for _, basis in claims)
    return opposite(values) or (in_print and len(values) > 1)


def opposite(values: set[str]) -> bool:
    """A woman here and a man there."""
    return values == {Gender.WOMAN, Gender.MAN}
