"""Recommendations: the list with its filters and export, the share by unit, and one of them."""

from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.views.person import signed_in
from bening.audit.queries import timeline
from bening.evidence.models import Evidence, EvidenceLink
from bening.facts import Period
from bening.mentoring import access, actions, people, queries
from bening.mentoring.forms import DueForm, FollowUpForm, OwnerForm, ReasonForm, VerifyForm
from bening.mentoring.models import Recommendation, RecommendationSource, RecommendationState
from bening.mentoring.states import WAITS_FOR_UNIT
from bening.mentoring.views.deeds import Deed, asked_for, carry_out, forms_of, status_of
from bening.mentoring.workbook import MOST_ROWS, XLSX, recommendations_workbook
from bening.ui.tables import Column, Table

FILTERS = ("q", "keadaan", "sumber", "unit", "tahun", "hanya")
SHOWN_PROOFS = 40


def _asked(request: HttpRequest) -> queries.Asked:
    text, state, source, unit, year, only = (
        request.GET.get(name, "").strip()[:100] for name in FILTERS
    )
    return queries.Asked(text, state, source, unit, year, only)


@login_required
def recommendations(request: HttpRequest) -> HttpResponse:
    """What was recommended to the units that I read."""
    person, asked = signed_in(request), _asked(request)
    today = today_of(person, timezone.now())
    table = Table.read(
        request.GET,
        rows=queries.listed(person, asked, today=today),
        columns=(
            Column("text", _("Rekomendasi")),
            Column("unit", _("Unit kerja"), order=("unit__name",)),
            Column("source", _("Sumber"), order=("source",)),
            Column("owner", _("Penanggung jawab"), order=("owner__name",)),
            Column("due", _("Paling lambat"), order=("due_on",)),
            Column("state", _("Keadaan"), order=("state",)),
        ),
        default="due",
        keep=FILTERS,
    )
    context = {
        "table": table,
        "asked": asked,
        "states": RecommendationState.choices,
        "sources": RecommendationSource.choices,
        "today": today,
        "waits": WAITS_FOR_UNIT,
        "chips": _chips(request, asked),
    }
    return render(request, "mentoring/recommendations.html", context)


def _chips(request: HttpRequest, asked: queries.Asked) -> list[dict[str, Any]]:
    """Whose and how late, as links that keep the other filters."""
    kept = request.GET.copy()
    kept.pop("hal", None)
    shown = []
    for value, words in (
        ("", _("Semua")),
        ("saya", _("Tanggung jawab saya")),
        ("terlambat", _("Terlambat")),
    ):
        kept["hanya"] = value
        shown.append(
            {"label": words, "href": f"?{kept.urlencode()}", "current": asked.only == value}
        )
    return shown


@login_required
def export(request: HttpRequest) -> HttpResponse:
    """The same list as a workbook."""
    person, now = signed_in(request), timezone.now()
    rows = queries.listed(person, _asked(request), today=today_of(person, now))
    content = recommendations_workbook(rows[:MOST_ROWS], now=now)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="rekomendasi.xlsx"'
    return response


@login_required
def by_unit(request: HttpRequest) -> HttpResponse:
    """The share of followed-up recommendations of each unit in a year or quarter."""
    person = signed_in(request)
    today = today_of(person, timezone.now())
    period, year, quarter = _period(request, today)
    table = Table.read(
        request.GET,
        rows=queries.shares_by_unit(person, period, today=today),
        columns=(
            Column("unit", _("Unit kerja"), order=("name",)),
            Column("share", _("Terverifikasi"), order=("share",), align="r"),
            Column("total", _("Rekomendasi"), order=("total",), align="r", down_first=True),
            Column("waiting", _("Menunggu verifikasi"), order=("waiting",), align="r"),
            Column("overdue", _("Terlambat"), order=("overdue",), align="r", down_first=True),
        ),
        default="share",
        keep=("tahun", "triwulan"),
    )
    context = {"table": table, "period": period, "year": year, "quarter": quarter}
    return render(request, "mentoring/by_unit.html", context)


