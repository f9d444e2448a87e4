"""Signing in with the organisation: a small OpenID Connect provider of the tests' own sends people here."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.test import Client

from meetings.models import Change
from tests.worlds.builders import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]
CLIENT, SECRET = "parity-office", "a secret of the tests alone, long enough"


class Provider(ThreadingHTTPServer):
    """It signs whatever ``claims`` say for the code that it is shown, once the caller proves who began."""

    claims: dict[str, Any]
    challenge = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        here = self.server.address
        if self.path == "/.well-known/openid-configuration":
            ends = {"authorization_endpoint": "/ask", "token_endpoint": "/token", "userinfo_endpoint": "/me"}
            self.say({"issuer": here, "jwks_uri": f"{here}/keys"} | {name: here + end for name, end in ends.items()})
        else:
            self.say({"sub": self.server.claims["sub"]})

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        proof = base64.urlsafe_b64encode(hashlib.sha256(sent["code_verifier"][0].encode()).digest()).rstrip(b"=")
        if proof.decode() != self.server.challenge or sent["code"] != ["the code"]:
            self.send_error(400)
            return
        claims = {"iss": self.server.address, "aud": CLIENT, "exp": time.time() + 60} | self.server.claims
        token = jwt.encode(claims, SECRET, "HS256")
        self.say({"access_token": "of the tests", "token_type": "Bearer", "id_token": token})

    def say(self, what: dict[str, Any]) -> None:
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def provider(settings: LazySettings) -> Iterator[Provider]:
    server = Provider(("127.0.0.1", 0), Answers)
    server.claims = {"sub": "7", "email": "ada@office.example", "email_verified": True}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.PARITY_OIDC_ISSUER = server.address
    settings.PARITY_OIDC_ROLES = {"clerk": "Parity clerks", "reviewer": "Parity reviewers", "admin": "Parity admins"}
    app = settings.ORGANISATION | {"client_id": CLIENT, "secret": SECRET, "settings": {"server_url": server.address}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    yield server
    server.shutdown()
    server.server_close()


def come(provider: Provider, *, state: str = "", code: str = "the code") -> tuple[Client, Any]:
    """Press the button, be asked over there, come back."""
    client = Client()
    begun = client.get("/accounts/organisation/begin/")
    assert begun.status_code == 302, begun.content.decode()[:500]
    asked = parse_qs(urlsplit(begun["Location"]).query)
    assert begun["Location"].startswith(f"{provider.address}/ask?")
    provider.challenge = asked["code_challenge"][0]
    back = {"state": state or asked["state"][0], "code": code}
    return client, client.get("/accounts/organisation/back/", back)


def signed_in_as(client: Client) -> str:
    return str(client.get("/accounts/own/").wsgi_request.user)


def refused(client: Client, answer: Any) -> str:
    """The sentence on the sign-in page, once nobody is signed in."""
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")
    page = client.get("/accounts/login/").content.decode()
    assert signed_in_as(client) == "AnonymousUser"
    return page


def last(action: str) -> Change:
    return Change.objects.filter(action=action).latest("pk")


def test_the_button_is_there_only_where_an_organisation_is_configured(provider: Provider, settings: Any) -> None:
    assert "/accounts/organisation/begin/" in Client().get("/accounts/login/").content.decode()
    settings.PARITY_OIDC_ISSUER, settings.SOCIALACCOUNT_PROVIDERS = "", {"openid_connect": {"APPS": []}}
    assert "/accounts/organisation/" not in Client().get("/accounts/login/").content.decode()
    assert Client().get("/accounts/organisation/begin/").status_code == 404


def test_a_known_address_signs_in_and_nothing_of_the_claims_is_stored(provider: Provider) -> None:
    ada = make_user("ada", "publisher", email="Ada@office.example")
    client, answer = come(provider)
    assert (answer.status_code, answer["Location"]) == (302, "/start/")
    assert signed_in_as(client) == "ada"
    assert SocialAccount.objects.get(user=ada).extra_data == {}
    assert [group.name for group in ada.groups.all()] == ["publisher"], "no group stands for this role"
    assert (last("sign_in").after or {})["ways"] == "socialaccount"
    provider.claims |= {"email": "married@office.example"}
    assert signed_in_as(come(provider)[0]) == "ada", "who it is, the identifier says"


def test_groups_give_roles_and_take_them(provider: Provider) -> None:
    provider.claims |= {"groups": ["Parity clerks", "Choir"], "preferred_username": "ada.q", "given_name": "Ada"}
    client, _answer = come(provider)
    assert signed_in_as(client) == "ada.q"
    ada = User.objects.get(username="ada.q")
    assert ([group.name for group in ada.groups.all()], ada.has_usable_password()) == (["clerk"], False)
    assert (last("give_role").by.username, last("give_role").evidence) == (
        "organisation-sign-in",
        "by a group of the organisation",
    )
    provider.claims |= {"groups": ["Parity reviewers"]}
    come(provider)
    assert [group.name for group in ada.groups.all()] == ["reviewer"]
    assert last("take_role").evidence == "by the groups of the organisation"
    provider.claims |= {"groups": ["Parity admins"]}
    come(provider)
    provider.claims |= {"groups": []}
    come(provider)
    assert [group.name for group in ada.groups.all()] == ["admin"], "the last account that manages accounts stays one"


def test_strangers_and_closed_accounts_are_refused_and_noted(provider: Provider) -> None:
    client, answer = come(provider)
    assert "no open account of yours" in refused(client, answer)
    assert (last("refuse_sign_in").after or {})["why"] == "stranger"
    assert not User.objects.filter(email="ada@office.example").exists()
    make_user("ada", email="ada@office.example", is_active=False)
    refused(*come(provider))
    assert (last("refuse_sign_in").after or {})["why"] == "closed"


def test_an_address_that_nobody_verified_opens_no_account(provider: Provider, settings: Any) -> None:
    make_user("ada", "clerk", email="ada@office.example")
    provider.claims |= {"email_verified": False, "groups": ["Parity clerks"]}
    refused(*come(provider))
    settings.PARITY_OIDC_ADDRESSES_VERIFIED = True
    assert signed_in_as(come(provider)[0]) == "ada"


@pytest.mark.parametrize(
    "wrong",
    [{"iss": "https://elsewhere.example"}, {"aud": "another client"}, {"exp": time.time() - 60}],
    ids=["issuer", "audience", "over"],
)
def test_a_token_for_somebody_else_is_refused(provider: Provider, wrong: dict[str, Any]) -> None:
    make_user("ada", email="ada@office.example")
    provider.claims |= wrong
    assert "did not work" in refused(*come(provider))


def test_a_way_back_that_nobody_began_here_is_refused(provider: Provider) -> None:
    make_user("ada", email="ada@office.example")
    assert "did not work" in refused(*come(provider, state="made-up"))
    assert "did not work" in refused(*come(provider, code="stolen"))
