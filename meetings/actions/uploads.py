"""The folder of uploads that wait for confirmation: outside the web root, readable by the server alone."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def uploads() -> Path:
    """The folder of uploads, made when missing."""
    folder = Path(settings.PARITY_DATA) / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def upload_path(name: str) -> Path:
    return uploads() / name


def delete_upload(name: str) -> None:
    """The bytes go; a name that stands for none is no error."""
    if name:
        upload_path(name).unlink(missing_ok=True)
