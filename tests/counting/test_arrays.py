"""The cache of arrays equals the database after every change, in every order, in every process."""

import contextlib
import datetime
import gc
import os
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from django.conf import settings
from django.db import transaction
from django.db.models import F

from meetings.actions.locks import unlock_meeting
from meetings.actions.meetings import EDITABLE, edit_meeting
from meetings.actions.reference import load_reference
from meetings.actions.stale import version_of
from meetings.actions.trail import values_of
from meetings.models import Delegation, Forum, GroupMember, Meeting, Participation
from reports.counting import blocks
from reports.counting.counts import count_by, parts_by
from reports.counting.dimensions import DIMENSIONS, Level
from reports.counting.population import Population, population_of
from reports.counting.scope import Scope
from reports.presentation.caveats import caveats
from reports.results import heads_by_basis, summary
from reports.series import by_year, changes_since_last, runs
from tests.worlds import builders, random_worlds

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
    blocks.forget()
    yield
    blocks.forget()


def everything(scope: Scope) -> list[object]:
    """What the pages ask, of one scope."""
    people = population_of(scope)
    found: list[object] = [
        [(cell.key, cell.label, cell.counts) for cell in count_by(people, dimension)]
        for dimension in DIMENSIONS.values()
    ]
    found += [heads_by_basis(people)]
    if not people.divided:
        found += [summary(people), parts_by(people, DIMENSIONS["country"], Level.DELEGATION)]
    found += [caveats(people, DIMENSIONS["regional_group"]), [meeting.title for meeting in people.meetings]]
    series = by_year(people, constant=True)
    found += [[(row.key, row.counts) for row in series.points], series.forums, series.left_out]
    found += [[(one.code, one.text) for one in changes_since_last(people)]]
    return [*found, [(run.country, run.forum, run.kind, run.length) for run in runs(people)]]


def kept_is_what_is_there() -> None:
    """Read from what is kept, and read with nothing kept: inside a transaction."""
    for scope in SCOPES:
        generation = everything(scope)
        with transaction.atomic():
            assert everything(scope) == generation


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
    builders.fill(random_worlds.world(seed, meetings=8, delegations=5, people=3))
    kept_is_what_is_there()
    for _step in range(6):
        random.choice(CHANGES)(random)
        kept_is_what_is_there()


def test_a_part_of_the_record_is_taken_out_of_the_whole() -> None:
    builders.fill(random_worlds.world(1, meetings=6))
    whole, again = population_of(Scope()), population_of(Scope())
    assert whole.arrays is again.arrays
    part = population_of(Scope(forum="invented-a"))
    assert {block.meeting.forum_id for block in part.arrays.blocks} == {"invented-a"}
    assert set(part.arrays.blocks) < set(whole.arrays.blocks)
    assert population_of(Scope(), within=Meeting.objects.none()).composition.tolist() == []
    assert population_of(Scope()).arrays is whole.arrays


def test_what_is_rolled_back_is_not_kept() -> None:
    builders.fill(random_worlds.world(2, meetings=4))
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
    assert population_of(Scope()).meetings[0].title == "Spring session"
    edit_meeting(meeting, by=clerk, source="test", version=version_of(values_of(meeting, EDITABLE)), title="Renamed")
    assert population_of(Scope()).meetings[0].title == "Renamed"
    reviewer = builders.make_user("reviewer", "reviewer")
    builders.lock(meeting, reviewer)
    assert population_of(Scope()).meetings[0].locked_at
    unlock_meeting(meeting, by=reviewer, reason="again")
    assert not population_of(Scope()).meetings[0].locked_at
    Forum.objects.update(title_en="Another name")
    assert [cell.label for cell in count_by(population_of(Scope()), DIMENSIONS["forum"])] == ["Another name"]


def test_reference_data_loaded_anew_is_seen() -> None:
    builders.fill(random_worlds.world(3, meetings=3))
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


@pytest.mark.gate
def test_threads_and_processes_share_a_record(tmp_path: Path) -> None:
    """Two server processes on one file: three threads read in one while the other writes. Every answer is that of one
    state, none goes back, and the next request sees the last."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(settings.BASE_DIR),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PARITY_DATA": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'office.sqlite3'}",
    }
    reader = [sys.executable, "-c", READER, sys.executable, WRITER]
    done = subprocess.run(reader, env=environment, check=True, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True)
    assert done.stdout.split() == ["1", "7"]


WRITER = """
import django; django.setup()
from django.db import transaction
from django.db.models import F
from meetings.models import Delegation, Meeting
from tests.worlds import builders
for number in range(6):
    with transaction.atomic():
        builders.make_participation(Delegation.objects.get(), f"Later {number}", gender="woman")
        Meeting.objects.update(revision=F("revision") + 1)
"""
READER = """
import subprocess, sys, threading, time, django; django.setup()
from django.core.management import call_command
from tests.worlds import builders
from reports.counting.population import population_of
from reports.counting.scope import Scope
def women():
    return int(population_of(Scope()).composition.sum())
call_command("migrate", verbosity=0)
builders.make_people(builders.make_delegation(builders.make_meeting(), "KEN"), women=1)
print(women())
writer = subprocess.Popen([sys.argv[1], "-c", sys.argv[2]])
seen = {name: [] for name in range(3)}
def read(name):
    while writer.poll() is None:
        seen[name].append(women())
        time.sleep(0.01)
readers = [threading.Thread(target=read, args=[name]) for name in seen]
[reader.start() for reader in readers]
[reader.join() for reader in readers]
assert writer.returncode == 0
for answers in seen.values():
    assert answers == sorted(answers) and set(answers) <= set(range(1, 8)), answers
print(women())
"""


def test_a_state_that_is_kept_is_not_asked_of_the_database(django_assert_num_queries: Callable) -> None:
    builders.fill(random_worlds.world(4, meetings=8))
    everything(Scope())
    for meetings in (8, 16):
        with django_assert_num_queries(2):
            people = population_of(Scope())
        with django_assert_num_queries(2):  # names of States; labels of groups with whether memberships changed
            asked_again(people)
        if meetings == 8:
            for number in range(8):
                comes_in_between(Random(number))
            everything(Scope())


def asked_again(people: Population) -> None:
    for dimension in DIMENSIONS.values():
        count_by(people, dimension)
        count_by(people.where(DIMENSIONS["role"], "adviser"), dimension)
    runs(people)
    by_year(people, constant=True)


def test_what_is_superseded_goes_at_once() -> None:
    """Its arrays are tens of megabytes: nothing may hold them in a circle until the collector comes by."""
    meeting = builders.make_meeting()
    builders.make_people(builders.make_delegation(meeting, "KEN"), women=1)
    superseded = weakref.ref(population_of(Scope()).arrays)
    gc.disable()
    try:
        moved(meeting)
        everything(Scope())
        assert superseded() is None
    finally:
        gc.enable()
