"""Sentences of dashboards: single States, empty scopes, panels, singular and plural; odd addresses."""

from __future__ import annotations

import datetime
import io
import zipfile
from urllib.parse import quote_plus

import pytest
from django.urls import reverse

from meetings.models import Meeting
from reports.counting.dimensions import FILTERS
from reports.counting.population import population_of
from reports.counting.scope import Scope
from reports.dashboards import quotes
from reports.dashboards.overview import Overview
from reports.presentation import heads, sentences
from reports.scope_results import meetings_with_a_list
from tests.worlds import builders
from tests.worlds.builders import signed_in
from tests.worlds.seeds import daily

pytestmark = pytest.mark.django_db
JUDGING = ("%", "half", "even", "Band", "fewer")


@pytest.fixture
def session() -> Meeting:
    """Ten of State ZZA, one of them a woman; two women of ZZB and a woman who leads for an NGO."""
    meeting = builders.make_meeting("assembly-1", forum=builders.make_forum("assembly"), list_access="open")
    builders.make_country("ZZA", groups={"regional_group": "african"})
    first = builders.make_delegation(meeting, "ZZA")
    builders.make_participation(first, gender="man", role="head", head_basis="stated")
    builders.make_people(first, women=1, men=10)
    builders.make_people(builders.make_delegation(meeting, "ZZB"), women=2)
    of_ngo = builders.make_delegation(meeting, "Invented NGO", "civil_society")
    builders.make_participation(of_ngo, gender="woman", role="head", head_basis="only_member")
    return meeting


def test_what_is_said_of_a_named_state_is_counts(session: Meeting) -> None:
    client = signed_in("reviewer")
    for address in (
        "/dashboard/?year=2024&country=ZZA",
        "/dashboard/states/?country=ZZA",
        "/dashboard/states/ZZA/",
        "/dashboard/forums/?country=ZZA",
        "/dashboard/forums/assembly/?country=ZZA",
        f"{session.get_absolute_url()}?country=ZZA",
    ):
        context = client.get(address).context
        said = context["quotes"] if "quotes" in context else [context["quote"]]
        for quote in [one for one in said if one.key != "panels"]:
            assert "State ZZA" in quote.sentence
            assert not [word for word in JUDGING if word in quote.sentence], quote.sentence
        judged = [note for quote in said for note in quote.notes if not note.startswith(("Coverage", "Low coverage"))]
        assert not [note for note in judged if any(word in note for word in JUDGING)]
        for name in ("decides", "pace"):
            assert not any("half" in part or "%" in part for part in context.get(name) or "")


def test_heads_that_are_copied_say_whose_they_are(session: Meeting) -> None:
    found = {
        "usual": heads.heads(population_of(Scope()))[0],
        "ngo": heads.heads(population_of(Scope(category="civil_society")))[0],
        "state": heads.heads(population_of(Scope(only=(("country", "ZZA"),))))[0],
        "none": heads.heads(population_of(Scope(only=(("country", "ZZB"),))))[0],
    }
    assert found == {
        "usual": "In 2024 women were 0 of 1 of the heads of delegation; not recorded: 0.",
        "ngo": "In 2024 women were 1 of 1 of the heads of delegation among the participants in the category"
        " “NGO / civil society”; not recorded: 0.",
        "state": "Heads of delegation among the participants in States’ delegations (State: State ZZA): 1"
        " (women: 0, men: 1, not recorded as either: 0).",
        "none": "No head of delegation is stated among the participants in States’ delegations (State: State ZZB).",
    }


