"""``withdraw_release``: take a release back; its address still says why."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.management.commands.publish_release import account
from reports.models import Release
from reports.refusals import ReleaseRefused
from reports.releases import actions


class Command(BaseCommand):
    help = "Withdraw a release: its files answer no more, its address says why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("release", metavar="VERSION", help="withdraw this release, such as 2026-r1")
        parser.add_argument("--by", metavar="B", required=True, help="account of the publisher who withdraws it")
        parser.add_argument(
            "--reason", metavar="T", required=True, help="say why; the address of the release answers with it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        release = Release.objects.filter(version=options["release"]).first()
        if release is None:
            raise CommandError(f"There is no release {options['release']}.", returncode=2)
        try:
            actions.withdraw(release, by=account(options["by"]), reason=options["reason"])
        except ReleaseRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"withdrawn: {release.version}")
