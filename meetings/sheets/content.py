"""Content of a delegation sheet: each person as printed, how they were counted, and by which rule.

It says only what the list prints or the delegation itself sent. What people told the office about themselves never
reaches their mission: such a gender is not shown, nor any total from which it follows.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meetings.models import Delegation, DelegationCount, GenderRecord, Honorific, ImportRow, Meeting, Participation
from meetings.names import TitleRules, read_title
from meetings.vocabulary import EXCLUDED_CATEGORIES, BatchState, Gender, GenderBasis, HeadBasis, YesNo

# The person's own word, or that of a form of which nobody can say who filled it in.
NOT_FOR_THE_MISSION = (GenderBasis.SELF_DECLARED, GenderBasis.REGISTRATION)


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
    sources, places = _public_sources(meeting, people), _places(people)
    lines = [
        Line(
            name=_as_printed(one),
            post=", ".join(filter(None, [one.printed_post, one.organisation])),
            role=_role(one),
            counted=_counted(one, delegation),
            rule=_rule(one, rules, sources.get(one.person_id, "")),
            place=places.get(one.pk, _("entered by the office")),
        )
        for one in people
    ]
    return Sheet(
        heading=_("Delegation sheet"),
        delegation=str(delegation),
        details=_details(delegation),
        columns=[
            _("Name as printed"), _("Post"), _("Role"), _("Counted as"), _("By which rule"), _("Where it stands"),
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


def _as_printed(one: Participation) -> str:
    """Title and name: some lists print them in one cell, others in two."""
    title = one.printed_title
    return one.printed_name if title in one.printed_name else f"{title} {one.printed_name}"


def _role(one: Participation) -> str:
    if one.head_basis == HeadBasis.NOT_HEAD:
        return str(one.get_role_display())
    basis = HeadBasis(one.head_basis).label
    return _("Head of delegation (%(basis)s)") % {"basis": basis}


def _counted(one: Participation, delegation: Delegation) -> str:
    """What this person is counted as; the list's own gender, never what the office learnt from the person."""
    if one.registered == YesNo.NO or delegation.category in EXCLUDED_CATEGORIES:
        return _("not counted")
    if one.listed_basis in NOT_FOR_THE_MISSION:
        return _("not shown")
    return str(Gender(one.listed_gender).label)


def _rule(one: Participation, rules: TitleRules, source: str) -> str:
    """Why, in one sentence."""
    if one.registered == YesNo.NO:
        return _("The registration was not accepted, or was withdrawn.")
    if one.delegation.category in EXCLUDED_CATEGORIES:
        return _("Secretariat, interpreters, press and spouses are in no series.")
    if one.listed_basis in NOT_FOR_THE_MISSION:
        return _("Stated by the person or at registration; the office passes it on to nobody.")
    rule = _basis(one, rules, source)
    return _("%(rule)s Corrected by hand.") % {"rule": rule} if "listed_gender" in one.corrected else rule


def _basis(one: Participation, rules: TitleRules, source: str) -> str:
    title = {"title": one.printed_title}
    if one.listed_basis == GenderBasis.COURTESY_TITLE:
        return _("The courtesy title “%(title)s”.") % title if one.printed_title else _("A courtesy title in the list.")
    if one.listed_basis == GenderBasis.DELEGATION_FORM:
        return _("The delegation’s own form.")
    if one.listed_basis == GenderBasis.PUBLIC_SOURCE:
        return _("A public source: %(source)s.") % {"source": source}
    if one.listed_basis == GenderBasis.OFFICE_CODED:
        return _("Coded by the office.")
    sentences = {
        "none": _("No courtesy title is printed."),
        "silent": _("The title “%(title)s” says nothing about gender.") % title,
        "contradicting": _("The title “%(title)s” contradicts itself.") % title,
    }
    unknown = _("The title “%(title)s” is not known to us.") % title
    return sentences.get(read_title(one.printed_title, rules).status, unknown)


def _public_sources(meeting: Meeting, people: list[Participation]) -> dict[int | None, str]:
    """The citation on which a person's gender rests at this meeting."""
    cited = GenderRecord.objects.filter(
        meeting=meeting,
        person__in=[one.person_id for one in people],
        basis=GenderBasis.PUBLIC_SOURCE,
        withdrawn_at__isnull=True,
    )
    return dict(cited.order_by("at").values_list("person_id", "source"))


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
    yield _("Gender is taken from the courtesy title or from what your delegation sent; never from a name.")
    yield _("Please confirm this sheet, or send what should be corrected, with its source.")
