"""Explore: precision and order of a view, and what its files say of themselves."""

from __future__ import annotations

import csv
import datetime
import io
import json
from typing import Any
from urllib.parse import parse_qsl

import lxml.html
import pytest
from django.core.management import call_command
from django.test import Client

from meetings.models import Meeting
from reports.counting.dimensions import DIMENSIONS
from reports.counting.population import population_of
from reports.counting.scope import Scope
from reports.dashboards.forms import OverviewForm
from reports.measures.metrics import METRICS
from reports.measures.tally import Counts
from reports.presentation import dates, sentences
from reports.presentation.charts import Share, shares_by_group, shares_in_time
from reports.refusals import QuestionRefused
from reports.results import whole
from tests.dashboards.page_numbers import text_of, value_cell
from tests.worlds import builders, random_worlds
from tests.worlds.builders import signed_in

pytestmark = pytest.mark.django_db
EXPLORE = "/dashboard/explore/"


@pytest.fixture
def reviewer() -> Client:
    return signed_in("reviewer")


def meeting_with(slug: str, women: int, men: int, unknown: int = 0, code: str = "ZZA", **fields: Any) -> Meeting:
    fields = {"list_access": "open"} | fields
    meeting = builders.make_meeting(slug, **fields)
    builders.make_people(builders.make_delegation(meeting, code), women=women, men=men, unknown=unknown)
    return meeting


def in_year(year: int, women: int = 6, men: int = 6, **fields: Any) -> Meeting:
    return meeting_with(f"session-{year}", women, men, start=datetime.date(year, 3, 4), **fields)


def cells(client: Client, **asked: str) -> dict[str, tuple[str, str]]:
    """Of each group in the order shown, its value and what stands below it."""
    rows = [row.record for row in client.get(EXPLORE, asked).context["table"].rows]
    return {row["key"]: (row["value"]["text"], row["value"]["base"]) for row in rows}


def lines(client: Client, **asked: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(f"{EXPLORE}download.csv", asked).content.decode())))


def table(*options: str) -> str:
    out = io.StringIO()
    call_command("figures", *options, stdout=out)
    return out.getvalue()


def test_a_group_of_which_too_little_is_known_has_no_place_in_an_order(reviewer: Client) -> None:
    meeting = meeting_with("spring", 10, 0, unknown=30, code="KEN")
    for code, women in (("ZZA", 12), ("ZZB", 15)):
        builders.make_people(builders.make_delegation(meeting, code), women=women, men=20)
    for sort in ("-value", "value"):
        assert list(cells(reviewer, by="country", sort=sort))[-1] == "KEN"
    of_coverage = cells(reviewer, by="country", metric="coverage", sort="value")
    assert next(iter(of_coverage)) == "KEN", "coverage itself is put in order"


def test_a_mean_is_as_exact_as_the_people_behind_it_and_says_of_how_many_meetings_it_is(reviewer: Client) -> None:
    """Shares 1/4, 1/2, 1/2 and 3/4 of 12 people each; another of half of 4 people."""
    for year, women in ((2020, 3), (2021, 6), (2022, 6), (2023, 9)):
        in_year(year, women, 12 - women)
    in_year(2024, 2, 2, forum=builders.make_forum("few"))
    found = cells(reviewer, by="forum", metric="mean_share")
    assert found == {
        "few": ("counts only", "1 meeting with a share"),
        "first-committee": ("50\u00a0%", "4 meetings with a share"),
    }
    page = reviewer.get(EXPLORE, {"by": "forum", "metric": "mean_share"})
    assert page.context["chart"] is None, "one dot is no comparison"
    forum = reviewer.get("/dashboard/forums/first-committee/")
    assert any((way.share, way.base) == ("50\u00a0%", "4 meetings with a share") for way in forum.context["ways"])
    of_one = cells(reviewer, meeting="session-2023", metric="mean_share")
    assert of_one == {"all": ("75\u00a0%", "1 delegation with a share")}
    printed = [line.split() for line in table("--by", "forum", "--metric", "mean_share").splitlines()]
    assert "counts only" in " ".join(printed[1])
    assert printed[2][-8:-6] == ["50", "%"], printed[2]


