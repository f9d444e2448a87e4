"""Stata and SPSS files of a release, written in a process of its own.

pandas costs a second and 150 MB that no server of pages should carry.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from meetings.files.formats import SPSS, STATA
from reports import frames
from reports.releases import metadata
from reports.releases.contents import Contents, File

SECONDS = 600
"""Tables of fifty thousand rows take one: this is for a process that hangs."""
ADVICE = "Build the release again, or set PARITY_STATA_AND_SPSS=false."


class NotWritten(RuntimeError):
    """The files were not written; the message says why and what would do."""


def files_of(contents: Contents) -> Iterator[File]:
    """Every table of data as .dta and .sav, the same bytes for the same contents. Raises NotWritten."""
    rows = {table.spec.name: table.rows for table in contents.data}
    request = json.dumps({"manifest": metadata.manifest(contents), "rows": rows}).encode()
    with tempfile.TemporaryDirectory() as folder:
        _written(request, folder)
        for table in contents.data:
            for one in (STATA, SPSS):
                name = one.named(table.spec.name)
                yield File(name, one.media_type, (Path(folder) / name).read_bytes(), len(table.rows))


def _written(request: bytes, folder: str) -> None:
    command = [sys.executable, "-I", frames.__file__, folder]
    try:
        done = subprocess.run(command, input=request, capture_output=True, env={}, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise NotWritten(f"Writing the Stata and SPSS files took more than {SECONDS} seconds. {ADVICE}") from None
    if done.returncode:
        last = (done.stderr.decode(errors="replace").strip().splitlines() or [f"exit status {done.returncode}"])[-1]
        raise NotWritten(f"The Stata and SPSS files could not be written: {last}. {ADVICE}")
