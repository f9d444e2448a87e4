"""The review of a list: answered and corrected in place, and nothing written before the import."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from meetings.models import (
    Alias,
    Change,
    Delegation,
    GenderRecord,
    Honorific,
    ImportBatch,
    Meeting,
    Participation,
    Person,
    Question,
)
from tests.worlds.builders import make_meeting, make_user, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

HEADER = "Delegation,Title,Given names,Family name,Position"
SURE = ("France,Mme,Ada,OKORO,Ambassador", "France,M.,Bo,LINDQVIST,First Secretary")
IN_PLACE = {"HX-Request": "true"}


@pytest.fixture
def desk(tmp_path: Path, settings: Any) -> Client:
    """The clerk of ``spring``, signed in; uploads go to a folder of their own."""
    settings.PARITY_DATA = tmp_path
    clerk = make_user("clerk", "clerk")
    make_meeting("spring").clerks.add(clerk)
    return signed_in(clerk)


def staged(client: Client, *rows: str, header: str = HEADER, meeting: str = "spring", **said: str) -> ImportBatch:
    data = "\n".join([header, *rows]).encode()
    file = SimpleUploadedFile("list.csv", data)
    answer = client.post(f"/meetings/{meeting}/lists/new/", {"status": "final", "file": file} | said)
    assert answer.status_code == 302, text_of(answer)
    return ImportBatch.objects.latest("pk")


def address(batch: ImportBatch, step: str = "") -> str:
    return f"/meetings/{batch.document.meeting.slug}/lists/{batch.pk}/{step}"


def said(desk: Client, batch: ImportBatch, changed: dict[str, str], shown: dict[str, str] | None = None) -> ImportBatch:
    """The import after the review's form was sent: what was changed, each beside what the page showed."""
    was = {f"was:{name}": (shown or {}).get(name, "") for name in changed}
    assert desk.post(address(batch, "answer/"), changed | was).status_code == 302
    batch.refresh_from_db()
    return batch


def confirm(client: Client, batch: ImportBatch, **also: str) -> ImportBatch:
    batch.refresh_from_db()
    client.post(address(batch, "commit/"), {"fingerprint": batch.fingerprint} | also)
    batch.refresh_from_db()
    assert batch.state == "committed"
    return batch


def text_of(answer: HttpResponse) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.replace("&quot;", '"').replace("&#x27;", "'").split())


def record() -> tuple[int, ...]:
    """How much stands on record, rules and spellings of people included."""
    learnt = Honorific.objects.filter(by__isnull=False), Alias.objects.filter(by__isnull=False)
    models = (Participation, Person, Delegation, GenderRecord, Question)
    return (*(model.objects.count() for model in models), *(one.count() for one in learnt))


# Questions


def test_an_answer_makes_the_preview_anew_and_is_written_with_the_import(desk: Client) -> None:
    batch = staged(desk, *SURE, "Kenya,Zorp,Chidi,WEKESA,Expert", "Kenya,Zorp,Dena,ABARA,Expert")
    assert (batch.totals["listed"]["women"], batch.totals["listed"]["unknown"]) == (1, 2)
    before = record()
    said(desk, batch, {"answer:title:zorp": "woman"})
    assert batch.totals["questions"] == []
    assert (batch.totals["listed"]["women"], batch.totals["listed"]["unknown"]) == (3, 0)
    assert record() == before == (0, 0, 0, 0, 0, 0, 0)
    assert "remembered, clerk" in text_of(desk.get(address(batch)))
    confirm(desk, batch)
    assert Participation.objects.filter(listed_gender="woman").count() == 3
    rule, question = Honorific.objects.get(by__isnull=False), Question.objects.get()
    assert (rule.title, rule.claim, rule.by, rule.at is not None) == ("Zorp", "woman", batch.by, True)
    assert (question.answer, question.answered_by, question.rows, question.batch) == ("woman", batch.by, 2, batch)
    assert Change.objects.filter(action="answer_title").count() == 1


