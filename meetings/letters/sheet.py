"""Content of a delegation sheet: each person as printed, how they were counted, and by which rule.

It says only what the list prints or the delegation itself sent. What people told the office about themselves never
reaches their mission: such a gender is not shown, nor any total from which it follows.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meetings.actions.people import recorded
from meetings.models import Delegation, DelegationCount, GenderRecord, Honorific, ImportRow, Meeting, Participation
from meetings.names import TitleRules, read_title
from meetings.vocabulary import EXCLUDED_CATEGORIES, BatchState, Gender, GenderBasis, HeadBasis, YesNo

# The person's own word, or that of a form of which nobody can say who filled it in.
NOT_FOR_THE_MISSION = (GenderBasis.SELF_DECLARED, GenderBasis.REGISTRATION)
# What the delegation itself sent, or the office concluded from what anybody can read.
OF_THE_MISSION = (GenderBasis.DELEGATION_FORM, GenderBasis.OFFICE_CODED)


class Known(NamedTuple):
    """A gender as the mission may read it, with its basis; ``source`` is the citation of a public one."""

    gender: str
    basis: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the delegation; ``name`` with the courtesy title that is printed."""

    name: str
    post: str
    role: str
    counted: str
    rule: str
    place: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One delegation at one meeting. ``details`` are (name, value); ``notes`` are sentences below the table."""

    heading: str
    delegation: str
    details: list[tuple[str, str]]
    columns: list[str]
    lines: list[Line]
    notes: list[str]
    people: list[Participation]

    @property
    def cells(self) -> list[list[str]]:
        """The lines under ``columns``."""
        return [[one.name, one.post, one.role, one.counted, one.rule, one.place] for one in self.lines]


def sheet_of(delegation: Delegation) -> Sheet:
    """The sheet as the record stands now; five queries, however many people."""
    meeting = delegation.meeting
    people = list(delegation.participations.order_by("list_order", "pk"))
    rules = TitleRules(Honorific.objects.order_by("by", "pk").values_list("title", "claim"))
    evidence, places = _evidence(meeting, people), _places(people)
    known = {one.pk: _known(one, evidence.get(one.person_id, [])) for one in people}
    lines = [
        Line(
            name=one.as_printed,
            post=", ".join(filter(None, [one.printed_post, one.organisation])),
            role=_role(one),
            counted=_counted(one, delegation, known[one.pk]),
            rule=_rule(one, rules, known[one.pk]),
            place=places.get(one.pk, _("entered by the office")),
        )
        for one in people
    ]
    return Sheet(
        heading=_("Delegation sheet"),
        delegation=str(delegation),
        details=_details(delegation),
        columns=[
            _("Name as printed"), _("Post"), _("Role"), _("Counted as"), _("Rule applied"), _("Source"),
        ],
        lines=lines,
        notes=list(_notes(delegation, people)),
        people=people,
    )  # fmt: skip


def _details(delegation: Delegation) -> list[tuple[str, str]]:
    meeting = delegation.meeting
    days = f"{_day(meeting.start)} – {_day(meeting.end)}"
    details = [
        (_("Meeting"), meeting.title),
        (_("Dates"), days),
        (_("List of participants"), meeting.symbol or meeting.list_url),
        (_("Status of the list"), meeting.get_list_status_display()),
        (_("Category"), delegation.get_category_display()),
        (_("Section of the list"), delegation.section),
        (_("State of the record"), _locked(meeting)),
    ]
    return [(name, str(value)) for name, value in details if value]


def _locked(meeting: Meeting) -> str:
    if not meeting.locked_at:
        return _("being checked")
    return _("checked and locked on %(day)s") % {"day": _day(meeting.locked_at)}


def _day(day: datetime.date) -> str:
    return date_format(day, _("j F Y"))


def _role(one: Participation) -> str:
    if one.head_basis == HeadBasis.NOT_HEAD:
        return str(one.get_role_display())
    basis = HeadBasis(one.head_basis).label
    return _("Head of delegation (%(basis)s)") % {"basis": basis}


def _known(one: Participation, evidence: list[GenderRecord]) -> Known:
    """What the mission may read: what the list prints, else what it sent itself or the office coded at this meeting.

    What somebody declared by hand leaves no trace here; a file of declarations says that it is not passed on.
    """
    if one.listed_basis:
        cited = next((r.source for r in reversed(evidence) if r.basis == GenderBasis.PUBLIC_SOURCE), "")
        return Known(one.listed_gender, one.listed_basis, cited)
    gender, basis = recorded((r.value, r.basis) for r in evidence if r.basis in OF_THE_MISSION)
    if not basis and any(r.basis in NOT_FOR_THE_MISSION and r.batch_id for r in evidence):
        basis = GenderBasis.REGISTRATION
    return Known(str(gender), str(basis))


def _counted(one: Participation, delegation: Delegation, known: Known) -> str:
    """What this person is counted as; never what the office learnt from the person."""
    if one.registered == YesNo.NO or delegation.category in EXCLUDED_CATEGORIES:
        return _("not counted")
    if known.basis in NOT_FOR_THE_MISSION:
        return _("not shown")
    return str(Gender(known.gender).label)


def _rule(one: Participation, rules: TitleRules, known: Known) -> str:
    """Why, in one sentence."""
    if one.registered == YesNo.NO:
        return _("The registration was not accepted or was withdrawn.")
    if one.delegation.category in EXCLUDED_CATEGORIES:
        return _("Secretariat, interpreters, press and spouses are never counted.")
    if known.basis in NOT_FOR_THE_MISSION:
        return _("Stated by the person or at registration; the office does not share it.")
    rule = _basis(one, rules, known)
    return _("%(rule)s Corrected by hand.") % {"rule": rule} if "listed_gender" in one.corrected else rule


def _basis(one: Participation, rules: TitleRules, known: Known) -> str:
    title = {"title": one.printed_title}
    if known.basis == GenderBasis.PRINTED:
        return _("A column of the list.")
    if known.basis == GenderBasis.COURTESY_TITLE:
        return _("The courtesy title “%(title)s”.") % title if one.printed_title else _("A courtesy title in the list.")
    if known.basis == GenderBasis.DELEGATION_FORM:
        return _("The delegation’s own form.")
    if known.basis == GenderBasis.PUBLIC_SOURCE:
        return _("A public source: %(source)s.") % {"source": known.source}
    if known.basis == GenderBasis.OFFICE_CODED:
        return _("Coded by the office.")
    sentences = {
        "none": _("No courtesy title is printed."),
        "silent": _("The title “%(title)s” says nothing about gender.") % title,
        "contradicting": _("The title “%(title)s” contradicts itself.") % title,
    }
    unknown = _("The title “%(title)s” is not known to us.") % title
    return sentences.get(read_title(one.printed_title, rules).status, unknown)


def _evidence(meeting: Meeting, people: list[Participation]) -> dict[int | None, list[GenderRecord]]:
    """What was said of these people's gender at this meeting, oldest first."""
    found: dict[int | None, list[GenderRecord]] = defaultdict(list)
    said = GenderRecord.objects.filter(
        meeting=meeting, person__in=[one.person_id for one in people], withdrawn_at__isnull=True
    )
    for record in said.order_by("at", "pk"):
        found[record.person_id].append(record)
    return found


def _places(people: list[Participation]) -> dict[int | None, str]:
    """Document, version, and page or row of the newest import that names each person."""
    rows = ImportRow.objects.filter(participation__in=people, batch__state=BatchState.COMMITTED)
    newest = rows.select_related("batch__document").order_by("batch__committed_at", "-number")
    return {row.participation_id: _place(row) for row in newest}


def _place(row: ImportRow) -> str:
    document = row.batch.document
    words = {"document": document.symbol or row.batch.file, "version": document.get_status_display()}
    if row.source:
        return _("%(document)s (%(version)s), page %(page)s") % (words | {"page": row.source[0][0]})
    return _("%(document)s (%(version)s), row %(row)s") % (words | {"row": row.number})


def _notes(delegation: Delegation, people: list[Participation]) -> Iterator[str]:
    """What has to be known to read the table."""
    yield _("People named: %(people)s.") % {"people": len(people)}
    count = DelegationCount.objects.filter(delegation=delegation).first()
    if count:
        unnamed = count.women + count.men + count.another + count.unknown
        yield _("People counted without their names: %(people)s.") % {"people": unnamed}
    yield _("Gender is taken from the courtesy title or from what your delegation sent, never from a name.")
    yield _("Please confirm this sheet, or send corrections with their source.")
