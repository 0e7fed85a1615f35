"""What of proposals and of the national evaluation waits for a person."""

from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from bening.accounts.access import rights
from bening.accounts.models import Person, Role
from bening.calendars.turns import Turn
from bening.domain.gates import NO, NO_CORRUPTION
from bening.nominations import queries
from bening.nominations.models import (
    NominatedUnit,
    Nomination,
    PanelMember,
    RequirementValue,
    Selection,
    SelectionOutcome,
)
from bening.nominations.rules import USUAL_DEADLINE, Deadline
from bening.programs.models import CycleDate, ProgramState, ZoneProgram

SHOWN = 200
ENDS_BY_TPN = (
    ProgramState.NOMINATED,
    ProgramState.ADMIN_SELECTION,
    ProgramState.TPN_PRECHECK,
    ProgramState.TPN_DESK,
    ProgramState.TPN_FIELD,
    ProgramState.CLEARANCE,
    ProgramState.PANEL,
)
"""States in which a case recorded late is for the national team; an objection is the agency's."""

SENDERS = (Role.AGENCY_HEAD, Role.INSPECTOR)


def turns(person: Person, now: datetime) -> list[Turn]:
    """Statements to sign, letters to send, repairs, objections, results and votes."""
    held = rights(person)
    found: list[Turn] = []
    if held.has(Role.UNIT_HEAD):
        found += _statements(person)
    if held.has(*SENDERS):
        found += _unproposed(person)
    if held.has(Role.AGENCY_HEAD):
        found += _letters(person)
    if held.has(*SENDERS, Role.UNIT_HEAD):
        found += _answers_due(person)
    if held.has(Role.TPN):
        found += _national(person)
        found += _cases(person)
        found += _votes(person)
    return found


def _statements(person: Person) -> list[Turn]:
    own = [
        held.unit_id
        for held in rights(person).held
        if held.role == Role.UNIT_HEAD and held.unit_id is not None
    ]
    rows = NominatedUnit.objects.filter(
        Q(statement__isnull=True) | Q(statement__withdrawn_at__isnull=False),
        program__unit_id__in=own,
        nomination__sent_at__isnull=True,
        program__state=ProgramState.ELIGIBLE,
    ).select_related("program__unit", "nomination__cycle")[:SHOWN]
    return [
        Turn(
            key=f"statement:{row.pk}",
            title=row.program.unit.name,
            detail=_("Tanda tangani SPTJM pengusulan %(year)s")
            % {"year": row.nomination.cycle.year},
            url=reverse("nominations:program", args=[row.program_id]),
            since=row.added_at,
            unit=row.program.unit_id,
        )
        for row in rows
    ]


def _unproposed(person: Person) -> list[Turn]:
    """Units that TPI found worth proposing and that nobody has put into a proposal."""
    agencies = [
        held.agency_id
        for held in rights(person).held
        if held.role in SENDERS and held.agency_id is not None
    ]
    rows = list(
        ZoneProgram.objects.filter(
            agency_id__in=agencies, state=ProgramState.ELIGIBLE, nominated_unit__isnull=True
        ).select_related("unit", "cycle")[:SHOWN]
    )
    days = dict(
        CycleDate.objects.filter(
            cycle_id__in={row.cycle_id for row in rows}, state=ProgramState.ELIGIBLE
        ).values_list("cycle_id", "due_on")
    )
    return [
        Turn(
            key=f"unproposed:{row.pk}",
            title=row.unit.name,
            detail=_("Masukkan ke pengusulan %(year)s") % {"year": row.cycle.year},
            url=reverse("nominations:list"),
            due_on=days.get(row.cycle_id),
            since=row.state_since,
            unit=row.unit_id,
        )
        for row in rows
    ]


def _letters(person: Person) -> list[Turn]:
    agencies = [
        held.agency_id
        for held in rights(person).held
        if held.role == Role.AGENCY_HEAD and held.agency_id is not None
    ]
    rows = list(
        Nomination.objects.filter(agency_id__in=agencies, sent_at__isnull=True, units__isnull=False)
        .select_related("agency", "cycle")
        .distinct()[:SHOWN]
    )
    deadlines = _deadlines(rows)
    return [
        Turn(
            key=f"nomination:{row.pk}",
            title=row.agency.name,
            detail=_("Kirim pengusulan %(year)s") % {"year": row.cycle.year},
            url=reverse("nominations:nomination", args=[row.pk]),
            due_on=deadlines[row.pk].last_day,
            since=row.opened_at,
        )
        for row in rows
    ]


