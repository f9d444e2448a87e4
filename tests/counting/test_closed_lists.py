"""Closed lists: without the right, no answer reveals how the delegations of a closed list differ.

Not singly, not in groups, not by taking one answer from another. All is asked twice, the second time with genders
exchanged between delegations.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import product

import pytest
from django.db.models import F, Model
from django.test import Client

from meetings.models import Country, Meeting
from meetings.vocabulary import GenderBasis
from reports.counting.closed_lists import FEWEST, LEFT_OUT
from reports.counting.dimensions import DIMENSIONS, FILTERS, Level
from reports.dashboards.figs import KINDS
from reports.measures.metrics import METRICS
from tests.worlds import builders, random_worlds
from tests.worlds.builders import signed_in

pytestmark = pytest.mark.django_db
CLOSED = "world-1-0"
GROUPS = {
    "ZZA": {"regional_group": "african", "region": "africa", "subregion": "eastern_africa", "income_group": "low"},
    "ZZB": {"regional_group": "eastern_european", "region": "europe", "subregion": "east", "income_group": "high"},
}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture
def record() -> Meeting:
    """A random world with closed lists, one of its meetings open; a closed one has enough of everybody to be told
    whole, and in it twice one who is alone and another beside them, who differ in all that is recorded."""
    builders.fill(random_worlds.world(1))
    Meeting.objects.filter(slug="world-1-1").update(list_access="open", symbol="TEST/1")
    meeting = Meeting.objects.get(slug=CLOSED)
    for number, (code, groups) in enumerate(GROUPS.items()):
        forum = {f"forum:{meeting.forum_id}": f"group-{number}", "ldc": f"ldc-{number}", "sids": f"sids-{number}"}
        builders.make_country(code, groups=groups | forum | {"lldc": f"lldc-{number}"})
    for alone, two, category in (("ZZA", "ZZB", ""), ("First NGO", "Second NGO", "civil_society")):
        other = {"civil_society": "academia", "": "observer_state"}[category]
        first = builders.make_delegation(meeting, alone, category or "state_party")
        builders.make_participation(
            first, gender="woman", role="head", rank="minister", attended="yes", head_basis="stated"
        )
        builders.make_people(builders.make_delegation(meeting, two, other), men=2)
    declared = {"gender": "woman", "recorded": "another"}
    builders.make_participation(builders.make_delegation(meeting, "ZZC"), **declared)
    builders.make_participation(builders.make_delegation(meeting, "ZZD"), gender="woman", recorded="woman")
    builders.make_people(builders.make_delegation(meeting, "Third NGO", "civil_society"), women=3, men=3)
    for name, gender in (("Fourth NGO", "man"), ("Fifth NGO", "unknown")):
        builders.make_participation(builders.make_delegation(meeting, name, "civil_society"), gender=gender)
    for letter, code, last in (("w", "ZZA", meeting.start), ("m", "ZZB", meeting.end)):
        builders.make_statement(meeting, code, letter)
        country = Country.objects.get(pk=code)
        builders.make_holder(meeting, letter, meeting.start.isoformat(), last.isoformat(), country=country)
    return meeting


def exchange(meeting: Meeting) -> None:
    """Whoever is alone and the first of whoever is beside them exchange their gender, on the list, as recorded, as
    speakers and as office-holders; whoever declared and whoever did not do so, too. All totals stay."""
    for one, two in (("ZZA", "ZZB"), ("first ngo", "second ngo"), ("ZZC", "ZZD"), ("fourth ngo", "fifth ngo")):
        _exchanged(
            *(meeting.delegations.get(entity_key=key).participations.order_by("pk")[0] for key in (one, two)),
            fields=("listed_gender", "listed_basis", "recorded_gender", "recorded_basis"),
        )
    _exchanged(*(meeting.statements.get(entity_key=key) for key in GROUPS), fields=("speaker_gender", "speaker_basis"))
    held = meeting.office_holders
    _exchanged(*(held.get(country=code) for code in GROUPS), fields=("holder_gender", "holder_basis"))
    Meeting.objects.filter(pk=meeting.pk).update(revision=F("revision") + 1)


def _exchanged(one: Model, two: Model, fields: tuple[str, ...]) -> None:
    before = [{name: getattr(each, name) for name in fields} for each in (one, two)]
    assert before[0] != before[1]
    type(one)._base_manager.filter(pk=one.pk).update(**before[1])
    type(two)._base_manager.filter(pk=two.pk).update(**before[0])


def narrowings() -> list[str]:
    """Every filter, each with every group of the record that tells one delegation, and every category."""
    keys = GROUPS["ZZA"] | {key: f"{key}-0" for key in ("ldc", "lldc", "sids")}
    keys |= {"country": "ZZA", "delegation_size": "1", "forum_group": "group-0", "role": "head", "rank": "minister"}
    assert set(keys) >= {key for key in FILTERS if DIMENSIONS[key].level is not Level.MEETING}
    crossed = [
        "regional_group=african&delegation_size=1",
        "category=all&delegation_size=2-3",
        "role=member&sids=sids-0",
    ]
    categories = ["category=" + one for one in ("all", "observer_state", "academia", "civil_society")]
    others = [
        "base=attended",
        "base=attended&category=all",
        "gender_basis=listed",
        "gender_basis=recorded&category=all",
    ]
    return ["", *(f"{key}={group}" for key, group in keys.items()), *categories, *others, *crossed]


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
    for page in ("", "check/", "panels/", "people/", "statements/", "offices/", "questions/", "sheets/"):
        yield f"/meetings/{meeting.slug}/{page}"
    yield from ("/meetings/", "/panels/", "/desk/", "/desk/not-recorded/", f"/desk/search/?q={meeting.title[:9]}")
    for kind in KINDS:
        for form in ("csv", "svg"):
            asked = f"year={meeting.start.year}&forum={meeting.forum_id}&code=ZZA&state=ZZA&{here}"
            yield f"/dashboard/figure/{kind}.{form}?{asked}"
            yield f"/dashboard/figure/{kind}.{form}?{asked}&category=all"
    pages = (
        "",
        "forums/",
        f"forums/{meeting.forum_id}/",
        "states/",
        "states/ZZA/",
        "states/ZZC/",
        "copy.docx",
        "copy.docx?about=heads",
    )
    for asked in narrowings():
        yield f"{explore}download.csv?by=meeting&{asked}"
        yield f"{meeting.get_absolute_url()}?{asked}"
        for page in pages:
            yield f"/dashboard/{page}{'&' if '?' in page else '?'}{asked}&year={meeting.start.year}"


def answers(client: Client, asked: Iterable[str]) -> dict[str, tuple[int, object]]:
    found: dict[str, tuple[int, object]] = {}
    for address in asked:
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
    before, seen = answers(manager, addresses(record)), reviewer.get(whole).content
    exchange(record)
    after = answers(manager, addresses(record))
    assert [address for address, answer in after.items() if answer != before[address]] == []
    assert {status for status, _told in before.values()} <= {200, 400, 403, 404}
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


def test_a_closed_list_is_told_whole_to_a_manager(record: Meeting) -> None:
    """All people of it, or all of its States, by meeting, by year and by forum; by nothing that takes them apart."""
    Meeting.objects.exclude(pk=record.pk).update(list_access="open", symbol="TEST/1")
    manager, reviewer = signed_in("manager"), signed_in("reviewer")
    explore = "/dashboard/explore/download.csv"
    for by, category, metric in product(
        ("all", "meeting", "year", "forum"), ("states", "all"), ("share_of_women", "mean_share", "coverage")
    ):
        asked = f"{explore}?by={by}&metric={metric}&category={category}"
        assert manager.get(asked).content == reviewer.get(asked).content, asked
    for apart in (
        "by=role", "by=rank", "by=category", "by=meeting&metric=heads_of_delegation", "by=role&columns=year",
        "by=meeting&metric=leadership_gap", "by=meeting&base=attended", "by=meeting&gender_basis=listed",
        "by=meeting&metric=share_of_statements",
    ):  # fmt: skip
        told = manager.get(f"{explore}?{apart}&category=all").content.decode()
        assert str(LEFT_OUT) in told, apart
        assert told != reviewer.get(f"{explore}?{apart}&category=all").content.decode(), apart


@pytest.mark.parametrize(("states", "others"), [(8, 1), (8, FEWEST - 1), (1, 8), (FEWEST - 1, 0), (2, 2)])
def test_one_question_minus_another_is_never_fewer_than_five(states: int, others: int) -> None:
    """Whatever is told of a closed list, nothing follows of fewer people than five by taking one from another."""
    meeting, manager = builders.make_meeting("small"), signed_in("manager")
    builders.make_people(builders.make_delegation(meeting, "ZZA"), women=states)
    if others:
        builders.make_people(builders.make_delegation(meeting, "An NGO", "civil_society"), men=others)
    told = {category: _people_told(manager, category) for category in ("states", "all")}
    if told["states"] and told["all"]:
        assert told["all"] - told["states"] >= FEWEST
    assert all(number == 0 or number >= FEWEST for number in told.values())
    assert {category: _people_told(signed_in("reviewer"), category) for category in told} == {
        "states": states,
        "all": states + others,
    }


@pytest.mark.gate
def test_no_answer_to_a_manager_follows_from_the_one_delegate_of_no_state() -> None:
    """Nor from whether their gender is known at all: not of a page, a file, nor the check of the meeting."""
    meeting = builders.make_meeting("small")
    builders.make_people(builders.make_delegation(meeting, "ZZA"), women=4, men=4)
    alone = builders.make_participation(builders.make_delegation(meeting, "An NGO", "civil_society"), gender="woman")
    asked = list(dict.fromkeys(addresses(meeting)))
    manager, told = signed_in("manager"), []
    for gender, basis in (("woman", "courtesy_title"), ("man", "courtesy_title"), ("unknown", GenderBasis.NONE)):
        alone.listed_gender = alone.recorded_gender = gender
        alone.listed_basis = alone.recorded_basis = basis
        alone.save()
        Meeting.objects.update(revision=F("revision") + 1)
        told.append(answers(manager, asked))
    assert [address for address in asked if len({str(one[address]) for one in told}) > 1] == []


def _people_told(client: Client, category: str) -> int:
    rows = csv.DictReader(
        io.StringIO(client.get(f"/dashboard/explore/download.csv?by=meeting&category={category}").content.decode())
    )
    return sum(int(row["women"] or 0) + int(row["men"] or 0) for row in rows)


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
