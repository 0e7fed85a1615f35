"""Halls: added, named, opened to the public, closed; their policies, voice, and way to phones."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, time
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.queues import access
from bening.queues.models import (
    UNFINISHED,
    Hall,
    HallPulse,
    NumberReading,
    PriorityKind,
    Reach,
    TakingPolicy,
    Ticket,
)
from bening.queues.readiness import missing_of
from bening.queues.refusals import SetupBusy, SetupRefused
from bening.queues.setting_up import record, set_up, short

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
LONGEST_SLUG = 40
LONGEST_NAME = 120
LONGEST_RUNNING = 500
RESERVED = frozenset({"janji", "uji"})
"""Addresses below /antrean/ that are no halls."""
KEY_BYTES = 32
MOST_MINUTES = 240
MOST_RATIO = 20
MOST_VOLUMES = 12


@dataclass(frozen=True, slots=True)
class Priority:
    """How people of priority groups are served earlier; times in minutes."""

    kind: PriorityKind = PriorityKind.FIRST
    normal_per_priority: int = 2
    starved_after: int = 30
    young_until: int = 10


def add_hall(
    *,
    unit: WorkUnit,
    slug: str,
    name: str,
    policy: TakingPolicy = TakingPolicy.REMOTE,
    by: Person,
    now: datetime,
) -> Hall:
    """A hall that the public does not find until it is opened.

    Raises NotAllowed, SetupRefused ("hall_text_missing", "hall_text_too_long",
    "hall_slug_malformed", "hall_slug_taken", "hall_unit_closed").
    """
    access.check_can_set_up(by, unit, on=today_of(by, now))
    if unit.closed_at is not None:
        raise SetupRefused("hall_unit_closed", field="unit", unit=unit.name)
    named = short(name, field="name", longest=LONGEST_NAME, required=True)
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise SetupRefused("hall_slug_malformed", field="slug", longest=LONGEST_SLUG)
    if slug in RESERVED:
        raise SetupRefused("hall_slug_taken", field="slug", given=slug)
    try:
        with transaction.atomic():
            made = Hall.objects.create(
                agency_id=unit.agency_id,
                unit=unit,
                slug=slug,
                name=named,
                policy=policy,
                presence_key=secrets.token_bytes(KEY_BYTES),
                added_at=now,
            )
            HallPulse.objects.create(hall=made)
            record("hall.added", made, by=by, now=now, name=made.name, slug=slug)
    except IntegrityError:
        raise SetupRefused("hall_slug_taken", field="slug", given=slug) from None
    return made


def change_hall(*, hall: Hall, name: str, policy: TakingPolicy, by: Person, now: datetime) -> Hall:
    """Another name or policy of taking numbers; the address never changes.

    Raises NotAllowed, SetupRefused.
    """
    named = short(name, field="name", longest=LONGEST_NAME, required=True)
    with set_up(hall, by=by, now=now) as held:
        if _changed(held, name=named, policy=policy):
            record("hall.changed", held, by=by, now=now, name=named, policy=str(policy))
    return held


def set_priority(*, hall: Hall, priority: Priority, by: Person, now: datetime) -> Hall:
    """Who is served earlier, and when somebody without priority is protected.

    Raises NotAllowed, SetupRefused ("priority_ratio", "priority_minutes").
    """
    if not 1 <= priority.normal_per_priority <= MOST_RATIO:
        raise SetupRefused("priority_ratio", field="normal_per_priority", most=MOST_RATIO)
    for field in ("starved_after", "young_until"):
        if not 1 <= getattr(priority, field) <= MOST_MINUTES:
            raise SetupRefused("priority_minutes", field=field, most=MOST_MINUTES)
    with set_up(hall, by=by, now=now) as held:
        if _changed(
            held,
            priority=priority.kind,
            normal_per_priority=priority.normal_per_priority,
            starved_after=priority.starved_after,
            young_until=priority.young_until,
        ):
            record("hall.priority_set", held, by=by, now=now, kind=str(priority.kind))
    return held


def set_voice(
    *,
    hall: Hall,
    running_text: str,
    reading: NumberReading,
    voice_repeats: int,
    volumes: tuple[tuple[time, int], ...] = (),
    by: Person,
    now: datetime,
) -> Hall:
    """The running text, how the voice reads, and how loud it is from which time of the day on.

    Raises NotAllowed, SetupRefused ("voice_repeats", "voice_volume", "voice_volume_twice",
    "hall_text_too_long").
    """
    text = short(running_text, field="running_text", longest=LONGEST_RUNNING)
    if voice_repeats not in {1, 2, 3}:
        raise SetupRefused("voice_repeats", field="voice_repeats")
    if len(volumes) > MOST_VOLUMES or any(not 0 <= percent <= 100 for _at, percent in volumes):
        raise SetupRefused("voice_volume", field="volumes", most=MOST_VOLUMES)
    if len({at for at, _percent in volumes}) < len(volumes):
        raise SetupRefused("voice_volume_twice", field="volumes")
    rows = [[f"{at:%H:%M}", percent] for at, percent in sorted(volumes)]
    with set_up(hall, by=by, now=now) as held:
        if _changed(
            held,
            running_text=text,
            reading=reading,
            voice_repeats=voice_repeats,
            volumes=rows,
        ):
            record("hall.voice_set", held, by=by, now=now, text=text)
    return held


def renew_display(*, hall: Hall, by: Person, now: datetime) -> Hall:
    """Another key for the displays of the hall: those opened before show no code any more.

    For a hall whose display address got about. Raises NotAllowed, SetupRefused.
    """
    with set_up(hall, by=by, now=now) as held:
        held.presence_key = secrets.token_bytes(KEY_BYTES)
        held.save(update_fields=["presence_key"])
        record("hall.display_renewed", held, by=by, now=now)
    return held


def set_reach(*, hall: Hall, reach: Reach, local_url: str, by: Person, now: datetime) -> Hall:
    """How phones come to the pages. Another way has to be tried anew.

    Raises NotAllowed, SetupRefused("reach_address").
    """
    url = local_url.strip().rstrip("/") if reach == Reach.LOCAL else ""
    if reach == Reach.LOCAL and not is_origin(url):
        raise SetupRefused("reach_address", field="local_url")
    with set_up(hall, by=by, now=now) as held:
        if _changed(held, reach=reach, local_url=url):
            held.reach_tried_at = None
            held.save(update_fields=["reach_tried_at"])
            record("hall.reach_set", held, by=by, now=now, reach=str(reach), url=url)
    return held


def is_origin(url: str) -> bool:
    """Whether it is http(s), a host, perhaps a port, and nothing more."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where it is no port
    except ValueError:
        return False
    plain = not (parts.path or parts.query or parts.fragment or parts.username)
    return (
        len(url) <= 200
        and parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and plain
        and not any(each.isspace() for each in url)
    )


