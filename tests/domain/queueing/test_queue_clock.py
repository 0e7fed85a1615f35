"""The promise clock by worked examples: what runs it, what stops it; nothing restarts it."""

from datetime import datetime, time, timedelta

import pytest

from bening.domain.queueing import (
    Hours,
    Promise,
    QueueRefused,
    Rung,
    Span,
    TicketAct,
    TicketEvent,
    TicketState,
    fold,
    rung,
)
from tests.domain.queueing.visits import (
    CLOSED_AT_LUNCH,
    FRIDAY,
    HOURS,
    PROMISE,
    WEDNESDAY,
    at,
    minutes,
    stands,
    told,
)


def test_a_visit_that_is_served_in_time() -> None:
    found = stands("10.02 issued", "10.28 called 3", "10.29 started 3", "10.41 finished")

    assert found.state is TicketState.DONE
    assert (found.taken_at, found.promise_from) == (at("10.02"), at("10.02"))
    assert (found.waited, found.due_at) == (minutes(27), at("10.47"))
    assert (found.is_kept, found.late_by) == (True, minutes(0))
    assert (found.served, found.legs[0].counter) == (minutes(12), "3")


@pytest.mark.parametrize(
    ("start", "is_kept", "late"), [("10.47", True, 0), ("10.47.01", False, 1 / 60)]
)
def test_the_last_moment_still_keeps_the_promise(start: str, is_kept: bool, late: float) -> None:
    found = stands("10.02 issued", "10.40 called", f"{start} started")

    assert (found.is_kept, found.late_by) == (is_kept, minutes(late))


def test_a_wait_is_undecided_until_the_promise_is_over() -> None:
    assert stands("10.02 issued", now="10.47").is_kept is None
    assert stands("10.02 issued", now="10.48").is_kept is False
    assert stands("10.02 issued", now="10.48").late_by == minutes(1)


def test_a_call_does_not_stop_the_clock() -> None:
    assert stands("10.02 issued", "10.10 called", now="10.50").is_kept is False


def test_a_break_does_not_stop_the_clock() -> None:
    found = stands("11.45 issued", "12.40 called", "12.41 started")

    assert found.due_at == at("12.30")
    assert (found.waited, found.is_kept) == (minutes(56), False)


def test_closing_at_lunch_stops_the_clock() -> None:
    found = stands("11.45 issued", "13.20 called", "13.25 started", hours=CLOSED_AT_LUNCH)

    assert found.due_at == at("13.30")
    assert (found.waited, found.is_kept) == (minutes(40), True)


def test_the_prayer_of_friday_is_a_break_unless_the_hall_closes() -> None:
    through = stands("11.10 issued", day=FRIDAY)
    closing = Hours({4: (Span(time(8), time(11, 30)), Span(time(13), time(16)))}, "Asia/Jakarta")

    assert through.due_at == at("11.55", FRIDAY)
    assert stands("11.10 issued", day=FRIDAY, hours=closing).due_at == at("13.25", FRIDAY)


def test_a_number_taken_before_opening_has_its_clock_from_opening() -> None:
    found = stands("7.30 issued", "8.05 called", "8.10 started")

    assert (found.taken_at, found.promise_from) == (at("7.30"), at("8.00"))
    assert (found.waited, found.due_at) == (minutes(10), at("8.45"))


def test_a_promise_that_closing_time_cuts_goes_on_in_the_morning() -> None:
    thursday = WEDNESDAY + timedelta(days=1)

    assert stands("14.30 issued").due_at == at("8.15", thursday)


def test_a_hall_open_over_midnight_counts_through() -> None:
    night = Hours({2: (Span(time(20), time(0)),), 3: (Span(time(0), time(6)),)}, "Asia/Jakarta")

    assert stands("23.50 issued", hours=night).due_at == at("0.35", WEDNESDAY + timedelta(days=1))


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_each_zone_counts_its_own_hours(zone: str) -> None:
    hours = Hours(HOURS.weekdays, zone)
    found = stands("7.30 issued", "8.50 called", hours=hours)

    assert found.waited == minutes(50)
    assert found.due_at is not None
    assert found.due_at == found.taken_at + minutes(75)


