"""Access: every address with every role, from the URL resolver; a GET changes nothing."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from accounts.models import RoleProposal
from bodies.actions.bodies import add_body, write_rule
from bodies.actions.cycles import add_substitution, open_cycle
from meetings.models import (
    Delegation,
    DelegationLetter,
    ImportBatch,
    LetterCampaign,
    ListDocument,
    Meeting,
    Panel,
    ProceedingsImport,
    Source,
)
from meetings.rights import Group
from panels.actions.calendars import new_address
from panels.actions.experts import suggest
from reports.models import PlannedRelease, ReaderReport
from staff.actions.movements import enter_movement
from staff.actions.plans import plan
from staff.actions.snapshots import CountRow, SnapshotHead, enter_snapshot
from staff.models import HalfYear, Movement
from tests.worlds.builders import (
    make_country,
    make_delegation,
    make_meeting,
    make_panel,
    make_participation,
    make_release,
    make_statement,
    make_user,
    signed_in,
)
from tests.worlds.invitations import make_expert, make_invitation

pytestmark = [pytest.mark.django_db, pytest.mark.database]

EVERYONE, SIGNED_IN = "everyone", "signed in"
OWN = "signed in, and what they find depends on their own second step: tests/accounts/test_second_step.py"
CONFIGURED = "everyone, where an organisation is configured: tests/accounts/test_organisation.py"
READERS = "clerk reviewer publisher manager"

# Who gets in, at a meeting with a closed list; "clerk" is a clerk of this very meeting.
ACCESS = {
    "healthz": EVERYONE,
    "readyz": EVERYONE,
    "login": EVERYONE,
    "logout": EVERYONE,
    "password_change": SIGNED_IN,
    "account_login": EVERYONE,
    "account_logout": EVERYONE,
    "account_inactive": EVERYONE,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "account_reset_password": EVERYONE,
    "account_reset_password_done": EVERYONE,
    "account_reset_password_from_key": EVERYONE,
    "account_reset_password_from_key_done": EVERYONE,
    "account_invitation": EVERYONE,
    "openid_connect_login": CONFIGURED,
    "openid_connect_callback": CONFIGURED,
    "own-sign-in": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_authenticate": OWN,
    "mfa_reauthenticate": OWN,
    "mfa_activate_totp": OWN,
    "mfa_deactivate_totp": OWN,
    "mfa_view_recovery_codes": OWN,
    "mfa_generate_recovery_codes": OWN,
    "mfa_add_webauthn": OWN,
    "mfa_remove_webauthn": OWN,
    "mfa_reauthenticate_webauthn": OWN,
    "mfa_login_webauthn": OWN,
    "office-accounts": "admin data_protection",
    "office-account-new": "admin",
    "office-account": "admin",
    "office-role": "admin data_protection",
    "reports:home": EVERYONE,
    "reports:desk": "clerk reviewer, clerk elsewhere",
    "reports:bring-in": "clerk, clerk elsewhere",
    "reports:unrecorded": "clerk reviewer, clerk elsewhere",
    "reports:reader-reports": "reviewer publisher",
    "reports:reader-report": "reviewer publisher",
    "reports:overview": READERS + ", clerk elsewhere",
    "reports:copy-docx": READERS + ", clerk elsewhere",
    "reports:figure": READERS + ", clerk elsewhere",
    "reports:figure-file": READERS + ", clerk elsewhere",
    "reports:explore": READERS + ", clerk elsewhere",
    "reports:explore-download": READERS + ", clerk elsewhere",
    "reports:forums": READERS + ", clerk elsewhere",
    "reports:forum": READERS + ", clerk elsewhere",
    "reports:states": READERS + ", clerk elsewhere",
    "reports:state": "clerk reviewer publisher",
    "start": SIGNED_IN,
    "help": SIGNED_IN,
    "meetings": READERS + ", clerk elsewhere",
    "meeting": READERS,
    "meeting-panels": "clerk reviewer manager",
    "panel-desk": "panel_desk panel_approver",
    "invitation-new": "panel_desk",
    "panel-measures": "manager panel_desk panel_approver",
    "panels:line-up": "panel_desk",
    "panels:drop-out": "panel_desk",
    "panels:decision": "panel_desk",
    "panels:approval": "panel_approver",
    "panels:took-place": "panel_desk",
    "panels:check-again": "panel_desk",
    "panels:details": "panel_desk",
    "panels:letter": "panel_desk",
    "panels:experts": "panel_desk panel_approver",
    "panels:expert-new": "panel_desk",
    "panels:expert": "panel_desk",
    "panels:expert-remove": "panel_desk",
    "panels:suggest": "panel_desk",
    "panels:suggestion": "panel_desk",
    "panels:calendar": "panel_desk",
    "panels:calendar-renew": "panel_desk",
    "panels:calendar-feed": EVERYONE,
    "panels:letter-docx": "panel_desk",
    "panels:letter-eml": "panel_desk",
    "panels:wordings": "panel_desk",
    "panels": "clerk reviewer manager panel_desk panel_approver, clerk elsewhere",
    "panel": "clerk reviewer manager panel_desk panel_approver",
    "letters": "reviewer publisher manager selection_desk",
    "letters-new": "reviewer selection_desk",
    "letter-campaign": "reviewer publisher",
    "letter": "reviewer publisher",
    "meetings:letter-wordings": "reviewer selection_desk",
    "meetings:letters-approve": "reviewer publisher",
    "meetings:letters-archive": "reviewer publisher",
    "meetings:letter-docx": "reviewer publisher",
    "meetings:letter-eml": "reviewer publisher",
    "meetings:letter-verb": "reviewer",
    "sources": "reviewer manager",
    "published-by-others": "reviewer manager",
    "meetings:source": "reviewer",
    "meetings:source-new": "reviewer",
    "bodies": "manager selection_desk",
    "body-rules": "manager selection_desk",
    "body": "manager selection_desk",
    "cycle": "manager selection_desk",
    "bodies:new": "selection_desk",
    "bodies:edit": "selection_desk",
    "bodies:rule-new": "selection_desk",
    "bodies:rule": "selection_desk",
    "bodies:cycle-new": "selection_desk",
    "bodies:cycle-edit": "selection_desk",
    "bodies:stages": "selection_desk",
    "bodies:sheet": "selection_desk",
    "bodies:undo": "selection_desk",
    "bodies:substitutions": "selection_desk",
    "bodies:substitution-remove": "selection_desk",
    "staff": "manager hr_focal_point",
    "staff-units": "manager hr_focal_point",
    "staff:snapshots": "manager hr_focal_point",
    "staff:import": "hr_focal_point",
    "staff:template": "hr_focal_point",
    "staff:lock": "manager hr_focal_point",
    "staff:unlock": "manager hr_focal_point",
    "staff:undo": "hr_focal_point",
    "staff:movements": "manager hr_focal_point",
    "staff:movement-remove": "hr_focal_point",
    "staff:plan": "manager hr_focal_point",
    "staff:plan-drop": "hr_focal_point",
    "reports:trail": "data_protection",
    "reports:people": "data_protection",
    "reports:person": "data_protection",
    "reports:person-erase": "data_protection",
    "reports:name-erase": "data_protection",
    "reports:releases": "reviewer publisher",
    "reports:planned-new": "publisher",
    "reports:planned": "publisher",
    "reports:planned-drop": "publisher",
    "reports:release": "reviewer publisher",
    "reports:release-file": "reviewer publisher",
    "reports:release-build": "reviewer publisher",
    "reports:release-labels": "publisher",
    "reports:release-check": "reviewer publisher",
    "reports:release-approve": "reviewer publisher",
    "reports:release-send-back": "reviewer publisher",
    "reports:release-publish": "publisher",
    "reports:release-withdraw": "publisher",
    "reports:release-discard": "reviewer publisher",
    "meetings:search": "clerk reviewer, clerk elsewhere",
    "meetings:alike": "clerk reviewer, clerk elsewhere",
    "meetings:new": "clerk reviewer, clerk elsewhere",
    "meetings:edit": "clerk",
    "meetings:clerks": "clerk reviewer",
    "meetings:people": "clerk reviewer",
    "meetings:declared": "clerk reviewer",
    "meetings:gender-sources": "reviewer",
    "meetings:all-gender-sources": "reviewer",
    "meetings:changes": "reviewer",
    "meetings:upload": "clerk",
    "meetings:list-template": "clerk",
    "meetings:batch": "clerk reviewer",
    "meetings:batch-map": "clerk",
    "meetings:lists-progress": "clerk",
    "meetings:batch-read": "clerk",
    "meetings:batch-answer": "clerk",
    "meetings:batch-commit": "clerk",
    "meetings:batch-reject": "clerk",
    "meetings:batch-undo": "clerk",
    "meetings:batch-problems": "clerk",
    "meetings:questions": "clerk reviewer",
    "meetings:delegation": "clerk",
    "meetings:delegation-new": "clerk",
    "meetings:head-count": "clerk",
    "meetings:sheet": "clerk reviewer",
    "meetings:sheet-file": "clerk reviewer",
    "meetings:sheets": "clerk reviewer",
    "meetings:check": "clerk reviewer publisher",
    "meetings:document-totals": "clerk reviewer",
    "meetings:finding": "reviewer",
    "meetings:sample": "reviewer",
    "meetings:send-back": "reviewer",
    "meetings:hand-in": "clerk",
    "meetings:doubts": "clerk reviewer",
    "meetings:lock": "reviewer",
    "meetings:unlock": "reviewer",
    "meetings:statements": "clerk reviewer",
    "meetings:statement": "clerk",
    "meetings:statement-new": "clerk",
    "meetings:statement-upload": "clerk",
    "meetings:statement-list": "clerk reviewer",
    "meetings:statement-decide": "clerk",
    "meetings:offices": "clerk reviewer",
    "meetings:office-upload": "clerk",
    "meetings:office-list": "clerk reviewer",
    "meetings:office-decide": "clerk",
    "meetings:forum-offices": "clerk reviewer, clerk elsewhere",
    "meetings:forum-office-upload": "clerk reviewer, clerk elsewhere",
    "meetings:forum-office-list": "clerk reviewer, clerk elsewhere",
    "meetings:forum-office-decide": "clerk reviewer, clerk elsewhere",
    "meetings:panel-new": "clerk panel_desk",
    "meetings:programme": "clerk panel_desk",
    "meetings:panel-edit": "clerk panel_desk",
    "meetings:panel-exempt": "panel_desk",
}
POSTED = {
    "meetings:letter-verb",
    "meetings:letters-approve",
    "bodies:undo",
    "bodies:substitution-remove",
    "staff:lock",
    "staff:unlock",
    "staff:undo",
    "staff:movement-remove",
    "staff:plan-drop",
    "panels:drop-out",
    "panels:decision",
    "panels:approval",
    "panels:took-place",
    "panels:check-again",
    "panels:expert-remove",
    "panels:suggest",
    "panels:suggestion",
    "panels:letter-docx",
    "panels:calendar-renew",
    "panels:letter-eml",
    "reports:planned-new",
    "reports:planned-drop",
    "reports:person-erase",
    "reports:name-erase",
    "reports:release-build",
    "reports:release-labels",
    "reports:release-check",
    "reports:release-approve",
    "reports:release-send-back",
    "reports:reader-report",
    "reports:release-publish",
    "reports:release-withdraw",
    "reports:release-discard",
    "logout",
    "account_logout",
    "office-role",
    "meetings:batch-read",
    "meetings:batch-answer",
    "meetings:batch-commit",
    "meetings:batch-reject",
    "meetings:batch-undo",
    "meetings:panel-exempt",
    "meetings:statement-decide",
    "meetings:office-decide",
    "meetings:forum-office-decide",
    "meetings:document-totals",
    "meetings:finding",
    "meetings:sample",
    "meetings:send-back",
    "meetings:hand-in",
    "meetings:lock",
    "meetings:unlock",
}
ROLES = ["visitor", "superuser", "clerk elsewhere", *[group.value for group in Group]]


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every named address with its namespace; the admin's own are tested apart."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one, f"{one.namespace}:" if one.namespace else prefix)
        else:
            yield f"{prefix}{one.name}", one


ALL = dict(patterns(get_resolver()))
# The public site has one answer for everybody: tests/public/test_public.py.
OURS = sorted(name for name in ALL if not name.startswith(("admin:", "public:")))
# Unnamed in the admin are only redirects to its named pages.
ADMIN = sorted(name for name in ALL if name.startswith("admin:") and name != "admin:None")


@pytest.fixture(scope="module")
def world(held_for_the_module: Any) -> dict[str, Any]:
    with held_for_the_module.unblock():
        return one_of_everything()


def one_of_everything() -> dict[str, Any]:
    """A meeting with a closed list, one of everything an address can name, and one account per role, signed in once."""
    meeting = make_meeting("spring-session")
    delegation = make_delegation(meeting, make_country("AAA").code)
    listed = make_participation(delegation, "Ada Okoro", "woman")
    planned = PlannedRelease.objects.create(on=timezone.localdate(), title="Spring", changed_at=timezone.now())
    users = {group.value: make_user(group.value, group.value) for group in Group}
    users["superuser"] = make_user("superuser", is_superuser=True, is_staff=True)
    users["clerk elsewhere"] = make_user("elsewhere", "clerk")
    meeting.clerks.set([users["clerk"]])
    make_meeting("autumn-session").clerks.set([users["clerk elsewhere"]])
    make_panel("Opening", "wm", meeting=meeting, slug="opening")
    invitation, expert = make_invitation(users["panel_desk"], "wm"), make_expert()
    suggestion = suggest(invitation, expert, by=users["panel_desk"])
    body = add_body(meeting.forum, by=users["selection_desk"], kind="roster", influence="decides")
    source = Source.objects.create(title="Yearbook")
    document = ListDocument.objects.create(meeting=meeting)
    batch = ImportBatch.objects.create(
        document=document, file="list.csv", sha256="0" * 64, by=users["clerk"], at=timezone.now()
    )
    statement = make_statement(meeting, "AAA", "w")
    reading = {"mapped": {}, "ignored": [], "fields": [], "sheet": "", "notices": [], "problems": [], "defaults": {}}
    about = {"sha256": "0" * 64, "by": users["clerk"], "at": timezone.now(), "reading": reading}
    proceedings = {
        name: ProceedingsImport.objects.create(file=f"{name}.txt", holds=holds, **where, **about).pk
        for name, holds, where in (
            ("statement", "statements", {"meeting": meeting}),
            ("office", "offices", {"meeting": meeting}),
            ("forum-office", "offices", {"forum": meeting.forum}),
        )
    }
    release = make_release(users["reviewer"], users["publisher"])
    named = {"version": release.version, "name": "changes.json", "form": "csv", "key": "gone", "kind": "trend"}
    named |= {"statement": statement.pk, "forum": meeting.forum_id}
    numbers = {"delegation": delegation.pk, "batch": batch.pk, "document": document.pk, "planned": planned.pk}
    numbers |= {"participation": listed.pk, "expert": expert.pk, "suggestion": suggestion.pk}
    numbers["source"] = source.pk
    desk = {"by": users["selection_desk"]}
    cycle = open_cycle(body, label="2026", **desk)
    numbers["cycle"], numbers["substitution"] = cycle.pk, add_substitution(cycle, on=timezone.localdate(), **desk).pk
    numbers["rule"] = write_rule(None, kind="other", rule_after="Ask twice.", document="D/1", **desk).pk
    named |= {"uidb36": "1", "pk": 1, "provider_id": "organisation"}
    numbers |= staff_on_record(users["hr_focal_point"])
    wanted = {"account": users["clerk"], "role": "reviewer", "by": users["manager"]}
    proposal = RoleProposal.objects.create(**wanted, at=timezone.now())
    numbers |= {"account": users["clerk"].pk, "proposal": proposal.pk}
    campaign = LetterCampaign.objects.create(
        kind="sheet", forum=meeting.forum, meeting=meeting, at=timezone.now(), by=users["reviewer"]
    )
    letter = DelegationLetter.objects.create(
        campaign=campaign, kind="sheet", meeting=meeting, country_id="AAA", language="en", addressee="the Mission",
        subject="About", text="Text", prepared_by=users["reviewer"], prepared_at=timezone.now(),
    )  # fmt: skip
    numbers |= {"campaign": campaign.pk, "letter": letter.pk}
    named["verb"] = "close"
    named["secret"] = new_address(users["panel_desk"]).secret
    numbers["report"] = ReaderReport.objects.create(at=timezone.now(), where="Heads", what="Ten, not nine.").pk
    cookies = {role: signed_in(user).cookies for role, user in users.items()}
    about = {"users": users, "cookies": cookies, "person": listed.person_id, "proceedings": proceedings}
    return about | numbers | named


def staff_on_record(by: User) -> dict[str, int]:
    """One day, one movement and one half-year of staff."""
    day = timezone.localdate().replace(month=1, day=1)
    snapshot = enter_snapshot(SnapshotHead(day, "HR"), [CountRow("One", "P-3", "fixed_term", "field", 1)], by=by)
    moved = enter_movement(Movement(first_day=day, last_day=day, level="P-3", kind="lateral", women=1), by=by)
    half = plan(HalfYear(level="P-3", begins=day), by=by)
    return {"snapshot": snapshot.pk, "movement": moved.pk, "half_year": half.pk}


def address(name: str, world: dict[str, Any]) -> str:
    """The address with the world's own slug, delegation and batch in it."""
    wanted = ALL[name].pattern.converters
    slug = "opening" if name in ("panel", "meetings:panel-edit", "meetings:panel-exempt") else "spring-session"
    slug = "invitation" if name.startswith("panels:") else slug
    code = "AAA" if name == "reports:state" else "first-committee"
    known = {"slug": slug, "code": code} | {key: world[key] for key in wanted if key in world}
    if listed_proceedings := re.fullmatch(r"meetings:(.+)-(?:list|decide)", name):
        known["batch"] = world["proceedings"][listed_proceedings[1]]
    if name == "staff:plan-drop":
        known |= {"kind": "half-year", "planned": world["half_year"]}
    return reverse(name, kwargs={key: known[key] for key in wanted})


