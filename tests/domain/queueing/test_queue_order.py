"""Who is next: worked examples, and what holds for any line."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.domain.queueing import (
    Choice,
    PriorityKind,
    PriorityPolicy,
    QueueRefused,
    Reason,
    Waiting,
    next_up,
    ordered,
    passed_by,
)
from tests.domain.queueing.visits import at, minutes
from tests.examples import examples

NOW = at("10.29")
FIRST, RATIO, NONE = (PriorityPolicy(kind) for kind in PriorityKind)
LIMIT = minutes(45)


def one(
    key: str,
    waited: float,
    *,
    service: str = "ktp",
    priority: bool = False,
    escalated: bool = False,
    appointment: datetime | None = None,
    passed_over: int = 0,
    paused: float = 0,
    away_until: datetime | None = None,
) -> Waiting:
    """A ticket whose clock has run so many minutes, the visitor's absence left aside."""
    begin = NOW - minutes(waited) - minutes(paused)
    return Waiting(
        key,
        taken_at=begin,
        promise_from=begin,
        service=service,
        is_priority=priority,
        is_escalated=escalated,
        due_at=begin + LIMIT + minutes(paused),
        appointment=appointment,
        passed_over=passed_over,
        paused=minutes(paused),
        away_until=away_until,
    )


def chosen(
    *line: Waiting, policy: PriorityPolicy = FIRST, served: Sequence[bool] = ()
) -> Choice | None:
    return next_up(line, skills=None, policy=policy, now=NOW, served=served)


def called(
    *line: Waiting, policy: PriorityPolicy = FIRST, served: Sequence[bool] = ()
) -> tuple[str | None, Reason | None]:
    found = chosen(*line, policy=policy, served=served)
    return (found.key, found.reason) if found else (None, None)


def test_nobody_waits() -> None:
    assert chosen() is None


def test_the_longest_wait_is_next_whatever_the_number() -> None:
    assert called(one("B-001", 5), one("B-999", 6)) == ("B-999", Reason.LONGEST)


def test_the_sentence_has_what_it_needs() -> None:
    found = chosen(one("P-009", 12, priority=True), one("B-048", 24), one("B-049", 21))

    assert found == Choice(
        "P-009",
        Reason.PRIORITY,
        {"waited": minutes(12), "over": "B-048", "over_waited": minutes(24)},
    )


@pytest.mark.parametrize(
    ("normal", "priority", "expected"),
    [
        (30, 2, ("P", Reason.PRIORITY)),
        (30.1, 2, ("B", Reason.STARVED)),
        (30.1, 9.9, ("B", Reason.STARVED)),
        (30.1, 10, ("P", Reason.PRIORITY)),
        (44, 12, ("P", Reason.PRIORITY)),
    ],
)
def test_a_normal_ticket_over_half_an_hour_beats_a_priority_one_below_ten_minutes(
    normal: float, priority: float, expected: tuple[str, Reason]
) -> None:
    assert called(one("B", normal), one("P", priority, priority=True)) == expected


@pytest.mark.parametrize(
    ("served", "expected"),
    [
        ((), ("P", Reason.PRIORITY)),
        ((False,), ("P", Reason.PRIORITY)),
        ((True,), ("B", Reason.RATIO)),
        ((True, False), ("B", Reason.RATIO)),
        ((True, False, False), ("P", Reason.PRIORITY)),
        ((True, False, False, True), ("B", Reason.RATIO)),
    ],
)
def test_one_priority_visitor_after_two_normal_ones(
    served: tuple[bool, ...], expected: tuple[str, Reason]
) -> None:
    line = (one("B", 20), one("P", 12, priority=True))

    assert called(*line, policy=RATIO, served=served) == expected


def test_a_priority_visitor_who_waited_longer_is_next_out_of_turn_too() -> None:
    line = (one("B", 12), one("P", 20, priority=True))

    assert called(*line, policy=RATIO, served=(True,)) == ("P", Reason.LONGEST)


def test_without_a_policy_the_clock_decides() -> None:
    assert called(one("B", 20), one("P", 12, priority=True), policy=NONE) == ("B", Reason.LONGEST)
    assert called(one("B", 20), one("P", 21, priority=True), policy=NONE) == ("P", Reason.LONGEST)


def test_a_booked_time_is_binding_once_it_has_come() -> None:
    line = (one("B", 44), one("P", 30, priority=True))
    due = one("J", 14, appointment=NOW - minutes(14))
    early = one("J", -5, appointment=NOW + minutes(5))

    assert called(due, *line) == ("J", Reason.BOOKED)
    assert called(one("J", 0, appointment=NOW), *line) == ("J", Reason.BOOKED)
    assert called(early, *line) == ("P", Reason.PRIORITY)
    assert called(early) == ("J", Reason.EARLY)


