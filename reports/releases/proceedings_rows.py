"""Rows about statements, what they raise, and office-holders: those of meetings with an open list, as listed.

Who spoke or presided is counted by what is printed or cited alone. Every cell is judged as a cell of an open list is;
what statements raise is told of the meetings alone whose number of statements is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from meetings.models import Meeting
from meetings.vocabulary import GenderTopic
from reports.counting.dimensions import DIMENSIONS, WHOLE
from reports.counting.narrowing import at_meeting, of_forum
from reports.counting.population import Population, population_at
from reports.counting.scope import LISTED, STATES, Scope
from reports.measures.metrics import METRICS
from reports.measures.tally import Counts, Weighed
from reports.releases.changes import with_flag
from reports.releases.disclosure.cells import Cell, Published, people
from reports.releases.disclosure.policy import OFFICES, OPEN, Policy, share_by_weight
from reports.releases.disclosure.publishable import publishable
from reports.releases.exact_rows import EVERY_GROUP, of_meeting
from reports.releases.published_rows import CONFIDENTIAL, UNRELIABLE, unreliable, with_shares
from reports.releases.yearly_rows import summed
from reports.results import results
from reports.scope_results import days_in_office, meetings_with_statements, speaking_time, topics_raised
from reports.words import said

STATEMENTS, TOPICS, OFFICE_HOLDERS = "statements_by_regional_group", "gender_in_statements", "office_holders"
GROUP, YEAR = DIMENSIONS["regional_group"], DIMENSIONS["year"]
HUNDREDTHS = 100
NOTHING = Weighed()
Row = dict[str, Any]


def proceedings_rows(meetings: Sequence[Meeting], by_meeting: Iterable[Mapping[str, Any]]) -> dict[str, list[Row]]:
    """Rows of the three tables; ``by_meeting`` are the published rows of the table by meeting."""
    counted = population_at(summed(meetings, by_meeting), Scope(category=STATES, gender_basis=LISTED))
    spoken = [(meeting, at_meeting(counted, meeting.slug)) for meeting in meetings_with_statements(counted)]
    statements = [row for meeting, there in spoken for row in _statements(meeting, there)]
    told = {
        row["meeting_id"] for row in statements if row["regional_group"] == EVERY_GROUP and row["total"] is not None
    }
    return {
        STATEMENTS: statements,
        TOPICS: [_topics(meeting, there) for meeting, there in spoken if meeting.slug in told],
        OFFICE_HOLDERS: list(_office_holders(counted)),
    }


def _statements(meeting: Meeting, there: Population) -> list[Row]:
    """Everybody's statements at one meeting, and those of each regional group."""
    metric = METRICS["share_of_statements"]
    (whole,) = results(there, metric)
    counts = {row.key: row.counts for row in results(there, metric, GROUP)} | {EVERY_GROUP: whole.counts}
    times = [
        speaking_time(there, GROUP, presiding=presiding)
        | {EVERY_GROUP: speaking_time(there, WHOLE, presiding=presiding).get("all", NOTHING)}
        for presiding in (True, False)
    ]
    rows = []
    for cell in _judged(STATEMENTS, meeting.slug, counts, OPEN):
        keys = {"category": STATES, "regional_group": cell.cell.key[-1]}
        time, without = (NOTHING if cell.withheld else found.get(cell.cell.key[-1], NOTHING) for found in times)
        rows.append(of_meeting(meeting) | keys | _numbers(cell, OPEN) | _time(time, without))
    return rows


def _time(time: Weighed, without: Weighed) -> Row:
    """Minutes with and without presiding officers, and the shares made of them; where no time is known, none."""
    shares = [share_by_weight(one.women, one.men, one.counted, OPEN) for one in (time, without)]
    return {
        "minutes_women": _minutes(time.women, time),
        "minutes_men": _minutes(time.men, time),
        "minutes_not_recorded": _minutes(time.other, time),
        "statements_timed": time.counted or None,
        "share_speaking_time": _number(shares[0]),
        "minutes_women_not_presiding": _minutes(without.women, without),
        "minutes_men_not_presiding": _minutes(without.men, without),
        "share_of_time_not_presiding": _number(shares[1]),
    }


def _minutes(hundredths: int, of: Weighed) -> float | None:
    return hundredths / HUNDREDTHS if of.counted else None


def _topics(meeting: Meeting, there: Population) -> Row:
    """Statements delivered at one meeting by what they raise about gender; where none was read for it, nothing."""
    raised = topics_raised(there)
    coded = raised.total() - raised[GenderTopic.NOT_CODED]
    named = {f"raises_{one}": raised[one] if coded else None for one in GenderTopic if one != GenderTopic.NOT_CODED}
    counted = {"category": STATES, "statements": raised.total(), "coded": coded, "flag": None}
    return of_meeting(meeting) | named | counted


def _office_holders(counted: Population) -> Iterable[Row]:
    """Each year in which an office was held: all forums together, and each of them."""
    forums = dict.fromkeys(meeting.forum_id for meeting in counted.meetings)
    asked = {EVERY_GROUP: counted} | {code: of_forum(counted, code) for code in sorted(map(str, forums))}
    holders = {code: _by_year(some) for code, some in asked.items()}
    days = {code: days_in_office(some, YEAR) for code, some in asked.items()}
    for year in sorted(filter(str.isdigit, holders[EVERY_GROUP])):
        in_year = {code: found[year] for code, found in holders.items() if year in found}
        for cell in _judged(OFFICE_HOLDERS, year, in_year, OFFICES):
            code = cell.cell.key[-1]
            of_year = NOTHING if cell.withheld else days[code].get(year, NOTHING)
            yield {"year": int(year), "forum": code} | _numbers(cell, OFFICES) | _days(of_year)


def _by_year(some: Population) -> dict[str, Counts]:
    return {row.key: row.counts for row in results(some, METRICS["office_holders"], YEAR)}


def _days(days: Weighed) -> Row:
    share = share_by_weight(days.women, days.men, days.counted, OFFICES)
    women, men = (days.women, days.men) if days.counted else (None, None)
    return {"days_women": women, "days_men": men, "share_days": _number(share)}


def _judged(table: str, place: str, counts: Mapping[str, Counts], policy: Policy) -> list[Published]:
    """A whole and its parts as they may leave, the whole first; of one that is withheld no part is named."""
    parts = [people(table, place, counts[key], (key,), series=table) for key in counts if key != EVERY_GROUP]
    whole: Cell = people(table, place, counts[EVERY_GROUP], (EVERY_GROUP,), series=table, variables=0)
    judged = publishable([whole, *parts], {place: policy}).cells
    return [cell for cell in judged if cell.cell.whole or not cell.withheld]


def _numbers(cell: Published, policy: Policy) -> Row:
    numbers = with_shares(cell.numbers, policy)
    flags = CONFIDENTIAL if cell.withheld else ""
    flags = with_flag(flags, UNRELIABLE) if unreliable(numbers) else flags
    return numbers | {"flag": flags or None, "note": said(cell.note) if cell.note else None}


def _number(share: Any) -> float | None:
    return None if share is None else float(share)
