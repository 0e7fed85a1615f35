"""The discussion about a question."""

from datetime import datetime

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.evaluations import access
from bening.evaluations.actions.answers import question_of, question_subject
from bening.evaluations.models import Comment, EvaluationSheet
from bening.evaluations.refusals import EvaluationRefused

LONGEST_COMMENT = 2_000


def write_comment(
    *, sheet: EvaluationSheet, official_code: str, text: str, by: Person, now: datetime
) -> Comment:
    """Adds a message.

    Raises UnknownQuestion, NotAllowed, EvaluationRefused ("comment_empty", "comment_too_long").
    """
    question_of(sheet, official_code)
    access.check_can_discuss(by, sheet, on=today_of(by, now))
    cleaned = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not cleaned:
        raise EvaluationRefused("comment_empty", official_code=official_code)
    if len(cleaned) > LONGEST_COMMENT:
        raise EvaluationRefused("comment_too_long", length=len(cleaned), longest=LONGEST_COMMENT)
    with transaction.atomic():
        comment = Comment.objects.create(
            agency_id=sheet.agency_id,
            sheet=sheet,
            official_code=official_code,
            text=cleaned,
            written_by=by,
            written_at=now,
        )
        audit.record(
            act="comment.written",
            by=by.pk,
            agency=sheet.agency_id,
            subject=question_subject(sheet, official_code),
            at=now,
            data={"code": official_code, "comment": comment.pk},
        )
    return comment
