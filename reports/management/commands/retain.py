"""``retain``: delete what has reached its time (interfaces.md)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from meetings.actions.accounts import command_line_account
from reports.upkeep.retention import retain


class Command(BaseCommand):
    help = "Delete what its setting PARITY_KEEP_… no longer keeps; --dry-run says what would go."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would go; delete nothing")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        for what, number in retain(by=None if dry_run else command_line_account()):
            self.stdout.write(f"{number} {what}")
