"""What stood as listed beside the print, moved: on a filled record, in locked meetings too, forward and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from meetings.actions.accounts import command_line_account
from meetings.actions.lists import withdraw_batch
from meetings.models import (
    Change,
    GenderRecord,
    Honorific,
    ImportBatch,
    ImportRow,
    ListDocument,
    Meeting,
    Participation,
)
from meetings.names import title_key
from reports.releases.reasons import reasons_since
from tests.worlds.builders import lock, make_delegation, make_head_count, make_meeting, make_participation
from tests.worlds.lists import people

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
BEFORE, AFTER = "0006_proceedings", "0007_as_listed"
BOTH = ("listed_gender", "listed_basis", "recorded_gender", "recorded_basis")


@pytest.fixture
def everything_migrated(migrated_tables: object) -> Iterator[None]:
    yield
    call_command("migrate", verbosity=0)


def models_of(version: str) -> Any:
    return MigrationExecutor(connection).loader.project_state([("meetings", version)]).apps.get_model


def batch_of(meeting: Meeting, **said: str) -> ImportBatch:
    document = ListDocument.objects.get_or_create(meeting=meeting)[0]
    at = timezone.now()
    return ImportBatch.objects.create(
        document=document, file="list.csv", sha256="0" * 64, by=command_line_account(), at=at, state="committed",
        committed_at=at, **said,
    )  # fmt: skip


def old_record() -> tuple[Meeting, ImportBatch]:
    """A locked meeting with an open list as the version before wrote it: the stronger basis stands as listed."""
    for title, claim in (("Ms.", "woman"), ("Mr.", "man")):
        Honorific.objects.create(key=title_key(title), title=title, claim=claim)
    meeting = make_meeting(list_access="open")
    delegation, by = make_delegation(meeting, "KEN"), command_line_account()
    batch = batch_of(meeting, gender_basis="delegation_form")
    declared = batch_of(meeting, gender_basis="self_declared", gender_source="form of May")
    wrong = {}
    for name, title, gender, basis, brought in (
        ("Ana One", "Ms.", "man", "delegation_form", batch),
        ("Ben Two", "", "another", "self_declared", declared),
        ("Cem Three", "Dr.", "woman", "office_coded", batch),
        ("Dan Four", "Mr.", "man", "delegation_form", batch),
    ):
        one = make_participation(delegation, name=name, printed_title=title)
        wrong[one.pk] = (gender, basis)
        GenderRecord.objects.create(
            person=one.person, meeting=meeting, value=gender, basis=basis, batch=brought, by=by, at=timezone.now()
        )
        ImportRow.objects.create(
            batch=brought, number=2, participation=one, outcome="updated",
            before={"listed_gender": "woman", "listed_basis": "registration"}, after={"listed_gender": gender},
        )  # fmt: skip
    make_head_count(delegation, women=2)
    lock(meeting)
    call_command("migrate", "meetings", BEFORE, verbosity=0)
    old = models_of(BEFORE)
    for pk, (gender, basis) in wrong.items():
        same = {"listed_gender": gender, "listed_basis": basis, "recorded_gender": gender, "recorded_basis": basis}
        old("meetings", "Participation").objects.filter(pk=pk).update(**same)
    old("meetings", "ImportBatch").objects.filter(pk=batch.pk).update(gender_basis="delegation_form")
    return meeting, batch


@pytest.mark.gate
def test_what_stood_beside_the_print_is_as_recorded_only(everything_migrated: None) -> None:
    meeting, _batch = old_record()
    since = timezone.now()
    call_command("migrate", verbosity=0)
    assert people(meeting, *BOTH) == [
        ("Ana One", "woman", "courtesy_title", "man", "delegation_form"),
        ("Ben Two", "unknown", "", "another", "self_declared"),
        ("Cem Three", "unknown", "", "woman", "office_coded"),
        ("Dan Four", "man", "courtesy_title", "man", "delegation_form"),
    ]
    stands = Meeting.objects.get()
    assert (stands.locked_at is not None, stands.revision) == (True, meeting.revision + 1)
    assert [(one.action, one.before, one.after) for one in Change.objects.all()] == [("read_again", None, None)]
    assert reasons_since([stands], since)[meeting.slug].people == "Read again from the list."
    # Of the form that was preset nobody knows whether the list printed it; of the other somebody said it.
    assert dict(ImportBatch.objects.values_list("gender_source", "gender_basis")) == {
        "": "", "form of May": "self_declared"
    }  # fmt: skip


@pytest.mark.gate
def test_it_goes_back_to_what_the_version_before_would_have_written(everything_migrated: None) -> None:
    meeting, _batch = old_record()
    was = list(models_of(BEFORE)("meetings", "Participation").objects.order_by("pk").values_list(*BOTH))
    call_command("migrate", verbosity=0)
    Participation.objects.filter(printed_name="Dan Four").update(listed_basis="printed")
    now = people(meeting, "listed_gender", "recorded_gender", "recorded_basis")
    call_command("migrate", "meetings", BEFORE, verbosity=0)
    back = list(models_of(BEFORE)("meetings", "Participation").objects.order_by("pk").values_list(*BOTH))
    assert [one for place, one in enumerate(back) if place != 2] == [one for place, one in enumerate(was) if place != 2]
    assert back[2] == ("woman", "office_coded", "woman", "office_coded")
    call_command("migrate", verbosity=0)
    assert people(meeting, "listed_gender", "recorded_gender", "recorded_basis") == now


@pytest.mark.gate
def test_an_import_of_the_version_before_can_still_be_undone(everything_migrated: None) -> None:
    meeting, batch = old_record()
    call_command("migrate", verbosity=0)
    Meeting.objects.update(locked_at=None, locked_by=None)
    withdraw_batch(batch=batch, by=command_line_account())
    assert people(meeting, "listed_gender", "listed_basis")[0] == ("Ana One", "woman", "courtesy_title")
    assert not Participation.objects.filter(listed_basis="registration").exists()
