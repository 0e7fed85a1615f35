"""Run in a process of its own on a real server's data: an office whose services people judge.

`python -m tests.journeys.office_seed quarter YEAR-MM-DD`: the office some days before the quarter
that begins on the day, with its register. `... cheated`: a closed survey of
the office, a third of whose sealed answers was filled in by staff. Prints one line of JSON.
Everybody's password is `tests.people.PASSWORD`.
"""

import json
import os
import random
import sys
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import django

PEOPLE = {
    "head": "Darma Wijaya",
    "officer": "Nur Aini",
    "tpi": "Made Suastika",
}
SERVICES = {"ktp": ("KTP elektronik", 8), "kk": ("Kartu keluarga", 6)}
"""What is offered, and how often it was finished in the last quarter that is over."""
HONEST, FILLED_IN = 66, 33


def main() -> None:
    """Makes it all in one transaction."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bening.config.settings"
    django.setup()
    from django.db import transaction

    with transaction.atomic():  # one sync of the disk instead of hundreds
        told = quarter(date.fromisoformat(sys.argv[2])) if sys.argv[1] == "quarter" else cheated()
    sys.stdout.write(json.dumps(told) + "\n")


def quarter(start: date) -> dict[str, Any]:
    """Agency, unit, people, services and register."""
    from bening.accounts.models import Role, RoleAssignment
    from bening.services.actions import Count, add_service, keep_register
    from tests.people import PASSWORD, give, make_agency, make_person, make_unit

    now = datetime.combine(start - timedelta(days=20), time(2), UTC)
    agency = make_agency()
    unit = make_unit(agency, "33", "Dinas Kependudukan dan Pencatatan Sipil")
    people = {
        key: make_person(name, agency=agency, password=PASSWORD) for key, name in PEOPLE.items()
    }
    give(people["head"], Role.UNIT_HEAD, unit=unit)
    give(people["officer"], Role.AREA_LEAD, unit=unit, area=6)
    give(people["tpi"], Role.TPI, unit=unit)
    RoleAssignment.objects.update(starts_on=date(start.year - 1, 1, 1))
    for code, (name, finished) in SERVICES.items():
        service = add_service(
            unit=unit, code=code, name=name, tariff="Gratis", by=people["officer"], now=now
        )
        keep_register(
            unit=unit,
            counts=[Count(service, start - timedelta(days=110 + at), 1) for at in range(finished)],
            by=people["officer"],
            now=now,
        )
    return {
        "people": {key: person.email for key, person in people.items()},
        "names": {key: person.name for key, person in people.items()},
        "year": start.year,
    }


def cheated() -> dict[str, Any]:
    """A closed survey: honest answers, and sheets that staff filled in one after the other."""
    from bench._seed import session
    from bening.accounts.models import Role
    from bening.domain.surveys.integrity import IntakeMark
    from tests.features.surveys_results.making import (
        answered,
        make_services,
        make_tpi,
        response,
        seal,
    )
    from tests.people import Cast, give, make_person

    cast, lot = Cast(), random.Random(11)
    make_services(cast)
    officer = make_person("Nur Aini", agency=cast.agency)
    give(officer, Role.AREA_LEAD, unit=cast.unit, area=6)
    tpi = make_tpi(cast)
    period = answered(cast, count=HONEST, seed=5)
    items = response(period, lot).answers
    seal(
        period,
        [
            response(period, lot, answers=dict.fromkeys(items, 4), suggestion="")
            for _ in range(FILLED_IN)
        ],
        day=date(2026, 3, 20),
        marks=frozenset({IntakeMark.IN_BURST, IntakeMark.SPEED_FAST, IntakeMark.OUT_OF_HOURS}),
    )
    return {
        "period": str(period.pk),
        "slug": period.slug,
        "sessions": {
            "head": session(cast.unit_head),
            "officer": session(officer),
            "tpi": session(tpi),
        },
    }


if __name__ == "__main__":
    main()
