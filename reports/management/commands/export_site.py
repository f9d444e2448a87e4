"""``export_site DIR``: write the whole public site as plain files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.progress import progress_lines
from reports.public.export import CannotExport, export_site


class Command(BaseCommand):
    help = "Write the public site (pages, files, API) as plain files to DIR, replacing an export that is there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder",
            metavar="DIR",
            type=Path,
            help="write the site here: a folder that is new, empty or an earlier export, which is replaced as a whole",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"].resolve()
        try:
            with progress_lines(self.stderr.write, "writing the site") as listener:
                written = export_site(folder, listener)
        except CannotExport as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{written} files in {folder}")
