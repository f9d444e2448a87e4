"""Steps of invitations: what ``ALLOWED`` permits and nothing else, in the actions and in the database."""

from __future__ import annotations

import datetime
import random
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from meetings.actions.refusals import ActionRefused, ChangedMeanwhile
from meetings.models import Change, Meeting, Panel, PanelSeat
from meetings.models.append_only import AppendOnly, AppendOnlyError
from meetings.rights import Locked
from panels.actions.allowed import ALLOWED
from panels.actions.decisions import decide
from panels.actions.invitations import (
    Event,
    add_line_up,
    check_again,
    describe_invitation,
    drop_seat,
    note_who_spoke,
)
from panels.actions.proposals import agree, propose, refuse
from panels.actions.steps import Words, last_number, newest_check, take_step
from panels.models import Invitation, LineUp, LineUpSeat, Step
from panels.vocabulary import (
    ENDED,
    JOINING,
    NEEDS_EXEMPTION,
    SPECIAL_MEASURES,
    InvitationState,
    OrganiserType,
    ReasonCode,
)
from tests.worlds.builders import make_meeting, make_user
from tests.worlds.invitations import go, make_invitation, seats_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
S = InvitationState


@pytest.fixture
def desk() -> User:
    return make_user("desk", "panel_desk")


@pytest.fixture
def approver() -> User:
    return make_user("approver", "panel_approver")


def try_step(invitation: Invitation, frm: str, to: str, by: User, number: int = 2, **fields: Any) -> Step:
    """A step written past the actions, as a faulty program would."""
    values = {"at": timezone.now(), "by": by, "organiser_type": invitation.organiser_type} | fields
    return Step.objects.create(invitation=invitation, number=number, from_state=frm, to_state=to, **values)


def test_the_database_refuses_every_step_that_the_table_does_not_have(desk: User) -> None:
    invitation = make_invitation(desk)
    for frm, to in product(["", *S.values], S.values):
        allowed = to == S.RECEIVED if frm == "" else to in ALLOWED[S(frm)]
        try:
            with transaction.atomic():
                try_step(invitation, frm, to, desk, number=100)
                assert allowed, (frm, to)
                raise RuntimeError("undo")
        except IntegrityError:
            assert not allowed, (frm, to)
        except RuntimeError:
            continue


@pytest.mark.parametrize("seed", range(12))
def test_random_walks_go_only_where_the_table_leads(seed: int, desk: User, approver: User) -> None:
    chance = random.Random(seed)
    kind = chance.choice(OrganiserType.values)
    invitation = make_invitation(desk, chance.choice(["", "mm", "wm", "mmW", "w?"]), organiser_type=kind)
    for _ in range(25):
        state, to = S(invitation.state), S(chance.choice(S.values))
        check = newest_check(invitation)
        verdict = check.status if check else ""
        two = (to == S.ACCEPTED and verdict in NEEDS_EXEMPTION) or (
            to == S.DECLINED and kind in ("member_state", "un_entity")
        )
        second = chance.choice([None, approver, desk])
        code = chance.choice(["", "ex_officio"])
        permitted = (
            to in ALLOWED[state]
            and second != desk
            and not (to == S.CHECKED and check is None)
            and not (two and second is None)
            and not (kind == "own_office" and to in ("accepted_on_condition", "colleague_sent"))
            and not (to == S.ACCEPTED and verdict in NEEDS_EXEMPTION and not code)
        )
        before = last_number(invitation)
        try:
            take_step(invitation, to, by=desk, approver=second, words=Words(code))
            assert permitted, (state, to, verdict, kind)
        except ActionRefused:
            assert not permitted, (state, to, verdict, kind)
            assert last_number(invitation) == before
        stored = Invitation.objects.get(pk=invitation.pk)
        assert stored.state == invitation.state == rebuilt(invitation)[-1]
        assert bool(stored.outcome_code) == (stored.state in (*ENDED, S.CLOSED))
        assert Panel.every.get(pk=stored.panel_id).on_record == (S.HELD in rebuilt(invitation))


