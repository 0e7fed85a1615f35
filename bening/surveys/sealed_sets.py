"""One set of answers and receipts into its sealed day: random keys, random order, one root."""

import json
import random
import secrets
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from bening import audit
from bening.adapters import survey_sql
from bening.domain.surveys import SERVICE
from bening.domain.surveys.day_chain import FIRST, DayLink, committed
from bening.domain.surveys.integrity import IntakeMark
from bening.domain.surveys.sealed_days import SALT_BYTES, commitment, seal_day
from bening.domain.surveys.waiting import counted_marks, shared_cells, shared_marks
from bening.surveys.models import (
    AnswerCount,
    CountedReceipt,
    IntakeCount,
    SurveyDay,
    SurveyPeriod,
    SurveyResponse,
)

DAY_SEALED = "survey_day.sealed"
ROWS = 500


@dataclass(frozen=True, slots=True)
class Arrived:
    """An answer to be sealed: its canonical text, the marks it came with, and when.

    Without `day` and `half_hour` nobody counts when it came (an import).
    """

    body: bytes
    marks: frozenset[IntakeMark] = frozenset()
    day: date | None = None
    half_hour: int | None = None


def seal_set(
    *,
    period: SurveyPeriod,
    day: date,
    answers: Sequence[Arrived],
    receipts: Sequence[bytes],
    now: datetime,
    by: uuid.UUID | None = None,
) -> SurveyDay:
    """Moves the answers into the period under one root, in the caller's transaction.

    `receipts` are 32 bytes each, as many as answers; an import gives random ones. The day is at
    least that of the last set. Raises `SealedDayRefused` for fewer than five, or unequal sets.
    """
    survey_sql.lead_sealing()
    last = SurveyDay.objects.filter(period=period).order_by("-position").first()
    day = max(day, last.day) if last else day
    noticed = [answer.marks for answer in answers]
    rows = [
        _response(period, day, answer, kept)
        for answer, kept in zip(answers, shared_marks(noticed), strict=True)
    ]
    random.SystemRandom().shuffle(rows)
    sealed = seal_day(day, [bytes(row.commitment) for row in rows], receipts)
    highest = SurveyDay.objects.order_by("-position").values_list("position", flat=True).first()
    kept = SurveyDay(
        period=period,
        position=(highest or 0) + 1,
        day=day,
        size=sealed.size,
        root=sealed.root,
        before=link_of(last).hash() if last else FIRST,
        commitments=b"".join(sealed.commitments),
        receipts=b"".join(sealed.receipts),
        marks={mark.value: count for mark, count in sorted(counted_marks(noticed).items())},
    )
    SurveyResponse.objects.bulk_create(rows, batch_size=ROWS)
    CountedReceipt.objects.bulk_create(
        [CountedReceipt(receipt=one, period=period, day=day) for one in sealed.receipts],
        batch_size=ROWS,
    )
    kept.save(force_insert=True)
    _count_arrivals(period, answers)
    _add_counts(period, (row.body for row in rows))
    audit.record(
        act=DAY_SEALED,
        by=by,
        agency=period.agency_id,
        subject=("survey_period", period.pk),
        at=now,
        data={
            "answers": kept.size,
            "day": day,
            "hash": link_of(kept).hash().hex(),
            "position": kept.position,
        },
    )
    return kept


def link_of(day: SurveyDay) -> DayLink:
    """The row of a sealed day in the list of all."""
    return DayLink(
        period=str(day.period_id),
        position=day.position,
        day=day.day,
        size=day.size,
        root=bytes(day.root),
        before=bytes(day.before),
    )


def committed_to(row: SurveyResponse) -> bytes:
    """What the commitment of an answer covers."""
    return committed(row.body, tuple(row.marks), str(row.period_id))


def _response(
    period: SurveyPeriod, day: date, answer: Arrived, marks: frozenset[IntakeMark]
) -> SurveyResponse:
    body = answer.body.decode()
    read = json.loads(body)
    salt = secrets.token_bytes(SALT_BYTES)
    row = SurveyResponse(
        id=uuid.uuid4(),
        period=period,
        day=day,
        mode=read["mode"],
        service=read["attributes"].get(SERVICE, ""),
        marks=sorted(mark.value for mark in marks),
        body=body,
        salt=salt,
    )
    row.commitment = commitment(salt, committed_to(row))
    return row


def _count_arrivals(period: SurveyPeriod, answers: Sequence[Arrived]) -> None:
    cells = Counter(
        ((answer.day, answer.half_hour), json.loads(answer.body)["attributes"].get(SERVICE, ""))
        for answer in answers
        if answer.day is not None and answer.half_hour is not None
    )
    for ((day, half_hour), service), count in shared_cells(cells).items():
        where = {"period": period, "day": day, "half_hour": half_hour, "service": service}
        if not IntakeCount.objects.filter(**where).update(count=F("count") + count):
            IntakeCount.objects.create(**where, count=count)


Cell = tuple[str, str, int | None]
"""Service, item and value."""


def counted(bodies: Iterable[str]) -> Counter[Cell]:
    """How often each value of an item was given, by service."""
    cells: Counter[Cell] = Counter()
    for body in bodies:
        read = json.loads(body)
        service = read["attributes"].get(SERVICE, "")
        cells.update((service, item, value) for item, value in read["answers"].items())
    return cells


def _add_counts(period: SurveyPeriod, bodies: Iterable[str]) -> None:
    """Adds the values of these answers to the tally of the period."""
    kept = {
        (row.service, row.item, row.value): row for row in AnswerCount.objects.filter(period=period)
    }
    new, changed = [], []
    for cell, count in sorted(counted(bodies).items(), key=str):
        if row := kept.get(cell):
            row.count += count
            changed.append(row)
        else:
            service, item, value = cell
            new.append(
                AnswerCount(period=period, service=service, item=item, value=value, count=count)
            )
    AnswerCount.objects.bulk_create(new, batch_size=ROWS)
    AnswerCount.objects.bulk_update(changed, ["count"], batch_size=ROWS)
