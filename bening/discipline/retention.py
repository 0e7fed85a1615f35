"""What was said in a case of discipline is erased when its term is over; figures stay."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from bening import audit
from bening.agencies.models import Agency
from bening.calendars.telling import forget
from bening.casework.retention import forget_people
from bening.conflicts.content import sealed
from bening.discipline.actions.steps import own_page_of, page_of
from bening.discipline.models import (
    AbsenceRecap,
    AbsenceReview,
    CaseState,
    DisciplineAppeal,
    DisciplineCase,
    Examination,
    Summons,
)
from bening.domain.workdays import start_of_day

BATCH = 100


def erase_old(agency: Agency, end: date, now: datetime) -> int:
    """Erases all words of the cases of an agency that closed before a day; how many.

    Recaps of attendance whose period ended before go with them.

    Number, days, outcome, sanction and whom it concerns stay: a sanction stands in the personal
    file anyway, and the figures of a year don't change.
    """
    before = start_of_day(end, agency.time_zone)
    rows = DisciplineCase.objects.filter(
        agency=agency,
        state=CaseState.CLOSED,
        erased_at__isnull=True,
        closed_at__lt=before,
    )
    AbsenceReview.objects.filter(agency=agency, reviewed_at__lt=before, case__isnull=True).delete()
    AbsenceRecap.objects.filter(agency=agency, ends_on__lt=end).delete()
    keys = list(rows.order_by("closed_at").values_list("pk", flat=True)[:BATCH])
    return sum(_erase(row, now) for row in keys)


def _erase(key: UUID, now: datetime) -> bool:
    with transaction.atomic():
        kept = DisciplineCase.objects.select_for_update().get(pk=key)
        if kept.erased_at is not None:
            return False
        rows: list[Summons | Examination] = [*kept.summons.all(), *kept.examinations.all()]
        for one in rows:
            one.kept = sealed({}, row=one.pk)
            one.save(update_fields=["kept"])
        appeal = DisciplineAppeal.objects.filter(case=kept).first()
        if appeal is not None:
            appeal.kept = sealed({}, row=appeal.pk)
            appeal.result_kept = sealed({}, row=appeal.pk) if appeal.result else None
            appeal.save(update_fields=["kept", "result_kept"])
        kept.kept = sealed({}, row=kept.pk)
        kept.decision_kept = sealed({}, row=kept.pk) if kept.decided_at else None
        kept.proposal_kept = kept.law_kept = None
        kept.erased_at = now
        kept.save()
        forget_people(kept.pk, url=page_of(kept))
        forget(own_page_of(kept))
        audit.record(
            act="discipline.erased",
            by=None,
            agency=kept.agency_id,
            subject=("discipline", kept.pk),
            at=now,
            data={},
        )
    return True