def test_panels_are_those_of_the_scope_and_have_a_source_of_their_own(session: Meeting) -> None:
    other = builders.make_meeting("other", list_access="open", start=session.start)
    builders.make_people(builders.make_delegation(other, "ZZA"), women=2)
    for title, meeting, year in (("Ours", session, 2024), ("Theirs", other, 2024), ("Before", session, 2023)):
        builders.make_panel(title, "mm", meeting=meeting, date=datetime.date(year, 3, 5))
    client = signed_in("manager")

    def panels(query: str) -> str | None:
        found = {one.key: one.text for one in client.get(f"/dashboard/?{query}").context.get("quotes", [])}
        return found.get("panels")

    everywhere, here = panels("year=2024"), panels("year=2024&forum=assembly")
    assert (everywhere or "").startswith("2 of 2 panels had only men or only women")
    assert here
    assert here.startswith("1 of 1 panel had only men or only women (men: 1, women: 0)")
    assert "Panels on record, 2024; rule for panels, version 1 (moderators not counted). Parity," in here
    assert not [word for word in ("TEST/", "as listed") if word in here]
    for foreign in ("role=member", "country=ZZA", "category=civil_society", "base=attended", "meeting_size=small"):
        assert panels(f"year=2024&{foreign}") is None, foreign
    docx = client.get("/dashboard/copy.docx?about=panels&year=2024&meeting=assembly-1").content
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        assert "1 of 1 panel" in file.read("word/document.xml").decode()
    publisher = signed_in("publisher")
    assert [one.key for one in publisher.get("/dashboard/?year=2024").context["quotes"]] == ["participants", "heads"]
    assert publisher.get("/dashboard/copy.docx?about=panels").status_code == 403


def test_a_sentence_says_of_which_years_it_is(session: Meeting) -> None:
    earlier = builders.make_meeting("assembly-0", forum=session.forum, start=datetime.date(2021, 3, 1))
    builders.make_people(builders.make_delegation(earlier, "ZZA"), women=6, men=2)
    client = signed_in("reviewer")
    addresses = {"/dashboard/": "quotes", "/dashboard/states/": "quote", session.get_absolute_url(): "quote"}
    found = [client.get(address).context[name] for address, name in addresses.items()]
    assert [(one[0] if isinstance(one, list) else one).sentence.split(" of ")[0] for one in found] == [
        "In 2024 women were 21\u00a0% (3",
        "In the years 2021–2024 women were 41\u00a0% (9",
        "In 2024 women were 21\u00a0% (3",
    ]
    assert quotes.heads(population_of(Scope(years=(2024, 2024)))).text.startswith(
        "In 2024 women were 0 of 1 of the heads"
    )
    of_state = {
        asked: client.get(f"/dashboard/states/ZZA/?{asked}").context["quote"].sentence
        for asked in ("", "year=2021", "role=head")
    }
    assert of_state[""] == (
        "Delegations of State ZZA, 2021–2024: 20 people at 2 meetings; women: 7, men: 13, not recorded: 0."
    )
    assert of_state["year=2021"].startswith("Delegations of State ZZA, 2021: 8 people at 1 meeting;")
    narrowed = Scope(attended=True, category="civil_society", only=(("country", "ZZA"), ("role", "expert")))
    assert sentences.headline(population_of(narrowed)).startswith("Nobody is on record among the participants in the")


def test_what_is_copied_from_the_demonstration_says_that_it_is_invented(session: Meeting) -> None:
    client = signed_in("reviewer")
    builders.make_panel("Deterrence", "mm", meeting=session, date=datetime.date(2024, 3, 5))

    def copied() -> list[bool]:
        texts = [quote.text for quote in client.get("/dashboard/?year=2024").context["quotes"]]
        for about in ("participants", "heads", "panels"):
            file = io.BytesIO(client.get(f"/dashboard/copy.docx?year=2024&about={about}").content)
            with zipfile.ZipFile(file) as docx:
                texts.append(docx.read("word/footnotes.xml").decode())
        return ["Demonstration data, invented. " in text for text in texts]

    assert copied() == [False] * 6
    Meeting.objects.update(demonstration=True)
    assert copied() == [True] * 6


def test_of_nobody_no_coverage_is_told(session: Meeting) -> None:
    nobody = population_of(Scope(category="private_sector"))
    assert sentences.notes(nobody) == []
    assert quotes.heads(nobody).notes == []


