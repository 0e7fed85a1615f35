"""Rows of the audit trail as frozen values, read page by page in bounded memory."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Max, Q, QuerySet

from bening.audit.models import Event, Seal
from bening.domain.sealing import seals
from bening.domain.sealing.examination import StoredEvent

PAGE = 2_000
SEALS_PAGE = 100
"""Seals hold up to 32 KB of leaves each."""

_EVENT_FIELDS = (
    "id", "stream", "position", "agency", "by", "act", "subject_type", "subject_id", "at",
    "digest", "body",
)  # fmt: skip


def seal_of(row: Seal) -> seals.Seal:
    """The seal a row holds."""
    return seals.Seal(
        stream=row.stream,
        number=row.number,
        first=row.first,
        last=row.last,
        leaves=bytes(row.leaves),
        root=bytes(row.root),
        previous=bytes(row.previous),
        sealed_at=row.sealed_at,
    )


def streams() -> list[str]:
    """Every stream that has a seal or an event."""
    sealed = Seal.objects.order_by().values_list("stream", flat=True).distinct()
    told = Event.objects.order_by().values_list("stream", flat=True).distinct()
    return sorted({*sealed, *told})


def heads() -> Iterator[seals.Seal]:
    """The last seal of every stream, by stream."""
    last = Seal.objects.order_by("stream").values("stream").annotate(number=Max("number"))
    for found in last:
        yield seal_of(Seal.objects.get(stream=found["stream"], number=found["number"]))


def seals_of(stream: str) -> Iterator[seals.Seal]:
    """The seals of a stream by number."""
    rows, number = Seal.objects.filter(stream=stream).order_by("number", "id"), 0
    seen: set[Any] = set()
    while True:
        page = list(rows.filter(number__gte=number).exclude(id__in=seen)[:SEALS_PAGE])
        for row in page:
            yield seal_of(row)
        if len(page) < SEALS_PAGE:
            return
        number = page[-1].number
        seen = {row.id for row in page if row.number == number}


def events_of(stream: str) -> Iterator[StoredEvent]:
    """The events of a stream that have a position, by position."""
    rows = Event.objects.filter(stream=stream, position__isnull=False)
    return _paged(rows, "position")


def events_unsealed() -> Iterator[StoredEvent]:
    """The events that wait for the sealer, of all streams."""
    return _paged(Event.objects.filter(position__isnull=True), "id")


def events_with(digests: Sequence[bytes]) -> list[StoredEvent]:
    """Rows of any stream whose digest column is one of these. Reads the whole table."""
    found = Event.objects.filter(digest__in=list(digests)).values_list(*_EVENT_FIELDS)
    return [_stored(row) for row in found]


def _paged(rows: QuerySet[Event], by: str) -> Iterator[StoredEvent]:
    """The rows in order, one page at a time: no cursor is held, a pooler may stand between."""
    place, after = _EVENT_FIELDS.index(by), Q()
    while True:
        page = list(rows.filter(after).order_by(by, "id").values_list(*_EVENT_FIELDS)[:PAGE])
        for row in page:
            yield _stored(row)
        if len(page) < PAGE:
            return
        last = page[-1][place]
        beyond = Q(**{f"{by}__gt": last})
        if by != "id":  # two rows at one position: only where the constraint was lifted
            beyond = Q(**{f"{by}__gte": last}) & (beyond | Q(id__gt=page[-1][0]))
        after = beyond


def _stored(row: Sequence[Any]) -> StoredEvent:
    values = dict(zip(_EVENT_FIELDS, row, strict=True))
    return StoredEvent(**{**values, "digest": bytes(values["digest"])})
