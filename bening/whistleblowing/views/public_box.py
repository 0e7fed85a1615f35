"""The reply box: opened by sixteen digits in the body of a post, never by an address."""

import json
from collections.abc import Sequence
from datetime import timedelta
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from bening.domain.refusals import Refused
from bening.domain.whistleblowing import read_receipt
from bening.ui.refusals import sentence
from bening.whistleblowing import box as boxes
from bening.whistleblowing import kinds, once
from bening.whistleblowing.box import BoxRefused, OpenBox
from bening.whistleblowing.cleaning import ACCEPT
from bening.whistleblowing.filing import ReportRefused
from bening.whistleblowing.limits import TooMany, guessing
from bening.whistleblowing.models import ReportSite, ReportState
from bening.whistleblowing.once import FormSpent
from bening.whistleblowing.public_forms import ConsentForm, MessageForm, ReceiptForm
from bening.whistleblowing.views.public_common import (
    Fault,
    address,
    drawn,
    faults_of,
    files_of,
    site_for,
    site_values,
)


def box(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks for the receipt, and shows the box it opens."""
    site = site_for(slug)
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                receipt = read_receipt(form.cleaned_data["receipt"])
                found = boxes.open_with_receipt(site, receipt, now=timezone.now())
            except TooMany as refusal:
                status = HTTPStatus.TOO_MANY_REQUESTS
                form.refuse(refusal)
            except Refused as refusal:
                form.add_error("receipt", sentence(refusal))
            else:
                return _shown(site, found, _new_message(site, found))
    return _closed_box(site, form, status)


def send(request: HttpRequest, slug: str) -> HttpResponse:
    """Takes a message and shows the box with it; one that is refused keeps its text."""
    site = site_for(slug)
    if request.method != "POST":
        return HttpResponseRedirect(address("box", slug))
    form = MessageForm(request.POST)
    was_sent, status = False, HTTPStatus.UNPROCESSABLE_ENTITY
    now = timezone.now()
    if form.is_valid():
        given = form.cleaned_data
        try:
            boxes.send_message(
                site=site,
                ticket=given["ticket"],
                text=given["text"],
                files=files_of(request),
                form=once.read_pass(site.slug, given["form"], work="", now=now, wait=timedelta(0)),
                now=now,
            )
            was_sent = True
        except FormSpent:
            was_sent = True  # sent twice by a double tap: it is there once
        except BoxRefused as refusal:
            if refusal.code == "box_lapsed":
                return _closed_box(site, ReceiptForm(), HTTPStatus.FORBIDDEN, lapsed=True)
            form.refuse(refusal)
        except Refused as refusal:
            form.refuse(refusal)
    try:
        found = boxes.open_with_ticket(site, str(form.data.get("ticket", "")), now=now)
    except BoxRefused:
        return _closed_box(site, ReceiptForm(), HTTPStatus.FORBIDDEN, lapsed=True)
    shown = _new_message(site, found) if was_sent else form
    return _shown(
        site, found, shown, status=HTTPStatus.OK if was_sent else status, was_sent=was_sent
    )


def consent(request: HttpRequest, slug: str) -> HttpResponse:
    """The answer to whether words may go on to another channel; shows the box with it."""
    site = site_for(slug)
    if request.method != "POST":
        return HttpResponseRedirect(address("box", slug))
    now, ticket = timezone.now(), request.POST.get("ticket", "")
    answer = ConsentForm(request.POST)
    try:
        if answer.is_valid():
            boxes.answer_passing(
                site=site,
                ticket=ticket,
                passing=answer.cleaned_data["passing"],
                agrees=answer.cleaned_data["answer"] == "yes",
                now=now,
            )
        found = boxes.open_with_ticket(site, ticket, now=now)
    except BoxRefused as refusal:
        if refusal.code == "pass_unknown":
            raise Http404 from None
        return _closed_box(site, ReceiptForm(), HTTPStatus.FORBIDDEN, lapsed=True)
    except ReportRefused as refusal:
        answer.add_error(None, sentence(refusal))
        found = boxes.open_with_ticket(site, ticket, now=now)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if answer.errors else HTTPStatus.OK
    faults = tuple(faults_of(answer))
    return _shown(site, found, _new_message(site, found), status=status, faults=faults)


def proof(request: HttpRequest, slug: str) -> HttpResponse:
    """The proof of filing as a file, to whoever has the box open."""
    site = site_for(slug)
    if request.method != "POST":
        return HttpResponseRedirect(address("box", slug))
    try:
        found = boxes.open_with_ticket(site, request.POST.get("ticket", ""), now=timezone.now())
    except BoxRefused:
        return _closed_box(site, ReceiptForm(), HTTPStatus.FORBIDDEN, lapsed=True)
    page = HttpResponse(found.proof or json.dumps({}), content_type="application/json")
    page.headers["Content-Disposition"] = 'attachment; filename="bukti.json"'
    return page


def _closed_box(
    site: ReportSite, form: ReceiptForm, status: int, *, lapsed: bool = False
) -> HttpResponse:
    values = {**site_values(site), "form": form, "lapsed": lapsed, "guessing": guessing()}
    return drawn("box", values, here=("box", site.slug), status=status)


def _new_message(site: ReportSite, found: OpenBox) -> MessageForm:
    """An empty message for the open box."""
    return MessageForm(initial={"ticket": found.ticket})


def _shown(
    site: ReportSite,
    found: OpenBox,
    form: MessageForm,
    *,
    status: int = HTTPStatus.OK,
    was_sent: bool = False,
    faults: Sequence[Fault] = (),
) -> HttpResponse:
    now = timezone.now()
    report = found.report
    values = {
        **site_values(site),
        "box": found,
        "form": form,
        "faults": [*faults, *faults_of(form)],
        "state": ReportState(report.state).label,
        "kind": kinds.label(report.kind, report.language),
        "pass": once.new_pass(site.slug, now=now),
        "accept": ACCEPT,
        "was_sent": was_sent,
        "draft": found.draft,
    }
    return drawn("reply", values, status=status)
