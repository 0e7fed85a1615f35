"""What the fold of a ticket's events says, in the columns that queries ask for."""

from bening.domain.queueing import Standing, TicketState
from bening.queues import models
from bening.queues.models import Ticket


def project(ticket: Ticket, standing: Standing) -> None:
    """Sets the columns that repeat the standing; saves nothing."""
    leg = standing.legs[-1] if standing.legs else None
    ticket.state = models.TicketState(standing.state)
    ticket.taken_at = standing.taken_at
    ticket.promise_from = standing.promise_from
    ticket.due_at = standing.due_at
    ticket.paused_seconds = int(standing.paused.total_seconds())
    ticket.away_until = standing.away_until
    ticket.waiting_since = leg.queued_at if leg else standing.taken_at
    ticket.called_at = standing.called_at
    ticket.last_called_at = standing.last_called_at
    ticket.calls = standing.calls
    ticket.returns = standing.returns
    ticket.started_at = standing.started_at
    ticket.ended_at = standing.finished_at
    ticket.is_kept = standing.is_kept
    ticket.late_seconds = int(standing.late_by.total_seconds())
    ticket.appointment = standing.appointment
    if standing.state is TicketState.WAITING:
        ticket.counter = None
