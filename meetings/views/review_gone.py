"""People of the version a list replaces whom it no longer prints: gone, or renamed, decided in one step."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from meetings.forms.review import Control, gone
from meetings.models import ImportBatch, Participation
from meetings.models.review import ALL
from meetings.views.review_lines import Sheet, name_in

SHOWN = 50


@dataclass(frozen=True)
class GonePerson:
    """Somebody no longer listed. ``now`` is the row of the list that may be them, under another name."""

    name: str
    delegation: str
    now: str
    row: int | None
    control: Control | None


class Gone:
    """Those people, with what may be said of all of them at once and of each."""

    def __init__(self, batch: ImportBatch, sheet: Sheet) -> None:
        self.batch, self.may_edit = batch, sheet.may_edit
        self.numbers = list(batch.totals.get("absent", []))
        self.rows = {was: row for was, row, why in batch.totals.get("renamed", []) if was in self.numbers}

    @cached_property
    def people(self) -> list[GonePerson]:
        """Those who may be renamed first; the first fifty."""
        listed = Participation.objects.filter(pk__in=self.numbers).select_related("delegation__country")
        found = sorted(listed, key=lambda one: (one.pk not in self.rows, str(one.delegation), one.printed_name))
        here = found[:SHOWN]
        rows = self.batch.rows.filter(number__in=[self.rows[one.pk] for one in here if one.pk in self.rows])
        names = {row.number: name_in(row.cells) for row in rows}
        return [self._person(one, names) for one in here]

    @property
    def renamed(self) -> list[GonePerson]:
        """Those who may be a row of the list, each to be answered."""
        return [one for one in self.people if one.row]

    @property
    def others(self) -> list[GonePerson]:
        """Those of whom the list holds nobody alike."""
        return [one for one in self.people if not one.row]

    def _person(self, one: Participation, names: dict[int, str]) -> GonePerson:
        row = self.rows.get(one.pk)
        label = _("What happened to %(name)s") % {"name": one.printed_name}
        said = self.batch.said.gone.get(str(one.pk), "")
        control = gone(str(one.pk), label, said, row) if self.may_edit else None
        return GonePerson(one.printed_name, str(one.delegation), names.get(row or 0, ""), row, control)

    @cached_property
    def all(self) -> Control | None:
        """What becomes of all of them about whom nothing else is said."""
        if not self.may_edit:
            return None
        return gone(ALL, _("People no longer listed"), self.batch.said.gone.get(ALL, ""))

    @property
    def number(self) -> int:
        return len(self.numbers)

    @property
    def open(self) -> int:
        """How much of it is still to decide: those who may be renamed each, the others once."""
        said = self.batch.said
        renamed = sum(1 for pk in self.rows if not said.gone.get(str(pk)))
        others = any(not said.becomes_of(pk) for pk in self.numbers if pk not in self.rows)
        return renamed + others
