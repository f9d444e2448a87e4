"""A release described for catalogues and search engines, with its addresses; in English, as its files are."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from reports.public.addresses import absolute
from reports.public.described import KEYWORDS, Described, DescribedFile, Office, Variable
from reports.public.figures import MEETINGS, data_tables
from reports.releases.columns import Column
from reports.releases.contents import TABLE_FORMATS
from reports.releases.metadata import INVENTED, licence_address
from reports.releases.published import FileInfo, Published

MEASURED = ("integer", "number")
LANGUAGE = "en"
"""Of the files of a release."""


def office() -> Office:
    """Who publishes, as the settings say it."""
    with override(LANGUAGE):
        return Office(
            publisher=settings.PARITY_PUBLISHER,
            title=settings.PARITY_RELEASE_TITLE,
            description=_("Frozen releases of figures on women and men in delegations to meetings on disarmament."),
            address=absolute("/"),
            methodology=absolute(reverse("public:methodology")),
            form=absolute(reverse("public:report-error")),
            contact=settings.PARITY_CONTACT,
        )


def described(found: Published) -> Described:
    """One release that is out."""
    meetings = found.table(MEETINGS).rows if MEETINGS in found.tables else []
    days = [row[name] for row in meetings for name in ("start", "end") if row[name]]
    previous = found.manifest.get("previous", "")
    with override(LANGUAGE):
        return Described(
            address=_address(found.version),
            version=found.version,
            title=f"{found.title} ({_('demonstration')})" if found.demonstration else found.title,
            description=_description(found, len(meetings), days),
            issued=found.dated.isoformat(),
            licence=licence_address(found.licence),
            first_day=min(days, default=""),
            last_day=max(days, default=""),
            previous=_address(previous) if previous else "",
            keywords=KEYWORDS,
            variables=tuple(_variables(found).values()),
            files=tuple(_file(found, name, info) for name in data_tables(found) for info in downloads(found, name)),
        )


def _description(found: Published, meetings: int, days: list[str]) -> str:
    """What is in it, in sentences: an invented one says so first."""
    told = [INVENTED] if found.demonstration else []
    if days:
        words = {"meetings": meetings, "first": min(days)[:4], "last": max(days)[:4]}
        told.append(
            ngettext(
                "Women and men in delegations to %(meetings)d meeting on disarmament, %(first)s to %(last)s.",
                "Women and men in delegations to %(meetings)d meetings on disarmament, %(first)s to %(last)s.",
                meetings,
            )
            % words
        )
    told += [found.notes] if found.notes else []
    return " ".join([*told, found.disclaimer])


def _variables(found: Published) -> dict[str, Variable]:
    """Every column of numbers once, under its name; not those that tell rows apart, and no years."""
    methods = absolute(reverse("public:methodology"))
    columns: dict[str, Column] = {}
    for table in map(found.spec, data_tables(found)):
        measured = (c for c in table.columns if c.type in MEASURED and c.name not in table.key)
        columns |= {c.name: c for c in measured if c.name not in columns and "year" not in c.name}
    return {
        name: Variable(name, c.title, c.description, f"{methods}#{c.formula}" if c.formula else "")
        for name, c in columns.items()
    }


def _file(found: Published, table: str, info: FileInfo) -> DescribedFile:
    frozen = found.spec(table)
    words = f"{frozen.title}: {frozen.description}"
    said = f"{INVENTED} {words}" if found.demonstration else words
    address = absolute(reverse("public:file", args=[found.version, info.name]))
    return DescribedFile(info.name, said, address, info.media_type, info.size, info.sha256)


def downloads(found: Published, table: str) -> list[FileInfo]:
    """The files that hold one table whole, in the order in which its formats are offered."""
    by_name = {info.name: info for info in found.files}
    names = [one.named(table) for one in TABLE_FORMATS]
    return [by_name[name] for name in names if name in by_name]


def _address(version: str) -> str:
    return absolute(reverse("public:release", args=[version]))
