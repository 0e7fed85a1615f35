"""Made-up survey periods, honest and cheated, for trying the signals on.

An honest unit has two to five services, 70 to 85 % of answers at the best, an effect of each person
(three shapes), of each aspect within a person, of each item and service, people who tick one line,
people who say "don't know", a rush on some days, answers from the hall and from home, reminders,
earlier periods that differ and, for half of the units, an external survey. Cheating replaces 30 %
of what comes in, or keeps 30 % of the served out.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from bening.domain.surveys.integrity import (
    Arrival,
    ClosedAnswer,
    ClosedPeriod,
    ExternalValue,
    IntakeMark,
    ItemFrame,
    PastPeriod,
    ServiceCount,
    Watch,
)
from bening.domain.surveys.integrity.history import past_period

Sheets = NDArray[np.int64]
Reals = NDArray[np.float64]

FIRST = date(2026, 1, 5)
DAYS = 84
SHARE = 0.30
MOOD = 0.15
OPENS, CLOSES = 8 * 3600.0, 16 * 3600.0
DAY = 86_400.0
SHORT = ("bagus", "pelayanan sudah baik", "mantap", "terima kasih", "tingkatkan lagi", "-")


@dataclass
class Unit:
    """What does not change between the periods of one unit."""

    random: np.random.Generator
    services: list[str]
    volume: Reals
    response: float
    items: int
    per_aspect: int
    shape: int
    spread: float
    aspect_spread: float
    best: float
    item_effects: Reals
    service_effects: Reals
    weak_items: Reals
    lines: float
    unknown: float
    hall: float
    helped: float
    pace: float
    intercept: float = 0.0


@dataclass
class Came:
    """Answers as they come in, as columns; `moment` in seconds since the first midnight."""

    sheets: Sheets
    service: NDArray[np.int64]
    moment: Reals
    seconds: Reals
    own: NDArray[np.bool_]
    helped: NDArray[np.bool_]
    incident: NDArray[np.bool_]
    comments: list[str] = field(default_factory=list)
    late: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))

    def __len__(self) -> int:
        return len(self.moment)


def unit_of(seed: int) -> Unit:
    random = np.random.default_rng(seed)
    count = int(random.integers(2, 6))
    items, per_aspect = [(10, 2), (9, 1), (19, 2), (12, 2)][int(random.integers(4))]
    unit = Unit(
        random=random,
        services=[f"layanan-{number}" for number in range(count)],
        volume=random.dirichlet(np.full(count, 3.0)) * random.uniform(10, 70),
        response=random.uniform(0.2, 0.5),
        items=items,
        per_aspect=per_aspect,
        shape=int(random.integers(3)),
        spread=random.uniform(1.0, 2.0),
        aspect_spread=random.uniform(0.3, 0.8),
        best=random.uniform(0.70, 0.85),
        item_effects=random.normal(0, 0.5, items),
        service_effects=random.normal(0, 0.3, count),
        weak_items=random.normal(0, 0.5, (count, items)),
        lines=random.uniform(0.0, 0.10),
        unknown=random.uniform(0.0, 0.03),
        hall=random.uniform(0.1, 0.4),
        helped=random.uniform(0.0, 0.12),
        pace=random.uniform(4.0, 8.0),
    )
    low, high = -6.0, 10.0
    for _ in range(24):
        unit.intercept = (low + high) / 2
        who = random.integers(0, count, 1500)
        if (_opinions(unit, _people(unit, 1500), who, 0.0) == 4).mean() < unit.best:
            low = unit.intercept
        else:
            high = unit.intercept
    return unit


def _people(unit: Unit, n: int) -> Reals:
    """The effect of each person: bell-shaped, heavy-tailed, or two camps."""
    if unit.shape == 0:
        effect = unit.random.normal(0, 1, n)
    elif unit.shape == 1:
        effect = unit.random.standard_t(4, n) / 1.4
    else:
        effect = np.where(unit.random.random(n) < 0.7, 0.65, -1.5) + unit.random.normal(0, 0.5, n)
    return np.asarray(effect * unit.spread)


def _opinions(unit: Unit, people: Reals, service: NDArray[np.int64], shift: float) -> Sheets:
    n, random = len(people), unit.random
    aspects = random.normal(0, unit.aspect_spread, (n, unit.items // unit.per_aspect + 1))
    of_item = np.arange(unit.items) // unit.per_aspect
    liked = (
        unit.intercept
        + shift
        + people[:, None]
        + aspects[:, of_item]
        + unit.item_effects[None, :]
        + unit.service_effects[service][:, None]
        + unit.weak_items[service]
        + random.logistic(0, 1, (n, unit.items))
    )
    sheets = np.asarray(1 + (liked > -5.0) + (liked > -3.0) + (liked > 0.0), dtype=np.int64)
    lines = random.random(n) < unit.lines
    sheets[lines] = np.where(random.random(lines.sum()) < 0.75, 4, 3)[:, None]
    gaps = (random.random((n, unit.items)) < unit.unknown * 5) & (random.random((n, 1)) < 0.2)
    sheets[gaps] = 0
    return sheets


def _open_days() -> list[int]:
    holidays = {16, 45}
    return [d for d in range(DAYS) if (FIRST + timedelta(d)).weekday() < 5 and d not in holidays]


def honest(seed: int) -> ClosedPeriod:
    """A period in which everybody keeps to the rules."""
    return period_of(unit_of(seed), lambda _unit, came: came)


def cheated(seed: int, way: str) -> ClosedPeriod:
    """The same with one way of `WAYS`."""
    return period_of(unit_of(seed), WAYS[way], filtered=way == "filtered invitations")


def period_of(
    unit: Unit, cheat: Callable[[Unit, Came], Came], *, filtered: bool = False
) -> ClosedPeriod:
    random = unit.random
    open_days = _open_days()
    rush = random.gamma(6.0, 1 / 6.0, len(open_days))
    finished = random.poisson(unit.volume[:, None] * rush[None, :])
    reach = random.uniform(0.95, 1.0)
    each_service, each_day = np.indices(finished.shape).reshape(2, -1)
    service = np.repeat(each_service, finished.ravel())
    day = np.repeat(np.array(open_days)[each_day], finished.ravel())
    people = _people(unit, len(service))
    invited = random.random(len(service)) < reach
    if filtered:
        mood = people + unit.service_effects[service] + random.normal(0, unit.spread / 2, len(day))
        invited &= mood > np.quantile(mood, SHARE)
    answers = invited & (random.random(len(service)) < unit.response)
    came = _come(unit, people[answers], service[answers], day[answers])
    came = cheat(unit, came)
    sent_on = [28, 63]
    period = _closed(unit, came, sent_on)
    counts = {
        code: ServiceCount(
            {FIRST + timedelta(d): int(finished[at, i]) for i, d in enumerate(open_days)},
            int((invited & (service == at)).sum()),
        )
        for at, code in enumerate(unit.services)
    }
    return replace(
        period,
        services=counts,
        open_days=frozenset(FIRST + timedelta(d) for d in open_days),
        earlier=_earlier(unit),
        external=_external(unit),
        findings=0,
    )


def _come(unit: Unit, people: Reals, service: NDArray[np.int64], day: NDArray[np.int64]) -> Came:
    """Honest answers: when served, soon after or in the evening, or after a reminder."""
    random, n = unit.random, len(people)
    hours = np.where(random.random(n) < 0.65, random.normal(9.8, 1.1, n), random.normal(13.7, 1, n))
    served = np.clip(hours * 3600, OPENS, CLOSES - 600)
    soon = random.exponential(1800, n)
    later = random.exponential(5 * 3600, n) + 1800
    quick = random.random(n) < 0.55
    moment = day * DAY + served + np.where(quick, soon, later)
    night = moment % DAY < 6 * 3600
    moment = np.where(night, moment + 6.5 * 3600 * random.uniform(0.8, 1.6, n), moment)
    reminded = random.random(n) < 0.2
    reminder = np.where(day < 28, 28, 63)
    reminded &= day < reminder
    moment = np.where(reminded, reminder * DAY + 9 * 3600 + random.exponential(9000, n), moment)
    is_open = _is_open(moment)
    sheets = _opinions(unit, people, service, random.normal(0, MOOD))
    line = (sheets == sheets[:, :1]).all(axis=1)
    per_item = unit.pace * np.exp(random.normal(0, 0.5, n)) * np.where(line, 0.75, 1.0)
    asked = random.random(n) < np.where(people < np.median(people), 0.03, 0.004)
    sheets[asked] = np.maximum(1, sheets[asked] - random.integers(0, 3, sheets[asked].shape))
    return Came(
        sheets,
        service,
        moment,
        per_item * unit.items,
        (random.random(n) < unit.hall) & is_open & quick,
        (random.random(n) < unit.helped) & is_open & quick,
        asked,
        [_comment(unit, number) for number in range(n)],
        (per_item * 9973).astype(np.int64) % 25 == 0,  # one phone in 25 had no line
    )


def _comment(unit: Unit, number: int) -> str:
    kind = unit.random.random()
    if kind < 0.8:
        return ""
    if kind < 0.9:
        return SHORT[int(unit.random.integers(len(SHORT)))]
    return f"antrean nomor {number} mohon dipercepat {unit.random.integers(10**6)}"


def _is_open(moment: Reals) -> NDArray[np.bool_]:
    day = (moment // DAY).astype(np.int64)
    at = moment % DAY
    return np.asarray(np.isin(day, _open_days()) & (at >= OPENS) & (at < CLOSES))


def _closed(unit: Unit, came: Came, sent_on: list[int]) -> ClosedPeriod:
    order = np.argsort(came.moment)
    usual = {
        code: float(v * unit.response) for code, v in zip(unit.services, unit.volume, strict=True)
    }
    watch = Watch(0.0, usual)
    open_at = _is_open(came.moment)
    sendings = [(d * DAY + 9 * 3600, float(unit.volume.sum()) * 20) for d in sent_on]
    answers: list[ClosedAnswer] = []
    arrivals: Counter[tuple[str, date, int]] = Counter()
    for at in order:
        moment = float(came.moment[at])
        while sendings and sendings[0][0] <= moment:
            sent, messages = sendings.pop(0)
            watch.sent(sent, int(messages))
        code = unit.services[int(came.service[at])]
        marks = watch.marks(
            Arrival(
                moment, code, bool(came.own[at]), bool(open_at[at]), unit.items,
                float(came.seconds[at]), bool(came.late[at]),
            )
        )  # fmt: skip
        day = FIRST + timedelta(int(moment // DAY))
        arrivals[code, day, int(moment % DAY // 1800)] += 1
        answers.append(
            ClosedAnswer(
                tuple(int(value) or None for value in came.sheets[at]),
                code,
                day,
                marks | {IntakeMark.ASSISTED} if came.helped[at] else marks,
                bool(came.incident[at]),
                came.comments[at],
            )
        )
    return ClosedPeriod(
        items=[ItemFrame(1, 4)] * unit.items,
        answers=answers,
        arrivals=arrivals,
        sent_on=frozenset(FIRST + timedelta(d) for d in sent_on),
        perception=range(unit.items),
    )


def _earlier(unit: Unit) -> list[PastPeriod]:
    """Two to six periods of the same unit, each with a mood of its own."""
    past = []
    for _ in range(int(unit.random.integers(2, 7))):
        n = int(unit.random.integers(120, 600))
        service = unit.random.integers(0, len(unit.services), n)
        sheets = _opinions(unit, _people(unit, n), service, unit.random.normal(0, MOOD))
        answers = [
            ClosedAnswer(tuple(int(v) or None for v in sheet), "", FIRST) for sheet in sheets
        ]
        known = past_period(ClosedPeriod([ItemFrame(1, 4)] * unit.items, answers))
        response = unit.response + unit.random.normal(0, 0.03)
        past.append(replace(known, response=float(np.clip(response, 0.05, 0.95))))
    return past


def _external(unit: Unit) -> ExternalValue | None:
    if unit.random.random() < 0.5:
        return None
    n = int(unit.random.integers(30, 150))
    service = unit.random.integers(0, len(unit.services), n)
    sheets = _opinions(unit, _people(unit, n), service, unit.random.normal(-0.1, 0.15))
    return ExternalValue(float((sheets[sheets > 0].mean() - 1) / 3), n)


def part_of(unit: Unit, came: Came) -> NDArray[np.int64]:
    return np.sort(unit.random.choice(len(came), round(SHARE * len(came)), replace=False))


def _plausible(unit: Unit, n: int) -> Sheets:
    return np.where(unit.random.random((n, unit.items)) < 0.88, 4, 3)


def filled_by_staff(unit: Unit, came: Came) -> Came:
    """Staff spend kept-back tokens in sittings of 8 to 25 on their own network or their phones."""
    random, part = unit.random, part_of(unit, came)
    days, start = _open_days(), 0
    came.sheets[part] = _plausible(unit, len(part))
    from_office = random.random() < 0.5
    while start < len(part):
        sitting = part[start : start + int(random.integers(8, 26))]
        begins = days[int(random.integers(len(days)))] * DAY + random.uniform(8.5, 17.5) * 3600
        came.moment[sitting] = begins + np.cumsum(random.uniform(40, 110, len(sitting)))
        came.service[sitting] = random.integers(len(unit.services))
        came.own[sitting] = from_office
        came.seconds[sitting] = random.uniform(25, 60, len(sitting))
        start += len(sitting)
    return came


def claimed_late(unit: Unit, came: Came) -> Came:
    """The same, and each says that a phone without a line had kept it."""
    honest_moments = came.moment.copy()
    came = filled_by_staff(unit, came)
    came.late[came.moment != honest_moments] = True
    return came


def straight_fours(unit: Unit, came: Came) -> Came:
    """Sheets of nothing but fours, at times and at a pace like everybody's."""
    came.sheets[part_of(unit, came)] = 4
    return came


