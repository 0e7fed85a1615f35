"""Tables of the queue: the hall as set up, its day, its promises and what stays of them."""

from bening.queues.models.figures import QueueDay
from bening.queues.models.halls import (
    KIOSKS,
    BackupDuty,
    Counter,
    CounterStaff,
    Hall,
    HallSpan,
    NumberReading,
    PointKind,
    PriorityKind,
    Queue,
    Reach,
    ServicePoint,
    ServicePromise,
    SpanKind,
    SpecialDays,
    TakingPolicy,
)
from bening.queues.models.kiosks import KioskBook, RefusedNumber
from bening.queues.models.promises import (
    BackupCall,
    BackupOffer,
    BreachCause,
    BreachKind,
    Escalation,
    OfferState,
    PromiseBreach,
    Rung,
)
from bening.queues.models.tickets import (
    UNFINISHED,
    Announcement,
    CounterSession,
    HallDay,
    HallPulse,
    Leg,
    NumberSeries,
    TakingChannel,
    Ticket,
    TicketEvent,
    TicketState,
)

__all__ = [
    "KIOSKS", "UNFINISHED", "Announcement", "BackupCall", "BackupDuty", "BackupOffer",
    "BreachCause", "BreachKind", "Counter", "CounterSession", "CounterStaff", "Escalation",
    "Hall", "HallDay", "HallPulse", "HallSpan", "KioskBook", "Leg", "NumberReading",
    "NumberSeries", "OfferState", "PointKind", "PriorityKind", "PromiseBreach", "Queue",
    "QueueDay", "Reach", "RefusedNumber", "Rung", "ServicePoint", "ServicePromise", "SpanKind",
    "SpecialDays", "TakingChannel", "TakingPolicy", "Ticket", "TicketEvent", "TicketState",
]  # fmt: skip