def _deadlines(rows: list[Nomination]) -> dict[object, Deadline]:
    days = {
        (one.cycle_id, one.state): one
        for one in CycleDate.objects.filter(
            cycle_id__in={row.cycle_id for row in rows},
            state__in=(ProgramState.NOMINATED, ProgramState.ELIGIBLE),
        )
    }
    found: dict[object, Deadline] = {}
    for row in rows:
        set_day = days.get((row.cycle_id, ProgramState.NOMINATED.value)) or days.get(
            (row.cycle_id, ProgramState.ELIGIBLE.value)
        )
        last = set_day.due_on if set_day else date(row.cycle.year, *USUAL_DEADLINE)
        found[row.pk] = Deadline(last, set_day.source if set_day else "")
    return found


def _answers_due(person: Person) -> list[Turn]:
    """Repairs and objections that the agency may still hand in."""
    held = rights(person)
    programs = queries.programs_read(person)
    rows = (
        Selection.objects.filter(program__in=programs)
        .filter(
            Q(
                outcome=SelectionOutcome.WITH_NOTES,
                repaired_at__isnull=True,
                program__state=ProgramState.ADMIN_SELECTION,
            )
            | Q(
                outcome=SelectionOutcome.FAILED,
                program__state=ProgramState.OBJECTION,
                program__objection__isnull=True,
            )
        )
        .select_related("program__unit")
        .order_by("decided_at")[:SHOWN]
    )
    newest = {row.program_id: row for row in rows}
    found = []
    for row in newest.values():
        roles = held.acting_on(row.program.unit)
        objects = row.outcome == SelectionOutcome.FAILED
        if not roles & ({*SENDERS} if objects else {*SENDERS, Role.UNIT_HEAD}):
            continue
        words = _("Sanggah hasil seleksi") if objects else _("Perbaiki catatan seleksi")
        found.append(
            Turn(
                key=f"selection:{row.pk}",
                title=row.program.unit.name,
                detail=words,
                url=reverse("nominations:program", args=[row.program_id]),
                due_on=row.objection_until if objects else row.repair_due_on,
                since=row.decided_at,
                unit=row.program.unit_id,
            )
        )
    return found


def _national(person: Person) -> list[Turn]:
    """Programs in a state whose moves all come with the national team's own work."""
    rows = queries.national_programs(person).filter(
        Q(state__in=(ProgramState.ADMIN_SELECTION, ProgramState.PANEL))
        | Q(
            state=ProgramState.OBJECTION,
            objection__is_accepted__isnull=True,
            objection__isnull=False,
        )
    )[:SHOWN]
    words = {
        ProgramState.ADMIN_SELECTION: _("Putuskan seleksi administrasi"),
        ProgramState.PANEL: _("Selesaikan panel"),
        ProgramState.OBJECTION: _("Jawab sanggahan"),
    }
    return [
        Turn(
            key=f"national:{row.pk}:{row.state}",
            title=row.unit.name,
            detail=str(words[ProgramState(row.state)]),
            url=reverse("nominations:national_program", args=[row.pk]),
            since=row.state_since,
            unit=row.unit_id,
        )
        for row in rows
    ]


def _cases(person: Person) -> list[Turn]:
    """Programs on whose unit a corruption case was recorded after the proposal was sent.

    It waits in the states from which the national team can end the evaluation, until it did or the
    value is set right. Two queries.
    """
    programs = list(
        queries.national_programs(person)
        .filter(state__in=ENDS_BY_TPN, nominated_unit__nomination__sent_at__isnull=False)
        .select_related("unit", "cycle", "nominated_unit__nomination")[:SHOWN]
    )
    rows = RequirementValue.objects.filter(
        requirement=NO_CORRUPTION,
        unit__in={one.unit_id for one in programs},
        year__in={one.cycle.year for one in programs},
    ).order_by("entered_at", "id")
    newest = {(row.unit_id, row.year): row for row in rows} if programs else {}
    found = []
    for one in programs:
        row = newest.get((one.unit_id, one.cycle.year))
        sent_at = one.nominated_unit.nomination.sent_at
        if row is None or row.value != NO or sent_at is None or row.entered_at <= sent_at:
            continue
        found.append(
            Turn(
                key=f"case:{row.pk}:{one.pk}",
                title=one.unit.name,
                detail=_("Perkara KKN dicatat setelah pengusulan: usulan gugur, hentikan evaluasi"),
                url=reverse("nominations:national_program", args=[one.pk]),
                since=row.entered_at,
                unit=one.unit_id,
            )
        )
    return found


def _votes(person: Person) -> list[Turn]:
    rows = PanelMember.objects.filter(
        person=person, vote="", absent="", session__decided_at__isnull=True
    ).select_related("session__program__unit")[:SHOWN]
    return [
        Turn(
            key=f"vote:{row.pk}",
            title=row.session.program.unit.name,
            detail=_("Berikan suara panel"),
            url=reverse("nominations:panel", args=[row.session_id]),
            since=row.session.opened_at,
            unit=row.session.program.unit_id,
        )
        for row in rows
    ]
