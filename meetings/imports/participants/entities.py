"""Resolution of a printed delegation to one State or organization, or to a question."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from meetings import countries
from meetings.models import Alias, Country, Organisation
from meetings.models.reference import Coded
from meetings.vocabulary import STATE_CATEGORIES, Category, CountryKind, QuestionKind

Answers = Mapping[tuple[str, str], str]
AS_SECTION = "section"  # the answer that States in a section of organizations belong there


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a person: asked once per ``kind`` and ``key`` at a meeting.

    ``suggestions`` are codes to offer; ``category`` is what the section says, for when the answer is a State. Of a
    section, ``suggestions`` and ``names`` are the States found in it. ``of_a_state``: they count as States until then.
    """

    kind: str
    key: str
    found: str
    suggestions: tuple[str, ...] = ()
    category: str = ""
    names: tuple[str, ...] = ()
    of_a_state: bool = False

    def together(self, other: Asked) -> Asked:
        """The same question asked again: of a section, about one more State."""
        if self.kind != QuestionKind.SECTION or other.suggestions[0] in self.suggestions:
            return self
        found, names = self.suggestions + other.suggestions, self.names + other.names
        return replace(self, suggestions=found, names=names)


@dataclass(frozen=True, slots=True)
class Entity:
    """A delegation as resolved: ``key`` is a State's or organization's code, else its folded name."""

    key: str
    category: str
    country: str
    name: str
    section: str
    question: Asked | None = None
    undecided: bool = False  # a State, and a question asks which

    @property
    def settled_category(self) -> str:
        """The category that a statement takes: one of a State only where it is known which."""
        return str(Category.OTHER_ENTITY) if self.undecided else self.category

    @property
    def delegation(self) -> tuple[str, str]:
        """What makes a delegation one at a meeting."""
        return self.key, self.category


