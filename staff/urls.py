"""Addresses of the pages that enter, lock and plan staff."""

from django.urls import path

from staff.views import plans, snapshots

app_name = "staff"
urlpatterns = [
    path("staff/import/", snapshots.bring_in, name="import"),
    path("staff/import/template.xlsx", snapshots.workbook, name="template"),
    path("staff/snapshots/", snapshots.snapshots, name="snapshots"),
    path("staff/snapshots/<int:snapshot>/lock/", snapshots.locked, name="lock"),
    path("staff/snapshots/<int:snapshot>/unlock/", snapshots.unlocked, name="unlock"),
    path("staff/snapshots/<int:snapshot>/undo/", snapshots.undone, name="undo"),
    path("staff/movements/", plans.movements, name="movements"),
    path("staff/movements/<int:movement>/remove/", plans.movement_removed, name="movement-remove"),
    path("staff/plan/", plans.the_plan, name="plan"),
    path("staff/plan/<slug:kind>/<int:planned>/drop/", plans.dropped, name="plan-drop"),
]
