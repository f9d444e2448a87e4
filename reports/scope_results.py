"""Results of a scope beside its figures: crosstabs, whom it counts where, groups by name, offices, exact rows.

With ``results``, ``series`` and ``practice_results`` the waist: what is counted is seen above through these alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from meetings.models import Meeting, OfficeHolder
from meetings.vocabulary import GenderBasis
from reports.counting import blocks, counts, offices, statements
from reports.counting.crossing import crossed, pair
from reports.counting.dimensions import DIMENSIONS, WHOLE, Dimension
from reports.counting.groups import memberships_of, periods_of
from reports.counting.labels import alphabetical, key_of
from reports.counting.narrowing import during
from reports.counting.population import Population
from reports.counting.undecided import Undecided, undecided_in, waits_of
from reports.counting.unrecorded import Unrecorded, unrecorded_in
from reports.measures.full_years import MeetingYear, full_year
from reports.measures.metrics import Metric
from reports.measures.tally import Counts, Weighed
from reports.results import Group, Result, results


@dataclass(frozen=True, slots=True)
class Crosstab:
    """One metric by two dimensions. ``rows`` and ``columns`` are the groups of either with their results over all of
    the other, ``cells`` by the keys of both where somebody is counted; all are of the same people."""

    rows: list[Result]
    columns: list[Result]
    whole: Result
    cells: Mapping[tuple[str, str], Result]

    def row(self, key: str) -> list[Result | None]:
        """The cells of a row, one for each column; none where nobody is counted."""
        return [self.cells.get((key, column.key)) for column in self.columns]

    @property
    def in_lines(self) -> list[Result]:
        """All cells, row after row."""
        return [cell for row in self.rows for cell in self.row(row.key) if cell]


def crosstab(people: Population, metric: Metric, rows: Dimension, columns: Dimension) -> Crosstab:
    """A metric by two dimensions at once. Where a cell would tell of some delegations of a closed list, the whole table
    counts without closed lists. Raises Refused for one dimension twice, and as ``results`` does."""
    both = crossed(rows, columns)
    people = people.answering(both, metric)
    cells = {}
    for cell in results(people, metric, both):
        (row, column), (label, across) = pair(cell.key), pair(cell.label)
        of_column = Group(columns.key, column, across)
        cells[row, column] = replace(cell, dimension=rows.key, key=row, label=label, across=of_column)
    of_rows, of_columns, (every,) = (results(people, metric, one) for one in (rows, columns, WHOLE))
    return Crosstab(of_rows, of_columns, every, cells)


def meetings_with_people(people: Population) -> list[Meeting]:
    """The meetings that somebody of the scope came to, by date."""
    return [meeting for meeting, there in zip(people.meetings, counts.present(people), strict=True) if there]


def forums_with_people(people: Population) -> dict[str, str]:
    """Names of the forums of these meetings by code, each read once, however often it met."""
    last = {meeting.forum_id: meeting for meeting in meetings_with_people(people)}
    return {code: meeting.forum_name for code, meeting in last.items()}


def settled(people: Population, running: int) -> Population:
    """Those of the years that a trend or a pace may count: up to the one that leads (``full_years``), or to the last
    one asked for that is over. A running year that is not full is in neither."""
    meetings = meetings_with_people(people)
    found = [MeetingYear(one.forum_id, one.start.year, bool(one.locked_at)) for one in meetings]
    asked = people.scope.years
    until = max(full_year(found, running), asked[1] if asked and asked[1] < running else 0)
    held = [one.year for one in found]
    return during(people, (min(held), until)) if held and until < max(held) else people


def meetings_with_a_list(people: Population) -> list[Meeting]:
    """Of the meetings those with a list or head-counts, whoever in them is counted."""
    return [meeting for meeting, has in zip(people.meetings, counts.has_a_list(people), strict=True) if has]


def meetings_with_statements(people: Population) -> list[Meeting]:
    """Of the meetings those at which somebody of the scope delivered a statement."""
    spoken = {one.cell.key for one in statements.heard_by(people, "statements", DIMENSIONS["meeting"])}
    return [meeting for meeting in people.meetings if meeting.slug in spoken]


def states_with_people(people: Population) -> set[str]:
    """Codes of the States that have somebody in the scope."""
    return counts.states_present(people)


def group_keys(people: Population, dimension: Dimension) -> list[str]:
    """Every group that people are sorted into, in order, whether or not it has any."""
    return dimension.group_delegations(people).keys


def group_label(people: Population, dimension: Dimension, key: str) -> str:
    """A group by name, also one that nobody of the scope is in."""
    found, vocabulary = dimension.group_delegations(people), dimension.vocabulary
    labels = dict(zip(found.keys, found.labels, strict=True))
    if dimension.of_single_states:
        labels |= people.reference.names
    return labels.get(key) or (str(vocabulary(key).label) if vocabulary else key)


def delegation_key(country: str, entity_key: str) -> str:
    """The key of a delegation's group, by its State, else by its organization."""
    return country or key_of(entity_key)


