"""Run in a process of its own on the data that `bench.pacts` measures. Prints one line of JSON.

One unit whose staff have all signed the pact of a campaign, each alone after signing in; no sealed
paper is made yet. As many people as `sys.argv` says.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from bening.accounts.models import Person
    from bening.pacts.models import SigningCampaign


def main() -> None:
    """Fills the database that the environment names."""
    django.setup()
    from django.db import transaction

    from bench._seed import session

    with transaction.atomic():  # one sync of the disk instead of hundreds
        admin, campaign = signed(int(sys.argv[1]))
        given = {"session": session(admin), "campaign": str(campaign.pk)}
    sys.stdout.write(json.dumps(given))


def signed(people: int) -> "tuple[Person, SigningCampaign]":
    """The administrator and a campaign of the unit that everybody has signed."""
    from bening.accounts.models import Person, Posting, Role
    from bening.pacts import actions
    from bening.pacts.models import Identified, Means, PactSignature
    from bening.pacts.wording import BODY, TITLE
    from tests.people import give, make_agency, make_person, make_unit

    now = datetime.now(UTC)
    today = now.date()
    agency = make_agency()
    unit = make_unit(agency, "01", "Dinas Kependudukan")
    admin = make_person("Fitri Admin", agency=agency)
    give(admin, Role.AGENCY_ADMIN)
    draft = actions.draft_text(agency=agency, title=TITLE, body=BODY, by=admin, now=now)
    text = actions.publish_text(text=draft, by=admin, now=now)
    campaign = actions.open_campaign(
        agency=agency,
        text=text,
        unit=unit,
        opens_on=today - timedelta(days=5),
        closes_on=today + timedelta(days=10),
        by=admin,
        now=now,
    )
    staff = [
        Person(
            agency=agency,
            email=f"pegawai{number}@tirtamaya.example",
            name=f"Pegawai {number}",
            employee_number=f"1980{number:014}",
            date_joined=now,
        )
        for number in range(people)
    ]
    Person.objects.bulk_create(staff, batch_size=500)
    Posting.objects.bulk_create(
        [
            Posting(
                agency=agency,
                person=person,
                unit=unit,
                starts_on=today - timedelta(days=400),
                entered_at=now,
            )
            for person in staff
        ],
        batch_size=500,
    )
    PactSignature.objects.bulk_create(
        [
            PactSignature(
                agency=agency,
                campaign=campaign,
                text=text,
                text_sha256=text.sha256,
                person=person,
                unit=unit,
                position="Pranata komputer",
                signed_on=today,
                recorded_at=now,
                means=Means.SELF,
                identified=Identified.PASSWORD,
            )
            for person in staff
        ],
        batch_size=500,
    )
    return admin, campaign


if __name__ == "__main__":
    main()
