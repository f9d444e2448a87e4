"""Preview of statements: who spoke, which statement on record it is, and what differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from meetings.actions.statements import SAID, delegations_at
from meetings.actions.trail import values_of
from meetings.folding import fold_name
from meetings.imports.participants.entities import Asked, Entities, Entity, entities_for
from meetings.imports.proceedings.preview import Line, Preview, Said, begun, claimed_gender, compare
from meetings.imports.proceedings.statements import StatementRow
from meetings.models import Meeting, Question, Statement
from meetings.names import title_key
from meetings.vocabulary import Gender, GenderTopic, Outcome, QuestionKind, StatementKind

Key = tuple[str, ...]
Spoken = Line[StatementRow, Statement]
GENDER = ("speaker_gender", "speaker_basis")
# Values that say nothing: those never erase what is on record.
SILENT: Mapping[str, Any] = {
    "order": 0, "date": None, "item": "", "on_behalf_of": "", "kind": "", "presiding": None, "speaker_name": "",
    "speaker_title": "", "speaker_gender": Gender.UNKNOWN, "minutes": None, "topic": "",
}  # fmt: skip
DEFAULTS: Mapping[str, Any] = {"kind": StatementKind.STATEMENT, "topic": GenderTopic.NOT_CODED, "presiding": False}


def preview_statements(meeting: Meeting, rows: Iterator[StatementRow], *, gender_basis: str, sha256: str) -> Preview:
    """Resolve checked rows against the record as it stands. A few queries, however many rows."""
    questions = Question.objects.filter(meeting=meeting)
    answers = {(kind, key): answer for kind, key, answer in questions.values_list("kind", "key", "answer")}
    entities, present = entities_for(meeting.start, answers), delegations_at(meeting)
    lines: list[Spoken] = []
    whose: dict[int, Entity] = {}
    for place, line in enumerate(begun(rows)):
        lines.append(line)
        if line.outcome != Outcome.NEW:
            continue
        whose[place] = entity = _entity(line.row, entities, present)
        line.who, line.said = entity.delegation, _said(line.row, gender_basis)
        if entity.question:
            line.asked.append(entity.question)
        if line.row.person.title_is_open:
            key = title_key(line.row.person.title)[:120]
            if not answers.get((QuestionKind.TITLE, key)):
                line.asked.append(Asked(QuestionKind.TITLE, key, line.row.person.title))
    preview = _compared(meeting, lines, sha256)
    for place, entity in whose.items():
        lines[place].new = _new(lines[place], entity)
    return preview


def _entity(row: StatementRow, entities: Entities, present: Mapping[str, Any]) -> Entity:
    """Whose representative spoke: a delegation of the meeting where there is one."""
    entity = entities.of(row.delegation, "", row.category, "")
    if delegation := present.get(entity.key):
        return Entity(delegation.entity_key, delegation.settled_category, delegation.country_id or "", entity.name, "")
    return replace(entity, category=entity.settled_category, undecided=False)


def _said(row: StatementRow, gender_basis: str) -> Said:
    """What a row says about its statement."""
    gender, basis = claimed_gender(row.person, gender_basis)
    return {
        "order": row.order,
        "date": row.day,
        "item": row.item,
        "on_behalf_of": row.on_behalf_of,
        "kind": row.kind,
        "presiding": {"yes": True, "no": False}.get(row.presiding),
        "speaker_name": row.person.name,
        "speaker_title": row.person.title,
        "speaker_gender": gender,
        "speaker_basis": basis,
        "minutes": row.minutes,
        "topic": row.topic,
    }


def _new(line: Spoken, entity: Entity) -> Said:
    """All fields of a statement that is not on record yet."""
    said = {name: DEFAULTS.get(name, value) if value == SILENT.get(name) else value
            for name, value in line.said.items()}  # fmt: skip
    who = {"entity_key": entity.key, "category": entity.category, "name": entity.name[:300]}
    return said | who | {"country_id": entity.country or None, "line": line.row.number}


def _compared(meeting: Meeting, lines: list[Spoken], sha256: str) -> Preview:
    """Find each line's statement on record: the one this very file made, else the next that fits it in order."""
    record = list(Statement.objects.filter(meeting=meeting).select_related("batch").order_by("date", "order", "pk"))
    spoken = [line for line in lines if line.said]
    same_file = {one.line: one for one in record if one.batch and one.batch.sha256 == sha256}
    taken = {one.pk for line in spoken if (one := same_file.get(line.row.number))}
    waiting: dict[Key, list[Statement]] = defaultdict(list)
    for one in record:
        if one.pk not in taken:
            waiting[_key(one.date, one.item, one.entity_key, one.on_behalf_of)].append(one)
    for place, line in enumerate(spoken, 1):
        said = line.said
        said["order"] = said["order"] or place
        key = _key(said["date"], said["item"], line.who[0], said["on_behalf_of"])
        line.on_record = same_file.get(line.row.number) or (waiting[key].pop(0) if waiting[key] else None)
        if line.on_record:
            left = () if line.row.order else ("order",)
            compare(line, values_of(line.on_record, SAID), silent=SILENT, left=left, gender=GENDER)
    found = {line.on_record.pk for line in spoken if line.on_record}
    days = {(line.said["date"], fold_name(line.said["item"])) for line in spoken}
    absent = sum(1 for one in record if one.pk not in found and (one.date, fold_name(one.item)) in days)
    return Preview(list(lines), GENDER[0], absent)


def _key(day: Any, item: str, entity: str, on_behalf_of: str) -> Key:
    return (str(day or ""), fold_name(item), entity, fold_name(on_behalf_of))
