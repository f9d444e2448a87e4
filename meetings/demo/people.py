"""Invented people, the same at every run.

Names are made of words and mean nothing; a person's gender is drawn beside the name, never from it.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from meetings.demo.office import REVISED, Delegation, Layout, Session, delegations
from meetings.vocabulary import Format, Gender

SEED = "Origami"
BENCH = 20
"""People a delegation can send over the years."""
FIRST_OF_A_BENCH, EACH_FURTHER = 0.28, 0.012
"""How often its first person is a woman, and how much more often each further one."""
GIVEN = """
    Aldous-Wren Amberly Arrow Aspen-Lee Barley Birdsong Bramble Briar Cinder Clover Copper Coral Cricket Dapple
    Drift Ember Fennel Fern Finch Flint Gale Garnet Hazel-Moon Heron Indigo Juniper Kestrel Lark Linden Lumen Marlow
    Meadow Nettle Oakley Onyx Pebble Pepper Quill Raven Reed Ripple Rook Saffron Sage Sorrel Sparrow Tamarind Tansy
    Teal Thistle Thorn Umber Vesper Willow Wren Yarrow Zephyr
"""
FAMILY = """
    Applecross Ashgrove Bellweather Birchwater Blackthorn Bluemantle Bracewell-Pond Brightwater Candlewick
    Cloudberry Copperfield-Moss Crosswind Dewdrop Driftwood Eastlantern Elderflower Emberstone Fairwind
    Featherstone-Mill Fogbound Foxglove Goldenrod Goosefeather Greywether Halfmoon Hallowmere Hawthorne-Bell
    Honeycomb Inkwell Ironbridge-Lee Kettlewell Kingfisher-Low Lanternjaw Larkspur Lighthouse Longmeadow Mapleleaf
    Marigold-Stone Marrowstone Millpond Moonbeam Mossgather Nightingale-Row Northlantern Oatfield Otterbank
    Papermill Peppercorn Quicksilver Quillfeather Rainbarrel Riverstone-Ash Saltmarsh Silverthread Snowdrift
    Southlantern Starling-Hythe Tanglewood Teaspoon Thistledown Thunderhill Umbrellamaker Waterwheel Westlantern
    Whistlewood Windlass Winterberry Yellowbrick
"""
TITLES: dict[str, dict[Gender, tuple[str, ...]]] = {
    "en": {Gender.WOMAN: ("Ms.", "Ms.", "Ms.", "Mrs."), Gender.MAN: ("Mr.",)},
    "fr": {Gender.WOMAN: ("Mme",), Gender.MAN: ("M.",)},
    "es": {Gender.WOMAN: ("Sra.",), Gender.MAN: ("Sr.",)},
}
EXCELLENCY = {"en": "H.E.", "fr": "S.E.", "es": "S.E."}
SILENT_TITLES = ("Dr.", "Prof.", "Dr.", "Col.")
"""Titles that say nothing about gender: their bearers are not recorded; nor are those of ``Mx``."""
UNKNOWN_TITLE = "Wayfinder"
"""A title in no table: the import asks what it says."""
POSTS = (
    "Ambassador, Permanent Representative", "Minister-Counsellor, Permanent Mission", "Counsellor, Ministry of Paper",
    "First Secretary, Permanent Mission", "Second Secretary, Permanent Mission", "Adviser, Ministry of Paper",
    "Legal Adviser", "Attaché, Permanent Mission", "Desk Officer", "Expert, Institute of Folding",
)  # fmt: skip

GUESTS = {
    "demo-experts-2024": {
        "United Nations Office for Disarmament Affairs": 4, "United Nations Institute for Disarmament Research": 3,
    },
    "demo-experts-2025": {"United Nations Institute for Disarmament Research": 1},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented. ``silent`` is the title of a person whose lists never say a gender; "" for the others."""

    delegation: Delegation
    given: str
    family: str
    gender: Gender
    silent: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: a person with the title, post and role printed at that meeting."""

    person: Person
    title: str
    post: str
    role: str


@lru_cache(maxsize=1)
def benches() -> dict[str, list[Person]]:
    """Each delegation's people, earliest first. Later people are more often women, as in many real forums."""
    random = Random(SEED)
    names = [(given, family) for given in GIVEN.split() for family in FAMILY.split()]
    random.shuffle(names)
    made = {}
    for number, delegation in enumerate(delegations()):
        leaning = random.uniform(-0.25, 0.2)
        made[delegation.name] = [
            Person(
                delegation,
                *names[number * BENCH + place],
                _gender(random, FIRST_OF_A_BENCH + leaning + EACH_FURTHER * place),
                random.choice(SILENT_TITLES) if random.random() < 0.05 else "",
            )
            for place in range(BENCH)
        ]
    return made


