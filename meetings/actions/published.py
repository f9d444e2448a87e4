"""Figures that others have published: a source and what it prints, entered, changed and loaded; never counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.actions.refusals import ActionRefused, ChangedMeanwhile
from meetings.actions.stale import version_of
from meetings.actions.trail import note_change, only_changes, storable, values_of
from meetings.countries import REFERENCE, read_table
from meetings.models import Forum, PublishedFigure, Source

SOURCE_FIELDS = (
    "title", "author", "year", "symbol", "address", "accessed", "licence", "gender_read", "people_counted", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """One figure as entered; ``pk`` names the one it replaces, ``forum`` is a forum's code."""

    measure: str
    among: str
    forum: str | None = None
    first_year: int | None = None
    last_year: int | None = None
    printed: str = ""
    base: int | None = None
    page: str = ""
    differs: str = ""
    pk: int | None = None


FIGURE_FIELDS = tuple(name for name in Printed.__dataclass_fields__ if name != "pk")


def figures_as_entered(source: Source) -> list[dict[str, Any]]:
    """Everything that the form of a source's figures shows, in its order."""
    return [asdict(Printed(pk=one.pk, **values_of(one, FIGURE_FIELDS))) for one in source.figures.all()]


def seen_as(source: Source) -> str:
    """The version of a source and its figures that an editor sees."""
    figures = [storable(one) for one in figures_as_entered(source)]
    return version_of(values_of(source, SOURCE_FIELDS) | {"figures": figures})


@transaction.atomic
def set_source(
    known: Source | None,
    details: Mapping[str, Any],
    figures: Sequence[Printed],
    *,
    version: str | None = None,
    by: User,
) -> Source:
    """Write a source (``details``: those of SOURCE_FIELDS) and make these its figures, and no others.

    Raises ActionRefused with every sentence at once, ChangedMeanwhile when it is no longer what was seen as
    ``version``.
    """
    source = Source.objects.select_for_update().get(pk=known.pk) if known else Source()
    if known and version is not None and version != seen_as(source):
        raise ChangedMeanwhile(source)
    before = values_of(source, SOURCE_FIELDS) if known else {}
    for name in SOURCE_FIELDS:
        setattr(source, name, details[name])
    on_record = {one.pk: one for one in source.figures.all()} if known else {}
    rows = [(on_record.get(one.pk or 0), one) for one in figures]
    _refuse(source, [one for _record, one in rows])
    source.save()
    was, became = only_changes(before, values_of(source, SOURCE_FIELDS))
    if became:
        trace: dict[str, Any] = {"by": by, "subject": source, "meeting": None, "after": became}
        if known:
            note_change(action="change_source", before=was, **trace)
        else:
            note_change(action="add_source", **trace)
    for pk in on_record.keys() - {one.pk for one in figures}:
        gone = on_record[pk]
        left = values_of(gone, FIGURE_FIELDS)
        note_change(by=by, action="remove_published_figure", subject=gone, meeting=None, before=left)
        gone.delete()
    for record, one in rows:
        _put(record or PublishedFigure(source=source), one, by)
    return source


def _put(record: PublishedFigure, wanted: Printed, by: User) -> None:
    before = values_of(record, FIGURE_FIELDS) if record.pk else {}
    after = {name: getattr(wanted, name) for name in FIGURE_FIELDS}
    was, became = only_changes(before, after)
    if not became:
        return
    known = record.pk
    _fill(record, after)
    record.save()
    trace: dict[str, Any] = {"by": by, "subject": record, "meeting": None, "evidence": str(record.source)}
    if known:
        note_change(action="change_published_figure", before=was, after=became, **trace)
    else:
        note_change(action="add_published_figure", after=became, **trace)


def _fill(record: PublishedFigure, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(record, "forum_id" if name == "forum" else name, value)


def _refuse(source: Source, figures: Sequence[Printed]) -> None:
    """Everything that is wrong at once, a figure by its number in the table."""
    reasons = _faults(source)
    for number, one in enumerate(figures, start=1):
        figure = PublishedFigure(source=source)
        _fill(figure, {name: getattr(one, name) for name in FIGURE_FIELDS})
        found = _faults(figure, "source")
        if one.last_year and (not one.first_year or one.last_year < one.first_year):
            found.append(_("The last year is not after the first one."))
        if one.printed and not one.differs:
            found.append(_("Say why the figure is not comparable with ours; a figure is shown with that alone."))
        if one.base == 0:
            found.append(_("A base is one person or more; leave it empty where the source does not say."))
        reasons += [_("Figure %(number)s: %(reason)s") % {"number": number, "reason": reason} for reason in found]
    if reasons:
        raise ActionRefused(*reasons)


def _faults(row: Source | PublishedFigure, *without: str) -> list[str]:
    try:
        row.clean_fields(exclude=set(without))
    except ValidationError as refusal:
        said = refusal.message_dict.items()
        return [f"{row._meta.get_field(name).verbose_name}: {text}" for name, texts in said for text in texts]  # type: ignore[union-attr]
    return []


def load_sources(directory: Path = REFERENCE) -> int:
    """``sources.csv`` and ``published.csv``: sources that are not on record, with their figures; returns how many.

    What a reviewer changed or removed stays as it is. The forums have to be there.
    """
    on_record = set(Source.objects.values_list("key", flat=True))
    new = [row for row in read_table(directory / "sources.csv") if row["key"] not in on_record]
    Source.objects.bulk_create(Source(**_values(row, ("year",), ("accessed",))) for row in new)
    added = dict(Source.objects.filter(key__in=[row["key"] for row in new]).values_list("key", "pk"))
    forums = set(Forum.objects.values_list("pk", flat=True))
    figures = []
    for row in read_table(directory / "published.csv"):
        values = _values(row, ("first_year", "last_year", "base"), ())
        forum, source = values.pop("forum"), values.pop("source")
        if source in added:
            forum_id = forum if forum in forums else None
            figures.append(PublishedFigure(source_id=added[source], forum_id=forum_id, **values))
    PublishedFigure.objects.bulk_create(figures)
    return len(added)


def _values(row: Mapping[str, str], numbers: Sequence[str], days: Sequence[str]) -> dict[str, Any]:
    """A row of a reference file; what is empty is unknown."""
    values: dict[str, Any] = dict(row)
    values |= {name: int(row[name]) if row[name] else None for name in numbers}
    return values | {name: date.fromisoformat(row[name]) if row[name] else None for name in days}
