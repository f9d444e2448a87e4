"""``import_staff FILE --as-of D``: enter staff on one day, level by level, in numbers."""

import datetime
import hashlib
import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from meetings.actions.accounts import command_line_account
from meetings.actions.refusals import ActionRefused
from staff.actions.snapshots import NUMBERS, SnapshotHead, enter_snapshot, refusals
from staff.sheets import StaffSheet, read_staff
from staff.vocabulary import ScopeRule


class Command(BaseCommand):
    help = "Enter staff on one day from CSV or a workbook; all or nothing, with every problem at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", help="columns: unit, level, contract, location, women, men, another, not recorded, total"
        )
        parser.add_argument("--as-of", required=True, type=_day, metavar="D", help="the day, such as 2026-10-31")
        parser.add_argument("--source", default="", help="where the counts come from; default: the name of the file")
        parser.add_argument(
            "--scope", choices=ScopeRule.values, default=ScopeRule.ONE_YEAR_OR_MORE.value,
            help="who is counted; default: %(default)s",
        )  # fmt: skip
        parser.add_argument("--classification", default="", help="of levels, where it is not the common system's")
        parser.add_argument("--sheet", help="the sheet of a workbook, by number or name")
        parser.add_argument("--by", metavar="USER", help="the account that enters them")
        parser.add_argument("--dry-run", action="store_true", help="check everything and write nothing")
        parser.add_argument("--json", action="store_true", help="answer with one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        started, file = time.monotonic(), Path(options["file"])
        by, data = _account(options["by"]), _bytes(file)
        found = read_staff(data, file.name, sheet=options["sheet"])
        head = SnapshotHead(
            options["as_of"], options["source"] or file.name, options["scope"], options["classification"]
        )
        problems = found.problems or list(dict.fromkeys(refusals(head, found.rows, found.stated_total)))
        pk = None
        if not problems and not options["dry_run"]:
            try:
                pk = enter_snapshot(head, found.rows, by=by, stated_total=found.stated_total).pk
            except ActionRefused as refusal:
                problems = list(refusal.reasons)
        status = "refused" if problems else "dry_run" if options["dry_run"] else "imported"
        said: dict[str, Any] = {
            "status": status,
            "file": file.name,
            "sha256": hashlib.sha256(data).hexdigest(),
            "snapshot": pk,
        }
        said |= {"as_of": head.as_of.isoformat(), "scope": head.scope} | _sums(found) | {"problems": problems}
        self._say(said | {"seconds": round(time.monotonic() - started, 2)}, as_json=options["json"])
        if problems:
            raise SystemExit(1)

    def _say(self, said: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(said, ensure_ascii=False))
            return
        for problem in said["problems"]:
            self.stderr.write(problem)
        if not said["problems"]:
            self.stdout.write(
                f"{said['status']}: {said['people']} people in {said['rows']} rows on {said['as_of']}; "
                f"women {said['women']}, men {said['men']}, another gender {said['another']}, "
                f"not recorded {said['not_recorded']}"
            )


def _sums(found: StaffSheet) -> dict[str, int]:
    sums = {name: sum(getattr(row, name) for row in found.rows) for name in NUMBERS}
    return {"rows": len(found.rows), "people": sum(sums.values())} | sums


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as refusal:
        raise CommandError(f"{file} cannot be read: {refusal.strerror}.", returncode=2) from refusal


def _account(name: str | None) -> User:
    if not name:
        return command_line_account()
    found = User.objects.filter(username=name).first()
    if found is None:
        raise CommandError(f'There is no account "{name}".', returncode=2)
    return found
