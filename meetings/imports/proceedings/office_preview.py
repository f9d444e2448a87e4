"""Preview of office-holders: which one on record each row is, and what differs."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from meetings.actions.offices import HOLDER_FIELDS, holders_of
from meetings.actions.trail import values_of
from meetings.folding import fold_name
from meetings.imports.participants.entities import entities_for
from meetings.imports.proceedings.offices import OfficeRow, State, StateOf
from meetings.imports.proceedings.preview import Line, Preview, Said, begun, claimed_gender, compare
from meetings.models import Forum, Meeting, OfficeHolder
from meetings.names.parts import name_key
from meetings.vocabulary import Gender, Outcome

SubjectRecord = Line[OfficeRow, OfficeHolder]
GENDER = ("holder_gender", "holder_basis")
IDENTITY = ("office", "body", "country", "name")
SILENT: Mapping[str, Any] = {"holder_gender": Gender.UNKNOWN}


def states_at(where: Meeting | Forum) -> StateOf:
    """The reference table as office-holders are read by it: exactly one State that was there, or none."""
    entities = entities_for(where.start if isinstance(where, Meeting) else datetime.date.min, {})
    states = entities.states

    def of(text: str) -> State:
        code = states.lookup(text)
        if code and entities.day <= entities.ended.get(code, datetime.date.max):
            return State(code)
        if code is None and entities.organisations.lookup(text):
            return State(is_organisation=True)
        return State(suggestions=tuple(entities.names[one] for one in states.suggestions(text) if one != code))

    return of


def preview_offices(where: Meeting | Forum, rows: Iterator[OfficeRow], *, gender_basis: str, sha256: str) -> Preview:
    """Compare checked rows with the office-holders on record."""
    lines: list[SubjectRecord] = list(begun(rows))
    held = [line for line in lines if line.outcome == Outcome.NEW]
    for line in held:
        line.said = _said(line.row, gender_basis)
        line.new = line.said | {"line": line.row.number}
        line.new["country_id"] = line.new.pop("country")
        line.who = _identity(line.said)
    record = _Record(list(holders_of(where).select_related("batch")), sha256)
    record.give(held)
    for line in held:
        if line.on_record:
            compare(
                line, values_of(line.on_record, HOLDER_FIELDS), silent=SILENT, left=("office", "body"), gender=GENDER
            )
    return Preview(list(lines), GENDER[0], record.absent(held))


def _said(row: OfficeRow, gender_basis: str) -> Said:
    gender, basis = claimed_gender(row.person, gender_basis)
    return {
        "office": row.office,
        "body": row.body,
        "name": row.person.name,
        "title": row.person.title,
        "country": row.country or None,
        "holder_gender": gender,
        "holder_basis": basis,
        "start": row.start,
        "end": row.end,
        "source": row.source,
    }


def _identity(said: Mapping[str, Any]) -> tuple[str, ...]:
    """What makes an office-holder the same one: office, body, State and name."""
    return said["office"], fold_name(said["body"]), said["country"] or "", name_key(said["name"])


@dataclass
class _Record:
    """The office-holders on record, each given to one row at the most."""

    free: list[OfficeHolder]
    sha256: str

    def give(self, lines: list[SubjectRecord]) -> None:
        """The one that this line of this very file made; else the same office, body, State and name in days that may
        be the same term; else the only one that is the same but for what was corrected by hand."""
        for fits in (self._same_term, self._same_line, self._term_may_be, self._corrected):
            for line in lines:
                if line.on_record is None and (found := fits(line, lines)):
                    line.on_record = found
                    self.free.remove(found)

    def _same_line(self, line: SubjectRecord, lines: list[SubjectRecord]) -> OfficeHolder | None:
        """A line may name several people: then it alone does not tell whom."""
        several = sum(1 for one in lines if one.row.number == line.row.number and one.on_record is None) > 1
        made = [one for one in self.free if self._is_of_file(one, line.said) and one.line == line.row.number]
        return made[0] if len(made) == 1 and not several else None

    def _is_of_file(self, one: OfficeHolder, said: Mapping[str, Any]) -> bool:
        """Whether this file made it, of the same body and in days that may be one term: handed in again for another,
        it names other office-holders. What was corrected by hand tells nothing."""
        corrected = set(one.corrected)
        same_body = "body" in corrected or fold_name(one.body) == fold_name(said["body"])
        same_term = {"start", "end"} & corrected or _overlap(one, said)
        return bool(one.batch and one.batch.sha256 == self.sha256 and same_body and same_term)

    def _same_term(self, line: SubjectRecord, _lines: list[SubjectRecord]) -> OfficeHolder | None:
        same = (one for one in self.free if _identity(values_of(one, IDENTITY)) == tuple(line.who))
        return next((one for one in same if (one.start, one.end) == (line.said["start"], line.said["end"])), None)

    def _term_may_be(self, line: SubjectRecord, _lines: list[SubjectRecord]) -> OfficeHolder | None:
        same = (one for one in self.free if _identity(values_of(one, IDENTITY)) == tuple(line.who))
        return next((one for one in same if _overlap(one, line.said)), None)

    def _corrected(self, line: SubjectRecord, lines: list[SubjectRecord]) -> OfficeHolder | None:
        """Whoever was renamed, or given another State or body, by hand; several could be meant: nobody is."""
        alike = [one for one in self.free if _but_for_corrections(one, line.said) and _overlap(one, line.said)]
        if len(alike) != 1:
            return None
        rivals = [one for one in lines if one.on_record is None and _but_for_corrections(alike[0], one.said)]
        return alike[0] if rivals == [line] else None

    def absent(self, lines: list[SubjectRecord]) -> int:
        """How many are on record for a body that this file names, in days that it may mean, and not in it."""
        named = defaultdict(list)
        for line in lines:
            named[fold_name(line.said["body"])].append(line.said)
        return sum(1 for one in self.free if any(_overlap(one, said) for said in named[fold_name(one.body)]))


def _but_for_corrections(one: OfficeHolder, said: Mapping[str, Any]) -> bool:
    stands = _identity(values_of(one, IDENTITY))
    differs = {name for name, was, is_ in zip(IDENTITY, stands, _identity(said), strict=True) if was != is_}
    return bool(differs) and differs <= set(one.corrected)


def _overlap(one: OfficeHolder, said: Mapping[str, Any]) -> bool:
    """Whether two terms share a day, as far as their days are known."""
    first, last = datetime.date.min, datetime.date.max
    return (one.start or first) <= (said["end"] or last) and (said["start"] or first) <= (one.end or last)
