"""A finding of the check: one thing that was looked at, its state, and what somebody said of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from django.utils.translation import gettext_lazy

from meetings.models.checks import FindingKind, MarkKind


class FindingState(Enum):
    """State of a finding; only *missing* keeps a meeting from being locked. *Accepted* was missing, and whoever checks
    gave a reason."""

    ACCEPTED = gettext_lazy("accepted")
    DONE = gettext_lazy("done")
    NOTED = gettext_lazy("noted")
    MISSING = gettext_lazy("missing")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, in a sentence; ``page`` names the page of the desk where it is put right.

    ``details`` is what exactly was found, such as the people's numbers: what somebody said of the finding holds as long
    as they are the same. ``reason`` is why it was accepted, ``seen`` whether somebody confirmed having seen it.
    """

    key: str
    state: FindingState
    sentence: str
    page: str = ""
    details: Sequence[object] = ()
    reason: str = ""
    seen: bool = False

    @property
    def is_missing(self) -> bool:
        return self.state is FindingState.MISSING

    @property
    def may_be_accepted(self) -> bool:
        """Everything but a meeting in which nobody is recorded."""
        return self.is_missing and self.key != FindingKind.PEOPLE

    @property
    def about(self) -> str:
        """A short mark of what exactly was found."""
        return hashlib.sha256(json.dumps([self.key, self.details], default=str).encode()).hexdigest()[:32]


def as_said(finding: Finding, said: Mapping[tuple[str, str, str], str]) -> Finding:
    """The finding with the reason for which it was accepted, or whether it was seen; both hold for what was found
    then."""
    reason = said.get((finding.key, finding.about, MarkKind.ACCEPTED))
    if reason and finding.may_be_accepted:
        return replace(finding, state=FindingState.ACCEPTED, reason=reason)
    return replace(finding, seen=(finding.key, finding.about, MarkKind.SEEN) in said)
