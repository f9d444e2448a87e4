"""``import_offices FILE (--meeting S | --forum CODE)``: who holds office, from a sheet or a printed bureau."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from meetings.management.proceedings_lists import ImportProceedings
from meetings.models import Forum, Meeting
from meetings.vocabulary import ProceedingsKind


class Command(ImportProceedings):
    help = (
        "Import the office-holders of one meeting, or of a forum as such (xlsx, xlsm, xls, ods, csv, tsv, or txt as "
        "public pages print them)."
    )
    holds = ProceedingsKind.OFFICES
    missing = {
        "body": "committee or working group",
        "start": "first day in office, year-month-day",
        "end": "last day in office, year-month-day",
        "source": "the document that says so",
    }

    def add_place(self, parser: ArgumentParser) -> None:
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--meeting", metavar="SLUG")
        where.add_argument("--forum", metavar="CODE")

    def place(self, options: dict[str, Any]) -> Meeting | Forum:
        if options["meeting"]:
            return self.meeting(options["meeting"])
        forum = Forum.objects.filter(pk=options["forum"]).first()
        if forum is None:
            raise CommandError(f'There is no forum "{options["forum"]}". The admin keeps the forums.', returncode=2)
        return forum
