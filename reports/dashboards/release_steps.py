"""The way of a release in four steps, each with its fact. No step is done while it holds something open."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions.trail import subject_of
from meetings.models import Change
from meetings.workspace.steps import Step, StepState
from reports.models import Release, ReleaseState
from reports.presentation.dates import day_text
from reports.releases.actions import SENT_BACK

OUT = (ReleaseState.PUBLISHED, ReleaseState.SUPERSEDED)
TURN = {ReleaseState.DRAFT: 2, ReleaseState.CHECKED: 3, ReleaseState.APPROVED: 4, ReleaseState.EMBARGOED: 4}
"""The number of the step that is next."""


def sent_back(release: Release) -> Change | None:
    """With what note, by whom and when the draft was sent back; None where it was not, or was checked again since."""
    told = Change.objects.filter(subject=subject_of(release), action__in=(SENT_BACK, "checked_release"))
    last = told.select_related("by").first() if release.state == ReleaseState.DRAFT else None
    return last if last and last.action == SENT_BACK else None


def steps_of(release: Release, moved: Sequence[str], me: User, returned: Change | None = None) -> list[Step]:
    """Draft, check, approval, publication. ``moved`` are meetings that changed since: then nothing before is done.

    ``returned``: that the draft was sent back; it stays open until somebody has checked it again.
    """
    turn = TURN.get(ReleaseState(release.state), 0)
    found = [
        Step(
            "draft",
            1,
            _("Draft"),
            _taken(bool(moved or returned), True),
            _built(release, moved, me, returned),
            "",
        ),
        Step("check", 2, _("Checked"), _taken(bool(moved), bool(release.checked_by)), _checked(release, moved, me), ""),
        Step(
            "approve",
            3,
            _("Approved"),
            _taken(bool(moved), bool(release.approved_by)),
            _approved(release, moved, me),
            "",
        ),
        Step(
            "publish",
            4,
            _("Published") if release.published_by else _("Publish"),
            _out(release),
            _published(release, me),
            "",
        ),
    ]
    if moved:
        return found
    return [_stood_at(one) if one.number == turn else one for one in found]


def title_of(release: Release, moved: Sequence[str], returned: Change | None = None) -> str:
    """What is left, as the head of the page says it."""
    words = {"version": release.version}
    if moved:
        return _("Release %(version)s must be built again") % words
    if returned:
        return _("Release %(version)s was sent back") % words
    if release.state == ReleaseState.EMBARGOED and not _ended(release):
        return _("Release %(version)s is under embargo") % words
    titles = {
        ReleaseState.DRAFT: _("Release %(version)s is ready to check"),
        ReleaseState.CHECKED: _("Release %(version)s is ready to approve"),
        ReleaseState.APPROVED: _("Release %(version)s is ready to publish"),
        ReleaseState.EMBARGOED: _("Release %(version)s is published"),
        ReleaseState.PUBLISHED: _("Release %(version)s is published"),
        ReleaseState.SUPERSEDED: _("Release %(version)s is superseded"),
        ReleaseState.WITHDRAWN: _("Release %(version)s is withdrawn"),
    }
    return titles[ReleaseState(release.state)] % words


def _stood_at(step: Step) -> Step:
    state = StepState.NOW if step.state is StepState.AHEAD else step.state
    return replace(step, state=state, is_current=True)


def _taken(is_open: bool, taken: bool) -> StepState:
    if not taken:
        return StepState.AHEAD
    return StepState.OPEN if is_open else StepState.DONE


def _out(release: Release) -> StepState:
    if release.state == ReleaseState.WITHDRAWN:
        return StepState.OPEN
    if release.state in OUT or (release.state == ReleaseState.EMBARGOED and _ended(release)):
        return StepState.DONE
    return StepState.OPEN if release.state == ReleaseState.EMBARGOED else StepState.AHEAD


def _ended(release: Release) -> bool:
    return bool(release.embargo_until and release.embargo_until <= timezone.now())


def _built(release: Release, moved: Sequence[str], me: User, returned: Change | None) -> str:
    if moved:
        return _("the record has changed since")
    if returned:
        return _("sent back %(who)s") % {"who": _who(returned.by, returned.at, me)}
    return _("built %(who)s") % {"who": _who(release.built_by, release.built_at, me)}


def _checked(release: Release, moved: Sequence[str], me: User) -> str:
    if release.checked_by and release.checked_at:
        return _("to be done again") if moved else _who(release.checked_by, release.checked_at, me)
    return _("whoever built it does not check it") if not release.waiver else _("one person, with a waiver")


def _approved(release: Release, moved: Sequence[str], me: User) -> str:
    if release.approved_by and release.approved_at:
        return _("to be done again") if moved else _who(release.approved_by, release.approved_at, me)
    return _("somebody stands for the data")


def _published(release: Release, me: User) -> str:
    if release.state == ReleaseState.WITHDRAWN and release.withdrawn_by and release.withdrawn_at:
        return _("withdrawn %(who)s") % {"who": _who(release.withdrawn_by, release.withdrawn_at, me)}
    if release.state == ReleaseState.EMBARGOED and release.embargo_until and not _ended(release):
        return _("embargo until %(day)s") % {"day": f"{release.embargo_until:%Y-%m-%d %H:%M} UTC"}
    if release.published_by and release.published_at:
        return _who(release.published_by, release.published_at, me)
    return _("whoever approves does not publish") if not release.waiver else _("one person, with a waiver")


def _who(by: User, at: datetime.datetime, me: User) -> str:
    words = {"person": by, "day": day_text(at.date())}
    return _("by you, %(day)s") % words if by == me else _("by %(person)s, %(day)s") % words
