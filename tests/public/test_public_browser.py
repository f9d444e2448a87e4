"""The public site in a real browser: accessibility, reflow, weight, and all of it without scripts."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from reports.models import PlannedRelease
from tests.desk.test_browser import too_narrow
from tests.worlds.axe import faults
from tests.worlds.public_site import publish_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def pages() -> list[str]:
    release = f"/data/releases/{timezone.localdate().year}-r2"
    return [
        "/",
        "/data/",
        f"{release}/",
        f"{release}/tables/participation_by_regional_group/?columns=women,men&per_page=3",
        "/data/forums/",
        "/data/forums/conference/",
        "/data/forums/experts/",
        "/data/meetings/?q=conference",
        "/data/meetings/conference-2024/",
        "/data/meetings/experts-2024/",
        "/methodology/",
        "/data/dictionary/",
        "/data/corrections/",
        "/data/calendar/",
        "/data/report-an-error/",
        "/api/",
        "/embed/women/",
        "/embed/heads/",
        "/embed/one-gender/",
        "/embed/groups/",
        "/embed/forum-conference/",
    ]


@pytest.mark.parametrize("language", ["en-GB", "ar"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, live_server: LiveServer, language: str, settings: object
) -> None:
    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic")]  # type: ignore[attr-defined]
    publish_office()
    PlannedRelease.objects.create(on=timezone.localdate(), title="Spring", changed_at=timezone.now())
    found = []
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale=language)
    page.on("console", lambda message: found.append(f"console: {message.text}"))
    page.on(
        "request", lambda request: found.append(request.url) if not request.url.startswith(live_server.url) else None
    )
    for address in pages():
        page.goto(live_server.url + address)
        assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found += [f"{address}: {fault}" for fault in faults(page)]
        found += [f"{address} scrolls sideways at {wide} pixels" for wide in too_narrow(page)]
        found += [f"{address} on paper: {fault}" for fault in on_paper(page)]
    assert page.context.cookies() == []
    assert not found, "\n".join(found)


def on_paper(page: Page) -> list[str]:
    """What a printed page has too much of: a line wider than A4 within its margins, or something to press."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 983})
    wide = page.evaluate("document.documentElement.scrollWidth")
    found = [f"{wide} pixels wide"] if wide > PAPER else []
    found += page.evaluate(CONTROLS)
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


PAPER = 695
CONTROLS = """() => [...document.querySelectorAll(".top nav, .foot nav, main form, main button, main .tools")]
  .filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80))"""


def test_without_scripts_every_figure_stands_there(browser: Browser, live_server: LiveServer) -> None:
    publish_office()
    with_scripts, without = (browser.new_context(java_script_enabled=on).new_page() for on in (True, False))
    for page in (with_scripts, without):
        page.goto(live_server.url)
    assert without.locator("td").all_inner_texts() == with_scripts.locator("td").all_inner_texts() != []
    assert without.locator(".hemi circle").count() == with_scripts.locator(".hemi circle").count() > 10
    without.goto(f"{live_server.url}/data/releases/{timezone.localdate().year}-r1/tables/meetings/")
    without.select_option("select[name=year]", "2023")
    without.click("text=Show >> nth=0")
    assert "year=2023" in without.url
    assert without.locator("table.data tbody tr").count() == 1


def test_a_journalist_has_a_picture_with_its_source_after_two_clicks(browser: Browser, live_server: LiveServer) -> None:
    """Without scripts too: one click opens what may be taken, the next takes the picture."""
    publish_office()
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url)
    page.click(".hero .cite summary")
    with page.expect_download() as taken:
        page.click(".hero .cite a >> nth=0")
    assert taken.value.path().read_bytes().startswith(b"\x89PNG")
    drawn = page.request.get(page.locator(".hero .cite a >> nth=2").evaluate("link => link.href")).text()
    assert f"release {timezone.localdate().year}-r2" in drawn
    assert "/data/releases/" in drawn
    for code in page.locator("#embed .code").all_text_contents():
        size = re.search(r'/embed/([^"]+)".* width="(\d+)" height="(\d+)"', code)
        if size:
            frame = browser.new_page(viewport={"width": int(size[2]), "height": int(size[3])})
            frame.goto(f"{live_server.url}/embed/{size[1]}")
            assert frame.evaluate("document.documentElement.scrollHeight") <= int(size[3]), size[0]
            frame.close()
    page.set_viewport_size({"width": 1440, "height": 900})
    box = page.locator(".hemi >> nth=0").bounding_box()
    assert box
    assert box["y"] + box["height"] < 700, "number, picture and sentence stand in the first 700 pixels"
