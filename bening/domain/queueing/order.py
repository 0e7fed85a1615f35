"""Who is next: the one rule that the officer's button, the estimate and the "why" sentence follow.

Order follows the promise clock, never the number. Four lanes, each in the order of its clock:

1. escalated tickets. A booked or a priority visitor may go before an escalated ticket of the
   normal group once, never twice, whichever counters call;
2. booked visitors whose time has come: a booked time is binding;
3. priority groups and normal tickets as the hall's policy says, guarded against starvation;
4. booked visitors who came early, when nobody else waits.

Whoever said "saya terlambat" is not called before the time they asked for is over.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bening.domain.queueing.states import QueueRefused

NO_TIME = timedelta(0)
MOST_DELAYS: Final = 1
"""How often an escalated ticket of the normal group may still be delayed."""


class PriorityKind(StrEnum):
    """How a hall serves its priority groups."""

    FIRST = "first"
    RATIO = "ratio"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PriorityPolicy:
    """How priority groups and normal tickets take turns.

    FIRST: a priority visitor is next whenever one waits. RATIO: one after `normal_per_priority`
    normal ones, else by the clock. NONE: by the clock. In the first two a normal ticket that has
    waited longer than `starved_after` goes before a priority one that waits less than `young`.
    """

    kind: PriorityKind = PriorityKind.FIRST
    normal_per_priority: int = 2
    starved_after: timedelta = timedelta(minutes=30)
    young: timedelta = timedelta(minutes=10)

    def __post_init__(self) -> None:
        """Raises QueueRefused("priority_ratio")."""
        if self.normal_per_priority < 1:
            raise QueueRefused("priority_ratio", normal=self.normal_per_priority)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One visit in the line.

    `promise_from` is the moment from which its clock runs, `paused` the absence of the visitor that
    does not count: together they are its place. `passed_over` counts how often somebody went before
    it since it was escalated (`Choice.passes`). `away_until`: back from "saya terlambat" then.
    """

    key: str
    taken_at: datetime
    promise_from: datetime
    service: str
    is_priority: bool = False
    is_escalated: bool = False
    due_at: datetime | None = None
    appointment: datetime | None = None
    passed_over: int = 0
    paused: timedelta = NO_TIME
    away_until: datetime | None = None

    @property
    def place(self) -> tuple[datetime, datetime, str]:
        """What the order within a lane follows: the clock, then the time taken, then the key."""
        return (self.promise_from + self.paused, self.taken_at, self.key)

    def waited(self, now: datetime) -> timedelta:
        """How long the clock has run, hours of closing left aside: for the starvation guard."""
        return max(NO_TIME, now - self.promise_from - self.paused)


class Reason(StrEnum):
    """Why a ticket is next."""

    ESCALATED = "escalated"
    BOOKED = "booked"
    PRIORITY = "priority"
    STARVED = "starved"
    RATIO = "ratio"
    LONGEST = "longest"
    EARLY = "early"


@dataclass(frozen=True, slots=True)
class Choice:
    """The next ticket, why, and which escalated tickets it goes before.

    `values` are what the sentence needs: `waited`, and `over` (the key of the ticket that would
    else have been next) with `over_waited`; BOOKED and EARLY have `appointment`. Each ticket of
    `passes` has been passed over once more when this choice is called.
    """

    key: str
    reason: Reason
    values: Mapping[str, object] = field(default_factory=dict)
    passes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heads:
    """The first of each lane.

    Of the escalated, also the first of a priority group, and the first (`delayed`) that is of none
    and was passed over already.
    """

    escalated: Waiting | None = None
    escalated_priority: Waiting | None = None
    booked: Waiting | None = None
    priority: Waiting | None = None
    normal: Waiting | None = None
    early: Waiting | None = None
    delayed: Waiting | None = None


