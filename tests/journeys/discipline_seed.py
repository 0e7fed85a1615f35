"""Run in a process of its own on a real server's data: a unit with the people of a case.

Without a word it makes them and prints one line of JSON; with the key of a unit it prints the facts
that the unit's discipline gives the sheet this year.
"""

import json
import os
import sys
from datetime import date
from uuid import UUID

import django


def main() -> None:
    """Makes it all in one transaction, or reads."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bening.config.settings"
    django.setup()
    from django.db import transaction

    if sys.argv[1:]:
        told = read(UUID(sys.argv[1]))
    else:
        with transaction.atomic():  # one sync of the disk instead of hundreds
            told = made()
    sys.stdout.write(json.dumps(told) + "\n")


def made() -> dict[str, object]:
    """The people with their sessions, a rule in force, and an officer."""
    from django.utils import timezone

    from bench._seed import session
    from bening.accounts.models import Posting, Role
    from bening.discipline import actions
    from bening.discipline.models import ConductRule, RuleKind
    from tests.people import SINCE, give, make_agency, make_person, make_unit

    now = timezone.now()
    agency = make_agency()
    unit = make_unit(agency, "01", "Dinas Kependudukan")
    head = make_person("Hana Kepala", agency=agency)
    give(head, Role.UNIT_HEAD, unit=unit)
    people = {
        "head": head,
        "officer": make_person("Nurul Aini", agency=agency),
        "examiner": make_person("Oki Ramdani", agency=agency),
        "staff": make_person("Joko Susanto", agency=agency),
    }
    for at, person in enumerate(people.values()):
        person.employee_number = f"19800101200501100{at}"
        person.save(update_fields=["employee_number"])
        Posting.objects.create(
            agency=agency, person=person, unit=unit, starts_on=SINCE, entered_by=head,
            entered_at=now,
        )  # fmt: skip
    actions.name_officer(
        unit=unit, person=people["officer"].email, starts_on=SINCE, by=head, now=now
    )
    actions.enter_rule(
        unit=unit, kind=RuleKind.DISCIPLINE, title="Disiplin pegawai", number="PP 94/2021",
        starts_on=SINCE, by=head, now=now,
    )  # fmt: skip
    return {
        "unit": str(unit.pk),
        "rule": str(ConductRule.objects.get().pk),
        "numbers": {who: person.employee_number for who, person in people.items()},
        "sessions": {who: session(person) for who, person in people.items()},
    }


def read(unit: UUID) -> dict[str, object]:
    """What the facts of discipline count."""
    from django.utils import timezone

    from bening.discipline import facts
    from bening.facts import Period

    now = timezone.now()
    year = Period(date(now.year, 1, 1), date(now.year, 12, 31))
    declined = facts.breaches_declined(unit, year, now)
    applied = facts.rules_applied(unit, year, now)
    return {
        "declined": dict(declined.counts) if declined else {},
        "applied": dict(applied.counts) if applied else {},
    }


if __name__ == "__main__":
    main()
