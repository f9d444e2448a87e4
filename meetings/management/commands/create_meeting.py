"""``create_meeting``: create one meeting; one that exists is left as it is."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.actions.accounts import command_line_account
from meetings.actions.meetings import EDITABLE, create_meeting
from meetings.forms.meetings import MeetingForm
from meetings.models import Meeting
from meetings.vocabulary import Format, ListAccess


class Command(BaseCommand):
    help = "Create a meeting. A meeting that already has this slug is left as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--slug", required=True, help="short name of the meeting in addresses, such as ccw-2019")
        parser.add_argument("--forum", required=True, help="code of the forum, such as npt-revcon, or other")
        parser.add_argument("--forum-title", default="", help="name of the forum, where --forum is other")
        parser.add_argument("--title", required=True, help="title of the meeting, such as “2026 Review Conference”")
        parser.add_argument("--start", required=True, help="first day as year-month-day, such as 2026-04-27")
        parser.add_argument("--end", required=True, help="last day as year-month-day, such as 2026-05-22")
        parser.add_argument(
            "--symbol", default="", help="symbol of the list of participants, such as NPT/CONF.2026/INF.1"
        )
        parser.add_argument("--list-url", default="", help="address at which anyone finds the list of participants")
        parser.add_argument("--city", default="", help="city in which the meeting is held, such as Geneva")
        parser.add_argument(
            "--format",
            default=Format.IN_PERSON,
            choices=Format.values,
            help="how people take part; default: %(default)s",
        )
        parser.add_argument(
            "--list-access",
            default=ListAccess.CLOSED,
            choices=ListAccess.values,
            help="who can read the list: anyone (open, with --symbol or --list-url) or not; default: %(default)s",
        )

    def handle(self, *args: Any, slug: str, **options: Any) -> None:
        form = MeetingForm({"list_status": "final", **options, "slug": slug}, with_slug=True)
        if not form.is_valid():
            raise CommandError(
                "\n".join(
                    f"--{field.replace('_', '-')}: {sentence}"
                    for field, sentences in form.errors.items()
                    for sentence in sentences
                )
            )
        existed = Meeting.objects.filter(slug=slug).exists()
        meeting = create_meeting(by=command_line_account(), source="create_meeting", **form.cleaned_data)
        self._say_what_differs(meeting, form.cleaned_data)
        self.stdout.write(f"{slug} {'is already there' if existed else 'created'}")

    def _say_what_differs(self, meeting: Meeting, asked: dict[str, Any]) -> None:
        for name in EDITABLE:
            if asked[name] != getattr(meeting, name):
                self.stderr.write(f"{name} stays {getattr(meeting, name)}; change it on the page of the meeting.")
