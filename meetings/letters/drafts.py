"""Drafts of letters to delegations: the wording in force with its fields filled in from the figures."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import override

from meetings.letters.addressees import mission_of
from meetings.letters.figures import LetterFigures, in_words
from meetings.letters.supplied import TO_DELEGATIONS
from meetings.letters.wordings import as_filled
from meetings.models import Country, DelegationWording, Forum, Meeting

_EMPTY_PARAGRAPHS = re.compile(r"\n{3,}")
LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class About:
    """What letters prepared together have in common. ``opens``: of a session to come."""

    kind: str
    language: str
    forum: Forum
    meeting: Meeting | None = None
    paragraph: str = ""
    answer_by: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class DelegationDraft:
    """A letter to be edited. ``wording`` is the office's own version it began from; None: the supplied one."""

    addressee: str
    subject: str
    text: str
    wording: DelegationWording | None


def draft_to(country: Country, figures: LetterFigures, about: About) -> DelegationDraft:
    """The letter to a State as its figures fill it; paragraphs that hold nothing are left out."""
    wording, own = TO_DELEGATIONS.in_force(about.kind, about.language)
    addressee = mission_of(country, about.language)
    values = _common(about) | in_words(figures, about.language, about.answer_by)
    values |= {"mission": addressee, "state": str(country)}
    text = _EMPTY_PARAGRAPHS.sub("\n\n", as_filled(wording.text, values)).strip()
    return DelegationDraft(addressee, as_filled(wording.subject, values)[:LONGEST_SUBJECT], text, own)


def _common(about: About) -> dict[str, str]:
    opens = about.meeting.start if about.meeting else None
    with override(about.language):
        day = date_format(opens, "j F Y") if opens else ""
    return {
        "office": settings.PARITY_PUBLISHER,
        "forum": about.forum.title_in(about.language),
        "meeting": about.meeting.title if about.meeting else about.forum.title_in(about.language),
        "opens": day,
        "paragraph": about.paragraph.strip(),
    }
