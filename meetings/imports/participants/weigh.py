"""What a row changes of the two genders on record: as listed by what its list prints, as recorded by all it says.

See lists.md, *Equal and unequal evidence*. Nothing is written here: a line notes the evidence that is news, what it
takes the place of, and what it asks.
"""

from __future__ import annotations

from meetings.actions.questions import OF_FILES
from meetings.imports.participants import sentences
from meetings.imports.participants.claims import NOT_RECORDED, Claim, column_claim, opposite
from meetings.imports.participants.on_record import MeetingRecord, ParticipationOnRecord
from meetings.imports.participants.resolved import Resolved
from meetings.vocabulary import LISTED_BASES, PRINTED_IN_LIST, Gender, GenderBasis, QuestionKind

PRINTED = tuple(str(basis) for basis in PRINTED_IN_LIST)


def weigh_new(line: Resolved, sheet: str) -> None:
    """Somebody new: all that is not contradicted is evidence."""
    line.news = line.evidence
    if line.disputed and not line.answer:
        _ask_about_column(line, sheet)


def weigh(line: Resolved, on_record: ParticipationOnRecord, record: MeetingRecord, sheet: str) -> dict[str, str]:
    """The fields of gender that a row changes of somebody on record, after its own contradictions were asked."""
    after: dict[str, str] = {}
    if listed := _listed_change(line, on_record, record, sheet):
        after |= {"listed_gender": str(listed[0]), "listed_basis": str(listed[1])}
    if recorded := _recorded_change(line, on_record, record, sheet):
        after |= {"recorded_gender": str(recorded[0]), "recorded_basis": str(recorded[1])}
    if QuestionKind.TITLE_COLUMN in line.asks:
        line.news = ()
    elif line.replaces:
        replacing = (claim for claim in line.evidence if claim[1] in line.replaces)
        line.news = tuple(dict.fromkeys((*line.news, *replacing)))
    return after


def _listed_change(line: Resolved, on_record: ParticipationOnRecord, record: MeetingRecord, sheet: str) -> Claim | None:
    """The listed gender this row brings, or None; opens a question where equal evidence disagrees."""
    listed = value, basis = line.listed
    stronger = GenderBasis(basis).strength - GenderBasis(on_record.listed_basis).strength
    if line.contradicted:
        changed = on_record.listed_gender != Gender.UNKNOWN and record.answers.get(two_titles_key(line)) is None
        line.replaces = (*PRINTED, *(basis for _, basis in line.claims)) if changed else ()
        return NOT_RECORDED if changed else None
    if value == Gender.UNKNOWN:
        return _print_disagrees(line, on_record, record)
    if value == on_record.listed_gender and stronger <= 0:
        return None
    if "listed_gender" in on_record.corrected:
        if value != on_record.listed_gender:
            line.problems.append(
                sentences.not_overwritten(line, sheet, "kept_correction", "a correction made by hand", "the correction")
            )
        return None
    heard = listed in line.heard
    if value == on_record.listed_gender or on_record.listed_gender == Gender.UNKNOWN:
        # An undecided contradiction or a settled question keeps the listed value where the clerk left it.
        if heard and on_record.listed_gender == Gender.UNKNOWN:
            return None
        return _printed_news(line, listed)
    if _newer_version(on_record, record) and stronger >= 0:
        line.replaces = PRINTED
        return listed
    if heard:
        return None
    if stronger < 0:
        line.problems.append(
            sentences.not_overwritten(line, sheet, "kept_stronger", "stronger evidence on record", "that evidence")
        )
        return None
    if stronger == 0:
        line.asks = (*line.asks, QuestionKind.GENDER)
        line.problems.append(sentences.contradicts(line, listed, on_record.listed_gender, sheet))
    return _printed_news(line, listed)


def _printed_news(line: Resolved, listed: Claim) -> Claim:
    if listed not in line.heard:
        line.news = (*line.news, *(claim for claim in line.evidence if claim[1] in LISTED_BASES))
    return listed


