"""Import of a list: every row accounted for, evidence stored, the same list twice changes nothing."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.models import (
    Delegation,
    GenderRecord,
    ImportBatch,
    ImportRow,
    ListDocument,
    Meeting,
    Participation,
    Person,
)
from meetings.vocabulary import BatchState
from tests.worlds.builders import make_meeting
from tests.worlds.lists import as_csv, as_xlsx, bring, codes, counts, desk, genders, people, questions, snapshot, table

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

LIST = """
Section        | Delegation | Title    | Name            | Position        | Role
States Parties | Norway     | H.E. Ms. | Tove Eksempel   | Ambassador      | Head of delegation
States Parties | Norway     | Mr.      | Arne Paahitt    | First Secretary |
States Parties | Kenya      | Mme      | Aline Inventée  | Conseillère     |
States Parties | Kenya      | Dr.      | Juma Mfano      | Expert          | Adviser
NGOs           | Peace Now  | Mr./Ms.  | Robin Made-Up   | Director        |
"""


def test_a_list_becomes_delegations_people_and_evidence() -> None:
    meeting = make_meeting()
    report = bring(meeting, LIST, symbol="TEST/INF.1")
    batch = ImportBatch.objects.get()
    assert report | {"sha256": "", "seconds": 0} == {
        "status": "imported",
        "file": "list.csv",
        "sha256": "",
        "meeting": "spring-session",
        "batch": batch.pk,
        "part": "",
        "sheet": "",
        "header_row": 1,
        "encoding": "utf-8",
        "rows": 5,
        "new": 5,
        "updated": 0,
        "unchanged": 0,
        "conflict": 0,
        "invalid": 0,
        "ignored": 0,
        "people": 5,
        "gender": {"women": 2, "men": 1, "another": 0, "unknown": 2},
        "listed": {"women": 2, "men": 1, "another": 0, "unknown": 2},
        "recorded": {"women": 2, "men": 1, "another": 0, "unknown": 2},
        "delegations": 3,
        "delegation_from": ["Delegation"],
        "gone": 0,
        "renamed": 0,
        "heads_replaced": 0,
        "columns": {
            "mapped": {
                "section": "Section",
                "delegation": "Delegation",
                "full_name": "Name",
                "honorific": "Title",
                "rank": "Position",
                "role": "Role",
            },
            "guessed": {
                "section": "Section",
                "delegation": "Delegation",
                "full_name": "Name",
                "honorific": "Title",
                "rank": "Position",
                "role": "Role",
            },
            "ignored": [],
        },
        "problems": report["problems"],
        "seconds": 0,
    }
    listed = ("delegation__entity_key", "delegation__category", "listed_gender", "listed_basis", "role", "head_basis")
    assert people(meeting, *listed, "rank") == [
        ("Aline Inventée", "KEN", "state_party", "woman", "courtesy_title", "unknown", "first_listed", "counsellor"),
        ("Arne Paahitt", "NOR", "state_party", "man", "courtesy_title", "unknown", "", "secretary"),
        ("Juma Mfano", "KEN", "state_party", "unknown", "", "adviser", "", "expert"),
        ("Robin Made-Up", "peace now", "civil_society", "unknown", "", "unknown", "only_member", "director"),
        ("Tove Eksempel", "NOR", "state_party", "woman", "courtesy_title", "head", "stated", "ambassador"),
    ]
    said = (
        "person__full_name",
        "value",
        "basis",
        "source",
        "by__username",
        "batch_id",
        "meeting__slug",
        "withdrawn_at",
    )
    assert list(GenderRecord.objects.order_by("person__full_name").values_list(*said)) == [
        (name, value, "courtesy_title", "TEST/INF.1", "desk", batch.pk, "spring-session", None)
        for name, value in [("Aline Inventée", "woman"), ("Arne Paahitt", "man"), ("Tove Eksempel", "woman")]
    ]
    rows = ImportRow.objects.order_by("number").values_list("number", "outcome", "cells__full_name")
    assert list(rows) == [
        (number, "new", name) for number, name in enumerate([line[3] for line in table(LIST)[1:]], start=2)
    ]
    meeting.refresh_from_db()
    assert (batch.state, batch.by.username, meeting.revision, meeting.list_status) == ("committed", "desk", 1, "final")


def test_the_same_file_twice_writes_nothing() -> None:
    meeting = make_meeting()
    first = bring(meeting, LIST)
    before = snapshot()
    again = bring(meeting, LIST)
    assert snapshot() == before
    assert (again["status"], again["batch"], counts(again)) == ("unchanged", first["batch"], {"unchanged": 5})
    assert (again["people"], again["gender"]) == (first["people"], first["gender"])


@pytest.mark.parametrize(
    "other",
    [
        lambda rows: [rows[0], *reversed(rows[1:])],
        lambda rows: [rows[0], *([f"  {cell}  " for cell in row] for row in rows[1:])],
        lambda rows: [rows[0], *([cell.upper() for cell in row] for row in rows[1:])],
        lambda rows: [rows[0], *([cell.replace(" ", "  ") for cell in row] for row in rows[1:])],
        lambda rows: [list(reversed(row)) for row in rows],
    ],
    ids=["rows re-ordered", "blanks around", "capitals", "double spaces", "columns re-ordered"],
)
def test_other_order_spacing_or_case_is_the_same_list(other: Any) -> None:
    meeting = make_meeting()
    bring(meeting, LIST)
    before = snapshot()
    report = bring(meeting, as_csv(other(table(LIST))))
    assert (report["status"], counts(report)) == ("unchanged", {"unchanged": 5})
    assert snapshot() == before


MIXED = """
Delegation | Title | Name          | Registration state
Norway     | Ms.   | Tove Eksempel | approved
Norway     | Ms.   | TOVE EKSEMPEL | approved
Norway     | Mr.   | Per Borte     | withdrawn
Kenya      | Ms.   | 12345         | approved
           |       | Total: 4      |
