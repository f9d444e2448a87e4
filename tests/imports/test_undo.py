"""Undoing an import: the record is as before, and what rests on the import prevents it with a reason."""

from typing import Any

import pytest

from meetings.actions.delegations import correct_participation
from meetings.actions.lists import withdraw_batch
from meetings.actions.questions_of_delegations import answer_country
from meetings.actions.refusals import ActionRefused
from meetings.models import (
    Alias,
    Change,
    GenderRecord,
    ImportBatch,
    ImportRow,
    ListDocument,
    Meeting,
    Participation,
    Person,
    Question,
)
from tests.worlds.builders import make_meeting
from tests.worlds.lists import bring, counts, desk, people, questions, snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

FIRST = """
Section        | Delegation | Title | Name          | Position
States Parties | Norway     | Mr.   | Kim Eksempel  | Adviser
States Parties | Norway     | Ms.   | Tove Oppdikt  | Adviser
States Parties | Kenya      | Mr.   | Juma Mfano    | Expert
NGOs           | Peace Now  | Ms.   | Ada Erfunden  | Director
"""
SECOND = """
Section        | Delegation | Title  | Name          | Position
States Parties | Norway     | Ms.    | Kim Eksempel  | Counsellor
States Parties | Kenya      | Mr.    | Juma Mfano    | Ambassador
States Parties | Kenya      | Tengku | Neu Erfunden  | Head of delegation
States Parties | Chile      | Sr.    | Luis Ejemplo  | Expert
States Parties | Atlantis   | Ms.    | Una Fabel     | Expert
"""
BATCHES = (ImportBatch, ImportRow, Change, ListDocument)


def record() -> dict[str, list[dict[str, Any]]]:
    """Everything that stands: without batches and trail, withdrawn evidence, revisions, and who had a hand in it."""
    stands = snapshot(*BATCHES)
    stands["meetings.GenderRecord"] = [one for one in stands["meetings.GenderRecord"] if not one["withdrawn_at"]]
    for meeting in stands["meetings.Meeting"]:
        del meeting["revision"], meeting["entered_by"]
    return stands


def undo(report: dict[str, Any]) -> ImportBatch:
    return withdraw_batch(batch=ImportBatch.objects.get(pk=report["batch"]), by=desk())


def test_undoing_the_only_import_leaves_nothing_of_it() -> None:
    meeting = make_meeting()
    desk()
    before = record()
    report = bring(meeting, SECOND)
    revision = Meeting.objects.get().revision
    batch = undo(report)
    assert record() == before
    assert (batch.state, batch.withdrawn_by, Meeting.objects.get().revision) == ("withdrawn", desk(), revision + 1)
    assert GenderRecord.objects.count() == GenderRecord.objects.filter(withdrawn_by=desk()).count() == 4
    assert ImportRow.objects.count() == 5  # what the file said stays on file
    assert [(change.action, change.by) for change in Change.objects.all()] == [("withdraw_batch", desk())]


@pytest.mark.parametrize("again", ["Rev.1", ""])
def test_undoing_a_second_import_restores_the_first(again: str) -> None:
    """Printed fields, both genders, evidence, heads, delegations, questions: as they were."""
    meeting = make_meeting()
    bring(meeting, FIRST)
    before = record()
    report = bring(meeting, SECOND, symbol=again)
    assert report["status"] == "imported"
    assert record() != before
    undo(report)
    assert record() == before
    assert bring(meeting, FIRST)["status"] == "unchanged"


def test_what_was_undone_can_be_imported_again() -> None:
    meeting = make_meeting()
    bring(meeting, FIRST)
    first = bring(meeting, SECOND, symbol="TEST/Rev.1")
    said = (counts(first), people(meeting), questions(meeting))
    undo(first)
    again = bring(meeting, SECOND, symbol="TEST/Rev.1")
    assert (again["status"], (counts(again), people(meeting), questions(meeting))) == ("imported", said)
    assert bring(meeting, SECOND, symbol="TEST/Rev.1")["status"] == "unchanged"


def test_a_version_that_changed_nobody_is_in_force_again_after_its_undo() -> None:
    meeting = make_meeting()
    bring(meeting, FIRST, status="provisional")
    final = bring(meeting, FIRST)
    assert (final["status"], counts(final), Meeting.objects.get().list_status) == (
        "imported",
        {"unchanged": 4},
        "final",
    )
    undo(final)
    assert Meeting.objects.get().list_status == "provisional"
    assert (bring(meeting, FIRST)["status"], Meeting.objects.get().list_status) == ("imported", "final")


def test_undo_is_refused_while_a_later_import_rests_on_it() -> None:
    meeting = make_meeting()
    first = bring(meeting, FIRST)
    second = bring(meeting, SECOND, symbol="TEST/Rev.1", filename="second.csv")
    before = snapshot()
    with pytest.raises(ActionRefused) as refusal:
        undo(first)
    [reason] = refusal.value.reasons
    assert 'A later import builds on it: "second.csv"' in reason
    assert snapshot() == before
    undo(second)
    undo(first)
    assert (people(meeting), Person.objects.count()) == ([], 0)


