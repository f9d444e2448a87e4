"""``record_gender --meeting S --delegation D --name N …``: what a person declared of their gender (interfaces.md)."""

from __future__ import annotations

import datetime
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from meetings.actions.gender import declare_gender
from meetings.actions.refusals import ActionRefused
from meetings.folding import fold_name
from meetings.models import Meeting, Participation
from meetings.names.parts import alike_key, name_key
from meetings.rights import Locked, Right, may
from meetings.vocabulary import Gender, GenderBasis
from meetings.words.gender_columns import word_gender


class Command(BaseCommand):
    help = "Record what one person declared of their gender; what the list prints stays as listed."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--meeting", required=True, metavar="SLUG", help="a meeting whose list names the person")
        parser.add_argument(
            "--delegation", required=True, metavar="NAME", help="their delegation, by its name or code, such as KEN"
        )
        parser.add_argument("--name", required=True, help="the person, by the name as the list prints it")
        parser.add_argument(
            "--gender", required=True, help="what they declared: woman, man, another gender or prefers not to say"
        )
        parser.add_argument(
            "--source", required=True, metavar="TEXT", help="where they said it, such as the letter and its number"
        )
        parser.add_argument("--date", required=True, help="the day on which they said it, as 2026-03-31")
        parser.add_argument(
            "--by", required=True, metavar="USER", help="account that records it: a clerk of the meeting or a reviewer"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        meeting = Meeting.objects.filter(slug=options["meeting"]).first()
        if meeting is None:
            raise CommandError(f'There is no meeting "{options["meeting"]}".', returncode=2)
        user = User.objects.filter(username=options["by"], is_active=True).first()
        if user is None or not may(user, Right.RECORD_GENDER, meeting):
            told = f'"{options["by"]}" has no right to record genders at this meeting; its clerks and reviewers have.'
            raise CommandError(told, returncode=2)
        said_on = day(options["date"])
        value = word_gender(options["gender"])
        if value in ("", Gender.UNKNOWN):
            told = f'"{options["gender"]}" is none of: woman, man, another gender, prefers not to say.'
            raise CommandError(told, returncode=2)
        one = person_at(meeting, options["delegation"], options["name"])
        about: dict[str, Any] = {"basis": GenderBasis.SELF_DECLARED, "source": options["source"], "said_on": said_on}
        try:
            declare_gender(participation=one, value=value, by=user, **about)
        except (ActionRefused, Locked) as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write("recorded")


def day(text: str) -> datetime.date:
    """The day of a declaration, in the form of ISO 8601 and not in the future."""
    try:
        said_on = datetime.date.fromisoformat(text)
    except ValueError:
        raise CommandError(f'"{text}" is not a date; write it as 2026-03-31.', returncode=2) from None
    if said_on > datetime.date.today():
        raise CommandError(f"{text} has not come yet; give the day on which it was said.", returncode=2)
    return said_on


def person_at(meeting: Meeting, delegation: str, name: str) -> Participation:
    """The one person of that name on that delegation; nobody, or more than one, is refused."""
    people = Participation.objects.filter(meeting=meeting).select_related("person", "delegation__country")
    of = fold_name(delegation)
    theirs = [
        one
        for one in people
        if of in {fold_name(text) for text in (one.delegation.entity_key, one.delegation.name, str(one.delegation))}
    ]
    if not theirs:
        raise CommandError(f'No delegation "{delegation}" with people on its list is at this meeting.')
    wanted = alike_key(name_key(name))
    found = [one for one in theirs if wanted in (alike_key(one.person.name_key), alike_key(name_key(one.printed_name)))]
    if len(found) != 1:
        counted = "Nobody" if not found else f"{len(found)} people"
        told = f'{counted} of this delegation stand on the list as "{name}"; give the name as it is printed.'
        raise CommandError(told)
    return found[0]
