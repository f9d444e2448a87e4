"""The frame of a meeting's workspace: its facts, its steps, what it needs next, its tabs, and what may be done."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meetings.models import Meeting, OfficeHolder, Panel, Participation, SentBack, Statement
from meetings.rights import Account, Right, rights_at
from meetings.vocabulary import ListAccess
from meetings.workspace.completeness import findings
from meetings.workspace.next_up import Next, next_up
from meetings.workspace.record import OnRecord, on_record
from meetings.workspace.steps import Step, steps_of

Frame = dict[str, Any]
Rights = frozenset[Right]
WORKING = frozenset({Right.EDIT, Right.DECIDE, Right.LOCK, Right.CORRESPOND})
"""Of those who hold one of these, the workspace says where the work stands."""


def workspace_of(user: Account, meeting: Meeting, tab: str = "", step: str = "", here: str = "") -> Frame:
    """What templates/workspace.html prints. ``tab`` is open, or the page is about a ``step`` and is called ``here``.

    Who reads figures alone sees no steps: where the work stands is for those who do it.
    """
    mine = rights_at(user, meeting)
    frame: Frame = {
        "meeting": meeting,
        "demo": meeting.demonstration,
        "crumbs": crumbs_of(meeting, here),
        "have": None,
        "steps": [],
        "next": None,
        "details": details_of(meeting),
        "actions": actions_of(mine, meeting),
    }
    if not mine & WORKING and not step:
        return frame | {"tabs": tabs_of(mine, meeting, None, tab)}
    have = on_record([meeting])[meeting.pk]
    complete = have.everyone and not have.waiting and not have.asked and not meeting.locked_at
    missing = sum(finding.is_missing for finding in findings(meeting)) if complete else 0
    return frame | {
        "have": have,
        "steps": _openable(mine, steps_of(meeting, have, missing, current=step)),
        "next": None if step else _sent_back(mine, meeting) or next_up(mine, meeting, have, missing),
        "tabs": tabs_of(mine, meeting, have, tab),
    }


def _sent_back(mine: Rights, meeting: Meeting) -> Next | None:
    """What whoever checks the meeting sent it back for comes first, for those who can do it."""
    sent = SentBack.objects.filter(meeting=meeting, done_at=None).first() if Right.EDIT in mine else None
    if sent is None:
        return None
    url = reverse("meetings:check", args=[meeting.slug])
    return Next(_("Sent back to you: %(note)s") % {"note": sent.note}, "", url, _("Open the check"))


def _openable(mine: Rights, steps: list[Step]) -> list[Step]:
    """The steps, leading only where this person may go: who decides nothing answers no questions."""
    decides = Right.DECIDE in mine
    return [step if decides or step.key != "questions" else replace(step, url="") for step in steps]


def crumbs_of(meeting: Meeting, here: str) -> list[dict[str, str]]:
    """Meetings › this meeting › here."""
    above = {"label": _("Meetings"), "url": reverse("meetings")}
    this = {"label": meeting.title, "url": meeting.get_absolute_url()}
    return [above, this, {"label": here, "url": ""}] if here else [above, this]


def tabs_of(mine: Rights, meeting: Meeting, have: OnRecord | None, tab: str) -> list[dict[str, Any]]:
    """The tabs that this person may open; for who works here (``have``) each says how much it holds."""

    def number_of(model: type[Model]) -> int | None:
        return model._default_manager.filter(meeting=meeting).count() if have else None

    back = have and have.sheets and _("%(back)s of %(sent)s back") % {"back": have.sheets_back, "sent": have.sheets}
    found: list[tuple[str, Right, str, str, object]] = [
        ("glance", Right.READ_FIGURES, "meeting", _("At a glance"), None),
        ("people", Right.READ_NAMES, "meetings:people", _("People"), number_of(Participation)),
        ("panels", Right.READ_PANELS, "meeting-panels", _("Panels"), number_of(Panel)),
        ("statements", Right.READ_NAMES, "meetings:statements", _("Statements"), number_of(Statement)),
        ("offices", Right.READ_NAMES, "meetings:offices", _("Office-holders"), number_of(OfficeHolder)),
        ("sheets", Right.CORRESPOND, "meetings:sheets", _("Sheets"), back or None),
        ("changes", Right.READ_CHANGES, "meetings:changes", _("Changes"), None),
    ]
    return [
        {"key": key, "url": reverse(page, args=[meeting.slug]), "label": label, "count": count, "current": key == tab}
        for key, right, page, label, count in found
        if right in mine
    ]


def details_of(meeting: Meeting) -> list[tuple[str, str]]:
    """What a meeting is, but for its days: they are put into words where pages are made."""
    place = ", ".join(filter(None, (meeting.city, meeting.get_format_display())))
    status = meeting.get_list_status_display()
    listed = ", ".join(filter(None, (meeting.symbol, status, str(ListAccess(meeting.list_access).label))))
    locked = meeting.locked_at and _("checked and locked on %(day)s") % {
        "day": date_format(meeting.locked_at, _("j F Y"))
    }
    found = [(_("Forum"), meeting.forum_name), (_("Place"), place), (_("List"), listed), (_("Record"), locked or "")]
    return [(name, value) for name, value in found if value]


def actions_of(mine: Rights, meeting: Meeting) -> list[dict[str, str]]:
    """What may be done here: what brings something in has an icon and stands beside the title, the rest in a fold."""
    known = (
        (Right.EDIT, "upload", _("Import a list"), "upload"),
        (Right.EDIT, "delegation-new", _("Enter a delegation"), "plus"),
        (Right.DECIDE, "questions", _("Questions"), ""),
        (Right.EDIT, "list-template", _("Template to send out"), ""),
        (Right.EDIT_PANELS, "panel-new", _("Add a panel"), ""),
        (Right.EDIT_PANELS, "programme", _("Paste a programme"), ""),
        (Right.READ_CHECK, "check", _check(mine, meeting), ""),
        (Right.EDIT, "edit", _("Change the meeting"), ""),
        (Right.SET_CLERKS, "clerks", _("Clerks"), ""),
    )
    return [
        {"url": reverse(f"meetings:{page}", args=[meeting.slug]), "label": label, "icon": icon}
        for right, page, label, icon in known
        if right in mine
    ]


def _check(mine: Rights, meeting: Meeting) -> str:
    """What the page of the check lets this person do."""
    if Right.LOCK not in mine:
        return _("Check")
    return _("Check and unlock") if meeting.locked_at else _("Check and lock")
