"""``panel_reminders``: send by e-mail what the panel desk is to be reminded of today (interfaces.md)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from panels.actions.reminders import send_reminders


class Command(BaseCommand):
    help = "Remind the panel desk of replies, checks and outcomes that are due; each once, safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        done = send_reminders()
        self.stdout.write(f"sent: {done.sent}")
        if done.failed:
            raise CommandError(f"Not sent: {done.failed}. The next run tries them again; the log says why.")
