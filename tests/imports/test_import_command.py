"""``import_list`` as scripts rely on it: exit status, one JSON object, and every option of interfaces.md."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from meetings.models import GenderRecord, ImportBatch, ListDocument, Participation
from tests.worlds.builders import make_meeting, make_user
from tests.worlds.lists import as_csv, as_xlsx, counts, genders, people, snapshot, table

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

LIST = """
Delegation | Title | Name          | Comment here
Norway     | Ms.   | Tove Eksempel | late
Kenya      | Mr.   | Juma Mfano    | early
"""
COMMENTED = LIST.replace("late", "woman").replace("early", "man")
Command = Callable[..., tuple[int, dict[str, Any], str]]


@pytest.fixture
def command(capsys: Any, tmp_path: Path) -> Command:
    """Run the command on a list: exit status, its JSON object, standard error without the signs of life that a busy
    machine draws from it."""

    def run(data: str | bytes, *options: str, name: str = "list.csv") -> tuple[int, dict[str, Any], str]:
        path = tmp_path / name
        path.write_bytes(as_csv(table(data)) if isinstance(data, str) else data)
        status = 0
        try:
            call_command("import_list", str(path), "--meeting", "spring-session", "--json", *options)
        except SystemExit as ended:
            status = int(ended.code or 0)
        printed = capsys.readouterr()
        [line] = printed.out.splitlines()
        return status, json.loads(line), printed.err.replace("reading …\n", "")

    return run


def test_done_is_0_and_refused_is_1_with_one_json_object_each(command: Command) -> None:
    make_meeting()
    status, report, err = command(LIST)
    assert (status, report["status"], err) == (0, "imported", "")
    assert list(report) == [
        "status", "file", "sha256", "meeting", "batch", "part", "sheet", "header_row", "encoding",
        "rows", "new", "updated", "unchanged", "conflict", "invalid", "ignored", "people", "gender", "listed",
        "recorded", "delegations", "delegation_from", "gone", "renamed", "heads_replaced", "columns", "problems", "seconds",
    ]  # fmt: skip
    assert (command(LIST)[0], command(LIST)[1]["status"]) == (0, "unchanged")
    before = snapshot()
    for wrong, code in (
        (b"", "empty"),
        (b"%PDF-1.7\n", "pdf"),
        (b"Delegation,Name\n", "no_rows"),
        (b"\x89PNG\r\n", ""),
    ):
        status, report, err = command(wrong)
        assert (status, report["status"], report["batch"], err) == (1, "refused", None, ""), code
        assert [problem["level"] for problem in report["problems"]] == ["error"]
        assert set(report["problems"][0]) == {"level", "code", "sheet", "row", "column", "found", "expected", "message"}
        assert report["problems"][0]["message"].endswith(".")
    assert snapshot() == before


@pytest.mark.parametrize(
    "wrong",
    [
        ["no-such-file.csv", "--meeting", "spring-session"],
        ["README.md", "--meeting", "no-such-meeting"],
        ["README.md", "--meeting", "spring-session", "--by", "nobody"],
        ["README.md"],
        ["README.md", "--meeting", "spring-session", "--map", "Header"],
        ["README.md", "--meeting", "spring-session", "--gender-basis", "courtesy_title"],
        ["README.md", "--meeting", "spring-session", "--on-conflict", "guess"],
    ],
)
def test_wrong_usage_is_2(wrong: list[str], capsys: Any) -> None:
    make_meeting()
    with pytest.raises(CommandError) as refused:
        call_command("import_list", *wrong)
    # Called from the shell, the parser's own refusals end with status 2 as well.
    assert refused.value.returncode == 2 or "argument" in str(refused.value)
    assert capsys.readouterr().out == ""
    assert not ImportBatch.objects.exists()


def test_without_json_the_answer_is_for_people(capsys: Any, tmp_path: Path) -> None:
    make_meeting()
    path = tmp_path / "list.csv"
    path.write_bytes(as_csv(table(LIST + "Kenya | Tengku | Neu Fabel | ")))
    call_command("import_list", str(path), "--meeting", "spring-session")
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "imported: list.csv into spring-session",
        "3 rows: 3 new, 0 updated, 0 unchanged, 0 conflict, 0 invalid, 0 ignored",
        "3 people in 2 delegations: women 1, men 1, another gender 0, not recorded 1",
        "delegations from “Delegation”; columns not used: “Comment here”",
    ]
    assert 'the courtesy title "Tengku" is not known' in printed.err


def test_sheet_header_row_and_max_rows(command: Command) -> None:
    make_meeting()
    rows = [["List of participants"], [], *table(LIST)]
    book = as_xlsx([["Notes"], ["of no use"]], other_sheets=[rows])
    status, report, _ = command(book, "--sheet", "Other 0", "--header-row", "3", "--max-rows", "4", name="list.xlsx")
    assert (status, report["sheet"], report["header_row"], report["rows"]) == (0, "Other 0", 3, 2)
    status, report, _ = command(book, "--sheet", "2", "--max-rows", "1", name="list.xlsx")
    assert status == 1
    assert "--max-rows" in report["problems"][0]["message"]
    assert command(book, "--sheet", "Nine", name="list.xlsx")[0] == 1


def test_map_ignore_and_only(command: Command) -> None:
    meeting = make_meeting()
    told = ["--map", "Comment here=gender", "--ignore", "Title", "--only", "Delegation=Norway"]
    assert command(COMMENTED, *told)[0] == 1  # nobody has said where the column comes from
    told += ["--gender-basis", "printed"]
    status, report, _ = command(COMMENTED, *told)
    assert (status, counts(report), genders(report)) == (0, {"new": 1, "ignored": 1}, (1, 0, 0, 0))
    assert report["columns"]["mapped"]["gender"] == "Comment here"
    assert "gender" not in report["columns"]["guessed"]
    assert report["columns"]["ignored"] == ["Title"]
    assert people(meeting, "listed_basis") == [("Tove Eksempel", "printed")]
    for option in (
        ["--map", "Nothing=gender"],
        ["--map", "Title=nonsense"],
        ["--ignore", "Nothing"],
        ["--only", "No=1"],
    ):
        status, report, _ = command(LIST, *option)
        assert (status, report["status"]) == (1, "refused")


def test_map_decides_between_two_columns(command: Command) -> None:
    make_meeting()
    contested = "Delegation | Name | Name\nNorway | Tove Eksempel | Eksempel, Tove"
    status, report, _ = command(contested)
    assert status == 1
    assert '--map "' in report["problems"][0]["message"]
    assert command(contested, "--map", "Name=full_name", "--ignore", "Name (2)")[0] == 0


def test_encoding(command: Command) -> None:
    meeting = make_meeting()
    cyrillic = "\n".join(",".join(row) for row in table("Delegation | Name\nРоссия | Пример Примеров")).encode("cp1251")
    assert command(cyrillic)[0] == 1
    status, report, _ = command(cyrillic, "--encoding", "windows-1251")
    assert (status, report["encoding"]) == (0, "cp1251")
    assert people(meeting)[0][0] == "Пример Примеров"


def test_part_status_symbol_basis_source_and_account(command: Command) -> None:
    meeting, clerk = make_meeting(), make_user("a-clerk")
    said = [
        "--part",
        "observers",
        "--list-status",
        "provisional",
        "--symbol",
        "TEST/INF.9",
        "--map",
        "Comment here=gender",
    ]
    said += ["--gender-basis", "self_declared", "--gender-source", "form of 3 May", "--by", "a-clerk"]
    status, report, _ = command(COMMENTED, *said)
    assert (status, report["part"]) == (0, "observers")
    document = ListDocument.objects.get()
    assert (document.part, document.status, document.symbol) == ("observers", "provisional", "TEST/INF.9")
    assert ImportBatch.objects.get().by == clerk
    declared = GenderRecord.objects.filter(basis="self_declared").values_list("source", "by__username")
    assert set(declared) == {("form of 3 May", "a-clerk")}
    stands = ("Juma Mfano", "courtesy_title", "self_declared")
    assert people(meeting, "listed_basis", "recorded_basis")[0] == stands


def test_by_default_an_account_that_cannot_sign_in_imports(command: Command) -> None:
    make_meeting()
    command(LIST)
    account = ImportBatch.objects.get().by
    assert (account.username, account.is_active, account.has_usable_password()) == ("command-line", False, False)
    assert User.objects.count() == 1


def test_on_conflict_skip_invalid_and_dry_run(command: Command) -> None:
    make_meeting()
    command(LIST)
    other = LIST.replace("Ms.", "Mr.") + "Kenya | Ms. | 12345 | "
    before = snapshot()
    assert command(other)[0] == 1
    status, report, _ = command(other, "--skip-invalid", "--on-conflict", "refuse")
    assert (status, report["problems"][0]["code"]) == (1, "conflicts")
    status, report, _ = command(other, "--skip-invalid", "--dry-run")
    assert (status, report["status"], report["batch"]) == (0, "dry_run", None)
    assert snapshot() == before
    status, report, _ = command(other, "--skip-invalid", "--on-conflict", "keep")
    assert (status, counts(report)) == (0, {"unchanged": 1, "conflict": 1, "invalid": 1})
    assert Participation.objects.get(printed_name="Tove Eksempel").recorded_gender == "woman"
