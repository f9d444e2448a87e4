"""``import_panels FILE --meeting S``: import the panels of a programme copied as text."""

import hashlib
import json
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from meetings.imports.programme import Found, Programme, ProgrammePanel, import_programme, read_programme
from meetings.management.into_meeting import IntoMeeting, add_answering, add_encoding
from meetings.reading.encoding import decode
from meetings.reading.private import left_out
from meetings.reading.sheet import Unreadable
from meetings.rights import Locked
from meetings.vocabulary import Gender

NOT_TEXT = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")


class Command(IntoMeeting):
    help = "Create the panels of a programme (text, one speaker on a line) in one meeting."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="import the panels of this text file, such as programme.txt")
        parser.add_argument(
            "--meeting", required=True, metavar="SLUG", help="import them into this meeting, such as npt-2026"
        )
        add_encoding(parser)
        add_answering(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        meeting, by, data = (
            self.meeting(options["meeting"]),
            self.account(options["by"]),
            self.bytes_of(options["file"]),
        )
        name: str = options["file"].name
        report: dict[str, Any] = {
            "status": "refused",
            "file": name,
            "sha256": hashlib.sha256(data).hexdigest(),
            "meeting": meeting.slug,
        }
        try:
            text = text_of(data, options["encoding"])
            if options["dry_run"]:
                programme = read_programme(meeting, text)
            else:
                programme = import_programme(meeting, text, by=by, source=f"programme: {name}")
            done = "imported" if programme.new else "unchanged"
            report |= as_json(programme) | {"status": "dry_run" if options["dry_run"] else done}
        except Unreadable as refusal:
            report["problems"] = [problem("error", refusal.code, refusal.message)]
        except Locked as refusal:
            report["problems"] = [problem("error", "meeting_locked", str(refusal))]
        report["seconds"] = round(time.monotonic() - began, 3)
        self.tell(report, as_object=options["json"])
        if report["status"] == "refused":
            sys.exit(1)

    def tell(self, report: dict[str, Any], *, as_object: bool) -> None:
        if as_object:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        self.stdout.write(f"{report['status']}: {report['file']} into {report['meeting']}")
        for panel in report.get("panels", []):
            self.stdout.write(
                f"{panel['outcome']}: {panel['title']} – {panel['seats']} seats, women {panel['women']}, "
                f"men {panel['men']}, not recorded {panel['unknown']}, to be confirmed {panel['to_be_confirmed']}"
            )
        for one in report["problems"]:
            self.stderr.write(f"{one['level']}: {one['message']}")


def text_of(data: bytes, encoding: str) -> str:
    """The text of the file. Raises Unreadable."""
    if data.startswith(NOT_TEXT):
        raise Unreadable(
            "not_text", "The file is no text; copy the programme out of it into a text file (.txt) and import that."
        )
    return decode(data, encoding)[0]


def as_json(programme: Programme) -> dict[str, Any]:
    """How many panels of each outcome, the panels without the names on them, and what was not understood."""
    problems = [
        problem("warning", panel.found, f"Line {panel.line}, “{panel.title}”: {panel.to_do}")
        for panel in programme.panels
        if panel.to_do
    ]
    problems += [
        problem("warning", "not_understood", f"Line {line} was not understood: “{text[:80]}”.")
        for line, text in programme.not_understood
    ]
    problems += [
        problem("warning", "unknown_title", f"The courtesy title “{title}” is not known: gender not recorded.")
        for title in sorted(set(programme.unknown_titles))
    ]
    if programme.private:
        problems.append(problem("warning", "private_data", left_out(programme.private)))
    return {
        **{str(found): sum(panel.found == found for panel in programme.panels) for found in Found},
        "panels": [about(panel) for panel in programme.panels],
        "lines": programme.lines,
        "statements": programme.statements,
        "not_understood": [{"line": line, "text": text} for line, text in programme.not_understood],
        "problems": problems,
    }


def about(panel: ProgrammePanel) -> dict[str, Any]:
    confirmed = [seat.seat_gender for seat in panel.seats if seat.confirmed]
    return {
        "line": panel.line,
        "title": panel.title,
        "date": panel.day.isoformat() if panel.day else None,
        "outcome": str(panel.found),
        "panel": panel.slug or None,
        "seats": len(panel.seats),
        "women": confirmed.count(Gender.WOMAN),
        "men": confirmed.count(Gender.MAN),
        "unknown": len(confirmed) - confirmed.count(Gender.WOMAN) - confirmed.count(Gender.MAN),
        "to_be_confirmed": len(panel.seats) - len(confirmed),
    }


def problem(level: str, code: str, message: str) -> dict[str, str]:
    return {"level": level, "code": str(code), "message": message}
