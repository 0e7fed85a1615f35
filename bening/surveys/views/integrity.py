"""The integrity panel of a period: every signal, and what TPI decided."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.views.person import signed_in
from bening.mentoring.views.deeds import Deed, asked_for, carry_out, status_of
from bening.surveys import result_queries
from bening.surveys.actions.integrity import decide_signal
from bening.surveys.actions.results import latest_result
from bening.surveys.forms_results import DecideForm
from bening.surveys.instruments import instrument_of
from bening.surveys.models import PeriodResult, SurveyPeriod
from bening.surveys.result_figures import flagged_text, kind_figures
from bening.surveys.signal_words import shown_signals, signal_title
from bening.surveys.views.results import page_of


@login_required
def integrity(request: HttpRequest, key: UUID) -> HttpResponse:
    """Signals that ask for a look first; TPI decides, everybody else reads."""
    person, now = signed_in(request), timezone.now()
    period = result_queries.period_for(person, key)
    form = DecideForm(asked_for(request, "decide"))
    deed = Deed(
        form,
        partial(decide_signal, period=period, by=person, now=now),
        _("Putusan tercatat."),
    )
    if carry_out(request, {"decide": deed}) is not None:
        return redirect("surveys:integrity", period.pk)
    newest = latest_result(period)
    context = {
        **page_of(period, person, now, "integrity"),
        "result": newest,
        **(_panel(period, newest) if newest else {}),
        "rows": _rows(period, newest, form) if newest else [],
    }
    return render(request, "surveys/result_integrity.html", context, status=status_of(request))


def _rows(period: Any, newest: PeriodResult, form: DecideForm) -> list[dict[str, Any]]:
    """Each signal with its decision and the form to decide; what asks for a look first."""
    decided = result_queries.decisions_of(period)
    signals = sorted(
        shown_signals(newest.integrity), key=lambda one: (not one.is_look, one.is_silent)
    )
    sent = form.data.get("signal", "") if form.is_bound else ""
    return [
        {
            "signal": one,
            "decision": decided.get(one.code),
            "form": form
            if one.code == sent
            else DecideForm(initial={"signal": one.code}, auto_id=f"{one.code}-%s"),
            "is_sent": one.code == sent,
        }
        for one in signals
    ]


def _panel(period: SurveyPeriod, newest: PeriodResult) -> dict[str, Any]:
    content = result_queries.content_of(newest)
    indexes = kind_figures(content, instrument_of(period.questionnaire), newest.integrity)
    return {
        "content": content,
        "indexes": indexes,
        "hides": any(each.without_flagged is None for each in indexes)
        or any(each.index is None for each in content.all_in),
        "flagged": flagged_text(newest.integrity),
        "voided": newest.voided,
        "looks": [
            signal_title(one["code"])
            for one in newest.integrity["signals"]
            if one["verdict"] == "look"
        ],
    }
