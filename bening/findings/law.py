"""A finding that points at a crime goes to law enforcement; then the unit only reads it."""

from datetime import datetime

from django.db import transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.casework.actions import stop_clocks
from bening.documents.papers import with_papers
from bening.documents.to_law import allegation_of, body_of, issue_handover
from bening.domain.days import day_in
from bening.findings import access, papers
from bening.findings.models import AuditRecommendation
from bening.findings.steps import held, note


@with_papers
def hand_to_law(
    *,
    recommendation: AuditRecommendation,
    to: str,
    number: str,
    text: str,
    by: Person,
    now: datetime,
) -> AuditRecommendation:
    """The internal auditor hands it over with a letter; nobody hands over what is their own.

    The term of the unit's answer ends; no bell rings, the page says it to its readers. Raises
    NotAllowed ("finding_inspector_only", "finding_own_follow_up"), FollowUpRefused
    ("finding_settled", "finding_handed_over"), and what `issue_handover` raises.
    """
    body, said = body_of(to), allegation_of(text)
    with transaction.atomic():
        kept = held(recommendation, of_unit=True)
        access.check_can_verify(by, kept.report.agency_id, today_of(by, now))
        access.check_not_own(by, kept)
        kept.letter = issue_handover(
            told=papers.handover(kept, said),
            agency=kept.unit.agency,
            to=body,
            number=number,
            on=day_in(kept.unit.zone, now),
            by=by,
            now=now,
        )
        kept.handed_over_to, kept.handed_over_at = body, now
        kept.save(update_fields=["letter", "handed_over_to", "handed_over_at"])
        stop_clocks(case=kept.pk, by=by, now=now)
        note(kept, "finding.handed_to_law", by, now, to=body)
    return kept
