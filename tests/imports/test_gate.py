"""Who is a State, asked through the import: an exact match or a question, never a guess."""

import datetime

import pytest

from meetings.actions.questions_of_delegations import answer_country, answer_entity, answer_label, answer_section
from meetings.actions.refusals import ActionRefused
from meetings.models import Alias, Delegation, Meeting, Organisation, Participation, Person, Question
from meetings.vocabulary import STATE_CATEGORIES
from tests.worlds.builders import make_meeting
from tests.worlds.lists import bring, codes, counts, desk, genders, people, questions, snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("reference")]

HEADER = "Section | Delegation | Title | Name\n"


def parties(*names: str) -> str:
    """One invented person on each of these delegations among the States parties."""
    people = (f"States Parties | {name} | Ms. | Person {chr(65 + number)}" for number, name in enumerate(names))
    return HEADER + "\n".join(people)


def delegations(meeting: Meeting) -> dict[str, str | None]:
    """Printed or official name → the State's code, or None."""
    return dict(Delegation.objects.filter(meeting=meeting).values_list("name", "country"))


def in_states(meeting: Meeting) -> int:
    return Participation.objects.filter(meeting=meeting, delegation__category__in=STATE_CATEGORIES).count()


@pytest.mark.parametrize("outside", ["Taiwan", "TWN", "Chinese Taipei", "Kosovo", "XKX", "Hong Kong", "Western Sahara"])
def test_what_is_no_state_counts_everyone_and_adds_nothing_to_the_states(outside: str) -> None:
    meeting = make_meeting()
    report = bring(meeting, parties("Norway", outside, "Kenya"))
    assert (report["status"], report["people"], genders(report)) == ("imported", 3, (3, 0, 0, 0))
    assert in_states(meeting) == 2
    [asked] = Question.objects.all()
    assert (asked.kind, asked.found, asked.suggestions["codes"]) == ("country", outside, [])
    [other] = Delegation.objects.filter(country=None)
    assert other.category == "other_entity"


def test_prepared_designations_are_those_of_the_united_nations() -> None:
    meeting = make_meeting()
    bring(meeting, parties("Taiwan", "Kosovo"))
    assert delegations(meeting) == {"Taiwan Province of China": None, "Kosovo": None}


FAMILIES = {
    "Niger": "NER", "Nigeria": "NGA",
    "Republic of the Congo": "COG", "Democratic Republic of the Congo": "COD",
    "Republic of Korea": "KOR", "Democratic People's Republic of Korea": "PRK",
    "Republic of Guinea": "GIN", "Guinea-Bissau": "GNB", "Equatorial Guinea": "GNQ", "Papua New Guinea": "PNG",
    "Dominica": "DMA", "Dominican Republic": "DOM", "Mali": "MLI", "Malawi": "MWI", "Iran": "IRN", "Iraq": "IRQ",
    "Rép. de Corée": "KOR", "Bolivia (Plurinational State of)": "BOL", "Côte d’Ivoire": "CIV",
    "TÜRKİYE": "TUR", "Swaziland": "SWZ", "Czech Republic": "CZE", "EGYPT ": "EGY",
}  # fmt: skip


def test_states_of_like_names_never_cross() -> None:
    meeting = make_meeting()
    bring(meeting, parties(*FAMILIES))
    stands = Participation.objects.order_by("list_order").values_list("delegation__country", flat=True)
    assert (dict(zip(FAMILIES, stands, strict=True)), questions(meeting)) == (FAMILIES, [])


@pytest.mark.parametrize("misspelt", ["Nigerr", "Nige ria", "Нigeria", "Саnada", "Norwаy"])
def test_a_misspelt_or_look_alike_name_asks_and_is_no_state(misspelt: str) -> None:
    """The last three are written with Cyrillic letters."""
    meeting = make_meeting()
    bring(meeting, parties(misspelt))
    assert (in_states(meeting), questions(meeting)) == (0, [("country", misspelt, "")])


