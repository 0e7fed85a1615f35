"""The ladder of the promise, climbed by whoever leads: a look every few seconds, nothing in memory.

A look reads where every waiting ticket stands, as its events say, and writes what is not written
yet. A program that was down for an hour finds the same rungs and does then what is still to be
done; one whose clock was set back finds lower ones and takes nothing away.
"""

import logging
import threading
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import close_old_connections, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from bening.accounts.models import Person
from bening.adapters import queue_sql
from bening.calendars.telling import notify
from bening.domain.queueing import Rung as Step
from bening.domain.queueing import Standing
from bening.domain.queueing import rung as highest
from bening.domain.queueing.estimates import OPEN_ANOTHER_ABOVE
from bening.queues.actions.counters import leaders_of
from bening.queues.backup_calls import ask_next, call_for, close_call, held_calls, is_wanted
from bening.queues.breaches import settle
from bening.queues.changes import standing_of
from bening.queues.issuing import beat
from bening.queues.kept_setups import setup_now
from bening.queues.live import live
from bening.queues.models import BackupCall, Escalation, Hall, Rung, Ticket, TicketState
from bening.queues.roster import duties, heads_of
from bening.queues.setups import HallSetup

log = logging.getLogger("bening.queues")

LOOK_EVERY = 15.0  # seconds between two looks
PROPOSE_AGAIN = timedelta(minutes=10)
"""So long after a call of a line was settled nothing is proposed for it by a forecast."""
TELL_EVERY = 10
"""Minutes in which people hear of one rung of a hall once, however many reach it."""
A_DAY = timedelta(days=1)
RUNGS = {
    Step.WARNED: Rung.WARNED,
    Step.PREALERTED: Rung.PREALERTED,
    Step.ESCALATED: Rung.ESCALATED,
    Step.TO_HEAD: Rung.TO_HEAD,
}
CLIMBS = (TicketState.WAITING, TicketState.CALLED, TicketState.SKIPPED)


@dataclass(frozen=True, slots=True)
class Reached:
    """A ticket, and the rungs that are not written yet, in rising order."""

    ticket: Ticket
    rungs: tuple[Rung, ...]


def keep_promises(stop: threading.Event) -> None:
    """Looks until `stop`."""
    while not stop.is_set():
        close_old_connections()
        climb(now=timezone.now())
        stop.wait(LOOK_EVERY)


def climb(*, now: datetime) -> int:
    """One look at every hall; how many something was done for. Several processes may look.

    What goes wrong in one hall stays in the log and keeps no other from its turn.
    """
    done = 0
    for hall in _halls(now):
        try:
            done += climb_hall(hall, now=now)
        except Exception:
            log.exception("the promises of %s could not be looked after", hall.slug)
    return done


def _halls(now: datetime) -> list[Hall]:
    """Halls with tickets of these days, or with a call that is not settled."""
    days = [(now + A_DAY * ahead).date() for ahead in (-1, 0, 1)]
    tickets = Ticket.objects.filter(hall=OuterRef("pk"), day__in=days)
    calls = BackupCall.objects.filter(hall=OuterRef("pk"), closed_at=None)
    rows = Hall.objects.filter(Q(Exists(tickets)) | Q(Exists(calls)))
    return list(rows.select_related("unit__agency").order_by("pk"))


def climb_hall(hall: Hall, *, now: datetime) -> bool:
    """One look at one hall: rungs, help, broken promises. Whether anything was written.

    Reads without a transaction, so that nobody waits for a look that finds nothing.
    """
    setup = setup_now(hall, now)
    reached = reached_in(setup, now)
    danger = _danger(hall, now)
    is_calm = not reached and danger is None
    if is_calm and not BackupCall.objects.filter(hall=hall, closed_at=None).exists():
        return settle(hall, setup, now)
    with transaction.atomic():
        if not queue_sql.lead_hall(hall.pk):
            return False
        calls = held_calls(hall)
        changed = bool(_write(hall, setup, reached, now))
        if danger is not None and _propose(hall, danger, calls, now):
            changed = True
        for call in held_calls(hall):
            changed = _tend(call, hall, setup, danger, now) or changed
        if changed:
            beat({hall.pk})
    return settle(hall, setup, now) or changed


def reached_in(setup: HallSetup, now: datetime) -> list[Reached]:
    """Tickets of the day with rungs that they reached and that are not written. Three queries."""
    day = setup.hours.day_of(now)
    if not setup.queues:
        return []
    soonest = timedelta(minutes=min(one.promise(day).warn_at for one in setup.queues))
    rows = Ticket.objects.filter(
        hall=setup.key, day=day, state__in=CLIMBS, promise_from__lte=now - soonest
    ).exclude(escalations__rung=Rung.TO_HEAD)
    found: list[Reached] = []
    for ticket in rows.order_by("taken_at", "pk").prefetch_related("events", "escalations"):
        events = sorted(ticket.events.all(), key=lambda one: one.position)
        written = {one.rung for one in ticket.escalations.all()}
        standing = standing_of(ticket, setup, rows=events)
        rungs = tuple(rung for rung in _rungs(standing, now) if rung not in written)
        if rungs:
            found.append(Reached(ticket, rungs))
    return found


def _rungs(standing: Standing, now: datetime) -> list[Rung]:
    if highest(standing, now) is None:
        return []
    return [RUNGS[step.rung] for step in standing.rungs if step.at <= now]


