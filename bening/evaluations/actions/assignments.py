"""Who is to answer a question, and by which day."""

from datetime import date, datetime

from django.db import transaction

from bening import audit
from bening.accounts.access import roles_of, today_of
from bening.accounts.models import Person
from bening.evaluations import access
from bening.evaluations.actions.answers import question_of, question_subject
from bening.evaluations.models import Assignment, EvaluationSheet
from bening.evaluations.refusals import EvaluationRefused


def assign(
    *,
    sheet: EvaluationSheet,
    official_code: str,
    assignee: Person,
    due_on: date | None,
    by: Person,
    now: datetime,
) -> Assignment:
    """Gives a question to a person who may answer it. Repeating it changes nothing.

    Raises UnknownQuestion, NotAllowed, SheetLocked, EvaluationRefused("assignee_may_not_answer").
    """
    question = question_of(sheet, official_code)
    access.check_can_assign(by, sheet, on=today_of(by, now))
    if not roles_of(assignee, sheet.unit, today_of(assignee, now)) or not access.can_answer(
        assignee, sheet, question
    ):
        raise EvaluationRefused(
            "assignee_may_not_answer", assignee=assignee.name, official_code=official_code
        )
    with transaction.atomic():
        found = Assignment.objects.filter(sheet=sheet, official_code=official_code).first()
        if found and (found.assignee_id, found.due_on) == (assignee.pk, due_on):
            return found
        given = found or Assignment(
            agency_id=sheet.agency_id, sheet=sheet, official_code=official_code
        )
        given.assignee, given.due_on, given.made_by, given.made_at = assignee, due_on, by, now
        given.save()
        audit.record(
            act="assignment.changed",
            by=by.pk,
            agency=sheet.agency_id,
            subject=question_subject(sheet, official_code),
            at=now,
            data={
                "code": official_code,
                "assignee": assignee.pk,
                "assignee_name": assignee.name,
                "due_on": due_on.isoformat() if due_on else "",
            },
        )
    return given


def unassign(*, sheet: EvaluationSheet, official_code: str, by: Person, now: datetime) -> bool:
    """Takes the assignment away; False when there was none.

    Raises UnknownQuestion, NotAllowed, SheetLocked.
    """
    question_of(sheet, official_code)
    access.check_can_assign(by, sheet, on=today_of(by, now))
    with transaction.atomic():
        deleted, _ = Assignment.objects.filter(sheet=sheet, official_code=official_code).delete()
        if deleted:
            audit.record(
                act="assignment.removed",
                by=by.pk,
                agency=sheet.agency_id,
                subject=question_subject(sheet, official_code),
                at=now,
                data={"code": official_code},
            )
    return bool(deleted)
