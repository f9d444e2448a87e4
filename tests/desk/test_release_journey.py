"""A release to publication and a reader's report to its end, in a browser without scripts; axe on the way."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from reports.models import ReaderReport, Release
from tests.worlds.axe import faults
from tests.worlds.builders import make_office, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.gate]


def page_of(browser: Browser, server: LiveServer, user: User, *, scripts: bool = False) -> Page:
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 1280, "height": 900})
    client = Client()
    client.force_login(user)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}])
    return context.new_page()


def take(page: Page, address: str, summary: str, button: str, *ticks: str) -> None:
    """Open what is confirmed in place, tick, and press the one button that names the thing."""
    page.goto(address)
    page.locator("summary", has_text=summary).first.click()
    for tick in ticks:
        page.get_by_label(tick).check()
    page.get_by_role("button", name=button).click()


def test_a_release_is_published_and_a_report_is_closed_without_scripts(
    live_server: LiveServer, browser: Browser
) -> None:
    make_office()
    users = {name: make_user(name, name) for name in ("reviewer", "publisher")}
    reviewer, publisher = (page_of(browser, live_server, users[name]) for name in ("reviewer", "publisher"))
    watched = page_of(browser, live_server, users["publisher"], scripts=True)
    reviewer.goto(f"{live_server.url}/dashboard/releases/")
    reviewer.get_by_role("button", name="Build the draft").click()
    release, address = Release.objects.get(), reviewer.url
    take(publisher, address, "Check", f"I have checked {release.version}", "I have looked at what differs")
    take(reviewer, address, "Approve", f"Approve {release.version}", "I stand for these figures")
    accessible(watched, address)
    take(publisher, address, "Publish", f"Publish {release.version}", "I have read what differs")
    assert publisher.get_by_role("button", name=f"Publish {release.version}").is_visible(), "what is missing is open"
    for tick in ("I have read what differs", "I have seen what the public reads first"):
        publisher.get_by_label(tick).check()
    publisher.get_by_role("button", name=f"Publish {release.version}").click()
    assert publisher.locator("h1").inner_text() == f"Release {release.version} is published"
    assert publisher.locator(".stepper > li.done").count() == 4
    close_a_report(reviewer, watched, f"{live_server.url}/dashboard/reader-reports/")


def close_a_report(reviewer: Page, watched: Page, address: str) -> None:
    ReaderReport.objects.create(at=timezone.now(), where="Heads", what="Ten, not nine.", reply_to="r@example.org")
    accessible(watched, address)
    reviewer.goto(address)
    reviewer.locator("summary", has_text="Answer").click()
    reviewer.locator("textarea[name=answer]").fill("You are right.")
    reviewer.locator("button[value=answer]").click()
    reviewer.locator("summary", has_text="Close").click()
    reviewer.locator("input[value=corrected]").check()
    reviewer.locator("input[name=correction]").fill("Ten women, next release")
    reviewer.locator("button[value=close]").click()
    assert ReaderReport.objects.get().outcome == "corrected"


def accessible(page: Page, address: str) -> None:
    """No finding of axe, with everything opened, at the width of a desk and of a phone; nothing scrolls sideways."""
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
        assert faults(page) == [], address
