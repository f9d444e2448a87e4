"""``letters``: prepare letters of one kind about a meeting, and write them for Word with a table for the registry."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from meetings.actions.refusals import ActionRefused
from meetings.letters.drafts import About
from meetings.letters.files import REGISTRY, as_word, file_name, registry_of
from meetings.letters.rights import may_with_letters
from meetings.models import LetterCampaign, Meeting
from meetings.models.letters import DelegationLetterKind, LetterStatus
from meetings.rights import Right
from meetings.vocabulary import LetterLanguage
from reports.dashboards.letter_figures import LEAST_RUN, Asked
from reports.dashboards.letters import WantedLetters, prepare_letters

KINDS = [kind for kind in DelegationLetterKind.values if kind != DelegationLetterKind.NOMINATIONS]


class Command(BaseCommand):
    help = "Prepare letters to delegations about a meeting; run it again after an interruption, and nobody gets two."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--campaign", required=True, choices=KINDS, help="the kind of letter")
        parser.add_argument("--meeting", required=True, help="slug of the meeting")
        parser.add_argument("--by", required=True, help="account that prepares them; another one approves them")
        english = LetterLanguage.ENGLISH.value
        parser.add_argument(
            "--language", choices=LetterLanguage.values, default=english, help="language of the letters (default: en)"
        )
        parser.add_argument("--least", type=int, default=LEAST_RUN, help="fewest sessions of a run (default: 3)")
        parser.add_argument("--dry-run", action="store_true", help="say who would get one, and write nothing")
        parser.add_argument("--out", type=Path, help="folder for the letters and the table")

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(username=options["by"]).first()
        meeting = Meeting.objects.select_related("forum").filter(slug=options["meeting"]).first()
        if meeting is None:
            raise CommandError(f"No meeting is called “{options['meeting']}”.")
        if by is None or not may_with_letters(by, Right.PREPARE_LETTERS, options["campaign"]):
            raise CommandError(f"“{options['by']}” is no account that may prepare these letters.")
        about = About(options["campaign"], options["language"], meeting.forum, meeting)
        wanted = WantedLetters(Asked(about.kind, meeting.forum, meeting, options["least"]), about)
        if options["dry_run"]:
            self._say(wanted, by)
            return
        try:
            made = prepare_letters(by, wanted, {}, self._interrupted(about, by))
        except ActionRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self._write(made, options["out"])

    def _say(self, wanted: WantedLetters, by: User) -> None:
        recipients = wanted.recipients(by)
        self.stdout.write(f"{len(recipients.included)} letters; {len(recipients.left_out)} left out.")
        for one in recipients.included:
            self.stdout.write(f"{one.country.pk}: {one.because}")
        for one in recipients.left_out:
            self.stdout.write(f"{one.country.pk}: left out, {one.left_out}")

    def _interrupted(self, about: About, by: User) -> LetterCampaign | None:
        """Letters of the same kind, meeting and account that nobody has approved yet: they go on."""
        found = LetterCampaign.objects.filter(kind=about.kind, meeting=about.meeting, by=by)
        newest = found.first()
        begun = newest and not newest.letters.exclude(status=LetterStatus.DRAFT).exists()
        return newest if begun else None

    def _write(self, campaign: LetterCampaign, folder: Path | None) -> None:
        letters = campaign.letters.exclude(status=LetterStatus.WITHDRAWN)
        found = list(letters.select_related("campaign", "meeting", "country", "approved_by"))
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            for letter in found:
                (folder / file_name(letter)).write_bytes(as_word(letter))
            (folder / REGISTRY).write_text(registry_of(found), encoding="utf-8-sig", newline="")
        self.stdout.write(f"{len(found)} letters are prepared; another person approves them.")
