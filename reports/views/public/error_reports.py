"""Public page on which a reader reports an error to the office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from reports.public.reader_reports import ReaderReport, note_report
from reports.releases import published
from reports.views.public.frame import show
from reports.views.public.rate import RateLimited, take_turn

MOST, HOUR = 5, 3600


class ReportForm(forms.ModelForm):
    """A report of an error. ``website`` is shown to nobody: whoever fills it in is a program."""

    website = forms.CharField(label=_("Leave this empty"), required=False)

    class Meta:
        model = ReaderReport
        fields = ["where", "what", "reply_to"]


@csrf_exempt  # Nobody is signed in here: there is no authority to borrow, and a token would need a cookie.
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The form, and where it goes. A program that fills in everything is thanked and forgotten."""
    if request.method != "POST":
        return _page(request, ReportForm(initial={"where": request.GET.get("where", "")[:300]}))
    form = ReportForm(request.POST)
    try:
        take_turn(request, "report", MOST, HOUR)
    except RateLimited:
        refusal = _("Several reports came from your network within an hour. Please try again in an hour.")
        return _page(request, form, refusal=refusal, status=429)
    if not form.is_valid():
        return _page(request, form, status=400)
    if not form.cleaned_data.pop("website"):
        release = published.latest()
        note_report(release=release.version if release else "", **form.cleaned_data)
    return _page(request, form, sent=True)


def _page(request: HttpRequest, form: ReportForm, status: int = 200, **context: Any) -> HttpResponse:
    context = {"release": published.latest(), "form": form, "sent": False, "refusal": ""} | context
    response = show(request, "report_error", context, status)
    response["Cache-Control"] = "no-store"
    return response
