"""The message where a scope counts nobody: the scope in words, and how to widen it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from meetings.models import Forum, Meeting
from meetings.rights import Account
from reports.counting.closed_lists import LEFT_OUT
from reports.counting.population import Population
from reports.counting.scope import ALL, STATES, Scope
from reports.dashboards.permitted import population_for
from reports.presentation import sentences
from reports.presentation.dates import years_text
from reports.presentation.undecided import undecided_notes
from reports.results import whole


@dataclass(frozen=True, slots=True)
class EmptyScope:
    """What a page says of a scope that counts nobody. ``sentence`` names the scope, ``closed`` says that without "
    "meetings with closed lists, ``waiting`` what is not decided yet; ``wider``: labels, addresses."""

    sentence: str
    closed: str
    waiting: Sequence[str]
    wider: list[tuple[str, str]]


def empty_scope_in(people: Population, path: str, page: Scope | None = None) -> EmptyScope | None:
    """None where somebody is counted. ``page`` asks for what the page itself is about: it is never taken away."""
    if whole(people).counts.total:
        return None
    own = page or Scope()
    ways = list(_narrowings(people, own))
    words = [sentences.whom(people), *(label for label, _wider in ways[: _places(people.scope, own)])]
    sentence = _("Nobody matches these filters: %(scope)s.") % {"scope": ", ".join(words)}
    wider = [(_("Without “%(narrowing)s”") % {"narrowing": label}, _address(path, own, one)) for label, one in ways]
    if len(ways) > 1:
        wider.append((_("Without any of these"), path))
    return EmptyScope(sentence, str(LEFT_OUT) if people.left_out else "", undecided_notes(people), wider)


def on_record(user: Account, page: Scope) -> bool:
    """Whether anybody at all is recorded of what a page is about."""
    return bool(whole(population_for(user, replace(page, category=ALL))).counts.total)


def _narrowings(people: Population, own: Scope) -> Iterator[tuple[str, Scope]]:
    """Each thing a scope asks for beyond its page, in words, with the scope that does not; places and times first."""
    scope = people.scope
    if scope.meeting != own.meeting:
        yield _title(Meeting.objects.filter(slug=scope.meeting).first(), scope.meeting), replace(scope, meeting="")
    if scope.forum != own.forum:
        yield _title(Forum.objects.filter(pk=scope.forum).first(), scope.forum), replace(scope, forum="")
    if _asks_for_years(scope, own):
        yield years_text(scope.years or (0, 0)), replace(scope, years=None)
    if scope.category != STATES:
        yield sentences.who(replace(scope, attended=False)), replace(scope, category=STATES)
    if scope.attended:
        yield _("checked in"), replace(scope, attended=False)
    for key, value in scope.only:
        if (key, value) not in own.only:
            rest = tuple(pair for pair in scope.only if pair != (key, value))
            yield sentences.filter_in_words(people, key, value), replace(scope, only=rest)


def _places(scope: Scope, own: Scope) -> int:
    """How many of the narrowings are places and times: the others stand in the words for the people."""
    return (scope.meeting != own.meeting) + (scope.forum != own.forum) + _asks_for_years(scope, own)


def _asks_for_years(scope: Scope, own: Scope) -> bool:
    """Whether years narrow a scope; the year 0 is that of an overview that holds none."""
    return bool(scope.years and scope.years[0] and scope.years != own.years)


def _title(found: Meeting | Forum | None, asked: str) -> str:
    return str(found) if found else asked


def _address(path: str, own: Scope, scope: Scope) -> str:
    """The page under this scope; what the page itself is about stands in its path."""
    only = tuple(pair for pair in scope.only if pair not in own.only)
    here = replace(
        scope,
        meeting="" if own.meeting else scope.meeting,
        forum="" if own.forum else scope.forum,
        only=only,
    )
    return f"{path}?{here.query()}" if here.query() else path
