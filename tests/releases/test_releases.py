"""Releases from build to withdrawal: every step, verified."""

from __future__ import annotations

import datetime
import io
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.actions.delegations import correct_participation
from meetings.models import Change, Country, ImportBatch, ImportRow, ListDocument, Meeting, Participation
from meetings.vocabulary import Role
from reports.counting.dimensions import DIMENSIONS, WHOLE
from reports.counting.population import population_of
from reports.counting.scope import ALL, STATES, Scope
from reports.measures.tally import Counts
from reports.models import Release, ReleaseState, release_storage
from reports.refusals import ReleaseRefused
from reports.releases import actions, everything, published
from reports.releases import verify as verification
from reports.releases.exact_rows import OPEN_GROUPINGS, exact_rows
from reports.releases.freeze import ready_meetings
from reports.results import results
from tests.worlds.builders import (
    fill,
    lock,
    make_country,
    make_delegation,
    make_forum,
    make_meeting,
    make_member,
    make_office,
    make_people,
    make_user,
)
from tests.worlds.random_worlds import world

pytestmark = [pytest.mark.django_db, pytest.mark.database]

COLUMN_OF = {
    "participation_by_meeting": "",
    "participation_by_regional_group": "regional_group",
    "participation_by_role": "role",
    "participation_by_income_group": "income_group",
    "participation_by_forum_group": "forum_group",
    "participation_by_category": "category",
}


@pytest.fixture
def people() -> dict[str, User]:
    """Who takes a release along its way."""
    return {name: make_user(name, group) for name, group in [("rev", "reviewer"), ("pub", "publisher")]}


def out(people: dict[str, User], **wanted: str) -> Release:
    """A release, all the way."""
    release = actions.build(by=people["rev"], **wanted)
    release = actions.check(release, by=people["pub"])
    release = actions.approve(release, by=people["rev"])
    return actions.publish(release, by=people["pub"])


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any], str]:
    """A command with --json: exit status, its one object, and standard error."""
    status = 0
    try:
        call_command(*words, "--json")
    except SystemExit as left:
        status = int(left.code or 0)
    captured = capsys.readouterr()
    return status, json.loads(captured.out), captured.err


def stored_files() -> set[Path]:
    folder = Path(release_storage().path(""))
    return {path for path in folder.rglob("*") if path.is_file()}


def test_the_command_publishes_what_is_locked(people: dict[str, User], capsys: pytest.CaptureFixture[str]) -> None:
    make_office()
    make_people(make_delegation(make_meeting("unlocked", list_access="open"), "AAA"), women=20)
    version = f"{timezone.localdate().year}-r1"

    status, said, _ = run(capsys, "publish_release", "--approved-by", "rev", "--by", "pub", "--notes", "First.")

    assert (status, said["status"], said["version"], said["meetings"]) == (0, "published", version, 3)
    release = Release.objects.get()
    assert (release.approved_by, release.published_by) == (people["rev"], people["pub"])
    found = published.latest()
    assert found
    rows = {row["meeting_id"]: row for row in found.table("participation_by_meeting").rows}
    assert list(rows) == ["conference-2023", "conference-2024", "experts-2024"]
    first = rows["conference-2023"]
    counted = {"women": 12, "men": 15, "not_recorded_as_woman_or_man": 3, "total": 30, "women_and_men": 27}
    assert {name: first[name] for name in counted} == counted
    assert first["share_women"] == 0.44
    assert (first["from_printed_title"], first["flag"]) == (27, None)
    assert rows["conference-2024"]["flag"] == "p"
    assert {rows["experts-2024"][name] % 5 for name in ("women", "men", "total")} == {0}
    assert rows["experts-2024"]["flag"] == "c"
    assert [change.action for change in Change.objects.filter(action__endswith="_release").order_by("pk")] == [
        "build_release", "checked_release", "approved_release", "published_release",
    ]  # fmt: skip


