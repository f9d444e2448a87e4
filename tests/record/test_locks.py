"""The check and the lock: what keeps a meeting open, who may lock it, and what follows."""

import datetime
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from meetings.actions import panels, questions
from meetings.actions import questions_of_delegations as of_delegations
from meetings.actions.corrections import correct_entry
from meetings.actions.entry import enter_delegation
from meetings.actions.locks import lock_meeting, state_totals, unlock_meeting, what_is_missing
from meetings.actions.refusals import ActionRefused
from meetings.imports.participants.staged import confirm, stage
from meetings.imports.participants.typed import enter_rows
from meetings.models import (
    Change,
    Delegation,
    ListDocument,
    Meeting,
    Panel,
    Participation,
    Question,
)
from meetings.rights import Locked
from meetings.workspace.completeness import findings
from tests.worlds.builders import make_delegation, make_meeting, make_panel, make_participation, make_user, signed_in
from tests.worlds.lists import bring, desk, source_of

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

LIST = """
Section        | Delegation | Title | Name          | Position   | Role
States Parties | Norway     | Mr.   | Kim Eksempel  | Ambassador | Head of delegation
States Parties | Norway     | Ms.   | Tove Oppdikt  | Adviser    |
States Parties | Kenya      | Mr.   | Juma Mfano    | Expert     | Head of delegation
NGOs           | Peace Now  | Ms.   | Ada Erfunden  | Director   |
"""
OPEN_ENDS = """
Section        | Delegation | Title  | Name
States Parties | Norway     | Tengku | Neu Erfunden
States Parties | Atlantis   | Ms.    | Una Fabel
"""


def reviewer() -> User:
    return User.objects.filter(username="reviewer").first() or make_user("reviewer", "reviewer")


def complete() -> Meeting:
    """A meeting brought in by the desk, of which nothing is missing."""
    meeting = make_meeting()
    bring(meeting, LIST, symbol="TEST/INF.1")
    return meeting


def shut(meeting: Meeting) -> Meeting:
    """Lock it whatever it lacks, so that even its open ends are seen to stay."""
    Meeting.objects.filter(pk=meeting.pk).update(locked_at=timezone.now(), locked_by=reviewer())
    return Meeting.objects.get(pk=meeting.pk)


def missing(meeting: Meeting) -> set[str]:
    return {finding.key.split("-")[0] for finding in findings(meeting) if finding.is_missing}


# The gate


def test_a_complete_meeting_is_locked_by_a_second_person() -> None:
    meeting = complete()
    locked = lock_meeting(meeting, by=reviewer())
    assert (locked.locked_by, locked.lock_waiver, locked.revision) == (reviewer(), "", meeting.revision + 1)
    [change] = Change.objects.filter(action="lock_meeting")
    assert (change.by, change.after) == (reviewer(), {"revision": locked.revision, "waiver": ""})
    with pytest.raises(Locked, match="was locked on"):
        lock_meeting(meeting, by=reviewer())


def test_every_open_end_keeps_the_meeting_open_and_says_what_to_do() -> None:
    meeting = make_meeting()
    assert missing(meeting) == {"people"}
    bring(meeting, OPEN_ENDS)
    assert missing(meeting) == {"titles", "countries"}
    stage(meeting, source_of(LIST, "second.csv", symbol="TEST/INF.2"), by=desk())
    assert missing(meeting) == {"titles", "countries", "waiting"}
    with pytest.raises(ActionRefused) as refusal:
        lock_meeting(meeting, by=reviewer())
    assert set(refusal.value.reasons) == {
        "Open questions – unknown courtesy titles: 1. Answer them.",
        "Open questions – unrecognized delegations: 1. Answer them.",
        "Confirm or discard these lists: “second.csv”.",
    }
    assert Meeting.objects.get().locked_at is None


