"""What waits for the UPG beside its clocks, and who hears of a term that has passed."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.calendars.turns import Turn
from bening.casework.models import CaseClock, ClockState
from bening.domain.days import day_in
from bening.gratuities.access import Duties, duties_of, free_officers
from bening.gratuities.models import (
    CampaignState,
    CustodyChoice,
    CustodyMove,
    GratuityCampaign,
    GratuityReport,
    ObjectKind,
    State,
)
from bening.gratuities.queries import handled_reports

SHOWN = 50
AHEAD = timedelta(days=7)


def turns(person: Person, now: datetime) -> list[Turn]:
    """Reports whose clock nobody holds, decided ones, goods that spoil, campaigns of this week."""
    on = today_of(person, now)
    duties = duties_of(person, on)
    if not duties.any:
        return []
    found = []
    held = set(
        CaseClock.objects.filter(owner__isnull=False, channel="gratuity")
        .exclude(state=ClockState.STOPPED)
        .values_list("case", flat=True)
    )
    states = (State.AT_HELPER, State.AT_UPG, State.VERIFIED, State.DECIDED)
    rows = handled_reports(person, on).filter(state__in=states).defer("details")
    for row in rows.order_by("reported_at")[:SHOWN]:
        if row.pk in held and row.state != State.DECIDED:
            continue
        if not duties.is_upg and row.state != State.AT_HELPER:
            continue
        found.append(
            Turn(
                key=f"gratuity:{row.pk}:{row.state}",
                title=_("Laporan gratifikasi %(number)s") % {"number": row.number},
                detail=str(row.get_state_display()),
                url=reverse("gratuities:report", args=[row.pk]),
                since=row.reported_at,
                unit=row.unit_id,
                personal=True,
            )
        )
    found += _perishing(person, on, duties)
    campaigns = GratuityCampaign.objects.filter(
        Q(agency_id=duties.agency), state=CampaignState.PLANNED, planned_on__lte=on + AHEAD
    )
    if not duties.is_upg:
        campaigns = campaigns.filter(unit_id__in=duties.helps)
    found += [
        Turn(
            key=f"gratuity-campaign:{row.pk}",
            title=row.title,
            detail=_("Kampanye pengendalian gratifikasi"),
            url=reverse("gratuities:campaign", args=[row.pk]),
            due_on=row.planned_on,
            since=row.entered_at,
            unit=row.unit_id,
        )
        for row in campaigns.order_by("planned_on")[:SHOWN]
    ]
    return found


def _perishing(person: Person, on: date, duties: Duties) -> list[Turn]:
    """Goods that spoil and still lie with the UPG: they leave before anybody decides."""
    if not duties.is_upg:
        return []
    last = CustodyMove.objects.filter(report=OuterRef("pk")).order_by("-position")
    rows = (
        handled_reports(person, on)
        .filter(is_perishable=True, ended_at__isnull=True)
        .exclude(object_kind=ObjectKind.MONEY)
        .annotate(goods=Subquery(last.values("kind")[:1]), since=Subquery(last.values("at")[:1]))
        .filter(goods__in=(CustodyChoice.KEPT, CustodyChoice.MOVED))
        .defer("details")
    )
    return [
        Turn(
            key=f"gratuity-goods:{row.pk}",
            title=_("Laporan gratifikasi %(number)s") % {"number": row.number},
            detail=_("Barang mudah rusak masih dititipkan: salurkan atau musnahkan"),
            url=reverse("gratuities:report", args=[row.pk]),
            since=row.since,
            unit=row.unit_id,
            personal=True,
        )
        for row in rows.order_by("reported_at")[:SHOWN]
    ]


def superiors(clock: CaseClock) -> Iterable[Person]:
    """The UPG of the agency, as far as it is free; nobody hears of a draft but its writer."""
    rows = GratuityReport.objects.select_related("unit").defer("details")
    report = rows.filter(pk=clock.case).first()
    if report is None or report.state == State.DRAFT:
        return []
    started = day_in(clock.unit.zone, clock.started_at)
    day = max(filter(None, (started, clock.due_on)))
    return free_officers(report, None, day)
