"""Letters to delegations: whom they go to, that every number is a figure, their way, and that what was sent stays."""

from __future__ import annotations

import datetime
import io
import json
import random
import re
import zipfile
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from meetings.actions.letters import approve, edit_letter, note_answer, note_sent, prepare, seen_as, withdraw
from meetings.actions.refusals import ActionRefused
from meetings.letters.figures import LetterFigures, People, in_words
from meetings.letters.supplied import FIELDS, as_supplied
from meetings.letters.wordings import FIELD, unknown_fields
from meetings.models import DelegationLetter, LetterCampaign, Meeting, Participation
from meetings.models.append_only import AppendOnlyError
from meetings.models.letters import DelegationLetterKind
from meetings.vocabulary import Gender, LetterLanguage
from reports.dashboards.letter_figures import Asked, Recipients
from reports.dashboards.letters import LettersPage, changed_figures
from reports.practice_results.letters import Mixed
from tests.worlds.builders import (
    make_delegation,
    make_forum,
    make_meeting,
    make_participation,
    make_people,
    make_user,
    signed_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

W, M, U = "wmu"
STATES = ("FRA", "KEN", "NOR", "PER", "JPN")


@pytest.fixture
def reviewer(db: None) -> User:
    return make_user("reviewer", "reviewer")


@pytest.fixture
def another(db: None) -> User:
    return make_user("another", "reviewer")


def session(year: int, delegations: dict[str, str], *, access: str = "open", locked: bool = True) -> Meeting:
    """A session of the forum with these delegations, each a letter a person: w, m or u."""
    meeting = make_meeting(f"session-{year}", start=datetime.date(year, 5, 6), list_access=access)
    for code, people in delegations.items():
        made = make_delegation(meeting, code)
        make_people(made, women=people.count(W), men=people.count(M), unknown=people.count(U))
    if locked:
        Meeting.objects.filter(pk=meeting.pk).update(locked_at=timezone.now(), locked_by=make_user(f"lock{year}"))
    return Meeting.objects.get(pk=meeting.pk)


def asked(kind: str, meeting: Meeting, **more: int) -> Asked:
    return Asked(kind, meeting.forum, meeting, **more)


def post_new(client: Client, kind: str, meeting: Meeting, **more: str) -> LetterCampaign:
    sent = {"kind": kind, "meeting": meeting.slug, "language": "en", "least": "3", "paragraph": "", "answer_by": ""}
    answer = client.post("/letters/new/", sent | more)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return LetterCampaign.objects.latest("pk")


@pytest.mark.parametrize("kind", DelegationLetterKind.values)
@pytest.mark.parametrize("language", LetterLanguage.values)
def test_supplied_wordings_ask_for_nothing_that_no_letter_has(kind: str, language: str) -> None:
    wording = as_supplied(kind, language)
    assert unknown_fields(wording.subject + wording.text, FIELDS) == []


def naive_runs(history: list[dict[str, str]]) -> dict[str, tuple[int, str]]:
    """Of each State at the last session: how many of its delegations of two or more, back from the last, had one
    gender alone; nothing where the session before them could not be decided."""
    found = {}
    for code in history[-1]:
        kinds = []
        for there in history:
            people = there.get(code, "")
            if len(people) > 1:
                one = W if set(people) == {W} else M if set(people) == {M} else "x" if U not in people else "?"
                kinds.append("x" if W in people and M in people else one)
        length = 0
        while kinds and length < len(kinds) and kinds[-1] in (W, M) and kinds[-1 - length] == kinds[-1]:
            length += 1
        unsure = length < len(kinds) and kinds[-1 - length] == "?"
        if length and not unsure and len(history[-1][code]) > 1:
            found[code] = (length, "women" if kinds[-1] == W else "men")
    return found


def test_letters_about_runs_go_to_whom_a_naive_reader_finds(reviewer: User) -> None:
    draw = random.Random(20261201)
    for year_of_world in (2000, 2010, 2020):
        history: list[dict[str, str]] = []
        for year in range(year_of_world, year_of_world + 6):
            there = {
                code: "".join(draw.choices((W, M, U), (2, 5, 1), k=draw.choice((1, 2, 2, 3))))
                for code in STATES
                if draw.random() < 0.85
            }
            history.append(there)
            meeting = session(year, there)
        found = Recipients(reviewer, asked("run", meeting, least=2)).included
        expected = {code: run for code, run in naive_runs(history).items() if run[0] >= 2}
        assert {one.country.pk: (one.figures.run, one.figures.run_of) for one in found} == expected
        Meeting.objects.update(locked_at=None, locked_by=None)


def test_every_number_of_a_letter_is_the_one_that_figures_prints(reviewer: User) -> None:
    draw = random.Random(7)
    for year in (2021, 2022, 2023):
        meeting = session(year, {code: "".join(draw.choices((W, M, U), k=draw.randint(1, 14))) for code in STATES})
    for one in Recipients(reviewer, asked("after_session", meeting)).included:
        for stated in one.figures.sessions:
            slug = Meeting.objects.get(title=stated.meeting).slug
            where = ("--meeting", slug, "--only", f"country={one.country.pk}", "--gender-basis", "listed")
            assert stated.people == printed(*where)
            assert stated.document == Meeting.objects.get(slug=slug).symbol
        assert one.figures.all_delegations == printed("--meeting", meeting.slug, "--gender-basis", "listed")


def printed(*options: str) -> People:
    """What ``figures`` prints of a scope, as a letter says it."""
    out = io.StringIO()
    call_command("figures", *options, "--format", "json", stdout=out, stderr=io.StringIO())
    row = json.loads(out.getvalue())
    row = row[0] if isinstance(row, list) else row["rows"][0]
    known = row["women"] + row["men"]
    percent = "" if known < 10 else f"{100 * row['women'] / known:.0f}" if known < 100 else None
    assert percent is not None, "worlds of this test are small"
    return People(row["women"], row["men"], row["another"] + row["unknown"], percent)


def test_what_two_people_declared_changes_no_letter(reviewer: User) -> None:
    meeting = session(2024, {"FRA": "wwm", "KEN": "mm"})
    one = make_participation(meeting.delegations.get(country="KEN"), "Ada Beispiel", recorded=Gender.WOMAN)
    two = make_participation(meeting.delegations.get(country="KEN"), "Bo Eksempel", recorded=Gender.MAN)
    before = [one.figures for one in Recipients(reviewer, asked("after_session", meeting)).every]
    Participation.objects.filter(pk=one.pk).update(recorded_gender=Gender.MAN)
    Participation.objects.filter(pk=two.pk).update(recorded_gender=Gender.WOMAN)
    Meeting.objects.filter(pk=meeting.pk).update(revision=meeting.revision + 1)
    after = [one.figures for one in Recipients(reviewer, asked("after_session", meeting)).every]
    assert before == after
    assert before[1].sessions[-1].people == People(0, 2, 2)


def test_a_letter_names_nobody_and_says_small_delegations_in_counts(reviewer: User) -> None:
    meeting = session(2024, {"FRA": "w" * 6 + "m" * 6, "KEN": "mmu"})
    make_participation(meeting.delegations.get(country="KEN"), "Quirin Unverwechselbar", Gender.MAN)
    client = signed_in(reviewer)
    made = post_new(client, "after_session", meeting, paragraph="Resolution 1 asks for parity.")
    kenya, france = made.letters.get(country="KEN"), made.letters.get(country="FRA")
    assert "Unverwechselbar" not in kenya.text
    assert "3 men, 1 not recorded as a woman or a man" in kenya.text
    assert "%" not in kenya.text.split("All delegations")[0]
    assert "6 women and 6 men (50\u00a0% women)" in france.text
    assert f"({meeting.symbol})" in france.text
    assert "Resolution 1 asks for parity." in france.text
    assert kenya.addressee == "the Permanent Mission of Kenya in Geneva"
    assert not FIELD.search(kenya.subject + kenya.text)
    french = LetterFigures(all_delegations=People(351, 649, 0, "35.1"))
    assert in_words(french, "fr", None)["all_delegations"] == "351 femmes et 649 hommes (35,1\u00a0% de femmes)"


def test_closed_and_unlocked_lists_give_no_letter_but_the_sheet(reviewer: User) -> None:
    closed, open_ = session(2023, {"KEN": "mm"}, access="closed"), session(2024, {"KEN": "mm"}, locked=False)
    client = signed_in(reviewer)
    for meeting, said in ((closed, "is closed"), (open_, "is not locked")):
        sent = {"kind": "after_session", "meeting": meeting.slug, "language": "en"}
        assert said in client.post("/letters/new/", sent).content.decode()
    assert not LetterCampaign.objects.exists()
    assert post_new(client, "sheet", closed).letters.get().text.count("2 men") == 1


def test_a_letter_is_approved_by_another_sent_answered_and_never_changes(reviewer: User, another: User) -> None:
    made = post_new(signed_in(reviewer), "after_session", session(2024, {"KEN": "mm", "FRA": "wm"}))
    letter = made.letters.get(country="KEN")
    with pytest.raises(ActionRefused, match="Another person"):
        approve(letter, by=reviewer)
    with pytest.raises(IntegrityError), transaction.atomic():
        DelegationLetter.objects.filter(pk=letter.pk).update(status="approved", approved_by=reviewer)
    with pytest.raises(IntegrityError), transaction.atomic():
        DelegationLetter.objects.filter(pk=letter.pk).update(status="sent", sent_on=timezone.localdate())
    assert "Approve" not in signed_in(reviewer).get(letter.get_absolute_url()).content.decode()
    client = signed_in(another)
    client.post(f"{letter.get_absolute_url()}approve/")
    today = timezone.localdate()
    client.post(f"{letter.get_absolute_url()}sent/", {"on": today.isoformat(), "reference": "NV/24/17"})
    letter.refresh_from_db()
    assert (letter.status, letter.approved_by, letter.reference) == ("sent", another, "NV/24/17")
    with pytest.raises(ActionRefused):
        edit_letter(letter, subject="x", text="y", version=seen_as(letter), by=another)
    letter.text = "another text"
    with pytest.raises(AppendOnlyError):
        letter.save()
    with pytest.raises(AppendOnlyError):
        letter.delete()
    letter.refresh_from_db()
    client.post(
        f"{letter.get_absolute_url()}answer/",
        {"answer": "corrected", "on": today.isoformat(), "changed_a_figure": "on", "note": "page 3"},
    )
    letter.refresh_from_db()
    assert (letter.status, letter.answer, letter.changed_a_figure) == ("answered", "corrected", True)
    page = LettersPage(reviewer)
    assert page.headline == "1 letter sent, 1 answered."
    assert (page.numbers.corrected, page.numbers.changed_a_figure, page.numbers.median_days) == (1, 1, 0)
    assert client.get("/letters/").status_code == 200


def test_whoever_changes_the_words_does_not_approve_them(reviewer: User, another: User) -> None:
    letter = post_new(signed_in(reviewer), "after_session", session(2024, {"KEN": "mm"})).letters.get()
    edit_letter(letter, subject="Ours", text="Other words", version=seen_as(letter), by=another)
    with pytest.raises(ActionRefused, match="Another person"):
        approve(letter, by=another)
    approve(letter, by=reviewer)


def test_a_second_letter_of_a_kind_about_a_session_waits_for_the_first_to_be_withdrawn(reviewer: User) -> None:
    meeting, client = session(2024, {"KEN": "mm", "FRA": "wm"}), signed_in(reviewer)
    first = post_new(client, "after_session", meeting, out="FRA", why_FRA="asked not to be written to")
    assert [one.country_id for one in first.letters.all()] == ["KEN"]
    assert ["FRA", "asked not to be written to"] in first.left_out
    assert "asked not to be written to" in client.get(first.get_absolute_url()).content.decode()
    second = post_new(client, "after_session", meeting)
    assert [one.country_id for one in second.letters.all()] == ["FRA"]
    kenya = first.letters.get()
    with pytest.raises(ActionRefused, match="already"):
        prepare(second, ready_again(kenya), by=reviewer)
    withdraw(kenya, reason="an older figure", by=reviewer)
    assert [one.country_id for one in post_new(client, "after_session", meeting).letters.all()] == ["KEN"]


def ready_again(letter: DelegationLetter):  # type: ignore[no-untyped-def]
    from meetings.actions.letters import Ready

    return Ready(letter.country, "en", letter.addressee, letter.subject, letter.text, letter.figures)


def test_a_letter_says_when_the_record_has_changed_since(reviewer: User) -> None:
    meeting = session(2024, {"KEN": "mm", "FRA": "wm"})
    letter = post_new(signed_in(reviewer), "after_session", meeting).letters.get(country="KEN")
    assert not changed_figures(reviewer, letter)
    make_participation(meeting.delegations.get(country="KEN"), "Ada Beispiel", Gender.WOMAN)
    Meeting.objects.filter(pk=meeting.pk).update(revision=meeting.revision + 1)
    assert changed_figures(reviewer, letter)
    assert "2 men" in letter.text
    assert "has changed since" in signed_in(reviewer).get(letter.get_absolute_url()).content.decode()


def test_thanks_go_to_whom_a_run_ended_or_both_led(reviewer: User) -> None:
    for year, kenya in ((2021, "mm"), (2022, "mm"), (2023, "mmm"), (2024, "wm")):
        meeting = session(year, {"KEN": kenya, "FRA": "wm", "PER": "wm"})
        head = {"head_basis": "stated", "role": "head"}
        make_participation(
            meeting.delegations.get(country="PER"), gender=Gender.WOMAN if year == 2023 else Gender.MAN, **head
        )
    found = {one.country.pk: one.figures for one in Recipients(reviewer, asked("thanks", meeting)).included}
    assert {code: (figures.reason, figures.run, figures.run_of) for code, figures in found.items()} == {
        "KEN": ("mixed", 3, "men"),
        "PER": ("led", 0, ""),
    }


def test_before_a_session_the_last_one_on_record_is_said(reviewer: User) -> None:
    session(2024, {"KEN": "mm"})
    coming = make_meeting("session-2027", start=datetime.date(2027, 5, 3))
    letter = post_new(signed_in(reviewer), "before_session", coming).letters.get()
    assert "opens on 3 May 2027" in letter.text
    assert "Session 2024 (TEST/session-2024/INF.1): 2 men" in letter.text


def test_files_open_in_a_word_processor_and_the_registry_has_a_line_each(reviewer: User) -> None:
    made = post_new(signed_in(reviewer), "after_session", session(2024, {"KEN": "mm", "FRA": "wm"}), language="fr")
    archive = zipfile.ZipFile(io.BytesIO(signed_in(reviewer).get(f"/letters/together/{made.pk}/letters.zip").content))
    assert sorted(archive.namelist()) == [
        "after_session-session-2024-FRA.docx", "after_session-session-2024-KEN.docx", "registry.csv",
    ]  # fmt: skip
    word = zipfile.ZipFile(io.BytesIO(archive.read("after_session-session-2024-KEN.docx")))
    assert "la Mission permanente du Kenya à Geneva" in word.read("word/document.xml").decode()
    assert 'w:val="fr-FR"' in word.read("word/styles.xml").decode()
    lines = archive.read("registry.csv").decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "Kenya" in lines[2]


def test_the_command_goes_on_where_it_was_interrupted_and_writes_nobody_twice(reviewer: User, tmp_path: Path) -> None:
    meeting = session(2024, dict.fromkeys(STATES, "mm"))
    options = ("--campaign", "after_session", "--meeting", meeting.slug, "--by", "reviewer", "--out", str(tmp_path))
    out = io.StringIO()
    call_command("letters", *options, "--dry-run", stdout=out)
    assert "5 letters" in out.getvalue()
    assert not LetterCampaign.objects.exists()
    call_command("letters", *options, stdout=io.StringIO())
    made = LetterCampaign.objects.get()
    lost = made.letters.first()
    assert lost
    DelegationLetter.objects.filter(pk=lost.pk)._raw_delete("default")
    call_command("letters", *options, stdout=io.StringIO())
    assert LetterCampaign.objects.get() == made
    assert sorted(made.letters.values_list("country", flat=True)) == sorted(STATES)
    assert len(list(tmp_path.glob("*.docx"))) == 5
    assert (tmp_path / "registry.csv").read_text("utf-8-sig").count("\n") == 6


def test_the_session_after_a_letter_is_two_counts(reviewer: User, another: User) -> None:
    for year in (2020, 2021, 2022):
        meeting = session(year, {"KEN": "mm", "FRA": "mm", "PER": "wm" if year == 2020 else "mm", "NOR": "wm"})
    for letter in post_new(signed_in(reviewer), "run", meeting).letters.all():
        assert letter.country_id in ("KEN", "FRA")
        approve(letter, by=another)
        note_sent(letter, on=datetime.date(2022, 6, 1), reference="", by=reviewer)
    session(2023, {"KEN": "wm", "FRA": "mm", "PER": "wm", "NOR": "wm"})
    after = LettersPage(reviewer).after
    assert after.written_to == Mixed(2, 1)
    assert after.others == Mixed(1, 1)
    texts = LettersPage(reviewer).after_texts
    assert texts[-1] == "Letters are not the only thing that changed."
    assert re.search(r"1 of 2 delegations", texts[0])


def test_an_answer_before_the_letter_left_is_refused(reviewer: User, another: User) -> None:
    letter = post_new(signed_in(reviewer), "after_session", session(2024, {"KEN": "mm"})).letters.get()
    approve(letter, by=another)
    note_sent(letter, on=datetime.date(2024, 6, 1), reference="", by=reviewer)
    early = datetime.date(2024, 5, 1)
    with pytest.raises(ActionRefused):
        note_answer(letter, answer="other", on=early, changed_a_figure=False, note="", by=reviewer)


def test_calls_for_nominations_are_those_of_the_selection_desk(reviewer: User) -> None:
    from bodies.actions.bodies import add_body

    desk = make_user("selection", "selection_desk")
    forum = make_forum("experts")
    add_body(forum, by=desk, kind="roster", influence="decides")
    sent = {"kind": "nominations", "forum": forum.pk, "language": "en", "answer_by": "2027-03-01"}
    assert signed_in(reviewer).post("/letters/new/", sent).status_code == 200
    assert signed_in(desk).post("/letters/new/", sent).status_code == 302
    letter = DelegationLetter.objects.filter(country="KEN").get()
    assert "Please nominate by 1 March 2027" in letter.text
    assert "nobody counted" not in letter.text
    assert signed_in(reviewer).get(letter.get_absolute_url()).status_code == 404
