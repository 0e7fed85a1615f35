"""What waits for the UPG beside its clocks, and who hears of a term that has passed."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.calendars.turns import Turn
from bening.casework.models import CaseClock, ClockState
from bening.domain.days import day_in
from bening.gratuities.access import duties_of, officers_of
from bening.gratuities.models import CampaignState, GratuityCampaign, GratuityReport, State
from bening.gratuities.queries import handled_reports

SHOWN = 50
AHEAD = timedelta(days=7)


def turns(person: Person, now: datetime) -> list[Turn]:
    """Reports whose clock nobody holds, decided ones to carry out, campaigns of this week."""
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


def superiors(clock: CaseClock) -> Iterable[Person]:
    """The UPG of the agency; nobody hears of a draft but its writer, none of their own report."""
    report = GratuityReport.objects.filter(pk=clock.case).defer("details").first()
    if report is None or report.state == State.DRAFT:
        return []
    started = day_in(clock.unit.zone, clock.started_at)
    day = max(filter(None, (started, clock.due_on)))
    people = officers_of(report.agency_id, None, day)
    return [person for person in people if person.pk != report.reporter_id]
