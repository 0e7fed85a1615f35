"""Questions to the TPN and their answers."""

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
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.mentoring import access, actions, queries
from bening.mentoring.forms import SentForm, TpnAnswerForm, TpnQuestionForm
from bening.mentoring.models import Consultation, TpnState
from bening.mentoring.views.deeds import Deed, asked_for, carry_out, forms_of, status_of
from bening.ui.acting import carried_out
from bening.ui.tables import Column, Table


@login_required
def questions(request: HttpRequest) -> HttpResponse:
    """Questions to the TPN that I read, found by their words."""
    person = signed_in(request)
    text = request.GET.get("q", "").strip()[:100]
    table = Table.read(
        request.GET,
        rows=queries.tpn_questions_of(person, text),
        columns=(
            Column("topic", _("Pokok"), order=("topic",)),
            Column("unit", _("Unit kerja"), order=("unit__name",)),
            Column("sent", _("Dikirim"), order=("sent_on",), down_first=True),
            Column("answered", _("Dijawab"), order=("answered_on",), down_first=True),
            Column("state", _("Keadaan"), order=("state",)),
        ),
        default="-sent",
        keep=("q",),
    )
    context = {"table": table, "q": text, "may_write": queries.is_mentor(person)}
    return render(request, "mentoring/tpn_questions.html", context)


@login_required
def write(request: HttpRequest) -> HttpResponse:
    """A new question to the TPN, perhaps born of a consultation."""
    person = signed_in(request)
    agency = person.agency
    if agency is None or not queries.is_mentor(person):
        raise NotAllowed("asks_tpn_as_tpi_or_inspector", agency=getattr(agency, "name", ""))
    born_of = _born_of(request)
    initial = (
        {"unit": born_of.unit_id, "topic": born_of.topic, "question": born_of.question}
        if born_of
        else {}
    )
    form = TpnQuestionForm(
        request.POST or None, units=queries.mentored_units(person), initial=initial
    )
    act = partial(
        actions.ask_tpn, agency=agency, consultation=born_of, by=person, now=timezone.now()
    )
    if made := carried_out(form, act):
        messages.success(request, _("Pertanyaan tersimpan. Catat pengirimannya di sini."))
        return redirect("mentoring:tpn_question", made.pk)
    context = {"form": form, "born_of": born_of}
    return render(
        request, "mentoring/write_tpn_question.html", context, status=422 if form.errors else 200
    )


def _born_of(request: HttpRequest) -> Consultation | None:
    try:
        key = UUID(request.GET.get("konsultasi", ""))
    except ValueError:
        return None
    return queries.consultation_for(signed_in(request), key)


@login_required
def question(request: HttpRequest, key: UUID) -> HttpResponse:
    """One question to the TPN: sent when and how, answered what."""
    person, now = signed_in(request), timezone.now()
    found = queries.tpn_question_for(person, key)
    given: dict[str, Any] = {"question": found, "by": person, "now": now}
    today = today_of(person, now)
    deeds = {
        "send": Deed(
            SentForm(asked_for(request, "send"), prefix="send", initial={"sent_on": today}),
            partial(actions.send_to_tpn, **given),
            _("Pengiriman tercatat."),
        ),
        "answer": Deed(
            TpnAnswerForm(
                asked_for(request, "answer"),
                prefix="answer",
                papers=queries.papers_of(person, found.agency_id),
                initial={"answered_on": today},
            ),
            partial(actions.record_tpn_answer, **given),
            _("Jawaban TPN tercatat."),
        ),
    }
    if carry_out(request, deeds) is not None:
        return redirect("mentoring:tpn_question", found.pk)
    found = queries.tpn_question_for(person, key)
    may = access.allows(
        partial(access.check_can_ask_tpn, person, found.agency, found.unit, on=today)
    )
    context = {
        "question": found,
        "forms": forms_of(deeds),
        "may_send": may and found.state == TpnState.DRAFT,
        "may_answer": may and found.state == TpnState.SENT,
        "history": timeline(("tpn_question", found.pk), limit=100, reader=person.pk),
    }
    return render(request, "mentoring/tpn_question.html", context, status=status_of(request))
