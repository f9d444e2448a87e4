"""What the answers to open questions would do to the share of women of their meeting, before anybody gives them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings import names
from meetings.models import Country, DelegationCount, ImportBatch, Meeting, Participation, Question
from meetings.rights import Account
from meetings.vocabulary import (
    LISTED_BASES,
    STATE_CATEGORIES,
    BatchState,
    Category,
    Gender,
    ListAccess,
    QuestionKind,
    YesNo,
)
from meetings.words.gender_columns import value_question
from reports.counting.scope import Scope
from reports.dashboards.permitted import population_for
from reports.measures.tally import Counts
from reports.presentation.svg import WHOLE, Scale, scale_of
from reports.results import Result, supposing, whole

GENDERS = {Gender.WOMAN: Counts(women=1), Gender.MAN: Counts(men=1), Gender.ANOTHER: Counts(another=1)}
NOT_RECORDED = Counts(unknown=1)
NOTHING = Counts()
BOTH = (Gender.WOMAN.value, Gender.MAN.value)
ENTITIES = (QuestionKind.COUNTRY, QuestionKind.CODE)
Changes = dict[str, tuple[int, Counts]]
"""By answer: how many people it is about, and what it does to the counts of States."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one answer does: in a sentence, as a result, and on the line of the page where percentages are shown."""

    sentence: str
    result: Result
    change: Counts
    before: str = ""
    after: str = ""
    scale: Scale = WHOLE


