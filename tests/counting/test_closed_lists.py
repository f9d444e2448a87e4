"""Closed lists: without the right, no answer reveals how the delegations of a closed list differ.

Not singly, not in groups, not by taking one answer from another. All is asked twice, the second time with genders
exchanged between delegations.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import product

import pytest
from django.db.models import F
from django.test import Client

from meetings.models import Meeting
from reports.counting.closed_lists import LEFT_OUT
from reports.counting.dimensions import DIMENSIONS, FILTERS, Level
from reports.measures.metrics import METRICS
from tests.worlds import builders, random_worlds
from tests.worlds.builders import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]
CLOSED = "world-1-0"
GROUPS = {
    "ZZA": {"regional_group": "african", "region": "africa", "subregion": "eastern_africa", "income_group": "low"},
    "ZZB": {"regional_group": "eastern_european", "region": "europe", "subregion": "east", "income_group": "high"},
}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture
def record() -> Meeting:
    """A random world with closed lists, one of its meetings open; in a closed one a woman alone, and two men."""
    builders.fill(random_worlds.world(1))
    Meeting.objects.filter(slug="world-1-1").update(list_access="open", symbol="TEST/1")
    meeting = Meeting.objects.get(slug=CLOSED)
    for number, (code, groups) in enumerate(GROUPS.items()):
        forum = {f"forum:{meeting.forum_id}": f"group-{number}", "ldc": f"ldc-{number}", "sids": f"sids-{number}"}
        builders.make_country(code, groups=groups | forum | {"lldc": f"lldc-{number}"})
    for alone, two, category in (("ZZA", "ZZB", ""), ("First NGO", "Second NGO", "civil_society")):
        other = {"civil_society": "academia", "": "observer_state"}[category]
        builders.make_people(builders.make_delegation(meeting, alone, category or "state_party"), women=1)
        builders.make_people(builders.make_delegation(meeting, two, other), men=2)
    return meeting


def exchange(meeting: Meeting) -> None:
    """The woman who came alone becomes a man, and one of the two men a woman; all totals stay."""
    for alone, two in (("ZZA", "ZZB"), ("first ngo", "second ngo")):
        found = [meeting.delegations.get(entity_key=key).participations.first() for key in (alone, two)]
        assert [one.listed_gender for one in found if one] == ["woman", "man"]
        for one, gender in zip(found, ("man", "woman"), strict=True):
            assert one
            one.listed_gender = one.recorded_gender = gender
            one.save()
    Meeting.objects.filter(pk=meeting.pk).update(revision=F("revision") + 1)


def narrowings() -> list[str]:
    """Every filter, each with every group of the record that tells one delegation, and every category."""
    keys = GROUPS["ZZA"] | {key: f"{key}-0" for key in ("ldc", "lldc", "sids")}
    keys |= {"country": "ZZA", "delegation_size": "1", "forum_group": "group-0", "role": "member"}
    assert set(keys) >= {key for key in FILTERS if DIMENSIONS[key].level is Level.DELEGATION}
    crossed = [
        "regional_group=african&delegation_size=1",
        "category=all&delegation_size=2-3",
        "role=member&sids=sids-0",
    ]
    categories = ["category=" + one for one in ("all", "observer_state", "academia")]
    return ["", *(f"{key}={group}" for key, group in keys.items()), *categories, *crossed]


def addresses(meeting: Meeting) -> Iterator[str]:
    explore, here = "/dashboard/explore/", f"meeting={meeting.slug}"
    for metric in METRICS:
        yield f"{explore}download.csv?by=meeting&metric={metric}&category=all"
        yield f"{explore}download.csv?by=income_group&metric={metric}&category=all"
        yield f"{explore}download.csv?metric={metric}&{here}"
    for by in DIMENSIONS:
        yield f"{explore}download.csv?by={by}&category=all"
        yield f"{explore}download.csv?by={by}&{here}"
    pairs = (("regional_group", "year"), ("role", "country"), ("meeting", "delegation_size"), ("role", "year"))
    for by, columns in pairs:
        yield f"{explore}download.csv?by={by}&columns={columns}&category=all"
        yield f"{explore}download.csv?by={columns}&columns={by}&metric=heads_of_delegation"
    yield f"{explore}?by=regional_group&columns=year&{here}"
    yield f"{explore}download.xlsx?by=year&columns=income_group"
    yield "/dashboard/figure/explore.svg?by=year&columns=income_group&category=all"
    yield f"{explore}?by=regional_group&{here}"
    yield f"{explore}download.xlsx?by=meeting&category=civil_society"
    yield f"{explore}download.csv?by=meeting&b-country=ZZA"
    pages = (
        "",
        "forums/",
        f"forums/{meeting.forum_id}/",
        "states/",
        "states/ZZA/",
        "copy.docx",
        "copy.docx?about=heads",
    )
    for asked in narrowings():
        yield f"{explore}download.csv?by=meeting&{asked}"
        yield f"{meeting.get_absolute_url()}?{asked}"
        for page in pages:
            yield f"/dashboard/{page}{'&' if '?' in page else '?'}{asked}&year={meeting.start.year}"


def answers(client: Client, meeting: Meeting) -> dict[str, tuple[int, object]]:
    found: dict[str, tuple[int, object]] = {}
    for address in addresses(meeting):
        response = client.get(address)
        # A page of an error has a number of its own, and tells nothing else.
        found[address] = response.status_code, _told(response.content) if response.status_code == 200 else None
    return found


def _told(content: bytes) -> object:
    if not content.startswith(b"PK"):
        return TOKEN.sub("", content.decode())
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist() if not name.startswith("docProps/")}


@pytest.mark.gate
def test_no_answer_to_a_manager_follows_from_how_a_closed_list_is_split(record: Meeting) -> None:
    manager, reviewer = signed_in("manager"), signed_in("reviewer")
    whole = f"{record.get_absolute_url()}?country=ZZA"
    before, seen = answers(manager, record), reviewer.get(whole).content
    exchange(record)
    after = answers(manager, record)
    assert [address for address, answer in after.items() if answer != before[address]] == []
    assert {status for status, _told in before.values()} <= {200, 400, 404}
    assert sum(status == 200 for status, _told in before.values()) > len(before) // 2
    assert TOKEN.sub("", reviewer.get(whole).content.decode()) != TOKEN.sub("", seen.decode())


def test_where_a_closed_list_is_left_out_it_is_said(record: Meeting) -> None:
    manager, reviewer = signed_in("manager"), signed_in("reviewer")
    said = str(LEFT_OUT)
    for address in (
        record.get_absolute_url(),
        f"{record.get_absolute_url()}?country=ZZA",
        f"{record.get_absolute_url()}?category=civil_society",
        "/dashboard/?year=2020",
        "/dashboard/?year=2020&delegation_size=1",
        f"/dashboard/forums/{record.forum_id}/",
        "/dashboard/forums/?sids=sids-0",
        "/dashboard/states/",
        "/dashboard/explore/?by=subregion",
        "/dashboard/explore/?by=role&columns=regional_group",
        "/dashboard/explore/?by=country&columns=year",
        "/dashboard/explore/?metric=delegations_of_one_gender",
        f"/dashboard/explore/?metric=median_share&meeting={CLOSED}",
    ):
        assert said in manager.get(address).content.decode(), address
        assert said not in reviewer.get(address).content.decode(), address
    docx = manager.get("/dashboard/copy.docx?category=academia&year=2020").content
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        assert "without meetings with closed lists" in file.read("word/footnotes.xml").decode()


def test_delegations_taken_together_are_counted_with_closed_lists(record: Meeting) -> None:
    """What a manager reads of closed lists is all of them, by meeting, by year, by role, and the heads."""
    manager, reviewer = signed_in("manager"), signed_in("reviewer")
    for by, metric in product(
        ("all", "meeting", "year", "forum", "role", "rank"), ("share_of_women", "leadership_gap")
    ):
        asked = f"/dashboard/explore/download.csv?by={by}&metric={metric}&category=all"
        assert manager.get(asked).content == reviewer.get(asked).content, asked
    crossed = "/dashboard/explore/download.csv?by=role&columns=year&category=all"
    assert manager.get(crossed).content == reviewer.get(crossed).content
    assert str(LEFT_OUT) not in manager.get(crossed).content.decode()


def test_a_clerk_reads_the_delegations_of_their_own_closed_list_alone(record: Meeting) -> None:
    clerk = builders.make_user("clerk-and-manager", "clerk", "manager")
    other = Meeting.objects.exclude(pk=record.pk).filter(list_access="closed").first()
    assert other
    record.clerks.add(clerk)
    client = Client()
    client.force_login(clerk)
    listed = client.get("/dashboard/explore/download.csv?by=meeting&metric=delegations_of_one_gender&category=all")
    text = listed.content.decode()
    assert (record.slug in text, other.slug in text) == (True, False)
