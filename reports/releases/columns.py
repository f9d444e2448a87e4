"""The registry of a release's tables and columns, from which every format, the dictionary and the API follow.

A frozen release keeps a copy of it in its manifest, so that a later column changes nothing that was published.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from reports.measures.wording import gettext_noop as _

TYPES = ("string", "integer", "number", "date")
"""Types of Table Schema that stand in a release; a number is a fraction of 1."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. ``formula`` is the anchor on the methodology page of how the value is computed; ``codes``
    names the code list its values come from. An empty value is *not published* or *does not apply*; which of both,
    ``flag`` says."""

    name: str
    type: str
    title: str
    description: str
    formula: str = ""
    codes: str = ""
    required: bool = False
    pattern: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table of a release: a file for all years. ``key`` are the columns that tell its rows apart."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def row(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """A row with every column, in their order; what was not given is None.

        Raises TypeError where a value has no column, as a call does with an argument that nobody knows: a misspelt
        name would otherwise leave its column empty in every release to come.
        """
        row = {column.name: None for column in self.columns} | dict(values)
        if len(row) > len(self.columns):
            known = [column.name for column in self.columns]
            unknown = ", ".join(name for name in row if name not in known)
            raise TypeError(f"The table {self.name} has no column {unknown}; it has {', '.join(known)}.")
        return row

    def as_json(self) -> dict[str, Any]:
        columns = [column.as_json() for column in self.columns]
        return {"title": self.title, "description": self.description, "key": list(self.key), "columns": columns}

    @classmethod
    def from_json(cls, name: str, frozen: Mapping[str, Any]) -> TableSpec:
        columns = tuple(Column(**column) for column in frozen["columns"])
        return cls(name, frozen["title"], frozen["description"], tuple(frozen["key"]), columns)


M49, QUARTER = r"^\d{3}$", r"^\d{4}-Q[1-4]$"

RELEASE = Column("release", "string", _("Release"), _("Version of the release the row belongs to."), required=True)
MEETING_ID = Column(
    "meeting_id", "string", _("Meeting"), _("Permanent short name of the meeting; the table meetings describes it."),
    required=True,
)  # fmt: skip
OF_MEETING = (
    Column("forum", "string", _("Forum"), _("Code of the recurring setting the meeting belongs to."), codes="forum"),
    Column("area", "string", _("Area of work"), _("Area of work of the forum."), codes="area"),
    Column("list_symbol", "string", _("Symbol of the list"), _("Document symbol of the list of participants.")),
    Column("start", "date", _("First day"), _("First day of the meeting.")),
    Column("end", "date", _("Last day"), _("Last day of the meeting.")),
    Column("year", "integer", _("Year"), _("Year of the first day.")),
    Column("format", "string", _("Format"), _("Whether people met in one place."), codes="format"),
    Column("list_status", "string", _("Status of the list"), _("Provisional or final."), codes="list_status"),
)
MEETING_DETAILS = (
    Column("title", "string", _("Title"), _("Title of the meeting."), required=True),
    Column("forum_name", "string", _("Name of the forum"), _("Forum in words.")),
    Column("city", "string", _("City"), _("Where people met.")),
    Column("list_version", "string", _("Version of the list"), _("Symbol of the latest document that was read.")),
    Column("list_access", "string", _("List access"), _("Whether anyone can read the list."), codes="list_access"),
    Column(
        "counted_as", "string", _("Counted as"),
        _(
            "As listed: what the list prints, by courtesy title or in a column, or a cited public source. As recorded:"
            " with everything the office knows. Never mixed in one series."
        ),
        codes="counted_as",
    ),
    Column(
        "lock_waiver", "string", _("Checked by one person"),
        _("Why one person both entered and locked the record of the meeting; empty where two people did."),
    ),
    Column(
        "accepted_findings", "string", _("Accepted at the check"),
        _("What was open when the record was checked, each with the reason for which the reviewer accepted it."),
    ),
)  # fmt: skip
CATEGORY = Column(
    "category", "string", _("Category"),
    _("Category of the delegations at that meeting; states is the four categories of States together."),
    codes="category", required=True,
)  # fmt: skip
STATES_SERIES = Column(
    "category", "string", _("Category"), _("Whom the row counts: the delegations of States."), codes="category",
    required=True,
)  # fmt: skip
REGIONAL_GROUP = Column(
    "regional_group", "string", _("Regional group"),
    _("Regional group of the United Nations on the first day of the meeting; each State stands in exactly one."),
    codes="regional_group", required=True,
)  # fmt: skip
ROLE = Column("role", "string", _("Role"), _("Role on the delegation, as the list says."), codes="role", required=True)
HEAD_BASIS = Column(
    "head_basis", "string", _("Basis of the head"), _("How it is known that these people head their delegations."),
    codes="head_basis", required=True,
)  # fmt: skip
DELEGATION = (
    Column("delegation_id", "string", _("Delegation"), _("Code of the State or organization."), required=True),
    Column("country_m49", "string", _("M49 code"), _("Numeric code of the State; empty otherwise."), pattern=M49),
    Column("country_iso3", "string", _("ISO 3166 code"), _("Code of three letters of the State; empty otherwise.")),
    Column("country_name", "string", _("Name"), _("Official short name.")),
)
BASE = Column("base", "string", _("Base"), _("Who is counted: those in the list (registered)."), codes="base")
COUNTED = (
    BASE,
    Column("women", "integer", _("Women"), _("Women counted.")),
    Column("men", "integer", _("Men"), _("Men counted.")),
    Column(
        "not_recorded_as_woman_or_man", "integer", _("Not recorded as a woman or a man"),
        _("Everyone else who is counted. What is behind it is never published apart."),
    ),
    Column("total", "integer", _("Total"), _("Everyone counted.")),
    Column(
        "women_and_men", "integer", _("Women and men"), _("Women plus men: the base of the share, always."),
        "share_of_women",
    ),
    Column(
        "share_women", "number", _("Share of women"),
        _(
            "Women divided by women and men, a fraction of 1; made from the published numbers of this row and rounded"
            " as they bear it: whole per cent, from a base of 100 on one decimal of a per cent (closed lists: whole per"
            " cent, with a margin of 2)."
        ),
        "share_of_women",
    ),
    Column(
        "share_if_rest_men", "number", _("Lowest possible share"),
        _("Share of women among everyone if all not recorded as a woman or a man were men."), "bounds",
    ),
    Column(
        "share_if_rest_women", "number", _("Highest possible share"),
        _("Share of women among everyone if all not recorded as a woman or a man were women."), "bounds",
    ),
)  # fmt: skip
EVIDENCE = (
    Column(
        "from_printed_title", "integer", _("From what the list prints"),
        _(
            "Of the women and men, those whose gender the list itself prints, by courtesy title or in a column."
            " Open lists only."
        ),
    ),
    Column(
        "from_public_source", "integer", _("From a public source"),
        _("Of the women and men, those whose gender a cited public source states. Open lists only."),
    ),
)  # fmt: skip
ABOUT = (
    Column(
        "flag",
        "string",
        _("Flag"),
        _("Letters of the code list flag, separated by spaces; empty where nothing has to be said."),
    ),
    Column("note", "string", _("Note"), _("Why a value is rounded or not published.")),
    Column("source", "string", _("Source"), _("Document or address the row rests on.")),
)
PEOPLE = COUNTED + EVIDENCE + ABOUT
ONE_GENDER = (
    Column("min_size", "integer", _("Smallest size"), _("Delegations of at least so many people."), required=True),
    Column("delegations", "integer", _("Delegations"), _("Delegations with somebody counted.")),
    Column(
        "all_women", "integer", _("Of women only"), _("Delegations of women only."), "delegations_all_women",
    ),
    Column("all_men", "integer", _("Of men only"), _("Delegations of men only."), "delegations_all_men"),
    Column(
        "undetermined", "integer", _("Undetermined"),
        _("Delegations of which it cannot be told, because somebody is not recorded as a woman or a man."),
        "delegations_of_one_gender",
    ),
    Column(
        "determinable", "integer", _("Determinable"), _("Delegations less the undetermined: the base of the share."),
        "delegations_of_one_gender",
    ),
    Column(
        "share_one_gender", "number", _("Share of one gender"),
        _("Delegations of women only or men only, divided by the determinable."), "delegations_of_one_gender",
    ),
)  # fmt: skip

TABLES: dict[str, TableSpec] = {
    table.name: table
    for table in (
        TableSpec(
            "meetings", _("Meetings"), _("The meetings of this release, with the documents they rest on."),
            ("meeting_id",), (RELEASE, MEETING_ID, *MEETING_DETAILS[:2], *OF_MEETING, *MEETING_DETAILS[2:], *ABOUT),
        ),
        TableSpec(
            "participation_by_meeting", _("Participation by meeting"),
            _("Participants in States’ delegations at each meeting."), ("meeting_id", "category"),
            (RELEASE, MEETING_ID, *OF_MEETING, STATES_SERIES, *PEOPLE),
        ),
        TableSpec(
            "participation_by_regional_group", _("Participation by regional group"),
            _("Participants in States’ delegations at each meeting, by regional group of the United Nations."),
            ("meeting_id", "category", "regional_group"),
            (RELEASE, MEETING_ID, *OF_MEETING, STATES_SERIES, REGIONAL_GROUP, *PEOPLE),
        ),
        TableSpec(
            "participation_by_role", _("Participation by role"),
            _("Participants in States’ delegations at each meeting, by their role on the delegation."),
            ("meeting_id", "category", "role"), (RELEASE, MEETING_ID, *OF_MEETING, STATES_SERIES, ROLE, *PEOPLE),
        ),
        TableSpec(
            "participation_by_category", _("Participation by category"),
            _("Everyone counted at each meeting, by category of the delegation: series of their own, not to be added."),
            ("meeting_id", "category"), (RELEASE, MEETING_ID, *OF_MEETING, CATEGORY, *PEOPLE),
        ),
        TableSpec(
            "participation_by_pool", _("Participation by pool of meetings"),
            _(
                "Participants in States’ delegations at meetings with closed lists that are too small for a share of"
                " their own, several meetings of a forum together. A pool keeps its meetings."
            ),
            ("pool_id", "category"),
            (
                RELEASE,
                Column("pool_id", "string", _("Pool"), _("Permanent short name of the pool."), required=True),
                *OF_MEETING[:2],
                Column("first_year", "integer", _("First year"), _("Year of the earliest of its meetings.")),
                Column("last_year", "integer", _("Last year"), _("Year of the latest of its meetings.")),
                Column("meetings", "integer", _("Meetings"), _("Meetings in the pool.")),
                Column("meeting_ids", "string", _("Which"), _("The meetings in the pool, separated by spaces.")),
                STATES_SERIES, *COUNTED, *ABOUT[:2],
            ),
        ),
        TableSpec(
            "participation_by_delegation", _("Participation by delegation"),
            _("Participants by delegation, in alphabetical order; open lists only. States are not ranked."),
            ("meeting_id", "category", "delegation_id"),
            (RELEASE, MEETING_ID, *OF_MEETING, CATEGORY, *DELEGATION, REGIONAL_GROUP, *PEOPLE),
        ),
        TableSpec(
            "heads_of_delegation", _("Heads of delegation"),
            _("Heads of States’ delegations at each meeting, by how it is known that they are."),
            ("meeting_id", "category", "head_basis"),
            (RELEASE, MEETING_ID, *OF_MEETING, STATES_SERIES, HEAD_BASIS, *PEOPLE),
        ),
        TableSpec(
            "delegations_of_one_gender", _("Delegations of one gender"),
            _(
                "States’ delegations of women only and of men only, by meeting and regional group: once of all sizes,"
                " once of two people or more."
            ),
            ("meeting_id", "category", "regional_group", "min_size"),
            (RELEASE, MEETING_ID, *OF_MEETING, STATES_SERIES, REGIONAL_GROUP, *ONE_GENDER, *ABOUT),
        ),
        TableSpec(
            "panels_summary", _("Panels"), _("Panels by quarter and area of work; never by organizer."),
            ("quarter", "area"),
            (
                RELEASE,
                Column("quarter", "string", _("Quarter"), _("Calendar quarter."), required=True, pattern=QUARTER),
                Column("area", "string", _("Area of work"), _("Area of the forum."), codes="area", required=True),
                Column("panels", "integer", _("Panels"), _("Sessions with two speakers or more.")),
                Column("single_gender", "integer", _("Single-gender"), _("Panels with speakers of one gender only.")),
                *ABOUT,
            ),
        ),
    )
}  # fmt: skip
