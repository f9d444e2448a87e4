"""Addresses of the public site.

They read frozen releases and answer everybody alike.
"""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from reports.public.picture import FORMS, SHAPES
from reports.public.table_queries import ROW_FORMATS
from reports.releases.versions import PATTERN
from reports.views.public import api, data, error_reports, forums, home, meetings, pages, pictures, signposts

app_name = "public"


class VersionConverter(StringConverter):
    """The version of a release, such as ``2026-r1``: a year and a number."""

    regex = PATTERN


class NewestConverter(StringConverter):
    """A version, or ``latest``."""

    regex = rf"(?:{VersionConverter.regex}|latest)"


class FileConverter(StringConverter):
    """A file of a release: no folder, no hidden name."""

    regex = r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+){0,2}"


class TableConverter(StringConverter):
    """The name of a table."""

    regex = r"[a-z][a-z_]{0,60}"


class FigureConverter(StringConverter):
    """The key of a figure, such as ``women`` or ``forum-first-committee``."""

    regex = r"[a-z][a-z0-9_-]{0,80}"


class ShapeConverter(StringConverter):
    """The shape of a picture."""

    regex = "|".join(SHAPES)


class PictureConverter(StringConverter):
    """What a picture is written as."""

    regex = "|".join(FORMS)


for name, converter in (
    ("version", VersionConverter),
    ("newest", NewestConverter),
    ("file", FileConverter),
    ("table", TableConverter),
    ("figure", FigureConverter),
    ("shape", ShapeConverter),
    ("pixels", PictureConverter),
):
    register_converter(converter, name)

PICTURES = "data/releases/<version:version>/pictures/"
TABLE = "api/v1/releases/<newest:version>/tables/<table:name>"

urlpatterns = [
    path("", home.home, name="home"),
    path("data/", data.data, name="data"),
    path("data/dictionary/", pages.dictionary, name="dictionary"),
    path("data/corrections/", data.corrections, name="corrections"),
    path("data/report-an-error/", error_reports.report, name="report-error"),
    path("data/calendar/", signposts.calendar, name="calendar"),
    path("data/calendar.ics", signposts.calendar_file, name="calendar-file"),
    path("data/releases.atom", signposts.atom, name="atom"),
    path("data/catalogue.jsonld", signposts.catalogue, name="catalogue"),
    path("data/citation-<version:version>.<slug:form>", signposts.citation, name="citation"),
    path("data/citation-<version:version>-<figure:part>.<slug:form>", signposts.citation, name="citation-of"),
    path("data/latest/", data.latest, name="latest"),
    path("data/latest/<file:name>", data.latest_file, name="latest-file"),
    path("data/meetings/", meetings.meetings, name="meetings"),
    path("data/meetings/<slug:slug>/", meetings.meeting, name="meeting"),
    path("data/releases/<version:version>/", data.release, name="release"),
    path("data/releases/<version:version>/tables/<table:name>/", data.table, name="table"),
    path("data/releases/<version:version>/everything.<slug:form>", data.everything, name="everything"),
    path("data/releases/<version:version>/<file:name>", data.file, name="file"),
    path(f"{PICTURES}<figure:key>-<shape:shape>.<pixels:form>", pictures.picture, name="picture"),
    path("data/forums/", forums.forums, name="forums"),
    path("data/forums/<slug:code>/", forums.forum, name="forum"),
    path("embed/<figure:key>/", pictures.embed, name="embed"),
    path("embed/<figure:key>/<version:version>/", pictures.embed, name="embed-of"),
    path("methodology/", pages.methodology, name="methodology"),
    path("api/", pages.api_page, name="api-page"),
    path("api/v1/", api.start, name="api-start"),
    path("api/v1/openapi.json", api.openapi, name="openapi"),
    path("api/v1/releases", api.releases, name="api-releases"),
    path("api/v1/releases.json", api.releases, name="api-releases-json"),
    path("api/v1/releases/<newest:version>", api.release, name="api-release"),
    path("api/v1/releases/<newest:version>.json", api.release, name="api-release-json"),
    path(TABLE, api.table, name="api-table"),
    path(f"{TABLE}.json", api.table, name="api-table-json"),
    path(f"{TABLE}/rows", api.rows, name="api-rows"),
    *(
        path(f"{TABLE}/{one.named('rows')}", api.rows, {"form": one.extension}, name=f"api-rows-{one.extension}")
        for one in ROW_FORMATS
    ),
    path("api/v1/<path:rest>", api.nowhere, name="api-nowhere"),
    path("robots.txt", signposts.robots, name="robots"),
    path("sitemap.xml", signposts.sitemap, name="sitemap"),
]
