"""Pages of agencies, their tree of units and kawasan."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts import access
from bening.accounts import actions as people_actions
from bening.accounts import queries as people_queries
from bening.accounts.forms import AdministratorForm, UnitRoleForm
from bening.accounts.models import Person, Role
from bening.accounts.views.administration import administered
from bening.accounts.views.person import signed_in
from bening.agencies import actions, queries
from bening.agencies.forms import AgencyForm, JointAreaForm, NewUnitForm, ParentForm, UnitForm
from bening.agencies.models import Agency, WorkUnit
from bening.audit.queries import timeline
from bening.ui.acting import act_and_say, carried_out
from bening.ui.tables import Column, Table

UNIT_ROLE_ORDER = (Role.UNIT_PIC, Role.AREA_LEAD, Role.AREA_MEMBER)
HISTORY = 15


# --- agencies


@login_required
def agencies(request: HttpRequest) -> HttpResponse:
    """All agencies of the installation, for operators."""
    person = signed_in(request)
    access.check_is_operator(person)
    table = Table.read(
        request.GET,
        rows=queries.agencies_with_counts(person),
        columns=(
            Column("name", _("Instansi"), order=("name",)),
            Column("kind", _("Jenis"), order=("kind",)),
            Column("units", _("Unit"), order=("unit_count",), align="r", down_first=True),
            Column("people", _("Orang"), order=("person_count",), align="r", down_first=True),
        ),
        default="name",
    )
    return render(request, "agencies/agencies.html", {"table": table})


@login_required
def agency_new(request: HttpRequest) -> HttpResponse:
    """Registers an agency, for operators."""
    person = signed_in(request)
    access.check_is_operator(person)
    form = AgencyForm(request.POST or None)
    if made := carried_out(form, partial(actions.create_agency, by=person, now=timezone.now())):
        messages.success(request, _("%(name)s terdaftar.") % {"name": made.name})
        return redirect("agencies:agency", made.pk)
    return render(
        request, "agencies/agency_new.html", {"form": form}, status=422 if form.errors else 200
    )


@login_required
def agency(request: HttpRequest, key: UUID) -> HttpResponse:
    """One agency: its data, its administrators, its history."""
    person = signed_in(request)
    found = access.agency_for(person, key)
    if not access.rights(person).is_operator:
        access.check_can_administer(person, found)
    form = AgencyForm.of(found, request.POST or None)
    act = partial(actions.change_agency, agency=found, by=person, now=timezone.now())
    if carried_out(form, act):
        messages.success(request, _("Data instansi tersimpan."))
        return redirect("agencies:agency", found.pk)
    return _show_agency(request, person, found, form=form)


@login_required
@require_POST
def add_administrator(request: HttpRequest, key: UUID) -> HttpResponse:
    """Registers an administrator of the agency."""
    person = signed_in(request)
    found = access.agency_for(person, key)
    access.check_can_give_role(person, role=Role.AGENCY_ADMIN, agency=found, unit=None)
    form = AdministratorForm(request.POST)
    act = partial(people_actions.add_administrator, agency=found, by=person, now=timezone.now())
    if made := carried_out(form, act):
        messages.success(request, _("%(name)s menjadi admin.") % {"name": made.name})
        return redirect("accounts:person", made.pk)
    return _show_agency(request, person, found, admin_form=form)


def _show_agency(
    request: HttpRequest,
    person: Person,
    found: Agency,
    *,
    form: AgencyForm | None = None,
    admin_form: AdministratorForm | None = None,
) -> HttpResponse:
    refused = bool((form and form.errors) or (admin_form and admin_form.errors))
    context = {
        "agency": found,
        "form": form or AgencyForm.of(found),
        "admin_form": admin_form or AdministratorForm(prefix=None),
        "is_operator": access.rights(person).is_operator,
        "administrators": people_queries.administrators_of(found, on=access.today_of(person)),
        "history": timeline(("agency", found.pk), limit=HISTORY, reader=person.pk),
    }
    return render(request, "agencies/agency.html", context, status=422 if refused else 200)


# --- units


@login_required
def units(request: HttpRequest) -> HttpResponse:
    """The tree of my agency's units."""
    person = signed_in(request)
    found = administered(person)
    text = request.GET.get("q", "").strip()[:100]
    closed = request.GET.get("tutup") == "1"
    rows = queries.units_in(found)
    if not closed:
        rows = rows.filter(closed_at__isnull=True)
    branches = queries.tree_of(rows)
    if text:
        wanted = text.lower()
        branches = tuple(
            branch
            for branch in branches
            if wanted in branch.unit.name.lower() or wanted in branch.unit.code.lower()
        )
    context = {"agency": found, "branches": branches, "text": text, "closed": closed}
    return render(request, "agencies/units.html", context)


@login_required
def unit_new(request: HttpRequest) -> HttpResponse:
    """Adds a unit to my agency."""
    person = signed_in(request)
    found = administered(person)
    form = NewUnitForm(
        request.POST or None,
        units=queries.open_units_in(found),
        initial={"parent": request.GET.get("induk")},
    )
    act = partial(actions.add_unit, agency=found, by=person, now=timezone.now())
    if made := carried_out(form, act):
        messages.success(request, _("Unit %(name)s ditambahkan.") % {"name": made.name})
        return redirect("agencies:unit", made.pk)
    return render(
        request, "agencies/unit_new.html", {"form": form}, status=422 if form.errors else 200
    )


