"""What a meeting needs next: one sentence and, where this person may do it, one button."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import apnumber
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import ImportBatch, Meeting, ProceedingsImport
from meetings.rights import Right
from meetings.vocabulary import BatchState
from meetings.workspace.record import OnRecord


@dataclass(frozen=True, slots=True)
class Next:
    """``then`` is what follows; ``url`` is empty where somebody else has to do it."""

    sentence: str
    then: str = ""
    url: str = ""
    label: str = ""


def next_up(mine: frozenset[Right], meeting: Meeting, have: OnRecord, missing: int) -> Next | None:
    """The first thing that stands in the way of the lock; nothing once the meeting is locked and all is answered."""
    if have.waiting:
        return _unfinished(mine, meeting, have)
    if have.asked:
        words = ngettext("Next: answer %(number)s question.", "Next: answer %(number)s questions.", have.asked)
        url = _page(mine, Right.DECIDE, meeting, "questions")
        then = "" if meeting.locked_at else _("Then a second person can check this meeting.")
        return Next(words % {"number": apnumber(have.asked)}, then, url, _("Answer them"))
    if meeting.locked_at:
        return None
    if not have.everyone:
        url = _page(mine, Right.EDIT, meeting, "upload")
        return Next(
            _("Next: bring in the list of participants."),
            _("Questions come after the import."),
            url,
            _("Import a list"),
        )
    if missing:
        words = ngettext(
            "Next: settle %(number)s thing that the check found.",
            "Next: settle %(number)s things that the check found.",
            missing,
        )
        url = _page(mine, Right.READ_FIGURES, meeting, "check")
        return Next(words % {"number": apnumber(missing)}, "", url, _("Open the check"))
    return _to_check(mine, meeting)


def _to_check(mine: frozenset[Right], meeting: Meeting) -> Next:
    url = _page(mine, Right.READ_FIGURES, meeting, "check")
    if Right.LOCK in mine:
        return Next(_("Next: check this meeting and lock it."), _("Nothing is missing."), url, _("Check and lock"))
    return Next(
        _("Next: a second person checks this meeting and locks it."), _("Nothing is missing."), url, _("See the check")
    )


def _unfinished(mine: frozenset[Right], meeting: Meeting, have: OnRecord) -> Next:
    waiting = (have.lists or have.proceedings)[0]
    url = import_url(meeting, waiting) if Right.DECIDE in mine else ""
    words = {"file": waiting.file}
    if isinstance(waiting, ImportBatch) and waiting.interrupted:
        then = _("The server stopped while reading it. Nothing is on record yet.")
        return Next(_("Next: read “%(file)s” again, or discard it.") % words, then, url, _("Open it"))
    if waiting.state == BatchState.READING:
        return Next(_("“%(file)s” is being read.") % words, _("Nothing is on record yet."), url, _("Look"))
    return Next(_("Next: finish “%(file)s”.") % words, _("Nothing is on record yet."), url, _("Go on"))


def import_url(meeting: Meeting, waiting: ImportBatch | ProceedingsImport) -> str:
    """Where an import that waits is finished or given up."""
    if isinstance(waiting, ImportBatch):
        return reverse("meetings:batch", args=[meeting.slug, waiting.pk])
    page = {"statements": "statement-list", "offices": "office-list"}[waiting.holds]
    return reverse(f"meetings:{page}", args=[meeting.slug, waiting.pk])


def _page(mine: frozenset[Right], right: Right, meeting: Meeting, page: str) -> str:
    return reverse(f"meetings:{page}", args=[meeting.slug]) if right in mine else ""
