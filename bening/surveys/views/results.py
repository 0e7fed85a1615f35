"""Results of a period: indexes and what they stand on, breakdowns, suggestions."""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.domain.surveys.states import PeriodState as State
from bening.mentoring.views.deeds import Deed, asked_for, carry_out, forms_of, status_of
from bening.surveys import access, result_queries
from bening.surveys.actions import results as actions
from bening.surveys.actions.importing import IMPORTED_IN
from bening.surveys.forms_results import EmptyForm, ProcessForm
from bening.surveys.instruments import instrument_of
from bening.surveys.models import PeriodResult, SurveyPeriod
from bening.surveys.moving import CONFIRMED
from bening.surveys.refusals import SurveyRefused
from bening.surveys.result_figures import (
    Breakdown,
    KindFigures,
    brief_figure,
    incident_counts,
    kind_figures,
    lacking_services,
    mode_counts,
)
from bening.surveys.shown_results import shown_kind
from bening.surveys.wording import text_of

WORKED_OUT = frozenset(State) - {State.DESIGNED, State.APPROVED, State.OPEN}
"""States in which a period can have a result."""


@login_required
def result(request: HttpRequest, key: UUID) -> HttpResponse:
    """The newest result of a period, and what its state asks for next."""
    person, now = signed_in(request), timezone.now()
    period = result_queries.period_for(person, key)
    newest = actions.latest_result(period)
    deeds = _deeds(request, period, newest, person, now)
    if carry_out(request, deeds) is not None:
        return redirect("surveys:result", period.pk)
    if request.method == "POST":
        period = result_queries.period_for(person, key)
    context = {
        **page_of(period, person, now, "result"),
        "forms": forms_of(deeds),
        "history": timeline(("survey_period", period.pk), limit=50, reader=person.pk),
        **(_figures(period, newest) if newest else {}),
    }
    return render(request, "surveys/result.html", context, status=status_of(request))


def _figures(period: SurveyPeriod, newest: PeriodResult) -> dict[str, Any]:
    content = result_queries.content_of(newest)
    instrument = instrument_of(period.questionnaire)
    trends = result_queries.trends(period.unit, period.ends_on)
    return {
        "result": newest,
        "content": content,
        "kinds": [
            shown_kind(each, content, trends.get(each.kind, ()))
            for each in kind_figures(content, instrument, newest.integrity)
        ],
        "modes": mode_counts(content),
        "incidents": incident_counts(content),
        "apart": [
            (basis.value, [brief_figure(brief) for brief in briefs])
            for basis, briefs in content.apart.items()
        ],
        "lacking": lacking_services(content),
        "questionnaire": text_of(content.instrument_title),
    }


def _deeds(
    request: HttpRequest,
    period: SurveyPeriod,
    newest: PeriodResult | None,
    person: Person,
    now: datetime,
) -> dict[str, Deed]:
    given: dict[str, Any] = {"period": period, "by": person, "now": now}
    deeds = {
        "process": Deed(
            ProcessForm(asked_for(request, "process"), prefix="process"),
            partial(actions.process_period, **given),
            _("Hasil dihitung."),
        )
    }
    if newest is not None:
        deeds["confirm"] = Deed(
            EmptyForm(asked_for(request, "confirm"), prefix="confirm"),
            partial(actions.confirm_result, result=_read(request, newest), **given),
            _("Hasil ditetapkan."),
        )
    return deeds


def _read(request: HttpRequest, newest: PeriodResult) -> PeriodResult:
    """The result that stood on the page whose button was pressed; the newest where none is said."""
    said = request.POST.get("result", "")
    if said in {"", str(newest.pk)}:
        return newest
    others = newest.period.results.defer("content", "integrity")
    return next((one for one in others if str(one.pk) == said), PeriodResult())


def page_of(period: SurveyPeriod, person: Person, now: datetime, tab: str) -> dict[str, Any]:
    """What every page of a period's result shows: head, tabs, and what the person may do."""
    on = today_of(person, now)
    about = (person, period.unit)
    state = State(period.state)
    return {
        "period": period,
        "tab": tab,
        "may_run": access.allows(partial(access.check_can_run, *about, on=on)),
        "may_lead": access.allows(partial(access.check_can_lead, *about, on=on)),
        "may_judge": access.allows(partial(access.check_can_judge, *about, on=on)),
        "is_importable": state in IMPORTED_IN,
        "is_workable": state in WORKED_OUT,
        "is_processed": state == State.PROCESSED,
        "is_closed": state == State.CLOSED,
        "is_confirmed": state in CONFIRMED,
        "is_public": state in {State.PUBLISHED, State.FOLLOWED_UP},
    }


@login_required
@require_safe
def breakdown(request: HttpRequest, key: UUID, kind: str, attribute: str) -> HttpResponse:
    """One survey by one attribute of its respondents."""
    person, now = signed_in(request), timezone.now()
    period = result_queries.period_for(person, key)
    figures, found = _broken_down(period, kind, attribute)
    context = {
        **page_of(period, person, now, "result"),
        "kind": kind,
        "name": figures.name,
        "range": figures.range,
        "attribute": found.code,
        "label": found.label,
        "groups": found.groups,
    }
    return render(request, "surveys/result_breakdown.html", context)


@login_required
@require_safe
def group(request: HttpRequest, key: UUID, kind: str, attribute: str, value: str) -> HttpResponse:
    """One group of respondents, refused where too few people stand behind it.

    Raises SurveyRefused("group_withheld"). Several attributes can't be asked for at once.
    """
    person, now = signed_in(request), timezone.now()
    if request.GET:
        raise SurveyRefused("breakdown_of_one")
    period = result_queries.period_for(person, key)
    figures, found = _broken_down(period, kind, attribute)
    wanted = "" if value == "-" else value
    one = next((each for each in found.groups if each.key == wanted), None)
    if one is None or one.why:
        # the same for a group that is withheld and for one that nobody is in
        raise SurveyRefused("group_withheld")
    context = {
        **page_of(period, person, now, "result"),
        "kind": kind,
        "name": figures.name,
        "most": figures.scale.most,
        "attribute": found.code,
        "label": found.label,
        "group": one.label,
        "n": one.n,
        "value": one.value,
        "interval": one.interval,
        "aspects": one.aspects,
        "left_out": one.left_out,
    }
    return render(request, "surveys/result_group.html", context)


def _broken_down(period: SurveyPeriod, kind: str, attribute: str) -> tuple[KindFigures, Breakdown]:
    """The survey and its groups. Raises Http404."""
    newest = actions.latest_result(period)
    if newest is None:
        raise Http404
    instrument = instrument_of(period.questionnaire)
    figures = kind_figures(result_queries.content_of(newest), instrument, newest.integrity)
    found = next((each for each in figures if each.kind.value == kind), None)
    groups = found.breakdown(attribute) if found else None
    if found is None or groups is None:
        raise Http404
    return found, groups


@login_required
@require_safe
def suggestions(request: HttpRequest, key: UUID) -> HttpResponse:
    """What people suggested, personal data masked; for survey officers and those who judge.

    Raises NotAllowed.
    """
    person, now = signed_in(request), timezone.now()
    period = result_queries.period_for(person, key)
    context = page_of(period, person, now, "suggestions")
    if not context["may_judge"]:
        access.check_can_run(person, period.unit, on=today_of(person, now))
    texts = result_queries.masked_suggestions(period) if context["is_workable"] else ()
    return render(request, "surveys/result_suggestions.html", {**context, "texts": texts})
