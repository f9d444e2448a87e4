"""Resolution of rows to delegation, person and gender claims, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from meetings.folding import plainly
from meetings.imports.participants.claims import (
    Claims,
    claims_of,
    opposite,
)
from meetings.imports.participants.entities import Entities, OneDelegation
from meetings.imports.participants.on_record import (
    Candidate,
    MeetingRecord,
    NameKey,
    ParticipationOnRecord,
    candidates,
)
from meetings.imports.participants.resolved import Resolved
from meetings.imports.participants.rows import ListRow
from meetings.models import Meeting
from meetings.names.parts import akin
from meetings.vocabulary import LISTED_BASES, Outcome, QuestionKind, Rank, Role, YesNo
from meetings.workspace.versions import number_key

Cells = Sequence[str] | str | None  # mapped cells, a heading, or a row left out
TWO_PEOPLE = "two"


def resolve(
    meeting: Meeting,
    rows: Iterable[ListRow],
    entities: Entities | OneDelegation,
    record: MeetingRecord,
    *,
    gender_basis: str,
) -> list[Resolved]:
    """Every row resolved against the record; nothing is written and nothing is picked where people must decide.

    Rows that cannot be read or are left out keep no entity. Within one list the same name on the same delegation
    is one person (lists.md, *Person and delegation matching*).
    """
    seen_claims: dict[Claims, Claims] = {}
    resolved = [_claimed(row, gender_basis, seen_claims) for row in rows]
    entities.read_columns(
        (line.row.country for line in resolved), (line.row.delegation for line in resolved if not line.outcome)
    )
    for line in resolved:
        if not line.outcome:
            row = line.row
            line.entity = entities.of(row.delegation, row.country, row.category, row.section)
    _match([line for line in resolved if line.entity], record)
    for line in resolved:
        if line.entity and line.disputed:
            line.answer = record.answers.get((QuestionKind.TITLE_COLUMN, "|".join(line.name_key)), "")
    _hear(meeting, resolved, record)
    _find_people([line for line in resolved if line.entity and not line.on_record and not line.first])
    return resolved


def _claimed(row: ListRow, gender_basis: str, seen: dict[Claims, Claims]) -> Resolved:
    """The row with its gender claims, each with its basis; unreadable and left-out rows are settled here.

    ``seen`` keeps one object per distinct set of claims: a list of 100,000 rows has a handful of them.
    """
    if any(problem.level == "error" for problem in row.problems):
        return Resolved(row, outcome=Outcome.INVALID, problems=row.problems)
    if row.ignored:
        return Resolved(row, outcome=Outcome.IGNORED, problems=row.problems)
    said = claims_of(row, gender_basis)
    waits = gender_basis if row.gender_waits else ""
    return Resolved(row, claims=seen.setdefault(said, said), waits=waits, problems=row.problems)


def _match(lines: list[Resolved], record: MeetingRecord) -> None:
    """Find each row's participation, or the earlier row of this list that names the same person."""
    seen: dict[NameKey, Resolved] = {}
    seen_alike: dict[NameKey, Resolved] = {}
    listed = {line.name_key for line in lines}
    taken: set[int] = set()
    for line in lines:
        _match_one(line, seen, record)
        if line.on_record is None and line.first is None and not line.namesake:
            _match_otherwise(line, seen_alike, Names(listed, taken), record)
        if line.on_record:
            taken.add(line.on_record.id)
        if line.first is None:
            seen_alike.setdefault(line.alike_key, line)


@dataclass(slots=True)
class Names:
    """The names of a list, and who on record was found by one of them already: nobody is found twice."""

    listed: set[NameKey]
    taken: set[int]

    def free(self, on_record: ParticipationOnRecord) -> bool:
        """Whether somebody on record may be the person of a row that does not print their own name."""
        return on_record.found_by not in self.listed and on_record.id not in self.taken


def _match_otherwise(line: Resolved, seen: dict[NameKey, Resolved], names: Names, record: MeetingRecord) -> None:
    """By a name given since, by number, or by a name written otherwise: of those whose own name is no longer listed."""
    renamed = [one for one in record.by_other_name.get(line.name_key, ()) if names.free(one)]
    if len(renamed) == 1 and not opposite({line.says, renamed[0].says}):
        line.on_record = renamed[0]
        return
    _match_number(line, names, record)
    if line.on_record is None:
        _match_alike(line, seen, names, record)


def _match_number(line: Resolved, names: Names, record: MeetingRecord) -> None:
    """The number finds a corrected spelling on the same delegation. Where it stood for somebody whose name is quite
    another, or for somebody of another delegation, two witnesses disagree: they stay two, and it is told."""
    if not line.row.row_id:
        return
    numbered = [one for one in record.by_number.get(number_key(line.row.row_id), ()) if names.free(one)]
    if len(numbered) != 1:
        return
    one = numbered[0]
    same_delegation = one.found_by[:2] == line.name_key[:2]
    if same_delegation and akin(line.row.name_key, one.name_key) and not opposite({line.says, one.says}):
        line.on_record = one
    else:
        line.number_of = one


