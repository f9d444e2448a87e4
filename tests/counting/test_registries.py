"""A new disaggregation is one entry in ``DIMENSIONS``, a new figure one in ``METRICS``: everything else follows."""

import datetime

import pytest

from meetings.models import Meeting
from reports.counting.dimensions import DIMENSIONS, Dimension, of_meetings
from reports.counting.groups import MeetingAttribute
from reports.measures import formulas
from reports.measures.metric import Base, Metric, Subject
from reports.measures.metrics import METRICS
from reports.measures.tally import Counts
from tests.counting.test_figures import answer
from tests.worlds import builders
from tests.worlds.builders import make_user, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def city_of(meeting: Meeting) -> tuple[str, str]:
    return meeting.city, meeting.city


@pytest.fixture
def city(monkeypatch: pytest.MonkeyPatch) -> Dimension:
    dimension = of_meetings("City", "city", MeetingAttribute("city", city_of))
    monkeypatch.setitem(DIMENSIONS, "city", dimension)
    return dimension


@pytest.fixture
def in_two_cities() -> None:
    sessions = ((2023, "Sampleton", 3, 5), (2024, "Otherville", 2, 2), (2025, "Sampleton", 4, 1))
    for year, place, women, men in sessions:
        meeting = builders.make_meeting(f"session-{year}", start=datetime.date(year, 3, 4), city=place)
        builders.make_people(builders.make_delegation(meeting, "KEN"), women=women, men=men)
        builders.make_statement(meeting, "KEN", "w")
        builders.make_holder(meeting, "w" if place == "Sampleton" else "m")


def women_and_men(*asked: str) -> dict[str, tuple[int, int]]:
    return {row["key"]: (row["women"], row["men"]) for row in answer("figures", "--by", "city", *asked)}


def test_one_entry_counts_people_statements_and_offices_by_a_new_dimension(
    city: Dimension, in_two_cities: None
) -> None:
    assert women_and_men() == {"Otherville": (2, 2), "Sampleton": (7, 6)}
    assert women_and_men("--metric", "share_of_statements") == {"Otherville": (1, 0), "Sampleton": (2, 0)}
    assert women_and_men("--metric", "office_holders") == {"Otherville": (0, 1), "Sampleton": (2, 0)}


def test_one_entry_shows_a_new_dimension_on_explore(city: Dimension, in_two_cities: None) -> None:
    page = signed_in(make_user("m", "reviewer")).get("/dashboard/explore/?by=city").content.decode()
    assert '<option value="city" selected>City</option>' in page
    assert page.index("Otherville") < page.index("Sampleton")
    assert "7 of 13" in page


def test_one_entry_counts_and_shows_a_new_metric(in_two_cities: None, monkeypatch: pytest.MonkeyPatch) -> None:
    men = Metric(
        "men_in_office",
        "Men among office-holders",
        "Men divided by women and men together, among office-holders.",
        "share",
        ("holders",),
        formulas.share_of_men,
        base=Base.OFFICES,
        subject=Subject.OFFICES,
        judged=True,
    )
    monkeypatch.setitem(METRICS, men.key, men)
    (row,) = answer("figures", "--metric", men.key)
    assert (row["value"], row["base"], row["band"]) == (1 / 3, 3, "balanced_40_60: as_even")
    page = signed_in(make_user("m", "manager")).get(f"/dashboard/explore/?metric={men.key}").content.decode()
    assert "Men among office-holders" in page
    assert "Offices held by women and men." in page
    assert "Women, offices counted" in page


def test_what_a_metric_is_about_says_what_its_row_counts() -> None:
    """The heads of a row are those its value is of, whichever bases it names."""
    by_basis = {"stated": Counts(1, 2), "only_member": Counts(2, 0), "first_listed": Counts(0, 4)}
    for metric in METRICS.values():
        if metric.heads:
            value = metric.of(heads=by_basis)
            assert value.base == sum(by_basis[basis].known for basis in metric.heads), metric.key
