"""Reading reports, campaigns and papers: always of one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from bening.accounts.access import rights, today_of, units_of
from bening.accounts.duties import in_force
from bening.accounts.models import Person
from bening.agencies.models import Agency, WorkUnit
from bening.calendars.queries import holidays_between
from bening.casework.clocks import AHEAD, clocks_of, days_off_around, first_day, standing_of
from bening.casework.models import CaseClock, ClockState
from bening.casework.models import DayKind as DayKindChoice
from bening.casework.terms import DatedTerm, term_in_force
from bening.casework.words import TERMS
from bening.domain.casework import DayKind
from bening.domain.days import day_in
from bening.domain.gratuities import Assessment, EarlierGift, Gift, assess
from bening.domain.workdays import DaysOff, add_working_days, end_of_day, start_of_day
from bening.gratuities.access import duties_of, is_tied
from bening.gratuities.details import Details, is_conflicted, opened, same_giver
from bening.gratuities.exemptions import shipped_exemptions
from bening.gratuities.models import (
    ControlBasis,
    Direction,
    DirectReport,
    GratuityAttachment,
    GratuityCampaign,
    GratuityOfficer,
    GratuityOpening,
    GratuityReport,
    ObjectKind,
    State,
)


def own_reports(person: Person) -> QuerySet[GratuityReport]:
    """What a person reported, drafts included, the newest first."""
    return (
        GratuityReport.objects.filter(reporter=person)
        .select_related("agency", "unit__agency", "reporter__agency")
        .defer("details")
    )


def handled_reports(person: Person, on: date) -> QuerySet[GratuityReport]:
    """The reports that came to a person as UPG or helper: no draft, none of their own."""
    duties = duties_of(person, on)
    rows = GratuityReport.objects.select_related(
        "agency", "unit__agency", "reporter__agency"
    ).exclude(Q(reporter=person) | Q(state=State.DRAFT))
    if duties.is_upg:
        return rows.filter(Q(agency_id=duties.agency))
    if duties.helps:
        return rows.filter(
            Q(agency_id=duties.agency), unit_id__in=duties.helps, bypasses_helper=False
        )
    return rows.none()


def report_for(person: Person, key: UUID, on: date) -> GratuityReport:
    """One report, own or handled. Raises GratuityReport.DoesNotExist also where it is neither."""
    own = GratuityReport.objects.filter(reporter=person, pk=key)
    found = own.select_related("agency", "unit__agency", "reporter__agency").first()
    return found or handled_reports(person, on).get(pk=key)


def direct_reports(person: Person, on: date) -> QuerySet[DirectReport]:
    """What the UPG noted of reports sent to KPK directly, but the person's own; else nothing."""
    duties = duties_of(person, on)
    rows = DirectReport.objects.select_related("agency", "unit__agency")
    if not duties.is_upg:
        return rows.none()
    return rows.filter(Q(agency_id=duties.agency)).exclude(reporter=person)


def direct_for(person: Person, key: UUID, on: date) -> DirectReport:
    """One of them. Raises DirectReport.DoesNotExist."""
    return direct_reports(person, on).get(pk=key)


def direct_choices(person: Person) -> dict[str, Any]:
    """Whom and which unit a note may name: `people`, without the person, and `units`."""
    people = Person.objects.filter(Q(agency_id=person.agency_id), is_active=True)
    return {
        "people": people.exclude(pk=person.pk).order_by("name"),
        "units": reporting_units(person),
    }


def attachment_for(report: GratuityReport, key: UUID) -> GratuityAttachment:
    """One picture of the report. Raises GratuityAttachment.DoesNotExist."""
    found: GratuityAttachment = report.attachments.get(pk=key)
    return found


def opening_of(person: Person, report: GratuityReport, now: datetime) -> GratuityOpening | None:
    """The opening that still lets a person of the UPG read what the report says.

    None also for whoever has declared a tie since.
    """
    found = (
        GratuityOpening.objects.filter(report=report, person=person, until__gt=now)
        .order_by("-until")
        .first()
    )
    return None if found is None or is_tied(person, report, today_of(person, now)) else found


