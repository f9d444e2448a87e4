"""Drafts of letters: a wording in force with its fields filled in from the record, in the language of the letter."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from meetings.letters.wordings import Letters, Piece, as_filled, filled
from panels.actions.steps import may_follow, newest_check
from panels.letters.wordings import FIELDS, as_supplied
from panels.models import Invitation, LetterTemplate
from panels.vocabulary import InvitationState, LetterKind

TO_ORGANIZERS = Letters(LetterTemplate, LetterKind, FIELDS, as_supplied)
KIND_OF = {
    InvitationState.COMPOSITION_ASKED: LetterKind.ASK_WHO,
    InvitationState.CHANGE_REQUESTED: LetterKind.ASK_CHANGE,
    InvitationState.EXPERTS_SUGGESTED: LetterKind.SUGGEST,
    InvitationState.ACCEPTED_ON_CONDITION: LetterKind.ACCEPT_ON_CONDITION,
    InvitationState.DECLINED: LetterKind.DECLINE,
}
"""Which letter goes with which step."""
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "women": "all {number} speakers are women", "men": "all {number} speakers are men",
        "women_2": "both speakers are women", "men_2": "both speakers are men",
        "other_women_2": "both other speakers are women", "other_men_2": "both other speakers are men",
        "other_women": "all {number} other speakers are women", "other_men": "all {number} other speakers are men",
        "open": "we do not know yet who is to speak", "mixed": "the speakers are women and men",
        "woman": "one woman", "man": "one man", "us": "us", "no_day": "a day to be fixed",
        "no_names": "(write the names here)", "soon": "as soon as you can",
    },
    "fr": {
        "women_2": "les deux intervenantes sont des femmes", "men_2": "les deux intervenants sont des hommes",
        "other_women_2": "les deux autres intervenantes sont des femmes",
        "other_men_2": "les deux autres intervenants sont des hommes",
        "women": "les {number} intervenantes sont toutes des femmes",
        "men": "les {number} intervenants sont tous des hommes",
        "other_women": "les {number} autres intervenantes sont toutes des femmes",
        "other_men": "les {number} autres intervenants sont tous des hommes",
        "open": "nous ne savons pas encore qui doit intervenir", "mixed": "des femmes et des hommes interviennent",
        "woman": "une femme", "man": "un homme", "us": "notre bureau", "no_day": "une date à fixer",
        "no_names": "(indiquez ici les noms)", "soon": "plus tôt possible",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter to be edited. ``wording`` is the office's own version it began from; None: the supplied one."""

    subject: str
    pieces: list[Piece]
    wording: LetterTemplate | None

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def draft(invitation: Invitation, kind: str, language: str) -> Draft:
    """The letter about this invitation as the record fills it."""
    wording, own = TO_ORGANIZERS.in_force(kind, language)
    values = filled_from(invitation, language)
    return Draft(as_filled(wording.subject, values), list(filled(wording.text, values)), own)


def letters_to_send(invitation: Invitation) -> dict[LetterKind, InvitationState]:
    """The letters that go with a step which may be taken now, each with its step, in the order of letters."""
    check = newest_check(invitation)
    allowed = may_follow(invitation, check.status if check else "")
    return {kind: step for step, kind in KIND_OF.items() if step in allowed}


def filled_from(invitation: Invitation, language: str) -> dict[str, str]:
    """Every field with what stands on record, in the language of the letter; no contact of anybody."""
    words, panel = _WORDS[language], invitation.panel
    views: Mapping[str, Any] = getattr(newest_check(invitation), "views", {})
    by = invitation.reply_due if invitation.reply_due and invitation.reply_due > timezone.localdate() else None
    if panel.date and not by:
        by = max(timezone.localdate(), panel.date - datetime.timedelta(days=14))
    return {
        "title": panel.title,
        "date": _day(panel.date, language) or words["no_day"],
        "organiser": panel.organisers,
        "official": invitation.invited_official or words["us"],
        "finding": _finding(views, words),
        "missing": words["man" if views.get("others", {}).get("women") else "woman"],
        "answer_by": _day(by, language) or words["soon"],
        "names": "\n".join(_suggested(invitation)) or words["no_names"],
        "office": settings.PARITY_PUBLISHER,
    }


def _finding(views: Mapping[str, Any], words: Mapping[str, str]) -> str:
    for name, prefix in (("with_us", ""), ("others", "other_")):
        view = views.get(name, {})
        if view.get("status") == "single_gender":
            number = view["women"] or view["men"]
            kind = f"{prefix}{'women' if view['women'] else 'men'}"
            return words[f"{kind}_2" if number == 2 else kind].format(number=number)
    return words["mixed" if views.get("others", {}).get("status") in ("mixed", "balanced") else "open"]


def _suggested(invitation: Invitation) -> Iterator[str]:
    """Whom we suggest, by name, organization and topics; nobody whose consent has ended."""
    today = timezone.localdate()
    named = invitation.suggestions.filter(expert__consent_until__gte=today, expert__consent_given__lte=today)
    for one in named.select_related("expert"):
        expert = one.expert
        parts = [f"{expert.title} {expert.name}".strip(), expert.organisation, expert.topics]
        yield "– " + ", ".join(part for part in parts if part)


def _day(day: datetime.date | None, language: str) -> str:
    with override(language):
        return date_format(day, "j F Y") if day else ""
