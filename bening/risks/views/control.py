"""Internal control of a unit, the matrix of an agency, and the library of schemes."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.agencies.models import WorkUnit
from bening.risks import access, actions, queries
from bening.risks.forms import MatrixForm, MaturityForm, OfficerForm, ProofForm, TellingForm
from bening.risks.models import Element, EnvironmentProof, Impact, MaturityScore, RiskOfficer
from bening.risks.schemes import library
from bening.risks.standards import standard_of
from bening.ui.acting import act_and_say, carried_out


def found_unit(person: Person, key: UUID) -> WorkUnit:
    """A unit whose registers the person reads; else it is not there."""
    on = today_of(person, timezone.now())
    unit: WorkUnit = get_object_or_404(queries.units_read(person, on), pk=key)
    return unit


@login_required
def unit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Environment, whom control was told, maturity, and who keeps the register."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    found = found_unit(person, key)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    keeps, names = access.may_keep(person, found, on), access.may_name(person, found, on)
    if request.method == "POST":
        check = access.check_can_name if step == "officer" else access.check_can_keep
        check(person, found, on)

    def sent(name: str) -> Any:
        return request.POST if step == name else None

    forms: dict[str, Any] = {
        "proof": ProofForm(sent("proof"), initial={"starts_on": on}, auto_id="bukti-%s"),
        "telling": TellingForm(sent("telling"), initial={"told_on": on}, auto_id="sos-%s"),
        "maturity": MaturityForm(sent("maturity"), initial={"year": on.year}, auto_id="mat-%s"),
        "officer": OfficerForm(sent("officer"), agency=found.agency_id, auto_id="petugas-%s"),
    }
    told: dict[str, tuple[Any, str]] = {
        "proof": (actions.prove_environment, _("Bukti tercatat.")),
        "telling": (actions.tell_control, _("Sosialisasi tercatat.")),
        "maturity": (actions.enter_maturity, _("Maturitas tercatat.")),
        "officer": (actions.name_officer, _("Pengelola risiko ditunjuk.")),
    }
    if step in told:
        act, words = told[step]
        if carried_out(forms[step], partial(act, unit=found, by=person, now=now)):
            messages.success(request, words)
            return redirect("risks:unit", found.pk)
    proofs = queries.proofs_of(found)
    context = {
        "unit": found,
        "elements": [
            (element.label, [one for one in proofs if one.element == element])
            for element in Element
        ],
        "built": len({one.element for one in proofs if one.ends_on is None or one.ends_on >= on}),
        "tellings": queries.tellings_of(found),
        "maturities": [
            (one, access.may_verify(person, one, on)) for one in queries.maturities_of(found)
        ],
        "officers": queries.officers_of(found),
        "keeps": keeps,
        "names": names,
        "today": on,
        **forms,
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "risks/unit.html", context, status=status)


def _of_read_unit(person: Person, model: Any, key: UUID) -> Any:
    """Something of a unit that the person reads; else it is not there."""
    on = today_of(person, timezone.now())
    rows = model.objects.select_related("unit__agency")
    return get_object_or_404(rows.filter(unit__in=queries.units_read(person, on)), pk=key)


@login_required
@require_POST
def end_proof(request: HttpRequest, key: UUID) -> HttpResponse:
    """A proof of the environment holds no longer."""
    person, now = signed_in(request), timezone.now()
    found = _of_read_unit(person, EnvironmentProof, key)
    end = partial(actions.end_proof, proof=found, by=person, now=now)
    act_and_say(request, end, _("Bukti diakhiri."))
    return redirect("risks:unit", found.unit_id)


@login_required
@require_POST
def end_officer(request: HttpRequest, key: UUID) -> HttpResponse:
    """A duty ends."""
    person, now = signed_in(request), timezone.now()
    found = _of_read_unit(person, RiskOfficer, key)
    end = partial(actions.end_officer, officer=found, by=person, now=now)
    act_and_say(request, end, _("Tugas pengelola risiko diakhiri."))
    return redirect("risks:unit", found.unit_id)


@login_required
@require_POST
def verify(request: HttpRequest, key: UUID) -> HttpResponse:
    """The inspectorate has seen the paper of a level of maturity."""
    person, now = signed_in(request), timezone.now()
    found = _of_read_unit(person, MaturityScore, key)
    see = partial(actions.verify_maturity, maturity=found, by=person, now=now)
    act_and_say(request, see, _("Maturitas diverifikasi."))
    return redirect("risks:unit", found.unit_id)


@login_required
def matrix(request: HttpRequest) -> HttpResponse:
    """The matrix and the appetite of my agency; head and administrator set them."""
    person, now = signed_in(request), timezone.now()
    agency = person.agency
    if agency is None:
        raise Http404
    standard = standard_of(agency.pk)
    sets = access.may_set(person, agency, today_of(person, now))
    if request.method == "POST":
        access.check_can_set(person, agency, today_of(person, now))
    form = MatrixForm(request.POST or None, standard=standard)
    if carried_out(form, partial(actions.set_matrix, agency=agency, by=person, now=now)):
        messages.success(request, _("Matriks risiko disimpan."))
        return redirect("risks:matrix")
    context = {
        "form": form,
        "sets": sets,
        "agency": agency,
        "appetite": standard.appetite_word,
        "impacts": [f"{one.value} {one.label}" for one in Impact],
    }
    return render(request, "risks/matrix.html", context, status=422 if form.errors else 200)


@login_required
def schemes(request: HttpRequest) -> HttpResponse:
    """The library of fraud schemes; keepers begin a risk from each."""
    person, now = signed_in(request), timezone.now()
    register = queries.register_kept(person, today_of(person, now))
    context = {"schemes": library().values(), "register": register}
    return render(request, "risks/schemes.html", context)
