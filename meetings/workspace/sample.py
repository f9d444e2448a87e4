"""The sample of a check: rows drawn to be compared with the document, as printed and as read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from meetings.models import ImportRow, Meeting, Participation, SampleRow
from meetings.vocabulary import Gender, HeadBasis
from meetings.workspace.versions import batches_in_force, printed_by


@dataclass(frozen=True, slots=True)
class SampleLine:
    """One row: what the list prints, what was read of it, and what somebody said; None until then."""

    pk: int
    person: Participation
    printed: Sequence[str]
    place: str
    role: str
    gender: str
    why: str
    right: bool | None

    @property
    def name(self) -> str:
        return self.person.printed_name

    @property
    def delegation(self) -> str:
        return str(self.person.delegation)


@dataclass(frozen=True, slots=True)
class Sample:
    """The rows drawn so far; those not looked at first."""

    rows: Sequence[SampleLine]

    @property
    def looked_at(self) -> int:
        return sum(row.right is not None for row in self.rows)

    @property
    def right(self) -> int:
        return sum(row.right is True for row in self.rows)

    @property
    def wrong(self) -> int:
        return sum(row.right is False for row in self.rows)


def sample_of(meeting: Meeting) -> Sample:
    """The meeting's sample."""
    drawn = list(SampleRow.objects.filter(meeting=meeting).select_related("participation__delegation__country"))
    people = [one.participation_id for one in drawn]
    rows = printed_by(batches_in_force(meeting)).filter(participation__in=people).select_related("batch")
    printed = {row.participation_id: row for row in rows.order_by("batch_id", "-number")}
    lines = [_line(one, printed.get(one.participation_id)) for one in drawn]
    return Sample(sorted(lines, key=lambda line: line.right is not None))


def _line(one: SampleRow, row: ImportRow | None) -> SampleLine:
    person = one.participation
    whole = [person.as_printed, person.printed_post, person.organisation]
    source = [text for _page, _number, text in row.source] if row and row.source else []
    return SampleLine(
        one.pk,
        person,
        source or [text for text in whole if text],
        row.place if row else "",
        _role(person),
        str(Gender(person.listed_gender).label),
        person.get_listed_basis_display() if person.listed_basis else _("no evidence"),
        one.right,
    )


def _role(person: Participation) -> str:
    if person.head_basis == HeadBasis.FIRST_LISTED:
        return _("listed first, not stated as head")
    return str(person.get_role_display())
