"""What intake has to know of a period, as it is read from the database."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from zoneinfo import ZoneInfo

from django.db.models import Q

from bening.agencies.models import WorkUnit
from bening.calendars.queries import holidays_between
from bening.domain.surveys import SurveyInstrument, read_instrument
from bening.domain.surveys.integrity import OpeningHours
from bening.services.models import Service
from bening.surveys.models import InvitationBatch, PeriodState, Questionnaire, SurveyPeriod

MOST_INSTRUMENTS = 4096
WORKDAYS = 5
SENT_LATELY = timedelta(days=2)

Network = IPv4Network | IPv6Network


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


_instruments: dict[uuid.UUID, SurveyInstrument] = {}


def _instrument(questionnaire: Questionnaire) -> SurveyInstrument:
    """An approved questionnaire never changes."""
    found = _instruments.get(questionnaire.pk)
    if found is None or found.sha256 != questionnaire.sha256:
        found = read_instrument(questionnaire.content, questionnaire.sha256)
        if len(_instruments) > MOST_INSTRUMENTS:
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
