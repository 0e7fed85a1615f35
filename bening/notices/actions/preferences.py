"""How a person is told, and when an agency hands overdue turns up."""

from datetime import datetime

from django.db import transaction

from bening import audit
from bening.accounts.access import check_can_administer
from bening.accounts.models import Person
from bening.agencies.models import Agency
from bening.domain.reminders import EscalationPlan
from bening.notices.models import EscalationDays, NoticeSettings


def choose_mail(*, by_mail: bool, by: Person, now: datetime) -> None:
    """Whether the person takes the daily digest by mail."""
    NoticeSettings.objects.update_or_create(person=by, defaults={"by_mail": by_mail, "set_at": now})


@transaction.atomic
def set_escalation_days(
    *, agency: Agency, first: int, second: int, third: int, by: Person, now: datetime
) -> EscalationPlan:
    """Working days past the last day after which each level above is told.

    Raises NotAllowed, WorkdaysRefused("escalation_days").
    """
    check_can_administer(by, agency)
    plan = EscalationPlan((first, second, third))
    EscalationDays.objects.update_or_create(
        agency=agency,
        defaults={
            "first": first,
            "second": second,
            "third": third,
            "set_by": by,
            "set_at": now,
        },
    )
    audit.record(
        act="escalation.days_set",
        by=by.pk,
        agency=agency.pk,
        subject=("agency", agency.pk),
        at=now,
        data={"first": first, "second": second, "third": third},
    )
    return plan
