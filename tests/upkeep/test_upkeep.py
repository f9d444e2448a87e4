"""Erasure, retention and the daily run: what goes, what stays, and that twice equals once."""

from __future__ import annotations

import datetime
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models
from django.utils import timezone

from bodies.actions import erasure as bodies_erasure
from meetings.actions import erasure, mentions
from meetings.actions.accounts import command_line_account
from meetings.actions.people import settle_recorded
from meetings.actions.spellings import ERASED, Spellings
from meetings.actions.trail import note_change
from meetings.actions.uploads import upload_path, uploads
from meetings.models import (
    Change,
    GenderRecord,
    Honorific,
    ImportBatch,
    ImportRow,
    ListDocument,
    Meeting,
    OfficeHolder,
    Panel,
    Participation,
    Person,
    ProceedingsImport,
    Question,
)
from meetings.vocabulary import BatchState
from panels.actions import erasure as panels_erasure
from panels.models import Expert, Invitation, LineUpSeat
from reports.models import Release, ReleaseState, release_storage
from reports.public.reader_reports import ReaderReport
from reports.releases import published
from reports.upkeep.erasure import erase_named, erase_person
from reports.upkeep.subject_access import everything_about, texts_naming
from staff.actions import erasure as staff_erasure
from tests.worlds.builders import make_delegation, make_meeting, make_participation, make_seat, make_statement
from tests.worlds.invitations import make_named_invitation, make_old_and_recent_invitations
from tests.worlds.public_site import CANARY, publish_office

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NAME = "Zyxwin de la Canarison"
NAMES = {
    "Latin": (NAME, "Zyxwin", "DE LA CANARISON"),
    "Arabic": ("زكسوين القناريسون", "زكسوين", "القناريسون"),
    "Chinese": ("金絲雀", "", ""),
    "Korean": ("카나리", "", ""),
    "one word": ("Canarisono", "", ""),
    "one word in Arabic": ("القناريسون", "", ""),
    "two characters": ("金雀", "", ""),
}
SPELT = {
    "title": "Canarymadam",
    "post": "Attachée of canaries",
    "organisation": "Canarian Institute",
    "row": "canary-17",
}


def everywhere() -> dict[str, str]:
    """Every row of every table as text."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        names = [field.attname for field in model._meta.concrete_fields]
        for row in model._base_manager.values_list(*names):
            found[f"{model._meta.label}:{row[0]}"] = json.dumps(row, default=str, ensure_ascii=False)
    return found


def leaks(*words: str) -> list[str]:
    """Rows of every table, and files, in which one of the words stands; by default those of the canaries."""
    words = words or ("canar",)
    rows = [place for place, text in everywhere().items() if any(word in text.casefold() for word in words)]
    folders = (Path(settings.PARITY_DATA), Path(release_storage().path("")))
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    sought = [word.encode() for word in words]
    return rows + [str(path) for path in files if any(word in path.read_bytes().lower() for word in sought)]


@pytest.fixture(autouse=True)
def own_uploads(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A folder of uploads in which no other test has left anything."""
    settings.PARITY_DATA = tmp_path_factory.mktemp("data")


@pytest.fixture
def world() -> dict[str, Any]:
    return make_world(*NAMES["Latin"])


