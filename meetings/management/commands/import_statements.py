"""``import_statements FILE --meeting S``: the statements of one meeting, from a sheet or a text of speakers."""

from argparse import ArgumentParser
from typing import Any

from meetings.management.proceedings_lists import ImportProceedings
from meetings.models import Meeting
from meetings.vocabulary import ProceedingsKind


class Command(ImportProceedings):
    help = "Import the statements of one meeting (xlsx, xlsm, xls, ods, csv, tsv, or txt as public pages print them)."
    holds = ProceedingsKind.STATEMENTS
    missing = {"item": "debate or agenda item", "date": "their day, year-month-day"}

    def add_place(self, parser: ArgumentParser) -> None:
        parser.add_argument("--meeting", required=True, metavar="SLUG")

    def place(self, options: dict[str, Any]) -> Meeting:
        return self.meeting(options["meeting"])
