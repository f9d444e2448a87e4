"""Loading of the bodies and changes of procedure in ``bodies/reference/*.csv``, each with its source."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from bodies.models import Body, ProcedureRule
from meetings.actions.reference import day
from meetings.countries import read_table
from meetings.models import Forum

REFERENCE = Path(__file__).parent.parent / "reference"
TEXTS = (
    "kind", "mandate_symbol", "gender_clause", "clause_strength", "geographic_clause", "appointing_authority",
    "influence", "term", "source",
)  # fmt: skip


@transaction.atomic
def load_bodies(directory: Path = REFERENCE) -> dict[str, int]:
    """Add bodies and rules that are not on record; what a person entered or changed stays. Returns how many are new.

    The forums have to be there: ``load_reference`` brings them.
    """
    added = 0
    for row in read_table(directory / "bodies.csv"):
        values = {name: row[name] for name in TEXTS} | {
            "seats": int(row["seats"]) if row["seats"] else None,
            "verified": row["verified"] == "yes",
        }
        added += Body.objects.get_or_create(forum=Forum.objects.get(code=row["forum"]), defaults=values)[1]
    rules = 0
    for row in read_table(directory / "rules.csv"):
        texts = {name: row[name] for name in ("kind", "rule_before", "rule_after", "decided_by", "reason", "document")}
        days = {name: day(row[name]) for name in ("decided_on", "in_force_from")}
        body = Body.objects.get(forum_id=row["forum"]) if row["forum"] else None
        rules += ProcedureRule.objects.get_or_create(key=row["key"], defaults={"body": body, **texts, **days})[1]
    return {"bodies": added, "rules": rules}
