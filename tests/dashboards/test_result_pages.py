"""Pages of results: the same numbers as ``figures``, seen by those with the right, in a constant number of queries."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Change, Meeting
from tests.worlds import builders
from tests.worlds.builders import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def session() -> Meeting:
    meeting = builders.make_meeting("invented-session", list_access="open")
    for code, women, men in [("ZZA", 4, 6), ("ZZB", 3, 0), ("ZZC", 0, 1)]:
        state = builders.make_country(code, groups={"regional_group": "african" if code == "ZZA" else "none"})
        builders.make_people(builders.make_delegation(meeting, state.code), women=women, men=men)
    head = {"role": "head", "head_basis": "stated"}
    builders.make_participation(meeting.delegations.get(entity_key="ZZA"), "Canary Ondine", "woman", **head)
    builders.make_participation(meeting.delegations.get(entity_key="ZZC"), gender="unknown", recorded="woman")
    builders.make_people(builders.make_delegation(meeting, "Invented Institute", "academia"), women=2)
    return meeting


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def figures(*arguments: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command("figures", *arguments, "--format", "json", stdout=out)
    return list(json.loads(out.getvalue()))


def test_the_meeting_page_says_what_figures_prints(session: Meeting) -> None:
    response = signed_in("reviewer").get(session.get_absolute_url())
    whole = figures("--meeting", session.slug)[0]
    assert (whole["women"], whole["known"], whole["unknown"]) == (8, 15, 1)
    assert response.context["quote"].sentence == (
        "In 2024 women were 53\u00a0% (8 of 15) of the participants in States’ delegations; not recorded: 1."
    )
    shown = {section["id"]: section["rows"] for section in response.context["sections"]}
    shown["delegation"] = response.context["delegations"]["rows"]
    shown["regional-group"] = response.context["groups"].table["rows"]
    asked = {"regional-group": [], "role": [], "delegation": [], "category": ["--category", "all"]}
    for identity, options in asked.items():
        printed = figures("--meeting", session.slug, "--by", identity.replace("-", "_"), *options)
        columns = ("label", "women", "men", "unknown", "total")
        assert [[row[name] for name in columns] for row in shown[identity]] == [
            [row[name] for name in columns] for row in printed
        ]


def test_the_chart_draws_the_table_and_below_ten_people_counts_alone(session: Meeting) -> None:
    response = signed_in("reviewer").get(session.get_absolute_url())
    drawn = response.context["groups"]
    assert [(spot.label, spot.share) for spot in drawn.chart] == [
        (row["label"], row["share"]) for row in drawn.table["rows"]
    ]
    for spot, row in zip(drawn.chart, drawn.table["rows"], strict=True):
        known = row["women"] + row["men"]
        assert (spot.mark is None) == (known < 10)
        if spot.mark:
            assert float(spot.mark.at.rstrip("%")) == pytest.approx(100 * row["women"] / known, abs=0.01)
    assert b"plotly" not in response.content


def test_what_a_reader_must_know_stands_beside_the_headline(session: Meeting) -> None:
    text = text_of(signed_in("reviewer"), session.get_absolute_url())
    for sentence in (
        "If everyone not recorded as a woman or a man were a man: 50 % (8 of 16); if everyone were a woman: 56 %"
        " (9 of 16).",
        "Coverage: 94 % (15 of 16) are recorded as women or men.",
        "With declarations (as recorded): 56 % (9 of 16); not recorded: 0.",
        "In 2024 women were 1 of 1 of the heads of delegation; not recorded: 0.",
        "How the heads are known: stated in the list: 1.",
        "To reach 50 %: replace 1 (0–1) woman with a man. Or add 1 (0–2) men.",
    ):
        assert sentence in text
    assert "TEST/invented-session/INF.1" in text
    everyone = text_of(signed_in("publisher"), f"{session.get_absolute_url()}?category=all&gender_basis=recorded")
    assert "In 2024 women were 61 % (11 of 18) of all participants; not recorded: 0." in everyone
    session.participations.filter(delegation__entity_key="ZZB").update(attended="yes")
    checked_in = text_of(signed_in("manager"), f"{session.get_absolute_url()}?base=attended")
    assert "In 2024 women were 3 of 3 of the participants in States’ delegations who checked in;" in checked_in


def test_where_a_state_is_counted_for_electoral_purposes_is_said(session: Meeting) -> None:
    state = builders.make_country("ZZA")
    builders.make_member(state, "regional_group", "other", note="counted here as for electoral purposes")
    text = text_of(signed_in("reviewer"), session.get_absolute_url())
    assert "State ZZA: counted here as for electoral purposes." in text


def test_a_question_that_means_nothing_is_a_400(session: Meeting) -> None:
    assert signed_in("reviewer").get(f"{session.get_absolute_url()}?category=service").status_code == 400


def test_no_page_of_figures_names_a_participant(session: Meeting) -> None:
    for group in ("reviewer", "manager", "publisher"):
        client = signed_in(group)
        for address in (session.get_absolute_url(), "/meetings/", "/"):
            assert "Canary" not in client.get(address).content.decode()


def test_who_sees_which_page(session: Meeting) -> None:
    address = session.get_absolute_url()
    builders.make_panel(meeting=session, slug="verification", seats="mm")
    expected = {
        "reviewer": (200, 200, 200, 200),
        "publisher": (200, 200, 403, 404),
        "manager": (200, 200, 200, 200),
        "panel_desk": (403, 404, 200, 200),
        "clerk": (200, 404, 200, 404),
        "official": (403, 404, 403, 404),
        "admin": (403, 404, 403, 404),
    }
    pages = ("/meetings/", address, "/panels/", "/panels/verification/")
    found = {}
    for group in expected:
        client = signed_in(group)
        found[group] = tuple(client.get(page).status_code for page in pages)
    assert found == expected
    assert [Client().get(page).status_code for page in pages] == [302] * 4
    assert Client().get("/").status_code == 200


def test_the_clerk_of_a_meeting_sees_it_and_what_to_do_next(session: Meeting) -> None:
    clerk = builders.make_user("clerk-of-the-session", "clerk")
    session.clerks.add(clerk)
    builders.make_meeting("not-theirs")
    client = Client()
    client.force_login(clerk)
    listed = text_of(client, "/meetings/")
    assert "Invented session" in listed
    assert "Not theirs" not in listed
    page = client.get(session.get_absolute_url())
    labels = [action["label"] for action in page.context["actions"]]
    assert labels[:3] == ["Import a list", "Enter a delegation", "Questions"]
    assert all(row["url"] for row in page.context["delegations"]["rows"] if row["label"] == "State ZZA")


def test_of_a_closed_list_a_manager_sees_all_delegations_together(session: Meeting) -> None:
    Meeting.objects.update(list_access="closed")
    manager, reviewer = signed_in("manager"), signed_in("reviewer")
    assert manager.get(session.get_absolute_url()).context["delegations"] is None
    text = text_of(manager, session.get_absolute_url())
    assert "This list is closed" in text
    assert "delegations are only counted together" in text
    assert [one["id"] for one in manager.get(session.get_absolute_url()).context["sections"]] == []
    assert "State ZZA" not in manager.get(session.get_absolute_url()).content.decode()
    assert len(reviewer.get(session.get_absolute_url()).context["delegations"]["rows"]) == 3


def test_an_empty_meeting_says_so_and_shows_no_zero() -> None:
    meeting = builders.make_meeting("empty-session")
    assert "{%" not in text_of(signed_in("clerk"), "/meetings/")
    text = text_of(signed_in("reviewer"), meeting.get_absolute_url())
    assert "Nobody is recorded yet" in text
    assert "0 %" not in text
    assert "no value" in text_of(signed_in("publisher"), "/meetings/")


def test_queries_are_constant_in_people_and_meetings(session: Meeting) -> None:
    client = signed_in("reviewer")

    def queries(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    builders.make_panel("First panel", "wm", meeting=session)
    pages = (session.get_absolute_url(), "/meetings/", "/panels/")
    before = [queries(page) for page in pages]
    for number in range(5):
        meeting = builders.make_meeting(f"more-{number}")
        builders.make_people(builders.make_delegation(meeting, "ZZA"), women=3, men=2)
        builders.make_people(builders.make_delegation(session, f"ZY{'ABCDE'[number]}"), women=3, men=4, unknown=2)
        builders.make_panel(f"Panel {number}", "wwm", meeting=session)
    assert [queries(page) for page in pages] == before


def test_a_panel_shows_its_views_and_notes_that_names_were_read(session: Meeting) -> None:
    panel = builders.make_panel("Deterrence", "mm", meeting=session)
    builders.make_seat(panel, "w", ours=True, name="Canary Ondine")
    builders.make_seat(panel, "w", role="moderator")
    client = signed_in("panel_desk")
    text = text_of(client, "/panels/deterrence/")
    assert "Without our speaker, this panel is all men (2 speakers)." in text
    assert "Canary Ondine" in text
    read = Change.objects.get(action="read_names")
    assert read.after is not None
    assert len(read.after["shown"]) == 4
    assert "Canary" not in text_of(client, "/panels/")
    assert f'href="{session.get_absolute_url()}"' not in client.get("/panels/deterrence/").content.decode()


def test_the_first_page_publishes_nothing_and_sets_no_cookie(session: Meeting) -> None:
    with CaptureQueriesContext(connection) as captured:
        response = Client().get("/")
    assert not [query["sql"] for query in captured if "meetings_participation" in query["sql"]]
    assert "Nothing is published yet" in response.content.decode()
    assert not response.cookies


def test_after_sign_in_everyone_starts_where_their_rights_lead() -> None:
    starts = {group: signed_in(group).get("/start/").headers["Location"] for group in ("clerk", "panel_desk")}
    assert starts == {"clerk": "/desk/", "panel_desk": "/panels/desk/"}
    assert "Published figures are open to everyone" in signed_in("official").get("/start/").content.decode()


def test_pages_that_show_invented_data_say_so(session: Meeting) -> None:
    panel = builders.make_panel(meeting=session)
    client, pages = (
        signed_in("reviewer"),
        ("/meetings/", session.get_absolute_url(), "/panels/", f"/panels/{panel.slug}/"),
    )
    assert not [page for page in pages if "Demonstration data" in text_of(client, page)]
    Meeting.objects.update(demonstration=True)
    assert [page for page in pages if "Demonstration data" in text_of(client, page)] == list(pages)
