"""Metrics of statements and office-holders, part of the registry in ``metrics.py``."""

from reports.measures import formulas
from reports.measures.metric import Base, Metric, Subject
from reports.measures.wording import gettext_noop

PROCEEDINGS_METRICS = (
    Metric(
        "share_of_statements",
        gettext_noop("Women among speakers of statements"),
        gettext_noop(
            "Statements delivered by women divided by statements delivered by women and men together: statements,"
            " not people. A statement on behalf of a group counts once, for the person who read it. Statements in "
            "writing only,"
            " rights of reply and points of order are not counted here."
        ),
        "share",
        ("statements",),
        formulas.share_of_women,
        base=Base.STATEMENTS,
        subject=Subject.STATEMENTS,
        judged=True,
    ),
    Metric(
        "speaking_time",
        gettext_noop("Women’s share of speaking time"),
        gettext_noop(
            "Minutes spoken by women divided by minutes spoken by women and men together, rights of reply and words"
            " from the chair included. Statements of unknown length are not included; they are counted as not known."
        ),
        "weighed",
        ("minutes",),
        formulas.weighed_share,
        base=Base.STATEMENTS_TIMED,
        subject=Subject.STATEMENTS,
    ),
    Metric(
        "speaking_time_without_presiding",
        gettext_noop("Women’s share of speaking time, without presiding officers"),
        gettext_noop("Like the share of speaking time, without what presiding officers said as such."),
        "weighed",
        ("minutes_not_presiding",),
        formulas.weighed_share,
        base=Base.STATEMENTS_TIMED,
        subject=Subject.STATEMENTS,
    ),
    Metric(
        "relative_voice",
        gettext_noop("Relative voice"),
        gettext_noop(
            "The share of statements delivered by women divided by the mean of the shares of women in the"
            " delegations that delivered them. Delegations speak about equally often, so each counts the same"
            " here. At 1 women speak as often as they take part, below 1 less often. Statements by speakers of "
            "unknown gender, or by delegations whose share is not known, are not included."
        ),
        "ratio",
        ("statements_heard", "delegations_heard", "silent"),
        formulas.relative_voice,
        base=Base.STATEMENTS_HEARD,
        subject=Subject.STATEMENTS,
    ),
    Metric(
        "office_holders",
        gettext_noop("Women among office-holders"),
        gettext_noop(
            "Women divided by women and men together, among chairs, presidents and the other members of bureaux."
            " Someone who holds two offices is counted in each, and an office in each year in which it was held."
        ),
        "share",
        ("holders",),
        formulas.share_of_women,
        base=Base.OFFICES,
        subject=Subject.OFFICES,
        judged=True,
    ),
    Metric(
        "office_holders_by_days",
        gettext_noop("Women among office-holders, by days in office"),
        gettext_noop(
            "Days in office of women divided by days in office of women and men together, first and last day"
            " included; of a year only the days that fall in it. Offices with unknown days are not included; they "
            "are counted as not known."
        ),
        "weighed",
        ("days",),
        formulas.weighed_share,
        base=Base.OFFICES_DATED,
        subject=Subject.OFFICES,
    ),
)
