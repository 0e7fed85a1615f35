"""Indicators of a risk: set with their two limits, and read."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.calendars.telling import notify
from bening.domain.days import day_in
from bening.domain.risks import Standing, standing_of
from bening.risks import access
from bening.risks.actions.steps import held_risk, said, write
from bening.risks.models import IndicatorReading, Risk, RiskIndicator
from bening.risks.refusals import RiskRefused, RiskSettled

BEYOND = Decimal(10) ** 12


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorHead:
    """What is measured, in which unit, and the limits of warning and of danger."""

    name: str
    measured_in: str
    warning: Decimal
    limit: Decimal


def add_indicator(*, risk: Risk, head: IndicatorHead, by: Person, now: datetime) -> RiskIndicator:
    """What shows early that the risk grows.

    Raises NotAllowed, RiskRefused ("risk_text_missing", "risk_number", "risk_limits_alike").
    """
    name, measured_in = said(head.name, "name"), said(head.measured_in, "measured_in")
    for field in ("warning", "limit"):
        _check_number(getattr(head, field), field)
    if head.warning == head.limit:
        raise RiskRefused("risk_limits_alike", field="limit")
    with transaction.atomic():
        kept = held_risk(risk)
        access.check_can_tell(by, kept, today_of(by, now))
        made: RiskIndicator = RiskIndicator.objects.create(
            risk=kept,
            name=name[:200],
            measured_in=measured_in[:60],
            warning=head.warning,
            limit=head.limit,
            entered_by=by,
            entered_at=now,
        )
        write("risk.indicator_added", kept.register, by, now, risk=kept, name=made.name)
    return made


def read_indicator(
    *, indicator: RiskIndicator, value: Decimal, read_on: date, by: Person, now: datetime
) -> IndicatorReading:
    """What the indicator shows on a day; in danger, the owner and the head of the unit are told.

    Raises NotAllowed, RiskRefused ("risk_number", "risk_day_in_future"),
    RiskSettled("risk_read_that_day").
    """
    _check_number(value, "value")
    with transaction.atomic():
        risk = held_risk(indicator.risk)
        kept: RiskIndicator = risk.indicators.get(pk=indicator.pk)
        access.check_can_tell(by, risk, today_of(by, now))
        if read_on > day_in(risk.register.unit.zone, now):
            raise RiskRefused("risk_day_in_future", field="read_on")
        if kept.readings.filter(read_on=read_on).exists():
            raise RiskSettled("risk_read_that_day", field="read_on")
        made: IndicatorReading = IndicatorReading.objects.create(
            indicator=kept, read_on=read_on, value=value, entered_by=by, entered_at=now
        )
        standing = standing_of(value, warning=kept.warning, limit=kept.limit)
        write(
            "risk.indicator_read", risk.register, by, now, risk=risk,
            value=str(value), standing=standing.value,
        )  # fmt: skip
        if standing is Standing.BREACHED:
            _tell(risk, kept, made, now)
    return made


def _tell(risk: Risk, indicator: RiskIndicator, reading: IndicatorReading, now: datetime) -> None:
    unit = risk.register.unit
    notify(
        people=[risk.owner, *access.heads_of(unit, day_in(unit.zone, now))],
        code="risk_indicator_breached",
        key=f"risk-indicator:{indicator.pk}:{reading.read_on.isoformat()}",
        url=reverse("risks:risk", args=[risk.pk]),
        values={"number": risk.number, "indicator": indicator.name},
        agency=risk.register.agency_id,
        now=now,
    )


def _check_number(value: Decimal, field: str) -> None:
    if not value.is_finite() or not -BEYOND < value < BEYOND:
        raise RiskRefused("risk_number", field=field)
