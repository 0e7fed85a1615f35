"""Who can be asked to open another counter now, and which counter that would be."""

from datetime import datetime

from django.db.models import Q

from bening.accounts.models import Person, Role, RoleAssignment
from bening.domain.queueing import BackupOfficer
from bening.queues import access
from bening.queues.models import (
    BackupCall,
    BackupDuty,
    BackupOffer,
    Counter,
    CounterSession,
    Hall,
    OfferState,
)
from bening.queues.setups import HallSetup


def duties(hall: Hall, setup: HallSetup, now: datetime) -> list[BackupDuty]:
    """The roster of the day with those of it who are still of the staff, in its order."""
    day = setup.hours.day_of(now)
    rows = BackupDuty.objects.filter(
        access.in_force(day, "staff__"),
        staff__hall=hall,
        staff__person__is_active=True,
        weekday=day.weekday(),
        is_off=False,
    )
    rows = rows.select_related("staff__person").prefetch_related("staff__queues")
    return list(rows.order_by("order", "pk"))


def roster_of(hall: Hall, setup: HallSetup, now: datetime) -> list[BackupOfficer]:
    """The same as the rule of offers knows them, by the key of their place among the staff.

    Whoever sits at a counter or is being asked for another line is not free.
    """
    busy = set(
        CounterSession.objects.filter(counter__hall=hall, closed_at=None).values_list(
            "staff_id", flat=True
        )
    )
    busy.update(
        BackupOffer.objects.filter(
            call__hall=hall, call__closed_at=None, state=OfferState.ASKED, answer_by__gt=now
        ).values_list("staff_id", flat=True)
    )
    lines = frozenset(str(one.key) for one in setup.queues)
    return [
        BackupOfficer(
            key=str(duty.staff_id),
            place=duty.order,
            skills=frozenset(str(line.pk) for line in duty.staff.queues.all()) or lines,
            is_on_duty=duty.staff_id not in busy,
        )
        for duty in duties(hall, setup, now)
    ]


def free_counter(call: BackupCall) -> Counter | None:
    """A counter that serves the line, at which nobody sits and nobody else is asked to sit."""
    taken = BackupCall.objects.filter(hall_id=call.hall_id, closed_at=None).exclude(pk=call.pk)
    rows = Counter.objects.filter(
        ~Q(sessions__in=CounterSession.objects.filter(closed_at=None)),
        hall=call.hall_id,
        closed_on=None,
        queues=call.queue_id,
    ).exclude(pk__in=taken.filter(counter__isnull=False).values("counter"))
    return rows.order_by("number").first()


def heads_of(hall: Hall, now: datetime) -> list[Person]:
    """The heads of the unit of the hall."""
    held = RoleAssignment.objects.in_force(access.day_at(hall, now)).filter(
        unit=hall.unit, role=Role.UNIT_HEAD, person__is_active=True
    )
    return [one.person for one in held.select_related("person")]
