"""Where a meeting is on its way: list, questions, check, lock. No step is done while something in it is open."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.models import Meeting
from meetings.workspace.record import OnRecord


class StepState(TextChoices):
    """How a step stands; the values are classes of the style sheet."""

    DONE = "done", gettext_lazy("done")
    NOW = "now", gettext_lazy("now")
    OPEN = "stop", gettext_lazy("something is open")
    AHEAD = "ahead", gettext_lazy("to come")


@dataclass(frozen=True, slots=True)
class Step:
    """One of the four. ``short`` is its word in a row of a table, ``fact`` what stands under it in a workspace."""

    key: str
    number: int
    label: str
    state: StepState
    fact: str
    short: str
    url: str = ""
    is_current: bool = False

    @property
    def is_done(self) -> bool:
        return self.state is StepState.DONE

    @property
    def is_open(self) -> bool:
        return self.state is StepState.OPEN


def steps_of(meeting: Meeting, have: OnRecord, missing: int = 0, current: str = "") -> list[Step]:
    """The steps of a meeting. ``missing`` are findings of the check that must be settled; the step ``current``, or the
    first that is not done, is where somebody stands."""
    found = [_list(meeting, have), _questions(meeting, have)]
    found += [_check(meeting, found, missing), _lock(meeting)]
    here = current or next((step.key for step in found if not step.is_done), "")
    return [_stood_at(step) if step.key == here else step for step in found]


def _stood_at(step: Step) -> Step:
    """The step at which somebody stands: it is next, unless it is done or holds something open."""
    state = StepState.NOW if step.state is StepState.AHEAD else step.state
    return replace(step, state=state, is_current=True)


def _list(meeting: Meeting, have: OnRecord) -> Step:
    label = _("List")
    if have.waiting:
        words = ngettext("%(number)s list is not finished", "%(number)s lists are not finished", have.waiting)
        short = ngettext("%(number)s list waits", "%(number)s lists wait", have.waiting) % {"number": have.waiting}
        return Step("list", 1, label, StepState.OPEN, words % {"number": have.waiting}, short)
    if not have.everyone:
        return Step("list", 1, label, StepState.AHEAD, _("nobody is recorded yet"), label)
    return Step("list", 1, label, StepState.DONE, f"{_people(have)}, {meeting.get_list_status_display()}", label)


def _people(have: OnRecord) -> str:
    people = ngettext("%(number)s person", "%(number)s people", have.everyone) % {"number": have.everyone}
    words = ngettext("%(people)s in %(number)s delegation", "%(people)s in %(number)s delegations", have.delegations)
    return words % {"people": people, "number": have.delegations}


def _questions(meeting: Meeting, have: OnRecord) -> Step:
    label, url = _("Questions"), reverse("meetings:questions", args=[meeting.slug])
    if have.asked:
        short = ngettext("%(number)s question", "%(number)s questions", have.asked) % {"number": have.asked}
        fact = _("%(open)s open; %(answered)s answered") % {"open": have.asked, "answered": have.answered}
        return Step("questions", 2, label, StepState.OPEN, fact, short, url)
    if not have.everyone or have.waiting:
        return Step("questions", 2, label, StepState.AHEAD, _("they come with the list"), label)
    fact = _("%(number)s answered, none open") % {"number": have.answered} if have.answered else _("no questions")
    return Step("questions", 2, label, StepState.DONE, fact, label, url if have.answered else "")


def _check(meeting: Meeting, before: list[Step], missing: int) -> Step:
    label, url = _("Check"), reverse("meetings:check", args=[meeting.slug])
    if meeting.locked_at:
        return Step("check", 3, label, StepState.DONE, _("by %(who)s") % {"who": meeting.locked_by}, label, url)
    ready = all(step.is_done for step in before)
    if missing and ready:
        fact = ngettext("%(number)s thing must be settled", "%(number)s things must be settled", missing)
        return Step("check", 3, label, StepState.OPEN, fact % {"number": missing}, label, url)
    return Step("check", 3, label, StepState.AHEAD, _("by a second person"), label, url)


def _lock(meeting: Meeting) -> Step:
    if meeting.locked_at:
        fact = _("on %(day)s") % {"day": date_format(meeting.locked_at, "j F Y")}
        return Step("lock", 4, _("Lock"), StepState.DONE, fact, _("Locked"))
    return Step("lock", 4, _("Lock"), StepState.AHEAD, _("after that nobody can change it"), _("Lock"))
