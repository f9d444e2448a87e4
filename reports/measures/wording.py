"""Numbers in words: one rounding, one precision rule, sentences that can be translated.

A number and its % stay on one line: a no-break space stands between them wherever the number is filled in.
Nothing here looks up a translation. An English sentence is marked with ``gettext_noop`` so that ``makemessages`` finds
it; whoever shows it translates ``Sentence.text`` and fills in ``Sentence.params``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

SMALL = 10
"""Below this many people of known gender only counts are shown (measures.md, *Precision, change, ranking*)."""
LARGE = 100
"""From this many on a percentage carries one decimal."""


def gettext_noop(text: str) -> str:
    """Mark ``text`` for translation and return it unchanged (the name is the one the extraction tool knows)."""
    return text


@dataclass(frozen=True, slots=True)
class Sentence:
    """A translatable sentence: ``text`` is the English message id with ``{named}`` places for ``params``."""

    text: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**self.params)


def rounded(value: Fraction, decimals: int = 0) -> Decimal:
    """Round half up, away from zero, so that a change of +2.5 and one of −2.5 points mirror each other."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-decimals)


def decimals_for(base: int) -> int | None:
    """Decimals of a percentage of ``base`` people: none below 100, one from there; ``None`` is *counts only*."""
    if base < SMALL:
        return None
    return 1 if base >= LARGE else 0


def percentage(share: Fraction | None, base: int) -> Decimal | None:
    """``share`` (of 1) in per cent at the precision ``base`` bears; ``None`` where only counts may be shown."""
    decimals = decimals_for(base)
    if share is None or decimals is None:
        return None
    return rounded(share * 100, decimals)


def share_in_words(part: int, base: int) -> Sentence:
    """\"3 of 8\", \"41 % (12 of 29)\", \"41.3 % (124 of 300)\" — or that there is no value, which is never 0 %."""
    if not base:
        return Sentence(gettext_noop("no value: no gender is known"))
    percent = percentage(Fraction(part, base), base)
    if percent is None:
        return Sentence(gettext_noop("{part} of {base}"), {"part": part, "base": base})
    return Sentence(
        gettext_noop("{percent}\u00a0% ({part} of {base})"), {"percent": percent, "part": part, "base": base}
    )
