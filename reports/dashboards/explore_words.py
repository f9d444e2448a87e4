"""What a view of Explore asks for, in words: who is counted, and what narrows it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from reports.counting.dimensions import DIMENSIONS
from reports.counting.population import Population
from reports.counting.scope import ATTENDED, LISTED, REGISTERED, Scope
from reports.dashboards.forms import CountedForm
from reports.presentation import sentences
from reports.scope_results import group_label

Asked = tuple[str, str]
"""What is asked, such as *Years*, and its answer, such as *2018–2025*."""


def in_words(people: Population) -> str:
    """The people a scope is about with all that narrows it: … (Forum: Conference; Years: 2019–2024; State: Kenya)."""
    who, narrowed = sentences.who(people.scope), "; ".join(titled(asked) for asked in asked_for(people).values())
    return _("%(people)s (%(narrowed)s)") % {"people": who, "narrowed": narrowed} if narrowed else who


def counted_in(scope: Scope) -> dict[str, Asked]:
    """Who is counted in a scope, in the words of the form."""
    fields: dict[str, Any] = CountedForm.base_fields
    chosen = {"category": scope.category, "base": ATTENDED if scope.attended else REGISTERED}
    return {key: (str(fields[key].label), str(dict(fields[key].choices)[value])) for key, value in chosen.items()}


def asked_for(people: Population) -> dict[str, Asked]:
    """All that narrows a scope, by the names that an address has for it."""
    scope, found = people.scope, {}
    if scope.meeting:
        titles = {meeting.slug: meeting.title for meeting in people.meetings}
        found["meeting"] = (_("Meeting"), titles.get(scope.meeting, scope.meeting))
    if scope.forum:
        named = (meeting.forum_name for meeting in reversed(people.meetings) if meeting.forum_id == scope.forum)
        found["forum"] = (_("Forum"), next(named, scope.forum))
    for key, value in scope.only:
        found[key] = (str(DIMENSIONS[key].title), group_label(people, DIMENSIONS[key], value))
    if scope.years:
        found["year"] = (_("Years"), "–".join(str(year) for year in dict.fromkeys(scope.years)))
    if scope.gender_basis:
        found["gender_basis"] = (
            _("Gender"),
            _("as listed") if scope.gender_basis == LISTED else _("as recorded"),
        )
    return found


def titled(asked: Asked) -> str:
    """The question with its answer."""
    return _("%(title)s: %(value)s") % {"title": asked[0], "value": asked[1]}


def first_letter(text: str) -> str:
    """The text as it begins a line."""
    return text[:1].upper() + text[1:]


def more(label: str, told_by: str) -> str:
    """A label with what tells it from another one alike."""
    return f"{label} ({told_by})"
