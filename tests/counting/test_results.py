"""Every result against the loops of the oracle, on random worlds, on both bases of gender."""

import contextlib
import datetime
import itertools
from fractions import Fraction
from urllib.parse import parse_qsl

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import translation

from meetings.models import Meeting, Participation
from meetings.vocabulary import HeadBasis
from reports.counting import blocks
from reports.counting.counts import count_by
from reports.counting.dimensions import DIMENSIONS, FILTERS, WHOLE, Level
from reports.counting.population import population_of
from reports.counting.scope import ALL, Scope, scope_from_query
from reports.measures.metrics import METRICS
from reports.measures.tally import Counts, total
from reports.measures.wording import Sentence, share_in_words
from reports.refusals import QuestionRefused
from reports.results import SHARE_OF_WOMEN, heads_by_basis, results, summary, whole
from reports.scope_results import crosstab
from reports.words import percent_text, points_text, said
from tests import oracle
from tests.worlds import builders, random_worlds

pytestmark = [pytest.mark.django_db, pytest.mark.database]
EVERYONE = [*random_worlds.STATE_CATEGORIES, "un_entity", "intergovernmental", "civil_society", "academia"]
SCOPES = [("states", None), ("all", EVERYONE), ("civil_society", ["civil_society"])]


@pytest.fixture(params=range(6))
def world(request: pytest.FixtureRequest) -> random_worlds.World:
    made = random_worlds.world(request.param)
    builders.fill(made)
    return made


def as_counts(rows: list[oracle.Person]) -> Counts:
    return Counts(**oracle.counts(rows))


@pytest.mark.parametrize("basis", ["listed", "recorded"])
@pytest.mark.parametrize(("category", "categories"), SCOPES)
def test_counts_and_their_groups(
    world: random_worlds.World, basis: str, category: str, categories: list[str] | None
) -> None:
    people = population_of(Scope(category=category, gender_basis=basis))
    rows = oracle.people(world, basis, categories)
    assert whole(people).counts == as_counts(rows)
    for key in ("meeting", "category", "regional_group", "role"):
        expected = {name: as_counts(group) for name, group in oracle.grouped(rows, key).items()}
        assert {cell.key: cell.counts for cell in count_by(people, DIMENSIONS[key])} == expected
    for dimension in DIMENSIONS.values():
        cells = count_by(people, dimension)
        assert total(cell.counts for cell in cells) == as_counts(rows), dimension.key
        assert len({cell.key for cell in cells}) == len(cells)


def test_a_scope_narrowed_to_a_group_counts_that_group_alone(world: random_worlds.World) -> None:
    """And keeps counting by everything else; a delegation and a meeting stay as large as they are."""
    rows = oracle.people(world)
    for key in FILTERS:
        for cell in count_by(population_of(Scope(gender_basis="listed")), DIMENSIONS[key]):
            narrowed = population_of(Scope(gender_basis="listed", only=((key, cell.key),)))
            assert whole(narrowed).counts == cell.counts, key
            assert [(c.key, c.counts) for c in count_by(narrowed, DIMENSIONS[key])] == [(cell.key, cell.counts)]
    women_of_kenya = [row for row in rows if row["country"] == "KEN" and row["role"] == "adviser"]
    two = population_of(Scope(gender_basis="listed", only=(("country", "KEN"), ("role", "adviser"))))
    assert whole(two).counts == as_counts(women_of_kenya)
    sizes = {key: len(group) for key, group in oracle.grouped(rows, "delegation").items()}
    in_pairs = [row for row in rows if sizes[row["delegation"]] in (2, 3) and row["role"] == "adviser"]
    pairs = population_of(Scope(gender_basis="listed", only=(("delegation_size", "2-3"), ("role", "adviser"))))
    assert whole(pairs).counts == as_counts(in_pairs)
    leading = [row for row in rows if row["head_basis"] == "stated" and sizes[row["delegation"]] >= 10]
    heads = population_of(Scope(gender_basis="listed")).heads(HeadBasis.STATED)
    found = {cell.key: cell.counts for cell in count_by(heads, DIMENSIONS["delegation_size"])}
    assert found.get("10+", Counts()) == as_counts(leading)


