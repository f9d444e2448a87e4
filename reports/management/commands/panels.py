"""``panels``: print the flag of every panel, with the sentence that explains it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.models import Meeting, Panel
from reports.measures.panel_flags import STATUSES
from reports.practice_results import panels as panel_results
from reports.presentation import printed


class Command(BaseCommand):
    help = "Print who speaks on each panel by gender, and whether it is balanced, mixed or single-gender."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--meeting", metavar="S", default="", help="print the panels of this meeting only, such as npt-2026"
        )
        parser.add_argument("--status", choices=STATUSES, default="", help="print the panels of this status only")
        parser.add_argument(
            "--format", choices=printed.FORMATS, default="table", help="print them in this form; default: %(default)s"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        panels = Panel.objects.all()
        if slug := options["meeting"]:
            if not Meeting.objects.filter(slug=slug).exists():
                raise CommandError(f"There is no meeting “{slug}”: `figures --by meeting` lists their slugs.")
            panels = panels.filter(meeting__slug=slug)
        found = panel_results.of_status(panel_results.flagged(panel_results.with_seats(panels)), options["status"])
        rows = [panel.as_row() for panel in found]
        self.stdout.write(printed.rows_as(options["format"], rows, panel_results.COLUMNS))