def assessment_of(report: GratuityReport, told: Details) -> Assessment:
    """Whether the gift need not have been reported, with every sum: two queries at most."""
    gift = Gift(
        code=report.circumstance,
        received_on=report.received_on,
        value=told.value,
        is_money=report.object_kind == ObjectKind.MONEY,
        has_conflict=is_conflicted(told),
    )
    others = GratuityReport.objects.filter(
        reporter_id=report.reporter_id,
        received_on__year=report.received_on.year,
        direction=Direction.RECEIVED,
    ).exclude(pk=report.pk)
    earlier = []
    for other in others[:200]:
        said = opened(other.details, other.pk)
        if same_giver(told, said):
            earlier.append(EarlierGift(other.circumstance, other.received_on, said.value or 0))
    return assess(gift, earlier, shipped_exemptions())


@dataclass(frozen=True, slots=True)
class Deadline:
    """One term of a report as a page shows it.

    `days` and `left` count days of the kind that `counts` names; `left` is None once it stands.
    """

    name: str
    due_on: date | None
    is_late: bool
    state: str
    source: str
    days: int
    counts: str
    left: int | None = None


def deadlines_of(report: GratuityReport, now: datetime) -> list[Deadline]:
    """The terms of a report, running ones first: three queries."""
    rows = clocks_of(report.pk)
    rows.sort(key=lambda row: (row.state == ClockState.STOPPED, row.due_on or date.max))
    if not rows:
        return []
    today = day_in(report.unit.zone, now)
    days_off = days_off_around(report.unit.agency, min(map(first_day, rows)), today)
    return [_deadline(row, now, days_off) for row in rows]


def _deadline(row: CaseClock, now: datetime, days_off: DaysOff) -> Deadline:
    runs = row.state == ClockState.RUNNING
    spent = standing_of(row, now, days_off=days_off).spent if runs else 0
    return Deadline(
        name=str(TERMS.get(row.term, row.term)),
        due_on=row.due_on,
        is_late=row.is_late,
        state=row.state,
        source=row.source,
        days=row.days,
        counts=str(row.get_counts_display()),
        left=row.days - spent if runs else None,
    )


def countdowns_of(reports: Sequence[GratuityReport], now: datetime) -> dict[UUID, Deadline]:
    """The term of each report that ends first, where one runs: two queries and one an agency."""
    rows = list(
        CaseClock.objects.filter(
            case__in=[each.pk for each in reports], state=ClockState.RUNNING, due_on__isnull=False
        )
        .select_related("unit__agency")
        .prefetch_related("moves")
        .order_by("-due_on", "pk")
    )
    days_off: dict[UUID, DaysOff] = {}
    for agency in {row.unit.agency for row in rows}:
        mine = [row for row in rows if row.unit.agency_id == agency.pk]
        first = min(map(first_day, mine))
        days_off[agency.pk] = days_off_around(agency, first, day_in(mine[0].unit.zone, now))
    return {row.case: _deadline(row, now, days_off[row.unit.agency_id]) for row in rows}


REPORT = "gratuity_report"
LIMITS = ("gratuity_to_helper", "gratuity_to_upg", REPORT)


def limits_from(agency: Agency, received_on: date) -> list[Deadline]:
    """Until when a gift of that day is reported to whom: four queries."""
    off = holidays_between(agency, received_on, received_on + AHEAD)
    return [_limit(agency, code, received_on, off) for code in LIMITS]


def report_due(agency: Agency, received_on: date) -> date:
    """The last day on which a gift of that day is reported in time (UU 20/2001 Pasal 12C).

    Two queries.
    """
    off = holidays_between(agency, received_on, received_on + AHEAD)
    return _due(term_in_force(agency, REPORT, received_on), received_on, off)


def _limit(agency: Agency, code: str, received_on: date, off: DaysOff) -> Deadline:
    term = term_in_force(agency, code, received_on)
    due, counts = _due(term, received_on, off), str(DayKindChoice(term.counts).label)
    return Deadline(str(TERMS[code]), due, False, "", term.source, term.days, counts)


def _due(term: DatedTerm, received_on: date, off: DaysOff) -> date:
    if term.counts is DayKind.WORKING:
        return add_working_days(received_on, term.days, off)
    return date.fromordinal(received_on.toordinal() + term.days)