@dataclass(frozen=True, slots=True)
class OnFile:
    """What is on file of a grouping for the first days of some meetings. ``noted``: States of the scope with what is
    noted about where they are counted at the last of ``meetings``, alphabetical."""

    meetings: list[Meeting]
    missing: list[Meeting]
    noted: list[tuple[str, str]]


def groups_on_file(people: Population, dimension: Dimension) -> OnFile:
    """For a dimension that groups States."""
    if dimension.grouping is None:
        raise ValueError(f"{dimension.key} groups no States")
    memberships = memberships_of(people, dimension.grouping)
    periods, period_of = periods_of(people, dimension.grouping)
    members = [memberships.members_at(period) for period in periods]
    placed = [(meeting, members[period]) for meeting, period in zip(people.meetings, period_of.tolist(), strict=True)]
    filed = [(meeting, found) for meeting, found in placed if found]
    present, names = counts.states_present(people), people.reference.names
    last = filed[-1][1] if filed else []
    notes = {member.country: member.note for member in last if member.note and member.country in present}
    return OnFile(
        [meeting for meeting, _members in filed],
        [meeting for meeting, found in placed if not found],
        sorted(((names[code], note) for code, note in notes.items()), key=lambda pair: alphabetical(pair[0])),
    )


def offices_in(people: Population) -> list[tuple[OfficeHolder, int | None]]:
    """The offices that may be shown one by one, in the order of their first days, each with all its days."""
    return [(one, offices.days_of(one)) for one in offices.holders_in(people.without_closed_lists())]


def speaking_time(people: Population, dimension: Dimension, *, presiding: bool = True) -> dict[str, Weighed]:
    """Time spoken of each group in which something was said, in hundredths of a minute; ``presiding``: with what
    presiding officers said as such. Raises Refused."""
    given = "minutes" if presiding else "minutes_not_presiding"
    return {one.cell.key: one.inputs[given] for one in statements.heard_by(people, given, dimension)}


def days_in_office(people: Population, dimension: Dimension) -> dict[str, Weighed]:
    """Days in office of each group that has office-holders. Raises Refused."""
    return {one.cell.key: one.inputs["days"] for one in offices.holders_by(people, dimension)}


def topics_raised(people: Population) -> Counter[str]:
    """Statements of the scope by what they raise about gender, *not coded* among them."""
    return statements.topics_of(people)


def undecided(people: Population) -> Undecided:
    """People whom something undecided touches, at the meetings of the scope."""
    return undecided_in(people)


def unrecorded(people: Population) -> list[Unrecorded]:
    """Delegations of the scope with somebody of whom nothing is recorded."""
    return unrecorded_in(people)


def open_questions_at(people: Population) -> dict[int, int]:
    """Questions that nobody has answered, by the id of their meeting."""
    return {meeting: waits.questions for meeting, waits in waits_of(people).items() if waits.questions}


def counts_at_meetings(people: Population, dimension: Dimension) -> dict[tuple[int, str], Counts]:
    """Counts of each group at each meeting (by id) that has somebody in it."""
    return {(meeting.pk, cell.key): cell.counts for meeting, cell in counts.count_by_meeting(people, dimension)}


@dataclass(frozen=True, slots=True)
class DelegationAtMeeting:
    """One delegation as it is counted. ``country`` is empty for an organization; ``known_on``: of its women and men,
    those whose listed gender rests on each of the bases asked for."""

    meeting: Meeting
    country: str
    key: str
    label: str
    category: str
    group: str
    counts: Counts
    known_on: tuple[int, ...]


def delegations_at_meetings(
    people: Population, dimension: Dimension, bases: Sequence[GenderBasis] = ()
) -> Iterator[DelegationAtMeeting]:
    """Every delegation at every meeting, meeting by meeting and alphabetically, with its group of a dimension; those
    without anybody too."""
    import numpy as np

    arrays, categories = people.arrays, list(blocks.CATEGORIES)
    names, groups = DIMENSIONS["delegation"].group_delegations(people), dimension.group_delegations(people)
    known = [people.listed_on(basis).composition[:, :2].sum(axis=1) for basis in bases]
    order = np.lexsort((names.codes, arrays.meeting_of))
    columns = (arrays.meeting_of, arrays.entity, arrays.category, names.codes, groups.codes, people.composition, *known)
    lines = zip(*(column[order].tolist() for column in columns), strict=True)
    for at, entity, category, name, group, composition, *known_on in lines:
        yield DelegationAtMeeting(
            people.meetings[at],
            blocks.entities_seen[entity].country,
            names.keys[name],
            names.labels[name],
            categories[category],
            groups.keys[group],
            Counts(*composition),
            tuple(known_on),
        )
