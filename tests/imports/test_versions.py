"""A second list of a part is a version of it: who is gone, back, renamed or head no longer, and what a number says."""

from __future__ import annotations

import random
from typing import Any

import pytest

from meetings.actions.corrections import correct_entry
from meetings.actions.lists import withdraw_batch
from meetings.actions.locks import what_is_missing
from meetings.actions.refusals import ActionRefused
from meetings.actions.reviews import note_review
from meetings.actions.versions import decide_gone, rename
from meetings.imports.participants.staged import confirm, stage
from meetings.imports.participants.typed import enter_rows
from meetings.models import Delegation, FindingMark, ImportBatch, Meeting, Participation, Person
from meetings.models.review import Review
from meetings.workspace.completeness import findings
from meetings.workspace.doubts import doubts_of
from meetings.workspace.versions import gone, number_key
from tests.worlds.builders import make_meeting
from tests.worlds.lists import bring, codes, counts, desk, people, source_of

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

HEAD = "Delegation | Title | Name | Position | Role\n"
FIRST = HEAD + (
    "Norway | Ms. | Tove Oppdikt | Ambassador | Head of delegation\n"
    "Norway | Mr. | Kim Eksempel | Adviser |\n"
    "Kenya | Mr. | Juma Mfano | Expert | Head of delegation\n"
    "Kenya | Ms. | Nia Mfano | Counsellor |"
)


def without(*names: str) -> str:
    return "\n".join(line for line in FIRST.splitlines() if not any(name in line for name in names))


def counted(meeting: Meeting) -> set[str]:
    rows = Participation.objects.filter(meeting=meeting).exclude(registered="no")
    return set(rows.values_list("printed_name", flat=True))


def unlisted(meeting: Meeting) -> set[str]:
    return set(gone(meeting).values_list("printed_name", flat=True))


def open_findings(meeting: Meeting) -> set[str]:
    return {finding.key for finding in findings(meeting) if finding.is_missing}


def heads(meeting: Meeting) -> set[str]:
    rows = Participation.objects.filter(meeting=meeting).exclude(head_basis="")
    return set(rows.values_list("printed_name", flat=True))


def one(meeting: Meeting, name: str) -> Participation:
    return Participation.objects.get(meeting=meeting, printed_name=name)


def undo(report: dict[str, Any]) -> None:
    withdraw_batch(batch=ImportBatch.objects.get(pk=report["batch"]), by=desk())


# Gone


@pytest.mark.parametrize(
    ("first", "second"),
    [({}, {}), ({"symbol": "T/INF.1"}, {"symbol": "T/INF.1/Rev.1"}), ({"status": "provisional"}, {}),
     ({"part": "delegates"}, {"part": "delegates"}), ({"symbol": "T/INF.1"}, {"symbol": "T/INF.2"})],
)  # fmt: skip
def test_who_is_no_longer_listed_is_asked_about_whatever_makes_the_list_a_version(
    first: dict[str, str], second: dict[str, str]
) -> None:
    meeting = make_meeting()
    bring(meeting, FIRST, **first)
    report = bring(meeting, without("Nia"), **second)
    assert (report["status"], report["gone"]) == ("imported", 1)
    [told] = [problem["message"] for problem in report["problems"] if problem["code"] == "absent"]
    assert "no longer in the list: “Nia Mfano”" in told
    assert unlisted(meeting) == {"Nia Mfano"}
    assert open_findings(meeting) == {"gone"}
    assert "Nia" not in " ".join(what_is_missing(meeting))  # the check is read by people who may not read names
    assert bring(meeting, without("Nia"), **second)["status"] == "unchanged"


def test_another_part_an_addendum_and_a_corrigendum_leave_nobody_out() -> None:
    meeting = make_meeting()
    bring(meeting, FIRST, symbol="T/INF.1")
    added = HEAD + "Chile | Sr. | Luis Ejemplo | Expert |"
    assert bring(meeting, added, symbol="T/INF.1/Add.1")["gone"] == 0
    assert bring(meeting, without("Tove", "Juma", "Nia"), symbol="T/INF.1/Corr.1")["gone"] == 0
    assert bring(meeting, added.replace("Luis", "Pía"), part="observers")["gone"] == 0
    assert (unlisted(meeting), open_findings(meeting)) == (set(), set())
    assert bring(meeting, without("Nia"), symbol="T/INF.1/Rev.1")["gone"] == 1  # not those of the addendum
    assert unlisted(meeting) == {"Nia Mfano"}


