"""Builders of records for the tests: plain functions with defaults.

Every name is invented.
"""

from __future__ import annotations

import datetime
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from meetings.models import (
    Country,
    Delegation,
    DelegationCount,
    Forum,
    Grouping,
    GroupMember,
    Meeting,
    OfficeHolder,
    Panel,
    PanelSeat,
    Participation,
    Person,
    Statement,
)
from meetings.vocabulary import (
    LISTED_BASES,
    Area,
    Category,
    CountryKind,
    Gender,
    GenderBasis,
    MeetingType,
    Role,
)
from reports.models import Release, release_storage

_numbers = count(1)


def make_user(name: str, *groups: str, **fields: Any) -> User:
    """An account in the named groups, with the password ``password``."""
    user = User.objects.create_user(name, password="password", **fields)
    user.groups.set([Group.objects.get_or_create(name=group)[0] for group in groups])
    return user


def signed_in(*who: User | str, name: str = "") -> Client:
    """A browser signed in as an account, or as somebody of these groups (by default called like them)."""
    if len(who) == 1 and isinstance(who[0], User):
        user = who[0]
    else:
        groups = [str(group) for group in who]
        called = name or "-".join(groups) or "nobody"
        user = User.objects.filter(username=called).first() or make_user(called, *groups)
    client = Client()
    client.force_login(user)
    return client


def make_forum(code: str = "first-committee", **fields: Any) -> Forum:
    defaults = {"title_en": code.replace("-", " ").title(), "type": MeetingType.OTHER, "area": Area.GENERAL}
    return Forum.objects.get_or_create(code=code, defaults=defaults | fields)[0]


def make_country(code: str, name: str = "", groups: dict[str, str] | None = None) -> Country:
    """A State, in the named groups: ``{"regional_group": "african"}``."""
    defaults = {"name_en": name or f"State {code}", "kind": CountryKind.MEMBER}
    country = Country.objects.get_or_create(code=code, defaults=defaults)[0]
    for grouping, key in (groups or {}).items():
        make_member(country, grouping, key)
    return country


def make_member(country: Country, grouping: str, key: str, **fields: Any) -> GroupMember:
    order = Grouping.objects.filter(grouping=grouping).count() + 1
    defaults = {"name_en": key.replace("_", " ").capitalize(), "order": order}
    group = Grouping.objects.get_or_create(grouping=grouping, key=key, defaults=defaults)[0]
    return GroupMember.objects.create(group=group, country=country, **fields)


def make_meeting(slug: str = "spring-session", **fields: Any) -> Meeting:
    """A meeting with a closed list; ``list_access="open"`` gets a symbol."""
    start = fields.pop("start", datetime.date(2024, 3, 4))
    defaults: dict[str, Any] = {
        "forum": fields.pop("forum", None) or make_forum(),
        "title": slug.replace("-", " ").capitalize(),
        "start": start,
        "end": start + datetime.timedelta(days=4),
    }
    if fields.get("list_access") == "open":
        defaults["symbol"] = f"TEST/{slug}/INF.1"
    return Meeting.objects.create(slug=slug, **defaults | fields)


def make_delegation(
    meeting: Meeting, code_or_name: str, category: str = Category.STATE_PARTY, **fields: Any
) -> Delegation:
    """A delegation of the State with that code of three capitals (made when missing), else of an organization."""
    is_state = len(code_or_name) == 3 and code_or_name.isupper()
    country = make_country(code_or_name) if is_state else None
    name = str(country) if country else code_or_name
    defaults = {"entity_key": code_or_name if country else name.casefold(), "name": name}
    return Delegation.objects.create(meeting=meeting, category=category, country=country, **defaults | fields)


def make_participation(
    delegation: Delegation,
    name: str = "",
    gender: str = Gender.UNKNOWN,
    basis: str = GenderBasis.COURTESY_TITLE,
    recorded: str | None = None,
    **fields: Any,
) -> Participation:
    """A person on a delegation; recorded as listed unless ``recorded`` (self-declared) says otherwise.

    What no list prints, ``basis`` says, stands as recorded alone.
    """
    person = make_person(name or f"Person {next(_numbers)}", delegation.entity_key)
    made = participation_of(delegation, person, gender, basis, recorded, **fields)
    made.save(force_insert=True)
    return made