def test_who_may_lock_is_offered_the_lock_and_a_locked_meeting_says_since_when(session: Meeting) -> None:
    def offered(group: str) -> str:
        actions = signed_in(group).get(session.get_absolute_url()).context["actions"]
        return next(action["label"] for action in actions if action["url"].endswith("/check/"))

    assert (offered("reviewer"), offered("publisher")) == ("Check and lock", "Check")
    Meeting.objects.filter(pk=session.pk).update(
        locked_at=datetime.datetime(2024, 5, 6, tzinfo=datetime.UTC), locked_by=builders.make_user("checker")
    )
    page = signed_in("manager").get(session.get_absolute_url())
    assert ("Record", "checked and locked on 6 May 2024") in page.context["details"]
    assert [one["label"] for one in page.context["actions"] if one["url"].endswith("/check/")] == ["Check"]


EMPTY = {
    "/meetings/assembly-1/?base=attended": "the participants in States’ delegations who checked in",
    "/dashboard/?category=private_sector": "the participants in the category “Private sector”.",
    "/dashboard/?category=academia&regional_group=african": "(Regional group: African)",
    "/dashboard/?meeting=nosuch&forum_group=group-1": "(Group of the forum: group-1), nosuch",
    "/dashboard/?meeting=nosuch": "the participants in States’ delegations, nosuch",
    "/dashboard/?year=2023": "the participants in States’ delegations, 2023",
    "/dashboard/states/ZZA/?base=attended": "who checked in (State: State ZZA)",
    "/dashboard/states/ZZA/?category=signatory": "(State: State ZZA)",
    "/dashboard/forums/assembly/?year=2030": "the participants in States’ delegations, 2030",
    "/dashboard/forums/?role=expert": "(Role: Expert)",
    "/dashboard/states/?regional_group=none&base=attended": "who checked in",
}


@pytest.mark.parametrize("address", EMPTY)
def test_an_empty_scope_says_so_and_how_to_widen_it(session: Meeting, address: str) -> None:
    client = signed_in("reviewer")
    response = client.get(address)
    page = response.content.decode()
    assert "Nobody matches these filters: " in page
    assert EMPTY[address] in response.context["empty_scope"].sentence
    assert "Nobody is recorded yet" not in page
    assert 'name="category"' in page, "the form with the filters stays"
    assert "no value: no gender" not in page
    label, url = response.context["empty_scope"].wider[-1]
    assert label.startswith("Without")
    assert "Nobody is counted" not in client.get(url).content.decode()


def test_only_an_empty_record_says_that_nobody_is_recorded() -> None:
    meeting, client = builders.make_meeting("empty"), signed_in("reviewer")
    for address in ("/dashboard/", "/dashboard/?year=2023", meeting.get_absolute_url()):
        assert "Nobody is recorded yet" in client.get(address).content.decode()
    assert client.get("/dashboard/states/ZZA/").status_code == 404
    assert client.get("/dashboard/forums/nosuch/").status_code == 404


def people_needed(women: int, men: int, unknown: int = 0) -> list[str]:
    meeting = builders.make_meeting(f"needs-{women}-{men}-{unknown}")
    builders.make_people(builders.make_delegation(meeting, "ZZA"), women=women, men=men, unknown=unknown)
    return [
        note for note in sentences.notes(population_of(Scope(meeting=meeting.slug))) if note.startswith("To reach 50")
    ]


def test_numbers_and_their_words_agree() -> None:
    assert people_needed(9, 8) == ["To reach 50 %: replace 1 woman with a man. Or add 1 man."]
    assert people_needed(4, 8) == ["To reach 50 %: replace 2 men with women. Or add 4 women."]
    assert people_needed(6, 8) == ["To reach 50 %: replace 1 man with a woman. Or add 2 women."]
    assert people_needed(3, 2) == [], "as even as arithmetic allows"
    assert people_needed(5, 5) == []
    reviewer = builders.make_user("reviewer", "reviewer")
    one = builders.make_meeting("lone", start=datetime.date(2019, 1, 7))
    builders.make_people(builders.make_delegation(one, "ZZA"), women=1)
    assert Overview(Scope(years=(2019, 2019)), reviewer).lead() == "2019: 1 person at 1 meeting of 1 forum."
    assert Overview(Scope(years=(2018, 2018)), reviewer).lead() == "2018: 0 people at 0 meetings of 0 forums."
    assert quotes.panels_sentence([]) == "No panel is recorded."