def next_up(
    waiting: Iterable[Waiting],
    *,
    skills: Collection[str] | None,
    policy: PriorityPolicy,
    now: datetime,
    served: Sequence[bool] = (),
) -> Choice | None:
    """Who is next at a counter of these skills (services; None: all), or None if nobody is.

    `served`: of the calls of the day so far, the latest last, whether each was of a priority group;
    only the policy RATIO asks. The order in which `waiting` is given does not matter.
    Raises QueueRefused("same_ticket_twice").
    """
    line = [one for one in waiting if skills is None or one.service in skills]
    _check_once(line)
    heads = Heads(*(lane[-1] if lane else None for lane in lanes(line, now)))
    found = first_of(heads, policy=policy, now=now, served=served)
    if found is None:
        return None
    chosen, reason, over = found
    return Choice(
        chosen.key, reason, _values(chosen, reason, over, now), passed_by(line, chosen, now)
    )


def ordered(
    waiting: Iterable[Waiting],
    *,
    skills: Collection[str] | None,
    policy: PriorityPolicy,
    now: datetime,
    served: Sequence[bool] = (),
) -> tuple[str, ...]:
    """All tickets in the order in which they would be called if all were called at `now`.

    The first is `next_up`'s. Those who are away come last, by the time at which they are back.
    """
    line = [one for one in waiting if skills is None or one.service in skills]
    _check_once(line)
    there = [one for one in line if not _is_away(one, now)]
    away = sorted(
        (one for one in line if _is_away(one, now)),
        key=lambda one: (one.away_until or now, one.place),
    )
    return (*_called_in_turn(there, policy, now, list(served)), *(one.key for one in away))


def lanes(line: Iterable[Waiting], now: datetime) -> tuple[list[Waiting], ...]:
    """Those who are there, by lane in the order of `Heads`; the next of each lane stands last.

    An escalated visitor of a priority group stands in two lanes, and a delayed one.
    """
    escalated, escalated_priority, booked, priority, normal, early, delayed = sides = tuple(
        list[Waiting]() for _ in range(7)
    )
    for one in line:
        if _is_away(one, now):
            continue
        if one.is_escalated:
            escalated.append(one)
            if one.is_priority:
                escalated_priority.append(one)
            elif one.passed_over >= MOST_DELAYS:
                delayed.append(one)
        elif one.appointment is not None:
            (booked if one.appointment <= now else early).append(one)
        else:
            (priority if one.is_priority else normal).append(one)
    for side in sides:
        side.sort(key=_place, reverse=True)
    return sides


def first_of(
    heads: Heads, *, policy: PriorityPolicy, now: datetime, served: Sequence[bool] = ()
) -> tuple[Waiting, Reason, Waiting | None] | None:
    """The rule itself, over the first of each lane: who, why, and who would else have been next.

    For whoever keeps the lanes sorted, as the simulation does; `next_up` finds the heads itself.
    """
    late = heads.escalated
    others = _without_escalated(heads, policy, now, served)
    if late is None:
        return others
    if not late.is_priority:
        if heads.booked is not None and _may_pass(heads.booked, heads.delayed):
            return heads.booked, Reason.BOOKED, late
        for rival in (heads.escalated_priority, heads.priority):
            if (
                rival is not None
                and _may_pass(rival, heads.delayed)
                and _priority_is_next(rival, late, policy, now, served)
            ):
                return rival, Reason.PRIORITY, late
    return late, Reason.ESCALATED, others[0] if others else None


def passed_by(line: Iterable[Waiting], chosen: Waiting, now: datetime) -> tuple[str, ...]:
    """The escalated tickets of the normal group that a call of `chosen` goes before, in order.

    `line` is what the counter may serve; for a call out of turn, too.
    """
    return tuple(
        one.key
        for one in sorted(line, key=lambda one: one.place)
        if one.is_escalated
        and not one.is_priority
        and one.key != chosen.key
        and not _is_away(one, now)
        and (not chosen.is_escalated or one.place < chosen.place)
    )


