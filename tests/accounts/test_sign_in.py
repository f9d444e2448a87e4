"""The sign-in: who gets in, what stops guessing, and what of it the trail notes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import User
from django.core import mail
from django.db import connection
from django.test import Client

from accounts.actions.sign_in import UNKNOWN
from accounts.hashing import room_to_hash
from meetings.models import Change
from tests.worlds.builders import make_user, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]
HERE, ELSEWHERE = "192.0.2.1", "192.0.2.2"


def sign_in(login: str, password: str = "password", address: str = HERE, client: Client | None = None) -> Any:
    client = client or Client()
    return client.post("/accounts/login/", {"login": login, "password": password}, REMOTE_ADDR=address)


def is_in(response: Any) -> bool:
    return response.status_code == 302 and response["Location"] == "/start/"


@pytest.fixture
def ada() -> User:
    return make_user("ada", "reviewer", email="ada@office.example")


class Counted(MD5PasswordHasher):
    """Counts what is hashed: the time it takes is what an attacker would take from everybody else."""

    hashed = 0

    def encode(self, password: str, salt: str) -> str:
        Counted.hashed += 1
        return super().encode(password, salt)


def test_name_and_address_both_sign_in_and_the_trail_says_so(ada: User) -> None:
    for login in ("ada", "Ada@Office.example"):
        assert is_in(sign_in(login))
    notes = Change.objects.filter(action="sign_in")
    assert [(one.by, (one.after or {})["ways"]) for one in notes] == [(ada, "password")] * 2
    page = signed_in("data_protection").get("/dashboard/trail/").content.decode()
    assert page.count("signed in") >= 2


def test_many_wrong_passwords_close_an_account_for_a_while_and_nothing_more_is_hashed(
    ada: User, settings: LazySettings
) -> None:
    """Found: 60 wrong passwords, then the right one signed in, and nothing was noted."""
    settings.PASSWORD_HASHERS = [f"{Counted.__module__}.Counted"]
    for turn in range(60):
        Counted.hashed = 0
        answer = sign_in("ada" if turn % 2 else "ADA@office.example", f"wrong {turn}", f"198.51.100.{turn}")
        assert answer.status_code == 200
        assert (Counted.hashed > 0) == (turn < 10), turn
    assert not is_in(answer := sign_in("ada", address=ELSEWHERE))
    assert "too many wrong passwords" in answer.content.decode()
    refused = [(one.by, (one.after or {})["why"]) for one in Change.objects.filter(action="refuse_sign_in")]
    assert set(refused) == {(ada, "password"), (ada, "limit")}
    make_user("bertha")
    assert is_in(sign_in("bertha", address=ELSEWHERE)), "others are not held up"


def test_many_wrong_passwords_from_one_network_close_it_for_a_while(ada: User) -> None:
    for number in range(30):
        sign_in(f"guess-{number}", "wrong")
    assert not is_in(sign_in("ada"))
    assert is_in(sign_in("ada", address=ELSEWHERE))
    assert {one.by.username for one in Change.objects.filter(action="refuse_sign_in")} == {UNKNOWN, "ada"}
    assert "guess" not in str(list(Change.objects.values()))


def test_a_right_password_does_not_count_and_wrong_ones_are_counted_in_the_database(ada: User) -> None:
    for _turn in range(20):
        assert is_in(sign_in("ada"))
    sign_in("ada", "wrong")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM parity_limits")
        kept = str(cursor.fetchall())
    assert len(kept) > 100
    assert not re.search(rf"ada|office|{HERE}", kept), "no name and no address is kept to count them"


def test_while_passwords_are_checked_others_are_asked_to_come_again(ada: User) -> None:
    """Found: eight clients posting sign-ins made a page for visitors wait five seconds."""
    from accounts.hashing import WAITING

    with room_to_hash():
        WAITING.acquire()
        answer = sign_in("ada")
        WAITING.release()
    assert "Wait a few seconds" in answer.content.decode()
    assert is_in(sign_in("ada"))


def test_a_closed_account_is_told_so_only_with_its_password_and_gets_nowhere(ada: User) -> None:
    ada.is_active = False
    ada.save()
    client = Client()
    assert sign_in("ada", client=client)["Location"] == "/accounts/inactive/"
    assert client.get("/start/").status_code == 302
    assert sign_in("ada", "wrong").status_code == 200
    whys = [(one.after or {})["why"] for one in Change.objects.filter(action="refuse_sign_in")]
    assert sorted(whys) == ["closed", "password"]


def test_a_name_that_is_no_account_and_a_wrong_password_look_the_same(ada: User) -> None:
    pages = [sign_in(login, "wrong").content.decode() for login in ("ada", "bob")]
    said = [re.sub(r'value="[^"]*"', "", page) for page in pages]
    assert said[0] == said[1]


def test_the_sign_in_leads_where_one_wanted_to_go_and_nowhere_else(ada: User) -> None:
    for wanted, led in (("/meetings/", "/meetings/"), ("https://elsewhere.example/", "/start/")):
        form = {"login": "ada", "password": "password", "next": wanted}
        assert Client().post("/accounts/login/", form)["Location"] == led


def test_a_forgotten_password_is_set_anew_by_mail_once(ada: User) -> None:
    stays = signed_in(ada)
    client = Client()
    client.post("/accounts/password/reset/", {"email": "ada@office.example"})
    [letter] = mail.outbox
    assert letter.to == ["ada@office.example"]
    [where] = re.findall(r"https?://[^/]+(/accounts/password/reset/\S+)", letter.body)
    page = client.get(where, follow=True)
    form = {"password1": "quarry lantern mossy orbit", "password2": "quarry lantern mossy orbit"}
    assert "Your password is set" in client.post(page.request["PATH_INFO"], form, follow=True).content.decode()
    assert is_in(sign_in("ada", "quarry lantern mossy orbit"))
    assert "works no more" in Client().get(where).content.decode()
    assert stays.get("/start/")["Location"].startswith("/accounts/login/"), "other sessions end"
    assert Change.objects.filter(action="change_password", by=ada).count() == 1
    assert len(mail.outbox) == 2, "and the owner is told"


def test_nobody_learns_from_a_reset_whether_an_address_has_an_account(ada: User) -> None:
    make_user("org", email="org@office.example").set_unusable_password()
    User.objects.filter(username="org").update(password="!nothing")
    pages = {
        Client().post("/accounts/password/reset/", {"email": f"{name}@office.example"}, follow=True).content
        for name in ("ada", "nobody", "org")
    }
    assert len(pages) == 1
    assert [letter.to for letter in mail.outbox] == [["ada@office.example"]]
    for _turn in range(5):
        answer = Client().post("/accounts/password/reset/", {"email": "ada@office.example"}, REMOTE_ADDR=ELSEWHERE)
    assert answer.status_code == 429
    assert len(mail.outbox) == 3


def test_a_changed_password_ends_the_other_sessions(ada: User) -> None:
    here, there = Client(), Client()
    sign_in("ada", client=here), sign_in("ada", client=there)
    form = {"oldpassword": "password", "password1": "1234567890123", "password2": "1234567890123"}
    assert "soon guessed" in here.post("/accounts/password/", form).content.decode()
    form |= {"password1": "quarry lantern mossy orbit", "password2": "quarry lantern mossy orbit"}
    assert here.post("/accounts/password/", form)["Location"] == "/start/"
    assert not here.get("/start/")["Location"].startswith("/accounts/")
    assert there.get("/start/")["Location"].startswith("/accounts/login/")