def participation_of(
    delegation: Delegation,
    person: Person,
    gender: str = Gender.UNKNOWN,
    basis: str = GenderBasis.COURTESY_TITLE,
    recorded: str | None = None,
    **fields: Any,
) -> Participation:
    """The same of a person on record, unsaved."""
    known, declared = gender != Gender.UNKNOWN, recorded not in (None, Gender.UNKNOWN)
    listed_basis = basis if known else GenderBasis.NONE
    recorded_basis = GenderBasis.SELF_DECLARED if declared else GenderBasis.NONE
    printed = basis in LISTED_BASES
    defaults: dict[str, Any] = {
        "listed_gender": gender if printed else Gender.UNKNOWN,
        "listed_basis": listed_basis if printed else GenderBasis.NONE,
        "recorded_gender": gender if recorded is None else recorded,
        "recorded_basis": listed_basis if recorded is None else recorded_basis,
        "role": Role.MEMBER,
        "printed_name": person.full_name,
    }
    return Participation(meeting=delegation.meeting, delegation=delegation, person=person, **defaults | fields)


def make_people(delegation: Delegation, women: int = 0, men: int = 0, unknown: int = 0, another: int = 0) -> None:
    """So many people on a delegation, none of them its head."""
    genders = {Gender.WOMAN: women, Gender.MAN: men, Gender.UNKNOWN: unknown, Gender.ANOTHER: another}
    each = [gender for gender, number in genders.items() for _ in range(number)]
    persons = [person_of(f"Person {next(_numbers)}", delegation.entity_key) for _ in each]
    Person.objects.bulk_create(persons)
    Participation.objects.bulk_create(
        participation_of(delegation, person, gender) for person, gender in zip(persons, each, strict=True)
    )


def make_person(name: str, entity_key: str = "") -> Person:
    there = Person.objects.filter(name_key=name.casefold(), entity_key=entity_key).first()
    if there:
        return there
    made = person_of(name, entity_key)
    made.save(force_insert=True)
    return made


def person_of(name: str, entity_key: str) -> Person:
    """Unsaved."""
    return Person(name_key=name.casefold(), entity_key=entity_key, full_name=name, family_name=name.split()[-1])


def make_head_count(delegation: Delegation, **counts: int) -> DelegationCount:
    """People without names, whose numbers the list itself prints."""
    return DelegationCount.objects.create(delegation=delegation, basis=GenderBasis.PRINTED, **counts)


def make_statement(meeting: Meeting, entity: str, letter: str = "u", **fields: Any) -> Statement:
    """A statement by a State (a code of three capitals) or an organization; w, m, x or u spoke."""
    gender, basis = gender_of(letter)
    is_state = len(entity) == 3 and entity.isupper()
    category = Category.STATE_PARTY if is_state else Category.CIVIL_SOCIETY
    defaults = {
        "entity_key": entity, "name": entity, "category": category,
        "country": make_country(entity) if is_state else None, "speaker_gender": gender,
        "speaker_basis": basis, "order": meeting.statements.count() + 1,
    }  # fmt: skip
    return Statement.objects.create(meeting=meeting, **defaults | fields)


def make_holder(
    where: Meeting | Forum, letter: str = "u", start: str = "", end: str = "", **fields: Any
) -> OfficeHolder:
    """An office-holder of a meeting or a forum, with days in ISO order or none."""
    gender, basis = gender_of(letter)
    of = {"meeting": where} if isinstance(where, Meeting) else {"forum": where}
    defaults = {"office": "chair", "holder_gender": gender, "holder_basis": basis}
    days = {"start": start or None, "end": end or None}
    return OfficeHolder.objects.create(**of, **days, **defaults | fields)


def gender_of(letter: str) -> tuple[str, str]:
    gender = {"w": Gender.WOMAN, "m": Gender.MAN, "x": Gender.ANOTHER, "u": Gender.UNKNOWN}[letter]
    return gender, GenderBasis.NONE if gender == Gender.UNKNOWN else GenderBasis.COURTESY_TITLE


def make_panel(title: str = "Verification today", seats: str = "", **fields: Any) -> Panel:
    """A panel with one confirmed speaker per letter of ``seats``: w, m, x (another gender), u (not recorded)."""
    slug = fields.pop("slug", title.casefold().replace(" ", "-"))
    panel = Panel.objects.create(title=title, slug=slug, **fields)
    for letter in seats:
        make_seat(panel, letter)
    return panel


def make_seat(panel: Panel, letter: str = "u", **fields: Any) -> PanelSeat:
    gender, basis = gender_of(letter)
    defaults = {"seat_gender": gender, "seat_basis": basis, "name": f"Speaker {next(_numbers)}"}
    return PanelSeat.objects.create(panel=panel, order=panel.seats.count(), **defaults | fields)