def make_world(name: str, given: str, family: str) -> dict[str, Any]:
    """A published office; one person in it, whose name stands in every place that can hold it."""
    reversed_name = f"{family},  {given}" if given else name
    meeting = publish_office()[0]
    Participation.objects.filter(printed_name=CANARY).update(printed_name="Ada Okoro", notes="")
    Person.objects.filter(full_name=CANARY).update(full_name="Ada Okoro", family_name="")
    by = command_line_account()
    Honorific.objects.create(key="mme", title="Mme", claim="woman")
    spring = make_meeting("spring")
    listed = make_participation(
        make_delegation(spring, "AAA"), name, "woman", printed_title=SPELT["title"], printed_post=SPELT["post"],
        organisation=SPELT["organisation"], row_id=SPELT["row"], notes=f"replaces {name.upper()}",
    )  # fmt: skip
    person = listed.person
    Person.objects.filter(pk=person.pk).update(given_names=given, family_name=family)
    other = make_participation(listed.delegation, "Bela Novak", notes=f"adviser to {reversed_name}")
    at = timezone.now()
    document = ListDocument.objects.create(meeting=spring, difference_reason=f"{name} counted twice")

    def batch(state: str, stored: str = "", **cells: str) -> ImportBatch:
        made = ImportBatch.objects.create(
            document=document, file=f"{name}.csv", sha256="0" * 64, by=by, at=at, state=state, stored=stored,
            committed_at=at if state in ("committed", "withdrawn") else None,
            totals={"problems": [{"message": f"{name}: no such title"}]}, gender_source=f"form of {name}",
        )  # fmt: skip
        ImportRow.objects.create(batch=made, number=2, cells=cells, problems=[{"found": name}])
        if stored:
            upload_path(stored).write_text(name)
        return made

    committed = batch(
        "committed", full_name=f"Mme {name}", honorific=SPELT["title"], organisation=SPELT["organisation"]
    )
    before = {"printed_name": name, "role": "member"}
    committed.rows.update(participation=listed, outcome="new", before=before, after={"made": True, "notes": name})
    ImportRow.objects.create(
        batch=committed, number=3, participation=other, cells={"full_name": "Bela Novak", "notes": f"with {name}"}
    )
    batch("withdrawn", full_name="" if given else name, given_names=given, family_name=family, notes=SPELT["title"])
    batch("previewed", stored="a" * 32, full_name=reversed_name)
    source = {"source": f"e-mail of {name}", "by": by, "at": at}
    GenderRecord.objects.create(person=person, meeting=spring, value="woman", basis="courtesy_title", **source)
    GenderRecord.objects.create(
        person=person, value="man", basis="public_source", withdrawn_at=at, withdrawn_by=by, **source
    )
    Question.objects.create(
        meeting=spring, kind="gender", key=f"{name}|AAA", found=name, opened_at=at, person=person, rows=1
    )
    note_change(by=by, action="correct_participation", subject=listed, meeting=spring, before=before, evidence=name)
    note_change(by=by, action="edit_meeting", subject=spring, meeting=spring, evidence=f"as {name} wrote")
    slug = f"opening-{'-'.join(name.split())}".lower()
    panel = Panel.objects.create(slug=slug, title=f"Opening, with {name}", meeting=spring)
    make_seat(panel, "w", name=name, title=SPELT["title"], organisation=SPELT["organisation"])
    ReaderReport.objects.create(
        at=at, where="list", what=f"{name} is a woman", reply_to="r@example.org", answer=f"{name} is corrected",
        answered_by=by, answered_at=at, outcome="corrected", correction=f"{name}, 2026-r3", closed_by=by, closed_at=at,
    )  # fmt: skip
    committed.rows.filter(number=2).update(source=[[3, 14, f"Mme {name}"], [3, 15, SPELT["organisation"]]])
    make_statement(spring, "AAA", "w", speaker_name=name, speaker_title=SPELT["title"])
    OfficeHolder.objects.create(meeting=spring, office="chair", name=f"Mme {name}", source=f"elected: {name}")
    ProceedingsImport.objects.create(
        meeting=spring, file="speakers.txt", sha256="0" * 64, by=by, at=at, rows=[{"number": 1, "cells": ["AAA", name]}]
    )
    ProceedingsImport.objects.create(
        forum=spring.forum,
        holds="offices",
        file=f"bureau of {name}.txt",
        sha256="0" * 64,
        by=by,
        at=at,
        state="committed",
        committed_at=at,
        rows=[{"number": 1, "cells": ["Chair", name], "before": {"name": name}}],
    )
    make_named_invitation(by, name, title=SPELT["title"], organisation=SPELT["organisation"])
    settle_recorded([person.pk])
    return {"by": by, "person": person, "listed": listed, "other": other, "published": meeting}