def _match_alike(line: Resolved, seen: dict[NameKey, Resolved], names: Names, record: MeetingRecord) -> None:
    """The same person written otherwise: "FINGIDA Ana" and "Ana FINGIDA", "José" and "Jose", earlier here or on record.

    With another title, or where nothing tells which of two orders is the name's, they stay two and it is told.
    """
    if (earlier := seen.get(line.alike_key)) and earlier.name_key != line.name_key:
        if _same_order(line.row.name_key, earlier.row.name_key) and not opposite({line.says, earlier.says}):
            _repeat(line, earlier)
        else:
            line.resembles = earlier.row.printed_name
        return
    known = [one for one in record.by_alike.get(line.alike_key, ()) if names.free(one)]
    if len(known) == 1 and not opposite({line.says, known[0].says}):
        line.on_record = known[0]
        if not _same_order(line.row.name_key, known[0].name_key):
            line.otherwise = known[0].printed_name
    elif known:
        line.resembles = known[0].printed_name


def _same_order(one: str, other: str) -> bool:
    return plainly(one) == plainly(other)


def _match_one(line: Resolved, seen: dict[NameKey, Resolved], record: MeetingRecord) -> None:
    """By delegation and name."""
    key = line.name_key
    earlier = seen.get(key)
    two_people = record.answers.get((QuestionKind.TWO_TITLES, "|".join(key))) == TWO_PEOPLE
    if earlier and not two_people:
        _repeat(line, earlier)
        return
    line.namesake = earlier.namesake + 1 if earlier else 0
    seen[key] = line
    on_record = record.by_name.get(key, [])
    if two_people and len(on_record) > 1:
        same_title = [one for one in on_record if one.says == line.says]
        line.on_record = (same_title or on_record)[0]
    elif len(on_record) > line.namesake:
        line.on_record = on_record[line.namesake]


def _repeat(line: Resolved, first: Resolved) -> None:
    """The same person listed again: kept once; the later row may fill blanks and never replaces a title."""
    line.first = first
    mine, theirs = line.row, first.row
    if opposite({line.says, first.says}):
        first.contradicted = True
        line.outcome = Outcome.CONFLICT
    else:
        line.outcome = Outcome.IGNORED
        first.claims = first.claims or line.claims
        if not theirs.honorific:
            theirs.honorific = mine.honorific
    theirs.rank, theirs.rank_band = (theirs.rank, theirs.rank_band) if theirs.rank else (mine.rank, mine.rank_band)
    theirs.organisation = theirs.organisation or mine.organisation
    theirs.notes = theirs.notes or mine.notes
    if theirs.attended == YesNo.UNKNOWN:
        theirs.attended = mine.attended
    if theirs.role == Role.UNKNOWN:
        theirs.role = mine.role
    if theirs.rank_band == Rank.UNKNOWN:
        theirs.rank_band = mine.rank_band


def _hear(meeting: Meeting, resolved: list[Resolved], record: MeetingRecord) -> None:
    """Mark claims that differ from what stands but were on record at this meeting before: they are no news."""
    differing = [line for line in resolved if line.on_record and line.claims and _differs(line, line.on_record)]
    heard = record.heard(meeting, {line.on_record.person_id for line in differing if line.on_record})
    for line in differing:
        assert line.on_record is not None
        person = line.on_record.person_id
        line.heard = frozenset((value, basis) for value, basis in line.claims if (person, basis, value) in heard)


def _differs(line: Resolved, on_record: ParticipationOnRecord) -> bool:
    stands = on_record.recorded_gender, on_record.recorded_basis
    return line.listed[0] != on_record.listed_gender or any(
        claim != stands for claim in line.claims if claim[1] not in LISTED_BASES
    )


def _find_people(lines: list[Resolved]) -> None:
    """Who a new participation is: exactly one known person without a contradicting title, else somebody new."""
    known = candidates({line.person_key for line in lines})
    for line in lines:
        _choose(line, known.get(line.person_key, []))


def _choose(line: Resolved, people: list[Candidate]) -> None:
    title = line.row.title_gender
    if line.namesake:  # told to be a second person of this name
        line.namesake = max([line.namesake, *(one.namesake + 1 for one in people)])
        return
    possible = [one for one in people if not title or not one.titles or one.titles == {title}]
    agreeing = [one for one in possible if title and one.titles == {title}]
    if len(agreeing) == 1:
        line.person_id = agreeing[0].person_id
    elif len(possible) == 1 and (len(people) == 1 or title):
        line.person_id = possible[0].person_id
    elif people:
        # Contradicting titles, or several namesakes: two people until somebody says that they are one.
        line.namesake = max(one.namesake for one in people) + 1
        line.rival_id = people[0].person_id
