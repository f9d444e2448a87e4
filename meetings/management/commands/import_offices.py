"""``import_offices FILE (--meeting S | --forum CODE)``: import office-holders from a sheet or a page."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from meetings.files.formats import PLAIN_TEXT, SHEETS, in_a_row
from meetings.management.proceedings_lists import ImportProceedings
from meetings.models import Forum, Meeting
from meetings.vocabulary import ProceedingsKind


class Command(ImportProceedings):
    help = (
        f"Import the office-holders of one meeting, or of a forum as such ({in_a_row(SHEETS)}, or "
        f"{in_a_row(PLAIN_TEXT)} as public pages print them)."
    )
    holds = ProceedingsKind.OFFICES
    missing = {
        "body": "the committee or working group, such as Main Committee I",
        "start": "the first day in office as year-month-day, such as 2026-04-27",
        "end": "the last day in office as year-month-day, such as 2026-05-22",
        "source": "the document that says so, such as NPT/CONF.2026/INF.2",
    }

    def add_place(self, parser: ArgumentParser) -> None:
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument(
            "--meeting", metavar="SLUG", help="import the office-holders of this meeting, such as npt-2026"
        )
        where.add_argument("--forum", metavar="CODE", help="import those of a forum as such, such as npt-revcon")

    def place(self, options: dict[str, Any]) -> Meeting | Forum:
        if options["meeting"]:
            return self.meeting(options["meeting"])
        forum = Forum.objects.filter(pk=options["forum"]).first()
        if forum is None:
            raise CommandError(f'There is no forum "{options["forum"]}". The admin keeps the forums.', returncode=2)
        return forum
