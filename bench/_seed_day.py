"""Run in a process of its own on the data that `bench.queue_day` measures. Prints one line of JSON.

`python -m bench._seed_day DESKS BACKUPS`: an opened hall whose officers are signed in. Each of
DESKS counters serves the three big lines, one more the small line alone, and nobody sits yet at
those that are left for the BACKUPS.
"""

import json
import sys
from collections.abc import Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from bening.accounts.models import Person
    from bening.agencies.models import WorkUnit
    from bening.queues.models import Hall, Queue

BIG, SMALL = "ABC", "D"
OPENS, CLOSES, LUNCH = time(8), time(17), (time(12), time(13))
SLUG, KEY = "sehari", bytes(range(32))
SINCE = date(2020, 1, 1)


def main() -> None:
    """Fills the database that the environment names."""
    django.setup()
    from django.db import transaction

    from tests.people import make_agency, make_unit

    desks, backups = map(int, sys.argv[1:3])
    unit = make_unit(make_agency(), "01", "Dinas Kependudukan")
    with transaction.atomic():
        told = hall(unit, desks, backups)
    sys.stdout.write(json.dumps(told) + "\n")


def hall(unit: "WorkUnit", desks: int, backups: int) -> dict[str, Any]:
    """The hall: its address and keys, who sits where, who may be asked to help."""
    from django.utils import timezone

    from bench._seed import session
    from bening.domain.days import day_in
    from bening.queues import models
    from tests.people import make_person

    now = timezone.now()
    made = models.Hall.objects.create(
        agency=unit.agency, unit=unit, slug=SLUG, name="Ruang layanan", presence_key=KEY,
        added_at=now, opened_at=now,
    )  # fmt: skip
    models.HallPulse.objects.create(hall=made)
    people = [
        make_person(f"Petugas {at}", agency=unit.agency) for at in range(desks + 1 + backups + 1)
    ]
    lines = opened(made, people[-1])
    big = [lines[prefix] for prefix in BIG]
    places = [big] * desks + [[lines[SMALL]]] + [list(lines.values())] * backups
    staff = [
        models.CounterStaff.objects.create(
            hall=made, person=person, starts_on=SINCE, is_supervisor=person is people[-1]
        )
        for person in people
    ]
    for number, able in enumerate(places, 1):
        models.Counter.objects.create(hall=made, number=number).queues.set(able)
    weekday = day_in(unit.zone, now).weekday()
    for order, one in enumerate(staff[desks + 1 : -1], 1):
        models.BackupDuty.objects.create(staff=one, weekday=weekday, order=order)
    sessions = [session(person) for person in people]
    return {
        "slug": made.slug,
        "key": str(made.pk),
        "presence": KEY.hex(),
        "lines": {prefix: str(line.pk) for prefix, line in lines.items()},
        "officers": sessions[: desks + 1],
        "backups": sessions[desks + 1 : -1],
    }


def opened(made: "Hall", by: "Person") -> "dict[str, Queue]":
    """The lines, opening hours and the promise of a hall."""
    from django.utils import timezone

    from bening.queues import models
    from bening.services.models import Service

    now, lines = timezone.now(), {}
    for prefix in BIG + SMALL:
        service = Service.objects.create(
            agency=made.agency, unit=made.unit, code=prefix, name=f"Layanan {prefix}", added_at=now
        )
        lines[prefix] = models.Queue.objects.create(
            hall=made, service=service, prefix=prefix, standard_minutes=5,
            compensation="Dokumen diantar tanpa biaya",
        )  # fmt: skip
    spans: Sequence[tuple[str, time, time]] = (
        (models.SpanKind.OPEN, OPENS, CLOSES),
        (models.SpanKind.BREAK, *LUNCH),
    )
    for weekday in range(7):
        for kind, begins, ends in spans:
            models.HallSpan.objects.create(
                hall=made, weekday=weekday, kind=kind, begins=begins, ends=ends
            )
    models.ServicePromise.objects.create(hall=made, starts_on=SINCE, made_by=by, made_at=now)
    return lines


if __name__ == "__main__":
    main()
