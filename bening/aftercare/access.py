"""Who may look after a title; the same checks guard actions and explain pages."""

from datetime import date

from django.db.models import Q

from bening.accounts.access import roles_of
from bening.accounts.models import REVIEWER_ROLES, Person, Posting, Role, RoleAssignment
from bening.accounts.refusals import NotAllowed
from bening.aftercare.refusals import AftercareRefused
from bening.agencies.models import WorkUnit

MONITORS = frozenset({Role.TPI, Role.INSPECTOR})
DECIDERS = frozenset({Role.AGENCY_HEAD})
REVOKERS = frozenset({Role.AGENCY_HEAD, Role.TPN})
RAISERS = MONITORS | DECIDERS | {Role.TPN}
ADAPTERS = frozenset({Role.UNIT_HEAD, Role.UNIT_PIC, Role.AGENCY_HEAD, Role.INSPECTOR})
DECREE_KEEPERS = DECIDERS | MONITORS | {Role.AGENCY_ADMIN, Role.UNIT_HEAD}
"""Who is asked for the paper of a title that was given elsewhere."""
REWARDERS = frozenset({Role.AGENCY_HEAD})


def _check(by: Person, unit: WorkUnit, allowed: frozenset[Role], on: date, code: str) -> None:
    if not roles_of(by, unit, on) & allowed:
        roles = ", ".join(str(role.label) for role in Role if role in allowed)
        raise NotAllowed(code, roles=roles)


def check_can_monitor(by: Person, unit: WorkUnit, on: date) -> None:
    """TPI and the inspector, when they don't belong to the unit.

    Raises NotAllowed, AftercareRefused("monitor_belongs_to_unit").
    """
    _check(by, unit, MONITORS, on, "monitored_by_tpi")
    if belongs_to(by, unit, on):
        raise AftercareRefused("monitor_belongs_to_unit", person=by.name, unit=unit.name)


def belongs_to(person: Person, unit: WorkUnit, on: date) -> bool:
    """Whether the person works at the unit or has a role of the unit itself on that day."""
    posted = Posting.objects.filter(person=person, unit=unit, starts_on__lte=on).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    )
    own = RoleAssignment.objects.in_force(on).filter(person=person, unit=unit)
    return posted.exists() or own.exclude(role__in=REVIEWER_ROLES).exists()


def check_can_raise(by: Person, unit: WorkUnit, on: date) -> None:
    """Raises NotAllowed."""
    _check(by, unit, RAISERS, on, "concern_raised_by")


def check_can_decide(by: Person, unit: WorkUnit, on: date) -> None:
    """Raises NotAllowed."""
    _check(by, unit, DECIDERS, on, "title_decided_by")


def check_can_revoke(by: Person, unit: WorkUnit, on: date) -> None:
    """Raises NotAllowed."""
    _check(by, unit, REVOKERS, on, "title_revoked_by")


def check_can_adapt(by: Person, unit: WorkUnit, on: date) -> None:
    """Raises NotAllowed."""
    _check(by, unit, ADAPTERS, on, "replicated_by")


def check_can_certify(by: Person, unit: WorkUnit, on: date) -> None:
    """Raises NotAllowed."""
    _check(by, unit, DECIDERS, on, "title_decided_by")


def check_can_reward(by: Person, unit: WorkUnit, on: date) -> None:
    """Raises NotAllowed."""
    _check(by, unit, REWARDERS, on, "rewarded_by")


def reads_findings(by: Person, unit: WorkUnit, on: date) -> bool:
    """Whether the person reads complaints word for word, and a monitoring before it is concluded.

    Not the unit they are about: it reads what a clarification found, and the report.
    """
    return may(by, unit, RAISERS, on) and not belongs_to(by, unit, on)


def may(by: Person, unit: WorkUnit, allowed: frozenset[Role], on: date) -> bool:
    """Whether one of the roles reaches the unit: for what a page offers."""
    return bool(roles_of(by, unit, on) & allowed)
