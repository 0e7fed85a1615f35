"""Replications and rewards: what titles bring to other units, and to their own."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import rights, today_of, units_of
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.aftercare import access, actions, queries
from bening.aftercare.forms import PolicyForm, ProgressForm, ReplicationForm
from bening.aftercare.models import Replication, ReplicationStatus
from bening.audit.queries import timeline
from bening.programs.models import Award
from bening.ui.acting import carried_out
from bening.ui.tables import Column, Table


@login_required
def replications(request: HttpRequest) -> HttpResponse:
    """What units take over from units with a title, and the form that plans one more."""
    person = signed_in(request)
    may_plan = rights(person).has(*access.ADAPTERS)
    sources = (
        Award.objects.filter(Q(agency_id=person.agency_id), revoked_on__isnull=True)
        .select_related("unit")
        .order_by("unit__name")
    )
    units = units_of(person).filter(closed_at__isnull=True)
    form = ReplicationForm(request.POST or None, awards=sources, units=units)
    if request.method == "POST" and not may_plan:
        roles = ", ".join(str(role.label) for role in access.ADAPTERS)
        raise NotAllowed("replicated_by", roles=roles)
    act = partial(actions.plan_replication, by=person, now=timezone.now())
    if made := carried_out(form, act):
        messages.success(request, _("Rencana replikasi tercatat."))
        return redirect("aftercare:replication", made.pk)
    rows = queries.replications_of(person)
    status = request.GET.get("keadaan", "")
    if status in ReplicationStatus.values:
        rows = rows.filter(status=status)
    table = Table.read(
        request.GET,
        rows=rows,
        columns=(
            Column("practice", _("Inovasi atau praktik"), order=("practice",)),
            Column("from", _("Unit asal"), order=("award__unit__name",)),
            Column("to", _("Unit yang mereplikasi"), order=("unit__name",)),
            Column("status", _("Keadaan"), order=("status",)),
            Column("due", _("Target berjalan"), order=("due_on",)),
        ),
        default="practice",
        keep=("keadaan",),
    )
    context = {
        "table": table,
        "form": form if may_plan else None,
        "status": status,
        "statuses": ReplicationStatus.choices,
        "today": today_of(person),
    }
    return render(
        request, "aftercare/replications.html", context, status=422 if form.errors else 200
    )


@login_required
def replication(request: HttpRequest, key: UUID) -> HttpResponse:
    """One replication: how far it is."""
    person, now = signed_in(request), timezone.now()
    try:
        found = queries.replication_for(person, key)
    except Replication.DoesNotExist:
        raise Http404 from None
    on = today_of(person, now)
    form = ProgressForm(
        request.POST or None,
        initial={
            name: getattr(found, name)
            for name in ("status", "adaptation", "proof_note", "proof_url", "reason")
        },
    )
    if request.method == "POST":
        access.check_can_adapt(person, found.unit, on)
    act = partial(actions.change_replication, replication=found, by=person, now=now)
    if carried_out(form, act):
        messages.success(request, _("Replikasi tersimpan."))
        return redirect("aftercare:replication", found.pk)
    context = {
        "replication": found,
        "form": form if access.may(person, found.unit, access.ADAPTERS, on) else None,
        "today": on,
        "timeline": timeline(("replication", found.pk), reader=person.pk),
    }
    return render(
        request, "aftercare/replication.html", context, status=422 if form.errors else 200
    )


@login_required
def rewards(request: HttpRequest) -> HttpResponse:
    """What the agency promises for titles, and what it has given."""
    person = signed_in(request)
    may_set = rights(person).has(*access.REWARDERS) and person.agency is not None
    form = PolicyForm(request.POST or None)
    if request.method == "POST" and not may_set:
        raise NotAllowed(
            "rewarded_by", roles=", ".join(str(role.label) for role in access.REWARDERS)
        )
    if person.agency is not None:
        act = partial(actions.set_policy, agency=person.agency, by=person, now=timezone.now())
        if carried_out(form, act):
            messages.success(request, _("Kebijakan penghargaan tersimpan."))
            return redirect("aftercare:rewards")
    table = Table.read(
        request.GET,
        rows=queries.rewards_of(person),
        columns=(
            Column("unit", _("Unit kerja"), order=("award__unit__name",)),
            Column("occasion", _("Untuk"), order=("policy__occasion",)),
            Column("gift", _("Yang diberikan")),
            Column("on", _("Tanggal"), order=("given_on",), down_first=True),
            Column("number", _("Dokumen")),
        ),
        default="-on",
    )
    context = {
        "table": table,
        "policies": queries.policies_of(person)[:60],
        "form": form if may_set else None,
        "today": today_of(person),
    }
    return render(request, "aftercare/rewards.html", context, status=422 if form.errors else 200)
