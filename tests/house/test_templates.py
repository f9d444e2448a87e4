"""Templates: whatever one of them, or a view, names is there."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template

NAMED = re.compile(r"""{%-?\s*(?:include|extends)\s+["']([^"']+)["']""")
IN_CODE = re.compile(r"""["']((?:\w+/)+\w+\.html)["']""")


def test_every_template_that_is_named_is_there_and_can_be_read() -> None:
    base = Path(settings.BASE_DIR)
    templates = dict.fromkeys((base / "templates").rglob("*.html"), NAMED)
    code = {
        path: IN_CODE
        for app in ("meetings", "panels", "bodies", "staff", "accounts", "reports", "parity")
        for path in (base / app).rglob("*.py")
    }
    named = {
        name
        for path, pattern in (templates | code).items()
        for name in pattern.findall(path.read_text(encoding="utf-8"))
    }
    assert len(named) > 100
    for name in sorted(named):
        get_template(name)
