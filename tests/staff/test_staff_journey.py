"""Staff in a real browser: from a sheet with errors to the page by keyboard, past axe, and the brief on paper."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pypdfium2 import PdfDocument
from pytest_django.live_server_helper import LiveServer

from staff.demo.load import load_staff_of_the_demonstration
from staff.models import Snapshot
from tests.worlds.axe import faults
from tests.worlds.builders import make_user
from tests.worlds.keyboard import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.gate, pytest.mark.django_db(transaction=True)]
WRONG = """unit,level,contract,location,women,men
Lighthouse,P-5,fixed term,headquarters,4,8
Lighthouse,P-99,fixed term,headquarters,3,4
Lighthouse,P-3,for ever,headquarters,7,6
Lighthouse,P-2,fixed term,headquarters,,5
"""
RIGHT = WRONG.replace("P-99", "P-4").replace("for ever", "fixed term").replace(",,5", ",9,5")


@pytest.fixture
def people(transactional_db: None) -> tuple[User, User]:
    """Whoever enters staff, and the second person."""
    return make_user("focal", "hr_focal_point"), make_user("second", "hr_focal_point")


def signed_in(browser: Browser, live_server: LiveServer, user: User, *, script: bool = True) -> BrowserContext:
    client = Client()
    client.force_login(user)
    context = browser.new_context(java_script_enabled=script, viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    return context


def go(page: Page, wanted: str) -> None:
    """Follow a link or press a button by keyboard."""
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def violations(page: Page) -> list[str]:
    """What axe finds at both widths, and whether the page is wider than a narrow window."""
    found = []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{page.url} at {width}: {fault}" for fault in faults(page)]
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            found.append(f"{page.url} at {width} is {wide} wide")
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


@pytest.mark.parametrize("script", [True, False])
def test_from_a_sheet_with_three_errors_to_the_page(
    browser: Browser, live_server: LiveServer, people: tuple[User, User], script: bool
) -> None:
    focal, second = people
    context = signed_in(browser, live_server, focal, script=script)
    page = context.new_page()
    page.goto(f"{live_server.url}/staff/")
    go(page, "main a[href='/staff/import/']")
    tab_to(page, "[name=as_of]")
    page.keyboard.type("10312026")
    tab_to(page, "[name=source]")
    page.keyboard.type("HR list of 31 October 2026")
    tab_to(page, "[name=rows]")
    page.keyboard.insert_text(WRONG)
    go(page, "main form button.go")
    wrong = page.locator("main [role=alert] li").all_inner_texts()
    assert [text.split(":")[0] for text in wrong] == [
        "Row 3, level", "Row 4, contract", "Row 5, women is empty; write a whole number, and 0 where there is nobody.",
    ]  # fmt: skip
    found = violations(page) if script else []
    tab_to(page, "[name=rows]")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(RIGHT)
    go(page, "main form button.go")
    assert "46 people would be entered" in page.locator("main").inner_text()
    assert not Snapshot.objects.exists(), "a preview enters nothing"
    found += violations(page) if script else []
    go(page, "main form [name=enter]")
    assert page.locator(f"main form[action$='/{Snapshot.objects.get().pk}/lock/']").count() == 0, (
        "a second person locks"
    )
    page.goto(f"{live_server.url}/staff/")
    assert "No day of staff is locked yet" in page.locator("main").inner_text()
    context.close()

    context = signed_in(browser, live_server, second, script=script)
    page = context.new_page()
    page.goto(f"{live_server.url}/staff/snapshots/")
    found += violations(page) if script else []
    go(page, "main form[action$='/lock/'] button")
    assert Snapshot.objects.get().locked_by == second
    page.goto(f"{live_server.url}/staff/")
    shown = page.locator("table.levels").inner_text()
    assert [level for level in ("P-5", "P-4", "P-3", "P-2") if level in shown] == ["P-5", "P-4", "P-3", "P-2"]
    assert "HR list of 31 October 2026" in page.locator("main").inner_text()
    context.close()
    assert found == []


def test_pages_of_staff_have_nothing_that_axe_finds_and_the_brief_is_one_sheet(
    browser: Browser, live_server: LiveServer, people: tuple[User, User]
) -> None:
    focal, second = people
    load_staff_of_the_demonstration(by=focal, locked_by=second)
    context = signed_in(browser, live_server, focal)
    page = context.new_page()
    found = []
    for address in ("", "units/", "snapshots/", "movements/", "plan/", "import/", "?brief=yes"):
        page.goto(f"{live_server.url}/staff/{address}")
        found += violations(page)
    assert found == []
    sheets = PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(sheets) == 1
    printed = " ".join(sheets[0].get_textpage().get_text_bounded().split())
    for said in ("Invented HR list of 31 October", "Band 47–53: ", "As on record on", "P-5: far too slow"):
        assert said in printed
    sheets.close()
    context.close()
