"""Run in a process of its own on the data that `bench.complaints` measures. Prints a JSON line.

Forty units of one agency, eight coordinators, and as many complaints as `sys.argv` says.
"""

import hashlib
import json
import random
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from bening.accounts.models import Person
    from bening.agencies.models import WorkUnit
    from bening.complaints.models import Complaint

UNITS, PEOPLE, BATCH = 40, 8, 2000
YEARS = 3
SHARES = {"closed": 86, "refused": 4, "in_progress": 4, "filed": 2, "forwarded": 2, "answered": 2}


def main() -> None:
    """Fills the database that the environment names."""
    django.setup()
    from django.db import connection, transaction

    from bench._seed import session
    from bening.complaints.models import Complaint, ComplaintOfficer, OfficerDuty
    from tests.people import make_agency, make_person, make_unit

    now = datetime.now(UTC)
    with transaction.atomic():
        agency = make_agency()
        units = [make_unit(agency, f"{number:02d}") for number in range(UNITS)]
        people = [make_person(f"Petugas {number}", agency=agency) for number in range(PEOPLE)]
        for person in people:
            ComplaintOfficer.objects.create(
                agency=agency,
                person=person,
                duty=OfficerDuty.COORDINATOR,
                starts_on=now.date() - timedelta(days=9),
                given_by=person,
                given_at=now,
            )
        rows: list[Complaint] = []
        for row in complaints(int(sys.argv[1]), units, people, now):
            rows.append(row)
            if len(rows) == BATCH:
                Complaint.objects.bulk_create(rows)
                rows.clear()
        Complaint.objects.bulk_create(rows)
    if connection.vendor == "postgresql":  # else it tidies up while the first list is measured
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
    deep = Complaint.objects.order_by("-filed_at", "-pk")[int(sys.argv[1]) * 9 // 10].pk
    given = {
        "unit": str(units[3].pk),
        "sessions": [session(person) for person in people],
        "deep": str(deep),
    }
    sys.stdout.write(json.dumps(given))


def complaints(
    many: int, units: "list[WorkUnit]", people: "list[Person]", now: datetime
) -> "Iterator[Complaint]":
    """Three years of complaints, oldest first."""
    from bening.complaints.content import Story, seal_story
    from bening.complaints.models import Complaint, ComplaintClass, ComplaintKind

    chance = random.Random(6)
    classes = ComplaintClass.values
    states = list(SHARES)
    for number in range(many):
        state = chance.choices(states, list(SHARES.values()))[0]
        unit = units[int(len(units) * chance.random() ** 2)]
        at = now - timedelta(days=365 * YEARS) * ((many - number) / many)
        is_open = state in {"in_progress", "filed", "forwarded"}
        owner = chance.choice(people) if state != "filed" else None
        row = Complaint(
            agency_id=unit.agency_id,
            unit=unit,
            filed_with=unit,
            number=f"ADU-{at.year}-{number:06d}",
            code_hash=hashlib.sha256(str(number).encode()).hexdigest(),
            kind=ComplaintKind.COMPLAINT,
            classification=chance.choice(classes) if state != "filed" else "",
            title=f"Pengaduan tentang layanan nomor {number}",
            filed_at=at,
            state=state,
            owner=owner,
            due_on=(at + timedelta(days=chance.randint(3, 90))).date() if is_open else None,
            answered_at=at if state in {"closed", "answered"} else None,
            closed_at=at if state == "closed" else None,
            closed_by="reporter" if state == "closed" else "",
            refused_by=owner if state == "refused" else None,
            refused_at=at if state == "refused" else None,
            refusal_reason="incomplete" if state == "refused" else "",
        )
        row.content = seal_story(Story(title=row.title, story="Uraian. " * 40), row=row.pk)
        yield row


if __name__ == "__main__":
    main()
