"""The sealer's round: positions and one seal per stream in one transaction, or nothing at all.

Positions come from here and never from a sequence, so an event that commits late is no gap.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from bening.adapters import sealing_sql
from bening.audit.models import Event, Seal
from bening.audit.stored import seal_of
from bening.domain.sealing import seals

MOST_EVENTS = 1_000
"""Events of one round: bounds how long writers wait for it on SQLite, and the leaves of a seal."""


def seal_round(
    *,
    now: datetime,
    limit: int = MOST_EVENTS,
    before_commit: Callable[[], None] = lambda: None,
) -> int:
    """Seal up to `limit` waiting events. Returns how many; 0 also where another process seals.

    Asks without any lock first whether something waits.
    """
    if not Event.objects.filter(position__isnull=True).exists():
        return 0
    with transaction.atomic():
        if not sealing_sql.lead(sealing_sql.SEALER_LOCK):
            return 0
        waiting = Event.objects.filter(position__isnull=True).order_by("id")
        rows = list(waiting.values_list("id", "stream", "digest")[:limit])
        streams: dict[str, list[tuple[uuid.UUID, bytes]]] = defaultdict(list)
        for key, stream, digest in rows:
            streams[stream].append((key, bytes(digest)))
        for stream, events in sorted(streams.items()):
            _seal_stream(stream, events, now)
        before_commit()
    return len(rows)


def seal_all(*, now: datetime) -> int:
    """Seal until nothing waits. Returns how many events were sealed."""
    total = 0
    while sealed := seal_round(now=now):
        total += sealed
    return total


def _seal_stream(stream: str, events: list[tuple[uuid.UUID, bytes]], now: datetime) -> None:
    last = Seal.objects.filter(stream=stream).order_by("-number").first()
    new = seals.next_seal(
        seal_of(last) if last else None,
        stream=stream,
        digests=[digest for _, digest in events],
        sealed_at=now,
    )
    sealing_sql.give_positions([key for key, _ in events], new.first)
    Seal(**vars(new)).save(force_insert=True)