def test_an_escalated_ticket_is_first_and_they_keep_their_order() -> None:
    late, later = one("B-1", 50, escalated=True), one("B-2", 47, escalated=True)

    assert called(later, late, one("B-3", 44)) == ("B-1", Reason.ESCALATED)
    assert called(later, one("B-3", 44)) == ("B-2", Reason.ESCALATED)


def test_priority_goes_before_an_escalated_ticket_once() -> None:
    priority = one("P", 12, priority=True)
    fresh = one("B-1", 50, escalated=True), one("B-2", 47, escalated=True)
    delayed = tuple(replace(ticket, passed_over=1) for ticket in fresh)

    found = chosen(*fresh, priority)
    assert found is not None
    assert (found.key, found.reason, found.passes) == ("P", Reason.PRIORITY, ("B-1", "B-2"))
    assert called(*delayed, priority) == ("B-1", Reason.ESCALATED)
    assert called(delayed[1], priority) == ("B-2", Reason.ESCALATED)


def test_the_whole_order_delays_nobody_twice() -> None:
    late = one("B-1", 50, escalated=True), one("B-2", 47, escalated=True)
    priority = one("P-1", 13, priority=True), one("P-2", 12, priority=True)

    assert ordered((*priority, one("B-3", 5), *late), skills=None, policy=FIRST, now=NOW) == (
        "P-1",
        "B-1",
        "B-2",
        "P-2",
        "B-3",
    )


def test_who_was_passed_over_at_another_counter_is_not_passed_over_again() -> None:
    first = one("B", 50, service="kk", escalated=True)
    delayed = one("C", 47, service="ktp", escalated=True, passed_over=1)
    priority = one("P", 12, priority=True)

    assert called(first, delayed, priority) == ("B", Reason.ESCALATED)
    assert called(first, priority) == ("P", Reason.PRIORITY)
    late_priority = one("Q", 48, escalated=True, priority=True)
    assert called(first, delayed, late_priority) == ("Q", Reason.PRIORITY)
    assert called(first, delayed, replace(late_priority, paused=minutes(2))) == (
        "B",
        Reason.ESCALATED,
    )


def test_a_booked_visitor_goes_before_an_escalated_ticket_once() -> None:
    booked = one("J", 3, appointment=NOW - minutes(3))

    assert called(one("B", 50, escalated=True), booked) == ("J", Reason.BOOKED)
    assert called(one("B", 50, escalated=True, passed_over=1), booked) == ("B", Reason.ESCALATED)


def test_a_young_priority_visitor_does_not_delay_an_escalated_ticket() -> None:
    late = one("B", 50, escalated=True)

    assert called(late, one("P", 9, priority=True)) == ("B", Reason.ESCALATED)


def test_an_escalated_priority_visitor_goes_before_other_priority() -> None:
    line = one("B", 50, escalated=True), one("P-1", 46, escalated=True, priority=True)

    assert called(*line, one("P-2", 30, priority=True)) == ("P-1", Reason.PRIORITY)
    assert called(line[1], one("P-2", 30, priority=True)) == ("P-1", Reason.ESCALATED)


def test_without_a_policy_nobody_goes_before_an_escalated_ticket_but_booked() -> None:
    late = one("B", 50, escalated=True)

    assert called(late, one("P", 44, priority=True), policy=NONE) == ("B", Reason.ESCALATED)


def test_a_counter_calls_what_it_can_serve() -> None:
    line = (one("B", 50, service="kk", escalated=True), one("C", 5), one("D", 4, service="pindah"))

    def at_counter(*skills: str) -> str | None:
        found = next_up(line, skills=skills, policy=FIRST, now=NOW)
        return found.key if found else None

    assert at_counter("ktp", "pindah") == "C"
    assert at_counter("pindah") == "D"
    assert at_counter("akta") is None


def test_a_call_for_another_service_passes_nobody_over() -> None:
    line = (one("B", 50, service="kk", escalated=True), one("P", 12, priority=True))
    found = next_up(line, skills={"ktp"}, policy=FIRST, now=NOW)

    assert found is not None
    assert found.passes == ()


def test_who_is_late_is_not_called_before_the_time_asked_for() -> None:
    away = one("B-052", 11, paused=20, away_until=NOW + minutes(1))

    assert called(away, one("B-053", 8)) == ("B-053", Reason.LONGEST)
    assert called(away) == (None, None)
    assert ordered((away, one("B-053", 8)), skills=None, policy=FIRST, now=NOW) == (
        "B-053",
        "B-052",
    )
    assert called(replace(away, away_until=NOW), one("B-053", 8)) == ("B-052", Reason.LONGEST)


