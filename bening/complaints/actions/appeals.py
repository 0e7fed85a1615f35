"""An appeal against a refusal, decided by another person than the one who refused."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bening.accounts.models import Person
from bening.casework.actions import start_clock, stop_clock
from bening.casework.models import Channel
from bening.complaints.models import Complaint, MessageKind
from bening.complaints.moving import (
    APPEAL,
    VERIFY,
    clock_title,
    held,
    page_of,
    say,
    stepped,
    words,
)
from bening.domain.complaints import Act, check_decider


def decide_appeal(
    *, key: UUID, is_granted: bool, text: str, by: Person, now: datetime
) -> Complaint:
    """Granted: it is verified anew and can't be refused again. Else the refusal stays for good.

    Raises Complaint.DoesNotExist, NotAllowed, ComplaintMoved, ComplaintRefused
    ("decision_missing", "appeal_by_refuser").
    """
    said = words(text, "decision_missing")
    act = Act.GRANT if is_granted else Act.UPHOLD
    with transaction.atomic():
        kept = held(key, act, by=by, now=now)
        check_decider(by.pk, kept.refused_by_id)
        say(kept, MessageKind.APPEAL_DECISION, said, by=by, now=now)
        stop_clock(case=kept.pk, term=APPEAL, by=by, now=now)
        if is_granted:
            start_clock(
                channel=Channel.COMPLAINT,
                case=kept.pk,
                term=VERIFY,
                unit=kept.unit,
                owner=None,
                title=clock_title(kept),
                url=page_of(kept),
                at=now,
                by=by,
                now=now,
            )
        return stepped(
            kept,
            act,
            by=by,
            now=now,
            appeal_decided_by=by,
            appeal_decided_at=now,
            appeal_was_granted=is_granted,
        )