def test_a_group_that_does_not_exist_is_refused_and_a_scope_is_its_own_address() -> None:
    with pytest.raises(QuestionRefused, match="choose one of none"):
        population_of(Scope(only=(("regional_group", "northern"),)))
    with pytest.raises(QuestionRefused, match="nuclear"):
        scope_from_query({"area": "peace"})
    assert whole(population_of(Scope(only=(("country", "XXX"),)))).counts == Counts()
    query = "forum=cd&year=2019-2024&category=all&base=attended&delegation_size=2-3&area=nuclear&role=expert&by=year"
    scope = scope_from_query(dict(parse_qsl(query)))
    assert scope.query(by="year") == query
    assert Scope().query() == ""


@pytest.mark.parametrize("basis", ["listed", "recorded"])
def test_metrics(world: random_worlds.World, basis: str) -> None:
    people, rows = population_of(Scope(gender_basis=basis)), oracle.people(world, basis)
    expected = oracle.metrics(world, rows, oracle.statements(world, gender=basis), gender=basis)
    assert {key: whole(people, metric).value.value for key, metric in METRICS.items()} == expected
    share = whole(people)
    assert (share.value.low, share.value.high) == oracle.bounds(rows)


def test_metrics_within_groups(world: random_worlds.World) -> None:
    people, rows = population_of(Scope(category=ALL, gender_basis="listed")), oracle.people(world, "listed", EVERYONE)
    groups = oracle.grouped(rows, "regional_group")

    def answered(metric: str) -> dict[str, Fraction | None]:
        return {row.key: row.value.value for row in results(people, METRICS[metric], DIMENSIONS["regional_group"])}

    either = ("all_women", "all_men")
    assert answered("heads_of_delegation") == {
        key: oracle.share(oracle.heads(group, "stated", "only_member")) for key, group in groups.items()
    }
    assert answered("delegations_of_one_gender_min2") == {
        key: oracle.one_gender_share(group, either, 2) for key, group in groups.items()
    }
    assert answered("mean_share") == {key: oracle.mean(group, "meeting") for key, group in groups.items()}


CROSSED = [("year", "regional_group"), ("role", "meeting"), ("regional_group", "role"), ("category", "regional_group")]


@pytest.mark.parametrize(("across", "down"), CROSSED)
def test_a_crosstab_is_what_a_loop_over_single_people_counts(
    world: random_worlds.World, across: str, down: str
) -> None:
    table = crosstab(population_of(Scope(gender_basis="listed")), SHARE_OF_WOMEN, DIMENSIONS[down], DIMENSIONS[across])
    rows = oracle.people(world)
    for row in rows:
        row["year"] = str(row["year"])
    expected = {
        (key, other): as_counts(members)
        for key, group in oracle.grouped(rows, down).items()
        for other, members in oracle.grouped(group, across).items()
    }
    assert {pair: cell.counts for pair, cell in table.cells.items()} == expected
    assert {pair: cell.value.value for pair, cell in table.cells.items()} == {
        pair: Fraction(counts.women, counts.known) if counts.known else None for pair, counts in expected.items()
    }
    for totals, key in ((table.rows, down), (table.columns, across)):
        assert {one.key: one.counts for one in totals} == {
            group: as_counts(members) for group, members in oracle.grouped(rows, key).items()
        }
    assert table.whole.counts == as_counts(rows)
    assert [cell.across and (cell.key, cell.across.key) for cell in table.in_lines] == [
        (row.key, column.key) for row in table.rows for column in table.columns if (row.key, column.key) in expected
    ]


@pytest.mark.gate
def test_every_metric_in_a_crosstab_is_that_of_its_cell_alone(world: random_worlds.World) -> None:
    """One group of regional group and one year, asked for as a scope of their own."""
    people = population_of(Scope(gender_basis="listed"))
    years = {meeting.start.year for meeting in Meeting.objects.all()}
    for key, metric in METRICS.items():
        table = crosstab(people, metric, DIMENSIONS["regional_group"], DIMENSIONS["year"])
        for year, group in itertools.product(years, [row.key for row in table.rows]):
            scope = Scope(gender_basis="listed", years=(year, year), only=(("regional_group", group),))
            alone, cell = whole(population_of(scope), metric), table.cells.get((group, str(year)))
            if cell is None:
                assert not alone.counts.total, key
            else:
                assert (cell.value, cell.counts) == (alone.value, alone.counts), (key, year, group)


