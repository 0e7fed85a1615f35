"""A hall at one moment, as far as the waiting time depends on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bening.domain.queueing.order import PriorityPolicy, Waiting
from bening.domain.queueing.service_times import ServiceTime


@dataclass(frozen=True, slots=True)
class InService:
    """Who sits at a counter: the service and since when (the moment of the call, before that)."""

    service: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Away:
    """A counter without its officer; `until` is None where nobody comes back today."""

    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class CounterNow:
    """A counter that is open or will be.

    `away` holds what is known of the roster: breaks, the time before a backup officer sits down,
    the end of the day. A visit that runs into a break is finished first.
    """

    key: str
    skills: frozenset[str]
    serving: InService | None = None
    away: tuple[Away, ...] = ()


@dataclass(frozen=True, slots=True)
class HallNow:
    """A hall at the aware moment `now`.

    `expected` are booked visitors who have not come yet, with the appointment as time taken.
    `no_show` is the share (0 to below 1) of those called who are not there. `overtakers` says for
    each service how many an hour will come later and be called before those who wait now, as
    priority visitors are. `times` knows every service named anywhere in the hall. `served` is that
    of `order.next_up`.
    """

    now: datetime
    waiting: tuple[Waiting, ...]
    counters: tuple[CounterNow, ...]
    times: Mapping[str, ServiceTime]
    policy: PriorityPolicy
    expected: tuple[Waiting, ...] = ()
    no_show: float = 0.0
    overtakers: Mapping[str, float] = field(default_factory=dict)
    served: tuple[bool, ...] = ()
