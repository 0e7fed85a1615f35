"""Sealing: answers leave intake in sets of five and more, and the key of the day is destroyed.

Each round opens all waiting answers, seals what may be sealed, closes the rest again under a new
key and in a new order, and destroys the old key after its commit. What stays behind of a period
that still takes answers is drawn by lot: five answers, and, drawn apart from them, five receipts.
"""

import logging
import random
import time
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import DatabaseError, connection, transaction
from django.db.models import Count, F, QuerySet

from bening import audit
from bening.adapters import survey_sql
from bening.domain.days import day_in
from bening.domain.surveys.sealed_days import SealedDayRefused
from bening.domain.surveys.waiting import to_seal
from bening.surveys.checking import UNOPENED, check_period
from bening.surveys.day_key import DayKeys, NoKeyOpens, closed, day_keys
from bening.surveys.models import (
    CountedReceipt,
    IntakeRow,
    PeriodState,
    SealingRound,
    SpentToken,
    SurveyDay,
    SurveyPeriod,
)
from bening.surveys.sealed_sets import Arrived, seal_set
from bening.surveys.waiting import WaitingAnswer, unpacked

__all__ = [
    "begin_rounds", "check_period", "erase_log", "give_up", "hold_still", "is_all_sealed",
    "seal_days", "seal_ended", "seal_now", "waiting_of",
]  # fmt: skip

log = logging.getLogger("bening.surveys")

ERASE_TRIES = 5
ERASE_REST = 0.2  # seconds

Spent = tuple[bytes, bytes]
"""Hash and receipt."""


@dataclass
class Waiting:
    """What waits of one period; `unreadable` rows belong to no period that is known."""

    answers: list[WaitingAnswer] = field(default_factory=list)
    spent: list[Spent] = field(default_factory=list)


def begin_rounds(period: SurveyPeriod, *, now: datetime) -> None:
    """The next midnight where the period is seals its first day. To be called as it opens.

    Where another period is open the rounds of the zone go on as they are.
    """
    zone = period.unit.zone
    others = SurveyPeriod.objects.filter(state=PeriodState.OPEN).exclude(pk=period.pk)
    if zone not in _zones(others):
        SealingRound.objects.update_or_create(zone=zone, defaults={"day": day_in(zone, now)})


def seal_days(now: datetime) -> list[SurveyDay]:
    """The rounds that are due: after midnight of each zone, once; and of periods that are over.

    The sets that were sealed. Several processes may ask. What an earlier round could not take out
    of the database's log is tried again.
    """
    if _log.holds_erased:
        erase_log()
    zones = _zones_due(now)
    if not zones and not _has_ended_periods() and not day_keys().retired():
        return []
    return _round(now=now, zones=zones)


def seal_now(*, now: datetime) -> list[SurveyDay]:
    """A round for all periods at once, before a backup. The sets that were sealed."""
    return _round(now=now, zones=set(), is_forced=True) if SpentToken.objects.exists() else []


def seal_ended(*, now: datetime) -> list[SurveyDay]:
    """What waits of periods that take no answers any more. To be called once one was closed."""
    return _round(now=now, zones=set()) if _has_ended_periods() else []


def hold_still() -> None:
    """From now until the caller's transaction ends nobody else seals and no answer comes in.

    To be called before a period is locked: rounds lock in this order.
    """
    survey_sql.lead_sealing()
    survey_sql.hold_intake_closed()


def give_up(period: SurveyPeriod, *, now: datetime) -> int:
    """A round in the caller's transaction that leaves nothing waiting of a period that is over.

    What can be sealed is sealed. Spent tokens whose answer is gone, can't be opened, or whose
    receipt was counted already are erased; how many. Rows that no key opens are erased once they
    can belong to no other period.
    """
    given_up: dict[uuid.UUID, int] = {period.pk: 0}
    _round(now=now, zones=set(), given_up=given_up)
    return given_up[period.pk]


def is_all_sealed(period: SurveyPeriod) -> bool:
    """Whether nothing of the period waits."""
    return not SpentToken.objects.filter(period=period).exists()


def waiting_of(period: SurveyPeriod) -> int:
    """How many answers of the period wait for their seal."""
    return SpentToken.objects.filter(period=period).count()


