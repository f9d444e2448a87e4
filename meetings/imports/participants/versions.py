"""What a list changes as the next version of another: who is gone, who may be whom, and which heads are replaced."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from meetings.folding import plainly
from meetings.imports.participants.claims import opposite
from meetings.imports.participants.on_record import MeetingRecord, ParticipationOnRecord
from meetings.imports.participants.resolved import Resolved
from meetings.names.parts import alike_key, misspelt
from meetings.vocabulary import Outcome, Role, YesNo
from meetings.workspace.versions import number_key

SAME_GIVEN_NAME, SAME_POST, MISSPELT, SAME_NUMBER, MOVED = "given_name", "post", "spelling", "number", "moved"
MOST_PAIRS = 10_000
FOLLOWED = "number_followed"
"""A number and a part of the name say that it is one person: the name on record follows the list."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """Somebody on record under one name and a row under another, who may be one person. ``why`` is what says so:
    the same given name, the same post, a spelling, a number. Only what a number and a name say is taken for settled."""

    was: ParticipationOnRecord
    now: Resolved
    why: str

    @property
    def is_settled(self) -> bool:
        return self.why == FOLLOWED


@dataclass(frozen=True, slots=True)
class ReplacedHead:
    """A delegation whose head was somebody else in what this list replaces."""

    was: ParticipationOnRecord
    now: Resolved


@dataclass(slots=True)
class NextVersion:
    """A list beside what it replaces. ``gone`` are people on record whom no list prints any more once it is imported;
    ``leaving`` those of them whom a list prints today, ``back`` people whom none prints today and this one does.
    ``completes``: it only brings rows that were left out of the file in force."""

    gone: list[ParticipationOnRecord] = field(default_factory=list)
    leaving: set[int] = field(default_factory=set)
    back: set[int] = field(default_factory=set)
    renamed: list[Renamed] = field(default_factory=list)
    heads: list[ReplacedHead] = field(default_factory=list)
    completes: bool = False

    @property
    def changes_something(self) -> bool:
        return bool(self.leaving or self.back)

    def to_json(self) -> dict[str, object]:
        """What a batch keeps of it: who is gone, who may be whom on the same delegation (person, row, why), whose
        number stands for somebody of another one now (person, row), which heads are replaced (person, row)."""
        here = [pair for pair in self.renamed if pair.why != MOVED]
        return {
            "absent": [one.id for one in self.gone],
            "renamed": [[pair.was.id, pair.now.row.number, pair.why] for pair in here],
            "moved": [[pair.was.id, pair.now.row.number] for pair in self.renamed if pair.why == MOVED],
            "heads": [[head.was.id, head.now.row.number] for head in self.heads],
            "completes": self.completes,
        }


def compare(people: Sequence[Resolved], record: MeetingRecord) -> NextVersion:
    """The list beside the record, but for its heads."""
    listed = {line.on_record.id for line in people if line.on_record}
    completes = len(people) <= record.left_out and not listed & record.in_document
    if completes:
        record.stand_beside()
    lost = [record.by_id[pk] for pk in sorted(record.may_be_gone - listed) if pk in record.by_id]
    found = NextVersion([one for one in lost if one.registered != YesNo.NO], completes=completes)
    gone = {one.id for one in found.gone}
    found.leaving = record.loses_force & gone
    if record.comes_into_force and record.in_document | record.in_replaced:
        found.back = listed - record.loses_force - record.printed_elsewhere
    found.renamed = [*_followed(people), *_may_be_one(found.gone, [line for line in people if not line.on_record])]
    return found


def _followed(people: Iterable[Resolved]) -> list[Renamed]:
    """Another order of the words, or other accents, is the same name."""
    return [
        Renamed(line.on_record, line, FOLLOWED)
        for line in people
        if line.on_record
        and line.after
        and "printed_name" in line.after
        and alike_key(line.row.name_key) != alike_key(line.on_record.name_key)
    ]


def _may_be_one(gone: list[ParticipationOnRecord], new: list[Resolved]) -> list[Renamed]:
    """Each of those gone with the new person of their delegation who may be them, the surest sign first. Where a large
    delegation was exchanged as a whole, only numbers say it."""
    unlisted = {one.id for one in gone}
    pairs = [Renamed(one, line, _by_number(line)) for line in new if (one := line.number_of) and one.id in unlisted]
    pairs = [pair for pair in pairs if not opposite({pair.now.says, pair.was.says})]
    beside: dict[tuple[str, str], list[Resolved]] = defaultdict(list)
    for line in new:
        beside[line.name_key[:2]].append(line)
    posts = Counter((one.found_by[:2], one.printed_post) for one in gone)
    sizes = Counter(one.found_by[:2] for one in gone)
    for one in gone:
        others = beside[one.found_by[:2]]
        for line in others if sizes[one.found_by[:2]] * len(others) <= MOST_PAIRS else ():
            if not opposite({line.says, one.says}):
                alone = posts[one.found_by[:2], one.printed_post] == 1
                pairs += [Renamed(one, line, why) for why in _signs(one, line, alone=alone)]
    signs = (SAME_NUMBER, MOVED, MISSPELT, SAME_GIVEN_NAME, SAME_POST)
    taken: set[int] = set()
    offered: list[Renamed] = []
    for pair in sorted(pairs, key=lambda pair: signs.index(pair.why)):
        if pair.was.id not in taken and -pair.now.row.number not in taken:
            taken |= {pair.was.id, -pair.now.row.number}
            offered.append(pair)
    return offered


def _by_number(line: Resolved) -> str:
    assert line.number_of is not None
    return SAME_NUMBER if line.number_of.found_by[:2] == line.name_key[:2] else MOVED


def _signs(one: ParticipationOnRecord, line: Resolved, *, alone: bool) -> Iterable[str]:
    """What says that a person on record and one of a list are the same; nothing is concluded from a family name."""
    was, now = plainly(one.name_key), plainly(line.row.name_key)
    given, theirs = (
        _given(was, plainly(one.given_names.casefold())),
        _given(now, plainly(line.row.given_names.casefold())),
    )
    if misspelt(was, now):
        yield MISSPELT
    if given and given == theirs:
        yield SAME_GIVEN_NAME
    if alone and one.printed_post and one.printed_post.casefold() == line.row.rank.casefold():
        yield SAME_POST


def _given(name: str, given: str) -> str:
    """The first given name: where nothing tells it from the family name, the first word of several."""
    words = plainly(given.casefold()).split() or (name.split()[:1] if " " in name else [])
    return words[0] if words else ""


def replace_heads(people: Iterable[Resolved], record: MeetingRecord, found: NextVersion) -> list[tuple[Resolved, str]]:
    """Where this list states another head than what it replaces did, the former is stated no longer.

    Returns the new heads beside whom another stated one stays, with that one's name: those ask.
    """
    heads: dict[tuple[str, str], Resolved] = {}
    for line in people:
        if line.row.role == Role.HEAD and line.entity:
            heads.setdefault(line.entity.delegation, line)
    listed = {line.on_record.id: line for line in people if line.on_record}
    beside: list[tuple[Resolved, str]] = []
    for one in record.by_id.values():
        head, now = heads.get(one.found_by[:2]), listed.get(one.id)
        if one.role != Role.HEAD or head is None or head.on_record is one or (now and now.row.role == Role.HEAD):
            continue
        if now and (now.after or {}).get("role"):
            found.heads.append(ReplacedHead(one, head))
        elif one.id in record.printed_elsewhere or one.id not in record.in_part or "role" in one.corrected:
            if one.registered != YesNo.NO:
                beside.append((head, one.printed_name))
        elif now or one.registered != YesNo.NO:
            found.heads.append(ReplacedHead(one, head))
            if now:
                _state_no_longer(now)
    return beside


def _state_no_longer(line: Resolved) -> None:
    """Still on the delegation, and its head no longer."""
    line.before = (line.before or {}) | {"role": str(Role.HEAD)}
    line.after = (line.after or {}) | {"role": str(Role.UNKNOWN)}
    if line.outcome == Outcome.UNCHANGED:
        line.outcome = Outcome.UPDATED


def used_twice(people: Iterable[Resolved]) -> dict[str, list[Resolved]]:
    """Registration numbers that stand for several people of one list."""
    numbers: dict[str, list[Resolved]] = defaultdict(list)
    for line in people:
        if line.row.row_id:
            numbers[number_key(line.row.row_id)].append(line)
    return {number: lines for number, lines in numbers.items() if len(lines) > 1}


def shifted(people: Iterable[Resolved], record: MeetingRecord) -> list[Resolved]:
    """People found by their names whose numbers stood for others before."""
    return [
        line
        for line in people
        if line.on_record
        and line.row.row_id
        and (stood := record.by_number.get(number_key(line.row.row_id)))
        and line.on_record not in stood
    ]
