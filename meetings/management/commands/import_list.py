"""``import_list FILE --meeting S``: one list of participants into one meeting (interfaces.md)."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings

from meetings.management.into_meeting import IntoMeeting
from meetings.roster.columns import Instructions
from meetings.roster.pipeline import ListSource, import_list
from meetings.roster.report import Report
from meetings.roster.uploads import limits
from meetings.vocabulary import ListStatus

BASES = ("self_declared", "delegation_form", "registration", "office_coded")


def pair(text: str) -> tuple[str, str]:
    """``Header=value``; the last ``=`` divides, since headers may hold one."""
    header, divides, value = text.rpartition("=")
    if not divides or not header:
        raise ValueError(text)
    return header, value


class Command(IntoMeeting):
    help = "Import one list of participants (xlsx, xlsm, xls, ods, csv, tsv, docx, pdf, txt) into one meeting."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--meeting", required=True, metavar="SLUG")
        parser.add_argument("--sheet", help="name or number of the sheet")
        parser.add_argument("--header-row", type=int)
        parser.add_argument("--map", action="append", default=[], type=pair, metavar='"Header=field"')
        parser.add_argument("--ignore", action="append", default=[], metavar='"Header"')
        parser.add_argument("--only", action="append", default=[], type=pair, metavar='"Header=value"')
        parser.add_argument("--encoding", default="")
        parser.add_argument("--max-rows", type=int, default=settings.PARITY_MAX_ROWS)
        parser.add_argument("--part", default="")
        parser.add_argument("--list-status", choices=ListStatus.values, default=ListStatus.FINAL)
        parser.add_argument("--symbol", default="")
        parser.add_argument("--gender-basis", choices=BASES, default="delegation_form")
        parser.add_argument("--gender-source", default="")
        parser.add_argument("--on-conflict", choices=("ask", "keep", "refuse"), default="ask")
        parser.add_argument("--skip-invalid", action="store_true")
        parser.add_argument("--by", metavar="USER")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        report = import_list(
            self.meeting(options["meeting"]),
            self.source(options),
            by=self.account(options["by"]),
            on_conflict=options["on_conflict"],
            skip_invalid=options["skip_invalid"],
            dry_run=options["dry_run"],
            progress=self.tell_progress,
        )
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
        else:
            self.tell(report)
        if report.refused:
            sys.exit(1)

    def source(self, options: dict[str, Any]) -> ListSource:
        path: Path = options["file"]
        return ListSource(
            data=self.bytes_of(path),
            filename=path.name,
            part=options["part"],
            symbol=options["symbol"],
            status=options["list_status"],
            gender_basis=options["gender_basis"],
            gender_source=options["gender_source"],
            instructions=Instructions(
                sheet=options["sheet"],
                header_row=options["header_row"],
                map=dict(options["map"]),
                ignore=options["ignore"],
                only=options["only"],
                encoding=options["encoding"],
                max_rows=options["max_rows"],
            ),
            limits=limits(options["max_rows"]),
        )

    def tell_progress(self, page: int, pages: int) -> None:
        """About once a second, on standard error."""
        self.stderr.write(f"page {page:,} of {pages:,}" if pages else "reading …")

    def tell(self, report: Report) -> None:
        said = report.as_json()
        self.stdout.write(f"{said['status']}: {said['file']} into {said['meeting']}")
        counted = ", ".join(
            f"{said[name]} {name}" for name in ("new", "updated", "unchanged", "conflict", "invalid", "ignored")
        )
        self.stdout.write(f"{said['rows']} rows: {counted}")
        gender = said["gender"]
        self.stdout.write(
            f"{said['people']} people in {said['delegations']} delegations: women {gender['women']}, "
            f"men {gender['men']}, another gender {gender['another']}, not recorded {gender['unknown']}"
        )
        for problem in report.problems[:200]:
            self.stderr.write(f"{problem['level']}: {problem['message']}")
        if len(report.problems) > 200:
            self.stderr.write(f"… and {len(report.problems) - 200} more; --json lists them all.")
