"""The desk: questions of units, their answers, and what the agency shares of them."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.mentoring import access, actions, queries
from bening.mentoring.forms import AnswerForm, AskForm, NothingForm, QuestionForm, ShareForm
from bening.mentoring.models import Consultation, ConsultationState
from bening.mentoring.views.deeds import Deed, asked_for, carry_out, forms_of, status_of
from bening.ui.acting import carried_out
from bening.ui.tables import Column, Table


@login_required
def consultations(request: HttpRequest) -> HttpResponse:
    """Questions of the units that I read, found by their words."""
    person = signed_in(request)
    text = request.GET.get("q", "").strip()[:100]
    state = request.GET.get("keadaan", "")
    rows = queries.consultations_of(person, text)
    if state in ConsultationState.values:
        rows = rows.filter(state=state)
    table = Table.read(
        request.GET,
        rows=rows,
        columns=(
            Column("topic", _("Pokok"), order=("topic",)),
            Column("unit", _("Unit kerja"), order=("unit__name",)),
            Column("asked", _("Ditanyakan"), order=("asked_at",), down_first=True),
            Column("state", _("Keadaan"), order=("state",)),
        ),
        default="-asked",
        keep=("q", "keadaan"),
    )
    context = {
        "table": table,
        "q": text,
        "state": state,
        "states": ConsultationState.choices,
        "may_ask": queries.asking_units(person).exists(),
    }
    return render(request, "mentoring/consultations.html", context)


@login_required
def shared(request: HttpRequest) -> HttpResponse:
    """What the agency shares: questions and answers without names."""
    person = signed_in(request)
    text = request.GET.get("q", "").strip()[:100]
    table = Table.read(
        request.GET,
        rows=queries.shared_with(person, text),
        columns=(Column("at", _("Dibagikan"), order=("shared_at",), down_first=True),),
        default="-at",
        per_page=20,
        keep=("q",),
    )
    return render(request, "mentoring/shared.html", {"table": table, "q": text})


@login_required
def ask(request: HttpRequest) -> HttpResponse:
    """A new question of my unit."""
    person = signed_in(request)
    units = queries.asking_units(person)
    first = units.first()
    if first is None:
        raise NotAllowed("asks_for_own_unit", unit=_("unit"))
    chosen = getattr(request, "unit", None)
    form = AskForm(
        request.POST or None,
        units=units,
        initial={
            "unit": chosen.pk if chosen else first.pk,
            "official_code": request.GET.get("kode", "")[:24],
        },
    )
    if made := carried_out(form, partial(actions.ask, by=person, now=timezone.now())):
        messages.success(request, _("Pertanyaan terkirim kepada TPI."))
        return redirect("mentoring:consultation", made.pk)
    status = 422 if form.errors else 200
    return render(request, "mentoring/ask.html", {"form": form}, status=status)


@login_required
def consultation(request: HttpRequest, key: UUID) -> HttpResponse:
    """One question, its answer, and what can be done by me."""
    person, now = signed_in(request), timezone.now()
    found = queries.consultation_for(person, key)
    deeds = _deeds(request, found, person, now)
    if carry_out(request, deeds) is not None:
        return redirect("mentoring:consultation", found.pk)
    found = queries.consultation_for(person, key)
    on = today_of(person, now)
    is_open = found.state == ConsultationState.OPEN
    mentors = access.allows(partial(access.check_can_mentor, person, found.unit, on=on))
    context = {
        "consultation": found,
        "forms": forms_of(deeds),
        "may_edit": is_open and found.asked_by_id == person.pk,
        "may_answer": is_open and mentors,
        "may_share": not is_open and mentors,
        "passed_on": found.tpn_questions.all() if mentors else (),
        "history": timeline(("consultation", found.pk), limit=100, reader=person.pk),
    }
    return render(request, "mentoring/consultation.html", context, status=status_of(request))


def _deeds(
    request: HttpRequest, found: Consultation, person: Person, now: datetime
) -> dict[str, Deed]:
    given: dict[str, Any] = {"consultation": found, "by": person, "now": now}
    return {
        "edit": Deed(
            QuestionForm(
                asked_for(request, "edit"),
                prefix="edit",
                initial={"topic": found.topic, "question": found.question},
            ),
            partial(actions.edit_question, **given),
            _("Pertanyaan tersimpan."),
        ),
        "answer": Deed(
            AnswerForm(asked_for(request, "answer"), prefix="answer"),
            partial(actions.answer, **given),
            _("Jawaban terkirim."),
        ),
        "share": Deed(
            ShareForm(
                asked_for(request, "share"),
                prefix="share",
                initial={
                    "question": found.shared_question or found.question,
                    "answer": found.shared_answer or found.answer,
                },
            ),
            partial(actions.share, **given),
            _("Jawaban dibagikan kepada instansi."),
        ),
        "unshare": Deed(
            NothingForm(asked_for(request, "unshare"), prefix="unshare"),
            partial(actions.unshare, **given),
            _("Jawaban tidak dibagikan lagi."),
        ),
    }