def test_an_answer_given_in_the_review_holds_for_lists_that_asked_the_same_elsewhere(desk: Client) -> None:
    make_meeting("autumn").clerks.add(*Meeting.objects.get(slug="spring").clerks.all())
    confirm(desk, staged(desk, "Kenya,Zorp,Eve,MUTUA,Expert", meeting="autumn"))
    batch = staged(desk, "Kenya,Zorp,Chidi,WEKESA,Expert")
    confirm(desk, said(desk, batch, {"answer:title:zorp": "man"}))
    assert set(Participation.objects.values_list("listed_gender", flat=True)) == {"man"}
    assert not Question.objects.filter(answer="").exists()


@pytest.mark.parametrize(
    ("changed", "entity", "category"),
    [
        ({"answer:country:franse": "state:FRA"}, "FRA", "state_party"),
        ({"answer:country:franse": "else:", "other:country:franse": "Viet Nam"}, "VNM", "state_party"),
        ({"answer:country:franse": "entity:civil_society"}, "franse", "civil_society"),
    ],
)
def test_a_delegation_is_said_in_place(desk: Client, changed: dict[str, str], entity: str, category: str) -> None:
    batch = said(desk, staged(desk, "Franse,Mme,Ada,OKORO,Ambassador"), changed)
    assert batch.totals["questions"] == []
    assert not Alias.objects.filter(by__isnull=False).exists()
    confirm(desk, batch)
    delegation = Delegation.objects.get()
    assert (delegation.entity_key, delegation.category) == (entity, category)
    assert Question.objects.get().answered_by == batch.by
    assert [one.code for one in Alias.objects.filter(by__isnull=False)] == ([entity] if entity.isupper() else [])


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"answer:country:franse": "else:", "other:country:franse": "Nowhere Land"}, "Nowhere Land: No State"),
        ({"answer:country:franse": "state:QQQ"}, ""),
        ({"answer:country:franse": "entity:state_party"}, ""),
        ({"answer:country:nothing of the kind": "state:FRA"}, ""),
        ({"answer:title:franse": "perhaps"}, ""),
        ({"answer:gender:franse": "woman"}, ""),
        ({"answer:no such kind:franse": "woman"}, ""),
    ],
)
def test_what_is_no_answer_is_not_taken_up(desk: Client, changed: dict[str, str], sentence: str) -> None:
    batch = staged(desk, "Franse,Mme,Ada,OKORO,Ambassador")
    answer = desk.post(address(batch, "answer/"), changed | {f"was:{name}": "" for name in changed}, follow=True)
    batch.refresh_from_db()
    assert batch.said.answers == ()
    assert sentence in text_of(answer)


def test_what_a_value_of_the_gender_column_means_is_said_in_place(desk: Client) -> None:
    rows = [f"Kenya,,{name},Expert,Q" for name in ("Chidi,WEKESA", "Dena,ABARA")]
    batch = staged(desk, *rows, header=f"{HEADER},Gender", gender_basis="registration")
    [asked] = batch.totals["questions"]
    assert (asked["kind"], asked["rows"]) == ("value", 2)
    said(desk, batch, {f"answer:value:{asked['key']}": "woman"})
    assert (batch.totals["questions"], batch.totals["recorded"]["women"]) == ([], 2)
    assert "remembered, clerk" in text_of(desk.get(address(batch)))
    confirm(desk, batch)
    assert set(Participation.objects.values_list("recorded_gender", "listed_gender")) == {("woman", "unknown")}
    assert (Question.objects.get().answer, Question.objects.get().answered_by) == ("woman", batch.by)


def test_an_answer_is_taken_back_or_given_otherwise(desk: Client) -> None:
    batch = said(desk, staged(desk, "Kenya,Zorp,Chidi,WEKESA,Expert"), {"answer:title:zorp": "woman"})
    said(desk, batch, {"answer:title:zorp": "man"}, shown={"answer:title:zorp": "woman"})
    assert batch.totals["listed"]["men"] == 1
    said(desk, batch, {"answer:title:zorp": ""}, shown={"answer:title:zorp": "man"})
    assert (batch.said.answers, len(batch.totals["questions"])) == ((), 1)


def test_a_page_that_is_old_by_now_undoes_nothing(desk: Client) -> None:
    batch = said(desk, staged(desk, "Kenya,Zorp,Chidi,WEKESA,Expert"), {"answer:title:zorp": "woman"})
    desk.post(address(batch, "answer/"), {"answer:title:zorp": "", "was:answer:title:zorp": ""})
    batch.refresh_from_db()
    assert [one.answer for one in batch.said.answers] == ["woman"]


