"""Rows of tables: figures with their base, meetings, panels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import django_tables2 as tables
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.models import Meeting
from reports.counting.dimensions import Level
from reports.measures.bands import low_coverage
from reports.measures.formulas import coverage, share_of_women
from reports.measures.tally import Counts
from reports.practice_results.panels import NOT_JUDGED, FlaggedPanel, views_of
from reports.presentation.dates import dates, day_text, range_text
from reports.presentation.marks import bars
from reports.results import Result
from reports.words import percent_text

FigureRow = dict[str, Any]
Link = Callable[[str], str]
"""Key of a group → its address, empty where it has none."""
SHARE = """<span class="figure-value">{{ record.share }}</span>{% if record.base %}
<span class="figure-base">{{ record.base }}</span>{% endif %}{% if record.note %}
<span class="figure-note">{{ record.note }}</span>{% endif %}"""
COVERAGE = """<span class="figure-value">{{ record.coverage|default:"–" }}</span>{% if record.total %}
<span class="figure-base">{{ record.recorded }}</span>{% endif %}"""
BAR = '{% include "marks/share.html" with share=record.mark nobody=record.nobody_known %}'
NUMBER: Mapping[str, Mapping[str, str]] = {"th": {"class": "number"}, "td": {"class": "number"}}


def figure_row(label: str, counts: Counts, url: str = "") -> FigureRow:
    """One line of components/figures_table.html. Below ten the base *is* the share: counts, no percentages."""
    base = _("%(women)s of %(known)s") % {"women": counts.women, "known": counts.known} if counts.known else ""
    share = percent_text(share_of_women(counts).value, counts.known)
    return {
        "label": label,
        "url": url,
        "women": counts.women,
        "men": counts.men,
        "another": counts.another,
        "unknown": counts.unknown,
        "total": counts.total,
        "share": share or base or _("no value"),
        "base": base if share else "",
        "range": range_text(counts),
        "note": _("low coverage") if low_coverage(counts) else "",
        "mark": bars.share(counts),
        "nobody_known": bool(counts.total and not counts.known),
    }


def figure_rows(rows: Sequence[Result], link: Link | None = None) -> list[FigureRow]:
    return [figure_row(row.label, row.counts, link(row.key) if link else "") for row in rows]


def based_on(row: Result) -> str:
    """What a value is a share of: 12 of 29; of a mean or a median only how many meetings or delegations it is of."""
    value = row.value
    if value.value is None or not value.base:
        return ""
    base = number_format(value.base)
    if not row.metric.of_shares:
        part = number_format(int(value.value * value.base))
        return _("%(part)s of %(base)s") % {"part": part, "base": base}
    if row.unit is Level.DELEGATION:
        words = ngettext("%(number)s delegation with a share", "%(number)s delegations with a share", value.base)
    else:
        words = ngettext("%(number)s meeting with a share", "%(number)s meetings with a share", value.base)
    return words % {"number": base}


def meeting_row(meeting: Meeting, counts: Counts, questions: int) -> FigureRow:
    """A meeting in the list of meetings."""
    own = {"meeting": meeting, "dates": dates(meeting), "forum": meeting.forum_name, "questions": questions}
    own |= {
        "coverage": percent_text(coverage(counts).value, counts.total),
        "recorded": _("%(known)s of %(total)s") % {"known": counts.known, "total": counts.total},
    }
    return figure_row(meeting.title, counts, meeting.get_absolute_url()) | own


class MeetingTable(tables.Table):
    """Meetings, latest first, each with the share of women in States' delegations."""

    caption = gettext_lazy("Meetings, latest first: participants in States’ delegations")
    title = tables.TemplateColumn(
        '<a href="{{ record.url }}">{{ record.label }}</a>{% if record.meeting.symbol %}'
        '<span class="figure-note">{{ record.meeting.symbol }}</span>{% endif %}'
        '<span class="figure-note">{{ record.forum }}</span>',
        verbose_name=gettext_lazy("Meeting"),
        empty_values=(),
    )
    share = tables.TemplateColumn(SHARE, verbose_name=gettext_lazy("Share of women"), attrs=NUMBER)
    bar = tables.TemplateColumn(
        BAR, verbose_name=gettext_lazy("50 %"), attrs={"th": {"class": "bar"}, "td": {"class": "bar"}}, empty_values=()
    )
    dates = tables.Column(verbose_name=gettext_lazy("Dates"))
    total = tables.Column(verbose_name=gettext_lazy("Participants"), attrs=NUMBER)
    coverage = tables.TemplateColumn(COVERAGE, verbose_name=gettext_lazy("Coverage"), attrs=NUMBER, empty_values=())
    questions = tables.Column(verbose_name=gettext_lazy("Questions"), attrs=NUMBER)

    class Meta:
        template_name = "components/table.html"
        orderable = False


def panel_row(flagged: FlaggedPanel, line: object) -> dict[str, Any]:
    """A panel in the list of panels: numbers and a sentence, no name. ``rest`` never tells who is of another gender.

    ``line`` holds its verdict and seats; ``otherwise`` the view with the moderator, where it differs.
    """
    flag, counted = flagged.flag, flagged.flag.counted
    *_others, with_moderator = views_of(flag)
    differs = flag.with_moderator.status != flag.with_us.status and flag.status not in NOT_JUDGED
    said = _("%(view)s: %(status)s") % {"view": with_moderator["label"], "status": with_moderator["status"]}
    return flagged.as_row() | {
        "day": day_text(flagged.panel.date) if flagged.panel.date else "–",
        "at": flagged.panel.meeting,
        "rest": counted.speakers - counted.confirmed.known,
        "line": line,
        "otherwise": said if differs else "",
    }


class PanelTable(tables.Table):
    """Panels with their verdicts and seats."""

    caption: str | Promise = gettext_lazy("Panels, latest first")
    title = tables.TemplateColumn(
        """<a href="{% url 'panel' record.panel %}">{{ record.title }}</a>{% if record.at %}
<span class="figure-note">{{ record.at }}</span>{% endif %}""",
        verbose_name=gettext_lazy("Panel"),
        attrs={"td": {"class": "named"}},
    )
    verdict = tables.TemplateColumn(
        """{% include "components/status.html" with state=record.line.state word=record.line.word only %}
{% if record.line.seats %}{% include "marks/seats.html" with seats=record.line.seats %}{% endif %}""",
        verbose_name=gettext_lazy("Verdict and seats"),
        empty_values=(),
    )
    sentence = tables.TemplateColumn(
        """{{ record.sentence }}{% if record.otherwise %}
<span class="figure-note">{{ record.otherwise }}</span>{% endif %}""",
        verbose_name=gettext_lazy("What may be said"),
        attrs={"td": {"class": "sentence"}},
    )
    day = tables.Column(verbose_name=gettext_lazy("Date"), attrs={"td": {"class": "fit"}})
    women = tables.Column(verbose_name=gettext_lazy("Women"), attrs=NUMBER)
    men = tables.Column(verbose_name=gettext_lazy("Men"), attrs=NUMBER)
    rest = tables.Column(
        verbose_name=gettext_lazy("Not recorded as women or men"),
        attrs={"th": {"class": "number folded"}, "td": {"class": "number"}},
    )

    class Meta:
        template_name = "components/table.html"
        orderable = False
