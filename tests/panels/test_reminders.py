"""Reminders and calendars: each goes out once, whatever breaks off between two; neither names a speaker."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from panels.actions.calendars import new_address
from panels.actions.reminders import Reminded, send_reminders
from panels.models import CalendarAddress, Invitation, SentReminder
from tests.worlds.builders import make_user, signed_in
from tests.worlds.invitations import go, make_invitation

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate() + timedelta(30)
"""A day on which nothing was looked at again yet."""


class Killed(BaseException):
    """The process ends, as by a signal: nothing of ours may catch it."""


class BreaksOff(EmailBackend):
    """A process that ends between two mails."""

    def send_messages(self, messages: Any) -> int:
        if mail.outbox:
            raise Killed
        return super().send_messages(messages)


class RefusesOne(EmailBackend):
    """A mail server that knows one address not."""

    def send_messages(self, messages: Any) -> int:
        for message in messages:
            if message.to == ["gone@office.example"]:
                raise SMTPRecipientsRefused({message.to[0]: (550, b"no such user")})
        return super().send_messages(messages)


@pytest.fixture
def desk() -> User:
    return make_user("desk", "panel_desk", email="desk@office.example")


def three_due(desk: User) -> None:
    """A reply, a check seven days before and an outcome."""
    make_invitation(desk, "mm", title="Reply fold", reply_due=TODAY + timedelta(2), date=None)
    go(make_invitation(desk, "wm", title="Week fold", date=TODAY + timedelta(6)), "accepted", by=desk)
    go(make_invitation(desk, "wm", title="Past fold", date=TODAY - timedelta(3)), "accepted", by=desk)


def test_run_twice_each_is_sent_once_and_names_no_speaker(desk: User) -> None:
    three_due(desk)
    assert send_reminders(today=TODAY) == Reminded(sent=3)
    call_command("panel_reminders")
    number = len(mail.outbox)
    assert send_reminders(today=TODAY) == Reminded()
    assert len(mail.outbox) == number == SentReminder.objects.count()
    for message in mail.outbox:
        assert message.to == ["desk@office.example"]
        assert "Speaker Number" not in message.body
        assert "/panels/invitation" in message.body


def test_what_is_due_today_is_sent_and_what_is_not_is_not(desk: User) -> None:
    three_due(desk)
    make_invitation(desk, "mm", title="Far fold", reply_due=TODAY + timedelta(3), date=None)
    make_invitation(desk, "mm", title="Shown fold", reply_due=TODAY, demonstration=True)
    go(make_invitation(desk, "mm", title="Declined fold", reply_due=TODAY), "declined", by=desk)
    send_reminders(today=TODAY)
    assert {one.subject.partition(": ")[2] for one in mail.outbox} == {"Reply fold", "Week fold", "Past fold"}


def test_a_run_that_breaks_off_is_gone_on_with(desk: User, settings: Any) -> None:
    three_due(desk)
    settings.EMAIL_BACKEND = f"{__name__}.BreaksOff"
    with pytest.raises(Killed):
        send_reminders(today=TODAY)
    assert len(mail.outbox) == SentReminder.objects.count() == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_reminders(today=TODAY) == Reminded(sent=2)
    assert len({one.subject for one in mail.outbox}) == len(mail.outbox) == 3


def test_without_an_owner_everybody_at_the_desk_is_reminded_and_nobody_without_address(desk: User) -> None:
    make_user("second", "panel_desk", email="second@office.example")
    make_user("mute", "panel_desk")
    make_user("approver", "panel_approver", email="approver@office.example")
    made = make_invitation(desk, "mm", reply_due=TODAY, date=None)
    Invitation.objects.filter(pk=made.pk).update(owner=None)
    send_reminders(today=TODAY)
    assert sorted(one.to[0] for one in mail.outbox) == ["desk@office.example", "second@office.example"]


def test_an_address_that_is_refused_stops_no_other_and_is_tried_again(
    desk: User, settings: Any, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = make_user("aaa", "panel_desk", email="gone@office.example")
    today = timezone.localdate()
    for owner in (gone, desk, gone):
        make_invitation(owner, "mm", reply_due=today, date=None)
    settings.EMAIL_BACKEND = f"{__name__}.RefusesOne"
    with pytest.raises(CommandError, match="Not sent: 2"):
        call_command("panel_reminders")
    assert "sent: 1" in capsys.readouterr().out
    assert [one.to for one in mail.outbox] == [["desk@office.example"]]
    assert "SMTPRecipientsRefused" in caplog.text
    assert "office.example" not in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_reminders(today=today) == Reminded(sent=2)


def test_an_owner_who_left_the_desk_is_told_nothing_and_the_desk_is(desk: User) -> None:
    left, closed = (make_user(name, "panel_desk", email=f"{name}@office.example") for name in ("left", "closed"))
    for owner in (left, closed):
        make_invitation(owner, "mm", reply_due=TODAY, date=None)
    left.groups.clear()
    User.objects.filter(pk=closed.pk).update(is_active=False)
    send_reminders(today=TODAY)
    assert [one.to for one in mail.outbox] == [["desk@office.example"]] * 2


def test_a_calendar_is_read_under_its_secret_address_until_it_is_renewed(desk: User) -> None:
    three_due(desk)
    old = new_address(desk).secret
    answer = Client().get(f"/panels/calendar/{old}.ics")
    text = answer.content.decode().replace("\r\n ", "")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "SUMMARY:Reply to the organizers: Reply fold" in text
    assert f"DTSTART;VALUE=DATE:{TODAY + timedelta(2):%Y%m%d}" in text
    assert "URL:http://testserver/panels/invitation/" in text
    assert "Speaker Number" not in text
    client = Client()
    client.force_login(desk)
    client.post("/panels/calendar/renew/")
    new = CalendarAddress.objects.get(person=desk).secret
    assert new in client.get("/panels/calendar/").content.decode()
    assert Client().get(f"/panels/calendar/{old}.ics").status_code == 404
    assert Client().get(f"/panels/calendar/{new}.ics").status_code == 200
    desk.groups.clear()
    assert Client().get(f"/panels/calendar/{new}.ics").status_code == 404
    assert signed_in("manager").get("/panels/calendar/").status_code == 403


def test_the_calendar_of_one_person_holds_nothing_of_another(desk: User) -> None:
    other = make_user("other", "panel_desk")
    make_invitation(other, "mm", title="Other fold", reply_due=timezone.localdate())
    text = Client().get(f"/panels/calendar/{new_address(desk).secret}.ics").content.decode()
    assert "Other fold" not in text
