"""Who may do what in monitoring and mentoring; the same checks guard actions and explain buttons.

TPI of a unit and the inspector mentor it; the unit asks, reports and follows up. Whoever belongs to
a unit never mentors it nor verifies what it did, whatever other role is held.
"""

from collections.abc import Callable
from datetime import date

from django.db.models import Q

from bening.accounts.access import own_roles_of, rights, roles_of
from bening.accounts.models import Person, Posting, Role
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import Agency, WorkUnit
from bening.conflicts.ties import check_free
from bening.domain.refusals import Refused
from bening.mentoring.models import (
    Recommendation,
    RecommendationSource,
    ReportSide,
)

MENTORS = frozenset({Role.TPI, Role.INSPECTOR})
UNIT_SIDE = frozenset({Role.UNIT_HEAD, Role.UNIT_PIC, Role.AREA_LEAD, Role.AREA_MEMBER})
ANSWERS_FOR_UNIT = frozenset({Role.UNIT_HEAD, Role.UNIT_PIC})

RECOMMENDS = {
    RecommendationSource.LHE_1: MENTORS,
    RecommendationSource.LHE_2: MENTORS,
    RecommendationSource.MONITORING: MENTORS | ANSWERS_FOR_UNIT,
    RecommendationSource.VISIT: MENTORS,
    RecommendationSource.PANEL: frozenset({Role.TPN}),
    RecommendationSource.AFTERCARE: MENTORS | {Role.AGENCY_HEAD, Role.TPN},
}
"""Who recommends, by where the recommendation comes from."""

BY_HAND = frozenset({RecommendationSource.MONITORING, RecommendationSource.VISIT})
"""Written by somebody as such, who chooses the last day; the others come from an act that asked for
ties itself, and their day from the cycle's calendar."""


def belongs_to(person: Person, unit: WorkUnit, on: date) -> bool:
    """Whether the person heads the unit, works for it by role, or is posted there."""
    if own_roles_of(person, unit, on) & UNIT_SIDE or Role.UNIT_HEAD in roles_of(person, unit, on):
        return True
    return (
        Posting.objects.filter(person=person, unit=unit, starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .exists()
    )


def check_can_mentor(by: Person, unit: WorkUnit, *, on: date) -> None:
    """TPI of the unit and the inspector, never its own people nor whoever is tied to it.

    Raises NotAllowed, TiedByInterest.
    """
    if roles_of(by, unit, on).isdisjoint(MENTORS):
        raise NotAllowed("mentors_as_tpi_or_inspector", unit=unit.name)
    if belongs_to(by, unit, on):
        raise NotAllowed("mentors_not_own_unit", unit=unit.name)
    check_free(by, unit=unit, on=on)


def check_can_ask(by: Person, unit: WorkUnit, *, on: date) -> None:
    """The unit's own people ask. Raises NotAllowed."""
    if own_roles_of(by, unit, on).isdisjoint(UNIT_SIDE):
        raise NotAllowed("asks_for_own_unit", unit=unit.name)


def check_can_ask_tpn(by: Person, agency: Agency, unit: WorkUnit | None, *, on: date) -> None:
    """TPI and the inspector of the agency pass questions on. Raises NotAllowed."""
    if unit is not None:
        check_can_mentor(by, unit, on=on)
        return
    if not any(
        held.role in MENTORS and held.agency_id == agency.pk for held in rights(by, on).held
    ):
        raise NotAllowed("asks_tpn_as_tpi_or_inspector", agency=agency.name)


def check_can_write_report(by: Person, unit: WorkUnit, side: str, *, on: date) -> None:
    """Head and PIC write the unit's report, TPI its own. Raises NotAllowed."""
    if side == ReportSide.TPI:
        check_can_mentor(by, unit, on=on)
    elif own_roles_of(by, unit, on).isdisjoint(ANSWERS_FOR_UNIT):
        raise NotAllowed("reports_as_head_or_pic", unit=unit.name)


def check_can_issue_report(by: Person, unit: WorkUnit, side: str, *, on: date) -> None:
    """The unit's head issues its report, TPI its own. Raises NotAllowed."""
    if side == ReportSide.TPI:
        check_can_mentor(by, unit, on=on)
    elif Role.UNIT_HEAD not in own_roles_of(by, unit, on):
        raise NotAllowed("issues_report_as_head", unit=unit.name)


def check_can_recommend(
    by: Person, unit: WorkUnit, source: RecommendationSource, *, on: date
) -> None:
    """By the table `RECOMMENDS`; head and PIC only for their own unit, others without a tie to it.

    Raises NotAllowed, TiedByInterest.
    """
    held = (roles_of(by, unit, on) - ANSWERS_FOR_UNIT) | (
        own_roles_of(by, unit, on) & ANSWERS_FOR_UNIT
    )
    if held.isdisjoint(RECOMMENDS[source]):
        roles = ", ".join(str(role.label) for role in Role if role in RECOMMENDS[source])
        raise NotAllowed("recommends_by_role", source=str(source.label), roles=roles)
    if source in BY_HAND and held.isdisjoint(ANSWERS_FOR_UNIT):
        check_free(by, unit=unit, on=on)


def check_can_follow_up(by: Person, recommendation: Recommendation, *, on: date) -> None:
    """The owner, the unit's head and its PIC. Raises NotAllowed."""
    if recommendation.owner_id == by.pk and own_roles_of(by, recommendation.unit, on) & UNIT_SIDE:
        return
    if own_roles_of(by, recommendation.unit, on).isdisjoint(ANSWERS_FOR_UNIT):
        raise NotAllowed("follows_up_as_owner", unit=recommendation.unit.name)


def check_can_hand_on(by: Person, recommendation: Recommendation, *, on: date) -> None:
    """Head and PIC say who sees to it. Raises NotAllowed."""
    if own_roles_of(by, recommendation.unit, on).isdisjoint(ANSWERS_FOR_UNIT):
        raise NotAllowed("hands_on_as_head_or_pic", unit=recommendation.unit.name)


def check_can_prepare(by: Person, unit: WorkUnit, *, on: date) -> None:
    """Head and PIC prepare their own unit for the national team. Raises NotAllowed."""
    if own_roles_of(by, unit, on).isdisjoint(ANSWERS_FOR_UNIT):
        raise NotAllowed("prepares_as_head_or_pic", unit=unit.name)


def check_can_verify(by: Person, recommendation: Recommendation, *, on: date) -> None:
    """Whoever mentors the unit and has no part in what was done. Raises NotAllowed."""
    check_can_mentor(by, recommendation.unit, on=on)
    if recommendation.follow_ups.filter(done_by=by).exists():
        raise NotAllowed("verifies_not_own_follow_up")


def allows(check: Callable[[], object]) -> bool:
    """Whether a check passes."""
    try:
        check()
    except Refused:
        return False
    return True
