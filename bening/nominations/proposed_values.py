"""Values of requirements that are counted here already: proposed, and entered by a person."""

from dataclasses import dataclass
from datetime import date, datetime

from bening import facts
from bening.agencies.models import WorkUnit

COUNTED = {
    "tindak_lanjut_pengawasan_persen": ("findings.settled_share", "settled", "made"),
    "kepatuhan_lhkpn_lhkan_persen": ("wealth_reports.compliance", "reported", "obliged"),
}
"""The fact of a requirement, and the counts that are its numerator and denominator."""


@dataclass(frozen=True, slots=True)
class ProposedValue:
    """A value as it is typed, and the name of the fact it comes from."""

    value: str
    source: str


def proposed_value(
    unit: WorkUnit | None, requirement: str, *, year: int, now: datetime
) -> ProposedValue | None:
    """What is counted for a unit in a year; None where nothing is."""
    if unit is None or requirement not in COUNTED:
        return None
    name, part, whole = COUNTED[requirement]
    fact = facts.fact(name)
    period = facts.Period(date(year, 1, 1), date(year, 12, 31))
    found = fact.query(unit.pk, period, now)
    if not isinstance(found, facts.FactValue):
        return None
    return ProposedValue(f"{found.counts[part]}/{found.counts[whole]}", str(fact.label))
