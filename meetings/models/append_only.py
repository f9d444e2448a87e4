"""Rows that are written once: neither saved again nor deleted; erasure alone goes past, to take names out."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class AppendOnlyError(Exception):
    """Somebody tried to change what is only added to."""


class AppendOnlyRows(models.QuerySet[Any]):
    """A query set that reads and adds."""

    def update(self, **values: Any) -> NoReturn:
        raise AppendOnlyError(f"{self.model.__name__}: rows are added, never changed")

    def delete(self) -> NoReturn:
        raise AppendOnlyError(f"{self.model.__name__}: rows are added, never deleted")


class AppendOnly(models.Model):
    """One row that stays as it was written."""

    objects = AppendOnlyRows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError(f"{type(self).__name__} {self.pk} stays as it was written")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(f"{type(self).__name__} {self.pk} is never deleted")
