"""The second step: authenticator, recovery codes, security keys, and roles that need one; one's own sessions."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from accounts.models import Session
from meetings.models import Change
from meetings.rights import Group
from parity.settings_of_accounts import EVERY_ROLE
from tests.worlds.builders import make_user, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def ada() -> User:
    return make_user("ada", "reviewer", email="ada@office.example")


def shown_by_authenticator(secret: str, steps_on: int = 0) -> str:
    """RFC 6238, as a telephone computes it."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps_on)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def with_password(name: str = "ada") -> tuple[Client, Any]:
    client = Client(HTTP_USER_AGENT=FIREFOX)
    return client, client.post("/accounts/login/", {"login": name, "password": "password"})


def set_up(client: Client) -> tuple[str, list[str]]:
    """Turn an authenticator on as a person does; its key, and the recovery codes shown."""
    client.post("/accounts/again/", {"password": "password"})
    page = client.get("/accounts/step/authenticator/").content.decode()
    [secret] = re.findall(r'class="secret">([A-Z2-7]+)<', page)
    client.post("/accounts/step/authenticator/", {"code": shown_by_authenticator(secret)})
    shown = client.get("/accounts/step/codes/").content.decode()
    return secret, re.findall(r"<li>(\d{8})</li>", shown)


def test_an_authenticator_is_asked_for_at_the_next_sign_in_and_recovery_codes_work_once(
    ada: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        secret, codes = set_up(with_password()[0])
    assert len(codes) == 10
    client, answer = with_password()
    assert answer["Location"] == "/accounts/step/"
    assert client.get("/help/").status_code == 302, "half a sign-in opens nothing"
    assert client.post("/accounts/step/", {"code": "000000"}).status_code == 200
    assert client.post("/accounts/step/", {"code": shown_by_authenticator(secret, 1)})["Location"] == "/start/"
    again = shown_by_authenticator(secret, 1)
    assert with_password()[0].post("/accounts/step/", {"code": again}).status_code == 200, "a code works once"
    for turn in range(2):
        client, _answer = with_password()
        assert client.post("/accounts/step/", {"code": codes[0]}).status_code == (200 if turn else 302)
    ways = [(one.after or {}).get("ways") for one in Change.objects.filter(action="sign_in").order_by("pk")]
    assert ways == ["password", "password, mfa", "password, mfa"]
    assert Change.objects.filter(action="refuse_sign_in", by=ada).count() == 3
    assert Change.objects.filter(action="change_second_step", by=ada).exists()
    assert [one.to for one in mail.outbox].count(["ada@office.example"]) >= 1


def test_secrets_are_stored_encrypted_and_codes_shown_once(ada: User) -> None:
    client, _answer = with_password()
    secret, codes = set_up(client)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert not any(code in stored for code in codes)
    assert not re.findall(r"<li>\d{8}</li>", client.get("/accounts/step/codes/").content.decode())


def test_codes_cannot_be_guessed_either(ada: User) -> None:
    _secret, codes = set_up(with_password()[0])
    client, _answer = with_password()
    for _turn in range(12):
        client.post("/accounts/step/", {"code": "000000"})
    client.post("/accounts/step/", {"code": codes[0]})
    assert client.get("/help/").status_code == 302


def test_what_protects_an_account_is_changed_after_signing_in_anew_only(ada: User) -> None:
    client = signed_in(ada)
    for address in ("authenticator", "codes/new", "key"):
        assert client.get(f"/accounts/step/{address}/")["Location"].startswith("/accounts/again/"), address
    page = client.get("/accounts/step/authenticator/", follow=True)
    assert client.post(page.request["PATH_INFO"], {"password": "wrong"}).status_code == 200
    client.post(f"{page.request['PATH_INFO']}?{page.request['QUERY_STRING']}", {"password": "password"})
    assert client.get("/accounts/step/authenticator/").status_code == 200
    set_up(client)
    client.post("/accounts/step/authenticator/remove/")
    assert not Authenticator.objects.filter(user=ada).exists(), "codes go with the last second step"


def test_a_role_that_needs_a_second_step_opens_nothing_without_one(ada: User, settings: LazySettings) -> None:
    settings.PARITY_SECOND_STEP_ROLES = ["reviewer"]
    client, _answer = with_password()
    for address in ("/meetings/", "/start/", "/help/", "/accounts/office/"):
        assert client.get(address)["Location"] == "/accounts/own/", address
    assert "Your role needs a second step" in client.get("/accounts/own/").content.decode()
    assert client.get("/").status_code == 200
    set_up(client)
    assert client.get("/meetings/").status_code == 200
    make_user("carl", "clerk")
    assert with_password("carl")[0].get("/meetings/").status_code == 200


def test_ones_sessions_are_listed_and_ended_and_nobody_elses(ada: User) -> None:
    here, there, other = (with_password()[0] for _turn in range(3))
    make_user("carl", "clerk")
    carl, _answer = with_password("carl")
    page = here.get("/accounts/own/").content.decode()
    assert page.count("Firefox, Linux") == 3
    handles = re.findall(r'name="session" value="(\w+)"', page)
    assert len(handles) == 2
    assert not any(one.session_key in page for one in Session.objects.all())
    [of_carl] = [one.handle for one in Session.objects.filter(account__username="carl")]
    here.post("/accounts/own/", {"session": of_carl})
    assert carl.get("/help/").status_code == 200
    for handle in handles[:1]:
        here.post("/accounts/own/", {"session": handle})
    assert [client.get("/help/").status_code for client in (here, there, other)].count(200) == 2
    here.post("/accounts/own/", {"verb": "end-others"})
    assert [client.get("/help/").status_code for client in (here, there, other)] == [200, 302, 302]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_security_key_is_added_and_signs_in_alone(live_server: LiveServer, browser: Browser) -> None:
    make_user("ada", "reviewer", email="ada@office.example")
    page = browser.new_page()
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    about = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": about | {"isUserVerified": True}})
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("User name or e-mail").fill("ada")
    page.get_by_label("Password").fill("password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto(f"{live_server.url}/accounts/step/key/")
    page.get_by_label("Password").fill("password")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Sign in with this key alone").check()
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("heading", name="Recovery codes").wait_for()
    page.goto(f"{live_server.url}/accounts/own/")
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_role("button", name="Use a security key or this device").click()
    page.get_by_role("link", name="Your sign-in").wait_for()
    assert Change.objects.filter(action="sign_in", after__ways="mfa").exists()


def test_a_computer_that_is_trusted_is_not_asked_until_the_password_changes(ada: User) -> None:
    client, _answer = with_password()
    _secret, codes = set_up(client)

    def on_computer(cookie: str = "") -> Client:
        computer = Client(HTTP_USER_AGENT=FIREFOX)
        if cookie:
            computer.cookies["computer"] = cookie
        return computer

    computer = on_computer()
    asked = computer.post("/accounts/login/", {"login": "ada", "password": "password"})
    assert asked["Location"].startswith("/accounts/step/")
    assert "for 14 days" in computer.get("/accounts/step/").content.decode()
    done = computer.post("/accounts/step/", {"code": codes[0], "trust": "yes"})
    trusted = done.cookies["computer"]
    assert (trusted["httponly"], trusted["max-age"]) == (True, 14 * 24 * 3600)
    again = on_computer(trusted.value).post("/accounts/login/", {"login": "ada", "password": "password"})
    assert again["Location"] == "/start/"
    assert (
        on_computer("made-up")
        .post("/accounts/login/", {"login": "ada", "password": "password"})["Location"]
        .startswith("/accounts/step/")
    )
    ada.set_password("another password of hers")
    ada.save()
    anew = {"login": "ada", "password": "another password of hers"}
    asked = on_computer(trusted.value).post("/accounts/login/", anew)
    assert asked["Location"].startswith("/accounts/step/")


def test_without_the_box_a_computer_is_asked_each_time(ada: User) -> None:
    client, _answer = with_password()
    _secret, codes = set_up(client)
    computer, _asked = with_password()
    assert "computer" not in computer.post("/accounts/step/", {"code": codes[0]}).cookies


def test_every_role_is_among_those_that_production_asks_for_a_second_step() -> None:
    assert set(EVERY_ROLE) == {group.value for group in Group}
