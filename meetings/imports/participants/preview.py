"""Preview: what importing would do to every row, with before and after, totals and a fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from meetings.actions.versions import ASK
from meetings.imports.participants import next_version, sentences
from meetings.imports.participants.entities import Asked
from meetings.imports.participants.gender_column import Doubt, meanings, question_of
from meetings.imports.participants.on_record import MeetingRecord, ParticipationOnRecord
from meetings.imports.participants.resolved import Resolved
from meetings.imports.participants.rows import Problem
from meetings.imports.participants.versions import NextVersion, compare, replace_heads
from meetings.imports.participants.weigh import two_titles_key, weigh, weigh_new
from meetings.names import title_key
from meetings.vocabulary import Gender, Outcome, QuestionKind, Rank, Role, YesNo
from meetings.workspace.versions import number_key

# The columns of a participation that a list prints, with the values that say nothing: those never erase.
SILENT = {
    "role": Role.UNKNOWN,
    "rank": Rank.UNKNOWN,
    "attended": YesNo.UNKNOWN,
    "printed_name": "",
    "printed_title": "",
    "printed_post": "",
    "organisation": "",
    "notes": "",
    "row_id": "",
    "registered": YesNo.UNKNOWN,
}
PRINTED = ("printed_name", "printed_title", "printed_post", "organisation", "notes")


@dataclass
class Preview:
    """All rows with their outcomes, and the list beside the version that it replaces. ``open_list`` says that anyone
    can read the list, so that its meeting is counted as listed; ``doubt`` is about the gender column as a whole."""

    lines: list[Resolved]
    open_list: bool
    problems: list[Problem] = field(default_factory=list)
    questions: dict[tuple[str, str], tuple[Asked, int]] = field(default_factory=dict)
    asked_in: dict[tuple[str, str], int] = field(default_factory=dict)  # the first row that asks
    version: NextVersion = field(default_factory=NextVersion)
    doubt: Doubt | None = None
    when_gone: str = ASK

    @property
    def totals(self) -> dict[str, int]:
        """Rows by outcome; they add up to the rows read, always."""
        found = Counter(line.outcome for line in self.lines)
        return {"rows": len(self.lines)} | {str(outcome): found[outcome] for outcome in Outcome}

    @property
    def people(self) -> list[Resolved]:
        """One line per participation that this list supports."""
        return [line for line in self.lines if line.entity and not line.first and line.outcome != Outcome.INVALID]

    @property
    def genders(self) -> dict[str, dict[str, int]]:
        """Those people by what this list says of them, whatever stood in the record before: ``listed`` as it prints
        them, ``recorded`` with all it says, and ``gender`` on the basis on which their meeting is counted."""
        people = self.people
        listed = tallied(line.listed[0] for line in people)
        recorded = tallied(line.recorded[0] for line in people)
        return {"gender": listed if self.open_list else recorded, "listed": listed, "recorded": recorded}

    @property
    def summary(self) -> dict[str, object]:
        """What a batch keeps of its preview: rows by outcome, people, their genders, and what the version changes."""
        meant = meanings(line.row for line in self.lines)
        said = self.totals | {"people": len(self.people)} | self.version.to_json() | self.genders
        return said | ({"meant": meant} if meant else {})

    @property
    def asked(self) -> list[dict[str, object]]:
        """Its questions as a batch keeps them, each with the first row that asks."""
        return [
            {
                "kind": str(asked.kind),
                "key": asked.key,
                "found": asked.found,
                "rows": number,
                "row": self.asked_in[asked.kind, asked.key],
                "codes": list(asked.suggestions),
                "category": str(asked.category),
            }
            for asked, number in self.questions.values()
        ]

    @property
    def changes_something(self) -> bool:
        """False when importing again would write nothing."""
        decides = self.when_gone != ASK and bool(self.version.gone)
        return (
            decides
            or self.version.changes_something
            or any(
                line.outcome in (Outcome.NEW, Outcome.UPDATED)
                or (line.outcome == Outcome.CONFLICT and (line.asks or line.after or line.news))
                for line in self.lines
            )
        )

    def fingerprint(self) -> str:
        """SHA-256 of everything that committing would do; it moves when the record or the list does."""
        digest = hashlib.sha256()
        for line in self.lines:
            on_record = line.on_record.id if line.on_record else None
            entity = line.entity.delegation if line.entity else None
            said = (
                line.row.number,
                line.outcome,
                entity,
                on_record,
                line.person_id,
                line.listed,
                line.after,
                line.asks,
                line.news,
            )
            digest.update(json.dumps(said, default=str).encode())
        digest.update(json.dumps([one.id for one in self.version.gone]).encode())
        return digest.hexdigest()


def tallied(genders: Iterable[str]) -> dict[str, int]:
    """People by gender, as answers and pages name them."""
    found = Counter(genders)
    return {
        "women": found[Gender.WOMAN],
        "men": found[Gender.MAN],
        "another": found[Gender.ANOTHER],
        "unknown": found[Gender.UNKNOWN] + found[Gender.UNDISCLOSED],
    }


def build(
    lines: list[Resolved],
    record: MeetingRecord,
    *,
    sheet: str,
    open_list: bool,
    doubt: Doubt | None = None,
    when_gone: str = ASK,
) -> Preview:
    """Decide every row's outcome. Pure: everything it needs was read before.

    ``when_gone``: what becomes of people on record whom the list no longer prints: ask, withdraw or keep.
    """
    preview = Preview(lines, open_list, doubt=doubt, when_gone=when_gone)
    for line in lines:
        if line.first:
            _listed_again(line, record, sheet)
        elif line.entity:
            _decide(line, record, sheet)
        _ask(line, preview, record)
    _second_heads(preview.people, sheet)
    _next_version(preview, record, sheet)
    for line in lines:
        if line.resembles and line.on_record is None:
            line.problems.append(sentences.resembles(line, sheet))
    preview.problems.extend(problem for line in lines for problem in line.problems)
    preview.problems.extend(sentences.of_names(lines, sheet))
    if doubt:
        preview.problems.append(sentences.doubted(doubt, sheet))
    preview.problems.extend(sentences.asked(preview.questions.values(), sheet))
    preview.problems.extend(next_version.remarks(preview.version, preview.people, record, sheet, when_gone))
    return preview


def _next_version(preview: Preview, record: MeetingRecord, sheet: str) -> None:
    """The list beside what it replaces: who is gone, who may be whom, which heads are others now."""
    people = preview.people
    preview.version = compare(people, record)
    for line, name in replace_heads(people, record, preview.version):
        line.problems.append(next_version.head_beside(line, name, sheet))
    for line in people:
        if line.number_of and line.on_record is None:
            line.problems.append(next_version.number_of_another(line, line.number_of, sheet))


def _second_heads(people: list[Resolved], sheet: str) -> None:
    """A delegation has one head: of several stated ones the first counts, and the others are told."""
    first: dict[tuple[str, str], Resolved] = {}
    for line in people:
        if line.row.role == Role.HEAD and line.entity:
            head = first.setdefault(line.entity.delegation, line)
            if head is not line:
                line.problems.append(sentences.second_head(line, head, sheet))


def _decide(line: Resolved, record: MeetingRecord, sheet: str) -> None:
    on_record = line.on_record
    if on_record is None:
        weigh_new(line, sheet)
        line.outcome = Outcome.CONFLICT if line.asks else Outcome.NEW
        if line.rival_id is not None:
            line.asks = (*line.asks, QuestionKind.SAME_PERSON)
            if not record.answers.get((QuestionKind.SAME_PERSON, person_question_key(line))):
                line.outcome = Outcome.CONFLICT
                line.problems.append(sentences.one_or_two(line, sheet))
        if line.contradicted and not record.answers.get(two_titles_key(line)):
            line.asks = (*line.asks, QuestionKind.TWO_TITLES)
        return
    line.person_id, line.participation_id = on_record.person_id, on_record.id
    line.before, line.after = _differences(line, on_record, record)
    genders = weigh(line, on_record, record, sheet)
    line.before |= {name: getattr(on_record, name) for name in genders}
    line.after |= genders
    if line.contradicted and record.answers.get(two_titles_key(line)) is None:
        line.asks = (*line.asks, QuestionKind.TWO_TITLES)
    if set(line.asks) & {QuestionKind.GENDER, QuestionKind.TITLE_COLUMN} or on_record.id in record.in_question:
        line.outcome = Outcome.CONFLICT
    else:
        line.outcome = Outcome.UPDATED if line.after else Outcome.UNCHANGED
    if not line.after:
        line.before = line.after = None


def _differences(
    line: Resolved, on_record: ParticipationOnRecord, record: MeetingRecord
) -> tuple[dict[str, object], dict[str, object]]:
    """Printed fields that say something new; spacing and case are the same, hand corrections stay. Somebody who is
    printed again is registered again."""
    row = line.row
    values = {
        "role": row.role,
        "rank": row.rank_band,
        "attended": row.attended,
        "printed_name": row.printed_name,
        "printed_title": row.honorific,
        "printed_post": row.rank,
        "organisation": row.organisation,
        "notes": row.notes,
    }
    if on_record.id in record.numbered or not on_record.row_id:
        values["row_id"] = row.row_id
    if record.comes_into_force and on_record.registered == YesNo.NO:
        values["registered"] = str(YesNo.YES)
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    for name, value in values.items():
        stands = getattr(on_record, name)
        if value == stands or value == SILENT[name] or name in on_record.corrected:
            continue
        if name == "row_id" and number_key(str(value)) == number_key(str(stands)):
            continue
        if name in PRINTED and _same_print(str(value), str(stands)):
            continue
        # A title whose claim was heard before and set aside is no news either.
        if name == "printed_title" and (line.listed in line.heard or title_key(str(value)) == title_key(str(stands))):
            continue
        before[name], after[name] = stands, str(value)
    return before, after


def _same_print(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def _listed_again(line: Resolved, record: MeetingRecord, sheet: str) -> None:
    first = line.first
    assert first is not None
    if line.outcome == Outcome.CONFLICT and record.answers.get(two_titles_key(line)):
        line.outcome = Outcome.IGNORED
    line.problems.append(sentences.listed_again(line, first, sheet))


def _ask(line: Resolved, preview: Preview, record: MeetingRecord) -> None:
    """Collect the questions of a row, once per distinct thing; whether two are one is not asked again."""
    asked = []
    if line.entity and line.entity.question:
        asked.append(line.entity.question)
    if line.entity and line.row.title_status in ("unknown", "ask", "contradicting", "joint"):
        asked.append(Asked(QuestionKind.TITLE, title_key(line.row.honorific)[:120], line.row.honorific))
    if line.entity and line.row.gender_waits:
        asked.append(question_of(line.row.gender_column, line.row.gender_cell))
    about = [Asked(kind, person_question_key(line), line.row.printed_name) for kind in line.asks]
    asked += [
        one for one in about if one.kind != QuestionKind.SAME_PERSON or not record.answers.get((one.kind, one.key))
    ]
    for question in asked:
        key = (question.kind, question.key)
        preview.asked_in.setdefault(key, line.row.number)
        first, rows = preview.questions.get(key, (question, 0))
        preview.questions[key] = (first.together(question), rows + 1)


def person_question_key(line: Resolved) -> str:
    """The key of a question about a person of a list."""
    return "|".join(line.name_key)[:500]
