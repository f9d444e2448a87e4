"""The check before the lock: what a meeting still lacks, as findings that each say what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import (
    DelegationCount,
    ImportBatch,
    ListDocument,
    Meeting,
    Participation,
    ProceedingsImport,
    Question,
)
from meetings.vocabulary import (
    EXCLUDED_CATEGORIES,
    STATE_CATEGORIES,
    TYPED_PART,
    WAITING,
    BatchState,
    Gender,
    HeadBasis,
    ListAccess,
    ListStatus,
    QuestionKind,
    YesNo,
)


class FindingState(Enum):
    """State of a finding; only *missing* keeps a meeting from being locked."""

    DONE = gettext_lazy("done")
    NOTED = gettext_lazy("noted")
    MISSING = gettext_lazy("missing")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, in a sentence; ``page`` names the page of the desk where it is put right."""

    key: str
    state: FindingState
    sentence: str
    page: str = ""

    @property
    def is_missing(self) -> bool:
        return self.state is FindingState.MISSING


def findings(meeting: Meeting) -> list[Finding]:
    """Everything that the gate looks at, in the order in which it is put right."""
    return [
        _people(meeting),
        _waiting(meeting),
        *_questions(meeting),
        _list_status(meeting),
        *map(_totals, documents_in_force(meeting)),
        _coverage(meeting),
        _heads(meeting),
    ]


def counted(meeting: Meeting) -> QuerySet[Participation]:
    """The people a meeting is counted by: registered, and neither secretariat, interpreters, press nor spouses."""
    listed = Participation.objects.filter(meeting=meeting).exclude(registered=YesNo.NO)
    return listed.exclude(delegation__category__in=EXCLUDED_CATEGORIES)


def documents_in_force(meeting: Meeting) -> list[ListDocument]:
    """Each printed part of the list in its newest version; what was typed in by hand is no document."""
    imported = ListDocument.objects.filter(meeting=meeting, batches__state=BatchState.COMMITTED)
    replaced = Q(replaced_by__batches__state=BatchState.COMMITTED)
    return list(imported.exclude(replaced).exclude(part=TYPED_PART).distinct().order_by("part", "pk"))


def named_in(document: ListDocument) -> QuerySet[Participation]:
    """The people on record whom the imported files of this document name."""
    rows = Q(import_rows__batch__document=document, import_rows__batch__state=BatchState.COMMITTED)
    return Participation.objects.filter(rows).distinct()


def _people(meeting: Meeting) -> Finding:
    people = counted(meeting).count()
    unnamed = _unnamed(meeting)["people"]
    if not people and not unnamed:
        return Finding(
            "people", FindingState.MISSING, _("Nobody is recorded: import the list of participants."), "upload"
        )
    sentence = _("On record by name: %(people)s; by head-count without names: %(unnamed)s.")
    return Finding("people", FindingState.DONE, sentence % {"people": people, "unnamed": unnamed})


def _waiting(meeting: Meeting) -> Finding:
    """Imports that nobody has confirmed or given up yet."""
    files = ImportBatch.objects.filter(document__meeting=meeting, state__in=WAITING)
    proceedings = ProceedingsImport.objects.filter(meeting=meeting, state=BatchState.PREVIEWED)
    waiting = [*files.order_by("pk").values_list("file", flat=True), *proceedings.values_list("file", flat=True)]
    names = ", ".join(f"“{name}”" for name in waiting)
    if names:
        sentence = _("A list waits to be confirmed or given up: %(files)s.") % {"files": names}
        return Finding("waiting", FindingState.MISSING, sentence, "check")
    return Finding("waiting", FindingState.DONE, _("No list waits to be confirmed."))


def _questions(meeting: Meeting) -> Iterator[Finding]:
    """Titles, countries and everything else that the lists left open."""
    kinds = list(Question.objects.filter(meeting=meeting, answer="").values_list("kind", flat=True))
    titles = kinds.count(QuestionKind.TITLE)
    countries = sum(map(kinds.count, (QuestionKind.COUNTRY, QuestionKind.CODE, QuestionKind.SECTION)))
    yield _open_questions("titles", titles, _("Every courtesy title is resolved."), _("unknown courtesy titles"))
    yield _open_questions("countries", countries, _("Every delegation is resolved."), _("unresolved delegations"))
    others = len(kinds) - titles - countries
    yield _open_questions("questions", others, _("No other question is open."), _("questions about people"))


