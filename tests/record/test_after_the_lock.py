"""The lock against every action: after it nothing in a meeting changes, and new actions are found."""

import inspect
import pkgutil
import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.utils import timezone

import meetings.actions
from meetings.actions import (
    checks,
    contradictions,
    gender,
    head_counts,
    panels,
    people,
    questions,
    statements,
    values,
    versions,
)
from meetings.actions import questions_of_delegations as of_delegations
from meetings.actions.corrections import correct_entry
from meetings.actions.delegations import correct_participation, touch
from meetings.actions.entry import enter_delegation
from meetings.actions.head_counts import head_count_of
from meetings.actions.hold import hold_place
from meetings.actions.lists import withdraw_batch
from meetings.actions.locks import lock_meeting, state_totals, unlock_meeting
from meetings.actions.meetings import EDITABLE, edit_meeting
from meetings.actions.offices import set_office_holders
from meetings.actions.proceedings_imports import reject_proceedings, withdraw_proceedings
from meetings.actions.rekey import rekey_delegation
from meetings.actions.stale import version_of
from meetings.actions.trail import values_of
from meetings.imports.participants.review import Said, take_up
from meetings.imports.participants.staged import confirm, redescribe, reject, restage, stage
from meetings.imports.participants.typed import enter_rows
from meetings.imports.proceedings.pipeline import confirm as confirm_proceedings
from meetings.imports.proceedings.pipeline import preview_of
from meetings.models import Delegation, ImportBatch, Meeting, Participation, Person, ProceedingsImport, Question
from meetings.rights import Locked
from tests.record.test_locks import LIST, OPEN_ENDS, complete, reviewer, shut
from tests.worlds.builders import make_holder, make_meeting, make_panel, make_statement
from tests.worlds.lists import bring, desk, snapshot, source_of

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]


class World:
    """A locked meeting with something of every kind in it, and a person who also stands in an open one."""

    def __init__(self) -> None:
        self.by = desk()
        meeting = complete()
        bring(meeting, OPEN_ENDS, part="more")
        self.staged = stage(meeting, source_of(LIST, "waiting.csv", symbol="TEST/INF.9"), by=self.by)
        self.unnamed = ImportBatch.objects.get(
            pk=bring(
                meeting, "Delegation | Name | Gender\nKenya | Neu Dritte | F", part="form", gender_basis="registration"
            )["batch"]
        )
        ImportBatch.objects.filter(pk=self.unnamed.pk).update(gender_basis="")
        self.panel = make_panel(meeting=meeting, seats="wm")
        head_counts.record_head_count(
            Delegation.objects.get(country="KEN"), women=1, men=0, another=0, unknown=0, basis="delegation_form",
            source="cover", version=version_of({}), by=self.by,
        )  # fmt: skip
        self.statement = make_statement(meeting, "NOR", "w")
        make_holder(meeting, "w")
        self.spoken, self.unconfirmed = (
            ProceedingsImport.objects.create(
                meeting=meeting, file="speakers.txt", sha256="0" * 64, by=self.by, at=timezone.now(), state=state,
                committed_at=timezone.now() if state == "committed" else None,
            )
            for state in ("committed", "rejected")
        )  # fmt: skip
        self.presiding = ProceedingsImport.objects.create(
            meeting=meeting,
            holds="offices",
            file="bureau.txt",
            sha256="1" * 64,
            by=self.by,
            at=timezone.now(),
            rows=[{"number": 1, "cells": ["Chair", "Ms.", "Tove Oppdikt"]}],
            reading={"fields": ["office", "title", "name"], "mapped": {}, "sheet": "", "problems": [], "defaults": {}},
        )
        ProceedingsImport.objects.filter(pk=self.presiding.pk).update(
            state="rejected"
        )  # a list that waits keeps it open
        self.other = make_meeting("autumn-session")
        bring(self.other, LIST.replace("Kim Eksempel", "Kim Eksempel-Berg"))
        self.meeting = shut(meeting)
        self.batch = ImportBatch.objects.filter(document__meeting=meeting, state="committed").order_by("pk")[0]
        self.participation = Participation.objects.get(printed_name="Tove Oppdikt", meeting=meeting)
        self.delegation = Delegation.objects.get(country="NOR", meeting=meeting)
        self.counted = Delegation.objects.get(country="KEN", meeting=meeting)
        self.seen = version_of(values_of(self.meeting, EDITABLE))

    def question(self, kind: str = "title") -> Question:
        """An open question of that kind, about the locked meeting."""
        found = Question.objects.filter(meeting=self.meeting, kind=kind).first()
        fields = {"key": "test", "found": "test", "person": self.participation.person, "opened_at": timezone.now()}
        rest = {"participation": self.participation, "other_person": Person.objects.get(full_name="Juma Mfano")}
        return found or Question.objects.create(meeting=self.meeting, kind=kind, **fields, **rest)


