"""What is kept between requests is what the database holds: after every change, in every order, from every process."""

import contextlib
import datetime
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from random import Random

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.models import F

from meetings.actions.locks import unlock_meeting
from meetings.actions.meetings import EDITABLE, edit_meeting
from meetings.actions.reference import load_reference
from meetings.actions.stale import version_of
from meetings.actions.trail import values_of
from meetings.models import Delegation, Forum, GroupMember, Meeting, Participation
from reports import facts
from reports.caveats import caveats
from reports.counts import People, count_by, parts_by, people_of
from reports.dimensions import DIMENSIONS, Level
from reports.filters import Scope
from reports.results import heads_by_basis, summary
from reports.series import by_year, changes_since_last, runs
from tests import builders, worlds
from tests.conftest import on_postgres

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
SCOPES = (
    Scope(),
    Scope(gender_basis="recorded"),
    Scope(category="all", attended=True),
    Scope(forum="invented-a"),
    Scope(years=(2021, 2022), only=(("regional_group", "african"),)),
    Scope(only=(("format", "hybrid"), ("role", "adviser"))),
)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    facts.forget()
    yield
    facts.forget()


def everything(scope: Scope) -> list[object]:
    """What the pages ask, of one scope."""
    people = people_of(scope)
    found: list[object] = [
        [(cell.key, cell.label, cell.counts) for cell in count_by(people, dimension)]
        for dimension in DIMENSIONS.values()
    ]
    found += [heads_by_basis(people), summary(people), parts_by(people, DIMENSIONS["country"], Level.DELEGATION)]
    found += [caveats(people, DIMENSIONS["regional_group"]), [meeting.title for meeting in people.meetings]]
    series = by_year(people, constant=True)
    found += [[(row.key, row.counts) for row in series.points], series.forums, series.left_out]
    found += [[(one.code, one.text) for one in changes_since_last(people)]]
    return [*found, [(run.country, run.forum, run.kind, run.length) for run in runs(people)]]


def kept_is_what_is_there() -> None:
    """Read from what is kept, and read with nothing kept: inside a transaction."""
    for scope in SCOPES:
        standing = everything(scope)
        with transaction.atomic():
            assert everything(scope) == standing


