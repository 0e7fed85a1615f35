"""Opening what was written: with a reason, and never unseen."""

from datetime import datetime
from typing import Any

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.conflicts.content import opened
from bening.discipline import access, queries
from bening.discipline.actions.steps import record
from bening.discipline.models import DisciplineAppeal, DisciplineCase
from bening.domain.discipline import DisciplineRefused

SHORTEST_REASON = 5


def open_case(*, case: DisciplineCase, reason: str, by: Person, now: datetime) -> dict[str, Any]:
    """All words of a case, for those who read it.

    Keys `told`, `summons`, `examinations` (by row), `proposal`, `decision`, `appeal`, `result`,
    `law`.
    Raises DisciplineCase.DoesNotExist, DisciplineRefused("discipline_opening_reason_missing").
    """
    with transaction.atomic():
        found = queries.case_for(by, case.pk, now)
        why = reason.strip()
        if len(why) < SHORTEST_REASON:
            raise DisciplineRefused("discipline_opening_reason_missing", field="reason")
        record("discipline.personal_opened", found, by, now, reason=why[:300])
        words = _words_of(found)
        words["proposal"] = opened(found.proposal_kept, row=found.pk)
        words["law"] = opened(found.law_kept, row=found.pk)
    return words


def open_own(*, case: DisciplineCase, by: Person) -> dict[str, Any]:
    """What concerns whoever is examined: without source and proposal.

    The decision is among it once it was handed over, or found nothing.

    Raises DisciplineCase.DoesNotExist where it is not about this person.
    """
    found = queries.own_case(by, case.pk)
    words = _words_of(found)
    words["told"].pop("reference", None)
    if not found.is_told:
        words["decision"] = {}
    return words


def note_register(*, by: Person, rows: int, now: datetime) -> None:
    """The register was taken as a workbook: it names people. Raises NotAllowed."""
    with transaction.atomic():
        access.check_keeps_any(by, today_of(by, now))
        audit.record(
            act="discipline.register_taken",
            by=by.pk,
            agency=by.agency_id,
            subject=("person", by.pk),
            at=now,
            data={"rows": rows},
        )


def _words_of(case: DisciplineCase) -> dict[str, Any]:
    appeal = DisciplineAppeal.objects.filter(case=case).first()
    return {
        "told": opened(case.kept, row=case.pk),
        "summons": {each.pk: opened(each.kept, row=each.pk) for each in case.summons.all()},
        "examinations": {
            each.pk: opened(each.kept, row=each.pk) for each in case.examinations.all()
        },
        "decision": opened(case.decision_kept, row=case.pk),
        "appeal": opened(appeal.kept, row=appeal.pk) if appeal else {},
        "result": opened(appeal.result_kept, row=appeal.pk) if appeal else {},
    }
