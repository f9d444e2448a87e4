"""The rows of a staged list as its review prints them: what must be fixed, what to look at, what is fine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from meetings.forms.reading import FIELD_LABELS, on_page
from meetings.forms.review import Control, answerable, cell, choice
from meetings.models import Country, ImportBatch, ImportRow, Participation
from meetings.rights import Account, Right, meetings_within
from meetings.views.batch_rows import Headings, changes, delegation_in, name_in, names_of
from meetings.views.document_parts import place
from meetings.vocabulary import Gender, Outcome, QuestionKind

COLUMN_OF = {
    "honorific": "title",
    "full_name": "name",
    "given_names": "name",
    "family_name": "name",
    "delegation": "delegation",
    "country": "delegation",
    "rank": "post",
    "role": "post",
    "head_of_delegation": "post",
    "gender": "gender",
}
COLUMNS = ("title", "name", "delegation", "post", "gender")
ASKED_IN = {
    QuestionKind.TITLE: "title",
    QuestionKind.VALUE: "gender",
    QuestionKind.COUNTRY: "delegation",
    QuestionKind.CODE: "delegation",
}
SWATCH = {Gender.WOMAN: "w", Gender.MAN: "m", Gender.ANOTHER: "a"}
_PLACE = re.compile(r"^(?:Sheet “[^”]*”, row|Row|Page) [^:“]*(?:“[^”]*”)?: ")
FIRST_FINE = 12


@dataclass
class SheetRow:
    """One row of the sheet. ``columns`` are the texts, ``controls`` what is written or answered in them; where a
    question or remark is about no single column, it stands beside what was noticed (``noticed``)."""

    number: int
    place: str
    printed: list[str]
    columns: list[dict[str, Any]]
    hints: list[str]
    is_fine: bool = False
    noticed: list[Control] = field(default_factory=list)


class Sheet:
    """Makes rows of the sheet, for the rows of one look at it in a fixed number of queries."""

    def __init__(self, batch: ImportBatch, user: Account, may_edit: bool) -> None:
        self.batch, self.may_edit = batch, may_edit
        self.headings = Headings(batch)
        read = batch.summary
        self.field_of = {header: name for name, header in read.mapped.items()}
        self.fields = read.fields
        self.user = user
        self.since: Mapping[int, int] = {}

    def rows(self, rows: Iterable[ImportRow], *, fine: bool = False) -> list[SheetRow]:
        """Rows with their problems; those of cells are written in place."""
        listed = list(rows)
        self.since = on_record_since(listed, self.user)
        return [self._row(row, is_fine=fine) for row in listed]

    def asked(self, row: ImportRow, question: Mapping[str, Any], control: Control | None, hint: str) -> SheetRow:
        """The first row that asks a question, with the question in its cell."""
        made = self._row(row, is_fine=False, problems=())
        column = next((one for one in made.columns if one["key"] == ASKED_IN.get(question["kind"])), None)
        if control and column:
            column["controls"] = [control]
        elif control:
            made.noticed = [control]
        made.hints = [hint]
        return made

    def _row(self, row: ImportRow, *, is_fine: bool, problems: Iterable[Mapping[str, Any]] | None = None) -> SheetRow:
        found = row.problems if problems is None else list(problems)
        cells = row.cells
        texts = {
            "title": cells.get("honorific", ""),
            "name": _name(cells),
            "delegation": delegation_in(cells) or (self.headings.above(row.number) if name_in(cells) else ""),
            "post": cells.get("rank", "") or cells.get("role", ""),
        }
        columns: list[dict[str, Any]] = [{"key": key, "text": texts.get(key, ""), "controls": []} for key in COLUMNS]
        columns[-1] |= read_as(row)
        made = SheetRow(
            row.number,
            place(row.source) or str(row.number),
            [text for _page, _line, text in row.source],
            columns,
            [hint(problem) for problem in found] or [self._fine(row)],
            is_fine,
        )
        if self.may_edit and not is_fine:
            for problem in found:
                self._write_in_place(made, row, problem)
        return made

    def _write_in_place(self, made: SheetRow, row: ImportRow, problem: Mapping[str, Any]) -> None:
        """The cell that a problem is about, to be written anew where the list has such a column."""
        name = self.field_of.get(problem["column"], problem["column"])
        if name == "delegation" and name not in self.fields:
            name = next((other for other in ("country", "organisation") if other in self.fields), "")
        if name not in self.fields or "heading" in row.cells:
            return
        state = "bad" if problem["level"] == "error" else "ask"
        label = f"{FIELD_LABELS[name]}, {_('row')} {row.number}".capitalize()
        control = cell(row.number, name, label, row.cells.get(name, ""), state)
        column = next((one for one in made.columns if one["key"] == COLUMN_OF.get(name)), None)
        into: list[Control] = column["controls"] if column else made.noticed
        if control.name not in {one.name for one in into}:
            into.append(control)

    def _fine(self, row: ImportRow) -> str:
        """What happens to a row in which nothing is in doubt."""
        changed = changes(row)
        if row.outcome == Outcome.UPDATED and changed:
            return "; ".join(f"{one.label}: {one.before or '–'} → {one.after}" for one in changed)
        if row.outcome == Outcome.NEW and (year := self.since.get((row.after or {}).get("person") or 0)):
            return _("on record since %(year)s") % {"year": year}
        return str(Outcome(row.outcome).label)


def _name(cells: Mapping[str, str]) -> str:
    return " ".join(filter(None, (cells.get("given_names"), cells.get("full_name") or cells.get("family_name")))) or (
        cells.get("heading", "")
    )


def read_as(row: ImportRow) -> dict[str, str]:
    """The gender that is read in a row, in words and as its mark; of one on record what the list prints of them."""
    stands = row.participation.listed_gender if row.participation else ""
    value = (row.after or {}).get("listed_gender") or stands
    if not value:
        return {"text": "–", "swatch": ""}
    gender = Gender(value)
    return {"text": str(gender.label), "swatch": SWATCH.get(gender, "u")}


def hint(problem: Mapping[str, Any]) -> str:
    """What was noticed, without the place where it stands: that is where one looks."""
    said = _PLACE.sub("", on_page(problem["message"]))
    said = said.partition(": ")[2] if said.startswith("column “") else said
    column = re.sub(r"^.*?, column “[^”]*”: ", "", said)
    return column[:1].upper() + column[1:]


def on_record_since(rows: Iterable[ImportRow], user: Account) -> dict[int, int]:
    """The year in which each known person was first listed, at the meetings this user may know about."""
    people = {(row.after or {}).get("person") for row in rows} - {None}
    if not people:
        return {}
    listed = Participation.objects.filter(person__in=people, meeting__in=meetings_within(user, Right.READ_EVIDENCE))
    latest_first = listed.order_by("-meeting__start").values_list("person", "meeting__start")
    return {person: start.year for person, start in latest_first}


def questions_of(asked: list[dict[str, Any]], sheet: Sheet, rows: Mapping[int, ImportRow]) -> list[SheetRow]:
    """Every question of the list in the first row that asks it, with its answers in place."""
    offered = answers_of(code for one in asked for code in one["codes"])
    found = []
    for one in asked:
        row = rows.get(one.get("row", 0))
        if row is None:
            continue
        codes = {offered[code][0]: offered[code][1] for code in one["codes"] if code in offered}
        control = None
        if sheet.may_edit and answerable(one["kind"]):
            control = choice(one["kind"], one["key"], question_in_words(one), "", codes)
        found.append(sheet.asked(row, one, control, about(one, list(codes.values()))))
    return found


def answers_of(codes: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The answer that says each State or organization, with its name."""
    names = names_of(codes)
    states = set(Country.objects.filter(code__in=list(names)).values_list("code", flat=True))
    return {code: (f"state:{code}" if code in states else f"org:{code}", name) for code, name in names.items()}


