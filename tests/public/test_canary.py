"""Canaries: a crawl over every address, format and error page finds no name and no person's gender."""

import logging
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import (
    Change,
    DelegationCount,
    ImportBatch,
    ImportRow,
    ListDocument,
    Meeting,
    ProceedingsImport,
    Question,
)
from tests.desk.test_access import ADMIN, ALL, OURS, admin_address
from tests.worlds.builders import (
    make_delegation,
    make_head_count,
    make_holder,
    make_meeting,
    make_panel,
    make_participation,
    make_statement,
    make_user,
)
from tests.worlds.invitations import make_named_invitation

pytestmark = [pytest.mark.django_db, pytest.mark.database]

FORMATS = ["", "?format=json", "?format=csv", "?format=xlsx", "?page=2", "?by=delegation", "?by=role", "?like=spring"]
ACCEPTS = ["text/html", "application/json", "text/csv", "*/*"]
METHODS = ["get", "head", "post", "put", "delete", "options"]

# Each stands in the record in its own place, so that a leak says where it came from.
CANARIES = {
    "participant": "Zyxwin Canarison",
    "title": "Canarymadam",
    "post": "Canary Attaché",
    "organisation": "Canary Institute",
    "notes": "canary-note",
    "speaker": "Quillon Canarisdottir",
    "speaker title": "Canarysir",
    "statement": "Orla Canarigan",
    "statement title": "Canarydame",
    "statement cells": "Vessel Canarivic",
    "office-holder": "Tolly Canarinen",
    "office cells": "Ossip Canarenko",
    "cells": "Wibbet Canarisova",
    "question": "Question Canarisky",
    "trail": "Trail Canarissen",
    "source": "canary-source",
    "invited": "Ymir Canariewicz",
}
GENDER_VALUES = ["courtesy_title", "self_declared", "declared by the person"]


@pytest.fixture
def record() -> dict[str, Any]:
    """A record with a canary in every place that can hold a name or a gender; open list and closed list."""
    clerk = make_user("clerk", "clerk")
    open_meeting = make_meeting("spring", list_access="open")
    for meeting in (open_meeting, make_meeting("autumn")):
        delegation = make_delegation(meeting, "AAA")
        someone = make_participation(
            delegation,
            CANARIES["participant"],
            "another",
            "self_declared",
            printed_title=CANARIES["title"],
            printed_post=CANARIES["post"],
            organisation=CANARIES["organisation"],
            notes=CANARIES["notes"],
        )
        count = make_head_count(delegation, women=1)
        DelegationCount.objects.filter(pk=count.pk).update(source=CANARIES["source"])
        document = ListDocument.objects.create(meeting=meeting)
        batch = ImportBatch.objects.create(
            document=document, file="list.csv", sha256="0" * 64, by=clerk, at=timezone.now()
        )
        ImportRow.objects.create(
            batch=batch, number=2, cells={"full_name": CANARIES["cells"]}, source=[[1, 1, CANARIES["cells"]]]
        )
        Question.objects.create(
            meeting=meeting, kind="title", key="k", found=CANARIES["question"], opened_at=timezone.now()
        )
        Change.objects.create(
            at=timezone.now(), by=clerk, action="x", subject="y", meeting=meeting, after={"name": CANARIES["trail"]}
        )
    spoken = make_statement(
        open_meeting, "AAA", "w", speaker_name=CANARIES["statement"], speaker_title=CANARIES["statement title"]
    )
    listed_statements = ProceedingsImport.objects.create(
        meeting=open_meeting, file="speakers.txt", sha256="0" * 64, by=clerk, at=timezone.now(),
        rows=[{"number": 1, "cells": ["AAA", CANARIES["statement cells"]]}],
        reading={
            "mapped": {}, "ignored": [], "fields": ["delegation", "speaker"], "sheet": "", "notices": [],
            "problems": [], "defaults": {},
        },
    )  # fmt: skip
    listed = {"statement": listed_statements.pk} | {
        name: ProceedingsImport.objects.create(
            holds="offices", file="bureau.txt", sha256="0" * 64, by=clerk, at=timezone.now(), **where,
            rows=[{"number": 1, "cells": ["Chair", CANARIES["office cells"]]}],
            reading={"mapped": {}, "ignored": [], "fields": ["office", "name"], "sheet": "", "notices": [],
                     "problems": [], "defaults": {}},
        ).pk
        for name, where in (("office", {"meeting": open_meeting}), ("forum-office", {"forum": open_meeting.forum}))
    }  # fmt: skip
    make_holder(open_meeting, "w", name=CANARIES["office-holder"])
    make_holder(open_meeting.forum, "w", name=CANARIES["office-holder"])
    panel = make_panel("Opening", "w", meeting=open_meeting, slug="opening")
    panel.seats.update(name=CANARIES["speaker"], title=CANARIES["speaker title"])
    make_named_invitation(clerk, CANARIES["invited"])
    return {
        "user": clerk,
        "ids": {"delegation": someone.delegation_id, "batch": batch.pk, "forum": open_meeting.forum_id}
        | {"statement": spoken.pk},
        "lists": listed,
    }


