"""What an asked officer sees before answering, and what waits for people because of promises."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from bening.accounts.models import Person, Role
from bening.calendars.turns import Turn
from bening.domain.queueing import ANSWER_WITHIN
from bening.queues import access
from bening.queues.kept_setups import setup_now
from bening.queues.models import (
    BackupCall,
    BackupOffer,
    CounterStaff,
    Hall,
    OfferState,
    PromiseBreach,
    Queue,
    Ticket,
    TicketState,
)
from bening.queues.today import read_today

SHOWN = 20
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ShownOffer:
    """An open offer.

    `first` is whom the officer would call first, `danger` how many may wait longer than promised,
    `late` how many do, `turn` which time this month it would be.
    """

    offer: BackupOffer
    line: Queue
    number: int | None
    first: str
    minutes: int
    danger: int
    late: int
    left: timedelta
    turn: int

    @property
    def gone(self) -> timedelta:
        """Of the three minutes."""
        return ANSWER_WITHIN - self.left


def shown_offer(hall: Hall, staff: CounterStaff, now: datetime) -> ShownOffer | None:
    """The offer that the officer may answer now; None where there is none."""
    rows = BackupOffer.objects.filter(
        staff=staff, state=OfferState.ASKED, call__closed_at=None, answer_by__gt=now
    ).select_related("call__queue__service", "call__counter")
    offer = rows.order_by("asked_at").first()
    if offer is None or offer.call.queue is None:
        return None
    line = offer.call.queue
    today = read_today(setup_now(hall, now), now)
    waiting = today.line(frozenset({str(line.pk)}))
    chances = today.forecast.chances
    day = access.day_at(hall, now)
    came = BackupOffer.objects.filter(
        staff=staff, state=OfferState.ACCEPTED, asked_at__gte=now - timedelta(days=day.day)
    )
    late = [one for one in waiting if one.due_at is not None and one.due_at <= now]
    danger = [one for one in waiting if one not in late and chances.get(str(one.pk), 0) * 2 >= 1]
    return ShownOffer(
        offer=offer,
        line=line,
        number=offer.call.counter.number if offer.call.counter else None,
        first=waiting[0].label if waiting else "",
        minutes=today.setup.queue(line.pk).promise(day).minutes,
        danger=len(danger),
        late=len(late),
        left=min(max(offer.answer_by - now, timedelta(0)), ANSWER_WITHIN),
        turn=came.count() + 1,
    )


def shown_calls(hall: Hall, now: datetime) -> list[BackupCall]:
    """The calls of the hall that are not settled, each with its offers in order. Two queries."""
    offers = BackupOffer.objects.select_related("staff__person").order_by("asked_at")
    rows = BackupCall.objects.filter(hall=hall, closed_at=None, at__lte=now + A_DAY)
    rows = rows.select_related("queue__service", "counter", "ticket")
    return list(rows.prefetch_related(Prefetch("offers", offers)).order_by("at"))


def shown_lines(hall: Hall, now: datetime) -> list[Queue]:
    """The lines in use, with how many wait in each (`waits`). One query."""
    waits = Q(tickets__state=TicketState.WAITING, tickets__day=access.day_at(hall, now))
    rows = hall.queues.filter(closed_on=None).select_related("service")
    return list(rows.annotate(waits=Count("tickets", filter=waits)))


def turns(person: Person, now: datetime) -> list[Turn]:
    """Offers to answer, promises that are over and visitors still waiting, breaches to explain."""
    return [*_offers(person, now), *_to_lead(person, now)]


def _offers(person: Person, now: datetime) -> list[Turn]:
    rows = BackupOffer.objects.filter(
        staff__person=person, state=OfferState.ASKED, call__closed_at=None, answer_by__gt=now
    ).select_related("call__hall__unit")
    return [
        Turn(
            key=f"queue_offer:{one.pk}",
            title=one.call.hall.name,
            detail=gettext("Anda diminta membuka loket tambahan"),
            url=reverse("queues:backups", args=[one.call.hall_id]),
            due_on=access.day_at(one.call.hall, now),
            since=one.asked_at,
            unit=one.call.hall.unit_id,
            personal=True,
        )
        for one in rows[:SHOWN]
    ]


def led_halls(person: Person, now: datetime) -> list[Hall]:
    """The halls that the person leads: as coordinator, or as head of the unit."""
    heads = person.roles.in_force(now.date()).filter(role=Role.UNIT_HEAD).values("unit")
    staff = CounterStaff.objects.filter(
        access.in_force(now.date()), person=person, is_supervisor=True
    )
    rows = Hall.objects.filter(Q(pk__in=staff.values("hall")) | Q(unit__in=heads))
    return list(rows.select_related("unit__agency"))


def _to_lead(person: Person, now: datetime) -> list[Turn]:
    halls = {one.pk: one for one in led_halls(person, now)}
    if not halls:
        return []
    missing = (
        PromiseBreach.objects.filter(hall__in=halls, cause="")
        .order_by()
        .values_list("hall")
        .annotate(count=Count("pk"))
    )
    found = [
        Turn(
            key=f"queue_breaches:{key}",
            title=halls[key].name,
            detail=ngettext(
                "%(count)s janji yang lewat belum dijelaskan sebabnya",
                "%(count)s janji yang lewat belum dijelaskan sebabnya",
                count,
            )
            % {"count": count},
            url=reverse("queues:breaches", args=[key]),
            unit=halls[key].unit_id,
        )
        for key, count in missing
    ]
    over = Ticket.objects.filter(
        hall__in=halls, state=TicketState.WAITING, escalated_at__isnull=False
    )
    for key, count in over.order_by().values_list("hall").annotate(count=Count("pk")):
        found.append(
            Turn(
                key=f"queue_over:{key}",
                title=halls[key].name,
                detail=ngettext(
                    "%(count)s pengunjung menunggu lebih lama dari janji",
                    "%(count)s pengunjung menunggu lebih lama dari janji",
                    count,
                )
                % {"count": count},
                url=reverse("queues:board", args=[key]),
                due_on=access.day_at(halls[key], now),
                unit=halls[key].unit_id,
            )
        )
    return found