def test_without_the_same_forums_in_every_year_there_is_no_pace() -> None:
    for year in range(2018, 2024):
        meeting = builders.make_meeting(
            f"alone-{year}", forum=builders.make_forum(f"forum-{year}"), start=datetime.date(year, 5, 6)
        )
        builders.make_people(builders.make_delegation(meeting, "ZZA"), women=year - 2008, men=20)
    notes = signed_in("reviewer").get("/dashboard/").context["trend"].notes
    assert notes == ["No forum met in every year, so years are not comparable and no pace is computed."]


def test_of_part_of_each_delegation_no_composition_is_told(session: Meeting) -> None:
    client = signed_in("reviewer")
    page = client.get(f"{session.get_absolute_url()}?role=member")
    assert (page.context["one_gender"], page.context["ways"], page.context["decides"]) == ([], [], "")
    assert "Only part of each delegation is counted here" in page.content.decode()
    narrowed = client.get("/dashboard/forums/assembly/?role=member")
    assert narrowed.status_code == 200, narrowed.content.decode()[-900:]
    assert narrowed.context["runs"] is None


def test_what_holds_nobody_waits_for_no_lock(session: Meeting) -> None:
    builders.make_head_count(builders.make_delegation(builders.make_meeting("counted"), "ZZA"), women=1)
    builders.make_delegation(builders.make_meeting("announced"), "ZZA")
    builders.make_meeting("without-a-list")
    waiting = meetings_with_a_list(population_of(Scope(category="academia")))
    assert {meeting.slug for meeting in waiting} == {session.slug, "counted"}


ADDRESSES = [
    reverse("reports:overview"), reverse("reports:explore"), "/meetings/assembly-1/", reverse("panels"),
    reverse("reports:explore-download", args=["csv"]), reverse("reports:explore-download", args=["xlsx"]),
    reverse("reports:copy-docx"), reverse("reports:forums"), reverse("reports:states"), reverse("meetings"),
    "/dashboard/forums/assembly/", "/dashboard/states/ZZA/",
]  # fmt: skip
ASKED = ["meeting", "forum", "year", "category", "gender_basis", "base", "by", "metric", "sort", "page", "about",
         "status", "goal", "target", "brief", "b-forum", "b-meeting", "b-country", *FILTERS]  # fmt: skip


@pytest.mark.database
@pytest.mark.parametrize("address", daily(4, ADDRESSES))
def test_no_address_breaks_a_page(session: Meeting, address: str) -> None:
    """Control characters are refused by a sentence; whatever else an address holds is answered or refused."""
    client = signed_in("reviewer")
    client.raise_request_exception = False
    for name in ASKED:
        for hostile in ("%00", "%01", "a%0Ab", "%EF%BF%BF"):
            response = client.get(f"{address}?{name}={hostile}")
            assert response.status_code == 400, (name, hostile)
            assert "an invisible character" in response.content.decode()
        odd = "%ED%A0%80%FF" + quote_plus("é" * 5000)
        assert client.get(f"{address}?{name}={odd}").status_code < 500, name
    assert client.get(f"{address}?%00=1").status_code == 400


@pytest.mark.database
def test_no_path_breaks_a_page_and_a_hidden_character_on_record_leaves_a_document_whole(session: Meeting) -> None:
    client = signed_in("reviewer")
    client.raise_request_exception = False
    assert client.get("/dashboard/states/%00/").status_code == 400
    Meeting.objects.update(title="Hidden \x01 character")
    docx = client.get("/dashboard/copy.docx?meeting=assembly-1").content
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        assert "Hidden \ufffd character" in file.read("word/footnotes.xml").decode()
