"""``import_list FILE --meeting S``: import a list of participants into a meeting (interfaces.md)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from meetings.actions.versions import ASK, KEEP, WITHDRAW
from meetings.files.formats import PARTICIPANTS, in_a_row
from meetings.imports.participants.pipeline import ListSource, import_list
from meetings.imports.participants.report import Report
from meetings.imports.uploads import limits
from meetings.management.into_meeting import IntoMeeting, add_reading, add_running, instructions_in, pair
from meetings.progress import progress_line
from meetings.vocabulary import ListStatus


class Command(IntoMeeting):
    help = f"Import one list of participants ({in_a_row(PARTICIPANTS)}) into one meeting."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="import this list, such as participants.xlsx")
        parser.add_argument(
            "--meeting", required=True, metavar="SLUG", help="import it into this meeting, such as npt-2026"
        )
        add_reading(parser)
        parser.add_argument(
            "--only",
            action="append",
            default=[],
            type=pair,
            metavar='"Header=value"',
            help='import only the rows with this value in this column, such as "Status=confirmed"; may be repeated: '
            "values of one column are alternatives, several columns must all match",
        )
        _add_document(parser)
        parser.add_argument(
            "--gender-source",
            default="",
            help="say what the gender column rests on, such as the registration form and its question",
        )
        parser.add_argument(
            "--on-conflict",
            choices=("ask", "keep", "refuse"),
            default="ask",
            help="where a row contradicts the record: ask opens a question, keep leaves the record as it is, refuse "
            "imports nothing; default: %(default)s",
        )
        parser.add_argument(
            "--accept-reading",
            action="store_true",
            help="import a document whose reading is doubtful as a whole; default: it is refused, with the places to "
            "look at",
        )
        parser.add_argument(
            "--gone",
            choices=(ASK, WITHDRAW, KEEP),
            default=ASK,
            help="people of the version before who are not in this list: ask keeps the meeting open until somebody "
            "decides, withdraw counts them no longer, keep counts them all the same; default: %(default)s",
        )
        add_running(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        report = import_list(
            self.meeting(options["meeting"]),
            self.source(options),
            by=self.account(options["by"]),
            on_conflict=options["on_conflict"],
            gone=options["gone"],
            skip_invalid=options["skip_invalid"],
            accept_reading=options["accept_reading"],
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
        self.stderr.write(progress_line("page" if pages else "reading", page, pages))

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
        self.tell_columns(said["delegation_from"], said["columns"]["ignored"])
        for problem in report.problems[:200]:
            self.stderr.write(f"{problem['level']}: {problem['message']}")
        if len(report.problems) > 200:
            self.stderr.write(f"… and {len(report.problems) - 200} more; --json lists them all.")

    def tell_columns(self, taken_from: list[str], ignored: list[str]) -> None:
        """What the delegations were taken from, and which columns were not used."""
        source = ", else ".join(f"“{header}”" for header in taken_from) or "the headings above the people"
        unused = ", ".join(f"“{header}”" for header in ignored)
        self.stdout.write(f"delegations from {source}{f'; columns not used: {unused}' if unused else ''}")


def _add_document(parser: ArgumentParser) -> None:
    """The options that say which document of the meeting the file is."""
    parser.add_argument(
        "--part",
        default="",
        help="name the part that this file is, such as observers, where the list comes in several files",
    )
    parser.add_argument(
        "--list-status",
        choices=ListStatus.values,
        default=ListStatus.FINAL,
        help="say whether the list is provisional or final; default: %(default)s",
    )
    parser.add_argument(
        "--symbol",
        default="",
        help="symbol of the list, such as CCW/MSP/2019/INF.1/Rev.1: it decides which version the list replaces",
    )
