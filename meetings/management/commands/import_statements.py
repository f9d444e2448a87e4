"""``import_statements FILE --meeting S``: the statements of one meeting, from a sheet or a text of speakers."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings

from meetings.management.commands import import_list
from meetings.management.into_meeting import IntoMeeting
from meetings.roster.columns import Instructions
from meetings.roster.reading.formats import Limits
from meetings.roster.statements.pipeline import StatementSource, import_statements
from meetings.roster.statements.report import StatementReport


class Command(IntoMeeting):
    help = "Import the statements of one meeting (xlsx, xlsm, xls, ods, csv, tsv, or txt as public pages print them)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=import_list.Path)
        parser.add_argument("--meeting", required=True, metavar="SLUG")
        parser.add_argument("--sheet", help="name or number of the sheet")
        parser.add_argument("--header-row", type=int)
        parser.add_argument("--map", action="append", default=[], type=import_list.pair, metavar='"Header=field"')
        parser.add_argument("--ignore", action="append", default=[], metavar='"Header"')
        parser.add_argument("--encoding", default="")
        parser.add_argument("--max-rows", type=int, default=settings.PARITY_MAX_ROWS)
        parser.add_argument("--item", default="", help="debate or agenda item, where the file says none")
        parser.add_argument("--date", default="", help="their day, year-month-day, where the file says none")
        parser.add_argument("--gender-basis", choices=import_list.BASES, default="delegation_form")
        parser.add_argument("--skip-invalid", action="store_true")
        parser.add_argument("--by", metavar="USER")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        report = import_statements(
            self.meeting(options["meeting"]),
            self.statements(options),
            by=self.account(options["by"]),
            skip_invalid=options["skip_invalid"],
            dry_run=options["dry_run"],
        )
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
        else:
            self.tell(report)
        if report.refused:
            sys.exit(1)

    def statements(self, options: dict[str, Any]) -> StatementSource:
        return StatementSource(
            data=self.bytes_of(options["file"]),
            filename=options["file"].name,
            item=options["item"],
            date=options["date"],
            gender_basis=options["gender_basis"],
            instructions=Instructions(
                sheet=options["sheet"],
                header_row=options["header_row"],
                map=dict(options["map"]),
                ignore=options["ignore"],
                encoding=options["encoding"],
                max_rows=options["max_rows"],
            ),
            limits=Limits(upload_bytes=settings.PARITY_UPLOAD_BYTES, rows=options["max_rows"]),
        )

    def tell(self, report: StatementReport) -> None:
        said = report.as_json()
        self.stdout.write(f"{said['status']}: {said['file']} into {said['meeting']}")
        outcomes = ("new", "updated", "unchanged", "conflict", "invalid", "ignored")
        self.stdout.write(f"{said['rows']} rows: {', '.join(f'{said[name]} {name}' for name in outcomes)}")
        gender = said["gender"]
        self.stdout.write(
            f"{said['statements']} statements: by women {gender['women']}, by men {gender['men']}, by people of "
            f"another gender {gender['another']}, not recorded {gender['unknown']}; "
            f"{said['questions']} questions to answer"
        )
        for problem in report.problems[:200]:
            self.stderr.write(f"{problem['level']}: {problem['message']}")
