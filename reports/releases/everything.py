"""Everything of a release in one file, put together from its frozen files: one ZIP of all, one workbook of all tables.

Both come out byte for byte the same; neither is frozen, so that releases that are out have them too.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from meetings.files.formats import XLSX
from reports.releases.published import Published
from reports.releases.workbook import EMPTY_CELLS, FIXED_TIME, READ_ME, read_me, written

ZIP = "application/zip"
FORMATS = {"zip": ZIP, "xlsx": XLSX.media_type}
LONGEST = 31
"""Letters of a sheet's name, at most."""


def everything(release: Published, form: str) -> bytes:
    """All of a release as ``zip`` or ``xlsx``."""
    return as_zip(release) if form == "zip" else as_workbook(release)


def as_zip(release: Published) -> bytes:
    """Its files as they are, in one folder named like the release."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in sorted(release.files, key=lambda info: info.name):
            entry = zipfile.ZipInfo(f"{release.version}/{info.name}", FIXED_TIME)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, release.read(info.name))
    return out.getvalue()


def as_workbook(release: Published) -> bytes:
    """A sheet for what has to be known, then one for every table, those that describe the release among them."""
    sheets: dict[str, tuple[Mapping[str, str], Iterable[Mapping[str, Any]]]] = {
        "Read me": (dict.fromkeys(READ_ME, "string"), _read_me(release))
    }
    for name in release.tables:
        table = release.table(name)
        sheets[name[:LONGEST]] = ({column.name: column.type for column in table.columns}, table.rows)
    return written(sheets)


def _read_me(release: Published) -> list[dict[str, str]]:
    lines = {
        "Release": f"{release.title}, {release.version}",
        "Date": release.dated.isoformat(),
        "Publisher": release.manifest["publisher"],
        "Address": release.manifest["address"],
        "Licence": release.licence,
        "Notes": release.notes,
        "Empty cells": EMPTY_CELLS,
        "Columns": "The sheet dictionary says what each means.",
        "Designations": release.disclaimer,
    }
    return read_me(lines, release.manifest.get("waiver", ""), demonstration=release.demonstration)