def _zones_due(now: datetime) -> set[str]:
    """Zones of open periods whose round of this day was not made yet, or that are new."""
    zones = _zones(SurveyPeriod.objects.filter(state=PeriodState.OPEN))
    made = dict(SealingRound.objects.filter(zone__in=zones).values_list("zone", "day"))
    return {zone for zone in zones if made.get(zone, date.min) < day_in(zone, now)}


def _zones(periods: QuerySet[SurveyPeriod]) -> set[str]:
    pairs = periods.order_by().values_list("unit__time_zone", "unit__agency__time_zone").distinct()
    return {own or agency for own, agency in pairs}


_stuck: dict[uuid.UUID, int] = {}
"""Periods that are over and how much of them can't be sealed: not tried again until it changes."""


def _has_ended_periods() -> bool:
    ended = SpentToken.objects.exclude(period__state=PeriodState.OPEN).order_by()
    found = ended.values_list("period_id").annotate(waiting=Count("pk"))
    return any(_stuck.get(period) != waiting for period, waiting in found)


def _round(
    *,
    now: datetime,
    zones: set[str],
    is_forced: bool = False,
    given_up: dict[uuid.UUID, int] | None = None,
) -> list[SurveyDay]:
    """One round. Of the periods of `given_up`, which are over, nothing stays: it says how many."""
    keys = day_keys()
    sealed: list[SurveyDay] = []
    given_up = given_up or {}
    with transaction.atomic():
        hold_still()
        zones = zones & _zones_due(now)  # another process may have been quicker
        known = set(SealingRound.objects.filter(zone__in=zones).values_list("zone", flat=True))
        waiting, unreadable = _read_waiting(keys)
        periods = SurveyPeriod.objects.select_related("unit__agency").in_bulk(list(waiting))
        left: dict[uuid.UUID, Waiting] = {}
        for key, what in waiting.items():
            period = periods[key]
            today = day_in(period.unit.zone, now)
            is_over = period.state != PeriodState.OPEN
            if not (is_over or is_forced or period.unit.zone in known):
                left[key] = what
                continue
            day = today if is_over or is_forced else today - timedelta(days=1)
            day = min(max(day, period.starts_on), period.ends_on)
            asked = _without_counted(what) if key in given_up else what
            left[key] = _seal_period(period, asked, day, now, sealed, is_over=is_over)
            if key in given_up and left[key] is not asked:  # unless a fault left all as it was
                given_up[key] = len(what.spent) - len(asked.spent) + len(left[key].spent)
                left[key] = Waiting(left[key].answers[given_up[key] :])
            elif key in given_up:
                left[key] = what
            if is_over:
                _stuck[key] = len(left[key].spent)
        if given_up and not any(len(one.spent) > len(one.answers) for one in left.values()):
            unreadable = []
        retired = _close_again(left, unreadable, keys)
        for zone in zones:
            SealingRound.objects.update_or_create(zone=zone, defaults={"day": day_in(zone, now)})
        transaction.on_commit(lambda: _erase(keys, retired))
    return sealed


def _read_waiting(
    keys: DayKeys,
) -> tuple[dict[uuid.UUID, Waiting], list[tuple[uuid.UUID, bytes]]]:
    """All that waits by period, and rows that no key opens."""
    opener = keys.opener()
    waiting: dict[uuid.UUID, Waiting] = defaultdict(Waiting)
    unreadable = []
    for key, body in IntakeRow.objects.values_list("pk", "body").iterator(chunk_size=2000):
        try:
            answer = unpacked(opener.open(key.bytes, bytes(body)))
        except (NoKeyOpens, ValueError):
            unreadable.append((key, bytes(body)))
            continue
        waiting[answer.period].answers.append(answer)
    rows = SpentToken.objects.values_list("pk", "receipt", "period_id")
    for spent, receipt, period in rows.iterator(chunk_size=2000):
        waiting[period].spent.append((bytes(spent), bytes(receipt)))
    if unreadable:
        log.error("%d waiting survey answers are opened by no key", len(unreadable))
    return waiting, unreadable


