"""What the calendar does with surveys: forgets addresses, closes periods and opens them."""

import logging
from datetime import datetime, timedelta

from bening.domain.days import day_in
from bening.domain.refusals import Refused
from bening.surveys.actions.invitations import forget_contacts
from bening.surveys.actions.periods import close_period, open_period
from bening.surveys.models import PeriodState, SurveyPeriod

log = logging.getLogger(__name__)

A_DAY = timedelta(days=1)
"""Somewhere it may already be tomorrow, or still yesterday."""


def follow_calendar(*, now: datetime) -> int:
    """Forgets addresses, closes open periods after their last day, opens approved ones.

    In this order: nothing keeps an address, and a quarter follows the one before. By the day where
    the unit is; three queries where nothing is due. One that can't be moved stays for its head to
    look at and keeps no other from moving. The number of periods moved.
    """
    forget_contacts(now=now)
    moved = 0
    for period in _due(PeriodState.OPEN, ends_on__lte=(now + A_DAY).date()):
        if period.ends_on < day_in(period.unit.zone, now):
            moved += _done(close_period, period, now=now)
    for period in _due(PeriodState.APPROVED, starts_on__lte=(now + A_DAY).date()):
        if period.starts_on <= day_in(period.unit.zone, now) <= period.ends_on:
            moved += _done(open_period, period, by=None, now=now)
    return moved


def _due(state: PeriodState, **days: object) -> list[SurveyPeriod]:
    rows = SurveyPeriod.objects.filter(state=state, **days)
    return list(rows.select_related("unit__agency").order_by("ends_on", "pk"))


def _done(act: object, period: SurveyPeriod, **given: object) -> bool:
    try:
        act(period=period, **given)  # type: ignore[operator]  # an action of the table
    except Refused as refusal:
        log.info("a survey period was not moved by the calendar: %s", refusal.code)
        return False
    except Exception:  # the look of the next minute tries again
        log.exception("a survey period could not be moved by the calendar")
        return False
    return True