@dataclass
class Entities:
    """Resolves printed delegations of one list; each distinct print is worked out once."""

    states: countries.CountryIndex
    organisations: countries.CountryIndex
    kinds: Mapping[str, str]
    began: Mapping[str, datetime.date]
    ended: Mapping[str, datetime.date]
    categories: Mapping[str, str]
    names: Mapping[str, str]
    answers: Answers
    day: datetime.date
    code_style: str = ""
    delegation_style: str = ""
    _known: dict[tuple[str, str, str, str], Entity] = field(default_factory=dict)

    def of(self, delegation: str, code: str, category: str, section: str) -> Entity:
        """The entity that a delegation as printed, its code and its section stand for."""
        seen = (delegation, code, category, section)
        if seen not in self._known:
            self._known[seen] = self._resolve(*seen)
        return self._known[seen]

    def is_country(self, text: str) -> bool:
        """True when the text is a State or organization of the reference table, several States, or has a prepared
        label."""
        known = self.states.lookup(text) or self.organisations.lookup(text) or self.states.label(text)
        return bool(known or self.states.several(text))

    def _resolve(self, delegation: str, code: str, category: str, section: str) -> Entity:
        printed = delegation or code
        organisation = self.organisations.lookup(printed)
        state = self._state_code(delegation, code)
        if category and category not in STATE_CATEGORIES:
            misplaced = None if organisation or self._is_acronym(printed) else state
            return self._among_organisations(misplaced, organisation, printed, category, section)
        if state is None and organisation:
            return self._organisation(organisation, printed, self.categories[organisation], section)
        other = self._beside(code)
        if state and delegation and code and not self._agrees(state, code, other):
            offered: tuple[str, ...] = (state, other) if other else (state,)
            beside = code.strip().upper() if self.code_style else code.strip()
            found = f"{delegation} ({beside})"
            return self._undecided(found, printed, offered, category, section, a_state=len(offered) > 1)
        if state and self.day > self.ended.get(state, datetime.date.max):
            dissolved = f"{printed} (dissolved {self.ended[state]:%Y-%m-%d})"
            offered = self.states.suggestions(printed)
            return self._undecided(dissolved, printed, offered, category, section, a_state=False)
        return self._state(state, category, section) if state else self._unknown(printed, category, section, other)

    def read_columns(self, countries_beside: Iterable[str], delegations: Iterable[str]) -> None:
        """Decide of each column whether it holds codes or names, from all of its values."""
        self.code_style = self.code_style or self._style(countries_beside)
        self.delegation_style = self._style(delegations)

    def _style(self, values: Iterable[str]) -> str:
        """Of codes where most of its values are some: "Iran", "Iraq", "Peru" and "USA", "UAE", "DRC" are names."""
        distinct = set(values) - {""}
        style = countries.code_style(distinct)
        codes = sum(1 for text in distinct if self.states.read_code(text, style))
        return style if codes * 2 >= len(distinct) else ""

    def _beside(self, code: str) -> str | None:
        """The State that the column beside the delegations says: by code in a column of codes, else by name."""
        return self.states.read_code(code, self.code_style) if self.code_style else self.states.lookup(code)

    def _agrees(self, state: str, code: str, other: str | None) -> bool:
        """A name that is no State's says nothing against the delegation; an unknown code does."""
        return self.states.code_agrees(state, code, self.code_style) if self.code_style else other in (None, state)

    def _state_code(self, delegation: str, code: str) -> str | None:
        """The State of a printed name, told apart by the code beside it where the name alone is ambiguous."""
        if not delegation:
            return self.states.read_code(code, self.code_style)
        if self.delegation_style == "alpha2":  # the delegations themselves are a column of two-letter codes
            return self.states.lookup(delegation, in_code_column=True)
        return self.states.lookup_beside(delegation, self._beside(code))

    def _stands(self, state: str) -> bool:
        """Whether it was a State on the meeting's first day."""
        earliest, latest = datetime.date.min, datetime.date.max
        return self.began.get(state, earliest) <= self.day <= self.ended.get(state, latest)

    def _is_acronym(self, printed: str) -> bool:
        """Three capitals among organizations are theirs ("CAN"), unless the whole column holds codes of States."""
        codes = self.delegation_style or self.code_style
        return not codes and printed in self.states.codes

    def _state(self, code: str, category: str, section: str) -> Entity:
        observer = self.kinds[code] == CountryKind.OBSERVER
        fallback = Category.OBSERVER_STATE if observer else Category.STATE_PARTY
        return Entity(code, str(category or fallback), code, self.names[code], section)

    def _among_organisations(
        self, state: str | None, organisation: str | None, printed: str, category: str, section: str
    ) -> Entity:
        """Who stands in a section of organizations. A State there is a contradiction, asked once for all of them: it
        stays a State until somebody says that the section is theirs."""
        said = section or str(Category(category).label)
        answer = self.answers.get((QuestionKind.SECTION, countries.key(said)[:200]), "")
        if state is None or not self._stands(state) or answer == AS_SECTION:
            return self._organisation(organisation, printed, category, section)
        key, names = countries.key(said)[:200], (self.names[state],)
        asked = Asked(QuestionKind.SECTION, key, said, (state,), category, names, of_a_state=True)
        return replace(self._state(state, "", section), question=None if answer else asked)

    def _organisation(self, code: str | None, printed: str, category: str, section: str) -> Entity:
        if code:
            return Entity(code, str(category), "", self.names[code], section)
        return Entity(countries.key(printed)[:200], str(category), "", printed, section)

    def _undecided(
        self, found: str, printed: str, offered: tuple[str, ...], category: str, section: str, *, a_state: bool
    ) -> Entity:
        """A name that resolves and yet cannot stand: its code says another State, or the State was dissolved.

        A question of this list alone: the answer is no alias. ``a_state``: it is one, whichever the answer is.
        """
        key = countries.key(found)[:200]
        answer = self.answers.get((QuestionKind.CODE, key), "")
        if entity := self._answered(answer, printed, category, section):
            return entity
        asked = Asked(QuestionKind.CODE, key, found, offered, category or Category.STATE_PARTY, of_a_state=a_state)
        if a_state and not answer:
            return Entity(key, str(asked.category), "", printed, section, asked, undecided=True)
        return Entity(key, Category.OTHER_ENTITY, "", printed, section, None if answer else asked)

    def _answered(self, answer: str, printed: str, category: str, section: str) -> Entity | None:
        """The State or organization that somebody said it is; its spelling may be no alias, or not one yet."""
        verb, _colon, code = answer.partition(":")
        if verb == "state":
            return self._state(code, category, section)
        return self._organisation(code, printed, self.categories[code], section) if verb == "org" else None

    def _unknown(self, printed: str, category: str, section: str, beside: str | None = None) -> Entity:
        """A designation outside the table is counted under other entities of its section, never among States; one that
        several States share stays among them, undecided. The State that the column ``beside`` names is offered first.
        """
        key = countries.key(printed)[:200]
        answer = self.answers.get((QuestionKind.COUNTRY, key), "")
        if entity := self._answered(answer, printed, category, section):
            return entity
        if answer.startswith("entity:"):
            return Entity(key, answer.removeprefix("entity:"), "", printed, section)
        if answer.startswith("label:"):
            return Entity(key, Category.OTHER_ENTITY, "", answer.removeprefix("label:"), section)
        several = self.states.several(printed)
        likely = (beside, *self.states.suggestions(printed)) if beside else self.states.suggestions(printed)
        offered = several or tuple(dict.fromkeys(likely))[: countries.SUGGESTIONS]
        said = str(category or Category.STATE_PARTY)
        asked = Asked(QuestionKind.COUNTRY, key, printed, offered, said, of_a_state=bool(several))
        if several:
            return Entity(key, said, "", printed, section, asked, undecided=True)
        return Entity(key, Category.OTHER_ENTITY, "", self.states.label(printed) or printed, section, asked)