Act = Callable[[World], Any]
ZERO = {"women": 0, "men": 1, "another": 0, "unknown": 0, "basis": "delegation_form", "source": ""}
SPOKEN = {"entity_key": "NOR", "category": "state_party", "country": "NOR", "name": "Norway"}
ACTS: dict[str, Act] = {
    "correct_participation": lambda w: correct_participation(
        participation=w.participation, values={"printed_post": "Envoy"}, by=w.by, source="letter"
    ),
    "correct_entry": lambda w: correct_entry(
        participation=w.participation, values={"listed_gender": "man", "listed_basis": "courtesy_title"},
        by=w.by, source="letter",
    ),
    "enter_delegation": lambda w: enter_delegation(
        w.meeting, entity_key="CHL", category="state_party", country="CHL", name="Chile", by=w.by, source="test"
    ),
    "record_head_count": lambda w: head_counts.record_head_count(
        w.counted, **ZERO, version=version_of(head_count_of(w.counted)), by=w.by  # type: ignore[arg-type]
    ),
    "remove_head_count": lambda w: head_counts.remove_head_count(w.counted, by=w.by, source="test"),
    "withdraw_batch": lambda w: withdraw_batch(batch=w.batch, by=w.by),
    "edit_meeting": lambda w: edit_meeting(w.meeting, by=w.by, source="test", version=w.seen, title="Another"),
    "create_panel": lambda w: panels.create_panel(meeting=w.meeting, seats=[], by=w.by, source="test", title="New"),
    "edit_panel": lambda w: panels.edit_panel(
        w.panel, seats=[], version=version_of(panels.as_edited(w.panel)), by=w.by, source="test", title="Changed"
    ),
    "exempt_panel": lambda w: panels.exempt_panel(w.panel, reason="test", by=w.by, source="test"),
    "name_gender_source": lambda w: gender.name_gender_source(w.unnamed, basis="printed", source="", by=w.by),
    "declare_gender": lambda w: gender.declare_gender(
        participation=w.participation, value="man", basis="delegation_form", source="note",
        said_on=timezone.localdate(), by=w.by,
    ),
    "record_gender": lambda w: people.record_gender(
        person=w.participation.person, value="man", basis="public_source", source="site", by=w.by, meeting=w.meeting
    ),
    "rekey_delegation": lambda w: rekey_delegation(
        delegation=w.delegation, key="chl", category="academia", country=None, name="Chile", by=w.by
    ),
    "answer_title": lambda w: questions.answer_title(question=w.question(), claim="man", by=w.by),
    "answer_country": lambda w: of_delegations.answer_country(question=w.question("country"), code="CHL", by=w.by),
    "answer_label": lambda w: of_delegations.answer_label(question=w.question("country"), label="Atlantis", by=w.by),
    "answer_entity": lambda w: of_delegations.answer_entity(
        question=w.question("country"), category="academia", by=w.by
    ),
    "answer_section": lambda w: of_delegations.answer_section(
        question=w.question("section"), belongs=True, by=w.by
    ),
    "answer_gender": lambda w: questions.answer_gender(question=w.question("gender"), value="man", by=w.by),
    "answer_same_person": lambda w: questions.answer_same_person(
        question=w.question("same_person"), same=False, by=w.by
    ),
    "answer_two_titles": lambda w: contradictions.answer_two_titles(
        question=w.question("two_titles"), answer="two", by=w.by
    ),
    "answer_title_column": lambda w: contradictions.answer_title_column(
        question=w.question("title_column"), value="man", by=w.by
    ),
    "answer_value": lambda w: values.answer_value(question=w.question("value"), value="man", by=w.by),
    "state_totals": lambda w: state_totals(
        w.batch.document, printed_people=9, printed_delegations=9, difference_reason="", by=w.by
    ),
    "lock_meeting": lambda w: lock_meeting(w.meeting, by=w.by),
    "decide_gone": lambda w: versions.decide_gone(w.meeting, {w.participation.pk: "withdraw"}, by=w.by),
    "rename": lambda w: versions.rename(w.participation, w.participation, by=w.by),
    "accept_finding": lambda w: checks.accept_finding(w.meeting, "titles", reason="test", by=w.by),
    "accept_all": lambda w: checks.accept_all(w.meeting, {"titles": "test"}, by=w.by),
    "withdraw_acceptance": lambda w: checks.withdraw_acceptance(w.meeting, "titles", by=w.by),
    "see_finding": lambda w: checks.see_finding(w.meeting, "coverage", seen=True, by=w.by),
    "say_two_people": lambda w: checks.say_two_people(w.meeting, w.participation.pk, w.participation.pk, by=w.by),
    "draw_sample": lambda w: checks.draw_sample(w.meeting, by=w.by),
    "judge_row": lambda w: checks.judge_row(w.meeting, 1, right=True, by=w.by),
    "send_back": lambda w: checks.send_back(w.meeting, note="test", by=w.by),
    "hand_in": lambda w: checks.hand_in(w.meeting, by=w.by),
    "stage": lambda w: stage(w.meeting, source_of(LIST, "third.csv"), by=w.by),
    "restage": lambda w: restage(w.staged, source_of(LIST, sheet="").instructions),
    "redescribe": lambda w: redescribe(w.staged, part="", symbol="TEST/Rev.9", status="final", date=None),
    "confirm": lambda w: confirm(w.staged, fingerprint=w.staged.fingerprint, by=w.by),
    "reject": lambda w: reject(w.staged, by=w.by),
    "take_up": lambda w: take_up(w.staged, Said(access="closed"), by=w.by),
    "enter_rows": lambda w: enter_rows(w.delegation, ["full_name"], [["Neu Person"]], by=w.by),
    "touch": lambda w: touch(w.meeting),
    "record_statements": lambda w: statements.record_statements(w.meeting, [SPOKEN], by=w.by, source="test"),
    "edit_statement": lambda w: statements.edit_statement(
        w.statement, version=version_of(statements.seen_of(w.statement)), by=w.by, source="test", minutes=4
    ),
    "remove_statement": lambda w: statements.remove_statement(w.statement, by=w.by, source="test"),
    "code_topics": lambda w: statements.code_topics(w.meeting, {w.statement.pk: "parity"}, by=w.by, source="test"),
    "set_office_holders": lambda w: set_office_holders(w.meeting, [], by=w.by, source="test"),
    "withdraw_proceedings": lambda w: withdraw_proceedings(w.spoken, by=w.by),
    "reject_proceedings": lambda w: reject_proceedings(w.unconfirmed, by=w.by),
    "hold_place": lambda w: hold_place(w.meeting, w.by),
    "confirm_proceedings": lambda w: confirm_proceedings(
        w.presiding, fingerprint=preview_of(w.presiding).fingerprint(), by=w.by
    ),
}  # fmt: skip
# These may: the clerks only read then, missions answer late, the way back, the record is taken out as a whole.
STILL_ALLOWED = {"set_clerks", "note_correspondence", "start_campaign", "unlock_meeting"}
# Steps of an import, inside the transaction of one that holds the meeting; and a person's, tested apart.
INSIDE = {
    "add_delegations", "settle_heads", "add_evidence", "open_questions", "open_batch", "write_rows", "stage_batch",
    "close_batch", "forget_upload", "settle_list_status", "reject_batch", "find_document", "note_change", "note_read",
    "hold_meeting", "note_entry", "require_open",
    "merge_people", "seat_panellist", "note_progress", "drop_reading", "place_batch",
    "attach_statements", "rekey_statements", "retitle_statements", "stage_proceedings", "write_proceedings",
    "close_proceedings", "drop_proceedings", "write_statements", "write_office_holders",
    "close_question", "ask_title_column", "note_review", "note_basis", "write_review", "settle_decisions",
    "return_withdrawn", "end_sending_back", "remember_values",
    "invite_panel", "describe_invited_panel", "seat_anew", "exempt_invited_panel", "put_on_record",
}  # fmt: skip
READING = {
    "meant_by",
    "proceedings_of",
    "head_count_of", "next_session", "free_slug", "as_edited", "accepted_findings", "what_is_missing", "lock_history",
    "as_noted", "as_entered", "delegations_at", "holders_of", "seen_as", "seen_of",
}  # fmt: skip
OF_THE_ROSTER = {
    "confirm_proceedings",
    "stage",
    "restage",
    "redescribe",
    "confirm",
    "reject",
    "take_up",
    "enter_rows",
}
OF_A_MEETING = {
    "Meeting", "Delegation", "Participation", "Panel", "ImportBatch", "ListDocument", "Question", "Statement",
    "ProceedingsImport",
}  # fmt: skip