def _called_in_turn(
    line: Iterable[Waiting], policy: PriorityPolicy, now: datetime, history: list[bool]
) -> Iterator[str]:
    """The keys of those who are there, one call after the other; the lanes are sorted once."""
    late, late_priority, *others, delayed = lanes(line, now)
    gone = set[str]()
    while True:
        for lane in (late, late_priority, delayed):
            while lane and lane[-1].key in gone:
                lane.pop()
        heads = Heads(
            *(lane[-1] if lane else None for lane in (late, late_priority, *others, delayed))
        )
        found = first_of(heads, policy=policy, now=now, served=history)
        if found is None:
            return
        chosen = found[0]
        if chosen.is_escalated:
            gone.add(chosen.key)
        else:
            next(lane for lane in others if lane and lane[-1] is chosen).pop()
        if late and chosen is not late[-1]:
            passed = {one.key for one in delayed}
            passed.update(passed_by((one for one in late if one.key not in gone), chosen, now))
            delayed = [one for one in late if one.key in passed]
        history.append(chosen.is_priority)
        yield chosen.key


def _without_escalated(
    heads: Heads, policy: PriorityPolicy, now: datetime, served: Sequence[bool]
) -> tuple[Waiting, Reason, Waiting | None] | None:
    priority, normal = heads.priority, heads.normal
    if heads.booked is not None:
        return heads.booked, Reason.BOOKED, _earlier(priority, normal) if normal else priority
    if priority is None or normal is None:
        alone = priority or normal or heads.early
        if alone is None:
            return None
        return alone, Reason.EARLY if alone is heads.early else Reason.LONGEST, None
    if _priority_is_next(priority, normal, policy, now, served):
        return priority, Reason.PRIORITY, normal
    if normal.place < priority.place:
        return normal, _why_normal(policy, normal, priority, now), priority
    if _is_starved(normal, priority, policy, now):
        return normal, Reason.STARVED, priority
    return priority, Reason.LONGEST, normal


def _may_pass(rival: Waiting, delayed: Waiting | None) -> bool:
    """Whether a call of `rival` delays nobody for the second time."""
    return delayed is None or (rival.is_escalated and rival.place < delayed.place)


def _priority_is_next(
    priority: Waiting,
    normal: Waiting,
    policy: PriorityPolicy,
    now: datetime,
    served: Sequence[bool],
) -> bool:
    """Whether the policy puts this priority visitor before that normal ticket."""
    if policy.kind is PriorityKind.NONE or _is_starved(normal, priority, policy, now):
        return False
    return policy.kind is PriorityKind.FIRST or _ratio_is_due(served, policy.normal_per_priority)


def _is_starved(normal: Waiting, priority: Waiting, policy: PriorityPolicy, now: datetime) -> bool:
    return normal.waited(now) > policy.starved_after and priority.waited(now) < policy.young


def _ratio_is_due(served: Sequence[bool], normal_per_priority: int) -> bool:
    """Whether no priority visitor was called yet, or enough normal tickets were since then."""
    return not any(served[-normal_per_priority:])


def _why_normal(
    policy: PriorityPolicy, normal: Waiting, priority: Waiting, now: datetime
) -> Reason:
    if policy.kind is PriorityKind.NONE:
        return Reason.LONGEST
    return Reason.STARVED if _is_starved(normal, priority, policy, now) else Reason.RATIO


def _values(
    chosen: Waiting, reason: Reason, over: Waiting | None, now: datetime
) -> dict[str, object]:
    values: dict[str, object] = {"waited": chosen.waited(now)}
    if over is not None:
        values |= {"over": over.key, "over_waited": over.waited(now)}
    if reason in {Reason.BOOKED, Reason.EARLY}:
        values["appointment"] = chosen.appointment
    return values


def _place(one: Waiting) -> tuple[datetime, datetime, str]:
    return one.place


def _is_away(one: Waiting, now: datetime) -> bool:
    return one.away_until is not None and one.away_until > now


def _earlier(first: Waiting | None, second: Waiting) -> Waiting:
    return second if first is None or second.place < first.place else first


def _check_once(line: Sequence[Waiting]) -> None:
    if len({one.key for one in line}) != len(line):
        keys = [one.key for one in line]
        raise QueueRefused("same_ticket_twice", key=next(k for k in keys if keys.count(k) > 1))
