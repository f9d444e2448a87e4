"""What a person declared, and the source of gender columns: recorded by whom, and what follows of it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from meetings.actions.contradictions import answer_title_column
from meetings.actions.gender import declare_gender, name_gender_source
from meetings.actions.hold import entrants
from meetings.actions.locks import unlock_meeting, what_is_missing
from meetings.actions.refusals import ActionRefused
from meetings.models import Change, GenderRecord, ImportBatch, Meeting, Participation, ProceedingsImport, Question
from meetings.rights import Locked
from meetings.workspace.gender_sources import unnamed_sources
from tests.worlds.builders import lock, make_meeting, make_statement, make_user, signed_in
from tests.worlds.lists import bring, desk, people, questions, snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

BOTH = ("listed_gender", "listed_basis", "recorded_gender", "recorded_basis")
HE = "Delegation | Title | Name\nNorway | Mr. | Kim Eksempel"
COLUMN = """
Delegation | Title | Name         | Gender
Norway     | Mr.   | Kim Eksempel | F
Norway     |       | Bo Borte     | M
Norway     | Ms.   | Li Tenkt     | F
"""
DAY = datetime.date(2024, 5, 2)


def declare(one: Participation, value: str, **said: Any) -> GenderRecord:
    about = {"basis": "self_declared", "source": "letter of 2 May", "said_on": DAY, "by": desk()}
    return declare_gender(participation=one, value=value, **about | said)


# What a person declared


def test_a_declaration_speaks_everywhere_and_touches_nothing_that_is_listed() -> None:
    for slug in ("first", "second"):
        bring(make_meeting(slug, list_access="open"), HE)
    record = declare(Participation.objects.order_by("pk")[0], "another")
    stands = ("Kim Eksempel", "man", "courtesy_title", "another", "self_declared")
    for meeting in Meeting.objects.all():
        assert people(meeting, *BOTH) == [stands]
        assert desk().pk in entrants(meeting.entered_by)
    assert (record.source, record.said_on, record.meeting) == ("letter of 2 May", DAY, None)
    assert Change.objects.get(action="record_gender").evidence == "letter of 2 May"


def test_a_later_declaration_takes_the_place_of_an_earlier_one() -> None:
    bring(make_meeting(), HE)
    one = Participation.objects.get()
    declare(one, "woman")
    declare(one, "undisclosed", said_on=DAY + datetime.timedelta(days=9), source="form")
    one.refresh_from_db()
    assert (one.recorded_gender, one.recorded_basis) == ("undisclosed", "self_declared")
    with pytest.raises(ActionRefused, match="2024-05-11"):
        declare(one, "man")
    assert GenderRecord.objects.filter(basis="self_declared", withdrawn_at=None).count() == 1


def test_a_locked_meeting_catches_up_with_a_declaration_when_it_is_unlocked() -> None:
    meeting = make_meeting()
    bring(meeting, HE)
    lock(meeting)
    declare(Participation.objects.get(), "woman")
    assert people(meeting, "recorded_gender") == [("Kim Eksempel", "man")]
    with pytest.raises(Locked):
        declare(Participation.objects.get(), "woman", basis="delegation_form")
    unlock_meeting(meeting, by=desk(), reason="a declaration")
    assert people(meeting, "listed_gender", "recorded_gender") == [("Kim Eksempel", "man", "woman")]


def test_a_declaration_needs_a_source_and_says_something() -> None:
    bring(make_meeting(), HE)
    with pytest.raises(ActionRefused, match="source"):
        declare(Participation.objects.get(), "woman", source=" ")
    for wrong in ({"value": "unknown"}, {"value": "woman", "basis": "office_coded"}):
        with pytest.raises(ValueError, match="Give the gender"):
            declare(Participation.objects.get(), **wrong)


def test_the_command_records_what_somebody_declared(capsys: pytest.CaptureFixture[str]) -> None:
    meeting, reviewer = make_meeting(), make_user("rev", "reviewer")
    bring(meeting, COLUMN, gender_basis="registration")
    said = {"meeting": "spring-session", "delegation": "NOR", "name": "EKSEMPEL Kim", "gender": "non-binary"}
    said |= {"source": "letter", "date": "2024-05-02", "by": "rev"}
    call_command("record_gender", **said)
    assert capsys.readouterr().out == "recorded\n"
    record = GenderRecord.objects.get(basis="self_declared")
    assert (record.value, record.said_on, record.by) == ("another", DAY, reviewer)
    make_user("man", "manager")
    before = snapshot()
    for wrong, told, status in (
        ({"by": "man"}, "no right", 2), ({"by": "nobody"}, "no right", 2), ({"meeting": "none"}, "no meeting", 2),
        ({"gender": "sometimes"}, "is none of", 2), ({"date": "2 May"}, "is not a date", 2),
        ({"date": "2999-01-01"}, "not come", 2),
        ({"delegation": "Kenya"}, "No delegation", 1), ({"name": "Kim"}, "Nobody of this delegation", 1),
    ):  # fmt: skip
        with pytest.raises(CommandError, match=told) as refused:
            call_command("record_gender", **said | wrong)
        assert refused.value.returncode == status
    assert snapshot() == before


def test_the_page_of_a_declaration_is_for_those_with_the_right_alone() -> None:
    meeting, clerk = make_meeting(list_access="open"), make_user("clerk", "clerk")
    meeting.clerks.add(clerk)
    bring(meeting, HE)
    one = Participation.objects.get()
    address = f"/meetings/spring-session/people/{one.pk}/gender/"
    for role in ("manager", "publisher", "panel_desk"):
        page = signed_in(role).get("/meetings/spring-session/people/")
        assert b"/gender/" not in page.content
        assert signed_in(role).get(address).status_code in (403, 404)
    desk_of = signed_in(clerk)
    assert f'href="{address}"' in desk_of.get("/meetings/spring-session/people/").content.decode()
    page = desk_of.get(address).content.decode()
    assert ("Kim Eksempel" in page, "checked" in page, 'name="basis"' in page) == (True, False, True)
    assert Change.objects.filter(action="read_names", by=clerk).exists()
    said = {"value": "woman", "basis": "self_declared", "source": "letter", "said_on": "2024-05-02"}
    assert desk_of.post(address, said | {"said_on": "2999-01-01"}).status_code == 200
    assert desk_of.post(address, said | {"basis": ""}).status_code == 200
    assert not GenderRecord.objects.filter(basis="self_declared").exists()
    assert desk_of.post(address, said).status_code == 302
    assert people(meeting, *BOTH) == [("Kim Eksempel", "man", "courtesy_title", "woman", "self_declared")]
    assert "letter" in desk_of.get(address).content.decode()


# The source of a gender column


def unnamed(basis: str = "delegation_form") -> tuple[Meeting, ImportBatch]:
    """A list whose column nobody has explained, as an older version left it."""
    meeting = make_meeting(list_access="open")
    batch = ImportBatch.objects.get(pk=bring(meeting, COLUMN, gender_basis=basis)["batch"])
    answer_title_column(question=Question.objects.get(), value="woman", by=desk())
    Question.objects.all().delete()
    ImportBatch.objects.update(gender_basis="")
    batch.refresh_from_db()
    return meeting, batch


def test_a_column_that_was_printed_becomes_as_listed_and_asks_where_the_title_disagrees() -> None:
    meeting, batch = unnamed()
    [found] = unnamed_sources(meeting)
    assert (found.batch, found.header, found.people) == (batch, "Gender", 3)
    assert any("“list.csv”" in sentence for sentence in what_is_missing(meeting))
    name_gender_source(batch, basis="printed", source="page 1 of the document", by=desk())
    assert people(meeting, *BOTH) == [
        ("Bo Borte", "man", "printed", "man", "printed"),
        ("Kim Eksempel", "unknown", "", "unknown", ""),
        ("Li Tenkt", "woman", "courtesy_title", "woman", "courtesy_title"),
    ]
    assert questions(meeting) == [("title_column", "Kim Eksempel", "")]
    assert (list(unnamed_sources()), Change.objects.filter(action="read_again").count()) == ([], 1)
    answer_title_column(question=Question.objects.get(), value="woman", by=desk())
    assert people(meeting, *BOTH)[1] == ("Kim Eksempel", "woman", "printed", "woman", "printed")
    assert bring(meeting, COLUMN, gender_basis="printed")["status"] == "unchanged"
    with pytest.raises(ActionRefused, match="has named the source of this column"):
        name_gender_source(batch, basis="registration", source="", by=desk())


def test_another_source_then_applies_and_nothing_that_is_listed_moves() -> None:
    meeting, batch = unnamed()
    before = people(meeting, "listed_gender", "listed_basis")
    name_gender_source(batch, basis="office_coded", source="a colleague", by=desk())
    assert people(meeting, "listed_gender", "listed_basis") == before
    assert people(meeting, "recorded_basis")[0] == ("Bo Borte", "office_coded")
    assert not Change.objects.filter(action="read_again").exists()
    batch.refresh_from_db()
    assert (batch.gender_basis, batch.gender_source) == ("office_coded", "a colleague")


def test_the_lock_stands_before_a_source_that_changes_the_record_and_no_other() -> None:
    meeting, batch = unnamed()
    lock(meeting)
    before = people(meeting, *BOTH)
    with pytest.raises(Locked):
        name_gender_source(batch, basis="printed", source="", by=desk())
    name_gender_source(batch, basis="delegation_form", source="", by=desk())
    assert (people(meeting, *BOTH), list(unnamed_sources())) == (before, [])


def test_the_page_lists_what_nobody_has_named_and_presets_nothing() -> None:
    _meeting, batch = unnamed()
    spoken = ProceedingsImport.objects.create(
        meeting=make_meeting("autumn"), file="speakers.csv", sha256="0" * 64, by=desk(), at=timezone.now(),
        state="committed", committed_at=timezone.now(),
    )  # fmt: skip
    said = make_statement(spoken.meeting, "NOR", "w", batch=spoken, line=1, speaker_basis="office_coded")
    reviewer = signed_in("reviewer")
    page = reviewer.get("/desk/gender-sources/").content.decode()
    assert ("list.csv" in page, "speakers.csv" in page, "checked" in page) == (True, True, False)
    assert "speakers.csv" not in reviewer.get("/meetings/spring-session/gender-sources/").content.decode()
    answers = {f"list-{batch.pk}-gender_basis": "printed", f"proceedings-{spoken.pk}-gender_basis": "registration"}
    reviewer.post("/desk/gender-sources/", answers)
    assert list(unnamed_sources()) == []
    said.refresh_from_db()
    assert said.speaker_basis == "registration"
    assert people(Meeting.objects.get(slug="spring-session"), "listed_basis")[0] == ("Bo Borte", "printed")
    assert "Every source is named" in reviewer.get("/desk/gender-sources/").content.decode()
