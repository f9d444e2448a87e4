"""Results in time: by year, from session to session, and runs of delegations of one gender.

Each takes one ``Population`` and gives ``Result`` rows and sentences; the arithmetic stands in ``measures/``, there
``trends.py``, ``projection.py`` and ``changes.py``. A meeting without anybody counted is no session: it has no figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from meetings.models import Meeting
from reports.counting import attributes, groups
from reports.counting.arrays import Arrays
from reports.counting.dimensions import DIMENSIONS
from reports.counting.labels import alphabetical
from reports.counting.narrowing import during
from reports.counting.population import Population
from reports.measures import trends
from reports.measures.changes import EARLIER, Change, between_years, change
from reports.measures.metrics import METRICS, Metric
from reports.measures.projection import HALF, Pace, Point, Projection, no_projection, projection, required_pace
from reports.measures.tally import Counts
from reports.measures.trends import ALL_MEN, ALL_WOMEN
from reports.results import SHARE_OF_WOMEN, Result, results
from reports.words import moved_in_words, said

if TYPE_CHECKING:
    import numpy as np

HEADS = METRICS["heads_of_delegation"]
YEAR, FORUM, MEETING = DIMENSIONS["year"], DIMENSIONS["forum"], DIMENSIONS["meeting"]
LOOKED_AT = EARLIER + 1
"""Earlier sessions a change is held against: five changes lie between them."""
MOST_YEARS = 10_000
ENOUGH = 4 * LOOKED_AT
"""Sessions to ask for before the first one wanted: one of which no gender is known has no share to compare with."""
KINDS = ("", ALL_WOMEN, ALL_MEN, trends.MIXED, trends.UNDETERMINED)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A forum that is not in the constant panel, and the years in which it did not meet."""

    code: str
    name: str
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class YearSeries:
    """One ``Result`` for each year that holds someone, oldest first; ``key`` is the year.

    ``forums``: code and name of those counted; ``left_out``: those that are not. With ``constant`` the same forums are
    counted in every year. ``people`` are those counted, to be asked further (by group, by year, …).
    """

    people: Population
    constant: bool
    points: list[Result]
    forums: list[tuple[str, str]]
    left_out: list[LeftOut]

    def trend(self, target: Fraction = HALF) -> Projection | None:
        """When the target would be reached at this pace; ``None`` says ``no_trend`` in words."""
        return projection(self._as_points(), target)

    def no_trend(self) -> str:
        return said(no_projection(self._as_points()))

    def pace(self, by_year: int, target: Fraction = HALF) -> Pace | None:
        """What a dated goal asks each year beside the actual pace; ``None`` without a projection."""
        found = self.trend(target)
        return required_pace(found, by_year) if found else None

    def _as_points(self) -> list[Point]:
        return [Point(int(result.key), result.counts) for result in self.points]


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting of a forum with its figures, and what changed since the one before (``None`` at the first)."""

    meeting: Meeting
    result: Result
    heads: Result | None
    previous: Meeting | None
    change: Change | None

    @property
    def text(self) -> str:
        return change_in_words(self.change) if self.change else ""


@dataclass(frozen=True, slots=True)
class ForumChange:
    """The last session of a forum beside the one before."""

    code: str
    name: str
    latest: Meeting
    previous: Meeting
    change: Change

    @property
    def text(self) -> str:
        return change_in_words(self.change)


@dataclass(frozen=True, slots=True)
class StateRun:
    """A State that came with women only, or with men only, to the last meetings of a forum that it came to with two
    people or more: ``length`` of them, ``meetings`` oldest first. ``undetermined_end``: it may be longer."""

    country: str
    name: str
    forum: str
    kind: str
    length: int
    meetings: tuple[Meeting, ...]
    undetermined_end: bool


def by_year(people: Population, *, constant: bool, metric: Metric = SHARE_OF_WOMEN) -> YearSeries:
    """The yearly pooled figures; with ``constant`` of the forums alone that met in every year of the scope.

    A forum met in a year when somebody known to be a woman or a man was counted at a meeting of it that began then.
    """
    names = _forum_names(people)
    years_of = _years_by_forum(people)
    every = sorted({year for years in years_of.values() for year in years})
    panel = trends.constant_panel(years_of, every[0], every[-1]) if every else []
    kept = panel if constant else list(years_of)
    left_out = [
        LeftOut(code, names[code], tuple(year for year in every if year not in years))
        for code, years in years_of.items()
        if code not in kept
    ]
    counted = people.where(FORUM, *kept) if constant else people
    points = sorted(results(counted, metric, YEAR), key=lambda result: result.key)
    return YearSeries(counted, constant, points, [(code, names[code]) for code in kept], left_out)


def since_year_before(people: Population, year: int) -> str:
    """What changed from the year before, of the forums alone that met in both; empty where none did."""
    both = by_year(during(people, (year - 1, year)), constant=True).points
    if [point.key for point in both] != [str(year - 1), str(year)]:
        return ""
    found = between_years(both[0].counts, both[1].counts)
    return change_in_words(found) if found else ""


def sessions(people: Population, forum: str) -> list[Session]:
    """The meetings of one forum, oldest first, each with its share, its heads and the change since the last."""
    of_forum = people.where(FORUM, forum)
    meetings = {meeting.slug: meeting for meeting in people.meetings}
    heads = {result.key: result for result in results(of_forum, HEADS, MEETING)}
    found: list[Session] = []
    earlier: list[Counts] = []
    for result in results(of_forum, dimension=MEETING):
        since = _since(earlier[-1], result.counts, earlier) if earlier else None
        previous = found[-1].meeting if found else None
        found.append(Session(meetings[result.key], result, heads.get(result.key), previous, since))
        earlier.append(result.counts)
    return found


def changes_since_last(people: Population) -> list[ForumChange]:
    """What changed since the last session, of every forum that has two; alphabetical."""
    import numpy as np

    table = people.of_meetings
    bears_a_share = table[:, :2].sum(axis=1) > 0
    counted = np.flatnonzero(table.sum(axis=1))
    forum_of = attributes.forum_of(people.arrays)[counted]
    number = {forum: place for place, forum in enumerate(attributes.forums_of(people.arrays))}
    found = []
    for code, name in _forum_names(people).items():
        places = counted[forum_of == number[code]].tolist()
        if len(places) > 1:
            *_others, before, latest = places
            earlier = [place for place in places[:-1] if bears_a_share[place]][-LOOKED_AT:]
            was, became, *shown = [Counts(*line) for line in table[[before, latest, *earlier]].tolist()]
            since = _since(was, became, shown)
            found.append(ForumChange(code, name, people.meetings[latest], people.meetings[before], since))
    return found


def runs(people: Population, forum: str = "", at_least: int = 1) -> list[StateRun]:
    """Runs of delegations of one gender, up to the last meeting attended with two people or more, of every State and
    forum (or of one); measures.md, *Run length*. Alphabetical by State, then by forum; shorter ones are left out.

    Ask of people not narrowed to some of a delegation. Two delegations of one State at a meeting are taken together.
    """
    import numpy as np

    people = people.without_closed_lists()
    states, forums = _states(people.arrays), list(attributes.forums_of(people.arrays))
    pairs, meeting_of, kinds = _compositions(people)
    if forum:
        asked = pairs % max(len(forums), 1) == (forums.index(forum) if forum in forums else -1)
        pairs, meeting_of, kinds = pairs[asked], meeting_of[asked], kinds[asked]
    if not len(pairs):
        return []
    new_pair = np.r_[True, pairs[1:] != pairs[:-1]]
    starts = np.flatnonzero(new_pair)
    ends = np.r_[starts[1:], len(pairs)]
    # Within a pair the meetings come by date, so a run is what stands behind the last change of kind.
    new_kind = new_pair | np.r_[True, kinds[1:] != kinds[:-1]]
    begun = np.maximum.accumulate(np.where(new_kind, np.arange(len(pairs)), 0))[ends - 1]
    wanted = (kinds[begun] <= KINDS.index(ALL_MEN)) & (ends - begun >= at_least)
    names = people.reference.names
    found = []
    for start, first, end in zip(*(a[wanted].tolist() for a in (starts, begun, ends)), strict=True):
        meetings = tuple(people.meetings[place] for place in meeting_of[first:end].tolist())
        country, kind = states[pairs[first] // len(forums)], KINDS[kinds[first]]
        unsure = first > start and KINDS[kinds[first - 1]] == trends.UNDETERMINED
        at = meetings[-1].forum_id
        found.append(StateRun(country, names.get(country, country), at, kind, end - first, meetings, unsure))
    return sorted(found, key=lambda run: (alphabetical(run.name), run.forum))


def change_in_words(change: Change) -> str:
    """A change as one clause: up 3.9 points (77 women, 4 fewer; also fewer men); larger than 4 of the last 5
    changes."""
    judged = said(change.judged) if change.judged.text else ""
    if change.moved is None:
        return judged
    moved = moved_in_words(change.moved, change.women, change.after.women)
    return _("%(change)s; %(judged)s") % {"change": moved, "judged": judged} if judged else moved


def _since(before: Counts, latest: Counts, earlier: Sequence[Counts]) -> Change:
    """The change since the session before, ``earlier`` being that one and those before it."""
    shares = [Fraction(counts.women, counts.known) for counts in earlier if counts.known]
    return change(before, latest, shares[-LOOKED_AT:])


def _forum_names(people: Population) -> dict[str, str]:
    """Names of the forums of a scope by code, in alphabetical order."""
    coded = FORUM.group_delegations(people)
    return dict(zip(coded.keys, coded.labels, strict=True))


def _years_by_forum(people: Population) -> dict[str, set[int]]:
    """The years in which each forum has somebody known to be a woman or a man; forums in alphabetical order."""
    import numpy as np

    arrays, names = people.arrays, _forum_names(people)
    year = attributes.year_of(arrays)
    known = people.of_meetings[:, :2].sum(axis=1) > 0
    pairs = np.unique(attributes.forum_of(arrays)[known] * MOST_YEARS + year[known]).tolist()
    forums = list(attributes.forums_of(arrays))
    years_of: dict[str, set[int]] = {forum: set() for forum in names}
    for pair in pairs:
        years_of[forums[pair // MOST_YEARS]].add(pair % MOST_YEARS)
    return {forum: years for forum, years in years_of.items() if years}


def _states(arrays: Arrays) -> list[str]:
    """Codes of the States that sent a delegation, in order."""
    return sorted({entity.country for entity in attributes.entities_of(arrays)[0]} - {""})


def _compositions(people: Population) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each State at each meeting with two people or more: its pair (place in ``_states`` × ``forums_of``), the place of
    the meeting, and that of its kind in KINDS; ordered by pair and date."""
    import numpy as np

    of_states, at, place = people.arrays.remember("States at meetings", lambda: _states_at_meetings(people.arrays))
    table = groups.summed(people.composition[of_states], place, len(at))
    kept = table.sum(axis=1) > 1
    women, men, another, unknown = (column > 0 for column in table[kept].T)
    kinds = np.select([women & men, another | unknown, women], [3, 4, 1], 2)
    meetings = max(len(people.meetings), 1)
    return at[kept] // meetings, at[kept] % meetings, kinds


def _states_at_meetings(arrays: Arrays) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which delegations are States'; each pair of State and forum at each meeting in order, as one number; and the
    place of each of those delegations among them."""
    import numpy as np

    number = {state: place for place, state in enumerate(_states(arrays))}
    entities, entity_of = attributes.entities_of(arrays)
    state = np.array([number.get(entity.country, -1) for entity in entities], np.int64)[entity_of]
    pair = state * len(attributes.forums_of(arrays)) + attributes.forum_of(arrays)[arrays.meeting_of]
    of_states = state >= 0
    at, place = np.unique((pair * len(arrays.meetings) + arrays.meeting_of)[of_states], return_inverse=True)
    return of_states, at, place.reshape(-1)
