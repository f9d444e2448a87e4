"""Answers about delegations: which State or organization one is, and whether States belong to a section."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from meetings import countries
from meetings.actions.delegations import touch
from meetings.actions.questions import close_question, require_open
from meetings.actions.refusals import ActionRefused
from meetings.actions.rekey import rekey_delegation
from meetings.actions.statements import rekey_statements
from meetings.models import Alias, Country, Delegation, Organisation, Question
from meetings.vocabulary import STATE_CATEGORIES, Category, CountryKind, QuestionKind


@transaction.atomic
def answer_country(*, question: Question, code: str, by: User) -> None:
    """Say which State or organization a printed delegation is. The spelling becomes an alias (who, when).

    Where code and name disagreed, only this delegation is decided: such an answer is no alias.
    Delegations under the old key are re-keyed, and two that become one are merged.
    """
    require_open(question)
    country = Country.objects.filter(code=code).first()
    organisation = None if country else Organisation.objects.filter(code=code).first()
    if not country and not organisation:
        raise ActionRefused(
            f"{code} is neither a State nor an organization of the reference table. Choose one from the list."
        )
    if question.kind == QuestionKind.COUNTRY:
        Alias.objects.update_or_create(
            key=countries.key(question.found)[:300],
            defaults={"text": question.found[:300], "code": code, "by": by, "at": timezone.now()},
        )
    category = str(organisation.category) if organisation else _state_category(country, question)
    same = Question.objects.filter(kind=question.kind, key=question.key, answer="", meeting__locked_at=None)
    if question.kind == QuestionKind.CODE:
        same = same.filter(pk=question.pk)
    for asked in same.select_related("meeting", "batch"):
        name = country.name_en if country else organisation.name_en  # type: ignore[union-attr]
        for delegation in _delegations_of(asked):
            rekey_delegation(delegation=delegation, key=code, category=category, country=country, name=name, by=by)
        _move_statements(asked, key=code, category=category, country=country, name=name)
        close_question(asked, f"state:{code}" if country else f"org:{code}", by)


def _state_category(country: Country | None, question: Question) -> str:
    said = str(question.suggestions.get("category", ""))
    if country and country.kind == CountryKind.OBSERVER and said == Category.STATE_PARTY:
        return str(Category.OBSERVER_STATE)
    return said if said in STATE_CATEGORIES else str(Category.STATE_PARTY)


def _delegations_of(question: Question) -> list[Delegation]:
    waiting = Q(category=Category.OTHER_ENTITY) | Q(undecided=True)
    return list(Delegation.objects.filter(waiting, meeting=question.meeting, entity_key=question.key[:200]))


def _move_statements(question: Question, **who: Any) -> None:
    """Statements made under the designation that was asked about go where the answer says."""
    if rekey_statements(question.meeting, question.key[:200], **who):
        touch(question.meeting)


@transaction.atomic
def answer_label(*, question: Question, label: str, by: User) -> None:
    """Decide the designation of something outside the table; it stays among other entities, no alias is learnt."""
    for delegation in _delegations_of(question):
        if delegation.undecided:
            raise ActionRefused("Several States have this name; say which one it is.")
        delegation.name = label[:300]
        delegation.save(update_fields=["name"])
    key = question.key[:200]
    _move_statements(question, key=key, category=Category.OTHER_ENTITY, country=None, name=label)
    close_question(question, f"label:{label}", by)
    touch(question.meeting)


@transaction.atomic
def answer_entity(*, question: Question, category: str, by: User) -> None:
    """Say that a delegation is no State but an organization of a category, under its printed name."""
    if category in STATE_CATEGORIES or category not in Category.values:
        raise ValueError("An entity outside the reference table cannot be a State.")
    for delegation in _delegations_of(question):
        rekey_delegation(
            delegation=delegation,
            key=delegation.entity_key,
            category=category,
            country=None,
            name=delegation.name,
            by=by,
        )
    _move_statements(question, key=question.key[:200], category=category, country=None, name=question.found)
    close_question(question, f"entity:{category}", by)


@transaction.atomic
def answer_section(*, question: Question, belongs: bool, by: User) -> None:
    """Say whether States printed in a section of organizations belong there. If so they leave the States' account.

    Until then, and where they do not, they count as States.
    """
    require_open(question)
    said = str(question.suggestions["category"])
    found = {"meeting": question.meeting, "country__in": question.suggestions["codes"], "section": question.found[:200]}
    for delegation in Delegation.objects.filter(**found).select_related("country") if belongs else ():
        name = delegation.country.name_en if delegation.country else delegation.name
        key = countries.key(name)[:200]
        rekey_delegation(delegation=delegation, key=key, category=said, country=None, name=name, by=by)
    close_question(question, "section" if belongs else "states", by)
