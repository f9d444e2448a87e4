"""Resolution of rows to delegation, person and gender claims, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from meetings.folding import plainly
from meetings.imports.participants.claims import (
    NOT_RECORDED,
    Claim,
    Claims,
    as_listed,
    as_recorded,
    claims_of,
    disagree,
    opposite,
)
from meetings.imports.participants.entities import Entities, Entity, OneDelegation
from meetings.imports.participants.on_record import (
    Candidate,
    MeetingRecord,
    NameKey,
    ParticipationOnRecord,
    PersonKey,
    candidates,
)
from meetings.imports.participants.rows import ListRow, Problem
from meetings.models import Meeting
from meetings.names.parts import alike_key
from meetings.vocabulary import LISTED_BASES, Gender, GenderBasis, Outcome, QuestionKind, Rank, Role, YesNo

Cells = Sequence[str] | str | None  # mapped cells, a heading, or a row left out
TWO_PEOPLE = "two"


@dataclass(slots=True)
class Resolved:
    """One row with everything it was found to be about. ``first`` is the row of this list it repeats.

    ``answer`` is what somebody said where title and column disagree; ``waits`` is the source of a gender column that
    prints what only a person can explain; ``heard`` are those of its claims that were on
    record at this meeting before. ``news`` are the claims to be written as evidence, ``replaces`` the bases of those
    that imports wrote here before and that these take the place of.
    """

    row: ListRow
    entity: Entity | None = None
    claims: Claims = ()
    on_record: ParticipationOnRecord | None = None
    first: Resolved | None = None
    contradicted: bool = False
    answer: str = ""
    waits: str = ""
    participation_id: int | None = None
    person_id: int | None = None
    namesake: int = 0
    otherwise: str = ""  # the name under which the same person is on record, its words in another order
    resembles: str = ""  # the name of somebody else of this delegation, of the same words
    rival_id: int | None = None
    heard: frozenset[Claim] = frozenset()
    outcome: str = ""
    before: dict[str, object] | None = None
    after: dict[str, object] | None = None
    news: Claims = ()
    replaces: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    @property
    def listed(self) -> Claim:
        """The gender this list prints; not recorded when its rows, or title and column in it, contradict."""
        if self.contradicted or not self.claims or self.waits == GenderBasis.PRINTED:
            return NOT_RECORDED
        in_print = self.disputed and all(basis in LISTED_BASES for _, basis in self.claims)
        return as_listed(self.evidence if in_print else self.claims)

    @property
    def recorded(self) -> Claim:
        """The gender that its claims support together; not recorded while a contradiction waits for an answer."""
        return as_recorded(self.evidence)

    @property
    def says(self) -> str:
        """Whom it tells this person is, to tell people of one name apart: by its print, else by anything it says."""
        listed = self.listed[0]
        return self.recorded[0] if listed == Gender.UNKNOWN else listed

    @property
    def disputed(self) -> bool:
        """Title and column of this row disagree."""
        return disagree(self.claims)

    @property
    def evidence(self) -> Claims:
        """Its claims, without those that an open or answered contradiction sets aside."""
        if self.contradicted or self.row.gender_waits:
            return ()
        if self.disputed:
            return tuple(claim for claim in self.claims if claim[0] == self.answer)
        return self.claims

    @property
    def name_key(self) -> NameKey:
        assert self.entity is not None
        return self.entity.key, self.entity.category, self.row.name_key

    @property
    def alike_key(self) -> NameKey:
        """The same, whatever the order of the name's words, with and without accents."""
        assert self.entity is not None
        return self.entity.key, self.entity.category, alike_key(self.row.name_key)

    @property
    def person_key(self) -> PersonKey:
        assert self.entity is not None
        return self.row.name_key, self.entity.key


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
    for line in lines:
        _match_one(line, seen, listed, record)
        if line.on_record is None and line.first is None and not line.namesake:
            _match_alike(line, seen_alike, listed, record)
        if line.first is None:
            seen_alike.setdefault(line.alike_key, line)


def _match_alike(line: Resolved, seen: dict[NameKey, Resolved], listed: set[NameKey], record: MeetingRecord) -> None:
    """The same person written otherwise: "FINGIDA Ana" and "Ana FINGIDA", "José" and "Jose", earlier here or on record.

    With another title, or where nothing tells which of two orders is the name's, they stay two and it is told.
    """
    if (earlier := seen.get(line.alike_key)) and earlier.name_key != line.name_key:
        if _same_order(line.row.name_key, earlier.row.name_key) and not opposite({line.says, earlier.says}):
            _repeat(line, earlier)
        else:
            line.resembles = earlier.row.printed_name
        return
    known = [one for one in record.by_alike.get(line.alike_key, ()) if one.found_by not in listed]
    if len(known) == 1 and not opposite({line.says, known[0].says}):
        line.on_record = known[0]
        record.by_alike[line.alike_key].remove(known[0])
        if not _same_order(line.row.name_key, known[0].name_key):
            line.otherwise = known[0].printed_name
    elif known:
        line.resembles = known[0].printed_name


def _same_order(one: str, other: str) -> bool:
    return plainly(one) == plainly(other)


def _match_one(line: Resolved, seen: dict[NameKey, Resolved], listed: set[NameKey], record: MeetingRecord) -> None:
    key = line.name_key
    earlier = seen.get(key)
    two_people = record.answers.get((QuestionKind.TWO_TITLES, "|".join(key))) == TWO_PEOPLE
    if earlier and not two_people:
        _repeat(line, earlier)
        return
    line.namesake = earlier.namesake + 1 if earlier else 0
    seen[key] = line
    # The number finds a corrected spelling: somebody whose own name this list no longer prints.
    by_id = record.by_row_id.get(line.row.row_id) if line.row.row_id else None
    if by_id and by_id.entity_key == key[0] and by_id.found_by not in listed:
        line.on_record = record.by_row_id.pop(line.row.row_id)
        return
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
