"""Numbers and sentences as words in the language of the page.

Whoever shows a number says it with these: pages of the record through the waist, and the public site, which does not
see the record.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import get_language_bidi, ngettext_lazy
from django.utils.translation import gettext as _

from reports.measures.wording import Sentence, percentage

LEFT_TO_RIGHT, SIGN = "\u200e", re.compile(r"(?<!\w)([-−+±])(?=\d)")


def said(sentence: Sentence) -> str:
    """A sentence in the language of the page, its numbers written as there."""
    return signed(_(sentence.text).format(**{name: _written(value) for name, value in sentence.params.items()}))


def signed(text: str) -> str:
    """The text with each sign before its number: on a page from right to left it would be drawn behind it."""
    return SIGN.sub(f"{LEFT_TO_RIGHT}\\1", text) if get_language_bidi() else text


def _written(value: object) -> str:
    if isinstance(value, str):
        return _(value) if value else ""
    return number_format(value, use_l10n=True) if isinstance(value, int | Decimal) else str(value)


def percent_text(share: Fraction | None, base: int) -> str:
    """Such as 41 %; nothing where there is no value or only counts are shown."""
    percent = percentage(share, base)
    return "" if percent is None else _("%(percent)s\u00a0%%") % {"percent": number_format(percent)}


def points_text(points: Fraction | None, base: int) -> str:
    """Such as +2.4 points, of a difference between shares; nothing without a value or where only counts are shown."""
    moved = percentage(points, base)
    if moved is None:
        return ""
    sign = "−" if moved < 0 else "+" if moved > 0 else "±"
    words = {"points": signed(f"{sign}{number_format(abs(moved))}")}
    return _("%(points)s point") % words if str(abs(moved)) == "1" else _("%(points)s points") % words


MOVED = {
    ("up", "more"): ngettext_lazy(
        "up %(points)s (%(women)s woman, %(number)s more)", "up %(points)s (%(women)s women, %(number)s more)", "now"
    ),
    ("up", "same"): ngettext_lazy(
        "up %(points)s (%(women)s woman, as before; fewer men)",
        "up %(points)s (%(women)s women, as before; fewer men)",
        "now",
    ),
    ("up", "fewer"): ngettext_lazy(
        "up %(points)s (%(women)s woman, %(number)s fewer; also fewer men)",
        "up %(points)s (%(women)s women, %(number)s fewer; also fewer men)",
        "now",
    ),
    ("down", "more"): ngettext_lazy(
        "down %(points)s (%(women)s woman, %(number)s more; also more men)",
        "down %(points)s (%(women)s women, %(number)s more; also more men)",
        "now",
    ),
    ("down", "same"): ngettext_lazy(
        "down %(points)s (%(women)s woman, as before; more men)",
        "down %(points)s (%(women)s women, as before; more men)",
        "now",
    ),
    ("down", "fewer"): ngettext_lazy(
        "down %(points)s (%(women)s woman, %(number)s fewer)",
        "down %(points)s (%(women)s women, %(number)s fewer)",
        "now",
    ),
    ("even", "more"): ngettext_lazy(
        "no change in the share (%(women)s woman, %(number)s more)",
        "no change in the share (%(women)s women, %(number)s more)",
        "now",
    ),
    ("even", "same"): ngettext_lazy(
        "no change in the share (%(women)s woman, as before)",
        "no change in the share (%(women)s women, as before)",
        "now",
    ),
    ("even", "fewer"): ngettext_lazy(
        "no change in the share (%(women)s woman, %(number)s fewer)",
        "no change in the share (%(women)s women, %(number)s fewer)",
        "now",
    ),
}
"""How a share moved, and how many women there are now, by direction and by whether women are more or fewer."""


def moved_in_words(moved: Decimal, women: int, now: int) -> str:
    """Such as up 3.9 points (77 women, 4 fewer; also fewer men). ``moved``: points as written, ``women``: how many more
    than before, ``now``: how many there are."""
    share = "up" if moved > 0 else "down" if moved < 0 else "even"
    number = "more" if women > 0 else "fewer" if women < 0 else "same"
    size = {"points": number_format(abs(moved))}
    points = _("%(points)s point") % size if abs(moved) == 1 else _("%(points)s points") % size
    words = {"points": points, "now": now, "women": number_format(now), "number": number_format(abs(women))}
    return str(MOVED[share, number] % words)
