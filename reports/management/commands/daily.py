"""``daily``: do what is due each day; the one line for cron (interfaces.md)."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from meetings.actions.accounts import command_line_account
from reports.upkeep.daily import daily


class Command(BaseCommand):
    help = "What a day needs: embargoes, retention, sessions, verification, reminders; safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--backup-to", type=Path, metavar="DIR", help="also write a backup named by the day to this folder"
        )
        parser.add_argument(
            "--keep",
            type=int,
            default=30,
            metavar="N",
            help="keep this many of the newest backups in that folder, whatever their age; default: %(default)s",
        )
        parser.add_argument(
            "--export-to", type=Path, metavar="DIR", help="also write the public site as plain files to this folder"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = {"backups": options["backup_to"], "keep": options["keep"], "site": options["export_to"]}
        failed = False
        for step in daily(by=command_line_account(), **wanted):
            (self.stdout if step.done else self.stderr).write(f"{step.name}: {step.said}")
            failed |= not step.done
        if failed:
            sys.exit(1)
