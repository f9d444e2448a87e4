"""Every constraint of the record, on both sides: what the database takes and what it refuses."""

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from meetings.models import (
    Delegation,
    DelegationCount,
    DelegationLetter,
    DelegationSheet,
    DelegationWording,
    FindingMark,
    GenderRecord,
    Grouping,
    Honorific,
    ImportBatch,
    LetterCampaign,
    ListDocument,
    Meeting,
    OfficeHolder,
    Panel,
    Participation,
    Person,
    ProceedingsImport,
    PublishedFigure,
    Question,
    SampleRow,
    SentBack,
    Source,
    Statement,
)
from tests.worlds.builders import (
    make_country,
    make_delegation,
    make_head_count,
    make_meeting,
    make_member,
    make_panel,
    make_participation,
    make_person,
    make_seat,
    make_statement,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = datetime.date(2024, 3, 4)


def user() -> Any:
    from django.contrib.auth.models import User

    return User.objects.filter(username="someone").first() or make_user("someone")


def delegation(code: str = "NOR") -> Delegation:
    return Delegation.objects.first() or make_delegation(make_meeting(), code)


def document(**fields: Any) -> ListDocument:
    return ListDocument.objects.create(meeting=delegation().meeting, **fields)


def batch(state: str, committed_at: Any = None) -> Any:
    document_ = ListDocument.objects.first() or document()
    return ImportBatch.objects.create(
        document=document_, file="f", sha256="0", by=user(), at=timezone.now(), state=state, committed_at=committed_at
    )


def question(key: str = "k", **answer: Any) -> Any:
    return Question.objects.create(
        meeting=delegation().meeting, kind="title", key=key, found="x", opened_at=timezone.now(), **answer
    )


def evidence(**fields: Any) -> Any:
    said = {
        "person": make_person("Ada Aas"),
        "value": "woman",
        "basis": "courtesy_title",
        "by": user(),
        "at": timezone.now(),
    }
    return GenderRecord.objects.create(**said | fields)


def listed(gender: str, basis: str, prefix: str = "listed") -> Any:
    other = "recorded" if prefix == "listed" else "listed"
    known = {f"{prefix}_gender": gender, f"{prefix}_basis": basis, f"{other}_gender": "unknown", f"{other}_basis": ""}
    return make_participation(delegation(), **known)


def published(**fields: Any) -> Any:
    source = Source.objects.create(title="Yearbook")
    about = {"measure": "staff", "among": "Everybody", "printed": "3 %", "differs": "others"}
    return PublishedFigure.objects.create(source=source, **about | fields)


def campaign(**fields: Any) -> LetterCampaign:
    meeting = Meeting.objects.first() or make_meeting()
    about = {"kind": "sheet", "forum": meeting.forum, "meeting": meeting, "by": user(), "at": timezone.now()}
    return LetterCampaign.objects.create(**about | fields)


def letter(**fields: Any) -> Any:
    together = fields.pop("campaign", None) or campaign()
    about: dict[str, Any] = {"campaign": together, "kind": together.kind, "meeting": together.meeting}
    about |= {"country": make_country("NOR"), "language": "en", "addressee": "the Mission", "subject": "About"}
    about |= {"text": "Text", "prepared_by": user(), "prepared_at": timezone.now()}
    return DelegationLetter.objects.create(**about | fields)


def approved(**fields: Any) -> Any:
    another = User.objects.filter(username="another").first() or make_user("another")
    return letter(**{"status": "approved", "approved_by": another, "approved_at": timezone.now()} | fields)


def sent(**fields: Any) -> Any:
    return approved(**{"status": "sent", "sent_on": DAY} | fields)


def worded(**fields: Any) -> Any:
    about = {"kind": "sheet", "language": "en", "version": 1, "subject": "a", "text": "b", "at": timezone.now()}
    return DelegationWording.objects.create(by=user(), **about | fields)


def twice_in(together: LetterCampaign) -> Any:
    letter(campaign=together)
    return letter(campaign=together)


def both(*makers: Callable[[], Any]) -> Callable[[], Any]:
    """One after the other."""
    return lambda: [make() for make in makers][-1]


def source(**fields: Any) -> Any:
    return Source.objects.create(**{"title": "Yearbook"} | fields)


def member(start: datetime.date | None, end: datetime.date | None) -> Any:
    return make_member(make_country("NOR"), "regional_group", "g", start=start, end=end)


def person(namesake: int) -> Any:
    return Person.objects.create(name_key="ada aas", entity_key="NOR", namesake=namesake, full_name="Ada Aas")


def seat(**fields: Any) -> Any:
    panel = Panel.objects.first() or make_panel()
    return make_seat(panel, **fields)


def head(basis: str, of: str = "NOR") -> Any:
    meeting = delegation().meeting
    there = Delegation.objects.filter(country=of).first() or make_delegation(meeting, of)
    return make_participation(there, head_basis=basis)


def organization_among(category: str) -> Any:
    return make_delegation(delegation().meeting, "Peace Now", category=category)


def undecided_among(category: str, name: str = "Guinea") -> Any:
    return make_delegation(delegation().meeting, name, category=category, undecided=True)


def honorific(claim: str) -> Any:
    return Honorific.objects.create(key=claim, title="T", claim=claim)


def group(grouping: str) -> Any:
    return Grouping.objects.create(grouping=grouping, key="a", order=1, name_en="A")


def locked(slug: str, **fields: Any) -> Any:
    """A meeting locked by the test's account, unless the fields say otherwise."""
    return make_meeting(slug, **{"locked_at": timezone.now(), "locked_by": user()} | fields)


def sheet(key: str, **answered: datetime.date) -> Any:
    there = make_delegation(delegation().meeting, key)
    return DelegationSheet.objects.create(delegation=there, sent_on=DAY, **answered)


def now() -> Any:
    return timezone.now()


# Constraint: what it takes, one after the other, and what it refuses after that.
def statement(**fields: Any) -> Statement:
    return make_statement(delegation().meeting, "NOR", **fields)


def listed_statements(state: str, committed_at: Any = None, **of: Any) -> ProceedingsImport:
    return ProceedingsImport.objects.create(
        **{"meeting": delegation().meeting} | of, file="x", sha256="0" * 64, state=state, by=user(), at=timezone.now(),
        committed_at=committed_at,
    )  # fmt: skip


def listed_offices(**of: Any) -> ProceedingsImport:
    return listed_statements("previewed", holds="offices", **of)


def office(**fields: Any) -> OfficeHolder:
    return OfficeHolder.objects.create(office="chair", **{"meeting": delegation().meeting} | fields)


def mark(said: str, **fields: Any) -> FindingMark:
    about = {"meeting": delegation().meeting, "finding": "titles", "about": "f", "said": said}
    return FindingMark.objects.create(**about | fields, by=user(), at=timezone.now())


def drawn(name: str, **looked: Any) -> SampleRow:
    one = Participation.objects.filter(printed_name=name).first() or make_participation(delegation(), name)
    return SampleRow.objects.create(meeting=one.meeting, participation=one, at=timezone.now(), **looked)


def sent_back(**done: Any) -> SentBack:
    return SentBack.objects.create(meeting=delegation().meeting, note="rows 3–9", by=user(), at=now(), **done)


CASES: dict[str, tuple[list[Callable[[], Any]], list[Callable[[], Any]]]] = {
    "source_is_described": (
        [source, lambda: source(gender_read="title", people_counted="diplomats")],
        [lambda: source(title=""), lambda: source(gender_read="guessed"), lambda: source(people_counted="some")],
    ),
    "published_figure_is_described": (
        [published],
        [lambda: published(measure="share"), lambda: published(among="")],
    ),
    "published_figure_years_in_order": (
        [lambda: published(first_year=2019), lambda: published(first_year=2019, last_year=2019)],
        [lambda: published(first_year=2019, last_year=2018), lambda: published(last_year=2018)],
    ),
    "published_figure_shown_differs": (
        [lambda: published(printed="", differs="")],
        [lambda: published(differs="")],
    ),
    "published_figure_has_people": ([lambda: published(base=1)], [lambda: published(base=0)]),
    "meeting_days_in_order": (
        [lambda: make_meeting("a", start=DAY, end=DAY)],
        [lambda: make_meeting("b", start=DAY, end=DAY - datetime.timedelta(1))],
    ),
    "lock_has_time_and_person": (
        [lambda: locked("a"), lambda: make_meeting("b")],
        [
            lambda: locked("c", locked_by=None),
            lambda: locked("d", locked_at=None),
            lambda: make_meeting("e", lock_waiver="alone in the office"),
        ],
    ),
    "locked_by_somebody_who_entered_nothing": (
        [
            lambda: locked("a", entered_by=",0,"),
            lambda: locked("b", entered_by=f",{user().pk},", lock_waiver="alone in the office"),
        ],
        [lambda: locked("c", entered_by=f",0,{user().pk},")],
    ),
    "delegation_wording_has_one_number": (
        [both(worded, lambda: worded(version=2))],
        [both(worded, worded)],
    ),
    "letter_campaign_is_about_a_meeting": (
        [campaign, lambda: campaign(kind="nominations", meeting=None)],
        [lambda: campaign(meeting=None)],
    ),
    "letter_is_approved_by_another": ([approved], [lambda: approved(approved_by=user())]),
    "letter_approved_has_an_approver": ([approved], [lambda: approved(approved_by=None)]),
    "letter_out_was_approved_and_has_a_day": (
        [sent],
        [lambda: sent(sent_on=None), lambda: sent(approved_by=None)],
    ),
    "letter_answered_after_it_was_sent": (
        [lambda: sent(status="answered", answer="confirmed", answered_on=DAY)],
        [
            lambda: sent(status="answered", answer="confirmed", answered_on=DAY - datetime.timedelta(1)),
            lambda: sent(status="answered", answered_on=DAY),
        ],
    ),
    "letter_withdrawn_says_why": (
        [lambda: letter(status="withdrawn", withdrawn_because="an older figure")],
        [lambda: letter(status="withdrawn")],
    ),
    "one_letter_of_a_kind_a_session": (
        [both(lambda: letter(status="withdrawn", withdrawn_because="older"), letter)],
        [both(letter, letter)],
    ),
    "one_letter_a_campaign": (
        [both(letter, lambda: letter(country=make_country("KEN")))],
        [lambda: twice_in(campaign(kind="nominations", meeting=None))],
    ),
    "sheet_answered_after_it_was_sent": (
        [lambda: sheet("FRA"), lambda: sheet("KEN", confirmed_on=DAY, corrected_on=DAY)],
        [
            lambda: sheet("GHA", confirmed_on=DAY - datetime.timedelta(1)),
            lambda: sheet("PER", corrected_on=DAY - datetime.timedelta(1)),
        ],
    ),
    "open_list_can_be_found": (
        [
            lambda: make_meeting("a", list_access="open", symbol="TEST/INF.1"),
            lambda: make_meeting("b", list_access="open", symbol="", list_url="https://example.org/list"),
            lambda: make_meeting("c", list_access="closed", symbol=""),
        ],
        [lambda: make_meeting("d", list_access="open", symbol="", list_url="")],
    ),
    "delegation_once_per_meeting": (
        [lambda: delegation(), lambda: make_delegation(delegation().meeting, "NOR", category="signatory")],
        [lambda: make_delegation(delegation().meeting, "NOR")],
    ),
    "state_categories_are_for_states": (
        [lambda: make_delegation(make_meeting("a"), "Peace Now", category="civil_society"), lambda: delegation()],
        [
            partial(organization_among, "state_party"),
            partial(organization_among, "signatory"),
            partial(organization_among, "state_not_party"),
            partial(organization_among, "observer_state"),
        ],
    ),
    "undecided_is_among_states": (
        [partial(undecided_among, "state_party"), partial(undecided_among, "observer_state")],
        [partial(undecided_among, "civil_society"), lambda: undecided_among("state_party", "KEN")],
    ),
    "person_once_per_delegation": (
        [lambda: make_participation(delegation(), "Ada Aas"), lambda: make_participation(delegation(), "Bo By")],
        [lambda: make_participation(delegation(), "Ada Aas")],
    ),
    "one_head_per_delegation": (
        [lambda: head("stated"), lambda: head(""), lambda: head(""), lambda: head("only_member", of="KEN")],
        [lambda: head("first_listed"), lambda: head("stated")],
    ),
    "listed_gender_has_basis": (
        [
            lambda: listed("woman", "courtesy_title"),
            lambda: listed("unknown", ""),
            lambda: listed("undisclosed", "printed"),
        ],
        [lambda: listed("woman", ""), lambda: listed("unknown", "courtesy_title")],
    ),
    "listed_is_what_the_list_prints": (
        [lambda: listed("woman", "printed"), lambda: listed("man", "public_source")],
        [
            lambda: listed("woman", "self_declared"),
            lambda: listed("man", "delegation_form"),
            lambda: listed("another", "registration"),
            lambda: listed("woman", "office_coded"),
        ],
    ),
    "recorded_gender_has_basis": (
        [lambda: listed("man", "self_declared", "recorded"), lambda: listed("unknown", "", "recorded")],
        [lambda: listed("man", "", "recorded"), lambda: listed("unknown", "self_declared", "recorded")],
    ),
    "head_count_counts_someone": (
        [lambda: make_head_count(delegation(), unknown=1)],
        [lambda: make_head_count(make_delegation(delegation().meeting, "KEN"))],
    ),
    "seat_gender_has_basis": (
        [lambda: seat(letter="w"), lambda: seat(letter="u")],
        [
            lambda: seat(seat_gender="woman", seat_basis=""),
            lambda: seat(seat_gender="unknown", seat_basis="courtesy_title"),
        ],
    ),
    "confirmed_seat_is_named": (
        [lambda: seat(name="", confirmed=False), lambda: seat(name="Ada Aas", confirmed=True)],
        [lambda: seat(name="", confirmed=True)],
    ),
    "exemption_has_reason_and_approver": (
        [lambda: make_panel("a"), lambda: make_panel("b", exempt_reason="Solo lecture", exempt_by=user())],
        [lambda: make_panel("c", exempt_reason="Solo lecture"), lambda: make_panel("d", exempt_by=user())],
    ),
    "only_invitations_wait_for_the_record": (
        [lambda: make_panel("a"), lambda: make_panel("b", by_invitation=True, on_record=False)],
        [lambda: make_panel("c", on_record=False)],
    ),
    "person_once": ([lambda: person(0), lambda: person(1)], [lambda: person(1)]),
    "gender_record_says_something": (
        [lambda: evidence(), lambda: evidence(value="undisclosed", basis="self_declared")],
        [lambda: evidence(value="unknown"), lambda: evidence(basis=""), lambda: evidence(value="female")],
    ),
    "gender_record_withdrawn_by_someone": (
        [lambda: evidence(), lambda: evidence(withdrawn_at=now(), withdrawn_by=user())],
        [lambda: evidence(withdrawn_at=now()), lambda: evidence(withdrawn_by=user()), lambda: evidence(person=None)],
    ),
    "document_once_per_meeting": (
        [lambda: document(part="a"), lambda: document(part="b"), lambda: document(part="a", status="provisional")],
        [lambda: document(part="a")],
    ),
    "committed_batch_has_a_time": (
        [
            lambda: batch("reading"),
            lambda: batch("rejected"),
            lambda: batch("committed", now()),
            lambda: batch("withdrawn", now()),
        ],
        [lambda: batch("committed"), lambda: batch("withdrawn")],
    ),
    "question_asked_once": ([lambda: question("a"), lambda: question("b")], [lambda: question("a")]),
    "answer_has_author": (
        [lambda: question("a"), lambda: question("b", answer="man", answered_by=user(), answered_at=now())],
        [
            lambda: question("c", answer="man"),
            lambda: question("d", answer="man", answered_by=user()),
            lambda: question("e", answered_by=user(), answered_at=now()),
        ],
    ),
    "said_once_of_a_finding": (
        [lambda: mark("seen"), lambda: mark("seen", about="g"), lambda: mark("accepted", reason="the print is so")],
        [lambda: mark("seen")],
    ),
    "finding_accepted_with_a_reason": (
        [lambda: mark("seen"), lambda: mark("accepted", reason="the print is so")],
        [lambda: mark("accepted", about="g")],
    ),
    "drawn_once": (
        [lambda: drawn("Ada Aas"), lambda: drawn("Bo By")],
        [lambda: drawn("Ada Aas")],
    ),
    "looked_at_by_somebody": (
        [lambda: drawn("Ada Aas"), lambda: drawn("Bo By", right=True, by=user())],
        [lambda: drawn("Cy Dal", right=False)],
    ),
    "sent_back_once_at_a_time": (
        [lambda: sent_back(done_by=user(), done_at=now()), lambda: sent_back()],
        [lambda: sent_back()],
    ),
    "done_by_somebody": (
        [lambda: sent_back(done_by=user(), done_at=now()), lambda: sent_back()],
        [lambda: sent_back(done_by=user()), lambda: sent_back(done_at=now())],
    ),
    "speaker_gender_has_basis": (
        [lambda: statement(letter="w"), lambda: statement(letter="u")],
        [
            lambda: statement(speaker_gender="woman", speaker_basis=""),
            lambda: statement(speaker_gender="unknown", speaker_basis="courtesy_title"),
        ],
    ),
    "state_statements_are_for_states": (
        [lambda: statement(), lambda: statement(country=None, category="civil_society")],
        [lambda: statement(country=None, category="signatory")],
    ),
    "coded_topic_has_coder": (
        [lambda: statement(), lambda: statement(topic="parity", coded_by=user())],
        [lambda: statement(topic="parity"), lambda: statement(topic="not_coded", coded_by=user())],
    ),
    "statement_takes_time": (
        [lambda: statement(minutes=None), lambda: statement(minutes="0.25")],
        [lambda: statement(minutes=0), lambda: statement(minutes=-1)],
    ),
    "committed_proceedings_have_a_time": (
        [lambda: listed_statements("previewed"), lambda: listed_statements("committed", timezone.now())],
        [lambda: listed_statements("committed"), lambda: listed_statements("withdrawn")],
    ),
    "proceedings_of_a_meeting_or_a_forum": (
        [lambda: listed_offices(), lambda: listed_offices(meeting=None, forum=delegation().meeting.forum)],
        [lambda: listed_offices(meeting=None), lambda: listed_offices(forum=delegation().meeting.forum)],
    ),
    "statements_are_of_a_meeting": (
        [lambda: listed_statements("previewed")],
        [lambda: listed_statements("previewed", meeting=None, forum=delegation().meeting.forum)],
    ),
    "holder_gender_has_basis": (
        [lambda: office(), lambda: office(holder_gender="man", holder_basis="public_source")],
        [lambda: office(holder_gender="man"), lambda: office(holder_basis="public_source")],
    ),
    "office_days_in_order": (
        [lambda: office(start=DAY, end=DAY), lambda: office(start=DAY), lambda: office(end=DAY)],
        [lambda: office(start=DAY, end=DAY - datetime.timedelta(1))],
    ),
    "office_of_a_meeting_or_a_forum": (
        [lambda: office(), lambda: office(meeting=None, forum=delegation().meeting.forum)],
        [lambda: office(meeting=None), lambda: office(forum=delegation().meeting.forum)],
    ),
    "honorific_claim": (
        [partial(honorific, "woman"), partial(honorific, "man"), partial(honorific, "ask"), partial(honorific, "")],
        [partial(honorific, "female")],
    ),
    "group_once_per_grouping": (
        [partial(group, "a"), partial(group, "b")],
        [partial(group, "a")],
    ),
    "membership_dates_in_order": (
        [lambda: member(None, None), lambda: member(DAY, None), lambda: member(None, DAY), lambda: member(DAY, DAY)],
        [lambda: member(DAY, DAY - datetime.timedelta(1))],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_both_sides(name: str) -> None:
    taken, refused = CASES[name]
    for make in taken:
        assert make().pk
    for make in refused:
        with pytest.raises(IntegrityError) as fault, transaction.atomic():
            make()
        if not isinstance(constraint(name), models.UniqueConstraint):
            assert name in str(fault.value)


def constraint(name: str) -> Any:
    return constraints()[name]


def constraints() -> dict[str, Any]:
    return {one.name: one for model in apps.get_app_config("meetings").get_models() for one in model._meta.constraints}


def test_no_constraint_is_forgotten() -> None:
    assert set(CASES) == set(constraints())


@pytest.mark.parametrize(
    ("model", "twice"),
    [
        (DelegationCount, lambda: make_head_count(delegation(), women=1)),
        (Honorific, lambda: Honorific.objects.create(key="a", title="A", claim="")),
    ],
)
def test_what_stands_once_stands_once(model: Any, twice: Callable[[], Any]) -> None:
    twice()
    with pytest.raises(IntegrityError), transaction.atomic():
        twice()
    assert model.objects.count() == 1


def test_people_of_a_participation_cannot_be_deleted_under_it() -> None:
    person = make_participation(delegation()).person
    with pytest.raises(models.ProtectedError):
        person.delete()
    assert Participation.objects.count() == 1
