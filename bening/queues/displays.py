"""What the displays of a hall show: the latest call, each counter, the last five, the promise.

A display shows some zones or, with the key "", all. The code that proves presence stands only on
those whose address carries the hall's display key: anybody may open the page. Each message carries
the calls of the last minutes with their keys: a display that was cut off says what it missed, and
says nothing twice.
"""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.template.loader import render_to_string
from django.utils import timezone, translation

from bening.domain.queueing import QueueRefused
from bening.domain.queueing.presence import display_key, is_display, presence_code
from bening.domain.queueing.voice import NumberReading, VoiceRefused, announcement
from bening.queues.addresses import drawn_qr, hall_link, hall_path, spoken
from bening.queues.models import (
    Announcement,
    BackupCall,
    Counter,
    OfferState,
    TakingPolicy,
    Ticket,
    TicketState,
)
from bening.queues.setups import HallSetup, QueueSetup
from bening.queues.stream import State, register_topic
from bening.queues.today import HallToday

TOPIC = "layar"
TEMPLATE = "queues/_display.html"
LAST = 5
MOST_CALLS = 60
SAID_FOR = timedelta(minutes=3)
"""A call older than this is in no message: nobody comes for it any more."""
OPENS_WITHIN = timedelta(minutes=15)
"""So long after a backup officer agreed the counter is shown as about to open."""
SHAPES = (6, 9, 12)
"""Counters that a display has room for; with more of them those that rest are left out."""
PROOF = "k"
"""Stands before the display key in the key of a stream."""
NOWHERE = frozenset({0})
LENGTH = 20
Kind = tuple[frozenset[int], bool]
"""The zones of a display, and whether its address carries the key."""
LONG = 6
"""A number with more characters is set smaller: those of kiosks have a mark."""


@dataclass(frozen=True, slots=True)
class Called:
    """A number that was called, and where to."""

    key: uuid.UUID
    label: str
    counter: int
    zone: int
    at: datetime
    is_recall: bool

    @property
    def is_long(self) -> bool:
        """Whether the number is set smaller."""
        return len(self.label) > LONG


@dataclass(frozen=True, slots=True)
class ShownCounter:
    """A counter. `rests` says why no number is there: free, break, opening or closed."""

    number: int
    label: str
    rests: str
    is_now: bool

    @property
    def is_long(self) -> bool:
        """Whether the number is set smaller."""
        return len(self.label) > LONG


@dataclass(frozen=True, slots=True)
class Shown:
    """What a display of some zones shows."""

    setup: HallSetup
    calls: tuple[Called, ...]
    counters: tuple[ShownCounter, ...]
    promises: tuple[int, ...]
    kept: int
    decided: int
    code: str
    hides_code: bool
    """The hall has a code, and this display was opened without the key."""
    is_ended: bool = False
    """Whether the day gives no numbers any more, though the hall is open."""

    @property
    def latest(self) -> Called | None:
        """The call that stands large."""
        return self.calls[0] if self.calls else None

    @property
    def last(self) -> tuple[Called, ...]:
        """The last numbers that were called, each once."""
        found: dict[str, Called] = {}
        for one in self.calls:
            found.setdefault(one.label, one)
        return tuple(found.values())[:LAST]

    @property
    def shape(self) -> int:
        """For how many counters the display is divided."""
        return next((one for one in SHAPES if len(self.counters) <= one), SHAPES[-1])


def zones_of(key: str) -> frozenset[int]:
    """The zones that a display's key names: "1", "1-3"; none for all zones."""
    return frozenset(int(one) for one in key.split("-") if one.isdecimal() and len(one) < 4)


def key_of(zones: Iterable[int], proof: str = "") -> str:
    """The key of a display that shows these zones: each set has one. `proof`: its display key."""
    own = [f"{PROOF}{proof}"] if proof else []
    return "-".join([*(str(one) for one in sorted(set(zones))), *own])


def proof_of(key: str) -> str:
    """The display key that a display's key carries."""
    return next((one[1:] for one in key.split("-") if one.startswith(PROOF)), "")


def proof_in(text: str) -> str:
    """The display key that somebody typed; empty where it can be none."""
    return text if text.isascii() and text.isalnum() and len(text) == LENGTH else ""


def display_path(setup: HallSetup) -> str:
    """The address of the hall's own displays, for whoever sets them up; with its key if needed."""
    path = f"/antrean/{setup.slug}/layar/"
    if setup.policy != TakingPolicy.ON_SITE:
        return path
    return f"{path}?kunci={display_key(setup.presence_key)}"


def shown_on(today: HallToday, zones: frozenset[int], *, now: datetime, proof: str = "") -> Shown:
    """What a display of these zones shows at `now`; four queries."""
    (found,) = _shown(
        today, [(zones, _is_own(today.setup, proof))], now, _open_counters(today.setup)
    )
    return found


def state_of(shown: Shown, *, now: datetime) -> State:
    """What is sent: the parts of the page as HTML, and the calls that may still be said."""
    return {
        "now": _milliseconds(now),
        "html": html_of(shown),
        "calls": [
            {
                "id": str(one.key),
                "clips": clips,
                "at": _milliseconds(one.at),
                "zone": one.zone,
            }
            for one in reversed(shown.calls)
            if now - one.at < SAID_FOR and (clips := _clips(one, shown.setup))
        ],
    }


