"""What every step of a recommendation does: lock it where it may still change, and record."""

from datetime import datetime
from uuid import UUID

from bening import audit
from bening.accounts.models import Person
from bening.domain.findings import SETTLED, FollowUpRefused, FollowUpState
from bening.findings.models import AuditRecommendation


def held(recommendation: AuditRecommendation, *, of_unit: bool = False) -> AuditRecommendation:
    """An open recommendation, locked; for what a unit does also not yet with law enforcement.

    Raises FollowUpRefused ("finding_settled", "finding_handed_over").
    """
    kept: AuditRecommendation = (
        AuditRecommendation.objects.select_for_update(of=("self",))
        .select_related("unit__agency", "report")
        .get(pk=recommendation.pk)
    )
    if FollowUpState(kept.state) in SETTLED:
        raise FollowUpRefused("finding_settled")
    if of_unit and kept.handed_over_at is not None:
        raise FollowUpRefused("finding_handed_over", to=kept.handed_over_to)
    return kept


def note(row: AuditRecommendation, act: str, by: Person, now: datetime, **data: object) -> None:
    """Writes an event of a recommendation."""
    record(act, row.report.agency_id, row.pk, by, now, **data)


def record(
    act: str, agency: UUID, subject: UUID, by: Person, now: datetime, **data: object
) -> None:
    """Writes an event of the register."""
    audit.record(
        act=act, by=by.pk, agency=agency, subject=("finding", subject), at=now, data=dict(data)
    )
