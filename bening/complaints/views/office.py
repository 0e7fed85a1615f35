"""The desk's own affairs: entry for others, officers, lists of SP4N-LAPOR!, years without one."""

import secrets
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts.access import can_manage_people_of, rights, today_of, units_of
from bening.accounts.duties import in_force
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.agencies.models import WorkUnit
from bening.complaints import access
from bening.complaints.actions import filing, lapor, people, years
from bening.complaints.forms import DutyForm, EntryForm, ImportForm, NoneForm
from bening.complaints.models import ComplaintOfficer, LaporImport, LaporRecord, NoComplaints
from bening.complaints.views.desk import desk_for
from bening.ui.acting import act_and_say, carried_out

SHOWN = 200


def _entry_units(desk: access.Desk) -> QuerySet[WorkUnit]:
    found: QuerySet[WorkUnit] = WorkUnit.objects.filter(
        Q(agency_id__in=desk.coordinates) | Q(pk__in=desk.liaises | desk.handles),
        closed_at__isnull=True,
    )
    return found.order_by("path")


@login_required
def entry(request: HttpRequest) -> HttpResponse:
    """Writes down what somebody brought; the next page shows the code for the reporter, once."""
    person = signed_in(request)
    desk = desk_for(person)
    if not desk.is_officer:
        raise NotAllowed("complaint_desk_only")
    units = _entry_units(desk)
    initial = {"retry_key": secrets.token_urlsafe(24), "unit": units.first()}
    form = EntryForm(request.POST or None, initial=initial, units=units)
    act = partial(filing.enter_complaint, by=person, now=timezone.now())
    filed = carried_out(form, act)
    if filed is not None:
        response = render(request, "complaints/entered.html", {"filed": filed})
        response["Cache-Control"] = "no-store"
        return response
    return render(
        request, "complaints/entry.html", {"form": form}, status=422 if form.errors else 200
    )


@login_required
def officers(request: HttpRequest) -> HttpResponse:
    """Who has which duty; heads and administrators give them."""
    person = signed_in(request)
    if person.agency_id is None:
        raise NotAllowed("complaint_desk_only")
    desk = access.desk_of(person)
    units = _managed(person)
    may_give = bool(units) or rights(person).administers(person.agency_id)
    if not desk.is_somebody and not may_give:
        raise NotAllowed("complaint_desk_only")
    staff = Person.objects.filter(agency_id=person.agency_id, is_active=True)
    form = DutyForm(
        request.POST or None,
        people=staff,
        units=WorkUnit.objects.filter(pk__in=[unit.pk for unit in units]).order_by("path"),
    )
    act = partial(people.give_duty, by=person, now=timezone.now())
    if may_give and carried_out(form, act) is not None:
        messages.success(request, _("Petugas ditugaskan."))
        return redirect("complaints:officers")
    rows = (
        ComplaintOfficer.objects.filter(in_force(today_of(person)))
        .filter(agency_id=person.agency_id)
        .select_related("person", "unit")
        .order_by("duty", "unit__path", "person__name")[:SHOWN]
    )
    context = {
        "rows": [(row, _may_end(person, row)) for row in rows],
        "form": form if may_give else None,
    }
    return render(request, "complaints/officers.html", context, status=422 if form.errors else 200)


def _managed(person: Person) -> list[WorkUnit]:
    """The open units for whose desk the person gives duties."""
    if rights(person).administers(person.agency_id):
        return list(
            WorkUnit.objects.filter(agency_id=person.agency_id, closed_at__isnull=True)[:500]
        )
    mine = units_of(person).filter(closed_at__isnull=True)
    return [unit for unit in mine[:500] if can_manage_people_of(person, unit)]


def _may_end(person: Person, row: ComplaintOfficer) -> bool:
    try:
        access.check_can_give_duty(person, unit=row.unit, agency=row.agency_id)
    except NotAllowed:
        return False
    return True


@login_required
@require_POST
def end_duty(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ends a duty."""
    person = signed_in(request)
    act = partial(people.end_duty, key=key, by=person, now=timezone.now())
    try:
        act_and_say(request, act, _("Tugas diakhiri."))
    except ComplaintOfficer.DoesNotExist:
        raise Http404 from None
    return redirect("complaints:officers")


@login_required
def lapor_lists(request: HttpRequest) -> HttpResponse:
    """Lists of SP4N-LAPOR! that were read, and where both sides differ."""
    person = signed_in(request)
    desk = desk_for(person)
    agencies = desk.coordinates | desk.watched_agencies
    if not agencies:
        raise NotAllowed("complaint_coordinator_only")
    form = ImportForm(request.POST or None, request.FILES or None, units=_entry_units(desk))
    if desk.coordinates:
        made = carried_out(form, partial(lapor.import_list, by=person, now=timezone.now()))
        if made is not None:
            words = _(
                "%(rows)s baris dibaca: %(filed)s pengaduan baru, %(followed)s status berubah."
            )
            counts = {"rows": made.rows, "filed": made.filed, "followed": made.followed}
            messages.success(request, words % counts)
            return redirect("complaints:lapor")
    context = {
        "form": form if desk.coordinates else None,
        "imports": LaporImport.objects.filter(agency_id__in=agencies).select_related("by")[:10],
        "differing": LaporRecord.objects.filter(agency_id__in=agencies)
        .exclude(difference="")
        .select_related("complaint")[:SHOWN],
        "agreeing": LaporRecord.objects.filter(agency_id__in=agencies, difference="").count(),
    }
    return render(request, "complaints/lapor.html", context, status=422 if form.errors else 200)


@login_required
def none(request: HttpRequest) -> HttpResponse:
    """Years without a complaint: said by units, confirmed by TPI."""
    person = signed_in(request)
    desk = access.desk_of(person)
    readable = units_of(person) | _entry_units(desk).select_related("agency")
    form = NoneForm(
        request.POST or None,
        units=WorkUnit.objects.filter(pk__in=readable.values("pk"), closed_at__isnull=True),
        initial={"year": today_of(person).year - 1},
    )
    if carried_out(form, partial(years.state_none, by=person, now=timezone.now())):
        messages.success(request, _("Pernyataan tersimpan; menunggu konfirmasi TPI."))
        return redirect("complaints:none")
    rows = (
        NoComplaints.objects.filter(unit__in=readable.order_by().values("pk"))
        .select_related("unit", "stated_by", "confirmed_by")
        .order_by("-year", "unit__name")[:SHOWN]
    )
    context = {"form": form, "rows": rows, "can_confirm": rights(person).has(*years.CONFIRMERS)}
    return render(request, "complaints/none.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def confirm_none(request: HttpRequest, key: UUID) -> HttpResponse:
    """TPI agrees."""
    person = signed_in(request)
    row = NoComplaints.objects.filter(pk=key, unit__in=units_of(person).order_by()).first()
    if row is None:
        raise Http404
    act = partial(years.confirm_none, key=row.pk, by=person, now=timezone.now())
    act_and_say(request, act, _("Pernyataan dikonfirmasi."))
    return redirect("complaints:none")
