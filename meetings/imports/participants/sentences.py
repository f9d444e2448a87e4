"""Sentences of the preview: where, what was found, what was expected, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from meetings.imports.participants.claims import Claim
from meetings.imports.participants.entities import Asked
from meetings.imports.participants.gender_column import Doubt
from meetings.imports.participants.resolved import Resolved
from meetings.imports.participants.rows import Problem
from meetings.vocabulary import Gender, GenderBasis, Outcome, QuestionKind

DIGIT = re.compile(r"\d")
NAMED = 10  # pairs of names told in one remark


def place(sheet: str) -> str:
    """The list as a whole, as the clerk sees it."""
    return f"Sheet “{sheet}”, the list" if sheet else "The list"


def _warning(line: Resolved, sheet: str, code: str, found: str, expected: str, message: str) -> Problem:
    message = f"{line.row.place(sheet)}: {message}"
    return Problem("warning", code, sheet, line.row.number, "", found, expected, message)


def _at(line: Resolved) -> str:
    """Where another row stands, within a sentence."""
    at = line.row.place("").lower()
    return f"on {at}" if line.row.source else f"in {at}"


def listed_again(line: Resolved, first: Resolved, sheet: str) -> Problem:
    """The same person twice in one list: kept once, or a question where the titles contradict."""
    code, message = "listed_again", f"this person is listed again (first {_at(first)})"
    if line.outcome == Outcome.IGNORED:
        message += "; kept once. Nothing to do."
    else:
        code = "listed_again_other_title"
        message += " with another courtesy title; not recorded until you say in the questions whether they are two."
    return _warning(line, sheet, code, line.row.printed_name, "each person once per delegation", message)


def contradicts(line: Resolved, listed: Claim, on_record: str, sheet: str) -> Problem:
    """Equal evidence disagrees on a person's gender: counted as printed here, and a question is open."""
    found, stands, basis = Gender(listed[0]).label, Gender(on_record).label, GenderBasis(listed[1]).label
    message = (
        f"this list says {found} ({basis}) and the record says {stands} on equal evidence; counted as printed here, "
        "not recorded as known until the question is answered."
    )
    return _warning(line, sheet, "contradicts_record", str(found), str(stands), message)


def contradicts_recorded(line: Resolved, claim: Claim, on_record: str, sheet: str) -> Problem:
    """What this file says and what another said of one person disagree, and neither is surely right."""
    found, stands, basis = Gender(claim[0]).label, Gender(on_record).label, GenderBasis(claim[1]).label
    message = (
        f"this list says {found} ({basis}) and the record says {stands}; as listed stays what the official list "
        "prints, and nothing is recorded as known until the question is answered."
    )
    return _warning(line, sheet, "contradicts_record", str(found), str(stands), message)


def disputed(line: Resolved, sheet: str) -> Problem:
    """Title and gender column of one row disagree: a question, and until then as little as is sure."""
    title, column = Gender(line.row.title_gender).label, Gender(line.row.declared_gender).label
    message = f"the title “{line.row.honorific}” says {title} and the gender column says {column}; "
    if line.listed[0] == Gender.UNKNOWN:
        message += "the list prints both, so this person is not recorded until you say in the questions which is right."
    else:
        message += "as listed is what the title says, and nothing is recorded as known until you answer the question."
    return _warning(line, sheet, "title_against_column", str(column), str(title), message)


def one_or_two(line: Resolved, sheet: str) -> Problem:
    """Somebody of this name and delegation is on record with another title: two people until somebody says one."""
    message = (
        f"“{line.row.printed_name}” is on record from another meeting and cannot be told to be the same person; "
        "counted as printed here. Say in the questions whether they are one person or two."
    )
    return _warning(line, sheet, "one_or_two_people", line.row.printed_name, "one person, or a namesake", message)


def resembles(line: Resolved, sheet: str) -> Problem:
    """Somebody of this delegation has a name of the same words, with another title or in another order."""
    message = (
        f"“{line.row.printed_name}” and “{line.resembles}” of this delegation have names of the same words; they count "
        "as two people. Correct one of the names, or take one out on the delegation's page, if they are one."
    )
    return _warning(line, sheet, "similar_name", line.row.printed_name, "one spelling of each name", message)


def of_names(lines: list[Resolved], sheet: str) -> Iterator[Problem]:
    """What is odd about the names of a list: one remark for all of a kind."""
    if otherwise := [line for line in lines if line.otherwise]:
        yield written_otherwise(otherwise, sheet)
    if digits := [line for line in lines if line.entity and DIGIT.search(line.row.full_name)]:
        yield with_digits(digits, sheet)