def test_a_corrigendum_stands_for_nobody_once_the_list_it_corrects_is_replaced() -> None:
    meeting = make_meeting()
    bring(meeting, FIRST, symbol="T/INF.1")
    bring(meeting, without("Tove", "Juma", "Kim").replace("Counsellor", "Minister"), symbol="T/INF.1/Corr.1")
    bring(meeting, without("Nia"), symbol="T/INF.1/Rev.1")
    assert unlisted(meeting) == {"Nia Mfano"}


def test_who_stands_in_another_list_or_was_typed_in_is_not_gone() -> None:
    meeting = make_meeting()
    bring(meeting, FIRST, part="delegates")
    bring(meeting, HEAD + "Kenya | Ms. | Nia Mfano | Minister |", part="ministers")
    enter_rows(Delegation.objects.get(country="NOR"), ["full_name", "honorific"], [["Kim Eksempel", "Mr."]], by=desk())
    enter_rows(Delegation.objects.get(country="NOR"), ["full_name", "honorific"], [["Eva Ny", "Ms."]], by=desk())
    report = bring(meeting, without("Nia"), part="delegates")
    assert (report["gone"], unlisted(meeting)) == (0, set())


def test_rows_that_were_left_out_and_come_corrected_complete_the_list() -> None:
    meeting = make_meeting()
    bring(meeting, FIRST + "\nChile | Sr. | | Expert |\nChile | Sra. | N.N. | Adviser |", skip_invalid=True)
    missing = bring(meeting, HEAD + "Chile | Sr. | Luis Ejemplo | Expert |")
    assert (missing["gone"], unlisted(meeting), len(counted(meeting))) == (0, set(), 5)
    more = bring(meeting, HEAD + "Chile | Sra. | Ana Ejemplo | Adviser |")
    assert (more["gone"], unlisted(meeting), len(counted(meeting))) == (0, set(), 6)
    whole = bring(meeting, without("Nia") + "\nChile | Sr. | Luis Ejemplo | Expert |")
    assert (whole["gone"], unlisted(meeting)) == (2, {"Nia Mfano", "Ana Ejemplo"})


@pytest.mark.parametrize(("answer", "left"), [("withdraw", 3), ("keep", 4)])
def test_the_command_decides_for_all_of_them(answer: str, left: int) -> None:
    meeting = make_meeting()
    bring(meeting, FIRST)
    report = bring(meeting, without("Nia"), gone=answer)
    assert (report["status"], report["gone"], len(counted(meeting))) == ("imported", 1, left)
    assert (unlisted(meeting), open_findings(meeting)) == (set(), set())
    assert bring(meeting, without("Nia"), gone=answer)["status"] == "unchanged"
    undo(report)
    assert (len(counted(meeting)), open_findings(meeting), FindingMark.objects.count()) == (4, set(), 0)


def test_the_command_may_decide_about_a_list_that_is_imported_already() -> None:
    meeting = make_meeting()
    bring(meeting, FIRST)
    bring(meeting, without("Nia"))
    assert bring(meeting, without("Nia"), gone="withdraw")["status"] == "imported"
    assert (counted(meeting) & {"Nia Mfano"}, open_findings(meeting)) == (set(), set())


def test_withdrawn_and_back_again() -> None:
    meeting = make_meeting()
    bring(meeting, FIRST, symbol="T/INF.1")
    bring(meeting, without("Nia"), symbol="T/Rev.1", gone="withdraw")
    report = bring(meeting, FIRST, symbol="T/Rev.2")
    assert (counts(report), counted(meeting) >= {"Nia Mfano"}) == ({"unchanged": 3, "updated": 1}, True)
    again = bring(meeting, without("Nia"), symbol="T/Rev.3")
    assert (again["gone"], unlisted(meeting)) == (1, {"Nia Mfano"})
    undo(again)
    undo(report)
    assert (unlisted(meeting), "Nia Mfano" in counted(meeting)) == (set(), False)


def test_undecided_and_back_again_with_nothing_else_new() -> None:
    meeting = make_meeting()
    bring(meeting, FIRST)
    bring(meeting, without("Nia"))
    assert bring(meeting, FIRST)["status"] == "imported"
    assert (unlisted(meeting), open_findings(meeting)) == (set(), set())


