"""Benchmark of the dashboards: queries, milliseconds and megabytes on a large record and the demonstration.

    python -m tests.bench.dashboards [--folder DIR] [--sizes demo 300x100000 10000x1000000] [--pages URL …] [--data]

    python -m tests.bench.dashboards --pages /dashboard/ /dashboard/forums/{forum}/ /dashboard/states/{state}/

Each size is a SQLite file of its own (kept in ``--folder`` and used again, or ``DATABASE_URL`` for one size) and a
process of its own, so that the peak is that process's. ``warm``: the median when nothing changed; ``changed``: the
first request after one meeting moved; ``cold``: the first of that
call; what is read once for a process stands in the first line. Made-up rows only.
"""

import argparse
import io
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.bench.aggregates import CATEGORIES, GENDERS, ROLES, insert

SIZES = ("demo", "300x100000", "10000x1000000")
FORUMS, YEARS = 24, (2005, 2024)
PER_DELEGATION = 5
AIMS = {"300x100000": 3, "10000x1000000": 5}
"""How many times as long as on the demonstration a page may take."""
WARM, CHANGED = 7, 5


def fill(meetings: int, rows: int) -> None:
    """Meetings of some forums over twenty years, each of the same size, with delegations of five people."""
    from meetings.models import Country, Delegation, Forum, Meeting, Participation, Person

    chance = random.Random(rows)
    codes = list(Country.objects.values_list("pk", flat=True))
    forums = list(Forum.objects.order_by("pk").values_list("pk", flat=True))[:FORUMS]
    people = rows // meetings
    each = -(-people // PER_DELEGATION)
    first, last = YEARS

    def meeting(n: int) -> dict[str, Any]:
        # Round by round through the forums, so that every forum meets all the years.
        day = date(first, 1, 3) + timedelta(days=n * 365 * (last - first + 1) // (meetings + 1))
        listed = {"list_access": "open", "symbol": f"BENCH/{n}"} if n % 3 else {"list_access": "closed"}
        return {"id": n, "slug": f"m-{n}", "forum_id": forums[n % len(forums)], "title": f"Meeting {n}", "start": day,
                "end": day, "revision": 1, **listed}  # fmt: skip

    def delegation(n: int) -> dict[str, Any]:
        category = chance.choice(CATEGORIES)
        country = codes[n % len(codes)] if category.startswith(("state", "signatory")) else None
        entity = country or f"organization {n % each}"
        fields = {"entity_key": entity, "category": category, "country_id": country, "name": entity}
        return {"id": n, "meeting_id": (n - 1) // each + 1, **fields}

    def participation(n: int) -> dict[str, Any]:
        gender = chance.choice(GENDERS)
        basis = "" if gender == "unknown" else "courtesy_title"
        genders = {"listed_gender": gender, "listed_basis": basis, "recorded_gender": gender, "recorded_basis": basis}
        place = n % people % PER_DELEGATION
        own = {"role": chance.choice(ROLES), "printed_name": f"P {n}", "head_basis": "" if place else "stated"}
        at = n // people
        return {"id": n + 1, "meeting_id": at + 1, "delegation_id": at * each + n % people // PER_DELEGATION + 1,
                "person_id": n % 1000 + 1, **genders, **own}  # fmt: skip

    insert(Meeting, map(meeting, range(1, meetings + 1)))
    insert(Person, ({"id": n, "name_key": f"p {n}", "entity_key": "-", "full_name": f"P {n}"} for n in range(1, 1001)))
    insert(Delegation, map(delegation, range(1, meetings * each + 1)))
    insert(Participation, map(participation, range(meetings * people)))


def build(size: str) -> None:
    """An empty database becomes the record of a size, with an account that may see everything."""
    from django.contrib.auth.models import Group, User
    from django.core.management import call_command
    from django.db import connection, transaction

    if size == "demo":
        call_command("quickstart", "--no-serve", stdout=io.StringIO(), stderr=io.StringIO())
    else:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_reference", verbosity=0, stdout=io.StringIO())
        with transaction.atomic():
            fill(*map(int, size.split("x")))
    user, _made = User.objects.get_or_create(username="bench")
    user.groups.add(Group.objects.get(name="reviewer"))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def data() -> dict[str, Callable[[], object]]:
    """Calls of the data layer, as the pages make them."""
    from reports import results, series
    from reports.counting.counts import count_by
    from reports.counting.dimensions import DIMENSIONS
    from reports.counting.population import population_of
    from reports.counting.scope import Scope
    from reports.scope_results import crosstab

    def by(key: str) -> Callable[[], object]:
        return lambda: count_by(population_of(Scope()), DIMENSIONS[key])

    def across(rows: str, columns: str) -> Callable[[], object]:
        both = DIMENSIONS[rows], DIMENSIONS[columns]
        return lambda: crosstab(population_of(Scope()), results.SHARE_OF_WOMEN, *both)

    keys = ("forum", "year", "regional_group", "category", "country", "delegation_size", "area", "role")
    return {
        "people": lambda: population_of(Scope()),
        "share": lambda: results.whole(population_of(Scope())),
        "heads": lambda: results.heads_by_basis(population_of(Scope())),
        **{f"by {key}": by(key) for key in keys},
        "year × regional group": across("year", "regional_group"),
        "role × year": across("role", "year"),
        "one group": lambda: results.whole(population_of(Scope()).where(DIMENSIONS["regional_group"], "african")),
        "recorded": lambda: results.whole(population_of(Scope(gender_basis="recorded"))),
        "one forum": lambda: results.results(population_of(Scope(forum="cd")), dimension=DIMENSIONS["meeting"]),
        "summary": lambda: results.summary(population_of(Scope())),
        "by year, panel": lambda: series.by_year(population_of(Scope()), constant=True),
        "since last": lambda: series.changes_since_last(population_of(Scope())),
        "runs": lambda: series.runs(population_of(Scope()), at_least=3),
    }


def pages(urls: list[str]) -> dict[str, Callable[[], object]]:
    """Whole pages through the test client, signed in as somebody who may see everything."""
    from django.contrib.auth.models import User
    from django.test import Client

    client = Client(headers={"Host": "localhost"})
    client.force_login(User.objects.get(username="bench"))

    from meetings.models import Delegation, Meeting

    latest = Meeting.objects.filter(delegations__isnull=False).order_by("-start").first()
    assert latest
    state = Delegation.objects.filter(country__isnull=False).values_list("country", flat=True)[0]
    there = {"meeting": latest.slug, "forum": latest.forum_id, "state": state}

    def get(url: str) -> Callable[[], object]:
        def answer() -> None:
            found = client.get(url.format(**there))
            if found.status_code != 200:
                raise ValueError(f"{url} answers {found.status_code}")
            for _part in found:  # also what is streamed
                pass

        return answer

    return {url: get(url) for url in urls}


def measure(size: str, urls: list[str]) -> dict[str, Any]:
    """In this process: per call its queries and milliseconds cold, warm and changed; then the peak in MB."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from meetings.models import Meeting
    from reports.counting import blocks

    found: dict[str, Any] = {}
    blocks.forget()
    for name, call in (pages(urls) if urls else data()).items():
        cold = _ms(call)
        warm = sorted(_ms(call) for _ in range(WARM))[WARM // 2]
        changed = []
        for number in range(CHANGED):
            one = Meeting.objects.order_by("pk")[number]
            one.revision += 1
            one.save(update_fields=["revision"])
            changed.append(_ms(call))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            call()
        found[name] = [len(queries), cold, warm, sorted(changed)[CHANGED // 2]]
    return {"calls": found, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _ms(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - start)


def report(sizes: list[str], found: dict[str, dict[str, Any]]) -> None:
    """One line a call: queries at each size, warm and changed milliseconds, and the ratio to the smallest."""
    print("| what | " + " | ".join(f"{s}: queries, cold, warm, changed ms" for s in sizes) + " | ratio |")
    print("|---" * (len(sizes) + 2) + "|")
    for name, (_queries, _cold, base, _changed) in found[sizes[0]]["calls"].items():
        cells = []
        for size in sizes:
            queries, cold, warm, changed = found[size]["calls"][name]
            cells.append(f"{queries}, {cold:.0f}, {warm:.1f}, {changed:.1f}")
        ratios = ["/".join(f"{ms / base:.1f}" for ms in found[size]["calls"][name][2:]) for size in sizes[1:]]
        print(f"| {name} | " + " | ".join(cells) + f" | {', '.join(ratios)} |")
    print("peak MB: " + ", ".join(f"{size} {found[size]['peak']:.0f}" for size in sizes))
    for size, most in AIMS.items():
        if size in found:
            missed = [name for name, numbers in found[size]["calls"].items()
                      if max(numbers[2:]) > most * found[sizes[0]]["calls"][name][2]]  # fmt: skip
            print(f"{size}, more than {most} times {sizes[0]}: {', '.join(missed) or 'none'}")


def in_a_process(size: str, folder: Path, urls: list[str]) -> dict[str, Any]:
    """Build a size where it is not there yet, then measure it in a fresh process."""
    place = folder / size
    place.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"PARITY_DATA": str(place), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-m", "tests.bench.dashboards", "--one", size]
    if not (place / "built").exists():
        subprocess.run([*command, "--build"], env=environment, check=True)
        (place / "built").touch()
    else:
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=environment, check=True)
    done = subprocess.run([*command, "--pages", *urls], env=environment, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", default=list(SIZES))
    parser.add_argument(
        "--pages",
        nargs="*",
        default=[],
        metavar="URL",
        help="pages, with {forum}, {meeting} and {state} in them; without: the data layer",
    )
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--build", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        import django

        django.setup()
        if options.build:
            build(options.one)
        else:
            print(json.dumps(measure(options.one, options.pages)))
        return
    with tempfile.TemporaryDirectory(prefix="parity-bench-") as folder:
        found = {size: in_a_process(size, options.folder or Path(folder), options.pages) for size in options.sizes}
    report(options.sizes, found)


if __name__ == "__main__":
    main()
