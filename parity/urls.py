"""Addresses of the whole installation; ``PARITY_SIDE`` says which of them a process serves."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from parity import health

Addresses = list[URLPattern | URLResolver]


def desk() -> Addresses:
    """What stands behind the sign-in; a process of the public side does not even load it."""
    from meetings.admin import office_admin

    return [
        path("", include("accounts.urls")),
        path("admin/", office_admin.urls),
        path("", include("meetings.urls")),
        path("", include("panels.urls")),
        path("", include("bodies.urls")),
        path("", include("staff.urls")),
        *shared_pages(),
        path("", include("reports.urls.desk")),
    ]


def shared_pages() -> Addresses:
    """Pages that every app leads to, named without the app that shows them: ``meeting``, not ``reports:meeting``.

    So the record can name the page of a meeting and yet know nothing of reports. They come after the record's own
    addresses: ``meetings/new/`` is no meeting's slug.
    """
    from reports.views import (
        bodies,
        home,
        invitations,
        letters,
        meeting,
        meetings,
        panel_measures,
        panels,
        published_by_others,
        staff,
    )

    return [
        path("start/", home.start, name="start"),
        path("help/", home.about, name="help"),
        path("meetings/", meetings.meetings, name="meetings"),
        path("meetings/<slug:slug>/", meeting.meeting, name="meeting"),
        path("meetings/<slug:slug>/panels/", meeting.panels, name="meeting-panels"),
        path("sources/", published_by_others.sources, name="sources"),
        path("sources/published_by_others.csv", published_by_others.file, name="published-by-others"),
        path("bodies/", bodies.bodies, name="bodies"),
        path("bodies/rules/", bodies.rules, name="body-rules"),
        path("bodies/<slug:code>/", bodies.body, name="body"),
        path("bodies/<slug:code>/<int:cycle>/", bodies.cycle, name="cycle"),
        path("staff/", staff.staff, name="staff"),
        path("staff/units/", staff.units, name="staff-units"),
        path("letters/", letters.letters, name="letters"),
        path("letters/new/", letters.new, name="letters-new"),
        path("letters/together/<int:campaign>/", letters.campaign, name="letter-campaign"),
        path("letters/<int:letter>/", letters.letter, name="letter"),
        path("panels/", panels.panels, name="panels"),
        path("panels/desk/", invitations.desk, name="panel-desk"),
        path("panels/new/", invitations.new, name="invitation-new"),
        path("panels/measures/", panel_measures.measures, name="panel-measures"),
        path("panels/<slug:slug>/", panels.panel, name="panel"),
    ]


urlpatterns: Addresses = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
if settings.PARITY_SIDE != "desk":
    urlpatterns.append(path("", include("reports.urls.public")))
if settings.PARITY_SIDE != "public":
    urlpatterns += desk()
handler400 = "parity.errors.bad_request"
handler403 = "parity.errors.forbidden"
handler404 = "parity.errors.not_found"
handler429 = "parity.errors.too_often"
handler500 = "parity.errors.server_error"
