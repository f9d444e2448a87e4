"""Exceptions of actions: refused, changed by somebody else meanwhile, or based on an old preview."""

from django.db import models


class ActionRefused(Exception):
    """An action that must not happen; ``reasons`` are sentences to act on."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class ChangedMeanwhile(Exception):
    """The record is no longer what the editor saw; ``current`` is what it is now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__("This was changed by someone else in the meantime.")
        self.current = current


class PreviewOutdated(Exception):
    """The record moved since the preview; a fresh preview is staged and nothing was imported."""