def test_the_leadership_gap_is_as_precise_here_as_on_the_page_of_the_meeting(reviewer: Client) -> None:
    """Two of 12 heads and 13 of 54 participants are women: 16.7 − 24.1 points, of which the heads bear no decimal."""
    meeting = builders.make_meeting("spring", list_access="open")
    for number in range(12):
        delegation = builders.make_delegation(meeting, f"ZZ{chr(65 + number)}")
        head = "woman" if number < 2 else "man"
        builders.make_participation(delegation, gender=head, role="head", head_basis="stated")
        builders.make_people(delegation, women=1 if number < 11 else 0, men=3 if number < 6 else 2)
    gap = whole(population_of(Scope()), METRICS["leadership_gap"])
    assert (gap.value.base, gap.counts.women, gap.counts.known) == (12, 13, 53)
    assert cells(reviewer, metric="leadership_gap") == {"all": ("−8 points", "")}
    assert "Leadership gap: −8 points (" in reviewer.get(meeting.get_absolute_url()).content.decode()
    apart = reviewer.get(EXPLORE, {"by": "forum", "b-category": "states"}).context["table"].rows[0].record
    assert apart["difference"] == "±0 points"


def test_bounds_are_shown_as_the_interval_they_are(reviewer: Client) -> None:
    in_year(2020, 5, 7, unknown=3)
    in_year(2021, 1, 1, unknown=20)
    assert cells(reviewer, by="year", metric="bounds") == {
        "2020": ("33–53\u00a0%", "5–8 of 15"),
        "2021": ("1–21 of 22", ""),
    }
    assert lines(reviewer, metric="bounds", year="2020")[0]["value_low"] == str(5 / 15)


def test_below_ten_known_no_range_is_in_per_cent() -> None:
    few = Counts(women=1, men=1, unknown=20)
    assert dates.range_text(few) == "1–21 of 22"
    meeting = meeting_with("spring", 3, 4, unknown=5)
    assert [
        note for note in sentences.notes(population_of(Scope(meeting=meeting.slug))) if note.startswith("If everyone")
    ] == [
        "If everyone not recorded as a woman or a man were a man, women would be 3 of 12; "
        "if everyone were a woman, 8 of 12."
    ]
    shares = table("--meeting", "spring").splitlines()[1]
    assert shares.count("counts only") == 3, "the share and both ends; only coverage is in per cent"


def test_people_needed_name_their_target_and_their_range(reviewer: Client) -> None:
    meeting = meeting_with("spring", 10, 10, unknown=4)
    response = reviewer.get(EXPLORE, {"metric": "people_needed_same_size"})
    assert response.context["metric"] == "Women needed at the same size (target: one half)"
    assert cells(reviewer, metric="people_needed_same_size") == {"all": ("0 (0–2)", "")}
    line = lines(reviewer, metric="people_needed_same_size")[0]
    assert [line[name] for name in ("value", "value_low", "value_high")] == ["0", "0", "2"]
    assert "one half" in line["figure"]
    assert "The target is one half" in line["definition"]
    notes = sentences.notes(population_of(Scope(meeting=meeting.slug)))
    assert "To reach 50 % for whoever turn out to be fewer: replace 0 (0–2), or add 0 (0–4)." in notes


def test_two_scopes_over_time_stand_in_the_order_of_time(reviewer: Client) -> None:
    years = [str(year) for year in range(2022, 2026)]
    for year in years:
        in_year(int(year))
    asked = {"by": "year", "year": "2024-2025", "b-year": "2022-2025"}
    assert list(cells(reviewer, **asked)) == years
    first, second = reviewer.get(EXPLORE, asked).context["chart"]["data"]
    assert (first["x"], second["x"]) == (years, years)
    assert (first["y"], second["y"]) == ([None, None, 50.0, 50.0], [50.0] * 4)