def _print_disagrees(line: Resolved, on_record: ParticipationOnRecord, record: MeetingRecord) -> Claim | None:
    """Title and column of one list, both printed, disagree: nothing is listed until somebody says which is right."""
    printed = line.disputed and column_claim(line.claims) is None
    if not printed or on_record.listed_gender == Gender.UNKNOWN or column_key(line) in record.answers:
        return None
    line.replaces = PRINTED
    return NOT_RECORDED


def _recorded_change(
    line: Resolved, on_record: ParticipationOnRecord, record: MeetingRecord, sheet: str
) -> Claim | None:
    """What the row says beyond the print: the recorded gender it brings, or None. Never touches what is listed."""
    asked, stands = column_key(line) in record.answers, on_record.recorded_gender
    if line.contradicted:
        return None
    if line.disputed and not line.answer:
        if asked:
            return None
        _ask_about_column(line, sheet)
        return _wait(line, *(basis for _, basis in line.claims)) if stands != Gender.UNKNOWN else None
    claim = column_claim(line.evidence)
    if claim is None:
        return None if asked else _title_against_file(line, on_record, sheet)
    waits = stands == Gender.UNKNOWN and on_record.id in record.in_question
    if claim in line.heard or waits:
        return None
    value, basis = claim
    stronger = GenderBasis(basis).strength - GenderBasis(on_record.recorded_basis).strength
    if value == stands and stronger <= 0:
        return None
    if value != stands and stands != Gender.UNKNOWN:
        if on_record.recorded_basis in PRINTED and basis in OF_FILES and opposite({value, stands}):
            return None if asked else _doubt(line, claim, on_record, sheet)
        if _newer_version(on_record, record) and stronger >= 0:
            line.replaces = (*line.replaces, basis)
            return claim
        if stronger < 0:
            line.problems.append(
                sentences.not_overwritten(line, sheet, "kept_stronger", "stronger evidence on record", "that evidence")
            )
            return None
        if stronger == 0:
            line.asks = (*line.asks, QuestionKind.GENDER)
            line.problems.append(sentences.contradicts_recorded(line, claim, stands, sheet))
    line.news = (*line.news, claim)
    return claim


def _title_against_file(line: Resolved, on_record: ParticipationOnRecord, sheet: str) -> Claim | None:
    """A title that another file's column contradicts is as listed; what is recorded waits for an answer."""
    value, basis = line.listed
    stands = on_record.recorded_gender
    known = on_record.recorded_basis in OF_FILES and (value, basis) not in line.heard
    return _doubt(line, (value, basis), on_record, sheet) if known and opposite({value, stands}) else None


def _doubt(line: Resolved, claim: Claim, on_record: ParticipationOnRecord, sheet: str) -> Claim:
    """A column here and a title there disagree about somebody: asked once, and nothing is recorded meanwhile."""
    line.asks = (*line.asks, QuestionKind.TITLE_COLUMN)
    line.problems.append(sentences.contradicts_recorded(line, claim, on_record.recorded_gender, sheet))
    return _wait(line, on_record.recorded_basis, claim[1])


def _wait(line: Resolved, *bases: str) -> Claim:
    """Nothing is recorded until the question is answered: what imports wrote on these bases is set aside."""
    line.replaces = (*PRINTED, *bases)
    return NOT_RECORDED


def _ask_about_column(line: Resolved, sheet: str) -> None:
    line.asks = (*line.asks, QuestionKind.TITLE_COLUMN)
    line.problems.append(sentences.disputed(line, sheet))


def _newer_version(on_record: ParticipationOnRecord, record: MeetingRecord) -> bool:
    return on_record.id in record.in_replaced and on_record.id not in record.in_document


def two_titles_key(line: Resolved) -> tuple[str, str]:
    return QuestionKind.TWO_TITLES, "|".join(line.name_key)


def column_key(line: Resolved) -> tuple[str, str]:
    return QuestionKind.TITLE_COLUMN, "|".join(line.name_key)