def note_reached(*, hall: Hall, now: datetime) -> None:
    """A phone has opened the test code: the way works."""
    Hall.objects.filter(pk=hall.pk, closed_on__isnull=True).update(reach_tried_at=now)


def open_hall(*, hall: Hall, by: Person, now: datetime) -> Hall:
    """From now on the public finds the hall. Again: nothing happens.

    Raises NotAllowed, SetupRefused("hall_not_ready": missing), with the codes of `readiness`.
    """
    with set_up(hall, by=by, now=now) as held:
        if held.opened_at is not None:
            return held
        missing = missing_of(held, access.day_at(held, now))
        if missing:
            raise SetupRefused("hall_not_ready", missing=[one.words for one in missing])
        held.opened_at = now
        held.save(update_fields=["opened_at"])
        record("hall.opened", held, by=by, now=now, name=held.name)
    return held


def close_hall(*, hall: Hall, by: Person, now: datetime) -> Hall:
    """The hall is given up; its figures stay.

    Raises NotAllowed, SetupRefused, SetupBusy("hall_has_visitors": count).
    """
    with set_up(hall, by=by, now=now) as held:
        waiting = Ticket.objects.filter(hall=held, state__in=UNFINISHED).count()
        if waiting:
            raise SetupBusy("hall_has_visitors", count=waiting)
        held.closed_on = access.day_at(held, now)
        held.save(update_fields=["closed_on"])
        record("hall.closed", held, by=by, now=now, name=held.name)
    return held


def _changed(held: Hall, **values: object) -> bool:
    """Writes what differs; whether anything did."""
    differs = [name for name, value in values.items() if getattr(held, name) != value]
    for name in differs:
        setattr(held, name, values[name])
    if differs:
        held.save(update_fields=differs)
    return bool(differs)
