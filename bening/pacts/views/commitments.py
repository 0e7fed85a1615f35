"""The register of leaders' public commitments."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts.access import unit_for
from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.pacts import access, actions, queries
from bening.pacts.forms import CommitmentActForm, CommitmentForm, OutcomeForm
from bening.pacts.models import Commitment, CommitmentOutcome
from bening.ui.acting import act_and_say, carried_out


@login_required
def commitments(request: HttpRequest, key: UUID) -> HttpResponse:
    """The promises of a unit's leaders, and the form for another."""
    person = signed_in(request)
    unit = unit_for(person, key)
    if request.method == "POST":
        access.check_can_write_page(person, unit)
    form = CommitmentForm(request.POST or None, request.FILES or None)
    act = partial(actions.add_commitment, unit=unit, by=person, now=timezone.now())
    if made := carried_out(form, act):
        messages.success(request, _("Komitmen tercatat."))
        return redirect("pacts:commitment", made.pk)
    context = {
        "unit": unit,
        "commitments": queries.commitments_of(unit)[:200],
        "form": form,
        "may_write": access.can_write_page(person, unit),
    }
    return render(request, "pacts/commitments.html", context, status=422 if form.errors else 200)


@login_required
def commitment(request: HttpRequest, key: UUID) -> HttpResponse:
    """One promise with what was done; a post enters another act."""
    person = signed_in(request)
    found = queries.commitment_for(person, key)
    if request.method == "POST":
        access.check_can_write_page(person, found.unit)
    form = CommitmentActForm(request.POST or None, request.FILES or None)
    act = partial(actions.act_on_commitment, commitment=found, by=person, now=timezone.now())
    if carried_out(form, act):
        messages.success(request, _("Pelaksanaan tercatat."))
        return redirect("pacts:commitment", found.pk)
    return _show(request, person, found, form=form)


def _show(
    request: HttpRequest,
    person: Person,
    found: Commitment,
    *,
    form: CommitmentActForm | None = None,
    outcome_form: OutcomeForm | None = None,
) -> HttpResponse:
    form = form or CommitmentActForm()
    outcome_form = outcome_form or OutcomeForm()
    context = {
        "commitment": found,
        "acts": found.acts.all(),
        "is_open": found.outcome == CommitmentOutcome.OPEN,
        "form": form,
        "outcome_form": outcome_form,
        "may_write": access.can_write_page(person, found.unit),
    }
    refused = form.errors or outcome_form.errors
    return render(request, "pacts/commitment.html", context, status=422 if refused else 200)


@login_required
@require_POST
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """Says how a promise ended."""
    person = signed_in(request)
    found = queries.commitment_for(person, key)
    access.check_can_write_page(person, found.unit)
    form = OutcomeForm(request.POST)
    act = partial(actions.close_commitment, commitment=found, by=person, now=timezone.now())
    if carried_out(form, act):
        messages.success(request, _("Hasil komitmen tercatat."))
        return redirect("pacts:commitment", found.pk)
    return _show(request, person, found, outcome_form=form)


@login_required
@require_POST
def reopen(request: HttpRequest, key: UUID) -> HttpResponse:
    """A promise closed too early goes on."""
    person = signed_in(request)
    found = queries.commitment_for(person, key)
    access.check_can_write_page(person, found.unit)
    act_and_say(
        request,
        partial(actions.reopen_commitment, commitment=found, by=person, now=timezone.now()),
        _("Komitmen dibuka kembali."),
    )
    return redirect("pacts:commitment", found.pk)