@pytest.mark.parametrize(
    ("printed", "reason", "standing", "sentence"),
    [
        ((None, None), "", "NOTED", "no totals from the document are entered; 4 people in 3 delegations"),
        ((4, 3), "", "DONE", "the document’s totals agree with the record"),
        ((4, None), "", "DONE", "the document’s totals agree with the record"),
        ((6, 3), "", "MISSING", "people: 6 printed, 4 on record. Correct the record"),
        ((6, 4), "", "MISSING", "people: 6 printed, 4 on record; delegations: 4 printed, 3 on record"),
        ((6, 3), "Two are unnamed.", "NOTED", "Reason: Two are unnamed."),
        ((0, None), "", "MISSING", "people: 0 printed, 4 on record"),
    ],
)
def test_the_totals_of_the_document_itself(
    printed: tuple[int | None, int | None], reason: str, standing: str, sentence: str
) -> None:
    document = ListDocument.objects.get(meeting=complete())
    state_totals(
        document, printed_people=printed[0], printed_delegations=printed[1], difference_reason=reason, by=reviewer()
    )
    [found] = [one for one in findings(document.meeting) if one.key.startswith("totals")]
    assert (found.state.name, sentence in found.sentence) == (standing, True), found.sentence
    # Whoever checks a document's totals has entered nothing and may lock.
    assert bool(what_is_missing(document.meeting)) == (standing == "MISSING")


def test_only_the_version_in_force_is_compared_and_typed_people_stand_in_no_document() -> None:
    meeting = make_meeting()
    bring(meeting, LIST, symbol="TEST/PROV.1", status="provisional")
    bring(meeting, LIST + "States Parties | Kenya | Ms. | Nia Mfano | Expert |", symbol="TEST/INF.1")
    enter_rows(Delegation.objects.get(country="KEN"), ["full_name", "honorific"], [["Eve Mfano", "Ms."]], by=desk())
    [found] = [one.sentence for one in findings(meeting) if one.key.startswith("totals")]
    assert found.startswith("TEST/INF.1: no totals from the document are entered; 5 people")


def test_coverage_and_heads_are_said_and_keep_nothing_open() -> None:
    meeting = make_meeting(list_access="open")
    norway = make_delegation(meeting, "NOR")
    make_participation(norway, gender="woman", recorded="another", head_basis="first_listed")
    make_participation(norway)
    make_participation(make_delegation(meeting, "KEN"), gender="man")
    make_participation(make_delegation(meeting, "Interpreters", "service"))
    said = {finding.key: finding.sentence for finding in findings(meeting)}
    assert said["coverage"] == "Of 3 people, 1 are not recorded as a woman or a man."
    assert said["heads"] == ("Head known for 0 of 2 States’ delegations; 1 assumed (first listed).")
    assert missing(meeting) == set()
    Meeting.objects.update(list_access="closed")
    said = {finding.key: finding.sentence for finding in findings(Meeting.objects.get())}
    assert said["coverage"] == "Of 3 people, 2 are not recorded as a woman or a man."


# Four eyes


def test_whoever_entered_something_cannot_lock_it_nor_can_the_database_be_told_so() -> None:
    meeting = complete()
    with pytest.raises(ActionRefused, match="desk entered part of this meeting; somebody else must check"):
        lock_meeting(meeting, by=desk())
    own = {"locked_at": timezone.now(), "locked_by": desk()}
    with pytest.raises(IntegrityError, match="locked_by_somebody_who_entered_nothing"), transaction.atomic():
        Meeting.objects.update(**own)
    assert Meeting.objects.update(**own, lock_waiver="Nobody else was in office.") == 1


def test_an_account_is_not_taken_for_another_whose_number_contains_its_own() -> None:
    meeting, other = make_meeting(), reviewer()
    entered = f",{other.pk}1,1{other.pk},1{other.pk}1,"
    locked = {"locked_at": timezone.now(), "locked_by": other}
    assert Meeting.objects.filter(pk=meeting.pk).update(entered_by=entered, **locked) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.update(entered_by=f"{entered}{other.pk},")


@pytest.mark.parametrize(
    "half", [{"locked_at": timezone.now()}, {"locked_by": "reviewer"}, {"lock_waiver": "A waiver without a lock"}]
)
def test_a_lock_has_a_time_and_a_person(half: dict[str, Any]) -> None:
    make_meeting()
    if "locked_by" in half:
        half = {"locked_by": reviewer()}
    with pytest.raises(IntegrityError, match="lock_has_time_and_person"), transaction.atomic():
        Meeting.objects.update(**half)


