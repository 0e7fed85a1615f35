"""What the whole agency has for its proposal of a cycle: requirements, quota, last day, units."""

from dataclasses import dataclass
from datetime import date

from bening.agencies.models import AgencyKind
from bening.domain.gates import Case, Entered, Level, Verdict, applicable, evaluate
from bening.domain.scoring import Designation
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationCycle
from bening.nominations.models import AgencyQuota, RequirementValue
from bening.nominations.rules import Deadline, deadline_of
from bening.nominations.words import value_text
from bening.programs.models import ProgramState, ZoneProgram


@dataclass(frozen=True, slots=True)
class AgencyRequirement:
    """One requirement of the agency, held against both titles; `found` empty where not entered."""

    label: str
    found: str
    as_of: date | None
    needed: dict[str, str]
    met: frozenset[str]

    @property
    def least_wbk(self) -> str:
        """What the lower title asks for."""
        return self.needed.get(Designation.WBK, "")

    @property
    def least_wbbm(self) -> str:
        """What the higher title asks for, empty where it is the same."""
        more = self.needed.get(Designation.WBBM, "")
        return "" if more == self.least_wbk else more

    @property
    def is_met(self) -> bool:
        """Whether it holds for both titles."""
        return self.met == frozenset(self.needed)

    @property
    def is_met_for_wbk(self) -> bool:
        """Whether it holds for the lower title at least."""
        return Designation.WBK in self.met


@dataclass(frozen=True, slots=True)
class Outlook:
    """Of `eligible` units that may be put into the proposal, `most` by quota, until `deadline`."""

    requirements: tuple[AgencyRequirement, ...]
    basis: str
    quota: AgencyQuota | None
    deadline: Deadline
    eligible: int

    @property
    def is_over_quota(self) -> bool:
        """Whether more units are eligible than the quota names; it warns, no rule forbids it."""
        return self.quota is not None and self.eligible > self.quota.most


def outlook_of(cycle: EvaluationCycle, today: date) -> Outlook:
    """The outlook of a cycle with its agency and instrument: four queries.

    Whoever shows it has found the agency for a person who reads the whole of it.
    """
    instrument = instrument_of(cycle.instrument)
    rows = RequirementValue.objects.filter(
        agency_id=cycle.agency_id, year=cycle.year, unit__isnull=True
    )
    known = {
        row.requirement: Entered(row.value, row.as_of) for row in rows.order_by("entered_at", "id")
    }
    return Outlook(
        requirements=_requirements(cycle, known, today),
        basis=instrument.prerequisites_basis,
        quota=AgencyQuota.objects.filter(agency_id=cycle.agency_id, year=cycle.year).first(),
        deadline=deadline_of(cycle),
        eligible=ZoneProgram.objects.filter(cycle=cycle, state=ProgramState.ELIGIBLE).count(),
    )


def _requirements(
    cycle: EvaluationCycle, known: dict[str, Entered], today: date
) -> tuple[AgencyRequirement, ...]:
    prerequisites = instrument_of(cycle.instrument).prerequisites
    labels: dict[str, tuple[str, str]] = {}
    needed: dict[str, dict[str, str]] = {}
    met: dict[str, set[str]] = {}
    for target in Designation:
        case = Case(
            target=target,
            is_regional=cycle.agency.kind == AgencyKind.REGIONAL,
            today=today,
            agency=known,
        )
        asked = {one.id for one in applicable(prerequisites, case) if one.of == Level.AGENCY}
        for gate in evaluate(prerequisites, case):
            if gate.id not in asked:
                continue
            labels[gate.id] = (gate.label, gate.kind)
            needed.setdefault(gate.id, {})[target] = value_text("", gate.needed)
            if gate.verdict is Verdict.MET:
                met.setdefault(gate.id, set()).add(target)
    return tuple(
        AgencyRequirement(
            label=label,
            found=value_text(kind, known[key].value) if key in known else "",
            as_of=known[key].as_of if key in known else None,
            needed=needed[key],
            met=frozenset(met.get(key, ())),
        )
        for key, (label, kind) in labels.items()
    )