def test_who_booked_and_comes_early_has_the_clock_of_the_appointment() -> None:
    found = stands("8.30 booked 10.15", "9.50 checked_in", "10.20 called", "10.21 started")

    assert (found.promise_from, found.waited) == (at("10.15"), minutes(6))
    assert found.due_at == at("11.00")


def test_who_booked_and_comes_late_has_the_clock_of_the_check_in() -> None:
    found = stands("8.30 booked 10.15", "10.24 checked_in")

    assert (found.promise_from, found.due_at) == (at("10.24"), at("11.09"))


def test_who_booked_and_is_served_early_has_waited_for_nothing() -> None:
    found = stands("8.30 booked 10.15", "9.50 checked_in", "9.55 called", "9.56 started")

    assert (found.waited, found.is_kept, found.due_at) == (minutes(0), True, at("11.00"))


def test_a_booking_has_no_clock_before_the_check_in() -> None:
    found = stands("8.30 booked 10.15", now="12.00")

    assert (found.state, found.promise_from, found.due_at) == (TicketState.BOOKED, None, None)
    assert (found.waited, found.rungs, found.is_running) == (minutes(0), (), False)
    assert stands("8.30 booked 10.15", "10.25 expired").is_kept is None


def test_who_is_skipped_stops_the_clock_until_back() -> None:
    calls = ("10.10 called", "10.11 recalled", "10.12 recalled", "10.13 skipped")
    away = stands("10.00 issued", *calls, now="10.30")
    back = stands("10.00 issued", *calls, "10.33 returned", now="10.40")

    assert (away.waited, away.due_at, away.is_running) == (minutes(13), None, False)
    assert away.paused == minutes(17)
    assert (back.waited, back.paused, back.returns) == (minutes(20), minutes(20), 1)
    assert (back.due_at, back.calls, back.skips) == (at("11.05"), 0, 1)
    assert back.absences == ((at("10.13"), at("10.33")),)


def test_a_skip_does_not_take_back_a_breach() -> None:
    found = stands("10.00 issued", "10.46 called", "10.50 skipped", "11.20 returned", now="11.21")

    assert (found.is_kept, found.due_at, found.late_by) == (False, at("10.45"), minutes(6))


def test_a_skipped_visitor_who_is_called_back_is_there_again() -> None:
    found = stands("10.00 issued", "10.10 called", "10.12 skipped", "10.20 recalled 2", now="10.22")

    assert (found.state, found.calls, found.returns) == (TicketState.CALLED, 1, 1)
    assert (found.waited, found.due_at) == (minutes(14), at("10.53"))


def test_saya_terlambat_moves_the_promise_by_what_was_asked() -> None:
    found = stands("10.18 issued", "10.29 late 20", now="10.35")

    assert (found.waited, found.due_at) == (minutes(11), at("11.23"))
    assert (found.away_until, found.is_running) == (at("10.49"), False)
    assert stands("10.18 issued", "10.29 late 20", now="10.59").waited == minutes(21)


def test_who_is_back_earlier_than_asked_is_counted_from_then() -> None:
    found = stands("10.18 issued", "10.29 late 20", "10.39 returned", now="10.44")

    assert (found.waited, found.paused, found.due_at) == (minutes(16), minutes(10), at("11.13"))
    assert (found.away_until, found.returns) == (None, 0)


def test_a_start_ends_the_lateness() -> None:
    found = stands("10.18 issued", "10.29 late 20", "10.34 called", "10.35 started")

    assert (found.waited, found.paused, found.due_at) == (minutes(11), minutes(6), at("11.09"))


def test_later_once_more_counts_from_the_second_time() -> None:
    found = stands("10.00 issued", "10.10 late 20", "10.15 late 20", now="10.40")

    assert (found.waited, found.paused) == (minutes(15), minutes(25))
    assert found.absences == ((at("10.10"), at("10.15")), (at("10.15"), at("10.35")))


