"""One's own pacts: what to sign, what was signed, what was listed under one's name."""

from datetime import datetime
from functools import partial
from urllib.parse import urlencode
from uuid import UUID

from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.adapters.downloads import Download, ticket_url
from bening.adapters.file_store import file_store
from bening.adapters.file_types import safe_name
from bening.pacts import access, actions, queries
from bening.pacts.forms import SignForm
from bening.pacts.identity import RECENT, Identification, identification_of
from bening.pacts.places_of import duties_of, duty_in
from bening.pacts.wording import numbered, paragraphs_of
from bening.ui.acting import act_and_say, carried_out


@login_required
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """What I sign and what I signed; the campaigns and programs I look after."""
    person = signed_in(request)
    now = timezone.now()
    today = today_of(person, now)
    duties = duties_of(person, now)
    return render(
        request,
        "pacts/mine.html",
        {
            "to_sign": [(duty, duty.is_late(today)) for duty in duties if duty.signature is None],
            "signatures": queries.signatures_of(person)[:100],
            "campaigns": queries.campaigns_of(person)[:5],
            "declarable": queries.declarable(person)[:20],
            "may_write_text": person.agency is not None
            and access.can_run_agency(person, person.agency),
        },
    )


@login_required
@never_cache
def sign(request: HttpRequest, key: UUID) -> HttpResponse:
    """The text to read, and one button below it."""
    person = signed_in(request)
    campaign = queries.campaign_to_sign(person, key)
    now = timezone.now()
    identified = identification_of(request)
    form = SignForm(request.POST or None)
    act = partial(
        actions.sign_pact,
        campaign=campaign,
        person=person,
        identified=identified,
        by=person,
        now=now,
    )
    if carried_out(form, act):
        messages.success(request, _("Pakta integritas sudah Anda tandatangani."))
        return redirect("pacts:mine")
    duty = duty_in(person, campaign, now)
    if duty is None and request.method != "POST" and campaign.unit_id is not None:
        raise Http404
    context = {
        "campaign": campaign,
        "text": campaign.text,
        "blocks": [(lines, numbered(lines)) for lines in paragraphs_of(campaign.text.body)],
        "sha256": campaign.text.sha256,
        "duty": duty,
        "form": form,
        "is_recent": identified is not None and identified.is_recent(now),
        "minutes": int(RECENT.total_seconds() // 60),
        "confirm": _confirm_address(request, person, identified, now),
    }
    return render(request, "pacts/sign.html", context, status=422 if form.errors else 200)


def _confirm_address(
    request: HttpRequest, person: Person, identified: Identification | None, now: datetime
) -> str:
    """Where the person confirms the sign-in; empty where signing out and in is the only way."""
    if identified is not None and identified.is_recent(now):
        return ""
    flows = [flow["id"] for flow in get_reauthentication_flows(person)]
    if not flows:
        return ""
    name = "account_reauthenticate" if "reauthenticate" in flows else "mfa_reauthenticate"
    return f"{reverse(name)}?{urlencode({'next': request.path})}"


@login_required
@require_safe
@never_cache
def download(request: HttpRequest, key: UUID) -> HttpResponse:
    """My sealed pact."""
    signature = queries.signature_of(signed_in(request), key)
    paper = getattr(signature, "paper", None)
    if paper is None or paper.document is None:
        raise Http404
    file = paper.document.file
    return redirect(
        ticket_url(
            request,
            Download(
                path=file_store().path(file.sha256),
                name=safe_name(f"{paper.document.title}.pdf"),
                content_type=file.media_type,
                etag=file.sha256,
            ),
        )
    )


@login_required
@require_POST
def dispute(request: HttpRequest, key: UUID) -> HttpResponse:
    """Says that a listed signature is not mine."""
    person = signed_in(request)
    act_and_say(
        request,
        partial(
            actions.dispute_signature,
            signature=queries.signature_of(person, key),
            reason=request.POST.get("reason", ""),
            by=person,
            now=timezone.now(),
        ),
        _("Sanggahan tercatat. Tanda tangan itu tidak lagi dihitung."),
    )
    return redirect("pacts:mine")
