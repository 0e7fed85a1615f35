"""The day of each hall as this process knows it, shared by all who look.

A thousand phones of one hall cost one look at the database each time something changed, not a
thousand. `HallPulse.beat` says whether something did.
"""

import logging
import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from bening.domain.queueing.estimates import Forecast
from bening.queues import kept_setups
from bening.queues.kept_setups import setup_by_key
from bening.queues.models import HallPulse
from bening.queues.setups import HallSetup
from bening.queues.today import HallToday, Pace, read_pace, read_today

log = logging.getLogger("bening.queues")

OLDEST = 5.0
"""Seconds after which a quiet hall is read again: waits grow, breaks end, hours change."""
PACE_EVERY = 60.0
"""Seconds that the pace of a hall serves."""
FORECAST_EVERY = 3.0
"""Seconds that a forecast serves although people came and went: it costs the most."""
FORECAST_LASTS = 15.0
"""Seconds that an older one is told while the next is made aside."""
FORECAST_AFTER = 0.1
"""Seconds that making one aside waits: a change is told first, its forecast a moment later."""
MOST_KEPT = 256


@dataclass
class _Kept:
    lock: threading.Lock
    beat: int = -1
    read_at: float = 0.0
    today: HallToday | None = None
    pace: Pace | None = None
    pace_at: float = 0.0
    forecast: Forecast | None = None
    forecast_at: float = 0.0
    is_renewing: bool = False


class Live:
    """What is known of each hall; safe to ask from any thread."""

    def __init__(self) -> None:
        self._kept: OrderedDict[uuid.UUID, _Kept] = OrderedDict()
        self._door = threading.Lock()
        self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="halls-forecast")
        self._told: list[Callable[[], None]] = []

    def today(self, hall: uuid.UUID, *, now: datetime, beat: int | None = None) -> HallToday:
        """The day of a hall; at most `OLDEST` seconds old, and never older than the last change.

        `beat` is the pulse that the caller has just read. Raises Hall.DoesNotExist.
        """
        if beat is None:
            beat = HallPulse.objects.values_list("beat", flat=True).filter(pk=hall).first() or 0
        kept = self._of(hall)
        with kept.lock:
            moment = time.monotonic()
            if (
                kept.today is None
                or kept.beat != beat
                or moment - kept.read_at > OLDEST
                or kept.today.setup.hours.day_of(now)
                != kept.today.setup.hours.day_of(kept.today.now)
            ):
                setup = setup_by_key(hall, now)
                pace = self._pace(kept, setup, now, moment)
                kept.today = read_today(setup, now, pace=pace, before=kept.today)
                kept.beat, kept.read_at = beat, moment
            return kept.today

    def forecast(self, hall: uuid.UUID, today: HallToday) -> Forecast:
        """Waiting ranges and chances of a day. Whoever came since it was made is not in it.

        One that is more than `FORECAST_EVERY` seconds old is told once more and renewed in a
        thread of its own, so that nobody waits for it; one older than `FORECAST_LASTS` is not.
        """
        kept = self._of(hall)
        with kept.lock:
            moment = time.monotonic()
            age = moment - kept.forecast_at
            if kept.forecast is None or age > FORECAST_LASTS:
                kept.forecast, kept.forecast_at = today.forecast, moment
            elif age > FORECAST_EVERY and not kept.is_renewing:
                kept.is_renewing = True
                self._aside.submit(self._renew, kept, today)
            return kept.forecast

    def forecast_at(self, hall: uuid.UUID) -> float:
        """When the forecast that is told now was made, on the monotonic clock; 0 for none."""
        return self._of(hall).forecast_at

    def when_renewed(self, tell: Callable[[], None]) -> None:
        """Calls `tell` after each forecast that was made aside."""
        self._told.append(tell)

    def _renew(self, kept: _Kept, today: HallToday) -> None:
        try:
            time.sleep(FORECAST_AFTER)
            made = (kept.today or today).forecast
            with kept.lock:
                kept.forecast, kept.forecast_at = made, time.monotonic()
        except Exception:
            log.exception("the forecast of a hall could not be made")
        finally:
            kept.is_renewing = False
        for tell in self._told:
            tell()

    def forget(self) -> None:
        """Reads everything anew from now on."""
        kept_setups.forget()
        with self._door:
            self._kept.clear()

    def _of(self, hall: uuid.UUID) -> _Kept:
        with self._door:
            kept = self._kept.setdefault(hall, _Kept(threading.Lock()))
            self._kept.move_to_end(hall)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
            return kept

    def _pace(self, kept: _Kept, setup: HallSetup, now: datetime, moment: float) -> Pace:
        pace = kept.pace
        if pace is None or moment - kept.pace_at > PACE_EVERY or not pace.fits(setup):
            pace = kept.pace = read_pace(setup, now)
            kept.pace_at = moment
        return pace


live = Live()
"""What this process knows."""
