"""What releases are called: text to every reader, and the older names keep their addresses."""

from __future__ import annotations

import io

import openpyxl
import pandas as pd
import pytest
from django.test import Client
from django.utils import timezone

from reports.models import Release
from reports.refusals import ReleaseRefused
from reports.releases import actions, published
from reports.releases.versions import is_version, order_of, version_of
from tests.worlds.builders import make_office
from tests.worlds.public_site import body, publish


def test_versions_are_ordered_by_their_numbers_whichever_way_they_are_written() -> None:
    in_order = ["2025-r2", "2026.1", "2026.2", "2026-r3", "2026-r10", "2026-r11", "2027.1"]
    assert sorted(sorted(in_order), key=order_of) == in_order != sorted(in_order)


@pytest.mark.parametrize("text", ["2026.1", "2026-03", "2026-r0", "2026-r01", "2026-r", "26-r1", "2026-r1 ", "2026-R1"])
def test_a_new_release_bears_no_other_name(text: str) -> None:
    assert is_version(version_of(2026, 1))
    assert not is_version(text)


@pytest.mark.django_db
def test_a_version_is_text_to_whoever_reads_a_file() -> None:
    make_office()
    release = publish()
    found = published.latest()
    assert found
    read = pd.read_csv(io.BytesIO(found.read("meetings.csv")))
    assert list(read["release"].unique()) == [release.version]
    book = openpyxl.load_workbook(io.BytesIO(found.read("meetings.xlsx")))["Data"]
    assert [(cell.value, cell.data_type) for cell in book["A"][1:]] == [(release.version, "s")] * len(read)
    assert pd.isna(pd.to_datetime(pd.Series([release.version]), errors="coerce", format="mixed")).all()
    assert pd.read_csv(io.StringIO("release\n2026.10"))["release"].tolist() == [2026.1], "what the older names became"


@pytest.mark.django_db
def test_older_releases_keep_their_addresses_and_their_place_in_the_row() -> None:
    make_office()
    release, year = publish(), timezone.localdate().year
    files = {file.name: file.sha256 for file in release.files.all()}
    Release.objects.filter(pk=release.pk).update(version=f"{year}.1")
    assert actions.next_version(year) == f"{year}-r2"
    with pytest.raises(ReleaseRefused, match="is taken"):
        actions.prepare(version=f"{year}-r1")
    publish()
    assert [one.version for one in published.published()] == [f"{year}-r2", f"{year}.1"]
    client, old = Client(), f"/data/releases/{year}.1/"
    for address in (old, f"{old}meetings.csv", f"/api/v1/releases/{year}.1.json", f"/data/citation-{year}.1.bib"):
        assert client.get(address).status_code == 200, address
    assert client.get("/data/latest/meetings.csv")["Location"] == f"/data/releases/{year}-r2/meetings.csv"
    assert {file.name: file.sha256 for file in Release.objects.get(pk=release.pk).files.all()} == files
    assert body(client.get(f"{old}meetings.csv")) == published.version(f"{year}.1").read("meetings.csv")  # type: ignore[union-attr]
