"""The demonstration: invented, the same at every run, loaded through the real import, removed without a trace."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db.models import Count

from meetings.actions.demo import open_accounts, open_forums, remove_demonstration
from meetings.actions.meetings import create_meeting
from meetings.actions.panels import Seat
from meetings.actions.reference import load_reference
from meetings.demo.load import load_demo
from meetings.demo.office import FORUMS, SESSIONS, Layout, Session, ahead_of
from meetings.demo.panels import AHEAD, PANELS
from meetings.demo.people import SILENT_TITLES, UNKNOWN_TITLE, Entry, benches, list_of, provisional_list_of
from meetings.demo.proceedings import speakers_of
from meetings.demo.workbooks import FORM_GENDERS, OTHER_ANSWERS, WITHDRAWN, file_of
from meetings.imports.participants.pipeline import ListSource
from meetings.imports.participants.staged import stage
from meetings.models import (
    Change,
    Delegation,
    DelegationCount,
    Forum,
    GenderRecord,
    ImportBatch,
    ImportRow,
    Meeting,
    OfficeHolder,
    Panel,
    PanelSeat,
    Participation,
    Person,
    ProceedingsImport,
    Question,
    Statement,
)
from meetings.vocabulary import BatchState, Gender
from reports.measures import panel_flags
from tests.dashboards import demo_numbers

Callbacks = Callable[..., AbstractContextManager[Any]]
RECORD = (
    Meeting, Delegation, DelegationCount, Participation, Person, GenderRecord, ImportBatch, ImportRow, Question, Panel,
    PanelSeat, Statement, ProceedingsImport, OfficeHolder, Change,
)  # fmt: skip


def test_the_same_people_stand_in_the_lists_at_every_run() -> None:
    before = [list_of(session) for session in SESSIONS]
    benches.cache_clear()
    assert [list_of(session) for session in SESSIONS] == before


def test_no_two_invented_people_share_a_name() -> None:
    names = [(person.given, person.family) for bench in benches().values() for person in bench]
    assert len(set(names)) == len(names)


def test_years_and_sizes_are_those_of_an_office() -> None:
    """Two forums met every year, and have a trend; the experts left a year out, and have none."""
    years = {forum: [session.start.year for session in SESSIONS if session.forum == forum] for forum in FORUMS}
    every = list(range(2018, 2026))
    assert years == {"demo-conference": every, "demo-treaty": every, "demo-experts": [2021, 2022, 2024, 2025]}
    sizes = [Counter(entry.person.delegation.name for entry in list_of(session)) for session in SESSIONS[::17]]
    assert 40 <= len(sizes[0]) < len(sizes[1]) <= 65
    assert 1 in sizes[0].values()


def test_the_session_to_come_lies_ahead_of_whatever_day_it_is() -> None:
    for today in (datetime.date(2020, 1, 1), datetime.date(2026, 3, 6), datetime.date(2026, 3, 7)):
        ahead = ahead_of(today)
        assert ahead.start > max(today, SESSIONS[-1].end)
        assert ahead.start.year <= max(today.year + 1, 2026)
        assert ahead.forum == SESSIONS[0].forum


def test_the_revised_list_adds_drops_and_corrects() -> None:
    session = next(session for session in SESSIONS if session.slug == "demo-conference-2025")
    final, provisional = set(list_of(session)), set(provisional_list_of(session))
    names = [{(entry.person.given, entry.person.family) for entry in entries} for entries in (provisional, final)]
    assert len(names[0] - names[1]) == 1
    assert [entry.title for entry in provisional - final if not entry.title] == [""]


def statuses(panels: Iterable[Sequence[Seat]]) -> Counter[str]:
    of_flags = [
        [panel_flags.Seat(one.seat_gender, one.role, one.confirmed, one.ours) for one in seats] for seats in panels
    ]
    return Counter(panel_flags.flag(seats).status for seats in of_flags)


def test_the_panels_show_each_thing_that_can_be_said() -> None:
    assert statuses(seats for _, _, _, seats in PANELS) == {
        "single_gender": 2, "mixed_only_because_of_us": 1, "balanced": 1, "mixed": 1, "cannot_tell_yet": 1,
        "not_a_panel": 1,
    }  # fmt: skip
    ahead = statuses(panel.seats for panel in AHEAD)
    assert ahead == {"single_gender": 1, "mixed_only_because_of_us": 1, "mixed": 1}


def answered(session: Session, entry: Entry, place: int) -> str:
    """What the line says of a person, by the rules of lists.md and nothing else."""
    if session.layout is Layout.FORM:
        return Gender.UNKNOWN if entry.person.silent else OTHER_ANSWERS.get(place, entry.person.gender)
    silent = entry.title in {*SILENT_TITLES, "Mx", UNKNOWN_TITLE, ""}
    women = any(entry.title.endswith(title) for title in ("Ms.", "Mrs.", "Mme", "Sra."))
    return Gender.UNKNOWN if silent else Gender.WOMAN if women else Gender.MAN


def accepted(session: Session) -> list[tuple[int, Entry]]:
    """The numbered lines that belong in the record."""
    lines = list(enumerate(list_of(session)))
    return [line for line in lines if line[0] != WITHDRAWN] if session.layout is Layout.FORM else lines


@pytest.mark.gate
@pytest.mark.django_db(transaction=True)
@pytest.mark.database
def test_everything_loads_through_the_import_and_goes_again(subtests: pytest.Subtests) -> None:
    """And while it is there, every page prints the numbers that the commands print and the oracle counts."""
    load_reference()
    open_accounts()
    clerk, reviewer = User.objects.get(username="clerk"), User.objects.get(username="reviewer")
    command = User.objects.create(username="real")
    real = create_meeting(
        slug="real-meeting", forum=Forum.objects.first(), title="A real meeting", by=command, source="test",
        start=datetime.date(2025, 1, 1), end=datetime.date(2025, 1, 2),
    )  # fmt: skip

    assert load_demo(by=clerk, checked_by=reviewer) == len(SESSIONS)
    assert load_demo(by=clerk, checked_by=reviewer) == 0

    for session in SESSIONS:
        meeting = Meeting.objects.get(slug=session.slug)
        expected = Counter(answered(session, entry, place) for place, entry in accepted(session))
        # What people say on a form is no print of the list: it stands as recorded alone.
        by_form = session.layout is Layout.FORM
        absent = 1 if session.slug == "demo-conference-2025" else 0  # reported, never deleted
        kind = "recorded_gender" if by_form else "listed_gender"
        found = Counter(meeting.participations.values_list(kind, flat=True))
        expected[Gender.MAN] += absent
        assert found == +expected, session.slug
        assert not by_form or not meeting.participations.exclude(listed_gender=Gender.UNKNOWN).exists()
        assert meeting.participations.count() == len(accepted(session)) + absent
        assert list(meeting.clerks.all()) == [clerk]
        assert meeting.demonstration
        assert set(meeting.documents.values_list("batches__state", flat=True)) == {BatchState.COMMITTED}
    assert set(FORM_GENDERS) | {Gender.UNKNOWN} == set(Participation.objects.values_list("recorded_gender", flat=True))
    asked = set(Question.objects.filter(answer="").values_list("meeting__slug", "kind"))
    assert {("demo-conference-2025", "title"), ("demo-conference-2024", "same_person")} <= asked
    locked = Meeting.objects.filter(locked_by=reviewer).values_list("slug", flat=True)
    # The reviewer locked what is over and complete; about one session of 2024 a question is still open.
    assert set(locked) == {
        session.slug for session in SESSIONS if session.start.year < 2025 and session.slug != "demo-conference-2024"
    }
    for session in SESSIONS:
        meeting = Meeting.objects.get(slug=session.slug)
        assert meeting.statements.count() == (len(speakers_of(session)) if session.heard else 0)
        if session.layout is not Layout.FORM:  # one that spoke there has only a withdrawn registration
            assert not meeting.statements.filter(delegation=None).exists()
        assert meeting.office_holders.count() == (4 if session.heard else 0)
    ahead = Meeting.objects.get(start__gt=SESSIONS[-1].end, demonstration=True)
    assert (ahead.panels.count(), ahead.participations.count(), list(ahead.clerks.all())) == (len(AHEAD), 0, [clerk])
    sizes = Delegation.objects.annotate(people=Count("participations")).values_list("people", flat=True)
    assert 1 in sizes
    assert DelegationCount.objects.count() == 1

    demo_numbers.every_number(subtests)

    call_command("remove_demo")
    call_command("remove_demo")
    assert list(Meeting.objects.all()) == [real]
    assert {model.__name__: model.objects.count() for model in RECORD if model.objects.count()} == {
        "Meeting": 1,
        "Change": 1,
    }
    assert not Forum.objects.filter(demonstration=True).exists()
    assert list(User.objects.all()) == [command]


@pytest.mark.django_db
def test_removal_deletes_the_files_that_waited(django_capture_on_commit_callbacks: Callbacks, settings: Any) -> None:
    load_reference()
    clerk = User.objects.create(username="someone")
    open_forums(FORUMS)
    session = SESSIONS[0]
    meeting = create_meeting(
        slug=session.slug, forum_id=session.forum, title=session.title, start=session.start, end=session.end,
        demonstration=True, by=clerk, source="test",
    )  # fmt: skip
    batch = stage(meeting, ListSource(file_of(session, list_of(session)), session.file), by=clerk)
    stored = Path(settings.PARITY_DATA) / "uploads" / batch.stored
    assert stored.exists()
    with django_capture_on_commit_callbacks(execute=True):
        remove_demonstration()
    assert not stored.exists()
    assert not ImportRow.objects.exists()


@pytest.mark.django_db
def test_quickstart_prints_each_password_once(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("quickstart", "--no-serve", "--no-demo", "--port", "8123")
    lines = capsys.readouterr().out.splitlines()
    accounts = [line.split() for line in lines if line.startswith("account ")]
    assert [account[1] for account in accounts] == [
        "official", "clerk", "reviewer", "publisher", "manager", "panel_desk", "panel_approver",
        "selection_desk", "hr_focal_point", "data_protection", "admin",
    ]  # fmt: skip
    for _, name, _, password in accounts:
        user = User.objects.get(username=name)
        assert user.check_password(password)
        assert [group.name for group in user.groups.all()] == [name]
        assert not user.is_superuser
    assert lines[-1] == "url http://127.0.0.1:8123/"
    assert not Meeting.objects.exists()

    call_command("quickstart", "--no-serve", "--no-demo")
    assert "account " not in capsys.readouterr().out
    assert User.objects.get(username=accounts[0][1]).check_password(accounts[0][3])


@pytest.mark.django_db
def test_quickstart_is_refused_in_production(settings: Any) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="development only"):
        call_command("quickstart", "--no-serve")
    assert not User.objects.exists()
