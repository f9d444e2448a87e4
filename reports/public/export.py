"""Export of the whole public site as plain files.

Each address is asked of this very application, so that a copy can say nothing else than the site itself: pages and what
they link to, every file of every release, the API as JSON and CSV files.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template import loader
from django.urls import reverse

from meetings.progress import Listener, tell_each, tell_nobody
from reports.releases import published
from reports.releases.published import Published

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
LINK = re.compile(rb'(?:href|src|data-plotly)="(/[^"#?]*)(?:[?#][^"]*)?"')
MARKER = "export.json"
TEXTS = (".html", ".css", ".js", ".json", ".csv", ".xml", ".svg", ".txt", ".jsonld", ".atom", ".ics")
LATEST = "latest"


class CannotExport(Exception):
    """The copy cannot be made; the message says why and what would do."""


def export_site(folder: Path, listener: Listener = tell_nobody) -> int:
    """Write the site to ``folder``, which is replaced as a whole; returns the number of files.

    Raises CannotExport when something else lies there, or when a page cannot be made: then nothing is replaced.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).exists():
        raise CannotExport(f"{folder} holds something that is no export of this site. Name an empty or a new folder.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".export-") as made:
        copy = Path(made) / "site"
        written = sum(1 for address, content in _contents(listener) if _write(copy, address, content))
        (copy / "404.html").write_bytes(_nothing_there())
        latest = published.latest()
        (copy / MARKER).write_text(json.dumps({"release": latest.version if latest else None, "files": written}) + "\n")
        copy.chmod(0o755)
        if folder.exists():
            folder.rename(Path(made) / "before")
        shutil.move(copy, folder)
    return written


def _contents(listener: Listener) -> Iterator[tuple[str, bytes]]:
    """Every address with what it answers: the named ones and all that their pages link to."""
    application: Wsgi = get_wsgi_application()
    known = dict.fromkeys(_addresses())
    waiting = deque(known)
    while waiting:
        address = waiting.popleft()
        listener("writing file", len(known) - len(waiting), len(known))
        status, content = _ask(application, address)
        if status == 302 and address.startswith(f"/data/{LATEST}/"):
            continue
        if status not in (200, 410):
            raise CannotExport(f"{address} answered {status}, expected 200. Nothing was exported.")
        yield address, content
        if address.endswith("/"):
            new = dict.fromkeys(link for link in map(_address, LINK.findall(content)) if link not in known)
            known.update(new)
            waiting.extend(new)
    yield from _latest(application, listener)


def _nothing_there() -> bytes:
    """The page for addresses that lead nowhere."""
    return loader.get_template("404.html").render({"error_id": ""}).encode()


def _address(link: bytes) -> str:
    return unquote(link.decode())


def _addresses() -> Iterator[str]:
    """Where the copy begins; pages lead to further ones."""
    for name in ("home", "data", "methodology", "dictionary", "corrections", "calendar", "calendar-file", "api-page",
                 "atom", "catalogue", "robots", "sitemap", "openapi", "api-start", "api-releases-json",
         "forums"):  # fmt: skip
        yield reverse(f"public:{name}")
    yield from map(_address, LINK.findall(_nothing_there()))
    for one in [*published.published(), *published.withdrawn()]:
        yield reverse("public:release", args=[one.version])
        yield reverse("public:api-release-json", args=[one.version])
        yield from (reverse("public:file", args=[one.version, info.name]) for info in one.files)
        yield from _of_tables(one, one.version)
    latest = published.latest()
    if latest:
        yield reverse("public:api-release-json", args=[LATEST])
        yield from _of_tables(latest, LATEST)


def _of_tables(one: Published, version: str) -> Iterator[str]:
    for table in one.tables:
        for name in ("api-table-json", "api-rows-json", "api-rows-csv"):
            yield reverse(f"public:{name}", args=[version, table])


def _latest(application: Wsgi, listener: Listener) -> Iterator[tuple[str, bytes]]:
    """What redirects on a running site is a second copy here: plain files cannot redirect."""
    latest = published.latest()
    if latest is None:
        return
    page = reverse("public:release", args=[latest.version])
    yield reverse("public:latest"), _ask(application, page)[1]
    for info in tell_each(latest.files, "writing the latest release, file", len(latest.files), listener):
        yield reverse("public:latest-file", args=[info.name]), latest.read(info.name)


def _ask(application: Wsgi, address: str) -> tuple[int, bytes]:
    """What the application answers a visitor at this address."""
    site = urlsplit(settings.PARITY_ADDRESS)
    host = settings.ALLOWED_HOSTS[0].lstrip(".") if settings.ALLOWED_HOSTS else site.hostname
    answered: list[int] = []

    def start(status: str, headers: list[tuple[str, str]], failure: Any = None) -> None:
        answered.append(int(status.split()[0]))

    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": address.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "SERVER_NAME": host,
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": host,
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "parity.static_copy": True,
    }
    response = application(environ, start)
    try:
        content = b"".join(response)
    finally:
        if close := getattr(response, "close", None):
            close()
    return answered[-1], content


def _write(copy: Path, address: str, content: bytes) -> bool:
    """The file of an address, and beside it a compressed one for servers that send it as it is."""
    relative = address.lstrip("/") + ("index.html" if address.endswith("/") else "")
    if address == reverse("public:api-start"):
        relative = relative.removesuffix("index.html") + "index.json"
    path = copy / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if path.suffix in TEXTS:
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    return True
