"""What importing a list of statements would change: who spoke, which statement on record it is, and what differs."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from meetings.actions.statements import SAID, delegations_at
from meetings.actions.trail import storable, values_of
from meetings.folding import fold
from meetings.models import Meeting, Question, Statement
from meetings.names import title_key
from meetings.roster.entities import Asked, Entity, entities_for
from meetings.roster.rosterrow import Problem
from meetings.roster.statements.rows import StatementRow
from meetings.vocabulary import Gender, GenderBasis, GenderTopic, Outcome, QuestionKind, StatementKind

Key = tuple[str, ...]
# Values that say nothing: those never erase what is on record.
SILENT: Mapping[str, Any] = {
    "order": 0, "date": None, "item": "", "on_behalf_of": "", "kind": "", "presiding": None, "speaker_name": "",
    "speaker_title": "", "speaker_gender": Gender.UNKNOWN, "minutes": None, "topic": "",
}  # fmt: skip
DEFAULTS: Mapping[str, Any] = {"kind": StatementKind.STATEMENT, "topic": GenderTopic.NOT_CODED, "presiding": False}


@dataclass(slots=True)
class Line:
    """One source row with what it was found to be about. ``values`` are what it says, under the names of SAID."""

    row: StatementRow
    outcome: str
    entity: Entity | None = None
    values: dict[str, Any] = field(default_factory=dict)
    standing: Statement | None = None
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    @property
    def new_values(self) -> dict[str, Any]:
        """All fields of a statement that is not on record yet."""
        assert self.entity is not None
        said = {name: DEFAULTS.get(name, value) if value == SILENT.get(name) else value
                for name, value in self.values.items()}  # fmt: skip
        who = {"entity_key": self.entity.key, "category": self.entity.category, "name": self.entity.name[:300]}
        return said | who | {"country_id": self.entity.country or None, "line": self.row.number}


@dataclass
class Preview:
    """All rows with their outcomes. ``absent``: on record from this file's days and not in it; never deleted."""

    lines: list[Line]
    absent: int = 0

    @property
    def totals(self) -> dict[str, int]:
        """Rows by outcome; they add up to the rows read, always."""
        found = Counter(str(line.outcome) for line in self.lines)
        return {"rows": len(self.lines)} | {str(outcome): found[str(outcome)] for outcome in Outcome}

    @property
    def statements(self) -> list[Line]:
        """The lines that are statements."""
        return [line for line in self.lines if line.entity]

    @property
    def gender(self) -> dict[str, int]:
        """Those statements by the gender of the speaker as this file prints it."""
        found = Counter(line.values["speaker_gender"] for line in self.statements)
        return {
            "women": found[Gender.WOMAN],
            "men": found[Gender.MAN],
            "another": found[Gender.ANOTHER],
            "unknown": found[Gender.UNKNOWN] + found[Gender.UNDISCLOSED],
        }

    @property
    def questions(self) -> list[tuple[Asked, int]]:
        """What only a person can decide, each once, with the number of its rows."""
        found: dict[tuple[str, str], tuple[Asked, int]] = {}
        for line in self.lines:
            for asked in line.asked:
                key = (asked.kind, asked.key)
                found[key] = (asked, found.get(key, (asked, 0))[1] + 1)
        return list(found.values())

    @property
    def problems(self) -> list[Problem]:
        return [problem for line in self.lines for problem in line.row.problems]

    @property
    def changes_something(self) -> bool:
        return any(line.outcome in (Outcome.NEW, Outcome.UPDATED) for line in self.lines)

    def fingerprint(self) -> str:
        """SHA-256 of everything that committing would do; it moves when the record or the list does."""
        digest = hashlib.sha256()
        for line in self.lines:
            standing = line.standing.pk if line.standing else None
            who = line.entity.delegation if line.entity else None
            said = (line.row.number, line.outcome, who, standing, storable(line.values), storable(line.after))
            digest.update(json.dumps(said, default=str).encode())
        return digest.hexdigest()


