"""Run on a real server's data: a site that receives reports, and what its handlers do later.

`report_seed open` makes the site and two handlers. `report_seed ask` asks the reporter, weeks after
the report came: its days are moved back. Prints one line of JSON.
"""

import json
import os
import sys
from datetime import timedelta

import django

QUESTION = "Apakah Anda melihat sendiri kejadiannya?"


def main() -> None:
    """Does what the argument says."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bening.config.settings"
    django.setup()
    from django.db import transaction

    with transaction.atomic():
        made = {"open": opened, "ask": asked}[sys.argv[1]]()
    sys.stdout.write(json.dumps(made) + "\n")


def opened() -> dict[str, str]:
    """A central site with two handlers; their secret keys are told."""
    from tests.features.whistleblowing.reporting import START, House
    from tests.people import Cast

    house = House(Cast())
    one, two = house.handler("Nanda Prasetyo"), house.handler("Oki Ramadhan")
    return {"start": START, "one": one.secret, "two": two.secret}


def asked() -> dict[str, str]:
    """Three weeks pass, and a handler asks."""
    from bening.domain.whistleblowing import MessageContent, write
    from bening.whistleblowing import sealing
    from bening.whistleblowing.models import HandlerKey, Message, Report, ReportState

    report = Report.objects.get()
    report.filed_on -= timedelta(days=21)
    report.state = ReportState.ASKED
    report.save()
    document = write(MessageContent(QUESTION))
    Message.objects.create(
        report=report,
        position=1,
        is_from_reporter=False,
        sealed=sealing.seal(document, [report.box_public]),
        to_handlers=sealing.seal(
            document, list(HandlerKey.objects.values_list("public", flat=True))
        ),
        day=report.filed_on + timedelta(days=14),
    )
    return {}


if __name__ == "__main__":
    main()