def test_no_action_on_a_meeting_is_left_out() -> None:
    """Whatever is written into meetings.actions later needs its row here, or a word why not."""
    actions = {
        name
        for module in pkgutil.iter_modules(meetings.actions.__path__)
        for name, action in vars(import_module(f"meetings.actions.{module.name}")).items()
        if inspect.isfunction(action) and action.__module__.startswith("meetings.actions.") and name[0] != "_"
        if any(
            set(re.findall(r"\w+", str(parameter.annotation))) & OF_A_MEETING
            for parameter in inspect.signature(action).parameters.values()
        )
    }
    assert actions == (set(ACTS) - OF_THE_ROSTER) | STILL_ALLOWED | INSIDE | READING


@pytest.mark.gate
def test_after_the_lock_no_row_changes() -> None:
    world = World()
    for kind in ("title", "country", "gender", "same_person", "two_titles", "title_column", "value", "section"):
        world.question(kind)
    before = snapshot()
    for name, act in ACTS.items():
        assert is_refused(act, world), name
        assert snapshot() == before, name


def is_refused(act: Act, world: World) -> bool:
    try:
        act(world)
    except Locked as refusal:
        return "nothing in it changes" in str(refusal)
    return False


def test_an_import_from_the_command_line_is_refused_in_a_sentence() -> None:
    meeting = shut(complete())
    before = snapshot()
    report = bring(meeting, LIST.replace("Juma", "Jina"), symbol="TEST/Rev.1")
    assert (report["status"], [problem["code"] for problem in report["problems"]]) == ("refused", ["meeting_locked"])
    assert snapshot() == before


