"""What needs attention: panels ahead, meetings with gaps, lists that are not final.

No name of a person stands here.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Meeting, Panel
from meetings.rights import Account, Right, may, may_somewhere, meetings_within, panels_within
from meetings.vocabulary import ListStatus
from reports.counting.dimensions import DIMENSIONS
from reports.counting.population import Population
from reports.measures.bands import LOW_COVERAGE
from reports.practice_results.panels import URGENT, FlaggedPanel, flagged, with_seats
from reports.refusals import QuestionRefused
from reports.results import Result, results
from reports.scope_results import meetings_with_a_list, open_questions_at
from reports.series import runs
from reports.words import percent_text

RUN = 3
"""Meetings on end from which a delegation of one gender is pointed out, and counted on the page of a forum."""
SHOWN = 3
"""Cases named of each matter; the rest is a number and a link."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to look at. ``url`` is empty where the person may not open it."""

    label: str
    url: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """What waits: ``count`` of a kind, in words; the first ``cases``, and where all of them are. ``meetings`` are those
    at which it waits, where the list of meetings can show them; ``short`` says it in a few words."""

    key: str
    sentence: str
    count: int
    cases: list[Case]
    all_url: str = ""
    urgent: bool = False
    meetings: Sequence[Meeting] = ()
    short: str = ""

    @property
    def more(self) -> int:
        return (len(self.meetings) or self.count) - len(self.cases) if self.all_url else 0


def matters(
    user: Account, people: Population, today: datetime.date, ahead: Sequence[FlaggedPanel] | None
) -> list[Matter]:
    """Everything that waits at the meetings of ``people``, most urgent first; ``ahead``: see ``urgent_ahead``."""
    at_meetings = {key: what(user, people, today) for key, what in AT_MEETINGS.items()}
    found = [
        panels_ahead(ahead),
        at_meetings["questions"],
        at_meetings["coverage"],
        of_one_gender(people),
        at_meetings["provisional"],
        at_meetings["lock"],
    ]
    return [matter for matter in found if matter and matter.count]


def urgent_ahead(user: Account, today: datetime.date, forum: str = "") -> list[FlaggedPanel] | None:
    """Panels to come, of one ``forum`` where it is given, that somebody has to act on, soonest first; None where the
    person reads no panels."""
    if not may_somewhere(user, Right.READ_PANELS):
        return None
    ahead = panels_within(user, Right.READ_PANELS).filter(date__gte=today)
    ahead = ahead.filter(meeting__forum=forum) if forum else ahead
    return urgent_among(flagged(with_seats(ahead)), today)


def urgent_among(panels: Sequence[FlaggedPanel], today: datetime.date) -> list[FlaggedPanel]:
    """Of panels those to come that somebody has to act on, soonest first."""
    dated = [(one.panel.date, one) for one in panels if one.panel.date and one.flag.status in URGENT]
    soonest = sorted(dated, key=lambda pair: (pair[0], pair[1].panel.title))
    return [one for day, one in soonest if day >= today]


def waiting(key: str, user: Account, people: Population, today: datetime.date) -> Matter:
    """One of the matters that meetings wait for, by its key in an address."""
    if key not in AT_MEETINGS:
        words = {"found": key, "wanted": ", ".join(AT_MEETINGS)}
        raise QuestionRefused(_("“%(found)s” is unknown; choose one of %(wanted)s.") % words)
    return AT_MEETINGS[key](user, people, today)


def panel_in_short(one: FlaggedPanel) -> str:
    """What is wrong with a panel ahead, in one short sentence."""
    flag = one.flag
    men = bool(flag.others.confirmed.men)
    if flag.status == "mixed_only_because_of_us":
        return (
            _("Without our speaker, this panel is all men.")
            if men
            else _("Without our speaker, this panel is all women.")
        )
    men = bool(flag.counted.confirmed.men)
    return _("All of its speakers are men.") if men else _("All of its speakers are women.")


def panels_ahead(bad: Sequence[FlaggedPanel] | None) -> Matter | None:
    """Panels to come that are single-gender, or are not only because of our participant."""
    if bad is None:
        return None
    sentence = ngettext(
        "%(number)s upcoming panel has only men or only women, at least without our speaker",
        "%(number)s upcoming panels have only men or only women, at least without our speaker",
        len(bad),
    )
    cases = [Case(panel.panel.title, _panel_url(panel.panel), panel.sentence) for panel in bad[:SHOWN]]
    return Matter("panels", _counted(sentence, bad), len(bad), cases, reverse("panels"), urgent=True)


