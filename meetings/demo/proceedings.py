"""Invented lists of statements and office-holders, as pasted pages and as sheets."""

import datetime
from collections.abc import Container, Sequence
from random import Random

from meetings.actions.offices import Holder
from meetings.demo.office import Layout, Session
from meetings.demo.people import SEED, Entry, list_of
from meetings.files.spreadsheet_cells import csv_text
from meetings.vocabulary import Gender, GenderBasis, Office

COLUMNS = (
    "No.",
    "Date",
    "Delegation",
    "On behalf of",
    "Title",
    "Speaker",
    "Minutes",
    "Kind",
    "Presiding",
    "Gender topic",
)
TELLING = ("Ms.", "Mrs.", "Mr.", "Mme", "M.", "Sra.", "Sr.")
GROUPS = {"Indonesia": "Paper Non-Aligned", "Norway": "Friends of Folding", "European Union": "European Union"}
TOPICS = ("parity", "impact", "neither", "neither", "neither", "")


def speakers_of(session: Session) -> list[Entry]:
    """Who spoke: of two delegations in three the head or the deputy, in an order of the session's own."""
    random, heard = Random(f"{SEED} speakers {session.slug}"), {}
    for entry in list_of(session):
        name = entry.person.delegation.name
        if name not in heard or random.random() < 0.3:
            heard[name] = entry
    spoke = [entry for entry in heard.values() if random.random() < 0.66]
    random.shuffle(spoke)
    return spoke


def statements_file(session: Session) -> tuple[str, bytes]:
    """Name and bytes of the list of statements: a page copied as text for conferences, else a sheet with minutes."""
    if session.layout is Layout.COLUMNS:
        return f"{session.slug}_speakers.txt", _page(session).encode()
    return f"{session.slug}_statements.csv", _sheet(session).encode()


def _page(session: Session) -> str:
    day = f"{session.start:%A}, {session.start.day} {session.start:%B} {session.start.year}"
    lines = [f"Statements made at the {session.title}", "", "General exchange of views", "", day, ""]
    for entry in speakers_of(session):
        name, title = entry.person.delegation.name, _title(entry)
        group = f"{GROUPS[name]}, delivered by " if name in GROUPS and GROUPS[name] != name else ""
        lines.append(f"  • {group}{name}{f' ({title})' if title else ''}")
    return "\n".join(lines) + "\n"


def _sheet(session: Session) -> str:
    random = Random(f"{SEED} minutes {session.slug}")
    rows: list[Sequence[object]] = [COLUMNS]
    for number, entry in enumerate(speakers_of(session), start=1):
        person = entry.person
        minutes = f"{random.randint(2, 9)}:{random.choice(('00', '15', '30', '45'))}" if random.random() < 0.9 else ""
        presiding = "yes" if number == 1 else ""  # the chair opens
        kind = "procedural" if presiding else random.choices(("", "right of reply", "written only"), (16, 1, 1))[0]
        day = session.start + datetime.timedelta(days=number % session.days)
        rows.append(
            [
                number, day.isoformat(), person.delegation.name, GROUPS.get(person.delegation.name, ""), _title(entry),
                _name(entry), "" if kind == "written only" else minutes, kind, presiding,
                random.choice(TOPICS),
            ]
        )  # fmt: skip
    return csv_text(rows)


def _title(entry: Entry) -> str:
    """The title as lists of speakers print it; those that nobody knows are left out."""
    last = entry.title.split()[-1] if entry.title else ""
    return last if last in TELLING else ""


def bureau_file(session: Session, states: Container[str]) -> tuple[str, bytes]:
    """Name and bytes of the bureau: a page copied as text for conferences, else a sheet.

    ``states`` are the names of States: who comes from an organization stands for none.
    """
    chair, first, second, rapporteur = Random(f"{SEED} bureau {session.slug}").sample(list_of(session)[:60], 4)
    if session.layout is Layout.COLUMNS:
        vice_chairs = "; ".join(_printed(entry, states) for entry in (first, second))
        lines = [f"Bureau of the {session.title}", "", f"Chair: {_printed(chair, states)}"]
        lines += [f"Vice-Chairs: {vice_chairs}", f"Rapporteur – {_printed(rapporteur, states)}"]
        return f"{session.slug}_bureau.txt", ("\n".join(lines) + "\n").encode()
    held = (("Chair", chair), ("Vice-Chair", first), ("Vice-Chair", second), ("Rapporteur", rapporteur))
    rows = [(office, _title(entry), _name(entry), _state(entry, states)) for office, entry in held]
    return f"{session.slug}_bureau.csv", csv_text([("Office", "Title", "Name", "State"), *rows]).encode()


def _printed(entry: Entry, states: Container[str]) -> str:
    """Somebody as a page prints the member of a bureau: "Ms. Ana Sample (Brazil)"."""
    state = _state(entry, states)
    return f"{_title(entry)} {_name(entry)}{f' ({state})' if state else ''}".strip()


def _name(entry: Entry) -> str:
    return f"{entry.person.given} {entry.person.family}"


def _state(entry: Entry, states: Container[str]) -> str:
    name = entry.person.delegation.name
    return name if name in states else ""


def presidents_of(sessions: list[Session]) -> list[Holder]:
    """One president a year of the forum that these sessions are of; the last one's end is not known yet."""
    held = []
    for session in sessions:
        year = session.start.year
        entry = Random(f"{SEED} president {session.slug}").choice(list_of(session)[:60])
        end = None if session is sessions[-1] else datetime.date(year, 12, 31)
        held.append(_holder(Office.PRESIDENT, entry, datetime.date(year, 1, 1), end))
    return held


def _holder(office: Office, entry: Entry, start: datetime.date, end: datetime.date | None) -> Holder:
    title = _title(entry)
    gender = {"Ms.": Gender.WOMAN, "Mrs.": Gender.WOMAN, "Mme": Gender.WOMAN, "Sra.": Gender.WOMAN}.get(
        title, Gender.MAN
    )
    return Holder(
        office=office,
        country=entry.person.delegation.name,  # its name: load.py looks the code up
        name=_name(entry),
        title=title,
        holder_gender=gender if title else Gender.UNKNOWN,
        holder_basis=GenderBasis.COURTESY_TITLE if title else GenderBasis.NONE,
        start=start,
        end=end,
        source="Demonstration secretariat",
    )
