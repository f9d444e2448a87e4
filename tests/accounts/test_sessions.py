"""Sessions end: when nothing is asked for long, and after a day's work whatever happens."""

from __future__ import annotations

import datetime

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts.models import Session
from tests.worlds.builders import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]
A_MINUTE = datetime.timedelta(minutes=1)
IDLE = datetime.timedelta(minutes=settings.PARITY_SESSION_IDLE_MINUTES)
LONGEST = datetime.timedelta(hours=settings.PARITY_SESSION_HOURS)


def browser(name: str = "ada") -> Client:
    client = Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    client.post("/accounts/login/", {"login": name, "password": "password"})
    return client


def is_in(client: Client) -> bool:
    return client.get("/help/").status_code == 200


@pytest.mark.parametrize(
    ("began", "seen", "stays"),
    [
        (LONGEST - A_MINUTE, A_MINUTE, True),
        (IDLE + A_MINUTE, IDLE - A_MINUTE, True),
        (IDLE + A_MINUTE, IDLE + A_MINUTE, False),
        (LONGEST + A_MINUTE, A_MINUTE, False),
    ],
)
def test_a_session_ends_when_idle_and_after_its_longest(
    began: datetime.timedelta, seen: datetime.timedelta, stays: bool
) -> None:
    make_user("ada", "reviewer")
    client, now = browser(), timezone.now()
    row = Session.objects.get(account__username="ada")
    data = row.get_decoded() | {"begun": (now - began).isoformat()}
    stored = client.session.__class__().encode(data)
    Session.objects.filter(pk=row.pk).update(begun_at=now - began, seen_at=now - seen, session_data=stored)
    assert is_in(client) == stays
    if stays:
        session = client.session
        session["something"] = "written later"
        session.save()
    found = list(Session.objects.filter(account__username="ada"))
    assert [now - one.begun_at for one in found] == [began] * stays, "writing does not begin it anew"
    assert all(one.seen_at >= now for one in found)


def test_a_session_knows_whose_it_is_and_no_network_address() -> None:
    ada = make_user("ada", "reviewer")
    browser()
    row = Session.objects.get()
    assert (row.account, row.device) == (ada, "Firefox, Linux")
    assert "127.0.0.1" not in str(Session.objects.values()) + str(row.get_decoded())