def test_a_transfer_keeps_the_first_clock() -> None:
    first = ("10.00 issued ktp", "10.20 called 1", "10.21 started 1", "10.31 transferred kk")
    found = stands(*first, now="10.51")

    assert (found.taken_at, found.waited) == (at("10.00"), minutes(41))
    assert (found.due_at, found.is_kept, found.started_at) == (at("10.55"), None, None)
    assert [leg.service for leg in found.legs] == ["ktp", "kk"]
    assert stands(*first, "10.56 called 2", "10.57 started 2").is_kept is False
    assert stands(*first, "10.54 called 2", "10.55 started 2").is_kept is True


def test_a_short_start_before_a_transfer_gains_nothing() -> None:
    found = stands(
        "10.00 issued", "10.44 called", "10.44 started", "10.44.10 transferred kk", now="10.46"
    )

    assert (found.is_kept, found.due_at) == (False, at("10.45.10"))


def test_a_hold_is_neither_waiting_nor_service() -> None:
    found = stands(
        "10.00 issued",
        "10.05 called",
        "10.06 started",
        "10.10 held",
        "10.30 resumed",
        "10.34 finished",
    )

    assert (found.waited, found.served, found.is_kept) == (minutes(6), minutes(8), True)


def test_belum_dilayani_reopens_the_clock_that_never_stopped() -> None:
    found = stands(
        "10.00 issued",
        "10.05 called 1",
        "10.06 started 1",
        "10.06.10 finished",
        "10.20 reopened",
        now="10.30",
    )

    assert (found.state, found.is_kept, found.reopened) == (TicketState.WAITING, False, 1)
    assert (found.waited, found.due_at) == (minutes(30), at("10.45"))
    assert (found.served, found.legs[0].is_taken_back) == (minutes(0), True)


def test_a_reopened_visit_counts_as_not_kept_even_when_it_is_served_in_time() -> None:
    acts = ("10.00 issued", "10.05 called", "10.06 started", "10.07 reopened", "10.09 called")

    assert stands(*acts, "10.10 started", "10.20 finished").is_kept is False


@pytest.mark.parametrize(
    ("acts", "is_kept"),
    [
        (("10.00 issued", "10.45 cancelled"), None),
        (("10.00 issued", "10.46 cancelled"), False),
        (("10.00 issued", "10.10 expired"), False),
        (("10.00 issued", "10.46 expired"), False),
        (("10.00 issued", "10.10 called", "10.12 expired"), False),
        (("10.00 issued", "10.10 called", "10.12 skipped", "14.59 expired"), None),
        (("10.00 issued", "10.50 called", "10.52 skipped", "14.59 expired"), False),
        (("10.00 issued", "10.10 late 30", "10.30 expired"), None),
        (("10.00 issued", "10.10 late 30", "10.50 expired"), False),
        (("10.00 issued", "10.10 called", "10.12 started", "14.59 expired"), True),
        (("10.00 issued", "10.10 called", "10.12 started", "10.13 held", "10.20 cancelled"), True),
        (("10.00 issued", "10.50 called", "10.52 started", "10.53 held", "10.55 cancelled"), False),
    ],
)
def test_how_a_visit_that_ends_unfinished_counts(acts: tuple[str, ...], is_kept: object) -> None:
    assert stands(*acts).is_kept is is_kept


@pytest.mark.parametrize(
    ("acts", "counted", "due", "is_kept"),
    [
        (
            "10.10 called; 10.13 skipped; 10.33 returned; 10.40 called; 10.50 started",
            30,
            "11.05",
            1,
        ),
        ("10.11 late 20; 10.40 called; 10.41 started", 21, "11.05", 1),
        (
            "10.20 called; 10.21 started; 10.31 transferred; 10.54 called; 10.55 started",
            45,
            "10.55",
            1,
        ),
        (
            "10.05 called;10.06 started;10.07 finished;10.20 reopened;10.29 called;10.30 started",
            30,
            "10.45",
            0,
        ),
    ],
)
def test_the_examples_of_the_page_of_this_algorithm(
    acts: str, counted: int, due: str, is_kept: int
) -> None:
    found = stands("10.00 issued", *acts.split(";"))

    assert (found.waited, found.due_at) == (minutes(counted), at(due))
    assert found.is_kept is bool(is_kept)


