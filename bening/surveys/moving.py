"""A period from one state to the next, by the table of `domain.surveys.states`."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from bening import audit
from bening.accounts.access import own_roles_of
from bening.accounts.models import Person, Role
from bening.domain.surveys.states import IS_PUBLIC, PeriodOwner, check_move
from bening.domain.surveys.states import PeriodState as State
from bening.services.access import is_service_officer
from bening.surveys.facts_kept import forget_facts
from bening.surveys.models import SurveyPeriod

CONFIRMED = IS_PUBLIC | {State.CONFIRMED}
"""States of a period whose result does not change any more."""

OWNERS = {Role.UNIT_PIC: PeriodOwner.UNIT_PIC, Role.UNIT_HEAD: PeriodOwner.UNIT_HEAD}


def locked_period(key: UUID) -> SurveyPeriod:
    """The period, locked."""
    found: SurveyPeriod = (
        SurveyPeriod.objects.select_for_update(of=("self",))
        .select_related("unit__agency", "questionnaire")
        .get(pk=key)
    )
    return found


def owners_of(by: Person | None, period: SurveyPeriod, on: date) -> frozenset[PeriodOwner]:
    """As whom somebody moves a period; nobody is the calendar, area 6 acts as the PIC does."""
    if by is None:
        return frozenset({PeriodOwner.CLOCK})
    roles = own_roles_of(by, period.unit, on)
    owners = {owner for role, owner in OWNERS.items() if role in roles}
    if is_service_officer(by, period.unit, on=on):
        owners.add(PeriodOwner.UNIT_PIC)
    return frozenset(owners)


def move(
    period: SurveyPeriod,
    name: str,
    *,
    by: Person | None,
    on: date,
    now: datetime,
    reason: str = "",
    **data: Any,
) -> None:
    """Moves a locked period, with its audit event. Raises PeriodRefused."""
    found = check_move(State(period.state), name, owners_of(by, period, on), reason=reason)
    period.state = found.target.value
    period.save(update_fields=["state"])
    forget_facts(period.unit_id)
    told = {"name": period.name, **({"reason": reason.strip()} if reason.strip() else {}), **data}
    audit.record(
        act=found.act,
        by=by.pk if by else None,
        agency=period.agency_id,
        subject=("survey_period", period.pk),
        at=now,
        data=told,
    )
