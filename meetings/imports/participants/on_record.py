"""What the record already holds about a meeting and the people of a list, read in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from meetings.actions.bulk import chunks
from meetings.imports.participants.persons import read_person
from meetings.models import GenderRecord, ImportBatch, ImportRow, ListDocument, Meeting, Participation, Person, Question
from meetings.names import TitleRules
from meetings.names.parts import alike_key, name_key
from meetings.vocabulary import TYPED_PART, BatchState, Gender, GenderBasis, Outcome, QuestionKind
from meetings.workspace.versions import (
    batches_in_force,
    is_corrigendum,
    number_key,
    printed_by,
    replaced_documents,
    staying,
)

FIELDS = (
    "id",
    "person_id",
    "delegation__entity_key",
    "delegation__category",
    "person__name_key",
    "person__given_names",
    "listed_gender",
    "listed_basis",
    "recorded_gender",
    "recorded_basis",
    "role",
    "rank",
    "attended",
    "registered",
    "row_id",
    "printed_name",
    "printed_title",
    "printed_post",
    "organisation",
    "notes",
    "corrected",
)

ABOUT_ONE_PERSON = (QuestionKind.GENDER, QuestionKind.SAME_PERSON, QuestionKind.TITLE_COLUMN)
NameKey = tuple[str, str, str]  # entity key, category, name key
PersonKey = tuple[str, str]  # name key, entity key


@dataclass(slots=True)
class ParticipationOnRecord:
    """A participation on record, with the values of ``FIELDS`` in their order."""

    id: int
    person_id: int
    entity_key: str
    category: str
    name_key: str
    given_names: str
    listed_gender: str
    listed_basis: str
    recorded_gender: str
    recorded_basis: str
    role: str
    rank: str
    attended: str
    registered: str
    row_id: str
    printed_name: str
    printed_title: str
    printed_post: str
    organisation: str
    notes: str
    corrected: list[str]

    @property
    def found_by(self) -> NameKey:
        """Delegation and name, as a row of a list names them."""
        return self.entity_key, self.category, self.name_key

    @property
    def says(self) -> str:
        """Whom the record takes this person for: as listed, else as recorded."""
        return self.recorded_gender if self.listed_gender == Gender.UNKNOWN else self.listed_gender

    @property
    def alike(self) -> NameKey:
        """The same, whatever the order of the name's words, with and without accents."""
        return self.entity_key, self.category, alike_key(self.name_key)


