"""Random fictional worlds: meetings, delegations, participations, head-counts and panels, as plain dicts.

Keys carry the names of the model fields, so a test can fill a database with the same world; ids are of the world.
The same seed gives the same world. Genders are drawn, never derived from a name: all names are the same few syllables.
"""

from dataclasses import dataclass, field
from random import Random
from typing import Any

Row = dict[str, Any]

COUNTRIES = {
    "KEN": "african",
    "SEN": "african",
    "JPN": "asia_pacific",
    "FJI": "asia_pacific",
    "POL": "eastern_european",
    "BRA": "latin_american_caribbean",
    "CAN": "western_european_other",
    "TUR": "western_european_other",
    "VAT": "none",
}
STATE_CATEGORIES = ["state_party", "signatory", "state_not_party", "observer_state"]
OTHER_CATEGORIES = ["un_entity", "intergovernmental", "civil_society", "academia", "service"]
GENDERS = ["woman", "man", "another", "undisclosed", "unknown"]
PRINTED = ["printed", "courtesy_title", "public_source"]
BASES = [*PRINTED, "registration", "self_declared", "office_coded"]
ROLES = ["representative", "alternate", "adviser", "expert", "member", "unknown"]
STATEMENT_KINDS = ["statement", "right_of_reply", "procedural", "written_only"]
RANKS = ["ambassador", "counsellor", "secretary", "unknown"]


@dataclass
class World:
    """``participations`` and ``head_counts`` name a delegation by id; delegations and panels a meeting by slug."""

    meetings: list[Row] = field(default_factory=list)
    delegations: list[Row] = field(default_factory=list)
    persons: list[Row] = field(default_factory=list)
    participations: list[Row] = field(default_factory=list)
    head_counts: list[Row] = field(default_factory=list)
    panels: list[Row] = field(default_factory=list)
    statements: list[Row] = field(default_factory=list)
    office_holders: list[Row] = field(default_factory=list)


def world(seed: int, meetings: int = 4, delegations: int = 7, people: int = 6) -> World:
    """Up to that many delegations a meeting and people a delegation; the seed decides how one-sided it is."""
    random, made = Random(seed), World()
    weights = [random.randint(1, 6), random.randint(1, 6), random.randint(0, 1), random.randint(0, 1)]
    weights.append(random.randint(0, 3))
    for number in range(meetings):
        slug = f"world-{seed}-{number}"
        start = f"{2020 + number // 2}-{random.randint(1, 6):02}-10"
        made.meetings.append(
            {
                "slug": slug,
                "title": f"Invented meeting {seed}.{number}",
                "forum": random.choice(["invented-a", "invented-b"]),
                "start": start,
                "end": start[:-2] + "14",
                "format": random.choice(["in_person", "hybrid", "virtual"]),
                "list_status": random.choice(["provisional", "final"]),
            }
        )
        for _ in range(random.randint(1, delegations)):
            _add_delegation(made, random, slug, people, weights)
        for panel in range(random.randint(0, 2)):
            made.panels.append(_panel(random, slug, panel, weights))
    # Drawn last and by a generator of their own: what a seed gave before, it still gives.
    _add_proceedings(made, Random(f"voices {seed}"), weights)
    return made


def _add_proceedings(made: World, random: Random, weights: list[int]) -> None:
    """Statements by delegations, by their namesakes in other words and by States that sent nobody; office-holders."""
    for meeting in made.meetings:
        slug = meeting["slug"]
        present = [row for row in made.delegations if row["meeting"] == slug]
        for order in range(random.randint(0, 12)):
            sent = random.choice(present)
            absent = random.random() < 0.15
            country = "MNG" if absent else sent["country"]
            gender = random.choices(GENDERS, weights)[0]
            made.statements.append(
                {
                    "meeting": slug,
                    "order": order + 1,
                    "entity_key": country or sent["entity_key"],
                    "category": "state_party" if absent else sent["category"],
                    "country": country,
                    "name": "as the speakers' list says",
                    "regional_group": "asia_pacific" if absent else sent["regional_group"],
                    "kind": random.choices(STATEMENT_KINDS, [8, 1, 1, 1])[0],
                    "presiding": random.random() < 0.1,
                    "speaker_gender": gender,
                    "speaker_basis": "" if gender == "unknown" else random.choice(BASES),
                    "minutes": random.choice([None, "0.5", "3.25", "7"]),
                }
            )
        for _ in range(random.randint(0, 3)):
            made.office_holders.append(_holder(random, weights, slug, ""))
    for forum in sorted({meeting["forum"] for meeting in made.meetings}):
        made.office_holders.append(_holder(random, weights, "", forum))