def test_a_waiver_needs_the_permission_of_the_installation(settings: Any) -> None:
    meeting = complete()
    with pytest.raises(ActionRefused, match="always requires a second person"):
        lock_meeting(meeting, by=desk(), waiver="Nobody else was in office.")
    settings.PARITY_FOUR_EYES_WAIVER = True
    with pytest.raises(ActionRefused, match="entered part of this meeting"):
        lock_meeting(meeting, by=desk())
    assert lock_meeting(meeting, by=desk(), waiver="Nobody else was in office.").lock_waiver != ""
    unlock_meeting(meeting, by=reviewer(), reason="test")
    assert lock_meeting(meeting, by=reviewer(), waiver="Not needed.").lock_waiver == ""


def test_two_people_are_enough_whoever_decides_may_lock() -> None:
    meeting = make_meeting()
    bring(meeting, OPEN_ENDS)
    questions.answer_title(question=Question.objects.get(kind="title"), claim="man", by=reviewer())
    of_delegations.answer_label(question=Question.objects.get(kind="country"), label="Atlantis", by=reviewer())
    assert lock_meeting(meeting, by=reviewer()).locked_at


ENTRIES: dict[str, Callable[[Meeting, User], Any]] = {
    "import": lambda meeting, by: bring(meeting, LIST, by=by),
    "confirmed": lambda meeting, by: confirmed(meeting, uploaded_by=desk(), by=by),
    "uploaded": lambda meeting, by: confirmed(meeting, uploaded_by=by, by=desk()),
    "typed": lambda meeting, by: enter_rows(
        make_delegation(meeting, "Peace Now", "civil_society"), ["full_name"], [["Ada Erfunden"]], by=by
    ),
    "delegation": lambda meeting, by: enter_delegation(
        meeting, entity_key="x", category="academia", country="", name="X", by=by, source="test"
    ),
    "correction": lambda meeting, by: correct_entry(
        participation=make_participation(make_delegation(meeting, "X", "academia")),
        values={"printed_post": "Envoy"}, by=by, source="letter",
    ),
    "panel": lambda meeting, by: panels.create_panel(meeting=meeting, seats=[], by=by, source="test", title="Panel"),
}  # fmt: skip


def confirmed(meeting: Meeting, *, uploaded_by: User, by: User) -> None:
    batch = stage(meeting, source_of(LIST), by=uploaded_by)
    confirm(batch, fingerprint=batch.fingerprint, by=by)


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_way_of_entering_is_remembered(entry: str) -> None:
    meeting, both = make_meeting(), make_user("both", "clerk", "reviewer")
    ENTRIES[entry](meeting, both)
    with pytest.raises(ActionRefused, match="both entered part of this meeting"):
        lock_meeting(meeting, by=both)


# Unlocking, pages and the command


def test_unlocking_needs_a_reason_and_leaves_it_in_the_trail() -> None:
    meeting = complete()
    with pytest.raises(ActionRefused, match="not locked"):
        unlock_meeting(meeting, by=reviewer(), reason="test")
    lock_meeting(meeting, by=reviewer())
    with pytest.raises(ActionRefused, match="Give the reason"):
        unlock_meeting(meeting, by=reviewer(), reason="  ")
    unlock_meeting(meeting, by=reviewer(), reason="A misread title")
    assert [(one.action, one.evidence) for one in Change.objects.filter(action__contains="lock")] == [
        ("unlock_meeting", "A misread title"),
        ("lock_meeting", ""),
    ]
    assert bring(meeting, LIST + "NGOs | Peace Now | Mr. | Bo Ny | Clerk |")["status"] == "imported"


