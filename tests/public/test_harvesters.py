"""What portals and search engines take: a catalogue valid by DCAT-AP, a whole schema.org Dataset, valid calendars."""

from __future__ import annotations

import datetime
import json
import re
import warnings
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from meetings.files.icalendar import Day, icalendar
from reports.releases import published
from reports.releases.metadata import INVENTED
from tests.worlds.public_site import body

SHAPES = Path(__file__).with_name("dcat_ap.ttl")


def complaints(catalogue: dict[str, Any]) -> list[str]:
    """What the shapes of DCAT-AP have against a catalogue."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own dependencies are not ours to mend
        import pyshacl
        import rdflib

        data = rdflib.Graph().parse(data=json.dumps(catalogue), format="json-ld")
        _conforms, found, _text = pyshacl.validate(data, shacl_graph=str(SHAPES), shacl_graph_format="turtle")
        paths = found.objects(None, rdflib.SH.resultPath)
        return sorted(str(path).rpartition("/")[2].rpartition("#")[2] or str(path) for path in paths)


def catalogue() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(body(Client().get("/data/catalogue.jsonld")))
    return found


def dataset(page: str) -> dict[str, Any]:
    """The Dataset of a page; it stands there once."""
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    said: dict[str, Any] = json.loads(found)
    return said


@pytest.mark.django_db
@pytest.mark.usefixtures("published_office")
def test_the_catalogue_keeps_the_profile_and_its_lack_is_noticed() -> None:
    whole = catalogue()
    assert complaints(whole) == []
    assert [one["dcat:version"] for one in whole["dcat:dataset"]] == [one.version for one in published.published()]
    broken = json.loads(json.dumps(whole))
    first = broken["dcat:dataset"][0]
    for name in ("dct:description", "dct:temporal", "dcat:contactPoint", "dcat:keyword", "dct:license"):
        del first[name]
    del first["dcat:distribution"][0]["dct:format"]
    first["dct:publisher"] = broken["dct:publisher"] = "The office"
    assert {"description", "temporal", "contactPoint", "keyword", "license", "format", "publisher"} <= {
        one.rpartition("/")[2] for one in complaints(broken)
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("published_office")
def test_every_file_of_figures_is_a_distribution_with_its_sum() -> None:
    latest = published.latest()
    assert latest
    files = {info.name: info for info in latest.files}
    named = {}
    for one in catalogue()["dcat:dataset"][0]["dcat:distribution"]:
        name = one["dct:title"]["@value"]
        named[name] = one["spdx:checksum"]["spdx:checksumValue"]["@value"]
        assert Client().get(one["dcat:downloadURL"]["@id"]).status_code == 200
        assert one["dcat:byteSize"]["@value"] == str(files[name].size)
    assert named == {
        f"{table}.{ending}": files[f"{table}.{ending}"].sha256
        for table in latest.manifest["data"] for ending in ("csv", "xlsx", "json")
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.usefixtures("published_office")
def test_a_page_describes_the_release_whole() -> None:
    """What a search for datasets asks for; coverage and variables by a loop over the frozen tables."""
    latest = published.latest()
    assert latest
    meetings = latest.table("meetings").rows
    measured = {
        column.name
        for name in latest.manifest["data"] for column in latest.table(name).columns
        if column.type in ("integer", "number") and not column.name.endswith("year")
        and column.name not in latest.table(name).key
    }  # fmt: skip
    for address in ("/", "/data/", f"/data/releases/{latest.version}/"):
        said = dataset(body(Client().get(address)).decode())
        assert (said["@type"], said["version"], said["name"]) == ("Dataset", latest.version, latest.title)
        assert said["publisher"] == said["creator"]
        assert said["publisher"]["name"] == settings.PARITY_PUBLISHER
        assert said["temporalCoverage"] == f"{min(r['start'] for r in meetings)}/{max(r['end'] for r in meetings)}"
        assert said["spatialCoverage"] == {"@type": "Place", "name": "World"}
        assert {one["propertyID"] for one in said["variableMeasured"]} == measured >= {"women", "share_women"}
        assert 50 <= len(said["description"]) <= 5000
        assert said["license"] == "https://creativecommons.org/licenses/by/3.0/igo/"
        assert all(Client().get(one["contentUrl"]).status_code == 200 for one in said["distribution"])
        assert INVENTED not in json.dumps(said)


def components(text: str) -> list[str]:
    """The components of a calendar in their order; each that begins must end."""
    open_ones: list[str] = []
    found = []
    for line in text.split("\r\n"):
        if line.startswith("BEGIN:"):
            open_ones.append(line[6:])
            found.append("/".join(open_ones))
        elif line.startswith("END:"):
            assert open_ones.pop() == line[4:]
    assert open_ones == []
    return found


def test_a_calendar_holds_something_even_when_nothing_is_to_come() -> None:
    """RFC 5545, 3.6: at least one component, and a time zone has at least one rule with its start and both offsets."""
    empty = icalendar("Releases", "https://example.org/", [])
    assert components(empty) == ["VCALENDAR", "VCALENDAR/VTIMEZONE", "VCALENDAR/VTIMEZONE/STANDARD"]
    assert {"TZID", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO"} <= {line.partition(":")[0] for line in empty.split("\r\n")}
    at = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)
    day = Day("planned-1@example.org", datetime.date(2026, 12, 31), "A release", "", at)
    assert components(icalendar("Releases", "https://example.org/", [day])) == ["VCALENDAR", "VCALENDAR/VEVENT"]