def test_a_crosstab_is_by_two_dimensions() -> None:
    with pytest.raises(QuestionRefused, match="Rows and columns are both “Year”"):
        crosstab(population_of(Scope()), SHARE_OF_WOMEN, DIMENSIONS["year"], DIMENSIONS["year"])


def test_heads_are_counted_by_the_basis_on_which_we_know_them(world: random_worlds.World) -> None:
    rows = oracle.people(world, "listed")
    assert heads_by_basis(population_of(Scope(gender_basis="listed"))) == {
        basis: as_counts(heads)
        for basis in ("stated", "only_member", "first_listed")
        if (heads := oracle.heads(rows, basis))
    }


def test_summary_over_meetings_and_over_the_delegations_of_one(world: random_worlds.World) -> None:
    rows = oracle.people(world, "listed")

    def exact(answer: dict[str, object]) -> dict[str, object]:
        return {key: float(value) if isinstance(value, Fraction) else value for key, value in answer.items()}

    every = summary(population_of(Scope(gender_basis="listed")))
    assert every == exact(oracle.summary(rows, "meeting")) | {"meetings": len(oracle.grouped(rows, "meeting"))}
    slug = world.meetings[0]["slug"]
    one = summary(population_of(Scope(meeting=slug, gender_basis="listed")))
    ours = [row for row in rows if row["meeting"] == slug]
    assert one == exact(oracle.summary(ours, "delegation")) | {"meetings": len(oracle.grouped(ours, "meeting"))}


def test_delegations_are_not_divided_by_what_divides_their_people(world: random_worlds.World) -> None:
    assert DIMENSIONS["role"].level is Level.PARTICIPATION
    with pytest.raises(QuestionRefused, match="role"):
        results(population_of(Scope()), METRICS["delegations_of_one_gender"], DIMENSIONS["role"])


@pytest.mark.parametrize("metric", [key for key, one in METRICS.items() if {"delegations", "groups"} & set(one.given)])
def test_what_is_left_of_a_delegation_is_no_delegation(metric: str) -> None:
    """Three delegations of a woman and two men each: that their advisers are women alone says nothing of them."""
    meeting = builders.make_meeting()
    for code in ("ZZA", "ZZB", "ZZC"):
        delegation = builders.make_delegation(meeting, code)
        builders.make_participation(delegation, gender="woman", role="adviser")
        builders.make_people(delegation, men=2)
    advisers = population_of(Scope(only=(("role", "adviser"),)))
    assert (advisers.divided, population_of(Scope(only=(("delegation_size", "2-3"),))).divided) == (True, False)
    for dimension in (WHOLE, DIMENSIONS["country"]):
        with pytest.raises(QuestionRefused, match="role"):
            results(advisers, METRICS[metric], dimension)
    with pytest.raises(QuestionRefused, match="role"):
        summary(advisers)


def test_each_meeting_is_counted_on_its_own_basis() -> None:
    for slug, access in [("open-one", "open"), ("closed-one", "closed")]:
        delegation = builders.make_delegation(builders.make_meeting(slug, list_access=access), "KEN")
        builders.make_participation(delegation, gender="man", recorded="woman")
    counted = {cell.key: cell.counts for cell in count_by(population_of(Scope()), DIMENSIONS["meeting"])}
    assert counted == {"open-one": Counts(men=1), "closed-one": Counts(women=1)}


def test_groups_are_those_of_the_first_day_of_the_meeting() -> None:
    day = datetime.date(2000, 5, 1)
    state = builders.make_country("ZZA")
    builders.make_member(state, "regional_group", "none", end=day - datetime.timedelta(days=1))
    builders.make_member(state, "regional_group", "western_european_other", start=day)
    for slug, start in [("before", day - datetime.timedelta(days=1)), ("after", day)]:
        delegation = builders.make_delegation(builders.make_meeting(slug, start=start), "ZZA")
        builders.make_people(delegation, women=1 if slug == "before" else 2)
    groups = {cell.key: cell.counts.women for cell in count_by(population_of(Scope()), DIMENSIONS["regional_group"])}
    assert groups == {"none": 1, "western_european_other": 2}


