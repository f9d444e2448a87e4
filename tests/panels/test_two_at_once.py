"""Two people who decide at the same instant: one wins, the other learns of it; on both engines."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections

from meetings.actions.refusals import ActionRefused, ChangedMeanwhile
from meetings.actions.wordings import write_wording
from meetings.models import Change
from panels.actions.decisions import receive_and_decide
from panels.actions.experts import note_result, suggest
from panels.actions.invitations import Event
from panels.actions.proposals import agree, propose, refuse
from panels.actions.steps import Words, last_number, take_step
from panels.models import Invitation, LetterTemplate, Proposal, Step, Suggestion
from tests.worlds.builders import make_user
from tests.worlds.invitations import make_expert, make_invitation, seats_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database, pytest.mark.gate]


@pytest.fixture(autouse=True)
def shared_by_threads(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that threads share as processes of an office do: on SQLite a file, since one in memory locks whole
    tables. The connection of the test itself goes there too, and comes back."""
    if connection.vendor != "sqlite":
        yield
        return
    own, place = connections["default"], connections.settings["default"]
    own.ensure_connection()
    in_memory, file = place["NAME"], str(tmp_path / "office.sqlite3")
    with closing(sqlite3.connect(file)) as target:
        own.connection.backup(target)
    place["NAME"] = file
    del connections["default"]
    yield
    connections["default"].close()
    place["NAME"] = in_memory
    connections["default"] = own


@pytest.fixture
def desks(shared_by_threads: None) -> list[User]:
    return [make_user(name, "panel_desk") for name in ("first", "second")]


def at_once(*tasks: object) -> list[object]:
    """Start all at the same instant, each with a connection of its own; what each gave or raised."""
    start = Barrier(len(tasks))

    def run(task: object) -> object:
        try:
            start.wait(timeout=20)
            return task()  # type: ignore[operator]
        except (ActionRefused, ChangedMeanwhile) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def test_of_two_deciders_one_wins(desks: list[User]) -> None:
    for number in range(3):
        made = make_invitation(desks[0], "wm", title=f"Panel {number}", date=datetime.date(2027, 3, 9))
        seen, before, pk = last_number(made), made.steps.count(), made.pk

        def decide(to: str, by: User, seen: int = seen, pk: int = pk) -> Step:
            return take_step(Invitation.objects.get(pk=pk), to, by=by, seen=seen)

        found = at_once(lambda: decide("accepted", desks[0]), lambda: decide("declined", desks[1]))
        steps = [one for one in found if isinstance(one, Step)]
        assert len(steps) == 1, found
        assert sum(isinstance(one, ChangedMeanwhile) for one in found) == 1
        assert Invitation.objects.get(pk=pk).state == steps[0].to_state
        assert Step.objects.filter(invitation=pk).count() == before + 1


def test_the_quick_path_pressed_twice_makes_one_invitation(desks: list[User]) -> None:
    for what in ("keep", "decline"):
        event = Event(f"Panel {what}", "Institute for Folded Futures", datetime.date(2027, 3, 9))

        def enter(event: Event = event, what: str = what) -> Invitation:
            return receive_and_decide(event, seats_of("mm"), what, by=desks[0], organiser_type="civil_society")

        found = at_once(enter, enter)
        made = Invitation.objects.get(panel__title=event.title)
        assert sorted(type(one).__name__ for one in found) == ["ChangedMeanwhile", "Invitation"]
        assert [one.current for one in found if isinstance(one, ChangedMeanwhile)] == [made]


def test_of_two_answers_to_a_decision_one_wins(desks: list[User]) -> None:
    approvers = [make_user(name, "panel_approver") for name in ("third", "fourth")]
    made = make_invitation(desks[0], "mm")
    waiting = propose(made, "accepted", by=desks[0], words=Words("ex_officio"))
    found = at_once(
        lambda: agree(Proposal.objects.get(pk=waiting.pk), by=approvers[0]),
        lambda: refuse(Proposal.objects.get(pk=waiting.pk), by=approvers[1]),
    )
    assert sum(isinstance(one, ChangedMeanwhile) for one in found) == 1, found
    agreed = Proposal.objects.get(pk=waiting.pk).agreed
    assert Invitation.objects.get(pk=made.pk).state == ("accepted" if agreed else "checked")


def test_an_expert_is_suggested_once_and_a_result_is_the_last_one_noted(desks: list[User]) -> None:
    made, expert = make_invitation(desks[0], "mm"), make_expert()
    found = at_once(*[lambda by=by: suggest(made, expert, by=by) for by in desks])  # type: ignore[misc]
    assert sorted(type(one).__name__ for one in found) == ["ActionRefused", "Suggestion"]
    suggestion, before = Suggestion.objects.get(), last_number(made)
    found = at_once(*[lambda to=to: note_result(suggestion, to, by=desks[0]) for to in ("accepted", "declined")])  # type: ignore[misc]
    assert found == [None, None]
    trail = list(Change.objects.filter(action="note_suggestion").order_by("pk"))
    assert [one.before["result"] for one in trail] == ["", trail[0].after["result"]]
    assert Suggestion.objects.get().result == trail[1].after["result"]
    assert last_number(made) == before + 2


def test_of_two_first_wordings_one_is_kept(desks: list[User]) -> None:
    def write(by: User) -> LetterTemplate:
        return write_wording(
            LetterTemplate, "decline", "en", seen=0, subject="About [title]", text=by.get_username(), by=by
        )

    found = at_once(*[lambda by=by: write(by) for by in desks])  # type: ignore[misc]
    kept = LetterTemplate.objects.get()
    assert sorted(type(one).__name__ for one in found) == ["ChangedMeanwhile", "LetterTemplate"]
    assert [one.current for one in found if isinstance(one, ChangedMeanwhile)] == [kept]