def addresses(record: dict[str, Any]) -> list[str]:
    """Every named address, for the open meeting, the closed one and the panel."""
    found = [admin_address(name, record["user"]) for name in ADMIN]
    for name in OURS:
        wanted = ALL[name].pattern.converters
        ids = {key: record["ids"].get(key, record["ids"]["batch"]) for key in wanted if key != "slug"}
        if voice := re.fullmatch(r"meetings:(.*office|statement)-(?:list|decide)", name):
            ids["batch"] = record["lists"][voice[1]]
        slugs = ["spring", "autumn", "opening", "invitation", "no-such-slug"] if "slug" in wanted else [""]
        found += [reverse(name, kwargs=ids | ({"slug": slug} if slug else {})) for slug in slugs]
    return found


def leaks(text: str) -> list[str]:
    return [place for place, canary in CANARIES.items() if canary.casefold() in text.casefold()]


@pytest.mark.gate
def test_no_visitor_learns_a_name_or_a_gender(record: dict[str, Any]) -> None:
    client = Client(raise_request_exception=False)
    seen = 0
    for url in addresses(record):
        for query in FORMATS:
            response = client.get(url + query)
            text = response_text(response)
            assert leaks(text) == [], url + query
            assert [value for value in GENDER_VALUES if value in text] == [], url + query
            assert "unsafe" not in response["Content-Security-Policy"], url
            assert not response.cookies or url.startswith("/accounts/"), (url, response.cookies)
            seen += 1
        for accept in ACCEPTS:
            assert leaks(response_text(client.get(url, headers={"accept": accept}))) == [], (url, accept)
        for method in METHODS:
            assert leaks(response_text(getattr(client, method)(url))) == [], (method, url)
    assert seen > 100


def response_text(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace") + str(response.headers)


def test_the_crawl_would_notice(record: dict[str, Any]) -> None:
    client = Client()
    client.force_login(record["user"])
    Meeting.objects.get(slug="spring").clerks.add(record["user"])
    assert set(leaks(client.get("/meetings/spring/people/").content.decode())) == {
        "participant",
        "title",
        "post",
        "organisation",
    }


@pytest.mark.parametrize(
    ("path", "status"),
    [("/no-such-page", 404), ("/meetings/Zyxwin Canarison/", 404), ("/?page=%00", None), ("/start/", None)],
)
def test_error_pages_repeat_nothing_of_the_request(path: str, status: int | None) -> None:
    response = Client(raise_request_exception=False).get(path)
    assert status is None or response.status_code == status
    assert "Canarison" not in response.content.decode()


def test_an_error_inside_shows_a_number_and_nothing_else(
    record: dict[str, Any], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError(CANARIES["participant"])

    monkeypatch.setattr("meetings.views.people.Paginator", fail)
    client = Client(raise_request_exception=False)
    client.force_login(record["user"])
    Meeting.objects.get(slug="spring").clerks.add(record["user"])
    with caplog.at_level(logging.INFO):
        response = client.get("/meetings/spring/people/")
    page = response.content.decode()
    assert response.status_code == 500
    assert leaks(page) == []
    number = next(record.getMessage() for record in caplog.records if record.name == "parity.errors").split()[-1]
    assert number in page