class Stakes:
    """The open questions of a page against the share of women in States' delegations, the headline of the meeting."""

    def __init__(self, user: Account, meeting: Meeting, questions: Sequence[Question]) -> None:
        self.meeting, self.questions = meeting, list(questions)
        self.now: Result = whole(population_for(user, Scope(meeting=meeting.slug)))
        self.listed = meeting.list_access == ListAccess.OPEN

    def outcome(self, question: Question, answer: str) -> Outcome | None:
        """What an answer does, as the form of the question sends it; None where that cannot be said beforehand."""
        changes = self._changes[question.pk]
        if answer not in changes:
            return None
        people, change = changes[answer]
        result = supposing(self.now, change)
        sentence = in_words(people, change, result)
        if not (self.now.percent and result.percent and self.scale):
            return Outcome(sentence, result, change)
        at = self.scale.at
        return Outcome(sentence, result, change, at(_share(self.now)), at(_share(result)), self.scale)

    def swing(self, question: Question) -> Fraction:
        """How far apart the answers of a question set the share."""
        found = [_share(supposing(self.now, change)) for _people, change in self._changes[question.pk].values()]
        return max(found) - min(found) if found else Fraction(0)

    @cached_property
    def ends(self) -> tuple[Result, Result]:
        """The lowest and the highest share to which the answers on the page can lead; each may also stay open."""
        low, high = NOTHING, NOTHING
        for question in self.questions:
            changes = [NOTHING, *(change for _people, change in self._changes[question.pk].values())]
            low += min(changes, key=lambda change: _share(supposing(self.now, change)))
            high += max(changes, key=lambda change: _share(supposing(self.now, change)))
        return supposing(self.now, low), supposing(self.now, high)

    @property
    def moves(self) -> bool:
        """Whether any answer moves the share, and percentages are shown of it."""
        low, high = self.ends
        return bool(self.now.percent and low.percent and _share(low) != _share(high))

    @cached_property
    def scale(self) -> Scale | None:
        """One line for all answers of the page; none where no answer moves anything."""
        return scale_of(map(_share, (*self.ends, self.now))) if self.moves else None

    @property
    def gauge(self) -> dict[str, str]:
        """Where the share and its bounds stand on the line from 0 to 100 per cent."""
        value = self.now.share
        low, high = value.low or Fraction(0), value.high or Fraction(0)
        return {"at": WHOLE.at(_share(self.now)), "low": WHOLE.at(low), "width": f"{float(high - low) * 100:.2f}%"}

    @cached_property
    def _changes(self) -> dict[int, Changes]:
        """Of each question by its id."""
        of_kind: dict[str, Callable[[Question], Changes]] = {
            QuestionKind.TITLE: self._of_title,
            QuestionKind.VALUE: self._of_value,
            QuestionKind.COUNTRY: self._of_entity,
            QuestionKind.CODE: self._of_entity,
            QuestionKind.SECTION: self._of_section,
            QuestionKind.TWO_TITLES: self._of_two_titles,
            QuestionKind.GENDER: self._of_gender,
            QuestionKind.TITLE_COLUMN: self._of_title_column,
            QuestionKind.SAME_PERSON: self._of_same_person,
        }
        found = {}
        for one in self.questions:
            known = of_kind.get(one.kind)
            found[one.pk] = known(one) if known else {}
        return found

    def _of_title(self, question: Question) -> Changes:
        """A title that says something speaks for those of whom nothing is listed."""
        printed = [one for one in self._people if names.title_key(one.printed_title)[:120] == question.key]
        silent = [one for one in printed if one.listed_gender == Gender.UNKNOWN]
        return self._of_claims(silent) | {"nothing": (len(silent), NOTHING)}

    def _of_value(self, question: Question) -> Changes:
        """A value of a gender column speaks for those it left open, as listed only where the list prints the column."""
        people = [one for one in self._people if one.pk in self._asked_about[question.key]]
        nobody = dict.fromkeys((Gender.UNDISCLOSED.value, Gender.UNKNOWN.value), (len(people), NOTHING))
        return self._of_claims(people, (Gender.WOMAN, Gender.MAN, Gender.ANOTHER)) | nobody

    @cached_property
    def _asked_about(self) -> dict[str, set[int]]:
        """The entries whose rows print a value of a gender column, by the key of the question about it."""
        imports = ImportBatch.objects.filter(document__meeting=self.meeting, state=BatchState.COMMITTED)
        if self.listed:
            imports = imports.filter(gender_basis__in=LISTED_BASES)
        found: dict[str, set[int]] = defaultdict(set)
        for batch in imports:
            header = batch.summary.mapped.get("gender", "")
            rows = batch.rows.filter(participation__isnull=False).values_list("cells", "participation_id")
            for cells, participation in rows:
                if cell := cells.get("gender"):
                    found[value_question(header, cell)].add(participation)
        return found

    def _of_entity(self, question: Question) -> Changes:
        """Who stands under a State is counted among the States; anything else stays outside them. Where it is only
        undecided which State it is, they are among them already."""
        people, counted = self._others[question.key[:200]], self._undecided[question.key[:200]]
        concerned = people.total + counted
        found = {f"country:{code}": (concerned, NOTHING) for code in question.suggestions.get("codes", ())}
        found |= {f"country:{code}": (concerned, people) for code in self._states if f"country:{code}" in found}
        return found

    def _of_section(self, question: Question) -> Changes:
        """States that belong to a section of organizations leave the States' account."""
        codes = set(question.suggestions["codes"])
        there = [one for one in self._people if one.delegation.section == question.found[:200]]
        people = [one for one in there if one.delegation.country_id in codes]
        leaving = _sum(_minus(self._gender_of(one)) for one in people)
        return {"states": (len(people), NOTHING), "section": (len(people), leaving)}

    def _of_two_titles(self, question: Question) -> Changes:
        people = [one for one in self._people if one.pk == question.participation_id]
        both = [Counts(women=1, men=1) + _minus(self._gender_of(one)) for one in people if _of_a_state(one)]
        return self._of_claims(people) | {"two": (1, _sum(both)), "unknown": (1, NOTHING)}

    def _of_gender(self, question: Question) -> Changes:
        """What a list prints stays as listed; as recorded follows the answer."""
        people = [] if self.listed else [one for one in self._people if one.person_id == question.person_id]
        if self.listed:
            return dict.fromkeys((*BOTH, "unknown"), (1, NOTHING))
        return self._of_claims(people) | {"unknown": (1, NOTHING)}

    def _of_title_column(self, question: Question) -> Changes:
        """As listed it changes only whom the list prints in two ways: everybody else stays as the title says."""
        people = [one for one in self._people if one.pk == question.participation_id]
        waiting = [one for one in people if not self.listed or one.listed_gender == Gender.UNKNOWN]
        return (
            dict.fromkeys(BOTH, (len(people), NOTHING))
            | (self._of_claims(waiting) if waiting else {})
            | {"unknown": (len(people), NOTHING)}
        )

    def _of_same_person(self, question: Question) -> Changes:
        """Two stay two. One person whose lists contradict each other becomes not recorded until somebody settles it."""
        here = [one for one in self._people if one.person_id in (question.person_id, question.other_person_id)]
        return {"two": (2, NOTHING)} | ({"one": (1, NOTHING)} if self.listed and len(here) < 2 else {})

    @cached_property
    def _people(self) -> list[Participation]:
        listed = Participation.objects.filter(meeting=self.meeting).exclude(registered=YesNo.NO)
        wanted = (
            "person_id",
            "listed_gender",
            "recorded_gender",
            "printed_title",
            "delegation__category",
            "delegation__entity_key",
            "delegation__country_id",
            "delegation__section",
            "delegation__undecided",
        )
        return list(listed.select_related("delegation").only(*wanted))

    @cached_property
    def _others(self) -> dict[str, Counts]:
        """People of delegations that nobody has placed yet, by the key of the delegation."""
        found: dict[str, Counts] = defaultdict(Counts)
        keys = [one.key[:200] for one in self.questions if one.kind in ENTITIES]
        for one in self._people if keys else []:
            if one.delegation.category == Category.OTHER_ENTITY:
                found[one.delegation.entity_key] += self._gender_of(one)
        about = {"delegation__meeting": self.meeting, "delegation__entity_key__in": keys}
        for head_count in DelegationCount.objects.filter(**about).select_related("delegation") if keys else []:
            counts = Counts(head_count.women, head_count.men, head_count.another, head_count.unknown)
            beyond_print = self.listed and head_count.basis not in LISTED_BASES
            found[head_count.delegation.entity_key] += Counts(unknown=counts.total) if beyond_print else counts
        return found

    @cached_property
    def _undecided(self) -> Counter[str]:
        """How many people of delegations that are one of several States, by the key of the delegation."""
        return Counter(one.delegation.entity_key for one in self._people if one.delegation.undecided)

    @cached_property
    def _states(self) -> set[str]:
        codes = {code for one in self.questions if one.kind in ENTITIES for code in one.suggestions.get("codes", ())}
        return set(Country.objects.filter(code__in=codes).values_list("code", flat=True)) if codes else set()

    def _said_of(self, one: Participation) -> str:
        """The gender that the meeting is counted by."""
        return one.listed_gender if self.listed else one.recorded_gender

    def _gender_of(self, one: Participation) -> Counts:
        return GENDERS.get(Gender(self._said_of(one)), NOT_RECORDED)

    def _of_claims(
        self, people: Iterable[Participation], claims: Sequence[Gender] = (Gender.WOMAN, Gender.MAN)
    ) -> Changes:
        """Of whom nothing is known, the answer says it; what is known by other evidence stays."""
        silent = [one for one in people if self._said_of(one) == Gender.UNKNOWN]
        states = [one for one in silent if _of_a_state(one)]
        return {
            claim.value: (len(silent), _sum(GENDERS[claim] + _minus(NOT_RECORDED) for _one in states))
            for claim in claims
        }