class MeetingRecord:
    """The people of one meeting as a document finds them: by delegation and name, or by number of the same source.

    ``by_other_name`` holds the names that somebody had before or was given since: corrected by hand, or renamed.
    """

    def __init__(self, meeting: Meeting, document: ListDocument, rules: Callable[[], TitleRules]) -> None:
        self.by_name: dict[NameKey, list[ParticipationOnRecord]] = defaultdict(list)
        self.by_alike: dict[NameKey, list[ParticipationOnRecord]] = defaultdict(list)
        self.by_other_name: dict[NameKey, list[ParticipationOnRecord]] = defaultdict(list)
        self.by_id: dict[int, ParticipationOnRecord] = {}
        rows = Participation.objects.filter(meeting=meeting).order_by("id").values_list(*FIELDS)
        spellings = _spellings_at(meeting)
        for values in rows.iterator(chunk_size=5_000):
            on_record = ParticipationOnRecord(*values)
            self.by_id[on_record.id] = on_record
            self.by_name[on_record.found_by].append(on_record)
            self.by_alike[on_record.alike].append(on_record)
            for spelling in spellings.get(on_record.person_id, ()):
                self.by_name[on_record.entity_key, on_record.category, spelling].append(on_record)
        self._number(meeting, document)
        self._rename(meeting, rules)
        questions = Question.objects.filter(meeting=meeting)
        self.answers = {(kind, key): answer for kind, key, answer in questions.values_list("kind", "key", "answer")}
        self.in_question = set(
            questions.filter(answer="", kind__in=ABOUT_ONE_PERSON, participation__isnull=False).values_list(
                "participation_id", flat=True
            )
        )
        self.in_replaced = supported_by(document.replaces) if document.replaces else set()
        self.in_document = supported_by(document) if document.pk else set()
        self._compare(meeting, document)

    def _number(self, meeting: Meeting, document: ListDocument) -> None:
        """Every part of a list numbers its rows for itself: a number is one of this part's."""
        self.by_number: dict[str, list[ParticipationOnRecord]] = defaultdict(list)
        self.numbered: set[int] = set()
        numbered = [one for one in self.by_id.values() if one.row_id]
        source = supported_by(*ListDocument.objects.filter(meeting=meeting, part=document.part)) if numbered else set()
        for one in numbered:
            if one.id in source:
                self.numbered.add(one.id)
                self.by_number[number_key(one.row_id)].append(one)

    def _rename(self, meeting: Meeting, rules: Callable[[], TitleRules]) -> None:
        """People whose name is no longer the one under which they came in."""
        rows = ImportRow.objects.filter(participation__meeting=meeting, before__printed_name__isnull=False)
        names = {(pk, (before or {})["printed_name"]) for pk, before in rows.values_list("participation_id", "before")}
        renamed = {pk for pk, _ in names} | {one.id for one in self.by_id.values() if "printed_name" in one.corrected}
        titles = rules() if renamed else None
        for pk, name in sorted(names | {(pk, self.by_id[pk].printed_name) for pk in renamed}):
            one = self.by_id[pk]
            assert titles is not None
            key = one.entity_key, one.category, name_key(read_person(name, "", "", "", titles, titles_inside=True).name)
            if key != one.found_by and one not in self.by_other_name[key]:
                self.by_other_name[key].append(one)

    def _compare(self, meeting: Meeting, document: ListDocument) -> None:
        """Who is printed now, and who still is once this document is imported; before its own rows are looked at."""
        committed = ListDocument.objects.filter(meeting=meeting, batches__state=BatchState.COMMITTED)
        documents = set(committed.distinct())
        self.comes_into_force = document.pk not in replaced_documents(documents)
        same = ImportBatch.objects.filter(pk__in=batches_in_force(meeting), document=document.pk)
        self.left_out = sum(totals.get(Outcome.INVALID, 0) for totals in same.values_list("totals", flat=True))
        newer = [one for one in documents if one.replaces_id == document.pk and document.pk and not is_corrigendum(one)]
        self.newer = str(newer[-1]) if newer else ""
        printed, after = batches_in_force(meeting), batches_in_force(meeting, document)
        if document.part == TYPED_PART or not self.comes_into_force:
            after = printed
        elsewhere = _people(after)
        self.loses_force = _people(printed - after) - elsewhere
        own_part = {one for one in documents if one.part == document.part}
        before = supported_by(*own_part) if own_part and document.part != TYPED_PART else set()
        whole = self.comes_into_force and not is_corrigendum(document)
        self.in_part = before
        self.may_be_gone = before - elsewhere - staying(meeting) if whole else set()
        self.printed_elsewhere = elsewhere

    def stand_beside(self) -> None:
        """The list completes the one in force: nobody is missing from it."""
        self.may_be_gone -= self.loses_force
        self.printed_elsewhere |= self.loses_force
        self.loses_force = set()

    def heard(self, meeting: Meeting, people: Iterable[int]) -> set[tuple[int, str, str]]:
        """(person, basis, value) of all evidence printed at this meeting, also what an answer set aside.

        Evidence of an import that was undone was never heard.
        """
        heard = GenderRecord.objects.filter(meeting=meeting).exclude(batch__state=BatchState.WITHDRAWN)
        return {
            evidence
            for some in chunks(sorted(people))
            for evidence in heard.filter(person__in=some).values_list("person_id", "basis", "value")
        }


def _people(batches: set[int]) -> set[int]:
    return set(printed_by(batches).values_list("participation_id", flat=True)) if batches else set()


def _spellings_at(meeting: Meeting) -> dict[int, set[str]]:
    """Of people who were merged, the other keys under which lists print them."""
    found: dict[int, set[str]] = defaultdict(set)
    people = Person.objects.filter(participations__meeting=meeting, merged__isnull=False).order_by("pk").distinct()
    for person, own, spelling in people.values_list("pk", "name_key", "merged__name_key"):
        if spelling != own:
            found[person].add(spelling)
    return found


def supported_by(*documents: ListDocument) -> set[int]:
    """Participations that the committed files of these documents name."""
    return set(
        ImportRow.objects.filter(
            batch__document__in=documents, batch__state=BatchState.COMMITTED, participation__isnull=False
        ).values_list("participation_id", flat=True)
    )


@dataclass(slots=True)
class Candidate:
    """Somebody on record under the same name and entity, with the titles printed for them anywhere."""

    person_id: int
    namesake: int
    titles: set[str]


def candidates(keys: set[PersonKey]) -> dict[PersonKey, list[Candidate]]:
    """People on record under these keys, namesakes in order."""
    found: dict[PersonKey, list[Candidate]] = defaultdict(list)
    by_id: dict[int, Candidate] = {}
    names: Sequence[str] = sorted({name for name, _ in keys})
    for some in chunks(names):
        people = Person.objects.filter(name_key__in=some).order_by("namesake")
        fields = ("merged_into", "id", "name_key", "entity_key", "namesake")
        for merged_into, person_id, name, entity, namesake in people.values_list(*fields):
            if (name, entity) in keys:
                candidate = Candidate(merged_into or person_id, namesake, set())
                by_id[candidate.person_id] = by_id.get(candidate.person_id, candidate)
                candidate.titles = by_id[candidate.person_id].titles
                found[name, entity].append(candidate)
    for some_ids in chunks(sorted(by_id)):
        titles = GenderRecord.objects.filter(
            person__in=some_ids, basis=GenderBasis.COURTESY_TITLE, withdrawn_at__isnull=True
        )
        for person_id, value in titles.values_list("person_id", "value"):
            by_id[person_id].titles.add(value)
    return found