def _gender(random: Random, women: float) -> Gender:
    if random.random() < 0.006:
        return Gender.ANOTHER
    return Gender.WOMAN if random.random() < women else Gender.MAN


def list_of(session: Session) -> list[Entry]:
    """Who stands in the final list of a session, in document order."""
    random = Random(f"{SEED} {session.slug}")
    entries = []
    for delegation in _present(session, random):
        size = _size(delegation, session, random)
        bench = benches()[delegation.name][session.shift : session.shift + size + 3]
        people = sorted(random.sample(bench, min(size, len(bench))), key=bench.index)
        entries += [_entry(person, place) for place, person in enumerate(people)]
    return [*_with_questions(entries, session), *_guests(session)]


def _guests(session: Session) -> list[Entry]:
    """Who comes to the experts for an organization: enough to be counted among everybody, or one person alone."""
    return [
        _entry(person, place)
        for organization, number in GUESTS.get(session.slug, {}).items()
        for place, person in enumerate(benches()[organization][:number])
    ]


def _size(delegation: Delegation, session: Session, random: Random) -> int:
    """How many it sends: about as many as ever, one fewer where everybody takes part from afar."""
    if session.layout is Layout.FORM or delegation.size == 1:
        return 1
    fewer = 1 if session.format == Format.VIRTUAL else 0
    return max(1, delegation.size + random.choice((-1, 0, 0, 1)) - fewer)


def _present(session: Session, random: Random) -> list[Delegation]:
    """The delegations that come: experts from two dozen States, elsewhere most of them."""
    everybody = delegations()
    if session.layout is Layout.FORM:
        states = [delegation for delegation in everybody if delegation.section == "States Parties"]
        return sorted(random.sample(states, 24), key=states.index)
    return [delegation for delegation in everybody if random.random() < session.turnout]


def _entry(person: Person, place: int) -> Entry:
    """How a person is printed who stands at that place of the delegation."""
    post = POSTS[place] if place < 3 else POSTS[(place + len(person.family)) % len(POSTS)]
    role = ("Head of Delegation", "Deputy Head of Delegation", "Adviser")[min(place, 2)]
    # Many delegations do not say who leads them: the record then goes by the only member, or by the first listed.
    stated = place > 0 or person.delegation.size not in (1, 4, 5)
    return Entry(person, _title(person, place), post, role if stated else "")


def _title(person: Person, place: int) -> str:
    """The courtesy title in the delegation's language; some heads are Excellencies."""
    language = person.delegation.language
    titles = TITLES[language].get(person.gender, ())
    if person.silent or not titles:
        return person.silent or "Mx"
    title = titles[len(person.family) % len(titles)]
    return f"{EXCELLENCY[language]} {title}" if place == 0 and len(person.given) % 2 else title


def _with_questions(entries: list[Entry], session: Session) -> list[Entry]:
    """Add what the record must ask a person about: a title in no table, and one name with two titles."""
    norway = benches()["Norway"][0].delegation
    last = max((place for place, entry in enumerate(entries) if entry.person.delegation == norway), default=0)
    asked = Person(norway, "Skylark", "Umbrellamaker", Gender.MAN, "")
    titles = {"demo-conference-2023": "Mr.", "demo-conference-2024": "Ms.", "demo-conference-2025": UNKNOWN_TITLE}
    if session.slug not in titles:
        return entries
    return [*entries[: last + 1], Entry(asked, titles[session.slug], "Desk Officer", "Adviser"), *entries[last + 1 :]]


def provisional_list_of(session: Session) -> list[Entry]:
    """The list as first circulated: somebody not yet there, somebody later gone, and a title still missing."""
    assert session is REVISED
    final = list_of(session)
    dropped = Person(final[0].person.delegation, "Zephyr", "Teaspoon", Gender.MAN, "")
    untitled = replace(final[9], title="")
    return [final[0], Entry(dropped, "Mr.", POSTS[4], "Adviser"), *final[2:9], untitled, *final[10:]]
