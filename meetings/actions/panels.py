"""Panels and their seats: create, edit, exempt."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from meetings.actions.delegations import touch
from meetings.actions.hold import hold_meeting
from meetings.actions.refusals import ActionRefused, ChangedMeanwhile
from meetings.actions.stale import version_of
from meetings.actions.trail import note_change, only_changes, subject_of, values_of
from meetings.models import Change, Meeting, Panel, PanelSeat
from meetings.vocabulary import Gender, GenderBasis, PanelRole

RESERVED = ("desk", "new", "experts", "measures", "calendar", "letters")
"""Addresses below ``panels/`` that are no panel's."""
EDITABLE = ("kind", "title", "date", "organisers", "attendance", "gender_is_topic")


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat as entered; ``pk`` names the seat it replaces. A gender comes with the basis on which it is known."""

    role: str = PanelRole.SPEAKER
    name: str = ""
    title: str = ""
    organisation: str = ""
    seat_gender: str = Gender.UNKNOWN
    seat_basis: str = GenderBasis.NONE
    confirmed: bool = True
    ours: bool = False
    pk: int | None = None


SEAT_FIELDS = ("role", "name", "title", "organisation", "seat_gender", "seat_basis", "confirmed", "ours")


@transaction.atomic
def create_panel(*, meeting: Meeting | None, seats: Sequence[Seat], by: User, source: str, **fields: Any) -> Panel:
    """Create a panel with its seats, in their order (``fields``: those of EDITABLE)."""
    if meeting:
        hold_meeting(meeting, by)
    panel = Panel.objects.create(meeting=meeting, slug=free_slug(fields["title"], meeting), **fields)
    for order, seat in enumerate(seats):
        seat_panellist(panel, seat, order=order)
    _note(panel, "create_panel", {}, as_edited(panel), by=by, source=source)
    return panel


@transaction.atomic
def edit_panel(panel: Panel, *, seats: Sequence[Seat], version: str, by: User, source: str, **fields: Any) -> Panel:
    """Change a panel that the editor saw as ``version``; seats not among ``seats`` go. Raises ChangedMeanwhile."""
    if panel.meeting:
        hold_meeting(panel.meeting, by)
    current = Panel.every.select_for_update(of=("self",)).select_related("meeting").get(pk=panel.pk)
    before = as_edited(current)
    if version_of(before) != version:
        raise ChangedMeanwhile(current)
    for name, value in fields.items():
        setattr(current, name, value)
    current.save(update_fields=list(fields))
    current.seats.exclude(pk__in=[seat.pk for seat in seats if seat.pk]).delete()
    for order, seat in enumerate(seats):
        seat_panellist(current, seat, order=order)
    _note(current, "edit_panel", before, as_edited(current), by=by, source=source)
    return current


def seat_panellist(panel: Panel, seat: Seat, *, order: int) -> PanelSeat:
    """Write one seat of the panel: the one it names, or a new one."""
    values = {name: getattr(seat, name) for name in SEAT_FIELDS} | {"order": order}
    if seat.pk and (kept := panel.seats.filter(pk=seat.pk).first()):
        for name, value in values.items():
            setattr(kept, name, value)
        kept.save()
        return kept
    return PanelSeat.objects.create(panel=panel, **values)


@transaction.atomic
def exempt_panel(panel: Panel, *, reason: str, by: User, source: str) -> None:
    """Exempt the panel, with a reason and an approver; an empty reason ends the exemption.

    Raises ActionRefused where the approver entered the panel or its speakers.
    """
    if panel.meeting:
        hold_meeting(panel.meeting, by)
    entered = Change.objects.filter(subject=subject_of(panel), action__in=("create_panel", "edit_panel"), by=by)
    if reason and entered.exists():
        raise ActionRefused(_("You entered this panel: somebody else must agree to exempt it."))
    before = {"exempt_reason": panel.exempt_reason}
    panel.exempt_reason, panel.exempt_by = reason, by if reason else None
    panel.save(update_fields=["exempt_reason", "exempt_by"])
    _note(panel, "exempt_panel", before, {"exempt_reason": reason}, by=by, source=source)


def as_edited(panel: Panel) -> dict[str, Any]:
    """Everything about a panel that its form shows: its fields and its seats in order."""
    seats = [asdict(Seat(pk=seat.pk, **values_of(seat, SEAT_FIELDS))) for seat in panel.seats.all()]
    return values_of(panel, EDITABLE) | {"seats": seats}


def free_slug(title: str, meeting: Meeting | None) -> str:
    """An address for a new panel: its meeting's and its title, with a number when that is taken."""
    stem = "-".join(filter(None, [meeting.slug[:40] if meeting else "", slugify(title)[:50]])).strip("-") or "panel"
    taken = {*RESERVED, *Panel.every.filter(slug__startswith=stem).values_list("slug", flat=True)}
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in [stem, *numbered] if slug not in taken)


def _note(panel: Panel, action: str, before: dict[str, Any], after: dict[str, Any], *, by: User, source: str) -> None:
    was, became = only_changes(before, after)
    if not became:
        return
    note_change(by=by, action=action, subject=panel, meeting=panel.meeting, before=was, after=became, evidence=source)
    if panel.meeting:
        touch(panel.meeting)
