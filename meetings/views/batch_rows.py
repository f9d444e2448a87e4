"""Rows of an import for its page: sorted into tabs, each with its changes and its questions."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.forms.reading import on_page
from meetings.models import Country, ImportBatch, ImportRow, Organisation, Participation
from meetings.views.document_parts import place
from meetings.vocabulary import BatchState, Gender, GenderBasis, Outcome, Rank, Role, YesNo
from meetings.workspace.versions import gone

TABS = {
    "needs": gettext_lazy("Needs you"),
    "unread": gettext_lazy("Not understood"),
    "changes": gettext_lazy("Will change"),
    "same": gettext_lazy("The same"),
}
NEEDS = Q(outcome__in=(Outcome.CONFLICT, Outcome.INVALID)) | ~Q(problems=[])
ROWS = {
    "needs": NEEDS,
    "changes": Q(outcome__in=(Outcome.NEW, Outcome.UPDATED)),
    "same": Q(outcome__in=(Outcome.UNCHANGED, Outcome.IGNORED), problems=[]),
}
NONE = Q(pk__in=())
MARKS = {Outcome.NEW: "mark-success", Outcome.CONFLICT: "mark-warning", Outcome.INVALID: "mark-error"}
LABELS = {
    "printed_title": gettext_lazy("courtesy title"),
    "printed_name": gettext_lazy("name"),
    "printed_post": gettext_lazy("post"),
    "organisation": gettext_lazy("organization"),
    "notes": gettext_lazy("notes"),
    "role": gettext_lazy("role"),
    "rank": gettext_lazy("rank"),
    "attended": gettext_lazy("attended"),
    "listed_gender": gettext_lazy("gender as listed"),
    "recorded_gender": gettext_lazy("gender as recorded"),
}
WORDS: Mapping[str, Any] = {
    "role": Role,
    "rank": Rank,
    "attended": YesNo,
    "listed_gender": Gender,
    "recorded_gender": Gender,
}


GENDERS = ("listed_gender", "recorded_gender")


@dataclass(frozen=True)
class FieldChange:
    """One field before and after; a new person's fields have no before."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One source row. ``problems`` are {level, message}; ``printed`` the lines of a document, at ``place``."""

    number: int
    place: str
    printed: list[str]
    name: str
    delegation: str
    outcome: str
    mark: str
    changes: list[FieldChange]
    problems: list[dict[str, str]]


class Headings:
    """The lone texts of a list by row, to say under which one a row stands where no column names its delegation."""

    def __init__(self, batch: ImportBatch) -> None:
        found: Iterable[tuple[int, dict[str, str]]] = ()
        fields = batch.summary.fields
        if fields and "delegation" not in fields:
            found = batch.rows.filter(outcome=Outcome.IGNORED).order_by("number").values_list("number", "cells")
        # A heading left the reading as one text, or it stands alone in the column of names.
        self.rows = [(number, next(iter(cells.values()))) for number, cells in found if len(cells) == 1]
        self.numbers = [number for number, _text in self.rows]

    def above(self, number: int) -> str:
        """The last heading above a row, "" when there is none."""
        position = bisect_left(self.numbers, number)
        return self.rows[position - 1][1] if position else ""


def lines(rows: Iterable[ImportRow], headings: Headings) -> list[Line]:
    """Rows ready to be printed."""
    return [
        Line(
            row.number,
            place(row.source),
            [text for _page, _line, text in row.source],
            name_in(row.cells),
            delegation_in(row.cells) or (headings.above(row.number) if name_in(row.cells) else ""),
            str(Outcome(row.outcome).label),
            MARKS.get(Outcome(row.outcome), ""),
            changes(row),
            [{"level": problem["level"], "message": on_page(problem["message"])} for problem in row.problems],
        )
        for row in rows
    ]


def name_in(cells: Mapping[str, str]) -> str:
    """Whom a row names, as printed; a heading is its text."""
    parts = (cells.get("honorific"), cells.get("given_names"), cells.get("full_name") or cells.get("family_name"))
    return " ".join(part for part in parts if part) or cells.get("heading", "")


def delegation_in(cells: Mapping[str, str]) -> str:
    """The delegation that a row prints itself, "" when it stands under a heading."""
    return cells.get("delegation") or cells.get("country") or ""


def changes(row: ImportRow) -> list[FieldChange]:
    """What a row changes, in words: the gender of a new person, the fields of one on record.

    The rank is read from the post: where the post itself changes it is not said twice.
    """
    after, before = row.after or {}, row.before or {}
    return [
        FieldChange(str(label), worded(field, before), worded(field, after))
        for field, label in LABELS.items()
        if after.get(field) and not (field == "rank" and "printed_post" in after)
    ]


def worded(field: str, values: Mapping[str, str]) -> str:
    """A value as its vocabulary says it, a gender with its basis; printed texts stay as they are."""
    value = str(values.get(field, ""))
    words = str(WORDS[field](value).label) if value and field in WORDS else value
    basis = values.get(field.replace("_gender", "_basis"), "") if field in GENDERS else ""
    return f"{words} ({GenderBasis(basis).label})" if basis else words


def absent_from(batch: ImportBatch) -> QuerySet[Participation]:
    """People of the version this list replaces who are not in it, and about whom nobody has decided."""
    missing = Participation.objects.filter(pk__in=batch.totals.get("absent", [])).exclude(registered=YesNo.NO)
    if batch.state == BatchState.COMMITTED:
        missing = gone(batch.document.meeting).filter(pk__in=missing.values("pk"))
    elif batch.state != BatchState.PREVIEWED:
        missing = missing.none()
    return missing.select_related("delegation__country").order_by("delegation__name", "printed_name")


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """States' and organizations' names by code, in the language of the page."""
    wanted = sorted(set(codes))
    if not wanted:
        return {}
    states = {state.code: str(state) for state in Country.objects.filter(code__in=wanted)}
    return states | {one.code: str(one) for one in Organisation.objects.filter(code__in=wanted)}


def totals_of(batch: ImportBatch) -> list[dict[str, Any]]:
    """Rows by outcome, as the parts of a sum."""
    rows = [{"label": _("rows"), "number": batch.totals["rows"]}]
    return rows + [{"label": outcome.label, "number": batch.totals[outcome]} for outcome in Outcome]
