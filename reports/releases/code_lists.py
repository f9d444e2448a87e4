"""Tables that describe a release: code lists and the dictionary, with the words frozen with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from django.db.models import Choices
from django.utils.translation import gettext as _

from bodies.vocabulary import MEMBERSHIP, BodyKind
from meetings.models import Forum, Grouping, Meeting
from meetings.vocabulary import EXCLUDED_CATEGORIES, Area, Category, Format, ListAccess, ListStatus, Role
from reports.counting.groupings import NO_GROUP
from reports.counting.scope import LISTED, RECORDED, REGISTERED, STATES
from reports.measures.wording import gettext_noop
from reports.releases.columns import RELEASE, Column, TableSpec
from reports.releases.exact_rows import EVERY_GROUP, HEAD_BASES
from staff.vocabulary import StaffBand

FLAGS = {
    "b": "break in the series",
    "c": "confidential: not published, or rounded",
    "d": "definition differs",
    "e": "estimated",
    "p": "provisional list",
    "r": "revised since the release before",
    "u": "low reliability: fewer than 70 % are recorded as a woman or a man",
}
DESCRIBING: dict[str, TableSpec] = {
    table.name: table
    for table in (
        TableSpec(
            "code_lists",
            gettext_noop("Code lists"),
            gettext_noop("The values of columns with codes, in words."),
            ("list", "code"),
            (
                Column(
                    "list", "string", gettext_noop("Code list"), gettext_noop("Name of the code list."), required=True
                ),
                Column("code", "string", gettext_noop("Code"), gettext_noop("The value in the tables."), required=True),
                Column("label", "string", gettext_noop("Label"), gettext_noop("The value in words."), required=True),
            ),
        ),
        TableSpec(
            "dictionary",
            gettext_noop("Data dictionary"),
            gettext_noop("Every column of every table."),
            ("table", "column"),
            (
                Column("table", "string", gettext_noop("Table"), gettext_noop("Name of the table."), required=True),
                Column("column", "string", gettext_noop("Column"), gettext_noop("Name of the column."), required=True),
                Column("title", "string", gettext_noop("Title"), gettext_noop("The column in words."), required=True),
                Column("type", "string", gettext_noop("Type"), gettext_noop("Type of the values."), required=True),
                Column(
                    "description",
                    "string",
                    gettext_noop("Description"),
                    gettext_noop("What the values mean."),
                    required=True,
                ),
                Column(
                    "formula",
                    "string",
                    gettext_noop("How computed"),
                    gettext_noop("Name of the measure on the methodology page."),
                ),
                Column(
                    "codes", "string", gettext_noop("Code list"), gettext_noop("Code list that the values come from.")
                ),
                Column("unit", "string", gettext_noop("Unit"), gettext_noop("What a number counts.")),
            ),
        ),
        TableSpec(
            "changes",
            gettext_noop("Changes"),
            gettext_noop("What differs from the release before, cell by cell."),
            ("table", "row", "column"),
            (
                RELEASE,
                Column("table", "string", gettext_noop("Table"), gettext_noop("Name of the table."), required=True),
                Column(
                    "row",
                    "string",
                    gettext_noop("Row"),
                    gettext_noop("Key of the row, its parts separated by strokes."),
                    required=True,
                ),
                Column(
                    "column",
                    "string",
                    gettext_noop("Column"),
                    gettext_noop("Column of the cell; * where the whole row came or went."),
                    required=True,
                ),
                Column(
                    "before",
                    "string",
                    gettext_noop("Before"),
                    gettext_noop("Value in the release before; empty where not published."),
                ),
                Column(
                    "after",
                    "string",
                    gettext_noop("After"),
                    gettext_noop("Value in this release; empty where not published."),
                ),
                Column("why", "string", gettext_noop("Why"), gettext_noop("Why it changed.")),
            ),
        ),
    )
}
Pairs = Iterable[tuple[str, str]]


def code_lists(meetings: Sequence[Meeting], specs: Iterable[TableSpec]) -> list[dict[str, Any]]:
    """Rows of the table ``code_lists``: the lists that columns of these tables name; forums are those of the
    meetings."""
    lists: dict[str, Pairs] = {
        "area": _choices(Area),
        "staff_band": _choices(StaffBand),
        "body_kind": _choices(BodyKind),
        "member_stage": [(stage.value, str(stage.label)) for stage in MEMBERSHIP],
        "base": [(REGISTERED, _("in the list of participants"))],
        "category": _categories(),
        "counted_as": [(LISTED, _("as the list prints")), (RECORDED, _("with everything the office knows"))],
        "flag": FLAGS.items(),
        "format": _choices(Format),
        "forum": _forums(meetings),
        "forum_or_all": chain(_forums(meetings), [(EVERY_GROUP, _("all forums together"))]),
        "head_basis": [(basis.value, str(basis.label)) for basis in HEAD_BASES],
        "list_access": _choices(ListAccess),
        "list_status": _choices(ListStatus),
        "income_group": _groups("income_group", outside=_("not in the World Bank’s classification")),
        "forum_group": _groups(
            *(f"forum:{code}" for code in sorted({meeting.forum_id for meeting in meetings})),
            outside=_("in no group of the forum"),
        ),
        "regional_group": chain(
            _groups("regional_group", outside=_("not in a group")), [(EVERY_GROUP, _("all groups together"))]
        ),
        "role": _choices(Role),
    }
    named = {column.codes for spec in specs for column in spec.columns} | {"flag"}
    lists = {name: pairs for name, pairs in lists.items() if name in named}
    row = DESCRIBING["code_lists"].row
    return [row({"list": name, "code": code, "label": label}) for name, pairs in lists.items() for code, label in pairs]


def dictionary(specs: Iterable[TableSpec]) -> list[dict[str, Any]]:
    """Rows of the table ``dictionary``: every column of every table, in order."""
    row = DESCRIBING["dictionary"].row
    return [
        row(
            {
                "table": spec.name,
                "column": column.name,
                "title": column.title,
                "type": column.type,
                "description": column.description,
                "formula": column.formula or None,
                "codes": column.codes or None,
                "unit": column.unit or None,
            }
        )
        for spec in specs
        for column in spec.columns
    ]


def _choices(vocabulary: type[Choices]) -> Iterator[tuple[str, str]]:
    return ((value, str(label)) for value, label in vocabulary.choices if value)


def _categories() -> Iterator[tuple[str, str]]:
    yield STATES, _("States’ delegations")
    yield from ((c.value, str(c.label)) for c in Category if c not in EXCLUDED_CATEGORIES)


def _forums(meetings: Sequence[Meeting]) -> Iterator[tuple[str, str]]:
    used = {meeting.forum_id for meeting in meetings}
    yield from ((forum.code, forum.title_en) for forum in Forum.objects.filter(pk__in=used).order_by("code"))


def _groups(*groupings: str, outside: str) -> Iterator[tuple[str, str]]:
    """The groups of some groupings in order, and that of who is in none."""
    found = Grouping.objects.filter(grouping__in=groupings).order_by("grouping", "order", "key")
    known = dict(found.values_list("key", "name_en"))
    yield from known.items()
    if NO_GROUP not in known:
        yield NO_GROUP, outside
