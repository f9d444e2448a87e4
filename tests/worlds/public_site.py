"""A published office for the public tests, and a visitor who follows every link."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client

from meetings.models import Meeting
from reports.models import Release
from reports.releases import actions
from tests.worlds.builders import make_office, make_user

LINK = re.compile(r'(?:href|src|data-plotly|action)="([^"#]+)')
CANARY = "Zyxwin Canarison"


@contextmanager
def connection_kept() -> Iterator[None]:
    """Call the application itself inside a test's transaction; Django's client leaves the connection open alike."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def publish(**wanted: str) -> Release:
    """A release of what is locked, all the way, by two people."""
    from django.contrib.auth.models import User

    reviewer, publisher = (
        User.objects.filter(username=f"the-{group}").first() or make_user(f"the-{group}", group)
        for group in ("reviewer", "publisher")
    )
    release = actions.build(by=reviewer, **wanted)
    release = actions.check(release, by=publisher)
    release = actions.approve(release, by=reviewer)
    return actions.publish(release, by=publisher)


def publish_office() -> list[Meeting]:
    """Two releases of a small office, the second with a correction; one person of it bears the canary's name."""
    meetings = make_office()
    someone = meetings[0].participations.filter(listed_gender="woman").first()
    assert someone
    type(someone).objects.filter(pk=someone.pk).update(printed_name=CANARY, notes=CANARY)
    type(someone.person).objects.filter(pk=someone.person_id).update(full_name=CANARY, family_name="Canarison")
    publish(notes="First.")
    type(someone).objects.filter(pk=someone.pk).update(listed_gender="man")
    Meeting.objects.filter(pk=meetings[0].pk).update(revision=meetings[0].revision + 1)
    publish(notes="A misread title, page 3.")
    return meetings


def links_of(address: str, response: Any, text: str) -> Iterator[str]:
    """Addresses on this site that a page, a JSON answer, the sitemap or the feed names."""
    kind = response["Content-Type"]
    if kind.startswith("text/html"):
        found = LINK.findall(text)
    elif kind.startswith("application/json"):
        found = [value for value in strings(json.loads(text)) if value.startswith(settings.PARITY_ADDRESS)]
    else:
        found = re.findall(r"(?:<loc>|<id>|href=\")([^<\"]+)", text) if "xml" in kind else []
    for link in found:
        parts = urlsplit(urljoin(f"{settings.PARITY_ADDRESS}{address}", link.replace("&amp;", "&")))
        if f"{parts.scheme}://{parts.netloc}" == settings.PARITY_ADDRESS:
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)
    elif isinstance(value, str):
        yield value


def crawl(client: Client, *starts: str) -> dict[str, tuple[Any, str]]:
    """Everything a visitor reaches from the starts: address → response and text. The desk's door is not opened."""
    waiting, seen = list(starts), {}
    while waiting:
        address = waiting.pop()
        if address in seen or address.startswith(("/start/", "/accounts/", "/static/")) or "sort=" in address:
            continue  # the order of a table, as robots.txt says, is nothing new
        response = client.get(address, follow=False)
        text = body(response).decode(errors="replace")
        seen[address] = (response, text)
        if response.status_code == 302:
            waiting.append(response["Location"])
        waiting += links_of(address, response, text)
    return seen


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else bytes(response.content)
