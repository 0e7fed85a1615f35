"""A closed period as the signals of integrity read it, and their panel as it is kept."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count

from bening.calendars.queries import holidays_between
from bening.domain.surveys.indexes import index_of_kept
from bening.domain.surveys.instrument import SurveyInstrument, SurveyKind
from bening.domain.surveys.integrity import (
    BY_DESIGN,
    ClosedAnswer,
    ClosedPeriod,
    ExternalValue,
    IntakeMark,
    IntegrityPanel,
    ItemFrame,
    PastPeriod,
    ServiceCount,
    Signal,
    panel,
    past_period,
)
from bening.domain.surveys.integrity.pointing import pointed_at
from bening.domain.surveys.responses import SERVICE, ResponseMode
from bening.domain.surveys.scales import scale_of
from bening.domain.surveys.suppression import LEAST
from bening.domain.workdays import is_working_day
from bening.services.models import FinishedDay
from bening.surveys.models import (
    Drawing,
    ExternalIndex,
    IntakeCount,
    PeriodResult,
    SurveyContact,
    SurveyPeriod,
)
from bening.surveys.reading import SealedAnswer, tallied

FORMAT = 1
EARLIER = 8
"""Periods that are held against this one at most."""

WHOLE = ""
"""The code that stands for all services together, and for an answer that names none."""

MODE_MARKS: Mapping[ResponseMode, IntakeMark] = {
    ResponseMode.ASSISTED: IntakeMark.ASSISTED,
    ResponseMode.KIOSK: IntakeMark.KIOSK,
    ResponseMode.PAPER: IntakeMark.PAPER,
    ResponseMode.OPEN: IntakeMark.OPEN_LINK,
    ResponseMode.IMPORTED: IntakeMark.IMPORTED,
}


def closed_period(
    period: SurveyPeriod,
    instrument: SurveyInstrument,
    answers: Sequence[SealedAnswer],
    *,
    findings: int | None,
) -> ClosedPeriod:
    """What the signals read, in a fixed number of queries.

    `findings` of the examination of the sealed days; None where it was not examined.
    """
    batches = list(period.batches.all())
    days = (period.starts_on, period.ends_on)
    holidays = holidays_between(period.agency, *days)
    frame = sum(batch.frame for batch in batches)
    wanted = sum(
        batch.invited if batch.drawing == Drawing.SAMPLE else batch.frame - batch.held_back
        for batch in batches
    )
    services = _services(period, sum(batch.invited for batch in batches))
    return ClosedPeriod(
        items=tuple(
            ItemFrame(item.scale.least, item.scale.most, item.is_reversed)
            for item in instrument.items
        ),
        answers=tuple(
            _closed(instrument, answer, is_whole=set(services) == {WHOLE}) for answer in answers
        ),
        services=services,
        arrivals={
            (row.service, row.day, row.half_hour): row.count
            for row in IntakeCount.objects.filter(period=period)
        },
        invited_share=wanted / frame if frame else 1.0,
        sent_on=frozenset(
            day for batch in batches for day in (batch.sent_on, batch.reminded_on) if day
        ),
        open_days=frozenset(day for day in _days_between(*days) if is_working_day(day, holidays)),
        earlier=_earlier(period, instrument),
        external=_external(period, instrument),
        perception=tuple(
            at for at, item in enumerate(instrument.items) if SurveyKind.SPAK in item.kinds
        ),
        findings=findings,
    )


def _closed(instrument: SurveyInstrument, answer: SealedAnswer, *, is_whole: bool) -> ClosedAnswer:
    """One answer; `is_whole` where services are held against invitations as one."""
    response = answer.response
    known = {mark.value for mark in IntakeMark}
    marks = {IntakeMark(mark) for mark in answer.marks if mark in known}
    if response.mode in MODE_MARKS:
        marks.add(MODE_MARKS[response.mode])
    return ClosedAnswer(
        values=tuple(response.answers.get(item.code) for item in instrument.items),
        service=WHOLE if is_whole else response.attributes.get(SERVICE, WHOLE),
        day=answer.day,
        marks=frozenset(marks),
        incident=response.incident,
        comment=response.suggestion,
        is_void=answer.is_void,
    )


def _days_between(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=at) for at in range((last - first).days + 1))


def _services(period: SurveyPeriod, invited: int) -> dict[str, ServiceCount]:
    """Each service with its finished days in the period, however N was counted, and invitations.

    Where not every invitation is known by service (cards, kiosk codes, contacts that are deleted
    already), all services are held against all invitations as one.
    """
    finished: dict[str, Counter[date]] = defaultdict(Counter)
    for code, day, count in FinishedDay.objects.filter(
        service__unit_id=period.unit_id, day__gte=period.starts_on, day__lte=period.ends_on
    ).values_list("service__code", "day", "finished"):
        finished[code][day] += count
    by_service = dict(
        SurveyContact.objects.filter(batch__period=period, is_invited=True)
        .order_by()
        .values_list("service")
        .annotate(count=Count("pk"))
    )
    if not finished:
        return {}
    if sum(by_service.values()) == invited and set(by_service) <= set(finished):
        return {
            code: ServiceCount(days, by_service.get(code, 0)) for code, days in finished.items()
        }
    whole: Counter[date] = Counter()
    for days in finished.values():
        whole.update(days)
    return {WHOLE: ServiceCount(whole, invited)}


def _earlier(period: SurveyPeriod, instrument: SurveyInstrument) -> tuple[PastPeriod, ...]:
    """Earlier periods of the unit with a form of the same surveys, oldest first."""
    newest: dict[object, PeriodResult] = {}
    rows = (
        PeriodResult.objects.filter(
            period__unit_id=period.unit_id, period__ends_on__lt=period.starts_on
        )
        .order_by("period__ends_on", "computed_at", "pk")
        .only("period_id", "integrity")
    )
    for row in rows:
        newest[row.period_id] = row
    kinds = [kind.value for kind in instrument.kinds]
    found = [
        PastPeriod(
            float(past["mean"]),
            past["answers"],
            _float(past["straight"]),
            _float(past["response"]),
        )
        for row in newest.values()
        if (past := row.integrity.get("past")) and past["kinds"] == kinds
    ]
    return tuple(found[-EARLIER:])


def _external(period: SurveyPeriod, instrument: SurveyInstrument) -> ExternalValue | None:
    """The newest value from outside for each survey of the form, as one mean from 0 to 1."""
    found: dict[str, ExternalIndex] = {}
    rows = ExternalIndex.objects.filter(
        unit_id=period.unit_id,
        withdrawn_at__isnull=True,
        measured_until__gte=period.starts_on - timedelta(days=366),
        kind__in=[kind.value for kind in instrument.kinds],
        respondents__isnull=False,
    ).order_by("measured_until", "entered_at")
    for row in rows:
        found[row.kind] = row
    if not found:
        return None
    shares = [_share_of_scale(row.kind, row.value) for row in found.values()]
    people = min(row.respondents or 0 for row in found.values())
    return ExternalValue(sum(shares) / len(shares), people)


def _share_of_scale(kind: str, value: Decimal) -> float:
    """An index as a mean from 0 (all at the worst) to 1, of a scale from 1 to 4."""
    on_scale = float(value) / scale_of(SurveyKind(kind)).factor
    return max(0.0, (on_scale - 1) / 3)


def flagged_by(
    closed: ClosedPeriod, answers: Sequence[SealedAnswer], code: str
) -> tuple[SealedAnswer, ...]:
    """The answers that a signal points at and that count so far."""
    return tuple(answers[at] for at in sorted(pointed_at(code, closed)) if not answers[at].is_void)


def integrity_document(
    instrument: SurveyInstrument,
    closed: ClosedPeriod,
    answers: Sequence[SealedAnswer],
    counted: Sequence[SealedAnswer],
) -> dict[str, Any]:
    """The panel of a closed period as it is kept, and its indexes without the flagged answers.

    `counted` are those of `answers` that the index stands on.
    """
    found: IntegrityPanel = panel(closed)
    touched = {one.code: flagged_by(closed, answers, one.code) for one in found.signals}
    flagged = {answer.key for one in found.to_look_at for answer in touched[one.code]}
    kept = tallied(instrument, [a for a in counted if a.key not in flagged])
    left = tallied(instrument, [a for a in counted if a.key in flagged])
    marks = Counter(mark.value for answer in closed.answers for mark in answer.marks)
    return {
        "format": FORMAT,
        "signals": [_signal(one, len(touched[one.code])) for one in found.signals],
        "flagged": left.total,
        "without_flagged": [
            {"kind": kind.value, "n": kept.total, "index": _text(index_of_kept(kept, left, kind))}
            for kind in instrument.kinds
        ],
        "marks": {mark: n for mark, n in sorted(marks.items()) if n >= LEAST},
        "by_design": {str(number): why for number, why in BY_DESIGN.items()},
        "past": _past(closed, instrument),
    }


def _signal(one: Signal, touched: int) -> dict[str, Any]:
    return {
        "code": one.code,
        "patterns": list(one.patterns),
        "value": _number(one.value),
        "expected": _number(one.expected),
        "p": _number(one.p),
        "verdict": one.verdict.value,
        "n": one.n,
        "explanation": one.explanation,
        "touched": touched,
    }


def _past(closed: ClosedPeriod, instrument: SurveyInstrument) -> dict[str, Any] | None:
    if not closed.answers:
        return None
    past = past_period(closed)
    return {
        "kinds": [kind.value for kind in instrument.kinds],
        "mean": _number(past.mean),
        "answers": past.answers,
        "straight": _number(past.straight),
        "response": _number(past.response),
    }


def _number(value: float | None) -> str | None:
    """A measured number as text of six digits: a document holds no floats."""
    return None if value is None else f"{value:.6g}"


def _float(text: str | None) -> float | None:
    return None if text is None else float(text)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
