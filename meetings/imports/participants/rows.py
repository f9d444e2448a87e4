"""Checking of rows: cells become people of a list, each with the problems of its row.

Nothing is coerced silently.

``check_rows`` walks one list from top to bottom, remembering the section and the delegation it stands in, and serves
the typed form as well. A row is a person, or it is left out with a reason (``ignored``), or it carries an error.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from sys import intern

from meetings.imports.participants.answer_cells import read_answers
from meetings.imports.participants.list_row import ListRow, Problem, Reporter
from meetings.imports.participants.persons import check_name, name_fault, prints_titles_inside, read_person
from meetings.names import Title, TitleRules, read_title
from meetings.names.parts import name_key
from meetings.words.posts import rank_of, role_of
from meetings.words.sections import OBSERVERS, category_of, is_note, is_section, plain_heading, without_continued
from meetings.words.synonyms import EXACT, STATUS_WORDS, TITLE_WORDS, fold_header

__all__ = ["ListRow", "Problem", "Reporter", "check_rows"]

Cells = Sequence[str] | str | None  # mapped cells, a heading, or None for a row that --only leaves out

LONGEST = {
    "row_id": 100,
    "section": 200,
    "category": 200,
    "delegation": 300,
    "country": 300,
    "full_name": 300,
    "given_names": 300,
    "family_name": 300,
    "honorific": 120,
    "rank": 1000,
    "organisation": 500,
    "role": 300,
    "notes": 1000,
}
_ORGANISATIONS = frozenset((
    "un_entity", "intergovernmental", "civil_society", "academia", "private_sector", "technical_community",
    "other_entity",
))  # fmt: skip
_LOOKED_AT = 300  # rows that tell whether the name column prints titles
_WHO_FIELDS = frozenset(("delegation", "country", "organisation"))
_PLACE_FIELDS = frozenset(("section", "category", "delegation", "country", "list_order", "row_id"))


def check_rows(
    reading_rows: Iterable[tuple[int, Cells]],
    fields: Sequence[str],
    reporter: Reporter,
    title_rules: TitleRules,
    is_country: Callable[[str], bool],
) -> Iterator[ListRow]:
    """Every source row as a ``ListRow``, in order; the reporter writes their problems."""
    rows = iter(reading_rows)
    first = list(islice(rows, _LOOKED_AT))
    inside = prints_titles_inside(first, fields, title_rules)
    listing = _Listing(fields, reporter, title_rules, is_country, inside)
    for number, cells, following in _with_following(chain(first, rows)):
        if cells is None:
            yield ListRow(number, ignored="not_selected")
        elif listing.second_table:
            yield ListRow(number, ignored="second_table")
        elif isinstance(cells, str):
            yield listing.heading(number, cells)
        else:
            yield listing.row(number, cells, following)


def _with_following(rows: Iterable[tuple[int, Cells]]) -> Iterator[tuple[int, Cells, Cells]]:
    """Each row with the cells of the row below it."""
    held: tuple[int, Cells] | None = None
    for number, cells in rows:
        if held:
            yield *held, cells
        held = number, cells
    if held:
        yield *held, None


class _Listing:
    """One list being read: its columns, and the section and delegation that the last headings opened."""

    def __init__(
        self,
        fields: Sequence[str],
        reporter: Reporter,
        title_rules: TitleRules,
        is_country: Callable[[str], bool],
        titles_inside: bool,
    ) -> None:
        self.fields = fields
        self.reporter = reporter
        self.title_rules = title_rules
        self.is_country = is_country
        self.section = ""
        self.delegation = ""
        self.second_table = False
        self._titles_inside = titles_inside
        self._own_header = [fold_header(reporter.headers.get(name, name)) for name in fields]
        self._titles: dict[str, Title] = {}
        self._categories: dict[tuple[str, str, str], str] = {}
        self._unread_sections: set[str] = set()
        self._name_column = "full_name" if "full_name" in fields else "family_name"

    def heading(self, number: int, text: str) -> ListRow:
        """A lone text: a note, a section, or the delegation of the rows below it."""
        if is_note(text) or name_fault(text) == "not_a_name":
            return ListRow(number, ignored="note")
        plain = plain_heading(text)
        if self.is_country(plain):
            self.delegation = plain
        elif is_section(text):
            self.section, self.delegation = plain, ""
        else:
            self.delegation = without_continued(text)
        return ListRow(number, section=self.section, delegation=self.delegation, ignored="heading")

    def row(self, number: int, texts: Sequence[str], following: Cells = None) -> ListRow:
        cells = dict(zip(self.fields, texts, strict=False))
        name = cells.get("full_name") or cells.get("family_name") or cells.get("given_names") or ""
        first = next(filter(None, texts), "")
        if first.casefold() in EXACT and (left_out := self._header_again(number, texts)):
            return left_out
        if not name:
            return self._nameless(number, cells)
        if sum(1 for text in texts if text) == 1 and (left_out := self._lone_name(number, name, following)):
            return left_out
        return self._person(number, cells, texts)

    def _nameless(self, number: int, cells: dict[str, str]) -> ListRow:
        filled = {name: text for name, text in cells.items() if text}
        first = next(iter(filled.values()), "")
        if not filled or is_note(first):
            return ListRow(number, ignored="note" if filled else "empty")
        if filled.keys() <= _PLACE_FIELDS:
            self.section = filled.get("section", self.section)
            self.delegation = filled.get("delegation", self.delegation)
            return ListRow(number, section=self.section, delegation=self.delegation, ignored="heading")
        row = ListRow(number, list_order=number)
        self.reporter.error(
            row,
            "no_name",
            self._name_column,
            "",
            "the name of a person",
            f"the row holds “{first[:60]}” but no name. Write the name, join the row to the one above, or delete it.",
        )
        return row

    def _header_again(self, number: int, texts: Sequence[str]) -> ListRow | None:
        """The header row printed again, or the header of a second table on the sheet."""
        folded = [fold_header(text) for text in texts]
        if all(text == own for text, own in zip(folded, self._own_header, strict=False) if text):
            return ListRow(number, ignored="repeated_header")
        headers = {text for text in folded if text in EXACT or text in TITLE_WORDS or text in STATUS_WORDS}
        if len(headers) < 2 or headers != set(filter(None, folded)):
            return None
        self.second_table = True
        row = ListRow(number, list_order=number)
        self.reporter.error(
            row,
            "second_table",
            self.fields[0],
            " | ".join(text for text in texts if text),
            "one table on a sheet",
            "a second table with other columns begins here. Move it to a sheet or file of its own and import that as "
            f"another part (or choose it with --header-row {number}).",
        )
        return row

    def _lone_name(self, number: int, text: str, following: Cells) -> ListRow | None:
        """A row with a name and nothing else may be a heading that stands in the name column.

        Without a column of delegations it is one when it stands in capitals or above a person with more to say; an
        unknown heading then asks which delegation it is.
        """
        if is_note(text) or is_section(text) or self.is_country(plain_heading(text)):
            return self.heading(number, text)
        person = read_person(text, "", "", "", self.title_rules, titles_inside=self._titles_inside)
        if not _WHO_FIELDS.isdisjoint(self.fields) or person.honorific or name_fault(text):
            return None
        above_person = not isinstance(following, str) and sum(map(bool, following or ())) > 1
        return self.heading(number, text) if text.isupper() or above_person else None

    def _person(self, number: int, cells: dict[str, str], texts: Sequence[str]) -> ListRow:
        get = cells.get
        person = read_person(
            get("full_name", ""),
            get("given_names", ""),
            get("family_name", ""),
            get("honorific", ""),
            self.title_rules,
            titles_inside=self._titles_inside,
        )
        title = self._title(person.honorific)
        rank = intern("; ".join(text for text in (get("rank", ""), person.post) if text))
        row = ListRow(
            number,
            row_id=get("row_id", ""),
            country=intern(get("country", "")),
            printed_name=get("full_name") or person.name,
            full_name=person.name,
            given_names=person.given_names,
            family_name=person.family_name,
            name_key=name_key(person.name),
            honorific=intern(person.honorific),
            title_gender="" if person.doubt else title.claim,
            title_status=title.status,
            rank=rank,
            rank_band=rank_of(rank),
            organisation=intern(get("organisation", "")),
            role=role_of(get("role", ""), rank),
            list_order=number,
            notes="; ".join(text for text in (get("notes", ""), person.note) if text),
        )
        self._place(row, cells)
        check_name(row, self._name_column, person.doubt, self.reporter)
        read_answers(row, cells, self.reporter)
        row.head_stated = row.role == "head"
        self._check_lengths(row, texts)
        return row

    def _check_lengths(self, row: ListRow, texts: Sequence[str]) -> None:
        if max(map(len, texts)) <= min(LONGEST.values()):
            return
        for name, text in zip(self.fields, texts, strict=False):
            if len(text) > LONGEST.get(name, 300):
                self.reporter.error(
                    row,
                    "too_long",
                    name,
                    f"{text[:60]}…",
                    f"at most {LONGEST.get(name, 300)} characters",
                    f"the text has {len(text)} characters. Shorten it.",
                )

    def _title(self, honorific: str) -> Title:
        title = self._titles.get(honorific)
        if title is None:
            title = self._titles[honorific] = read_title(honorific, self.title_rules)
        return title

    def _place(self, row: ListRow, cells: dict[str, str]) -> None:
        """Section, category and delegation, from the row's cells or the headings above it.

        Without a delegation column a State's people stand under their country, an organisation's under itself.
        """
        section, category = cells.get("section") or self.section, cells.get("category", "")
        printed = cells.get("delegation", "")
        if printed:
            self.delegation = ""
            delegation = without_continued(printed)
        else:
            country, organisation = row.country, row.organisation
            if self._category(section, category, country) in _ORGANISATIONS:
                country, organisation = organisation, country
            elif "delegation" in self.fields:
                organisation = ""  # who employs a State's people says nothing of whom they stand for
            delegation = self.delegation or country or organisation
        row.section, row.delegation = intern(section), intern(delegation)
        row.category = self._category(section, category, delegation)
        said = category or section
        if said and not row.category and category_of(said) != OBSERVERS and said not in self._unread_sections:
            self._unread_sections.add(said)
            self.reporter.warning(
                row,
                "unknown_section",
                "category" if category else "section",
                said,
                "a section such as States Parties or Non-governmental organizations",
                "the category of its delegations is taken from the delegations themselves.",
            )
        if not delegation:
            self.reporter.error(
                row,
                "no_delegation",
                "delegation",
                "",
                "the name of a delegation",
                "the cell is blank and nothing says that it repeats the one above. Write the delegation in this row.",
            )

    def _category(self, section: str, category: str, delegation: str) -> str:
        key = (section, category, delegation)
        found = self._categories.get(key)
        if found is None:
            found = category_of(category) or category_of(section)
            if found == OBSERVERS:
                found = "observer_state" if delegation and self.is_country(delegation) else ""
            self._categories[key] = found
        return found
