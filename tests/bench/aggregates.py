"""Benchmark of six disaggregations: coded columns against six GROUP BYs over joined tables.

A benchmark, not a test: ``make bench``. Both sides are asked for States' participants as listed, by meeting, year,
category, regional group, role and delegation, and must give the same counts. Ours is warm and includes the query for
the meetings' revisions; reading the columns once after a start is printed apart. SQLite, or what ``DATABASE_URL`` says.
"""

import argparse
import io
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

PER_MEETING, PER_DELEGATION = 1_000, 10
CATEGORIES = ("state_party",) * 6 + ("signatory", "state_not_party", "civil_society", "academia")
GENDERS = ("woman",) * 38 + ("man",) * 57 + ("unknown",) * 5
ROLES = ("representative", "alternate", "adviser", "expert", "member", "unknown")
FROM = """FROM meetings_participation p JOIN meetings_delegation d ON d.id = p.delegation_id
 JOIN meetings_meeting m ON m.id = d.meeting_id"""
GROUPED = f"""{FROM} LEFT JOIN (SELECT gm.country_id, gm.start, gm."end", g.key FROM meetings_groupmember gm
 JOIN meetings_grouping g ON g.id = gm.group_id WHERE g.grouping = 'regional_group') r
 ON r.country_id = d.country_id AND (r.start IS NULL OR r.start <= m.start)
 AND (r."end" IS NULL OR r."end" >= m.start)"""
WHERE = "WHERE p.registered = 'yes' AND d.category IN ('state_party', 'signatory', 'state_not_party', 'observer_state')"
SQL = {
    "meeting": ("m.slug", FROM),
    "year": ("CAST(EXTRACT(YEAR FROM m.start) AS integer)", FROM),
    "category": ("d.category", FROM),
    "regional_group": ("COALESCE(r.key, 'none')", GROUPED),
    "role": ("p.role", FROM),
    "delegation": ("d.entity_key", FROM),
}


def fill(rows: int) -> None:
    """Write fictional meetings of 1,000 people on 100 delegations, raw."""
    from meetings.models import Country, Delegation, Forum, Meeting, Participation, Person

    chance = random.Random(rows)
    codes = list(Country.objects.values_list("pk", flat=True))
    forum = Forum.objects.values_list("pk", flat=True)[0]
    meetings, delegations = rows // PER_MEETING, rows // PER_DELEGATION

    def meeting(n: int) -> dict[str, Any]:
        day = date(2000, 1, 3) + timedelta(days=n * 9000 // meetings)
        return {"id": n, "slug": f"meeting-{n}", "forum_id": forum, "title": f"M {n}", "start": day, "end": day}

    insert(Meeting, map(meeting, range(1, meetings + 1)))
    insert(Person, ({"id": n, "name_key": f"p {n}", "entity_key": "-", "full_name": f"P {n}"} for n in range(1, 1001)))
    each = PER_MEETING // PER_DELEGATION

    def delegation(n: int) -> dict[str, Any]:
        category = chance.choice(CATEGORIES)
        country = codes[n % each] if category.startswith(("state", "signatory")) else None
        entity = country or f"organization {n % each}"
        fields = {"entity_key": entity, "category": category, "country_id": country, "name": entity}
        return {"id": n, "meeting_id": (n - 1) // each + 1, **fields}

    insert(Delegation, map(delegation, range(1, delegations + 1)))

    def participation(n: int) -> dict[str, Any]:
        gender = chance.choice(GENDERS)
        basis = "" if gender == "unknown" else "courtesy_title"
        genders = {"listed_gender": gender, "listed_basis": basis, "recorded_gender": gender, "recorded_basis": basis}
        own = {"role": chance.choice(ROLES), "printed_name": f"P {n}", "printed_post": "First Secretary"}
        place = {"meeting_id": n // PER_MEETING + 1, "delegation_id": n // PER_DELEGATION + 1}
        return {"id": n + 1, **place, "person_id": n % PER_MEETING + 1, **genders, **own}

    insert(Participation, map(participation, range(rows)))


def insert(model: Any, rows: Iterable[dict[str, Any]]) -> None:
    """Every column of the model, its default where a row does not say; by executemany, or by COPY on PostgreSQL."""
    from django.db import connection

    fields = list(model._meta.concrete_fields)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)

    def values(row: dict[str, Any]) -> list[Any]:
        given = (row.get(field.attname, field.get_default()) for field in fields)
        return ["[]" if value == [] else value for value in given]

    lines = map(values, rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as copy:
                for line in lines:
                    copy.write_row(line)
        else:
            places = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({places})", lines)


def by_sql() -> dict[str, dict[str, Sequence[int]]]:
    """The six GROUP BYs."""
    from django.db import connection

    place = {"woman": 0, "man": 1, "another": 2, "undisclosed": 3, "unknown": 3}
    found: dict[str, dict[str, Any]] = {}
    with connection.cursor() as cursor:
        for key, (group, tables) in SQL.items():
            if key == "year" and connection.vendor == "sqlite":
                group = "substr(m.start, 1, 4)"
            cursor.execute(f"SELECT {group}, p.listed_gender, COUNT(*) {tables} {WHERE} GROUP BY 1, 2")
            groups: dict[str, list[int]] = {}
            for name, gender, number in cursor.fetchall():
                groups.setdefault(str(name), [0, 0, 0, 0])[place[gender]] += number
            found[key] = groups
    return found


def by_us() -> dict[str, dict[str, Sequence[int]]]:
    """The same six, from the query for the revisions on."""
    from reports.counting.counts import count_by
    from reports.counting.dimensions import DIMENSIONS
    from reports.counting.population import population_of
    from reports.counting.scope import Scope

    people = population_of(Scope(gender_basis="listed"))
    return {
        key: {
            cell.key: [cell.counts.women, cell.counts.men, cell.counts.another, cell.counts.unknown]
            for cell in count_by(people, DIMENSIONS[key])
        }
        for key in SQL
    }


def median_ms(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def measure(rows: int) -> str:
    """One line of the table. ``ValueError`` when the two sides disagree."""
    from django.core.management import call_command
    from django.db import connection

    from reports.counting import blocks

    call_command("flush", interactive=False, verbosity=0)
    call_command("load_reference", verbosity=0, stdout=io.StringIO())
    fill(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    blocks.forget()
    start = time.perf_counter()
    answer = by_us()
    cold = time.perf_counter() - start
    if answer != by_sql():
        raise ValueError(f"the two sides disagree at {rows} participations")
    times = 5 if rows <= 100_000 else 3
    ours, sql = median_ms(by_us, times), median_ms(by_sql, times)
    held = sum(column.nbytes for block in blocks._blocks.values() for column in block.columns.values()) / 1e6
    ratio = f"1/{sql / ours:.0f}"
    return f"| {rows:,} | {connection.vendor} | {ours:.0f} | {sql:.0f} | {ratio} | {held:.0f} | {cold:.1f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[100_000, 1_000_000])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        import django

        django.setup()
        from django.db import connection

        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "aggregates.sqlite3")
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            print("| participations | engine | ours, ms | GROUP BY, ms | ratio | columns, MB | first reading, s |")
            print("|---|---|---|---|---|---|---|")
            for rows in options.rows:
                print(measure(rows), flush=True)
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
