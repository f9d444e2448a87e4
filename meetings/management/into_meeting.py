"""What every command that brings a file into one meeting does first: the meeting, the account, the bytes."""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from meetings.actions.accounts import command_line_account
from meetings.models import Meeting


class IntoMeeting(BaseCommand):
    """A command with ``FILE``, ``--meeting`` and ``--by``; what is not there is wrong usage, exit status 2."""

    requires_migrations_checks = False

    def meeting(self, slug: str) -> Meeting:
        meeting = Meeting.objects.filter(slug=slug).first()
        if meeting is None:
            raise CommandError(f'There is no meeting "{slug}". Make it with create_meeting first.', returncode=2)
        return meeting

    def account(self, username: str | None) -> User:
        if username is None:
            return command_line_account()
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f'There is no active account "{username}".', returncode=2)
        return user

    def bytes_of(self, path: Path) -> bytes:
        """The file, or one byte more than any may have: too large is refused by the reader, with its sentence."""
        most = max(settings.PARITY_UPLOAD_BYTES, settings.PARITY_DOCUMENT_BYTES)
        try:
            with path.open("rb") as file:
                return file.read(most + 1)
        except OSError as fault:
            raise CommandError(f'The file "{path.name}" cannot be opened: {fault.strerror}.', returncode=2) from None