def _open_questions(key: str, number: int, done: str, what: str) -> Finding:
    if not number:
        return Finding(key, FindingState.DONE, done)
    sentence = _("Open questions – %(what)s: %(number)s. Answer them.") % {"what": what, "number": number}
    return Finding(key, FindingState.MISSING, sentence, "questions")


def _list_status(meeting: Meeting) -> Finding:
    if meeting.list_status == ListStatus.FINAL:
        return Finding("list_status", FindingState.DONE, _("The list is final."))
    return Finding("list_status", FindingState.NOTED, _("The list is provisional: what is published of it says so."))


def _totals(document: ListDocument) -> Finding:
    """The document's own count beside ours; a difference needs its reason, since not everyone counted is named."""
    name, key = {"document": str(document)}, f"totals-{document.pk}"
    people = named_in(document)
    ours = {"people": people.count(), "delegations": people.values("delegation").distinct().count()}
    if document.printed_people is None and document.printed_delegations is None:
        sentence = _(
            "%(document)s: no totals of its own are entered; %(people)s people in %(delegations)s delegations."
        )
        return Finding(key, FindingState.NOTED, sentence % (name | ours))
    theirs = {"people": document.printed_people, "delegations": document.printed_delegations}
    differing = {what: (said, ours[what]) for what, said in theirs.items() if said not in (None, ours[what])}
    if not differing:
        return Finding(key, FindingState.DONE, _("%(document)s: its own totals agree with the record.") % name)
    words = {"people": _("people"), "delegations": _("delegations")}
    said = "; ".join(
        _("%(what)s: %(theirs)s printed, %(ours)s on record") % {"what": words[what], "theirs": one, "ours": other}
        for what, (one, other) in differing.items()
    )
    if document.difference_reason:
        sentence = _("%(document)s – %(said)s. Reason: %(reason)s")
        return Finding(
            key, FindingState.NOTED, sentence % (name | {"said": said, "reason": document.difference_reason})
        )
    sentence = _("%(document)s – %(said)s. Correct the record, or give the reason of the difference below.")
    return Finding(key, FindingState.MISSING, sentence % (name | {"said": said}))


def _coverage(meeting: Meeting) -> Finding:
    """How many are not recorded as a woman or a man, by the gender that this meeting is counted by."""
    side = "listed_gender" if meeting.list_access == ListAccess.OPEN else "recorded_gender"
    people, known = counted(meeting), Q(**{f"{side}__in": (Gender.WOMAN, Gender.MAN)})
    unnamed = _unnamed(meeting)
    numbers = {
        "unknown": people.exclude(known).count() + unnamed["unknown"],
        "total": people.count() + unnamed["people"],
    }
    if not numbers["unknown"]:
        return Finding("coverage", FindingState.DONE, _("Everyone is recorded as a woman or a man."))
    sentence = _("Of %(total)s people, %(unknown)s are not recorded as a woman or a man.")
    return Finding("coverage", FindingState.NOTED, sentence % numbers)


def _heads(meeting: Meeting) -> Finding:
    """States' delegations whose head nobody knows, or only by standing first in the list."""
    people = counted(meeting).filter(delegation__category__in=STATE_CATEGORIES)
    delegations = people.values("delegation").distinct().count()
    heads = people.exclude(head_basis=HeadBasis.NOT_HEAD)
    unknown, first = delegations - heads.count(), heads.filter(head_basis=HeadBasis.FIRST_LISTED).count()
    if not unknown and not first:
        return Finding("heads", FindingState.DONE, _("The head of every State’s delegation is known."))
    sentence = _(
        "Heads of %(delegations)s States’ delegations: not known %(unknown)s, known only as the person listed first "
        "%(first)s."
    )
    numbers = {"delegations": delegations, "unknown": unknown, "first": first}
    return Finding("heads", FindingState.NOTED, sentence % numbers)


def _unnamed(meeting: Meeting) -> dict[str, int]:
    """People of head-counts, and those of them who are not recorded as a woman or a man."""
    counts = DelegationCount.objects.filter(delegation__meeting=meeting)
    counts = counts.exclude(delegation__category__in=EXCLUDED_CATEGORIES)
    sums = counts.aggregate(*map(Sum, ("women", "men", "another", "unknown")))
    women, men, another, unknown = (sums[f"{name}__sum"] or 0 for name in ("women", "men", "another", "unknown"))
    return {"people": women + men + another + unknown, "unknown": another + unknown}
