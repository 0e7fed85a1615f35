"""The documents of one's agency and units, one of them, and bringing one in."""

from functools import partial
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bening.accounts.access import unit_for, units_of
from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.agencies.models import Agency, WorkUnit
from bening.audit.queries import timeline
from bening.documents import access, actions, codes, holds, queries
from bening.documents.attaching import AttachForm
from bening.documents.forms import WithdrawForm
from bening.documents.models import DocumentKind, OfficialDocument, Origin
from bening.evidence.models import PreviewState
from bening.programs.models import ZoneProgram
from bening.programs.queries import programs_of
from bening.ui.acting import carried_out
from bening.ui.refusals import sentence
from bening.ui.tables import Column, Table

_PAGE = 50


@login_required
@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """The documents that a person may read, by kind, year and unit."""
    person = signed_in(request)
    asked = queries.read_filter(request.GET)
    readable = queries.readable_by(person)
    table = Table.read(
        request.GET,
        rows=queries.filtered(readable, asked),
        columns=(
            Column("title", _("Dokumen"), order=("title",)),
            Column("number", _("Nomor"), order=("number",)),
            Column("dated", _("Tanggal"), order=("dated_on", "id"), down_first=True),
            Column("state", _("Keadaan")),
        ),
        default="-dated",
        per_page=_PAGE,
        keep=("jenis", "tahun", "unit", "q"),
    )
    context = {
        "table": table,
        "asked": asked,
        "kinds": DocumentKind.choices,
        "years": queries.years_of(readable),
        "units": units_of(person)[: queries.MOST_UNITS],
    }
    return render(request, "documents/documents.html", context)


@login_required
@require_safe
def document(request: HttpRequest, key: UUID) -> HttpResponse:
    """One document: what it is, its pages, its files, its seal, its history."""
    return _page(request, queries.document_for(signed_in(request), key), WithdrawForm())


@login_required
@require_safe
def seal(request: HttpRequest, key: UUID) -> HttpResponse:
    """The seal of a document, worked out anew from the file as it lies in the store now."""
    found = queries.document_for(signed_in(request), key)
    if found.sealed_at is None:
        raise Http404
    return _page(request, found, WithdrawForm(), checked=True)


@login_required
@require_POST
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Says that a document does not count any more."""
    person = signed_in(request)
    found = queries.document_for(person, key)
    form = WithdrawForm(request.POST)
    act = partial(actions.withdraw, document=found, by=person, now=timezone.now())
    if carried_out(form, act) is None:
        return _page(request, found, form, status=422)
    messages.success(request, _("Dokumen ditarik."))
    return redirect("documents:document", key)


@login_required
@require_POST
def attach(request: HttpRequest) -> HttpResponse:
    """Takes in a document for a program, a unit or my agency; then back to where it was asked."""
    person = signed_in(request)
    form = AttachForm(request.POST, request.FILES)
    made = None
    if form.is_valid():
        agency, unit, program = _about(person, form)
        act = partial(
            actions.attach,
            agency=agency,
            unit=unit,
            program=program,
            by=person,
            now=timezone.now(),
        )
        made = carried_out(form, act)
    after = _next(request)
    if made is None:
        kind = request.POST.get("kind", "")
        label = DocumentKind(kind).label if kind in DocumentKind.values else _("Dokumen lain")
        context = {"form": form, "next": after, "label": label}
        return render(request, "documents/attach.html", context, status=422)
    messages.success(request, _("%(title)s tersimpan.") % {"title": made.title})
    return redirect(after or reverse("documents:document", args=[made.pk]))


def _about(person: Person, form: AttachForm) -> tuple[Agency, WorkUnit | None, ZoneProgram | None]:
    """What a document is brought for, if it is for this person. Raises Http404."""
    given = form.cleaned_data
    if given["program"]:
        program = get_object_or_404(programs_of(person), pk=given["program"])
        return program.unit.agency, program.unit, program
    if given["unit"]:
        unit = unit_for(person, given["unit"])
        return unit.agency, unit, None
    if person.agency is None:
        raise Http404
    return person.agency, None, None


def _page(
    request: HttpRequest,
    found: OfficialDocument,
    form: WithdrawForm,
    *,
    checked: bool = False,
    status: int = 200,
) -> HttpResponse:
    person = signed_in(request)
    may_withdraw = not found.is_withdrawn and access.can_withdraw(person, found)
    held = holds.held_by(found) if may_withdraw else None
    file = found.file
    drawn = 0
    if file.preview == PreviewState.READY:
        drawn = min(file.pages, int(settings.PREVIEW_PAGES))
    context = {
        "document": found,
        "is_generated": found.origin == Origin.GENERATED,
        "spelled_code": codes.spelled(found.code),
        "sealed_at": queries.sealed_when(found),
        "pictures": range(1, drawn + 1),
        "checked": checked,
        "seal": queries.seal_of(found) if checked else None,
        "form": form,
        "may_withdraw": may_withdraw and held is None,
        "held": sentence(held) if held else "",
        "history": timeline(("document", found.pk), reader=person.pk),
    }
    return render(request, "documents/document.html", context, status=status)


def _next(request: HttpRequest) -> str:
    """Where to go back to: an address of this installation, or nothing."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else ""
