"""Benchmarks: figures published by others, each with its source and why it differs from ours.

See measures.md, *Benchmarks to show beside a figure*. They are shown beside ours and never computed with.
"""

from dataclasses import dataclass

from reports.measures.wording import gettext_noop


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A figure published by others. ``share`` in words as its source prints it; ``differs`` says why it is not
    comparable with ours."""

    about: str
    share: str
    source: str
    differs: str


BENCHMARKS = (
    Benchmark(
        gettext_noop("Diplomats accredited to disarmament forums, 2022"),
        "34 %",
        gettext_noop("UNIDIR, 2022"),
        gettext_noop("a mean of seven meetings of more than 100 people, not of all people together"),
    ),
    Benchmark(
        gettext_noop("Diplomats accredited to disarmament forums, 2018"),
        "32 %",
        gettext_noop("UNIDIR, 2019"),
        gettext_noop("forums differ from ours, and gender was read from titles alone"),
    ),
    Benchmark(
        gettext_noop("Participants of forums under 100 people"),
        gettext_noop("about 20 %"),
        gettext_noop("UNODA; UNIDIR"),
        gettext_noop("a round figure over several years"),
    ),
    Benchmark(
        gettext_noop("Members of groups of governmental experts, 2019–2022"),
        "44 %",
        gettext_noop("UNIDIR"),
        gettext_noop("experts appointed in person, not delegations"),
    ),
    Benchmark(
        gettext_noop("Heads of delegation, review conference of the Non-Proliferation Treaty, 2022"),
        "18 %",
        gettext_noop("UNODA"),
        gettext_noop("from a provisional list; how heads were identified is not stated"),
    ),
    Benchmark(
        gettext_noop("Heads of delegation, review conference of the Non-Proliferation Treaty, 2015"),
        "22 %",
        gettext_noop("UNODA"),
        gettext_noop("how heads were identified is not stated"),
    ),
)
