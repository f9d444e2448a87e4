"""``export_site``: the whole public site as plain files, complete in itself."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from reports.releases import published
from tests.worlds.public_site import body, connection_kept, publish

pytestmark = pytest.mark.django_db

LINK = re.compile(r'(?:href|src|data-plotly)="(/[^"#?]*)')


@pytest.fixture(autouse=True)
def inside_the_transaction() -> Iterator[None]:
    with connection_kept():
        yield


@pytest.fixture(scope="module")
def copy(published_office: None, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Path:
    """For all tests of the module: only read."""
    folder = tmp_path_factory.mktemp("export") / "site"
    with django_db_blocker.unblock(), connection_kept():
        call_command("export_site", str(folder))
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.gate
def test_every_link_of_the_copy_leads_to_a_file_of_the_copy(copy: Path) -> None:
    followed = 0
    for page in copy.rglob("*.html"):
        for link in LINK.findall(page.read_text(encoding="utf-8")):
            target = copy / unquote(link).lstrip("/")
            assert (target / "index.html" if link.endswith("/") else target).is_file(), (page, link)
            followed += 1
    assert followed > 200


@pytest.mark.gate
def test_the_copy_holds_no_name_and_offers_nothing_it_cannot_do(copy: Path) -> None:
    for name, content in files(copy).items():
        text = (gzip.decompress(content) if name.endswith(".gz") else content).decode(errors="replace")
        assert "canarison" not in text.casefold(), name
        if name.endswith(".html"):
            assert "<form" not in text, name
            assert "/accounts/" not in text, name
            assert "/start/" not in text, name


@pytest.mark.gate
def test_the_copy_is_the_site(copy: Path) -> None:
    latest = published.latest()
    assert latest
    for info in latest.files:
        assert (copy / "data" / "releases" / latest.version / info.name).read_bytes() == latest.read(info.name)
        assert (copy / "data" / "latest" / info.name).read_bytes() == latest.read(info.name)
    for name in latest.tables:
        rows = json.loads((copy / "api/v1/releases/latest/tables" / name / "rows.json").read_text())
        assert rows["rows"] == latest.table(name).rows
        assert rows["next"] is None
    served = body(Client().get("/data/meetings/conference-2024/")).decode()
    copied = (copy / "data/meetings/conference-2024/index.html").read_text()
    cells = re.compile(r"<td[^>]*>.*?</td>", re.DOTALL)
    assert cells.findall(copied) == cells.findall(served) != []


@pytest.mark.gate
def test_the_same_release_gives_the_same_copy_and_a_new_one_replaces_it(copy: Path, tmp_path: Path) -> None:
    before = files(copy)
    copy = Path(shutil.copytree(copy, tmp_path / "site"))
    call_command("export_site", str(copy))
    assert files(copy) == before
    publish(notes="Third.")
    call_command("export_site", str(copy))
    assert "Third." in (copy / "data/index.html").read_text()
    assert [path.name for path in copy.parent.iterdir()] == ["site"], "nothing is left beside it"


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("Dear all")
    with pytest.raises(CommandError, match="holds something that is no export"):
        call_command("export_site", str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]
