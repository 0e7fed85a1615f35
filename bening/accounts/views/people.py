"""People of an agency: list, one person, roles, links."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bening.accounts import access, actions, queries
from bening.accounts.forms import PersonForm, PostingEndForm, PostingForm, RoleForm
from bening.accounts.models import Person, Role
from bening.accounts.queries import PeopleFilter
from bening.accounts.refusals import NotAllowed, PeopleRefused
from bening.accounts.views.administration import administered
from bening.accounts.views.person import signed_in
from bening.agencies.models import WorkUnit
from bening.agencies.queries import open_units_in
from bening.audit.queries import timeline
from bening.ui.acting import act_and_say, carried_out
from bening.ui.refusals import sentence
from bening.ui.tables import Column, Table

ADMIN_GIVES: tuple[Role, ...] = tuple(role for role in Role if role != Role.OPERATOR)
OPERATOR_GIVES: tuple[Role, ...] = (Role.AGENCY_ADMIN,)
OPERATOR_ROLES: tuple[Role, ...] = (Role.OPERATOR,)


def _columns() -> tuple[Column, ...]:
    return (
        Column("name", _("Nama"), order=("name",)),
        Column("email", _("Surel"), order=("email",)),
        Column("roles", _("Peran")),
        Column("joined", _("Didaftarkan"), order=("date_joined",), down_first=True),
        Column("state", _("Keadaan")),
    )


@login_required
def people(request: HttpRequest) -> HttpResponse:
    """Everybody I look after, with filters."""
    person = signed_in(request)
    held = access.rights(person)
    if not held.has(Role.AGENCY_ADMIN, Role.OPERATOR):
        raise NotAllowed("agency_admin_only", agency=getattr(person.agency, "name", ""))
    wanted = PeopleFilter(
        text=request.GET.get("q", "").strip()[:100],
        role=request.GET.get("peran", ""),
        unit=request.GET.get("unit", "").strip()[:40],
        state=request.GET.get("keadaan", ""),
    )
    table = Table.read(
        request.GET,
        rows=queries.people_listed(person, wanted, on=access.today_of(person)),
        columns=_columns(),
        default="name",
        per_page=50,
        keep=("q", "peran", "unit", "keadaan"),
    )
    return render(
        request,
        "accounts/people.html",
        {
            "table": table,
            "wanted": wanted,
            "roles": Role.choices,
            "is_admin": held.has(Role.AGENCY_ADMIN),
            "is_operator": held.is_operator,
        },
    )


@login_required
def add(request: HttpRequest) -> HttpResponse:
    """Registers somebody of my agency; the invitation follows on their page."""
    person = signed_in(request)
    agency = None if access.rights(person).is_operator else administered(person)
    form = PersonForm(request.POST or None)
    act = partial(actions.add_person, agency=agency, by=person, now=timezone.now())
    if made := carried_out(form, act):
        messages.success(request, _("%(name)s terdaftar.") % {"name": made.name})
        return redirect("accounts:person", made.pk)
    context = {"form": form, "agency": agency}
    return render(request, "accounts/person_new.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
def person_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """One person: data, roles, means to sign in, history."""
    by = signed_in(request)
    person = access.person_for(by, key)
    form = PersonForm.of(person, request.POST or None)
    act = partial(actions.change_person, person=person, by=by, now=timezone.now())
    if carried_out(form, act):
        messages.success(request, _("Data %(name)s tersimpan.") % {"name": person.name})
        return redirect("accounts:person", person.pk)
    return _show(request, by, person, form=form)


@login_required
@require_POST
def give_role(request: HttpRequest, key: UUID) -> HttpResponse:
    """Gives the person a role."""
    by = signed_in(request)
    person = access.person_for(by, key)
    form = _role_form(by, person, request.POST)
    if carried_out(form, partial(actions.give_role, person=person, by=by, now=timezone.now())):
        messages.success(request, _("Peran diberikan."))
        return redirect("accounts:person", person.pk)
    return _show(request, by, person, role_form=form)


@login_required
@require_POST
def end_role(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ends a role at once; back to the page it was asked from."""
    by = signed_in(request)
    assignment = queries.role_for(by, key)
    act_and_say(
        request,
        partial(actions.end_role, assignment=assignment, by=by, now=timezone.now()),
        _("Peran %(name)s diakhiri.") % {"name": assignment.person.name},
    )
    if request.POST.get("dari") == "unit" and assignment.unit_id:
        return redirect("agencies:unit", assignment.unit_id)
    if not access.people_of(by).filter(pk=assignment.person_id).exists():
        return redirect("accounts:people")
    return redirect("accounts:person", assignment.person_id)


@login_required
@require_POST
def post(request: HttpRequest, key: UUID) -> HttpResponse:
    """Says where the person works from a day on; whoever worked elsewhere is moved."""
    by = signed_in(request)
    person = access.person_for(by, key)
    form = _posting_form(person, request.POST)
    if carried_out(form, partial(actions.post_person, person=person, by=by, now=timezone.now())):
        messages.success(request, _("Penempatan %(name)s tersimpan.") % {"name": person.name})
        return redirect("accounts:person", person.pk)
    return _show(request, by, person, posting_form=form)


