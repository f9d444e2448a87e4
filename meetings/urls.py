"""Addresses of the pages that enter and decide."""

from django.urls import path

from meetings.views import (
    alike,
    changes,
    checks,
    entry,
    gender,
    head_counts,
    list_template,
    lists,
    meetings,
    offices,
    panels,
    people,
    problem_rows,
    proceedings_lists,
    programmes,
    questions,
    reading,
    search,
    sheets,
    statements,
)

app_name = "meetings"
urlpatterns = [
    path("desk/search/", search.search, name="search"),
    path("desk/people/", alike.alike, name="alike"),
    path("meetings/new/", meetings.new, name="new"),
    path("meetings/<slug:slug>/edit/", meetings.edit, name="edit"),
    path("meetings/<slug:slug>/clerks/", meetings.clerks, name="clerks"),
    path("meetings/<slug:slug>/people/", people.people, name="people"),
    path("meetings/<slug:slug>/people/<int:participation>/gender/", gender.declared, name="declared"),
    path("meetings/<slug:slug>/gender-sources/", gender.sources, name="gender-sources"),
    path("desk/gender-sources/", gender.sources, name="all-gender-sources"),
    path("meetings/<slug:slug>/changes/", changes.changes, name="changes"),
    path("meetings/<slug:slug>/lists/new/", lists.upload, name="upload"),
    path("meetings/<slug:slug>/lists/template/", list_template.template, name="list-template"),
    path("meetings/<slug:slug>/lists/<int:batch>/", lists.batch, name="batch"),
    path("meetings/<slug:slug>/lists/progress/", reading.progress, name="lists-progress"),
    path("meetings/<slug:slug>/lists/<int:batch>/map/", reading.mapping, name="batch-map"),
    path("meetings/<slug:slug>/lists/<int:batch>/read/", reading.again, name="batch-read"),
    path("meetings/<slug:slug>/lists/<int:batch>/answer/", lists.answer, name="batch-answer"),
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
    path("meetings/<slug:slug>/statements/", statements.statements, name="statements"),
    path("meetings/<slug:slug>/statements/new/", statements.new, name="statement-new"),
    path("meetings/<slug:slug>/statements/<int:statement>/", statements.edit, name="statement"),
    path("meetings/<slug:slug>/statements/import/", proceedings_lists.statement_upload, name="statement-upload"),
    path(
        "meetings/<slug:slug>/statements/import/<int:batch>/", proceedings_lists.statement_list, name="statement-list"
    ),
    path(
        "meetings/<slug:slug>/statements/import/<int:batch>/decide/",
        proceedings_lists.statement_decide,
        name="statement-decide",
    ),
    path("meetings/<slug:slug>/offices/", offices.of_meeting, name="offices"),
    path("meetings/<slug:slug>/offices/import/", proceedings_lists.office_upload, name="office-upload"),
    path("meetings/<slug:slug>/offices/import/<int:batch>/", proceedings_lists.office_list, name="office-list"),
    path(
        "meetings/<slug:slug>/offices/import/<int:batch>/decide/", proceedings_lists.office_decide, name="office-decide"
    ),
    path("forums/<slug:forum>/offices/", offices.of_forum, name="forum-offices"),
    path("forums/<slug:forum>/offices/import/", proceedings_lists.forum_office_upload, name="forum-office-upload"),
    path(
        "forums/<slug:forum>/offices/import/<int:batch>/", proceedings_lists.forum_office_list, name="forum-office-list"
    ),
    path(
        "forums/<slug:forum>/offices/import/<int:batch>/decide/",
        proceedings_lists.forum_office_decide,
        name="forum-office-decide",
    ),
    path("meetings/<slug:slug>/check/", checks.check, name="check"),
    path("meetings/<slug:slug>/check/documents/<int:document>/", checks.totals, name="document-totals"),
    path("meetings/<slug:slug>/lock/", checks.lock, name="lock"),
    path("meetings/<slug:slug>/unlock/", checks.unlock, name="unlock"),
    path("meetings/<slug:slug>/panels/new/", panels.new, name="panel-new"),
    path("meetings/<slug:slug>/panels/programme/", programmes.programme, name="programme"),
    path("panels/<slug:slug>/edit/", panels.edit, name="panel-edit"),
    path("panels/<slug:slug>/exempt/", panels.exempt, name="panel-exempt"),
]
