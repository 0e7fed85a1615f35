"""Run in a process of its own on a real server's data: an office that takes reports.

Prints one line of JSON: the key of the unit, the code and the key of a report that was refused, and
sessions of its coordinator and of the inspector.
"""

import json
import os
import sys
from datetime import UTC, datetime, timedelta

import django


def main() -> None:
    """Makes the office, its coordinator and the refusal."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bening.config.settings"
    django.setup()
    from django.db import transaction

    with transaction.atomic():
        made = office()
    sys.stdout.write(json.dumps(made) + "\n")


def office() -> dict[str, str]:
    """What the stories need to know."""
    from bench._seed import session
    from bening.complaints.actions import desk
    from bening.complaints.models import OfficerDuty, RefusalReason
    from tests.features.complaints.conftest import filed, officer
    from tests.people import Cast, make_person

    now, cast = datetime.now(UTC), Cast()
    coordinator = make_person("Kartika Sari", agency=cast.agency)
    officer(coordinator, OfficerDuty.COORDINATOR)
    made = filed(cast.unit, now=now - timedelta(days=1))
    desk.refuse(
        key=made.complaint.pk,
        reason=RefusalReason.INCOMPLETE,
        text="Loket yang dimaksud tidak disebut.",
        by=coordinator,
        now=now,
    )
    return {
        "unit": str(cast.unit.pk),
        "refused": made.code,
        "case": str(made.complaint.pk),
        "coordinator": session(coordinator),
        "inspector": session(cast.inspector),
    }


if __name__ == "__main__":
    main()
