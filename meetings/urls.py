"""Addresses of the desk."""

from django.urls import path

from meetings.views import (
    changes,
    checks,
    entry,
    head_counts,
    list_template,
    lists,
    meetings,
    panels,
    people,
    problem_rows,
    questions,
    sheets,
)

app_name = "meetings"
urlpatterns = [
    path("meetings/new/", meetings.new, name="new"),
    path("meetings/<slug:slug>/edit/", meetings.edit, name="edit"),
    path("meetings/<slug:slug>/clerks/", meetings.clerks, name="clerks"),
    path("meetings/<slug:slug>/people/", people.people, name="people"),
    path("meetings/<slug:slug>/changes/", changes.changes, name="changes"),
    path("meetings/<slug:slug>/lists/new/", lists.upload, name="upload"),
    path("meetings/<slug:slug>/lists/template/", list_template.template, name="list-template"),
    path("meetings/<slug:slug>/lists/<int:batch>/", lists.batch, name="batch"),
    path("meetings/<slug:slug>/lists/<int:batch>/map/", lists.mapping, name="batch-map"),
    path("meetings/<slug:slug>/lists/<int:batch>/commit/", lists.commit, name="batch-commit"),
    path("meetings/<slug:slug>/lists/<int:batch>/reject/", lists.give_up, name="batch-reject"),
    path("meetings/<slug:slug>/lists/<int:batch>/undo/", lists.undo, name="batch-undo"),
    path("meetings/<slug:slug>/lists/<int:batch>/problems/", problem_rows.problem_rows, name="batch-problems"),
    path("meetings/<slug:slug>/questions/", questions.questions, name="questions"),
    path("meetings/<slug:slug>/delegations/new/", head_counts.new_delegation, name="delegation-new"),
    path("meetings/<slug:slug>/delegations/<int:delegation>/", entry.delegation, name="delegation"),
    path("meetings/<slug:slug>/delegations/<int:delegation>/head-count/", head_counts.head_count, name="head-count"),
    path("meetings/<slug:slug>/delegations/<int:delegation>/sheet/", sheets.sheet, name="sheet"),
    path("meetings/<slug:slug>/delegations/<int:delegation>/sheet.docx", sheets.sheet_file, name="sheet-file"),
    path("meetings/<slug:slug>/sheets/", sheets.sheets, name="sheets"),
    path("meetings/<slug:slug>/check/", checks.check, name="check"),
    path("meetings/<slug:slug>/check/documents/<int:document>/", checks.totals, name="document-totals"),
    path("meetings/<slug:slug>/lock/", checks.lock, name="lock"),
    path("meetings/<slug:slug>/unlock/", checks.unlock, name="unlock"),
    path("meetings/<slug:slug>/panels/new/", panels.new, name="panel-new"),
    path("panels/<slug:slug>/edit/", panels.edit, name="panel-edit"),
    path("panels/<slug:slug>/exempt/", panels.exempt, name="panel-exempt"),
]