Kenya      | Mr.   | Juma Mfano    | approved
Kenya      | Ms.   | Juma Mfano    | approved
"""


def test_invalid_rows_refuse_the_file_or_are_skipped_on_demand() -> None:
    meeting = make_meeting()
    before = snapshot()
    refused = bring(meeting, MIXED)
    assert (refused["status"], refused["batch"], codes(refused)[0]) == ("refused", None, "invalid_rows")
    assert "--skip-invalid" in refused["problems"][0]["message"]
    told = {(problem["code"], problem["row"], problem["found"]) for problem in refused["problems"]}
    assert {("not_a_name", 5, "12345"), ("listed_again", 3, "TOVE EKSEMPEL")} <= told
    assert snapshot() == before | {"auth.User": snapshot()["auth.User"]}


def test_left_out_invalid_and_open_rows_come_out_as_before() -> None:
    meeting = make_meeting()
    first = bring(meeting, MIXED, skip_invalid=True)
    assert counts(first) == {"new": 2, "conflict": 1, "invalid": 1, "ignored": 3}
    before = snapshot()
    again = bring(meeting, MIXED, skip_invalid=True)
    assert (again["status"], counts(again)) == (
        "unchanged",
        {"unchanged": 2, "conflict": 1, "invalid": 1, "ignored": 3},
    )
    assert snapshot() == before


def test_a_dry_run_says_everything_and_writes_nothing() -> None:
    meeting = make_meeting()
    before = snapshot()
    tried = bring(meeting, LIST, dry_run=True)
    assert snapshot() == before | {"auth.User": snapshot()["auth.User"]}
    done = bring(meeting, LIST)
    differ = {"status", "batch", "seconds"}
    assert {name: value for name, value in tried.items() if name not in differ} == {
        name: value for name, value in done.items() if name not in differ
    }
    assert (tried["status"], tried["batch"]) == ("dry_run", None)


@pytest.mark.parametrize(
    ("title", "listed"),
    [
        ("Mr.", "man"), ("M.", "man"), ("Sr.", "man"), ("H.E. Mr.", "man"), ("S.E. M.", "man"), ("г-н", "man"),
        ("Ms", "woman"), ("Mrs.", "woman"), ("Mme", "woman"), ("Sra.", "woman"), ("S.E. Sra.", "woman"),
        ("H.E.", "unknown"), ("Dr.", "unknown"), ("Prof.", "unknown"), ("Amb.", "unknown"), ("Mx", "unknown"),
        ("Mr./Ms.", "unknown"), ("Rev.", "unknown"), ("", "unknown"), ("Dr. Ms.", "woman"), ("H.E. Dr.", "unknown"),
    ],
)  # fmt: skip
def test_the_courtesy_title_alone_says_the_gender(title: str, listed: str) -> None:
    """The given name is the same throughout: nothing is ever concluded from it."""
    meeting = make_meeting()
    bring(meeting, f"Delegation | Title | Name\nNorway | {title} | Maria Eksempel\nNorway | Dr. | Other Person")
    basis = "" if listed == "unknown" else "courtesy_title"
    fields = ("listed_gender", "listed_basis", "recorded_gender", "recorded_basis")
    assert people(meeting, *fields)[0] == ("Maria Eksempel", listed, basis, listed, basis)


@pytest.mark.parametrize("header", ["Female(Guess)", "Inferred gender", "Predicted sex", "Gender probability"])
def test_a_guessed_column_is_never_a_gender(header: str) -> None:
    meeting = make_meeting()
    guessed = f"Delegation | Name | {header}\nNorway | Kim Eksempel | female\nNorway | Bo Borte | male"
    report = bring(meeting, guessed)
    assert (genders(report), report["columns"]["ignored"]) == ((0, 0, 0, 2), [header])
    for basis in ("self_declared", "office_coded"):
        told = bring(meeting, guessed, map={header: "gender"}, gender_basis=basis)
        assert (told["status"], told["rows"]) == ("refused", 0)
        assert header in told["problems"][0]["message"]
    assert not GenderRecord.objects.exists()


def test_a_column_of_noughts_and_ones_is_never_a_gender() -> None:
    meeting = make_meeting()
    binary = "Delegation | Name | Female\nNorway | Kim Eksempel | 1\nNorway | Bo Borte | 0"
    assert genders(bring(meeting, binary)) == (0, 0, 0, 2)
    assert bring(meeting, binary, map={"Female": "gender"})["status"] == "refused"
    assert not GenderRecord.objects.exists()


DECLARED = """
Delegation | Title | Name           | Gender
Norway     | Mr.   | Kim Eksempel   | woman
Norway     | Ms.   | Bo Borte       | Prefer not to say
Norway     |       | Ro Oppdiktet   | non-binary
Norway     | Ms.   | Li Tenkt       |
Norway     | Mr.   | Ivar Innbilt   | male
"""


@pytest.mark.parametrize(
    ("basis", "recorded"),
    [
        ("self_declared", ["undisclosed", "man", "unknown", "woman", "another"]),
        ("delegation_form", ["undisclosed", "man", "unknown", "woman", "another"]),
        ("registration", ["undisclosed", "man", "unknown", "woman", "another"]),
        ("office_coded", ["undisclosed", "man", "unknown", "woman", "another"]),
    ],
)
def test_a_gender_column_that_the_list_does_not_print_is_as_recorded_only(basis: str, recorded: list[str]) -> None:
    """As listed stays what the titles say; where title and column disagree, what is recorded waits for an answer."""
    for access in ("open", "closed"):
        meeting = make_meeting(access, list_access=access)
        report = bring(meeting, DECLARED, gender_basis=basis, gender_source="form of 3 May")
        stands = people(meeting, "listed_gender", "listed_basis", "recorded_gender")
        names = ["Bo Borte", "Ivar Innbilt", "Kim Eksempel", "Li Tenkt", "Ro Oppdiktet"]
        listed = ["woman", "man", "man", "woman", "unknown"]
        assert stands == [
            (name, said, "" if said == "unknown" else "courtesy_title", known)
            for name, said, known in zip(names, listed, recorded, strict=True)
        ]
        assert (counts(report), codes(report)) == ({"new": 4, "conflict": 1}, ["title_against_column"])
        assert questions(meeting) == [("title_column", "Kim Eksempel", "")]
        assert report["listed"] == {"women": 2, "men": 2, "another": 0, "unknown": 1}
        assert report["recorded"] == {"women": 1, "men": 1, "another": 1, "unknown": 2}
        assert report["gender"] == report["listed" if access == "open" else "recorded"]
        assert bring(meeting, DECLARED, gender_basis=basis, gender_source="form of 3 May")["status"] == "unchanged"
    sources = set(GenderRecord.objects.values_list("basis", "source"))
    assert sources == {("courtesy_title", "list.csv"), (basis, "form of 3 May")}


PRINTED = """
Delegation | Title | Name           | Gender
Norway     | Mr.   | Kim Eksempel   | woman
Norway     | Ms.   | Bo Borte       | Prefer not to say
Norway     |       | Ro Oppdiktet   | F
Norway     | Ms.   | Li Tenkt       |
Norway     | Mr.   | Ivar Innbilt   | male
"""


def test_a_column_that_the_list_prints_is_as_listed() -> None:
    """Where the list prints both and they disagree, nobody can say which is right: not recorded until answered."""
    meeting = make_meeting()
    report = bring(meeting, PRINTED, gender_basis="printed")
    assert people(meeting, "listed_gender", "recorded_gender") == [
        ("Bo Borte", "undisclosed", "undisclosed"),
        ("Ivar Innbilt", "man", "man"),
        ("Kim Eksempel", "unknown", "unknown"),
        ("Li Tenkt", "woman", "woman"),
        ("Ro Oppdiktet", "woman", "woman"),
    ]
    assert people(meeting, "listed_basis")[-1] == ("Ro Oppdiktet", "printed")
    assert questions(meeting) == [("title_column", "Kim Eksempel", "")]
    assert report["gender"] == report["listed"] == report["recorded"]
    assert bring(meeting, PRINTED, gender_basis="printed")["status"] == "unchanged"


def test_a_gender_column_of_which_nobody_says_the_source_is_refused() -> None:
    meeting = make_meeting()
    before = snapshot()
    report = bring(meeting, DECLARED)
    assert (report["status"], codes(report)) == ("refused", ["gender_basis"])
    said = report["problems"][0]
    assert said["column"] == "Gender"
    assert all(word in said["message"] for word in ("--gender-basis", "printed", "registration", "office_coded"))
    assert snapshot() == before | {"auth.User": snapshot()["auth.User"]}
    empty = "Delegation | Title | Name | Gender\nNorway | Ms. | Bo Borte |"
    assert bring(meeting, empty)["status"] == "imported"  # nothing stands in the column: nothing is asked


def test_part_by_part_a_list_grows() -> None:
    meeting = make_meeting()
    bring(meeting, "Delegation | Title | Name\nNorway | Ms. | Tove Eksempel", part="delegates")
    report = bring(
        meeting,
        "Section | Delegation | Title | Name\n"
        "NGOs | Peace Now | Mr. | Bo Borte\nStates Parties | Norway | Ms. | Tove Eksempel",
        part="observers",
    )
    assert counts(report) == {"new": 1, "unchanged": 1}
    assert codes(report) == []  # nobody of the other part is absent
    assert people(meeting) == [("Bo Borte", "peace now", "man"), ("Tove Eksempel", "NOR", "woman")]
    assert list(ListDocument.objects.order_by("pk").values_list("part", "replaces")) == [
        ("delegates", None),
        ("observers", None),
    ]


def test_two_parts_may_number_their_rows_alike() -> None:
    meeting = make_meeting()
    bring(meeting, "Registration ID | Delegation | Title | Name\n1 | Norway | Ms. | Tove Eksempel", part="delegates")
    report = bring(meeting, "Registration ID | Delegation | Title | Name\n1 | Norway | Mr. | Bo Borte", part="experts")
    assert counts(report) == {"new": 1}
    assert people(meeting) == [("Bo Borte", "NOR", "man"), ("Tove Eksempel", "NOR", "woman")]


def test_the_number_of_a_row_finds_a_corrected_spelling() -> None:
    meeting = make_meeting()
    bring(
        meeting, "Registration ID | Delegation | Title | Name\n7 | Norway | Ms. | Tove Eksempl\n8 | Norway | Mr. | Bo"
    )
    [row] = ImportRow.objects.filter(number=2).values_list("participation_id", flat=True)
    corrected = "Registration ID | Delegation | Title | Name\n7 | Norway | Ms. | Tove Eksempel\n8 | Norway | Mr. | Bo"
    report = bring(meeting, corrected)
    assert counts(report) == {"updated": 1, "unchanged": 1}
    assert list(Participation.objects.filter(pk=row).values_list("printed_name", flat=True)) == ["Tove Eksempel"]
    changed = ImportRow.objects.get(outcome="updated")
    assert (changed.before, changed.after) == ({"printed_name": "Tove Eksempl"}, {"printed_name": "Tove Eksempel"})
    assert bring(meeting, corrected)["status"] == "unchanged"
    assert Person.objects.count() == 2


def test_a_number_used_twice_finds_nobody_wrong() -> None:
    meeting = make_meeting()
    twice = "Registration ID | Delegation | Title | Name\n7 | Norway | Ms. | Tove Eksempel\n7 | Norway | Mr. | Bo Borte"
    bring(meeting, twice)
    before = snapshot()
    assert counts(bring(meeting, twice)) == {"unchanged": 2}
    assert snapshot() == before


def test_without_a_number_a_corrected_spelling_is_one_absent_and_one_new() -> None:
    meeting = make_meeting()
    bring(meeting, "Delegation | Title | Name\nNorway | Ms. | Tove Eksempl", status="provisional")
    report = bring(meeting, "Delegation | Title | Name\nNorway | Ms. | Tove Eksempel")
    assert counts(report) == {"new": 1}
    assert [(p["code"], p["found"]) for p in report["problems"]] == [
        ("absent", "1"), ("may_be_renamed", "Tove Eksempel"),
    ]  # fmt: skip
    assert len(people(meeting)) == 2  # reported, never deleted


PROVISIONAL = """
Delegation | Title | Name          | Position
Norway     | Mr.   | Kim Eksempel  | Adviser
Norway     | Ms.   | Tove Oppdikt  | Adviser
Kenya      | Mr.   | Juma Mfano    | Expert
"""


def test_a_newer_version_takes_the_place_of_the_older() -> None:
    meeting = make_meeting()
    bring(meeting, PROVISIONAL, status="provisional", symbol="TEST/INF.1")
    assert Meeting.objects.get().list_status == "provisional"
    header = "Delegation | Title | Name | Position\n"
    final = header + "Norway | Ms. | Kim Eksempel | Counsellor\nKenya | Mr. | Juma Mfano | Expert"
    report = bring(meeting, final, symbol="TEST/INF.2")
    assert counts(report) == {"updated": 1, "unchanged": 1}
    assert codes(report) == ["absent"]
    fields = ("listed_gender", "recorded_gender", "printed_post")
    assert people(meeting, *fields) == [
        ("Juma Mfano", "man", "man", "Expert"),
        ("Kim Eksempel", "woman", "woman", "Counsellor"),
        ("Tove Oppdikt", "woman", "woman", "Adviser"),
    ]
    assert (questions(meeting), Meeting.objects.get().list_status) == ([], "final")
    evidence = GenderRecord.objects.filter(person__full_name="Kim Eksempel").order_by("pk")
    assert [(one.value, one.withdrawn_at is None) for one in evidence] == [("man", False), ("woman", True)]
    bring(meeting, PROVISIONAL, status="provisional", symbol="TEST/INF.1")  # once more: it was heard and replaced
    assert people(meeting, "listed_gender", "recorded_gender")[1] == ("Kim Eksempel", "woman", "woman")
    assert questions(meeting) == []
    bring(meeting, PROVISIONAL, symbol="TEST/INF.3")
    assert people(meeting, "listed_gender", "recorded_gender")[1] == ("Kim Eksempel", "man", "man")


def test_an_addendum_replaces_nothing_and_a_corrigendum_touches_its_rows() -> None:
    meeting = make_meeting()
    bring(meeting, PROVISIONAL, symbol="TEST/INF.1")
    added = bring(meeting, "Delegation | Title | Name\nChile | Sr. | Luis Ejemplo", symbol="TEST/INF.1/Add.1")
    assert (counts(added), codes(added)) == ({"new": 1}, [])
    corrected = bring(meeting, "Delegation | Title | Name\nNorway | Ms. | Kim Eksempel", symbol="TEST/INF.1/Corr.1")
    assert (counts(corrected), codes(corrected)) == ({"updated": 1}, [])
    assert dict(people(meeting, "listed_gender")) == {
        "Juma Mfano": "man", "Kim Eksempel": "woman", "Luis Ejemplo": "man", "Tove Oppdikt": "woman",
    }  # fmt: skip
    revised = bring(meeting, "Delegation | Title | Name\nKenya | Ms. | Juma Mfano", symbol="TEST/INF.1/Rev.1")
    assert counts(revised) == {"updated": 1}
    assert [(p["code"], p["found"]) for p in revised["problems"]] == [("absent", "2")]  # of INF.1, not of its addendum


def test_a_part_of_a_list_replaces_no_other_part() -> None:
    meeting = make_meeting()
    bring(meeting, PROVISIONAL, symbol="TEST/INF.1 (Part 1)")
    second = bring(meeting, "Delegation | Title | Name\nChile | Sr. | Luis Ejemplo", symbol="TEST/INF.1 (Part 2)")
    assert (counts(second), codes(second)) == ({"new": 1}, [])
    revised = bring(meeting, "Delegation | Title | Name\nKenya | Ms. | Juma Mfano", symbol="TEST/INF.1/Rev.1 (Part 1)")
    assert [(p["code"], p["found"]) for p in revised["problems"]] == [("absent", "2")]  # of part 1


def test_a_blank_in_a_newer_list_erases_nothing() -> None:
    meeting = make_meeting()
    bring(meeting, LIST)
    names = "\n".join(f"{line[0]} | {line[1]} | {line[3]}" for line in table(LIST)[1:])
    before = snapshot(ImportBatch, ImportRow, ListDocument, Meeting)
    assert counts(bring(meeting, "Section | Delegation | Name\n" + names, symbol="TEST/Rev.1")) == {"unchanged": 5}
    assert snapshot(ImportBatch, ImportRow, ListDocument, Meeting) == before


def test_a_workbook_and_its_text_are_the_same_list() -> None:
    meeting = make_meeting()
    bring(meeting, LIST)
    report = bring(meeting, as_xlsx(table(LIST)), filename="list.xlsx")
    assert (report["status"], report["sheet"]) == ("unchanged", "Sheet")


def test_a_meeting_long_past_has_its_own_states() -> None:
    old = make_meeting("old", start=datetime.date(1991, 2, 4))
    new = make_meeting("new")
    for meeting, keys in ((old, {"YUG"}), (new, {"yugoslavia dissolved 1992 04 26"})):
        bring(meeting, "Section | Delegation | Title | Name\nStates Parties | Yugoslavia | Mr. | Iva Izmišljena")
        assert set(Delegation.objects.filter(meeting=meeting).values_list("entity_key", flat=True)) == keys
    assert questions(old) == []
    # A question of this list alone: the answer must not become the meaning of the name.
    assert questions(new) == [("code", "Yugoslavia (dissolved 1992-04-26)", "")]


def test_questions_do_not_grow_with_the_rows() -> None:
    """The same number of queries for 10 rows as for 400, new and known."""
    asked, by = [], desk()
    for size in (10, 400):
        meeting = make_meeting(f"of-{size}")
        rows = [["Delegation", "Title", "Name"]]
        rows += [[("Norway", "Kenya")[n % 2], ("Mr.", "Ms.", "Dr.")[n % 3], f"Of{size} Nr{n:03}"] for n in range(size)]
        for data in (rows, [*rows[:-1], [*rows[-1][:1], "Prof.", rows[-1][2]]]):
            with CaptureQueriesContext(connection) as queries:
                assert bring(meeting, as_csv(data), by=by)["status"] == "imported"
            asked.append([re.sub(r"\d+", "", query["sql"])[:70] for query in queries])
    assert asked[:2] == asked[2:]


names = st.sampled_from(["Ada Aas", "ADA AAS", "Bo By", "Cy Dal", "", "12", "Total", "N.N.", "Dr. Eli Fjord"])
titles = st.sampled_from(["Mr.", "Ms.", "Dr.", "", "Tengku", "Mr./Ms."])
places = st.sampled_from(["Norway", "Niger", "Nigeria", "Congo", "Atlantis", "Kosovo", "", "Peace Now"])
sections = st.sampled_from(["States Parties", "NGOs", "Observers", "", "Friends"])
rows = st.lists(st.tuples(sections, places, titles, names), min_size=1, max_size=12)


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=rows, second=rows)
def test_every_row_of_any_list_is_accounted_for(first: list[Any], second: list[Any]) -> None:
    account_for(first, second)


@pytest.mark.gate
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=rows, second=rows)
def test_every_row_of_many_lists_is_accounted_for(first: list[Any], second: list[Any]) -> None:
    account_for(first, second)


def account_for(first: list[Any], second: list[Any]) -> None:
    """Totals add up, a report matches what stands, and bringing a list again writes nothing."""
    number = Meeting.objects.count()
    meeting = make_meeting(f"random-{number}")
    header = ["Section", "Delegation", "Title", "Name"]
    for status, drawn in (("provisional", first), ("final", second)):
        data = as_csv([header, *drawn])
        report = bring(meeting, data, status=status, skip_invalid=True)
        filled = [row for row in drawn if any(row)]
        assert report["rows"] in (len(filled), 0)
        if report["status"] == "refused":
            assert not ImportBatch.objects.filter(document__meeting=meeting, document__status=status).exists()
            continue
        batch = ImportBatch.objects.get(pk=report["batch"])
        assert batch.state == BatchState.COMMITTED
        supports = ImportRow.objects.filter(batch=batch, participation__isnull=False)
        assert supports.values("participation").distinct().count() == report["people"]
        before = snapshot()
        again = bring(meeting, data, status=status, skip_invalid=True)
        assert (again["status"], again["new"], again["updated"]) == ("unchanged", 0, 0)
        assert snapshot() == before
        for name in ("rows", "conflict", "invalid", "ignored", "people", "gender"):
            assert again[name] == report[name]