def test_who_was_counted_all_the_same_is_asked_about_again_once_a_list_printed_them_again() -> None:
    meeting = make_meeting()
    bring(meeting, FIRST, symbol="T/INF.1")
    bring(meeting, without("Nia"), symbol="T/Rev.1", gone="keep")
    assert bring(meeting, without("Nia"), symbol="T/Rev.2")["gone"] == 0  # decided
    bring(meeting, FIRST, symbol="T/Rev.3")
    assert bring(meeting, without("Nia"), symbol="T/Rev.4")["gone"] == 1


def test_a_correction_by_hand_that_somebody_did_not_register_stays() -> None:
    meeting = make_meeting()
    bring(meeting, FIRST)
    correct_entry(participation=one(meeting, "Nia Mfano"), values={"registered": "no"}, by=desk(), source="note")
    bring(meeting, FIRST.replace("Counsellor", "Minister"))
    assert "Nia Mfano" not in counted(meeting)


def test_an_older_version_imported_once_more_brings_nobody_back_and_leaves_nobody_out() -> None:
    meeting = make_meeting()
    bring(meeting, FIRST, symbol="T/INF.1")
    bring(meeting, without("Nia"), symbol="T/Rev.1", gone="withdraw")
    report = bring(meeting, FIRST.replace("Expert", "Experts"), symbol="T/INF.1")
    assert (report["gone"], counted(meeting) & {"Nia Mfano"}, unlisted(meeting)) == (0, set(), set())
    assert "older_version" in codes(report)


def test_decisions_are_one_by_one_and_only_about_who_is_gone() -> None:
    meeting = make_meeting()
    bring(meeting, FIRST)
    bring(meeting, without("Nia", "Kim"))
    with pytest.raises(ActionRefused, match="already decided"):
        decide_gone(meeting, {one(meeting, "Tove Oppdikt").pk: "withdraw"}, by=desk())
    decide_gone(meeting, {one(meeting, "Nia Mfano").pk: "withdraw", one(meeting, "Kim Eksempel").pk: "keep"}, by=desk())
    assert counted(meeting) == {"Tove Oppdikt", "Juma Mfano", "Kim Eksempel"}
    assert open_findings(meeting) == set()


def test_the_preview_says_who_is_gone_and_confirming_decides_it() -> None:
    meeting = make_meeting()
    bring(meeting, FIRST)
    married = without("Kim", "Nia") + "\nKenya | Ms. | Nia Mpya | Counsellor |\nNorway | Ms. | Eva Ny | Expert |"
    batch = stage(meeting, source_of(married, "second.csv"), by=desk())
    nia, kim = one(meeting, "Nia Mfano"), one(meeting, "Kim Eksempel")
    assert batch.totals["absent"] == [kim.pk, nia.pk]
    [[was, row, why]] = batch.totals["renamed"]
    assert (was, why) == (nia.pk, "given_name")
    note_review(batch, Review(gone={"all": "withdraw", str(nia.pk): f"row:{row}"}))
    confirm(batch, fingerprint=batch.fingerprint, by=desk())
    assert counted(meeting) == {"Tove Oppdikt", "Juma Mfano", "Nia Mpya", "Eva Ny"}
    assert one(meeting, "Nia Mpya").pk == nia.pk
    assert open_findings(meeting) == set()