def with_digits(lines: list[Resolved], sheet: str) -> Problem:
    """Names with digits in them, each with its row."""
    named = "; ".join(f"{line.row.place('')} “{line.row.printed_name}”" for line in lines[:NAMED])
    more = f"; and {len(lines) - NAMED} more" if len(lines) > NAMED else ""
    message = (
        f"{place(sheet)}: these names contain digits: {named}{more}. They are kept as printed; correct the list if "
        "they are slips."
    )
    return Problem(
        "warning", "digit_in_name", sheet, None, "", lines[0].row.printed_name, "names without digits", message
    )


def written_otherwise(lines: list[Resolved], sheet: str) -> Problem:
    """People taken for those on record though the words of their names stand in another order: one remark for all."""
    pairs = [f"“{line.row.printed_name}” for “{line.otherwise}”" for line in lines[:NAMED]]
    more = f"; and {len(lines) - NAMED} more" if len(lines) > NAMED else ""
    message = (
        f"{place(sheet)}: names in another order than on record were taken for the same people of their delegations: "
        f"{'; '.join(pairs)}{more}. Enter the person on the delegation's page where they are two."
    )
    found = lines[0].row.printed_name
    return Problem("warning", "written_otherwise", sheet, None, "", found, "the spelling on record", message)


def second_head(line: Resolved, head: Resolved, sheet: str) -> Problem:
    """A second stated head of one delegation."""
    message = (
        f"“{line.row.printed_name}” is a second head of this delegation (the first stands {_at(head)}); "
        "the first counts as its head. Correct the role on the delegation's page if it is the other."
    )
    return _warning(line, sheet, "second_head", line.row.printed_name, "one head of delegation", message)


def not_overwritten(line: Resolved, sheet: str, code: str, differs_from: str, stays: str) -> Problem:
    """The record holds something that this list does not change."""
    message = (
        f"{line.row.place(sheet)}: the gender printed here differs from {differs_from}; "
        f"{stays} is kept. Change it on the delegation's page if the list is right."
    )
    return Problem("warning", code, sheet, line.row.number, "", "", "the value on record", message)


def asked(questions: Iterable[tuple[Asked, int]], sheet: str) -> Iterable[Problem]:
    """One warning per distinct unknown title or country, with what could be meant."""
    for question, rows in questions:
        if question.kind == QuestionKind.TITLE:
            message = (
                f'{place(sheet)}: the courtesy title "{question.found}" is not known ({rows} rows); these people '
                "count as not recorded. Say in the questions of the meeting what the title means."
            )
            yield Problem(
                "warning", "unknown_title", sheet, None, "", question.found, "a known courtesy title", message
            )
        elif question.kind == QuestionKind.SECTION:
            yield _misplaced(question, rows, sheet)
        elif question.kind == QuestionKind.VALUE:
            some = "1 row" if rows == 1 else f"{rows} rows"
            message = (
                f"{place(sheet)}: what “{question.found}” means is not known ({some}); it is not recorded. Say it "
                f'in the questions of the meeting, or with --value "{question.found.replace(": ", ":", 1)}=another" '
                "(or woman, man, undisclosed, unknown)."
            )
            yield Problem("warning", "unknown_value", sheet, None, "", question.found, "a gender", message)
        elif question.kind in (QuestionKind.COUNTRY, QuestionKind.CODE):
            unknown = question.kind == QuestionKind.COUNTRY
            what = "is no State or organization of the table"
            if not unknown:
                what = "cannot be this State: code or date disagree"
            elif question.of_a_state:
                what = "is the name of several States"
            offered = ", ".join(question.suggestions) or "no similar name"
            counted = "among States" if question.of_a_state else "under other entities"
            message = (
                f'{place(sheet)}: "{question.found}" {what} ({rows} rows); counted {counted}. '
                f"Possible: {offered}. Answer it in the questions of the meeting."
            )
            code = "unknown_country" if unknown else "code_disagrees"
            yield Problem("warning", code, sheet, None, "", question.found, f"one of {offered}", message)


def _misplaced(question: Asked, rows: int, sheet: str) -> Problem:
    """States in a section of organizations: one remark for all of them."""
    states = question.suggestions
    number = "1 State" if len(states) == 1 else f"{len(states)} States"
    named = ", ".join(question.names[:NAMED]) + (" …" if len(states) > NAMED else "")
    message = (
        f"{place(sheet)}: {number} ({rows} rows) under “{question.found}”, a section of organizations: {named}. They "
        "count as States. Say in the questions of the meeting whether they belong to that section."
    )
    return Problem("warning", "states_in_section", sheet, None, "", named, "States in sections of States", message)


def doubted(doubt: Doubt, sheet: str) -> Problem:
    """Most rows print a title of one gender and a value of the other: what its values mean is asked."""
    found = ", ".join(value for value, _meaning in doubt.meanings)
    sentence, expected = f"{place(sheet)}: {doubt.sentence}", "a column that agrees with the courtesy titles"
    return Problem("warning", "gender_contradicts_titles", sheet, None, doubt.column, found, expected, sentence)