def published_bytes() -> dict[str, bytes]:
    return {f"{one.version}/{info.name}": one.read(info.name) for one in published.published() for info in one.files}


def test_an_erased_person_is_in_no_table_and_no_file_and_what_is_published_stays(
    world: dict[str, Any], django_capture_on_commit_callbacks: Any
) -> None:
    assert len(leaks()) >= 14
    counted = ["listed_gender", "listed_basis", "recorded_gender", "recorded_basis", "role", "delegation_id"]
    before = Participation.objects.values(*counted).get(pk=world["listed"].pk)
    files, revisions = published_bytes(), list(Meeting.objects.values_list("slug", "revision"))
    reason = f"request of {NAME}, letter of 4 May"
    with django_capture_on_commit_callbacks(execute=True):
        erased = erase_person(world["person"], by=world["by"], reason=reason)
    assert leaks() == []
    assert (erased.participations, erased.rows, erased.seats, erased.given_up) == (1, 2, 2, 2)
    assert Participation.objects.values(*counted).get(pk=world["listed"].pk) == before
    assert published_bytes() == files
    assert list(Meeting.objects.values_list("slug", "revision")) == revisions
    world["other"].refresh_from_db()
    assert (world["other"].printed_name, world["other"].notes) == ("Bela Novak", f"adviser to {ERASED}")
    assert ImportRow.objects.get(number=3).cells["full_name"] == "Bela Novak"
    told = Change.objects.get(action="erase_person")
    assert (told.subject, told.evidence) == (f"person:{world['person'].pk}", f"request of {ERASED}, letter of 4 May")
    settle_recorded([world["person"].pk])
    assert Participation.objects.values(*counted).get(pk=world["listed"].pk) == before
    call_command("verify_release", "2026-r2", stdout=io.StringIO())


@pytest.mark.gate
@pytest.mark.parametrize("script", list(NAMES)[1:])
def test_a_name_is_found_and_erased_in_any_script_and_what_may_be_somebody_else_is_listed(
    script: str, django_capture_on_commit_callbacks: Any
) -> None:
    """Whatever still holds the word after an erasure is what the officer was shown and did not tick."""
    name, given, family = NAMES[script]
    world = make_world(name, given, family)
    letter = name.casefold()
    places = leaks(letter)
    assert len(places) >= 20
    seen = everything_about(world["person"]).named
    assert (len(seen.proceedings), len(seen.waiting)) == (2, 2)
    possible = {f"{type(one.row)._meta.label}:{one.row.pk}": one.key for one in seen.possible}
    assert bool(possible) == script.startswith("one word")
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(world["person"], by=world["by"], reason=f"request of {name}", also=list(possible.values())[:3])
    left = set(leaks(letter))
    assert left <= set(list(possible)[3:])
    if not possible:
        assert leaks() == []
    world["person"].refresh_from_db()
    assert everything_about(world["person"]).named.possible == []
    seen_again = texts_naming(name)
    assert {one.key for one in seen_again.possible} == {possible[place] for place in left}
    erase_named(name, by=world["by"], reason="the rest", also=[one.key for one in seen_again.possible])
    assert leaks(letter) == []


def test_the_canaries_would_be_noticed(world: dict[str, Any]) -> None:
    places = {place.partition(":")[0] for place in leaks()}
    assert {
        "meetings.Person", "meetings.Participation", "meetings.ImportBatch", "meetings.ImportRow", "meetings.Question",
        "meetings.GenderRecord", "meetings.Change", "meetings.Panel", "meetings.PanelSeat", "meetings.ListDocument",
        "panels.Invitation", "panels.LineUpSeat", "panels.Step", "panels.Proposal", "panels.Expert",
        "panels.LetterTemplate", "reports.ReaderReport", str(upload_path("a" * 32)),
    } <= places  # fmt: skip


