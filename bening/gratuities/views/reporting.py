"""Reporting a gift on the phone: what is mine, the form, its photos, sending it."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.adapters.headers import FILE_HEADERS
from bening.gratuities import access, actions, queries, shown
from bening.gratuities.actions.photos import content_of
from bening.gratuities.details import missing_of, opened
from bening.gratuities.forms import (
    PhotoForm,
    PlainForm,
    ReportForm,
    initial_for,
    initial_of,
)
from bening.gratuities.models import GratuityAttachment, GratuityReport, State
from bening.gratuities.retention import kept_of
from bening.gratuities.views.case import case_page
from bening.gratuities.views.deeds import HANDLED, OWN, Deed, form_of
from bening.ui.acting import RefusableForm, carried_out
from bening.ui.tables import Column, Table


def found_report(person: Person, key: UUID) -> GratuityReport:
    """The report, if it is for this person."""
    try:
        return queries.report_for(person, key, today_of(person))
    except GratuityReport.DoesNotExist:
        raise Http404 from None


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What I reported, until when a gift of today is reported, and the way to the form."""
    person = signed_in(request)
    access.check_of_agency(person)
    on = today_of(person)
    table = Table.read(
        request.GET,
        rows=queries.own_reports(person),
        columns=(
            Column("number", _("Nomor"), order=("number",)),
            Column("kind", _("Jenis")),
            Column("on", _("Diterima atau ditolak"), order=("received_on",), down_first=True),
            Column("state", _("Keadaan"), order=("state",)),
        ),
        default="-on",
    )
    context = {
        "table": table,
        "limits": queries.limits_from(person.agency, on) if person.agency else [],
        "today": on,
        "duties": access.duties_of(person, on),
        "officers": queries.officers_shown(person, on)[:60],
    }
    return render(request, "gratuities/home.html", context)


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """The form of a gift that is not kept yet."""
    person, now = signed_in(request), timezone.now()
    access.check_of_agency(person)
    form = ReportForm(
        request.POST or None,
        units=queries.reporting_units(person),
        initial=initial_for(person, queries.unit_of(person, today_of(person, now))),
    )
    keep = partial(actions.save_draft, report=None, by=person, now=now)
    if request.method == "POST" and (made := carried_out(form, keep)):
        messages.success(request, _("Konsep tersimpan. Tambahkan foto, lalu kirim."))
        return redirect("gratuities:report", made.pk)
    context = {"form": form, "report": None, "draft": "gratuity-new"}
    return render(request, "gratuities/form.html", context, status=422 if form.errors else 200)


@login_required
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """The form of a draft, or of a report that the UPG wants completed."""
    person, now = signed_in(request), timezone.now()
    found = found_report(person, key)
    if found.reporter_id != person.pk:
        raise NotAllowed("gratuity_reporter_only")
    if found.state not in {State.DRAFT, State.INCOMPLETE}:
        return redirect("gratuities:report", found.pk)
    told = opened(found.details, found.pk)
    form = ReportForm(
        request.POST or None,
        units=queries.reporting_units(person),
        report=found,
        told=told,
        initial=initial_of(found, told),
    )
    keep = partial(actions.save_draft, report=found, by=person, now=now)
    if request.method == "POST" and carried_out(form, keep) is not None:
        messages.success(request, _("Perubahan tersimpan."))
        return redirect("gratuities:report", found.pk)
    context = {"form": form, "report": found, "told": told, "draft": f"gratuity-{found.pk}"}
    return render(request, "gratuities/form.html", context, status=422 if form.errors else 200)


@login_required
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """One report: mine with all I told, or as the UPG handles it."""
    person = signed_in(request)
    return _page(request, person, found_report(person, key))