def fill(world: Any) -> None:
    """Write a random world of ``tests.worlds.random_worlds`` into the database, under the ids it uses itself."""
    countries = {row["country"]: row["regional_group"] for row in world.delegations if row["country"]}
    for code, group in countries.items():
        if not Country.objects.filter(code=code).exists():
            make_country(code, groups={"regional_group": group})
    meetings = {}
    for row in world.meetings:
        day = datetime.date.fromisoformat
        fields = row | {"forum": make_forum(row["forum"]), "start": day(row["start"]), "end": day(row["end"])}
        meetings[row["slug"]] = make_meeting(**fields)
    there = {(person.full_name, person.entity_key): person for person in Person.objects.all()}
    persons = {}
    for row in world.persons:
        called = row["full_name"], row["entity_key"]
        persons[row["id"]] = there[called] = there.get(called) or person_of(*called)
    Person.objects.bulk_create(person for person in there.values() if person.pk is None)
    delegations = {}
    for row in world.delegations:
        own = {key: row[key] for key in ("entity_key", "category", "name")}
        of = {"meeting": meetings[row["meeting"]], "country_id": row["country"]}
        delegations[row["id"]] = Delegation(**own, **of)
    Delegation.objects.bulk_create(delegations.values())
    people = []
    for row in world.participations:
        links = {
            "meeting": meetings[row["meeting"]],
            "delegation": delegations[row["delegation"]],
            "person": persons[row["person"]],
        }
        people.append(Participation(**row | links))
    Participation.objects.bulk_create(people)
    DelegationCount.objects.bulk_create(
        DelegationCount(**row | {"delegation": delegations[row["delegation"]]}) for row in world.head_counts
    )
    if world.statements and not Country.objects.filter(code="MNG").exists():
        make_country("MNG", groups={"regional_group": "asia_pacific"})
    heard = []
    for row in world.statements:
        own = {key: value for key, value in row.items() if key not in ("meeting", "country", "regional_group")}
        heard.append(Statement(meeting=meetings[row["meeting"]], country_id=row["country"], **own))
    Statement.objects.bulk_create(heard)
    for row in world.office_holders:
        if row["country"] and not Country.objects.filter(code=row["country"]).exists():
            make_country(row["country"], groups={"regional_group": row["regional_group"]})
        own = {key: value for key, value in row.items() if key not in ("meeting", "forum", "country", "regional_group")}
        where = {"meeting": meetings.get(row["meeting"]), "forum": make_forum(row["forum"]) if row["forum"] else None}
        OfficeHolder.objects.create(country_id=row["country"] or None, **where, **own)


def lock(meeting: Meeting, by: User | None = None) -> Meeting:
    """Lock a meeting without asking whether it is complete; ``by`` is a reviewer made for it unless given."""
    meeting.locked_at = timezone.now()
    meeting.locked_by = by or User.objects.filter(username="locker").first() or make_user("locker", "reviewer")
    meeting.save()
    return meeting


def make_office() -> list[Meeting]:
    """Three locked meetings: two with an open list, one of them provisional, and one with a closed list."""
    forum = make_forum("conference", area=Area.NUCLEAR)
    for code, group in (("AAA", "african"), ("BBB", "asia_pacific"), ("CCC", "eastern_european")):
        make_country(code, groups={"regional_group": group})
    meetings = [
        make_meeting("conference-2023", forum=forum, start=datetime.date(2023, 5, 8), list_access="open"),
        make_meeting(
            "conference-2024", forum=forum, start=datetime.date(2024, 5, 6), list_access="open",
            list_status="provisional",
        ),
        make_meeting("experts-2024", forum=make_forum("experts"), start=datetime.date(2024, 9, 2)),
    ]  # fmt: skip
    for number, meeting in enumerate(meetings):
        for place, code in enumerate(("AAA", "BBB", "CCC")):
            delegation = make_delegation(meeting, code)
            make_participation(delegation, gender=Gender.WOMAN, role=Role.HEAD, head_basis="stated")
            make_people(delegation, women=2 + number + place, men=4 + place, unknown=place)
        make_people(make_delegation(meeting, "Invented Institute", Category.CIVIL_SOCIETY), women=6, men=7)
        lock(meeting)
    return meetings


def make_release(approver: User, publisher: User, version: str = "2020.1") -> Release:
    """A published release without a table: enough for its pages."""
    now = timezone.now()
    release = Release.objects.create(
        version=version, state="published", title="Nothing yet", licence="CC0-1.0", dated=now.date(), folder=version,
        manifest={"demonstration": False, "data": [], "describing": [], "tables": {}, "meetings": []},
        built_by=approver, built_at=now,
        checked_by=publisher, checked_at=now, approved_by=approver, approved_at=now, published_by=publisher,
        published_at=now,
    )  # fmt: skip
    file = release.files.create(name="changes.json", media_type="application/json", sha256="0" * 64, size=12, rows=0)
    if not release_storage().exists(file.stored):
        release_storage().save(file.stored, ContentFile(b'{"data": []}'))
    return release
