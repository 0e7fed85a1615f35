"""Run in a process of its own on a real server's data: a team, and a unit that it could review.

The member of the team works at the inspectorate, below its head. Prints one line of JSON.
"""

import json
import os
import sys

import django


def main() -> None:
    """Makes it all in one transaction."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bening.config.settings"
    django.setup()
    from django.db import transaction

    with transaction.atomic():  # one sync of the disk instead of hundreds
        told = made()
    sys.stdout.write(json.dumps(told) + "\n")


def made() -> dict[str, object]:
    """The addresses and sessions of the people, and the team."""
    from bench._seed import empty_sheet, session
    from bench._seed_review import Agency
    from bening.accounts.models import Posting, Role
    from bening.programs.models import ProgramState, ZoneProgram
    from bening.reviews.models import ReviewTier
    from tests.people import SINCE, give, make_person, make_unit

    world = Agency(files=0)
    unit = make_unit(world.agency, "01", "Dinas Kependudukan")
    office = make_unit(world.agency, "90", "Inspektorat Pembantu")
    head = make_person("Hana Kepala", agency=world.agency)
    give(head, Role.UNIT_HEAD, unit=office)
    member = world.people[ReviewTier.MEMBER]
    Posting.objects.create(
        agency=world.agency,
        person=member,
        unit=office,
        starts_on=SINCE,
        entered_by=world.admin,
        entered_at=world.now,
    )
    other = make_person("Rukmini Pengganti", agency=world.agency)
    sheet = empty_sheet(unit, world.admin, world.now)
    ZoneProgram.objects.filter(pk=sheet.program_id).update(state=ProgramState.SELF_ASSESSMENT)
    people = {"member": member, "head": head, "inspector": world.inspector}
    return {
        "team": str(world.team.pk),
        "member": member.name,
        "other": other.email,
        "unit": unit.name,
        "sessions": {who: session(person) for who, person in people.items()},
    }


if __name__ == "__main__":
    main()
