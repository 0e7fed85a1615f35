"""My reviews, and one round: how far it is, whose turn, and the steps that hand it on."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts.access import today_of
from bening.accounts.views.person import signed_in
from bening.programs.models import ProgramState, ZoneProgram
from bening.programs.queries import program_for
from bening.reviews import access, actions, desk, figures, queries
from bening.reviews.actions.seconds import candidates
from bening.reviews.forms import CloseForm, DeclarationForm, MoveForm, ReturnForm, SecondForm
from bening.reviews.models import ReviewRound, ReviewTier, RoundStep
from bening.reviews.seats import Seat, seat_of
from bening.reviews.states import earlier_state, kind_of, next_state
from bening.reviews.views.entry import round_or_404
from bening.reviews.visibility import acting_tier
from bening.reviews.words import name_of, outcome_of, place_name
from bening.ui.acting import RefusableForm, act_and_say, carried_out


@login_required
def rounds(request: HttpRequest) -> HttpResponse:
    """My reviews: what waits for me, what can be opened, what goes on, what is closed."""
    person, now = signed_in(request), timezone.now()
    found = desk.my_rounds(person, now)
    today = today_of(person, now)
    named = [(one, name_of(one.round), outcome_of(one.round)) for one in found]
    context = {
        "mine": [row for row in named if row[0].is_mine],
        "ready": desk.ready_to_open(person, now),
        "running": [row for row in named if not row[0].is_mine and not row[0].round.is_closed],
        "closed": [row for row in named if row[0].round.is_closed],
        "today": today,
        "leads_teams": desk.leads_teams(person, now),
        "sees_figures": figures.sees_any(person, now),
    }
    return render(request, "reviews/rounds.html", context)


@login_required
def round_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """One round."""
    return _show(request, round_or_404(request, key))


@login_required
@require_POST
def open_round(request: HttpRequest, program: UUID) -> HttpResponse:
    """Begins the review that the program's state asks for."""
    person, now = signed_in(request), timezone.now()
    found = _program_or_404(request, program)
    made: list[ReviewRound] = []
    act_and_say(
        request,
        lambda: made.append(actions.open_round(program=found, by=person, now=now)),
        _("Evaluasi dibuka."),
    )
    return redirect("reviews:round", made[0].pk) if made else redirect("reviews:rounds")


@login_required
@require_POST
def declare(request: HttpRequest, key: UUID) -> HttpResponse:
    """Says whether there is a tie with the unit."""
    found = round_or_404(request, key)
    form = DeclarationForm(request.POST)
    act = partial(
        actions.declare_conflict,
        program=found.program,
        by=signed_in(request),
        now=timezone.now(),
    )
    if made := carried_out(form, act):
        if made.has_tie:
            messages.success(request, _("Pernyataan tercatat. Anda tidak lagi menilai unit ini."))
            return redirect("reviews:rounds")
        messages.success(request, _("Pernyataan tercatat. Anda dapat mulai menilai."))
        return redirect("reviews:round", found.pk)
    return _show(request, found, declaration=form)


@login_required
@require_POST
def send(request: HttpRequest, key: UUID) -> HttpResponse:
    """Hands the round to the next tier."""
    found = round_or_404(request, key)
    return _moved(
        request, found, MoveForm(request.POST), actions.send_to_next_tier, _("Evaluasi terkirim.")
    )


@login_required
@require_POST
def return_round(request: HttpRequest, key: UUID) -> HttpResponse:
    """Hands the round back."""
    found = round_or_404(request, key)
    form = ReturnForm(request.POST)
    return _moved(
        request, found, form, actions.return_to_tier, _("Evaluasi dikembalikan."), "return_form"
    )


@login_required
@require_POST
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """Closes the round with its report."""
    found = round_or_404(request, key)
    form = CloseForm(request.POST, kind=kind_of(found.stage, found.step, found.number))
    return _moved(request, found, form, actions.close_round, _("Evaluasi ditutup."), "close_form")


