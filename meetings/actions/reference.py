"""Loading of the reference data in ``meetings/reference/*.csv``.

The files are the truth for every row that no person answered. Rows with ``by`` set are answers and stay as they are.
"""

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import models, transaction

from meetings.actions.accounts import make_groups
from meetings.actions.published import load_sources
from meetings.countries import LANGUAGES, REFERENCE, key, read_table
from meetings.models import Alias, Country, Forum, Grouping, GroupMember, Honorific, Organisation
from meetings.names import title_key

NAMES = [f"name_{language}" for language in LANGUAGES]
MEMBERSHIP = ("group_id", "country_id", "start", "end", "note")


@transaction.atomic
def load_reference(directory: Path = REFERENCE) -> dict[str, int]:
    """Load every file and make the groups of accounts; returns rows by kind. A second run changes nothing."""
    return {
        "countries": load_countries(directory),
        "organisations": load_organisations(directory),
        "groups": load_groupings(directory),
        "memberships": load_memberships(directory),
        "aliases": load_aliases(directory),
        "honorifics": load_honorifics(directory),
        "forums": load_forums(directory),
        "sources of published figures": load_sources(directory),
        "account groups": make_groups(),
    }


def load_countries(directory: Path) -> int:
    """``countries.csv``: States and nothing else. A State is never deleted; a dissolved one has an end."""
    return upsert(
        Country,
        [
            Country(
                **{name: row[name] for name in ["code", "alpha2", "m49", "kind", *NAMES]},
                start=day(row["start"]),
                end=day(row["end"]),
            )
            for row in read_table(directory / "countries.csv")
        ],
        ["code"],
    )


def load_organisations(directory: Path) -> int:
    """``organisations.csv``: organizations known by name, with codes of ours."""
    rows = read_table(directory / "organisations.csv")
    names = ["code", "category", *NAMES]
    return upsert(Organisation, [Organisation(**{name: row[name] for name in names}) for row in rows], ["code"])


def load_groupings(directory: Path) -> int:
    """``group_labels.csv``: the groups of every grouping, in their order, with their official names."""
    rows = read_table(directory / "group_labels.csv")
    return upsert(
        Grouping,
        [Grouping(**{name: row[name] for name in ["grouping", "key", "order", *NAMES]}) for row in rows],
        ["grouping", "key"],
    )


def load_memberships(directory: Path) -> int:
    """``groupings.csv``: which State is in which group from when to when; what is gone from the file is deleted."""
    groups = {(group.grouping, group.key): group.pk for group in Grouping.objects.all()}
    wanted = {
        (groups[row["grouping"], row["group"]], row["code"], day(row["start"]), day(row["end"]), row["note"])
        for row in read_table(directory / "groupings.csv")
    }
    held = {row[1:]: row[0] for row in GroupMember.objects.values_list("pk", *MEMBERSHIP)}
    GroupMember.objects.filter(pk__in=[pk for row, pk in held.items() if row not in wanted]).delete()
    missing = sorted(wanted - held.keys(), key=str)
    GroupMember.objects.bulk_create(GroupMember(**dict(zip(MEMBERSHIP, row, strict=True))) for row in missing)
    return len(wanted)


def load_aliases(directory: Path) -> int:
    """Spellings: prepared labels and ambiguous texts never resolve, whatever alias folds to the same key."""
    labels = [
        Alias(key=key(row["alias"]), text=row["alias"], label=row["label"], note=row["note"])
        for row in read_table(directory / "labels.csv")
    ]
    ambiguous = [
        Alias(key=key(row["alias"]), text=row["alias"], suggestions=row["codes"], note=row["reason"])
        for row in read_table(directory / "ambiguous.csv")
    ]
    aliases = [
        Alias(key=key(row["alias"]), text=row["alias"], code=row["code"], language=row["language"], note=row["note"])
        for row in read_table(directory / "aliases.csv")
    ]
    return replace_unanswered(Alias, [*labels, *ambiguous, *aliases])


def load_honorifics(directory: Path) -> int:
    """``honorifics.csv``: courtesy titles and the gender each claims; an empty claim says nothing."""
    rows = read_table(directory / "honorifics.csv")
    return replace_unanswered(
        Honorific,
        [
            Honorific(key=title_key(row["title"]), **{n: row[n] for n in ["title", "language", "claim", "note"]})
            for row in rows
        ],
    )


def load_forums(directory: Path) -> int:
    """``forums.csv``: recurring settings. A forum that meetings belong to is never deleted."""
    names = ["code", "title_en", "title_fr", "title_es", "type", "treaty", "area", "note"]
    rows = read_table(directory / "forums.csv")
    return upsert(Forum, [Forum(**{name: row[name] for name in names}) for row in rows], ["code"])


def replace_unanswered(model: type[Alias] | type[Honorific], rows: Iterable[Alias | Honorific]) -> int:
    """Make the table's unanswered rows those of the file: the first row of a key counts, a person's answer more."""
    first_of_key: dict[str, Any] = {}
    for row in rows:
        first_of_key.setdefault(row.key, row)
    answered = set(model.objects.filter(by__isnull=False).values_list("key", flat=True))
    kept = [row for name, row in first_of_key.items() if name not in answered]
    model.objects.filter(by__isnull=True).exclude(key__in=first_of_key).delete()
    return upsert(model, kept, ["key"])


def upsert(model: type[models.Model], rows: list[Any], unique: list[str]) -> int:
    """Insert the rows, and update those already there, in one statement; returns how many rows there are."""
    others = [field.name for field in model._meta.concrete_fields if not field.primary_key and field.name not in unique]
    model._default_manager.bulk_create(rows, update_conflicts=True, unique_fields=unique, update_fields=others)
    return len(rows)


def day(text: str) -> datetime.date | None:
    """An ISO date of a reference file; empty is open."""
    return datetime.date.fromisoformat(text) if text else None