def rebuilt(invitation: Invitation) -> list[str]:
    """The states of an invitation from its steps alone; each begins where the one before ended."""
    steps = list(Step.objects.filter(invitation=invitation).order_by("number"))
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    assert [step.from_state for step in steps] == ["", *(step.to_state for step in steps[:-1])]
    return [step.to_state for step in steps]


@pytest.mark.parametrize("seed", range(4))
def test_random_days_at_the_desk_leave_a_history_that_explains_itself(seed: int, desk: User, approver: User) -> None:
    """Everything that the desk and its approvers can do, in any order.

    Line-ups stay as they came, the newest sits on the panel; state, end and exemption follow from the steps alone.
    """
    chance = random.Random(seed)
    made = make_invitation(desk, organiser_type=chance.choice(OrganiserType.values), date=timezone.localdate())
    line_ups: dict[int, list[Any]] = {}
    refused = 0
    for _ in range(30):
        current = Invitation.objects.get(pk=made.pk)
        before = (last_number(current), Step.objects.count(), LineUp.objects.count())
        try:
            do_something(chance, current, desk, approver)
        except (ActionRefused, ChangedMeanwhile):
            refused += 1
            assert (last_number(current), Step.objects.count(), LineUp.objects.count()) == before
        now = Invitation.objects.get(pk=made.pk)
        states, steps = rebuilt(now), list(now.steps.order_by("number"))
        assert now.state == states[-1]
        assert all(states[place + 1] in ALLOWED[S(state)] for place, state in enumerate(states[:-1]))
        for line_up in now.line_ups.all():
            seats = list(line_up.seats.values())
            assert line_ups.setdefault(line_up.version, seats) == seats
        assert [one.name for one in PanelSeat.objects.filter(panel=now.panel_id).order_by("order")] == [
            seat["name"] for seat in line_ups.get(max(line_ups, default=0), [])
        ]
        panel = Panel.every.get(pk=now.panel_id)
        assert panel.on_record == (S.HELD in states)
        last = next((one for one in reversed(steps) if one.to_state in (S.ACCEPTED, S.CHECKED)), None)
        joined = last if last and last.to_state == S.ACCEPTED and last.approved_by else None
        exempt = bool(joined and joined.reason_code not in ("", *SPECIAL_MEASURES))
        assert bool(panel.exempt_reason) == exempt
        if now.outcome_code in ("exempted", "special_measure"):
            accepted = [one for one in steps if one.from_state == S.CHECKED][-1]
            assert accepted.approved_by, "nobody alone joins a panel of one gender for a reason"
        for one in steps:
            two = (one.to_state == S.ACCEPTED and one.verdict in NEEDS_EXEMPTION) or (
                one.to_state == S.DECLINED and one.organiser_type in ("member_state", "un_entity")
            )
            assert not two or (one.approved_by and one.approved_by != one.by)
    assert refused, "the walk also meets what is not allowed"


