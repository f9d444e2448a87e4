"""The panel desk in a real browser: its journeys with and without script, by keyboard alone; axe finds nothing."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from meetings.actions.reference import load_reference
from meetings.models import Panel
from panels.actions.calendars import new_address
from panels.actions.invitations import add_line_up
from panels.models import Invitation
from tests.worlds.axe import faults
from tests.worlds.builders import make_user
from tests.worlds.invitations import go, make_expert, make_invitation, seats_of
from tests.worlds.keyboard import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.gate, pytest.mark.django_db(transaction=True)]
MEN = "Mr. Bo Lind, Arms Watch\nMr. Ivo Lark"


@pytest.fixture(autouse=True)
def office(transactional_db: None) -> None:
    load_reference()
    make_user("desk", "panel_desk")
    make_user("approver", "panel_approver")


def enter(browser: Browser, server: LiveServer, role: str, *, script: bool) -> Page:
    client = Client()
    client.force_login(User.objects.get(username=role))
    context = browser.new_context(java_script_enabled=script, viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}])
    return context.new_page()


def fill_in(page: Page, server: LiveServer, speakers: str, kind: str, days: int = 60) -> int:
    """The quick path by keyboard; returns how many inputs it took."""
    page.goto(f"{server.url}/panels/new/")
    day = timezone.localdate() + datetime.timedelta(days=days)
    written = {
        "organiser": "Institute for Folded Futures", "organiser_type": kind, "title": "Paper trails",
        "date": f"{day:%m%d%Y}", "speakers": speakers,
    }  # fmt: skip
    for name, text in written.items():
        tab_to(page, f"[name={name}]")
        if name == "organiser_type":
            page.keyboard.type({"civil_society": "civil", "member_state": "Member"}[text])
        elif name == "speakers":
            page.keyboard.insert_text(text)
        else:
            page.keyboard.type(text)
    press(page, "button[value=check]")
    return len(written)


def press(page: Page, button: str) -> None:
    tab_to(page, button)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("script", [True, False])
def test_men_alone_ask_new_line_up_accept(browser: Browser, live_server: LiveServer, script: bool) -> None:
    page = enter(browser, live_server, "desk", script=script)
    assert fill_in(page, live_server, MEN, "civil_society") <= 8
    assert page.locator("h2.verdict").inner_text() == "All 2 speakers are men."
    press(page, "button[value=ask]")
    page.goto(page.url + "line-up/")
    tab_to(page, "[name=speakers]")
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("\nMs. Ada Nwosu")
    press(page, "button[name=paste]")
    assert page.locator(".side > li").count() == 2
    press(page, ".dec button")
    assert Invitation.objects.get().state == "accepted"
    if script:
        assert faults(page) == []


@pytest.mark.parametrize("script", [True, False])
def test_an_outside_event_takes_eight_inputs_and_one_page(
    browser: Browser, live_server: LiveServer, script: bool
) -> None:
    """By keyboard alone: what is typed, the check and the decision are eight together; no other page is opened."""
    page = enter(browser, live_server, "desk", script=script)
    inputs = fill_in(page, live_server, f"{MEN}\nMs. Ada Nwosu", "civil_society") + 1
    assert page.url == f"{live_server.url}/panels/new/"
    press(page, "button[value=accept]")
    assert inputs + 1 <= 8
    made = Invitation.objects.get()
    assert (made.state, made.panel.meeting, made.line_ups.get().seats.count()) == ("accepted", None, 3)
    assert page.url == live_server.url + made.get_absolute_url()


@pytest.mark.parametrize("script", [True, False])
def test_a_state_is_declined_by_two_with_a_letter(browser: Browser, live_server: LiveServer, script: bool) -> None:
    page = enter(browser, live_server, "desk", script=script)
    fill_in(page, live_server, MEN, "member_state")
    press(page, "button[value=keep]")
    press(page, ".letter-tools a.btn")
    choose(page, "[name=kind]", "decline")
    press(page, ".filters button")
    assert "both speakers are men" in page.locator("[name=letter_text]").input_value()
    tab_to(page, "[name=letter_text]")
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(" PS: Next year, perhaps.")
    press(page, ".letter-form .dec button")
    made = Invitation.objects.get()
    assert (made.state, made.proposals.count()) == ("checked", 1)
    answer(browser, live_server, script=script)
    step = Invitation.objects.get().steps.get(to_state="declined")
    assert (step.invitation.outcome_code, step.approved_by.username) == ("declined", "approver")  # type: ignore[union-attr]
    assert step.letter_text.endswith("PS: Next year, perhaps.")


@pytest.mark.parametrize("script", [True, False])
def test_a_speaker_drops_out_one_day_before(browser: Browser, live_server: LiveServer, script: bool) -> None:
    page = enter(browser, live_server, "desk", script=script)
    fill_in(page, live_server, f"{MEN}\nMs. Ada Nwosu", "civil_society", days=1)
    press(page, "button[value=accept]")
    page.goto(page.url + "line-up/")
    choose(page, "[name=seat]", "Ms.")
    press(page, "form[action$='drop-out/'] button")
    tab_to(page, ".opts input[name=to]")
    for _ in range(10):
        if page.evaluate("document.activeElement.value") == "accepted":
            break
        page.keyboard.press("ArrowDown")
    choose(page, "[name=reason_code]", "a speaker")
    press(page, ".dec button")
    answer(browser, live_server, script=script)
    Panel.every.update(date=timezone.localdate())  # the day comes
    page.reload()
    press(page, "form[action$='took-place/'] button")
    assert Invitation.objects.get().outcome_code == "became_single_gender"


def answer(browser: Browser, server: LiveServer, *, script: bool) -> None:
    """An approver agrees, by keyboard."""
    other = enter(browser, server, "approver", script=script)
    other.goto(f"{server.url}/panels/desk/")
    press(other, ".inbox a.btn")
    press(other, "button[value=agree]")


def choose(page: Page, select: str, begins: str) -> None:
    """Choose what begins so, by keyboard."""
    tab_to(page, select)
    page.keyboard.type(begins)


PAGES = (
    "/panels/desk/", "/panels/new/", "/panels/measures/", "/panels/experts/", "/panels/experts/new/",
    "/panels/letters/", "/panels/calendar/", "/panels/invitation/", "/panels/invitation/?letter=fr",
    "/panels/invitation/line-up/", "/panels/invitation/letter/", "/panels/invitation/details/",
)  # fmt: skip


def test_no_page_of_the_desk_bars_anybody(browser: Browser, live_server: LiveServer) -> None:
    desk = User.objects.get(username="desk")
    asked = go(make_invitation(desk, "mmW", area="nuclear"), "change_requested", by=desk)
    add_line_up(asked, seats_of("mmW?"), by=desk)
    make_invitation(desk, "mm", title="Second fold")
    make_expert()
    new_address(desk)
    page = enter(browser, live_server, "desk", script=True)
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 900})
        for address in PAGES:
            page.goto(live_server.url + address)
            assert faults(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (address, width)
