"""What becomes of people whom a newer list no longer prints: withdrawn, still counted, or renamed."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from meetings.actions.delegations import settle_heads, touch
from meetings.actions.hold import hold_meeting
from meetings.actions.people import forget_unlisted, settle_recorded
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_change, subject_of
from meetings.models import (
    Change,
    FindingMark,
    GenderRecord,
    ImportBatch,
    ImportRow,
    Meeting,
    PanelSeat,
    Participation,
    Question,
)
from meetings.models.checks import FindingKind, MarkKind
from meetings.vocabulary import BatchState, Gender, Outcome, Rank, Role, YesNo
from meetings.workspace.versions import batches_in_force, gone, printed_by, unprinted

WITHDRAW, KEEP, ASK = "withdraw", "keep", "ask"
WITHDREW = "withdraw_gone"
# What a list prints of a person, with the values that say nothing.
PRINTED = {
    "printed_name": "", "printed_title": "", "printed_post": "", "organisation": "", "notes": "", "row_id": "",
    "role": Role.UNKNOWN, "rank": Rank.UNKNOWN, "attended": YesNo.UNKNOWN, "list_order": 0,
}  # fmt: skip


@transaction.atomic
def decide_gone(meeting: Meeting, answers: Mapping[int, str], *, by: User, batch: ImportBatch | None = None) -> int:
    """Decide about people on no current list: ``withdraw``, ``keep``, or the number of the participation
    under which they stand now. Returns how many were decided. Raises Refused for somebody who is not gone.

    ``batch`` is the import that no longer prints them, where it is this very one that decides.
    """
    held = hold_meeting(meeting)
    people = {one.pk: one for one in gone(held).filter(pk__in=list(answers)).select_related("delegation", "person")}
    if len(people) < len(answers):
        raise ActionRefused(
            "Somebody has already decided about some of these people, or a new list includes them again."
        )
    if not answers:
        return 0
    because = [batch] * len(people) if batch else _dropped_by(held, people)
    withdrawn = [(one, why) for (pk, one), why in zip(people.items(), because, strict=True) if answers[pk] == WITHDRAW]
    _withdraw(held, withdrawn, by)
    _keep(held, [pk for pk, answer in answers.items() if answer == KEEP], by)
    for pk, answer in answers.items():
        if answer not in (WITHDRAW, KEEP):
            rename(people[pk], Participation.objects.get(pk=int(answer), meeting=held), by=by)
    settle_heads(held, {one.delegation_id for one in people.values()})
    touch(held)
    return len(answers)


def _dropped_by(meeting: Meeting, people: Collection[int]) -> list[ImportBatch | None]:
    """For each of them the newest import of the part that printed them last."""
    rows = ImportRow.objects.filter(participation__in=people, batch__state=BatchState.COMMITTED)
    in_order = rows.order_by("batch").values_list("participation_id", "batch__document__part")
    part = dict(in_order)  # the last one stands
    in_force = ImportBatch.objects.filter(pk__in=batches_in_force(meeting)).select_related("document").order_by("pk")
    newest = {one.document.part: one for one in in_force}
    return [newest.get(part.get(pk, "")) for pk in people]


def _withdraw(meeting: Meeting, people: Collection[tuple[Participation, ImportBatch | None]], by: User) -> None:
    now = timezone.now()
    Participation.objects.filter(pk__in=[one.pk for one, _ in people]).update(registered=YesNo.NO)
    Change.objects.bulk_create(
        Change(
            at=now, by=by, action=WITHDREW, subject=subject_of(one), meeting=meeting,
            before={"registered": one.registered}, after={"registered": str(YesNo.NO)}, batch=batch,
        )
        for one, batch in people
    )  # fmt: skip


def _keep(meeting: Meeting, people: Collection[int], by: User) -> None:
    said = {"meeting": meeting, "finding": FindingKind.GONE, "said": MarkKind.STAYS, "by": by, "at": timezone.now()}
    FindingMark.objects.bulk_create(FindingMark(about=str(pk), **said) for pk in people)
    if people:
        note_change(by=by, action="keep_unlisted", subject=meeting, meeting=meeting, after={"people": sorted(people)})


@transaction.atomic
def rename(was: Participation, now: Participation, *, by: User) -> Participation:
    """Say that somebody who is gone and somebody new on the same delegation are one person under a new name.

    The entry that stands keeps its history and takes what the list prints; undoing the import gives all back.
    """
    meeting = hold_meeting(was.meeting)
    made = printed_by(batches_in_force(meeting)).filter(participation=now, after__made=True).order_by("pk").last()
    if made is None or was.delegation_id != now.delegation_id:
        raise ActionRefused("Only a new person in the same delegation can be the missing person under another name.")
    if {was.listed_gender, now.listed_gender} == {Gender.WOMAN, Gender.MAN}:
        raise ActionRefused(
            "The two have contradicting titles; mark the missing person as withdrawn, or correct a title first."
        )
    before, after = _printed_changes(was, now)
    old, new = was.person, now.person
    ImportRow.objects.filter(participation=now).update(participation=was)
    ImportRow.objects.filter(pk=made.pk).update(outcome=Outcome.UPDATED, before=before or None, after=after or None)
    Question.objects.filter(participation=now).update(participation=was)
    PanelSeat.objects.filter(participation=now).update(participation=was)
    evidence = GenderRecord.objects.filter(person=new)
    if new.participations.exclude(pk=now.pk).exists():  # what was said elsewhere stays with them there
        evidence = evidence.filter(meeting=meeting)
    evidence.update(person=old)
    now.delete()
    Participation.objects.filter(pk=was.pk).update(**after)
    forget_unlisted([new.pk])
    settle_recorded([old.pk])
    note_change(
        by=by, action="rename_person", subject=made.batch, meeting=meeting, batch=made.batch,
        before={"participation": was.pk}, after={"row": made.number},
    )  # fmt: skip
    return was


def _printed_changes(was: Participation, now: Participation) -> tuple[dict[str, object], dict[str, object]]:
    """What the new print says otherwise; it erases nothing, and what was corrected by hand stays."""
    fields = [
        name
        for name, silent in PRINTED.items()
        if getattr(now, name) not in (silent, getattr(was, name)) and name not in was.corrected
    ]
    if now.listed_gender not in (Gender.UNKNOWN, was.listed_gender) and "listed_gender" not in was.corrected:
        fields += ["listed_gender", "listed_basis"]
    return tuple({name: getattr(one, name) for name in fields} for one in (was, now))  # type: ignore[return-value]


def settle_decisions(meeting: Meeting) -> None:
    """Decisions about people whom a list in force prints again are void."""
    marks = FindingMark.objects.filter(meeting=meeting, finding=FindingKind.GONE, said=MarkKind.STAYS)
    if marks.exists():
        still = {str(pk) for pk in unprinted(meeting).values_list("pk", flat=True)}
        marks.exclude(about__in=still).delete()


def return_withdrawn(batch: ImportBatch) -> None:
    """Register again who was withdrawn because this import no longer printed them."""
    changes = Change.objects.filter(batch=batch, action=WITHDREW)
    people = [int(subject.partition(":")[2]) for subject in changes.values_list("subject", flat=True)]
    still = Participation.objects.filter(pk__in=people, registered=YesNo.NO)
    still = still.exclude(pk__in=[one.pk for one in still if "registered" in one.corrected])
    still.update(registered=YesNo.YES)