def test_one_person_or_two_is_said_before_the_import(desk: Client) -> None:
    make_meeting("autumn").clerks.add(*Meeting.objects.get(slug="spring").clerks.all())
    rows = ("Kenya,Mr,Kim,ABARA,Expert", "Kenya,Mr,Sam,MUTUA,Expert")
    confirm(desk, staged(desk, *rows, meeting="autumn"))
    batch = staged(desk, *(row.replace("Mr", "Ms") for row in rows))
    asked = {one["found"].split()[0]: f"answer:same_person:{one['key']}" for one in batch.totals["questions"]}
    said(desk, batch, {asked["Kim"]: "one", asked["Sam"]: "two"})
    assert (batch.totals["questions"], batch.totals["conflict"], Person.objects.count()) == ([], 0, 2)
    confirm(desk, batch)
    people = Person.objects.filter(participations__isnull=False).distinct()
    assert people.filter(full_name="Kim ABARA", merged_into=None).count() == 1
    assert people.filter(full_name="Sam MUTUA").count() == 2
    assert set(Question.objects.filter(kind="same_person").values_list("answer", flat=True)) == {"one", "two"}


def test_two_people_of_one_name_are_two_before_the_import(desk: Client) -> None:
    batch = staged(desk, "Kenya,Mr,Kim,ABARA,Expert", "Kenya,Ms,Kim,ABARA,Adviser")
    [question] = batch.totals["questions"]
    said(desk, batch, {f"answer:two_titles:{question['key']}": "two"})
    assert (batch.totals["new"], batch.totals["questions"]) == (2, [])
    confirm(desk, batch)
    assert sorted(Participation.objects.values_list("listed_gender", flat=True)) == ["man", "woman"]
    assert Question.objects.get().answer == "two"


# Cells


def test_a_cell_is_corrected_in_place_and_what_the_file_prints_is_kept(desk: Client) -> None:
    batch = staged(desk, *SURE, "Kenya,Ms.,,,Expert")
    page = desk.get(address(batch)).content.decode()
    name = re.search(r'name="(cell:4:[a-z_]+)"', page)
    assert name
    said(desk, batch, {name[1]: "ABARA"})
    assert (batch.totals["invalid"], batch.totals["new"], Participation.objects.count()) == (0, 3, 0)
    [cell] = batch.said.cells
    assert (cell.row, cell.printed, cell.said, cell.who) == (4, "", "ABARA", "clerk")
    confirm(desk, batch)
    assert Participation.objects.filter(printed_name__contains="ABARA").exists()
    assert batch.said.cells == (cell,)


def test_corrections_and_answers_stay_when_the_file_is_read_again(desk: Client) -> None:
    batch = staged(desk, *SURE, "Kenya,Zorp,,,Expert")
    said(desk, batch, {"cell:4:family_name": "ABARA", "answer:title:zorp": "woman"})
    said(desk, batch, {"answer:title:zorp": "woman"})
    answer = desk.post(address(batch, "map/"), {"where": "", "header_row": "1"})
    assert answer.status_code == 302
    batch.refresh_from_db()
    assert (batch.totals["invalid"], batch.totals["new"]) == (0, 3)


def test_a_cell_written_back_as_printed_is_no_correction(desk: Client) -> None:
    batch = said(desk, staged(desk, *SURE), {"cell:2:family_name": "OKORE"}, shown={"cell:2:family_name": "OKORO"})
    said(desk, batch, {"cell:2:family_name": "OKORO"}, shown={"cell:2:family_name": "OKORE"})
    assert (batch.said.cells, batch.rows.get(number=2).cells["family_name"]) == ((), "OKORO")


@pytest.mark.parametrize("name", ["cell:99:family_name", "cell:2:notes", "cell:x:family_name"])
def test_a_cell_that_is_not_there_is_not_written(desk: Client, name: str) -> None:
    batch = said(desk, staged(desk, *SURE), {name: "x"})
    assert batch.said.cells == ()


