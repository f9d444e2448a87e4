"""``figures``: print any result, from the same source as the pages."""

from __future__ import annotations

from argparse import ArgumentParser
from fractions import Fraction
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.models import Forum, Meeting
from reports import results
from reports.counting.dimensions import DIMENSIONS, FILTERS, WHOLE
from reports.counting.population import Population, population_of
from reports.counting.scope import (
    ATTENDED,
    CATEGORY_CHOICES,
    LISTED,
    RECORDED,
    REGISTERED,
    STATES,
    Scope,
    read_only,
    read_years,
)
from reports.measures.metric import Subject
from reports.measures.metrics import METRICS
from reports.presentation import printed
from reports.presentation.caveats import caveats
from reports.presentation.printed import CHANGE_COLUMNS, RUN_COLUMNS, change_rows, run_rows, trend_object
from reports.refusals import QuestionRefused
from reports.series import by_year

SERIES = {
    "trend": "print the yearly series of the forums that met in every year, and when it reaches --target at its pace",
    "changes": "print what changed since the last session of each forum",
    "runs": "print for how many meetings in a row each delegation of a State was of one gender",
}


class Command(BaseCommand):
    help = "Print women, men and not recorded, with shares, bounds and coverage, of any set of participants."

    def add_arguments(self, parser: ArgumentParser) -> None:
        _add_scope(parser)
        _add_question(parser)
        _add_series(parser)
        parser.add_argument(
            "--list", choices=("forums", "dimensions", "metrics"), help="print what can be asked for, and count nothing"
        )
        parser.add_argument(
            "--format",
            choices=printed.FORMATS,
            default="table",
            help="print the answer in this form; default: %(default)s",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            answer, notes = _answer(options)
        except QuestionRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(answer)
        # JSON and CSV are read by programs: what is to be said beside them must not stand in them.
        beside = self.stdout if options["format"] == "table" else self.stderr
        for note in notes:
            beside.write(note, str)


def _add_scope(parser: ArgumentParser) -> None:
    """The options that say which people are counted."""
    parser.add_argument("--meeting", metavar="S", default="", help="count this meeting only, such as npt-2026")
    parser.add_argument(
        "--forum", metavar="CODE", default="", help="count the meetings of this forum only, such as npt-revcon"
    )
    parser.add_argument(
        "--year",
        metavar="Y|Y-Z",
        default="",
        help="count the meetings that began in this year, such as 2024, or in these years, such as 2019-2024",
    )
    parser.add_argument(
        "--category",
        choices=CATEGORY_CHOICES,
        metavar="states|all|CODE",
        default=STATES,
        help="count the delegations of States, all, or those of one category, such as civil_society; "
        "default: %(default)s",
    )
    parser.add_argument(
        "--gender-basis",
        choices=(LISTED, RECORDED),
        default="",
        help="count gender as the list prints it or as it is on record; default: as listed where the list is open, "
        "as recorded where it is closed",
    )
    parser.add_argument(
        "--base",
        choices=(REGISTERED, ATTENDED),
        default=REGISTERED,
        help="count everyone in the lists, or of them only those who came; default: %(default)s",
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="DIMENSION=KEY",
        help="count only one group of a dimension, such as regional_group=african; may be repeated",
    )


def _add_question(parser: ArgumentParser) -> None:
    """The options that say what is asked about them."""
    parser.add_argument(
        "--by",
        choices=list(DIMENSIONS),
        metavar="DIMENSION",
        help="disaggregate by this dimension, such as regional_group (--list dimensions); default: one row for all",
    )
    parser.add_argument(
        "--metric",
        choices=list(METRICS),
        metavar="KEY",
        default="share_of_women",
        help="measure this, such as heads_of_delegation (--list metrics); default: %(default)s",
    )
    parser.add_argument(
        "--summary",
        action="store_true",
        help="print the pooled, mean and median share and the delegations of one gender",
    )


def _add_series(parser: ArgumentParser) -> None:
    """The options of figures in time."""
    for series, about in SERIES.items():
        parser.add_argument(f"--{series}", action="store_const", const=series, dest="series", help=about)
    parser.add_argument(
        "--panel",
        choices=("constant", "all"),
        help="count all forums, or only those that met in every year; default: all with --by year, constant with "
        "--trend",
    )
    parser.add_argument(
        "--target",
        metavar="PERCENT",
        default="50",
        help="with --trend: the share of women to be reached, in per cent; default: %(default)s",
    )
    parser.add_argument(
        "--by-year",
        metavar="Y",
        type=int,
        help="with --trend: also print the pace that reaches the target by this year",
    )


def _answer(options: dict[str, Any]) -> tuple[str, list[str]]:
    """What was asked for as text, and the sentences to print beside it."""
    if options["list"]:
        return printed.rows_as(options["format"], _choices(options["list"]), ("key", "label")), []
    people = population_of(_scope(options))
    if options["summary"]:
        return printed.object_as(options["format"], results.summary(people)), []
    if options["series"]:
        return _series(people, options), []
    metric, dimension = METRICS[options["metric"]], DIMENSIONS.get(options["by"], WHOLE)
    if options["panel"]:
        if options["by"] != "year":
            raise QuestionRefused("--panel goes with --by year or with --trend.")
        if metric.subject is not Subject.PEOPLE:
            raise QuestionRefused(
                "--panel counts participants: of statements and office-holders there is no constant panel."
            )
        people = by_year(people, constant=options["panel"] == "constant").people
    rows = [printed.figure_row(result) for result in results.results(people, metric, dimension)]
    asked = {key: DIMENSIONS[key] for key, _group in people.scope.only} | {dimension.key: dimension}
    notes = [note for each in asked.values() for note in caveats(people, each)]
    return printed.rows_as(options["format"], rows, printed.columns_of(metric)), notes


def _series(people: Population, options: dict[str, Any]) -> str:
    if options["series"] == "changes":
        return printed.rows_as(options["format"], change_rows(people), CHANGE_COLUMNS)
    if options["series"] == "runs":
        return printed.rows_as(options["format"], run_rows(people), RUN_COLUMNS)
    series = by_year(people, constant=options["panel"] != "all")
    return printed.object_as(options["format"], trend_object(series, _target(options["target"]), options["by_year"]))


def _target(percent: str) -> Fraction:
    """Raises Refused for what is no percentage above 0 and up to 100."""
    try:
        target = Fraction(percent) / 100
    except (ValueError, ZeroDivisionError):
        target = Fraction(0)
    if not 0 < target <= 1:
        raise QuestionRefused(
            f"“{percent}” is no target: write a percentage above 0 and up to 100, such as 50 or 47.5."
        )
    return target


def _scope(options: dict[str, Any]) -> Scope:
    """Raises Refused for a meeting or forum that is not in the record: an empty answer would look like a figure."""
    if options["meeting"] and not Meeting.objects.filter(slug=options["meeting"]).exists():
        raise QuestionRefused(f"There is no meeting “{options['meeting']}”: `figures --by meeting` lists their slugs.")
    if options["forum"] and not Forum.objects.filter(code=options["forum"]).exists():
        raise QuestionRefused(f"There is no forum “{options['forum']}”: `figures --list forums` lists them.")
    return Scope(
        meeting=options["meeting"],
        forum=options["forum"],
        years=read_years(options["year"]),
        category=options["category"],
        gender_basis=options["gender_basis"],
        attended=options["base"] == ATTENDED,
        only=_only(options["only"]),
    )


def _only(asked: list[str]) -> tuple[tuple[str, str], ...]:
    """Raises Refused for what is no pair, or no dimension that can be narrowed to."""
    pairs = dict(pair.partition("=")[::2] for pair in asked)
    for key, value in pairs.items():
        if key not in FILTERS or not value:
            raise QuestionRefused(f"“{key}={value}” is no DIMENSION=KEY: the dimension is one of {', '.join(FILTERS)}.")
    return read_only(pairs)


def _choices(what: str) -> list[dict[str, Any]]:
    if what == "forums":
        return [{"key": forum.code, "label": str(forum)} for forum in Forum.objects.all()]
    titles = DIMENSIONS if what == "dimensions" else METRICS
    return [{"key": key, "label": str(entry.title)} for key, entry in titles.items()]
