"""Sealed papers of signed pacts, made in batches beside the pages.

Each paper takes a fraction of a second of the processor, so a job makes a few and asks for the
next: other jobs and pages come between. Repeating a job makes nothing twice.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task

from bening.accounts.models import Person
from bening.documents.actions import issue
from bening.documents.models import DocumentKind
from bening.documents.papers import with_papers
from bening.pacts.letters import pact_content, pact_letter
from bening.pacts.models import PactPaper, PactSignature

BATCH = 20
GIVEN_UP_AFTER = timedelta(minutes=10)
"""A paper taken so long ago by a job that never finished it may be taken again."""


def waiting(campaign: UUID, now: datetime) -> QuerySet[PactSignature]:
    """Signatures of a campaign that have no paper and whose paper nobody is making."""
    return (
        PactSignature.objects.filter(campaign_id=campaign, dispute__isnull=True)
        .filter(
            Q(paper__isnull=True)
            | Q(paper__document__isnull=True, paper__taken_at__lt=now - GIVEN_UP_AFTER)
        )
        .select_related("person", "unit", "text", "campaign__agency", "event")
        .order_by("recorded_at", "pk")
    )


@task()
def make_papers(campaign: str, by: str) -> int:
    """Makes the next papers of a campaign; how many. Asks for another job while some wait."""
    key, person = UUID(campaign), Person.objects.get(pk=UUID(by))
    made = 0
    for signature in waiting(key, timezone.now())[:BATCH]:
        made += make_paper(signature, by=person, now=timezone.now())
    if made and waiting(key, timezone.now()).exists():
        make_papers.enqueue(campaign, by)
    return made


def make_paper(signature: PactSignature, *, by: Person, now: datetime) -> bool:
    """Issues the sealed paper of a signature; False where another job is at it."""
    taken = _take(signature, now)
    return taken is not None and _issue(taken, signature, by=by, now=now)


@with_papers
def _issue(taken: PactPaper, signature: PactSignature, *, by: Person, now: datetime) -> bool:
    """Issues the paper that this job took, where no other job has issued it meanwhile."""
    paper = PactPaper.objects.select_for_update().get(pk=taken.pk)
    if paper.document_id is not None:
        return False
    paper.document = issue(
        kind=DocumentKind.PACT,
        letter=pact_letter(signature),
        agency=signature.campaign.agency,
        unit=signature.unit,
        dated_on=signature.signed_on,
        signer=signature.person,
        signed_as=signature.position,
        by=by,
        now=now,
        content=pact_content(signature),
    )
    paper.save(update_fields=["document"])
    return True


def _take(signature: PactSignature, now: datetime) -> PactPaper | None:
    """Claims the paper for this job, in a transaction of its own; None where it is claimed."""
    try:
        with transaction.atomic():
            before = PactPaper.objects.select_for_update().filter(signature_id=signature.pk).first()
            if before is None:
                return PactPaper.objects.create(
                    agency_id=signature.agency_id, signature=signature, taken_at=now
                )
            if before.document_id is not None or before.taken_at > now - GIVEN_UP_AFTER:
                return None
            before.taken_at = now
            before.save(update_fields=["taken_at"])
            return before
    except IntegrityError:
        return None