def question_in_words(question: Mapping[str, Any]) -> str:
    """What is asked, for those who hear the page."""
    return f"{QuestionKind(question['kind']).label}: {question['found']}"


ABOUT_PEOPLE = {
    QuestionKind.SAME_PERSON: _l("On record from another meeting with another title. One person or two?"),
    QuestionKind.TWO_TITLES: _l("Listed twice with two titles. One person or two?"),
    QuestionKind.GENDER: _l("The title differs from the record. A reviewer decides after the import."),
    QuestionKind.TITLE_COLUMN: _l("Title and gender column disagree. A reviewer decides after the import."),
}


def about(question: Mapping[str, Any], names: list[str]) -> str:
    """What was noticed where a question is asked."""
    kind, found, rows = question["kind"], question["found"], question["rows"]
    if kind in ABOUT_PEOPLE:
        return str(ABOUT_PEOPLE[kind])
    many = ngettext("%(rows)s row.", "%(rows)s rows.", rows) % {"rows": rows}
    if kind in (QuestionKind.COUNTRY, QuestionKind.CODE):
        like = (
            _("Most similar: %(names)s.") % {"names": ", ".join(names[:2])} if names else _("There is no similar name.")
        )
        noticed = _("“%(found)s” is not on file.") if kind == QuestionKind.COUNTRY else _("“%(found)s”: code or name?")
        return f"{noticed % {'found': found}} {like} {many}"
    unknown = _("“%(found)s” is not known; until you say what it means, these people are not recorded.")
    return f"{unknown % {'found': found}} {many}"


FINE = Q(outcome__in=(Outcome.NEW, Outcome.UPDATED, Outcome.UNCHANGED), problems=[])
INVALID = Q(outcome=Outcome.INVALID)
LISTED_AGAIN = Q(outcome=Outcome.IGNORED, problems__0__code="listed_again")
LOOK = (Q(outcome=Outcome.CONFLICT) | ~Q(problems=[])) & ~INVALID & ~LISTED_AGAIN