def moved(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(revision=F("revision") + 1)


def loses_people(random: Random) -> None:
    meeting = random.choice(list(Meeting.objects.all()))
    meeting.participations.filter(listed_gender=random.choice(["woman", "man"])).delete()
    moved(meeting)


def gains_a_delegation(random: Random) -> None:
    meeting = random.choice(list(Meeting.objects.all()))
    if not meeting.delegations.filter(entity_key="SEN").exists():
        builders.make_people(builders.make_delegation(meeting, "SEN"), women=random.randint(0, 3), men=2)
        moved(meeting)


def goes_away(random: Random) -> None:
    meeting = random.choice(list(Meeting.objects.all()))
    Participation.objects.filter(meeting=meeting).delete()
    Delegation.objects.filter(meeting=meeting).delete()
    meeting.delete()


def comes_in_between(random: Random) -> None:
    number = Meeting.objects.count() + random.randint(10, 10_000)
    forum = builders.make_forum(random.choice(["invented-a", "invented-c"]))
    meeting = builders.make_meeting(f"new-{number}", forum=forum, start=datetime.date(2021, random.randint(1, 9), 5))
    builders.make_people(builders.make_delegation(meeting, "KEN"), women=1, men=random.randint(0, 2))


def takes_place_later(random: Random) -> None:
    meeting = random.choice(list(Meeting.objects.all()))
    seen = values_of(meeting, EDITABLE)
    new = {"start": datetime.date(2022, 1, random.randint(1, 9)), "end": datetime.date(2022, 1, 9), "title": "Later"}
    clerk = builders.User.objects.filter(username="clerk").first() or builders.make_user("clerk", "clerk")
    edit_meeting(meeting, by=clerk, source="test", version=version_of(seen), **new)


CHANGES: list[Callable[[Random], None]] = [
    loses_people,
    gains_a_delegation,
    goes_away,
    comes_in_between,
    takes_place_later,
]


@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_is_what_is_there_after_any_changes(seed: int) -> None:
    random = Random(seed)
    builders.fill(worlds.world(seed, meetings=8, delegations=5, people=3))
    kept_is_what_is_there()
    for _step in range(6):
        random.choice(CHANGES)(random)
        kept_is_what_is_there()


def test_a_part_of_the_record_is_taken_out_of_the_whole() -> None:
    builders.fill(worlds.world(1, meetings=6))
    whole, again = people_of(Scope()), people_of(Scope())
    assert whole.held is again.held
    part = people_of(Scope(forum="invented-a"))
    assert {block.meeting.forum_id for block in part.held.blocks} == {"invented-a"}
    assert set(part.held.blocks) < set(whole.held.blocks)
    assert people_of(Scope(), within=Meeting.objects.none()).composition.tolist() == []
    assert people_of(Scope()).held is whole.held


def test_what_is_rolled_back_is_not_kept() -> None:
    builders.fill(worlds.world(2, meetings=4))
    before = [everything(scope) for scope in SCOPES]
    for number in range(3):
        with contextlib.suppress(ZeroDivisionError), transaction.atomic():
            CHANGES[number](Random(number))
            for scope in SCOPES:
                everything(scope)
            raise ZeroDivisionError
        assert [everything(scope) for scope in SCOPES] == before


def test_the_meetings_kept_are_as_they_stand() -> None:
    """A title, a lock and the name of a forum are seen by the next request."""
    meeting = builders.make_meeting()
    builders.make_people(builders.make_delegation(meeting, "KEN"), women=1)
    clerk = builders.make_user("clerk", "clerk")
    assert people_of(Scope()).meetings[0].title == "Spring session"
    edit_meeting(meeting, by=clerk, source="test", version=version_of(values_of(meeting, EDITABLE)), title="Renamed")
    assert people_of(Scope()).meetings[0].title == "Renamed"
    reviewer = builders.make_user("reviewer", "reviewer")
    builders.lock(meeting, reviewer)
    assert people_of(Scope()).meetings[0].locked_at
    unlock_meeting(meeting, by=reviewer, reason="again")
    assert not people_of(Scope()).meetings[0].locked_at
    Forum.objects.update(title_en="Another name")
    assert [cell.label for cell in count_by(people_of(Scope()), DIMENSIONS["forum"])] == ["Another name"]


def test_reference_data_loaded_anew_is_seen() -> None:
    builders.fill(worlds.world(3, meetings=3))
    kept_is_what_is_there()
    load_reference()
    kept_is_what_is_there()
    GroupMember.objects.filter(country="KEN").delete()
    kept_is_what_is_there()
    builders.make_member(builders.make_country("KEN"), "regional_group", "asia_pacific")
    kept_is_what_is_there()
    builders.Country.objects.filter(code="KEN").update(name_en="Renamed State")
    kept_is_what_is_there()
    builders.Grouping.objects.filter(key="asia_pacific").update(name_en="Renamed group", order=9)
    kept_is_what_is_there()


def test_threads_share_what_is_kept() -> None:
    """Readers beside a writer: every answer is that of one state or the next, and the last is the last."""
    meeting = builders.make_meeting()
    delegation = builders.make_delegation(meeting, "KEN")
    builders.make_people(delegation, women=1)
    seen: list[int] = []

    def read() -> None:
        try:
            seen.extend(int(people_of(Scope()).composition.sum()) for _ in range(15))
        finally:
            connection.close()

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for _ in range(5):
        with transaction.atomic():
            builders.make_people(delegation, women=1)
            moved(meeting)
    for reader in readers:
        reader.join()
    assert len(seen) == 45
    assert set(seen) <= set(range(1, 7))
    assert int(people_of(Scope()).composition.sum()) == 6


WRITER = """
import django; django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = {name!r}
from django.db import connection, transaction
connection.settings_dict["NAME"] = {name!r}
from django.db.models import F
from meetings.models import Meeting, Participation
with transaction.atomic():
    Participation.objects.filter(listed_gender="man").delete()
    Meeting.objects.update(revision=F("revision") + 1)
"""


def test_another_process_writes() -> None:
    name = str(connection.settings_dict["NAME"])
    if not on_postgres() and "memory" in name:
        pytest.skip("the test database is in the memory of this process")
    builders.make_people(builders.make_delegation(builders.make_meeting(), "KEN"), women=1, men=2)
    assert int(people_of(Scope()).composition.sum()) == 3
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(settings.BASE_DIR)}
    done = [sys.executable, "-c", WRITER.format(name=name)]
    subprocess.run(done, env=environment, check=True, cwd=settings.BASE_DIR)
    assert int(people_of(Scope()).composition.sum()) == 1


def test_a_state_that_is_kept_is_not_asked_of_the_database(django_assert_num_queries: Callable) -> None:
    builders.fill(worlds.world(4, meetings=8))
    everything(Scope())
    for meetings in (8, 16):
        with django_assert_num_queries(2):
            people = people_of(Scope())
        with django_assert_num_queries(3):  # names of States, labels of groups, and whether memberships changed
            asked_again(people)
        if meetings == 8:
            for number in range(8):
                comes_in_between(Random(number))
            everything(Scope())


def asked_again(people: People) -> None:
    for dimension in DIMENSIONS.values():
        count_by(people, dimension)
        count_by(people.where(DIMENSIONS["role"], "adviser"), dimension)
    runs(people)
    by_year(people, constant=True)