def _of_a_state(one: Participation) -> bool:
    return one.delegation.category in STATE_CATEGORIES


def _sum(parts: Iterable[Counts]) -> Counts:
    total = NOTHING
    for part in parts:
        total += part
    return total


def _minus(counts: Counts) -> Counts:
    return Counts(-counts.women, -counts.men, -counts.another, -counts.unknown)


def _share(result: Result) -> Fraction:
    return result.share.value or Fraction(0)


def in_words(people: int, change: Counts, result: Result) -> str:
    """What an answer does, and the share after it."""
    if change == NOTHING:
        words = {"share": result.text, "open": result.counts.open}
        return _("Stays %(share)s, %(open)s not recorded.") % words
    return _("%(change)s: %(share)s.") % {"change": _change_in_words(people, change), "share": result.text}


def _change_in_words(people: int, change: Counts) -> str:
    if change.total > 0 and change.unknown >= 0:
        words = {"number": change.total, "women": change.women, "men": change.men, "open": change.open}
        joined = ngettext("%(number)s person joins the States", "%(number)s people join the States", change.total)
        return (joined + _(" (women %(women)s, men %(men)s, not recorded %(open)s)")) % words
    if change.women and change.men:
        return _("A woman and a man are counted instead of one person")
    if change.women:
        return ngettext("%(number)s person becomes a woman", "%(number)s people become women", people) % {
            "number": people
        }
    return ngettext("%(number)s person becomes a man", "%(number)s people become men", people) % {"number": people}