def test_what_invitations_hold_about_a_person_is_said_and_goes(world: dict[str, Any]) -> None:
    found = everything_about(world["person"]).named.invitations
    assert (len(found.seats), len(found.experts)) == (1, 1)
    assert {type(one.row).__name__ for one in found.mentions} == {
        "Panel", "Invitation", "Step", "Proposal", "LetterTemplate",
    }  # fmt: skip
    erase_person(world["person"], by=world["by"], reason="request")
    assert not Expert.objects.exists()
    seat = LineUpSeat.objects.get()
    assert (seat.name, seat.title, seat.organisation, seat.seat_gender) == (ERASED, "", "", "woman")


def test_a_namesake_is_not_erased(world: dict[str, Any]) -> None:
    namesake = make_participation(make_delegation(make_meeting("autumn"), "BBB"), NAME, "man")
    erase_person(world["person"], by=world["by"], reason="request")
    namesake.refresh_from_db()
    namesake.person.refresh_from_db()
    assert (namesake.printed_name, namesake.person.full_name) == (NAME, NAME)


# Texts in which nobody is named: vocabulary, codes, addresses, hashes, and the office's own words about meetings.
NAMES_NOBODY = {
    "meetings.Meeting": "slug forum_title title symbol list_url city format list_access list_status entered_by",
    "meetings.Delegation": "entity_key category name section",
    "meetings.DelegationCount": "basis",
    "meetings.ListDocument": "symbol status printed_sections",
    "meetings.FindingMark": "finding about said",
    "meetings.ImportBatch": "sha256 stored state gender_basis fingerprint",
    "meetings.ImportRow": "outcome",
    "meetings.Question": "kind suggestions",
    "meetings.Statement": "entity_key category name kind speaker_gender speaker_basis topic",
    "meetings.ProceedingsImport": "holds sha256 state gender_basis",
    "meetings.OfficeHolder": "office holder_gender holder_basis",
    "meetings.Change": "action subject",
    "meetings.GenderRecord": "value basis",
    "meetings.Source": "key gender_read people_counted",
    "meetings.DelegationLetter": "kind language addressee figures status answer",
    "meetings.DelegationWording": "kind language",
    "meetings.LetterCampaign": "kind rule",
    "meetings.PublishedFigure": "measure",
    "meetings.Panel": "slug kind attendance",
    "meetings.PanelSeat": "role seat_gender seat_basis",
    "meetings.Participation": "listed_gender listed_basis recorded_gender recorded_basis role head_basis rank"
    " registered attended corrected",
}
NAMES_NOBODY |= {
    "panels.Invitation": "organiser_type area state outcome_code",
    "panels.LineUp": "how",
    "panels.LineUpSeat": "role seat_gender seat_basis",
    "panels.Check": "occasion status views",
    "panels.Step": "from_state to_state reason_code verdict organiser_type letter_language",
    "panels.Proposal": "to_state reason_code letter_language",
    "panels.LetterTemplate": "kind language",
    "panels.Expert": "expert_gender expert_basis areas languages regional_group",
    "panels.Suggestion": "result",
    "panels.SentReminder": "kind",
    "panels.CalendarAddress": "secret",
    "bodies.Body": "kind clause_strength influence",
    "bodies.Cycle": "status",
    "bodies.StageCount": "stage regional_group basis",
    "bodies.Substitution": "left_gender left_basis joined_gender joined_basis",
    "bodies.ProcedureRule": "kind key",
    "staff.Snapshot": "scope classification",
    "staff.StaffCount": "category level contract location",
    "staff.Movement": "level kind stage",
    "staff.HalfYear": "level",
    "staff.LevelTarget": "level",
    "staff.PlannedStep": "level",
}
REFERENCE = {"Country", "Alias", "Organisation", "Honorific", "Grouping", "GroupMember", "Forum"}
CLEARED = {
    "meetings.Person": "name_key entity_key full_name given_names family_name",
    "meetings.Participation": " ".join(erasure.PRINTED),
    "meetings.PanelSeat": "name",
    "meetings.ImportRow": "cells before after problems source",
    "meetings.Statement": "speaker_name",
    "meetings.OfficeHolder": "name",
    "meetings.Question": "key found",
    "panels.LineUpSeat": "name",
    "panels.Expert": "name title",
}


