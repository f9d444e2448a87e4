"""Sentences of the preview about a list as the next version of another, and about registration numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from meetings.actions.versions import ASK, KEEP, WITHDRAW
from meetings.imports.participants.on_record import MeetingRecord, ParticipationOnRecord
from meetings.imports.participants.resolved import Resolved
from meetings.imports.participants.rows import Problem
from meetings.imports.participants.sentences import NAMED, place
from meetings.imports.participants.versions import NextVersion, Renamed, shifted, used_twice

WHEN_GONE = {
    ASK: "They stay in the record, and the meeting cannot be locked until somebody says whether they withdrew: on the "
    "page “No longer listed”, or with --gone withdraw or --gone keep.",
    WITHDRAW: "They are withdrawn: on record, and not counted.",
    KEEP: "They still count, as decided.",
}


def remarks(
    version: NextVersion, people: Sequence[Resolved], record: MeetingRecord, sheet: str, when_gone: str
) -> Iterator[Problem]:
    """Everything that concerns the list as a whole."""
    if record.newer:
        yield of_older_version(record.newer, sheet)
    yield from of_version(version, sheet, when_gone)
    yield from of_numbers(used_twice(people), shifted(people, record), sheet)


def of_version(version: NextVersion, sheet: str, when_gone: str) -> Iterator[Problem]:
    """Who is gone, who may be whom, whose name followed a number, and which heads are replaced: one remark each."""
    if version.gone:
        number, names = len(version.gone), _some([one.printed_name for one in version.gone])
        who = "1 person on record is" if number == 1 else f"{number} people on record are"
        said = f"{who} no longer in the list: {names}. {WHEN_GONE[when_gone]}"
        yield _remark("absent", sheet, str(number), "everybody of the earlier version", said)
    settled = [pair for pair in version.renamed if pair.is_settled]
    if settled:
        said = (
            f"taken for people on record under other names, by their number or a name given since: {_pairs(settled)}."
        )
        yield _remark("renamed", sheet, settled[0].now.row.printed_name, "the name on record", said)
    offered = [pair for pair in version.renamed if not pair.is_settled]
    if offered:
        said = (
            f"may be people who are no longer in the list, renamed or moved: {_pairs(offered)}. They count as new "
            "until somebody says on the page “No longer listed” that they are one."
        )
        yield _remark("may_be_renamed", sheet, offered[0].now.row.printed_name, "the name on record", said)
    if version.heads:
        pairs = [f"“{head.now.row.printed_name}” for “{head.was.printed_name}”" for head in version.heads]
        said = f"heads of delegation who replace others: {_some(pairs, quoted=False)}. Nothing to do."
        yield _remark("head_replaced", sheet, version.heads[0].now.row.printed_name, "the head on record", said)


def of_older_version(newer: str, sheet: str) -> Problem:
    """A list that another one replaced already."""
    said = (
        f"{newer} replaces this version and stays in force: who stands only here is asked about at the check. If this "
        "is the newer list, import it with a symbol of its own."
    )
    return _remark("older_version", sheet, newer, "the newest version", said)


def of_numbers(twice: Mapping[str, Sequence[Resolved]], shifted: Sequence[Resolved], sheet: str) -> Iterator[Problem]:
    """Numbers that stand for several people, and numbers that stood for others before."""
    if twice:
        said = [
            f"{lines[0].row.row_id} ({_some([line.row.printed_name for line in lines])})" for lines in twice.values()
        ]
        message = (
            f"registration numbers shared by two or more people: {_some(said, quoted=False)}. They count as that "
            "many people; correct the numbers, or mark on the delegation's page who is listed twice."
        )
        yield _remark("number_twice", sheet, next(iter(twice)), "one person a registration number", message)
    if shifted:
        message = (
            f"registration numbers belonged to other people before ({len(shifted)}, such as {shifted[0].row.row_id} of "
            f"“{shifted[0].row.printed_name}”). People were found by their names; look whether the numbers are right."
        )
        yield _remark("numbers_shifted", sheet, shifted[0].row.row_id, "the number on record", message)


def number_of_another(line: Resolved, one: ParticipationOnRecord, sheet: str) -> Problem:
    """A number that stood for quite another name, or for somebody of another delegation."""
    moved = one.found_by[:2] != line.name_key[:2]
    who = f"“{one.printed_name}”" + (f" of another delegation ({one.entity_key})" if moved else "")
    message = (
        f"{line.row.place(sheet)}: the registration number {line.row.row_id} stood for {who}; "
        f"“{line.row.printed_name}” counts as new. Say on the page “No longer listed” what became of "
        "the other, or correct the number."
    )
    code = "number_moved" if moved else "number_other_name"
    return Problem(
        "warning", code, sheet, line.row.number, "", line.row.row_id, "one person a registration number", message
    )


def head_beside(line: Resolved, name: str, sheet: str) -> Problem:
    """A stated head beside one whom another list, or a correction, states as well."""
    message = (
        f"{line.row.place(sheet)}: “{line.row.printed_name}” is stated as head of delegation beside “{name}”, who is "
        "on record as its head. The meeting cannot be locked with two; correct one role on the delegation's page."
    )
    found = line.row.printed_name
    return Problem("warning", "second_head", sheet, line.row.number, "", found, "one head of delegation", message)


def _remark(code: str, sheet: str, found: str, expected: str, said: str) -> Problem:
    return Problem("warning", code, sheet, None, "", found, expected, f"{place(sheet)}: {said}")


def _pairs(pairs: Iterable[Renamed]) -> str:
    said = [f"“{pair.now.row.printed_name}” for “{pair.was.printed_name}”" for pair in pairs]
    return _some(said, quoted=False)


def _some(names: Sequence[str], *, quoted: bool = True) -> str:
    """The first few of them, and how many more."""
    shown = [f"“{name}”" if quoted else name for name in names[:NAMED]]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return "; ".join(shown) + more
