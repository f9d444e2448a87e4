"""Attacks on what a release tells of speakers and office-holders, in one release and in the next.

Protected is whatever closed lists hold, a whole that is withheld, what somebody declared beyond the print, and what is
behind *not recorded*.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from django.db.models import Q

from meetings.models import Meeting, OfficeHolder, Statement
from meetings.vocabulary import LISTED_BASES, STATE_CATEGORIES, Gender, GenderBasis, GenderTopic
from reports.counting.dimensions import DIMENSIONS
from reports.counting.narrowing import at_meeting
from reports.counting.population import population_at, population_of
from reports.counting.scope import RECORDED, Scope
from reports.measures.metrics import METRICS
from reports.releases import proceedings_rows
from reports.releases.disclosure.policy import OFFICES, OPEN, PEOPLE
from reports.releases.proceedings_rows import OFFICE_HOLDERS, STATEMENTS, TOPICS
from reports.results import results
from reports.scope_results import meetings_with_statements
from tests.disclosure.attacks import EVERYONE, GENDERS, Knowledge, Terms
from tests.disclosure.locked_worlds import locked_world, tables_of_release
from tests.disclosure.release_rows import Rows, people_at
from tests.disclosure.test_sums import SEEDS

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PLACES = {STATEMENTS: ("meeting_id", "regional_group", OPEN), OFFICE_HOLDERS: ("year", "forum", OFFICES)}
"""By table: what its wholes are told apart by, its parts, and its profile."""


def read_table(table: str, rows: Rows) -> tuple[Knowledge, dict[str, dict[str, Any]]]:
    """What a reader knows: printed numbers, wholes that are too small, and that parts make up their whole."""
    place, part, policy = PLACES[table]
    known, sets, parts = Knowledge(), {}, {}
    for row in rows:
        name = f"{row[place]}/{row[part]}"
        sets[name] = row
        if row[part] != "all":
            parts.setdefault(str(row[place]), []).append(name)
        elif row["total"] is None:
            known.ranges.append((people_at([name], "total"), 0, policy.meeting_people - 1))
        known.ranges.append((people_at([name], "total"), 0, EVERYONE))
        for column in (*PEOPLE, "total"):
            if row[column] is not None:
                known.equations.append((people_at([name], column), Fraction(row[column])))
    for whole, names in parts.items():
        for gender in GENDERS:
            terms: Terms = {(name, gender): Fraction(1) for name in names} | {(f"{whole}/all", gender): Fraction(-1)}
            known.equations.append((terms, Fraction(0)))
    return known, sets


def given_away(table: str, rows: Rows) -> set[tuple[str, str]]:
    """Numbers that are withheld and follow all the same; another gender or not recorded alone, where somebody is."""
    known, sets = read_table(table, rows)
    found = {
        (name, column)
        for name, row in sets.items()
        for column in PEOPLE
        if row[column] is None and known.determined(people_at([name], column))
    }
    for name, row in sets.items():
        if row["not_recorded_as_woman_or_man"] != 0:
            found |= {(name, gender) for gender in GENDERS[2:] if known.determined({(name, gender): Fraction(1)})}
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_speakers_and_office_holders_give_nothing_away(seed: int) -> None:
    locked_world(seed)
    tables = tables_of_release()
    closed = set(Meeting.objects.exclude(list_access="open").values_list("slug", flat=True))
    for table in PLACES:
        assert tables[table]
        assert given_away(table, tables[table]) == set()
    for table in (STATEMENTS, TOPICS):
        assert not {row["meeting_id"] for row in tables[table]} & closed
    assert told_in_spite(tables, tables[TOPICS]) == set()


def told_in_spite(tables: dict[str, Rows], topics: Rows) -> set[str]:
    """Meetings of which the topics tell how many statements there were, though the number itself is withheld."""
    hidden = {
        row["meeting_id"] for row in tables[STATEMENTS] if row["regional_group"] == "all" and row["total"] is None
    }
    return hidden & {row["meeting_id"] for row in topics}


def test_control_topics_of_every_meeting_tell_numbers_that_are_withheld() -> None:
    """With the topics of whoever spoke, as they once were."""
    locked_world(5)
    tables, topics = tables_of_release(), []
    counted = population_of(Scope())
    for meeting in meetings_with_statements(counted):
        topics.append(proceedings_rows._topics(meeting, at_meeting(counted, meeting.slug)))
    assert told_in_spite(tables, topics)


def test_control_parts_beside_a_withheld_whole_give_it_away() -> None:
    locked_world(0)
    rows = tables_of_release()[STATEMENTS]
    wholes = [row for row in rows if row["regional_group"] == "all" and row["total"] is not None]
    hidden = [{**row, **dict.fromkeys((*PEOPLE, "total"))} if row in wholes else row for row in rows]
    assert {(f"{row['meeting_id']}/all", "women") for row in wholes} <= given_away(STATEMENTS, hidden)


def test_control_a_column_of_known_gives_the_split_away() -> None:
    locked_world(0)
    rows = tables_of_release()[STATEMENTS]
    known, sets = read_table(STATEMENTS, rows)
    rests = [name for name, row in sets.items() if row["not_recorded_as_woman_or_man"]]
    assert rests
    for name in rests:
        known.equations.append((people_at([name], "known"), Fraction(sets[name]["women_and_men"])))
    assert all(known.determined({(name, "another"): Fraction(1)}) for name in rests)


def told() -> dict[str, Rows]:
    tables = tables_of_release()
    return {table: tables[table] for table in (STATEMENTS, TOPICS, OFFICE_HOLDERS)}


@pytest.mark.parametrize("seed", SEEDS)
def test_no_row_depends_on_who_is_protected(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever closed lists hold, whatever speakers and officers declared, and whichever of the two *not recorded* is:
    the next release says the same. Counted as recorded it does not."""
    locked_world(seed)
    before = told()
    with monkeypatch.context() as patched:
        patched.setattr(proceedings_rows, "LISTED", RECORDED)
        recorded = told()
    _change("speaker", Statement)
    _change("holder", OfficeHolder)
    closed = Statement.objects.filter(~Q(meeting__list_access="open"), ~Q(topic=GenderTopic.NOT_CODED))
    closed.update(topic=GenderTopic.BOTH)
    for meeting in Meeting.objects.all():
        Meeting.objects.filter(pk=meeting.pk).update(revision=meeting.revision + 1)
    assert told() == before
    monkeypatch.setattr(proceedings_rows, "LISTED", RECORDED)
    assert told() != recorded


