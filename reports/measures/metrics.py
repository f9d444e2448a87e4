"""The registry of metrics, each in words and as a function.

The methodology page prints ``METRICS``; every number shown anywhere is the answer of one of them.
"""

from functools import partial

from reports.measures import formulas
from reports.measures.metric import Base, Metric
from reports.measures.proceedings_metrics import PROCEEDINGS_METRICS
from reports.measures.wording import gettext_noop

__all__ = ["METRICS", "Metric"]

MIN_TWO = 2
"""One-person delegations are of one gender by necessity: the same figure is given without them."""


METRICS: dict[str, Metric] = {
    metric.key: metric
    for metric in (
        Metric(
            "share_of_women",
            gettext_noop("Share of women"),
            gettext_noop(
                "Women divided by women and men together. People of another gender and people whose gender is not"
                " recorded are counted in the total but not in this base. If nobody is known to be a woman or a "
                "man there is no value; it is never 0."
            ),
            "share",
            ("participants",),
            formulas.share_of_women,
            judged=True,
        ),
        Metric(
            "share_of_men",
            gettext_noop("Share of men"),
            gettext_noop("Men divided by women and men together, the base of the share of women."),
            "share",
            ("participants",),
            formulas.share_of_men,
            judged=True,
        ),
        Metric(
            "another_gender",
            gettext_noop("Another gender"),
            gettext_noop(
                "People recorded as of another gender divided by everyone in the set. It is recorded only from what a"
                " person or an official form says and is never guessed."
            ),
            "share",
            ("participants",),
            formulas.another_gender,
            base=Base.EVERYONE,
            judged=True,
            published=False,
        ),
        Metric(
            "coverage",
            gettext_noop("Coverage"),
            gettext_noop(
                "Women and men together divided by everyone in the set. Below 90 % a figure is labelled low coverage;"
                " below 70 % it is given no band and no place in an order."
            ),
            "share",
            ("participants",),
            formulas.coverage,
            base=Base.EVERYONE,
            judged=True,
            says_coverage=True,
        ),
        Metric(
            "bounds",
            gettext_noop("Bounds"),
            gettext_noop(
                "The lowest and the highest possible share of women: everyone not recorded as a woman or a man "
                "counts as a man, then as a woman, divided by everyone in the set."
            ),
            "share",
            ("participants",),
            formulas.bounds,
            base=Base.EVERYONE,
            judged=True,
            interval=True,
        ),
        Metric(
            "heads_of_delegation",
            gettext_noop("Women among heads of delegation"),
            gettext_noop(
                "Women divided by women and men together, among the heads of delegation that the list states and the"
                " only members of one-person delegations. First-listed people are not counted here."
            ),
            "share",
            ("heads",),
            formulas.heads_of_delegation,
            base=Base.HEADS,
            heads=formulas.STATED_HEADS,
            judged=True,
        ),
        Metric(
            "heads_incl_first_listed",
            gettext_noop("Women among heads of delegation, first-listed people included"),
            gettext_noop(
                "Like women among heads of delegation, but if a delegation states no head, its first-listed "
                "person counts, provided that the list keeps the order of the document. Shown beside the certain "
                "figure, never mixed with it."
            ),
            "share",
            ("heads",),
            formulas.heads_incl_first_listed,
            base=Base.HEADS,
            heads=(*formulas.STATED_HEADS, formulas.FIRST_LISTED),
            judged=True,
        ),
        Metric(
            "leadership_gap",
            gettext_noop("Leadership gap"),
            gettext_noop(
                "The share of women among heads of delegation minus the share of women among participants, in"
                " percentage points. Below zero, women lead less often than they take part."
            ),
            "points",
            ("heads", "participants"),
            formulas.leadership_gap,
            base=Base.HEADS,
        ),
        Metric(
            "delegations_of_one_gender",
            gettext_noop("Delegations of one gender"),
            gettext_noop(
                "Delegations of women only or of men only, divided by the delegations for which this is decided: those"
                " where everyone is recorded as a woman or a man, and those with both women and men. The bounds divide"
                " by all delegations, with undecided ones counted as mixed, then as of one gender."
            ),
            "share",
            ("delegations",),
            formulas.delegations_of_one_gender,
            base=Base.DELEGATIONS,
        ),
        Metric(
            "delegations_of_one_gender_min2",
            gettext_noop("Delegations of one gender, of two people or more"),
            gettext_noop("Like delegations of one gender, without delegations of one person."),
            "share",
            ("delegations",),
            partial(formulas.delegations_of_one_gender, min_size=MIN_TWO),
            base=Base.DELEGATIONS,
        ),
        Metric(
            "delegations_all_women",
            gettext_noop("Delegations of women only"),
            gettext_noop("Delegations of women only, divided by the same base as delegations of one gender."),
            "share",
            ("delegations",),
            formulas.delegations_all_women,
            base=Base.DELEGATIONS,
        ),
        Metric(
            "delegations_all_women_min2",
            gettext_noop("Delegations of women only, of two people or more"),
            gettext_noop("Like delegations of women only, without delegations of one person."),
            "share",
            ("delegations",),
            partial(formulas.delegations_all_women, min_size=MIN_TWO),
            base=Base.DELEGATIONS,
        ),
        Metric(
            "delegations_all_men",
            gettext_noop("Delegations of men only"),
            gettext_noop("Delegations of men only, divided by the same base as delegations of one gender."),
            "share",
            ("delegations",),
            formulas.delegations_all_men,
            base=Base.DELEGATIONS,
        ),
        Metric(
            "delegations_all_men_min2",
            gettext_noop("Delegations of men only, of two people or more"),
            gettext_noop("Like delegations of men only, without delegations of one person."),
            "share",
            ("delegations",),
            partial(formulas.delegations_all_men, min_size=MIN_TWO),
            base=Base.DELEGATIONS,
        ),
        Metric(
            "pooled_share",
            gettext_noop("Share of women, all meetings pooled"),
            gettext_noop(
                "All women at all meetings divided by all women and men at all meetings, so large meetings weigh "
                "more. Within one meeting, the same over its delegations."
            ),
            "share",
            ("groups",),
            formulas.pooled_share,
        ),
        Metric(
            "mean_share",
            gettext_noop("Share of women, mean of meetings"),
            gettext_noop(
                "The mean of the meetings' shares of women, every meeting weighing the same. Meetings without a "
                "share do not count. Within one meeting, the mean of its delegations' shares."
            ),
            "share",
            ("groups",),
            formulas.mean_share,
            base=Base.SHARES,
        ),
        Metric(
            "median_share",
            gettext_noop("Share of women, median of meetings"),
            gettext_noop(
                "The share of women that half of the meetings reach or exceed and half do not exceed; of an even number"
                " of meetings, the mean of the two in the middle. Within one meeting, the same over its delegations."
            ),
            "share",
            ("groups",),
            formulas.median_share,
            base=Base.SHARES,
        ),
        Metric(
            "people_needed_same_size",
            gettext_noop("Women needed at the same size"),
            gettext_noop(
                "How many men would have to be replaced with women for the share of women to reach the target. A "
                "range if not everyone's gender is recorded. Computed for men in the same way."
            ),
            "people",
            ("participants", "target"),
            formulas.people_needed_same_size,
        ),
        Metric(
            "people_needed_growing",
            gettext_noop("Women needed in addition"),
            gettext_noop(
                "The smallest number of women to add, with nobody leaving, for the share of women to reach the "
                "target. A range if not everyone's gender is recorded. Computed for men in the same way."
            ),
            "people",
            ("participants", "target"),
            formulas.people_needed_growing,
        ),
        *PROCEEDINGS_METRICS,
    )
}
