"""Run in a process of its own on the data that programs of the queue measure. Prints JSON.

`python -m bench._seed_halls HALLS COUNTERS WAITING`: halls full of people, each with so many open
counters whose officers are signed in. Numbers are given as everywhere.
"""

import json
import sys
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from bening.agencies.models import WorkUnit

LINES = "ABCD"
AT_ONCE = 64


def main() -> None:
    """Fills the database that the environment names."""
    django.setup()
    from django.db import transaction

    from tests.people import make_agency, make_unit

    many, counters, waiting = map(int, sys.argv[1:4])
    unit = make_unit(make_agency(), "01", "Dinas Kependudukan")
    with transaction.atomic():
        made = [hall(unit, number, counters, waiting) for number in range(many)]
    sys.stdout.write(json.dumps(made))


def hall(unit: "WorkUnit", number: int, counters: int, waiting: int) -> dict[str, Any]:
    """One hall: address and key, its officers' sessions, the codes of those who wait, in order."""
    from django.utils import timezone

    from bench._seed import session
    from bening.queues import models
    from bening.queues.issuing import Taken, Taking, write
    from bening.queues.setups import find_setup
    from bening.services.models import Service
    from tests.people import make_person

    now = timezone.now()
    slug = f"ruang-{number}"
    made = models.Hall.objects.create(
        agency=unit.agency, unit=unit, slug=slug, name=slug, presence_key=bytes(32),
        added_at=now, opened_at=now,
    )  # fmt: skip
    models.HallPulse.objects.create(hall=made)
    lines = []
    for prefix in LINES:
        service = Service.objects.create(
            agency=unit.agency, unit=unit, code=f"{prefix}{number}", name=prefix, added_at=now
        )
        lines.append(models.Queue.objects.create(hall=made, service=service, prefix=prefix))
    for weekday in range(7):
        models.HallSpan.objects.create(
            hall=made, weekday=weekday, begins=time(0), ends=time(23, 59, 59)
        )
    people = [make_person(f"Petugas {number} {at}", agency=unit.agency) for at in range(counters)]
    models.ServicePromise.objects.create(
        hall=made, starts_on=date(2020, 1, 1), made_by=people[0], made_at=now
    )
    for at, person in enumerate(people, 1):
        counter = models.Counter.objects.create(hall=made, number=at)
        counter.queues.set(lines)
        staff = models.CounterStaff.objects.create(
            hall=made, person=person, starts_on=date(2020, 1, 1)
        )
        models.CounterSession.objects.create(counter=counter, staff=staff, opened_at=now)
    setup = find_setup(slug)
    if setup is None:
        raise RuntimeError(f"{slug} is not open")
    wanted = [
        Taking(hall=setup, queue=setup.queue(lines[at % len(lines)].pk),
               channel=models.TakingChannel.PHONE,
               taken_at=now - timedelta(milliseconds=10 * (waiting - at)))
        for at in range(waiting)
    ]  # fmt: skip
    taken = [
        one
        for at in range(0, waiting, AT_ONCE)
        for one in write(wanted[at : at + AT_ONCE], now=now)
    ]
    return {
        "slug": slug,
        "key": str(made.pk),
        "sessions": [session(person) for person in people],
        "codes": [one.code for one in taken if isinstance(one, Taken)],
    }


if __name__ == "__main__":
    main()
