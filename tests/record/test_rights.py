"""Rights: the matrix of the manual, cell by cell, written a second time by hand."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.core.exceptions import PermissionDenied
from django.http import Http404

from meetings.actions.accounts import COMMAND_LINE, command_line_account, make_groups
from meetings.models import Meeting
from meetings.rights import (
    TABLE,
    Group,
    Right,
    may,
    meeting_for,
    meetings_within,
    panel_for,
    panels_within,
    require,
)
from tests.worlds.builders import make_meeting, make_panel, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]

# Over which of three meetings each group holds each right: o = its own (closed), p = another with an open (public)
# list, c = another with a closed list. A group not named holds nothing.
EXPECTED = {
    Right.READ_FIGURES: {"clerk": "o", "reviewer": "opc", "publisher": "opc", "manager": "opc"},
    Right.READ_CLOSED_DELEGATIONS: {"clerk": "o", "reviewer": "opc", "publisher": "opc"},
    Right.READ_CHECK: {"clerk": "o", "reviewer": "opc", "publisher": "opc", "manager": "p"},
    Right.READ_NAMES: {"clerk": "o", "reviewer": "opc", "manager": "p"},
    Right.READ_EVIDENCE: {"clerk": "o", "reviewer": "opc"},
    Right.RECORD_GENDER: {"clerk": "o", "reviewer": "opc"},
    Right.CREATE_MEETING: {"clerk": "opc", "reviewer": "opc"},
    Right.EDIT_FORUM_OFFICES: {"clerk": "opc", "reviewer": "opc"},
    Right.SET_CLERKS: {"clerk": "o", "reviewer": "opc"},
    Right.EDIT: {"clerk": "o"},
    Right.DECIDE: {"clerk": "o", "reviewer": "opc"},
    Right.SETTLE: {"reviewer": "opc"},
    Right.LOCK: {"reviewer": "opc"},
    Right.CORRESPOND: {"clerk": "o", "reviewer": "opc"},
    Right.READ_PANELS: {
        "clerk": "o",
        "reviewer": "opc",
        "manager": "opc",
        "panel_desk": "opc",
        "panel_approver": "opc",
    },
    Right.EDIT_PANELS: {"clerk": "o", "panel_desk": "opc"},
    Right.EXEMPT_PANELS: {"panel_desk": "opc"},
    Right.READ_INVITATIONS: {"panel_desk": "opc", "panel_approver": "opc"},
    Right.EDIT_INVITATIONS: {"panel_desk": "opc"},
    Right.APPROVE_INVITATIONS: {"panel_approver": "opc"},
    Right.COUNT_INVITATIONS: {"manager": "opc", "panel_desk": "opc", "panel_approver": "opc"},
    Right.READ_SELECTION: {"manager": "opc", "selection_desk": "opc"},
    Right.EDIT_SELECTION: {"selection_desk": "opc"},
    Right.READ_STAFF: {"manager": "opc", "hr_focal_point": "opc"},
    Right.EDIT_STAFF: {"hr_focal_point": "opc"},
    Right.LOCK_STAFF: {"manager": "opc", "hr_focal_point": "opc"},
    Right.READ_LETTERS: {"reviewer": "opc", "publisher": "opc"},
    Right.PREPARE_LETTERS: {"reviewer": "opc"},
    Right.APPROVE_LETTERS: {"reviewer": "opc", "publisher": "opc"},
    Right.READ_PUBLISHED: {"reviewer": "opc", "manager": "opc"},
    Right.EDIT_PUBLISHED: {"reviewer": "opc"},
    Right.BUILD_RELEASES: {"reviewer": "opc", "publisher": "opc"},
    Right.PUBLISH: {"publisher": "opc"},
    Right.READ_CHANGES: {"reviewer": "opc"},
    Right.READ_TRAIL: {"data_protection": "opc"},
    Right.ANSWER_PEOPLE: {"data_protection": "opc"},
    Right.ADMINISTER: {"admin": "opc"},
}


def three_meetings(owner: User) -> dict[str, Meeting]:
    """The person is named a clerk of the first, whatever their groups are."""
    own, public, closed = make_meeting("own"), make_meeting("public", list_access="open"), make_meeting("closed")
    own.clerks.add(owner)
    return {"o": own, "p": public, "c": closed}


def test_every_right_has_its_row_in_both_tables() -> None:
    assert set(EXPECTED) == set(TABLE) == set(Right)


@pytest.mark.parametrize("group", [group.value for group in Group])
def test_each_group_holds_exactly_its_rights(group: str) -> None:
    user = make_user(group, group)
    meetings = three_meetings(user)
    for right, groups in EXPECTED.items():
        held = "".join(letter for letter, meeting in meetings.items() if may(user, right, meeting))
        assert held == groups.get(group, ""), right
        assert set(meetings_within(user, right)) == {meetings[letter] for letter in held}, right
        assert may(user, right) == (held == "opc"), right


def test_rights_are_the_union_of_the_groups() -> None:
    both = make_user("both", "clerk", "manager")
    meetings = three_meetings(both)
    assert [may(both, Right.READ_NAMES, meeting) for meeting in meetings.values()] == [True, True, False]
    assert may(both, Right.EDIT, meetings["o"])
    assert not may(both, Right.EDIT, meetings["p"])


def test_superuser_staff_and_permissions_of_django_grant_nothing() -> None:
    root = make_user("root", is_superuser=True, is_staff=True)
    root.user_permissions.set(Permission.objects.all())
    meetings = three_meetings(root)
    assert [right for right in Right for meeting in meetings.values() if may(root, right, meeting)] == []
    assert [right for right in Right if meetings_within(root, right).exists() or may(root, right)] == []


def test_visitors_and_closed_accounts_hold_nothing() -> None:
    gone = make_user("gone", *[group.value for group in Group], is_active=False)
    meetings = three_meetings(gone)
    for user in (gone, AnonymousUser()):
        assert [right for right in Right for meeting in meetings.values() if may(user, right, meeting)] == []


def test_a_meeting_that_may_not_be_seen_is_not_there() -> None:
    clerk, manager = make_user("clerk", "clerk"), make_user("manager", "manager")
    meetings = three_meetings(clerk)
    assert meeting_for(clerk, "own", Right.EDIT) == meetings["o"]
    with pytest.raises(Http404):
        meeting_for(clerk, "closed", Right.EDIT)
    with pytest.raises(Http404):
        meeting_for(clerk, "no-such-meeting", Right.EDIT)
    with pytest.raises(PermissionDenied):
        meeting_for(manager, "closed", Right.EDIT)


def test_a_panel_follows_its_meeting_and_one_without_meeting_is_not_for_clerks() -> None:
    clerk, desk = make_user("clerk", "clerk"), make_user("desk", "panel_desk")
    meetings = three_meetings(clerk)
    own, other = make_panel("Own", meeting=meetings["o"]), make_panel("Other", meeting=meetings["p"])
    beside = make_panel("Beside")
    assert set(panels_within(clerk, Right.READ_PANELS)) == {own}
    assert set(panels_within(desk, Right.READ_PANELS)) == {own, other, beside}
    assert panel_for(clerk, own.slug, Right.EDIT_PANELS) == own
    with pytest.raises(PermissionDenied):
        panel_for(clerk, own.slug, Right.EXEMPT_PANELS)
    for panel in (other, beside):
        with pytest.raises(Http404):
            panel_for(clerk, panel.slug, Right.READ_PANELS)


def test_a_page_without_a_meeting_asks_for_the_right_over_all() -> None:
    require(make_user("clerk", "clerk"), Right.CREATE_MEETING)
    with pytest.raises(PermissionDenied):
        require(make_user("manager", "manager"), Right.CREATE_MEETING)


def test_the_groups_are_made_once_and_the_command_line_can_do_nothing() -> None:
    assert make_groups() == make_groups() == len(Group)
    account = command_line_account()
    assert account == command_line_account()
    assert account.username == COMMAND_LINE
    assert not account.is_active
    assert not account.has_usable_password()
