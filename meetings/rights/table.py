"""The one table of who may do what: groups, rights, and over which meetings a group has each."""

from __future__ import annotations

from enum import Enum, StrEnum


class Group(StrEnum):
    """The groups an account can be in; ``load_reference`` makes them."""

    OFFICIAL = "official"
    CLERK = "clerk"
    REVIEWER = "reviewer"
    PUBLISHER = "publisher"
    MANAGER = "manager"
    PANEL_DESK = "panel_desk"
    PANEL_APPROVER = "panel_approver"
    SELECTION_DESK = "selection_desk"
    HR_FOCAL_POINT = "hr_focal_point"
    DATA_PROTECTION = "data_protection"
    ADMIN = "admin"


class Right(Enum):
    """Everything that a right is needed for."""

    READ_FIGURES = "live aggregate figures"
    READ_CLOSED_DELEGATIONS = "figures of individual delegations, even if the list is closed"
    READ_CHECK = "the check of a meeting: what it lacks, and who locked it"
    READ_NAMES = "names of lists, as printed"
    READ_EVIDENCE = "gender evidence of a person"
    RECORD_GENDER = "record what a person declared of their gender, with source and date"
    CREATE_MEETING = "create a meeting"
    SET_CLERKS = "say who the clerks of a meeting are"
    EDIT = "import, enter and edit before the lock"
    DECIDE = "decide a title, a country, a row of an import"
    SETTLE = "settle a gender between equal sources, and labels outside the reference table"
    LOCK = "lock a meeting that others entered, and unlock it with a reason"
    EDIT_FORUM_OFFICES = "enter who holds office in a forum as such, beside its meetings"
    CORRESPOND = "send delegations their sheets, and note what they answer"
    READ_PANELS = "panels with the names of their speakers"
    EDIT_PANELS = "enter and change panels"
    EXEMPT_PANELS = "exempt a panel, with a reason"
    READ_INVITATIONS = "invitations to panels with their speakers, decisions and letters; experts"
    EDIT_INVITATIONS = "enter invitations to panels, check, decide, write letters; how to reach experts"
    APPROVE_INVITATIONS = "agree to what the panel desk may not decide alone"
    COUNT_INVITATIONS = "numbers of invitations to panels"
    READ_SELECTION = "bodies: who was nominated and chosen, in numbers"
    EDIT_SELECTION = "enter bodies, their cycles, stages and rules"
    READ_STAFF = "numbers of the office's own staff"
    EDIT_STAFF = "enter numbers of staff, movements and the plan"
    LOCK_STAFF = "lock numbers of staff that somebody else entered, and unlock them with a reason"
    READ_PUBLISHED = "figures published by others, with their sources"
    EDIT_PUBLISHED = "enter and change figures published by others"
    READ_LETTERS = "letters to delegations"
    PREPARE_LETTERS = "prepare letters to delegations, send them, note what they answer"
    APPROVE_LETTERS = "approve letters to delegations that somebody else prepared"
    BUILD_RELEASES = "build a draft release, see the disclosure report, check and approve it"
    PUBLISH = "publish a release, and withdraw it; announce releases"
    READ_CHANGES = "who changed what in a meeting"
    READ_TRAIL = "who read or changed what, anywhere"
    ANSWER_PEOPLE = "what is held about a person who asks, and their erasure"
    ADMINISTER = "accounts, settings and reference data"


class Extent(Enum):
    """Over which meetings a group has a right."""

    ALL = "all"
    OWN_MEETINGS = "own meetings"
    OPEN_LISTS = "open lists"


ALL, OWN_MEETINGS, OPEN_LISTS = Extent.ALL, Extent.OWN_MEETINGS, Extent.OPEN_LISTS

