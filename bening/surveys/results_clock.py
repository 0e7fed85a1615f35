"""What the calendar does once a period is closed and all its answers are sealed."""

import logging
from datetime import datetime

from bening.domain.refusals import Refused
from bening.surveys.actions.results import process_period
from bening.surveys.models import PeriodState, SurveyPeriod
from bening.surveys.sealing import is_all_sealed

log = logging.getLogger(__name__)


def process_closed(*, now: datetime) -> int:
    """Works out closed periods with sealed answers; one query where none is closed.

    One that can't be worked out stays for its officers and keeps no other waiting. The number of
    periods worked out.
    """
    rows = SurveyPeriod.objects.filter(state=PeriodState.CLOSED).select_related(
        "unit__agency", "agency", "questionnaire"
    )
    done = 0
    for period in rows.order_by("ends_on", "pk"):
        if not is_all_sealed(period) or not period.days.exists():
            continue
        try:
            process_period(period=period, by=None, now=now)
        except Refused as refusal:
            log.info("a survey period was not worked out by the calendar: %s", refusal.code)
        else:
            done += 1
    return done
