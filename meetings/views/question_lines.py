"""Content of the page of questions: evidence, forms and past answers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.forms.questions import AnswerForm, EntityForm, may_be_answered
from meetings.imports.participants.entities import Entities, entities_for
from meetings.models import GenderRecord, ImportRow, Meeting, Participation, Question
from meetings.rights import Right, may, meetings_within
from meetings.views.batch_rows import name_in, names_of
from meetings.vocabulary import Category, QuestionKind

OF_ENTITIES = (QuestionKind.COUNTRY, QuestionKind.CODE)
MOST_PLACES = 3
OF_PEOPLE = (QuestionKind.GENDER, QuestionKind.TWO_TITLES, QuestionKind.TITLE_COLUMN, QuestionKind.SAME_PERSON)
EXPLANATIONS = {
    QuestionKind.COUNTRY: gettext_lazy(
        "Until then it counts under other entities, or among States if several States have this name. Spellings "
        "of States and organizations are remembered."
    ),
    QuestionKind.CODE: gettext_lazy("Your answer applies to this delegation only."),
    QuestionKind.SECTION: gettext_lazy("They count as States until somebody says that they belong to the section."),
    QuestionKind.TITLE: gettext_lazy("Not recorded until then. Your answer becomes a rule for every list."),
    QuestionKind.VALUE: gettext_lazy(
        "Not recorded until then. Your answer applies to such columns in every list of this meeting."
    ),
    QuestionKind.TWO_TITLES: gettext_lazy(
        "Not recorded until then. A clerk can say that they are two people; a reviewer decides which title is right."
    ),
    QuestionKind.TITLE_COLUMN: gettext_lazy(
        "“As listed” follows the title, unless the list prints both; “as recorded” waits for the answer. A "
        "reviewer who did not enter it decides."
    ),
    QuestionKind.SAME_PERSON: gettext_lazy("They count as two people until somebody says that they are one."),
    QuestionKind.GENDER: gettext_lazy(
        "“As listed” stays as printed; “as recorded” waits for the answer. A reviewer who did not enter it decides."
    ),
}


def asked_in_words(question: Question, names: dict[str, str]) -> str:
    """The question as somebody would ask it."""
    words = {"found": question.found}
    if question.kind == QuestionKind.SECTION:
        states = len(question.suggestions["codes"])
        counted = ngettext("%d State under", "%d States under", states) % states
        return _("%(states)s “%(found)s”: is this a section of organizations?") % (words | {"states": counted})
    codes = question.suggestions.get("codes", []) if question.kind in OF_ENTITIES else []
    if question.kind == QuestionKind.COUNTRY and len(codes) == 1:
        return _("Is “%(found)s” %(name)s?") % (words | {"name": names.get(codes[0], codes[0])})
    asked = {
        QuestionKind.TITLE: _("What does “%(found)s” say about gender?"),
        QuestionKind.VALUE: _("What does “%(found)s” mean?"),
        QuestionKind.COUNTRY: _("Which State or organization is “%(found)s”?"),
        QuestionKind.CODE: _("“%(found)s”: code and name disagree. Which is it?"),
        QuestionKind.TWO_TITLES: _("%(found)s: listed twice, with two titles"),
        QuestionKind.TITLE_COLUMN: _("%(found)s: title and gender column disagree"),
        QuestionKind.SAME_PERSON: _("%(found)s: one person or two?"),
        QuestionKind.GENDER: _("%(found)s: two sources disagree"),
    }
    return asked.get(QuestionKind(question.kind), _("“%(found)s”: what is it?")) % words


@dataclass
class QuestionLine:
    """One open question. ``evidence`` are lines per person; not ``answerable`` where the answer is somebody else's."""

    question: Question
    form: AnswerForm | EntityForm
    evidence: list[list[str]]
    answerable: bool
    asked: str

    @property
    def explanation(self) -> str:
        """What holds until it is answered, and what the answer does."""
        return str(EXPLANATIONS.get(QuestionKind(self.question.kind), ""))