def preview_statements(meeting: Meeting, rows: Iterable[StatementRow], *, gender_basis: str, sha256: str) -> Preview:
    """Resolve checked rows against the record as it stands. A few queries, however many rows."""
    questions = Question.objects.filter(meeting=meeting)
    answers = {(kind, key): answer for kind, key, answer in questions.values_list("kind", "key", "answer")}
    entities, present = entities_for(meeting.start, answers), delegations_at(meeting)
    lines = []
    for row in rows:
        line = Line(row, Outcome.INVALID if row.is_wrong else Outcome.IGNORED if row.ignored else Outcome.NEW)
        lines.append(line)
        if line.outcome != Outcome.NEW:
            continue
        line.entity = entities.of(row.delegation, "", row.category, "")
        if delegation := present.get(line.entity.key):
            country = delegation.country_id or ""
            line.entity = Entity(delegation.entity_key, delegation.category, country, line.entity.name, "")
        line.values = _values(row, gender_basis)
        if line.entity.question:
            line.asked.append(line.entity.question)
        if row.title_status in ("unknown", "ask", "contradicting"):
            key = title_key(row.speaker_title)[:120]
            if not answers.get((QuestionKind.TITLE, key)):
                line.asked.append(Asked(QuestionKind.TITLE, key, row.speaker_title))
    return _compared(meeting, lines, sha256)


def _values(row: StatementRow, gender_basis: str) -> dict[str, Any]:
    """What a row says about its statement; of two claims of gender the one on the stronger basis."""
    claims = [(row.title_gender, GenderBasis.COURTESY_TITLE)] if row.title_gender else []
    if row.declared_gender not in ("", Gender.UNKNOWN):
        claims.append((row.declared_gender, GenderBasis(gender_basis)))
    gender, basis = max(claims, key=lambda claim: claim[1].strength, default=(Gender.UNKNOWN, GenderBasis.NONE))
    return {
        "order": row.order,
        "date": row.day,
        "item": row.item,
        "on_behalf_of": row.on_behalf_of,
        "kind": row.kind,
        "presiding": {"yes": True, "no": False}.get(row.presiding),
        "speaker_name": row.speaker_name,
        "speaker_title": row.speaker_title,
        "speaker_gender": str(gender),
        "speaker_basis": str(basis),
        "minutes": row.minutes,
        "topic": row.topic,
    }


def _compared(meeting: Meeting, lines: list[Line], sha256: str) -> Preview:
    """Find each line's statement on record: the one this very file made, else the next that fits it in order."""
    record = list(Statement.objects.filter(meeting=meeting).select_related("batch").order_by("date", "order", "pk"))
    spoken = [line for line in lines if line.entity]
    same_file = {one.line: one for one in record if one.batch and one.batch.sha256 == sha256}
    taken = {one.pk for line in spoken if (one := same_file.get(line.row.number))}
    waiting: dict[Key, list[Statement]] = defaultdict(list)
    for one in record:
        if one.pk not in taken:
            waiting[_key(one.date, one.item, one.entity_key, one.on_behalf_of)].append(one)
    for place, line in enumerate(spoken, 1):
        assert line.entity is not None
        values = line.values
        values["order"] = values["order"] or place
        key = _key(values["date"], values["item"], line.entity.key, values["on_behalf_of"])
        line.standing = same_file.get(line.row.number) or (waiting[key].pop(0) if waiting[key] else None)
        if line.standing:
            _decide(line, line.standing, keeps_order=not line.row.order)
    found = {line.standing.pk for line in spoken if line.standing}
    days = {(line.values["date"], fold(line.values["item"])) for line in spoken}
    return Preview(lines, sum(1 for one in record if one.pk not in found and (one.date, fold(one.item)) in days))


def _key(day: Any, item: str, entity: str, on_behalf_of: str) -> Key:
    return (str(day or ""), fold(item), entity, fold(on_behalf_of))


def _decide(line: Line, standing: Statement, *, keeps_order: bool) -> None:
    """What differs and may be written: not what was corrected by hand, and no gender on a weaker basis."""
    stands = values_of(standing, SAID)
    left = {*standing.corrected, *(["order"] if keeps_order else [])}
    weaker = GenderBasis(line.values["speaker_basis"]).strength < GenderBasis(stands["speaker_basis"]).strength
    if weaker or {"speaker_gender", "speaker_basis"} & left:
        left |= {"speaker_gender", "speaker_basis"}
    for name, value in line.values.items():
        silent = value == SILENT[name] if name in SILENT else not value
        if name not in left and not silent and value != stands[name]:
            line.before[name], line.after[name] = stands[name], value
    line.outcome = Outcome.UPDATED if line.after else Outcome.UNCHANGED