@pytest.mark.parametrize("by", [key for key in DIMENSIONS if key not in ("role", "rank")])
def test_two_scopes_stand_in_the_order_of_the_dimension(by: str) -> None:
    """The second scope alone has what the first lacks: together they are in the order in which all stand."""
    forums = [builders.make_forum(code, area=area) for code, area in (("b", "nuclear"), ("a", "small_arms"))]
    builders.make_country("ZZA", "Alpha", {"regional_group": "western_european_other"})
    builders.make_country("ZZB", "Beta", {"regional_group": "african"})
    for number, (year, code) in enumerate(((2020, "ZZA"), (2021, "ZZB"), (2022, "ZZA"), (2023, "ZZC"))):
        in_year(
            year,
            women=number + 1,
            men=12,
            code=code,
            forum=forums[number % 2],
            format=("virtual", "hybrid")[number % 2],
        )
    client, one_by_one = signed_in("reviewer"), ("2022-2023", "2020-2021")
    both = cells(client, **{"by": by, "year": one_by_one[0], "b-year": one_by_one[1]})
    assert list(both) == [key for key in cells(client, by=by) if key in both]


def test_a_meeting_is_as_large_as_all_who_came(reviewer: Client) -> None:
    meeting = meeting_with("spring", 60, 60)
    builders.make_people(builders.make_delegation(meeting, "Invented Institute", "civil_society"), women=9, men=6)
    meeting_with("autumn", 40, 40)
    small = builders.make_meeting("winter", list_access="open")
    builders.make_people(builders.make_delegation(small, "Interpreters", "service"), women=60)
    builders.make_people(builders.make_delegation(small, "ZZA"), women=60)
    assert list(cells(reviewer, by="meeting_size", category="civil_society")) == ["large"]
    assert whole(population_of(Scope(category="civil_society", only=(("meeting_size", "large"),)))).counts.total == 15
    assert {row["key"]: row["total"] for row in lines(reviewer, by="meeting_size")} == {"small": "140", "large": "120"}


def test_a_file_is_exactly_the_view_and_says_what_it_holds() -> None:
    from openpyxl import load_workbook

    manager = signed_in("manager")
    for number, code in enumerate(("ZZA", "ZZB", "ZZC")):
        in_year(2020 + number, women=12 + (number * 7) % 11, men=10, code=code)
    meeting_with("closed", 5, 5, list_access="closed")
    asked = {"by": "country", "sort": "-value", "year": "2020-2024"}
    found, shown = lines(manager, **asked), list(cells(manager, **asked))
    assert [line["key"] for line in found] == shown == ["ZZB", "ZZC", "ZZA"]
    assert {line["left_out"] for line in found} == {"Meetings with closed lists are not included."}
    assert {line["definition"][:13] for line in found} == {"Women divided"}
    assert {line["counted"] for line in found} == {"the participants in States’ delegations (Years: 2020–2024)"}
    book = load_workbook(io.BytesIO(manager.get(f"{EXPLORE}download.xlsx", asked).content))
    assert [row[2] for row in book["Data"].iter_rows(min_row=2, values_only=True)] == shown
    read_me = dict(book["Read me"].iter_rows(values_only=True))
    assert read_me["Counted"] == "the participants in States’ delegations (Years: 2020–2024)"


def test_the_caption_says_every_filter_in_words(reviewer: Client) -> None:
    builders.make_country("ZZA", groups={"regional_group": "african"})
    in_year(2025)
    page = reviewer.get(EXPLORE, {"by": "role", "regional_group": "african", "year": "2025", "b-year": "2024"})
    assert page.context["answer"].caption == (
        "The participants in States’ delegations (Regional group: African; Years: 2025), compared with the"
        " participants in States’ delegations (Years: 2024), by role"
    )
    counted = dict(page.context["about"])
    assert counted["Counted"].endswith("(Regional group: African; Years: 2025)")
    assert "regional_group=african" not in str(counted)


def test_two_meetings_of_one_title_are_two_points(reviewer: Client) -> None:
    for year in (2020, 2021):
        in_year(year, title="Invented session")
    drawn = reviewer.get(EXPLORE, {"by": "meeting"}).context["chart"]["data"][0]
    assert drawn["mode"] == "markers", "below a line such labels would be tilted, and leave it no height"
    assert drawn["y"] == ["Invented session (4–8 March 2020)", "Invented session (4–8 March 2021)"]


