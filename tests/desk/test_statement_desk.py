"""Statements and office-holders on the desk: import, typed rows, coding, changes, rights."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import F
from django.test import Client

from meetings.actions.offices import Holder, set_office_holders
from meetings.models import Change, Meeting, OfficeHolder, ProceedingsImport, Statement
from meetings.rights import Locked
from reports.counting.population import population_of
from reports.counting.scope import ALL, Scope
from reports.measures.metrics import METRICS
from reports.presentation.proceedings import office_in_words
from reports.results import whole
from reports.scope_results import offices_in
from tests.worlds import builders
from tests.worlds.builders import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
PAGE = "Monday, 4 March 2024\n\n  • Kenya (Ms.)\n  • Norway, Mr. Bo Lindqvist\n"
STATEMENTS = "/meetings/spring/statements/"
ROW = {"who": "", "category": "", "kind": "statement", "topic": "not_coded", "gender": "", "basis": "", "minutes": ""}


@pytest.fixture
def spring() -> Meeting:
    meeting = builders.make_meeting("spring")
    meeting.clerks.add(builders.make_user("clerk", "clerk"))
    return meeting


@pytest.fixture
def desk(spring: Meeting) -> Client:
    return signed_in(User.objects.get(username="clerk"))


def paste(desk: Client, text: str = PAGE, **said: str) -> ProceedingsImport:
    answer = desk.post(f"{STATEMENTS}import/", {"text": text, "gender_basis": "office_coded"} | said)
    assert answer.status_code == 302, answer.content.decode()
    return ProceedingsImport.objects.latest("pk")


def decide(desk: Client, batch: ProceedingsImport, **said: str) -> Any:
    return desk.post(f"{STATEMENTS}import/{batch.pk}/decide/", said)


def fingerprint_on(page: str) -> str:
    found = re.search(r'name="fingerprint" value="(\w+)"', page)
    assert found
    return found[1]


def rows(*typed: dict[str, str], **more: str) -> dict[str, str]:
    sent = {"new-TOTAL_FORMS": str(len(typed)), "new-INITIAL_FORMS": "0", "save": ""}
    for number, row in enumerate(typed):
        sent |= {f"new-{number}-{name}": value for name, value in (ROW | row).items()}
    return sent | more


def test_a_pasted_page_is_previewed_confirmed_and_undone(desk: Client, spring: Meeting) -> None:
    batch = paste(desk)
    page = desk.get(f"{STATEMENTS}import/{batch.pk}/").content.decode()
    assert "by women 1, by men 1" in page
    assert "Bo Lindqvist" in page
    assert not Statement.objects.exists()
    assert "Confirm or discard these lists" in desk.get("/meetings/spring/check/").content.decode()
    decide(desk, batch, fingerprint=fingerprint_on(page))
    assert spring.statements.count() == 2
    again = paste(desk)
    page = desk.get(f"{STATEMENTS}import/{again.pk}/").content.decode()
    assert "Nothing to import" in page
    decide(desk, again, reject="")
    again.refresh_from_db()
    assert (again.state, again.rows) == ("rejected", [])
    decide(desk, batch, undo="")
    assert not Statement.objects.exists()


def test_a_preview_that_is_no_longer_true_is_shown_anew(desk: Client, spring: Meeting) -> None:
    batch = paste(desk)
    seen = fingerprint_on(desk.get(f"{STATEMENTS}import/{batch.pk}/").content.decode())
    builders.make_statement(spring, "KEN", "w", date="2024-03-04")
    answer = decide(desk, batch, fingerprint=seen)
    assert (answer.status_code, spring.statements.count()) == (409, 1)
    decide(desk, batch, fingerprint=fingerprint_on(answer.content.decode()))
    assert spring.statements.count() == 2


def test_columns_that_nobody_recognises_are_chosen(desk: Client) -> None:
    text = "Who took the floor\tSex\nKenya\twoman\n"
    answer = desk.post(f"{STATEMENTS}import/", {"text": text, "gender_basis": "office_coded"})
    assert "No line of the text" in answer.content.decode()
    text = "Speaking order\tWho took the floor\tNom\tSex\n1\tKenya\t\twoman\n"
    answer = desk.post(f"{STATEMENTS}import/", {"text": text, "gender_basis": "office_coded", "header_row": "1"})
    assert "No column says who spoke" in answer.content.decode()
    chosen = {"header": ["Speaking order", "Who took the floor", "Nom", "Sex"], "header_row": "1"}
    columns = {"column-0": "order", "column-1": "delegation", "column-2": "", "column-3": "gender"}
    batch = paste(desk, text, **chosen, **columns)  # type: ignore[arg-type]
    assert batch.reading["mapped"]["delegation"] == "Who took the floor"


def test_statements_are_typed_in(desk: Client, spring: Meeting) -> None:
    builders.make_delegation(spring, "Lanternfolk", "civil_society", entity_key="lanternfolk")
    typed = rows(
        {"who": "Kenya", "title": "Ms.", "name": "Ada Okoro", "minutes": "3.5", "on_behalf_of": "Blue Group"},
        {},
        {"who": "lanternfolk", "gender": "man", "basis": "office_coded", "topic": "parity"},
        {"who": "Invented Academy", "category": "academia"},
        date="2024-03-05",
        item="Opening",
        source="Journal",
    )
    assert desk.post(f"{STATEMENTS}new/", typed).status_code == 302
    said = spring.statements.order_by("order").values_list(
        "entity_key", "category", "speaker_gender", "speaker_basis", "topic", "coded_by__username", "source", "order"
    )
    assert list(said) == [
        ("KEN", "state_party", "woman", "courtesy_title", "not_coded", None, "Journal", 1),
        ("lanternfolk", "civil_society", "man", "office_coded", "parity", "clerk", "Journal", 2),
        ("invented academy", "academia", "unknown", "", "not_coded", None, "Journal", 3),
    ]
    assert Change.objects.filter(action="record_statement", meeting=spring).count() == 3
    more = desk.post(f"{STATEMENTS}new/", {**rows({"who": "Kenya"}), "more": ""}).content.decode()
    assert 'name="new-5-who"' in more
    assert spring.statements.count() == 3


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"who": "Atlantis"}, "No State or organization has this name"),
        ({"who": "Kenya", "gender": "woman"}, "together with how it is known"),
        (
            {"who": "Kenya", "title": "Ms.", "gender": "man", "basis": "office_coded"},
            "This contradicts the courtesy title",
        ),
        ({"who": "Kenya", "minutes": "0"}, "Leave the minutes empty"),
        ({"name": "Ada Okoro"}, "Say which State or organization spoke"),
    ],
)
def test_a_row_that_cannot_be_saved_says_why(desk: Client, row: dict[str, str], sentence: str) -> None:
    answer = desk.post(f"{STATEMENTS}new/", rows(row))
    assert sentence in answer.content.decode()
    assert not Statement.objects.exists()


def test_a_statement_is_changed_once_and_removed(desk: Client, spring: Meeting) -> None:
    one = builders.make_statement(spring, "KEN", "w", speaker_title="Ms.")
    address = f"{STATEMENTS}{one.pk}/"
    page = desk.get(address).content.decode()
    version = re.search(r'name="version" value="(\w+)"', page)
    assert version
    sent = ROW | {"who": "Norway", "title": "Mr.", "order": "7", "version": version[1]}
    assert desk.post(address, sent).status_code == 302
    one.refresh_from_db()
    assert (one.entity_key, one.speaker_gender, one.order) == ("NOR", "man", 7)
    assert desk.post(address, sent | {"who": "Kenya"}).status_code == 409
    assert desk.post(address, {"remove": ""}).status_code == 302
    assert not Statement.objects.exists()


def test_topics_are_coded_on_the_list_of_statements(desk: Client, spring: Meeting) -> None:
    one, other = builders.make_statement(spring, "KEN", "w"), builders.make_statement(spring, "NOR", "m")
    desk.post(STATEMENTS, {f"topic-{one.pk}": "impact", f"topic-{other.pk}": "not_coded", "topic-999": "parity"})
    assert list(spring.statements.order_by("pk").values_list("topic", "coded_by__username")) == [
        ("impact", "clerk"),
        ("not_coded", None),
    ]
    page = desk.get("/meetings/spring/").content.decode()
    assert (
        "Statements coded: 1 of 2. Raising parity of participation: 0; raising the gendered impact of weapons: 1."
        in page
    )


def offices(*typed: dict[str, str], **more: str) -> dict[str, str]:
    sent = {"holders-TOTAL_FORMS": str(len(typed)), "holders-INITIAL_FORMS": "0"}
    blank = {"office": "chair", "gender": "", "basis": "", "start": "2024-03-04", "end": "2024-03-08"}
    for number, row in enumerate(typed):
        sent |= {f"holders-{number}-{name}": value for name, value in (blank | row).items()}
    return sent | more


def test_office_holders_are_entered_shown_without_names_and_shut_by_the_lock(desk: Client, spring: Meeting) -> None:
    address = "/meetings/spring/offices/"
    version = re.search(r'name="version" value="(\w+)"', desk.get(address).content.decode())
    assert version
    chair = {"title": "Ms.", "name": "Ada Okoro", "country": "KEN"}
    sent = offices(chair, {"office": "rapporteur", "name": "Bo Lindqvist", "end": "2024-03-03"}, version=version[1])
    assert "The last day is before the first day" in desk.post(address, sent).content.decode()
    sent = offices(chair, {}, {"office": "rapporteur", "name": "Bo Lindqvist"}, version=version[1])
    assert desk.post(address, sent).status_code == 302
    assert list(OfficeHolder.objects.order_by("pk").values_list("office", "holder_gender", "country_id")) == [
        ("chair", "woman", "KEN"),
        ("rapporteur", "unknown", None),
    ]
    assert desk.post(address, sent).status_code == 409
    page = desk.get("/meetings/spring/").content.decode()
    assert "5 days" in page
    assert "Ada Okoro" not in page
    builders.lock(spring)
    assert "Ada Okoro" in desk.get(address).content.decode()
    with pytest.raises(Locked):
        set_office_holders(spring, [], by=User.objects.get(username="clerk"), source="x")


def test_offices_of_a_forum_are_its_own(desk: Client, spring: Meeting) -> None:
    clerk = User.objects.get(username="clerk")
    forum = spring.forum
    page = desk.get(f"/forums/{forum.pk}/offices/")
    assert page.status_code == 200
    set_office_holders(forum, [Holder(office="president", name="Ada Okoro", country="KEN")], by=clerk, source="x")
    builders.make_holder(spring, "m", "2024-03-04", "2024-03-08")
    people = population_of(Scope(forum=forum.pk, category=ALL))
    held = [office_in_words(*office) for office in offices_in(people)]
    assert [one["days"] for one in held] == ["not known", "5 days"]
    by_people, by_days = (whole(people, METRICS[key]) for key in ("office_holders", "office_holders_by_days"))
    assert (by_people.counts.men, by_people.counts.unknown, by_days.value.open) == (1, 1, 1)
    assert "Okoro" not in str(held)


def test_managers_see_figures_and_the_names_of_open_lists_only(desk: Client, spring: Meeting) -> None:
    builders.make_statement(spring, "KEN", "w", speaker_name="Ada Okoro")
    manager = signed_in(builders.make_user("manager", "manager"))
    assert "Statements delivered" not in manager.get("/meetings/spring/").content.decode()
    assert manager.get(STATEMENTS).status_code == 403
    Meeting.objects.update(list_access="open", symbol="X/1", revision=F("revision") + 1)
    assert "Statements delivered" in manager.get("/meetings/spring/").content.decode()
    page = manager.get(STATEMENTS).content.decode()
    assert "Ada Okoro" in page
    assert "woman" not in page
    read = Change.objects.filter(action="read_names", by__username="manager")
    assert read.exists()


def test_a_manager_explores_them_like_any_other_metric(spring: Meeting) -> None:
    # Relative voice looks at delegations one by one: of a closed list it is not for managers.
    Meeting.objects.filter(pk=spring.pk).update(list_access="open", symbol="TEST/INF.1", revision=F("revision") + 1)
    builders.make_people(builders.make_delegation(spring, "KEN"), women=6, men=6)
    for letter in "wwmmmmmmmmmm":
        builders.make_statement(spring, "KEN", letter, minutes="2")
    builders.make_holder(spring, "w", "2024-03-04", "2024-03-08")
    manager = signed_in(builders.make_user("manager", "manager"))
    shown = {
        "share_of_statements": "17 %",
        "speaking_time": "17 %",
        "relative_voice": "0.33",
        "office_holders": "1 of 1",
    }
    for metric, text in shown.items():
        page = manager.get("/dashboard/explore/", {"metric": metric, "by": "forum"})
        assert page.status_code == 200, metric
        assert text in page.content.decode().replace("\xa0", " "), metric
        assert manager.get("/dashboard/explore/download.csv", {"metric": metric, "by": "forum"}).status_code == 200
    assert manager.get("/dashboard/explore/", {"metric": "speaking_time", "by": "role"}).status_code in (200, 400)