def client_of(role: str, world: dict[str, Any]) -> Client:
    client = Client()
    if role != "visitor":
        client.cookies.update(world["cookies"][role])
    return client


def answer(name: str, role: str, world: dict[str, Any], method: str = "") -> Any:
    return getattr(client_of(role, world), method or ("post" if name in POSTED else "get"))(address(name, world))


def sent_to_sign_in(response: Any) -> bool:
    return response.status_code == 302 and response["Location"].startswith("/accounts/login/")


def allowed(name: str, role: str) -> bool:
    """What the table says: roles by name, the last one after a comma because it has a space."""
    who = ACCESS[name]
    if who in (EVERYONE, SIGNED_IN, OWN, CONFIGURED):
        return who in (EVERYONE, CONFIGURED) or role != "visitor"
    groups, _, also = who.partition(", ")
    return role in groups.split() or role == also


def test_every_address_has_its_row_and_no_row_is_left_over() -> None:
    assert sorted(ACCESS) == OURS


@pytest.mark.parametrize("name", OURS)
def test_who_gets_in(name: str, world: dict[str, Any]) -> None:
    for role in ROLES:
        if allowed(name, role):
            response = answer(name, role, world)
            unmet = (500,) if ACCESS[name] in (OWN, CONFIGURED) else (403, 404, 405, 500)
            assert response.status_code not in unmet, (role, response.status_code)
            assert not sent_to_sign_in(response) or ACCESS[name] == OWN, role
            continue
        for response in (answer(name, role, world), answer(name, role, world, "post")):
            if role == "visitor":
                assert sent_to_sign_in(response), response.status_code
            elif role == "clerk elsewhere" and "slug" in ALL[name].pattern.converters and response.status_code != 405:
                assert response.status_code == 404, "another clerk's meeting is not there at all"
            else:
                assert response.status_code in (403, 404, 405), (role, response.status_code)