def test_no_column_holds_another_gender_or_coverage(people: dict[str, User]) -> None:
    make_office()
    out(people)
    found = published.latest()
    assert found
    names = {column["name"] for table in found.manifest["tables"].values() for column in table["columns"]}
    assert not {name for name in names if "another" in name or name in ("unknown", "known", "coverage", "bounds")}
    assert not {"behind", "confidential_counts", "fingerprint"} & found.manifest.keys()


def test_the_public_side_does_not_read_what_stands_behind_closed_lists(people: dict[str, User]) -> None:
    make_office()
    release = out(people)
    assert "experts-2024" in release.confidential_counts
    with CaptureQueriesContext(connection) as queries:
        for found in (published.latest(), published.version(release.version), *published.published()):
            assert found
            assert [found.table(name).rows for name in found.tables]
        published.withdrawn()
    assert queries.captured_queries
    assert not [query["sql"] for query in queries if '"confidential_counts"' in query["sql"]]


def test_without_by_it_stops_at_checked_and_goes_on_from_there(
    people: dict[str, User], capsys: pytest.CaptureFixture[str]
) -> None:
    make_office()
    status, said, _ = run(capsys, "publish_release", "--approved-by", "rev")
    assert (status, said["status"]) == (0, "checked")
    assert published.latest() is None
    assert published.version(said["version"]) is None
    built = Release.objects.get().pk

    _, said, _ = run(capsys, "publish_release", "--approved-by", "rev", "--by", "pub")
    assert (said["status"], Release.objects.get().pk) == ("published", built)


def test_a_waiting_draft_that_the_record_left_behind_is_built_again(
    people: dict[str, User], capsys: pytest.CaptureFixture[str], django_capture_on_commit_callbacks: Any
) -> None:
    first, *_ = make_office()
    run(capsys, "publish_release", "--approved-by", "rev")
    before = Release.objects.get().folder
    Meeting.objects.filter(pk=first.pk).update(revision=7)
    with django_capture_on_commit_callbacks(execute=True):
        _, said, told = run(capsys, "publish_release", "--approved-by", "rev", "--by", "pub")
    assert said["status"] == "published"
    assert "built again" in told
    assert not any(before in str(path) for path in stored_files())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--approved-by", "pub", "--by", "pub"], "must publish"),
        (["--approved-by", "rev", "--by", "rev"], "group publisher"),
        (["--approved-by", "desk", "--by", "pub"], "reviewer / publisher"),
        (["--approved-by", "rev", "--by", "pub", "--version", "2026.1"], "YYYY-rN"),
        (["--approved-by", "rev", "--by", "pub", "--waiver", "alone"], "PARITY_FOUR_EYES_WAIVER"),
    ],
)
def test_refusals_write_nothing(
    people: dict[str, User], capsys: pytest.CaptureFixture[str], words: list[str], expected: str
) -> None:
    make_office()
    make_user("desk", "clerk")
    files = stored_files()
    status, said, _ = run(capsys, "publish_release", *words)
    assert (status, said["status"]) == (1, "refused")
    assert expected in " ".join(said["reasons"])
    assert (Release.objects.count(), Change.objects.count(), stored_files()) == (0, 0, files)


def test_unknown_accounts_and_versions_are_wrong_usage(people: dict[str, User]) -> None:
    for words in (
        ["publish_release", "--approved-by", "nobody"],
        ["verify_release", "1999-r1"],
        ["withdraw_release", "1999-r1", "--by", "pub", "--reason", "x"],
    ):
        with pytest.raises(CommandError) as wrong:
            call_command(*words)
        assert wrong.value.returncode == 2


def test_a_dry_run_tells_and_writes_nothing(people: dict[str, User], capsys: pytest.CaptureFixture[str]) -> None:
    make_office()
    files = stored_files()
    status, said, _ = run(capsys, "publish_release", "--approved-by", "rev", "--by", "pub", "--dry-run")
    assert (status, said["status"]) == (0, "dry_run")
    assert {line["table"]: line["rounded"] for line in said["report"]}["participation_by_meeting"] == 1
    assert (Release.objects.count(), stored_files()) == (0, files)