def _change(whose: str, model: type[Statement] | type[OfficeHolder]) -> None:
    """Other genders for all of closed lists and for who declared one; who is printed as another is not recorded."""
    gender, basis = f"{whose}_gender", f"{whose}_basis"
    closed = Q(meeting__isnull=False) & ~Q(meeting__list_access="open")
    declared = Q(**{basis: GenderBasis.SELF_DECLARED})
    model.objects.filter(closed, ~declared).update(**{gender: Gender.WOMAN, basis: GenderBasis.PRINTED})
    model.objects.filter(declared).update(**{gender: Gender.WOMAN})
    printed = model.objects.filter(**{gender: Gender.ANOTHER, f"{basis}__in": LISTED_BASES})
    printed.update(**{gender: Gender.UNKNOWN, basis: GenderBasis.NONE})


ALL_WITHHELD = {5}  # worlds so small that no total of statements is published


@pytest.mark.parametrize("seed", SEEDS)
def test_rows_are_what_the_pages_count_and_what_the_records_say(seed: int) -> None:
    locked_world(seed)
    tables = told()
    wholes = [row for row in tables[STATEMENTS] if row["regional_group"] == "all" and row["total"] is not None]
    assert wholes or seed in ALL_WITHHELD
    for row in wholes:
        asked = population_of(Scope(meeting=row["meeting_id"]))
        live = {metric: results(asked, METRICS[metric])[0] for metric in ("share_of_statements", "speaking_time")}
        counts = live["share_of_statements"].counts
        assert (row["women"], row["men"], row["not_recorded_as_woman_or_man"]) == (
            counts.women,
            counts.men,
            counts.open,
        )
        assert (counts.women, counts.men) == _naive(row["meeting_id"])
        value = live["speaking_time"].value
        assert (row["statements_timed"] or 0) == value.base
        if row["share_speaking_time"] is not None:
            assert abs(Fraction(row["share_speaking_time"]) - value.value) <= Fraction(1, 200)
            minutes = row["minutes_women"], row["minutes_men"]
            assert Fraction(minutes[0]) / Fraction(sum(minutes)) == value.value
    for row in tables[TOPICS]:
        mine = Statement.objects.filter(
            meeting__slug=row["meeting_id"], kind="statement", category__in=STATE_CATEGORIES
        )
        topics = [one.topic for one in mine]
        assert row["statements"] == len(topics)
        assert row["coded"] == len(topics) - topics.count("not_coded")
        if row["coded"]:
            assert row["raises_both"] == topics.count("both")
    offices = {row["year"]: row for row in tables[OFFICE_HOLDERS] if row["forum"] == "all"}
    counted_at = [one for one in Meeting.objects.all() if one.slug in shown_open(tables_of_release())]
    counted = population_at(counted_at, Scope(gender_basis="listed"))
    live_years = {one.key: one.counts for one in results(counted, METRICS["office_holders"], DIMENSIONS["year"])}
    assert {str(year) for year in offices} == live_years.keys()
    for year, row in offices.items():
        counts = live_years[str(year)]
        if counts.total < OFFICES.meeting_people:
            assert row["total"] is None
        else:
            assert (row["women"], row["men"], row["total"]) == (counts.women, counts.men, counts.total)


def shown_open(tables: dict[str, Rows]) -> set[str]:
    rows = tables["participation_by_meeting"]
    return {row["meeting_id"] for row in rows if row["total"] is not None and "c" not in (row["flag"] or "")}


def _naive(slug: str) -> tuple[int, int]:
    """Women and men who delivered statements for States, by what is printed or cited."""
    said = Statement.objects.filter(meeting__slug=slug, kind="statement", category__in=STATE_CATEGORIES)
    printed = [one.speaker_gender for one in said if one.speaker_basis in LISTED_BASES]
    return printed.count("woman"), printed.count("man")
