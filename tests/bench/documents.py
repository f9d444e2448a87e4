"""Benchmark of a document of 1,000 pages: at most 60 seconds and 500 MB (``make bench``).

Builds the document first (one column, bold-italic headings, as the longest official lists are), then reads it in a
process of its own, whose memory is measured.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.worlds.places import ROOT

MOST_SECONDS, MOST_MEGABYTES = 60, 500


def build(pages: int) -> bytes:
    from tests.worlds.documents import pdf_columns

    times = max(1, round(pages * 0.86))  # how often the list goes on a page
    return pdf_columns(1, times=times, heading="Times-BoldItalic")


def read(path: str) -> None:
    """In the measured process: read, and print what was found and what it took."""
    import resource

    from meetings.reading.documents.document import read_document
    from meetings.reading.sheet import Limits

    begun = time.perf_counter()
    seen: list[int] = []
    data = Path(path).read_bytes()
    document = read_document(data, "long.pdf", "pdf", Limits(), progress=lambda page, _: seen.append(page))
    print(
        json.dumps(
            {
                "pages": document.pages,
                "people": len(document.people),
                "lines": document.lines,
                "not_understood": len(document.not_understood),
                "progress": len(seen),
                "seconds": round(time.perf_counter() - begun, 1),
                "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--pages", type=int, default=1000)
    arguments.add_argument("--read", help=argparse.SUPPRESS)
    asked = arguments.parse_args()
    if asked.read:
        read(asked.read)
        return
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(build(asked.pages))
        file.flush()
        command = [sys.executable, "-m", "tests.bench.documents", "--read", file.name]
        answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found = json.loads(answer)
    kept = found["seconds"] <= MOST_SECONDS and found["megabytes"] <= MOST_MEGABYTES
    print(", ".join(f"{name} {value:,}" for name, value in found.items()))
    print(f"at most {MOST_SECONDS} s and {MOST_MEGABYTES} MB: {'kept' if kept else 'NOT KEPT'}")
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
