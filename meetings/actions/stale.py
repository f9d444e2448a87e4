"""Two people edit one thing: the second one is told, and nothing is overwritten."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import models

from meetings.actions.trail import storable


class ChangedMeanwhile(Exception):
    """The record is no longer what the editor saw; ``current`` is what it is now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__("This was changed by someone else in the meantime.")
        self.current = current


def version_of(values: Mapping[str, Any]) -> str:
    """A short mark of the values an editor sees; it differs as soon as one of them does."""
    text = json.dumps(storable(values), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