def test_every_text_of_the_record_is_known_to_erasure() -> None:
    every = (*mentions.FREE_TEXTS, *panels_erasure.FREE_TEXTS, *bodies_erasure.FREE_TEXTS, *staff_erasure.FREE_TEXTS)
    swept = {model._meta.label: " ".join(names) for model, names in every}
    for model in (
        one for app in ("meetings", "panels", "bodies", "staff") for one in apps.get_app_config(app).get_models()
    ):
        if model.__name__ in REFERENCE:
            continue
        label = model._meta.label
        known = " ".join(table.get(label, "") for table in (swept, CLEARED, NAMES_NOBODY)).split()
        texts = (models.CharField, models.TextField, models.JSONField)
        found = [field.name for field in model._meta.concrete_fields if isinstance(field, texts)]
        assert sorted(set(known)) == sorted(found), label


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("as Jane van DOE wrote", f"as {ERASED} wrote"),
        ("VAN DOE,  jane", ERASED),
        ("Jane van Doering", "Jane van Doering"),
        ("Jane", "Jane"),
        ("O'Neil-Doe, Jane van Doe", f"O'Neil-Doe, {ERASED}"),
        ({"Jane van Doe": ["x", 1, None, {"a": "Jane van Doe"}]}, {ERASED: ["x", 1, None, {"a": ERASED}]}),
    ],
)
def test_a_name_is_found_whatever_its_case_spacing_and_order(text: Any, left: Any) -> None:
    assert Spellings(["Jane van DOE", "van Doe Jane", "Single"]).removed_from(text) == left


