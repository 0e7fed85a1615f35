"""The team's talk about a question, and the notes somebody keeps to use again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.evaluations.actions.answers import cleaned_note
from bening.reviews.actions.marks import question_of
from bening.reviews.acts import question_subject
from bening.reviews.models import CannedNote, ReviewComment, ReviewRound
from bening.reviews.refusals import ReviewRefused
from bening.reviews.seats import seat_of

LONGEST_COMMENT = 2_000
MOST_NOTES = 50


def write_comment(
    *,
    round_: ReviewRound,
    official_code: str,
    text: str,
    by: Person,
    now: datetime,
) -> ReviewComment:
    """Adds a message for the team. Raises UnknownQuestion, NotAllowed, ReviewRefused."""
    question_of(round_, official_code)
    if seat_of(by, round_, today_of(by, now)).tier is None:
        raise NotAllowed("marks_as_team", unit=round_.program.unit.name)
    cleaned = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not cleaned:
        raise ReviewRefused("review_comment_empty", field="text")
    if len(cleaned) > LONGEST_COMMENT:
        raise ReviewRefused(
            "review_comment_too_long", field="text", length=len(cleaned), longest=LONGEST_COMMENT
        )
    with transaction.atomic():
        comment = ReviewComment.objects.create(
            agency_id=round_.agency_id,
            round=round_,
            official_code=official_code,
            text=cleaned,
            written_by=by,
            written_at=now,
        )
        audit.record(
            act="review.comment_written",
            by=by.pk,
            agency=round_.agency_id,
            subject=question_subject(round_, official_code),
            at=now,
            data={"code": official_code, "comment": comment.pk},
        )
    return comment


def keep_note(*, text: str, by: Person, now: datetime) -> CannedNote:
    """Keeps a note for later; the same text twice is kept once. Raises ReviewRefused."""
    cleaned = cleaned_note(text)
    if not cleaned:
        raise ReviewRefused("canned_note_missing", field="text")
    with transaction.atomic():
        own = CannedNote.objects.filter(person=by)
        same = own.filter(text=cleaned).first()
        if same is not None:
            return same
        if own.count() >= MOST_NOTES:
            raise ReviewRefused("canned_notes_full", field="text", most=MOST_NOTES)
        return CannedNote.objects.create(person=by, text=cleaned, made_at=now)


def drop_note(*, key: UUID, by: Person) -> bool:
    """Forgets an own note; False where there is none of that key."""
    dropped, _ = CannedNote.objects.filter(person=by, pk=key).delete()
    return bool(dropped)
