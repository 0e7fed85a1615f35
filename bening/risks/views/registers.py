"""The registers, one register with its heat map, its papers, and a risk put on it."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bening.accounts.access import today_of
from bening.accounts.views.person import signed_in
from bening.risks import access, actions, papers, queries
from bening.risks.forms import OpenForm, ReviewForm, RiskForm
from bening.risks.heat import heat_map
from bening.risks.models import Category, RegisterState, RiskRegister, Scheme
from bening.risks.schemes import library
from bening.risks.standards import standard_of
from bening.ui.acting import act_and_say, carried_out
from bening.ui.tables import Column, Table

COLUMNS = (
    Column("unit", gettext_lazy("Unit kerja"), order=("unit__name", "-year")),
    Column("year", gettext_lazy("Tahun"), order=("year", "-unit__name"), down_first=True),
    Column(
        "risks", gettext_lazy("Risiko"), order=("count", "-unit__name"), align="r", down_first=True
    ),
    Column("state", gettext_lazy("Keadaan"), order=("state", "unit__name")),
)


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The registers that I read; keepers open another."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    units = queries.units_read(person, on)
    kept = [unit.pk for unit in access.kept_of(person, units, on)]
    form = OpenForm(
        request.POST or None, units=units.filter(pk__in=kept), initial={"year": on.year}
    )
    if made := carried_out(form, partial(actions.open_register, by=person, now=now)):
        messages.success(request, _("Daftar risiko dibuka."))
        return redirect("risks:register", made.pk)
    context = {
        "table": Table.read(
            request.GET,
            rows=queries.registers_of(person, on),
            columns=COLUMNS,
            default="-year",
        ),
        "units": units,
        "form": form if kept else None,
    }
    return render(request, "risks/home.html", context, status=422 if form.errors else 200)


def found_register(request: HttpRequest, key: UUID) -> RiskRegister:
    """A register that the person reads; else it is not there."""
    person = signed_in(request)
    try:
        return queries.register_for(person, key, today_of(person, timezone.now()))
    except RiskRegister.DoesNotExist:
        raise Http404 from None


@login_required
def register(request: HttpRequest, key: UUID) -> HttpResponse:
    """One register: heat map, risks, plan, reviews; the head adopts and confirms."""
    person, now = signed_in(request), timezone.now()
    on = today_of(person, now)
    found = found_register(request, key)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    here = redirect("risks:register", found.pk)
    if step == "adopt":
        adopt = partial(actions.adopt_register, register=found, by=person, now=now)
        act_and_say(request, adopt, _("Daftar risiko ditetapkan."))
        return here
    if step == "confirm":
        asked = get_object_or_404(found.reviews.all(), quarter=_number(request.POST.get("quarter")))
        confirm = partial(actions.confirm_review, review=asked, by=person, now=now)
        act_and_say(request, confirm, _("Reviu disahkan."))
        return here
    keeps = access.may_keep(person, found.unit, on)
    if request.method == "POST":
        access.check_can_keep(person, found.unit, on)
    reviewing = ReviewForm(request.POST if step == "review" else None, auto_id="reviu-%s")
    review = partial(actions.review_quarter, register=found, by=person, now=now)
    if carried_out(reviewing, review):
        messages.success(request, _("Reviu tercatat."))
        return here
    standard = standard_of(found.agency_id)
    risks = list(queries.risks_of(found))
    adopts = access.may_adopt(person, found.unit, on)
    is_draft = found.state == RegisterState.DRAFT
    context = {
        "register": found,
        "rows": [
            (risk, standard.left(risk), standard.left_word(risk), standard.is_beyond(risk))
            for risk in risks
        ],
        "heat": heat_map(standard, risks),
        "plan": sorted(
            ((one, risk) for risk in risks for one in risk.actions.all()),
            key=lambda pair: (pair[0].done_on is not None, pair[0].due_on, pair[1].number),
        ),
        "today": on,
        "reviews": queries.reviews_of(found),
        "keeps": keeps,
        "reviewing": reviewing if keeps and not is_draft else None,
        "may_adopt": adopts and is_draft,
        "may_confirm": adopts,
    }
    return render(request, "risks/register.html", context, status=422 if reviewing.errors else 200)


def _number(text: str | None) -> int:
    return int(text) if text in {"1", "2", "3", "4"} else 0


@login_required
def add(request: HttpRequest, key: UUID) -> HttpResponse:
    """A risk put on a register; ``?skema=`` begins with a scheme of the library."""
    person, now = signed_in(request), timezone.now()
    found = found_register(request, key)
    access.check_can_keep(person, found.unit, today_of(person, now))
    asked = request.GET.get("skema", "")
    known = library()[Scheme(asked)] if asked in Scheme.values else None
    initial = (
        {
            "category": Category.FRAUD,
            "scheme": known.scheme,
            "process": known.point,
            "event": known.event,
            "cause": known.cause,
            "effect": known.effect,
        }
        if known
        else {}
    )
    form = RiskForm(request.POST or None, register=found, initial=initial)
    if made := carried_out(form, partial(actions.add_risk, register=found, by=person, now=now)):
        messages.success(request, _("Risiko ditambahkan."))
        return redirect("risks:risk", made.pk)
    context = {"register": found, "form": form, "known": known, "schemes": Scheme.choices}
    return render(request, "risks/edit.html", context, status=422 if form.errors else 200)


@login_required
def register_file(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """The report as PDF, or the register and its plan as a workbook."""
    found = found_register(request, key)
    if kind not in {"pdf", "xlsx"}:
        raise Http404
    now = timezone.now()
    risks, standard = list(queries.risks_of(found)), standard_of(found.agency_id)
    if kind == "pdf":
        on = today_of(signed_in(request), now)
        reviews = list(queries.reviews_of(found))
        data = papers.report_data(found, risks, reviews, standard, on)
        content, mime = papers.pdf_of(data, at=now), "application/pdf"
    else:
        content, mime = papers.workbook_of(found, risks, standard), papers.XLSX
    answer = HttpResponse(content, content_type=mime)
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="daftar-risiko-{found.year}.{kind}"'
    )
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
