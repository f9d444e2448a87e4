"""``lock_meeting S --by USER``: check a meeting and lock it (interfaces.md)."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from meetings.actions.locks import lock_meeting
from meetings.actions.refusals import ActionRefused
from meetings.models import Meeting
from meetings.rights import Locked, Right, may
from meetings.workspace.completeness import findings


def finding_and_reason(text: str) -> tuple[str, str]:
    """``finding=reason``; the first ``=`` divides, since a reason may hold one."""
    finding, divides, reason = text.partition("=")
    if not divides or not finding.strip() or not reason.strip():
        raise ValueError(text)
    return finding.strip(), reason.strip()


class Command(BaseCommand):
    help = "Lock a meeting whose record is complete: afterwards nothing in it changes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("meeting", metavar="SLUG", help="lock this meeting, such as npt-2026")
        parser.add_argument("--by", required=True, metavar="USER", help="account of the reviewer who checked it")
        parser.add_argument(
            "--waiver",
            default="",
            metavar='"reason"',
            help="say why one person both entered and locks it, where PARITY_FOUR_EYES_WAIVER permits that",
        )

        parser.add_argument(
            "--accept",
            action="append",
            default=[],
            type=finding_and_reason,
            metavar='"finding=reason"',
            help="lock although this finding is open, by the name in brackets behind it, such as "
            '"two_heads=Co-heads, as the mission confirmed"; the reason is printed with the figures; may be repeated',
        )

    def handle(self, *args: Any, meeting: str, by: str, waiver: str, accept: list[Any], **options: Any) -> None:
        found = Meeting.objects.filter(slug=meeting).first()
        if found is None:
            raise CommandError(f'There is no meeting "{meeting}".', returncode=2)
        user = User.objects.filter(username=by, is_active=True).first()
        if user is None or not may(user, Right.LOCK, found):
            raise CommandError(f'"{by}" is no active account of a reviewer; only a reviewer locks.', returncode=2)
        for finding in findings(found):
            name = f" [{finding.key}]" if finding.may_be_accepted else ""
            self.stderr.write(f"{finding.state.value}: {finding.sentence}{name}")
        try:
            lock_meeting(found, by=user, waiver=waiver[:300], accepted=dict(accept))
        except (ActionRefused, Locked) as refusal:
            raise CommandError("\n".join(getattr(refusal, "reasons", None) or [str(refusal)])) from None
        self.stdout.write(f"{meeting} locked by {by}")