@pytest.mark.parametrize(
    "bare", ["Korea", "Congo", "Guinea", "Corée", "GUINÉE", "Конго", "كوريا", "几内亚", "The Congo"]
)
@pytest.mark.parametrize("section", ["States Parties", "Observer States", "Observers", ""])
def test_a_name_that_states_share_counts_among_states_undecided(bare: str, section: str) -> None:
    meeting = make_meeting()
    report = bring(meeting, HEADER + f"{section} | {bare} | Ms. | Ada Aas\n{section} | Kenya | Mr. | Bo By")
    assert (report["status"], in_states(meeting), questions(meeting)) == ("imported", 2, [("country", bare, "")])
    [told] = [problem for problem in report["problems"] if problem["code"] == "unknown_country"]
    assert "several States" in told["message"]
    [undecided] = Delegation.objects.filter(undecided=True)
    assert (undecided.country, undecided.name) == (None, bare)
    assert undecided.category == ("observer_state" if section.startswith("Observer") else "state_party")


def test_which_of_the_states_it_is_joins_the_delegation_that_stands() -> None:
    meeting = make_meeting()
    text = parties("Guinea", "Republic of Guinea", "Kenya")
    bring(meeting, text)
    question = Question.objects.get()
    with pytest.raises(ActionRefused, match="Several States"):
        answer_label(question=question, label="Guinea", by=desk())
    answer_country(question=question, code="GIN", by=desk())
    assert (delegations(meeting), in_states(meeting)) == ({"Guinea": "GIN", "Kenya": "KEN"}, 3)
    assert not Delegation.objects.filter(undecided=True).exists()
    assert (bring(meeting, text)["status"], in_states(meeting)) == ("unchanged", 3)


def test_what_states_share_may_turn_out_to_be_an_organization() -> None:
    meeting = make_meeting()
    bring(meeting, parties("Congo", "Kenya"))
    answer_entity(question=Question.objects.get(), category="civil_society", by=desk())
    assert (in_states(meeting), Delegation.objects.filter(undecided=True).count()) == (1, 0)


# States in a section of organizations

SECTIONS = {
    "United Nations entities": "un_entity",
    "V. Specialized agencies and other international organizations": "intergovernmental",
    "Non-governmental organizations": "civil_society",
    "Organisations intergouvernementales": "intergovernmental",
    "Guests": "other_entity",
}


def misplaced(section: str) -> str:
    rows = [("Kenya", "Ms.", "Ada Aas"), ("Brazil", "Mr.", "Bo By"), ("Kenya", "Mr.", "Cy Cis")]
    rows += [("Friends of Paper", "Ms.", "Di Dal"), ("CAN", "Mr.", "Ed Ek"), ("Holy See", "Mr.", "Ib Is")]
    return HEADER + "\n".join(" | ".join((section, *row)) for row in rows)


@pytest.mark.parametrize(("section", "category"), SECTIONS.items())
def test_states_in_a_section_of_organizations_stay_states_and_are_asked_once(section: str, category: str) -> None:
    meeting = make_meeting()
    report = bring(meeting, misplaced(section))
    assert (report["status"], in_states(meeting)) == ("imported", 4)
    stand = dict(Delegation.objects.values_list("name", "category"))
    assert stand == {
        "Kenya": "state_party",
        "Brazil": "state_party",
        "Holy See": "observer_state",
        "Friends of Paper": category,
        "CAN": category,  # an acronym here, never Canada
    }
    [asked] = Question.objects.all()
    assert (asked.kind, asked.rows, asked.suggestions["codes"]) == ("section", 4, ["KEN", "BRA", "VAT"])
    [told] = [problem for problem in report["problems"] if problem["code"] == "states_in_section"]
    assert "3 States (4 rows)" in told["message"]
    assert "Kenya, Brazil, Holy See" in told["message"]


@pytest.mark.parametrize("belongs", [True, False])
def test_the_answer_about_a_section_holds_for_the_next_list(belongs: bool) -> None:
    meeting = make_meeting()
    text = misplaced("United Nations entities")
    bring(meeting, text)
    answer_section(question=Question.objects.get(), belongs=belongs, by=desk())
    assert (in_states(meeting), Participation.objects.count()) == (0 if belongs else 4, 6)
    before = snapshot()
    assert (bring(meeting, text)["status"], snapshot()) == ("unchanged", before)


