"""Preview: what importing would do to every row, with before and after, totals and a fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field

from meetings.imports.participants import sentences
from meetings.imports.participants.entities import Asked
from meetings.imports.participants.on_record import MeetingRecord, ParticipationOnRecord
from meetings.imports.participants.resolve import Resolved
from meetings.imports.participants.rows import Problem
from meetings.names import title_key
from meetings.vocabulary import Gender, GenderBasis, Outcome, QuestionKind, Rank, Role, YesNo

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
}
PRINTED = ("printed_name", "printed_title", "printed_post", "organisation", "notes")


@dataclass
class Preview:
    """All rows with their outcomes. ``absent`` are participations of the replaced document not listed any more."""

    lines: list[Resolved]
    problems: list[Problem] = field(default_factory=list)
    questions: dict[tuple[str, str], tuple[Asked, int]] = field(default_factory=dict)
    absent: set[int] = field(default_factory=set)

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
    def gender(self) -> dict[str, int]:
        """Those people by gender as this list prints it, whatever stood in the record before."""
        found = Counter(line.listed[0] for line in self.people)
        return {
            "women": found[Gender.WOMAN],
            "men": found[Gender.MAN],
            "another": found[Gender.ANOTHER],
            "unknown": found[Gender.UNKNOWN] + found[Gender.UNDISCLOSED],
        }

    @property
    def summary(self) -> dict[str, object]:
        """What a batch keeps of its preview: rows by outcome, people, their gender as printed, who is absent."""
        return self.totals | {"people": len(self.people), "gender": self.gender, "absent": sorted(self.absent)}

    @property
    def changes_something(self) -> bool:
        """False when importing again would write nothing."""
        return any(
            line.outcome in (Outcome.NEW, Outcome.UPDATED)
            or (line.outcome == Outcome.CONFLICT and (line.asks or line.after))
            for line in self.lines
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
            )
            digest.update(json.dumps(said, default=str).encode())
        return digest.hexdigest()


def build(lines: list[Resolved], record: MeetingRecord, *, sheet: str, whole_list: bool) -> Preview:
    """Decide every row's outcome. Pure: everything it needs was read before.

    ``whole_list``: who stands in the replaced version and not here is absent (not so for a corrigendum).
    """
    preview = Preview(lines)
    for line in lines:
        if line.first:
            _listed_again(line, record, sheet)
        elif line.entity:
            _decide(line, record, sheet)
        _ask(line, preview)
    _second_heads(preview.people, sheet)
    for line in lines:
        if line.resembles and line.on_record is None:
            line.problems.append(sentences.resembles(line, sheet))
    preview.problems.extend(problem for line in lines for problem in line.problems)
    if otherwise := [line for line in lines if line.otherwise]:
        preview.problems.append(sentences.written_otherwise(otherwise, sheet))
    on_record = {line.on_record.id for line in lines if line.on_record}
    if whole_list:
        preview.absent = record.in_replaced - on_record
    preview.problems.extend(sentences.asked(preview.questions.values(), sheet))
    if preview.absent:
        preview.problems.append(sentences.absent(len(preview.absent), sheet))
    return preview


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
        line.outcome = Outcome.NEW
        if line.rival_id is not None:
            line.outcome, line.asks = Outcome.CONFLICT, QuestionKind.SAME_PERSON
            line.problems.append(sentences.one_or_two(line, sheet))
        elif line.contradicted:
            line.asks = QuestionKind.TWO_TITLES
        return
    line.person_id, line.participation_id = on_record.person_id, on_record.id
    line.before, line.after = _differences(line, on_record)
    listed = _listed_change(line, on_record, record, sheet)
    if listed:
        line.before |= {"listed_gender": on_record.listed_gender, "listed_basis": on_record.listed_basis}
        line.after |= {"listed_gender": listed[0], "listed_basis": listed[1]}
    if line.contradicted and record.answers.get(_two_titles_key(line)) is None:
        line.asks = QuestionKind.TWO_TITLES
    if line.asks == QuestionKind.GENDER or on_record.id in record.in_question:
        line.outcome = Outcome.CONFLICT
    else:
        line.outcome = Outcome.UPDATED if line.after else Outcome.UNCHANGED
    if not line.after:
        line.before = line.after = None


def _differences(line: Resolved, on_record: ParticipationOnRecord) -> tuple[dict[str, object], dict[str, object]]:
    """Printed fields that say something new; spacing and case are the same, hand corrections stay."""
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
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    for name, value in values.items():
        stands = getattr(on_record, name)
        if value == stands or value == SILENT[name] or name in on_record.corrected:
            continue
        if name in PRINTED and _same_print(str(value), str(stands)):
            continue
        # A title whose claim was heard before and set aside is no news either.
        if name == "printed_title" and (line.heard or title_key(str(value)) == title_key(str(stands))):
            continue
        before[name], after[name] = stands, str(value)
    return before, after


def _same_print(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def _listed_change(
    line: Resolved, on_record: ParticipationOnRecord, record: MeetingRecord, sheet: str
) -> tuple[str, str] | None:
    """The listed gender this row brings, or None; opens a question where equal evidence disagrees (lists.md,
    *Equal and unequal evidence*)."""
    value, basis = line.listed
    stronger = GenderBasis(basis).strength - GenderBasis(on_record.listed_basis).strength
    if line.contradicted:
        changed = on_record.listed_gender != Gender.UNKNOWN and record.answers.get(_two_titles_key(line)) is None
        line.replaced_claims = changed
        return (Gender.UNKNOWN, GenderBasis.NONE) if changed else None
    if value == Gender.UNKNOWN or (value == on_record.listed_gender and stronger <= 0):
        return None
    if "listed_gender" in on_record.corrected:
        if value != on_record.listed_gender:
            line.problems.append(
                sentences.not_overwritten(line, sheet, "kept_correction", "a correction made by hand", "the correction")
            )
        return None
    if value == on_record.listed_gender or on_record.listed_gender == Gender.UNKNOWN:
        # An undecided contradiction or a settled question keeps the listed value where the clerk left it.
        return None if line.heard and on_record.listed_gender == Gender.UNKNOWN else (value, basis)
    if on_record.id in record.in_replaced and on_record.id not in record.in_document and stronger >= 0:
        line.replaced_claims = True
        return value, basis
    if line.heard:
        return None
    if stronger < 0:
        line.problems.append(
            sentences.not_overwritten(line, sheet, "kept_stronger", "stronger evidence on record", "that evidence")
        )
        return None
    if stronger == 0:
        line.asks = QuestionKind.GENDER
        line.problems.append(sentences.contradicts(line, on_record, sheet))
    return value, basis


def _two_titles_key(line: Resolved) -> tuple[str, str]:
    return QuestionKind.TWO_TITLES, "|".join(line.name_key)


def _listed_again(line: Resolved, record: MeetingRecord, sheet: str) -> None:
    first = line.first
    assert first is not None
    if line.outcome == Outcome.CONFLICT and record.answers.get(_two_titles_key(line)):
        line.outcome = Outcome.IGNORED
    line.problems.append(sentences.listed_again(line, first, sheet))


def _ask(line: Resolved, preview: Preview) -> None:
    """Collect the questions of a row, once per distinct thing."""
    asked = []
    if line.entity and line.entity.question:
        asked.append(line.entity.question)
    if line.entity and line.row.title_status in ("unknown", "ask", "contradicting", "joint"):
        asked.append(Asked(QuestionKind.TITLE, title_key(line.row.honorific)[:120], line.row.honorific))
    if line.asks:
        asked.append(Asked(line.asks, person_question_key(line), line.row.printed_name))
    for question in asked:
        key = (question.kind, question.key)
        asked_before, rows = preview.questions.get(key, (question, 0))
        preview.questions[key] = (asked_before.together(question), rows + 1)


def person_question_key(line: Resolved) -> str:
    """The key of a question about a person of a list."""
    return "|".join(line.name_key)[:500]
