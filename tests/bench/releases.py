"""Benchmark of building a release of 300 meetings and about 100,000 participations.

A benchmark, not a test: ``python -m tests.bench.releases``. Two meetings in three have an open list, and the table by
delegation is on: the largest release there can be. SQLite, or what ``DATABASE_URL`` says; made-up rows only.
"""

import argparse
import io
import os
import resource
import tempfile
import time
from pathlib import Path


def measure(meetings: int) -> str:
    """One line of the table."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from meetings.models import Meeting
    from reports.counting import blocks
    from reports.releases import actions, designations
    from reports.releases.checks import labels_to_approve
    from reports.releases.freeze import ready_meetings
    from reports.releases.verify import verify
    from tests.bench import aggregates
    from tests.worlds.builders import make_user

    call_command("load_reference", verbosity=0, stdout=io.StringIO())
    aggregates.PER_MEETING = 340
    aggregates.fill(meetings * aggregates.PER_MEETING)
    reviewer, publisher = make_user("reviewer", "reviewer"), make_user("publisher", "publisher")
    Meeting.objects.update(locked_at=timezone.now(), locked_by=reviewer)
    Meeting.objects.exclude(pk__in=range(0, meetings + 1, 3)).update(list_access="open", symbol="BENCH/INF.1")
    designations.approve_labels(labels_to_approve(list(ready_meetings())), by=publisher)
    blocks.forget()
    User.objects.count()
    start = time.perf_counter()
    release = actions.build(by=reviewer)
    built = time.perf_counter() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = verify(release)
    if not found.sound or found.rebuilt != "identical":
        raise ValueError(f"the release does not verify: {found.wrong} {found.why}")
    rows = sum(release.manifest["rows"][name] for name in release.manifest["data"])
    size = sum(file.size for file in release.files.all()) / 1e6
    people = meetings * aggregates.PER_MEETING
    return (
        f"| {meetings} | {people:,} | {connection.vendor} | {built:.1f} | {most:.0f} | {rows:,} | {found.files} |"
        f" {size:.1f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--meetings", type=int, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
        os.environ["PARITY_BY_DELEGATION"] = "for the benchmark"
        import django

        django.setup()
        from django.db import connection

        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "releases.sqlite3")
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            print("| meetings | participations | engine | build, s | peak memory, MB | rows | files | size, MB |")
            print("|---|---|---|---|---|---|---|---|")
            print(measure(options.meetings), flush=True)
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