def _period(request: HttpRequest, today: date) -> tuple[Period, int, int]:
    from bening.mentoring.models import Frequency  # noqa: PLC0415 - beside its only use
    from bening.mentoring.periods import period_of  # noqa: PLC0415 - needs the applications

    typed = request.GET.get("tahun", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 else today.year
    year = min(max(year, 2000), 2100)
    quarter = request.GET.get("triwulan", "")
    if quarter in {"1", "2", "3", "4"}:
        return period_of(Frequency.QUARTERLY, year, int(quarter)), year, int(quarter)
    return Period(date(year, 1, 1), date(year, 12, 31)), year, 0


@login_required
def recommendation(request: HttpRequest, key: UUID) -> HttpResponse:
    """One recommendation: what was done, and what can be done by me."""
    person, now = signed_in(request), timezone.now()
    found = queries.recommendation_for(person, key)
    deeds = _deeds(request, found, person, now)
    if carry_out(request, deeds) is not None:
        return redirect("mentoring:recommendation", found.pk)
    found = queries.recommendation_for(person, key)
    on = today_of(person, now)
    acts = found.follow_ups.select_related("done_by", "judged_by").prefetch_related("evidence")
    proofs = Evidence.objects.filter(unit_id=found.unit_id, withdrawn_at__isnull=True).annotate(
        is_of_question=Exists(
            EvidenceLink.objects.filter(evidence=OuterRef("pk"), official_code=found.official_code)
        )
    )
    waits = found.state in WAITS_FOR_UNIT
    is_claimed = found.state == RecommendationState.CLAIMED
    is_done = found.state == RecommendationState.VERIFIED
    context = {
        "recommendation": found,
        "acts": acts,
        "forms": forms_of(deeds),
        "proofs": proofs.order_by("-is_of_question", "-added_at")[:SHOWN_PROOFS],
        "chosen": request.POST.getlist("follow_up-evidence"),
        "is_late": waits and found.due_on is not None and found.due_on < on,
        "may_follow_up": waits
        and access.allows(partial(access.check_can_follow_up, person, found, on=on)),
        "may_verify": is_claimed
        and access.allows(partial(access.check_can_verify, person, found, on=on)),
        "may_hand_on": not is_done
        and access.allows(partial(access.check_can_hand_on, person, found, on=on)),
        "may_postpone": not is_done
        and access.allows(partial(access.check_can_mentor, person, found.unit, on=on)),
        "history": timeline(("recommendation", found.pk), limit=100, reader=person.pk),
    }
    return render(request, "mentoring/recommendation.html", context, status=status_of(request))


def _deeds(
    request: HttpRequest, found: Recommendation, person: Person, now: datetime
) -> dict[str, Deed]:
    given: dict[str, Any] = {"recommendation": found, "by": person, "now": now}

    def sent(name: str) -> dict[str, Any]:
        return {"data": asked_for(request, name), "prefix": name}

    return {
        "follow_up": Deed(
            FollowUpForm(**sent("follow_up"), proofs=Evidence.objects.filter(unit=found.unit)),
            partial(actions.follow_up, **given),
            _("Tindak lanjut tercatat."),
        ),
        "verify": Deed(
            VerifyForm(**sent("verify")),
            partial(actions.verify, **given),
            _("Tindak lanjut terverifikasi."),
        ),
        "return": Deed(
            ReasonForm(**sent("return")),
            partial(actions.return_to_unit, **given),
            _("Tindak lanjut dikembalikan kepada unit."),
        ),
        "hand_to": Deed(
            OwnerForm(
                **sent("hand_to"),
                people=people.people_on(found.unit, on=today_of(person, now)),
                initial={"owner": found.owner_id},
            ),
            partial(actions.hand_to, **given),
            _("Penanggung jawab tersimpan."),
        ),
        "postpone": Deed(
            DueForm(**sent("postpone"), initial={"due_on": found.due_on}),
            partial(actions.postpone, **given),
            _("Batas waktu tersimpan."),
        ),
    }
