"""The requirements of programs, held against what was entered, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bening.agencies.models import AgencyKind
from bening.documents.models import OfficialDocument
from bening.domain.days import day_in
from bening.domain.gates import Case, Entered, Gate, Level, Title, evaluate
from bening.domain.scoring import Designation
from bening.evaluations.instruments import instrument_of
from bening.nominations.models import GateAcceptance, RequirementValue
from bening.programs.models import Award, ZoneProgram

Key = tuple[UUID, int, UUID | None, str]
"""Agency, year, unit (None: of the whole agency), requirement."""


@dataclass(frozen=True, slots=True)
class GateRow:
    """A requirement with its verdict and the row that its value comes from."""

    gate: Gate
    row: RequirementValue | None

    @property
    def is_unsaid(self) -> bool:
        """Whether it holds only because nobody recorded anything against it."""
        return self.gate.reason == "no_case_recorded"

    @property
    def lacks_proof(self) -> bool:
        """Whether a value stands without link and without document, or with a withdrawn one."""
        return self.row is not None and not self.row.link and self.proof is None

    @property
    def proof(self) -> OfficialDocument | None:
        """The document that proves the value, if it still counts."""
        proof = self.row.proof if self.row else None
        return None if proof is None or proof.is_withdrawn else proof


def newest_values(programs: Sequence[ZoneProgram]) -> dict[Key, RequirementValue]:
    """The newest value of every requirement of the programs' agencies and units. One query."""
    units = {program.unit_id for program in programs}
    rows = RequirementValue.objects.filter(
        agency_id__in={program.agency_id for program in programs},
        year__in={program.cycle.year for program in programs},
    ).select_related("proof", "entered_by")
    found: dict[Key, RequirementValue] = {}
    for row in rows.order_by("entered_at", "id"):
        if row.unit_id is None or row.unit_id in units:
            found[row.agency_id, row.year, row.unit_id, row.requirement] = row
    return found


def gates_of(programs: Sequence[ZoneProgram], *, now: datetime) -> dict[UUID, tuple[GateRow, ...]]:
    """The requirements of each program. Three queries, however many programs.

    The programs come with unit, agency, cycle, and their sheet with its instrument.
    """
    if not programs:
        return {}
    values = newest_values(programs)
    titles: dict[UUID, list[Title]] = {}
    for award in Award.objects.filter(unit_id__in={program.unit_id for program in programs}):
        titles.setdefault(award.unit_id, []).append(
            Title(Designation(award.designation), award.awarded_on, award.revoked_on)
        )
    accepted: dict[UUID, set[str]] = {}
    for program_id, requirement in GateAcceptance.objects.filter(
        program__in=[program.pk for program in programs]
    ).values_list("program_id", "requirement"):
        accepted.setdefault(program_id, set()).add(requirement)
    return {
        program.pk: _rows(
            program,
            values,
            titles.get(program.unit_id, []),
            frozenset(accepted.get(program.pk, ())),
            now,
        )
        for program in programs
    }


def gates_for(program: ZoneProgram, *, now: datetime) -> tuple[GateRow, ...]:
    """The requirements of one program."""
    return gates_of([program], now=now)[program.pk]


def stopping_gates(program: ZoneProgram, *, now: datetime) -> tuple[Gate, ...]:
    """What would fail the administrative selection of one program."""
    return tuple(row.gate for row in gates_for(program, now=now) if row.gate.stops)


def _rows(
    program: ZoneProgram,
    values: dict[Key, RequirementValue],
    titles: Sequence[Title],
    accepted: frozenset[str],
    now: datetime,
) -> tuple[GateRow, ...]:
    year = program.cycle.year
    own = {
        (unit, requirement): row
        for (agency, at, unit, requirement), row in values.items()
        if agency == program.agency_id and at == year and unit in (None, program.unit_id)
    }
    case = Case(
        target=Designation(program.target),
        is_regional=program.unit.agency.kind == AgencyKind.REGIONAL,
        today=day_in(program.unit.zone, now),
        building_since=program.building_since,
        titles=titles,
        agency=_entered(own, None),
        unit=_entered(own, program.unit_id),
        accepted=accepted,
    )
    instrument = instrument_of(program.sheet.instrument)
    return tuple(
        GateRow(
            gate,
            own.get((None if gate.level is Level.AGENCY else program.unit_id, gate.id)),
        )
        for gate in evaluate(instrument.prerequisites, case)
    )


def _entered(
    own: dict[tuple[UUID | None, str], RequirementValue], of: UUID | None
) -> dict[str, Entered]:
    return {
        requirement: Entered(row.value, row.as_of)
        for (unit, requirement), row in own.items()
        if unit == of
    }
