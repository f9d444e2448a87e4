"""Roles take two people, or one and a notice; accounts change by their actions alone, and the trail knows of it."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.actions.roles import decide_role, propose_role, take_role
from accounts.models import Invitation, RoleProposal
from meetings.actions.refusals import ActionRefused
from meetings.models import Change
from tests.worlds.builders import make_user, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def admin() -> User:
    return make_user("ann", "admin", email="ann@office.example")


@pytest.fixture
def officer() -> User:
    return make_user("dora", "data_protection", email="dora@office.example")


@pytest.fixture
def clerk() -> User:
    return make_user("carl", "clerk", email="carl@office.example")


def roles(user: User) -> set[str]:
    return set(User.objects.get(pk=user.pk).groups.values_list("name", flat=True))


def noted() -> list[tuple[str, str]]:
    return [(one.action, one.by.username) for one in Change.objects.order_by("pk")]


def post(client: Client, user: User, **form: str) -> None:
    client.post(f"/accounts/office/{user.pk}/", form)


def test_an_administrator_cannot_take_roles_alone_in_any_way(admin: User, officer: User) -> None:
    """Found: an administrator took three roles in one request, read closed names and gave the roles back, unnoted."""
    client = signed_in(admin)
    for role in ("reviewer", "publisher", "data_protection"):
        post(client, admin, verb="propose", role=role)
        form = {"username": "ann", "groups": ["1", "2", "3"], "role": role}
        for address in (f"/admin/auth/user/{admin.pk}/change/", f"/admin/auth/user/{admin.pk}/password/"):
            assert client.post(address, form).status_code == 404
        with pytest.raises(ActionRefused):
            propose_role(admin, role, by=admin)
        with pytest.raises(IntegrityError), transaction.atomic():
            RoleProposal.objects.create(account=admin, role=role, by=admin, at=timezone.now())
    assert roles(admin) == {"admin"}


def test_a_role_is_given_when_a_second_person_agrees(admin: User, officer: User, clerk: User) -> None:
    asked, agrees = signed_in(admin), signed_in(officer)
    post(asked, clerk, verb="propose", role="reviewer")
    proposal = RoleProposal.objects.get()
    assert roles(clerk) == {"clerk"}
    for nobody in (asked, signed_in(clerk)):
        nobody.post(f"/accounts/office/roles/{proposal.pk}/", {"verb": "agree"})
        assert roles(clerk) == {"clerk"}
    assert "carl becomes reviewer" in agrees.get("/accounts/office/").content.decode()
    assert "Somebody else decides" in asked.get("/accounts/office/").content.decode()
    agrees.post(f"/accounts/office/roles/{proposal.pk}/", {"verb": "agree"})
    assert roles(clerk) == {"clerk", "reviewer"}
    assert noted() == [("propose_role", "ann"), ("give_role", "dora")]
    post(asked, clerk, verb="take", role="reviewer")
    assert roles(clerk) == {"clerk"}
    assert noted()[-1] == ("take_role", "ann")
    page = agrees.get("/dashboard/trail/").content.decode()
    for words in ("proposed a role", "gave a role", "took a role away"):
        assert words in page


def test_who_may_agree_and_who_answers_for_data_are_told(
    admin: User, officer: User, clerk: User, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        proposal = propose_role(clerk, "reviewer", by=admin)
    assert proposal
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        decide_role(proposal, agreed=True, by=officer)
    assert [(one.to, one.subject) for one in mail.outbox] == [
        (["dora@office.example"], "A role waits for you to agree"),
        (["dora@office.example"], "An account in Parity has a new role"),
    ]


def test_one_person_gives_a_role_where_the_office_says_so_and_never_to_themselves(
    admin: User, officer: User, clerk: User, settings: LazySettings, django_capture_on_commit_callbacks: object
) -> None:
    settings.PARITY_ROLES_BY_ONE = True
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert propose_role(clerk, "publisher", by=admin) is None
    assert roles(clerk) == {"clerk", "publisher"}
    assert [one.to for one in mail.outbox] == [["dora@office.example"]]
    with pytest.raises(ActionRefused, match="Nobody gives a role to themselves"):
        propose_role(admin, "publisher", by=admin)


def test_what_is_refused_says_what_to_do(admin: User, clerk: User) -> None:
    closed = make_user("closed", is_active=False)
    for account, role, by, said in (
        (clerk, "reviewer", admin, "Nobody else could agree"),
        (clerk, "king", admin, "is no role"),
        (clerk, "clerk", admin, "has this role already"),
        (closed, "clerk", admin, "open it first"),
        (admin, "clerk", clerk, "Who manages accounts does this"),
    ):
        with pytest.raises(ActionRefused, match=said):
            propose_role(account, role, by=by)
    with pytest.raises(ActionRefused, match="last account that manages"):
        take_role(admin, "admin", by=admin)
    assert Change.objects.count() == 0


def test_the_first_administrator_gets_the_role_from_the_machine(officer: User) -> None:
    first, out = make_user("first"), StringIO()
    call_command("give_role", "first", "admin", stdout=out)
    assert out.getvalue() == "account first role admin\n"
    assert roles(first) == {"admin"}
    assert noted() == [("give_role", "command-line")]


def test_an_account_is_opened_by_invitation_and_nobody_else_knows_its_password(admin: User) -> None:
    client = signed_in(admin)
    form = {
        "username": "marlow",
        "email": "m.otterbank@office.example",
        "first_name": "Marlow",
        "last_name": "Otterbank",
    }
    client.post("/accounts/office/new/", form)
    marlow = User.objects.get(username="marlow")
    client.post(f"/accounts/office/{marlow.pk}/", {"verb": "invite"})
    first, second = (re.findall(r"https?://[^/]+(/accounts/invitation/\S+)", one.body)[0] for one in mail.outbox)
    assert "Dear Marlow Otterbank" in mail.outbox[0].body
    visitor = Client()
    assert visitor.get(first).status_code == 410, "a second one replaces the first"
    password = "quarry lantern mossy orbit"
    assert "soon guessed" in visitor.post(second, {"password1": "marlowmarlow1", "password2": "x"}).content.decode()
    assert visitor.post(second, {"password1": password, "password2": password})["Location"] == "/accounts/login/"
    assert visitor.get(second).status_code == 410, "it works once"
    assert visitor.post("/accounts/login/", {"login": "marlow", "password": password})["Location"] == "/start/"
    client.post(f"/accounts/office/{marlow.pk}/", {"verb": "invite"})
    assert len(mail.outbox) == 2, "an account in use is not invited"
    actions = [action for action, _by in noted()]
    assert actions == ["open_account", "invite", "invite", "accept_invitation", "sign_in"]


def test_an_invitation_ends_with_its_time_and_its_account(admin: User) -> None:
    client = signed_in(admin)
    client.post("/accounts/office/new/", {"username": "marlow", "email": "m@office.example"})
    [where] = re.findall(r"(/accounts/invitation/\S+)", mail.outbox[0].body)
    assert Client().get(where).status_code == 200
    Invitation.objects.update(until=timezone.now())
    assert Client().get(where).status_code == 410


@pytest.mark.parametrize("username", ["c4rl", "Car1", "ann ", "аnn", "c.arl"])
def test_a_name_that_looks_like_another_is_refused(username: str, admin: User, clerk: User) -> None:
    page = signed_in(admin).post("/accounts/office/new/", {"username": username, "email": "x@office.example"})
    made = User.objects.filter(email="x@office.example").exists()
    assert made == (username in ("c4rl",)), page.content.decode()


def test_a_changed_address_is_told_to_the_old_one_and_to_data_protection(
    admin: User, officer: User, clerk: User, django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        post(signed_in(admin), clerk, verb="save", email="ann+2@office.example")
    assert sorted(one.to[0] for one in mail.outbox) == ["carl@office.example", "dora@office.example"]
    assert noted() == [("change_account", "ann")]
    post(signed_in(admin), clerk, verb="save", email="DORA@office.example")
    assert User.objects.get(pk=clerk.pk).email == "ann+2@office.example", "each account has its own address"


def test_a_closed_account_is_out_at_once_and_comes_back_with_notice(
    admin: User, officer: User, clerk: User, django_capture_on_commit_callbacks: object
) -> None:
    inside = signed_in(clerk)
    post(signed_in(admin), clerk, verb="close")
    assert inside.get("/start/")["Location"].startswith("/accounts/login/")
    post(signed_in(admin), admin, verb="close")
    assert User.objects.get(pk=admin.pk).is_active
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        post(signed_in(admin), clerk, verb="reopen")
    assert [one.to for one in mail.outbox] == [["dora@office.example"]]
    assert [action for action, _by in noted()] == ["close_account", "reopen_account"]
