"""Options of ``figures``: which goes with which question. One that would do nothing, or says nothing, is refused."""

from __future__ import annotations

from argparse import Action, ArgumentParser, Namespace
from collections.abc import Iterable
from typing import Any

from django.core.management.base import CommandError

from reports.counting.dimensions import DIMENSIONS
from reports.counting.scope import ATTENDED, CATEGORY_CHOICES, LISTED, RECORDED, REGISTERED, STATES
from reports.measures.metric import Metric, Subject
from reports.measures.metrics import METRICS
from reports.practice_results.staff import DIMENSIONS as DIMENSIONS_OF_STAFF
from reports.presentation import printed
from reports.results import SHARE_OF_WOMEN

SERIES = {
    "trend": "print the yearly series of the forums that met in every year, and when it reaches --target at its pace;"
    " a running year counts once all of it is checked",
    "changes": "print what changed since the last session of each forum",
    "runs": "print for how many meetings in a row each delegation of a State was of one gender",
}
ROWS, SUMMARY, LIST, STAFF = "rows", "summary", "list", "staff"
QUESTIONS = (SUMMARY, *SERIES, LIST, STAFF)
"""Options that each ask for something else; without any of them rows are printed."""
COUNTING = (ROWS, SUMMARY, *SERIES)
GOES_WITH: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("meeting", "forum", "year", "category", "gender_basis", "base", "only"), COUNTING),
    "by": (ROWS, STAFF),
    "metric": (ROWS,),
    "panel": (ROWS, "trend"),
    **dict.fromkeys(("target", "by_year"), ("trend",)),
}
"""Of each option, the questions it says something of. ``--format`` goes with every one."""
DEFAULTS: dict[str, Any] = {
    "meeting": "", "forum": "", "year": "", "category": STATES, "gender_basis": "", "base": REGISTERED, "only": [],
    "by": [], "metric": SHARE_OF_WOMEN.key, "target": "50",
}  # fmt: skip
"""What an option says that is not given. The parser knows no default, so that what was given can be seen."""


class Once(Action):
    """An option whose second value would silently take the place of its first."""

    def __call__(self, parser: ArgumentParser, namespace: Namespace, values: Any, option: str | None = None) -> None:
        if getattr(namespace, self.dest, None) is not None:
            parser.error(f"{option} was given twice, and one question has one answer: leave one of them out.")
        setattr(namespace, self.dest, values)


class TwiceAtMost(Action):
    """The two dimensions of a crosstab: a third, and one of them again, would say nothing."""

    def __call__(self, parser: ArgumentParser, namespace: Namespace, values: Any, option: str | None = None) -> None:
        given = getattr(namespace, self.dest, None) or []
        if values in given:
            parser.error(f"{option} {values} was given twice: a crosstab is by two different dimensions.")
        if len(given) == 2:
            parser.error(f"{option} was given three times, and a crosstab has rows and columns: leave one of them out.")
        setattr(namespace, self.dest, [*given, values])


def add_options(parser: ArgumentParser) -> None:
    _add_scope(parser)
    _add_question(parser)
    _add_series(parser)


def read_options(given: dict[str, Any]) -> dict[str, Any]:
    """The options with their defaults, and the question as ``question``; raises CommandError, wrong usage, for a value
    that says nothing and for an option that would do nothing."""
    asked = {name: value for name, value in given.items() if value not in (None, False, []) or value == ""}
    questions = [name for name in QUESTIONS if name in asked]
    question = questions[0] if questions else ROWS
    reasons = [*_empty(asked), *_several(questions), *_idle(asked, question), *_repeated(asked.get("only", ()))]
    reasons += _divided(asked.get("by", ()), DIMENSIONS_OF_STAFF if question == STAFF else DIMENSIONS, question)
    if reasons:
        raise CommandError(reasons[0], returncode=2)
    return given | {name: value for name, value in DEFAULTS.items() if name not in asked} | {"question": question}


def _empty(asked: dict[str, Any]) -> Iterable[str]:
    for name in GOES_WITH:
        values = asked.get(name, [])
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, str) and not value.strip():
                yield f"{_option(name)} has an empty value: say which, or leave the option out."


def _several(questions: list[str]) -> Iterable[str]:
    if len(questions) > 1:
        first, second = map(_option, questions[:2])
        yield f"{first} and {second} ask for two different answers: ask for one at a time."


def _idle(asked: dict[str, Any], question: str) -> Iterable[str]:
    """Options that nothing in the answer would depend on."""
    for name, questions in GOES_WITH.items():
        if name in asked and question not in questions:
            goes = " or ".join(_option(one) if one != ROWS else "rows of figures" for one in questions)
            with_what = f"with {_option(question)}" if question != ROWS else "here"
            where = "figures that are counted" if questions == COUNTING else goes
            yield f"{_option(name)} would do nothing {with_what}: it goes with {where}. Leave it out."
    if question == ROWS:
        yield from _idle_in_rows(asked, METRICS[asked.get("metric", SHARE_OF_WOMEN.key)])


