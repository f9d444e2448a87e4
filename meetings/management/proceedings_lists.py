"""Base of the commands that import statements or office-holders: options, answer, exit status."""

from abc import abstractmethod
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings

from meetings.imports.proceedings.pipeline import ProceedingsSource, import_proceedings
from meetings.imports.proceedings.report import ProceedingsReport
from meetings.management.into_meeting import IntoMeeting, add_reading, add_running, instructions_in
from meetings.models import Forum, Meeting
from meetings.reading.formats import Limits
from meetings.vocabulary import ProceedingsKind


class ImportProceedings(IntoMeeting):
    """A command for one kind of list: ``missing`` are its options for what the file does not say."""

    holds: ClassVar[ProceedingsKind]
    missing: ClassVar[dict[str, str]]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="import this file: a sheet, or text as public pages print it")
        self.add_place(parser)
        add_reading(parser)
        for name, said in self.missing.items():
            parser.add_argument(f"--{name}", default="", help=f"{said}; used where the file names none")
        add_running(parser)

    @abstractmethod
    def add_place(self, parser: ArgumentParser) -> None: ...

    @abstractmethod
    def place(self, options: dict[str, Any]) -> Meeting | Forum: ...

    def handle(self, *args: Any, **options: Any) -> None:
        report = import_proceedings(
            self.place(options),
            self.source(options),
            by=self.account(options["by"]),
            skip_invalid=options["skip_invalid"],
            dry_run=options["dry_run"],
        )
        self.answer(report, self.tell, as_object=options["json"])

    def source(self, options: dict[str, Any]) -> ProceedingsSource:
        return ProceedingsSource(
            data=self.bytes_of(options["file"]),
            filename=options["file"].name,
            holds=self.holds,
            missing={name: options[name] for name in self.missing},
            gender_basis=options["gender_basis"],
            instructions=instructions_in(options),
            limits=Limits(upload_bytes=settings.PARITY_UPLOAD_BYTES, rows=options["max_rows"]),
        )

    def tell(self, report: ProceedingsReport) -> None:
        said = report.as_json()
        self.stdout.write(f"{said['status']}: {said['file']} into {said['meeting'] or said['forum']}")
        outcomes = ("new", "updated", "unchanged", "conflict", "invalid", "ignored")
        self.stdout.write(f"{said['rows']} rows: {', '.join(f'{said[name]} {name}' for name in outcomes)}")
        gender = said["gender"]
        self.stdout.write(
            f"{said[report.holds]} {self.holds.label}: women {gender['women']}, men {gender['men']}, another gender "
            f"{gender['another']}, not recorded {gender['unknown']}; {said['questions']} questions to answer"
        )
        for problem in report.problems[:200]:
            self.stderr.write(f"{problem['level']}: {problem['message']}")
