"""The check before the lock: what it finds among people, what is accepted and for how long, and what the lock keeps."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from meetings.actions.checks import (
    accept_finding,
    draw_sample,
    hand_in,
    judge_row,
    say_two_people,
    see_finding,
    send_back,
    withdraw_acceptance,
)
from meetings.actions.corrections import correct_entry
from meetings.actions.erasure import erase_people
from meetings.actions.locks import lock_meeting, state_totals, unlock_meeting
from meetings.actions.people import add_evidence
from meetings.actions.questions import answer_title
from meetings.actions.refusals import ActionRefused
from meetings.models import (
    Change,
    FindingMark,
    GenderRecord,
    ListDocument,
    Meeting,
    Participation,
    Question,
    SampleRow,
    SentBack,
)
from meetings.models.checks import FindingKind
from meetings.workspace.completeness import findings
from meetings.workspace.finding import Finding, FindingState
from meetings.workspace.sample import sample_of
from tests.record.test_locks import LIST, complete, reviewer
from tests.worlds.builders import make_delegation, make_meeting, make_people
from tests.worlds.lists import bring, desk

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

HEAD = "Delegation | Title | Name | Role\n"


def finding(meeting: Meeting, key: str) -> Finding:
    return next(one for one in findings(meeting) if one.key == key)


def missing(meeting: Meeting) -> set[str]:
    return {one.key for one in findings(meeting) if one.is_missing}


def two_headed() -> Meeting:
    meeting = make_meeting()
    bring(meeting, HEAD + "Kenya | Ms. | Nia Mfano | Head of delegation", part="delegates")
    bring(meeting, HEAD + "Kenya | Mr. | Juma Mfano | Head of delegation", part="ministers")
    return meeting


def test_every_finding_has_a_kind_in_words_that_name_nobody() -> None:
    meeting = complete()
    keys = {one.key for one in findings(meeting)}
    assert {FindingKind.of(key) for key in keys} == set(FindingKind) - {FindingKind.GENDER_SOURCES}


# What is found


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("Ms. | Wei Li", "Mr. | Li Wei"), True),
        (("Mr. | José Mfano", "Ms. | Jose Mfano"), True),
        (("Ms. | Wei Li", "Ms. | Wei Lin"), False),
        (("Mr. | Ana Mfano", "Ms. | Ana Mfano-Eksempel"), False),
    ],
)
def test_names_equal_but_for_order_or_accents(names: tuple[str, str], found: bool) -> None:
    meeting = make_meeting()
    bring(meeting, HEAD + "\n".join(f"Kenya | {name} |" for name in names))
    assert missing(meeting) == ({"alike"} if found else set())
    if found:
        say_two_people(meeting, *Participation.objects.values_list("pk", flat=True), by=reviewer())
        assert missing(meeting) == set()


def test_equal_evidence_that_disagrees_without_a_question() -> None:
    meeting = complete()
    ada = Participation.objects.get(printed_name="Ada Erfunden")
    evidence = [(ada.person_id, "man", "courtesy_title")]
    add_evidence(evidence, meeting=meeting, source="INF.2", batch=None, by=desk())
    assert missing(meeting) == {"contradictions"}
    asked = {"kind": "gender", "key": "x", "found": "Ada", "person": ada.person, "opened_at": timezone.now()}
    question = Question.objects.create(meeting=meeting, **asked)
    assert missing(meeting) == {"questions"}
    question.delete()
    GenderRecord.objects.filter(value="man", person=ada.person).update(withdrawn_at=timezone.now(), withdrawn_by=desk())
    assert missing(meeting) == set()


def test_totals_under_sections_are_compared() -> None:
    meeting = complete()
    document = ListDocument.objects.get()
    totals = {"printed_people": None, "printed_delegations": None, "difference_reason": "", "by": reviewer()}
    state_totals(document, **totals, printed_sections={"state_party": 3, "civil_society": 1})  # type: ignore[arg-type]
    assert finding(meeting, f"totals-{document.pk}").state is FindingState.DONE
    state_totals(document, **totals, printed_sections={"state_party": 3, "civil_society": 2})  # type: ignore[arg-type]
    found = finding(meeting, f"totals-{document.pk}")
    assert found.is_missing
    assert "NGO / civil society: 2 printed, 1 on record" in found.sentence


# Accepting


def test_what_is_open_is_accepted_with_a_reason_that_the_lock_keeps() -> None:
    meeting = two_headed()
    with pytest.raises(ActionRefused, match="two stated heads"):
        lock_meeting(meeting, by=reviewer())
    with pytest.raises(ActionRefused, match="Give the reason"):
        accept_finding(meeting, "two_heads", reason="  ", by=reviewer())
    accept_finding(meeting, "two_heads", reason="Two heads, as the mission wrote.", by=reviewer())
    assert (missing(meeting), finding(meeting, "two_heads").reason) == (set(), "Two heads, as the mission wrote.")
    locked = lock_meeting(meeting, by=reviewer())
    assert locked.lock_accepted == [{"finding": "two_heads", "reason": "Two heads, as the mission wrote."}]
    assert locked.lock_waiver == ""  # another thing than the waiver of the second person
    [change] = Change.objects.filter(action="accept_finding")
    assert (change.by, change.evidence) == (reviewer(), "Two heads, as the mission wrote.")
    unlocked = unlock_meeting(locked, by=reviewer(), reason="A misread title")
    assert unlocked.lock_accepted == []


def test_an_acceptance_is_void_as_soon_as_something_else_is_found() -> None:
    meeting = two_headed()
    accept_finding(meeting, "two_heads", reason="As the mission wrote.", by=reviewer())
    bring(meeting, HEAD + "Kenya | Ms. | Eva Mfano | Head of delegation", part="experts")
    assert missing(meeting) == {"two_heads"}
    with pytest.raises(ActionRefused):
        lock_meeting(meeting, by=reviewer())
    accept_finding(meeting, "two_heads", reason="All three, as the mission wrote.", by=reviewer())
    assert (missing(meeting), FindingMark.objects.count()) == (set(), 1)
    withdraw_acceptance(meeting, "two_heads", by=reviewer())
    assert (missing(meeting), FindingMark.objects.count()) == ({"two_heads"}, 0)


def test_an_acceptance_of_what_was_settled_meanwhile_is_printed_nowhere() -> None:
    meeting = two_headed()
    accept_finding(meeting, "two_heads", reason="As the mission wrote.", by=reviewer())
    nia = Participation.objects.get(printed_name="Nia Mfano")
    correct_entry(participation=nia, values={"role": "adviser"}, by=desk(), source="note")
    assert lock_meeting(meeting, by=reviewer()).lock_accepted == []


def test_what_cannot_be_accepted() -> None:
    meeting = make_meeting()
    for key in ("people", "heads", "nothing", "titles"):
        with pytest.raises(ActionRefused):
            accept_finding(meeting, key, reason="test", by=reviewer())
    bring(meeting, LIST)
    with pytest.raises(ActionRefused, match="can be accepted"):
        accept_finding(meeting, "coverage", reason="test", by=reviewer())
    with pytest.raises(IntegrityError, match="finding_accepted_with_a_reason"), transaction.atomic():
        FindingMark.objects.create(
            meeting=meeting, finding="gone", about="x", said="accepted", by=desk(), at=timezone.now()
        )


def test_a_question_left_open_under_a_lock_keeps_nobody_else_from_an_answer() -> None:
    meeting, other = make_meeting("one"), make_meeting("two")
    for place in (meeting, other):
        bring(place, "Delegation | Title | Name\nKenya | Tengku | Neu Erfunden\nKenya | Ms. | Ada Mfano")
    accept_finding(meeting, "titles", reason="Nobody knows the title.", by=reviewer())
    lock_meeting(meeting, by=reviewer())
    answer_title(question=Question.objects.get(meeting=other), claim="man", by=reviewer())
    assert missing(other) == set()
    assert Question.objects.get(meeting=meeting).answer == ""


def run(*arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("lock_meeting", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_command_accepts_by_name_and_reason() -> None:
    meeting, name = two_headed(), reviewer().username
    with pytest.raises(CommandError, match="two stated heads"):
        run(meeting.slug, "--by", name)
    with pytest.raises(CommandError, match="no finding “twoheads”"):
        run(meeting.slug, "--by", name, "--accept", "twoheads=As the mission wrote.")
    with pytest.raises(CommandError, match="finding_and_reason"):
        run(meeting.slug, "--by", name, "--accept", "two_heads")
    assert FindingMark.objects.count() == 0
    out, err = run(meeting.slug, "--by", name, "--accept", "two_heads=As the mission wrote: a = b.")
    assert (out, "[two_heads]" in err) == (f"{meeting.slug} locked by {name}\n", True)
    assert Meeting.objects.get().lock_accepted == [{"finding": "two_heads", "reason": "As the mission wrote: a = b."}]


def test_a_name_in_a_reason_goes_with_the_person() -> None:
    meeting = two_headed()
    accept_finding(meeting, "two_heads", reason="Nia Mfano stays.", by=reviewer())
    lock_meeting(meeting, by=reviewer())
    erase_people([Participation.objects.get(printed_name="Nia Mfano").person_id], by=reviewer(), reason="asked")
    assert "Nia" not in FindingMark.objects.get().reason
    assert "Nia" not in str(Meeting.objects.get().lock_accepted)


# Seen, sample, sent back


def test_a_tick_holds_for_what_was_seen() -> None:
    meeting = make_meeting(list_access="open", symbol="T/INF.1")
    norway = make_delegation(meeting, "NOR")
    make_people(norway, women=1, unknown=1)
    see_finding(meeting, "coverage", seen=True, by=reviewer())
    assert finding(meeting, "coverage").seen
    make_people(norway, unknown=1)
    assert not finding(meeting, "coverage").seen
    see_finding(meeting, "coverage", seen=True, by=reviewer())
    see_finding(meeting, "coverage", seen=False, by=reviewer())
    assert not finding(meeting, "coverage").seen
    assert Meeting.objects.get().entered_by == ""  # whoever checks enters nothing


def test_a_sample_is_drawn_once_half_of_it_where_reading_errs() -> None:
    meeting = make_meeting()
    make_people(make_delegation(meeting, "NOR"), women=30, men=30, unknown=8)
    assert draw_sample(meeting, by=reviewer()) == 12
    doubtful = SampleRow.objects.filter(participation__listed_gender="unknown").count()
    assert doubtful >= 6
    first = SampleRow.objects.order_by("pk")[0]
    judge_row(meeting, first.pk, right=False, by=reviewer())
    drawn = sample_of(meeting)
    assert (len(drawn.rows), drawn.looked_at, drawn.right, drawn.wrong) == (12, 1, 0, 1)
    draw_sample(meeting, by=reviewer())
    assert len({row.person.pk for row in sample_of(meeting).rows}) == 24
    judge_row(make_meeting("other"), first.pk, right=True, by=reviewer())
    assert sample_of(meeting).wrong == 1  # a row of another meeting is none of its business


def test_a_meeting_is_sent_back_until_it_is_handed_in_or_locked() -> None:
    meeting = complete()
    with pytest.raises(ActionRefused, match="what the clerk should do"):
        send_back(meeting, note=" ", by=reviewer())
    send_back(meeting, note="Look at row 12.", by=reviewer())
    send_back(meeting, note="And at row 13.", by=reviewer())
    assert SentBack.objects.get(done_at=None).note == "And at row 13."
    hand_in(meeting, by=desk())
    assert not SentBack.objects.filter(done_at=None).exists()
    send_back(meeting, note="And at row 14.", by=reviewer())
    lock_meeting(meeting, by=reviewer())
    assert not SentBack.objects.filter(done_at=None).exists()
