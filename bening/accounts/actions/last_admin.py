"""An agency always keeps an administrator, and the installation an operator."""

from datetime import datetime
from typing import cast
from uuid import UUID

from django.conf import settings

from bening.accounts import access
from bening.accounts.models import Person, Role, RoleAssignment
from bening.accounts.refusals import PeopleRefused
from bening.agencies.models import Agency
from bening.domain.days import day_in


def check_somebody_remains(
    *, now: datetime, without: Person | None = None, ended: RoleAssignment | None = None
) -> None:
    """Raises PeopleRefused("last_admin" or "last_operator") if nobody would be left.

    `without` is a person to be switched off, `ended` a role to be ended. Takes the agency's row
    first, so that two administrators can't send each other away in the same moment.
    """
    if ended is not None:
        concerned = [(ended.role, ended.agency_id)]
    elif without is not None:
        concerned = list(
            RoleAssignment.objects.in_force(access.today_of(without, now))
            .filter(person=without, role__in=(Role.AGENCY_ADMIN, Role.OPERATOR))
            .values_list("role", "agency_id")
        )
    else:
        concerned = []
    for role, agency_id in concerned:
        if role == Role.AGENCY_ADMIN:
            agency = Agency.objects.select_for_update().get(pk=cast("UUID", agency_id))
            code, name, zone = "last_admin", agency.name, agency.time_zone
        elif role == Role.OPERATOR:
            # Operators have no agency whose row could be taken: the roles themselves are.
            list(RoleAssignment.objects.select_for_update().filter(role=Role.OPERATOR))
            code, name, zone = "last_operator", "", settings.TIME_ZONE
        else:
            continue
        others = RoleAssignment.objects.in_force(day_in(zone, now)).filter(
            role=role, agency=agency_id, person__is_active=True
        )
        if ended is not None:
            others = others.exclude(pk=ended.pk)
        if without is not None:
            others = others.exclude(person=without)
        if not others.exists():
            raise PeopleRefused(code, agency=name)
