"""The campaign calendar, and one campaign with its proof."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.adapters.downloads import Download, ticket_url
from bening.adapters.file_store import file_store
from bening.gratuities import access, actions, queries
from bening.gratuities.forms import CampaignForm, CancelForm, HoldForm
from bening.gratuities.models import CampaignState, GratuityCampaign
from bening.ui.acting import carried_out
from bening.ui.tables import Column, Table


@login_required
def campaigns(request: HttpRequest) -> HttpResponse:
    """The calendar of the campaigns of my units; people of the unit and the UPG add to it."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    units = queries.campaign_units(person, on)
    duties = access.duties_of(person, on)
    may = [unit.pk for unit in units if access.may_campaign(person, unit, on, duties)]
    form = CampaignForm(
        request.POST or None, units=queries.reporting_units(person).filter(pk__in=may)
    )
    if request.method == "POST":
        if not may:
            raise NotAllowed("gratuity_campaign_by")
        if made := carried_out(form, partial(actions.plan_campaign, by=person, now=now)):
            messages.success(request, _("Kampanye terjadwal."))
            return redirect("gratuities:campaign", made.pk)
    table = Table.read(
        request.GET,
        rows=queries.campaigns_of(person, on),
        columns=(
            Column("title", _("Kegiatan"), order=("title",)),
            Column("unit", _("Unit kerja"), order=("unit__name",)),
            Column("medium", _("Media"), order=("medium",)),
            Column("on", _("Jadwal"), order=("planned_on",), down_first=True),
            Column("state", _("Keadaan"), order=("state",)),
        ),
        default="-on",
    )
    context = {"table": table, "form": form if may else None, "today": on}
    return render(request, "gratuities/campaigns.html", context, status=422 if form.errors else 200)


def _found(person: Person, key: UUID) -> GratuityCampaign:
    try:
        return queries.campaign_for(person, key, today_of(person))
    except GratuityCampaign.DoesNotExist:
        raise Http404 from None


@login_required
def campaign(request: HttpRequest, key: UUID) -> HttpResponse:
    """One campaign: what was planned, what proves it."""
    person, now = signed_in(request), timezone.now()
    found = _found(person, key)
    on = today_of(person, now)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    if request.method == "POST":
        access.check_can_campaign(person, found.unit, on)
    is_hold = step == "hold"
    holding = HoldForm(
        request.POST if is_hold else None,
        request.FILES if is_hold else None,
        initial={"held_on": found.planned_on},
        auto_id="laksana-%s",
    )
    cancelling = CancelForm(request.POST if step == "cancel" else None, auto_id="batal-%s")
    if carried_out(holding, partial(actions.hold_campaign, campaign=found, by=person, now=now)):
        messages.success(request, _("Kampanye tercatat terlaksana."))
        return redirect("gratuities:campaign", found.pk)
    act = partial(actions.cancel_campaign, campaign=found, by=person, now=now)
    if carried_out(cancelling, act):
        messages.success(request, _("Kampanye dibatalkan."))
        return redirect("gratuities:campaign", found.pk)
    is_open = found.state == CampaignState.PLANNED and access.may_campaign(
        person, found.unit, on, access.duties_of(person, on)
    )
    context = {
        "campaign": found,
        "holding": holding if is_open else None,
        "cancelling": cancelling if is_open else None,
        "today": on,
    }
    status = 422 if holding.errors or cancelling.errors else 200
    return render(request, "gratuities/campaign.html", context, status=status)


@login_required
def proof(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The file that proves a campaign."""
    person = signed_in(request)
    found = _found(person, key)
    if found.proof is None:
        raise Http404
    path = file_store().path(found.proof.sha256)
    return redirect(ticket_url(request, Download(path=path, name=found.proof_name)))
