"""Who sees what of invitations: panels that they made are for the desk and its approvers alone, and count late."""

from __future__ import annotations

import datetime

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command

from meetings.models import Meeting, Panel
from meetings.rights import Right, panels_within
from panels.actions.invitations import note_who_spoke
from panels.models import LineUpSeat
from tests.worlds.builders import make_meeting, make_user, signed_in
from tests.worlds.invitations import go, make_invitation, make_named_invitation

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def desk() -> User:
    return make_user("desk", "panel_desk")


def panels_command(capsys: pytest.CaptureFixture[str]) -> str:
    call_command("panels", "--format", "csv")
    return capsys.readouterr().out


def test_a_panel_is_on_record_once_it_was_held_with_us(desk: User, capsys: pytest.CaptureFixture[str]) -> None:
    spring = make_meeting("spring", start=datetime.date(2026, 3, 9))
    made = make_invitation(desk, "wm", meeting=spring, date=spring.start, title="Unannounced panel")
    manager, reviewer = make_user("manager", "manager"), make_user("reviewer", "reviewer")
    for account in (desk, manager, reviewer):
        assert not panels_within(account, Right.READ_PANELS).exists()
    assert "Unannounced" not in panels_command(capsys)
    assert not spring.panels.exists()
    go(made, "accepted", by=desk)
    note_who_spoke(made, None, by=desk)
    assert list(panels_within(manager, Right.READ_PANELS)) == [made.panel]
    assert "Unannounced" in panels_command(capsys)
    assert Meeting.objects.get(slug="spring").panels.get().on_record


def test_a_declined_one_never_counts(desk: User) -> None:
    made = make_invitation(desk, "mm", title="Declined panel")
    go(made, "declined", "closed", by=desk)
    assert not Panel.objects.exists()
    assert Panel.every.get() == made.panel


def test_names_of_speakers_are_for_the_desk_and_its_approvers(desk: User) -> None:
    made = make_invitation(desk, "wm")
    address = f"/panels/{made.panel.slug}/"
    assert address == "/panels/invitation/"
    for group in ("manager", "reviewer", "clerk", "official", "publisher", "data_protection", "admin"):
        assert signed_in(group).get(address).status_code == 404, group
    for group in ("panel_desk", "panel_approver"):
        assert "Speaker Number 1" in signed_in(group).get(address).content.decode()
    go(made, "accepted", "held", by=desk)
    page = signed_in("manager").get(address).content.decode()
    assert "Folding for peace" in page
    assert "Speaker Number" not in page
    for address in ("/panels/invitation/edit/", "/panels/invitation/exempt/"):
        assert signed_in("panel_desk").post(address).status_code == 403
        assert signed_in("clerk").post(address).status_code == 404


def test_a_manager_learns_how_many_replies_are_due_and_nothing_else(desk: User) -> None:
    today = datetime.date.today()
    for number in range(2):
        make_invitation(desk, "wm", title=f"Secret panel {number}", organiser="Hidden Institute", reply_due=today)
    make_invitation(desk, "wm", reply_due=today + datetime.timedelta(days=30))
    manager = signed_in("manager")
    page = manager.get("/panels/").content.decode()
    assert "2 replies to invitations are due within a week." in page
    for address in ("/panels/", "/start/", "/dashboard/", "/meetings/"):
        shown = manager.get(address, follow=True).content.decode()
        assert not [word for word in ("Secret", "Hidden", "Speaker Number") if word in shown], address
    assert "New invitation" not in page
    assert "New invitation" in signed_in("panel_desk").get("/panels/").content.decode()


def test_nobody_else_reads_an_invitation_anywhere(desk: User) -> None:
    spring = make_meeting("spring", start=datetime.date(2027, 3, 8))
    made = make_invitation(desk, "wm", meeting=spring, title="Secret panel", organiser="Hidden Institute")
    spring.clerks.add(make_user("clerk", "clerk"))
    own = made.get_absolute_url()
    addresses = (
        "/panels/", "/panels/?status=balanced", "/meetings/spring/", "/meetings/spring/panels/", "/dashboard/",
        "/desk/", "/meetings/spring/changes/", "/dashboard/trail/", "/dashboard/explore/", "/api/v1/", "/data/", "/",
        own, f"{own}line-up/", f"{own}details/", "/panels/desk/",
    )  # fmt: skip
    for group in ("clerk", "reviewer", "publisher", "manager", "official", "data_protection", "admin"):
        client = signed_in(group)
        for address in addresses:
            text = client.get(address, follow=True).content.decode()
            assert not [word for word in ("Secret", "Hidden", "Speaker Number") if word in text], (group, address)
    assert "Secret" in signed_in(desk).get("/panels/desk/").content.decode()


def test_a_speaker_on_no_list_who_asks_is_answered_and_erased(desk: User) -> None:
    make_named_invitation(desk, "Ymir Foldaway")
    protection = signed_in("data_protection")
    page = protection.post("/dashboard/people/", {"name": "Foldaway, Ymir"}).content.decode()
    assert "Ymir Foldaway" in page
    assert "Expert until" in page
    refused = protection.post(
        "/dashboard/people/erase-name/", {"name": "Y", "reason": "asked", "sure": "yes"}, follow=True
    )
    assert "Write the whole name" in refused.content.decode()
    sent = {"name": "Ymir Foldaway", "reason": "asked by Ymir Foldaway", "sure": "yes"}
    protection.post("/dashboard/people/erase-name/", sent)
    rows = [
        row
        for model in apps.get_models()
        for row in model._base_manager.values_list()
        if "foldaway" in str(row).casefold()
    ]
    assert rows == []
    assert LineUpSeat.objects.get().seat_gender == "woman"