# Renamed


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Kenya | Ms. | Nia MFANO | Counsellor", "Kenya | Ms. | Nia MPYA-MFANO | Counsellor"),
        ("Kenya | Ms. | Nia MFANO | Counsellor", "Kenya | Mrs. | Nia MPYA | Minister"),
        ("Kenya | Ms. | Nia MFANO | Counsellor", "Kenya | Ms. | Nya MFANO | Adviser"),
        ("Kenya | | MFANO, Nia | Counsellor", "Kenya | Ms. | MPYA, Nia | Expert"),
        ("Kenya | Ms. | Nia MFANO | Chief of Tests", "Kenya | Ms. | Zawadi MPYA | Chief of Tests"),
    ],
)  # fmt: skip
def test_somebody_renamed_is_offered_counts_as_two_until_said_and_is_found_again(was: str, now: str) -> None:
    meeting, head = make_meeting(), "Delegation | Title | Name | Position\n"
    others = "\nKenya | Mr. | Juma TOFAUTI | Expert"
    bring(meeting, head + was + others)
    nia = Participation.objects.exclude(printed_name__contains="TOFAUTI").get()
    report = bring(meeting, head + now + others)
    assert (report["new"], report["gone"], report["renamed"]) == (1, 1, 1)
    assert "may_be_renamed" in codes(report)
    [asked] = doubts_of(meeting).gone
    assert asked.now is not None
    name = asked.now.printed_name
    decide_gone(meeting, {nia.pk: str(asked.now.pk)}, by=desk())
    assert (len(people(meeting)), one(meeting, name).pk, open_findings(meeting)) == (2, nia.pk, set())
    # Lists find the person by either name from now on.
    assert bring(meeting, head + now + others)["status"] == "unchanged"
    third = bring(meeting, head + now.replace("Kenya", "Kenya ") + others + "\nChile | Sr. | Luis EJEMPLO | Expert")
    assert (third["new"], third["gone"]) == (1, 0)
    assert bring(meeting, head + was + others, symbol="T/Rev.2")["new"] == 0
    assert one(meeting, was.split("|")[2].strip()).pk == nia.pk


def test_undoing_the_import_gives_the_old_name_back() -> None:
    meeting = make_meeting()
    bring(meeting, FIRST)
    nia = one(meeting, "Nia Mfano")
    report = bring(meeting, FIRST.replace("Nia Mfano", "Nia Mpya").replace("Counsellor", "Minister"))
    rename(nia, one(meeting, "Nia Mpya"), by=desk())
    undo(report)
    nia.refresh_from_db()
    assert (nia.printed_name, nia.printed_post, nia.listed_gender) == ("Nia Mfano", "Counsellor", "woman")
    assert (len(people(meeting)), Person.objects.count(), open_findings(meeting)) == (4, 4, set())


def test_a_large_delegation_exchanged_as_a_whole_offers_no_pairs() -> None:
    meeting, head = make_meeting(), "Delegation | Title | Name\n"
    letters = [f"{one}{other}" for one in "BCDFGHJKLM" for other in "abcdefghijk"]
    bring(meeting, head + "\n".join(f"Kenya | Ms. | Ana {letter}MFANO" for letter in letters))
    report = bring(meeting, head + "\n".join(f"Kenya | Ms. | Ana {letter}EKSEMPEL" for letter in letters))
    assert (report["gone"], report["new"], report["renamed"]) == (110, 110, 0)


def test_contradicting_titles_and_other_delegations_are_nobody_renamed() -> None:
    meeting = make_meeting()
    bring(meeting, FIRST)
    other = without("Nia") + "\nKenya | Mr. | Nia Mpya | Counsellor |\nNorway | Ms. | Nia Tredje | Counsellor |"
    report = bring(meeting, other)
    assert (report["renamed"], report["gone"], report["new"]) == (0, 1, 2)
    for name in ("Nia Mpya", "Nia Tredje"):
        with pytest.raises(ActionRefused):
            rename(one(meeting, "Nia Mfano"), one(meeting, name), by=desk())


@pytest.mark.parametrize("printed", ["Tove Oppdikt", "Tove Oppdikt-Nordmann", "TOVE OPPDIKT-NORDMANN", "Töve Oppdikt"])
def test_a_name_corrected_by_hand_is_found_as_it_was_and_as_it_is(printed: str) -> None:
    meeting = make_meeting()
    bring(meeting, FIRST)
    tove = one(meeting, "Tove Oppdikt")
    values = {"printed_name": "Tove Oppdikt-Nordmann"}
    correct_entry(participation=tove, values=values, by=desk(), source="note")
    report = bring(meeting, FIRST.replace("Tove Oppdikt", printed), symbol="T/Rev.1")
    assert (report["new"], report["gone"], one(meeting, "Tove Oppdikt-Nordmann").pk) == (0, 0, tove.pk)


# Heads


