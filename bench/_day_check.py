"""Run in a process of its own after `bench.queue_day`: what the database holds of the day.

`python -m bench._day_check` waits until the day is closed, then prints one line of JSON. Every
ticket is folded anew from its events, as `bening verify` does.
"""

import json
import sys
import time
from collections import Counter
from typing import Any

import django

PATIENCE = 120.0  # seconds within which the look at days that are over comes about


def main() -> None:
    """Reads the database that the environment names."""
    django.setup()
    sys.stdout.write(json.dumps(held() if closed() else {"closed": False}) + "\n")


def closed() -> bool:
    """Whether the day was closed: every ticket is over, every counter, and figures are made."""
    from bening.queues.models import UNFINISHED, CounterSession, QueueDay, Ticket

    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        lines = Ticket.objects.order_by().values("series__queue").distinct().count()
        if (
            not Ticket.objects.filter(state__in=UNFINISHED).exists()
            and not CounterSession.objects.filter(closed_at=None).exists()
            and QueueDay.objects.count() == lines
        ):
            return True
        time.sleep(0.5)
    return False


def held() -> dict[str, Any]:
    """Tickets, their events, the figures, and what is wrong."""
    from bening.queues.checking import check_guard, check_tickets
    from bening.queues.models import (
        BackupCall,
        BackupOffer,
        Escalation,
        NumberSeries,
        PromiseBreach,
        Ticket,
        TicketEvent,
    )
    from bening.services.models import FinishedDay

    tickets = list(Ticket.objects.select_related("series"))
    numbers: dict[Any, list[int]] = {one.pk: [] for one in NumberSeries.objects.all()}
    for one in tickets:
        numbers[one.series_id].append(one.number or 0)
    found = list(check_tickets())
    wrong = [*check_guard(), *(one for one in found if not isinstance(one, int))]
    finished = FinishedDay.objects.values_list("finished", flat=True)
    offers = BackupOffer.objects.values_list("state", flat=True)
    return {
        "closed": True,
        "states": {one.code: one.state for one in tickets},
        "labels": len({one.label for one in tickets}),
        "doubled": sum(len(one) - len(set(one)) for one in numbers.values()),
        "gaps": sum(
            row.last - len(set(numbers[row.pk]) & set(range(1, row.last + 1)))
            for row in NumberSeries.objects.all()
        ),
        "acts": Counter(TicketEvent.objects.values_list("act", flat=True)),
        "folded": len(found) - len([one for one in found if not isinstance(one, int)]),
        "wrong": [f"{one.code} {one.label}" for one in wrong],
        "needs": sum(bool(one.needs) for one in tickets),
        "figures": figures(),
        "counted": counted(tickets),
        "register": sum(one or 0 for one in finished),
        "breaches": PromiseBreach.objects.count(),
        "rungs": Counter(Escalation.objects.values_list("rung", flat=True)),
        "calls_for_help": BackupCall.objects.count(),
        "calls_left": BackupCall.objects.filter(closed_at=None).count(),
        "offers": Counter(offers),
    }


def figures() -> dict[str, int]:
    """What the kept figures of the lines add up to."""
    from bening.queues.day_figures import from_day
    from bening.queues.models import QueueDay

    rows = list(QueueDay.objects.all())
    halves = [half for row in rows for half in from_day(row).half_hours]
    return {
        "visits": sum(row.visits for row in rows),
        "judged": sum(row.judged for row in rows),
        "kept": sum(row.kept for row in rows),
        "arrivals": sum(half[1] for half in halves),
        "services": sum(one.services for row in rows for one in from_day(row).officers.values()),
    }


def counted(tickets: "list[Any]") -> dict[str, int]:
    """The same, counted anew from the tickets and their legs."""
    from bening.queues.models import Leg

    legs = Leg.objects.filter(ended_at__isnull=False, session__isnull=False, is_taken_back=False)
    return {
        "visits": len(tickets),
        "judged": sum(one.is_kept is not None for one in tickets),
        "kept": sum(one.is_kept is True for one in tickets),
        "arrivals": len(tickets),
        "services": legs.count(),
    }


if __name__ == "__main__":
    main()
