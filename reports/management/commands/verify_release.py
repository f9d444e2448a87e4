"""``verify_release``: compare a release's files with their hashes, and build it again."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.progress import progress_lines
from reports.models import Release
from reports.releases.verify import verify


class Command(BaseCommand):
    help = "Compare every file of a release with its hash, and build the release again where the record is unchanged."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("release", metavar="VERSION", help="verify this release, such as 2026-r1")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines to read")

    def handle(self, *args: Any, **options: Any) -> None:
        release = Release.objects.filter(version=options["release"]).first()
        if release is None:
            raise CommandError(f"There is no release {options['release']}.", returncode=2)
        with progress_lines(self.stderr.write, "verifying") as listener:
            found = verify(release, listener)
        if options["json"]:
            self.stdout.write(json.dumps(found.as_json(), ensure_ascii=False))
        else:
            for problem in found.wrong:
                self.stderr.write(problem)
            self.stdout.write(f"{found.version}: {found.files - len(found.wrong)} of {found.files} files verified")
            self.stdout.write(f"built again: {found.rebuilt}{f' ({found.why})' if found.why else ''}")
        if not found.sound:
            sys.exit(1)
