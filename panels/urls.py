"""Addresses of the pages that enter and decide invitations."""

from django.urls import path

from panels.views import calendars, experts, invitations, letters

app_name = "panels"
urlpatterns = [
    path("panels/calendar/", calendars.address, name="calendar"),
    path("panels/calendar/renew/", calendars.renew, name="calendar-renew"),
    path("panels/calendar/<str:secret>.ics", calendars.feed, name="calendar-feed"),
    path("panels/experts/", experts.experts, name="experts"),
    path("panels/experts/new/", experts.expert, name="expert-new"),
    path("panels/experts/<int:expert>/", experts.expert, name="expert"),
    path("panels/experts/<int:expert>/remove/", experts.removed, name="expert-remove"),
    path("panels/<slug:slug>/suggest/", experts.suggested, name="suggest"),
    path("panels/<slug:slug>/suggestions/<int:suggestion>/", experts.result, name="suggestion"),
    path("panels/letters/", letters.wordings, name="wordings"),
    path("panels/<slug:slug>/letter/", letters.letter, name="letter"),
    path("panels/<slug:slug>/letter.docx", letters.file, {"form": "docx"}, name="letter-docx"),
    path("panels/<slug:slug>/letter.eml", letters.file, {"form": "eml"}, name="letter-eml"),
    path("panels/<slug:slug>/line-up/", invitations.line_up, name="line-up"),
    path("panels/<slug:slug>/drop-out/", invitations.drop_out, name="drop-out"),
    path("panels/<slug:slug>/decide/", invitations.decision, name="decision"),
    path("panels/<slug:slug>/approve/", invitations.approval, name="approval"),
    path("panels/<slug:slug>/took-place/", invitations.took_place, name="took-place"),
    path("panels/<slug:slug>/check-again/", invitations.checked_again, name="check-again"),
    path("panels/<slug:slug>/details/", invitations.details, name="details"),
]
