"""The check before the lock: what a meeting still lacks, as findings that each say what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import (
    DelegationCount,
    FindingMark,
    ImportBatch,
    ListDocument,
    Meeting,
    Participation,
    ProceedingsImport,
    Question,
)
from meetings.models.checks import MarkKind
from meetings.vocabulary import (
    EXCLUDED_CATEGORIES,
    STATE_CATEGORIES,
    TYPED_PART,
    WAITING,
    BatchState,
    Category,
    Gender,
    HeadBasis,
    ListAccess,
    ListStatus,
    QuestionKind,
    YesNo,
)
from meetings.workspace.finding import Finding, FindingState, as_said
from meetings.workspace.gender_sources import unnamed_sources
from meetings.workspace.people_findings import among_people
from meetings.workspace.versions import batches_in_force, is_corrigendum


def findings(meeting: Meeting) -> list[Finding]:
    """Everything that the gate looks at, in the order in which it is put right, with what was said of it."""
    marks = FindingMark.objects.filter(meeting=meeting, said__in=(MarkKind.SEEN, MarkKind.ACCEPTED))
    said = {(mark.finding, mark.about, mark.said): mark.reason for mark in marks}
    return [as_said(finding, said) for finding in _looked_at(meeting)]


def _looked_at(meeting: Meeting) -> list[Finding]:
    return [
        _people(meeting),
        _waiting(meeting),
        *_questions(meeting),
        *among_people(meeting),
        _list_status(meeting),
        *map(_totals, documents_in_force(meeting)),
        *_gender_sources(meeting),
        _coverage(meeting),
        _heads(meeting),
    ]


def _gender_sources(meeting: Meeting) -> Iterator[Finding]:
    """Gender columns of which nobody has said whether the list prints them; told only where there is one."""
    unnamed = unnamed_sources(meeting)
    if unnamed:
        sentence = ngettext(
            "Nobody has said where the gender column of %(files)s comes from.",
            "Nobody has said where the gender columns of %(files)s come from.",
            len(unnamed),
        ) % {"files": ", ".join(f"“{one.batch.file}”" for one in unnamed)}
        lists = [one.key for one in unnamed]
        yield Finding("gender_sources", FindingState.MISSING, sentence, "gender-sources", details=lists)


def counted(meeting: Meeting) -> QuerySet[Participation]:
    """The people a meeting is counted by: registered, and neither secretariat, interpreters, press nor spouses."""
    listed = Participation.objects.filter(meeting=meeting).exclude(registered=YesNo.NO)
    return listed.exclude(delegation__category__in=EXCLUDED_CATEGORIES)


def documents_in_force(meeting: Meeting) -> list[ListDocument]:
    """Each printed part of the list in its newest version; what was typed in by hand is no document."""
    in_force = ListDocument.objects.filter(batches__in=batches_in_force(meeting)).exclude(part=TYPED_PART)
    return [one for one in in_force.distinct().order_by("part", "pk") if not is_corrigendum(one)]


def named_in(document: ListDocument) -> QuerySet[Participation]:
    """The people on record whom the file in force of this document names."""
    in_force = batches_in_force(document.meeting)
    rows = Q(import_rows__batch__document=document, import_rows__batch__in=in_force)
    return Participation.objects.filter(rows).distinct()


def sections_of(document: ListDocument) -> dict[str, int]:
    """How many people a document names of each category of delegation, in the order of the categories."""
    people = named_in(document).order_by().values_list("delegation__category").annotate(Count("pk", distinct=True))
    found = dict(people)
    return {category.value: found[category.value] for category in Category if category.value in found}


def totals_read(document: ListDocument) -> dict[str, int]:
    """The one total that a document prints of its people and delegations, as it was read."""
    batch = document.batches.filter(state=BatchState.COMMITTED).first()
    account = batch.summary.account if batch else None
    totals = [one for one in account.statistics if one.total] if account else []
    if len(totals) != 1:
        return {}
    numbers = {"printed_people": totals[0].people, "printed_delegations": totals[0].delegations}
    return {name: number for name, number in numbers.items() if number is not None}


def _people(meeting: Meeting) -> Finding:
    people = counted(meeting).count()
    unnamed = _unnamed(meeting)["people"]
    if not people and not unnamed:
        return Finding(
            "people", FindingState.MISSING, _("Nobody is recorded. Import the list of participants."), "upload"
        )
    sentence = _("On record by name: %(people)s; by head-count, without names: %(unnamed)s.")
    return Finding("people", FindingState.DONE, sentence % {"people": people, "unnamed": unnamed})


def _waiting(meeting: Meeting) -> Finding:
    """Imports that nobody has confirmed or given up yet."""
    files = ImportBatch.objects.filter(document__meeting=meeting, state__in=WAITING)
    proceedings = ProceedingsImport.objects.filter(meeting=meeting, state=BatchState.PREVIEWED)
    waiting = [*files.order_by("pk").values_list("file", flat=True), *proceedings.values_list("file", flat=True)]
    names = ", ".join(f"“{name}”" for name in waiting)
    if names:
        sentence = _("Confirm or discard these lists: %(files)s.") % {"files": names}
        return Finding("waiting", FindingState.MISSING, sentence, "check", details=waiting)
    return Finding("waiting", FindingState.DONE, _("There are no lists to confirm."))


def _questions(meeting: Meeting) -> Iterator[Finding]:
    """Titles, countries and everything else that the lists left open."""
    waiting = list(Question.objects.filter(meeting=meeting, answer="").values_list("kind", "pk"))
    titles = [pk for kind, pk in waiting if kind == QuestionKind.TITLE]
    of_delegations = (QuestionKind.COUNTRY, QuestionKind.CODE, QuestionKind.SECTION)
    countries = [pk for kind, pk in waiting if kind in of_delegations]
    yield _open_questions("titles", titles, _("All courtesy titles are known."), _("unknown courtesy titles"))
    yield _open_questions("countries", countries, _("All delegations are recognized."), _("unrecognized delegations"))
    others = [pk for _kind, pk in waiting if pk not in {*titles, *countries}]
    yield _open_questions("questions", others, _("No other questions are open."), _("questions about people"))


def _open_questions(key: str, asked: Sequence[int], done: str, what: str) -> Finding:
    if not asked:
        return Finding(key, FindingState.DONE, done)
    sentence = _("Open questions – %(what)s: %(number)s. Answer them.") % {"what": what, "number": len(asked)}
    return Finding(key, FindingState.MISSING, sentence, "questions", details=sorted(asked))


def _list_status(meeting: Meeting) -> Finding:
    if meeting.list_status == ListStatus.FINAL:
        return Finding("list_status", FindingState.DONE, _("The list is final."))
    return Finding(
        "list_status", FindingState.NOTED, _("The list is provisional and will be published as provisional.")
    )


def _totals(document: ListDocument) -> Finding:
    """The document's own count beside ours; a difference needs its reason, since not everyone counted is named."""
    name, key = {"document": str(document)}, f"totals-{document.pk}"
    people = named_in(document)
    ours = {"people": people.count(), "delegations": people.values("delegation").distinct().count()}
    theirs = _printed(document)
    if not theirs and not document.printed_sections:
        sentence = _(
            "%(document)s: no totals from the document are entered; %(people)s people in %(delegations)s delegations."
        )
        return Finding(key, FindingState.NOTED, sentence % (name | ours), details=sorted(ours.items()))
    sections = sections_of(document) if document.printed_sections else {}
    theirs |= {f"section-{category}": number for category, number in document.printed_sections.items()}
    ours |= {f"section-{category}": sections.get(category, 0) for category in document.printed_sections}
    differing = {what: (said, ours[what]) for what, said in theirs.items() if said != ours[what]}
    if not differing:
        return Finding(key, FindingState.DONE, _("%(document)s: the document’s totals agree with the record.") % name)
    words = {"people": _("people"), "delegations": _("delegations")}
    words |= {f"section-{category.value}": str(category.label) for category in Category}
    said = "; ".join(
        _("%(what)s: %(theirs)s printed, %(ours)s on record") % {"what": words[what], "theirs": one, "ours": other}
        for what, (one, other) in differing.items()
    )
    if document.difference_reason:
        sentence = _("%(document)s – %(said)s. Reason: %(reason)s")
        words_said = name | {"said": said, "reason": document.difference_reason}
        return Finding(key, FindingState.NOTED, sentence % words_said, details=[said, document.difference_reason])
    sentence = _("%(document)s – %(said)s. Correct the record, or give the reason for the difference below.")
    found = sorted(differing.items())
    return Finding(key, FindingState.MISSING, sentence % (name | {"said": said}), details=found)


