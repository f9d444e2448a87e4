"""Pages for requests of persons: what is on record about somebody, and their erasure.

For data protection alone; every reading is noted.
"""

from __future__ import annotations

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from meetings.actions.mentions import unread_imports
from meetings.actions.spellings import ERASED
from meetings.actions.trail import note_read, subject_of
from meetings.models import Person
from meetings.rights import Right, SignedInRequest, require
from meetings.subject_access import people_named
from reports.upkeep.erasure import erase_named, erase_person
from reports.upkeep.subject_access import everything_about, may_be_about, texts_naming

KEY = re.compile(r"[a-z_]+\.[a-z_]+:[0-9]{1,18}")


@login_required
def people(request: SignedInRequest) -> HttpResponse:
    """Find the person who asks. The name is sent in the body: addresses stand in logs."""
    require(request.user, Right.ANSWER_PEOPLE)
    name = request.POST.get("name", "").strip()[:300]
    found = list(people_named(name).prefetch_related("participations__meeting"))
    note_read(by=request.user, meeting=None, shown=found, subject="person")
    named = texts_naming(name)
    note_read(by=request.user, meeting=None, shown=named.rows(), subject="name")
    context = {"name": name, "found": found, "asked": request.method == "POST", "named": named}
    return render(request, "reports/people.html", context)


@login_required
@require_POST
def erase_by_name(request: SignedInRequest) -> HttpResponse:
    """Erase somebody who is on no list: the name, sent in the body, and the reason that stays in the trail."""
    require(request.user, Right.ANSWER_PEOPLE)
    name, reason = (request.POST.get(field, "").strip()[:300] for field in ("name", "reason"))
    if len(name) < 2 or not reason or request.POST.get("sure") != "yes":
        messages.error(request, _("Write the whole name and the reason, and say that you are sure."))
    elif erase_named(name, by=request.user, reason=reason, also=_chosen(request)):
        messages.success(request, _("The name is erased: no panel, invitation, text or list of experts holds it."))
        _say_what_was_left(request, len(texts_naming(name).possible))
    else:
        messages.warning(request, _("No panel, invitation, text or list of experts holds this name."))
    return redirect("reports:people")


@login_required
@require_safe
def person(request: SignedInRequest, person: int) -> HttpResponse:
    """Everything on record about one person."""
    require(request.user, Right.ANSWER_PEOPLE)
    found = get_object_or_404(Person, pk=person)
    everything = everything_about(found)
    note_read(by=request.user, meeting=None, shown=[found], subject=subject_of(found))
    crumbs = [{"label": _("Requests of persons"), "url": reverse("reports:people")}, {"label": found.full_name}]
    context = {"person": found, "held": everything.record, "named": everything.named, "crumbs": crumbs}
    context["erased"] = found.full_name == ERASED
    return render(request, "reports/person.html", context)


@login_required
@require_POST
def erase(request: SignedInRequest, person: int) -> HttpResponse:
    """Erase the person, with the reason that stays in the trail."""
    require(request.user, Right.ANSWER_PEOPLE)
    found = get_object_or_404(Person, pk=person)
    reason = request.POST.get("reason", "").strip()[:300]
    if not reason or request.POST.get("sure") != "yes":
        messages.error(request, _("Give the reason and confirm that you are sure. An erasure cannot be undone."))
        return redirect("reports:person", person)
    erased = erase_person(found, by=request.user, reason=reason, also=_chosen(request))
    messages.success(
        request,
        _(
            "The person is erased: from lists, unfinished imports, panels, invitations, statements, offices, notes, "
            "reports and the trail. Earlier backups still hold the name."
        ),
    )
    _say_what_was_given_up(request, erased.given_up)
    _say_what_was_left(request, len(may_be_about(erased.spellings)))
    return redirect("reports:person", person)


def _chosen(request: SignedInRequest) -> set[str]:
    """The texts, by their keys, in which the word is the person's name: ticked by whoever answers."""
    return {key for key in request.POST.getlist("also") if KEY.fullmatch(key)}


def _say_what_was_given_up(request: SignedInRequest, given_up: int) -> None:
    """How many imports that waited were discarded whole."""
    if given_up:
        said = ngettext(
            "One unfinished import named the person and was discarded; its clerk has to upload it again.",
            "%(number)s unfinished imports named the person and were discarded; their clerks have to upload them "
            "again.",
            given_up,
        )
        messages.warning(request, said % {"number": given_up})


def _say_what_was_left(request: SignedInRequest, left: int) -> None:
    """What was not erased is said: texts that may be about somebody else, and files of which nothing is read yet."""
    if left:
        said = ngettext(
            "One text with this word is left as it is: it may be about somebody or something else.",
            "%(number)s texts with this word are left as they are: they may be about somebody or something else.",
            left,
        )
        messages.warning(request, said % {"number": left})
    if unread := len(unread_imports()):
        said = ngettext(
            "One uploaded file is not read yet. Look the name up again when it is.",
            "%(number)s uploaded files are not read yet. Look the name up again when they are.",
            unread,
        )
        messages.warning(request, said % {"number": unread})