@pytest.mark.parametrize("form", ["", "download.csv", "download.xlsx"])
def test_of_delegations_nothing_is_said_where_some_of_their_people_are_counted(reviewer: Client, form: str) -> None:
    in_year(2020)
    asked = {"metric": "delegations_of_one_gender", "role": "adviser"}
    assert reviewer.get(f"{EXPLORE}{form}", asked).status_code == 400
    assert reviewer.get(f"{EXPLORE}{form}", {"metric": "mean_share", "by": "role"}).status_code == 400
    with pytest.raises(QuestionRefused, match="role"):
        whole(population_of(Scope(only=(("role", "adviser"),))), METRICS["delegations_of_one_gender"])


def test_office_holders_of_closed_lists_are_counted_only_for_who_reads_their_delegations() -> None:
    for access in ("open", "closed"):
        meeting = meeting_with(access, 6, 6, list_access=access)
        builders.make_holder(meeting, "w", country=builders.make_country("ZZA"))
    for group, apart in (("manager", 1), ("reviewer", 2)):
        client = signed_in(group)
        asked: list[dict[str, str]] = [{}, {"by": "country"}, {"country": "ZZA"}, {"country": "ZZA", "by": "year"}]
        found = [client.get(EXPLORE, one | {"metric": "office_holders"}).context["answer"].rows for one in asked]
        assert [rows[0].counts.total for rows in found] == [apart] * 4, group


@pytest.mark.parametrize(
    ("asked", "reason", "kept"),
    [
        ({"by": "rank", "metric": "delegations_of_one_gender"}, "rank", {"by": "rank"}),
        ({"by": "forum", "year": "twenty", "base": "registered"}, "“twenty” is not a year", {"year": "twenty"}),
        ({"b-year": "2020", "b-category": "<i>", "area": ""}, "“&lt;i&gt;” is unknown", {"b-year": "2020"}),
        ({"by": "shoe_size", "forum": "first-committee"}, "shoe_size", {"forum": "first-committee"}),
    ],
)
def test_what_cannot_be_answered_comes_back_as_it_was_asked_with_the_reason(
    reviewer: Client, asked: dict[str, str], reason: str, kept: dict[str, str]
) -> None:
    in_year(2020)
    response = reviewer.get(EXPLORE, asked)
    assert response.status_code == 400
    page = lxml.html.fromstring(response.content)
    (alert,) = page.xpath("//*[@role='alert']")
    assert reason in lxml.html.tostring(alert, encoding="unicode")
    assert page.xpath("//nav//a[@href='/dashboard/']"), "there is a way on"
    (form,) = [form for form in page.forms if "metric" in form.fields]
    assert {name: form.fields[name] for name in kept} == kept
    assert not page.xpath("//table")


def test_invented_figures_say_so_on_the_page_and_in_its_files(reviewer: Client) -> None:
    from openpyxl import load_workbook

    in_year(2020)
    notice = 'class="demo"'
    assert notice not in reviewer.get(EXPLORE, {"by": "year"}).content.decode()
    assert {line["demonstration"] for line in lines(reviewer, by="year")} == {""}
    in_year(2021, demonstration=True)
    assert notice in reviewer.get(EXPLORE, {"by": "year"}).content.decode()
    beside = {"year": "2020", "b-year": "2021"}
    assert {line["demonstration"] for line in lines(reviewer, **beside)} == {"Demonstration data, invented."}
    book = load_workbook(io.BytesIO(reviewer.get(f"{EXPLORE}download.xlsx", beside).content))
    assert ("Data", "Demonstration data, invented.") in list(book["Read me"].iter_rows(values_only=True))