def do_something(chance: random.Random, made: Invitation, desk: User, approver: User) -> None:
    """One action of somebody, whatever it is."""
    waiting = made.proposals.filter(settled_at=None).first()
    seats = seats_of(chance.choice(("mm", "wm", "mmW", "w?", "www", "")))
    to = chance.choice(S.values)
    words = Words(chance.choice(("", "ex_officio", "empty_chair", "late_drop_out")))
    who = chance.choice((desk, approver))
    actions: list[Any] = [
        lambda: add_line_up(made, seats, by=desk),
        lambda: drop_seat(made, str(LineUpSeat.objects.values_list("pk", flat=True).order_by("pk").last()), by=desk),
        lambda: check_again(made, occasion="week_before", by=desk),
        lambda: note_who_spoke(made, chance.choice((None, seats)), by=desk),
        *[lambda: decide(made, to, by=desk, words=words)] * 4,
        *([lambda: agree(waiting, by=who), lambda: refuse(waiting, by=who)] * 3 if waiting else []),
    ]
    with transaction.atomic():
        chance.choice(actions)()


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"to_state": "accepted", "verdict": "single_gender"}, "exemption_needs_second_person"),
        ({"to_state": "accepted", "verdict": "mixed_only_because_of_us"}, "exemption_needs_second_person"),
        ({"to_state": "declined", "organiser_type": "un_entity"}, "declining_states_and_un_needs_second_person"),
        ({"to_state": "declined", "organiser_type": "member_state"}, "declining_states_and_un_needs_second_person"),
        ({"to_state": "colleague_sent", "organiser_type": "own_office"}, "own_event_is_announced_as_checked"),
        ({"to_state": "declined", "approved": "self"}, "approver_is_somebody_else"),
        ({"to_state": "declined", "reason_code": "other"}, "other_reason_is_in_words"),
        ({"to_state": "declined", "letter_text": "Dear organizers"}, "letter_has_a_language"),
    ],
)
def test_what_takes_two_or_words_is_refused_by_the_database(fields: dict[str, str], name: str, desk: User) -> None:
    invitation = make_invitation(desk, "mm")
    values = {key: value for key, value in fields.items() if key not in ("to_state", "approved")}
    values |= {"approved_by": desk} if "approved" in fields else {}  # type: ignore[dict-item]
    with pytest.raises(IntegrityError) as fault, transaction.atomic():
        try_step(invitation, S.CHECKED, fields["to_state"], desk, number=9, **values)
    assert name in str(fault.value)


