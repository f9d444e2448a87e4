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
        parser.add_argument(
            "--identity", type=Path, metavar="KEYS", help="file with the private keys of a backup encrypted with age"
        )
        parser.add_argument(
            "--accounts",
            choices=("backup", "here"),
            default="backup",
            help="whose accounts, passwords and roles there are afterwards; default: %(default)s",
        )
        parser.add_argument("--dry-run", action="store_true", help="verify the backup; change nothing")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        given = {name: options[name] for name in ("replace", "dry_run", "foreign", "identity")}
        given["accounts_here"] = options["accounts"] == "here"
        try:
            with progress_lines(self.stderr.write, "verifying the backup") as listener:
                restored = restore(file, **given, listener=listener)
        except ActionRefused as refusal:
            raise CommandError("\n".join(refusal.reasons)) from None
        if restored.erased_since:
            self.stderr.write(
                f"Erased since this backup was made, and back with it: {'; '.join(restored.erased_since)}. Erase again."
            )
        done = "verified" if options["dry_run"] else "restored"
        self.stdout.write(
            f"{done}: backup of {restored.made_at}, {restored.rows} rows, {restored.files} files, "
            f"{restored.releases} releases"
        )
        if not options["dry_run"]:
            self.stderr.write("Restart the server: running processes remember what was here before.")
