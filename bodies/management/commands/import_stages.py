"""``import_stages FILE --body B --cycle C --as-of D``: enter who was nominated or chosen, in numbers."""

import datetime
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from bodies.actions.stages import record_stages, weighed
from bodies.models import Cycle
from bodies.sheets import read_stages
from bodies.vocabulary import Stage
from meetings.actions.accounts import command_line_account
from meetings.actions.refusals import ActionRefused
from meetings.rights import Right, may
from meetings.vocabulary import GenderBasis

LARGEST = 1_000_000


class Command(BaseCommand):
    help = "Enter counts of the stages of one cycle from a workbook or CSV; all or nothing, with every problem at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="columns: stage, regional group, women, men, another, not recorded, source")
        parser.add_argument("--body", required=True, metavar="CODE", help="the forum that the body is")
        parser.add_argument("--cycle", required=True, metavar="NAME", help="the name of the cycle, such as 2026")
        parser.add_argument("--as-of", required=True, type=datetime.date.fromisoformat, help="day of the counts")
        parser.add_argument(
            "--gender-basis", choices=[value for value in GenderBasis.values if value], required=True,
            help="how the gender of those counted is known",
        )  # fmt: skip
        parser.add_argument("--reason", default="", help="why a later stage counts more people than an earlier one")
        parser.add_argument("--by", metavar="USER", help="the account that enters them")
        parser.add_argument("--dry-run", action="store_true", help="check everything and write nothing")
        parser.add_argument("--json", action="store_true", help="answer with one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        cycle = Cycle.objects.filter(body__forum=options["body"], label=options["cycle"]).first()
        if cycle is None:
            words = f'The body "{options["body"]}" has no cycle named "{options["cycle"]}".'
            raise CommandError(words, returncode=2)
        found = read_stages(self._bytes(options["file"]), Path(options["file"]).name)
        judged = weighed(found.rows, cycle, larger_because=options["reason"])
        problems = found.problems or judged.objections
        if not problems and not options["dry_run"]:
            try:
                record_stages(
                    cycle, found.rows, as_of=options["as_of"], by=self._account(options["by"]),
                    basis=options["gender_basis"], larger_because=options["reason"],
                )  # fmt: skip
            except ActionRefused as refusal:
                problems = list(refusal.reasons)
        status = "refused" if problems else "dry_run" if options["dry_run"] else "imported"
        totals = {row.stage: row.total for row in judged.rows if not row.regional_group}
        self._say(status, totals, problems, as_json=options["json"])
        if problems:
            raise SystemExit(1)

    def _bytes(self, name: str) -> bytes:
        try:
            if Path(name).stat().st_size > LARGEST:
                raise CommandError("The file is larger than 1 MB: it is no table of stages.", returncode=2)
            return Path(name).read_bytes()
        except OSError as refusal:
            raise CommandError(f"{name} cannot be read: {refusal.strerror}.", returncode=2) from refusal

    def _account(self, name: str | None) -> User:
        if not name:
            return command_line_account()
        found = User.objects.filter(username=name).first()
        if found is None:
            raise CommandError(f'There is no account "{name}".', returncode=2)
        if not may(found, Right.EDIT_SELECTION):
            raise CommandError(f'"{name}" has no right to enter stages; the group selection_desk has.', returncode=2)
        return found

    def _say(self, status: str, totals: dict[str, int], problems: list[str], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"status": status, "stages": totals, "problems": problems}))
            return
        for problem in problems:
            self.stderr.write(problem)
        for stage, total in totals.items() if not problems else ():
            self.stdout.write(f"{Stage(stage).label}: {total}")
