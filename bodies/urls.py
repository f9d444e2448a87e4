"""Addresses of the pages that enter bodies, their cycles, stages and rules."""

from django.urls import path

from bodies.views import bodies, stages

app_name = "bodies"
urlpatterns = [
    path("bodies/new/", bodies.body, name="new"),
    path("bodies/rules/new/", bodies.rule, name="rule-new"),
    path("bodies/rules/<int:rule>/", bodies.rule, name="rule"),
    path("bodies/<slug:code>/edit/", bodies.body, name="edit"),
    path("bodies/<slug:code>/new/", bodies.cycle, name="cycle-new"),
    path("bodies/<slug:code>/<int:cycle>/edit/", bodies.cycle, name="cycle-edit"),
    path("bodies/<slug:code>/<int:cycle>/stages/", stages.typed, name="stages"),
    path("bodies/<slug:code>/<int:cycle>/sheet/", stages.sheet, name="sheet"),
    path("bodies/<slug:code>/<int:cycle>/undo/", stages.undo, name="undo"),
    path("bodies/<slug:code>/<int:cycle>/replaced/", stages.substitutions, name="substitutions"),
    path(
        "bodies/<slug:code>/<int:cycle>/replaced/<int:substitution>/", stages.substitution_removed,
        name="substitution-remove",
    ),
]  # fmt: skip