def test_a_bar_draws_every_share_and_columns_say_what_they_count(reviewer: Client) -> None:
    in_year(2020)
    heads = {}
    for metric in ("share_of_women", "delegations_of_one_gender", "share_of_statements", "office_holders"):
        table = reviewer.get(EXPLORE, {"metric": metric}).context["table"]
        heads[metric] = [str(column.header) for column in table.columns][2:]
    bars = {metric: found.pop(0) for metric, found in heads.items()}
    assert set(bars.values()) == {"0–100 %"}
    assert heads.pop("share_of_women") == ["Women", "Men", "Not recorded as women or men", "All"]
    counted = {"delegations_of_one_gender": "people", "share_of_statements": "statements", "office_holders": "offices"}
    assert {metric: (found[0], found[-1]) for metric, found in heads.items()} == {
        metric: (f"Women, {what} counted", f"All, {what} counted") for metric, what in counted.items()
    }


def test_two_scopes_are_named_by_what_tells_them_apart(reviewer: Client) -> None:
    builders.make_country("ZZA", "Alpha")
    for year in (2020, 2021):
        in_year(year, code="ZZA")
    for asked, names in (
        ({"year": "2021", "b-year": "2020"}, ("2021", "2020")),
        ({"year": "2021", "country": "ZZA", "b-year": "2020", "b-country": "ZZA"}, ("2021", "2020")),
        ({"country": "ZZA", "b-category": "states"}, ("State: Alpha", "States’ delegations")),
        ({"b-category": "all", "b-base": "attended"}, ("States’ delegations; in the list", "Everyone; checked in")),
        ({"b-category": "states"}, ("First selection", "Second selection")),
    ):
        response = reviewer.get(EXPLORE, asked | {"by": "country"})
        assert response.context["answer"].names == names
        assert [str(response.context["table"].columns[name].header) for name in ("value", "second")] == list(names)
    builders.make_people(builders.make_delegation(Meeting.objects.get(slug="session-2020"), "ZZB"), women=6, men=6)
    legend = reviewer.get(EXPLORE, {"year": "2021", "b-year": "2020", "by": "country"}).context["chart"]["data"]
    assert [trace["name"] for trace in legend] == ["2021", "2020"]


def test_a_chart_of_groups_leaves_out_who_has_no_share_and_keeps_its_legend_at_its_foot() -> None:
    first = [Share("Alpha", 40.0), Share("Beta", None), Share("Gamma", None)]
    second = [Share("Alpha", None), Share("Beta", 50.0), Share("Gamma", None)]
    for mirrored, side in ((False, "left"), (True, "right")):
        drawn = shares_by_group(first, "2025", second=("2023", second), mirrored=mirrored)
        assert [(trace["y"], trace["x"]) for trace in drawn["data"]] == [
            (["Alpha", "Beta"], [40.0, None]),
            (["Alpha", "Beta"], [None, 50.0]),
        ]
        legend = drawn["layout"]["legend"]
        assert (legend["yref"], legend["y"], legend["xanchor"]) == ("container", 0, side)
    long = [Share("Conference, 2024 session", 40.0), Share("Conference, 2025 session", None)]
    years = [Share("2024", 40.0), Share("2025", None)]
    assert [shares_in_time(shares, "Women")["data"][0]["mode"] for shares in (long, years)] == [
        "markers",
        "lines+markers",
    ]
    assert shares_in_time(years, "Women")["data"][0]["y"] == [40.0, None], "a line breaks where there is no share"


def test_a_disaggregation_has_its_name_within_a_sentence(reviewer: Client) -> None:
    in_year(2020)
    for by, name in (("country", "State"), ("regional_group", "regional group"), ("sids", "small island developing S")):
        assert f", by {name}" in reviewer.get(EXPLORE, {"by": by}).context["answer"].caption


def test_the_list_of_meetings_says_its_share_first_and_the_overview_the_years_it_is_about(reviewer: Client) -> None:
    in_year(2020)
    page = lxml.html.fromstring(reviewer.get("/meetings/").content)
    assert [head.text_content().strip() for head in page.xpath("//thead//th")][:4] == [
        "Meeting", "Share of women", "50 %", "Dates",
    ]  # fmt: skip
    for year, shown in ((2031, (2031, 2031)), (2020, (2020, 2020)), ("2019-2020", (2019, 2020))):
        field = OverviewForm.over(Scope(years=shown), [2020, 2025])["year"]
        (chosen,) = lxml.html.fromstring(str(field)).xpath("//option[@selected]/@value")
        assert chosen == str(year)


