"""``restore FILE``: verify a backup and replace everything with it (interfaces.md)."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.actions.refusals import ActionRefused
from meetings.progress import progress_lines
from reports.upkeep.restore import restore


class Command(BaseCommand):
    help = "Verify FILE and restore it, from either engine. Stop the server first; everybody is signed out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="restore this backup, such as parity.zip")
        parser.add_argument("--replace", action="store_true", help="replace what this installation holds")
        parser.add_argument(
            "--foreign",
            action="store_true",
            help="accept a backup that another installation sealed, or one made before backups had a seal",
        )
        parser.add_argument("--dry-run", action="store_true", help="verify the backup; change nothing")

    def handle(self, *args: Any, file: Path, replace: bool, dry_run: bool, foreign: bool, **options: Any) -> None:
        try:
            with progress_lines(self.stderr.write, "verifying the backup") as listener:
                restored = restore(file, replace=replace, dry_run=dry_run, foreign=foreign, listener=listener)
        except ActionRefused as refusal:
            raise CommandError("\n".join(refusal.reasons)) from None
        if restored.erased_since:
            self.stderr.write(
                f"Erased since this backup was made, and back with it: {', '.join(restored.erased_since)}. Erase again."
            )
        done = "verified" if dry_run else "restored"
        self.stdout.write(
            f"{done}: backup of {restored.made_at}, {restored.rows} rows, {restored.files} files, "
            f"{restored.releases} releases"
        )
        if not dry_run:
            self.stderr.write("Restart the server: running processes remember what was here before.")
