"""``remove_demo``: take the demonstration out of the record, and nothing else."""

from typing import Any

from django.core.management.base import BaseCommand

from meetings.actions.demo import remove_demonstration


class Command(BaseCommand):
    help = "Delete the demonstration's meetings, people, forums and accounts. Real data stays."

    def handle(self, *args: Any, **options: Any) -> None:
        for kind, number in remove_demonstration().items():
            self.stdout.write(f"{kind}: {number}")