def test_a_counter_that_closes_after_the_call_puts_nobody_back_at_the_start() -> None:
    found = stands("10.00 issued", "10.20 called 1", "10.21 returned", now="10.30")

    assert (found.state, found.calls, found.called_at) == (TicketState.WAITING, 0, None)
    assert (found.waited, found.paused, found.due_at) == (minutes(30), minutes(0), at("10.45"))
    assert found.returns == 0


def test_a_clock_that_was_set_back_takes_nothing_away() -> None:
    found = stands("10.00 issued", "10.30 called", "10.10 started", "10.05 finished")

    assert found.waited == minutes(30)
    assert (found.started_at, found.finished_at) == (at("10.30"), at("10.30"))


def test_the_rungs_stand_on_the_course_of_the_clock() -> None:
    found = stands("10.00 issued", "10.10 called", "10.12 skipped", "10.32 returned")

    assert [(step.rung, step.at) for step in found.rungs] == [
        (Rung.WARNED, at("10.50")),
        (Rung.PREALERTED, at("11.00")),
        (Rung.ESCALATED, at("11.05")),
        (Rung.TO_HEAD, at("11.20")),
    ]


@pytest.mark.parametrize(
    ("clock", "reached"),
    [
        ("10.29.59", None),
        ("10.30", Rung.WARNED),
        ("10.40", Rung.PREALERTED),
        ("10.45", Rung.ESCALATED),
        ("11.00", Rung.TO_HEAD),
        ("14.00", Rung.TO_HEAD),
    ],
)
def test_the_ladder_is_climbed_as_the_clock_counts(clock: str, reached: Rung | None) -> None:
    assert rung(stands("10.00 issued"), at(clock)) is reached


def test_who_is_served_or_gone_climbs_no_further() -> None:
    served = stands("10.00 issued", "10.46 called", "10.50 started")

    assert rung(served, at("11.30")) is None
    assert rung(stands("10.00 issued", "10.20 cancelled"), at("11.30")) is None


def test_a_skipped_visitor_stays_on_the_rung_that_was_reached() -> None:
    skipped = stands("10.00 issued", "10.30 called", "10.32 skipped")

    assert rung(skipped, at("11.30")) is Rung.WARNED


def test_a_hall_that_never_opens_again_makes_no_promise() -> None:
    found = stands("10.00 issued", hours=Hours({}, "Asia/Jakarta"), now="12.00")

    assert (found.due_at, found.rungs, found.waited) == (None, (), minutes(0))


def test_another_promise_moves_the_limit() -> None:
    quick = Promise.of(15, from_day=WEDNESDAY)

    assert stands("10.00 issued", promise=quick).due_at == at("10.15")


@pytest.mark.parametrize(
    ("events", "code"),
    [
        ([], "no_events"),
        (told("10.00 called"), "not_from_here"),
        (told("10.00 issued", "10.01 finished"), "not_from_here"),
        (told("10.00 issued", "10.01 issued"), "not_from_here"),
        (told("10.00 issued", "10.01 late 0"), "away_not_positive"),
        ([TicketEvent(TicketAct.BOOKED, at("10.00"))], "appointment_missing"),
        ([TicketEvent(TicketAct.ISSUED, datetime(2026, 11, 18, 9))], "naive_time"),  # noqa: DTZ001
    ],
)
def test_a_tale_that_cannot_be_is_refused(events: list[TicketEvent], code: str) -> None:
    with pytest.raises(QueueRefused) as refused:
        fold(events, promise=PROMISE, hours=HOURS)
    assert refused.value.code == code
