"""One person with every kind of trace, in five kinds of names: what is left after an erasure, and after a backup."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions.uploads import upload_path
from meetings.models import DelegationLetter, ImportBatch, LetterCampaign, ListDocument, Meeting, Participation
from tests.upkeep.test_upkeep import NAMES, leaks, make_world
from tests.worlds.builders import signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database, pytest.mark.gate]
TRACES = {
    "meetings.Person", "meetings.Participation", "meetings.Statement", "meetings.OfficeHolder", "meetings.PanelSeat",
    "meetings.ImportBatch", "meetings.ImportRow", "meetings.ProceedingsImport", "meetings.DelegationLetter",
    "meetings.GenderRecord", "meetings.Question", "meetings.Change", "panels.LineUpSeat", "panels.Expert",
    "panels.LetterTemplate", "reports.ReaderReport",
}  # fmt: skip
UNREAD = "b" * 32


@pytest.fixture(autouse=True)
def own_uploads(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.PARITY_DATA = tmp_path_factory.mktemp("data")


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What any logger of this process says, as our handlers write it."""
    said = io.StringIO()
    listens = logging.StreamHandler(said)
    loggers = [
        logging.root,
        *(one for one in logging.root.manager.loggerDict.values() if isinstance(one, logging.Logger)),
    ]
    before = [(one, one.level) for one in loggers]
    for one in loggers:
        one.addHandler(listens)
        one.setLevel(logging.INFO)
    yield said
    for one, level in before:
        one.removeHandler(listens)
        one.setLevel(level)


def letter_and_unread_upload(name: str, world: dict[str, Any]) -> None:
    """A letter to a mission that names the person, and a file that waits to be read."""
    spring, by, at = Meeting.objects.get(slug="spring"), world["by"], timezone.now()
    campaign = LetterCampaign.objects.create(kind="sheet", forum=spring.forum, meeting=spring, at=at, by=by)
    DelegationLetter.objects.create(
        campaign=campaign, kind="sheet", meeting=spring, country_id="AAA", language="en", addressee="the Mission",
        subject=f"About {name}", text=f"{name} heads your delegation.", prepared_by=by, prepared_at=at,
    )  # fmt: skip
    document = ListDocument.objects.create(meeting=spring, part="late")
    ImportBatch.objects.create(document=document, file="late.csv", sha256="1" * 64, by=by, at=at, stored=UNREAD)
    upload_path(UNREAD).write_text(f"Name\n{name}\n", encoding="utf-8")


def shown(answer: Any) -> dict[str, str]:
    """What a page of requests says may be left: key → place, as ``leaks`` names it."""
    named = answer.context["named"]
    texts = {one.key: f"{type(one.row)._meta.label}:{one.row.pk}" for one in named.possible}
    return texts | {one.key: str(upload_path(one.row.stored)) for one in named.unread}


def confirmed(officer: Client, address: str, **more: Any) -> str:
    wanted = {"reason": "letter of 4 May", "sure": "yes"} | more
    return officer.post(address, wanted, follow=True).content.decode()


@pytest.mark.parametrize("script", ["Latin", "Arabic", "Chinese", "Korean", "one word"])
def test_what_is_left_is_what_the_page_said_and_what_a_backup_brings_back_is_said_and_goes_again(
    script: str, tmp_path: Path, logged: io.StringIO
) -> None:
    name, given, family = NAMES[script]
    world, word = make_world(name, given, family), name.casefold()
    letter_and_unread_upload(name, world)
    person, people = world["person"].pk, Participation.objects.count()
    traces = leaks(word)
    assert {place.partition(":")[0] for place in traces} >= TRACES
    assert {str(upload_path("a" * 32)), str(upload_path(UNREAD))} <= set(traces)
    call_command("backup", str(tmp_path / "older.zip"), stdout=io.StringIO())

    officer, page = signed_in("data_protection"), reverse("reports:person", args=[person])
    said = shown(officer.get(page))
    nobody = officer.post(reverse("reports:people"), {"name": "Somebody Else Altogether"}).content.decode()
    assert "One uploaded file is not read yet, so nobody can be looked for in it" in nobody
    answer = confirmed(officer, reverse("reports:person-erase", args=[person]))
    assert "Earlier backups still hold the name" in answer
    assert "One uploaded file is not read yet" in answer
    left = set(leaks(word))
    assert str(upload_path(UNREAD)) in left <= set(said.values())
    found = shown(officer.post(reverse("reports:people"), {"name": name}))
    assert left == set(found.values())
    confirmed(officer, reverse("reports:name-erase"), name=name, also=list(found))
    assert leaks(word) == []

    warned = io.StringIO()
    call_command("restore", str(tmp_path / "older.zip"), "--replace", stdout=io.StringIO(), stderr=warned)
    assert f"person:{person}; a name on no list, on " in warned.getvalue()
    assert "letter of 4 May. Erase again." in warned.getvalue()
    assert set(leaks(word)) == set(traces)
    officer = signed_in("data_protection")
    confirmed(officer, reverse("reports:person-erase", args=[person]), also=list(shown(officer.get(page))))
    found = shown(officer.post(reverse("reports:people"), {"name": name}))
    confirmed(officer, reverse("reports:name-erase"), name=name, also=list(found))
    assert leaks(word) == []
    assert Participation.objects.count() == people
    assert word not in (logged.getvalue() + warned.getvalue()).casefold()
