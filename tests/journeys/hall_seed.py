"""Run in a process of its own on a real server's data: a service hall with its people.

`python -m tests.journeys.hall_seed`. Prints one line of JSON: who is who, the hall, and the address
of its kiosk. Everybody's password is `tests.people.PASSWORD`.
"""

import json
import os
import sys
from typing import Any

import django

PEOPLE = {
    "officer": "Sekar Ayu",
    "backup": "Wulan Astuti",
    "coordinator": "Galuh Prameswari",
}


def main() -> None:
    """Makes it all in one transaction."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bening.config.settings"
    django.setup()
    from django.db import transaction

    with transaction.atomic():  # one sync of the disk instead of hundreds
        told = opened()
    sys.stdout.write(json.dumps(told) + "\n")


def opened() -> dict[str, Any]:
    """An opened hall, two officers of whom one helps when asked, a coordinator, and a kiosk."""
    from bening.queues.actions.points import add_point
    from bening.queues.models import BackupDuty, PointKind
    from tests.features.queues.halls import make_hall
    from tests.people import NOW, PASSWORD, Cast

    cast = Cast()
    made = make_hall(cast)
    made.hall.queues.update(compensation="Dokumen diantar tanpa biaya")
    staff = {
        key: made.staff(name, is_supervisor=key == "coordinator") for key, name in PEOPLE.items()
    }
    people = {key: one.person for key, one in staff.items()}
    for person in people.values():
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
    for weekday in range(5):
        BackupDuty.objects.create(staff=staff["backup"], weekday=weekday)
    point, secret = add_point(
        hall=made.hall, place="Meja informasi", kind=PointKind.KIOSK, by=cast.pic, now=NOW
    )
    return {
        "people": {key: person.email for key, person in people.items()},
        "names": {key: person.name for key, person in people.items()},
        "year": NOW.year,
        "hall": str(made.hall.pk),
        "kiosk": f"/antrean/{made.hall.slug}/kios/{point.number}/?kunci={secret}",
    }


if __name__ == "__main__":
    main()
