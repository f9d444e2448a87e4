"""``import_statements FILE --meeting S``: import statements from a sheet or a page of speakers."""

from argparse import ArgumentParser
from typing import Any

from meetings.files.formats import PLAIN_TEXT, SHEETS, in_a_row
from meetings.management.proceedings_lists import ImportProceedings
from meetings.models import Meeting
from meetings.vocabulary import ProceedingsKind


class Command(ImportProceedings):
    help = (
        f"Import the statements of one meeting ({in_a_row(SHEETS)}, or {in_a_row(PLAIN_TEXT)} as public pages print "
        "them)."
    )
    holds = ProceedingsKind.STATEMENTS
    missing = {
        "item": "the debate or agenda item, such as General debate",
        "date": "the day of the statements as year-month-day, such as 2026-04-27",
    }

    def add_place(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--meeting", required=True, metavar="SLUG", help="import the statements of this meeting, such as npt-2026"
        )

    def place(self, options: dict[str, Any]) -> Meeting:
        return self.meeting(options["meeting"])