def test_the_way_through_the_pages() -> None:
    meeting, clerk = complete(), make_user("clerk", "clerk")
    meeting.clerks.add(clerk)
    document = ListDocument.objects.get()
    desk_page, review = signed_in(clerk), signed_in(reviewer())
    address = f"/meetings/{meeting.slug}/check/"
    totals = f"{address}documents/{document.pk}/"
    desk_page.post(totals, {f"document-{document.pk}-printed_people": "7"})
    page = review.get(address).content.decode()
    assert "people: 7 printed, 4 on record" in page
    assert "One thing is missing" in page
    refused = review.post(f"/meetings/{meeting.slug}/lock/", follow=True).content.decode()
    assert "Correct the record, or give the reason" in refused
    desk_page.post(totals, {f"document-{document.pk}-printed_people": "4"})
    assert "Lock the meeting" not in desk_page.get(address).content.decode()
    assert "is locked" in review.post(f"/meetings/{meeting.slug}/lock/", follow=True).content.decode()

    for form in ("edit/", "lists/new/", "delegations/new/", "panels/new/"):
        answer = desk_page.get(f"/meetings/{meeting.slug}/{form}")
        assert answer.status_code == 409
        assert "reviewer checked and locked it on" in answer.content.decode()
    page = desk_page.get(f"/meetings/{meeting.slug}/").content.decode()
    assert "Import a list" not in page
    assert "checked and locked on" in page

    review.post(f"/meetings/{meeting.slug}/unlock/", {"reason": ""})
    assert Meeting.objects.get().locked_at
    review.post(f"/meetings/{meeting.slug}/unlock/", {"reason": "A misread title"})
    assert "A misread title" in review.get(address).content.decode()
    assert desk_page.get(f"/meetings/{meeting.slug}/edit/").status_code == 200


def test_a_panel_of_a_locked_meeting_is_locked_too() -> None:
    meeting = complete()
    panel = make_panel(meeting=meeting, seats="wm")
    shut(meeting)
    client = signed_in(make_user("desk-of-panels", "panel_desk"))
    assert client.get(f"/panels/{panel.slug}/edit/").status_code == 409
    assert client.post(f"/panels/{panel.slug}/exempt/", {"reason": "test"}).status_code == 409
    assert Panel.objects.get().exempt_reason == ""


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("lock_meeting", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_the_command_locks_or_says_why_not() -> None:
    meeting, name = complete(), reviewer().username
    make_user("clerk", "clerk")
    for arguments, sentence, status in [
        (("nowhere", "--by", name), 'There is no meeting "nowhere"', 2),
        ((meeting.slug, "--by", "clerk"), "only a reviewer locks", 2),
        ((meeting.slug, "--by", "nobody"), "only a reviewer locks", 2),
    ]:
        with pytest.raises(CommandError, match=sentence) as refusal:
            run(*arguments)
        assert refusal.value.returncode == status
    Question.objects.create(meeting=meeting, kind="title", key="x", found="x", opened_at=timezone.now())
    with pytest.raises(CommandError, match="unknown courtesy titles: 1") as refusal:
        run(meeting.slug, "--by", name)
    assert refusal.value.returncode == 1
    Question.objects.all().delete()
    assert run(meeting.slug, "--by", name) == f"{meeting.slug} locked by {name}\n"
    assert Meeting.objects.get().locked_at.date() == datetime.datetime.now(datetime.UTC).date()  # type: ignore[union-attr]
    with pytest.raises(CommandError, match="was locked on"):
        run(meeting.slug, "--by", name)


@pytest.mark.gate
@pytest.mark.django_db(transaction=True)
def test_the_tables_go_back_and_forward_and_know_again_who_entered(migrated_tables: object) -> None:
    meeting = complete()
    correct_entry(
        participation=Participation.objects.get(printed_name="Juma Mfano"), values={"printed_post": "Envoy"},
        by=make_user("second", "clerk"), source="letter",
    )  # fmt: skip
    lock_meeting(meeting, by=reviewer())
    entered = Meeting.objects.get().entered_by
    call_command("migrate", "meetings", "0001", verbosity=0)
    call_command("migrate", verbosity=0)
    again = Meeting.objects.get()
    assert (again.entered_by, again.locked_at) == (entered, None)
    with pytest.raises(ActionRefused, match="second entered part"):
        lock_meeting(again, by=User.objects.get(username="second"))
