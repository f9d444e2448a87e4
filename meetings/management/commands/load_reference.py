"""``load_reference``: load States, groupings, courtesy titles and forums; safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from meetings.actions.reference import load_reference


class Command(BaseCommand):
    help = "Load States, groupings, courtesy titles, forums and the groups of accounts. Answers people gave stay."

    def handle(self, *args: Any, **options: Any) -> None:
        for kind, rows in load_reference().items():
            self.stdout.write(f"{kind}: {rows}")
