"""One batch of answers into intake: tokens are spent and answers kept in one transaction."""

import hashlib
import random
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from django.db import transaction

from bening.adapters import survey_sql
from bening.domain.surveys.integrity import Arrival, IntakeMark, Watch, half_hour
from bening.domain.surveys.tokens import TOKEN_BYTES, receipt_hash, spend_hash
from bening.surveys.day_key import DayKeys, closed
from bening.surveys.models import CountedReceipt, PeriodState, SpentToken, SurveyPeriod
from bening.surveys.open_periods import PeriodForIntake
from bening.surveys.waiting import WaitingAnswer


class Outcome(Enum):
    """What became of a post. REPEATED: this token's answer is there already: the same thanks."""

    COUNTED = "counted"
    REPEATED = "repeated"
    UNKNOWN = "unknown"
    CLOSED = "closed"


OPEN_LINK = b"bening/survey/open\x00"


@dataclass(frozen=True, slots=True, eq=False)
class Post:
    """One answer that was read and found right, and what of its circumstances is judged.

    `secret` is the token, or of an open link 16 bytes that the form made for itself; an answer of
    an open link spends no token. `seconds` is how long the form took, None where nobody knows.
    """

    period: PeriodForIntake
    secret: bytes
    is_open_link: bool
    body: bytes
    service: str
    items: int
    is_own_network: bool = False
    seconds: float | None = None
    is_late: bool = False
    receipt: bytes = field(init=False)
    """What the thank-you names and the list of counted answers will hold."""
    hash: bytes = field(init=False)
    """Under which the post is known until its seal."""

    def __post_init__(self) -> None:
        secret = self.secret
        if self.is_open_link:  # never a token's, nor that of another period
            apart = OPEN_LINK + self.period.key.bytes + secret
            secret = hashlib.sha256(apart).digest()[:TOKEN_BYTES]
        receipt = receipt_hash(secret)
        object.__setattr__(self, "receipt", receipt)
        object.__setattr__(self, "hash", receipt if self.is_open_link else spend_hash(secret))


def open_secret() -> bytes:
    """The secret of an open-link answer whose form brought none."""
    return secrets.token_bytes(TOKEN_BYTES)


class Judge:
    """The watches of this process, one for each period: counters in memory, nothing else."""

    def __init__(self) -> None:
        self._watches: dict[uuid.UUID, Watch] = {}
        self._told: set[str] = set()

    def marks(self, post: Post, *, local: datetime, moment: float) -> frozenset[IntakeMark]:
        """The marks of a post that counts. `local` is the unit's time, `moment` monotone."""
        watch = self._watches.get(post.period.key)
        if watch is None:
            watch = self._watches[post.period.key] = Watch(started=moment)
        for name, messages in post.period.sendings:
            if name not in self._told:
                self._told.add(name)
                watch.sent(moment, messages)
        return watch.marks(
            Arrival(
                moment=moment,
                service=post.service,
                is_own_network=post.is_own_network,
                is_open=post.period.hours.holds(local),
                items=post.items,
                seconds=post.seconds,
                is_late=post.is_late,
            )
        )


def write(
    posts: Sequence[Post], *, judge: Judge, keys: DayKeys, now: datetime, moment: float
) -> list[Outcome]:
    """Commits the batch and says what became of each post, in order. All of it, or nothing."""
    with transaction.atomic():
        survey_sql.hold_intake_open()
        counted = _counted_before(posts)
        takes = _taking(posts, now)
        fresh = [post for post in posts if takes[post.period.key] and post.receipt not in counted]
        taken = survey_sql.take_tokens(
            [(post.hash, post.period.key) for post in fresh if not post.is_open_link]
        )
        first: dict[bytes, Post] = {}
        for post in fresh:
            has_open_link = post.is_open_link and post.period.has_open_link
            if has_open_link or (post.hash, post.period.key) in taken:
                first.setdefault(post.hash, post)
        spent_now = survey_sql.keep_spent(
            [(post.hash, post.receipt, post.period.key) for post in first.values()]
        )
        first = {one: post for one, post in first.items() if one in spent_now}
        _keep_rows(list(first.values()), judge, keys, now, moment)
        here = {**counted, **_spent([post for post in posts if first.get(post.hash) is not post])}
    return [_outcome(post, first, here, takes) for post in posts]


def _outcome(
    post: Post,
    first: Mapping[bytes, Post],
    here: Mapping[bytes, uuid.UUID],
    takes: Mapping[uuid.UUID, bool],
) -> Outcome:
    if first.get(post.hash) is post:
        return Outcome.COUNTED
    if here.get(post.receipt) == post.period.key:
        return Outcome.REPEATED
    return Outcome.UNKNOWN if takes[post.period.key] else Outcome.CLOSED


def _counted_before(posts: Sequence[Post]) -> dict[bytes, uuid.UUID]:
    """Receipts that stand in the list of counted answers, and their periods."""
    receipts = sorted({post.receipt for post in posts})
    rows = CountedReceipt.objects.filter(pk__in=receipts).values_list("pk", "period_id")
    return {bytes(receipt): period for receipt, period in rows}


def _spent(posts: Sequence[Post]) -> dict[bytes, uuid.UUID]:
    """Receipts of tokens that were spent since the last seal, and their periods."""
    if not posts:
        return {}
    hashes = sorted({post.hash for post in posts})
    rows = SpentToken.objects.filter(pk__in=hashes).values_list("receipt", "period_id")
    return {bytes(receipt): period for receipt, period in rows}


def _taking(posts: Sequence[Post], now: datetime) -> dict[uuid.UUID, bool]:
    """Which of the periods take answers now: open in the database, and by its calendar."""
    periods = {post.period.key: post.period for post in posts}
    still = SurveyPeriod.objects.filter(pk__in=list(periods), state=PeriodState.OPEN)
    open_now = set(still.values_list("pk", flat=True))
    return {
        key: key in open_now
        and period.starts_on <= now.astimezone(period.zone).date() <= period.ends_on
        for key, period in periods.items()
    }


def _keep_rows(
    posts: Sequence[Post], judge: Judge, keys: DayKeys, now: datetime, moment: float
) -> None:
    """Closed rows in random order; in the order of arrival they lie nowhere."""
    if not posts:
        return
    cipher = keys.cipher()
    rows = []
    for post in posts:
        local = now.astimezone(post.period.zone)
        answer = WaitingAnswer(
            period=post.period.key,
            day=local.date(),
            half_hour=half_hour(local),
            marks=judge.marks(post, local=local, moment=moment),
            body=post.body,
        )
        key = uuid.uuid4()
        rows.append((key, closed(cipher, key.bytes, answer.packed())))
    random.SystemRandom().shuffle(rows)
    survey_sql.add_rows(rows)