def admin_address(name: str, user: User) -> str:
    known = {"object_id": user.pk, "app_label": "meetings", "content_type_id": 1, "id": user.pk, "url": "none/"}
    pattern = str(ALL[name].pattern)
    taken = re.findall(r"<(?:\w+:)?(\w+)>", pattern)
    return reverse(name, kwargs={key: known[key] for key in taken})


@pytest.mark.parametrize("name", ADMIN)
def test_only_the_group_admin_gets_into_the_admin(name: str, world: dict[str, Any]) -> None:
    for role in ROLES:
        response = client_of(role, world).get(admin_address(name, world["users"]["official"]))
        if role != "admin":
            # Signing out leads to the first page of the admin, which leads to the page to sign in.
            turned_away = response.status_code == 302 and re.search("/login/|^/admin/$", response["Location"])
            assert turned_away or response.status_code in (403, 404, 405) or name == "admin:jsi18n", (role, response)


def test_the_admin_opens_reference_data_and_nothing_of_the_record_and_no_account(world: dict[str, Any]) -> None:
    client = Client()
    client.force_login(world["users"]["admin"])
    page = client.get("/admin/").content.decode()
    assert "/admin/meetings/country/" in page
    for kept_out in ("meeting", "participation", "person", "genderrecord", "panelseat", "change", "importrow"):
        assert client.get(f"/admin/meetings/{kept_out}/").status_code == 404
    assert client.get(f"/admin/auth/user/{world['users']['clerk'].pk}/change/").status_code == 404
    assert client.get("/admin/password_change/")["Location"] == "/accounts/password/"


