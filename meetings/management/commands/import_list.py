"""``import_list FILE --meeting S``: one list of participants into one meeting (interfaces.md)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from meetings.imports.participants.pipeline import ListSource, import_list
from meetings.imports.participants.report import Report
from meetings.imports.uploads import limits
from meetings.management.into_meeting import IntoMeeting, add_reading, add_running, instructions_in, pair
from meetings.vocabulary import ListStatus


class Command(IntoMeeting):
    help = "Import one list of participants (xlsx, xlsm, xls, ods, csv, tsv, docx, pdf, txt) into one meeting."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--meeting", required=True, metavar="SLUG")
        add_reading(parser)
        parser.add_argument("--only", action="append", default=[], type=pair, metavar='"Header=value"')
        parser.add_argument("--part", default="")
        parser.add_argument("--list-status", choices=ListStatus.values, default=ListStatus.FINAL)
        parser.add_argument("--symbol", default="")
        parser.add_argument("--gender-source", default="")
        parser.add_argument("--on-conflict", choices=("ask", "keep", "refuse"), default="ask")
        add_running(parser)

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
        self.answer(report, self.tell, as_object=options["json"])

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
            instructions=instructions_in(options),
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
