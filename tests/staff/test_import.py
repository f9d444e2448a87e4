"""Staff brought in: by command and on the web, all errors at once, preview, lock by a second person, undo."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from meetings.models import Change
from staff.models import HalfYear, LevelTarget, Movement, PlannedStep, Snapshot, StaffCount
from staff.sheets import read_staff, table_text
from staff.views.template_workbook import template
from tests.worlds.builders import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]
HEAD = "Unit;Grade;Contract;Duty station;Women;Men;Not recorded\n"
GOOD = HEAD + "One;P-3;fixed term;headquarters;2;3;1\nOne;p4;Fixed-term;field;1;0;0\nTotal;;;;3;3;1\n"
THREE_ERRORS = HEAD + "One;P-9;fixed term;headquarters;2;3;1\n\nOne;P-4;monthly;field;1;;0\n"


def command(file: Path, *options: str) -> None:
    call_command("import_staff", str(file), "--as-of", "2026-10-31", "--json", *options)


def test_a_file_is_refused_with_every_error_corrected_and_entered(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "staff.csv"
    file.write_text(THREE_ERRORS, encoding="utf-8")
    with pytest.raises(SystemExit) as refused:
        command(file)
    said = json.loads(capsys.readouterr().out)
    assert (refused.value.code, said["status"], len(said["problems"])) == (1, "refused", 3)
    assert "Row 2, level: “P-9”" in said["problems"][0]
    assert [one.partition(":")[0].partition(" is")[0] for one in said["problems"][1:]] == [
        "Row 4, men",
        "Row 4, contract",
    ]
    file.write_text(GOOD, encoding="utf-8")
    command(file, "--dry-run")
    assert not Snapshot.objects.exists()
    capsys.readouterr()
    command(file, "--source", "HR list")
    said = json.loads(capsys.readouterr().out)
    found = {key: said[key] for key in ("status", "rows", "people", "women", "men", "another", "not_recorded")}
    assert found == {
        "status": "imported", "rows": 2, "people": 7, "women": 3, "men": 3, "another": 0, "not_recorded": 1,
    }  # fmt: skip
    assert list(StaffCount.objects.values_list("level", "contract", "location", "women")) == [
        ("P-3", "fixed_term", "headquarters", 2), ("P-4", "fixed_term", "field", 1),
    ]  # fmt: skip
    with pytest.raises(SystemExit):
        command(file)
    assert "on record already" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            HEAD.replace("Unit", "Unit;Name") + "One;Ada Okoro;P-3;fixed term;field;1;0;0\n",
            "No column is called “Name”",
        ),
        (HEAD.replace("Men", "Women") + "One;P-3;fixed term;field;1;0;0\n", "Several columns say “women”"),
        (HEAD.replace(";Women", "") + "One;P-3;fixed term;field;0;0\n", "Column “women” is missing"),
        ("a;b\n1;2\n", "No row with column headers"),
        (GOOD.replace("Total;;;;3", "Total;;;;4"), ""),
        ("", "empty"),
    ],
)
def test_what_is_no_sheet_of_staff_says_why_and_no_cell_of_an_unknown_column_leaves(text: str, reason: str) -> None:
    found = read_staff(text.encode())
    assert any(reason in one for one in found.problems) if reason else found.stated_total == 8
    assert "Okoro" not in " ".join(found.problems)


def test_the_template_is_read_back_by_itself_and_rows_as_they_are_written() -> None:
    found = read_staff(template(), "staff.xlsx")
    assert (found.problems, [row.level for row in found.rows]) == ([], ["D-2", "P-5"])
    assert read_staff(table_text(found.rows).encode()).rows == found.rows


def client(name: str, group: str) -> Client:
    found = Client()
    found.force_login(make_user(name, group))
    return found


ABOUT = {"as_of": "2026-10-31", "scope": "one_year_or_more", "source": "HR list of 31 October 2026"}


def test_on_the_web_errors_are_shown_then_a_preview_then_a_second_person_locks() -> None:
    focal, boss = client("focal", "hr_focal_point"), client("boss", "manager")
    file = SimpleUploadedFile("staff.csv", THREE_ERRORS.encode())
    assert "3 things need correcting" in focal.post(reverse("staff:import"), ABOUT | {"file": file}).content.decode()
    page = focal.post(reverse("staff:import"), ABOUT | {"rows": GOOD})
    assert "7 people would be entered" in page.content.decode()
    assert not Snapshot.objects.exists(), "a preview enters nothing"
    read = page.context["text"]
    focal.post(reverse("staff:import"), ABOUT | {"rows": read, "enter": "yes"})
    made = Snapshot.objects.get()
    assert (made.stated_total, made.entered_by.username) == (7, "focal")
    locking = reverse("staff:lock", args=[made.pk])
    assert "somebody else has to lock it" in focal.post(locking, follow=True).content.decode()
    assert "counts from now on" in boss.post(locking, follow=True).content.decode()
    undo = reverse("staff:undo", args=[made.pk])
    assert "unlock it first" in focal.post(undo, follow=True).content.decode()
    boss.post(reverse("staff:unlock", args=[made.pk]), {"reason": "A unit was missing."})
    assert "off the record" in focal.post(undo, follow=True).content.decode()
    assert not Snapshot.objects.exists()


def test_the_rows_of_the_newest_day_are_there_to_be_changed_and_a_wrong_total_is_refused() -> None:
    focal = client("focal", "hr_focal_point")
    page = focal.post(reverse("staff:import"), ABOUT | {"rows": GOOD.replace("Total;;;;3", "Total;;;;4"), "enter": "y"})
    assert "The levels add up to 7, but the total is 8" in page.content.decode()
    focal.post(reverse("staff:import"), ABOUT | {"rows": GOOD, "enter": "yes"})
    before = focal.get(reverse("staff:import"), {"rows": "before"}).content.decode()
    assert "One\tP-3\tfixed_term\theadquarters\t2\t3\t0\t1" in before
    sheet = focal.get(reverse("staff:template"))
    assert read_staff(io.BytesIO(sheet.content).getvalue(), "staff.xlsx").problems == []


MOVED = {"first_day": "2025-11-01", "last_day": "2026-10-31", "level": "P-4", "kind": "appointment", "women": "2",
         "men": "1", "another": "0", "not_recorded": "0", "source": "HR"}  # fmt: skip


def test_movements_and_the_plan_are_entered_with_both_sides_in_the_trail() -> None:
    focal = client("focal", "hr_focal_point")
    focal.post(reverse("staff:movements"), MOVED)
    focal.post(reverse("staff:movements"), MOVED | {"women": "3"})
    change = Change.objects.filter(action="enter_movement").latest("pk")
    assert change.before
    assert change.after
    assert (change.before["women"], change.after["women"], change.after["kind"]) == (2, 3, "appointment")
    focal.post(reverse("staff:movement-remove", args=[Movement.objects.get().pk]))
    assert not Movement.objects.exists()
    page = focal.post(reverse("staff:movements"), MOVED | {"kind": "retirement", "stage": "applied"})
    assert "is a stage of appointments" in page.content.decode()
    half = {"kind": "half-year", "half-year-level": "P-4", "half-year-begins": "2027-01-01", "half-year-vacancies": "2",
            "half-year-retiring_women": "0", "half-year-retiring_men": "1"}  # fmt: skip
    target = {"kind": "target", "target-level": "P-4", "target-year": "2028", "target-percent": "50",
              "target-document": "DEMO/1"}  # fmt: skip
    step = {"kind": "step", "step-level": "P-4", "step-action": "Widen the search", "step-owner": "HR"}
    for posted in (half, half | {"half-year-vacancies": "3"}, target, step):
        assert focal.post(reverse("staff:plan"), posted).status_code == 302
    assert HalfYear.objects.get().vacancies == 3
    assert Change.objects.filter(action="plan_staff", before__vacancies=2, after__vacancies=3).count() == 1
    refused = focal.post(reverse("staff:plan"), half | {"half-year-begins": "2027-02-01"}).content.decode()
    assert "A half-year begins on 1 January or on 1 July." in refused
    for kind, model in (("half-year", HalfYear), ("target", LevelTarget), ("step", PlannedStep)):
        focal.post(reverse("staff:plan-drop", args=[kind, model._default_manager.get().pk]))
        assert not model._default_manager.exists()
    assert focal.post(reverse("staff:plan-drop", args=["nothing", 1])).status_code == 404


def test_a_manager_sees_counts_and_enters_nothing() -> None:
    boss = client("boss", "manager")
    for page in ("snapshots", "movements", "plan"):
        assert boss.get(reverse(f"staff:{page}")).status_code == 200
    assert boss.get(reverse("staff:import")).status_code == 403
    assert boss.post(reverse("staff:movements"), MOVED).status_code == 403
    assert not Movement.objects.exists()
