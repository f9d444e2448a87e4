"""Files of others under ``static/vendor``: each is in VENDORED.json with its hash, and with its licence."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from tests.worlds.places import ROOT

STATIC = ROOT / "parity" / "static"


def differences(vendor: Path) -> list[str]:
    """What stands in the folder and not in the list, the other way round, or with other bytes."""
    listed: dict[str, str] = {}
    found = []
    for one in json.loads((vendor / "VENDORED.json").read_text(encoding="utf-8")):
        listed |= one["files"]
        if not any("LICENSE" in name for name in one["files"]):
            found.append(f"{one['name']} comes without its licence")
    there = {path.relative_to(vendor).as_posix(): path for path in vendor.rglob("*") if path.is_file()}
    there.pop("VENDORED.json")
    found += [f"{name} is not listed" for name in sorted(there.keys() - listed.keys())]
    found += [f"{name} is listed and not there" for name in sorted(listed.keys() - there.keys())]
    for name in sorted(there.keys() & listed.keys()):
        if hashlib.sha256(there[name].read_bytes()).hexdigest() != listed[name]:
            found.append(f"{name} is not the file that is listed")
    return found


def test_every_vendored_file_is_the_one_that_is_listed() -> None:
    assert differences(STATIC / "vendor") == []


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.css", "changed", "a.css is not the file that is listed"),
        ("b.css", "new", "b.css is not listed"),
        ("LICENSE", "", "LICENSE is listed and not there"),
    ],
)
def test_a_file_that_was_changed_added_or_taken_away_is_found(tmp_path: Path, name: str, data: str, says: str) -> None:
    files = {"a.css": "body{}", "LICENSE": "Free."}
    hashes = {file: hashlib.sha256(text.encode()).hexdigest() for file, text in files.items()}
    (tmp_path / "VENDORED.json").write_text(json.dumps([{"name": "a", "files": hashes}]), encoding="utf-8")
    for file, text in files.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    assert differences(tmp_path) == []
    (tmp_path / name).write_text(data, encoding="utf-8") if data else (tmp_path / name).unlink()
    assert differences(tmp_path) == [says]


def test_fonts_are_split_by_script_and_never_hold_up_the_text() -> None:
    faces = (STATIC / "parity" / "fonts.css").read_text(encoding="utf-8").split("@font-face")[1:]
    for face in faces:
        assert "font-display: swap" in face
        assert "unicode-range:" in face
        (file,) = re.findall(r'url\("\.\./(vendor/fonts/[\w-]+\.woff2)"\)', face)
        assert (STATIC / file).is_file()
    preloaded = (ROOT / "templates" / "components" / "desk_styles.html").read_text(encoding="utf-8")
    assert preloaded.count('rel="preload"') == 2