def heading(tove: str, kim: str, extra: str = "") -> str:
    return (
        HEAD
        + f"Norway | Ms. | Tove Oppdikt | Ambassador | {tove}\nNorway | Mr. | Kim Eksempel | Adviser | {kim}{extra}"
    )


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (heading("", "Head of delegation"), {"Kim Eksempel"}),
        (heading("Deputy head of delegation", "Head of delegation"), {"Kim Eksempel"}),
        (heading("", "", "\nNorway | Ms. | Eva Ny | Minister | Head of delegation"), {"Eva Ny"}),
        (HEAD + "Norway | Mr. | Kim Eksempel | Adviser | Head of delegation", {"Kim Eksempel"}),
        (heading("", ""), {"Tove Oppdikt"}),  # a blank erases nothing
    ],
)
def test_a_new_head_takes_the_place_of_the_one_stated_no_longer(second: str, expected: set[str]) -> None:
    meeting = make_meeting()
    bring(meeting, heading("Head of delegation", ""), symbol="T/INF.1")
    report = bring(meeting, second, symbol="T/INF.1/Rev.1")
    assert (heads(meeting), "two_heads" in open_findings(meeting)) == (expected, False)
    assert ("head_replaced" in codes(report)) == (report["heads_replaced"] == 1) == (expected != {"Tove Oppdikt"})
    undo(report)
    assert heads(meeting) == {"Tove Oppdikt"}


def test_a_third_version_may_give_the_first_head_back() -> None:
    meeting = make_meeting()
    for number, (tove, kim) in enumerate(
        [("Head of delegation", ""), ("", "Head of delegation"), ("Head of delegation", "")]
    ):
        bring(meeting, heading(tove, kim), symbol=f"T/Rev.{number}")
    assert (heads(meeting), open_findings(meeting)) == ({"Tove Oppdikt"}, set())


@pytest.mark.parametrize("said", [{"part": "ministers"}, {"symbol": "T/INF.1/Corr.1"}, {"symbol": "T/INF.1/Add.1"}])
def test_two_heads_in_two_lists_in_force_ask(said: dict[str, str]) -> None:
    meeting = make_meeting()
    bring(meeting, heading("Head of delegation", ""), **({"symbol": "T/INF.1"} if "symbol" in said else {"part": "x"}))
    report = bring(meeting, HEAD + "Norway | Ms. | Eva Ny | Minister | Head of delegation", **said)
    assert "second_head" in codes(report)
    assert open_findings(meeting) == {"two_heads"}
    correct_entry(participation=one(meeting, "Tove Oppdikt"), values={"role": "adviser"}, by=desk(), source="note")
    assert (heads(meeting), open_findings(meeting)) == ({"Eva Ny"}, set())


# Numbers


@pytest.mark.parametrize(
    ("one_number", "other"),
    [("0007", "7"), ("7", " 7 "), ("7", "7.0"), ("A-007", "a 7"), ("REG/0012", "reg 12"), ("ab12c", "AB-12-C"),
     ("000", "0")],
)  # fmt: skip
def test_one_number_however_it_is_written(one_number: str, other: str) -> None:
    assert number_key(one_number) == number_key(other)


@pytest.mark.parametrize(
    ("one_number", "other"), [("7", "70"), ("12-3", "1-23"), ("A7", "B7"), ("7", "7a"), ("10", "1")]
)
def test_two_numbers_stay_two(one_number: str, other: str) -> None:
    assert number_key(one_number) != number_key(other)


NUMBERED = "Registration number | Delegation | Title | Name\n"


@pytest.mark.parametrize("number", ["0007", "7", " 07"])
def test_a_number_with_a_part_of_the_name_follows_a_correction_and_says_so(number: str) -> None:
    meeting = make_meeting()
    bring(meeting, NUMBERED + "0007 | Kenya | Ms. | Nia Mfano\n0008 | Kenya | Mr. | Juma Mfano")
    report = bring(meeting, NUMBERED + f"{number} | Kenya | Ms. | Nia Mpya\n8 | Kenya | Mr. | Juma Mfano")
    assert (report["new"], report["gone"], "renamed" in codes(report)) == (0, 0, True)
    assert counted(meeting) == {"Nia Mpya", "Juma Mfano"}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("7 | Chile | Ms. | Nia Mfano", "number_moved"),
        ("7 | Kenya | Mr. | Nia Mfano-Mpya", "number_other_name"),
        ("7 | Kenya | Ms. | Zawadi Tofauti", "number_other_name"),
        ("007 | Chile | Mr. | Luis Ejemplo", "number_moved"),
    ],
)
def test_a_number_that_stood_for_somebody_else_asks(row: str, code: str) -> None:
    meeting = make_meeting()
    bring(meeting, NUMBERED + "0007 | Kenya | Ms. | Nia Mfano\n0008 | Kenya | Mr. | Juma Mfano")
    report = bring(meeting, NUMBERED + f"{row}\n8 | Kenya | Mr. | Juma Mfano")
    assert (report["new"], report["gone"], code in codes(report)) == (1, 1, True)
    assert open_findings(meeting) == {"gone", "numbers"}
    was = gone(meeting).get()
    assert (was.printed_name, was.delegation.entity_key) == ("Nia Mfano", "KEN")
    decide_gone(meeting, {was.pk: "withdraw"}, by=desk())
    assert open_findings(meeting) == set()


