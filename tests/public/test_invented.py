"""A demonstration says that it is invented in whatever form it is taken; a site without a release describes itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from meetings.models import Meeting
from reports.releases.metadata import INVENTED
from tests.public.test_harvesters import catalogue, complaints, dataset
from tests.worlds.builders import make_office
from tests.worlds.public_site import body, publish


@pytest.mark.django_db
def test_a_catalogue_without_a_release_is_valid(settings: Any) -> None:
    settings.PARITY_CONTACT = "data@example.org"
    assert complaints(catalogue()) == []


@pytest.mark.django_db
def test_a_demonstration_says_that_it_is_invented_wherever_it_is_taken_from() -> None:
    make_office()
    Meeting.objects.update(demonstration=True)
    version = publish().version
    client, page = Client(), f"/data/releases/{version}/"
    for address in (f"/data/citation-{version}.bib", f"/data/citation-{version}.ris", f"/data/citation-{version}.txt"):
        assert INVENTED in body(client.get(address)).decode(), address
    for name in ("CITATION.cff", "datapackage.json", "csv-metadata.json"):
        assert INVENTED in body(client.get(f"{page}{name}")).decode(), name
    for address in ("/data/", page):
        said = dataset(body(client.get(address)).decode())
        assert said["description"].startswith(INVENTED)
        assert INVENTED in said["citation"]
        assert said["name"].endswith("(demonstration)")
        assert all(one["description"].startswith(INVENTED) for one in said["distribution"])
    (taken,) = catalogue()["dcat:dataset"]
    assert taken["dct:description"]["@value"].startswith(INVENTED)
    assert taken["dct:title"]["@value"].endswith("(demonstration)")
    assert all(one["dct:description"]["@value"].startswith(INVENTED) for one in taken["dcat:distribution"])
    assert complaints(catalogue()) == []
