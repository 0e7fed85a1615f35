"""What of monitoring and mentoring waits for a person."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from bening.accounts.access import rights, today_of
from bening.accounts.models import Person, Role, RoleAssignment
from bening.agencies.models import WorkUnit
from bening.calendars.turns import Turn
from bening.facts import Period
from bening.mentoring.access import ANSWERS_FOR_UNIT, MENTORS
from bening.mentoring.letters import period_name
from bening.mentoring.models import (
    Consultation,
    ConsultationState,
    Frequency,
    MentoringVisit,
    MonitoringReport,
    PreparationItem,
    Recommendation,
    RecommendationState,
    ReportSide,
    ReportState,
    TpnQuestion,
    TpnState,
    VisitState,
)
from bening.mentoring.periods import last_quarter_before, report_due
from bening.mentoring.preparation import AREAS
from bening.mentoring.states import PREPARES, WAITS_FOR_UNIT
from bening.programs.models import CycleDate, ProgramState, ZoneProgram

SHOWN = 100


def turns(person: Person, now: datetime) -> list[Turn]:
    """Recommendations to follow up or verify, questions to answer, visits and reports to finish.

    At most twelve queries, for people without such roles none but their rights.
    """
    held = rights(person)
    found: list[Turn] = []
    own = {one.unit_id for one in held.held if one.role in ANSWERS_FOR_UNIT}
    if own or held.roles:
        found += _to_follow_up(person, own)
    if held.has(Role.UNIT_PIC):
        found += _to_prepare(person)
    if own:
        found += _to_issue(person, now)
        found += _to_write(own, today_of(person, now))
    if held.has(*MENTORS):
        found += _of_mentor(person, now)
    return found


def _to_follow_up(person: Person, own: "set[UUID | None]") -> list[Turn]:
    rows = (
        Recommendation.objects.filter(state__in=WAITS_FOR_UNIT)
        .filter(Q(owner=person) | Q(owner__isnull=True, unit_id__in=own))
        .select_related("unit")
        .order_by("due_on", "made_at")[:SHOWN]
    )
    return [
        _recommended(row, _("Tindak lanjuti rekomendasi: %(unit)s") % {"unit": row.unit.name})
        for row in rows
    ]


def _to_prepare(person: Person) -> list[Turn]:
    """Programs that the national team evaluates and whose unit is not ready. Two queries."""
    units = {one.unit_id for one in rights(person).held if one.role == Role.UNIT_PIC}
    rows = list(
        ZoneProgram.objects.filter(unit_id__in=units, state__in=PREPARES)
        .select_related("unit", "cycle")
        .annotate(
            areas=Count("interview_partners__area", distinct=True),
            ready=Count("prepared_items", distinct=True),
        )
        .order_by("unit__name")[:SHOWN]
    )
    days = {
        (cycle, state): due
        for cycle, state, due in CycleDate.objects.filter(
            cycle_id__in={row.cycle_id for row in rows}, state__in=PREPARES
        ).values_list("cycle_id", "state", "due_on")
    }
    return [
        Turn(
            key=f"preparation:{row.pk}",
            title=row.unit.name,
            detail=_("Siapkan evaluasi TPN: %(left)s hal belum siap") % {"left": left},
            url=reverse("mentoring:preparation", args=[row.pk]),
            due_on=days.get((row.cycle_id, row.state)),
            since=row.state_since,
            unit=row.unit_id,
        )
        for row in rows
        if (left := len(PreparationItem) - row.ready + AREAS - row.areas)
    ]


def _to_issue(person: Person, now: datetime) -> list[Turn]:
    heads = {one.unit_id for one in rights(person).held if one.role == Role.UNIT_HEAD}
    today = today_of(person, now)
    rows = MonitoringReport.objects.filter(
        unit_id__in=heads, side=ReportSide.UNIT, state=ReportState.DRAFT, ends_on__lt=today
    ).select_related("unit")[:SHOWN]
    return [
        Turn(
            key=f"report:{row.pk}",
            title=_("Terbitkan laporan pemantauan"),
            detail=row.unit.name,
            url=reverse("mentoring:report", args=[row.pk]),
            due_on=report_due(Period(row.starts_on, row.ends_on)),
            since=row.written_at,
            unit=row.unit_id,
        )
        for row in rows
    ]


def _to_write(own: "set[UUID | None]", today: date) -> list[Turn]:
    """Programs built through all of the newest quarter, of which the unit has written nothing.

    A report on any month of the quarter is one of it, as in the fact of published reports.
    """
    quarter = last_quarter_before(today)
    written = MonitoringReport.objects.filter(
        program=OuterRef("pk"),
        side=ReportSide.UNIT,
        ends_on__gte=quarter.start,
        ends_on__lte=quarter.end,
    )
    rows = (
        ZoneProgram.objects.filter(
            unit_id__in=own,
            state=ProgramState.BUILDING,
            continued_by__isnull=True,
            building_since__lte=quarter.start,
        )
        .exclude(Exists(written))
        .select_related("unit")
        .order_by("unit__name")[:SHOWN]
    )
    name = period_name(MonitoringReport(frequency=Frequency.QUARTERLY, starts_on=quarter.start))
    where = reverse("mentoring:write_report")
    return [
        Turn(
            key=f"monitoring:{row.pk}:{quarter.start.isoformat()}",
            title=_("Susun laporan pemantauan %(period)s") % {"period": name},
            detail=row.unit.name,
            url=f"{where}?program={row.pk}",
            due_on=report_due(quarter),
            unit=row.unit_id,
        )
        for row in rows
    ]


def _of_mentor(person: Person, now: datetime) -> list[Turn]:
    units = _waiting_units(person, now)
    today = today_of(person, now)
    claims = Recommendation.objects.filter(
        unit__in=units, state=RecommendationState.CLAIMED
    ).select_related("unit")[:SHOWN]
    asked = Consultation.objects.filter(
        unit__in=units, state=ConsultationState.OPEN
    ).select_related("unit")[:SHOWN]
    visits = MentoringVisit.objects.filter(
        planned_by=person, state=VisitState.PLANNED, held_on__lte=today
    ).select_related("unit")[:SHOWN]
    questions = TpnQuestion.objects.filter(asked_by=person, state=TpnState.DRAFT)[:SHOWN]
    return [
        *(
            Turn(
                key=f"recommendation:{row.pk}:verify",
                title=_("Verifikasi tindak lanjut: %(unit)s") % {"unit": row.unit.name},
                detail=row.text[:120],
                url=reverse("mentoring:recommendation", args=[row.pk]),
                since=row.state_since,
                unit=row.unit_id,
            )
            for row in claims
        ),
        *(
            Turn(
                key=f"consultation:{row.pk}",
                title=_("Jawab konsultasi: %(unit)s") % {"unit": row.unit.name},
                detail=row.topic,
                url=reverse("mentoring:consultation", args=[row.pk]),
                since=row.asked_at,
                unit=row.unit_id,
            )
            for row in asked
        ),
        *(
            Turn(
                key=f"visit:{row.pk}",
                title=_("Catat hasil kunjungan: %(unit)s") % {"unit": row.unit.name},
                detail=row.place,
                url=reverse("mentoring:visit", args=[row.pk]),
                due_on=row.held_on,
                since=row.planned_at,
                unit=row.unit_id,
            )
            for row in visits
        ),
        *(
            Turn(
                key=f"tpn_question:{row.pk}",
                title=_("Kirim pertanyaan kepada TPN"),
                detail=row.topic,
                url=reverse("mentoring:tpn_question", args=[row.pk]),
                since=row.asked_at,
            )
            for row in questions
        ),
    ]


def _waiting_units(person: Person, now: datetime) -> QuerySet[WorkUnit]:
    """The units that wait for this mentor: a TPI's own; an inspector's where no TPI is assigned."""
    held = rights(person)
    own = {one.unit_id for one in held.held if one.role == Role.TPI}
    agencies = {one.agency_id for one in held.held if one.role == Role.INSPECTOR}
    assigned = RoleAssignment.objects.in_force(today_of(person, now)).filter(
        role=Role.TPI, unit=OuterRef("pk")
    )
    units: QuerySet[WorkUnit] = WorkUnit.objects.order_by()
    return units.filter(Q(pk__in=own) | (Q(agency_id__in=agencies) & ~Exists(assigned)))


def _recommended(row: Recommendation, title: str) -> Turn:
    return Turn(
        key=f"recommendation:{row.pk}:{row.state}",
        title=title,
        detail=row.text[:120],
        url=reverse("mentoring:recommendation", args=[row.pk]),
        due_on=row.due_on,
        since=row.state_since,
        unit=row.unit_id,
    )
