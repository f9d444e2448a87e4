"""The public side while nothing is published."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from tests.worlds.public_site import body, connection_kept

pytestmark = pytest.mark.django_db


def test_the_pages_claim_nothing() -> None:
    client = Client()
    assert "Nothing is published yet" in body(client.get("/")).decode()
    for address in (
        "/data/",
        "/methodology/",
        "/data/dictionary/",
        "/data/corrections/",
        "/api/",
        "/sitemap.xml",
        "/data/meetings/",
    ):
        assert client.get(address).status_code == 200, address
    for address in ("/data/latest/", "/data/latest/meetings.csv", "/embed/women/"):
        assert client.get(address).status_code == 404, address
    assert client.get("/api/v1/releases").json() == {"releases": []}
    assert client.get("/api/v1/releases/latest").status_code == 404


def test_the_copy_says_so(tmp_path: Path) -> None:
    with connection_kept():
        call_command("export_site", str(tmp_path / "site"))
    assert "Nothing is published yet" in (tmp_path / "site/index.html").read_text()
