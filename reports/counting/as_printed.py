"""The gender that is printed of somebody who spoke, presided or sat on a panel, whatever else is on record."""

from __future__ import annotations

from functools import cached_property

from meetings.models import Honorific
from meetings.names import TitleRules, read_title
from meetings.vocabulary import LISTED_BASES, Gender


class AsPrinted:
    """As listed, of people who have one gender on record: that one where it is printed or cited, else what the
    courtesy title says, whatever was declared. Titles on file are read when the first is needed."""

    def of(self, gender: str, basis: str, title: str) -> str:
        if basis in LISTED_BASES:
            return gender
        return (read_title(title, self._rules).claim if title else "") or str(Gender.UNKNOWN)

    @cached_property
    def _rules(self) -> TitleRules:
        return TitleRules(Honorific.objects.order_by("by", "pk").values_list("title", "claim"))