def question_lines(
    questions: Sequence[Question], meeting: Meeting, user: User, data: QueryDict | None, entities: Entities
) -> list[QuestionLine]:
    """Each question with its form. A fixed number of queries."""
    people = {pk for one in questions for pk in (one.person_id, one.other_person_id) if pk}
    brought = brought_in(people)
    evidence = evidence_of(people, user)
    printed = as_printed([one for one in questions if one.kind in OF_PEOPLE])
    names = names_of(code for one in questions if one.kind in OF_ENTITIES for code in one.suggestions["codes"])
    reviewer = may(user, Right.SETTLE, meeting)
    lines = []
    for question in questions:
        mine = {question.batch.by_id if question.batch else None} | brought[question.person_id]
        settles = reviewer and user.pk not in mine
        form: AnswerForm | EntityForm
        if question.kind in OF_ENTITIES:
            form = EntityForm(data, question=question, settles=settles, entities=entities, names=names)
        else:
            form = AnswerForm(data, question=question, settles=settles)
        said = [evidence[pk] for pk in (question.other_person_id, question.person_id) if pk in evidence]
        said += [printed[question.participation_id]] if question.participation_id in printed else []
        answerable = may_be_answered(question, settles=settles)
        lines.append(QuestionLine(question, form, said, answerable, asked_in_words(question, names)))
    return lines


def brought_in(people: Iterable[int]) -> dict[int | None, set[int]]:
    """Who entered or imported what is known about each person."""
    found: dict[int | None, set[int]] = defaultdict(set)
    evidence = GenderRecord.objects.filter(person__in=people, withdrawn_at__isnull=True)
    for person, by in evidence.values_list("person_id", "by_id"):
        found[person].add(by)
    return found


def evidence_of(people: Iterable[int], user: User) -> dict[int, list[str]]:
    """Per person what is said of their gender and where they are listed, at the meetings this user may know about."""
    seen = meetings_within(user, Right.READ_EVIDENCE)
    said: dict[int, Counter[str]] = defaultdict(Counter)
    records = GenderRecord.objects.filter(person__in=people, withdrawn_at__isnull=True, meeting__in=seen)
    for record in records.order_by("pk"):
        said[record.person_id or 0][f"{record.get_value_display()}: {record.get_basis_display()}"] += 1
    found = {person: [f"{one} ({number}×)" for one, number in counted.items()] for person, counted in said.items()}
    listed: dict[int, list[str]] = defaultdict(list)
    participations = Participation.objects.filter(person__in=people, meeting__in=seen).select_related("meeting")
    for one in participations.order_by("-meeting__start", "pk"):
        listed[one.person_id].append("; ".join(filter(None, (one.as_printed, one.printed_post, one.meeting.title))))
    for person, places in listed.items():
        more = len(places) - MOST_PLACES
        rest = [ngettext("and at %d more meeting", "and at %d more meetings", more) % more] if more > 0 else []
        found[person] = found.get(person, []) + places[:MOST_PLACES] + rest
    return found


def as_printed(questions: Sequence[Question]) -> dict[int | None, list[str]]:
    """The rows behind questions about people: those that print two titles, and the lines of documents."""
    found: dict[int | None, list[str]] = defaultdict(list)
    batches, people = {one.batch_id for one in questions}, {one.participation_id for one in questions}
    twice = {one.participation_id for one in questions if one.kind == QuestionKind.TWO_TITLES}
    for row in ImportRow.objects.filter(batch__in=batches, participation__in=people).order_by("number"):
        if row.source:
            page, line, _text = row.source[0]
            printed = {"page": page, "line": line, "text": " / ".join(text for _page, _line, text in row.source)}
            found[row.participation_id].append(_("page %(page)d, line %(line)d: %(text)s") % printed)
        elif row.participation_id in twice:
            said = {"number": row.number, "name": name_in(row.cells)}
            found[row.participation_id].append(_("row %(number)d: %(name)s") % said)
    return found


def answered_lines(questions: Sequence[Question]) -> list[dict[str, Any]]:
    """What was answered, by whom and when, in words."""
    codes = {one.answer.partition(":")[2] for one in questions if one.answer.startswith(("state:", "org:"))}
    names = names_of(codes)
    return [{"question": one, "answer": answer_in_words(one.answer, names)} for one in questions]


def answer_in_words(answer: str, names: dict[str, str]) -> str:
    """A stored answer as a person says it."""
    verb, colon, value = answer.partition(":")
    if verb in ("state", "org"):
        return names.get(value, value)
    if verb == "entity":
        return str(Category(value).label)
    if verb == "label":
        return value
    words = {
        "woman": _("woman"),
        "man": _("man"),
        "another": _("another gender"),
        "undisclosed": _("prefers not to say"),
        "unknown": _("left not recorded"),
        "nothing": _("says nothing about gender"),
        "states": _("they count as States"),
        "section": _("they belong to this section"),
        "keep": _("the record stays"),
        "one": _("one person"),
        "two": _("two people"),
    }
    return f"{words[verb]}: {words[value]}" if colon else words.get(answer, answer)


def reference(meeting: Meeting) -> Entities:
    """The States and organizations that an answer can name."""
    return entities_for(meeting.start, {})
