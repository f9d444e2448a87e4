"""What the words of a list were read as: once per distinct value, with its number of rows."""

from __future__ import annotations

from collections import Counter
from typing import TypedDict

from meetings.actions.versions import WITHDRAW
from meetings.imports.participants.gender_column import question_of
from meetings.imports.participants.preview import Preview
from meetings.models.review import ROW, Review
from meetings.names import title_key
from meetings.vocabulary import STATE_CATEGORIES, Gender, Outcome


class ReadValue(TypedDict):
    """One distinct text of a column. ``meaning`` is a claim, a gender, or the name of a State or organization; ``key``
    finds the question about it and the spelling or title that was learnt."""

    text: str
    key: str
    rows: int
    meaning: str


class Values(TypedDict):
    """The values of a list, the most frequent first."""

    title: list[ReadValue]
    delegation: list[ReadValue]
    gender: list[ReadValue]


def values_of(preview: Preview) -> Values:
    """Titles, delegations and genders of the rows that stand for people."""
    titles: Counter[tuple[str, str, str]] = Counter()
    delegations: Counter[tuple[str, str, str]] = Counter()
    genders: Counter[tuple[str, str, str]] = Counter()
    for line in preview.lines:
        row, entity = line.row, line.entity
        if entity is None:
            continue
        if row.honorific:
            claim = row.title_gender if row.title_status != "unknown" else "?"
            titles[row.honorific, title_key(row.honorific)[:120], claim] += 1
        printed = row.delegation or row.country
        asked = entity.question
        delegations[printed, asked.key if asked else entity.key, "?" if asked else entity.name] += 1
        if row.gender_cell:
            asked_of = question_of(row.gender_column, row.gender_cell)
            genders[row.gender_cell, asked_of.key, "?" if row.gender_waits else row.declared_gender] += 1
    return {"title": _most_first(titles), "delegation": _most_first(delegations), "gender": _most_first(genders)}


def _most_first(found: Counter[tuple[str, str, str]]) -> list[ReadValue]:
    return [
        {"text": text, "key": key, "rows": rows, "meaning": meaning}
        for (text, key, meaning), rows in sorted(found.items(), key=lambda one: (-one[1], one[0]))
    ]


def effect_of(preview: Preview, review: Review) -> dict[str, dict[str, int]]:
    """What the import does to the counts of States' delegations, as listed and as recorded; who withdrew, or stands in
    the list under a new name, is counted there no longer."""
    listed: Counter[str] = Counter()
    recorded: Counter[str] = Counter()
    for line in preview.people:
        if not line.entity or line.entity.category not in STATE_CATEGORIES or line.outcome == Outcome.INVALID:
            continue
        if line.on_record is None:
            listed[_column(line.listed[0])] += 1
            recorded[_column(line.recorded[0])] += 1
            continue
        for counts, name, stands in (
            (listed, "listed_gender", line.on_record.listed_gender),
            (recorded, "recorded_gender", line.on_record.recorded_gender),
        ):
            if line.after and name in line.after:
                counts[_column(stands)] -= 1
                counts[_column(str(line.after[name]))] += 1
    for one in preview.version.gone:
        if one.category in STATE_CATEGORIES and review.becomes_of(one.id).startswith((WITHDRAW, ROW)):
            listed[_column(one.listed_gender)] -= 1
            recorded[_column(one.recorded_gender)] -= 1
    return {"listed": dict(listed), "recorded": dict(recorded)}


def _column(gender: str) -> str:
    known = {Gender.WOMAN: "women", Gender.MAN: "men", Gender.ANOTHER: "another"}
    return known.get(Gender(gender), "unknown")