def test_nothing_locked_and_demonstration_beside_real_are_refused(people: dict[str, User]) -> None:
    with pytest.raises(ReleaseRefused, match="No meeting is locked"):
        actions.build(by=people["rev"])
    first, *_ = make_office()
    Meeting.objects.filter(pk=first.pk).update(demonstration=True)
    with pytest.raises(ReleaseRefused, match=r"conference-2023.*remove_demo"):
        actions.build(by=people["rev"])
    Meeting.objects.update(demonstration=True)
    assert actions.build(by=people["rev"]).manifest["demonstration"] is True


def test_the_database_itself_wants_four_eyes(people: dict[str, User]) -> None:
    make_office()
    release = out(people)
    for broken in (
        {"approved_by": people["pub"]},
        {"checked_by": people["rev"]},
        {"approved_by": None},
        {"state": "withdrawn"},
        {"state": "embargoed"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Release.objects.filter(pk=release.pk).update(**broken)
    Release.objects.filter(pk=release.pk).update(approved_by=people["pub"], waiver="The other publisher is ill.")


def test_a_waiver_is_printed_on_the_release(people: dict[str, User], settings: Any) -> None:
    settings.PARITY_FOUR_EYES_WAIVER = True
    make_office()
    release = actions.build(by=people["pub"], waiver="Nobody else is here in August.")
    release = actions.approve(actions.check(release, by=people["pub"]), by=people["pub"])
    release = actions.publish(release, by=people["pub"])
    found = published.latest()
    assert found
    assert json.loads(found.read("manifest.json"))["waiver"] == release.waiver == "Nobody else is here in August."
    from openpyxl import load_workbook

    first = load_workbook(io.BytesIO(everything.as_workbook(found)))["Read me"]
    assert ("Released by one person", release.waiver) in list(first.iter_rows(values_only=True))


def test_a_rebuild_gives_the_same_bytes(people: dict[str, User], capsys: pytest.CaptureFixture[str]) -> None:
    make_office()
    version = out(people).version
    status, said, _ = run(capsys, "verify_release", version)
    assert (status, said["status"], said["rebuilt"], said["wrong"]) == (0, "verified", "identical", [])
    Meeting.objects.update(title="Another title")
    status, said, _ = run(capsys, "verify_release", version)
    assert (status, said["rebuilt"]) == (1, "different")
    assert "meetings.csv" in said["why"]
    Meeting.objects.update(revision=99)
    status, said, _ = run(capsys, "verify_release", version)
    assert (status, said["rebuilt"]) == (0, "not possible")


def test_a_file_that_was_touched_or_lost_is_noticed(
    people: dict[str, User], capsys: pytest.CaptureFixture[str]
) -> None:
    make_office()
    release = out(people)
    path = Path(release_storage().path(release.files.get(name="meetings.csv").stored))
    path.write_bytes(path.read_bytes() + b"x")
    Path(release_storage().path(release.files.get(name="meetings.json").stored)).unlink()
    status, said, _ = run(capsys, "verify_release", release.version)
    assert status == 1
    assert [problem.split()[0] for problem in said["wrong"]] == ["meetings.csv", "meetings.json"]


def test_a_second_release_logs_what_changed_and_the_first_stays(people: dict[str, User]) -> None:
    office = make_office()
    first = out(people)
    before = {file.name: file.sha256 for file in first.files.all()}
    misread = Participation.objects.filter(meeting=office[0], listed_gender="man").first()
    assert misread
    Participation.objects.filter(pk=misread.pk).update(listed_gender="woman")
    Meeting.objects.filter(pk=office[0].pk).update(revision=1)
    new = make_meeting("new-meeting", list_access="open", start=datetime.date(2025, 2, 3))
    make_people(make_delegation(new, "AAA"), women=6, men=6)
    lock(new)

    second = out(people, notes="A courtesy title of conference-2023 had been misread.")

    found, old = published.latest(), published.version(first.version)
    assert found
    assert old
    assert found.version == second.version
    assert found.manifest["previous"] == first.version
    cells = {(c["table"], c["row"], c["column"]): (c["before"], c["after"]) for c in found.changes}
    assert cells["participation_by_meeting", "conference-2023 / states", "women"] == ("12", "13")
    assert cells["participation_by_meeting", "conference-2023 / states", "men"] == ("15", "14")
    assert cells["meetings", "new-meeting", "*"] == (None, "added")
    of_meetings = {row.split(" / ")[0] for table, row, _column in cells if "year" not in table}
    assert of_meetings == {"conference-2023", "new-meeting"}
    assert cells["participation_by_forum_and_year", "conference / 2023 / states", "women"] == ("12", "13")
    assert {change["why"] for change in found.changes} == {
        second.notes, "Meetings that are new in this release: new-meeting.",
    }  # fmt: skip
    flags = {row["meeting_id"]: row["flag"] for row in found.table("participation_by_meeting").rows}
    assert flags == {"conference-2023": "r", "conference-2024": "p", "experts-2024": "c", "new-meeting": None}
    assert {file.name: file.sha256 for file in first.files.all()} == before
    assert Release.objects.get(pk=first.pk).state == ReleaseState.SUPERSEDED
    assert [one.version for one in published.published()] == [second.version, first.version]


def test_a_misread_title_is_corrected_in_the_next_release_with_its_page_and_without_its_person(
    people: dict[str, User],
) -> None:
    office = make_office()
    clerk = make_user("desk", "clerk")
    document = ListDocument.objects.create(meeting=office[0], symbol="TEST/INF.1")
    now = timezone.now()
    batch = ImportBatch.objects.create(
        document=document, file="list.pdf", sha256="0" * 64, state="committed", by=clerk, at=now, committed_at=now
    )
    misread = Participation.objects.filter(meeting=office[0], listed_gender="man").first()
    assert misread
    Participation.objects.filter(pk=misread.pk).update(printed_name="Zyxwin Canarison")
    ImportRow.objects.create(batch=batch, number=7, participation=misread, outcome="new", cells={"page": 3})
    out(people)
    Meeting.objects.filter(pk=office[0].pk).update(locked_at=None, locked_by=None)
    misread.refresh_from_db()
    correct_participation(participation=misread, values={"listed_gender": "woman"}, by=clerk, source="Page 3")
    lock(Meeting.objects.get(pk=office[0].pk))

    second = out(people, notes="Corrections.")

    found = published.latest()
    assert found
    assert {change["why"] for change in found.changes} == {"TEST/INF.1 was misread on page 3, and is corrected."}
    cells = {(c["table"], c["column"]): (c["before"], c["after"]) for c in found.changes}
    assert cells["participation_by_meeting", "women"] == ("12", "13")
    assert not [file.name for file in second.files.all() if b"Canarison" in found.read(file.name)]
    status, _, _ = verify(second)
    assert status == "identical"


def verify(release: Release) -> tuple[str, list[str], str]:
    found = verification.verify(release)
    return found.rebuilt, found.wrong, found.why


def test_a_revised_list_is_named_and_a_closed_one_says_no_more_than_that_enough_changed(
    people: dict[str, User],
) -> None:
    office = make_office()
    out(people)
    clerk, now = make_user("desk", "clerk"), timezone.now()
    for meeting in (office[0], office[2]):
        document = ListDocument.objects.create(meeting=meeting, symbol="TEST/INF.1/Rev.1")
        ImportBatch.objects.create(
            document=document, file="list.pdf", sha256="0" * 64, state="committed", by=clerk, at=now, committed_at=now
        )
        change_people(meeting, 7)
    men = Participation.objects.filter(meeting=office[0], listed_gender="man")
    Participation.objects.filter(pk__in=list(men.values_list("pk", flat=True)[:7])).update(listed_gender="woman")
    out(people)
    found = published.latest()
    assert found
    why = {change["row"].split(" / ")[0]: change["why"] for change in found.changes}
    revised = "The list was revised: TEST/INF.1/Rev.1."
    assert why == {
        "conference-2023": revised,
        "2023": revised,
        "conference": revised,
        "experts-2024": "Enough people behind this closed list have changed for its numbers to move.",
    }


def test_small_closed_meetings_are_published_together(people: dict[str, User]) -> None:
    """Three of 45 have rows and no share; their pool has one, and no page adds them up another way."""
    forum = make_forum("experts")
    make_country("AAA", groups={"regional_group": "african"})
    for year in (2021, 2022, 2023):
        meeting = make_meeting(f"experts-{year}", forum=forum, start=datetime.date(year, 9, 2))
        make_people(make_delegation(meeting, "AAA"), women=15, men=30)
        lock(meeting)
    release = out(people)
    found = published.latest()
    assert found
    (row,) = found.table("participation_by_pool").rows
    told = {"pool_id": "experts-1", "first_year": 2021, "last_year": 2023, "meetings": 3, "women": 45, "men": 90,
            "total": 135, "share_women": 0.33, "flag": "c",
            "meeting_ids": "experts-2021 experts-2022 experts-2023"}  # fmt: skip
    assert {name: row[name] for name in told} == told
    alone = found.table("participation_by_meeting").rows
    assert [(one["women"], one["share_women"]) for one in alone] == [(15, None)] * 3
    page = Client().get("/data/meetings/experts-2022/").content.decode()
    assert "2021–2023" in page
    assert '<b class="figure-value">33\u00a0%</b><span class="of">45 of 135</span>' in page
    rows = re.search(r'/tables/participation_by_pool/[?]pool_id=[^"]*', page)
    assert rows
    assert Client().get(f"/data/releases/{release.version}{rows[0]}").status_code == 200
    assert verify(release)[0] == "identical"
    change_people(Meeting.objects.get(slug="experts-2022"), 7)
    again = out(people)
    latest = published.latest()
    assert latest
    assert [row["women"] for row in latest.table("participation_by_meeting").rows] == [15, 20, 15]
    assert [row["women"] for row in latest.table("participation_by_pool").rows] == [50]
    assert verify(again)[0] == "identical"


def test_a_waiver_at_a_lock_is_printed_with_the_release(people: dict[str, User]) -> None:
    office = make_office()
    Meeting.objects.filter(pk=office[1].pk).update(lock_waiver="Nobody else was in office.")
    out(people)
    found = published.latest()
    assert found
    assert json.loads(found.read("manifest.json"))["lock_waivers"] == {"conference-2024": "Nobody else was in office."}
    printed = {row["meeting_id"]: row["lock_waiver"] for row in found.table("meetings").rows}
    assert printed == {"conference-2023": None, "conference-2024": "Nobody else was in office.", "experts-2024": None}
    assert "conference-2024: Nobody else was in office." in Client().get("/data/").content.decode()


def test_what_was_accepted_open_at_a_lock_is_printed_with_the_release(people: dict[str, User]) -> None:
    office = make_office()
    accepted = [
        {"finding": "two_heads", "reason": "Two heads, as the mission wrote."},
        {"finding": "numbers", "reason": "Numbers of two systems."},
    ]
    Meeting.objects.filter(pk=office[1].pk).update(lock_accepted=accepted)
    release = out(people)
    found = published.latest()
    assert found
    said = (
        "delegations with two stated heads: Two heads, as the mission wrote.; "
        "registration numbers used twice: Numbers of two systems."
    )
    assert json.loads(found.read("manifest.json"))["accepted_findings"] == {"conference-2024": said}
    printed = {row["meeting_id"]: row["accepted_findings"] for row in found.table("meetings").rows}
    assert printed == {"conference-2023": None, "conference-2024": said, "experts-2024": None}
    page = Client().get("/data/").content.decode()
    assert "Two heads, as the mission wrote." in page
    assert verify(release)[0] == "identical"


def test_what_a_killed_build_leaves_goes_with_the_next(people: dict[str, User]) -> None:
    """Its process died between files and rows; another build may be at work at this moment."""
    make_office()
    kept = out(people)
    storage = release_storage()
    for folder in ("a" * 64, "b" * 64):
        storage.save(f"{folder}/meetings.csv", ContentFile(b"x"))
    storage.save("notes/other.txt", ContentFile(b"x"))
    long_ago = timezone.now().timestamp() - 7200
    for name in (f"{'a' * 64}/meetings.csv", "notes/other.txt"):
        os.utime(storage.path(name), (long_ago, long_ago))
    release = actions.build(by=people["rev"])
    assert set(storage.listdir("")[0]) >= {"b" * 64, "notes", kept.folder, release.folder}
    assert "a" * 64 not in storage.listdir("")[0]
    for name in ("b" * 64 + "/meetings.csv", "b" * 64, "notes/other.txt", "notes"):
        storage.delete(name)


def test_a_closed_list_does_not_move_for_one_person(people: dict[str, User]) -> None:
    *_, closed = make_office()
    out(people)
    one = Participation.objects.filter(meeting=closed, recorded_gender="man").first()
    assert one
    Participation.objects.filter(pk=one.pk).update(recorded_gender="woman")
    Meeting.objects.filter(pk=closed.pk).update(revision=1)
    out(people)
    found = published.latest()
    assert found
    assert found.changes == []


def test_after_an_upgrade_a_closed_list_is_compared_all_the_same_or_refused(people: dict[str, User]) -> None:
    *_, closed = make_office()
    first = out(people)
    change_people(closed, 7)
    told = out(people)
    moved = closed_rows()
    for release in (first, told):
        keep_behind(release, "policy", "printed", "behind", "since", "declared")
    change_people(closed, 1)
    again = out(people)
    assert closed_rows() == [row | {"release": again.version, "flag": "c"} for row in moved]
    assert verify(again)[0] == "identical"
    keep_behind(again, "policy", "printed")
    with pytest.raises(ReleaseRefused, match="“experts-2024” was written by an earlier version"):
        actions.build(by=people["rev"])


def keep_behind(release: Release, *keys: str) -> None:
    """What an earlier version wrote down of its closed lists."""
    release.confidential_counts = {
        name: {key: entry[key] for key in keys} for name, entry in release.confidential_counts.items()
    }
    release.save(update_fields=["confidential_counts"])


def test_editing_and_erasing_after_publication_changes_no_published_byte(people: dict[str, User]) -> None:
    office = make_office()
    version = out(people).version
    found = published.version(version)
    assert found
    before = {file.name: found.read(file.name) for file in found.files}
    Participation.objects.filter(meeting=office[0]).delete()
    office[1].delete()
    again = published.version(version)
    assert again
    assert {file.name: again.read(file.name) for file in again.files} == before


def test_withdrawing_leaves_a_tombstone_and_the_release_before(people: dict[str, User]) -> None:
    make_office()
    first, second = out(people), out(people)
    call_command("withdraw_release", second.version, "--by", "pub", "--reason", "A meeting was counted twice.")
    tombstone, latest = published.version(second.version), published.latest()
    assert tombstone
    assert latest
    assert (tombstone.withdrawn, tombstone.withdrawn_reason) == (True, "A meeting was counted twice.")
    assert (tombstone.files, tombstone.tables, tombstone.changes) == ([], [], [])
    with pytest.raises(KeyError):
        tombstone.read("meetings.csv")
    assert (latest.version, Release.objects.get(pk=first.pk).state) == (first.version, ReleaseState.PUBLISHED)
    assert actions.next_version(int(second.version[:4])).endswith("-r3")


def test_an_embargo_ends_by_the_clock(people: dict[str, User]) -> None:
    make_office()
    release = actions.approve(actions.check(actions.build(by=people["rev"]), by=people["pub"]), by=people["rev"])
    until = timezone.now() + datetime.timedelta(hours=1)
    release = actions.publish(release, by=people["pub"], embargo_until=until)
    assert release.state == ReleaseState.EMBARGOED
    assert (published.latest(), published.version(release.version)) == (None, None)
    with pytest.raises(ReleaseRefused, match="in progress"):
        actions.build(by=people["rev"])
    Release.objects.update(embargo_until=timezone.now())
    latest = published.latest()
    assert latest
    assert latest.version == release.version


def test_the_record_may_not_move_between_the_draft_and_the_button(people: dict[str, User]) -> None:
    first, *_ = make_office()
    release = actions.check(actions.build(by=people["rev"]), by=people["pub"])
    Meeting.objects.filter(pk=first.pk).update(locked_at=None, locked_by=None)
    with pytest.raises(ReleaseRefused, match=r"conference-2023.*build it again"):
        actions.approve(release, by=people["rev"])
    actions.discard(release, by=people["rev"])
    assert not Release.objects.exists()


def test_by_delegation_is_published_only_when_decided_and_with_approved_labels(
    people: dict[str, User], settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    make_office()
    out(people)
    latest = published.latest()
    assert latest
    assert "participation_by_delegation" not in latest.tables
    settings.PARITY_BY_DELEGATION = "Mandate 7"
    status, said, _ = run(capsys, "publish_release", "--approved-by", "rev", "--by", "pub")
    assert status == 1
    assert "Invented Institute" in said["reasons"][0]
    status, said, _ = run(capsys, "publish_release", "--approved-by", "rev", "--by", "pub", "--approve-labels")
    assert status == 0
    latest = published.latest()
    assert latest
    rows = latest.table("participation_by_delegation").rows
    assert {row["meeting_id"] for row in rows} == {"conference-2023", "conference-2024"}
    assert [row["delegation_id"] for row in rows if row["meeting_id"] == "conference-2023"] == [
        "invented-institute", "AAA", "BBB", "CCC",
    ]  # fmt: skip
    assert latest.manifest["policy"]["by_delegation"] == "Mandate 7"


@pytest.mark.gate
@pytest.mark.django_db(transaction=True)
def test_the_demonstration_is_published_twice_and_goes_again(
    capsys: pytest.CaptureFixture[str], demonstration: None
) -> None:
    assert stored_files()
    year = timezone.localdate().year
    first, second = published.version(f"{year}-r1"), published.latest()
    assert first
    assert second
    assert (second.version, second.demonstration) == (f"{year}-r2", True)
    changed = {(change["table"], change["column"]) for change in second.changes}
    assert {("meetings", "city"), ("participation_by_meeting", "women"), ("participation_by_role", "men")} <= changed
    moved = {change["row"].split(" / ")[0] for change in second.changes}
    assert moved == {"demo-conference-2022", "demo-conference", "2022"}
    for one in (first, second):
        capsys.readouterr()
        status, said, _ = run(capsys, "verify_release", one.version)
        assert (status, said["status"]) == (0, "verified")
        assert f'version: "{one.version}"' in one.read("CITATION.cff").decode()
    call_command("quickstart", "--no-serve")
    assert Release.objects.count() == 2

    real = make_meeting("real", list_access="open")
    make_people(make_delegation(real, "AAA"), women=20)
    Meeting.objects.update(locked_at=None, locked_by=None, lock_waiver="")
    lock(real)
    with pytest.raises(ReleaseRefused, match="remove_demo"):
        actions.prepare()
    call_command("remove_demo")
    assert not Release.objects.exists()
    assert not stored_files()


def closed_rows(table: str = "participation_by_meeting") -> list[dict[str, Any]]:
    latest = published.latest()
    assert latest
    return [row for row in latest.table(table).rows if row["meeting_id"] == "experts-2024"]


def change_people(meeting: Meeting, number: int) -> None:
    """So many men of the meeting are recorded as women from now on."""
    men = Participation.objects.filter(meeting=meeting, recorded_gender="man", delegation__country__isnull=False)
    Participation.objects.filter(pk__in=list(men.values_list("pk", flat=True)[:number])).update(recorded_gender="woman")
    Meeting.objects.filter(pk=meeting.pk).update(revision=meeting.revision + number)


def test_a_withdrawn_release_was_read_all_the_same(people: dict[str, User]) -> None:
    """Closed lists do not move against what anybody may have kept of it."""
    *_, closed = make_office()
    out(people)
    change_people(closed, 7)
    seen = out(people)
    moved = closed_rows()
    actions.withdraw(seen, by=people["pub"], reason="An error elsewhere.")
    assert closed_rows() != moved
    change_people(closed, 1)
    again = out(people)
    assert [(row["women"], row["men"]) for row in closed_rows()] == [(row["women"], row["men"]) for row in moved]
    assert (again.last_public, again.previous) == (seen, Release.objects.earliest("pk"))


def test_a_draft_does_not_outlive_the_release_it_was_compared_with(people: dict[str, User]) -> None:
    make_office()
    first = out(people)
    draft = actions.build(by=people["rev"])
    actions.withdraw(first, by=people["pub"], reason="Wrong.")
    with pytest.raises(ReleaseRefused, match="published or withdrawn after"):
        actions.check(draft, by=people["pub"])


def test_every_group_of_a_closed_list_is_judged_and_of_an_open_one_those_that_hold_someone(
    people: dict[str, User],
) -> None:
    """A row once published could otherwise go away because a few people did."""
    make_office()
    roles: dict[str, dict[str, int]] = {}
    for row in exact_rows(list(ready_meetings()), by_delegation=False):
        if row.table == "participation_by_role":
            roles.setdefault(row.meeting.slug, {})[row.keys["role"]] = row.counts.total
    assert roles["conference-2023"] == {"head": 3, "member": 27}
    assert set(roles["experts-2024"]) == set(Role)
    assert sum(roles["experts-2024"].values()) == 36


@pytest.mark.parametrize("seed", [3, 11])
@pytest.mark.parametrize("access", ["open", "closed"])
def test_a_release_counts_what_the_pages_count(seed: int, access: str) -> None:
    """Each exact row is the row of its group in ``results``: pages, commands and releases cannot drift apart."""
    fill(world(seed))
    Meeting.objects.update(list_access=access, symbol="TEST/INF.1")
    for meeting in Meeting.objects.all():
        lock(meeting)
    for place, country in enumerate(Country.objects.order_by("code")):
        for grouping in ("income_group", "forum:invented-a", "forum:invented-b"):
            make_member(country, grouping, f"{grouping}-{place % 3}")
    found: dict[tuple[str, str, str], dict[str, Counts]] = {}
    for row in exact_rows(list(ready_meetings()), by_delegation=False):
        if row.counts.total and row.table in COLUMN_OF:
            category = ALL if row.table == "participation_by_category" else STATES
            group = str(row.keys.get(COLUMN_OF[row.table], "all"))
            found.setdefault((row.meeting.slug, row.table, category), {})[group] = row.counts
    for meeting in Meeting.objects.all():
        for table, column in COLUMN_OF.items():
            category = ALL if table == "participation_by_category" else STATES
            people = population_of(Scope(meeting=meeting.slug, category=category))
            live = {row.key: row.counts for row in results(people, dimension=DIMENSIONS.get(column, WHOLE))}
            told = found.get((meeting.slug, table, category), {})
            if access == "closed" and column in OPEN_GROUPINGS:
                live = {}
            assert told == {key: counts for key, counts in live.items() if counts.total}, (meeting.slug, table)
