"""``remove_demo``: take the demonstration out of the record, and nothing else."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from bodies.actions.demo import remove_demonstration_bodies
from meetings.actions.demo import remove_demonstration
from panels.actions.demo import remove_demonstration_invitations
from reports.releases.actions import remove_demonstration_releases
from staff.actions.demo import remove_demonstration_staff


class Command(BaseCommand):
    help = "Delete the demonstration's meetings, people, forums, staff, releases and accounts. Real data stays."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            removed = {"releases": remove_demonstration_releases()} | remove_demonstration_invitations()
            removed["expert bodies"] = remove_demonstration_bodies()
            removed |= {"snapshots of staff": remove_demonstration_staff()} | remove_demonstration()
        for kind, number in removed.items():
            self.stdout.write(f"{kind}: {number}")
