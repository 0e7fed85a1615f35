"""The periods that intake knows, each read again every few seconds, never on the event loop."""

import asyncio
import time
import uuid
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any
from zoneinfo import ZoneInfo

from django.db import close_old_connections
from django.db.models import Q

from bening.agencies.models import WorkUnit
from bening.calendars.queries import holidays_between
from bening.domain.surveys import SurveyInstrument, read_instrument
from bening.domain.surveys.integrity import OpeningHours
from bening.services.models import Service
from bening.surveys.models import InvitationBatch, PeriodState, Questionnaire, SurveyPeriod

FRESH = 3.0  # seconds
MOST_KEPT = 4096
MOST_LOOKUPS = 256
WORKDAYS = 5
SENT_LATELY = timedelta(days=2)

Network = IPv4Network | IPv6Network


class TooManyLookups(Exception):
    """More slugs are asked for at once than the database should be asked about."""


@dataclass(frozen=True, slots=True)
class PeriodForIntake:
    """What intake has to know of a period. Whether it takes answers is asked again when one comes.

    `sendings` are messages that went out lately, under a name for each sending.
    """

    key: uuid.UUID
    slug: str
    instrument: SurveyInstrument
    services: frozenset[str]
    has_open_link: bool
    starts_on: date
    ends_on: date
    zone: ZoneInfo
    hours: OpeningHours
    networks: tuple[Network, ...]
    sendings: tuple[tuple[str, int], ...]

    def is_own_network(self, address: str) -> bool:
        """Whether an address is one of the office's."""
        if not self.networks:
            return False
        try:
            found = ip_address(address.partition("%")[0])
        except ValueError:
            return False
        if isinstance(found, IPv6Address) and found.ipv4_mapped:
            found = found.ipv4_mapped
        return any(found in network for network in self.networks)


class OpenPeriods:
    """Periods by slug, also that a slug has none. Lives on one event loop."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[float, PeriodForIntake | None]] = OrderedDict()
        self._under_way: dict[str, asyncio.Future[PeriodForIntake | None]] = {}
        self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="survey-periods")

    async def find(self, slug: str) -> PeriodForIntake | None:
        """The period as it was a few seconds ago at most, unless nobody asked for so long.

        Raises TooManyLookups, or what the database says.
        """
        kept = self._kept.get(slug)
        if kept is None:
            return await asyncio.shield(self._look_up(slug))
        read_at, period = kept
        if time.monotonic() - read_at > FRESH and slug not in self._under_way:
            if period is None:
                return await asyncio.shield(self._look_up(slug))
            self._look_up(slug).add_done_callback(_passed_over)
        return period

    def _look_up(self, slug: str) -> "asyncio.Future[PeriodForIntake | None]":
        if found := self._under_way.get(slug):
            return found
        if len(self._under_way) >= MOST_LOOKUPS:
            raise TooManyLookups
        future = asyncio.get_running_loop().run_in_executor(self._reader, _read_apart, slug)
        self._under_way[slug] = future
        future.add_done_callback(lambda done: self._keep(slug, done))
        return future

    def _keep(self, slug: str, done: "asyncio.Future[PeriodForIntake | None]") -> None:
        self._under_way.pop(slug, None)
        if not done.cancelled() and done.exception() is None:
            self._kept[slug] = time.monotonic(), done.result()
            self._kept.move_to_end(slug)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

    async def aside(self, work: Any, *given: Any) -> Any:
        """What `work(*given)` returns; it may read the database and render a page."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._reader, _apart, work, *given)


def _passed_over(done: "asyncio.Future[PeriodForIntake | None]") -> None:
    """The period that is known serves on; the next post asks again."""
    if not done.cancelled():
        done.exception()


def _read_apart(slug: str) -> PeriodForIntake | None:
    found: PeriodForIntake | None = _apart(read_period, slug)
    return found


def _apart(work: Any, *given: Any) -> Any:
    close_old_connections()
    try:
        return work(*given)
    finally:
        close_old_connections()


_instruments: dict[uuid.UUID, SurveyInstrument] = {}


def _instrument(questionnaire: Questionnaire) -> SurveyInstrument:
    """An approved questionnaire never changes."""
    found = _instruments.get(questionnaire.pk)
    if found is None or found.sha256 != questionnaire.sha256:
        found = read_instrument(questionnaire.content, questionnaire.sha256)
        if len(_instruments) > MOST_KEPT:
            _instruments.clear()
        _instruments[questionnaire.pk] = found
    return found


def read_period(slug: str) -> PeriodForIntake | None:
    """The period of a slug that is open or was; None for others."""
    found = (
        SurveyPeriod.objects.select_related("unit__agency", "questionnaire")
        .filter(slug=slug)
        .exclude(state__in=(PeriodState.DESIGNED, PeriodState.APPROVED))
        .first()
    )
    if found is None:
        return None
    unit: WorkUnit = found.unit
    offered = Service.objects.filter(unit=unit, closed_on__isnull=True)
    hours = (found.opens_at, found.closes_at)
    return PeriodForIntake(
        key=found.pk,
        slug=found.slug,
        instrument=_instrument(found.questionnaire),
        services=frozenset(offered.values_list("code", flat=True)),
        has_open_link=found.has_open_link,
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        zone=ZoneInfo(unit.zone),
        hours=OpeningHours(
            weekdays=(hours,) * WORKDAYS + (None,) * (7 - WORKDAYS),
            days_off=holidays_between(unit.agency, found.starts_on, found.ends_on),
        ),
        networks=tuple(read_networks(found.own_networks)),
        sendings=_sendings(found),
    )


def read_networks(texts: list[str]) -> list[Network]:
    """Networks as CIDR texts; what is none is passed over."""
    found: list[Network] = []
    for text in texts:
        try:
            found.append(ip_network(text, strict=False))
        except ValueError:
            continue
    return found


def _sendings(period: SurveyPeriod) -> tuple[tuple[str, int], ...]:
    """Sendings and reminders of the last days: they explain a rush."""
    batches = InvitationBatch.objects.filter(period=period, means="mail").filter(
        Q(sent_on__isnull=False) | Q(reminded_on__isnull=False)
    )
    latest = max((day for pair in batches.values_list("sent_on", "reminded_on") for day in pair
                  if day), default=None)  # fmt: skip
    if latest is None:
        return ()
    since = latest - SENT_LATELY
    sent = batches.filter(sent_on__gte=since).values_list("pk", "invited")
    reminded = batches.filter(reminded_on__gte=since).values_list("pk", "invited")
    return tuple(
        [(f"{key} sent", count) for key, count in sent]
        + [(f"{key} reminded", count) for key, count in reminded]
    )
