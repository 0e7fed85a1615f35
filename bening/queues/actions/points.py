"""Points where numbers are taken: stickers, posters, and kiosks with numbers of their own."""

import secrets
import uuid
from datetime import datetime

from bening.accounts.models import Person
from bening.domain.queueing import free_mark, is_mark
from bening.queues import access
from bening.queues.kiosk.signing import key_of
from bening.queues.kiosk_books import taken_marks
from bening.queues.models import KIOSKS, Hall, PointKind, ServicePoint
from bening.queues.refusals import SetupRefused
from bening.queues.setting_up import record, set_up, short

MOST_POINTS = 99
SECRET_BYTES = 32


def add_point(
    *,
    hall: Hall,
    place: str,
    kind: PointKind = PointKind.STICKER,
    mark: str = "",
    by: Person,
    now: datetime,
) -> tuple[ServicePoint, str]:
    """A point with the next number, and the secret of a kiosk, which is shown this once.

    A kiosk without a `mark` gets the next free one: K1, K2.
    Raises NotAllowed, SetupRefused ("points_too_many", "point_mark", "point_mark_taken": given;
    "hall_text_missing", "hall_text_too_long"), QueueRefused("marks_used_up").
    """
    where = short(place, field="place", longest=80, required=True)
    sign = mark.strip().upper() if kind in KIOSKS else ""
    if sign and not is_mark(sign):
        raise SetupRefused("point_mark", field="mark")
    with set_up(hall, by=by, now=now) as held:
        there = list(held.points.values_list("number", flat=True))
        if len(there) >= MOST_POINTS:
            raise SetupRefused("points_too_many", field="place", most=MOST_POINTS)
        marks = taken_marks(held, now)
        if sign and sign in marks:
            raise SetupRefused("point_mark_taken", field="mark", given=sign)
        if kind in KIOSKS and not sign:
            sign = free_mark(marks)
        secret = secrets.token_urlsafe(SECRET_BYTES) if kind in KIOSKS else ""
        made = ServicePoint.objects.create(
            hall=held,
            number=max(there, default=0) + 1,
            kind=kind,
            place=where,
            mark=sign,
            public_key=key_of(secret) if secret else None,
        )
        _record("hall.point_added", held, made, by=by, now=now)
    return made, secret


def rename_point(
    *, hall: Hall, point: uuid.UUID, place: str, by: Person, now: datetime
) -> ServicePoint:
    """Says anew where the point is. Raises NotAllowed, SetupRefused ("point_unknown")."""
    where = short(place, field="place", longest=80, required=True)
    with set_up(hall, by=by, now=now) as held:
        kept = _of(held, point)
        if kept.place != where:
            kept.place = where
            kept.save(update_fields=["place"])
            _record("hall.point_changed", held, kept, by=by, now=now)
    return kept


def close_point(*, hall: Hall, point: uuid.UUID, by: Person, now: datetime) -> ServicePoint:
    """Numbers are no longer taken there; its number is not given to another point.

    Raises NotAllowed, SetupRefused("point_unknown").
    """
    with set_up(hall, by=by, now=now) as held:
        kept = _of(held, point)
        kept.closed_on, kept.public_key = access.day_at(held, now), None
        kept.save(update_fields=["closed_on", "public_key"])
        _record("hall.point_closed", held, kept, by=by, now=now)
    return kept


def renew_secret(*, hall: Hall, point: uuid.UUID, by: Person, now: datetime) -> str:
    """Another secret for a kiosk; the one before it ends at once.

    Raises NotAllowed, SetupRefused ("point_unknown", "point_is_no_kiosk").
    """
    with set_up(hall, by=by, now=now) as held:
        kept = _of(held, point)
        if kept.kind not in KIOSKS:
            raise SetupRefused("point_is_no_kiosk", number=kept.number)
        secret = secrets.token_urlsafe(SECRET_BYTES)
        kept.public_key = key_of(secret)
        kept.save(update_fields=["public_key"])
        _record("hall.point_secret_renewed", held, kept, by=by, now=now)
    return secret


def _of(hall: Hall, point: uuid.UUID) -> ServicePoint:
    kept: ServicePoint | None = hall.points.filter(pk=point, closed_on__isnull=True).first()
    if kept is None:
        raise SetupRefused("point_unknown")
    return kept


def _record(act: str, hall: Hall, point: ServicePoint, *, by: Person, now: datetime) -> None:
    record(act, hall, by=by, now=now, number=point.number, place=point.place, mark=point.mark)