# The table of manual.md, *Who may do what*, row by row. Whoever may create meetings also says who their clerks are;
# a reviewer decides what others entered and therefore enters nothing.
TABLE: dict[Right, dict[Group, Extent]] = {
    Right.READ_FIGURES: {Group.CLERK: OWN_MEETINGS, Group.REVIEWER: ALL, Group.PUBLISHER: ALL, Group.MANAGER: ALL},
    Right.READ_CLOSED_DELEGATIONS: {Group.CLERK: OWN_MEETINGS, Group.REVIEWER: ALL, Group.PUBLISHER: ALL},
    Right.READ_CHECK: {
        Group.CLERK: OWN_MEETINGS,
        Group.REVIEWER: ALL,
        Group.PUBLISHER: ALL,
        Group.MANAGER: OPEN_LISTS,
    },
    Right.READ_NAMES: {Group.CLERK: OWN_MEETINGS, Group.REVIEWER: ALL, Group.MANAGER: OPEN_LISTS},
    Right.READ_EVIDENCE: {Group.CLERK: OWN_MEETINGS, Group.REVIEWER: ALL},
    Right.RECORD_GENDER: {Group.CLERK: OWN_MEETINGS, Group.REVIEWER: ALL},
    Right.CREATE_MEETING: {Group.CLERK: ALL, Group.REVIEWER: ALL},
    Right.SET_CLERKS: {Group.CLERK: OWN_MEETINGS, Group.REVIEWER: ALL},
    Right.EDIT: {Group.CLERK: OWN_MEETINGS},
    Right.DECIDE: {Group.CLERK: OWN_MEETINGS, Group.REVIEWER: ALL},
    Right.SETTLE: {Group.REVIEWER: ALL},
    Right.LOCK: {Group.REVIEWER: ALL},
    Right.EDIT_FORUM_OFFICES: {Group.CLERK: ALL, Group.REVIEWER: ALL},
    Right.CORRESPOND: {Group.CLERK: OWN_MEETINGS, Group.REVIEWER: ALL},
    Right.READ_PANELS: {
        Group.CLERK: OWN_MEETINGS,
        Group.REVIEWER: ALL,
        Group.MANAGER: ALL,
        Group.PANEL_DESK: ALL,
        Group.PANEL_APPROVER: ALL,
    },
    Right.EDIT_PANELS: {Group.CLERK: OWN_MEETINGS, Group.PANEL_DESK: ALL},
    Right.EXEMPT_PANELS: {Group.PANEL_DESK: ALL},
    Right.READ_INVITATIONS: {Group.PANEL_DESK: ALL, Group.PANEL_APPROVER: ALL},
    Right.EDIT_INVITATIONS: {Group.PANEL_DESK: ALL},
    Right.APPROVE_INVITATIONS: {Group.PANEL_APPROVER: ALL},
    Right.COUNT_INVITATIONS: {Group.MANAGER: ALL, Group.PANEL_DESK: ALL, Group.PANEL_APPROVER: ALL},
    Right.READ_SELECTION: {Group.MANAGER: ALL, Group.SELECTION_DESK: ALL},
    Right.EDIT_SELECTION: {Group.SELECTION_DESK: ALL},
    Right.READ_STAFF: {Group.MANAGER: ALL, Group.HR_FOCAL_POINT: ALL},
    Right.EDIT_STAFF: {Group.HR_FOCAL_POINT: ALL},
    Right.LOCK_STAFF: {Group.MANAGER: ALL, Group.HR_FOCAL_POINT: ALL},
    Right.READ_PUBLISHED: {Group.REVIEWER: ALL, Group.MANAGER: ALL},
    Right.EDIT_PUBLISHED: {Group.REVIEWER: ALL},
    Right.READ_LETTERS: {Group.REVIEWER: ALL, Group.PUBLISHER: ALL},
    Right.PREPARE_LETTERS: {Group.REVIEWER: ALL},
    Right.APPROVE_LETTERS: {Group.REVIEWER: ALL, Group.PUBLISHER: ALL},
    Right.BUILD_RELEASES: {Group.REVIEWER: ALL, Group.PUBLISHER: ALL},
    Right.PUBLISH: {Group.PUBLISHER: ALL},
    Right.READ_CHANGES: {Group.REVIEWER: ALL},
    Right.READ_TRAIL: {Group.DATA_PROTECTION: ALL},
    Right.ANSWER_PEOPLE: {Group.DATA_PROTECTION: ALL},
    Right.ADMINISTER: {Group.ADMIN: ALL},
}


# These end at the lock, for whoever holds them.
UNTIL_THE_LOCK = frozenset({Right.EDIT, Right.EDIT_PANELS, Right.EXEMPT_PANELS})