def test_closing_an_account_ends_its_sessions(world: dict[str, Any]) -> None:
    client = Client()
    client.force_login(world["users"]["reviewer"])
    assert client.get("/meetings/new/").status_code == 200
    User.objects.filter(username="reviewer").update(is_active=False)
    assert sent_to_sign_in(client.get("/meetings/new/"))


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but sessions, and the trail without its notes of reading."""
    rows = {}
    for model in apps.get_models():
        if model._meta.label in ("accounts.Session", "contenttypes.ContentType"):
            continue
        rows[model._meta.label] = rows_of(model)
    return rows


def rows_of(model: type[Model]) -> list[tuple[Any, ...]]:
    found = model._default_manager.order_by("pk")
    if model._meta.label == "meetings.Change":
        found = found.exclude(action="read_names")
    hidden = {"last_login"}
    fields = [field.attname for field in model._meta.concrete_fields if field.name not in hidden]
    return list(found.values_list(*fields))


@pytest.mark.gate
def test_a_get_changes_nothing_anywhere(world: dict[str, Any]) -> None:
    everybody = make_user("everybody", *[group.value for group in Group])
    Meeting.objects.get(slug="spring-session").clerks.add(everybody)
    client = Client()
    client.force_login(everybody)
    before = everything()
    for name in [name for name in OURS if name != "logout"]:
        client.get(address(name, world))
        assert everything() == before, name
    assert (Delegation.objects.count(), Panel.objects.count()) == (1, 1)


def test_a_form_without_its_token_is_refused_with_our_own_page(world: dict[str, Any]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world["users"]["clerk"])
    refused = client.post("/meetings/spring-session/edit/", {"title": "Taken over"})
    assert refused.status_code == 403
    assert Meeting.objects.filter(title="Taken over").count() == 0
