"""Public checkpoints, and the administrator's list of who receives them."""

import uuid
from datetime import date
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bening.audit import access, actions, delivery, own_acts, queries, signing
from bening.audit.forms import RecipientForm
from bening.ui.acting import carried_out
from bening.ui.tables import Column, Table

DAYS_PER_PAGE = 31


@require_GET
def checkpoints(request: HttpRequest) -> HttpResponse:
    """All published checkpoints: for everyone."""
    table = Table.read(
        request.GET,
        rows=queries.checkpoints(),
        columns=(Column("day", _("Hari"), order=("number",), down_first=True),),
        default="-day",
        per_page=DAYS_PER_PAGE,
    )
    keys = signing.trusted_keys()
    return render(
        request, "audit/checkpoints.html", {"table": table, "key": keys[0].hex() if keys else ""}
    )


@require_GET
def checkpoint(request: HttpRequest, day: date) -> HttpResponse:
    """The signed text of a day, as a file: for everyone."""
    found = queries.checkpoint_on(day)
    if found is None:
        raise Http404
    return _file(found.text, "application/json", delivery.file_name(found))


@require_GET
def public_key(request: HttpRequest) -> HttpResponse:
    """The key by which everyone can check the signatures: for everyone."""
    keys = signing.trusted_keys()
    if not keys:
        raise Http404
    return _file(signing.pem(keys[0]), "application/x-pem-file", "bening-kunci.pem")


def _file(text: str, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=f"{kind}; charset=utf-8", headers=headers)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def recipients(request: HttpRequest) -> HttpResponse:
    """The addresses of the person's agency, what was sent to them, a form for one more."""
    agency = access.administered_agency(request.user)
    form = RecipientForm(request.POST or None)
    act = partial(actions.add_recipient, agency=agency, by=request.user, now=timezone.now())
    if added := carried_out(form, act):
        messages.success(request, _("%(email)s menerima titik periksa.") % {"email": added.email})
        return redirect("audit:recipients")
    return render(
        request,
        "audit/recipients.html",
        {
            "form": form,
            "recipients": queries.recipients_of(agency),
            "deliveries": queries.deliveries_of(agency),
            "newest": queries.checkpoints().first(),
            "mail_is_set": delivery.mail_is_set(),
            "history": queries.timeline(
                own_acts.recipients_of(agency), reader=request.user.pk, limit=10
            ),
        },
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def remove_recipient(request: HttpRequest, recipient: uuid.UUID) -> HttpResponse:
    """Take an address off the list of the person's agency."""
    agency = access.administered_agency(request.user)
    try:
        removed = actions.remove_recipient(
            agency=agency, recipient=recipient, by=request.user, now=timezone.now()
        )
    except actions.NoSuchRecipient as refusal:
        raise Http404 from refusal
    messages.success(
        request, _("%(email)s tidak lagi menerima titik periksa.") % {"email": removed}
    )
    return redirect("audit:recipients")
