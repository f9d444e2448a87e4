"""Exceptions of reports: a question that cannot be asked, a step that a release or a reader's report cannot take."""

from django.core.exceptions import BadRequest


class QuestionRefused(BadRequest):
    """A question that cannot be asked; the message says what would do instead. On the web a 400."""


class ReleaseRefused(Exception):
    """What was asked of a release cannot be done; ``reasons`` are sentences that say what would do."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


class ReportRefused(Exception):
    """What was asked of a reader's report cannot be done; the message says what would do."""
