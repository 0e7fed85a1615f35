"""Statements before assignments, and advice of the officer."""

from functools import partial
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
from bening.agencies.models import WorkUnit
from bening.conflicts import access, actions, queries
from bening.conflicts.forms import AskStatementForm, GiveStatementForm, TextForm
from bening.conflicts.models import AnswerOfFreedom
from bening.conflicts.views.finding import found
from bening.conflicts.words import FREE
from bening.ui.acting import carried_out
from bening.ui.tables import Column, Table


@login_required
def statements(request: HttpRequest) -> HttpResponse:
    """What was asked of me, by me and for the units I keep; and the form that asks."""
    person, now = signed_in(request), timezone.now()
    today = today_of(person, now)
    kept = [unit.pk for unit in queries.kept_units(person, today)]
    if request.method == "POST" and not kept:
        raise NotAllowed("conflicts_kept_by", unit="")
    units = WorkUnit.objects.filter(pk__in=kept).order_by("path")
    form = AskStatementForm(request.POST or None, units=units)
    if made := carried_out(form, partial(actions.ask_statement, by=person, now=now)):
        messages.success(request, _("Pernyataan diminta."))
        return redirect("conflicts:statement", made.pk)
    table = Table.read(
        request.GET,
        rows=queries.statements_of(person, today),
        columns=(
            Column("subject", _("Perihal"), order=("subject",)),
            Column("occasion", _("Penugasan"), order=("occasion",)),
            Column("person", _("Pegawai"), order=("person__name",)),
            Column("due", _("Paling lambat"), order=("due_on",), down_first=True),
            Column("answer", _("Pernyataan"), order=("answer",)),
        ),
        default="-due",
    )
    context = {"table": table, "form": form if kept else None, "today": today}
    return render(request, "conflicts/statements.html", context, status=422 if form.errors else 200)


@login_required
def statement(request: HttpRequest, key: UUID) -> HttpResponse:
    """One statement; its person gives it."""
    person, now = signed_in(request), timezone.now()
    row = found(lambda: queries.statements_of(person, today_of(person, now)).get(pk=key))
    if request.method == "POST":
        access.check_can_state(person, row)
    form = GiveStatementForm(request.POST or None)
    act = partial(actions.give_statement, statement=row, by=person, now=now)
    if given := carried_out(form, act):
        messages.success(request, _("Pernyataan tersimpan."))
        if given.answer == AnswerOfFreedom.TIED:
            messages.info(request, _("Lanjutkan dengan mendeklarasikan konfliknya."))
            return redirect("conflicts:declare")
        return redirect("conflicts:statement", row.pk)
    waits = row.answer == AnswerOfFreedom.WAITING and row.person_id == person.pk
    context = {
        "statement": row,
        "form": form if waits else None,
        "words": FREE,
        "today": today_of(person, now),
    }
    return render(request, "conflicts/statement.html", context, status=422 if form.errors else 200)


@login_required
def consultations(request: HttpRequest) -> HttpResponse:
    """What I asked, what is asked of me as officer, and the form that asks."""
    person, now = signed_in(request), timezone.now()
    form = TextForm(request.POST or None, label=_("Pertanyaan"))
    if made := carried_out(form, partial(actions.ask_consultation, by=person, now=now)):
        messages.success(request, _("Pertanyaan disampaikan kepada petugas."))
        return redirect("conflicts:consultation", made.pk)
    rows = queries.consultations_of(person, now)
    context = {"rows": rows[:200], "me": person.pk, "form": form}
    return render(
        request, "conflicts/consultations.html", context, status=422 if form.errors else 200
    )


@login_required
def consultation(request: HttpRequest, key: UUID) -> HttpResponse:
    """One consultation; the officer opens it by a post, which is recorded, and answers."""
    person, now = signed_in(request), timezone.now()
    row = found(lambda: queries.consultations_of(person, now).get(pk=key))
    if request.method == "POST":
        access.check_can_advise(person, row.unit, today_of(person, now))
    opens = request.POST.get("step") == "open"
    form = TextForm(None if opens else request.POST or None, label=_("Jawaban"))
    act = partial(actions.answer_consultation, consultation=row, by=person, now=now)
    if carried_out(form, act):
        messages.success(request, _("Jawaban tersimpan."))
        return redirect("conflicts:consultation", row.pk)
    answers = row.answered_at is None and access.is_officer(person, row.unit, today_of(person, now))
    is_open = row.person_id == person.pk or request.method == "POST"
    words = actions.open_consultation(consultation=row, by=person, now=now) if is_open else None
    context = {"consultation": row, "words": words, "form": form if answers and words else None}
    return render(
        request, "conflicts/consultation.html", context, status=422 if form.errors else 200
    )
