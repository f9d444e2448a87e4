"""Pages of letters to delegations: what is due, whom new ones go to, whether the figures of one still hold."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.actions.letters import Ready, prepare, start_campaign
from meetings.letters.drafts import About, DelegationDraft, draft_to
from meetings.letters.figures import LetterFigures
from meetings.letters.rights import letter_kinds
from meetings.models import Delegation, DelegationLetter, LetterCampaign, Meeting
from meetings.models.letters import LetterStatus
from meetings.rights import Account, Right
from meetings.vocabulary import ListAccess
from reports.counting.scope import LISTED, Scope
from reports.dashboards.letter_figures import Asked, Recipient, Recipients
from reports.dashboards.permitted import population_for
from reports.practice_results.letters import AfterLetters, Mixed, SentLetters, after_letters, sent_letters

PREVIEWED = 3
"""Drafts that are shown before they are prepared."""
S = LetterStatus


@dataclass(frozen=True, slots=True)
class WantedLetters:
    """Letters as they were asked for: whom they go to, and what they have in common."""

    asked: Asked
    about: About

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> WantedLetters:
        """From a valid form (``NewLettersForm``)."""
        meeting = values["meeting"] if values["kind"] != "nominations" else None
        forum = meeting.forum if meeting else values["forum"]
        about = About(
            kind=values["kind"], language=values["language"], forum=forum, meeting=meeting,
            paragraph=values["paragraph"], answer_by=values["answer_by"],
        )  # fmt: skip
        return cls(Asked(values["kind"], forum, meeting, int(values["least"])), about)

    def recipients(self, user: Account) -> Recipients:
        return Recipients(user, self.asked)

    def draft(self, one: Recipient) -> DelegationDraft:
        return draft_to(one.country, one.figures, self.about)

    def previews(self, recipients: Recipients) -> list[tuple[Recipient, DelegationDraft]]:
        return [(one, self.draft(one)) for one in recipients.included[:PREVIEWED]]


def prepare_letters(
    user: Any, wanted: WantedLetters, out: Mapping[str, str], campaign: LetterCampaign | None = None
) -> LetterCampaign:
    """Write a draft to everybody but those taken ``out`` (code and reason). With ``campaign`` one that was interrupted
    goes on: who has a letter gets no other. Raises ActionRefused."""
    recipients = wanted.recipients(user)
    left_out = [(one.country.pk, one.left_out) for one in recipients.left_out] + list(out.items())
    about, asked = wanted.about, wanted.asked
    made = campaign or start_campaign(
        about.kind, forum=about.forum, meeting=about.meeting, paragraph=about.paragraph, answer_by=about.answer_by,
        rule={"least": asked.least}, left_out=left_out, by=user,
    )  # fmt: skip
    delegations = _delegations(about.meeting) if about.meeting else {}
    for one in recipients.included:
        if one.country.pk in out:
            continue
        draft = wanted.draft(one)
        ready = Ready(
            one.country, about.language, draft.addressee, draft.subject, draft.text, one.figures.as_json(),
            draft.wording, delegations.get(one.country.pk),
        )  # fmt: skip
        prepare(made, ready, by=user)
    return made


def _delegations(meeting: Meeting) -> dict[str, Delegation]:
    """The delegation of each State at a meeting; of two, the first on record."""
    found = Delegation.objects.filter(meeting=meeting, country__isnull=False).order_by("-pk")
    return {str(one.country_id): one for one in found}


def letters_seen_by(user: Account) -> QuerySet[DelegationLetter]:
    """The letters that somebody may read."""
    kinds = letter_kinds(user, Right.READ_LETTERS)
    found = DelegationLetter.objects.filter(kind__in=kinds)
    return found.select_related("campaign__forum", "meeting", "country", "prepared_by", "approved_by")


class LettersPage:
    """All letters that somebody may read: what waits for an answer, what is not out yet, and what became of them."""

    def __init__(self, user: Account, today: datetime.date | None = None) -> None:
        self.user, self.today = user, today or timezone.localdate()
        self.letters = list(letters_seen_by(user).order_by("-prepared_at", "pk"))

    @property
    def campaigns(self) -> list[tuple[LetterCampaign, str]]:
        """Letters prepared together, the newest first, with how far they have come."""
        found: dict[int, list[DelegationLetter]] = {}
        for one in self.letters:
            found.setdefault(one.campaign_id, []).append(one)
        return [(some[0].campaign, how_far(some)) for some in found.values()]

    @property
    def overdue(self) -> list[DelegationLetter]:
        """Sent, not answered, and the day asked for is over; the longest first."""
        waiting = [one for one in self.waiting if one.campaign.answer_by and one.campaign.answer_by < self.today]
        return sorted(waiting, key=lambda one: one.campaign.answer_by or self.today)

    @property
    def waiting(self) -> list[DelegationLetter]:
        return [one for one in self.letters if one.status == S.SENT]

    @property
    def numbers(self) -> SentLetters:
        return sent_letters(self.letters)

    @cached_property
    def after(self) -> AfterLetters:
        locked = Meeting.objects.filter(locked_at__isnull=False, list_access=ListAccess.OPEN)
        return after_letters(population_for(self.user, Scope(gender_basis=LISTED), locked), self.letters)

    @property
    def demo(self) -> bool:
        return any(one.campaign.forum.demonstration for one in self.letters)

    @property
    def headline(self) -> str:
        numbers = self.numbers
        if not numbers.sent:
            return _("No letter has been sent yet.")
        words = {"sent": numbers.sent, "answered": numbers.answered}
        said = ngettext(
            "%(sent)s letter sent, %(answered)s answered.",
            "%(sent)s letters sent, %(answered)s answered.",
            numbers.sent,
        )
        return said % words

    @property
    def after_texts(self) -> list[str]:
        """The session after letters about a run, in two counts; nothing where nobody was written to."""
        if not self.after.written_to.delegations:
            return []
        return [
            _("Written to about a run: %(mixed)s.") % {"mixed": mixed_text(self.after.written_to)},
            _("A run of two and not written to: %(mixed)s.") % {"mixed": mixed_text(self.after.others)},
            _("Letters are not the only thing that changed."),
        ]


def mixed_text(found: Mixed) -> str:
    """Such as *3 of 5 delegations had women and men at the next session*."""
    return ngettext(
        "%(mixed)s of %(delegations)s delegation had women and men at the next session",
        "%(mixed)s of %(delegations)s delegations had women and men at the next session",
        found.delegations,
    ) % {"mixed": found.mixed, "delegations": found.delegations}


def how_far(letters: Sequence[DelegationLetter]) -> str:
    """Such as *3 drafts, 2 approved, 10 sent*, in the order of a letter's way."""
    numbers = {status: sum(one.status == status for one in letters) for status in S.values}
    return ", ".join(f"{number} {S(status).label}" for status, number in numbers.items() if number)


def changed_figures(user: Account, letter: DelegationLetter) -> bool:
    """Whether the record says something else now than the figures of a letter; withdrawn ones are not asked."""
    campaign = letter.campaign
    asked = Asked(letter.kind, campaign.forum, letter.meeting, campaign.rule.get("least", 3))
    now = Recipients(user, asked).of(letter.country)
    stored = LetterFigures.from_json(letter.figures)
    return letter.status != S.WITHDRAWN and now is not None and _counted(now.figures) != _counted(stored)


def _counted(figures: LetterFigures) -> dict[str, Any]:
    """The figures without the day on which members were counted."""
    return figures.as_json() | {"members_on": ""}


def letters_to(user: Account, country: str) -> Iterable[DelegationLetter]:
    """The letters to one State, the newest first."""
    return letters_seen_by(user).filter(country=country).order_by("-prepared_at")
