"""The overview: which year it is about, its cards, what waits, and findings that an oracle on random worlds bears."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import lxml.html
import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from meetings.models import Meeting, Participation, Question
from reports.counting.scope import Scope
from reports.dashboards.overview import Overview
from reports.dashboards.overview_contents import contents
from reports.models import PlannedRelease
from reports.practice_results.panels import FlaggedPanel, flag_of, seat_marks
from tests import oracle
from tests.worlds import builders, random_worlds
from tests.worlds.builders import signed_in

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 5, 4)
MOST_WORDS = 550


def meeting(forum: str, year: int, women: int, men: int, *, locked: bool = True, **open_ones: int) -> Meeting:
    made = builders.make_meeting(
        f"{forum}-{year}",
        forum=builders.make_forum(forum),
        start=datetime.date(year, 3, 2),
        list_access="open",
        **({"locked_at": timezone.now(), "locked_by": checker()} if locked else {}),
    )
    builders.make_people(builders.make_delegation(made, "ZZA"), women=women, men=men, **open_ones)
    return made


def checker() -> User:
    return User.objects.filter(username="checker").first() or builders.make_user("checker", "reviewer")


def shown(**asked: Any) -> dict[str, Any]:
    """What stands on the page of a reviewer, on a day that stays the same."""
    found = Overview(Scope(**asked), checker(), TODAY)
    return {"overview": found, **dict(contents(found, checker()))}


def record_of_years() -> None:
    for year in range(2020, 2026):
        meeting("yearly", year, 30 + 2 * (year - 2020), 70 - 2 * (year - 2020), unknown=1)
        meeting("other", year, 12, 18)


def told(page: dict[str, Any]) -> dict[str, Any]:
    """Everything that an unfinished year must not move."""
    card, trend = page["cards"][0], page["trend"]
    return {
        "year": page["overview"].years,
        "headline": (card.big, list(card.base), card.say, card.moved),
        "trend": (trend.finding, trend.about, trend.note, trend.chart, trend.pace),
        "moves": [(one.forum, one.text) for one in page["changes"]],
        "grid": [(row.name, row.cells) for row in page["rows"]],
    }


def test_a_small_unfinished_list_of_a_new_year_moves_no_headline_no_trend_and_no_pace() -> None:
    record_of_years()
    before = told(shown())
    assert before["year"] == (2025, 2025)
    meeting("yearly", 2026, 1, 9, locked=False)
    page = shown()
    assert told(page) == before
    assert page["overview"].not_leading() == [("2026 so far: 1 of 2 forums, not checked", "?year=2026")]
    asked = shown(years=(2026, 2026))
    assert asked["cards"][0].base[0] == "1 of 10 are women"
    assert asked["trend"].chart == page["trend"].chart, "asked for, it still stands in no trend"


def test_a_running_year_leads_once_every_forum_is_checked_in_it() -> None:
    record_of_years()
    meeting("yearly", 2026, 48, 52)
    assert shown()["overview"].years == (2025, 2025)
    meeting("other", 2026, 15, 15)
    page = shown()
    assert page["overview"].years == (2026, 2026)
    assert [point.year for point in page["trend"].points][-1] == 2026
    assert page["overview"].not_leading() == []


def test_a_year_that_is_over_and_not_checked_stands_beside_the_last_checked_one() -> None:
    meeting("yearly", 2024, 30, 70)
    meeting("yearly", 2025, 30, 70, locked=False)
    page = shown()
    assert page["overview"].years == (2024, 2024)
    assert page["overview"].not_leading() == [("2025: 1 of 1 forum, not checked", "?year=2025")]
    assert [point.year for point in shown(years=(2025, 2025))["trend"].points] == [2024, 2025], "it was asked for"


def test_a_practice_without_data_says_what_comes_first() -> None:
    meeting("yearly", 2025, 30, 70)
    cards = {card.key: card for card in shown()["cards"]}
    assert list(cards) == ["participation", "panels", "bodies", "staff"]
    assert all(cards[key].first and not cards[key].big for key in ("panels", "bodies", "staff"))
    builders.make_panel("Ahead", "mm", date=datetime.date(2026, 6, 1))
    builders.make_panel("Over", "wm", date=datetime.date(2025, 6, 1))
    builders.make_panel("Long over", "mm", date=datetime.date(2024, 6, 1))
    panels = {card.key: card for card in shown()["cards"]}["panels"]
    assert (panels.big, panels.unit, panels.state, panels.since) == ("0", "of 1", "act", "2024: 1 of 1")
    assert [(one.title, [seat.who for seat in one.seats]) for one in panels.ahead] == [("Ahead", ["man", "man"])]
    publisher = builders.make_user("publisher", "publisher")
    unread = dict(contents(Overview(Scope(), publisher, TODAY), publisher))["cards"]
    assert [card.key for card in unread] == ["participation", "bodies", "staff"], "who reads no panels is shown none"


def test_a_seat_never_shows_who_is_neither_a_woman_nor_a_man() -> None:
    meeting("yearly", 2025, 30, 70)
    panel = builders.make_panel("Ahead", "wmmm", date=datetime.date(2026, 6, 1))
    first, second, *_others = panel.seats.order_by("pk")
    panel.seats.filter(pk=first.pk).update(ours=True)
    (ahead,) = shown()["cards"][1].ahead
    assert [(seat.who, seat.ours) for seat in ahead.seats] == [("woman", True), *[("man", False)] * 3]
    assert ahead.short == "Without our speaker, this panel is all men."
    panel.seats.filter(pk=first.pk).update(seat_gender="another")
    panel.seats.filter(pk=second.pk).update(confirmed=False)
    flagged = FlaggedPanel(panel, flag_of(panel))
    assert [seat.who for seat in seat_marks(flagged)] == ["open", "open", "man", "man"]


def test_what_needs_somebody_has_a_day_and_one_button_the_soonest_first() -> None:
    meeting("yearly", 2025, 30, 70, locked=False)
    builders.make_panel("Later", "mm", date=datetime.date(2026, 6, 1))
    builders.make_panel("Sooner", "mm", date=datetime.date(2026, 5, 8))
    PlannedRelease.objects.create(on=datetime.date(2026, 5, 20), title="Spring", changed_at=timezone.now())
    items = shown()["items"]
    assert [(one.what, one.day and one.day.day, one.label, one.late) for one in items] == [
        ("Sooner", 8, "Decide", True),
        ("One meeting to check", 20, "See them", False),
        ("Later", 1, "Decide", False),
    ]
    assert all(one.url for one in items)


def test_who_waits_for_an_answer_is_said_below_the_title() -> None:
    record_of_years()
    assert not any("wait" in sentence for sentence in shown()["outlook"])
    asked = Participation.objects.filter(meeting__slug="other-2025")[0]
    about = {"participation": asked, "person": asked.person, "opened_at": timezone.now()}
    Question.objects.create(meeting=asked.meeting, kind="same_person", key="one", found="one", **about)
    page = signed_in("manager").get("/dashboard/").content.decode()
    assert "1 person waits for an answer to an open question." in page


def test_the_page_is_short_in_words_and_draws_without_scripts() -> None:
    record_of_years()
    for title, year in (("Ahead", 2027), ("Soon", 2027), ("Over", 2025)):
        builders.make_panel(title, "mm", date=datetime.date(year, 6, 1))
    content = signed_in("manager").get("/dashboard/").content.decode()
    assert "plotly" not in content
    main = lxml.html.fromstring(content).xpath("//main")[0]
    closed = ".//details[not(@open)]/*[not(self::summary)]"
    unread = f".//table|.//svg|.//select|.//*[@class='sr' or contains(@class, 'print-only')]|{closed}"
    for one in main.xpath(unread):
        one.drop_tree()
    assert len(main.text_content().split()) <= MOST_WORDS
    drawn = lxml.html.fromstring(content).xpath("//main//svg[@role='img']/@aria-label")
    assert any(label.startswith("Share of women by year: ") for label in drawn)


def test_a_brief_names_the_office_and_the_day(settings: Any) -> None:
    settings.PARITY_PUBLISHER = "Invented Office"
    record_of_years()
    page = lxml.html.fromstring(signed_in("manager").get("/dashboard/?brief=yes").content)
    (masthead,) = page.xpath("//p[contains(@class, 'masthead')]")
    assert masthead.text_content().startswith("Invented Office · As on record on ")
    assert not page.xpath("//main//table[contains(@class, 'heat')]")


def test_of_a_single_state_nothing_is_judged() -> None:
    record_of_years()
    page = shown(only=(("country", "ZZA"),))
    card = page["cards"][0]
    assert (card.big, card.unit, card.gauge, card.moved) == ("52", "of 130", None, None)
    assert page["trend"].finding == "Year by year"
    assert (page["trend"].projection, page["trend"].pace, page["trend"].chart) == (None, None, None)
    assert {move.moved.way for move in page["changes"]} == {""}
    assert "rows" not in page, "no grid of shares, and no colours"


def test_one_forum_can_be_asked_for() -> None:
    record_of_years()
    content = signed_in("manager").get("/dashboard/?forum=other").content
    page = lxml.html.fromstring(content)
    assert page.xpath("//select[@name='forum']/option[@selected]/@value") == ["other"]
    assert len(page.xpath("//select[@name='forum']/option")) == 3
    assert [one.text_content() for one in page.xpath("//div[@class='rowh']/a")] == ["Other"]


# An oracle: whatever a finding says must hold under every answer of those not recorded.


def answers(rows: list[oracle.Person]) -> Iterator[Fraction]:
    """The share of women under every answer."""
    found = oracle.counts(rows)
    for women in range(found["women"], found["women"] + found["another"] + found["unknown"] + 1):
        yield Fraction(women, len(rows))


def balanced(share: Fraction) -> bool:
    return Fraction(2, 5) <= share <= Fraction(3, 5)


@pytest.mark.parametrize("seed", range(1, 13))
def test_no_finding_is_said_that_an_oracle_does_not_bear(seed: int) -> None:
    world = random_worlds.world(seed, meetings=8, delegations=9)
    builders.fill(world)
    client = signed_in("reviewer")
    context = client.get("/dashboard/?gender_basis=listed").context
    rows = oracle.people(world)
    year = context["overview"].years[0]
    of_year = [row for row in rows if row["year"] == year]
    card = context["cards"][0]
    the_card(card, of_year)
    the_trend(context["trend"].finding, rows, year)
    for move in context["changes"]:
        of_session = {
            one: [row for row in rows if row["meeting"] == one] for one in (move.before.slug, move.session.slug)
        }
        the_direction(move.moved.way if move.moved else "", *of_session.values())


def the_card(card: Any, rows: list[oracle.Person]) -> None:
    shares = list(answers(rows))
    holds = [balanced(share) for share in shares]
    found = oracle.counts(rows)
    known = found["women"] + found["men"]
    if known < 10:
        assert "%" not in card.big + card.unit
        return
    if card.word == "Balanced":
        assert all(holds)
    if card.word == "Women under 40 %":
        assert all(share < Fraction(2, 5) for share in shares)
    if card.word == "Men under 40 %":
        assert all(share > Fraction(3, 5) for share in shares)
    if number := re.match(r"Balanced if at least (\d+) of the (\d+) .* are (women|men)", card.say):
        least, of, who = int(number[1]), int(number[2]), number[3]
        assert of == len(shares) - 1
        assert holds == [(women if who == "women" else of - women) >= least for women in range(of + 1)]
    if card.say.startswith("Balanced, unless nearly all"):
        few = [women for women, held in enumerate(holds) if not held]
        of, women = len(shares) - 1, card.say.endswith("women.")
        assert all((one if women else of - one) > Fraction(9, 10) * of for one in few)


def the_trend(finding: str, rows: list[oracle.Person], last: int) -> None:
    kept = oracle.panel_of_every_year([row for row in rows if row["year"] <= last])
    of_panel = [row for row in rows if row["forum"] in kept or not kept]
    years = {year: group for year, group in oracle.grouped(of_panel, "year").items() if year <= last}
    drawn = [year for year in sorted(years) if sum(oracle.number(years[year], one) for one in ("woman", "man")) >= 10]
    if finding.startswith(("Up", "Down")):
        way = "up" if finding.startswith("Up") else "down"
        the_direction(way, years[drawn[0]], years[drawn[-1]])
        assert f" since {drawn[0]}" in finding


def the_direction(way: str, before: list[oracle.Person], after: list[oracle.Person]) -> None:
    pairs = list(product(answers(before), answers(after)))
    if way == "up":
        assert all(was < became for was, became in pairs)
    elif way == "down":
        assert all(was > became for was, became in pairs)


def test_a_meeting_at_a_glance_has_a_mark_for_everyone_and_a_dot_for_every_delegation() -> None:
    meeting("yearly", 2024, 4, 8)
    later = meeting("yearly", 2025, 5, 6, unknown=2)
    builders.make_people(builders.make_delegation(later, "ZZB"), women=1)
    response = signed_in("manager").get(later.get_absolute_url())
    page = lxml.html.fromstring(response.content)
    rooms = page.xpath("//figure[@aria-labelledby='rooms-finding']")[0].find_class("mark-room")
    assert [len(room.xpath(".//rect")) for room in rooms] == [14, 12]
    assert [(room.year, room.share, room.base) for room in response.context["rooms"].chart] == [
        (2025, "50\u00a0%", "6 of 12 · 2 not recorded"),
        (2024, "33\u00a0%", "4 of 12 · 0 not recorded"),
    ]
    bins = {one.marks.key: one.marks for one in response.context["stack"].chart}
    assert (len(bins["balanced"].several), len(bins["women"].alone)) == (1, 1)
    assert len(page.xpath("//*[contains(@class, 'dots')]//circle")) == 2
    Meeting.objects.update(list_access="closed")
    assert signed_in("manager").get(later.get_absolute_url()).context["stack"] is None, "a closed list is shown whole"
    of_state = signed_in("reviewer").get(f"{later.get_absolute_url()}?country=ZZA").context
    assert (of_state["rooms"], of_state["stack"], of_state["heads_figure"]) == (None, None, None)