def test_undo_is_refused_after_a_correction_by_hand() -> None:
    meeting = make_meeting()
    report = bring(meeting, FIRST)
    corrected = Participation.objects.get(printed_name="Juma Mfano")
    correct_participation(participation=corrected, values={"printed_post": "Envoy"}, by=desk(), source="letter")
    before = snapshot()
    with pytest.raises(ActionRefused) as refusal:
        undo(report)
    assert refusal.value.reasons == ("1 of its people were corrected by hand since; those corrections would be lost.",)
    assert snapshot() == before


def test_an_import_is_undone_once() -> None:
    report = bring(make_meeting(), FIRST)
    undo(report)
    with pytest.raises(ActionRefused, match="not in force"):
        undo(report)


def test_undo_leaves_other_parts_and_other_meetings_alone() -> None:
    meeting, other = make_meeting(), make_meeting("other")
    bring(meeting, FIRST, part="delegates")
    bring(other, FIRST)
    before = record()
    undo(bring(meeting, "Delegation | Title | Name\nChile | Sr. | Luis Ejemplo", part="experts"))
    assert record() == before


def test_undo_keeps_somebody_whom_a_merged_delegation_shares_with_another_import() -> None:
    """Atlantis turns out to be Norway, where the same person stood already: undoing one list leaves the other's."""
    meeting = make_meeting()
    bring(meeting, "Delegation | Title | Name\nNorway | Mr. | Kim Eksempel", part="a")
    later = bring(meeting, "Section | Delegation | Title | Name\nStates Parties | Norja | Mr. | Kim Eksempel", part="b")
    answer_country(question=Question.objects.get(), code="NOR", by=desk())
    assert people(meeting) == [("Kim Eksempel", "NOR", "man")]
    undo(later)
    assert people(meeting) == [("Kim Eksempel", "NOR", "man")]
    assert Alias.objects.filter(text="Norja", code="NOR", by=desk()).exists()  # a person's answer stays


# Heads of delegations


HEADS = "Delegation | Title | Name | Role\n"


def heads(meeting: Meeting) -> list[tuple[str, str]]:
    return list(
        Participation.objects.filter(meeting=meeting).exclude(head_basis="").order_by("printed_name")
        .values_list("printed_name", "head_basis")
    )  # fmt: skip


def test_the_only_member_heads_until_another_comes_and_again_after_the_undo() -> None:
    meeting = make_meeting()
    bring(meeting, HEADS + "Norway | Mr. | Kim Eksempel |")
    assert heads(meeting) == [("Kim Eksempel", "only_member")]
    joined = bring(meeting, HEADS + "Norway | Ms. | Ada Erfunden | Head of delegation", symbol="T/Add.1")
    assert heads(meeting) == [("Ada Erfunden", "stated")]
    undo(joined)
    assert heads(meeting) == [("Kim Eksempel", "only_member")]


ALPHABETICAL = "Norway | Ms. | Ada Aas |\nNorway | Mr. | Bo Berg |\nNorway | Ms. | Cy Dal |\nNorway | Mr. | Di Eng |"


def test_first_listed_counts_only_where_the_list_keeps_document_order() -> None:
    by_rank, by_name = make_meeting("by-rank"), make_meeting("by-name")
    lines = ALPHABETICAL.splitlines()
    bring(by_rank, HEADS + "\n".join([lines[3], *lines[:3]]))
    bring(by_name, HEADS + ALPHABETICAL)
    assert (heads(by_rank), heads(by_name)) == ([("Di Eng", "first_listed")], [])


def test_the_order_of_one_list_says_nothing_about_another() -> None:
    """An alphabetical list of delegates gets no first-listed heads from a list of NGOs in document order."""
    meeting = make_meeting()
    bring(meeting, HEADS + ALPHABETICAL, part="delegates")
    lines = [line.replace("Norway", "Peace Now") for line in ALPHABETICAL.splitlines()]
    ngos = "Section | " + HEADS + "\n".join(f"NGOs | {line}" for line in [lines[3], *lines[:3]])
    bring(meeting, ngos, part="ngos")
    correct_participation(
        participation=Participation.objects.get(printed_name="Bo Berg", delegation__country="NOR"),
        values={"printed_post": "Envoy"}, by=desk(), source="letter",
    )  # fmt: skip
    assert heads(meeting) == [("Di Eng", "first_listed")]


def test_one_head_stands_where_two_are_stated() -> None:
    meeting = make_meeting()
    bring(
        meeting, HEADS + "Norway | Ms. | Tove Oppdikt | Head of delegation\nNorway | Mr. | Ada Aas | Head of delegation"
    )
    assert heads(meeting) == [("Tove Oppdikt", "stated")]


def test_eight_in_ten_delegations_in_name_order_are_an_alphabetical_list() -> None:
    """measures.md: at 80 % of the delegations of four or more the basis is unknown, below it is not."""
    for in_name_order, expected in ((3, 4), (4, 0)):
        meeting = make_meeting(f"order-{in_name_order}")
        lines = []
        for number, state in enumerate(("Norway", "Kenya", "Chile", "Nepal", "Fiji")):
            names = ["Ada Aas", "Bo Berg", "Cy Dal", "Di Eng"]
            ordered = names if number < in_name_order else names[::-1]
            lines += [f"{state} | Dr. | {name} |" for name in ordered]
        bring(meeting, HEADS + "\n".join(lines))
        assert len(heads(meeting)) == (5 if expected else 0)