def test_an_end_without_an_outcome_is_refused_by_the_database(desk: User) -> None:
    made = make_invitation(desk, "wm")
    for values in ({"state": "held"}, {"outcome_code": "joined"}, {"state": "declined", "outcome_code": "joined"},
                   {"state": "held", "outcome_code": "declined"}, {"state": "lost"}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Invitation.objects.filter(pk=made.pk).update(**values)


def test_accepting_men_alone_takes_a_reason_and_two_people(desk: User, approver: User) -> None:
    made = make_invitation(desk, "mmm")
    with pytest.raises(ActionRefused, match="needs a reason"):
        propose(made, S.ACCEPTED, by=desk)
    waiting = propose(made, S.ACCEPTED, by=desk, words=Words("ex_officio"))
    with pytest.raises(ActionRefused, match="Somebody else"):
        agree(waiting, by=desk)
    with pytest.raises(ActionRefused, match="already waiting"):
        propose(made, S.DECLINED, by=desk)
    step = agree(waiting, by=approver)
    assert (step.by, step.approved_by, step.verdict, step.reason_code) == (
        desk, approver, "single_gender", "ex_officio",
    )  # fmt: skip
    panel = Panel.every.get(pk=made.panel_id)
    assert (panel.exempt_reason, panel.exempt_by) == ("speakers sit by virtue of their office", approver)
    with pytest.raises(ChangedMeanwhile):
        refuse(waiting, by=approver)


def test_agreeing_to_an_older_line_up_is_refused(desk: User, approver: User) -> None:

    made = make_invitation(desk, "mmm")
    waiting = propose(made, S.ACCEPTED, by=desk, words=Words("ex_officio"))
    add_line_up(made, seats_of("mm"), by=desk)
    with pytest.raises(ActionRefused, match="A newer line-up"):
        agree(waiting, by=approver)
    refuse(waiting, by=approver, answer="Ask again.")
    assert go(made, S.CHANGE_REQUESTED, by=desk).state == S.CHANGE_REQUESTED


def test_a_step_that_rests_on_an_older_page_is_refused(desk: User) -> None:
    made = make_invitation(desk, "wm")
    seen = last_number(made)
    take_step(made, S.ACCEPTED, by=desk, seen=seen)
    with pytest.raises(ChangedMeanwhile):
        take_step(made, S.DECLINED, by=desk, seen=seen)
    assert made.state in JOINING


def described(made: Invitation, by: User, seen: int | None = None, **changed: Any) -> Invitation:
    """The details as they are, but for what changed."""
    panel = Panel.every.get(pk=made.panel_id)
    event = Event(changed.pop("title", panel.title), panel.organisers, panel.date, panel.meeting)
    return describe_invitation(made, event, by=by, seen=seen, **changed)


def test_of_two_who_edit_the_details_the_second_learns_of_the_first(desk: User) -> None:
    made = make_invitation(desk)
    seen = last_number(made)
    described(made, desk, seen)
    described(made, desk, seen, title="First title", organiser_type="member_state")
    with pytest.raises(ChangedMeanwhile):
        described(made, desk, seen, title="Second title")
    assert Panel.every.get(pk=made.panel_id).title == "First title"
    noted = Change.objects.get(action="describe_invitation")
    assert noted.before == {"organiser_type": "civil_society"}
    assert noted.after == {"fields": ["organiser_type", "title"], "organiser_type": "member_state"}


def test_a_panel_on_record_at_a_locked_meeting_keeps_its_title(desk: User) -> None:
    spring = make_meeting("spring", start=datetime.date(2026, 3, 9))
    made = make_invitation(desk, "wm", meeting=spring, date=spring.start)
    go(made, S.ACCEPTED, S.HELD, by=desk)
    revision = Meeting.objects.get(pk=spring.pk).revision
    described(made, desk, title="Corrected")
    meeting = Meeting.objects.get(pk=spring.pk)
    noted = Change.objects.get(action="edit_panel", meeting=spring)
    assert (meeting.revision, noted.after) == (revision + 1, {"title": "Corrected"})
    Meeting.objects.filter(pk=spring.pk).update(locked_at=timezone.now(), locked_by=make_user("reviewer", "reviewer"))
    with pytest.raises(Locked), transaction.atomic():
        described(made, desk, title="Rewritten")
    described(made, desk, place="Room 4")
    assert Panel.every.get(pk=made.panel_id).title == "Corrected"


def test_another_reason_in_words_stays_with_the_desk(desk: User, approver: User) -> None:
    made = make_invitation(desk, "mm")
    agree(propose(made, S.ACCEPTED, by=desk, words=Words("other", "Ms Juniper Fallowfield is ill")), by=approver)
    assert Panel.every.get(pk=made.panel_id).exempt_reason == ReasonCode.OTHER.label


def test_what_is_written_once_is_not_written_again(desk: User) -> None:
    made = make_invitation(desk, "wm")
    once = [model for model in apps.get_app_config("panels").get_models() if issubclass(model, AppendOnly)]
    assert {model.__name__ for model in once} == {"LineUp", "LineUpSeat", "Check", "Step", "LetterTemplate"}
    for model in (one for one in once if one.objects.exists()):
        row = model.objects.first()
        for change in (row.save, row.delete, lambda of=model: of.objects.update(pk=1), model.objects.all().delete):
            with pytest.raises(AppendOnlyError):
                change()
    assert LineUp.objects.get().invitation == made


def test_numbers_stand_once(desk: User) -> None:
    made = make_invitation(desk, "wm")
    names = {
        one.name
        for model in apps.get_app_config("panels").get_models()
        for one in model._meta.constraints
        if isinstance(one, models.UniqueConstraint)
    }
    assert names == {
        "line_up_has_one_number", "one_decision_waits", "reminded_once", "step_follows_one_step", "suggested_once",
        "wording_has_one_number",
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        LineUp.objects.create(invitation=made, version=1, at=timezone.now(), by=desk, how="typed")
    with pytest.raises(IntegrityError), transaction.atomic():
        try_step(made, S.CHECKED, S.CANCELLED, desk, number=2)
