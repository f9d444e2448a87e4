"""Invented forums and meetings, and the delegations that come to them."""

import datetime
import itertools
from dataclasses import dataclass
from enum import Enum

from meetings.vocabulary import Area, Format, ListAccess, MeetingType

CITY = "Sampleton"
FORUMS = {
    "demo-conference": ("Demonstration Conference", MeetingType.NEGOTIATING_BODY, Area.GENERAL),
    "demo-treaty": ("Demonstration Treaty on Paper Rockets", MeetingType.MEETING_OF_STATES_PARTIES, Area.CONVENTIONAL),
    "demo-experts": ("Demonstration Group of Experts", MeetingType.EXPERT_GROUP, Area.EMERGING_CYBER),
}


class Layout(Enum):
    """How the secretariat of a meeting lays out its list; real ones differ in the same ways."""

    COLUMNS = "a workbook with one column for each fact, below title rows"
    SECTIONS = "a semicolon-separated text in which sections and delegations are rows of their own"
    FORM = "a registration export with a gender column and columns that nobody here needs"


@dataclass(frozen=True, slots=True)
class Session:
    """One invented meeting."""

    slug: str
    forum: str
    title: str
    start: datetime.date
    days: int
    symbol: str
    layout: Layout
    format: str = Format.IN_PERSON
    access: str = ListAccess.OPEN

    @property
    def shift(self) -> int:
        """Lets delegations renew themselves: later sessions draw on later people."""
        return self.start.year - FIRST_YEAR

    @property
    def turnout(self) -> float:
        """Part of the delegations that come: more of them year by year, in the end nearly all."""
        return min(0.96, 0.78 + 0.04 * self.shift)

    @property
    def heard(self) -> bool:
        """Whether the office kept who spoke and who presided: it began to in 2022."""
        return self.start.year >= 2022

    @property
    def end(self) -> datetime.date:
        return self.start + datetime.timedelta(days=self.days - 1)

    @property
    def file(self) -> str:
        ending = "csv" if self.layout is Layout.SECTIONS else "xlsx"
        return f"{self.slug}.{ending}"


def _conference(year: int, form: str = Format.IN_PERSON) -> Session:
    return Session(
        f"demo-conference-{year}", "demo-conference", f"Demonstration Conference, {year} session",
        datetime.date(year, 3, 7), 10, f"DEMO/CONF/{year}/INF.1", Layout.COLUMNS, form,
    )  # fmt: skip


def _treaty(year: int, ordinal: str, form: str = Format.IN_PERSON) -> Session:
    return Session(
        f"demo-treaty-{year}", "demo-treaty", f"{ordinal} Meeting of States Parties to the Demonstration Treaty",
        datetime.date(year, 11, 14), 5, f"DEMO/TREATY/MSP/{year}/INF.2", Layout.SECTIONS, form,
    )  # fmt: skip


def _experts(year: int) -> Session:
    return Session(
        f"demo-experts-{year}", "demo-experts", f"Demonstration Group of Experts, {year} meeting",
        datetime.date(year, 6, 17), 3, f"DEMO/GE/{year}/INF.1", Layout.FORM, Format.HYBRID, ListAccess.CLOSED,
    )  # fmt: skip


# Two forums meet every year, one of them from afar when nobody could travel: they have a trend. The experts did not
# meet in 2023, between two mandates, and have too few years for one.
FIRST_YEAR = 2018
SESSIONS = (
    _conference(2018), _treaty(2018, "First"),
    _conference(2019), _treaty(2019, "Second"),
    _conference(2020), _treaty(2020, "Third", Format.VIRTUAL),
    _conference(2021, Format.VIRTUAL), _experts(2021), _treaty(2021, "Fourth", Format.HYBRID),
    _conference(2022, Format.HYBRID), _experts(2022), _treaty(2022, "Fifth"),
    _conference(2023), _treaty(2023, "Sixth"),
    _conference(2024), _experts(2024), _treaty(2024, "Seventh"),
    _conference(2025), _experts(2025), _treaty(2025, "Eighth"),
)  # fmt: skip
REVISED = next(session for session in SESSIONS if session.slug == "demo-conference-2025")
"""The session whose provisional list is followed by a final one that adds, drops and corrects people."""


def ahead_of(today: datetime.date) -> Session:
    """The next session of the conference: it has panels already, and no list yet."""
    years = (year for year in itertools.count(SESSIONS[-1].start.year + 1) if datetime.date(year, 3, 7) > today)
    return _conference(next(years))


# Section of the treaty's list, and the size of the delegation in an ordinary year. Sizes are as uneven as real ones.
STATES_PARTIES = """
    Algeria 4; Argentina 5; Australia 6; Austria 7; Bangladesh 3; Belgium 5; Bolivia (Plurinational State of) 1;
    Botswana 2; Brazil 6; Bulgaria 3; Cabo Verde 1; Canada 7; Chile 4; Colombia 4; Costa Rica 3; Côte d'Ivoire 2;
    Croatia 3; Czechia 3; Ecuador 3; Estonia 2; Fiji 1; Finland 5; France 8; Georgia 2; Germany 8; Ghana 3;
    Indonesia 6; Ireland 5; Jamaica 2; Japan 7; Jordan 3; Kenya 5; Lao People's Democratic Republic 2; Malaysia 4;
    Mexico 6; Mongolia 1; Morocco 4; New Zealand 3; Norway 5; Palau 1; Philippines 4; Poland 4; Senegal 3; Serbia 3;
    South Africa 6; Switzerland 6; Türkiye 5; Uruguay 2; Zambia 2
"""
SIGNATORIES = "Nepal 2; Peru 3; Thailand 4"
STATES_NOT_PARTY = "Andorra 1; Viet Nam 4"
OBSERVER_STATES = "Holy See 2"
UN_ENTITIES = "United Nations Office for Disarmament Affairs 4; United Nations Institute for Disarmament Research 3"
OTHER_ORGANISATIONS = "European Union 4; International Committee of the Red Cross 3"
CIVIL_SOCIETY = "Lanternfolk for Disarmament 3; Quiet Harbour Institute 2"

SECTIONS = {
    "States Parties": STATES_PARTIES,
    "Signatory States": SIGNATORIES,
    "States not party": STATES_NOT_PARTY,
    "Non-member observer States": OBSERVER_STATES,
    "United Nations": UN_ENTITIES,
    "International and regional organizations": OTHER_ORGANISATIONS,
    "Non-governmental organizations": CIVIL_SOCIETY,
}
FRENCH = {"Algeria", "Belgium", "Côte d'Ivoire", "France", "Morocco", "Senegal", "Switzerland"}
SPANISH = {
    "Argentina", "Bolivia (Plurinational State of)", "Chile", "Colombia", "Costa Rica", "Ecuador", "Mexico", "Peru",
    "Uruguay",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Delegation:
    """A delegation of the demonstration: its printed name, its section and its ordinary size."""

    name: str
    section: str
    size: int

    @property
    def language(self) -> str:
        """Language in which it writes in its people; entries stand as submitted."""
        return "fr" if self.name in FRENCH else "es" if self.name in SPANISH else "en"


def delegations() -> list[Delegation]:
    """All of them, in the order of the sections and of the alphabet."""
    return [
        Delegation(name, section, int(size))
        for section, lines in SECTIONS.items()
        for name, _, size in (entry.strip().rpartition(" ") for entry in lines.split(";"))
    ]