def _holder(random: Random, weights: list[int], meeting: str, forum: str) -> Row:
    gender, day = random.choices(GENDERS, weights)[0], random.randint(1, 20)
    country = random.choice(["KEN", "POL", ""])
    return {
        "meeting": meeting,
        "forum": forum,
        "office": random.choice(["chair", "vice_chair", "rapporteur"]),
        "country": country,
        "regional_group": COUNTRIES.get(country, "none"),
        "holder_gender": gender,
        "holder_basis": "" if gender == "unknown" else random.choice(BASES),
        "start": f"2020-03-{day:02}",
        "end": random.choice([None, f"2020-04-{day:02}", f"2021-06-{day:02}"]),
    }


def _add_delegation(made: World, random: Random, meeting: str, people: int, weights: list[int]) -> None:
    country = random.choice(list(COUNTRIES)) if random.random() < 0.75 else None
    entity = country or f"invented organization {random.randint(1, 3)}"
    category = random.choice(STATE_CATEGORIES if country else OTHER_CATEGORIES)
    taken = {(row["meeting"], row["entity_key"], row["category"]) for row in made.delegations}
    if (meeting, entity, category) in taken:
        return
    delegation = {
        "id": len(made.delegations) + 1,
        "meeting": meeting,
        "entity_key": entity,
        "category": category,
        "country": country,
        "name": entity,
        "regional_group": COUNTRIES.get(country or "", "none"),
    }
    made.delegations.append(delegation)
    named = random.choice([0, 1, 1, 2, random.randint(1, people)])
    _add_participations(made, random, delegation, named, weights)
    if not named or random.random() < 0.1:
        numbers = random.choices(["women", "men", "another", "unknown"], weights=[5, 5, 1, 2], k=random.randint(1, 4))
        counted = {key: numbers.count(key) for key in ("women", "men", "another", "unknown")}
        made.head_counts.append({"delegation": delegation["id"], "basis": random.choice(BASES), **counted})


def _add_participations(made: World, random: Random, delegation: Row, named: int, weights: list[int]) -> None:
    """At most one head a delegation, on one of the three bases; a declaration may differ from what is printed."""
    head = random.choice(["only_member"] if named == 1 else ["stated", "first_listed", ""])
    for order in range(named):
        listed = random.choices(GENDERS, weights)[0]
        declared = random.choices(GENDERS, weights)[0] if random.random() < 0.15 else "unknown"
        is_head = order == 0 and head != ""
        made.participations.append(
            {
                "meeting": delegation["meeting"],
                "delegation": delegation["id"],
                "person": _person(made, delegation["entity_key"], order),
                "listed_gender": listed,
                "listed_basis": "" if listed == "unknown" else random.choice(PRINTED),
                "recorded_gender": listed if declared == "unknown" else declared,
                "recorded_basis": "self_declared",
                "role": "head" if is_head else random.choice(ROLES),
                "head_basis": head if is_head else "",
                "rank": random.choice(RANKS),
                "registered": "yes" if random.random() < 0.95 else "no",
                "attended": random.choice(["yes", "no", "unknown"]),
                "list_order": order + 1,
            }
        )
        row = made.participations[-1]
        if declared == "unknown":
            row["recorded_basis"] = row["listed_basis"]


def _person(made: World, entity: str, order: int) -> int:
    """The same place on the same delegation is the same person at every meeting."""
    name = f"Sample Person{order}"
    for person in made.persons:
        if (person["entity_key"], person["full_name"]) == (entity, name):
            return int(person["id"])
    made.persons.append({"id": len(made.persons) + 1, "entity_key": entity, "full_name": name})
    return len(made.persons)


def _panel(random: Random, meeting: str, number: int, weights: list[int]) -> Row:
    seats = [
        {
            "role": random.choices(["speaker", "moderator", "chair", "master_of_ceremonies"], [8, 2, 1, 1])[0],
            "seat_gender": random.choices(GENDERS, weights)[0],
            "confirmed": random.random() < 0.9,
            "ours": False,
        }
        for _ in range(random.randint(0, 7))
    ]
    if seats and random.random() < 0.5:
        seats[-1]["ours"] = True
    exempt = random.random() < 0.1
    return {
        "slug": f"{meeting}-panel-{number}",
        "meeting": meeting,
        "title": f"Invented panel {number}",
        "exempt_reason": "event on women's leadership" if exempt else "",
        "seats": seats,
    }
