"""The page of the panel desk’s measures counts what is on record, and shows no invitation."""

from __future__ import annotations

import datetime
from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.actions.published import load_sources
from panels.actions.invitations import add_line_up
from panels.models import Invitation
from reports.measures.panel_desk import measured
from reports.practice_results.panels import histories
from tests.worlds.builders import (
    make_country,
    make_delegation,
    make_meeting,
    make_panel,
    make_participation,
    make_seat,
    make_user,
    signed_in,
)
from tests.worlds.invitations import go, make_invitation, seats_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = datetime.date(2026, 3, 9)


@pytest.fixture
def world() -> None:
    """Four invitations and an event of ours: changed after we asked, no answer, declined, mixed by us alone."""
    desk, approver = make_user("desk", "panel_desk"), make_user("approver", "panel_approver")
    changed = go(make_invitation(desk, "mm", received=DAY, area="cyber"), "change_requested", by=desk)
    add_line_up(changed, seats_of("mw"), by=desk)
    go(changed, "accepted", "held", by=desk)
    go(make_invitation(desk, "mm", title="Silent fold", received=DAY), "change_requested", by=desk)
    go(make_invitation(desk, "www", received=DAY, organiser_type="member_state", organiser="Aland"), "declined",
       by=desk, approver=approver)  # fmt: skip
    make_invitation(desk, "mmW", received=datetime.date(2025, 11, 3), organiser="Society of Kites")
    make_invitation(desk, "mm", received=DAY, organiser_type="own_office", organiser="Our office")


def test_the_record_is_read_as_it_happened(world: None) -> None:
    found = measured(histories(Invitation.objects.exclude(organiser_type="own_office")))
    numbers = {key: (one.value, one.base) for key, one in found.items()}
    assert numbers["checked"] == (1, 4)
    assert numbers["single_gender_at_first_check"] == (0.75, 4)
    assert numbers["by_us_alone_at_first_check"] == (0.25, 4)
    assert numbers["asked"] == (0.5, 4)
    assert numbers["changed_after_asking"] == (1, 1)
    assert numbers["declined"] == (0.5, 2)
    assert numbers["breaches"] == (0, 1)


def test_a_later_verdict_on_the_same_line_up_moves_no_measure(world: None) -> None:
    from panels.actions.checking import write_check
    from panels.models import LineUp

    before = histories(Invitation.objects.all())
    line_up = LineUp.objects.order_by("pk").first()
    assert line_up is not None
    line_up.seats.model._base_manager.filter(line_up=line_up).update(seat_gender="woman")
    write_check(line_up, by=line_up.by)
    assert histories(Invitation.objects.all()) == before


def test_a_manager_sees_numbers_and_no_invitation(world: None) -> None:
    load_sources()
    page = signed_in("manager").get("/panels/measures/").content.decode()
    assert "We asked for another line-up in 2 of 4 invitations. Of 1 that answered, 1 changed it." in page
    assert "472 panels" in page
    assert "successful in 84 % of these" in page
    assert "Institute for Folded Futures" in page, "who invited twice"
    for hidden in ("Silent fold", "Speaker Number", "Society of Kites", "Aland", "/panels/desk/"):
        assert hidden not in page, hidden


def test_the_years_and_groups_asked_for_are_shown(world: None) -> None:
    client = signed_in("panel_desk")
    assert "in 0 of 1 invitation." in client.get("/panels/measures/?year=2025").content.decode()
    by = {
        "organiser_type": ["Member State", "civil society"], "area": ["not said"], "unit": ["not said"],
        "quarter": ["2025, quarter 4", "2026, quarter 1"],
    }  # fmt: skip
    for key, labels in by.items():
        page = client.get(f"/panels/measures/?by={key}").content.decode()
        for label in labels:
            assert f'<th scope="row">{label}</th>' in page, (key, label)
    assert client.get("/panels/measures/?year=x&by=speaker").status_code == 200


def test_the_overview_counts_replies_and_names_none(world: None) -> None:
    today = timezone.localdate()
    make_participation(make_delegation(make_meeting("spring", list_access="open"), "AAA"), "Ada Okoro", "woman")
    for days in (-1, 0, 7, 8):
        make_invitation(make_user(f"desk{days}", "panel_desk"), title="Unseen fold", reply_due=today + timedelta(days))
    page = signed_in("manager").get("/dashboard/").content.decode()
    assert "Three replies due" in page
    assert 'href="/panels/measures/"' in page
    assert "Unseen fold" not in page
    assert "replies due" not in signed_in("reviewer").get("/dashboard/").content.decode()


def test_the_card_and_the_sentence_name_what_is_mixed_by_us_alone() -> None:
    day = datetime.date(2025, 3, 9)
    meeting = make_meeting("spring", start=day, end=day, list_access="open")
    make_participation(make_delegation(meeting, make_country("AAA").code), "Ada Okoro", "woman")
    make_seat(make_panel("Opening", "mm", meeting=meeting, date=meeting.start), "w", ours=True)
    page = signed_in("manager").get("/dashboard/?year=2025").content.decode()
    assert "1 more mixed by us alone" in page
    assert "0 of 1 panel had only men or only women (men: 0, women: 0); 1 mixed by us alone; 0 undecided." in page
