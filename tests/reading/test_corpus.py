"""Malformed and hostile files of the shared collection; skipped where it is not beside the repository."""

import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from meetings.reading.bounded import read_list
from meetings.reading.lists.columns import Instructions
from meetings.reading.sheet import Unreadable
from tests.worlds.places import SHARED

CORPUS = SHARED / "bad-inputs"
SECONDS, RESIDENT_KILOBYTES = 30, 600 * 1024
UNTOLD = ("calamine", "Traceback", "expat", "XlsxError", "Errno", str(CORPUS.parent), "/tmp/")

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the collection ../shared/bad-inputs is not here")


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("generated")
    subprocess.run(
        [sys.executable, str(CORPUS / "generate.py"), "--out", str(folder)], check=True, stdout=subprocess.DEVNULL
    )
    return sorted(path for path in folder.iterdir() if path.name not in ("GENERATED.tsv", "FILENAMES.txt"))


def outcome(path: Path) -> str:
    """The refusal's code, or how many rows came. Anything but a refusal in our own words fails the test."""
    began = time.monotonic()
    try:
        reading = read_list(path.read_bytes(), path.name, Instructions())
        result = f"{sum(1 for _ in reading.rows)} rows"
        told = "."
    except Unreadable as refusal:
        result, told = refusal.code, refusal.message
    assert told.endswith("."), path
    assert not any(word in told for word in UNTOLD), path
    assert time.monotonic() - began < SECONDS, path
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < RESIDENT_KILOBYTES, path
    return result


def outcomes_of(paths: Iterable[Path]) -> dict[str, str]:
    """Two at a time, from threads, as a web server would."""
    ordered = sorted(paths)
    with ThreadPoolExecutor(2) as pool:
        return dict(zip((path.name for path in ordered), pool.map(outcome, ordered), strict=True))


@pytest.mark.gate
def test_every_real_file_is_read_or_refused() -> None:
    outcomes = outcomes_of((CORPUS / "real").glob("*/*"))
    assert len(outcomes) > 100
    assert {name for name, result in outcomes.items() if result == "password_protected"} == {
        "password.xls", "protected_passtika.xlsb", "protected_passtika.xlsx", "protected_sha512.xlsx",
    }  # fmt: skip


@pytest.mark.gate
def test_every_generated_file_is_read_or_refused(generated: list[Path]) -> None:
    outcomes = outcomes_of(generated)
    assert len(outcomes) > 100
    attacks = {name: result for name, result in outcomes.items() if name.startswith(("bomb_", "xml_", "zip_"))}
    assert not [name for name, result in attacks.items() if result.endswith(" rows")]
    good = ("ok_", "csv_utf", "csv_semi", "csv_tab", "csv_sep", "csv_cr", "csv_cp1252", "csv_delimiter", "size_last")
    assert {outcomes[name] for name in outcomes if name.startswith(good)} == {"6 rows"}
    documents = {name: result for name, result in outcomes.items() if name.startswith(("docx_", "pdf_"))}
    assert documents == {
        "docx_merged_cells.docx": "6 rows", "docx_table.docx": "6 rows", "docx_tracked_changes.docx": "6 rows",
        "pdf_javascript.pdf": "no_people", "pdf_list.pdf": "3 rows", "pdf_scan_no_text.pdf": "scan",
    }  # fmt: skip
    tracked = next(path for path in generated if path.name == "docx_tracked_changes.docx")
    assert "tracked changes" in " ".join(read_list(tracked.read_bytes(), tracked.name, Instructions()).notices)
    assert {outcomes[name] for name in ("csv_cp1251.csv", "csv_cp1256.csv", "csv_mixed_encoding.csv")} == {"encoding"}
