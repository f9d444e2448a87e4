"""Columns about statements, speaking time and offices."""

from __future__ import annotations

from dataclasses import replace

from reports.measures.wording import gettext_noop as _
from reports.releases.columns import COUNTED, Column


def _by_whom(women: str, men: str, rest: str, every: str, formula: str) -> tuple[Column, ...]:
    """The columns of COUNTED for what is not people, with their own words."""
    words = {"women": women, "men": men, "not_recorded_as_woman_or_man": rest, "total": every}
    return tuple(
        replace(
            one, unit="", description=words.get(one.name, one.description),
            formula=formula if one.name == "share_women" else one.formula,
        )
        for one in COUNTED[1:]
    )  # fmt: skip


SPOKEN = (
    *_by_whom(
        _("Statements that women delivered."), _("Statements that men delivered."),
        _("Statements of whose speaker neither is printed or cited."), _("Statements delivered."),
        "share_of_statements",
    ),
    Column("minutes_women", "number", _("Minutes of women"), _("Time spoken by women, as far as it is known."),
           "speaking_time", unit=_("minutes")),
    Column("minutes_men", "number", _("Minutes of men"), _("Time spoken by men, as far as it is known."),
           "speaking_time", unit=_("minutes")),
    Column(
        "minutes_not_recorded", "number", _("Minutes of others"),
        _("Time spoken by everyone not recorded as a woman or a man, as far as it is known."), unit=_("minutes"),
    ),
    Column(
        "statements_timed", "integer", _("Statements timed"),
        _("What women and men said that has a known time, rights of reply and words from the chair included."),
        unit=_("statements"),
    ),
    Column(
        "share_speaking_time", "number", _("Share of speaking time"),
        _("Minutes of women divided by minutes of women and men; from ten timed statements on."), "speaking_time",
    ),
    Column(
        "minutes_women_not_presiding", "number", _("Minutes of women, not presiding"),
        _("The same without what presiding officers said as such."), "speaking_time_without_presiding",
        unit=_("minutes"),
    ),
    Column(
        "minutes_men_not_presiding", "number", _("Minutes of men, not presiding"),
        _("The same without what presiding officers said as such."), "speaking_time_without_presiding",
        unit=_("minutes"),
    ),
    Column(
        "share_of_time_not_presiding", "number", _("Share of speaking time, not presiding"),
        _("Minutes of women divided by minutes of women and men, without what presiding officers said as such."),
        "speaking_time_without_presiding",
    ),
)  # fmt: skip
RAISED = (
    Column("statements", "integer", _("Statements"), _("Statements delivered.")),
    Column("coded", "integer", _("Coded"), _("Statements that somebody has read for what they raise.")),
    Column("raises_parity", "integer", _("Raises parity"), _("Raises parity of participation alone.")),
    Column("raises_impact", "integer", _("Raises impact"), _("Raises the gendered impact of weapons alone.")),
    Column("raises_both", "integer", _("Raises both"), _("Raises parity and impact.")),
    Column("raises_neither", "integer", _("Raises neither"), _("Raises neither parity nor impact.")),
)
IN_OFFICE = (
    *_by_whom(
        _("Offices held by women."), _("Offices held by men."),
        _("Offices of whose holder neither is printed or cited."),
        _("Offices held in the year; who holds two is counted in each."), "office_holders",
    ),
    Column("days_women", "integer", _("Days of women"), _("Days of that year on which women held office."),
           "office_holders_by_days"),
    Column("days_men", "integer", _("Days of men"), _("Days of that year on which men held office."),
           "office_holders_by_days"),
    Column(
        "share_days", "number", _("Share of days in office"),
        _("Days of women divided by days of women and men; from ten offices with known days on."),
        "office_holders_by_days",
    ),
)  # fmt: skip
