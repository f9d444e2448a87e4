"""Benchmark of the public side against an empty response: wrk and gunicorn on this machine.

    python -m tests.bench.serving [--seconds 1] [--rounds 12] [--connections 16]

A made-up office is published in a temporary folder. What counts is the ratio of
the lines: many short rounds in turn, of each line the best, because other work on the machine only ever slows one down.
"""

import argparse
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

EMPTY, FILE, HOME = "/healthz", "/data/releases/{version}/participation_by_meeting.csv", "/"
EXPECTED = {FILE: 0.50, HOME: 0.80}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=1)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=12)
    wanted = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("wrk is missing. On Debian or Ubuntu: apt install wrk.")
    with tempfile.TemporaryDirectory(prefix="parity-bench-") as folder:
        measure(wanted, Path(folder))


def measure(wanted: argparse.Namespace, folder: Path) -> None:
    environment = production(folder)
    os.environ.update(environment)
    version = publish()
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--workers", "2", "--bind", f"127.0.0.1:{port}", "--log-level", "warning",
         "parity.wsgi"], env=os.environ | environment,
    )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}{EMPTY}")
        paths = [path.format(version=version) for path in (EMPTY, FILE, HOME)]
        for path in paths:
            print(f"{path:62} {size_of(f'http://127.0.0.1:{port}{path}'):8} bytes")
        best = dict.fromkeys(paths, 0.0)
        for _round in range(wanted.rounds):
            for path in paths:
                best[path] = max(best[path], requests_a_second(f"http://127.0.0.1:{port}{path}", wanted))
        for path, rate in best.items():
            print(f"{path:62} {rate:8.0f} requests/s  {rate / best[EMPTY]:5.0%}")
        missed = [p for p, least in EXPECTED.items() if best[p.format(version=version)] < least * best[EMPTY]]
        print("below the aim: " + ", ".join(missed) if missed else "aims met: file 50 %, home page 80 %")
    finally:
        server.terminate()
        server.wait()


def production(folder: Path) -> dict[str, str]:
    """A production installation with the public side alone, in a folder of its own."""
    return {
        "DJANGO_SETTINGS_MODULE": "parity.settings",
        "PARITY_MODE": "production",
        "PARITY_DATA": str(folder),
        "PARITY_STATIC": str(folder / "static"),
        "PARITY_SIDE": "public",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}",
    }


def publish() -> str:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from reports.releases import published
    from tests.worlds.public_site import publish_office

    publish_office()
    latest = published.latest()
    assert latest
    return latest.version


def requests_a_second(url: str, wanted: argparse.Namespace) -> float:
    done = subprocess.run(
        ["wrk", "-t1", f"-c{wanted.connections}", f"-d{wanted.seconds}s", "-H", "X-Forwarded-Proto: https",
         "-H", "Accept-Encoding: gzip", url], capture_output=True, text=True, check=True,
    )  # fmt: skip
    if "Non-2xx" in done.stdout:
        sys.exit(f"{url} did not answer 200:\n{done.stdout}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    assert found, done.stdout
    return float(found[1])


def size_of(url: str) -> int:
    """Bytes of the answer as it is measured; it has to be a 200, since wrk counts redirects as answers."""
    wanted = urllib.request.Request(url, headers={"X-Forwarded-Proto": "https", "Accept-Encoding": "gzip"})
    with urllib.request.build_opener(NoRedirect).open(wanted) as answer:
        return len(answer.read())


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(url: str) -> None:
    for _attempt in range(100):
        try:
            urllib.request.urlopen(urllib.request.Request(url, headers={"X-Forwarded-Proto": "https"}))
            return
        except OSError:
            time.sleep(0.2)
    sys.exit(f"{url} does not answer.")


if __name__ == "__main__":
    main()