def _seal_period(
    period: SurveyPeriod,
    waiting: Waiting,
    day: date,
    now: datetime,
    sealed: list[SurveyDay],
    *,
    is_over: bool,
) -> Waiting:
    """Seals what may be sealed of one period; what is left.

    Where somebody took or added rows the two sets differ in size: as many are sealed as there are
    of both, and the rest stays, so that `bening verify` goes on telling.
    """
    answers, spent = list(waiting.answers), list(waiting.spent)
    both = min(len(answers), len(spent))
    if len(answers) != len(spent):
        log.error("%d answers and %d spent tokens wait of one survey", len(answers), len(spent))
    lot = random.SystemRandom()
    lot.shuffle(answers)
    lot.shuffle(spent)
    count = to_seal(both, is_over=is_over)
    if count:
        arrived = [Arrived(one.body, one.marks, one.day, one.half_hour) for one in answers[:count]]
        receipts = [receipt for _, receipt in spent[:count]]
        try:
            with transaction.atomic():  # a fault of one period keeps no other from its seal
                sealed.append(
                    seal_set(period=period, day=day, answers=arrived, receipts=receipts, now=now)
                )
        except (DatabaseError, SealedDayRefused) as error:
            log.error("a survey day could not be sealed: %s", type(error).__name__)  # noqa: TRY400 - a trace may tell an answer
            return waiting
    elif is_over and both:
        _leave_unopened(period, both, now)
        count = both
    return Waiting(answers[count:], spent[count:])


def _without_counted(waiting: Waiting) -> Waiting:
    """Without spent tokens whose receipt stands in the list already, or twice among them."""
    receipts = sorted({receipt for _, receipt in waiting.spent})
    counted: set[bytes] = set()
    for start in range(0, len(receipts), 500):
        rows = CountedReceipt.objects.filter(pk__in=receipts[start : start + 500])
        counted.update(bytes(one) for one in rows.values_list("pk", flat=True))
    found: dict[bytes, Spent] = {
        receipt: (one, receipt) for one, receipt in waiting.spent if receipt not in counted
    }
    return Waiting(list(waiting.answers), list(found.values()))


def _leave_unopened(period: SurveyPeriod, count: int, now: datetime) -> None:
    """Fewer than five answers of a period that is over: no figure could be shown of them.

    They are never opened. It happens to a period that never had ten.
    """
    SurveyPeriod.objects.filter(pk=period.pk).update(unopened=F("unopened") + count)
    audit.record(
        act=UNOPENED,
        by=None,
        agency=period.agency_id,
        subject=("survey_period", period.pk),
        at=now,
        data={"answers": count},
    )


def _close_again(
    left: Mapping[uuid.UUID, Waiting],
    unreadable: Sequence[tuple[uuid.UUID, bytes]],
    keys: DayKeys,
) -> list[Path]:
    """What stays, under a new key and in a new order; the keys that nothing needs any more."""
    survey_sql.empty_intake()
    keys.retire()
    retired = keys.retired()
    rows = list(unreadable)
    answers = [answer for what in left.values() for answer in what.answers]
    if answers:
        cipher = keys.cipher()
        for answer in answers:
            key = uuid.uuid4()
            rows.append((key, closed(cipher, key.bytes, answer.packed())))
    random.SystemRandom().shuffle(rows)
    for start in range(0, len(rows), 500):
        survey_sql.add_rows(rows[start : start + 500])
    spent = sorted(
        (one, receipt, period) for period, what in left.items() for one, receipt in what.spent
    )
    for start in range(0, len(spent), 500):
        survey_sql.keep_spent(spent[start : start + 500])
    return retired


def _erase(keys: DayKeys, retired: Sequence[Path]) -> None:
    """After the commit: the keys go, and with them all that old rows could tell."""
    keys.destroy(retired)
    erase_log()


class _Log:
    """Whether the database's log still holds erased rows: at the start nobody knows."""

    holds_erased = True


_log = _Log()


def erase_log() -> bool:
    """Takes erased pages out of the database's log; False where a reader still holds them.

    Their answers can't be read any more; spent tokens of SQLite could still be found there.
    """
    if connection.in_atomic_block:
        return False
    _log.holds_erased = True
    for _ in range(ERASE_TRIES):
        if survey_sql.forget_old_pages():
            _log.holds_erased = False
            return True
        time.sleep(ERASE_REST)
    log.warning("a reader keeps erased survey rows in the database's log; trying again later")
    return False
