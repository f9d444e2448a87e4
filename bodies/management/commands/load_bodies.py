"""``load_bodies``: add bodies and changes of procedure with their sources; safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from bodies.actions.reference import load_bodies


class Command(BaseCommand):
    help = "Add the bodies and changes of procedure of bodies/reference that are missing. What people entered stays."

    def handle(self, *args: Any, **options: Any) -> None:
        for kind, rows in load_bodies().items():
            self.stdout.write(f"new {kind}: {rows}")
