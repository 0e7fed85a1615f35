"""What somebody reads of a case about themselves, and their appeal."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bening.accounts.access import today_of
from bening.accounts.views.person import signed_in
from bening.conflicts.views.finding import found
from bening.discipline import actions, queries
from bening.discipline.actions.deciding import appeal_until, route_of
from bening.discipline.forms import AppealForm
from bening.discipline.models import CaseState, DisciplineAppeal
from bening.discipline.views.files import paper, papers_of
from bening.domain.discipline import Route
from bening.ui.acting import carried_out


@never_cache
@login_required
def own(request: HttpRequest, key: UUID) -> HttpResponse:
    """The summons, my statements, the decision, and the form that appeals while that is open."""
    person, now = signed_in(request), timezone.now()
    row = found(lambda: queries.own_case(person, key))
    form = AppealForm(request.POST or None)
    act = partial(actions.file_appeal, case=row, by=person, now=now)
    if carried_out(form, act):
        messages.success(request, _("Upaya administratif diajukan."))
        return redirect("discipline:own", row.pk)
    until = appeal_until(row)
    is_open = (
        row.state == CaseState.DECIDED
        and row.received_on is not None
        and route_of(row) is not Route.NONE
        and not DisciplineAppeal.objects.filter(case=row).exists()
    )
    words = actions.open_own(case=row, by=person)
    context = {
        "case": row,
        "words": words,
        "summons": [(one, words["summons"][one.pk]) for one in row.summons.all()],
        "examinations": row.examinations.all(),
        "sanction": queries.sanction_of(row) if row.is_told else None,
        "appeal": DisciplineAppeal.objects.filter(case=row).first(),
        "until": until,
        "files": papers_of(row, is_own=True),
        "form": form if is_open and (until is None or today_of(person, now) <= until) else None,
    }
    return render(request, "discipline/own.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_safe
def file(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """A paper of the case about me."""
    person, now = signed_in(request), timezone.now()
    row = found(lambda: queries.own_case(person, key))
    return paper(row, name, actions.open_own(case=row, by=person), now, is_own=True)