def long_ago(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


@pytest.fixture
def old_things(settings: Any) -> None:
    """One of each thing whose time is over, and one of each whose time is not."""
    settings.PARITY_KEEP_PEOPLE_YEARS = 10
    by = command_line_account()
    old = make_meeting("old", start=datetime.date(2001, 3, 5))
    make_participation(make_delegation(old, "AAA"), "Olga Past")
    recent = make_meeting("recent", start=timezone.localdate())
    make_participation(make_delegation(recent, "AAA"), "Nora Present")
    make_old_and_recent_invitations(by)
    document = ListDocument.objects.create(meeting=recent)
    for state, days, stored in (
        ("previewed", 31, "a" * 32), ("previewed", 2, "b" * 32), ("withdrawn", 91, ""), ("withdrawn", 2, ""),
    ):  # fmt: skip
        at = long_ago(days)
        done = {"committed_at": at, "withdrawn_at": at, "withdrawn_by": by} if state == "withdrawn" else {}
        batch = ImportBatch.objects.create(
            document=document, file="f", sha256="0" * 64, by=by, at=at, state=state, stored=stored, **done
        )
        ImportRow.objects.create(batch=batch, number=1, cells={"full_name": "Nora Present"})
        if stored:
            upload_path(stored).write_text("a list")
        ProceedingsImport.objects.create(
            forum=recent.forum,
            holds="offices",
            file="f",
            sha256="0" * 64,
            by=by,
            at=at,
            state=state,
            committed_at=done.get("committed_at"),
            withdrawn_at=done.get("withdrawn_at"),
            rows=[{"number": 1, "cells": ["Chair", "Nora Present"]}],
        )
    for days in (731, 2):
        Change.objects.create(at=long_ago(days), by=by, action="read_names", subject="meeting:1")
        ReaderReport.objects.create(at=long_ago(days), where="x", what="y")


def said_of(invitation: Invitation) -> str:
    """Every text of an invitation, its steps, its decisions and who was suggested for it."""
    rows = [Invitation.objects.filter(pk=invitation.pk), invitation.steps, invitation.proposals]
    texts = [list(one.values_list()) for one in rows]
    return f"{texts}{list(invitation.suggestions.values_list('expert__name'))}"


def retain(*options: str) -> dict[str, int]:
    said = io.StringIO()
    call_command("retain", *options, stdout=said)
    lines = (line.partition(" ") for line in said.getvalue().splitlines())
    return {what: int(number) for number, _space, what in lines}


def test_what_is_over_goes_once_and_a_dry_run_only_says_so(old_things: None) -> None:
    import os

    orphan = upload_path("c" * 32)
    orphan.write_text("left by a process that was killed")
    os.utime(orphan, (0, 0))
    before = everywhere()
    foretold = retain("--dry-run")
    assert everywhere() == before
    assert orphan.exists()
    assert foretold == {
        "imports that nobody finished": 2,
        "files of no import": 1,
        "rows of undone imports": 2,
        "notes of who read names or signed in": 1,
        "people of old lists": 1,
        "experts who no longer agree": 1,
        "speakers of old invitations": 1,
        "reports from readers": 1,
        "files of no release": foretold["files of no release"],
    }
    assert retain() == foretold
    assert set(retain().values()) == {0}
    old, recent = Invitation.objects.order_by("panel__date")
    assert "Past" not in said_of(old)
    assert said_of(recent).count("Past") == 7
    assert [path.name for path in uploads().iterdir()] == ["b" * 32]
    assert set(Person.objects.values_list("full_name", flat=True)) == {ERASED, "Nora Present"}
    assert ImportBatch.objects.filter(state=BatchState.REJECTED).count() == 1
    assert [change.action for change in Change.objects.order_by("pk")] == [
        "read_names", "reject_batch", "reject_offices", "erase_person", "forget_speakers",
    ]  # fmt: skip
    assert sorted(ProceedingsImport.objects.exclude(rows=[]).values_list("state", flat=True)) == [
        "previewed",
        "withdrawn",
    ]


def daily(*options: str) -> tuple[int, str]:
    said = io.StringIO()
    try:
        call_command("daily", *options, stdout=said, stderr=said)
    except SystemExit as end:
        return int(str(end.code)), said.getvalue()
    return 0, said.getvalue()


def test_a_day_is_done_once_and_again(tmp_path: Path) -> None:
    publish_office()
    second = Release.objects.get(version="2026-r2")
    Release.objects.filter(pk=second.pk).update(state=ReleaseState.EMBARGOED, embargo_until=long_ago(1))
    Release.objects.exclude(pk=second.pk).update(state=ReleaseState.PUBLISHED)
    readers = published_bytes()
    (tmp_path / "parity-2020-01-01.zip").write_bytes(b"old")
    status, said = daily("--backup-to", str(tmp_path), "--keep", "1")
    assert status == 0, said
    assert "published: 2026-r2" in said
    assert "files as published" in said
    assert dict(Release.objects.values_list("version", "state")) == {"2026-r1": "superseded", "2026-r2": "published"}
    assert published_bytes() == readers
    assert [path.suffix for path in tmp_path.iterdir()] == [".zip"]
    status, said = daily("--backup-to", str(tmp_path), "--keep", "1")
    assert (status, "none ended" in said, len(list(tmp_path.iterdir()))) == (0, True, 1)


def test_one_step_that_fails_stops_no_other_and_is_told(tmp_path: Path) -> None:
    publish_office()
    file = Release.objects.get(version="2026-r2").files.get(name="CITATION.cff")
    release_storage().delete(file.stored)
    status, said = daily("--backup-to", str(tmp_path))
    assert status == 1
    assert "verification: release 2026-r2 is not what was published: CITATION.cff is missing" in said
    assert "backup: The file CITATION.cff" in said
    assert "sessions: those that ended are cleared" in said
