"""Pages of a meeting's statements: read, code, type in, change."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.actions.refusals import ChangedMeanwhile
from meetings.actions.stale import version_of
from meetings.actions.statements import code_topics, edit_statement, record_statements, remove_statement, seen_of
from meetings.actions.trail import note_read, subject_of
from meetings.forms.statements import OneStatementForm, TypedStatements, topics_in
from meetings.imports.participants.pipeline import title_rules
from meetings.models import Meeting, Statement
from meetings.rights import Right, SignedInRequest, may, meeting_for
from meetings.views import frame
from meetings.views.proceedings_lists import Place
from meetings.views.requests import DESK, posted
from meetings.vocabulary import GenderTopic, ProceedingsKind
from meetings.workspace.frame import workspace_of

PAGE = 50


@login_required
def statements(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who spoke, as printed, fifty a page; genders only for those who may see the evidence. Clerks code topics here."""
    if request.method == "POST":
        return code(request, meeting_for(request.user, slug, Right.EDIT))
    meeting = meeting_for(request.user, slug, Right.READ_NAMES)
    listed = meeting.statements.select_related("country", "coded_by").order_by("date", "order", "pk")
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    note_read(by=request.user, meeting=meeting, shown=page.object_list)
    context = workspace_of(request.user, meeting, "statements") | {
        "page": page,
        "topics": GenderTopic.choices,
        "evidence": (evidence := may(request.user, Right.READ_EVIDENCE, meeting)),
        "may_edit": (may_edit := may(request.user, Right.EDIT, meeting)),
        "imports": Place(ProceedingsKind.STATEMENTS, meeting, may_edit).imports() if evidence else [],
    }
    return render(request, "meetings/statements.html", context)


def code(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Save what the statements of one page raise about gender."""
    coded = code_topics(meeting, topics_in(request.POST), by=request.user, source=DESK)
    said = ngettext("%d statement is coded.", "%d statements are coded.", coded) % coded
    messages.success(request, said if coded else _("No coding was changed."))
    return redirect(request.get_full_path())


@login_required
def new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Type statements in, one a row."""
    meeting = meeting_for(request.user, slug, Right.EDIT)
    forms = TypedStatements(meeting, posted(request))
    if forms.is_valid() and forms.entries:
        source = forms.block.cleaned_data["source"] or DESK
        entered = record_statements(meeting, forms.entries, by=request.user, source=source)
        number = len(entered)
        messages.success(request, ngettext("%d statement is saved.", "%d statements are saved.", number) % number)
        for title in forms.unknown_titles:
            messages.warning(request, _("The courtesy title “%s” is not known: gender not recorded.") % title)
        return redirect("meetings:statements", slug)
    context = frame.of_meeting(meeting, _("New statements")) | {"forms": forms}
    return render(request, "meetings/statements_new.html", context)


@login_required
def edit(request: SignedInRequest, slug: str, statement: int) -> HttpResponse:
    """Change or remove one statement; whoever comes second is told."""
    meeting = meeting_for(request.user, slug, Right.EDIT)
    found = get_object_or_404(Statement.objects.select_related("country", "meeting"), meeting=meeting, pk=statement)
    if request.method == "POST" and "remove" in request.POST:
        remove_statement(found, by=request.user, source=DESK)
        messages.success(request, _("The statement is removed."))
        return redirect("meetings:statements", slug)
    rules = title_rules()
    shown = OneStatementForm.shown(found, rules)
    form = OneStatementForm(posted(request), initial=shown, meeting=meeting, title_rules=rules)
    if form.is_valid() and form.entry:
        return save(request, found, form)
    note_read(by=request.user, meeting=meeting, shown=[found], subject=subject_of(found))
    version = request.POST.get("version") or version_of(seen_of(found))
    context = frame.of_meeting(meeting, _("Change a statement")) | {"form": form, "version": version}
    return render(request, "meetings/statement.html", context)


def save(request: SignedInRequest, statement: Statement, form: OneStatementForm) -> HttpResponse:
    """Write the change, unless somebody else was first."""
    version = request.POST.get("version", "")
    try:
        edit_statement(statement, version=version, by=request.user, source=DESK, **(form.entry or {}))
    except ChangedMeanwhile:
        return render(request, "409.html", {"differences": [], "back_url": request.path}, status=409)
    messages.success(request, _("The statement is saved."))
    return redirect("meetings:statements", statement.meeting.slug)
