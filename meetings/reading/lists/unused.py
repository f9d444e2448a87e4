"""Columns that nobody uses though their values look like what the import wants.

All values of a column are looked at, each distinct one once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from meetings.countries import CountryIndex, code_style
from meetings.reading.lists.header import Row
from meetings.reading.lists.reference import reference_states, reference_titles
from meetings.words.answers import registration_state
from meetings.words.gender_columns import read_gender_column, value_key
from meetings.words.nulls import is_null
from meetings.words.posts import head_or_deputy, role_of
from meetings.words.synonyms import fold_header, folded_words, is_guess, is_left_alone, is_private

MOST = 0.9  # the part of the rows that has to be what a column is taken for
MOSTLY = 0.6
_MANY = 400  # distinct values beyond which a column is no vocabulary
_SHOWN = 3
_FEW_CODES = 7
_OF_STATES = folded_words("iso|iso2|country|countries|state|pays|etat|pais|estado|nation|nationality|страна|国家")
_MOST_ASKED = 12
_SHORT = 40
Values = Counter[str]  # text → rows


def holds_titles(values: Values) -> bool:
    """Courtesy titles and hardly anything else, some of which say a gender; single letters are no title yet."""
    if not values or len(values) > _MANY:
        return False
    titles = {text: reference_titles().read(text) for text in values}
    known = sum(rows for text, rows in values.items() if titles[text].status in ("clear", "silent", "joint", "ask"))
    telling = [text for text, title in titles.items() if title.claim and len(text.strip(" .")) > 1]
    return bool(telling) and known >= MOST * values.total()


def names_states(header: str, values: Values) -> bool:
    """Names or codes of States in most rows; a few codes of two letters need the header as a witness."""
    states, style = reference_states(), code_style(values)
    if style == "alpha2" and len(values) < _FEW_CODES and not _OF_STATES & set(fold_header(header).split()):
        return False  # "FR" and "ES" may as well be languages
    named = sum(rows for text, rows in values.items() if _is_state(states, text, style))
    return bool(named) and named >= MOSTLY * values.total()


def _is_state(states: CountryIndex, text: str, style: str) -> bool:
    return bool(states.lookup(text) or states.read_code(text, style))


def _holds_genders(values: Values) -> bool:
    """Words or letters of both genders, and nothing that is neither."""
    if len(values) > _MANY:
        return False
    means = read_gender_column("", values)
    return {"woman", "man"} <= set(means.values()) and all(means.values())


def no_genders(header: str, values: Values) -> list[str]:
    """The values of a gender column that nobody knows, where they are too many to be asked about one by one."""
    means = read_gender_column(header, values)
    unknown = [text[:_SHORT] for text in values if not means[value_key(text)]]
    return unknown if len(unknown) > _MOST_ASKED else []


def _holds_states_of_registration(values: Values) -> bool:
    """Several known states, some of which leave people out."""
    found = {registration_state(text) for text in values} if len(values) < _MANY else {""}
    return found == {"accepted", "rejected"}


def _holds_roles(values: Values) -> bool:
    """Roles on a delegation, heads among them."""
    if len(values) > _MANY or not any(head_or_deputy(text) == "head" for text in values):
        return False
    known = sum(rows for text, rows in values.items() if role_of(text, "") not in ("", "unknown", "other"))
    return known >= MOST * values.total()


_LOOKED_FOR: tuple[tuple[str, Callable[[Values], bool]], ...] = (
    ("honorific", holds_titles),
    ("gender", _holds_genders),
    ("registration_state", _holds_states_of_registration),
    ("role", _holds_roles),
)
_WHAT = {
    "honorific": "holds courtesy titles",
    "title": "holds courtesy titles",
    "gender": "holds genders",
    "registration_state": "says of some people that they were refused, or wait",
    "role": "holds roles on delegations",
    "delegation": "names States",
}


def values_of(column: int, rows: Sequence[Row]) -> Values:
    """The distinct texts of a column with their rows, without what says that there is nothing."""
    texts = (texts[column].strip() for _, texts in rows if column < len(texts))
    return Counter(text for text in texts if text and not is_null(text))


def offered_fields(
    headers: Sequence[str],
    rows: Sequence[Row],
    *,
    free: Iterable[int],
    wanted: Collection[str],
    employer: int | None = None,
) -> dict[str, str]:
    """Header → the field that its column looks like, of the columns that nobody has decided on (``free``).

    ``wanted`` are the fields to look for: those that no column holds. ``employer`` is the column from which the
    delegations would be taken for want of a better one.
    """
    offered: dict[str, str] = {}
    by_employer = employer is not None and not names_states(headers[employer], values_of(employer, rows))
    states_wanted = "delegation" in wanted and (employer is None or by_employer)
    for column in free:
        header, values = headers[column], values_of(column, rows)
        if not values or is_guess(header) or is_private(header):
            continue
        field = next((field for field, looks in _LOOKED_FOR if field in wanted and looks(values)), "")
        # Beside headings that name the delegations a nationality is none.
        if not field and states_wanted and (by_employer or not is_left_alone(header)) and names_states(header, values):
            field = "delegation"
        if field and field not in offered.values():
            offered[header] = field
    return offered


def about_unused(offered: Mapping[str, str], samples: Mapping[str, Collection[str]], source: str) -> list[str]:
    """A sentence for each column that somebody has to decide on; ``source`` is the header of the employer."""
    sentences = []
    for header, field in offered.items():
        shown = ", ".join(f"“{text}”" for text in list(samples.get(header, ()))[:_SHOWN])
        what = f"The column “{header}” {_WHAT[field]}{f' ({shown})' if shown else ''} and is not used"
        if field == "delegation" and source:
            what += f", while the delegations would be taken from “{source}”"
        note = " A nationality is no delegation by itself." if field == "delegation" and is_left_alone(header) else ""
        sentences.append(
            f'{what}.{note} Say that it holds them with --map "{header}={field}", or leave it out with '
            f'--ignore "{header}".'
        )
    return sentences
