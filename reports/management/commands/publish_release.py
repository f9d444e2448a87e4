"""``publish_release``: build, check, approve and publish a release of every locked meeting."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from meetings.actions.accounts import account_named
from meetings.progress import Listener, progress_lines
from reports.refusals import ReleaseRefused
from reports.releases import actions
from reports.releases.checks import report_of
from reports.releases.in_one_go import Signatures, publish_in_one_go, waiting


class Command(BaseCommand):
    help = "Publish everything that is locked as a release. Without --by it stops once it is checked."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        # --version is the release's here, as scripts rely on; that of the software is told by `manage.py --version`.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--approved-by", metavar="A", required=True, help="account that checks and approves the release"
        )
        parser.add_argument(
            "--by",
            metavar="B",
            default="",
            help="account of another person, who publishes it; default: stop once it is checked",
        )
        parser.add_argument(
            "--version",
            dest="release",
            metavar="YYYY-rN",
            default="",
            help="version of the release, such as 2026-r1; default: the next free one",
        )
        parser.add_argument(
            "--title", metavar="T", default="", help="title of the release; default: the setting PARITY_RELEASE_TITLE"
        )
        parser.add_argument(
            "--notes", metavar="T", default="", help="say what is new and why cells changed; stands on the release"
        )
        parser.add_argument(
            "--embargo", metavar="TIME", default="", help="let it out only at this time, such as 2026-05-04T15:00Z"
        )
        parser.add_argument(
            "--waiver",
            metavar="REASON",
            default="",
            help="say why one person does what two should, where PARITY_FOUR_EYES_WAIVER permits that",
        )
        parser.add_argument(
            "--approve-labels", action="store_true", help="let B stand for designations outside the reference table"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what the release would be; write nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines to read")

    def handle(self, *args: Any, **options: Any) -> None:
        route = Signatures(
            approver=account(options["approved_by"]),
            publisher=account(options["by"]) if options["by"] else None,
            embargo_until=moment(options["embargo"]),
            approve_labels=options["approve_labels"],
        )
        wanted = {"version": options["release"], **{name: options[name] for name in ("title", "notes", "waiver")}}
        try:
            with progress_lines(self.stderr.write, "building the release") as listener:
                answer = _as_it_would_be(wanted) if options["dry_run"] else self._publish(route, wanted, listener)
        except ReleaseRefused as refused:
            answer = {"status": "refused", "version": options["release"] or None, "reasons": refused.reasons}
        self._say(answer, as_json=options["json"])
        if answer["status"] == "refused":
            sys.exit(1)

    def _publish(self, route: Signatures, wanted: dict[str, str], listener: Listener) -> dict[str, Any]:
        waits = actions.on_its_way()
        if waits and waits.state in actions.FIRST_STEPS and not waiting(wanted):
            self.stderr.write(f"Release {waits.version} waited as {waits.state} and is built again.")
        release = publish_in_one_go(route, wanted, listener)
        rows = release.manifest["rows"]
        return {
            "status": release.state,
            "version": release.version,
            "meetings": len(release.manifest["meetings"]),
            "tables": rows,
        }

    def _say(self, answer: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        for reason in answer.get("reasons", []):
            self.stderr.write(reason)
        self.stdout.write(f"{answer['status']}: {answer['version'] or 'no release'}")
        for line in answer.get("report", []):
            self.stdout.write(
                f"{line['table']}: {line['rows']} rows, {line['withheld']} withheld, {line['rounded']} rounded, "
                f"{line['changes']} changes"
            )


def account(name: str) -> User:
    try:
        return account_named(name)
    except User.DoesNotExist:
        raise CommandError(f'There is no account "{name}".', returncode=2) from None


def moment(text: str) -> Any:
    """A date and time, in UTC where it names no zone; None where nothing is asked."""
    if not text:
        return None
    found = parse_datetime(text)
    if found is None:
        raise CommandError(f'"{text}" is not a date and time; write it like 2026-05-04T15:00Z.', returncode=2)
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def _as_it_would_be(wanted: dict[str, str]) -> dict[str, Any]:
    frozen = actions.prepare(**wanted)
    contents = frozen.contents
    return {
        "status": "dry_run",
        "version": contents.version,
        "meetings": len(frozen.meetings),
        "tables": {table.spec.name: len(table.rows) for table in contents.tables},
        "report": report_of(contents.data, contents.described("changes")),
        "changes": contents.described("changes"),
    }