def open_questions(user: Account, people: Population, today: datetime.date) -> Matter:
    """Questions that imports left open; they are answered by whoever may decide at that meeting."""
    counted = open_questions_at(people)
    asked = [meeting for meeting in people.meetings if meeting.id in counted] if counted else []
    shown = [meeting.pk for meeting in asked[:SHOWN]]
    deciding = set(meetings_within(user, Right.DECIDE).filter(pk__in=shown).values_list("pk", flat=True))
    total = sum(counted[meeting.pk] for meeting in asked)
    sentence = ngettext("%(number)s open question about lists", "%(number)s open questions about lists", total)
    cases = [
        Case(
            meeting.title,
            reverse("meetings:questions", args=[meeting.slug]) if meeting.pk in deciding else _meeting_url(meeting),
            ngettext("%(number)s question", "%(number)s questions", counted[meeting.pk])
            % {"number": counted[meeting.pk]},
        )
        for meeting in asked[:SHOWN]
    ]
    url = _all("questions", people)
    return Matter("questions", sentence % {"number": total}, total, cases, url, meetings=asked)


def low_coverages(user: Account, people: Population, today: datetime.date) -> Matter:
    """Meetings whose figures rest on fewer than nine in ten of their people."""
    meeting_of = {meeting.slug: meeting for meeting in people.meetings}
    low = results(people.below_coverage(LOW_COVERAGE), dimension=DIMENSIONS["meeting"])
    sentence = ngettext("%(number)s meeting has low coverage", "%(number)s meetings have low coverage", len(low))
    cases = [
        Case(row.label, _meeting_url(meeting_of[row.key]), _("%(share)s recorded as women or men") % _known(row))
        for row in low[:SHOWN]
    ]
    meetings = [meeting_of[row.key] for row in low]
    return Matter("coverage", _counted(sentence, low), len(low), cases, _all("coverage", people), meetings=meetings)


def of_one_gender(people: Population) -> Matter:
    """Delegations of one gender at their last three meetings of a forum or more, by forum and never by name: of open
    lists, which show them anyway."""
    found = runs(people.of_open_lists(), at_least=RUN)
    by_forum = Counter(run.forum for run in found)
    names = {meeting.forum_id: meeting.forum_name for meeting in people.meetings if meeting.forum_id in by_forum}
    sentence = ngettext(
        "%(number)s delegation has had only one gender for three meetings or more",
        "%(number)s delegations have had only one gender for three meetings or more",
        len(found),
    )
    cases = [
        Case(
            names[code],
            f"{reverse('reports:forum', args=[code])}#runs-heading",
            ngettext("%(number)s delegation", "%(number)s delegations", number) % {"number": number},
        )
        for code, number in by_forum.most_common(SHOWN)
    ]
    short = ngettext(
        "%(number)s delegation of one gender, three times running",
        "%(number)s delegations of one gender, three times running",
        len(found),
    )
    return Matter("one_gender", _counted(sentence, found), len(found), cases, short=_counted(short, found))


def provisional_lists(user: Account, people: Population, today: datetime.date) -> Matter:
    """Meetings that are over and whose list is not the final one."""
    found = [m for m in meetings_with_a_list(people) if m.list_status == ListStatus.PROVISIONAL and m.end < today]
    sentence = ngettext("%(number)s list is provisional", "%(number)s lists are provisional", len(found))
    return _about_meetings("provisional", sentence, found, people)


def to_lock(user: Account, people: Population, today: datetime.date) -> Matter:
    """Meetings that are over, whose list is final, and that nobody has checked and locked."""
    over = [meeting for meeting in meetings_with_a_list(people) if meeting.end < today]
    found = [meeting for meeting in over if not meeting.locked_at and meeting.list_status != ListStatus.PROVISIONAL]
    sentence = ngettext(
        "%(number)s meeting to check",
        "%(number)s meetings to check",
        len(found),
    )
    return _about_meetings("lock", sentence, found, people, page="meetings:check" if may(user, Right.LOCK) else "")


AT_MEETINGS: Mapping[str, Callable[[Account, Population, datetime.date], Matter]] = {
    "questions": open_questions,
    "coverage": low_coverages,
    "provisional": provisional_lists,
    "lock": to_lock,
}
"""What meetings wait for, by the word that the list of meetings is asked with: ?waits=lock."""


def _about_meetings(key: str, sentence: str, found: list[Meeting], people: Population, page: str = "") -> Matter:
    cases = [Case(m.title, reverse(page, args=[m.slug]) if page else _meeting_url(m)) for m in found[:SHOWN]]
    return Matter(key, _counted(sentence, found), len(found), cases, _all(key, people), meetings=found)


def _all(key: str, people: Population) -> str:
    """The list of the meetings in the same scope at which it waits."""
    return f"{reverse('meetings')}?{people.scope.query(waits=key)}"


def _counted(sentence: str, found: Sequence[object]) -> str:
    return sentence % {"number": len(found)}


def _known(row: Result) -> dict[str, str]:
    numbers = {"known": row.counts.known, "total": row.counts.total}
    return {"share": percent_text(row.coverage, row.counts.total) or _("%(known)s of %(total)s") % numbers}


def _panel_url(panel: Panel) -> str:
    return reverse("panel", args=[panel.slug])


def _meeting_url(meeting: Meeting) -> str:
    return meeting.get_absolute_url()
