"""Signing campaigns: how far they are, who is missing, events, sealed papers."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts.access import rights, today_of, units_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.pacts import access, actions, jobs, queries
from bening.pacts.forms import CampaignChangeForm, CampaignForm, EventForm
from bening.pacts.models import SigningCampaign
from bening.pacts.standing import has_signed, newest_text, standings_by_unit
from bening.ui.acting import carried_out
from bening.ui.tables import Column, Table

LISTED = 1000


@login_required
def campaigns(request: HttpRequest) -> HttpResponse:
    """All campaigns that concern me, and the form that opens one more."""
    person = signed_in(request)
    if not rights(person).roles & access.READ_UNIT:
        raise NotAllowed("pacts_by_agency", agency=getattr(person.agency, "name", ""))
    now = timezone.now()
    text = newest_text(person.agency_id) if person.agency_id else None
    may_open = bool(rights(person).roles & access.RUN_UNIT)
    form = None
    if may_open and text is not None and person.agency is not None:
        form = CampaignForm(
            request.POST or None,
            units=queries.units_run(person),
            whole_agency=access.can_run_agency(person, person.agency),
            initial={"opens_on": today_of(person, now)},
        )
        act = partial(actions.open_campaign, agency=person.agency, text=text, by=person, now=now)
        if made := carried_out(form, act):
            messages.success(request, _("Penandatanganan dibuka."))
            return redirect("pacts:campaign", made.pk)
    elif request.method == "POST":
        raise NotAllowed("pacts_by_agency", agency=getattr(person.agency, "name", ""))
    table = Table.read(
        request.GET,
        rows=queries.campaigns_of(person),
        columns=(
            Column("place", _("Untuk"), order=("unit__name",)),
            Column("text", _("Naskah"), order=("text__number",), down_first=True),
            Column("opens", _("Mulai"), order=("opens_on",), down_first=True),
            Column("closes", _("Paling lambat"), order=("closes_on",), down_first=True),
            Column("share", _("Ditandatangani"), align="r"),
        ),
        default="-opens",
        per_page=20,
    )
    context = {
        "table": table,
        "rows": [(one, queries.standing_shown(one, now)) for one in table.rows],
        "newest": text,
        "form": form,
        "may_open": may_open,
        "may_write_text": person.agency is not None
        and access.can_run_agency(person, person.agency),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "pacts/campaigns.html", context, status=status)


@login_required
def campaign(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far one campaign is, by unit, and who is missing."""
    person = signed_in(request)
    found = queries.campaign_of(person, key)
    return _show(request, person, found)


def _show(
    request: HttpRequest,
    person: Person,
    found: SigningCampaign,
    *,
    form: CampaignChangeForm | None = None,
) -> HttpResponse:
    now = timezone.now()
    on = queries.campaign_today(found, now)
    staff = queries.staff_read(person, found, on)
    wanted = request.GET.get("q", "").strip()[:100]
    state = request.GET.get("keadaan", "belum")
    if wanted:
        staff = staff.filter(
            Q(person__name__icontains=wanted) | Q(person__employee_number__startswith=wanted)
        )
    if state in {"belum", "sudah"}:
        signed = has_signed(found.text)
        staff = staff.filter(signed if state == "sudah" else ~signed)
    table = Table.read(
        request.GET,
        rows=staff,
        columns=(
            Column("name", _("Nama"), order=("person__name",)),
            Column("unit", _("Unit kerja"), order=("unit__name", "person__name")),
            Column("since", _("Sejak"), order=("starts_on",), down_first=True),
            Column("state", _("Pakta"), order=("has_signed",)),
        ),
        default="name",
        per_page=50,
        keep=("q", "keadaan"),
    )
    readable = units_of(person)
    context = {
        "campaign": found,
        "standing": queries.standing_shown(found, now),
        "units": standings_by_unit(found, on).filter(pk__in=readable.values("pk"))[:LISTED],
        "table": table,
        "wanted": wanted,
        "state": state,
        "is_over": on > found.closes_on,
        "may_run": access.can_run(person, found),
        "is_replaced": _is_replaced(found),
        "papers": queries.paper_progress(found),
        "events": found.events.select_related("proof", "recorded_by")[:20],
        "form": form
        or CampaignChangeForm(
            initial={"closes_on": found.closes_on, "minimum_percent": found.minimum_percent}
        ),
        "history": timeline(("pact_campaign", found.pk), reader=person.pk),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "pacts/campaign.html", context, status=status)


def _is_replaced(found: SigningCampaign) -> bool:
    newest = newest_text(found.agency_id)
    return newest is None or newest.pk != found.text_id


@login_required
@require_POST
def change(request: HttpRequest, key: UUID) -> HttpResponse:
    """Another last day or minimum."""
    person = signed_in(request)
    found = queries.campaign_of(person, key)
    access.check_can_run(person, found)
    form = CampaignChangeForm(request.POST)
    act = partial(actions.change_campaign, campaign=found, by=person, now=timezone.now())
    if carried_out(form, act):
        messages.success(request, _("Perubahan tersimpan."))
        return redirect("pacts:campaign", found.pk)
    return _show(request, person, found, form=form)


@login_required
def papers(request: HttpRequest, key: UUID) -> HttpResponse:
    """How many sealed papers are made; a post asks for those that are missing."""
    person = signed_in(request)
    found = queries.campaign_of(person, key)
    if request.method == "POST":
        access.check_can_run(person, found)
        jobs.make_papers.enqueue(str(found.pk), str(person.pk))
        messages.success(request, _("Dokumen pakta sedang dibuat; halaman ini dapat ditinggalkan."))
        return redirect("pacts:campaign", found.pk)
    context = {
        "campaign": found,
        "papers": queries.paper_progress(found),
        "may_run": access.can_run(person, found),
    }
    return render(request, "pacts/_papers.html", context)


@login_required
def event(request: HttpRequest, key: UUID) -> HttpResponse:
    """Enters who signed together at an event."""
    person = signed_in(request)
    found = queries.campaign_of(person, key)
    access.check_can_run(person, found)
    now = timezone.now()
    on = queries.campaign_today(found, now)
    missing = queries.staff_read(person, found, on).filter(~has_signed(found.text))
    wanted = request.GET.get("q", "").strip()[:100]
    shown = missing.filter(person__name__icontains=wanted) if wanted else missing
    everybody = [
        (str(posting.person_id), posting.person.name)
        for posting in queries.staff_read(person, found, on)
    ]
    form = EventForm(
        request.POST or None,
        request.FILES or None,
        staff=everybody,
        initial={"held_on": on},
    )
    act = partial(actions.record_event, campaign=found, by=person, now=now)
    if made := carried_out(form, act):
        count = made.signatures.count()
        messages.success(
            request,
            _("%(count)s tanda tangan tercatat; tiap orang diberi tahu.") % {"count": count},
        )
        return redirect("pacts:campaign", found.pk)
    ticked = set(request.POST.getlist("people"))
    context = {
        "campaign": found,
        "form": form,
        "wanted": wanted,
        "rows": [
            (posting, str(posting.person_id) in ticked)
            for posting in shown.order_by("person__name")[:LISTED]
        ],
        "missing": missing.count(),
        "listed": LISTED,
    }
    return render(request, "pacts/event.html", context, status=422 if form.errors else 200)
