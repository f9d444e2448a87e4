"""The registry of a release's tables, from which every format, the dictionary and the API follow."""

from __future__ import annotations

from dataclasses import replace

from reports.measures.wording import gettext_noop as _
from reports.releases.columns import (
    ABOUT,
    CATEGORY,
    COUNTED,
    DELEGATION,
    FORUM_GROUP,
    HEAD_BASIS,
    IN_BAND,
    IN_BODY,
    IN_PERIOD,
    INCOME_GROUP,
    INVITED,
    MEETING_DETAILS,
    MEETING_ID,
    OF_MEETING,
    ONE_GENDER,
    PANELS,
    PEOPLE,
    REGIONAL_GROUP,
    RELEASE,
    ROLE,
    STATES_SERIES,
    Column,
    TableSpec,
    measured_in,
)
from reports.releases.proceedings_columns import IN_OFFICE, RAISED, SPOKEN

FORUM = replace(OF_MEETING[0], required=True)
YEAR = Column("year", "integer", _("Year"), _("Year in which the meetings began."), required=True)
IN_YEAR = (
    Column("meetings", "integer", _("Meetings"), _("Meetings that are counted."), unit=_("meetings")),
    Column("meeting_ids", "string", _("Which"), _("The meetings that are counted, separated by spaces.")),
)

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
            "participation_by_income_group", _("Participation by income group"),
            _(
                "Participants in States’ delegations at each meeting with an open list, by income group of the World"
                " Bank."
            ),
            ("meeting_id", "category", "income_group"),
            (RELEASE, MEETING_ID, *OF_MEETING, STATES_SERIES, INCOME_GROUP, *PEOPLE),
        ),
        TableSpec(
            "participation_by_forum_group", _("Participation by group of the forum"),
            _(
                "Participants in States’ delegations at each meeting with an open list of a forum that has groups of"
                " its own, by these groups."
            ),
            ("meeting_id", "category", "forum_group"),
            (RELEASE, MEETING_ID, *OF_MEETING, STATES_SERIES, FORUM_GROUP, *PEOPLE),
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
                Column("meetings", "integer", _("Meetings"), _("Meetings in the pool."), unit=_("meetings")),
                Column("meeting_ids", "string", _("Which"), _("The meetings in the pool, separated by spaces.")),
                STATES_SERIES, *COUNTED, *ABOUT[:2],
            ),
        ),
        TableSpec(
            "participation_by_year", _("Participation by year"),
            _(
                "Participants in States’ delegations by year, at the meetings with open lists of the same forums in"
                " every year. A year that some of the regular forums have not met in yet is left out."
            ),
            ("year", "category"),
            (
                RELEASE, YEAR,
                Column(
                    "forums", "string", _("Forums"),
                    _("Codes of the forums that are counted, the same in every year, separated by spaces."),
                ),
                Column(
                    "forums_left_out", "string", _("Forums left out"),
                    _("Codes of the forums that did not meet in every year and are not counted, separated by spaces."),
                ),
                *IN_YEAR, STATES_SERIES, *COUNTED, *ABOUT[:2],
            ),
        ),
        TableSpec(
            "participation_by_forum_and_year", _("Participation by forum and year"),
            _(
                "Participants in States’ delegations of each forum by year, at its meetings with open lists that stand"
                " in the table by meeting."
            ),
            ("forum", "year", "category"),
            (RELEASE, FORUM, OF_MEETING[1], YEAR, *IN_YEAR, STATES_SERIES, *COUNTED, *ABOUT[:2]),
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
            "statements_by_regional_group", _("Statements and speaking time"),
            _(
                "Statements by States’ delegations at each meeting with an open list, by who delivered them and by"
                " regional group, with the time spoken. A statement on behalf of a group is one."
            ),
            ("meeting_id", "category", "regional_group"),
            (
                RELEASE, MEETING_ID, *OF_MEETING, STATES_SERIES, REGIONAL_GROUP,
                *measured_in(_("statements"), SPOKEN[:8]), *measured_in(_("minutes"), SPOKEN[8:]), *ABOUT[:2],
            ),
        ),
        TableSpec(
            "gender_in_statements", _("Gender raised in statements"),
            _(
                "Statements by States’ delegations at each meeting with an open list, by what they raise about gender:"
                " each is in exactly one column."
            ),
            ("meeting_id", "category"),
            (
                RELEASE, MEETING_ID, *OF_MEETING, STATES_SERIES, *measured_in(_("statements"), RAISED), *ABOUT[:1],
            ),
        ),
        TableSpec(
            "office_holders", _("Office-holders"),
            _(
                "Chairs, presidents and other members of bureaux by year: of all forums that have a meeting with an"
                " open list in this release, and of each. Years with fewer than five are withheld."
            ),
            ("year", "forum"),
            (
                RELEASE,
                Column("year", "integer", _("Year"), _("Year in which the office was held."), required=True),
                Column(
                    "forum", "string", _("Forum"), _("Code of the forum; all is every forum together."),
                    codes="forum_or_all", required=True,
                ),
                *measured_in(_("offices"), IN_OFFICE[:8]), *measured_in(_("days"), IN_OFFICE[8:]), *ABOUT[:2],
            ),
        ),
        TableSpec(
            "panels_summary", _("Panels"),
            _(
                "Panels at our meetings, and what happened to invitations to panels of others, by area and year:"
                " by quarters, or the year as one where a quarter has fewer than five of either; never by organizer. A"
                " year keeps its division in every release. Invitations are counted once they are over, by the day of"
                " the panel; those whose day or area is not recorded are in no row."
            ),
            ("period", "area"),
            (
                RELEASE,
                *IN_PERIOD,
                *PANELS,
                *INVITED,
                *ABOUT,
            ),
        ),
        TableSpec(
            "staff_by_band", _("Staff by band"),
            _(
                "The office's own staff, appointments of one year or more, by levels taken together, on one day of each"
                " year: numbers in fives, from thirty on; units never. A year says the same in every release."
            ), ("year", "band"), IN_BAND,
        ),
        TableSpec(
            "bodies_membership", _("Members of bodies"),
            _(
                "Members of expert bodies, one row for each selection that is over: exact where a public list prints"
                " them and from ten on; otherwise in fives, from thirty women and men on. Never those nominated, never"
                " by region or State. A row with rounded numbers says the same in every release."
            ), ("cycle_id",), IN_BODY,
        ),
    )
}  # fmt: skip
