"""Statements of a scope, counted: the counterpart of ``counts.py``.

A statement stands with the delegation that read it, so everything that groups delegations groups statements too
(``groups.py``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from meetings.vocabulary import StatementKind
from reports.counting import blocks
from reports.counting.arrays import Placed
from reports.counting.counts import Cell
from reports.counting.dimensions import DIMENSIONS, Dimension
from reports.counting.groups import GroupCodes
from reports.counting.population import Population
from reports.counting.scope import LISTED, gender_basis_of
from reports.counting.statement_blocks import COLUMNS, KINDS, NOT_TIMED, TOPICS, blocks_of
from reports.measures.tally import Counts, Weighed
from reports.refusals import QuestionRefused

if TYPE_CHECKING:
    import numpy as np

WOMAN, MAN = 0, 1
"""Columns of ``Counts``, as in ``blocks.GENDERS``."""


class StatementLines:
    """The statements of a scope, one line each: ``meeting_of``, ``entity`` and ``category`` as delegations have them,
    ``gender`` on the basis on which its meeting is counted, ``kind``, ``topic``, ``presiding`` and ``hundredths`` of a
    minute."""

    entity: np.ndarray
    category: np.ndarray
    gender: np.ndarray
    listed: np.ndarray
    kind: np.ndarray
    presiding: np.ndarray
    hundredths: np.ndarray
    topic: np.ndarray

    def __init__(self, people: Population) -> None:
        import numpy as np

        self.people, self.meetings, self.scope = people, people.meetings, people.scope
        self.reference = people.reference
        found = blocks_of({meeting.pk: meeting.revision for meeting in self.meetings})
        mine = [found[meeting.pk].columns for meeting in self.meetings]
        sizes = [len(columns["entity"]) for columns in mine]
        category = _joined(columns["category"] for columns in mine)
        inside = np.isin(category, [blocks.CATEGORIES[counted] for counted in self.scope.categories])
        self.meeting_of = np.repeat(np.arange(len(self.meetings)), sizes)[inside]
        for name in COLUMNS:
            setattr(self, name, _joined(columns[name] for columns in mine)[inside])
        as_listed = np.array([gender_basis_of(meeting, self.scope) == LISTED for meeting in self.meetings], bool)
        if len(self.gender):
            self.gender = np.where(as_listed[self.meeting_of], self.listed, self.gender)

    @cached_property
    def arrays(self) -> Placed:
        """The lines as groups are made of them: each stands with a delegation at one of the meetings of the people."""
        return Placed(self.people.arrays, self.meeting_of, self.entity, self.category)

    @property
    def meeting_sizes(self) -> np.ndarray:
        """Of the people: their meetings are the same."""
        return self.people.meeting_sizes

    def only(self, mask: np.ndarray) -> StatementLines:
        """Those lines alone."""
        some = object.__new__(StatementLines)
        some.__dict__ = self.__dict__ | {name: getattr(self, name)[mask] for name in ("meeting_of", *COLUMNS)}
        some.__dict__.pop("arrays", None)
        return some

    @property
    def delivered(self) -> StatementLines:
        """Statements delivered; not what was said in reply, on procedure, or in writing only."""
        return self.only(self.kind == KINDS[StatementKind.STATEMENT])

    @property
    def spoken(self) -> StatementLines:
        """Everything that took time."""
        return self.only(self.kind != KINDS[StatementKind.WRITTEN_ONLY])

    @property
    def not_presiding(self) -> StatementLines:
        return self.only(self.presiding == 0)


@dataclass(frozen=True, slots=True)
class Heard:
    """One group of statements, with what the metrics about statements take."""

    cell: Cell
    inputs: dict[str, Any]


NOTHING: dict[str, Any] = {
    "statements": Counts(), "minutes": Weighed(), "minutes_not_presiding": Weighed(), "statements_heard": Counts(),
    "delegations_heard": {}, "silent": 0,
}  # fmt: skip


def heard_by(people: Population, given: str, dimension: Dimension) -> list[Heard]:
    """Each group in which something was said, with the input ``given`` of a metric; raises Refused."""
    lines = statements_of(people)
    if given == "minutes":
        return _timed(lines.spoken, given, dimension)
    if given == "minutes_not_presiding":
        return _timed(lines.spoken.not_presiding, given, dimension)
    cells = _cells(lines.delivered, dimension)
    if given == "statements":
        return [Heard(cell, NOTHING | {"statements": cell.counts}) for _code, cell in cells]
    inputs = _relative(lines.delivered, dimension)
    return [Heard(cell, NOTHING | inputs[code]) for code, cell in cells]


def topics_of(people: Population) -> Counter[str]:
    """Statements at the meetings of the scope by what they raise about gender, *not coded* among them."""
    raised = StatementLines(people).delivered.topic.tolist()
    return Counter({topic: raised.count(code) for topic, code in TOPICS.items() if code in raised})


def statements_of(people: Population) -> StatementLines:
    """The statements of the scope of these people; raises Refused where statements cannot be narrowed to it."""
    lines = StatementLines(people)
    for key, value in people.scope.only:
        if not DIMENSIONS[key].attribute:
            coded = _coded(lines, DIMENSIONS[key])
            lines = lines.only(coded.codes == coded.keys.index(value) if value in coded.keys else lines.kind < 0)
    return lines


def _coded(lines: StatementLines, dimension: Dimension) -> GroupCodes:
    """Which group each statement falls in: that of its meeting, or of the delegation that read it."""
    if dimension.group_statements is None:
        raise QuestionRefused(
            _("Statements cannot be counted by %(dimension)s; choose meeting, country or another.")
            % {"dimension": dimension.key}
        )
    return dimension.group_statements(lines)


def _cells(lines: StatementLines, dimension: Dimension) -> list[tuple[int, Cell]]:
    import numpy as np

    coded = _coded(lines, dimension)
    place = coded.codes.astype(np.int64) * 4 + lines.gender
    table = np.bincount(place, minlength=len(coded.keys) * 4).reshape(-1, 4).tolist()
    cells = [Cell(key, label, Counts(*line)) for key, label, line in zip(coded.keys, coded.labels, table, strict=True)]
    return [(code, cell) for code, cell in enumerate(cells) if cell.counts.total]


def _timed(lines: StatementLines, given: str, dimension: Dimension) -> list[Heard]:
    """Speaking time of each group in hundredths of a minute."""
    import numpy as np

    coded = _coded(lines, dimension)
    time, size = np.maximum(lines.hundredths, 0), len(coded.keys)
    timed, known = lines.hundredths != NOT_TIMED, lines.gender <= MAN

    def added(of: np.ndarray) -> list[int]:
        return np.bincount(coded.codes, of, size).astype(np.int64).tolist()

    columns = {
        "women": added(time * (lines.gender == WOMAN)),
        "men": added(time * (lines.gender == MAN)),
        "other": added(time * ~known),
        "counted": added(timed & known),
        "left_out": added(~(timed & known)),
        "unweighed": added(~timed),
    }
    return [
        Heard(cell, NOTHING | {given: Weighed(**{name: column[code] for name, column in columns.items()})})
        for code, cell in _cells(lines, dimension)
    ]


def _relative(lines: StatementLines, dimension: Dimension) -> dict[int, dict[str, Any]]:
    """Of each group, the statements whose delegation's share is known, and the delegations that made them."""
    import numpy as np

    coded = _coded(lines, dimension)
    size, people = len(coded.keys), lines.people
    spoke, sent = _delegations(lines, people)
    delegations, place = np.unique(sent, return_inverse=True)
    women, men = (np.bincount(place.reshape(-1), people.composition[:, gender], len(delegations)) for gender in (0, 1))
    told = women + men > 0
    delegations, women, men = delegations[told], women[told].astype(int), men[told].astype(int)
    found = np.searchsorted(delegations, spoke)
    known = np.append(delegations, -1)[found] == spoke
    heard = known & (lines.gender <= MAN)
    said = [np.bincount(coded.codes[heard & (lines.gender == gender)], minlength=size) for gender in (WOMAN, MAN)]
    silent = np.bincount(coded.codes[~heard], minlength=size)
    inputs: dict[int, dict[str, Any]] = {
        code: {"statements_heard": Counts(int(said[WOMAN][code]), int(said[MAN][code])), "silent": int(silent[code])}
        | {"delegations_heard": Counter()}
        for code in range(size)
    }
    # As single numbers, which sort many times faster than pairs do.
    each = np.unique(coded.codes[heard].astype(np.int64) * (len(delegations) + 1) + found[heard])
    group, sent_by = np.divmod(each, len(delegations) + 1)
    most = int(max(women.max(initial=0), men.max(initial=0))) + 1
    alike, many = np.unique((group * most + women[sent_by]) * most + men[sent_by], return_counts=True)
    for number, many_alike in zip(alike.tolist(), many.tolist(), strict=True):
        code, composition = number // most**2, Counts(number // most % most, number % most)
        inputs[code]["delegations_heard"][composition] = many_alike
    return inputs


def _delegations(lines: StatementLines, people: Population) -> tuple[np.ndarray, np.ndarray]:
    """One number for each delegation at each meeting: of every statement's, and of every delegation of the scope.

    A delegation is told by its key: a statement may name it otherwise than the list does.
    """
    import numpy as np

    entities = np.unique(np.concatenate([lines.entity, people.arrays.entity]))
    number: dict[str, int] = {}
    for entity in entities.tolist():
        number.setdefault(blocks.entities_seen[entity].key, len(number))
    numbers = np.array([number[blocks.entities_seen[entity].key] for entity in entities.tolist()], np.int64)
    spoke, sent = (
        arrays.meeting_of.astype(np.int64) * len(number) + numbers[np.searchsorted(entities, arrays.entity)]
        for arrays in (lines.arrays, people.arrays)
    )
    return spoke, sent


def _joined(arrays: Iterable[np.ndarray]) -> np.ndarray:
    import numpy as np

    found = list(arrays)
    return np.concatenate(found) if found else np.empty(0, np.int32)
