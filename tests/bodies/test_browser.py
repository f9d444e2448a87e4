"""The selection desk in a real browser: a new cycle to a changed rule by keyboard alone, with and without script."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from bodies.actions.bodies import add_body
from bodies.models import Cycle, ProcedureRule, StageCount
from tests.worlds.axe import faults
from tests.worlds.builders import make_forum, make_user
from tests.worlds.keyboard import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.gate, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(transactional_db: None) -> User:
    by = make_user("desk", "selection_desk")
    forum = make_forum("paper-moon", title_en="Paper Moon Experts")
    add_body(forum, by=by, kind="roster", influence="decides", seats=12)
    return by


def go(page: Page, wanted: str, *, script: bool) -> None:
    """Follow a link or press a button by keyboard; the page that opens has nothing that axe finds."""
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    if script:
        assert faults(page) == [], page.url


def type_in(page: Page, **written: str) -> None:
    for name, text in written.items():
        tab_to(page, f"[name={name.replace('__', '-')}]")
        page.keyboard.type(text)


@pytest.mark.parametrize("script", [True, False])
def test_from_a_new_cycle_to_a_changed_rule(
    browser: Browser, live_server: LiveServer, desk: User, script: bool
) -> None:
    client = Client()
    client.force_login(desk)
    context = browser.new_context(java_script_enabled=script, viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/bodies/paper-moon/")
    go(page, "a[href$='/paper-moon/new/']", script=script)
    type_in(page, label="2027", opens="01152027", nominations_close="03312027")
    go(page, "main form .btn.go", script=script)
    for stage, women, men in (("nominated", "12", "30"), ("selected", "40", "3"), ("selected", "6", "6")):
        page.goto(f"{live_server.url}{Cycle.objects.get().get_absolute_url()}")
        go(page, "main a[href$='/stages/']", script=script)
        if stage != "nominated":
            go(page, f"a[href='?stage={stage}']", script=script)
        type_in(page, groups__0__women=women, groups__0__men=men)
        go(page, "main form .btn.go", script=script)
        if women == "40":
            assert "correct it, or say why" in page.locator("[role=alert]").first.inner_text()
            assert not StageCount.objects.filter(stage="selected").exists()
    assert "6 of 12 women" in page.locator("main").inner_text()
    page.goto(f"{live_server.url}/bodies/rules/")
    go(page, "a[href$='/rules/new/']", script=script)
    type_in(page, rule_after="States are asked twice.", in_force_from="01012027", document="D/1")
    go(page, "main form .btn.go", script=script)
    assert ProcedureRule.objects.count() == 1
    assert "no cycle to compare with on one side" in page.locator("main").inner_text()
    context.close()