def printed_crosstab(by: str, columns: str, metric: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    call_command("figures", "--by", by, "--by", columns, "--metric", metric, "--format", "json", stdout=out)
    return list(json.loads(out.getvalue()))


@pytest.mark.parametrize(
    ("by", "columns", "metric"),
    [
        ("regional_group", "year", "share_of_women"),
        ("role", "meeting", "share_of_women"),
        ("forum", "year", "heads_of_delegation"),
        ("year", "country", "delegations_of_one_gender"),
        ("year", "area", "office_holders"),
        ("forum", "regional_group", "share_of_statements"),
    ],
)
def test_a_crosstab_is_one_answer_on_the_page_in_its_files_and_in_figures(
    reviewer: Client, by: str, columns: str, metric: str
) -> None:
    """Each cell of the page, read out of its HTML, and each line of its files is what the command prints."""
    builders.fill(random_worlds.world(2))
    asked, expected = {"by": by, "columns": columns, "metric": metric}, printed_crosstab(by, columns, metric)
    page = reviewer.get(EXPLORE, asked)
    (shown,) = lxml.html.fromstring(page.content).xpath("//table[contains(@class, 'cross')]")
    heads = [text_of(head) for head in shown.xpath("thead/tr/th")][1:]
    found = {
        (text_of(row[0]), head): text_of(cell)
        for row in shown.xpath("tbody/tr")
        for head, cell in zip(heads, row[1:], strict=True)
        if text_of(cell) != "–" and head in {line["label_2"] for line in expected}
    }
    is_share = metric == "share_of_women"
    lines_of = {
        (line["label"], line["label_2"]): line
        | ({"value": line["share_women"], "base": line["known"]} if is_share else {})
        for line in expected
    }
    assert set(found) == {tuple(" ".join(label.split()) for label in pair) for pair in lines_of}
    for pair, line in lines_of.items():
        assert found[pair].replace(" low coverage", "") == value_cell(line, metric).replace(" %", ""), pair
    in_csv = lines(reviewer, **asked)
    assert [(one["key"], one["key_2"], one["women"], one["total"]) for one in in_csv] == [
        (one["key"], one["key_2"], str(one["women"]), str(one["total"])) for one in expected
    ]
    (one_table,) = page.context["crosstabs"]
    assert [row.label for row in one_table.page] == list(dict.fromkeys(line["label"] for line in expected))[:25]


def test_every_filter_is_taken_away_by_its_own_link(reviewer: Client) -> None:
    in_year(2020)
    asked = {"by": "role", "columns": "year", "year": "2020", "area": "nuclear", "b-year": "2019"}
    page = lxml.html.fromstring(reviewer.get(EXPLORE, asked).content)
    without = [dict(parse_qsl(link[1:])) for link in page.xpath("//form//a[contains(@class, 'chip')]/@href")]
    every = {**asked, "b-category": "states"}
    gone = [set(asked) - set(one) for one in without]
    assert [next(iter(one), "") for one in gone] == ["area", "year", "", "b-year", ""]
    assert [one.get("category") or one.get("b-category") for one in without][2::2] == ["all", "all"], every
    (alone,) = page.xpath("//form//a[text()='Stop comparing']/@href")
    assert {name for name in dict(parse_qsl(alone[1:])) if name.startswith("b-")} == set()
    (swapped,) = page.xpath("//a[contains(@class, 'swap')]/@href")
    assert dict(parse_qsl(swapped[1:]))["by"] == "year"


def test_a_crosstab_asks_a_constant_number_of_queries_and_its_first_look_is_one(
    reviewer: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(2):
        builders.fill(random_worlds.world(10 + number))
        reviewer.get(EXPLORE)
        with django_assert_max_num_queries(14):
            page = reviewer.get(EXPLORE)
        assert page.context["query"] == "by=regional_group&columns=year"
    assert reviewer.get(EXPLORE, {"by": "all"}).context["query"] == "by=all"
    assert reviewer.get(EXPLORE, {"columns": "year"}).context["view"].by is DIMENSIONS["year"]
    same = reviewer.get(EXPLORE, {"by": "year", "columns": "year"})
    assert (same.status_code, "Rows and columns are both" in same.content.decode()) == (400, True)


def several_years() -> None:
    """Two groups over three years, in one of them fewer than ten people."""
    for code, group in (("ZZA", "african"), ("ZZB", "eastern_european")):
        builders.make_country(code, f"Land {code}", {"regional_group": group})
    for year, women in ((2020, 5), (2021, 7), (2022, 9)):
        meeting = in_year(year, women, 8, unknown=2)
        other = builders.make_delegation(meeting, "ZZB")
        builders.make_people(other, women=women, men=1 if year == 2020 else 11)
        builders.make_participation(other, gender="woman", role="head", head_basis="stated")


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ({"by": "regional_group", "columns": "year"}, "LineChart"),
        ({"by": "regional_group", "columns": "role"}, "BarChart"),
        ({"by": "country"}, "BarChart"),
        ({"by": "year", "metric": "people_needed_growing", "b-category": "all"}, "LineChart"),
    ],
)
def test_a_workbook_has_a_native_chart_of_what_figures_prints(
    reviewer: Client, asked: dict[str, str], kind: str
) -> None:
    """Its grid holds the value of each cell, empty where pages give counts only; its chart is made of that grid."""
    from openpyxl import load_workbook

    several_years()
    book = load_workbook(io.BytesIO(reviewer.get(f"{EXPLORE}download.xlsx", asked).content))
    (chart,) = book["Chart"]._charts
    assert type(chart).__name__ == kind
    grid = list(book["Chart"].iter_rows(values_only=True))
    answer = reviewer.get(EXPLORE, asked).context["answer"]
    if "columns" in asked:
        expected = {
            (one["label"], one["label_2"]): one
            for one in printed_crosstab(asked["by"], asked["columns"], "share_of_women")
        }
        for label, *values in grid[1:]:
            for head, value in zip(grid[0][1:], values, strict=True):
                line = expected.get((label, head))
                share = line["share_women"] if line and line["known"] >= 10 else None
                assert value == (None if share is None else pytest.approx(share)), (label, head)
        assert len(chart.series) == len(grid) - 1
        assert any(isinstance(value, float) for _label, *values in grid[1:] for value in values)
    else:
        rows = {row.label: row for row in answer.rows}
        for label, value, *_second in grid[1:]:
            row = rows[label]
            if row.metric.unit == "people" or row.precision_base >= 10:
                assert value == pytest.approx(float(row.value.value)), label
            else:
                assert value is None, label
        assert len(chart.series) == (2 if "b-category" in asked else 1)