@login_required
@require_POST
def act(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """Does one thing with a report."""
    person, now = signed_in(request), timezone.now()
    found = found_report(person, key)
    is_own = found.reporter_id == person.pk
    deed = (OWN if is_own else HANDLED).get(name)
    if deed is None:
        if name in HANDLED and is_own:
            raise NotAllowed("gratuity_own_report")
        raise Http404
    form = form_of(deed, found, request.POST, name)
    doing = partial(_do, deed, found, person, now)
    if carried_out(form, doing) is not None:
        messages.success(request, str(deed.done))
        if name == "hapus":
            return redirect("gratuities:home")
        return redirect("gratuities:report", found.pk)
    return _page(request, person, found, sent={name: form}, status=422)


def _do(deed: Deed, found: GratuityReport, person: Person, now: Any, **values: Any) -> bool:
    """The action, which may give back nothing."""
    deed.act(report=found, by=person, now=now, **values)
    return True


@login_required
@require_POST
def add_photo(request: HttpRequest, key: UUID) -> HttpResponse:
    """Takes one or several photos; each is kept by itself: a later fault loses no earlier one."""
    person, now = signed_in(request), timezone.now()
    found = found_report(person, key)
    form: RefusableForm = PhotoForm(request.POST, request.FILES)
    for file in request.FILES.getlist("file"):
        form = PhotoForm(request.POST, MultiValueDict({"file": [file]}))
        doing = partial(_keep_photo, found, person, now)
        if carried_out(form, doing) is None:
            break
    else:
        if request.FILES:
            messages.success(request, _("Lampiran tersimpan."))
            return redirect("gratuities:report", found.pk)
        form.is_valid()
    return _page(request, person, found, sent={"foto": form}, status=422)


def _keep_photo(found: GratuityReport, person: Person, now: Any, *, file: Any) -> object:
    return actions.add_photo(
        report=found, file=file, filename=file.name, size=file.size, by=person, now=now
    )


@login_required
def photo(request: HttpRequest, key: UUID, photo: UUID) -> HttpResponse:
    """One picture, for the reporter and for whoever has opened the report; a post removes it."""
    person, now = signed_in(request), timezone.now()
    found = found_report(person, key)
    try:
        kept = queries.attachment_for(found, photo)
    except GratuityAttachment.DoesNotExist:
        raise Http404 from None
    is_own = found.reporter_id == person.pk
    if request.method == "POST":
        doing = partial(_remove, kept, person, now)
        if carried_out(PlainForm({}), doing):
            messages.success(request, _("Lampiran dihapus."))
        else:
            messages.error(request, _("Laporan ini sudah dikirim dan tidak dapat diubah."))
        return redirect("gratuities:report", found.pk)
    if not is_own and queries.opening_of(person, found, now) is None:
        raise NotAllowed("gratuity_open_first")
    answer = HttpResponse(content_of(kept), content_type=kept.media_type, headers=FILE_HEADERS)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _remove(kept: GratuityAttachment, person: Person, now: Any) -> bool:
    actions.remove_photo(attachment=kept, by=person, now=now)
    return True


def _page(
    request: HttpRequest,
    person: Person,
    found: GratuityReport,
    *,
    sent: dict[str, RefusableForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    if found.reporter_id != person.pk:
        return case_page(request, person, found, sent=sent or {}, status=status)
    told = opened(found.details, found.pk)
    assessed = queries.assessment_of(found, told)
    forms = {
        name: (sent or {}).get(name) or form_of(deed, found, None, name)
        for name, deed in OWN.items()
        if _fits(name, found)
    }
    context = {
        "report": found,
        "told": told,
        "kept": kept_of(found, timezone.now()),
        "parts": shown.parts_of(found, told),
        "missing": missing_of(told),
        "deadlines": queries.deadlines_of(found, timezone.now()),
        "assessed": assessed,
        "steps": shown.steps_of(assessed),
        "rule": shown.rule_name(assessed),
        "photos": found.attachments.defer("content"),
        "photo_form": (sent or {}).get("foto") or PhotoForm(),
        "forms": forms,
        "is_editable": found.state in {State.DRAFT, State.INCOMPLETE},
        "today": today_of(person),
    }
    return render(request, "gratuities/own.html", context, status=status)


def _fits(name: str, found: GratuityReport) -> bool:
    return (name == "lengkapi") == (found.state == State.INCOMPLETE) and found.state in {
        State.DRAFT,
        State.INCOMPLETE,
    }