def copied(unit: Unit, came: Came) -> Came:
    """Three to eight sheets that look honest, used again and again at times like everybody's."""
    part = part_of(unit, came)
    kinds = int(unit.random.integers(3, 9))
    originals = _plausible(unit, kinds)
    originals[originals.min(axis=1) == 4, 0] = 3
    came.sheets[part] = originals[unit.random.integers(0, kinds, len(part))]
    return came


def briefed(unit: Unit, came: Came) -> Came:
    """Groups of 10 to 30 are gathered and told what to answer; one item in twenty differs."""
    random, part = unit.random, part_of(unit, came)
    days, start = _open_days(), 0
    hall = random.random() < 0.5
    while start < len(part):
        group = part[start : start + int(random.integers(10, 31))]
        dictated = np.full(unit.items, 4)
        dictated[random.choice(unit.items, int(random.integers(0, 3)), replace=False)] = 3
        differs = random.random((len(group), unit.items)) < 0.05
        came.sheets[group] = np.where(differs, 7 - dictated, dictated)
        begins = days[int(random.integers(len(days)))] * DAY + random.uniform(8.5, 15) * 3600
        came.moment[group] = begins + np.sort(random.uniform(0, 900, len(group)))
        came.own[group] = hall
        start += len(group)
    return came


WAYS: dict[str, Callable[[Unit, Came], Came]] = {
    "filled in by staff": filled_by_staff,
    "filled in by staff as if late": claimed_late,
    "straight fours": straight_fours,
    "copied sheets": copied,
    "briefed groups": briefed,
    "filtered invitations": lambda _unit, came: came,
}