@login_required
@require_POST
def appoint(request: HttpRequest, key: UUID) -> HttpResponse:
    """Names the second evaluator."""
    found, person, now = round_or_404(request, key), signed_in(request), timezone.now()
    access.check_can_lead_teams(person, found.agency_id, today_of(person, now))
    form = SecondForm(request.POST, people=candidates(found, now))
    act = partial(actions.assign_second_evaluator, round_=found, by=person, now=now)
    if carried_out(form, act):
        messages.success(request, _("Penilai kedua ditunjuk."))
        return redirect("reviews:round", found.pk)
    return _show(request, found, second_form=form)


def _moved(
    request: HttpRequest,
    found: ReviewRound,
    form: RefusableForm,
    act: Callable[..., ReviewRound],
    done: str,
    named: str = "send_form",
) -> HttpResponse:
    whole = partial(act, round_=found, by=signed_in(request), now=timezone.now())
    if carried_out(form, whole):
        messages.success(request, done)
        return redirect("reviews:round", found.pk)
    return _show(request, round_or_404(request, found.pk), **{named: form})


def _program_or_404(request: HttpRequest, key: UUID) -> ZoneProgram:
    try:
        return program_for(signed_in(request), key)
    except ZoneProgram.DoesNotExist:
        raise Http404 from None


def _show(request: HttpRequest, found: ReviewRound, **given: Any) -> HttpResponse:
    person, now = signed_in(request), timezone.now()
    seat = seat_of(person, found, today_of(person, now))
    kind = kind_of(found.stage, found.step, found.number)
    turn = None if found.is_closed else ReviewTier(found.state)
    writes = turn is not None and seat.tier in kind.writers[turn]
    closes = turn == kind.chain[-1] and seat.tier in kind.closers
    last = turn is None or next_state(kind, turn) is None
    version = {"version": found.version}
    due = queries.due_of(found)
    drawn = found.seconds.count()
    progress = queries.progress_of(person, found, now)
    context = {
        "round": found,
        "name": name_of(found),
        "program": found.program,
        "program_state": ProgramState(found.program.state),
        "seat": seat,
        "kind": kind,
        "due": due,
        "is_late": due is not None and due < today_of(person, now),
        "progress": progress,
        "left": sum(one.required - one.done for one in progress if one.tier == turn),
        "turn": turn,
        "steps": _steps(found, seat, acting_tier(kind, seat)),
        "outcome": outcome_of(found),
        "wants_declaration": turn is not None
        and (seat.tier is not None or seat.is_second)
        and not access.has_declared(person, found),
        "declaration": DeclarationForm(),
        "send_form": MoveForm(initial=version) if writes and not last else None,
        "return_form": ReturnForm(initial=version)
        if writes and turn is not None and earlier_state(kind, turn)
        else None,
        "close_form": CloseForm(initial=version, kind=kind) if closes else None,
        "drawn": drawn,
        "second_form": SecondForm(people=candidates(found, now))
        if seat.watches and drawn and turn is not None and not found.second_sent_at
        else None,
        "sees_second": seat.is_second or (drawn and queries.is_opened(found)),
        "reads_sheet": seat.tier is not None or seat.is_second or seat.watches,
        **given,
    }
    refused = any(getattr(each, "errors", None) for each in given.values())
    return render(request, "reviews/round.html", context, status=422 if refused else 200)


def _steps(
    found: ReviewRound, seat: Seat, own: ReviewTier | None
) -> list[tuple[RoundStep, str, str]]:
    """How the round went from hand to hand; reasons for those between whom it went.

    A second evaluator is told nothing that could lead the own values.
    """
    if not (seat.tier or seat.watches or seat.oversees):
        return []
    return [
        (
            step,
            f"{place_name(step.source)} → {place_name(step.target)}",
            step.reason if seat.watches or own in {step.source, step.target} else "",
        )
        for step in found.steps.select_related("taken_by")
    ]
