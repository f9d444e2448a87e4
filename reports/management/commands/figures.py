"""``figures``: print any result, from the same source as the pages."""

from __future__ import annotations

import datetime
from argparse import ArgumentParser
from fractions import Fraction
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.models import Forum, Meeting
from reports import results
from reports.counting.dimensions import DIMENSIONS, FILTERS, WHOLE
from reports.counting.population import Population, population_of
from reports.counting.scope import ATTENDED, Scope, read_only, read_years
from reports.management.figure_options import LIST, ROWS, STAFF, SUMMARY, add_options, read_options
from reports.measures.metrics import METRICS
from reports.practice_results.staff import StaffResults
from reports.presentation import printed
from reports.presentation.caveats import caveats
from reports.presentation.printed import CHANGE_COLUMNS, RUN_COLUMNS, change_rows, run_rows, staff_row, trend_object
from reports.presentation.undecided import undecided_notes
from reports.refusals import QuestionRefused
from reports.scope_results import crosstab, settled
from reports.series import by_year


class Command(BaseCommand):
    help = "Print women, men and not recorded, with shares, bounds and coverage, of any set of participants."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_options(parser)

    def handle(self, *args: Any, **given: Any) -> None:
        options = read_options(given)
        try:
            answer, notes = _answer(options)
        except QuestionRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(answer)
        # JSON and CSV are read by programs: what is to be said beside them must not stand around them.
        beside = self.stdout if options["format"] == "table" else self.stderr
        for note in notes:
            beside.write(note, str)


def _answer(options: dict[str, Any]) -> tuple[str, list[str]]:
    """What was asked for as text, and the sentences to print beside it: of what waits, both say it."""
    if options["question"] == LIST:
        return printed.rows_as(options["format"], _choices(options["list"]), ("key", "label")), []
    if options["question"] == STAFF:
        return _staff(options)
    people = population_of(_scope(options))
    waiting = undecided_notes(people)
    if options["question"] == SUMMARY:
        return printed.object_as(options["format"], results.summary(people) | _note(waiting)), waiting
    if options["question"] != ROWS:
        return _series(people, options, waiting), waiting
    return _rows(people, options, waiting)


def _rows(people: Population, options: dict[str, Any], waiting: list[str]) -> tuple[str, list[str]]:
    metric, dimensions = METRICS[options["metric"]], [DIMENSIONS[key] for key in options["by"]]
    if options["panel"]:
        people = by_year(_settled(people), constant=options["panel"] == "constant").people
    first, crossed = dimensions[0] if dimensions else WHOLE, len(dimensions) > 1
    if crossed:
        found = crosstab(people, metric, first, dimensions[1]).in_lines
    else:
        found = results.results(people, metric, first)
    rows = printed.noted([printed.figure_row(result) for result in found], waiting)
    asked = dict.fromkeys([*(DIMENSIONS[key] for key, _group in people.scope.only), *dimensions])
    notes = [note for each in asked for note in caveats(people, each)]
    return printed.rows_as(options["format"], rows, printed.columns_of(metric, crossed=crossed)), [*notes, *waiting]


def _staff(options: dict[str, Any]) -> tuple[str, list[str]]:
    """Raises Refused where no day of staff is locked."""
    results, dimension = StaffResults(), (options["by"] or ["level"])[0]
    if results.day is None:
        raise QuestionRefused("No day of staff is locked yet: a second person locks it on /staff/snapshots/.")
    rows = [staff_row(dimension, one) for one in results.by(dimension)]
    return printed.rows_as(options["format"], rows, printed.FIGURE_COLUMNS), [
        f"Staff on {results.day.as_of.isoformat()}, appointments of one year or more. Source: {results.day.source}."
    ]


def _series(people: Population, options: dict[str, Any], waiting: list[str]) -> str:
    if options["question"] == "changes":
        return printed.rows_as(options["format"], printed.noted(change_rows(people), waiting), CHANGE_COLUMNS)
    if options["question"] == "runs":
        return printed.rows_as(options["format"], printed.noted(run_rows(people), waiting), RUN_COLUMNS)
    series = by_year(_settled(people), constant=options["panel"] != "all")
    found = trend_object(series, _target(options["target"]), options["by_year"])
    return printed.object_as(options["format"], found | _note(waiting))


def _settled(people: Population) -> Population:
    return settled(people, datetime.datetime.now(datetime.UTC).year)


def _note(waiting: list[str]) -> dict[str, str]:
    """Of an object, where something waits: its keys are those of the answer."""
    return {"note": " ".join(waiting)} if waiting else {}


def _target(percent: str) -> Fraction:
    """Raises Refused for what is no percentage above 0 and up to 100."""
    try:
        target = Fraction(percent) / 100
    except (ValueError, ZeroDivisionError):
        target = Fraction(0)
    if not 0 < target <= 1:
        raise QuestionRefused(
            f"“{percent}” is not a target; write a percentage above 0 and up to 100, such as 50 or 47.5."
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
