"""What waits for a person, own and on behalf of others; reminders, settings, feed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.db.models import Max

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import Agency, WorkUnit
from bening.calendars.queries import standing_in, unread_count
from bening.calendars.telling import count_key
from bening.calendars.turns import Turn, shared_turns_of, turns_of
from bening.domain.days import day_in
from bening.domain.reminders import EscalationPlan
from bening.notices.models import (
    Escalation,
    EscalationDays,
    FeedAddress,
    NoticeSettings,
    Reminder,
)

SOON = timedelta(days=7)
COUNT_KEPT = 60
"""Seconds for which the number on a bell is believed."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One turn as a person sees it.

    `on_behalf_of` are those whose turn it is where the person only stands in; `may_act` says
    whether it is the person's own as well: rights don't pass over. `days_left` counts calendar days
    where the unit is, negative once the last day has passed.
    """

    turn: Turn
    on_behalf_of: tuple[str, ...]
    may_act: bool
    days_left: int | None
    reminded_on: date | None = None

    @property
    def days_late(self) -> int:
        """Calendar days since the last day, 0 while it has not passed."""
        return max(0, -(self.days_left or 0))


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything that waits, nearest first: past its day, within a week, later or undated."""

    overdue: tuple[Waiting, ...]
    soon: tuple[Waiting, ...]
    later: tuple[Waiting, ...]

    @property
    def count(self) -> int:
        """How many turns there are."""
        return len(self.overdue) + len(self.soon) + len(self.later)


def inbox_of(person: Person, now: datetime) -> Inbox:
    """What waits for the person and for those they stand in for.

    Queries: those of the sources, once for the person and once for each one they stand in for,
    and three more.
    """
    found = _merged(person, now)
    zones = unit_zones({turn.unit for turn, _, _ in found if turn.unit})
    reminded = last_reminded(person, {turn.key for turn, _, _ in found})
    here = today_of(person, now)
    waiting = [
        Waiting(
            turn=turn,
            on_behalf_of=tuple(names),
            may_act=own,
            days_left=_days_left(turn, zones, now, here),
            reminded_on=reminded.get(turn.key),
        )
        for turn, names, own in found
    ]
    waiting.sort(key=lambda each: (each.days_left is None, each.days_left or 0, each.turn.key))
    overdue = [each for each in waiting if each.days_left is not None and each.days_left < 0]
    soon = [
        each for each in waiting if each.days_left is not None and 0 <= each.days_left <= SOON.days
    ]
    later = [each for each in waiting if each.days_left is None or each.days_left > SOON.days]
    return Inbox(tuple(overdue), tuple(soon), tuple(later))


def _merged(person: Person, now: datetime) -> list[tuple[Turn, list[str], bool]]:
    found = {turn.key: (turn, list[str](), True) for turn in turns_of(person, now)}
    for absent in standing_in(person, today_of(person, now)):
        for turn in shared_turns_of(absent, now):
            known = found.setdefault(turn.key, (turn, [], False))
            known[1].append(absent.name)
    return list(found.values())


def _days_left(turn: Turn, zones: dict[UUID, str], now: datetime, here: date) -> int | None:
    if turn.due_on is None:
        return None
    zone = zones.get(turn.unit) if turn.unit else None
    today = day_in(zone, now) if zone else here
    return (turn.due_on - today).days


def unit_zones(units: Iterable[UUID]) -> dict[UUID, str]:
    """The zone of each unit: one query, none for no units."""
    keys = set(units)
    if not keys:
        return {}
    rows = WorkUnit.objects.filter(pk__in=keys).values_list("pk", "time_zone", "agency__time_zone")
    return {key: own or of_agency for key, own, of_agency in rows}


def last_reminded(person: Person, keys: Iterable[str]) -> dict[str, date]:
    """When the person was last reminded of each key: one query."""
    rows = (
        Reminder.objects.filter(person=person, key__in=set(keys))
        .values_list("key")
        .annotate(last=Max("day"))
    )
    return dict(rows)


# --- the number on the bell


def count_of(person: Person, now: datetime) -> int:
    """How much waits: turns, own and on behalf, and notices not read. Kept for a minute."""
    count = len(_merged(person, now)) + unread_count(person)
    cache.set(count_key(person.pk), count, COUNT_KEPT)
    return count


def known_count(person: Person) -> int | None:
    """The number if it was counted within the last minute; no query."""
    found = cache.get(count_key(person.pk))
    return int(found) if found is not None else None


# --- settings


def wants_mail(person: Person) -> bool:
    """Whether the person takes the digest: yes until they say no; never without a mail server."""
    if not settings.MAIL_IS_SET:
        return False
    return not NoticeSettings.objects.filter(person=person, by_mail=False).exists()


def takes_mail(person: Person) -> bool:
    """What the person chose, whether or not mails can be sent."""
    return not NoticeSettings.objects.filter(person=person, by_mail=False).exists()


def plan_of(agency: Agency | None) -> EscalationPlan:
    """After how many working days an agency hands overdue turns up."""
    days = EscalationDays.objects.filter(agency=agency).first() if agency else None
    return EscalationPlan((days.first, days.second, days.third)) if days else EscalationPlan()


def recent_escalations(agency: Agency, limit: int = 20) -> list[Escalation]:
    """The newest turns of an agency that were handed up: one query."""
    found = Escalation.objects.filter(agency=agency).select_related("owner", "told")
    return list(found.order_by("-made_at", "level")[:limit])


# --- the calendar feed


def hash_of(token: str) -> bytes:
    """What is kept of the secret of an address."""
    return sha256(token.encode()).digest()


def open_address(person: Person) -> FeedAddress | None:
    """The person's address in use."""
    return FeedAddress.objects.filter(person=person, revoked_at__isnull=True).first()


def address_of_token(token: str) -> FeedAddress | None:
    """The address that a secret opens, of an active person."""
    return (
        FeedAddress.objects.select_related("person__agency")
        .filter(token_hash=hash_of(token), revoked_at__isnull=True, person__is_active=True)
        .first()
    )
