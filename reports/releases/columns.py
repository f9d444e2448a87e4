"""Columns of a release's tables, and what a table is; ``tables`` has the tables themselves.

A frozen release keeps a copy of both in its manifest, so that a later column changes nothing that was published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from reports.measures.wording import gettext_noop as _

TYPES = ("string", "integer", "number", "date")
"""Types of Table Schema that stand in a release; a number without a unit is a fraction of 1."""
FRACTION = _("fraction of 1")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. ``formula`` is the anchor on the methodology page of how the value is computed; ``codes``
    names the code list its values come from; ``unit`` is what a number counts. An empty value is *not published* or
    *does not apply*; which of both, ``flag`` says."""

    name: str
    type: str
    title: str
    description: str
    formula: str = ""
    codes: str = ""
    required: bool = False
    pattern: str = ""
    unit: str = ""

    @property
    def is_fraction(self) -> bool:
        """Whether its values lie between 0 and 1."""
        return self.type == "number" and self.unit in ("", FRACTION)

    def as_json(self) -> dict[str, Any]:
        """Without a unit as releases had it before there were any."""
        return {name: value for name, value in asdict(self).items() if name != "unit" or value}


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


def measured_in(unit: str, columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns with their units: numbers without one count ``unit``, shares are fractions of 1."""
    own = {"integer": unit, "number": FRACTION}
    return tuple(replace(one, unit=one.unit or own.get(one.type, "")) for one in columns)


M49, QUARTER, PERIOD = r"^\d{3}$", r"^\d{4}-Q[1-4]$", r"^\d{4}(-Q[1-4])?$"

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
INCOME_GROUP = Column(
    "income_group", "string", _("Income group"),
    _("Income group of the World Bank in force on the first day of the meeting; each State stands in exactly one."),
    codes="income_group", required=True,
)  # fmt: skip
FORUM_GROUP = Column(
    "forum_group", "string", _("Group of the forum"),
    _("Group of the forum on the first day of the meeting; each State stands in exactly one."), codes="forum_group",
    required=True,
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
COUNTED = measured_in(_("people"), (
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
))  # fmt: skip
EVIDENCE = measured_in(_("people"), (
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
))  # fmt: skip
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
IN_BAND = (
    RELEASE,
    Column("year", "integer", _("Year"), _("Year of the day."), required=True),
    Column("band", "string", _("Band"), _("Levels taken together."), codes="staff_band", required=True),
    Column("as_of", "date", _("Day"), _("Day on which they were in post, a quarter before the release at least.")),
    *COUNTED[1:],
    *ABOUT[:2],
)
IN_BODY = (
    RELEASE,
    Column("cycle_id", "string", _("Cycle"), _("Permanent short name of the selection."), required=True),
    Column("body", "string", _("Body"), _("Code of the body."), required=True),
    Column("body_name", "string", _("Name of the body"), _("Body in words.")),
    Column("kind", "string", _("Kind"), _("What kind of body it is."), codes="body_kind"),
    Column("year", "integer", _("Year"), _("Year in which members were appointed, or the selection opened.")),
    Column("stage", "string", _("Stage"), _("Stage at which members were counted."), codes="member_stage"),
    Column("as_of", "date", _("Day"), _("Day on which they were counted.")),
    Column("list_symbol", "string", _("Symbol of the list"), _("Public document that prints the members.")),
    *COUNTED[1:],
    *ABOUT[:2],
)
PEOPLE = COUNTED + EVIDENCE + ABOUT
ONE_GENDER = measured_in(_("delegations"), (
    Column(
        "min_size", "integer", _("Smallest size"), _("Delegations of at least so many people."), required=True,
        unit=_("people"),
    ),
    Column("delegations", "integer", _("Delegations"), _("Delegations with somebody counted.")),
    Column(
        "all_women", "integer", _("Of women only"), _("Delegations of women only."), "delegations_all_women",
    ),
    Column("all_men", "integer", _("Of men only"), _("Delegations of men only."), "delegations_all_men"),
    Column(
        "undetermined", "integer", _("Undetermined"),
        _("Delegations that are undecided, because somebody is not recorded as a woman or a man."),
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
))  # fmt: skip
IN_PERIOD = (
    Column(
        "period", "string", _("Period"), _("Calendar quarter, or year where it is told as one."), required=True,
        pattern=PERIOD,
    ),
    Column("year", "integer", _("Year"), _("Year of the period.")),
    Column(
        "quarter", "string", _("Quarter"), _("Calendar quarter; empty where the year is told as one."), pattern=QUARTER
    ),
    Column(
        "area", "string", _("Area of work"), _("Area of the forum, or of the invitation."), codes="area", required=True
    ),
)  # fmt: skip
PANELS = measured_in(_("panels"), (
    Column("panels", "integer", _("Panels"), _("Sessions with two speakers or more.")),
    Column("single_gender", "integer", _("Single-gender"), _("Panels with speakers of one gender only.")),
))  # fmt: skip
INVITED = measured_in(_("invitations"), (
    Column("invitations", "integer", _("Invitations"), _("Invitations to panels of others that are over.")),
    Column("checked", "integer", _("Checked"), _("Invitations with at least one line-up checked by the rule.")),
    Column(
        "asked", "integer", _("Asked for another line-up"),
        _("Invitations in which we asked for a change, suggested names or accepted on condition."),
    ),
    Column(
        "asked_with_later_line_up", "integer", _("Asked, with a later line-up"),
        _("Of those asked, the ones with a later line-up that could be judged: the base of changed_after_asking."),
    ),
    Column(
        "changed_after_asking", "integer", _("Changed after we asked"),
        _("Invitations in which a line-up after our request had women and men."),
    ),
    Column("declined", "integer", _("Declined"), _("Invitations that we declined.")),
    Column(
        "exempted", "integer", _("Exempted"),
        _("Panels of one gender that we joined for a reason on record, with a second person’s agreement."),
    ),
))  # fmt: skip
