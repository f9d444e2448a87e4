"""``load_reference``: States, groupings, courtesy titles and forums into the database; as often as you like."""

from typing import Any

from django.core.management.base import BaseCommand

from meetings.actions.reference import load_reference


class Command(BaseCommand):
    help = "Load States, groupings, courtesy titles, forums and the groups of accounts. Answers people gave stay."

    def handle(self, *args: Any, **options: Any) -> None:
        for kind, rows in load_reference().items():
            self.stdout.write(f"{kind}: {rows}")