def test_a_list_given_up_forgets_what_was_corrected(desk: Client) -> None:
    batch = said(desk, staged(desk, *SURE), {"cell:2:family_name": "OKORE"}, shown={"cell:2:family_name": "OKORO"})
    desk.post(address(batch, "reject/"))
    batch.refresh_from_db()
    assert (batch.state, batch.review) == ("rejected", None)


# What the list is


def test_where_the_gender_column_comes_from_is_asked_and_nothing_is_imported_before(desk: Client) -> None:
    batch = staged(desk, f"{SURE[0]},F", f"{SURE[1]},M", header=f"{HEADER},Gender")
    page = desk.get(address(batch)).content.decode()
    assert 'name="basis"' in page
    assert re.search(r'<button class="btn go" type="submit" disabled>', page)
    desk.post(address(batch, "commit/"), {"fingerprint": batch.fingerprint})
    assert not Participation.objects.exists()
    confirm(desk, said(desk, batch, {"basis": "registration"}))
    assert set(GenderRecord.objects.values_list("basis", flat=True)) == {"registration", "courtesy_title"}


def test_provisional_and_open_are_said_openly_and_hold_from_the_import_on(desk: Client) -> None:
    batch = said(desk, staged(desk, *SURE, symbol="TEST/INF.1"), {"status": "provisional", "access": "open"})
    meeting = Meeting.objects.get(slug="spring")
    assert (batch.document.status, meeting.list_access) == ("provisional", "closed")
    confirm(desk, batch)
    meeting.refresh_from_db()
    assert (meeting.list_status, meeting.list_access, meeting.symbol) == ("provisional", "open", "TEST/INF.1")
    change = Change.objects.get(action="edit_meeting")
    assert change.before["list_access"] == "closed"


def test_a_list_that_nobody_could_find_is_not_open(desk: Client) -> None:
    batch = staged(desk, *SURE)
    Meeting.objects.update(symbol="", list_url="")
    answer = desk.post(address(batch, "answer/"), {"access": "open", "was:access": "closed"}, follow=True)
    assert "give its symbol" in text_of(answer)


# In place, and as pages


def test_in_place_only_what_changes_is_sent_with_the_dock(desk: Client) -> None:
    batch = staged(desk, *SURE, "Kenya,Zorp,Chidi,WEKESA,Expert")
    changed = {"answer:title:zorp": "woman", "was:answer:title:zorp": "", "tab": "needs", "page": "1"}
    part = desk.post(address(batch, "answer/"), changed, headers=IN_PLACE).content.decode()
    assert part.lstrip().startswith('<div id="review">')
    assert 'id="dock" role="region" aria-label="Import" hx-swap-oob="true"' in part
    assert "<html" not in part
    batch.refresh_from_db()
    assert f'name="fingerprint" value="{batch.fingerprint}"' in part
    assert "Ready to import: everything reads well" in part


def test_without_scripts_it_is_a_page_that_comes_back(desk: Client) -> None:
    batch = staged(desk, *SURE, "Kenya,Zorp,Chidi,WEKESA,Expert")
    page = desk.get(address(batch)).content.decode()
    assert '<noscript><button class="btn" type="submit" form="review-form">' in page
    changed = {"answer:title:zorp": "woman", "was:answer:title:zorp": "", "tab": "needs", "page": "1"}
    answer = desk.post(address(batch, "answer/"), changed)
    assert answer["Location"] == f"{address(batch)}?tab=needs&page=1"


def test_known_people_and_the_figure_beside_the_last_sessions(desk: Client) -> None:
    earlier = make_meeting("autumn", start=datetime.date(2023, 10, 2))
    earlier.clerks.add(*Meeting.objects.get(slug="spring").clerks.all())
    confirm(desk, staged(desk, SURE[0], meeting="autumn"))
    page = text_of(desk.get(address(staged(desk, *SURE))))
    assert "on record since 2023" in page
    assert "The session before" in page
    assert "Women 1" in page
    assert "1 women of 2 women and men" in page


def test_who_may_only_look_is_offered_nothing_to_answer(desk: Client) -> None:
    batch = staged(desk, *SURE, "Kenya,Zorp,Chidi,WEKESA,Expert")
    page = signed_in(make_user("reviewer", "reviewer")).get(address(batch)).content.decode()
    assert "WEKESA" in page
    assert "answer:title" not in page
    assert "Import 3 people" not in page
