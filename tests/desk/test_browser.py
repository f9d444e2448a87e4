"""The desk in a real browser: accessibility, no scrolling sideways, the content policy.

Each page is opened as the role that uses it most; the demonstration stands behind them all.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, ConsoleMessage, Page, Request
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]
from pytest_django.live_server_helper import LiveServer

from meetings.models import Meeting, Panel, Participation
from panels.models import Invitation
from reports.models import PlannedRelease, Release
from tests.worlds.axe import faults
from tests.worlds.documents import pdf_columns, text_spaced

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MEETING, PANEL_MEETING = "demo-conference-2024", "demo-conference-2025"
NOWHERE = "/no-such-page/"
PHONES = (320, 375)
"""As many pixels wide as the narrowest screens a page must fit."""


def pages() -> list[tuple[str, str]]:
    """Role and address of every page looked at but the public ones; the empty role is a visitor."""
    panel = Panel.objects.filter(meeting__slug=PANEL_MEETING).order_by("pk")[0]
    batch = Meeting.objects.get(slug=MEETING).documents.get().batches.get()
    delegation = Meeting.objects.get(slug=MEETING).delegations.order_by("pk")[0]
    someone = Participation.objects.filter(meeting__slug="demo-conference-2025").order_by("pk")[0]
    spoken = Meeting.objects.get(slug=PANEL_MEETING).statements.order_by("pk")[0]
    of_statements = ["statements", "statement-new", "statement-upload", "offices"]
    planned = PlannedRelease.objects.create(on=timezone.localdate(), title="Spring", changed_at=timezone.now())
    of_meeting = ["people", "upload", "questions", "edit", "panel-new", "programme", "delegation-new"]
    return [
        ("", reverse("login")),
        ("", NOWHERE),
        ("clerk", reverse("start")),
        ("official", reverse("start")),
        ("clerk", reverse("help")),
        ("clerk", reverse("password_change")),
        ("reviewer", reverse("reports:desk")),
        ("clerk", reverse("meetings:search")),
        ("clerk", reverse("meetings")),
        ("clerk", reverse("meeting", args=[MEETING])),
        ("clerk", reverse("meetings:new")),
        *(("clerk", reverse(f"meetings:{name}", args=[MEETING])) for name in of_meeting),
        ("clerk", reverse("meetings:questions", args=["demo-conference-2025"])),
        *(
            ("reviewer", reverse("meetings:check", args=[slug]))
            for slug in ("demo-conference-2025", "demo-conference-2022")
        ),
        ("reviewer", reverse("meetings:doubts", args=["demo-conference-2025"])),
        ("reviewer", reverse("meetings:alike")),
        ("reviewer", reverse("meetings:all-gender-sources")),
        ("reviewer", reverse("meetings:gender-sources", args=["demo-experts-2025"])),
        ("clerk", reverse("meetings:declared", args=["demo-conference-2025", someone.pk])),
        ("clerk", reverse("reports:unrecorded")),
        ("clerk", reverse("meeting-panels", args=[PANEL_MEETING])),
        ("clerk", reverse("meetings:sheets", args=[PANEL_MEETING])),
        ("clerk", reverse("meetings:batch", args=[MEETING, batch.pk])),
        ("clerk", reverse("meetings:delegation", args=[MEETING, delegation.pk])),
        ("clerk", reverse("meetings:head-count", args=[MEETING, delegation.pk])),
        ("clerk", reverse("meetings:sheet", args=[MEETING, delegation.pk])),
        ("reviewer", reverse("meetings:clerks", args=[PANEL_MEETING])),
        *(("clerk", reverse(f"meetings:{name}", args=[PANEL_MEETING])) for name in of_statements),
        ("clerk", reverse("meetings:statement", args=[PANEL_MEETING, spoken.pk])),
        ("clerk", reverse("meetings:statement-list", args=[PANEL_MEETING, spoken.batch_id])),
        ("clerk", reverse("meetings:forum-offices", args=["demo-conference"])),
        ("manager", reverse("reports:overview")),
        ("manager", reverse("reports:overview") + "?year=2023&brief=yes"),
        ("manager", reverse("reports:figure", args=["forums"])),
        ("manager", reverse("reports:explore") + "?by=country&sort=-value&year=2025&b-year=2023"),
        ("manager", reverse("reports:explore") + "?by=year&metric=share_of_statements"),
        ("manager", reverse("reports:explore") + "?by=regional_group&columns=year&b-year=2023"),
        ("manager", reverse("reports:forums")),
        ("manager", reverse("reports:forum", args=["demo-conference"])),
        ("reviewer", reverse("reports:forum", args=["demo-experts"])),
        ("manager", reverse("reports:states") + "?regional_group=african"),
        ("manager", reverse("reports:state", args=["DEU"])),
        ("reviewer", reverse("reports:state", args=["KEN"])),
        ("reviewer", reverse("meeting", args=[PANEL_MEETING])),
        ("manager", reverse("panels") + "?status=single_gender"),
        ("panel_desk", reverse("panels")),
        ("panel_desk", reverse("panel", args=[panel.slug])),
        ("panel_desk", reverse("meetings:panel-edit", args=[panel.slug])),
        *of_invitations(),
        ("publisher", reverse("reports:releases")),
        ("publisher", reverse("reports:reader-reports")),
        ("publisher", reverse("reports:planned", args=[planned.pk])),
        ("reviewer", reverse("meetings:changes", args=["demo-conference-2022"])),
        ("data_protection", reverse("reports:trail")),
        ("data_protection", reverse("reports:people")),
        ("data_protection", reverse("reports:person", args=[delegation.participations.order_by("pk")[0].person_id])),
        *(("publisher", reverse("reports:release", args=[release.version])) for release in Release.objects.all()),
    ]


def of_invitations() -> list[tuple[str, str]]:
    """The pages of the panel desk: an invitation at each of its states, and everything that is entered there."""
    at_each = {one.state: one for one in Invitation.objects.filter(demonstration=True).order_by("pk")}
    decided, waiting = at_each["checked"], Invitation.objects.filter(proposals__settled_at=None, proposals__gt=0)[:1]
    own = ("line-up", "details", "letter")
    return [
        *(("panel_desk", reverse(name)) for name in ("panel-desk", "invitation-new", "panels:wordings")),
        ("panel_desk", reverse("panel-desk") + "?show=all"),
        ("panel_desk", reverse("panels:calendar")),
        *(("panel_desk", one.get_absolute_url()) for one in at_each.values()),
        *(("panel_approver", one.get_absolute_url()) for one in waiting),
        *(("panel_desk", reverse(f"panels:{name}", args=[decided.panel.slug])) for name in own),
        ("panel_approver", reverse("panel-desk")),
        ("manager", reverse("panel-measures")),
    ]


@pytest.fixture
def page(live_server: LiveServer, demonstration: None, browser: Browser) -> Page:
    """A tab, and the demonstration behind the server."""
    return browser.new_page(viewport={"width": 1280, "height": 900})


def enter(page: Page, server: LiveServer, role: str, language: str) -> None:
    """Become somebody: the cookies a sign-in would have set, and the language of the page."""
    context = page.context
    context.clear_cookies()
    cookies = {"django_language": language}
    if role:
        client = Client()
        client.force_login(User.objects.get(username=role))
        cookies["sessionid"] = client.cookies["sessionid"].value
    context.add_cookies([{"name": name, "value": value, "url": server.url} for name, value in cookies.items()])


def cut_labels(page: Page) -> list[str]:
    """What is written in the charts of a page and does not stand within its drawing."""
    for number, chart in enumerate(page.locator(".chart").all()):
        chart.scroll_into_view_if_needed()
        # Margins follow labels in a second drawing: until it is done a label may stand outside.
        page.wait_for_function(DRAWN, arg=number)
    found: list[str] = page.evaluate(OUTSIDE)
    return found


DRAWN = '(number) => document.querySelectorAll(".chart")[number].classList.contains("drawn")'

OUTSIDE = """() => [...document.querySelectorAll(".chart")].flatMap((chart) => {
  const room = chart.querySelector("svg.main-svg").getBoundingClientRect();
  const labels = [...chart.querySelectorAll("text")].filter((label) => label.textContent.trim());
  return labels.filter((label) => {
    const box = label.getBoundingClientRect();
    return box.left < room.left || box.right > room.right || box.top < room.top || box.bottom > room.bottom;
  }).map((label) => label.textContent.trim());
})"""

BRIEFS = (
    "/dashboard/",
    "/dashboard/?brief=yes",
    "/dashboard/forums/demo-conference/?brief=yes",
    "/dashboard/states/KEN/?brief=yes",
    f"/meetings/{PANEL_MEETING}/?brief=yes",
)


def test_dashboards_without_scripts_and_on_paper(live_server: LiveServer, page: Page) -> None:
    """Tables and drawings stand there without scripts as with them, a form answers, and a brief prints on one sheet."""
    assert page.context.browser is not None
    plain = page.context.browser.new_context(java_script_enabled=False).new_page()
    for one in (page, plain):
        enter(one, live_server, "manager", "en")
        one.goto(f"{live_server.url}/dashboard/")
    assert plain.locator("td").all_inner_texts() == page.locator("td").all_inner_texts() != []
    drawn = "main svg[role=img]"
    assert plain.locator(drawn).count() == page.locator(drawn).count() > 5
    assert page.locator("script[src*=plotly]").count() == 0
    page.goto(f"{live_server.url}/dashboard/forums/demo-conference/")
    assert page.locator("main svg[role=img]").count() > 2
    assert page.locator("script[src*=plotly]").count() == 0
    plain.goto(f"{live_server.url}/dashboard/explore/")
    assert plain.locator("tbody tr").count() == 6
    assert plain.locator("main svg[role=img]").count() == 5, "a line for each regional group"
    plain.select_option("select[name=by]", "role")
    plain.click(".asking-line button[type=submit]")
    assert plain.url.endswith("/dashboard/explore/?by=role&columns=year")
    plain.click(".chip:has-text('delegations')")
    assert plain.url.endswith("/dashboard/explore/?by=role&columns=year&category=all")
    for address in BRIEFS:
        page.goto(live_server.url + address)
        sheets = PdfDocument(page.pdf(prefer_css_page_size=True))
        assert len(sheets) == 1, address
        sheets.close()


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_every_page_in_both_directions(
    live_server: LiveServer, page: Page, settings: Any, language: str, direction: str
) -> None:
    settings.LANGUAGES = [(code, settings.OFFICIAL_LANGUAGES[code]) for code in ("en", "ar")]
    found: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        """The console tells of what the content security policy stopped."""
        if message.type == "error" and "404 (Not Found)" not in message.text:
            found.append(f"{page.url} {message.text}")

    def asked(request: Request) -> None:
        if not request.url.startswith((live_server.url, "data:")):
            found.append(f"{page.url} asks {request.url}")

    page.on("console", heard)
    page.on("request", asked)
    for role, address in pages():
        enter(page, live_server, role, language)
        answer = page.goto(live_server.url + address)
        if answer is None or answer.status != (404 if address == NOWHERE else 200):
            found.append(f"{address}: answered {answer and answer.status}")
        if page.evaluate("document.documentElement.dir") != direction:
            found.append(f"{address}: written in the wrong direction")
        found += [f"{address}: the chart cuts “{label}”" for label in cut_labels(page)]  # and waits until all are drawn
        found += [f"{address}: {fault}" for fault in faults(page)]
        found += [f"{address} scrolls sideways at {wide} pixels" for wide in too_narrow(page)]
    assert not found, "\n".join(found)


def too_narrow(page: Page) -> list[int]:
    """The phones on which the page would scroll sideways."""
    found = []
    for wide in PHONES:
        page.set_viewport_size({"width": wide, "height": 640})
        if page.evaluate("document.documentElement.scrollWidth") > wide:
            found.append(wide)
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def test_a_document_is_handed_in_and_the_page_says_how_far_it_is(
    live_server: LiveServer, page: Page, tmp_path: Path
) -> None:
    found = []
    handed_in = live_server.url + reverse("meetings:upload", args=[MEETING])
    files = {"long.pdf": pdf_columns(1, times=430), "odd.txt": text_spaced() + b"\n\nZzyzx qwerty 12345\n\n"}
    for name, data in files.items():
        enter(page, live_server, "clerk", "en")
        (tmp_path / name).write_bytes(data)
        page.goto(handed_in)
        page.set_input_files("input[type=file]", tmp_path / name)
        page.get_by_role("button", name="Preview").click()
        assert "is being read" in page.locator("[data-progress]").inner_text()
        page.wait_for_selector("#review", timeout=60_000)
        assert re.search(r"/lists/\d+/$", page.url), "a reload shows the preview again"
        for address in (page.url, f"{page.url}?tab=unread", f"{page.url}?tab=new", f"{page.url}map/"):
            page.goto(address)
            found += [f"{address}: {fault}" for fault in faults(page)]
            page.set_viewport_size({"width": 320, "height": 640})
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                found.append(f"{address} scrolls sideways at 320 pixels")
            page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(handed_in)
    page.get_by_role("button", name="Preview").click()
    assert "Choose a file" in page.get_by_role("alert").inner_text()
    assert not found, "\n".join(found)
