"""Ways in: the sign-in, the logo and the first page of each role; an account without a role; help on every page."""

import pytest
from django.conf import LazySettings
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from meetings.rights import Group
from tests.worlds.builders import make_meeting, make_user, signed_in

pytestmark = pytest.mark.django_db

FIRST = {
    Group.CLERK: "/desk/",
    Group.REVIEWER: "/dashboard/",
    Group.PUBLISHER: "/dashboard/",
    Group.MANAGER: "/dashboard/",
    Group.PANEL_DESK: "/panels/desk/",
    Group.DATA_PROTECTION: "/dashboard/trail/",
    Group.ADMIN: "/accounts/office/",
}


@pytest.mark.parametrize("group", FIRST)
def test_a_signed_in_person_who_opens_the_sign_in_lands_on_their_first_page(group: Group) -> None:
    user = make_user(group.value, group.value)
    make_meeting("spring").clerks.add(user)
    client = signed_in(user)
    assert client.get("/accounts/login/")["Location"] == "/start/"
    landed = client.get("/accounts/login/", follow=True)
    assert (landed.request["PATH_INFO"], landed.status_code) == (FIRST[group], 200)
    page = landed.content.decode()
    assert 'href="/start/"' in page, "the logo leads there too"
    assert page.count('href="/help/"') >= 1
    assert 'href="/help/#measures"' in page


def test_whoever_wants_another_page_than_theirs_may_sign_in_as_somebody_else() -> None:
    page = signed_in("manager").get("/accounts/login/?next=/desk/")
    assert page.status_code == 200
    assert "does not have the right to open that page" in page.content.decode()


def test_a_visitor_signs_in_and_the_public_pages_have_one_link_for_everybody() -> None:
    client = signed_in("manager")
    assert 'href="/start/">Desk' in client.get("/").content.decode()
    mine = client.get("/").content
    client.logout()
    assert client.get("/").content == mine, "the same bytes for every reader"
    assert client.get("/start/")["Location"].startswith("/accounts/login/")
    assert client.get("/accounts/login/").status_code == 200


def test_an_account_without_a_role_sees_what_that_means_and_whom_to_ask(settings: LazySettings) -> None:
    make_user("ada", "admin", first_name="Ada", last_name="Sample")
    make_user("gone", "admin", is_active=False)
    settings.PARITY_CONTACT = "office@example.org"
    page = signed_in(make_user("newcomer")).get("/start/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "Your account does not open any pages yet" in text
    assert "Ada Sample manages accounts." in text
    assert "gone" not in text
    assert "mailto:office@example.org" in text
    make_user("bo", "admin")
    assert "These people manage accounts: Ada Sample, bo." in signed_in("newcomer").get("/start/").content.decode()


def test_help_explains_the_words_and_every_figure() -> None:
    text = signed_in("clerk").get("/help/").content.decode()
    for id_ in ("words", "measures", "share_of_women", "people_needed_same_size"):
        assert f'id="{id_}"' in text, id_


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_in_a_browser_sign_in_logo_and_desk_link_lead_to_ones_own_first_page(
    live_server: LiveServer, browser: Browser
) -> None:
    make_user("data_protection", "data_protection")
    page = browser.new_page()
    page.goto(f"{live_server.url}/")
    page.get_by_role("link", name="Desk", exact=True).click()
    page.get_by_label("User name or e-mail").fill("data_protection")
    page.get_by_label("Password").fill("password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    home = f"{live_server.url}{FIRST[Group.DATA_PROTECTION]}"
    assert page.url == home
    page.get_by_role("link", name="Help", exact=True).first.click()
    page.get_by_role("link", name="Parity", exact=True).click()
    assert page.url == home
    page.goto(f"{live_server.url}/accounts/login/")
    assert page.url == home
