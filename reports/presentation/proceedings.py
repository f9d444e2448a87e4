"""Statements and office-holders on a page: tables and sentences, offices without names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import OfficeHolder
from meetings.vocabulary import GenderTopic
from reports.counting.population import Population
from reports.measures.metrics import METRICS
from reports.measures.tally import Counts
from reports.measures.wording import SMALL, rounded
from reports.presentation.sentences import who
from reports.presentation.tables import FigureRow, figure_row
from reports.refusals import QuestionRefused
from reports.results import Result, whole
from reports.scope_results import offices_in, topics_raised
from reports.words import percent_text

TIMES = ("speaking_time", "speaking_time_without_presiding")


@dataclass(frozen=True, slots=True)
class ProceedingsOnPage:
    """What is shown of the statements and office-holders of a scope."""

    caption: str
    statements: Counts
    office_holders: Counts
    rows: list[FigureRow]
    sentences: list[str]
    offices: list[dict[str, str]]

    @property
    def show_another(self) -> bool:
        return any(row["another"] for row in self.rows)


def proceedings_at(people: Population) -> ProceedingsOnPage | None:
    """Statements and office-holders of a scope; None where neither is recorded, nor can be counted for it."""
    try:
        said, held = whole(people, METRICS["share_of_statements"]), whole(people, METRICS["office_holders"])
    except QuestionRefused:  # narrowed to a role: nobody speaks as an adviser
        return None
    spoken = whole(people, METRICS["speaking_time"])
    if not spoken.counts.total and not said.counts.total and not held.counts.total:
        return None
    rows = [(_("Statements delivered"), said), (_("Office-holders"), held)]
    sentences = [
        *(_time(whole(people, METRICS[key])) for key in TIMES),
        _relative_voice(people),
        _days(people),
        _topics(people),
    ]
    caption = _("Statements and office-holders: %(who)s") % {"who": who(people.scope)}
    return ProceedingsOnPage(
        caption,
        said.counts,
        held.counts,
        [figure_row(label, result.counts) for label, result in rows if result.counts.total],
        [sentence for sentence in sentences if sentence],
        [office_in_words(*office) for office in offices_in(people)],
    )


def office_in_words(one: OfficeHolder, days: int | None) -> dict[str, str]:
    """An office with its State and days; never the name, nor the gender of one person."""
    return {
        "office": str(one.get_office_display()),
        "body": one.body,
        "state": str(one.country or ""),
        "at": str(one.meeting or one.forum),
        "days": _("not known") if days is None else ngettext("%d day", "%d days", days) % days,
    }


def _time(result: Result) -> str:
    """Speaking time with its base; nothing where no minutes are known."""
    value = result.value
    share = percent_text(value.value, value.base)
    words = {"title": _(result.metric.title), "share": share, "base": value.base, "open": value.open}
    if not value.base:
        return ""
    if not share:
        few = ngettext(
            "%(title)s: only %(base)s statement is timed, too few for a percentage.",
            "%(title)s: only %(base)s statements are timed, too few for a percentage.",
            value.base,
        )
        return few % words
    said = _("%(title)s: %(share)s, of %(base)s statements timed.") % words
    rest = _("Others, without known minutes or gender: %(open)s.") % words
    return f"{said} {rest}" if value.open else said


def _relative_voice(people: Population) -> str:
    value = whole(people, METRICS["relative_voice"]).value
    if value.value is None or value.base < SMALL:
        return ""
    ratio = number_format(rounded(value.value, 2))
    words = {"ratio": ratio, "base": value.base}
    return _("Relative voice: %(ratio)s (1 is as often as women take part), of %(base)s statements.") % words


def _days(people: Population) -> str:
    value = whole(people, METRICS["office_holders_by_days"]).value
    share = percent_text(value.value, value.base)
    words = {"share": share, "base": value.base, "open": value.open}
    return _("Days in office: %(share)s by women, in %(base)s offices; %(open)s not included.") % words if share else ""


def _topics(people: Population) -> str:
    """What statements raise about gender, as counts of all that were delivered; nothing while none is coded."""
    found: Any = topics_raised(people)
    total, coded = found.total(), found.total() - found[GenderTopic.NOT_CODED]
    if not coded:
        return ""
    words = {
        "parity": found[GenderTopic.PARITY] + found[GenderTopic.BOTH],
        "impact": found[GenderTopic.IMPACT] + found[GenderTopic.BOTH],
        "coded": coded,
        "total": total,
    }
    said = _("Statements coded: %(coded)s of %(total)s.")
    raising = _("Raising parity of participation: %(parity)s; raising the gendered impact of weapons: %(impact)s.")
    return f"{said} {raising}" % words
