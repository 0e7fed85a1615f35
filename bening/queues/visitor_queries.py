"""What the pages of visitors read: a hall by its address, a number by its, and how it went."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from bening.domain.queueing import ENDED
from bening.domain.queueing import TicketState as State
from bening.domain.queueing.states import TABLE, TicketAct
from bening.queues.after_visit import OpenDoor, doors_after
from bening.queues.finished import FinishedVisit
from bening.queues.looks import Look, look_at
from bening.queues.models import BackupCall, BackupOffer, Hall, Leg, OfferState, Rung, Ticket
from bening.queues.setups import HallSetup
from bening.queues.visitor_state import Shown, shown_ticket


@dataclass(frozen=True, slots=True)
class TicketPage:
    """One number with the hall around it."""

    shown: Shown
    look: Look

    @property
    def may_cancel(self) -> bool:
        """Whether the visitor may give the number up."""
        return TicketAct.CANCELLED in TABLE[State(self.shown.ticket.state)]

    @property
    def has_ended(self) -> bool:
        """Whether nothing more happens to the number."""
        return State(self.shown.ticket.state) in ENDED

    @contextmanager
    def spoken(self, language: str) -> Iterator[None]:
        """Words and clock times as the page has them."""
        with override(language), timezone.override(ZoneInfo(self.shown.setup.zone)):
            yield


class HelpState(StrEnum):
    """How far the call for another officer has come, as a visitor may be told."""

    NONE = ""
    ASKED = "asked"
    WITH_SUPERVISOR = "with_supervisor"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Help:
    """What is known of help for a line: the counter and the time only once somebody accepted."""

    state: HelpState = HelpState.NONE
    counter: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What was done about a promise that was not kept; `at` is None of what comes next."""

    at: datetime | None
    what: str
    more: str = ""
    is_late: bool = False


def open_hall(slug: str, *, now: datetime) -> Look | None:
    """An opened hall by its public address. Two queries while somebody else looks at it, too."""
    rows = Hall.objects.filter(slug=slug, opened_at__isnull=False, closed_on__isnull=True)
    key = rows.values_list("pk", flat=True).first()
    return None if key is None else look_at(key, now=now)


def ticket_page(code: str, *, now: datetime) -> TicketPage | None:
    """The number of an address. Two queries while somebody else looks at the hall, too."""
    ticket = Ticket.objects.select_related("counter").filter(code=code).first()
    if ticket is None:
        return None
    look = look_at(ticket.hall_id, now=now)
    return TicketPage(shown_ticket(ticket, look, now=now), look)


def late_steps(shown: Shown, coming: Help) -> list[Step]:
    """What was done since the promise of a waiting number came into danger, as it was recorded."""
    ticket = shown.ticket
    found = []
    words = {
        Rung.PREALERTED.value: _("Petugas cadangan diberi tahu"),
        Rung.TO_HEAD.value: _("Kepala unit diberi tahu"),
    }
    for rung, at in ticket.escalations.values_list("rung", "at"):
        if rung in words:
            found.append(Step(at, words[rung]))
    if ticket.due_at is not None and ticket.due_at <= shown.now:
        found.append(
            Step(
                ticket.due_at,
                _("Batas janji terlewati"),
                _("Tercatat sebagai janji yang tidak ditepati"),
                is_late=True,
            )
        )
    if coming.at is not None:
        more = _("Loket %(number)s sedang dibuka") % {"number": coming.counter}
        found.append(Step(coming.at, _("Petugas tambahan menerima tugas"), more))
    found.sort(key=lambda step: step.at or shown.now)
    return [*found, Step(None, _("Anda dipanggil"))]


def help_for(ticket: Ticket) -> Help:
    """The help that concerns this number: at a counter that serves its line, never another."""
    calls = BackupCall.objects.filter(hall=ticket.hall_id)
    rows = BackupOffer.objects.filter(
        call__in=calls.filter(at__gte=ticket.taken_at, counter__queues=ticket.queue_id),
        state=OfferState.ACCEPTED,
    )
    offer = rows.select_related("call__counter").order_by("-answered_at").first()
    if offer is not None and offer.call.counter is not None:
        return Help(HelpState.COMING, offer.call.counter.number, offer.answered_at)
    call = calls.filter(queue=ticket.queue_id, closed_at=None).first()
    if call is None:
        return Help()
    if call.is_with_supervisor:
        return Help(HelpState.WITH_SUPERVISOR)
    is_asked = call.offers.filter(state=OfferState.ASKED).exists()
    return Help(HelpState.ASKED if is_asked else HelpState.NONE)


def course_of(ticket: Ticket) -> list[Leg]:
    """The services of a finished visit, in order."""
    return list(ticket.legs.filter(is_taken_back=False, started_at__isnull=False))


def doors_of(shown: Shown) -> tuple[OpenDoor, ...]:
    """What is offered after the visit."""
    setup: HallSetup = shown.setup
    line = setup.queue(shown.ticket.queue_id)
    return doors_after(
        FinishedVisit(
            setup.agency, setup.unit, line.service, shown.ticket.day, shown.ticket.language
        )
    )