def html_of(shown: Shown) -> str:
    """The parts of the page."""
    with translation.override("id"), timezone.override(ZoneInfo(shown.setup.zone)):
        return render_to_string(
            TEMPLATE,
            {
                "shown": shown,
                "qr": drawn_qr(shown.setup, hall_path(shown.setup)),
                "address": spoken(hall_link(shown.setup)),
            },
        )


def build(today: HallToday, keys: Collection[str]) -> Mapping[str, State]:
    """The states of the displays that are watched. In the reader's thread."""
    now = timezone.now()
    counters = _open_counters(today.setup)
    there = frozenset(one.zone for one in counters)
    asked = {
        key: (_there(zones_of(key), there), _is_own(today.setup, proof_of(key))) for key in keys
    }
    kinds = list(dict.fromkeys(asked.values()))  # whatever is asked for, each is drawn once
    made = dict(zip(kinds, _shown(today, kinds, now, counters), strict=True))
    states = {kind: state_of(one, now=now) for kind, one in made.items()}
    return {key: states[kind] for key, kind in asked.items()}


def _there(asked: frozenset[int], there: frozenset[int]) -> frozenset[int]:
    """The zones that the hall has; one without counters for a display of none of them."""
    return (asked & there) or (NOWHERE if asked else asked)


def _is_own(setup: HallSetup, proof: str) -> bool:
    return is_display(setup.presence_key, proof)


def _open_counters(setup: HallSetup) -> list[Counter]:
    return list(Counter.objects.filter(hall=setup.key, closed_on=None).order_by("number"))


def register_displays() -> None:
    """Lets displays be watched."""
    register_topic(TOPIC, build)


def _shown(
    today: HallToday, displays: Iterable[Kind], now: datetime, counters: Iterable[Counter]
) -> list[Shown]:
    setup = today.setup
    day = setup.hours.day_of(now)
    calls = _calls(setup, datetime.combine(day, time(), ZoneInfo(setup.zone)))
    opening = _opening(setup, now)
    kept, decided = _share(setup, now)
    promises = tuple(sorted({_minutes(one, day) for one in setup.offered} - {0}))
    code = presence_code(setup.presence_key, now) if setup.policy == TakingPolicy.ON_SITE else ""
    found = []
    for zones, is_own in displays:
        here = tuple(one for one in calls if not zones or one.zone in zones)
        rows = [one for one in counters if not zones or one.zone in zones]
        at = here[0].counter if here else None
        found.append(
            Shown(
                setup=setup,
                calls=here,
                counters=_counters(today, rows, opening, at),
                promises=promises,
                kept=kept,
                decided=decided,
                code=code if is_own else "",
                hides_code=bool(code) and not is_own,
                is_ended=setup.issuing_ended_at(day) is not None,
            )
        )
    return found


def _calls(setup: HallSetup, since: datetime) -> tuple[Called, ...]:
    """Without the calls of those who wait again: nobody is expected at a counter that closed."""
    rows = Announcement.objects.filter(hall=setup.key, at__gte=since.astimezone(UTC))
    rows = rows.exclude(ticket__state=TicketState.WAITING)
    rows = rows.select_related("counter").order_by("-at", "-pk")[:MOST_CALLS]
    return tuple(
        Called(one.key, one.label, one.counter.number, one.zone, one.at, one.is_recall)
        for one in rows
    )


def _counters(
    today: HallToday, rows: Iterable[Counter], opening: Collection[uuid.UUID], now_at: int | None
) -> tuple[ShownCounter, ...]:
    """By number; where there are too many, those that rest make room."""
    opened = {one.counter: one for one in today.counters}
    found = []
    for row in rows:
        desk = opened.get(row.pk)
        label, rests = "", "closed"
        if desk is not None:
            serving = desk.serving
            label = serving.label if serving else ""
            rests = "" if serving else "break" if desk.is_on_break else "free"
        elif row.pk in opening:
            rests = "opening"
        found.append(ShownCounter(row.number, label, rests, bool(label) and row.number == now_at))
    if len(found) > SHAPES[-1]:
        working = [one for one in found if one.rests != "closed"]
        found = working[: SHAPES[-1]]
    return tuple(found)


def _opening(setup: HallSetup, now: datetime) -> frozenset[uuid.UUID]:
    rows = BackupCall.objects.filter(
        hall=setup.key,
        at__gte=now - OPENS_WITHIN,
        counter__isnull=False,
        offers__state=OfferState.ACCEPTED,
    )
    return frozenset(rows.values_list("counter", flat=True))


def _share(setup: HallSetup, now: datetime) -> tuple[int, int]:
    """How many visits of the day kept the promise, of how many that are decided."""
    rows = Ticket.objects.filter(hall=setup.key, day=setup.hours.day_of(now))
    sums = rows.aggregate(
        kept=Count("pk", filter=Q(is_kept=True)),
        decided=Count("pk", filter=Q(is_kept__isnull=False)),
    )
    return sums["kept"], sums["decided"]


def _minutes(line: QueueSetup, day: date) -> int:
    try:
        return line.promise(day).minutes
    except QueueRefused:
        return 0


def _clips(call: Called, setup: HallSetup) -> tuple[str, ...]:
    try:
        reading = NumberReading(setup.reading)
        return announcement(call.label, call.counter, recall=call.is_recall, reading=reading)
    except VoiceRefused:  # shown, though no recording can say it
        return ()


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)
