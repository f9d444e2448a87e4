"""Addresses of the results."""

from django.urls import path

from reports.views import home, meeting, meetings, panels

app_name = "reports"
urlpatterns = [
    path("", home.home, name="home"),
    path("start/", home.start, name="start"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/<slug:slug>/", meeting.meeting, name="meeting"),
    path("panels/", panels.panels, name="panels"),
    path("panels/<slug:slug>/", panels.panel, name="panel"),
]
