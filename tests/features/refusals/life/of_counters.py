"""Counters of a hall: whoever sits there serves, whoever leads the hall may close them."""

from datetime import timedelta
from types import SimpleNamespace

from bening.accounts.models import Person
from bening.queues.actions import calls, counters, handing, serving, today
from bening.queues.models import CounterStaff, Ticket
from tests.features.queues.halls import make_hall
from tests.features.refusals.life.people import LifeCast
from tests.features.refusals.life.rows import Row, rows
from tests.people import NOW, SINCE

SECOND = timedelta(seconds=1)
LATER = NOW + timedelta(minutes=5)


def staffed(cast: LifeCast) -> SimpleNamespace:
    """A hall whose only officer is `staff`; two wait."""
    made = make_hall(cast)
    CounterStaff.objects.create(hall=made.hall, person=cast.staff, starts_on=SINCE)
    waiting = made.take("A"), made.take("B")
    return SimpleNamespace(
        hall=made.hall, counter=made.counters[1], lines=made.queues, tickets=waiting, key=None
    )


def seated(cast: LifeCast) -> SimpleNamespace:
    """The same, with the officer at the counter."""
    made = staffed(cast)
    made.session = counters.open_counter(
        hall=made.hall, counter=made.counter, by=cast.staff, now=NOW
    )
    return made


def called(cast: LifeCast) -> SimpleNamespace:
    """The first was called three times."""
    made = seated(cast)
    made.key = calls.call_next(hall=made.hall, by=cast.staff, now=NOW).pk
    for more in (1, 2):
        act(made, cast.staff, calls.recall, at=more * SECOND)
    return made


def served(cast: LifeCast) -> SimpleNamespace:
    """The first sits at the counter."""
    made = called(cast)
    act(made, cast.staff, serving.start)
    return made


def put_off(cast: LifeCast) -> SimpleNamespace:
    """The service of the first is held."""
    made = served(cast)
    act(made, cast.staff, serving.hold)
    return made


def left_out(cast: LifeCast) -> SimpleNamespace:
    """The first did not come."""
    made = called(cast)
    act(made, cast.staff, calls.skip)
    return made


def act(
    s: SimpleNamespace, by: Person, deed: object, *, at: timedelta = LATER - NOW, **more: object
) -> object:
    ticket = Ticket.objects.get(pk=s.key or s.tickets[1].pk)
    return deed(  # type: ignore[operator]
        hall=s.hall, ticket=ticket.pk, version=ticket.version, by=by, now=NOW + at, **more
    )


TODAY_ENDED: dict[str, Row] = rows(
    staffed,
    end_issuing=lambda s, by: today.end_issuing(
        hall=s.hall, reason="Listrik padam", by=by, now=NOW
    ),
    resume_issuing=lambda s, by: today.resume_issuing(hall=s.hall, by=by, now=NOW),
)
COUNTERS: dict[str, Row] = {
    **rows(
        staffed,
        open_counter=lambda s, by: counters.open_counter(
            hall=s.hall, counter=s.counter, by=by, now=NOW
        ),
    ),
    **rows(
        seated,
        begin_break=lambda s, by: counters.begin_break(hall=s.hall, minutes=5, by=by, now=NOW),
        end_break=lambda s, by: counters.end_break(hall=s.hall, by=by, now=NOW),
        call_supervisor=lambda s, by: counters.call_supervisor(hall=s.hall, by=by, now=NOW),
        close_counter=lambda s, by: counters.close_counter(hall=s.hall, by=by, now=NOW),
        close_counter__of_others=lambda s, by: counters.close_counter(
            hall=s.hall, session=s.session.pk, by=by, now=NOW
        ),
    ),
}
HANDING: dict[str, Row] = rows(
    staffed,
    hand_out=lambda s, by: handing.hand_out(
        hall=s.hall, wanted=handing.Wanted(s.lines["A"].pk), by=by, now=NOW
    ),
    find_page=lambda s, by: handing.find_page(
        hall=s.hall, label=s.tickets[0].label, by=by, now=NOW
    ),
)
CALLS: dict[str, Row] = {
    **rows(
        seated,
        call_next=lambda s, by: calls.call_next(hall=s.hall, by=by, now=NOW),
        call_chosen=lambda s, by: act(s, by, calls.call_chosen, reason="Mengejar kereta"),
    ),
    **rows(called, skip=lambda s, by: act(s, by, calls.skip)),
    **rows(
        left_out,
        recall=lambda s, by: act(s, by, calls.recall),
        return_skipped=lambda s, by: act(s, by, calls.return_skipped),
    ),
}
SERVING: dict[str, Row] = {
    **rows(called, start=lambda s, by: act(s, by, serving.start)),
    **rows(
        served,
        hold=lambda s, by: act(s, by, serving.hold),
        finish=lambda s, by: act(s, by, serving.finish),
        transfer=lambda s, by: act(s, by, serving.transfer, queue=s.lines["C"], is_done=True),
    ),
    **rows(put_off, resume=lambda s, by: act(s, by, serving.resume)),
}