def _danger(hall: Hall, now: datetime) -> dict[uuid.UUID, Ticket] | None:
    """Of each line the ticket most in danger above 30 %; None where nobody waits.

    Those whose promise is over already are past danger.
    """
    today = live.today(hall.pk, now=now)
    if not today.waiting:
        return None
    found: dict[uuid.UUID, tuple[object, Ticket]] = {}
    for key, chance in live.forecast(hall.pk, today).chances.items():
        ticket = today.tickets.get(uuid.UUID(key))
        if ticket is None or ticket.due_at is None or ticket.due_at <= now:
            continue
        if chance > OPEN_ANOTHER_ABOVE:
            rank = (chance, -ticket.taken_at.timestamp(), str(ticket.pk))
            before = found.get(ticket.queue_id)
            if before is None or rank > before[0]:  # type: ignore[operator]  # both are ranks
                found[ticket.queue_id] = rank, ticket
    return {line: ticket for line, (_rank, ticket) in found.items()}


def _write(hall: Hall, setup: HallSetup, reached: Sequence[Reached], now: datetime) -> int:
    """The rungs of tickets that still are where they were, and what each sets off."""
    if not reached:
        return 0
    rows = Ticket.objects.select_for_update(of=("self",)).order_by("pk")
    there = {
        one.pk: one for one in rows.filter(pk__in=[x.ticket.pk for x in reached], state__in=CLIMBS)
    }
    written = set(
        Escalation.objects.filter(ticket__in=list(there)).values_list("ticket_id", "rung")
    )
    added: dict[Rung, list[Ticket]] = {}
    for one in reached:
        ticket = there.get(one.ticket.pk)
        if ticket is None:
            continue
        for rung in one.rungs:
            if (ticket.pk, rung) not in written:
                added.setdefault(rung, []).append(ticket)
    Escalation.objects.bulk_create(
        [
            Escalation(ticket=ticket, rung=rung, at=now)
            for rung, tickets in added.items()
            for ticket in tickets
        ]
    )
    escalated = added.get(Rung.ESCALATED, [])
    Ticket.objects.filter(pk__in=[one.pk for one in escalated], escalated_at=None).update(
        escalated_at=now
    )
    for ticket in escalated:
        if ticket.state == TicketState.WAITING:
            call_for(hall, ticket.queue_id, now, ticket=ticket)
    for rung, tickets in added.items():
        _tell(hall, setup, rung, tickets, now)
    return len(added)


def _tell(
    hall: Hall, setup: HallSetup, rung: Rung, tickets: Sequence[Ticket], now: datetime
) -> None:
    """Who hears of a rung. Whoever is asked to help hears of that with the offer."""
    people: list[Person] = []
    if rung == Rung.WARNED:
        people = leaders_of(hall, now)
    elif rung == Rung.PREALERTED:
        people = [one.staff.person for one in duties(hall, setup, now)]
    elif rung == Rung.TO_HEAD:
        people = heads_of(hall, now)
    if not people:
        return
    bucket = int(now.timestamp()) // 60 // TELL_EVERY
    page = "queues:backups" if rung == Rung.PREALERTED else "queues:board"
    notify(
        people=people,
        code=f"queue_promise_{rung.value}",
        key=f"queues:{rung.value}:{hall.pk}:{bucket}",
        url=reverse(page, args=[hall.pk]),
        values={
            "hall": hall.name,
            "label": tickets[0].label,
            "count": len(tickets),
            "minutes": tickets[0].promise_minutes,
        },
        agency=hall.agency_id,
        now=now,
    )


def _propose(
    hall: Hall, danger: dict[uuid.UUID, Ticket], calls: Sequence[BackupCall], now: datetime
) -> bool:
    """Proposals to the coordinator for lines in danger that have none yet."""
    known = {one.queue_id for one in calls}
    lately = BackupCall.objects.filter(hall=hall, closed_at__gt=now - PROPOSE_AGAIN)
    known.update(lately.values_list("queue_id", flat=True))
    made = False
    for line, ticket in danger.items():
        if line in known:
            continue
        _row, is_new = Escalation.objects.get_or_create(
            ticket=ticket, rung=Rung.FORECAST, defaults={"at": now}
        )
        if is_new:
            call = call_for(hall, line, now, ticket=ticket)
            made = True
            notify(
                people=leaders_of(hall, now),
                code="queue_counter_proposed",
                key=f"queues:proposed:{call.pk}",
                url=reverse("queues:board", args=[hall.pk]),
                values={
                    "hall": hall.name, "label": ticket.label, "minutes": ticket.promise_minutes
                },
                agency=hall.agency_id,
                now=now,
            )  # fmt: skip
    return made


def _tend(
    call: BackupCall,
    hall: Hall,
    setup: HallSetup,
    danger: dict[uuid.UUID, Ticket] | None,
    now: datetime,
) -> bool:
    """Goes on with a call, or settles it where nobody needs the help any more."""
    waits = Ticket.objects.filter(
        hall=hall, queue=call.queue_id, state=TicketState.WAITING, day=setup.hours.day_of(now)
    ).exists()
    if not waits:
        close_call(call, now)
        return True
    if is_wanted(call):
        return ask_next(call, hall, setup, now)
    if not call.is_with_supervisor and (danger is None or call.queue_id not in danger):
        close_call(call, now)
        return True
    return False
