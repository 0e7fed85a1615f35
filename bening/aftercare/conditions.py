"""The guard of this feature: a unit whose title was revoked waits two full years."""

from datetime import datetime

from bening.aftercare.queries import waiting_until
from bening.aftercare.refusals import AftercareRefused
from bening.domain.days import day_in
from bening.programs import guards
from bening.programs.models import ZoneProgram


def cooling_off_over(program: ZoneProgram, now: datetime) -> None:
    """Two years have passed since the newest revocation decree (90/2021 Annex II Ch. IV).

    Counted in days of the unit's zone; the day two years after the decree is free again.
    """
    until = waiting_until(program.unit)
    if until is None:
        raise AftercareRefused("revocation_unknown", unit=program.unit.name)
    if day_in(program.unit.zone, now) < until:
        raise AftercareRefused("cooling_off_not_over", unit=program.unit.name, until=until)


def register_guards() -> None:
    """Declares the guard; called when the application is ready."""
    guards.register("cooling_off_over", cooling_off_over)
