"""A printed person: name, courtesy title, and what else is in the name cell.

Nothing is ever concluded from a given name; a title is only handed on, ``names/titles.py`` says what it claims.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from meetings.imports.participants.list_row import ListRow, Numbered, Reporter
from meetings.names import TitleRules
from meetings.names.parts import is_no_name, split_name
from meetings.names.people import TITLE_INSIDE, TWO_PEOPLE, NamedPerson, people_in, read_name
from meetings.names.titled import prints_titles
from meetings.words.posts import head_or_deputy, rank_of
from meetings.words.synonyms import bare, folded_words

_UNCONFIRMED = re.compile(
    r"\s*[(\[]\s*(?:to be confirmed|tbc|tbd|à confirmer|a confirmer|por confirmar|уточняется|待确认"
    r"|يؤكد لاحقا)\.?\s*[)\]]",
    re.IGNORECASE,
)
_PLACEHOLDERS = folded_words(
    "to be confirmed|to be determined|to be announced|to be nominated|to be designated|to be advised|tbc|tbd"
    "|tba|tbn|t.b.c|t.b.d|n.n|nn|nomen nescio|name to be confirmed|not available|not known|unknown|unnamed"
    "|vacant|none|nil|n/a|nan|null|#n/a|fnu|lnu|fnu lnu|participant|delegate"
    "|delegation member|interpreter|driver|security officer|à confirmer|a confirmer|à désigner|à déterminer"
    "|non communiqué|inconnu|vacante"
    "|por confirmar|por designar|por determinar|sin confirmar|desconocido|подлежит уточнению|уточняется"
    "|будет уточнено|не указано"
    "|يحدد لاحقا|سيحدد لاحقا|يؤكد لاحقا|غير معروف|待定|待确认|未定|true|false"
)
_NO_STOPS = str.maketrans("./", "  ")
# A number or a yes-no value where a part of a name should stand.
_NO_NAME_PART = re.compile(r"(?:true|false|[\s.,+-]*\d[\d\s.,+-]*)$", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class PrintedPerson:
    """A person as a row prints them. ``name`` keeps the printed order; ``post`` and ``note`` were found inside the name
    cell; ``doubt`` is why it may name two (names/people.py)."""

    honorific: str
    name: str
    given_names: str
    family_name: str
    post: str = ""
    note: str = ""
    doubt: str = ""


def read_person(
    full: str, given: str, family: str, honorific: str, rules: TitleRules, *, titles_inside: bool = False
) -> PrintedPerson:
    """The person of one row from one name cell or two. ``titles_inside``: this list prints titles in its name cells."""
    if not full:
        return _of_two_cells(given, family, honorific, rules, titles_inside)
    full, note = _without_brackets(full) if "(" in full or "[" in full else (full, "")
    if "," in full and len(people_in(full, rules, in_a_sentence=True)) > 1:  # before a post is split off
        return PrintedPerson(honorific, full, "", "", note=note, doubt=TWO_PEOPLE)
    full, post = _split_post(full) if "," in full else (full, "")
    named = read_name(full, honorific, rules, titles_inside=titles_inside)
    full = named.name
    if not family:
        given, family = split_name(full)
    if "," in full and given and family:
        full = f"{given} {family}"
    return PrintedPerson(named.honorific, full, given, family, post, note, named.doubt)


def tell_doubt(row: Numbered, doubt: str, column: str, printed: str, reporter: Reporter) -> None:
    """Two people in one cell are an error; a title that stands inside a name is not read, and told."""
    if doubt == TWO_PEOPLE:
        to_do = "two people are in one cell. Give each a separate row."
        reporter.error(row, doubt, column, printed, "the name of one person", to_do)
    elif doubt == TITLE_INSIDE:
        to_do = "it was not read, and the gender is not recorded. Write the title before the name."
        reporter.warning(row, doubt, column, printed, "a name without a courtesy title inside it", to_do)


def _of_two_cells(given: str, family: str, honorific: str, rules: TitleRules, titles_inside: bool) -> PrintedPerson:
    """Given names and family name in cells of their own, the title before or behind either."""
    given, family = ("" if is_no_name(part) else part for part in (given, family))
    whole = f"{given} {family}".strip()
    if len(people_in(whole, rules)) > 1:
        return PrintedPerson(honorific, whole, given, family, doubt=TWO_PEOPLE)
    parts = []
    for part in (given, family):
        named = read_name(part, honorific, rules, titles_inside=titles_inside) if part else NamedPerson(honorific, "")
        honorific = named.honorific
        parts.append(named)
    doubt = parts[0].doubt or parts[1].doubt
    given, family = parts[0].name, parts[1].name
    return PrintedPerson(honorific, f"{given} {family}".strip(), given, family, doubt=doubt)


def name_fault(name: str) -> str:
    """``not_a_name`` without any letter, ``unnamed_person`` for a placeholder, "" for a name."""
    if name == "NA":
        return "unnamed_person"
    if not _LETTER.search(name):
        return "not_a_name"
    plain = name.casefold().translate(_NO_STOPS).strip(" ()[]*-")
    return "unnamed_person" if (plain if plain.isascii() else bare(plain)) in _PLACEHOLDERS else ""


def check_name(row: ListRow, column: str, doubt: str, reporter: Reporter) -> None:
    """Errors of a row whose name cell names nobody, or two; ``column`` is the field that holds the names."""
    if doubt:
        tell_doubt(row, doubt, column, row.printed_name, reporter)
    parts = (row.given_names, row.family_name)
    fault = name_fault(row.full_name) or ("not_a_name" if any(_NO_NAME_PART.match(part) for part in parts) else "")
    if fault == "unnamed_person":
        reporter.error(
            row,
            fault,
            column,
            row.printed_name,
            "the name of a person",
            "nobody is named here. Write the name, or take the row out and enter a head-count instead.",
        )
    elif fault or not row.name_key:
        reporter.error(row, "not_a_name", column, row.printed_name, "the name of a person", "correct the cell.")
    elif row.full_name.casefold() == row.delegation.casefold():
        reporter.error(
            row,
            "delegation_as_name",
            column,
            row.printed_name,
            "the name of a person",
            "this is the name of the delegation. Write the person's name or delete the row.",
        )


def _without_brackets(name: str) -> tuple[str, str]:
    confirmed = _UNCONFIRMED.sub("", name).strip()
    return (confirmed, "to be confirmed") if confirmed and confirmed != name.strip() else (name, "")


def _split_post(name: str) -> tuple[str, str]:
    """ "Amina BENALI, Ambassador": behind the comma stands a post, not the given names."""
    first, _, rest = name.partition(",")
    if " " in first.strip() and (rank_of(rest) not in ("other", "unknown") or head_or_deputy(rest)):
        return first.strip(), rest.strip()
    return name, ""


def prints_titles_inside(
    rows: Iterable[tuple[int, Sequence[str] | str | None]], fields: Sequence[str], rules: TitleRules
) -> bool:
    """Whether the name column prints courtesy titles; beside a column of titles "M." is an initial."""
    if "honorific" in fields or "full_name" not in fields:
        return False
    column = list(fields).index("full_name")
    return prints_titles(
        (cells[column] for _, cells in rows if cells is not None and not isinstance(cells, str)), rules
    )