def entities_for(day: datetime.date, answers: Answers) -> Entities:
    """The reference table with everything people have answered, as of the meeting's first day. Three queries."""
    states, organisations = list(Country.objects.all()), list(Organisation.objects.all())
    aliases = list(Alias.objects.values_list("text", "code", "suggestions", "label"))
    ambiguous = {text: tuple(offered.split()) for text, code, offered, label in aliases if not code and not label}
    labels = {text: label for text, code, _, label in aliases if label and not code}

    def index(rows: Sequence[Coded], alpha2: dict[str, str]) -> countries.CountryIndex:
        codes = {row.code for row in rows}
        names = [
            (name, row.code)
            for row in rows
            for language in countries.LANGUAGES
            if (name := getattr(row, f"name_{language}"))
        ]
        names += [(text, code) for text, code, _, _ in aliases if code in codes]
        said = tuple(alpha2.items()), tuple(ambiguous.items()), tuple(labels.items())
        return _index(frozenset(codes), tuple(names), *said)

    return Entities(
        states=index(states, {state.alpha2: state.code for state in states if state.alpha2}),
        organisations=index(organisations, {}),
        kinds={state.code: state.kind for state in states},
        began={state.code: state.start for state in states if state.start},
        ended={state.code: state.end for state in states if state.end},
        categories={organisation.code: organisation.category for organisation in organisations},
        names={row.code: row.name_en for row in [*states, *organisations]},
        answers=answers,
        day=day,
    )


@lru_cache(maxsize=4)
def _index(
    codes: frozenset[str],
    names: tuple[tuple[str, str], ...],
    alpha2: tuple[tuple[str, str], ...],
    ambiguous: tuple[tuple[str, tuple[str, ...]], ...],
    labels: tuple[tuple[str, str], ...],
) -> countries.CountryIndex:
    """The table changes once in a while and is asked at every import and on every page of questions."""
    return countries.CountryIndex(codes, names, dict(alpha2), dict(ambiguous), dict(labels))


@dataclass
class OneDelegation:
    """Stands in for ``Entities`` where the delegation is known beforehand: typed entry."""

    entity: Entity

    def read_columns(self, countries_beside: Iterable[str], delegations: Iterable[str]) -> None:
        """There are none."""

    def of(self, delegation: str, code: str, category: str, section: str) -> Entity:
        """Always the one delegation."""
        return self.entity
