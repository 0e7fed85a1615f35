"""Publishing a result, its report, its microdata, and what is done about low elements."""

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

from bening.accounts.access import today_of
from bening.accounts.views.person import signed_in
from bening.adapters.file_types import safe_name
from bening.domain.refusals import Refused
from bening.mentoring.people import people_on
from bening.mentoring.views.deeds import Deed, asked_for, carry_out, forms_of, status_of
from bening.surveys import access, result_queries
from bening.surveys.actions import improvement, publication
from bening.surveys.actions.microdata import export_microdata
from bening.surveys.actions.results import latest_result
from bening.surveys.elements import KINDS, element_label, element_words
from bening.surveys.forms_results import (
    DoneForm,
    EmptyForm,
    MicrodataForm,
    PlanForm,
    PublicationForm,
    ReportForm,
)
from bening.surveys.instruments import instrument_of
from bening.surveys.microdata_files import CSV, XLSX, microdata_csv, microdata_xlsx
from bening.surveys.models import SurveyPeriod
from bening.surveys.views.results import page_of
from bening.ui.acting import carried_out
from bening.ui.refusals import is_said_in_place, sentence


@login_required
def publish(request: HttpRequest, key: UUID) -> HttpResponse:
    """Where a result can be read, its report, and single sheets for others to compute with."""
    person, now = signed_in(request), timezone.now()
    period = result_queries.period_for(person, key)
    on = today_of(person, now)
    given: dict[str, Any] = {"period": period, "by": person, "now": now}
    deeds = {
        "publish": Deed(
            EmptyForm(asked_for(request, "publish"), prefix="publish"),
            partial(publication.publish_result, **given),
            _("Hasil dipublikasikan. Halaman publiknya dapat dibaca semua orang."),
        ),
        "record": Deed(
            PublicationForm(
                asked_for(request, "record"),
                request.FILES or None,
                prefix="record",
                initial={"published_on": on},
            ),
            partial(publication.record_publication, **given),
            _("Publikasi tercatat."),
        ),
        "report": Deed(
            ReportForm(asked_for(request, "report"), prefix="report", initial={"dated_on": on}),
            partial(publication.issue_report, **given),
            _("Laporan terbit sebagai dokumen resmi."),
        ),
    }
    if carry_out(request, deeds) is not None:
        return redirect("surveys:publish", period.pk)
    if request.method == "POST":
        period = result_queries.period_for(person, key)
    return render(
        request,
        "surveys/result_publication.html",
        {
            **page_of(period, person, now, "publish"),
            "forms": forms_of(deeds),
            "publications": period.publications.select_related("proof", "recorded_by"),
            "reports": period.reports.select_related("document"),
            "public_url": f"{settings.BENING_PUBLIC_URL}/survei/{period.slug}/hasil/",
            "microdata": MicrodataForm(kinds=_kinds(period), prefix="microdata"),
        },
        status=status_of(request),
    )


def _kinds(period: SurveyPeriod) -> list[tuple[str, str]]:
    return [(kind.value, str(KINDS[kind])) for kind in instrument_of(period.questionnaire).kinds]


@login_required
@require_POST
@never_cache
def microdata(request: HttpRequest, key: UUID) -> HttpResponse:
    """Single sheets as a file; a refusal goes back to the page of publication."""
    person, now = signed_in(request), timezone.now()
    period = result_queries.period_for(person, key)
    access.check_can_run(person, period.unit, on=today_of(person, now))
    form = MicrodataForm(request.POST, kinds=_kinds(period), prefix="microdata")
    if not form.is_valid():
        return redirect("surveys:publish", period.pk)
    try:
        found = export_microdata(period=period, kind=form.cleaned_data["kind"], by=person, now=now)
    except Refused as refusal:
        if not is_said_in_place(refusal):
            raise
        messages.error(request, sentence(refusal))
        return redirect("surveys:publish", period.pk)
    is_csv = form.cleaned_data["form"] == "csv"
    content = microdata_csv(found) if is_csv else microdata_xlsx(found)
    response = HttpResponse(content, content_type=CSV if is_csv else XLSX)
    name = safe_name(f"{period.slug}-{form.cleaned_data['kind']}.{form.cleaned_data['form']}")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
def improvements(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is done about low elements of a period."""
    person, now = signed_in(request), timezone.now()
    period = result_queries.period_for(person, key)
    newest = latest_result(period)
    on = today_of(person, now)
    elements = [(code, element_words(code)) for code in improvement.measured_elements(period)]
    given: dict[str, Any] = {"period": period, "by": person, "now": now}
    deeds = {
        "plan": Deed(
            PlanForm(
                asked_for(request, "plan"),
                prefix="plan",
                elements=elements,
                people=people_on(period.unit, on=on),
                initial={"element": request.GET.get("unsur", "")},
            ),
            partial(improvement.plan_improvement, **given),
            _("Rencana tindak lanjut tercatat."),
        ),
        "conclude": Deed(
            EmptyForm(asked_for(request, "conclude"), prefix="conclude"),
            partial(improvement.conclude_follow_up, **given),
            _("Seluruh tindak lanjut selesai."),
        ),
    }
    if carry_out(request, deeds) is not None:
        return redirect("surveys:improvements", period.pk)
    if request.method == "POST":
        period = result_queries.period_for(person, key)
    lowest = []
    if newest is not None:
        content = result_queries.content_of(newest)
        lowest = [
            (
                str(KINDS[kind.kind]),
                [(element_label(each.aspect), each.index) for each in kind.lowest],
            )
            for kind in content.shown
            if kind.lowest and kind.lowest[0].aspect is not None
        ]
    plans = [(plan, element_words(plan.element)) for plan in result_queries.plans_of(period)]
    return render(
        request,
        "surveys/result_improvements.html",
        {
            **page_of(period, person, now, "improvements"),
            "forms": forms_of(deeds),
            "plans": plans,
            "lowest": lowest,
            "today": on,
            "waiting": sum(plan.done_at is None for plan, _words in plans),
        },
        status=status_of(request),
    )


@login_required
def improvement_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """One plan, and saying what came of it."""
    person, now = signed_in(request), timezone.now()
    plan = result_queries.plan_for(person, key)
    on = today_of(person, now)
    form = DoneForm(request.POST or None, request.FILES or None, initial={"dated_on": on})
    act = partial(improvement.complete_improvement, plan=plan, by=person, now=now)
    if carried_out(form, act) is not None:
        return redirect("surveys:improvement", plan.pk)
    may = plan.owner_id == person.pk or access.allows(
        partial(access.check_can_run, person, plan.period.unit, on=on)
    )
    return render(
        request,
        "surveys/result_improvement.html",
        {
            "plan": plan,
            "element": element_words(plan.element),
            "form": form,
            "may_act": may and plan.done_at is None,
            "today": on,
        },
        status=status_of(request),
    )