def reporting_units(person: Person) -> QuerySet[WorkUnit]:
    """The units a person can report from: all open ones of their agency."""
    units: QuerySet[WorkUnit] = WorkUnit.objects.select_related("agency").order_by("path")
    return units.filter(Q(agency_id=person.agency_id), closed_at__isnull=True)


def unit_of(person: Person, on: date) -> WorkUnit | None:
    """Where the person works, for the form: by posting, else by a role on a unit."""
    posting = (
        person.postings.filter(starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .select_related("unit")
        .first()
    )
    if posting is not None:
        unit: WorkUnit = posting.unit
        return unit
    keys = [held.unit_id for held in rights(person, on).held if held.unit_id is not None]
    return reporting_units(person).filter(pk__in=keys).first() if keys else None


def officers_shown(person: Person, on: date) -> QuerySet[GratuityOfficer]:
    """Who is the UPG of the person's agency, and the helpers: everybody of the agency may know."""
    return (
        GratuityOfficer.objects.filter(in_force(on), Q(agency_id=person.agency_id))
        .select_related("person", "unit", "agency")
        .order_by("unit__path", "starts_on")
    )


def basis_shown(person: Person) -> QuerySet[ControlBasis]:
    """The papers of the UPG of the person's agency."""
    return (
        ControlBasis.objects.filter(Q(agency_id=person.agency_id))
        .select_related("unit")
        .order_by("kind", "-dated_on")
    )


def campaign_units(person: Person, on: date) -> QuerySet[WorkUnit]:
    """The units whose campaigns the person reads: their own and, for the UPG, the agency's."""
    duties = duties_of(person, on)
    if duties.is_upg:
        return reporting_units(person)
    mine = units_of(person, on).filter(closed_at__isnull=True).values("pk")
    return reporting_units(person).filter(Q(pk__in=mine) | Q(pk__in=duties.helps))


def campaigns_of(person: Person, on: date) -> QuerySet[GratuityCampaign]:
    """The campaigns of those units, the newest first."""
    return GratuityCampaign.objects.filter(unit__in=campaign_units(person, on)).select_related(
        "unit__agency", "proof"
    )


def campaign_for(person: Person, key: UUID, on: date) -> GratuityCampaign:
    """One campaign. Raises GratuityCampaign.DoesNotExist."""
    return campaigns_of(person, on).get(pk=key)


@dataclass(frozen=True, slots=True)
class Count:
    """One line of the periodic report."""

    name: str
    number: int


def figures_of(person: Person, first: date, last: date) -> list[Count]:
    """The numbers of the reports of some days, those sent to KPK directly last, without a name.

    Three queries.
    """
    on = today_of(person)
    duties = duties_of(person, on)
    zone = person.agency.time_zone if person.agency else settings.TIME_ZONE
    rows: Sequence[GratuityReport] = list(
        GratuityReport.objects.filter(
            Q(agency_id=duties.agency),
            reported_at__gte=start_of_day(first, zone),
            reported_at__lt=end_of_day(last, zone),
        )
        .exclude(state=State.DRAFT)
        .defer("details")
    ) if duties.is_upg else []  # fmt: skip
    named = [
        (_("Laporan penerimaan"), [r for r in rows if r.direction == Direction.RECEIVED]),
        (_("Laporan penolakan"), [r for r in rows if r.direction == Direction.REFUSED]),
        (_("Dilaporkan tepat waktu"), [r for r in rows if not r.is_late]),
        (_("Dilaporkan terlambat"), [r for r in rows if r.is_late]),
    ]
    named += [
        (str(label), [r for r in rows if r.state == value])
        for value, label in State.choices
        if value != State.DRAFT
    ]
    directly = list(
        DirectReport.objects.filter(Q(agency_id=duties.agency), sent_on__range=(first, last))
    ) if duties.is_upg else []  # fmt: skip
    return [
        *(Count(name, len(found)) for name, found in named),
        Count(_("Langsung ke KPK (GOL)"), len(directly)),
        Count(_("Langsung ke KPK, terlambat"), sum(row.is_late for row in directly)),
        Count(_("Langsung ke KPK, status ditetapkan"), sum(bool(r.decision) for r in directly)),
    ]
