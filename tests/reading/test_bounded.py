"""The bounded process: what leaves it, and that nothing inside can harm the process that asked."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from meetings.reading import bounded
from meetings.reading.bounded import Reading, read_list
from meetings.reading.lists.columns import Instructions
from meetings.reading.sheet import Limits, Unreadable
from tests.worlds import hostile_files
from tests.worlds.hostile_files import HEADER, LIST, PEOPLE, delimited, sheet_xml, xlsx, zipped

CHILD = Path(bounded.__file__).with_name("child.py")


def read(data: bytes | str, name: str = "list.xlsx", limits: Limits | None = None, **said: object) -> Reading:
    instructions = Instructions(**said)  # type: ignore[arg-type]
    return read_list(data.encode() if isinstance(data, str) else data, name, instructions, limits)


def refusal(data: bytes | str, name: str = "list.xlsx", limits: Limits | None = None, **said: object) -> Unreadable:
    with pytest.raises(Unreadable) as raised:
        read(data, name, limits, **said)
    return raised.value


def test_only_mapped_cells_leave_in_the_order_of_the_fields() -> None:
    canary = "X4711CANARY"
    rows = [
        ["List of participants"],
        [],
        [*HEADER, "Passport No", "Dietary needs"],
        *([*each, canary, canary] for each in PEOPLE),
    ]
    reading = read(xlsx(rows))
    assert reading.header_row == 3
    assert sorted(reading.fields) == sorted(["delegation", "honorific", "family_name", "given_names", "rank"])
    cells = [
        (number, dict(zip(reading.fields, row, strict=True))) for number, row in reading.rows if isinstance(row, list)
    ]
    oakes = {"delegation": "Arcadia", "honorific": "Ms.", "family_name": "OAKES", "given_names": "Wren"}
    assert cells[0] == (4, {**oakes, "rank": "Ambassador"})
    assert [number for number, _ in cells] == [4, 5, 6]
    assert set(reading.columns.ignored) == {"Passport No", "Dietary needs"}
    assert canary not in repr(reading) + repr(cells)


def test_headings_and_rows_left_out_keep_their_numbers() -> None:
    rows = [
        ["", "Title", "Name", "Status"],
        ["Arcadia"],
        ["", "Ms.", "Wren OAKES", "in"],
        ["", "Mr.", "Rowan PIKE", "out"],
    ]
    reading = read(xlsx(rows), map={"Name": "full_name"}, only=[("status", "in")])
    assert list(reading.rows) == [(2, "Arcadia"), (3, ["Wren OAKES", "Ms."]), (4, None)]


def test_problems_of_mapped_cells_only_and_where_they_stand() -> None:
    rows: list[list[object]] = [
        [*HEADER, "Telephone"],
        ["Arcadia", b'<c r="B2" t="e"><v>#N/A</v></c>', "OAKES", "Wr\u202een", "x", "1\u202e2"],
    ]
    problems = read(xlsx(rows)).problems
    assert [(each["level"], each["code"], each["row"], each["column"], each["found"]) for each in problems] == [
        ("error", "error_cell", 2, "Title", "#N/A"), ("error", "invisible_character", 2, "Given name", "U+202E"),
    ]  # fmt: skip
    assert problems[0]["message"] == "Cell B2 shows the error #N/A; type the value that belongs there."


def test_a_row_shifted_by_a_separator_is_a_problem() -> None:
    text = delimited() + "Ruritania,Mr.,YEW,Ash,Adviser, press\r\nRuritania,Mr.,ELM\r\n"
    reading = read(text, "list.csv")
    assert [(each["level"], each["code"], each["row"], each["found"]) for each in reading.problems] == [
        ("error", "ragged", 5, "6 cells"),
        ("warning", "short_row", 6, "6"),
    ]
    assert len(list(reading.rows)) == 5


def test_the_only_list_among_the_sheets_is_taken_and_hidden_ones_are_named() -> None:
    book = zipped(
        hostile_files.parts(
            {"Notes": sheet_xml([["Read me"], ["a", "b"]]), "List": sheet_xml(LIST), "Old": sheet_xml(LIST)},
            {"Old": "hidden"},
        )
    )
    reading = read(book)
    assert (reading.sheet, reading.sheet_number) == ("List", 2)
    assert [(each["name"], each["hidden"]) for each in reading.sheets] == [
        ("Notes", False),
        ("List", False),
        ("Old", True),
    ]
    assert "3 “Old”" in " ".join(reading.notices)


def test_several_lists_ask_for_the_sheet() -> None:
    book = zipped(hostile_files.parts({"Delegates": sheet_xml(LIST), "Observers": sheet_xml(LIST)}))
    asked = refusal(book)
    assert asked.code == "which_sheet"
    assert "--sheet" in asked.message
    assert read(book, sheet="2").sheet == "Observers"


def test_what_the_clerk_must_say_carries_what_the_page_needs_to_ask() -> None:
    asked = refusal(xlsx([["Delegation", "Given name", "Country of birth"], ["Arcadia", "Wren", "x"]]))
    assert "--map" in asked.message
    assert asked.choices["headers"] == ["Delegation", "Given name", "Country of birth"]


@pytest.mark.parametrize(
    ("rows", "said", "code"),
    [
        ([HEADER], {}, "no_rows"),
        ([["just", "some"], ["texts", "here"]], {}, "no_header"),
        (LIST, {"only": [("Colour", "red")]}, "unknown_header"),
        (LIST, {"sheet": "9"}, "unknown_sheet"),
        (LIST, {"max_rows": 2}, "too_many_rows"),
    ],
)
def test_refusals_of_the_list(rows: list[list[str]], said: dict[str, object], code: str) -> None:
    with pytest.raises(Unreadable) as raised:
        read(xlsx(rows), **said)  # type: ignore[arg-type]
    assert raised.value.code == code


MANY = delimited([HEADER]) + "Arcadia,Ms.,OAKES,Wren,Aide\r\n" * 340_000


def test_a_child_out_of_memory_is_one_sentence() -> None:
    asked = refusal(MANY, "list.csv", replace(Limits(), memory_bytes=60_000_000), max_rows=10**7)
    assert asked.code == "too_much_memory"


def test_a_child_out_of_time_is_one_sentence() -> None:
    assert refusal(MANY, "list.csv", replace(Limits(), wall_seconds=1), max_rows=10**7).code == "too_slow"


def test_no_secret_reaches_the_child_and_nothing_it_prints_comes_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = tmp_path / "environment"
    spy = tmp_path / "child.py"
    spy.write_text(
        f"import os, sys\nopen({str(seen)!r}, 'w').write(repr(dict(os.environ)))\n"
        "print('noise', file=sys.stderr)\nprint('[')"
    )
    monkeypatch.setenv("SECRET_KEY", "do-not-tell")
    monkeypatch.setattr(bounded, "_CHILD", spy)
    assert refusal(xlsx()).code == "damaged"
    assert "do-not-tell" not in seen.read_text()


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["[]"],
        ['{"reading": {}}'],
        ['{"reading": {"columns": 3}}'],
        ["GOOD", "[1]", '{"end": 1}'],
        ["GOOD", '["1", ["a"]]', '{"end": 1}'],
        ["GOOD", '[1, ["a", "b"]]', '{"end": 1}'],
        ["GOOD", "[1, [2]]", '{"end": 1}'],
        ["GOOD", '[1, ["a"]]'],
        ["GOOD", '[1, ["a"]]', '{"end": 7}'],
        ["LINES[]", '{"end": 0}'],
        ['LINES[[1, "x"]]', '{"end": 0}'],
        ["LINES[[1, 2, 3]]", '{"end": 0}'],
        ['LINES[["a", 2, "x"]]', '{"end": 0}'],
    ],
)
def test_an_answer_that_is_not_as_promised_is_never_taken(
    lines: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    good = (
        '{"reading": {"kind": "csv", "encoding": "", "sheet": "", "sheet_number": 1, "sheets": [], "header_row": 1, '
        '"columns": {"header_row": 1}, "fields": ["full_name"], "filled": {}, "problems": [], "notices": []}}'
    )
    spy = tmp_path / "child.py"
    said = "\n".join(lines).replace("GOOD", good)
    if said.startswith("LINES"):  # the printed lines of a row
        printed, rest = said.removeprefix("LINES").split("\n", 1)
        said = f'{good[:-2]}, "sources": {{"2": {printed}}}}}}}\n{rest}'
    spy.write_text(f"print({said!r})")
    monkeypatch.setattr(bounded, "_CHILD", spy)
    with pytest.raises(Unreadable):
        list(read(xlsx()).rows)


@pytest.mark.parametrize(
    ("news", "told"),
    [
        (b"1 9\n2 9\n", (2, 9)),
        (b"3 9\n4 ", (3, 9)),
        (b"5 9 9\n-1 9\nx\n", None),
        (b"1 99999999\n", None),
        (b"", None),
    ],
)
def test_how_far_it_is_comes_in_two_numbers_or_not_at_all(news: bytes, told: tuple[int, int] | None) -> None:
    assert bounded._pages(news) == told


@pytest.mark.skipif(sys.platform != "linux", reason="a process is told of its parent's death on Linux only")
def test_the_child_dies_with_its_parent() -> None:
    """The parent starts a child that waits for its request, prints its id and is killed."""
    limits = Limits()
    program = (
        "import os, subprocess, sys, time\n"
        f"limits = ['{limits.memory_bytes}', '20', '30', str(os.getpid()), '2']\n"
        f"command = [sys.executable, '-I', {str(CHILD)!r}, *limits]\n"
        "child = subprocess.Popen(command, stdin=subprocess.PIPE)\n"
        "print(child.pid, flush=True)\ntime.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    wait_until(lambda: b"child.py" in Path(f"/proc/{child}/cmdline").read_bytes())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    wait_until(lambda: not alive(child))


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return " Z " not in Path(f"/proc/{process}/stat").read_text()


def wait_until(condition: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_the_rows_can_be_gone_through_again_until_they_are_closed() -> None:
    rows = read(xlsx()).rows
    assert list(rows) == list(rows)
    assert len(list(rows)) == 3
    rows.close()
    with pytest.raises(ValueError, match="closed"):
        list(rows)


def test_a_reading_that_is_not_gone_through_leaves_no_open_file() -> None:
    reading = read(xlsx())
    del reading  # a file left open would be a warning, and warnings are errors
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL  # the limits are the child's own
