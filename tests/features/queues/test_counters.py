"""Officers at their counters: open, call, serve, skip, move on, close."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from bening.accounts.refusals import NotAllowed
from bening.audit.models import Event
from bening.calendars.models import Notice
from bening.domain.queueing import QueueRefused
from bening.queues import closing
from bening.queues.actions import calls, counters, serving
from bening.queues.finished import FinishedVisit, register_finished
from bening.queues.models import (
    Announcement,
    Counter,
    CounterSession,
    CounterStaff,
    Hall,
    Leg,
    Ticket,
    TicketEvent,
)
from bening.services.models import FinishedDay
from tests.features.queues.halls import MINUTE, SmallHall, make_hall
from tests.people import NOW, TODAY, Cast, make_unit

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def sit(hall: SmallHall, staff: CounterStaff, number: int = 1) -> CounterSession:
    return counters.open_counter(
        hall=hall.hall, counter=hall.counters[number], by=staff.person, now=NOW
    )


def call(hall: SmallHall, staff: CounterStaff, *, after: timedelta = MINUTE) -> Ticket:
    return calls.call_next(hall=hall.hall, by=staff.person, now=NOW + after)


def do(deed: object, hall: SmallHall, ticket: Ticket, staff: CounterStaff, at: timedelta) -> Ticket:
    ticket.refresh_from_db()
    made: Ticket = deed(  # type: ignore[operator]
        hall=hall.hall, ticket=ticket.pk, version=ticket.version, by=staff.person, now=NOW + at
    )
    return made


def code(refusal: pytest.ExceptionInfo[QueueRefused]) -> str:
    return refusal.value.code


# --- the counter


def test_a_counter_is_opened_once(hall: SmallHall) -> None:
    first = sit(hall, hall.officer)
    assert sit(hall, hall.officer).pk == first.pk
    with pytest.raises(QueueRefused, match="counter_taken"):
        sit(hall, hall.second)
    with pytest.raises(QueueRefused, match="counter_open_elsewhere"):
        sit(hall, hall.officer, 2)
    assert CounterSession.objects.count() == 1


def test_only_staff_in_force_of_this_hall_open_its_counters(cast: Cast, hall: SmallHall) -> None:
    other = make_hall(cast, "perizinan", unit=make_unit(cast.agency, "DPMPTSP"))
    with pytest.raises(NotAllowed, match="hall_served_by_staff"):
        counters.open_counter(hall=hall.hall, counter=hall.counters[1], by=cast.pic, now=NOW)
    with pytest.raises(NotAllowed, match="hall_served_by_staff"):
        counters.open_counter(
            hall=other.hall, counter=other.counters[1], by=hall.officer.person, now=NOW
        )
    with pytest.raises(QueueRefused, match="counter_of_other_hall"):
        counters.open_counter(
            hall=hall.hall, counter=other.counters[1], by=hall.officer.person, now=NOW
        )
    gone = hall.staff("Tirta Wijaya")
    CounterStaff.objects.filter(pk=gone.pk).update(ends_on=TODAY - timedelta(days=1))
    with pytest.raises(NotAllowed, match="hall_served_by_staff"):
        sit(hall, gone)
    Counter.objects.filter(number=3).update(closed_on=TODAY)
    hall.counters[3].refresh_from_db()
    with pytest.raises(QueueRefused, match="counter_not_in_use"):
        sit(hall, hall.officer, 3)
    only_c = hall.staff("Wulan Asri", lines="C")
    hall.counters[2].queues.set([hall.queues["A"]])
    with pytest.raises(QueueRefused, match="counter_serves_no_line"):
        sit(hall, only_c, 2)


def test_a_duty_that_ended_while_the_counter_was_open_calls_nobody(hall: SmallHall) -> None:
    sit(hall, hall.officer)
    hall.take()
    CounterStaff.objects.filter(pk=hall.officer.pk).update(ends_on=TODAY - timedelta(days=1))
    with pytest.raises(NotAllowed, match="hall_served_by_staff"):
        call(hall, hall.officer)


def test_a_break_needs_a_free_counter_and_no_call_comes_from_it(hall: SmallHall) -> None:
    sit(hall, hall.officer)
    ticket = hall.take()
    counters.begin_break(hall=hall.hall, minutes=10, by=hall.officer.person, now=NOW)
    with pytest.raises(QueueRefused, match="on_break"):
        call(hall, hall.officer)
    with pytest.raises(QueueRefused, match="break_length"):
        counters.begin_break(hall=hall.hall, minutes=121, by=hall.officer.person, now=NOW)
    back = counters.end_break(hall=hall.hall, by=hall.officer.person, now=NOW + 7 * MINUTE)
    assert (back.break_since, back.breaks_seconds) == (None, 420)
    assert call(hall, hall.officer, after=8 * MINUTE).pk == ticket.pk
    with pytest.raises(QueueRefused, match="counter_busy"):
        counters.begin_break(hall=hall.hall, minutes=10, by=hall.officer.person, now=NOW)


def test_whoever_was_called_goes_back_when_the_counter_closes(hall: SmallHall) -> None:
    sit(hall, hall.officer)
    ticket = hall.take()
    due = ticket.due_at
    call(hall, hall.officer)
    counters.close_counter(hall=hall.hall, by=hall.officer.person, now=NOW + 2 * MINUTE)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.counter, ticket.due_at) == ("waiting", None, due)
    assert ticket.promise_from == NOW
    assert not CounterSession.objects.filter(closed_at=None).exists()
    sit(hall, hall.second, 2)
    assert call(hall, hall.second, after=3 * MINUTE).pk == ticket.pk


def test_who_is_served_keeps_the_counter_open(hall: SmallHall) -> None:
    sit(hall, hall.officer)
    hall.take()
    ticket = call(hall, hall.officer)
    do(serving.start, hall, ticket, hall.officer, 2 * MINUTE)
    with pytest.raises(QueueRefused, match="finish_first"):
        counters.close_counter(hall=hall.hall, by=hall.officer.person, now=NOW + 3 * MINUTE)
    assert CounterSession.objects.filter(closed_at=None).exists()


def test_a_coordinator_closes_the_counter_of_somebody_else(cast: Cast, hall: SmallHall) -> None:
    session = sit(hall, hall.officer)
    with pytest.raises(NotAllowed, match="hall_led_by_coordinator"):
        counters.close_counter(
            hall=hall.hall, session=session.pk, by=hall.second.person, now=NOW + MINUTE
        )
    counters.close_counter(
        hall=hall.hall, session=session.pk, by=hall.supervisor.person, now=NOW + MINUTE
    )
    session.refresh_from_db()
    assert session.closed_at == NOW + MINUTE


def test_the_coordinator_is_called_once_a_minute(cast: Cast, hall: SmallHall) -> None:
    sit(hall, hall.officer)
    person, led = hall.officer.person, hall.supervisor.person
    for _time in range(2):
        counters.call_supervisor(hall=hall.hall, by=person, now=NOW)
    assert [one.person_id for one in Notice.objects.all()] == [led.pk]
    CounterStaff.objects.filter(pk=hall.supervisor.pk).update(is_supervisor=False)
    head = cast.unit_head
    counters.call_supervisor(hall=hall.hall, by=person, now=NOW + MINUTE)
    assert Notice.objects.filter(person=head).count() == 1


# --- calls


def test_the_next_one_follows_the_clock_and_is_announced(hall: SmallHall) -> None:
    sit(hall, hall.officer)
    second = hall.take(now=NOW + SECOND)
    first = hall.take("B", now=NOW)
    called = call(hall, hall.officer)
    assert called.pk == first.pk
    called.refresh_from_db()
    assert (called.state, called.counter_id) == ("called", hall.counters[1].pk)
    said = Announcement.objects.get()
    assert (said.label, said.counter, said.is_recall) == ("B-001", hall.counters[1], False)
    with pytest.raises(QueueRefused, match="counter_busy"):
        call(hall, hall.officer)
    second.refresh_from_db()
    assert second.state == "waiting"


def test_a_counter_calls_only_what_it_and_its_officer_serve(hall: SmallHall) -> None:
    only_c = hall.staff("Wulan Asri", lines="C")
    sit(hall, only_c)
    hall.take("A")
    with pytest.raises(QueueRefused, match="nobody_waits"):
        call(hall, only_c)
    ticket = hall.take("C")
    assert call(hall, only_c).pk == ticket.pk


def test_nobody_calls_without_a_counter(hall: SmallHall) -> None:
    hall.take()
    with pytest.raises(QueueRefused, match="no_open_counter"):
        call(hall, hall.officer)


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_never_call_the_same(hall: SmallHall) -> None:
    people = [hall.staff(f"Petugas {name}") for name in ("Satu", "Dua", "Tiga")]
    for number, staff in enumerate(people, 1):
        sit(hall, staff, number)
    for at in range(30):
        hall.take("ABC"[at % 3], now=NOW + at * SECOND)
    called: list[tuple[int, str]] = []
    faults: list[BaseException] = []
    together = threading.Barrier(3)

    def work(at: int) -> None:
        try:
            for turn in range(10):
                together.wait(30)
                moment = 2 * MINUTE + turn * 10 * SECOND
                ticket = call(hall, people[at], after=moment)
                called.append((turn, ticket.label))
                do(serving.start, hall, ticket, people[at], moment + SECOND)
                do(serving.finish, hall, ticket, people[at], moment + 2 * SECOND)
        except BaseException as fault:
            faults.append(fault)
            together.abort()
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(at,)) for at in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not faults
    assert len({label for _, label in called}) == 30
    for turn in range(10):
        assert sorted(label for at, label in called if at == turn) == [
            f"{line}-{turn + 1:03}" for line in "ABC"
        ]
    assert Ticket.objects.filter(state="done").count() == 30
    assert TicketEvent.objects.filter(act="called").count() == 30


def test_an_escalated_ticket_is_passed_over_once(hall: SmallHall) -> None:
    sit(hall, hall.officer)
    late = hall.take(now=NOW - 50 * MINUTE)
    Ticket.objects.filter(pk=late.pk).update(escalated_at=NOW)
    for _visitor in range(2):
        hall.take("B", now=NOW - 15 * MINUTE, is_priority=True)
    first = call(hall, hall.officer)
    assert first.is_priority
    late.refresh_from_db()
    assert late.passed_over == 1
    do(serving.start, hall, first, hall.officer, 2 * MINUTE)
    do(serving.finish, hall, first, hall.officer, 9 * MINUTE)
    assert call(hall, hall.officer, after=10 * MINUTE).pk == late.pk


def test_a_call_out_of_turn_asks_why_and_is_told(hall: SmallHall) -> None:
    sit(hall, hall.officer)
    hall.take()
    later = hall.take("B", now=NOW + MINUTE)
    chosen: dict[str, Any] = {"hall": hall.hall, "ticket": later.pk, "version": later.version,
              "by": hall.officer.person, "now": NOW + 2 * MINUTE}  # fmt: skip
    with pytest.raises(QueueRefused, match="queue_reason_missing"):
        calls.call_chosen(**chosen, reason="  ")
    with pytest.raises(QueueRefused, match="queue_reason_too_long"):
        calls.call_chosen(**chosen, reason="x" * 301)
    assert not Announcement.objects.exists()
    calls.call_chosen(**chosen, reason="Harus mengejar  kereta")
    event = TicketEvent.objects.get(ticket=later, act="called")
    assert (event.reason, event.by) == ("Harus mengejar kereta", hall.officer.person)
    told = Event.objects.get(act="queue_ticket.called_out_of_turn")
    assert told.data == {"line": "B", "number": 1, "reason": "Harus mengejar kereta"}


def test_what_a_counter_does_not_serve_is_not_chosen_either(hall: SmallHall) -> None:
    only_c = hall.staff("Wulan Asri", lines="C")
    sit(hall, only_c)
    ticket = hall.take("A")
    with pytest.raises(QueueRefused, match="line_not_served"):
        calls.call_chosen(hall=hall.hall, ticket=ticket.pk, version=1, reason="Minta tolong",
                          by=only_c.person, now=NOW)  # fmt: skip


def test_a_second_click_changes_nothing(hall: SmallHall) -> None:
    sit(hall, hall.officer)
    hall.take()
    ticket = call(hall, hall.officer)
    version = ticket.version
    again: dict[str, Any] = {"hall": hall.hall, "ticket": ticket.pk, "version": version,
             "by": hall.officer.person, "now": NOW + 2 * MINUTE}  # fmt: skip
    serving.start(**again)
    with pytest.raises(QueueRefused) as refused:
        serving.start(**again)
    assert (code(refused), refused.value.values["state"]) == ("ticket_changed_meanwhile", "serving")
    assert TicketEvent.objects.filter(ticket=ticket, act="started").count() == 1


def test_three_calls_and_a_minute_before_a_skip(hall: SmallHall) -> None:
    sit(hall, hall.officer)
    hall.take()
    ticket = call(hall, hall.officer, after=MINUTE)
    with pytest.raises(QueueRefused, match="too_few_calls"):
        do(calls.skip, hall, ticket, hall.officer, 3 * MINUTE)
    do(calls.recall, hall, ticket, hall.officer, MINUTE + 10 * SECOND)
    do(calls.recall, hall, ticket, hall.officer, MINUTE + 20 * SECOND)
    with pytest.raises(QueueRefused, match="called_often_enough"):
        do(calls.recall, hall, ticket, hall.officer, MINUTE + 30 * SECOND)
    with pytest.raises(QueueRefused, match="skipped_too_soon"):
        do(calls.skip, hall, ticket, hall.officer, MINUTE + 59 * SECOND)
    do(calls.skip, hall, ticket, hall.officer, 2 * MINUTE)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.due_at) == ("skipped", None)
    assert [one.is_recall for one in Announcement.objects.all()] == [False, True, True]


def skipped(hall: SmallHall, ticket: Ticket, at: timedelta) -> None:
    for more in (10 * SECOND, 20 * SECOND):
        do(calls.recall, hall, ticket, hall.officer, at + more)
    do(calls.skip, hall, ticket, hall.officer, at + MINUTE)


def test_a_skipped_visitor_comes_back_twice(hall: SmallHall) -> None:
    sit(hall, hall.officer)
    hall.take()
    at = MINUTE
    ticket = call(hall, hall.officer, after=at)
    for _return in range(2):
        skipped(hall, ticket, at)
        do(calls.return_skipped, hall, ticket, hall.officer, at + 2 * MINUTE)
        at += 5 * MINUTE
        assert call(hall, hall.officer, after=at).pk == ticket.pk
    skipped(hall, ticket, at)
    with pytest.raises(QueueRefused, match="returned_too_often"):
        do(calls.return_skipped, hall, ticket, hall.officer, at + 2 * MINUTE)
    with pytest.raises(QueueRefused, match="returned_too_often"):
        do(calls.recall, hall, ticket, hall.officer, at + 2 * MINUTE)
    ticket.refresh_from_db()
    assert ticket.state == "skipped"


def test_a_skipped_visitor_is_called_back_to_a_free_counter(hall: SmallHall) -> None:
    sit(hall, hall.officer)
    hall.take()
    hall.take("B", now=NOW + SECOND)
    first = call(hall, hall.officer)
    skipped(hall, first, MINUTE)
    call(hall, hall.officer, after=3 * MINUTE)
    with pytest.raises(QueueRefused, match="counter_busy"):
        do(calls.recall, hall, first, hall.officer, 4 * MINUTE)
    sit(hall, hall.second, 2)
    do(calls.recall, hall, first, hall.second, 4 * MINUTE)
    first.refresh_from_db()
    assert (first.state, first.counter_id, first.returns) == ("called", hall.counters[2].pk, 1)


# --- serving


def test_a_visit_is_served_and_counted_without_a_trace(
    hall: SmallHall, django_capture_on_commit_callbacks: Any
) -> None:
    heard: list[FinishedVisit] = []
    register_finished("test", heard.append)
    session = sit(hall, hall.officer)
    hall.take()
    ticket = call(hall, hall.officer)
    with pytest.raises(QueueRefused, match="not_from_here"):
        do(serving.finish, hall, ticket, hall.officer, 2 * MINUTE)
    assert not FinishedDay.objects.exists()
    do(serving.start, hall, ticket, hall.officer, 2 * MINUTE)
    with django_capture_on_commit_callbacks(execute=True):
        do(serving.finish, hall, ticket, hall.officer, 9 * MINUTE)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.is_kept) == ("done", True)
    leg = Leg.objects.get()
    assert (leg.session_id, leg.served_seconds) == (session.pk, 420)
    assert FinishedDay.objects.get().finished == 1
    setup = hall.setup
    assert heard == [
        FinishedVisit(setup.agency, setup.unit, hall.queues["A"].service_id, TODAY, "id")
    ]
    register_finished("test", lambda _visit: None)


def test_whoever_hears_of_it_cannot_stop_it(
    hall: SmallHall, django_capture_on_commit_callbacks: Any
) -> None:
    def fails(_visit: FinishedVisit) -> None:
        raise RuntimeError

    register_finished("test", fails)
    sit(hall, hall.officer)
    hall.take()
    ticket = call(hall, hall.officer)
    do(serving.start, hall, ticket, hall.officer, 2 * MINUTE)
    with django_capture_on_commit_callbacks(execute=True) as told:
        do(serving.finish, hall, ticket, hall.officer, 3 * MINUTE)
    ticket.refresh_from_db()
    assert ticket.state == "done"
    assert told
    register_finished("test", lambda _visit: None)


def test_a_service_no_longer_offered_is_served_to_the_end(hall: SmallHall) -> None:
    sit(hall, hall.officer)
    hall.take()
    service = hall.queues["A"].service
    service.closed_on = TODAY
    service.save()
    ticket = call(hall, hall.officer)
    do(serving.start, hall, ticket, hall.officer, 2 * MINUTE)
    do(serving.finish, hall, ticket, hall.officer, 3 * MINUTE)
    assert Ticket.objects.get().state == "done"
    assert not FinishedDay.objects.exists()


def test_a_held_service_leaves_the_counter_free_and_goes_on(hall: SmallHall) -> None:
    sit(hall, hall.officer)
    hall.take()
    hall.take(now=NOW + SECOND)
    first = call(hall, hall.officer)
    do(serving.start, hall, first, hall.officer, 2 * MINUTE)
    do(serving.hold, hall, first, hall.officer, 4 * MINUTE)
    second = call(hall, hall.officer, after=5 * MINUTE)
    with pytest.raises(QueueRefused, match="counter_busy"):
        do(serving.resume, hall, first, hall.officer, 6 * MINUTE)
    do(serving.start, hall, second, hall.officer, 6 * MINUTE)
    do(serving.finish, hall, second, hall.officer, 8 * MINUTE)
    do(serving.resume, hall, first, hall.officer, 9 * MINUTE)
    do(serving.finish, hall, first, hall.officer, 10 * MINUTE)
    assert Leg.objects.get(ticket=first).served_seconds == 180


def test_a_transfer_keeps_the_first_clock(hall: SmallHall) -> None:
    sit(hall, hall.officer)
    ticket = hall.take()
    call(hall, hall.officer, after=20 * MINUTE)
    do(serving.start, hall, ticket, hall.officer, 21 * MINUTE)
    ticket.refresh_from_db()
    moved: dict[str, Any] = {"hall": hall.hall, "ticket": ticket.pk, "version": ticket.version,
             "by": hall.officer.person, "now": NOW + 25 * MINUTE}  # fmt: skip
    with pytest.raises(QueueRefused, match="queue_reason_missing"):
        serving.transfer(**moved, queue=hall.queues["B"])
    with pytest.raises(QueueRefused, match="same_queue"):
        serving.transfer(**moved, queue=hall.queues["A"], is_done=True)
    serving.transfer(**moved, queue=hall.queues["B"], is_done=True)
    ticket.refresh_from_db()
    assert (ticket.state, ticket.queue_id, ticket.counter_id) == (
        "waiting", hall.queues["B"].pk, None,
    )  # fmt: skip
    assert ticket.promise_from == NOW
    assert ticket.due_at == NOW + 49 * MINUTE  # 21 of 45 minutes are used, served time is not
    assert FinishedDay.objects.get().service_id == hall.queues["A"].service_id
    sit(hall, hall.second, 2)
    assert call(hall, hall.second, after=26 * MINUTE).pk == ticket.pk
    assert [leg.queue.prefix for leg in ticket.legs.all()] == ["A", "B"]


def test_a_visit_keeps_its_first_clock_from_line_to_line(hall: SmallHall) -> None:
    sit(hall, hall.officer)
    taken = hall.take()
    first = (taken.taken_at, taken.promise_from, taken.due_at)
    ticket = call(hall, hall.officer)
    for line in "BC":
        ticket = serving.transfer(
            hall=hall.hall, ticket=ticket.pk, version=ticket.version, queue=hall.queues[line],
            reason="Salah antrean", by=hall.officer.person, now=NOW + 2 * MINUTE,
        )  # fmt: skip
        assert (ticket.taken_at, ticket.promise_from, ticket.due_at) == first


def test_a_counter_that_closes_gives_the_called_number_back(hall: SmallHall) -> None:
    """It keeps its clock and its place, and is called at the next counter."""
    sit(hall, hall.officer)
    first = hall.take()
    hall.take(now=NOW + MINUTE)
    call(hall, hall.officer)
    counters.close_counter(hall=hall.hall, by=hall.officer.person, now=NOW + 3 * MINUTE)
    back = Ticket.objects.get(pk=first.pk)
    assert (back.state, back.counter, back.calls) == ("waiting", None, 0)
    assert (back.promise_from, back.due_at) == (first.promise_from, first.due_at)
    assert back.paused_seconds == 0
    reasons = back.events.values_list("reason", flat=True)
    assert list(reasons)[-1] == counters.CLOSED_WHILE_CALLED
    counters.open_counter(
        hall=hall.hall, counter=hall.counters[2], by=hall.second.person, now=NOW + 4 * MINUTE
    )
    again = calls.call_next(hall=hall.hall, by=hall.second.person, now=NOW + 4 * MINUTE)
    assert again.pk == first.pk


def test_no_counter_closes_on_somebody_who_is_served(hall: SmallHall) -> None:
    sit(hall, hall.officer)
    hall.take()
    ticket = call(hall, hall.officer)
    serving.start(
        hall=hall.hall, ticket=ticket.pk, version=ticket.version, by=hall.officer.person,
        now=NOW + 2 * MINUTE,
    )  # fmt: skip
    session = CounterSession.objects.get()
    for by, key in ((hall.officer.person, None), (hall.supervisor.person, session.pk)):
        with pytest.raises(QueueRefused, match="finish_first"):
            counters.close_counter(hall=hall.hall, session=key, by=by, now=NOW + 3 * MINUTE)
    assert CounterSession.objects.get().closed_at is None


def test_a_called_number_always_has_an_open_counter(hall: SmallHall) -> None:
    """Whatever ends a session: the officer, the coordinator, the end of the day."""
    for end in ("officer", "coordinator", "day"):
        sit(hall, hall.officer)
        hall.take()
        call(hall, hall.officer)
        session = CounterSession.objects.get(closed_at=None)
        if end == "day":
            closing.close_days(now=NOW + timedelta(days=1))
        else:
            by = hall.officer.person if end == "officer" else hall.supervisor.person
            key = None if end == "officer" else session.pk
            counters.close_counter(hall=hall.hall, session=key, by=by, now=NOW + 3 * MINUTE)
        assert not Ticket.objects.filter(state__in=("called", "serving")).exists()
        assert not CounterSession.objects.filter(closed_at=None).exists()


def test_a_transfer_to_another_hall_is_refused(cast: Cast, hall: SmallHall) -> None:
    other = make_hall(cast, "perizinan", unit=make_unit(cast.agency, "DPMPTSP"))
    sit(hall, hall.officer)
    hall.take()
    ticket = call(hall, hall.officer)
    moved: dict[str, Any] = {"hall": hall.hall, "ticket": ticket.pk, "version": ticket.version,
             "reason": "Salah antrean", "by": hall.officer.person,
             "now": NOW + 2 * MINUTE}  # fmt: skip
    with pytest.raises(QueueRefused, match="queue_of_other_hall") as refused:
        serving.transfer(**moved, queue=other.queues["A"])
    assert refused.value.values["name"] == other.hall.name
    hall.queues["C"].closed_on = TODAY
    with pytest.raises(QueueRefused, match="queue_is_closed"):
        serving.transfer(**moved, queue=hall.queues["C"])
    with pytest.raises(QueueRefused, match="not_from_here"):
        serving.transfer(**{**moved, "queue": hall.queues["B"], "is_done": True})


@pytest.mark.parametrize(
    "deed",
    [calls.recall, calls.skip, calls.return_skipped, serving.start, serving.finish, serving.hold,
     serving.resume],
)  # fmt: skip
def test_a_ticket_of_another_hall_is_none_here(cast: Cast, hall: SmallHall, deed: object) -> None:
    other = make_hall(cast, "perizinan", unit=make_unit(cast.agency, "DPMPTSP"))
    sit(hall, hall.officer)
    theirs = other.take()
    with pytest.raises(Ticket.DoesNotExist):
        do(deed, hall, theirs, hall.officer, MINUTE)
    assert theirs.events.count() == 1


@pytest.mark.parametrize("deed", [calls.recall, calls.skip, serving.start, serving.hold])
def test_a_ticket_at_another_counter_is_left_alone(hall: SmallHall, deed: object) -> None:
    sit(hall, hall.officer)
    sit(hall, hall.second, 2)
    hall.take()
    ticket = call(hall, hall.officer)
    if deed is serving.hold:
        do(serving.start, hall, ticket, hall.officer, 2 * MINUTE)
    with pytest.raises(QueueRefused, match="not_at_your_counter"):
        do(deed, hall, ticket, hall.second, 3 * MINUTE)


def test_a_server_that_was_restarted_goes_on_where_it_stood(hall: SmallHall) -> None:
    sit(hall, hall.officer)
    hall.take()
    ticket = call(hall, hall.officer)
    same = Hall.objects.select_related("unit__agency").get(pk=hall.hall.pk)  # nothing in memory
    from bening.queues import kept_setups  # noqa: PLC0415

    kept_setups.forget()
    held = Ticket.objects.get(pk=ticket.pk)
    serving.start(hall=same, ticket=held.pk, version=held.version,
                  by=hall.officer.person, now=NOW + 3 * MINUTE)  # fmt: skip
    held.refresh_from_db()
    assert (held.state, held.calls, held.started_at) == ("serving", 1, NOW + 3 * MINUTE)