def test_a_locked_meeting_keeps_both_genders_and_catches_up_when_it_is_unlocked() -> None:
    meeting, later = complete(), make_meeting("autumn-session")
    bring(later, LIST)
    lock_meeting(meeting, by=reviewer())
    person = Person.objects.get(full_name="Tove Oppdikt")
    before = [one for one in snapshot()["meetings.Participation"] if one["meeting_id"] == meeting.pk]
    people.record_gender(person=person, value="another", basis="self_declared", source="letter", by=desk())
    assert [one for one in snapshot()["meetings.Participation"] if one["meeting_id"] == meeting.pk] == before
    assert Participation.objects.get(person=person, meeting=later).recorded_gender == "another"
    unlocked = unlock_meeting(meeting, by=reviewer(), reason="A misread title")
    caught_up = Participation.objects.get(person=person, meeting=meeting)
    assert (caught_up.listed_gender, caught_up.recorded_gender) == ("woman", "another")
    assert unlocked.revision == Meeting.objects.get(pk=meeting.pk).revision > meeting.revision + 1


def test_people_are_merged_into_one_of_a_locked_list_but_not_away_from_it() -> None:
    meeting, later = complete(), make_meeting("autumn-session")
    bring(later, LIST.replace("Tove Oppdikt", "Tove Oppdikt-Berg"))
    lock_meeting(meeting, by=reviewer())
    old, new = (Person.objects.get(full_name=name) for name in ("Tove Oppdikt", "Tove Oppdikt-Berg"))
    with pytest.raises(ValueError, match="locked meeting") as refusal:
        people.merge_people(keep=new, other=old, by=desk(), source="test", meeting=later)
    assert str(meeting) not in str(refusal.value), "whoever asks may have no right to know of that meeting"
    people.merge_people(keep=old, other=new, by=desk(), source="test", meeting=later)
    assert set(old.participations.values_list("meeting__slug", flat=True)) == {meeting.slug, later.slug}
