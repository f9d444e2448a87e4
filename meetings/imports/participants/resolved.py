"""One row of a list with everything it was found to be about: delegation, person, claims, outcome."""

from __future__ import annotations

from dataclasses import dataclass, field

from meetings.imports.participants.claims import NOT_RECORDED, Claim, Claims, as_listed, as_recorded, disagree
from meetings.imports.participants.entities import Entity
from meetings.imports.participants.list_row import ListRow, Problem
from meetings.imports.participants.on_record import NameKey, ParticipationOnRecord, PersonKey
from meetings.names.parts import alike_key
from meetings.vocabulary import LISTED_BASES, Gender, GenderBasis


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
    number_of: ParticipationOnRecord | None = None  # for whom the number stood: quite another name or delegation
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
