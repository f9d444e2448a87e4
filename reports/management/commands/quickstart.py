"""``quickstart``: from an empty database to a served demonstration; development only."""

import argparse
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from bodies.actions.reference import load_bodies
from bodies.demo.load import load_bodies_of_the_demonstration
from meetings.actions.demo import open_accounts
from meetings.actions.reference import load_reference
from meetings.demo.load import load_demo
from panels.demo.load import load_invitations
from reports.upkeep.demo_releases import publish_demo
from staff.demo.load import load_staff_of_the_demonstration


class Command(BaseCommand):
    help = "First run: tables, reference data, demonstration, one account for each role, and the server. Keeps data."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="prepare everything, but do not start the server")
        parser.add_argument("--no-demo", action="store_true", help="leave the demonstration out")
        parser.add_argument("--port", type=int, default=8000, help="serve at this port; default: %(default)s")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "quickstart makes demonstration accounts and is for development only; this is production. "
                "Use migrate, load_reference and createsuperuser, and add that account to the group admin."
            )
        call_command("migrate", interactive=False, verbosity=0)
        load_reference()
        load_bodies()
        self._announce(open_accounts())
        if not options["no_demo"]:
            self.stderr.write("Importing the demonstration's lists …")
            clerk, reviewer, publisher = (User.objects.get(username=n) for n in ("clerk", "reviewer", "publisher"))
            self.stderr.write(f"Meetings imported: {load_demo(by=clerk, checked_by=reviewer)}")
            desk, approver = (User.objects.get(username=n) for n in ("panel_desk", "panel_approver"))
            self.stderr.write(f"Invitations to panels: {load_invitations(by=desk, approver=approver)}")
            selection = User.objects.get(username="selection_desk")
            self.stderr.write(f"Expert bodies: {load_bodies_of_the_demonstration(by=selection)}")
            focal, manager = (User.objects.get(username=n) for n in ("hr_focal_point", "manager"))
            self.stderr.write(f"Days of staff: {load_staff_of_the_demonstration(by=focal, locked_by=manager)}")
            self.stderr.write("Publishing the demonstration's releases …")
            released = publish_demo(clerk=clerk, reviewer=reviewer, publisher=publisher)
            self.stderr.write(f"Releases published: {released}")
        self.stdout.write(f"url http://127.0.0.1:{options['port']}/")
        self.stdout.flush()
        if not options["no_serve"]:
            call_command("runserver", f"127.0.0.1:{options['port']}", use_reloader=False)

    def _announce(self, passwords: dict[str, str]) -> None:
        """Passwords are shown once, when the accounts are made; nobody can read them afterwards."""
        for name, password in passwords.items():
            self.stdout.write(f"account {name} password {password}")
        if not passwords:
            self.stderr.write("The accounts exist already. To set a new password: python manage.py changepassword NAME")
