"""The invitations of the demonstration: a year in every state, made by the desk's own actions, and taken out again."""

from __future__ import annotations

import datetime

import pytest
from django.core.management import call_command

from meetings.models import Change, Panel
from panels.actions.demo import let_time_pass
from panels.demo.load import load_invitations
from panels.models import Check, Invitation, LineUp, Proposal, Step, Suggestion
from panels.vocabulary import InvitationState, OrganiserType, OutcomeCode
from reports.releases.panel_rows import invitations_by_quarter
from tests.worlds.builders import make_meeting, make_user, signed_in
from tests.worlds.invitations import make_invitation

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_year_of_invitations_is_in_every_state_and_goes_without_a_trace() -> None:
    desk, approver = make_user("desk", "panel_desk"), make_user("approver", "panel_approver")
    real = make_invitation(desk, "wm", title="A real one")
    number = load_invitations(by=desk, approver=approver)
    assert load_invitations(by=desk, approver=approver) == 0
    invented = Invitation.objects.filter(demonstration=True)
    assert invented.count() == number
    assert set(invented.values_list("state", flat=True)) == set(InvitationState.values)
    assert set(invented.exclude(outcome_code="").values_list("outcome_code", flat=True)) == {
        code for code in OutcomeCode.values if code != "cannot_tell"
    }
    assert set(invented.values_list("organiser_type", flat=True)) == set(OrganiserType.values)
    assert Proposal.objects.filter(settled_at=None).count() == 1
    told = invitations_by_quarter([make_meeting("past", start=datetime.date(2024, 3, 4), demonstration=True)])
    assert [(place.period, place.area, one.number, one.declined) for place, one in told.items()] == [
        ("2024-Q4", "conventional", 6, 2)
    ]
    assert set(Suggestion.objects.values_list("result", flat=True)) == {"", "accepted"}
    letters = Step.objects.exclude(letter_text="")
    assert {one.to_state for one in letters} >= {"change_requested", "experts_suggested", "declined"}
    for one in invented:
        moments = list(Step.objects.filter(invitation=one).order_by("number").values_list("at", flat=True))
        assert moments == sorted(moments)
    page = signed_in(desk).get("/panels/desk/").content.decode()
    assert all(f">{action}<" in page for action in ("Decide", "Record", "Check again", "Ask who", "Enter the answer"))
    with pytest.raises(ValueError, match="only the demonstration"):
        let_time_pass(real, 3)
    call_command("remove_demo", verbosity=0)
    assert list(Invitation.objects.all()) == [real]
    assert {model.objects.count() for model in (LineUp, Check)} == {1}
    assert list(Panel.every.all()) == [real.panel]
    assert (
        not Change.objects.filter(subject__startswith="invitation:").exclude(subject=f"invitation:{real.pk}").exists()
    )