def _idle_in_rows(asked: dict[str, Any], metric: Metric) -> Iterable[str]:
    if "panel" in asked and "year" not in asked.get("by", ()):
        yield "--panel would do nothing here: it goes with --by year or with --trend."
    elif "panel" in asked and metric.subject is not Subject.PEOPLE:
        yield "--panel counts participants: of statements and office-holders there is no constant panel."


def _repeated(only: Iterable[str]) -> Iterable[str]:
    keys = [pair.partition("=")[0] for pair in only]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield f"--only {key}=… was given twice, and one group of a dimension is counted: leave one of them out."


def _divided(by: Iterable[str], known: Iterable[str], question: str) -> Iterable[str]:
    """Dimensions that what is asked for does not have, and a second one of staff."""
    for name in by:
        if name not in known:
            beside = "with" if question == STAFF else "without"
            yield f"--by {name} does not go {beside} --staff: one of {', '.join(known)}."
    if question == STAFF and len(list(by)) > 1:
        yield "--staff is divided by one dimension: leave the other out."


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _add_scope(parser: ArgumentParser) -> None:
    """The options that say which people are counted."""
    parser.add_argument("--meeting", metavar="S", action=Once, help="count this meeting only, such as npt-2026")
    parser.add_argument(
        "--forum", metavar="CODE", action=Once, help="count the meetings of this forum only, such as npt-revcon"
    )
    parser.add_argument(
        "--year",
        metavar="Y|Y-Z",
        action=Once,
        help="count the meetings that began in this year, such as 2024, or in these years, such as 2019-2024",
    )
    parser.add_argument(
        "--category",
        choices=CATEGORY_CHOICES,
        action=Once,
        metavar="states|all|CODE",
        help="count the delegations of States, all, or those of one category, such as civil_society; "
        f"default: {DEFAULTS['category']}",
    )
    parser.add_argument(
        "--gender-basis",
        choices=(LISTED, RECORDED),
        action=Once,
        help="count gender as the list prints it or as it is on record; default: as listed where the list is open, "
        "as recorded where it is closed",
    )
    parser.add_argument(
        "--base",
        choices=(REGISTERED, ATTENDED),
        action=Once,
        help=f"count everyone in the lists, or of them only those who came; default: {DEFAULTS['base']}",
    )
    parser.add_argument(
        "--only",
        action="append",
        metavar="DIMENSION=KEY",
        help="count only one group of a dimension, such as regional_group=african; may be repeated with another "
        "dimension",
    )


def _add_question(parser: ArgumentParser) -> None:
    """The options that say what is asked about them."""
    parser.add_argument(
        "--by",
        choices=list(dict.fromkeys((*DIMENSIONS, *DIMENSIONS_OF_STAFF))),
        action=TwiceAtMost,
        metavar="DIMENSION",
        help="disaggregate by this dimension, such as regional_group (--list dimensions); twice: a crosstab, each pair "
        "of groups in a row; default: one row for all",
    )
    parser.add_argument(
        "--metric",
        choices=list(METRICS),
        action=Once,
        metavar="KEY",
        help=f"measure this, such as heads_of_delegation (--list metrics); default: {DEFAULTS['metric']}",
    )
    parser.add_argument(
        "--summary",
        action="store_true",
        help="print the pooled, mean and median share and the delegations of one gender",
    )
    parser.add_argument(
        "--list",
        choices=("forums", "dimensions", "metrics"),
        action=Once,
        help="print what can be asked for, and count nothing",
    )
    parser.add_argument(
        "--format",
        choices=printed.FORMATS,
        default="table",
        help="print the answer in this form; default: %(default)s",
    )

    parser.add_argument(
        "--staff",
        action="store_true",
        help="print the office's own staff on the last locked day, --by level (the default), category or unit",
    )


def _add_series(parser: ArgumentParser) -> None:
    """The options of figures in time."""
    for series, about in SERIES.items():
        parser.add_argument(f"--{series}", action="store_true", help=about)
    parser.add_argument(
        "--panel",
        choices=("constant", "all"),
        action=Once,
        help="count all forums, or only those that met in every year; default: all with --by year, constant with "
        "--trend",
    )
    parser.add_argument(
        "--target",
        metavar="PERCENT",
        action=Once,
        help="with --trend: the share of women to be reached, in per cent; default: " + DEFAULTS["target"],
    )
    parser.add_argument(
        "--by-year",
        metavar="Y",
        type=int,
        action=Once,
        help="with --trend: also print the pace that reaches the target by this year",
    )