def test_one_number_in_two_delegations_of_one_list_is_told_and_asks() -> None:
    meeting = make_meeting()
    report = bring(
        meeting, NUMBERED + "7 | Kenya | Ms. | Nia Mfano\n07 | Chile | Ms. | Nia Mfano\n8 | Chile | Sr. | Luis Ejemplo"
    )
    assert "number_twice" in codes(report)
    assert open_findings(meeting) == {"numbers"}


def test_a_column_that_counts_the_members_of_each_delegation_is_no_registration_number() -> None:
    meeting = make_meeting()
    rows = [f"{n} | {state} | Ms. | {state}{n} Oppdikt" for state in ("Kenya", "Norway", "Chile") for n in (1, 2, 3)]
    bring(meeting, NUMBERED + "\n".join(rows))
    assert open_findings(meeting) == set()


def test_parts_number_for_themselves_unless_the_names_agree() -> None:
    meeting = make_meeting()
    bring(meeting, NUMBERED + "1 | Kenya | Ms. | Nia Mfano", part="delegates")
    bring(meeting, NUMBERED + "1 | Norway | Mr. | Kim Eksempel", part="experts")
    assert open_findings(meeting) == set()
    bring(meeting, NUMBERED + "01 | Chile | Ms. | Mfano Nia", part="advisers")
    assert open_findings(meeting) == {"numbers"}


def test_who_is_found_by_name_keeps_the_record_though_the_numbers_moved_on() -> None:
    meeting = make_meeting()
    bring(meeting, NUMBERED + "1 | Kenya | Ms. | Ana Mfano\n2 | Kenya | Mr. | Bo Mfano\n3 | Kenya | Ms. | Cy Mfano")
    report = bring(meeting, NUMBERED + "1 | Kenya | Ms. | Ana Mfano\n2 | Kenya | Ms. | Cy Mfano")
    assert (report["new"], report["gone"], "numbers_shifted" in codes(report)) == (0, 1, True)
    assert unlisted(meeting) == {"Bo Mfano"}


# Any sequence of versions


NAMES = [f"{given} {family}" for given in ("Ana", "Bo", "Cy") for family in ("MFANO", "EKSEMPEL")]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_versions_come_the_record_and_the_newest_list_agree_or_somebody_is_asked(seed: int) -> None:
    """After every version: who is counted is who it prints, and those asked about; undoing all of it leaves nothing."""
    chance, meeting = random.Random(seed), make_meeting()
    reports: list[dict[str, Any]] = []
    symbol = "T/INF.1"
    for number in range(5):
        printed = set(chance.sample(NAMES, chance.randint(1, len(NAMES))))
        head = chance.choice(sorted(printed))
        rows = [f"Kenya | | {name} | | {'Head of delegation' if name == head else ''}" for name in sorted(printed)]
        answer = chance.choice(["ask", "withdraw", "keep"])
        symbol = chance.choice([symbol, f"T/Rev.{number}"])
        report = bring(meeting, HEAD + "\n".join(rows), symbol=symbol, gone=answer)
        if report["status"] != "imported":
            break
        reports.append(report)
        asked, missing = unlisted(meeting), open_findings(meeting)
        assert (asked == set()) if answer != "ask" else ("gone" in missing) == bool(asked)
        assert printed <= counted(meeting)
        assert heads(meeting) == {head}
        assert "two_heads" not in missing
    for report in reversed(reports):
        undo(report)
    assert Participation.objects.count() == FindingMark.objects.count() == 0
