"""Invitations: a list read and drawn from, one batch, cards to print."""

from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from bening.accounts.access import today_of
from bening.accounts.imports.table import MOST_BYTES, FileRefused, csv_of
from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.domain.days import day_in
from bening.domain.surveys.tokens import read_token, spend_hash
from bening.surveys import access, queries
from bening.surveys.actions import invitations as actions
from bening.surveys.cards import cards_pdf
from bening.surveys.forms import CardsForm, ListForm
from bening.surveys.invitation_files import (
    HEADINGS,
    ColumnsUnknown,
    Listed,
    ListRefused,
    read_list,
)
from bening.surveys.models import BatchState, Drawing, InvitationBatch, PeriodState, SurveyPeriod
from bening.ui.acting import act_and_say, carried_out
from bening.ui.refusals import sentence

SHOWN_FAULTS = 100
EXAMPLES = (("warga@contoh.example", "ktp-el", "2026-04-20"),)


@login_required
@never_cache
def invite(request: HttpRequest, key: UUID) -> HttpResponse:
    """Takes a list, checks it line by line, and draws; the file itself is kept nowhere."""
    person, now = signed_in(request), timezone.now()
    found = queries.period_for(person, key)
    access.check_can_run(person, found.unit, on=today_of(person, now))
    headings: tuple[str, ...] = ()
    if request.method == "POST" and request.POST.get("headings"):
        headings = tuple(request.POST["headings"].splitlines())[:50]
    form = ListForm(
        request.POST or None,
        request.FILES or None,
        headings=headings,
        initial={"size": found.wanted},
    )
    faults: list[tuple[int, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            listed = _listed(form, found)
        except ColumnsUnknown as refusal:
            headings = refusal.headings
            form = ListForm(headings=headings, initial=form.cleaned_data)
            messages.error(request, sentence(refusal))
        except ListRefused as refusal:
            faults = [(one.line, sentence(one)) for one in refusal.faults]
            form.refuse(refusal)
        except FileRefused as refusal:
            form.add_error("file", sentence(refusal))
        else:
            made = _prepared(form, found, listed, person)
            if made is not None:
                messages.success(
                    request, _("Daftar terbaca. Periksa jumlahnya, lalu kirim undangan.")
                )
                return redirect("surveys:batch", made.pk)
    context = {
        "period": found,
        "form": form,
        "headings": headings,
        "faults": faults[:SHOWN_FAULTS],
        "fault_count": len(faults),
        "columns": HEADINGS.values(),
        "days": settings.SURVEY_CONTACT_DAYS,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "surveys/staff_invite.html", context, status=status)


def _listed(form: ListForm, period: SurveyPeriod) -> Listed:
    content = form.cleaned_data["file"].read(MOST_BYTES + 1)
    today = day_in(period.unit.zone, timezone.now())
    return read_list(content, period, mapping=form.mapping, today=today)


def _prepared(
    form: ListForm, period: SurveyPeriod, listed: Listed, by: Person
) -> InvitationBatch | None:
    def act(**_typed: Any) -> InvitationBatch:
        return actions.prepare(
            period=period,
            entries=listed.entries,
            drawing=Drawing(form.cleaned_data["drawing"]),
            size=form.cleaned_data["size"],
            by=by,
            now=timezone.now(),
        )

    return carried_out(form, act)


@login_required
def batch(request: HttpRequest, key: UUID) -> HttpResponse:
    """One sending: how many of how many, by which seed, and what can still be done."""
    person, now = signed_in(request), timezone.now()
    found = queries.batch_for(person, key)
    if request.method == "POST":
        return _acted(request, found, person)
    on = today_of(person, now)
    runs = access.allows(partial(access.check_can_run, person, found.period.unit, on=on))
    is_mail = found.means == "mail"
    is_open = found.period.state == PeriodState.OPEN
    waiting = found.contacts.filter(is_invited=False).count() if is_mail else 0
    kept = found.contacts.count() if is_mail else 0
    is_sent = found.state == BatchState.SENT
    context = {
        "batch": found,
        "period": found.period,
        "finished": queries.finished_in(found),
        "waiting": waiting,
        "kept": kept,
        "first_deleted": found.contacts.order_by("delete_on").values_list("delete_on").first(),
        "is_mail": is_mail,
        "is_open": is_open,
        "is_sending": is_mail and found.sent_on is not None and found.state == BatchState.WAITING,
        "mail_is_set": settings.MAIL_IS_SET,
        "may_send": runs and is_mail and not is_sent,
        "may_discard": runs and is_mail and found.sent_on is None,
        "may_remind": runs and is_mail and is_sent and found.reminded_on is None and bool(kept),
    }
    return render(request, "surveys/staff_batch.html", context)


def _acted(request: HttpRequest, found: InvitationBatch, person: Person) -> HttpResponse:
    now, act = timezone.now(), request.POST.get("act", "")
    deeds: dict[str, tuple[Any, str]] = {
        "send": (actions.send_batch, _("Undangan sedang dikirim; halaman ini dapat ditinggalkan.")),
        "remind": (actions.remind, _("Pengingat sedang dikirim kepada semua yang diundang.")),
        "discard": (actions.discard, _("Daftar dibuang; alamat di dalamnya sudah dihapus.")),
    }
    if act not in deeds:
        raise Http404
    do, done = deeds[act]
    carried = act_and_say(request, partial(do, batch=found, by=person, now=now), done)
    if act == "discard" and carried:
        return redirect("surveys:period", found.period_id)
    return redirect("surveys:batch", found.pk)


@login_required
@never_cache
def cards(request: HttpRequest, key: UUID) -> HttpResponse:
    """Codes on paper: the answer to the post is the only place where they stand."""
    person, now = signed_in(request), timezone.now()
    found = queries.period_for(person, key)
    access.check_can_run(person, found.unit, on=today_of(person, now))
    form = CardsForm(request.POST or None)
    act = partial(actions.make_cards, period=found, by=person, now=now)
    if made := carried_out(form, act):
        return _printed(made, found, person)
    context = {"period": found, "form": form, "most": actions.MOST_CARDS}
    status = 422 if request.method == "POST" else 200
    return render(request, "surveys/staff_cards.html", context, status=status)


def _printed(made: actions.Cards, period: SurveyPeriod, by: Person) -> HttpResponse:
    now = timezone.now()
    try:
        content = cards_pdf(period, made.tokens, means=made.batch.means, now=now)
    except Exception:
        hashes = [spend_hash(read_token(token)) for token in made.tokens]
        actions.take_back(made, hashes=hashes, by=by, now=now)
        raise
    name = f"kartu-survei-{period.slug}.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@login_required
def template(request: HttpRequest, key: UUID) -> HttpResponse:
    """An example list with the headings, and a line for each service of the unit."""
    person = signed_in(request)
    found = queries.period_for(person, key)
    codes = queries.service_codes(found)
    today = day_in(found.unit.zone, timezone.now()).isoformat()
    lines = [("warga@contoh.example", code, today) for code in codes] or EXAMPLES
    return HttpResponse(
        csv_of(HEADINGS.values(), lines),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="templat-undangan.csv"'},
    )
