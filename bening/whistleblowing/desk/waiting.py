"""Whose turn it is: one line that says nothing of any report, not even how many there are."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.calendars.turns import Turn
from bening.whistleblowing.desk.access import (
    custodian_of,
    holders_of,
    keys_of,
    open_states,
    reports_of,
)
from bening.whistleblowing.models import IdentityRequest, KeyRecovery, ReportState

OURS = (
    ReportState.RECEIVED,
    ReportState.TRIAGE,
    ReportState.HANDED_OVER,
    ReportState.INVESTIGATION,
    ReportState.PROVEN,
    ReportState.NOT_PROVEN,
    ReportState.NOT_ELIGIBLE,
    ReportState.RECOMMENDED,
    ReportState.FOLLOWED_UP,
)


def turns(person: Person, now: datetime) -> list[Turn]:
    """A line for keys to make, one for whatever waits. No due day: it would tell of a filing."""
    if not holders_of(person).exists():
        return []
    today = today_of(person, now)
    found = []
    if holders_of(person).filter(accepted_on__isnull=True).exists():
        found.append(
            _turn(f"whistleblowing:key:{person.pk}", _("Buat kunci jalur rahasia"), "keys")
        )
    if _waits(person):
        found.append(
            _turn(
                f"whistleblowing:desk:{person.pk}:{today.isoformat()}",
                _("Ada yang menunggu Anda di jalur rahasia"),
                "desk",
            )
        )
    return found


def _turn(key: str, detail: str, page: str) -> Turn:
    return Turn(
        key=key,
        title=_("Jalur rahasia"),
        detail=detail,
        url=reverse(f"whistleblowing:{page}"),
        personal=True,
    )


def _waits(person: Person) -> bool:
    mine = reports_of(person)
    if mine.filter(open_states(), state__in=OURS).exists():
        return True
    asked = IdentityRequest.objects.filter(
        report__in=mine, agreed_on__isnull=True, refused_on__isnull=True
    ).exclude(asked_by=person)
    if asked.exists():
        return True
    recoveries = KeyRecovery.objects.filter(taken_on__isnull=True, refused_on__isnull=True)
    custodian = custodian_of(person)
    if custodian is not None:
        part = recoveries.filter(agency_id=custodian.agency_id, handed__isnull=True)
        return part.filter(half__isnull=custodian.place != 1).exists()
    return recoveries.filter(receiver__in=keys_of(person), handed__isnull=False).exists()
