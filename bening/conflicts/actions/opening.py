"""Opening what somebody declared: with a reason, and never unseen."""

from datetime import datetime
from typing import Any

from django.db import transaction

from bening import audit
from bening.accounts.models import Person
from bening.conflicts import queries
from bening.conflicts.content import interests_of, opened
from bening.conflicts.models import (
    ConflictCase,
    Consultation,
    ControlMeasure,
    InterestList,
)
from bening.domain.conflicts import ConflictRefused, Interests

SHORTEST_REASON = 5


def open_list(*, listing: InterestList, reason: str, by: Person, now: datetime) -> Interests:
    """The interests of a list. Its owner needs no reason and leaves no event.

    Raises InterestList.DoesNotExist where it is not for this person, ConflictRefused
    ("conflict_opening_reason_missing").
    """
    found = queries.list_for(by, listing.pk, now)
    if found.person_id != by.pk:
        _told("conflict.personal_opened", ("interest_list", found.pk), found, reason, by, now)
    return interests_of(found.kept, row=found.pk)


def open_case(*, case: ConflictCase, reason: str, by: Person, now: datetime) -> dict[str, Any]:
    """The words of a case: what was told (`told`) and why it was decided so (`decision`).

    Whoever declared it needs no reason and leaves no event. Raises ConflictCase.DoesNotExist,
    ConflictRefused("conflict_opening_reason_missing").
    """
    found = queries.case_for(by, case.pk, now)
    if not found.is_of(by):
        _told("conflict.personal_opened", ("conflict", found.pk), found, reason, by, now)
    return {
        "told": opened(found.kept, row=found.pk),
        "decision": opened(found.decision_kept, row=found.pk),
        "measures": {
            each.pk: {
                "told": opened(each.kept, row=each.pk),
                "done": opened(each.done_kept, row=each.pk),
            }
            for each in found.measures.all()
        },
        "checks": {each.pk: opened(each.kept, row=each.pk) for each in found.checks.all()},
    }


def _told(
    act: str,
    subject: tuple[str, Any],
    row: InterestList | ConflictCase,
    reason: str,
    by: Person,
    now: datetime,
) -> None:
    why = reason.strip()
    if len(why) < SHORTEST_REASON:
        raise ConflictRefused("conflict_opening_reason_missing", field="reason")
    with transaction.atomic():
        audit.record(
            act=act,
            by=by.pk,
            agency=row.agency_id,
            subject=subject,
            at=now,
            data={"reason": why[:300]},
        )


def open_measure(*, measure: ControlMeasure, by: Person) -> str:
    """What the owner of a measure is to do: it is told to them. Empty for anybody else."""
    if measure.owner_id != by.pk:
        return ""
    return str(opened(measure.kept, row=measure.pk)["text"])


def open_consultation(*, consultation: Consultation, by: Person, now: datetime) -> dict[str, str]:
    """Question and answer, for who asked and the officer; the officer's opening is recorded.

    Raises Consultation.DoesNotExist where it is not for this person.
    """
    with transaction.atomic():
        found = queries.consultations_of(by, now).get(pk=consultation.pk)
        if found.person_id != by.pk:
            audit.record(
                act="conflict.advice_opened",
                by=by.pk,
                agency=found.agency_id,
                subject=("consultation", found.pk),
                at=now,
                data={},
            )
        return {
            "question": str(opened(found.kept, row=found.pk)["text"]),
            "answer": str(opened(found.answer_kept, row=found.pk).get("text", "")),
        }