def _printed(document: ListDocument) -> dict[str, int]:
    """The document's own totals as somebody typed them, else as they were read from it."""
    typed = {"printed_people": document.printed_people, "printed_delegations": document.printed_delegations}
    known = {name: number for name, number in typed.items() if number is not None} or totals_read(document)
    return {name.removeprefix("printed_"): number for name, number in known.items()}


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
    return Finding("coverage", FindingState.NOTED, sentence % numbers, details=sorted(numbers.items()))


def _heads(meeting: Meeting) -> Finding:
    """States' delegations whose head nobody knows, or only by standing first in the list."""
    people = counted(meeting).filter(delegation__category__in=STATE_CATEGORIES)
    delegations = people.values("delegation").distinct().count()
    heads = people.exclude(head_basis=HeadBasis.NOT_HEAD)
    unknown, first = delegations - heads.count(), heads.filter(head_basis=HeadBasis.FIRST_LISTED).count()
    if not unknown and not first:
        return Finding("heads", FindingState.DONE, _("The head of every State’s delegation is known."))
    numbers = {"delegations": delegations, "unknown": unknown, "first": first}
    sentence = ngettext(
        "Head known for %(known)s of %(delegations)s State’s delegation; %(first)s assumed (first listed).",
        "Head known for %(known)s of %(delegations)s States’ delegations; %(first)s assumed (first listed).",
        delegations,
    )
    said = sentence % {**numbers, "known": delegations - unknown - first}
    return Finding("heads", FindingState.NOTED, said, details=sorted(numbers.items()))


def _unnamed(meeting: Meeting) -> dict[str, int]:
    """People of head-counts, and those of them who are not recorded as a woman or a man."""
    counts = DelegationCount.objects.filter(delegation__meeting=meeting)
    counts = counts.exclude(delegation__category__in=EXCLUDED_CATEGORIES)
    sums = counts.aggregate(*map(Sum, ("women", "men", "another", "unknown")))
    women, men, another, unknown = (sums[f"{name}__sum"] or 0 for name in ("women", "men", "another", "unknown"))
    return {"people": women + men + another + unknown, "unknown": another + unknown}
