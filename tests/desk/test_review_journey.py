"""An ugly list on its way in, in a real browser: by keyboard alone, without scripts, its revised version, undone.

What a person does is counted: every button, link, file and choice is one.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page
from pytest_django.live_server_helper import LiveServer

from meetings.actions.reference import load_reference
from meetings.models import ImportBatch, Meeting, Participation, Question
from tests.worlds import ugly_list
from tests.worlds.axe import faults
from tests.worlds.builders import make_meeting, make_user
from tests.worlds.lists import bring

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST = 12
LEFT = "left => document.querySelectorAll('td.ask select').length === left"
PASSWORD = "nothing-is-guessed-here"
LAST_SESSION = """
Delegation | Title | Name | Position
Norway | Ms. | Ada OKORO | Ambassador
Ghana | Mr. | Bo LINDQVIST | Counsellor
Japan | Mr. | Chidi ABARA | Counsellor
"""


class Person:
    """Somebody at a browser who counts what they do. ``keyboard``: with the keys alone."""

    def __init__(self, page: Page, server: LiveServer, *, keyboard: bool) -> None:
        self.page, self.server, self.keyboard = page, server, keyboard
        self.done = 0

    def reach(self, what: Locator) -> Locator:
        """Come to it as one does: with Tab, or with the eye."""
        what.wait_for()
        for _press in range(250 if self.keyboard else 0):
            if what.evaluate("one => one === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        else:
            assert not self.keyboard, f"{what} is not reached with Tab"
        return what

    def push(self, what: Locator) -> None:
        """A link or a button."""
        self.done += 1
        self.reach(what)
        if self.keyboard:
            self.page.keyboard.press("Enter")
        else:
            what.click()

    def choose(self, what: Locator, label: str) -> None:
        """An option of a list."""
        self.done += 1
        self.reach(what)
        if not self.keyboard:
            what.select_option(label=label)
            return
        for _press in range(20):
            if what.evaluate("one => one.selectedOptions[0].label") == label:
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")
        self.page.wait_for_selector(".htmx-request", state="detached")

    def take(self, file: Path) -> None:
        self.done += 1
        self.page.set_input_files("input[type=file]", file)

    def sign_in(self) -> None:
        self.page.goto(f"{self.server.url}/accounts/login/")
        self.page.fill("[name=login]", "clerk")
        self.page.fill("[name=password]", PASSWORD)
        self.push(self.page.get_by_role("button", name="Sign in", exact=True))

    def hand_in(self, file: Path) -> None:
        """From the first page to the review of a file."""
        self.push(self.page.get_by_role("link", name="Spring", exact=True).first)
        self.push(self.page.get_by_role("link", name="Import a list").first)
        self.take(file)
        self.push(self.page.get_by_role("button", name="Preview"))
        self.page.wait_for_selector("#review", timeout=60_000)

    def save(self) -> None:
        """Without scripts answers are sent with a button."""
        button = self.page.get_by_role("button", name="Save these answers")
        if button.count():
            self.push(button)


@pytest.fixture
def world(tmp_path: Path, settings: Any) -> Path:
    """A clerk, a meeting, the session before it; and a folder with the ugly list and its next version."""
    settings.PARITY_DATA = tmp_path
    load_reference()
    clerk = make_user("clerk", "clerk")
    clerk.set_password(PASSWORD)
    clerk.save()
    for slug, year in (("last-spring", 2023), ("spring", 2024)):
        make_meeting(slug, start=datetime.date(year, 3, 4)).clerks.add(clerk)
    bring(Meeting.objects.get(slug="last-spring"), LAST_SESSION)
    (tmp_path / "list.xlsx").write_bytes(ugly_list.workbook(ugly_list.people()))
    (tmp_path / "revised.xlsx").write_bytes(ugly_list.workbook(ugly_list.revised()))
    return tmp_path


@pytest.fixture(params=["keyboard", "no scripts"])
def person(request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, world: Path) -> Person:
    """Somebody with the keys alone, and somebody without scripts."""
    scripts = request.param == "keyboard"
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 1280, "height": 900})
    return Person(context.new_page(), live_server, keyboard=scripts)


def answer_all(person: Person) -> None:
    """What the ugly list asks: its gender column, and two spellings."""
    page = person.page
    person.choose(page.locator("select[name=basis]"), "registration data")
    for number, country in enumerate(("Poland", "Latvia")):
        waits = page.locator("select[name^='answer:country']")
        person.choose(waits.nth(0 if person.keyboard else number), country)
        if person.keyboard:
            page.wait_for_function('left => document.querySelectorAll("td.ask select").length === left', arg=1 - number)
    person.save()


def test_an_ugly_list_from_sign_in_to_the_figure_its_next_version_and_back(person: Person, world: Path) -> None:
    page = person.page
    person.sign_in()
    person.hand_in(world / "list.xlsx")
    review = page.url
    assert not Participation.objects.filter(meeting__slug="spring").exists()
    answer_all(person)
    assert page.url.partition("?")[0] == review, "no question leads away from the review"
    assert page.locator("h1").inner_text() == "Ready to import: everything reads well"
    person.push(page.get_by_role("button", name=re.compile("^Import 119 people")))
    page.get_by_role("heading", name="The figure").wait_for()
    assert person.done <= MOST, person.done
    figure = page.locator("section", has=page.get_by_role("heading", name="The figure")).inner_text()
    assert "The session before, Last spring" in figure
    assert Participation.objects.filter(meeting__slug="spring").count() == 119
    assert not Question.objects.filter(answer="").exists()
    revise(person, world)


def revise(person: Person, world: Path) -> None:
    """The next version: four new, five gone, one renamed; then it is undone."""
    page = person.page
    person.push(page.get_by_role("link", name="Open the meeting"))
    person.push(page.get_by_role("link", name="Import a list").first)
    person.take(world / "revised.xlsx")
    person.push(page.get_by_role("button", name="Preview"))
    page.wait_for_selector("#review", timeout=60_000)
    batch = ImportBatch.objects.latest("pk")
    assert len(batch.totals["absent"]) == 6, "five are gone, and one stands under another name"
    assert batch.totals["new"] == 5
    person.choose(page.locator("select[name=basis]"), "registration data")
    [(renamed, _row, _why)] = batch.totals["renamed"]
    person.choose(page.locator(f"select[name='gone:{renamed}']"), "one person, renamed")
    person.choose(page.locator("select[name='gone:all']"), "they withdrew")
    person.save()
    person.push(page.get_by_role("button", name=re.compile("^Import 118 people")))
    page.get_by_role("heading", name="The figure").wait_for()
    listed = Participation.objects.filter(meeting__slug="spring")
    assert listed.filter(registered="no").count() == 5
    assert listed.get(pk=renamed).printed_name.endswith("NYTTNAVN")
    person.push(page.get_by_role("button", name="Undo this import"))
    page.get_by_role("heading", name="An import that was undone").wait_for()
    assert listed.exclude(registered="no").count() == 119


def test_the_pages_of_an_import_pass_axe_in_both_directions_and_fit_a_telephone(
    browser: Browser, live_server: LiveServer, world: Path, settings: Any
) -> None:
    settings.LANGUAGES = [(code, settings.OFFICIAL_LANGUAGES[code]) for code in ("en", "ar")]
    rows = [*ugly_list.people(), ("Kenya", "Zorp", "Ada OKORO", "Expert", "F"), ("Kenya", "Ms.", "", "Expert", "F")]
    (world / "worse.xlsx").write_bytes(ugly_list.workbook(rows))
    found: list[str] = []
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.on("console", lambda one: found.append(one.text) if one.type == "error" else None)
    person = Person(page, live_server, keyboard=False)
    person.sign_in()
    found += looked_at(page, live_server, "/meetings/spring/lists/new/")
    page.goto(f"{live_server.url}/meetings/spring/")
    page.goto(f"{live_server.url}/meetings/spring/lists/new/")
    person.take(world / "worse.xlsx")
    person.push(page.get_by_role("button", name="Preview"))
    page.wait_for_selector("#review", timeout=60_000)
    review = page.url.removeprefix(live_server.url)
    found += looked_at(page, live_server, review)
    page.select_option("select[name=basis]", label="registration data")
    page.wait_for_selector("td.line select[name=basis]", state="detached")
    page.select_option("select[name='answer:title:zorp']", label="says nothing about gender")
    page.wait_for_selector(".map select[name='answer:title:zorp']")
    for tab in ("needs", "new", "all"):
        found += looked_at(page, live_server, f"{review}?tab={tab}")
    found += looked_at(page, live_server, f"{review}map/")
    page.goto(live_server.url + review)
    page.get_by_role("button", name=re.compile("skip 1")).click()
    page.get_by_role("heading", name="The figure").wait_for()
    found += looked_at(page, live_server, review)
    assert not found, "\n".join(found)


def looked_at(page: Page, server: LiveServer, address: str) -> list[str]:
    """What axe finds on a page and where it scrolls sideways, from left to right and from right to left."""
    found = []
    for language, direction in (("en", "ltr"), ("ar", "rtl")):
        page.context.add_cookies([{"name": "django_language", "value": language, "url": server.url}])
        page.goto(server.url + address)
        assert page.evaluate("document.documentElement.dir") == direction
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{address} {language} {width}: {fault}" for fault in faults(page)]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{address} {language} scrolls sideways at {width} pixels")
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": server.url}])
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(server.url + address)
    return found