def test_sizes_unlisted_groups_and_who_is_never_counted() -> None:
    meeting = builders.make_meeting()
    for code, size in [("ZZA", 1), ("ZZB", 3), ("ZZC", 4), ("ZZD", 10)]:
        builders.make_people(builders.make_delegation(meeting, code), men=size)
    builders.make_people(builders.make_delegation(meeting, "Interpreters", "service"), women=50)
    builders.make_delegation(meeting, "ZZE")
    people = population_of(Scope(category=ALL))
    sizes = {cell.key: cell.counts.total for cell in count_by(people, DIMENSIONS["delegation_size"])}
    assert sizes == {"1": 1, "2-3": 3, "4-9": 4, "10+": 10}
    assert [(cell.key, cell.label) for cell in count_by(people, DIMENSIONS["income_group"])] == [
        ("none", "not in the World Bank’s classification")
    ]
    assert summary(people)["delegations"] == 4


def test_attended_is_another_base_than_registered() -> None:
    delegation = builders.make_delegation(builders.make_meeting(), "ZZA")
    builders.make_participation(delegation, gender="woman", attended="yes")
    builders.make_participation(delegation, gender="man", attended="no")
    builders.make_participation(delegation, gender="man", attended="unknown")
    assert whole(population_of(Scope(attended=True))).counts == Counts(women=1)
    assert whole(population_of(Scope())).counts == Counts(women=1, men=2)


def test_meetings_of_low_coverage(world: random_worlds.World) -> None:
    people, rows = population_of(Scope(gender_basis="listed")), oracle.grouped(oracle.people(world), "meeting")
    for least in (Fraction(9, 10), Fraction(7, 10), Fraction(1)):
        low = {cell.key for cell in count_by(people.below_coverage(least), DIMENSIONS["meeting"])}
        assert low == {slug for slug, ours in rows.items() if (oracle.coverage(ours) or 0) < least}


def test_nobody_is_no_value_and_never_zero() -> None:
    builders.make_meeting()
    row = whole(population_of(Scope()))
    assert (row.counts, row.value.value, row.coverage, row.text) == (
        Counts(),
        None,
        None,
        "no value: no gender is known",
    )
    assert results(population_of(Scope()), dimension=DIMENSIONS["role"]) == []
    assert count_by(population_of(Scope()), WHOLE) == []


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_is_never_counted_again() -> None:
    blocks.forget()
    meeting = builders.make_meeting()
    delegation = builders.make_delegation(meeting, "ZZA")
    for committed in (False, True):
        with contextlib.suppress(ZeroDivisionError), transaction.atomic():
            builders.make_people(delegation, women=1 if committed else 2)
            Meeting.objects.update(revision=F("revision") + 1)
            assert whole(population_of(Scope())).counts == Counts(women=1 if committed else 2)
            if not committed:
                raise ZeroDivisionError
    assert whole(population_of(Scope())).counts == Counts(women=1)
    blocks.forget()


@pytest.mark.django_db(transaction=True)
def test_a_block_is_read_again_only_when_its_meeting_moved(django_assert_num_queries: object) -> None:
    blocks.forget()
    first, second = builders.make_meeting("first"), builders.make_meeting("second")
    for meeting in (first, second):
        builders.make_people(builders.make_delegation(meeting, "ZZA"), women=2, men=1)
    assert whole(population_of(Scope())).counts == Counts(women=4, men=2)
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert whole(population_of(Scope())).counts == Counts(women=4, men=2)
    Participation.objects.filter(meeting=first, listed_gender="man").delete()
    Meeting.objects.filter(pk=first.pk).update(revision=1)
    with django_assert_num_queries(7):  # type: ignore[operator]
        assert whole(population_of(Scope())).counts == Counts(women=4, men=1)
    blocks.forget()


def test_a_number_stays_beside_its_per_cent_and_a_sign_before_its_number() -> None:
    """At 320 pixels a headline would break within 40.8 %; in Arabic −8 would be drawn as 8−."""
    assert percent_text(Fraction(2, 5), 20) == "40\u00a0%"
    assert said(share_in_words(8, 20)) == "40\u00a0% (8 of 20)"
    assert points_text(Fraction(-1, 12), 20) == "−8 points"
    with translation.override("ar"):
        assert points_text(Fraction(-1, 12), 20) == "\u200e−8 points"
        assert said(Sentence("+{points} points, 2019–2024", {"points": 3})) == "\u200e+3 points, 2019–2024"
