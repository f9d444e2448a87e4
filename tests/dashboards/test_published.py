"""Figures that others have published: entered by reviewers, shown beside ours with their source, never counted."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from bodies.actions.bodies import add_body
from meetings.actions.published import SOURCE_FIELDS, Printed, load_sources, seen_as, set_source
from meetings.actions.reference import load_reference
from meetings.actions.refusals import ActionRefused, ChangedMeanwhile
from meetings.models import Change, PublishedFigure, Source
from reports.models import release_storage
from reports.releases import actions
from tests.worlds.builders import make_forum, make_office, make_user, signed_in

pytestmark = pytest.mark.django_db
POISON = "987654 %"
DETAILS: dict[str, Any] = dict.fromkeys(SOURCE_FIELDS, "") | {
    "title": "Yearbook of gatherings", "author": "An institute", "year": 2019, "accessed": None,
    "address": "https://example.org/yearbook",
}  # fmt: skip


def printed(measure: str = "participants", **values: Any) -> Printed:
    return Printed(**{"measure": measure, "among": "Everybody", "printed": "32 %", "differs": "others"} | values)


def written(*figures: Printed, **details: Any) -> Source:
    by = make_user(f"reviewer{Source.objects.count()}", "reviewer")
    return set_source(None, DETAILS | details, figures, by=by)


def form(source: Source | None, *rows: dict[str, Any], **details: Any) -> dict[str, Any]:
    """What the page sends: the source, its version, and the rows of its table."""
    sent = {name: value or "" for name, value in (DETAILS | details).items()}
    sent |= {"version": seen_as(source) if source else "", "figures-TOTAL_FORMS": len(rows), "figures-INITIAL_FORMS": 0}
    return sent | {f"figures-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()}


def test_a_reviewer_enters_changes_and_removes_and_the_trail_says_what_was() -> None:
    client = signed_in("reviewer")
    row = {"measure": "staff", "among": "All grades", "first_year": 2001, "printed": "about a third", "base": 90,
           "page": "p. 7", "differs": "another office"}  # fmt: skip
    assert client.post("/sources/new/", form(None, row, {"measure": "staff"})).status_code == 302
    source, one = Source.objects.get(), PublishedFigure.objects.get()
    assert (one.printed, one.base, one.page, one.years) == ("about a third", 90, "p. 7", "2001")
    page = client.get(source.get_absolute_url()).content.decode()
    assert 'value="about a third"' in page
    changed = row | {"pk": one.pk, "printed": "a third"}
    assert client.post(source.get_absolute_url(), form(source, changed, year=2020)).status_code == 302
    notes = {change.action: change for change in Change.objects.all()}
    assert (notes["change_published_figure"].before, notes["change_published_figure"].after) == (
        {"printed": "about a third"}, {"printed": "a third"},
    )  # fmt: skip
    assert (notes["change_source"].before, notes["change_source"].after) == ({"year": 2019}, {"year": 2020})
    source.refresh_from_db()
    assert (
        client.post(source.get_absolute_url(), form(source, changed | {"remove": "on"}, year=2020)).status_code == 302
    )
    gone = Change.objects.get(action="remove_published_figure")
    assert gone.before is not None
    assert gone.before["printed"] == "a third"
    assert not PublishedFigure.objects.exists()


def test_everything_wrong_is_said_at_once_and_nothing_is_saved() -> None:
    rows = (
        {"measure": "staff", "printed": "5 %", "differs": "x"},
        {"measure": "heads", "among": "Heads", "printed": "5 %"},
        {"measure": "heads", "among": "Heads", "first_year": 2005, "last_year": 2001},
        {"measure": "heads", "among": "Heads", "base": 0},
    )
    page = signed_in("reviewer").post("/sources/new/", form(None, *rows, title="")).content.decode()
    for said in ("Something needs correcting", "Nothing was saved", "Say among whom", "Say why it is not comparable",
                 "The last year is before the first one", "greater than or equal to 1"):  # fmt: skip
        assert said in page, said
    assert not Source.objects.exists()
    with pytest.raises(ActionRefused) as refused:
        written(printed(differs=""), printed(base=0), printed(last_year=2000), printed("shares"), title="")
    assert len(refused.value.reasons) == 5
    assert not Source.objects.exists()


def test_whoever_comes_second_is_told() -> None:
    source = written(printed())
    seen = seen_as(source)
    by = make_user("other", "reviewer")
    set_source(source, DETAILS | {"year": 2018}, [], version=seen, by=by)
    with pytest.raises(ChangedMeanwhile):
        set_source(source, DETAILS, [], version=seen, by=by)
    late = form(source) | {"version": seen}
    assert signed_in("reviewer").post(source.get_absolute_url(), late).status_code == 409


def test_each_stands_beside_ours_with_its_source_and_what_nobody_read_stands_nowhere() -> None:
    make_office()
    forum = make_forum("npt-revcon")
    add_body(forum, by=make_user("desk", "selection_desk"), kind="roster", influence="decides")
    here = "conference"
    written(
        printed(forum=here, printed="a tenth", page="p. 3"), printed("heads", printed="a fifth"),
        printed("members", printed="a quarter"), printed(forum=here, printed="", among="Unread"),
        printed("members", printed="", among="Unread"),
    )  # fmt: skip
    manager = signed_in("manager")
    shown = {f"/dashboard/forums/{here}/": "a tenth", "/dashboard/": "a fifth", "/bodies/": "a quarter"}
    for address, figure in shown.items():
        page = manager.get(address).content.decode()
        assert figure in page, address
        assert 'href="https://example.org/yearbook"' in page, address
        assert "Unread" not in page, address
    assert "not read in the source yet" in manager.get("/sources/").content.decode()


def everything_counted() -> list[str]:
    """The answers of Explore and every file of a new release."""
    client = signed_in("manager", name=f"manager{Change.objects.count()}")
    asked = [
        client.get(f"/dashboard/explore/download.csv?by={by}&metric={metric}").content.decode()
        for by in ("meeting", "year") for metric in ("share_of_women", "heads_of_delegation")
    ]  # fmt: skip
    return asked


def test_a_poisoned_figure_moves_nothing_that_is_counted() -> None:
    make_office()
    before = everything_counted()
    rows = [printed(one, forum="conference", first_year=2024, printed=POISON, base=987654) for one in
            ("participants", "heads", "members", "staff")]  # fmt: skip
    written(*rows)
    assert everything_counted() == before
    release = actions.build(by=make_user("builds", "reviewer"))
    assert release.files.exists()
    for file in release.files.all():
        with release_storage().open(file.stored) as stored:
            assert b"987654" not in stored.read(), file.name
    assert POISON in signed_in("manager").get("/dashboard/").content.decode()


def test_the_file_holds_them_apart_under_their_licence() -> None:
    written(printed(printed="=1+1"), printed(printed="", among="Unread"), licence="CC BY 4.0")
    written(printed("staff"))
    answer = signed_in("manager").get("/sources/published_by_others.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="published_by_others.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode().removeprefix("\ufeff"))))
    assert [row["measure"] for row in rows] == ["participants", "staff"]
    assert rows[0]["licence"] == "CC BY 4.0"
    assert rows[1]["licence"].startswith("Quoted with its source")
    assert not rows[0]["printed"].startswith("=")


def test_what_is_known_is_loaded_once_and_stays_the_reviewers() -> None:
    load_reference()
    found = PublishedFigure.objects.exclude(printed="")
    assert all(one.differs and one.source.author for one in found.select_related("source"))
    assert {one.measure for one in found} >= {"participants", "heads", "members", "staff", "panel_asked"}
    source = Source.objects.get(key="igc-2016")
    set_source(source, DETAILS, [], by=make_user("reviewer", "reviewer"))
    assert load_sources() == 0
    source.refresh_from_db()
    assert (source.title, source.figures.count()) == ("Yearbook of gatherings", 0)
