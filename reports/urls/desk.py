"""Addresses of the dashboards, releases, the trail and requests of persons."""

from django.urls import path

from reports.views import (
    desk,
    explore,
    forums,
    home,
    overview,
    people,
    planned,
    reader_reports,
    releases,
    states,
    trail,
    unrecorded,
)

app_name = "reports"
urlpatterns = [
    path("dashboard/explore/", explore.explore, name="explore"),
    path("dashboard/explore/download.<str:form>", explore.download, name="explore-download"),
    path("", home.home, name="home"),
    path("desk/", desk.desk, name="desk"),
    path("desk/bring-in/", desk.bring_in, name="bring-in"),
    path("desk/not-recorded/", unrecorded.unrecorded, name="unrecorded"),
    path("dashboard/", overview.overview, name="overview"),
    path("dashboard/copy.docx", overview.copy_docx, name="copy-docx"),
    path("dashboard/forums/", forums.forums, name="forums"),
    path("dashboard/forums/<slug:code>/", forums.forum, name="forum"),
    path("dashboard/states/", states.states, name="states"),
    path("dashboard/states/<str:code>/", states.state, name="state"),
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
]