def test_na_is_namibia_only_among_two_letter_codes() -> None:
    two = make_meeting("two-letters")
    header = "Delegation | ISO | Title | Name\n"
    bring(two, header + "Namibia | NA | Ms. | Ada Aas\nNorway | NO | Mr. | Bo By", map={"ISO": "country"})
    assert (delegations(two), questions(two)) == ({"Namibia": "NAM", "Norway": "NOR"}, [])

    three = make_meeting("three-letters")
    rows = "Norway | NOR | Ms. | Ada Aas\nPeace Now | NA | Mr. | Bo By\nKenya | NA | Ms. | Cy Dal"
    bring(three, header + rows, map={"ISO": "country"})
    assert delegations(three) == {"Norway": "NOR", "Peace Now": None, "Kenya": "KEN"}
    assert questions(three) == [("country", "Peace Now", "")]

    beside = make_meeting("beside-an-organization")
    ngo = "Section | Delegation | ISO | Title | Name\n"
    bring(
        beside,
        ngo + "States Parties | Norway | NO | Ms. | A\nNGOs | Peace Now | NA | Mr. | B B",
        map={"ISO": "country"},
    )
    assert (delegations(beside), questions(beside)) == ({"Norway": "NOR", "Peace Now": None}, [])


@pytest.mark.parametrize("header", ["Country", "Delegation"])
def test_a_column_of_two_letter_codes_alone_names_the_delegations(header: str) -> None:
    meeting = make_meeting()
    bring(meeting, f"{header} | Title | Name\nNA | Ms. | Ada Aas\nNO | Mr. | Bo By\nke | Ms. | Cy Dal")
    assert delegations(meeting) == {"Namibia": "NAM", "Norway": "NOR", "Kenya": "KEN"}


def test_two_letters_among_names_are_no_code() -> None:
    meeting = make_meeting()
    bring(meeting, parties("Norway", "NO"))
    assert delegations(meeting) == {"Norway": "NOR", "NO": None}


def test_na_among_names_is_blank() -> None:
    meeting = make_meeting()
    report = bring(meeting, parties("Norway", "NA"), skip_invalid=True)
    assert delegations(meeting) == {"Norway": "NOR"}
    assert codes(report) == ["no_delegation"]


def test_a_code_that_disagrees_with_the_name_is_a_question() -> None:
    meeting = make_meeting()
    text = "Delegation | ISO | Title | Name\nNiger | NGA | Ms. | Ada Aas\nKenya | KEN | Mr. | Bo By"
    bring(meeting, text, map={"ISO": "country"})
    [asked] = Question.objects.all()
    assert (asked.kind, asked.found, asked.suggestions["codes"]) == ("code", "Niger (NGA)", ["NER", "NGA"])
    assert in_states(meeting) == 2  # whichever State it is
    answer_country(question=asked, code="NGA", by=desk())
    assert delegations(meeting) == {"Nigeria": "NGA", "Kenya": "KEN"}
    assert not Alias.objects.filter(by__isnull=False).exists()  # such an answer teaches no spelling
    before = snapshot()
    assert (bring(meeting, text, map={"ISO": "country"})["status"], snapshot()) == ("unchanged", before)


@pytest.mark.parametrize(("day", "state"), [("1991-06-01", "YUG"), ("2024-06-01", None)])
def test_a_dissolved_state_is_one_until_its_last_day(day: str, state: str | None) -> None:
    meeting = make_meeting(start=datetime.date.fromisoformat(day))
    bring(meeting, parties("Yugoslavia"))
    assert list(delegations(meeting).values()) == [state]
    assert len(questions(meeting)) == (state is None)


# Answers