@pytest.mark.parametrize(
    "asked",
    [
        {"by": "regional_group", "columns": "year"},
        {"by": "forum", "columns": "year", "b-year": "2020", "metric": "coverage"},
        {"by": "regional_group", "metric": "heads_of_delegation", "b-year": "2020"},
        {"by": "year"},
        {"by": "country", "metric": "people_needed_growing"},
    ],
)
def test_the_picture_of_a_view_says_the_numbers_of_its_page(reviewer: Client, asked: dict[str, str]) -> None:
    """Every cell that a picture has room for stands in it as on the page, and its sentence has the figure of all."""
    several_years()
    page = reviewer.get(EXPLORE, asked)
    fig = page.context["fig"]
    drawn = lxml.html.fromstring(reviewer.get(fig.file_url("svg")).content.decode())
    written = {" ".join(one.text_content().split()) for one in drawn.xpath("//text")}
    if asked == {"by": "year"}:
        cells_shown = [page.context["trend"].last_text, page.context["trend"].last_base]
    elif "columns" in asked:
        tables = page.context["crosstabs"]
        every = [cell for one in tables for row in one.page for cell in row.cells if cell]
        cells_shown = [text for cell in every for text in (cell.text, cell.base)]
    else:
        cells_shown = [row.record["value"]["text"] for row in page.context["table"].rows]
    assert {" ".join(text.split()) for text in cells_shown if text} - written == set()
    assert " ".join(fig.sentence.split()).startswith(fig.finding)
    assert fig.source in reviewer.get(fig.file_url("csv")).content.decode()