def test_an_absence_is_no_waiting() -> None:
    assert called(one("B-1", 10, paused=30), one("B-2", 11)) == ("B-2", Reason.LONGEST)
    assert called(one("B", 25, paused=10), one("P", 2, priority=True)) == ("P", Reason.PRIORITY)
    assert called(one("B", 31), one("P", 9, priority=True, paused=10)) == ("B", Reason.STARVED)


def test_a_call_out_of_turn_names_whom_it_passes_over() -> None:
    line = (
        one("B-1", 50, escalated=True),
        one("B-2", 47, escalated=True),
        one("P-1", 48, escalated=True, priority=True),
        one("B-3", 5),
    )

    assert passed_by(line, line[3], NOW) == ("B-1", "B-2")
    assert passed_by(line, line[1], NOW) == ("B-1",)
    assert passed_by(line, line[0], NOW) == ()


def test_the_same_ticket_twice_is_refused() -> None:
    line = (one("B", 5), one("B", 6))

    with pytest.raises(QueueRefused, match="same_ticket_twice"):
        chosen(*line)
    with pytest.raises(QueueRefused, match="same_ticket_twice"):
        ordered(line, skills=None, policy=FIRST, now=NOW)


def test_a_ratio_of_nothing_is_refused() -> None:
    with pytest.raises(QueueRefused, match="priority_ratio"):
        PriorityPolicy(PriorityKind.RATIO, normal_per_priority=0)


@st.composite
def lines(draw: st.DrawFn) -> list[Waiting]:
    """Any line; waits in whole minutes, so that ties occur."""
    line = []
    for number in range(draw(st.integers(0, 14))):
        waited = draw(st.integers(-5, 70))
        ticket = one(
            f"{draw(st.integers(0, 9))}{number:02}",
            waited,
            service=draw(st.sampled_from(["ktp", "kk"])),
            priority=draw(st.booleans()),
            escalated=waited >= 45 and draw(st.booleans()),
            appointment=draw(st.sampled_from([None, None, NOW - minutes(waited)])),
            passed_over=draw(st.integers(0, 2)),
            paused=draw(st.sampled_from([0, 0, 20])),
            away_until=draw(st.sampled_from([None, None, NOW - minutes(1), NOW + minutes(5)])),
        )
        line.append(ticket)
    return line


POLICIES = st.builds(
    PriorityPolicy, st.sampled_from([*PriorityKind]), st.integers(1, 4), st.just(minutes(30))
)
HISTORIES = st.lists(st.booleans(), max_size=6)
SKILLS = st.sampled_from([None, ("ktp",), ("ktp", "kk"), ("akta",)])


@examples(150)
@given(lines(), POLICIES, HISTORIES, SKILLS, st.randoms(use_true_random=False))
def test_the_order_in_which_the_line_is_read_does_not_matter(
    line: list[Waiting],
    policy: PriorityPolicy,
    served: list[bool],
    skills: tuple[str, ...] | None,
    chance: object,
) -> None:
    shuffled = list(line)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert next_up(line, skills=skills, policy=policy, now=NOW, served=served) == next_up(
        shuffled, skills=skills, policy=policy, now=NOW, served=served
    )
    assert ordered(line, skills=skills, policy=policy, now=NOW, served=served) == ordered(
        shuffled, skills=skills, policy=policy, now=NOW, served=served
    )


@examples(150)
@given(lines(), POLICIES, HISTORIES, SKILLS)
def test_the_whole_order_is_one_call_after_the_other(
    line: list[Waiting],
    policy: PriorityPolicy,
    served: list[bool],
    skills: tuple[str, ...] | None,
) -> None:
    left = {ticket.key: ticket for ticket in line}
    history, calls = list(served), list[str]()
    while found := next_up(left.values(), skills=skills, policy=policy, now=NOW, served=history):
        calls.append(found.key)
        history.append(left.pop(found.key).is_priority)
        for key in found.passes:
            left[key] = replace(left[key], passed_over=left[key].passed_over + 1)

    whole = ordered(line, skills=skills, policy=policy, now=NOW, served=served)
    assert whole[: len(calls)] == tuple(calls)
    able = {ticket.key for ticket in line if skills is None or ticket.service in skills}
    assert set(whole) == able
    assert len(whole) == len(able)
    assert all((left[key].away_until or NOW) > NOW for key in whole[len(calls) :])


