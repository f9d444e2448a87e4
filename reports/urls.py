"""Addresses of the results."""

from django.urls import path

from reports.views import home, meeting, meetings, panels, people, planned, reader_reports, releases, trail

app_name = "reports"
urlpatterns = [
    path("", home.home, name="home"),
    path("start/", home.start, name="start"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/<slug:slug>/", meeting.meeting, name="meeting"),
    path("dashboard/reader-reports/", reader_reports.reader_reports, name="reader-reports"),
    path("dashboard/releases/", releases.releases, name="releases"),
    path("dashboard/releases/build/", releases.build, name="release-build"),
    path("dashboard/releases/labels/", releases.approve_labels, name="release-labels"),
    path("dashboard/releases/planned/", planned.plan, name="planned-new"),
    path("dashboard/releases/planned/<int:planned>/", planned.change, name="planned"),
    path("dashboard/releases/planned/<int:planned>/drop/", planned.drop, name="planned-drop"),
    path("dashboard/releases/<str:version>/", releases.release, name="release"),
    path("dashboard/releases/<str:version>/check/", releases.check, name="release-check"),
    path("dashboard/releases/<str:version>/approve/", releases.approve, name="release-approve"),
    path("dashboard/releases/<str:version>/publish/", releases.publish, name="release-publish"),
    path("dashboard/releases/<str:version>/withdraw/", releases.withdraw, name="release-withdraw"),
    path("dashboard/releases/<str:version>/discard/", releases.discard, name="release-discard"),
    path("dashboard/releases/<str:version>/files/<str:name>", releases.file, name="release-file"),
    path("dashboard/trail/", trail.trail, name="trail"),
    path("dashboard/people/", people.people, name="people"),
    path("dashboard/people/<int:person>/", people.person, name="person"),
    path("dashboard/people/<int:person>/erase/", people.erase, name="person-erase"),
    path("panels/", panels.panels, name="panels"),
    path("panels/<slug:slug>/", panels.panel, name="panel"),
]
