"""Page of the questions that only a person can decide."""

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.actions import contradictions, values
from meetings.actions import questions as actions
from meetings.actions import questions_of_delegations as of_delegations
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import note_read
from meetings.forms.questions import Decision
from meetings.models import Question
from meetings.rights import Right, SignedInRequest, may, meeting_for
from meetings.views.question_lines import (
    OF_ENTITIES,
    OF_PEOPLE,
    QuestionLine,
    answered_lines,
    question_lines,
    reference,
)
from meetings.views.requests import posted
from meetings.vocabulary import QuestionKind
from meetings.workspace.frame import workspace_of

PAGE = 50


@login_required
def questions(request: SignedInRequest, slug: str) -> HttpResponse:
    """The open questions of a meeting, fifty a page, and the answered ones; one button saves all answers given."""
    meeting = meeting_for(request.user, slug, Right.DECIDE)
    asked = meeting.questions.select_related("batch", "answered_by")
    page = Paginator(asked.filter(answer=""), PAGE).get_page(request.GET.get("page"))
    entities = reference(meeting)
    sent = of_form(asked, request) if request.method == "POST" else list(page.object_list)
    lines = question_lines(sent, meeting, request.user, posted(request), entities)
    if request.method == "POST" and save(request, lines):
        return redirect(request.get_full_path())
    answered = Paginator(asked.exclude(answer="").order_by("-answered_at", "pk"), PAGE).page(1)
    latest = list(answered.object_list)
    note_read(by=request.user, meeting=meeting, shown=about_people([*sent, *latest]))
    context = workspace_of(request.user, meeting, step="questions", here=_("Questions"))
    context |= {"lines": lines, "page": page, "of_people": OF_PEOPLE}
    context["may_declare"] = may(request.user, Right.RECORD_GENDER, meeting)
    names = sorted(entities.names.values()) if any(one.kind in OF_ENTITIES for one in sent) else []
    context |= {"answered": answered, "answers": answered_lines(latest), "names": names}
    return render(request, "meetings/questions.html", context)


def of_form(asked: QuerySet[Question], request: SignedInRequest) -> list[Question]:
    """The questions that stood on the page when the answers were given, answered meanwhile or not."""
    return list(asked.filter(pk__in=[number for number in request.POST.getlist("question") if number.isdecimal()]))


def about_people(asked: Sequence[Question]) -> list[Question]:
    return [one for one in asked if one.kind in OF_PEOPLE]


def save(request: SignedInRequest, lines: Sequence[QuestionLine]) -> bool:
    """Give every answer; one that is refused says why and leaves the others standing. False: a form is wrong."""
    sound = [line.form.is_valid() for line in lines]
    if not all(sound):
        return False
    saved = 0
    for line in lines:
        if not line.form.decision:
            continue
        try:
            give(line.question, line.form.decision, request.user)
        except (ActionRefused, ValueError) as refusal:
            messages.error(request, f"{line.question.found}: {refusal}")
        else:
            saved += 1
    if saved:
        messages.success(request, ngettext("%d answer is saved.", "%d answers are saved.", saved) % saved)
    elif not any(line.form.decision for line in lines):
        messages.info(request, _("No answer was chosen."))
    return True


def give(question: Question, decision: Decision, by: User) -> None:
    """Pass one answer to its action. Raises Refused when somebody else was first."""
    if question.answer:
        raise ActionRefused(_("This question is already answered; the answer is below."))
    verb, value = decision
    if verb == QuestionKind.TITLE:
        actions.answer_title(question=question, claim="" if value == "nothing" else value, by=by)
    elif verb == QuestionKind.VALUE:
        values.answer_value(question=question, value=value, by=by)
    elif verb == "country":
        of_delegations.answer_country(question=question, code=value, by=by)
    elif verb == "entity":
        of_delegations.answer_entity(question=question, category=value, by=by)
    elif verb == "label":
        of_delegations.answer_label(question=question, label=value, by=by)
    elif verb == QuestionKind.SECTION:
        of_delegations.answer_section(question=question, belongs=value == "section", by=by)
    elif verb == QuestionKind.GENDER:
        actions.answer_gender(question=question, value=value, by=by)
    elif verb == QuestionKind.SAME_PERSON:
        actions.answer_same_person(question=question, same=value == "one", by=by)
    elif verb == QuestionKind.TITLE_COLUMN:
        contradictions.answer_title_column(question=question, value=value, by=by)
    else:
        contradictions.answer_two_titles(question=question, answer=value, by=by)
