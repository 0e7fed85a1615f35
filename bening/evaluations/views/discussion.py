"""What is said about a question, its history, and who is to answer it."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bening.accounts.access import today_of
from bening.audit.queries import timeline
from bening.domain.scoring import Question
from bening.evaluations import actions
from bening.evaluations.actions.answers import question_of, question_subject
from bening.evaluations.models import EvaluationSheet
from bening.evaluations.pages.addresses import addresses
from bening.evaluations.pages.cards import messages_of
from bening.evaluations.queries import assignees_of, assignment_of, comments_of
from bening.evaluations.refusals import EvaluationRefused, UnknownQuestion
from bening.evaluations.views.entry import person_of, reopened, scoped_sheet, signed_in
from bening.evaluations.words import sentence
from bening.ui.refusals import is_htmx


@signed_in
@never_cache
@require_GET
def history(request: HttpRequest, sheet_id: UUID, code: str) -> HttpResponse:
    """Everything that happened to one question, newest first."""
    sheet = scoped_sheet(request, sheet_id)
    question = _question(sheet, code)
    before = request.GET.get("sebelum", "")
    try:
        earlier = UUID(before) if before else None
    except ValueError:
        raise Http404 from None
    context = {
        "sheet": sheet,
        "question": question,
        "history": timeline(
            question_subject(sheet, code), before=earlier, reader=person_of(request).pk
        ),
        "earlier_url": reverse("evaluations:history", args=(sheet.pk, code)),
        "back": _back(sheet, code),
    }
    template = "evaluations/_history.html" if is_htmx(request) else "evaluations/history.html"
    return render(request, template, context)


@signed_in
@never_cache
@require_POST
def comment(request: HttpRequest, sheet_id: UUID, code: str) -> HttpResponse:
    """Adds a message to the discussion of a question."""
    sheet = scoped_sheet(request, sheet_id)
    text = request.POST.get("text", "")
    refused = ""
    try:
        actions.write_comment(
            sheet=sheet, official_code=code, text=text, by=person_of(request), now=timezone.now()
        )
    except UnknownQuestion:
        raise Http404 from None
    except EvaluationRefused as refusal:
        refused = sentence(refusal)
    if not is_htmx(request):
        if refused:
            messages.error(request, refused)
        return redirect(_back(sheet, code))
    found = messages_of(comments_of(sheet, [code]).get(code, ()), person_of(request))
    card = {
        "code": code,
        "slug": code.replace(".", "-"),
        "messages": found,
        "may_discuss": True,
        "urls": addresses(sheet.pk, code),
        "message_typed": text if refused else "",
        "message_fault": refused,
    }
    context = {"card": card, "sheet_id": sheet.pk}
    status = 422 if refused else 200
    return render(request, "evaluations/_discussion.html", context, status=status)


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def assignment(request: HttpRequest, sheet_id: UUID, code: str) -> HttpResponse:
    """Who is to answer a question, and by which day: a form, and what it sends."""
    sheet = scoped_sheet(request, sheet_id)
    question = _question(sheet, code)
    refused = ""
    if request.method == "POST":
        try:
            _assign(request, sheet, code)
        except EvaluationRefused as refusal:
            if refusal.status != 422:
                raise
            refused = sentence(refusal)
        else:
            messages.success(request, _("Penugasan butir %(code)s disimpan.") % {"code": code})
            if is_htmx(request):
                return reopened(request, _back(sheet, code))
            return redirect(_back(sheet, code))
    given = assignment_of(sheet, code)
    context = {
        "sheet": sheet,
        "sheet_id": sheet.pk,
        "question": question,
        "slug": code.replace(".", "-"),
        "people": assignees_of(sheet, question, on=today_of(person_of(request))),
        "chosen": request.POST.get("assignee", str(given.assignee_id) if given else ""),
        "due": request.POST.get("due", given.due_on.isoformat() if given and given.due_on else ""),
        "is_given": given is not None,
        "refused": refused,
        "back": _back(sheet, code),
    }
    template = "_assignment.html" if is_htmx(request) else "assignment.html"
    status = 422 if refused else 200
    return render(request, f"evaluations/{template}", context, status=status)


def _assign(request: HttpRequest, sheet: EvaluationSheet, code: str) -> None:
    by, now = person_of(request), timezone.now()
    if "remove" in request.POST or not request.POST.get("assignee"):
        actions.unassign(sheet=sheet, official_code=code, by=by, now=now)
        return
    people = assignees_of(sheet, _question(sheet, code), on=today_of(by, now))
    chosen = request.POST["assignee"]
    assignee = next((person for person in people if str(person.pk) == chosen), None)
    if assignee is None:
        raise EvaluationRefused("assignee_unknown")
    due_on = _day(request.POST.get("due", ""))
    actions.assign(
        sheet=sheet, official_code=code, assignee=assignee, due_on=due_on, by=by, now=now
    )


def _day(typed: str) -> date | None:
    if not typed.strip():
        return None
    try:
        found = parse_date(typed.strip())
    except ValueError:
        found = None
    if found is None:
        raise EvaluationRefused("due_date_invalid", given=typed[:20])
    return found


def _question(sheet: EvaluationSheet, code: str) -> Question:
    try:
        return question_of(sheet, code)
    except UnknownQuestion:
        raise Http404 from None


def _back(sheet: EvaluationSheet, code: str) -> str:
    """The question on its sheet."""
    return f"{reverse('evaluations:sheet', args=(sheet.pk,))}?butir={code}#q-{code}"