@login_required
def unit(request: HttpRequest, key: UUID) -> HttpResponse:
    """One unit: data and place (administrators), people (its head too), history."""
    person = signed_in(request)
    found = access.unit_for(person, key)
    access.check_can_manage_people_of(person, found)
    form = UnitForm.of(found, request.POST or None)
    if carried_out(form, partial(actions.change_unit, unit=found, by=person, now=timezone.now())):
        messages.success(request, _("Data unit tersimpan."))
        return redirect("agencies:unit", found.pk)
    return _show_unit(request, person, found, form=form)


@login_required
@require_POST
def move_unit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Moves the unit, with all below it."""
    person = signed_in(request)
    found = access.unit_for(person, key)
    access.check_can_administer(person, found.agency)
    form = ParentForm(request.POST, units=queries.open_units_in(found.agency))
    if carried_out(form, partial(actions.move_unit, unit=found, by=person, now=timezone.now())):
        messages.success(request, _("Unit dipindahkan."))
        return redirect("agencies:unit", found.pk)
    return _show_unit(request, person, found, parent_form=form)


@login_required
@require_POST
def close_unit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Closes the unit, or opens it again."""
    person = signed_in(request)
    found = access.unit_for(person, key)
    if found.closed_at:
        act, done = actions.reopen_unit, _("Unit dibuka kembali.")
    else:
        act, done = actions.close_unit, _("Unit ditutup.")
    act_and_say(request, partial(act, unit=found, by=person, now=timezone.now()), done)
    return redirect("agencies:unit", found.pk)


@login_required
@require_POST
def give_unit_role(request: HttpRequest, key: UUID) -> HttpResponse:
    """Gives a colleague a role on the unit."""
    person = signed_in(request)
    found = access.unit_for(person, key)
    form = UnitRoleForm(request.POST, roles=_unit_roles(person, found))
    act = partial(people_actions.give_unit_role, unit=found, by=person, now=timezone.now())
    if given := carried_out(form, act):
        messages.success(
            request, _("Peran diberikan kepada %(name)s.") % {"name": given.person.name}
        )
        return redirect("agencies:unit", found.pk)
    return _show_unit(request, person, found, role_form=form)


def _unit_roles(person: Person, found: WorkUnit) -> tuple[Role, ...]:
    if access.can_administer(person, found.agency):
        return (Role.UNIT_HEAD, *UNIT_ROLE_ORDER)
    return UNIT_ROLE_ORDER


def _show_unit(
    request: HttpRequest,
    person: Person,
    found: WorkUnit,
    *,
    form: UnitForm | None = None,
    parent_form: ParentForm | None = None,
    role_form: UnitRoleForm | None = None,
) -> HttpResponse:
    access.check_can_manage_people_of(person, found)
    above = WorkUnit.objects.get_parent(found)
    refused = any(one is not None and one.errors for one in (form, parent_form, role_form))
    context: dict[str, Any] = {
        "shown": found,
        "above": above,
        "form": form or UnitForm.of(found),
        "parent_form": parent_form
        or ParentForm(units=queries.open_units_in(found.agency), initial={"parent": above}),
        "role_form": role_form or UnitRoleForm(roles=_unit_roles(person, found)),
        "roles": people_queries.roles_on(found, on=access.today_of(person)),
        "is_admin": access.can_administer(person, found.agency),
        "history": timeline(("unit", found.pk), limit=HISTORY, reader=person.pk),
    }
    return render(request, "agencies/unit.html", context, status=422 if refused else 200)


# --- kawasan


@login_required
def joint_areas(request: HttpRequest) -> HttpResponse:
    """The kawasan my agency keeps."""
    found = administered(signed_in(request))
    context = {"agency": found, "areas": queries.joint_areas_in(found)}
    return render(request, "agencies/joint_areas.html", context)


@login_required
def joint_area(request: HttpRequest, key: UUID | None = None) -> HttpResponse:
    """A new kawasan, or one to change or remove."""
    person = signed_in(request)
    found = administered(person)
    area = queries.joint_area_in(found, key) if key else None
    if area is not None and request.method == "POST" and request.POST.get("pilihan") == "hapus":
        actions.remove_joint_area(area=area, by=person, now=timezone.now())
        messages.success(request, _("Kawasan %(name)s dihapus.") % {"name": area.name})
        return redirect("agencies:joint_areas")
    form = JointAreaForm(request.POST or None, choices=queries.open_units_in(found), area=area)
    act = partial(actions.save_joint_area, agency=found, area=area, by=person, now=timezone.now())
    if carried_out(form, act):
        messages.success(request, _("Kawasan tersimpan."))
        return redirect("agencies:joint_areas")
    context = {
        "form": form,
        "area": area,
        "history": timeline(("joint_area", area.pk), limit=HISTORY, reader=person.pk)
        if area
        else None,
    }
    return render(request, "agencies/joint_area.html", context, status=422 if form.errors else 200)
