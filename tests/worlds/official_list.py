"""An official list of a thousand pages in one column: 190 States, 1,200 organizations, everybody in it invented.

What readers stumble over is in it: posts that name the United Nations or nothing but section words, organizations named
by section words, States named Guinea and Congo.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from meetings.countries import REFERENCE, read_table
from tests.worlds.documents import Columns, PdfPages

STATES, ORGANISATIONS = 190, 1_200
SHARED_NAMES = ("Congo", "Guinea")  # of several States each: a question
SECTIONS = {
    "Parties": "state_party",
    "United Nations Secretariat units and bodies": "un_entity",
    "Specialized agencies and related organizations": "un_entity",
    "Intergovernmental organizations": "intergovernmental",
    "Non-governmental organizations": "civil_society",
}
OF_SECTION_WORDS = {
    "United Nations Secretariat units and bodies": (
        "Office of the United Nations System",
        "United Nations Secretariat",
        "United Nations Special Research Institute",
    ),
    "Specialized agencies and related organizations": (
        "International Agency of Specialized Institutions",
        "Specialized International Organization",
    ),
    "Intergovernmental organizations": (
        "Intergovernmental Organization of Member States",
        "International Organization",
        "Organization of Contracting Parties",
        "Regional Organization of States",
        "United Nations and Regional Organizations",
    ),
    "Non-governmental organizations": (
        "Academic and Research Institute",
        "Business and Industry",
        "Civil Society International",
        "Companies of the Private Sector",
        "International Non-Governmental Organizations",
        "International Press and Media",
        "Other Organizations",
        "Research Organizations and Institutes",
        "Technical Community",
        "United Nations Society",
        "Universities",
    ),
}
_KINDS = ("Alliance", "Centre", "Fund", "Institute", "League", "Network", "Society", "Union", "Watch")
_OF = ("Clean Water", "Distant Islands", "Early Snow", "Green Valleys", "High Meadows", "Late Rain", "Quiet Rivers")
_POSTS = (
    ("Director General", "G.D. of United Nations and Specialized Organizations"),
    ("Adviser", "United Nations and International Organizations"),
    ("Counsellor", "Permanent Mission to the United Nations"),
    ("First Secretary", "Department of the United Nations System"),
    ("D. Director, United Nations Entities", "Ministry of Foreign Affairs"),
    ("Expert", "States and International Organizations", "Ministry of the Environment"),
    ("Head of Section", "C. I. Specialized Agencies", "Ministry of Foreign Affairs"),
    ("Officer", "Intergovernmental Organizations"),
    ("Assistant", "Other Parties"),
    ("Desk Officer", "Non-Governmental Organizations"),
)
_GIVEN = (
    "Ada",
    "Bo",
    "Cleo",
    "Dag",
    "Eva",
    "Finn",
    "Gro",
    "Hal",
    "Ida",
    "Jon",
    "Kai",
    "Liv",
    "Mio",
    "Nea",
    "Odd",
    "Pia",
)
_SYLLABLES = ("BAL", "COR", "DEN", "FAR", "GIL", "HOL", "KEM", "LOR", "MAR", "NOL", "PER", "RUN", "SOL", "TAR", "VEN")
_TITLES = ("Mr.", "Ms.", "H.E. Mr.", "Ms.", "Mr.", "Mme", "Sr.", "M.")


@dataclass(frozen=True)
class Listed:
    """One delegation of the list with its section and how many people it has."""

    section: str
    name: str
    people: int


def states() -> list[str]:
    """Names of 190 States, Guinea and Congo among them, by the alphabet."""
    rows = [row for row in read_table(REFERENCE / "countries.csv") if row["kind"] == "member" and not row["end"]]
    shared = {"GIN", "GNB", "GNQ", "COD", "COG"}
    names = [row["name_en"] for row in rows if row["code"] not in shared]
    return sorted([*names[: STATES - len(SHARED_NAMES)], *SHARED_NAMES])


def organisations() -> dict[str, list[str]]:
    """1,200 names by section, by the alphabet in each; those of section words among them."""
    places = [f"{first}{second.lower()}".title() for first in _SYLLABLES for second in _SYLLABLES]
    named = (f"{what} {kind} of {place}" for place in places for what in _OF for kind in _KINDS)
    shares = {"Non-governmental organizations": 900, "Intergovernmental organizations": 200}
    found: dict[str, list[str]] = {}
    for section, words in OF_SECTION_WORDS.items():
        found[section] = sorted([*words, *islice(named, shares.get(section, 50) - len(words))])
    return found


def delegations(each: int) -> list[Listed]:
    """All delegations in the order of the list, with about ``each`` people."""
    found = [Listed("Parties", name, each + at % 3) for at, name in enumerate(states())]
    for section, names in organisations().items():
        found += [Listed(section, name, 1 + (each + at) % (2 * each)) for at, name in enumerate(names)]
    return found


def _people() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Title and name, and the lines below it; no two people share a name."""
    number = 0
    for first in _SYLLABLES:
        for second in _SYLLABLES:
            for third in _SYLLABLES:
                for given in _GIVEN:
                    name = f"{_TITLES[number % len(_TITLES)]} {given} {first}{second}{third}"
                    yield name, _POSTS[number % len(_POSTS)]
                    number += 1


def official_list(larger: float, each: int, *, spaced: bool = True) -> tuple[bytes, list[Listed], int]:
    """The document as PDF, its delegations, and its number of pages.

    Sections stand in bold type ``larger`` points above the rest, delegations in bold italics of the usual size.
    """
    columns, listed, people = Columns(PdfPages(), 1, size=10), delegations(each), _people()
    columns.line("List of participants", font="Times-Bold", size=14)
    section = ""
    for one in listed:
        if one.section != section:
            section = one.section
            columns.space(16)
            columns.line(section, font="Times-Bold", size=10 + larger)
        columns.space(10)
        columns.line(one.name, font="Times-BoldItalic")
        for name, lines in islice(people, one.people):
            columns.space(9 if spaced else 0)
            columns.line(name)
            for text in lines:
                columns.line(text)
    return columns.pages.data(), listed, columns.pages.page
