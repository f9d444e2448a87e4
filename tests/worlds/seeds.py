"""Which of many alike examples run every day, and which in the gate alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def daily(few: int, examples: Iterable[Any]) -> list[Any]:
    """The first few run in ``make test``; all of them in the gate."""
    return [one if place < few else pytest.param(one, marks=pytest.mark.gate) for place, one in enumerate(examples)]
