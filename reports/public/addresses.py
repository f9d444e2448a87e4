"""Permanent addresses of pages, for files, feeds and citations, whatever host name a page was asked under."""

from __future__ import annotations

from django.conf import settings


def absolute(path: str) -> str:
    """The permanent address of a page."""
    return f"{settings.PARITY_ADDRESS.rstrip('/')}{path}"