@examples(150)
@given(lines(), POLICIES, HISTORIES)
def test_two_of_the_same_kind_are_called_by_their_clock(
    line: list[Waiting], policy: PriorityPolicy, served: list[bool]
) -> None:
    places = {ticket.key: ticket.place for ticket in line}
    kinds: dict[object, list[str]] = {}
    by_key = {ticket.key: ticket for ticket in line}
    for key in ordered(line, skills=None, policy=policy, now=NOW, served=served):
        ticket = by_key[key]
        if ticket.away_until is None or ticket.away_until <= NOW:
            is_due = ticket.appointment and ticket.appointment <= NOW
            kind = (ticket.is_escalated, not ticket.is_escalated and ticket.appointment and is_due)
            group = ticket.is_priority if ticket.appointment is None or kind[0] else None
            kinds.setdefault((*kind, group), []).append(key)

    for keys in kinds.values():
        assert keys == sorted(keys, key=places.__getitem__)


@examples(150)
@given(lines(), POLICIES, HISTORIES)
def test_the_choice_names_whom_it_passes_over_and_passes_nobody_twice(
    line: list[Waiting], policy: PriorityPolicy, served: list[bool]
) -> None:
    found = next_up(line, skills=None, policy=policy, now=NOW, served=served)
    if found is None:
        return
    by_key = {ticket.key: ticket for ticket in line}
    late = [
        ticket
        for ticket in line
        if ticket.is_escalated and not (ticket.away_until and ticket.away_until > NOW)
    ]
    if late:
        first = min(late, key=lambda ticket: ticket.place)
        if first.passed_over or first.is_priority:
            assert found.key == first.key
    for ticket in (by_key[key] for key in found.passes):
        assert ticket.is_escalated
        assert not ticket.is_priority
        assert ticket.passed_over == 0


@examples(60)
@given(
    st.lists(st.sampled_from(["b", "B", "p", "P", "j", "J", ""]), min_size=50, max_size=120),
    POLICIES,
)
def test_counters_of_different_skills_delay_nobody_twice(
    arrivals: list[str], policy: PriorityPolicy
) -> None:
    line: dict[str, Waiting] = {}
    for number, kind in enumerate(arrivals):
        now = at("8.00") + minutes(number)
        if kind:
            line[f"{number}"] = Waiting(
                f"{number}",
                now,
                now,
                "ktp" if kind.islower() else "kk",
                is_priority=kind.lower() == "p",
                appointment=now if kind.lower() == "j" else None,
            )
        for key, ticket in line.items():
            line[key] = replace(ticket, is_escalated=now >= ticket.promise_from + minutes(15))
        skills = [("ktp",), ("ktp", "kk"), ("kk",), ()][number % 4]
        found = next_up(line.values(), skills=skills, policy=policy, now=now)
        if found:
            del line[found.key]
            for key in found.passes:
                line[key] = replace(line[key], passed_over=line[key].passed_over + 1)
                assert line[key].passed_over == 1


Minute = tuple[int, int, int]


@examples(80)
@given(
    st.lists(st.tuples(*(st.integers(0, 1) for _ in range(3))), min_size=60, max_size=160),
    POLICIES,
    st.integers(1, 4),
)
def test_nobody_starves(
    arrivals: list[Minute], policy: PriorityPolicy, minutes_per_call: int
) -> None:
    """However many priority and booked visitors come, an escalated ticket is delayed once."""
    start = at("8.00")
    line: dict[str, Waiting] = {}
    history: list[bool] = []
    ahead: dict[str, int] = {}
    calls: Counter[str] = Counter()
    for minute, (normal, priority, booked) in enumerate(arrivals):
        now = start + minutes(minute)
        kinds = [(False, None)] * normal + [(True, None)] * priority + [(False, now)] * booked
        for number, (is_priority, appointment) in enumerate(kinds):
            key = f"{minute}-{number}"
            line[key] = Waiting(
                key, now, now, "ktp", is_priority=is_priority, appointment=appointment
            )
        for key, ticket in line.items():
            if not ticket.is_escalated and now >= ticket.promise_from + LIMIT:
                line[key] = replace(ticket, is_escalated=True)
                ahead[key] = sum(
                    other.is_escalated and other.place < ticket.place for other in line.values()
                )
        if minute % minutes_per_call:
            continue
        found = next_up(line.values(), skills=None, policy=policy, now=now, served=history)
        if found is None:
            continue
        history.append(line.pop(found.key).is_priority)
        for key in found.passes:
            line[key] = replace(line[key], passed_over=line[key].passed_over + 1)
        for key, ticket in line.items():
            if ticket.is_escalated:
                calls[key] += 1
                assert calls[key] <= ahead[key] + 1, key
                assert ticket.passed_over <= 1
