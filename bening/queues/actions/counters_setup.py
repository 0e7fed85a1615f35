"""Counters of a hall: how many there are, what each serves, where it is called."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bening.accounts.models import Person
from bening.queues import access
from bening.queues.models import Counter, CounterSession, Hall
from bening.queues.readiness import unserved
from bening.queues.refusals import SetupBusy, SetupRefused
from bening.queues.setting_up import lines_in, record, set_up

MOST_COUNTERS = 99
MOST_ZONES = 9


@dataclass(frozen=True, slots=True)
class Place:
    """A counter by its number, the keys of its lines, and the zone whose display calls there."""

    number: int
    queues: tuple[uuid.UUID, ...]
    zone: int = 1
    is_accessible: bool = True


def add_counters(*, hall: Hall, count: int, by: Person, now: datetime) -> list[Counter]:
    """So many more counters, each serving every open line, with the next free numbers.

    Raises NotAllowed, SetupRefused("counters_too_many").
    """
    with set_up(hall, by=by, now=now) as held:
        used = set(held.counters.values_list("number", flat=True))
        free = [number for number in range(1, MOST_COUNTERS + 1) if number not in used]
        if not 1 <= count <= len(free):
            raise SetupRefused("counters_too_many", field="count", most=len(free))
        lines = held.queues.filter(closed_on__isnull=True)
        made = []
        for number in free[:count]:
            counter = Counter.objects.create(hall=held, number=number)
            counter.queues.set(lines)
            made.append(counter)
        numbers = [one.number for one in made]
        record("hall.counters_added", held, by=by, now=now, numbers=numbers)
    return made


def set_counters(*, hall: Hall, places: Sequence[Place], by: Person, now: datetime) -> None:
    """Exactly these counters are in use: others are closed, closed and new ones opened.

    Raises NotAllowed, SetupRefused ("counter_number", "counter_number_twice", "counter_zone",
    "counter_without_line": number, "line_of_other_hall"; "line_without_counter": prefix, in a hall
    that is open), SetupBusy ("counter_in_use": number).
    """
    _check(places)
    with set_up(hall, by=by, now=now) as held:
        there = {one.number: one for one in held.counters.prefetch_related("queues")}
        wanted = {place.number: place for place in places}
        for number, counter in there.items():
            if number not in wanted and counter.closed_on is None:
                _give_up(held, counter, by=by, now=now)
        for place in places:
            _keep(held, there.get(place.number), place, by=by, now=now)
        if held.opened_at is not None and (lacking := unserved(held)):
            raise SetupRefused("line_without_counter", prefix=lacking[0].prefix)


def _check(places: Sequence[Place]) -> None:
    numbers = [place.number for place in places]
    if any(not 1 <= number <= MOST_COUNTERS for number in numbers):
        raise SetupRefused("counter_number", most=MOST_COUNTERS)
    if len(set(numbers)) < len(numbers):
        raise SetupRefused("counter_number_twice")
    for place in places:
        if not 1 <= place.zone <= MOST_ZONES:
            raise SetupRefused("counter_zone", field=f"zone-{place.number}", most=MOST_ZONES)
        if not place.queues:
            raise SetupRefused(
                "counter_without_line", field=f"lines-{place.number}", number=place.number
            )


def _keep(hall: Hall, counter: Counter | None, place: Place, *, by: Person, now: datetime) -> None:
    lines = lines_in(hall, list(place.queues))
    if counter is None:
        made = Counter.objects.create(
            hall=hall, number=place.number, zone=place.zone, is_accessible=place.is_accessible
        )
        made.queues.set(lines)
        record("hall.counters_added", hall, by=by, now=now, numbers=[place.number])
        return
    served = {one.pk for one in counter.queues.all() if one.closed_on is None}
    same = (
        served == set(place.queues)
        and (counter.zone, counter.is_accessible) == (place.zone, place.is_accessible)
        and counter.closed_on is None
    )
    if same:
        return
    counter.zone, counter.is_accessible, counter.closed_on = place.zone, place.is_accessible, None
    counter.save(update_fields=["zone", "is_accessible", "closed_on"])
    counter.queues.set(lines)
    letters = "".join(sorted(line.prefix for line in lines))
    record("hall.counter_changed", hall, by=by, now=now, number=place.number, letters=letters)


def _give_up(hall: Hall, counter: Counter, *, by: Person, now: datetime) -> None:
    if CounterSession.objects.filter(counter=counter, closed_at__isnull=True).exists():
        raise SetupBusy("counter_in_use", number=counter.number)
    if hall.opened_at is None and not counter.sessions.exists() and not counter.tickets.exists():
        counter.delete()
    else:
        counter.closed_on = access.day_at(hall, now)
        counter.save(update_fields=["closed_on"])
    record("hall.counter_closed", hall, by=by, now=now, number=counter.number)
