"""Version marks of edits, so that nobody overwrites what somebody else changed meanwhile."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from meetings.actions.trail import storable


def version_of(values: Mapping[str, Any]) -> str:
    """A short mark of the values an editor sees; it differs as soon as one of them does."""
    text = json.dumps(storable(values), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