def test_an_answered_country_rekeys_merges_and_is_remembered() -> None:
    """ "Norja" is Norway: its people join the delegation that stands, and who is on both counts once."""
    meeting, other = make_meeting(), make_meeting("other")
    text = HEADER + "\n".join(
        [
            "States Parties | Norway | Ms. | Ada Aas",
            "States Parties | Norja | Ms. | Ada Aas",
            "States Parties | Norja | Mr. | Bo By",
        ]
    )
    bring(meeting, text)
    bring(other, parties("Norja"))
    assert (Person.objects.count(), in_states(meeting)) == (4, 1)
    answer_country(question=Question.objects.get(meeting=meeting), code="NOR", by=desk())
    assert people(meeting) == [("Ada Aas", "NOR", "woman"), ("Bo By", "NOR", "man")]
    assert people(other) == [("Person A", "NOR", "woman")]
    assert questions(meeting) == questions(other) == [("country", "Norja", "state:NOR")]
    assert in_states(meeting) == Person.objects.filter(participations__meeting=meeting).count() == 2
    alias = Alias.objects.get(text="Norja")
    assert (alias.code, alias.by, alias.at is not None) == ("NOR", desk(), True)
    later = make_meeting("later")
    bring(later, parties("Norja"))
    assert (delegations(later), questions(later)) == ({"Norway": "NOR"}, [])
    again = bring(meeting, text)
    assert (again["status"], counts(again)) == ("unchanged", {"unchanged": 2, "ignored": 1})


def test_a_merged_delegation_has_one_head() -> None:
    meeting = make_meeting()
    bring(
        meeting,
        "Delegation | Title | Name | Role\nNorway | Ms. | Ada Aas | Head of delegation\nNorja | Mr. | Bo By |",
    )
    assert Participation.objects.exclude(head_basis="").count() == 2
    answer_country(question=Question.objects.get(), code="NOR", by=desk())
    assert people(meeting, "head_basis") == [("Ada Aas", "stated"), ("Bo By", "")]


def test_a_label_stays_outside_the_states_and_teaches_nothing() -> None:
    meeting = make_meeting()
    text = parties("Taiwan", "Norway")
    bring(meeting, text)
    aliases = Alias.objects.count()
    answer_label(question=Question.objects.get(), label="Taiwan Province of China", by=desk())
    assert (delegations(meeting), in_states(meeting)) == ({"Taiwan Province of China": None, "Norway": "NOR"}, 1)
    assert Alias.objects.count() == aliases
    before = snapshot()
    assert (bring(meeting, text)["status"], snapshot()) == ("unchanged", before)
    later = make_meeting("later")
    bring(later, parties("Taiwan"))
    assert questions(later) == [("country", "Taiwan", "")]


def test_an_organization_among_the_parties_is_said_to_be_one() -> None:
    meeting = make_meeting()
    text = parties("Peace Now", "Norway")
    bring(meeting, text)
    question = Question.objects.get()
    with pytest.raises(ValueError, match="cannot be a State"):
        answer_entity(question=question, category="state_party", by=desk())
    answer_entity(question=question, category="civil_society", by=desk())
    assert people(meeting, "delegation__category") == [("Person A", "civil_society"), ("Person B", "state_party")]
    before = snapshot()
    assert (bring(meeting, text)["status"], snapshot()) == ("unchanged", before)


@pytest.mark.parametrize("printed", ["European Union", "EU", "ICRC", "Sovereign Order of Malta", "IAEA"])
def test_known_organizations_among_the_parties_are_no_states(printed: str) -> None:
    meeting = make_meeting()
    bring(meeting, parties(printed))
    [delegation] = Delegation.objects.all()
    assert (delegation.country, in_states(meeting), questions(meeting)) == (None, 0, [])
    assert delegation.category == Organisation.objects.get(code=delegation.entity_key).category


def test_observers_are_told_apart_by_who_they_are() -> None:
    meeting = make_meeting()
    bring(meeting, HEADER + "Observers | Norway | Ms. | Ada Aas\nStates Parties | Holy See | Mr. | Bo By")
    assert people(meeting, "delegation__category", "delegation__country") == [
        ("Ada Aas", "observer_state", "NOR"),
        ("Bo By", "state_party", "VAT"),
    ]
