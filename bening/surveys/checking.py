"""What `bening verify` finds of survey days: answers that were added, removed or changed."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from bening.adapters import survey_sql
from bening.audit.models import Event
from bening.domain.sealing import merkle
from bening.domain.surveys import SERVICE, from_canonical
from bening.domain.surveys.day_chain import FIRST
from bening.domain.surveys.sealed_days import (
    AnswerVoid,
    DayFinding,
    KeptAnswer,
    SealedDay,
    check_day,
    day_root,
)
from bening.surveys.day_key import NoKeyOpens, day_keys
from bening.surveys.models import (
    AnswerCount,
    CountedReceipt,
    IntakeRow,
    SurveyDay,
    SurveyPeriod,
    SurveyResponse,
    VoidedResponse,
)
from bening.surveys.sealed_sets import DAY_SEALED, committed_to, counted, link_of
from bening.surveys.waiting import unpacked

HASH = 32
LOST = "survey_period.lost_declared"
UNOPENED = "survey_period.left_unopened"
COUNTED_IN_TRAIL = {"lost": LOST, "unopened": UNOPENED}
"""Columns of a period that count answers, and the act that says how many more each time."""


@dataclass(frozen=True, slots=True)
class SurveyFinding:
    """One thing that is wrong with a period.

    `kind` is one of `DayFindingKind`, or `chain_broken`, `day_removed`, `day_rewritten`,
    `column_differs`, `tally_differs`, `count_differs`. `answer` is the key of a row, `digest` a
    commitment, a receipt or a day's hash in hexadecimal, `detail` a column or an item; of
    `count_differs` `answer` is the number that the audit trail knows.
    """

    kind: str
    period: SurveyPeriod
    day: date | None = None
    answer: str = ""
    digest: str = ""
    detail: str = ""


def check_period(period: SurveyPeriod) -> tuple[SurveyFinding, ...]:
    """All that is wrong with the sealed days of a period; empty where nothing is."""
    return tuple(_Period(period).findings())


class _Period:
    def __init__(self, period: SurveyPeriod) -> None:
        self.period = period
        self.parts: dict[date, list[SurveyDay]] = defaultdict(list)
        self.bodies: list[str] = []

    def findings(self) -> Iterator[SurveyFinding]:
        yield from self._chain()
        days = set(self.parts)
        days.update(self._answers().order_by().values_list("day", flat=True).distinct())
        days.update(self._receipts().order_by().values_list("day", flat=True).distinct())
        for day in sorted(days):
            yield from self._day(day)
        yield from self._tally()
        yield from self._counts()

    def _answers(self) -> "QuerySet[SurveyResponse]":
        return SurveyResponse.objects.filter(period=self.period)

    def _receipts(self) -> "QuerySet[CountedReceipt]":
        return CountedReceipt.objects.filter(period=self.period)

    def _found(self, kind: str, day: date | None = None, **where: str) -> SurveyFinding:
        return SurveyFinding(kind, self.period, day, **where)

    def _chain(self) -> Iterator[SurveyFinding]:
        """The days in a row, and against what the audit trail recorded when they were sealed."""
        recorded = self._recorded()
        before = FIRST
        for row in SurveyDay.objects.filter(period=self.period).order_by("position"):
            self.parts[row.day].append(row)
            if bytes(row.before) != before:
                yield self._found("chain_broken", row.day)
            before = link_of(row).hash()
            if row.size * HASH != len(row.commitments) or before.hex() not in recorded:
                yield self._found("day_rewritten", row.day, digest=before.hex())
            recorded.pop(before.hex(), None)
        for digest, day in recorded.items():
            yield self._found("day_removed", day, digest=digest)

    def _recorded(self) -> dict[str, date]:
        events = Event.objects.filter(
            act=DAY_SEALED, subject_type="survey_period", subject_id=str(self.period.pk)
        )
        return {
            str(event.data["hash"]): date.fromisoformat(str(event.data["day"])) for event in events
        }

    def _day(self, day: date) -> Iterator[SurveyFinding]:
        sealed = [_sealed(row) for row in self.parts.get(day, [])] or [_nothing(day)]
        part_of = {one: at for at, part in enumerate(sealed) for one in part.commitments}
        list_of = {one: at for at, part in enumerate(sealed) for one in part.receipts}
        answers: dict[int, list[KeptAnswer]] = defaultdict(list)
        receipts: dict[int, list[bytes]] = defaultdict(list)
        for row in self._answers().filter(day=day).order_by("pk").iterator(chunk_size=2000):
            yield from self._columns(row)
            self.bodies.append(row.body)
            kept = KeptAnswer(
                str(row.pk), committed_to(row), bytes(row.salt), bytes(row.commitment)
            )
            answers[part_of.get(kept.commitment, 0)].append(kept)
        for receipt in self._receipts().filter(day=day).values_list("pk", flat=True):
            receipts[list_of.get(bytes(receipt), 0)].append(bytes(receipt))
        voids = self._voids(day)
        for at, part in enumerate(sealed):
            here = {kept.key for kept in answers[at]}
            mine = [void for void in voids if void.answer in here]
            for finding in check_day(part, answers[at], receipts[at], mine):
                yield self._named(finding)

    def _named(self, finding: DayFinding) -> SurveyFinding:
        return self._found(
            finding.kind.value, finding.day, answer=finding.answer, digest=finding.digest.hex()
        )

    def _voids(self, day: date) -> list[AnswerVoid]:
        rows = VoidedResponse.objects.filter(response__period=self.period, response__day=day)
        return [
            AnswerVoid(str(row.pk), row.decision.reason, str(row.decision.decided_by_id))
            for row in rows.select_related("decision")
        ]

    def _columns(self, row: SurveyResponse) -> Iterator[SurveyFinding]:
        """The columns repeat the body."""
        try:
            read = from_canonical(row.body.encode())
        except ValueError:
            yield self._found("column_differs", row.day, answer=str(row.pk), detail="body")
            return
        expected = {"mode": read.mode.value, "service": read.attributes.get(SERVICE, "")}
        for name, value in expected.items():
            if getattr(row, name) != value:
                yield self._found("column_differs", row.day, answer=str(row.pk), detail=name)

    def _tally(self) -> Iterator[SurveyFinding]:
        """The tally says what the answers say."""
        kept = {
            (row.service, row.item, row.value): row.count
            for row in AnswerCount.objects.filter(period=self.period)
        }
        try:
            now = counted(self.bodies)
        except (ValueError, KeyError, TypeError, AttributeError):
            return  # the changed answer was named
        for service, item, value in sorted(kept.keys() | now.keys(), key=str):
            cell = (service, item, value)
            if kept.get(cell, 0) != now.get(cell, 0):
                yield self._found("tally_differs", detail=f"{service} {item} {value}".strip())

    def _counts(self) -> Iterator[SurveyFinding]:
        """Answers that were lost or never opened are as many as the audit trail says."""
        kept = SurveyPeriod.objects.values(*COUNTED_IN_TRAIL).get(pk=self.period.pk)
        for name, act in COUNTED_IN_TRAIL.items():
            events = Event.objects.filter(
                act=act, subject_type="survey_period", subject_id=str(self.period.pk)
            )
            told = sum(int(str(event.data["answers"])) for event in events)
            if kept[name] != told:
                yield self._found("count_differs", answer=str(told), detail=name)


def _sealed(row: SurveyDay) -> SealedDay:
    return SealedDay(
        row.day, _hashes(bytes(row.commitments)), _hashes(bytes(row.receipts)), bytes(row.root)
    )


def _hashes(joined: bytes) -> tuple[bytes, ...]:
    return tuple(joined[at : at + HASH] for at in range(0, len(joined), HASH))


def _nothing(day: date) -> SealedDay:
    """A day that nobody sealed holds nothing."""
    return SealedDay(day, (), (), day_root(day, (), ()))


def periods_with_days() -> Iterable[SurveyPeriod]:
    """Periods that have sealed days, answers or receipts, or count answers that are not there."""
    found = set(SurveyDay.objects.order_by().values_list("period_id", flat=True).distinct())
    found |= set(SurveyResponse.objects.order_by().values_list("period_id", flat=True).distinct())
    found |= set(CountedReceipt.objects.order_by().values_list("period_id", flat=True).distinct())
    told = Event.objects.filter(act__in=(DAY_SEALED, LOST, UNOPENED)).order_by()
    names = set(told.values_list("subject_id", flat=True).distinct())
    wanted = Q(pk__in=found) | Q(pk__in=names) | Q(lost__gt=0) | Q(unopened__gt=0)
    return SurveyPeriod.objects.filter(wanted).select_related("unit").order_by("pk")


def days_root(count: int | None = None) -> tuple[int, bytes]:
    """How many days are sealed in the whole installation, and the root over their hashes in order.

    With `count` of the first so many.
    """
    rows = SurveyDay.objects.order_by("position").defer("commitments", "receipts", "marks")
    leaves = [link_of(row).hash() for row in (rows if count is None else rows[:count])]
    return len(leaves), merkle.root(leaves)


@dataclass(frozen=True, slots=True)
class WaitingFault:
    """`added` or `removed` answers that wait for their seal, or `unreadable` ones; how many."""

    kind: str
    count: int


def waiting_faults() -> Iterator[WaitingFault]:
    """What is wrong with what waits: rows added, taken or changed, or a key that is gone.

    Of rows that no key opens nobody knows the period: once others of them were declared lost there
    may be more rows than spent tokens, by as many at most.
    """
    answers, spent = survey_sql.waiting_counts()
    unreadable = _unreadable()
    if unreadable:
        yield WaitingFault("unreadable", unreadable)
    if answers < spent:
        yield WaitingFault("removed", spent - answers)
    if answers - unreadable > spent:
        yield WaitingFault("added", answers - unreadable - spent)


def _unreadable() -> int:
    """How many waiting rows no key opens.

    A round of sealing may come in between: it closes rows again under other names, and leaves those
    that it can't open. So what did not open is asked for once more.
    """
    shut = _shut(IntakeRow.objects.order_by())
    return len(_shut(IntakeRow.objects.filter(pk__in=shut))) if shut else 0


def _shut(rows: "QuerySet[IntakeRow]") -> list[uuid.UUID]:
    opener = day_keys().opener()
    found = []
    for key, body in rows.values_list("pk", "body").iterator(chunk_size=500):
        try:
            unpacked(opener.open(key.bytes, bytes(body)))
        except (NoKeyOpens, ValueError):
            found.append(key)
    return found
