"""Declaring programs, and what was declared."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import today_of, units_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.domain.refusals import Refused
from bening.pacts import access, actions, queries
from bening.pacts.conditions import check_signed
from bening.pacts.forms import DeclareForm, PaperForm
from bening.pacts.models import Declaration
from bening.programs.models import ZoneProgram
from bening.ui.acting import carried_out
from bening.ui.refusals import sentence


@login_required
def declare(request: HttpRequest) -> HttpResponse:
    """The programs I may declare, what is missing for each, and the form."""
    person = signed_in(request)
    now = timezone.now()
    found = queries.declarable(person)
    if request.method == "POST" and not found:
        raise NotAllowed("nothing_to_declare_here")
    asked = request.GET.get("program", "")
    form = DeclareForm(
        request.POST or None,
        programs=found,
        initial={
            "programs": [asked] if asked else [str(found[0].pk)] if len(found) == 1 else [],
            "held_on": today_of(person, now),
            "statement": _(
                "Dengan ini kami menyatakan siap membangun Zona Integritas menuju Wilayah Bebas "
                "dari Korupsi dan Wilayah Birokrasi Bersih dan Melayani, dengan menjaga "
                "integritas, memperbaiki pelayanan, dan membuka diri terhadap pengawasan "
                "masyarakat."
            ),
        },
    )
    if made := carried_out(form, partial(_declare, found, person, now)):
        messages.success(request, _("Pencanangan tercatat dan piagamnya dibuat."))
        return redirect("pacts:declaration", made.pk)
    context = {
        "rows": [(program, *_ready(program, now)) for program in found],
        "form": form,
        "declarations": queries.declarations_of(person)[:20],
        "may_write_text": person.agency is not None
        and access.can_run_agency(person, person.agency),
    }
    return render(request, "pacts/declare.html", context, status=422 if form.errors else 200)


def _declare(
    found: list[ZoneProgram], person: Person, now: Any, *, programs: list[UUID], **values: Any
) -> Declaration:
    chosen = [program for program in found if program.pk in set(programs)]
    return actions.declare(programs=chosen, by=person, now=now, **values)


def _ready(program: ZoneProgram, now: Any) -> tuple[Any, str]:
    """The share signed and what stands in the way, empty where nothing does."""
    held = queries.unit_standing(program.unit, now)
    try:
        check_signed(program.unit, now)
    except Refused as refusal:
        return (held[1] if held else None), sentence(refusal)
    return (held[1] if held else None), ""


@login_required
def declaration(request: HttpRequest, key: UUID) -> HttpResponse:
    """One declaration: charter, witnesses, papers, and the form for more papers."""
    person = signed_in(request)
    found = queries.declaration_for(person, key)
    rows = list(found.declared.all())
    readable = set(
        units_of(person).filter(pk__in=[row.unit_id for row in rows]).values_list("pk", flat=True)
    )
    declared = [row.unit for row in rows]
    may_add = access.can_add_papers(person, found.agency, declared)
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        access.check_can_add_papers(person, found.agency, declared)
    act = partial(actions.add_declaration_paper, declaration=found, by=person, now=timezone.now())
    if carried_out(form, act):
        messages.success(request, _("Dokumen ditambahkan."))
        return redirect("pacts:declaration", found.pk)
    context = {
        "declaration": found,
        "rows": [(row, row.unit_id in readable) for row in rows],
        "units": [unit.name for unit in declared],
        "form": form,
        "may_add": may_add,
        "history": timeline(("declaration", found.pk), reader=person.pk),
    }
    return render(request, "pacts/declaration.html", context, status=422 if form.errors else 200)
