"""``backup FILE``: write everything to one file, verified before it takes its name (interfaces.md)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.actions.refusals import ActionRefused
from meetings.progress import progress_lines
from reports.upkeep.backup import back_up


class Command(BaseCommand):
    help = "Write all tables and kept files to FILE, which both engines read. It holds names: keep it like the record."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            metavar="FILE",
            type=Path,
            help="write the backup here, such as parity.zip; only a verified backup replaces a file that is there",
        )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            with progress_lines(self.stderr.write, "writing the backup") as listener:
                made = back_up(file.resolve(), listener)
        except ActionRefused as refusal:
            raise CommandError("\n".join(refusal.reasons)) from None
        self.stdout.write(
            f"{file}: {made.tables} tables, {made.rows} rows, {made.files} files, {made.releases} releases, "
            f"{made.size} bytes, verified"
        )