@login_required
@require_POST
def end_posting(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ends a posting."""
    by = signed_in(request)
    posting = queries.posting_for(by, key)
    form = PostingEndForm(request.POST)
    act = partial(actions.end_posting, posting=posting, by=by, now=timezone.now())
    if carried_out(form, act):
        messages.success(request, _("Penempatan %(name)s diakhiri.") % {"name": posting.person})
        return redirect("accounts:person", posting.person_id)
    return _show(request, by, posting.person, posting_end_form=form)


@login_required
@require_POST
@never_cache
def link(request: HttpRequest, key: UUID) -> HttpResponse:
    """Sends an invitation or reset link by mail, or shows it once where no mail server is set."""
    by = signed_in(request)
    person = access.person_for(by, key)
    try:
        if settings.MAIL_IS_SET:
            actions.request_link(person=person, by=by, now=timezone.now())
            messages.success(request, _("Tautan dikirim ke %(email)s.") % {"email": person.email})
            return redirect("accounts:person", person.pk)
        made = actions.show_link(person=person, by=by, now=timezone.now())
    except PeopleRefused as refusal:
        messages.error(request, sentence(refusal))
        return redirect("accounts:person", person.pk)
    return _show(
        request, by, person, link=made, link_url=settings.BENING_PUBLIC_URL + made.path, status=200
    )


@login_required
@require_POST
def deactivate(request: HttpRequest, key: UUID) -> HttpResponse:
    """Switches the account off."""
    return _act(request, key, actions.deactivate_person, _("Akun %(name)s dinonaktifkan."))


@login_required
@require_POST
def activate(request: HttpRequest, key: UUID) -> HttpResponse:
    """Switches the account on again."""
    return _act(request, key, actions.activate_person, _("Akun %(name)s diaktifkan."))


@login_required
@require_POST
def reset_second_factors(request: HttpRequest, key: UUID) -> HttpResponse:
    """Drops the second factors of somebody who lost their device."""
    return _act(
        request, key, actions.remove_second_factors, _("Verifikasi dua langkah %(name)s dihapus.")
    )


def _act(request: HttpRequest, key: UUID, act: Callable[..., object], done: str) -> HttpResponse:
    """Does one thing to a person, back to their page; `done` may name them with `%(name)s`."""
    by = signed_in(request)
    person = access.person_for(by, key)
    act_and_say(
        request,
        partial(act, person=person, by=by, now=timezone.now()),
        done % {"name": person.name},
    )
    return redirect("accounts:person", person.pk)


def _role_form(by: Person, person: Person, data: Any = None) -> RoleForm:
    if person.agency is None:
        roles, units = OPERATOR_ROLES, access.units_of(by).none()
    elif access.rights(by).administers(person.agency_id):
        roles, units = ADMIN_GIVES, open_units_in(person.agency)
    else:
        roles, units = OPERATOR_GIVES, access.units_of(by).none()
    return RoleForm(data, roles=roles, units=units, initial={"starts_on": access.today_of(person)})


def _posting_form(person: Person, data: Any = None) -> PostingForm:
    units = open_units_in(person.agency) if person.agency else WorkUnit.objects.none()
    return PostingForm(data, units=units, initial={"starts_on": access.today_of(person)})


def _show(
    request: HttpRequest,
    by: Person,
    person: Person,
    *,
    form: PersonForm | None = None,
    role_form: RoleForm | None = None,
    posting_form: PostingForm | None = None,
    posting_end_form: PostingEndForm | None = None,
    status: int | None = None,
    **more: Any,
) -> HttpResponse:
    now = timezone.now()
    today = access.today_of(person, now)
    listed = queries.people_listed(by, PeopleFilter(), on=today).get(pk=person.pk)
    sent = (form, role_form, posting_form, posting_end_form)
    refused = any(one is not None and one.errors for one in sent)
    held = queries.roles_held(person)
    return render(
        request,
        "accounts/person.html",
        {
            "shown": listed,
            "form": form or PersonForm.of(person),
            "role_form": role_form or _role_form(by, person),
            "postings": queries.postings_of(person)[:20],
            "posting_form": posting_form or _posting_form(person),
            "posting_end_form": posting_end_form or PostingEndForm(initial={"ends_on": today}),
            "roles": [role for role in held if role.ended_at is None and not _is_past(role, today)],
            "past_roles": [role for role in held if role.ended_at or _is_past(role, today)],
            "today": today,
            "open_link": queries.open_link(person, now=now),
            "mail_is_set": settings.MAIL_IS_SET,
            "is_operator": access.rights(by).is_operator,
            "is_oneself": person.pk == by.pk,
            "history": timeline(("person", person.pk), limit=15, reader=by.pk),
            **more,
        },
        status=status or (422 if refused else 200),
    )


def _is_past(role: Any, today: Any) -> bool:
    return role.ends_on is not None and role.ends_on < today
