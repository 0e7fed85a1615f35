"""`bening kiosk` and its hall: numbers given while the line is down arrive exactly once."""

import json
import sqlite3
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from bening.domain.queueing import free_mark
from bening.queues import kept_setups
from bening.queues.kiosk.desk import KioskRefused
from bening.queues.kiosk.signing import HEADER, key_of, path_of, sign
from bening.queues.kiosk_books import taken_marks
from bening.queues.models import (
    KioskBook,
    Leg,
    Queue,
    RefusedNumber,
    ServicePoint,
    Ticket,
    TicketEvent,
)
from tests.features.queues.halls import MINUTE, SmallHall, make_hall
from tests.features.queues.kiosks import SECRET, Machine, labels
from tests.people import NOW

pytestmark = pytest.mark.django_db


def test_numbers_given_while_the_line_is_cut_arrive_in_order(machine: Machine) -> None:
    assert machine.desk.meet()
    machine.is_cut = True
    for minute, line in enumerate("AABA"):
        machine.passed = minute * MINUTE
        machine.give(line)
    assert not machine.desk.meet()
    assert not Ticket.objects.exists()
    machine.is_cut, machine.passed = False, 30 * MINUTE
    assert machine.desk.meet()
    assert labels() == ["A-K2-001", "A-K2-002", "B-K2-001", "A-K2-003"]
    first = Ticket.objects.get(label="A-K2-001")
    assert (first.taken_at, first.promise_from) == (NOW, NOW)
    assert first.due_at == NOW + 45 * MINUTE
    assert (Leg.objects.count(), TicketEvent.objects.count()) == (4, 4)
    assert machine.desk.book.counts() == (0, 0)


def test_a_lost_answer_doubles_nothing(machine: Machine) -> None:
    machine.desk.meet()
    machine.give("A")
    machine.loses_answers = True
    assert not machine.desk.meet()
    assert labels() == ["A-K2-001"]
    machine.give("A")
    machine.loses_answers = False
    assert machine.desk.meet()
    assert labels() == ["A-K2-001", "A-K2-002"]
    before = Ticket.objects.values_list("pk", "code", "version")
    machine.send(machine.sent[-1])
    assert list(Ticket.objects.values_list("pk", "code", "version")) == list(before)


def test_two_kiosks_without_a_line_never_give_the_same_number(
    machines: Callable[[int], Machine],
) -> None:
    first, second = machines(2), machines(3)
    for one in (first, second):
        one.desk.meet()
        one.is_cut = True
    given = [first.give("A"), second.give("A"), first.give("A"), second.give("A")]
    assert len(set(given)) == 4
    for one in (second, first):
        one.is_cut = False
        one.desk.meet()
    assert sorted(labels()) == sorted(given)


def test_a_clock_twenty_minutes_off_costs_nobody_the_promise(machine: Machine) -> None:
    machine.wrong_by = 20 * MINUTE
    machine.desk.meet()
    machine.is_cut, machine.passed = True, 10 * MINUTE
    machine.give("A")
    machine.is_cut, machine.passed = False, 15 * MINUTE
    machine.desk.meet()
    ticket = Ticket.objects.get()
    assert ticket.taken_at == NOW + 10 * MINUTE
    assert TicketEvent.objects.get().device_at == NOW + 30 * MINUTE
    assert KioskBook.objects.get().clock_offset_ms == -20 * 60 * 1000


def test_a_clock_set_right_in_between_changes_no_time(machine: Machine) -> None:
    machine.wrong_by = -20 * MINUTE
    machine.desk.meet()
    machine.is_cut, machine.passed = True, 5 * MINUTE
    machine.give("A")
    machine.wrong_by = timedelta()
    machine.give("A")
    machine.is_cut = False
    machine.desk.meet()
    assert set(Ticket.objects.values_list("taken_at", flat=True)) == {NOW + 5 * MINUTE}


def test_a_restart_without_a_line_goes_on_with_the_next_number(machine: Machine) -> None:
    machine.wrong_by = 20 * MINUTE
    machine.desk.meet()
    machine.is_cut = True
    machine.give("A")
    machine.desk.book.close()
    machine.desk = machine.started()
    machine.passed = MINUTE
    assert machine.give("A") == "A-K2-002"
    machine.is_cut = False
    machine.desk.meet()
    assert list(Ticket.objects.order_by("number").values_list("taken_at", flat=True)) == [
        NOW, NOW + MINUTE,
    ]  # fmt: skip


def test_a_kiosk_that_lost_its_book_repeats_no_number(machine: Machine) -> None:
    machine.desk.meet()
    assert machine.give("A") == "A-K2-001"
    machine.desk.meet()
    machine.is_cut = True
    printed = machine.give("A")  # never delivered: only the lost book knew it
    machine.lose_book()
    with pytest.raises(KioskRefused, match="not_set_up"):
        machine.give("A")
    machine.is_cut = False
    machine.desk.meet()
    again = machine.give("A")
    assert (printed, again) == ("A-K2-002", "A-K1-001")
    machine.desk.meet()
    assert sorted(labels()) == ["A-K1-001", "A-K2-001"]
    assert ServicePoint.objects.get().mark == "K1"


def test_a_book_that_was_copied_back_gets_another_series(machine: Machine) -> None:
    machine.desk.meet()
    machine.give("A")
    machine.desk.meet()
    kept = machine.path.with_suffix(".kept")
    with sqlite3.connect(machine.path) as here, sqlite3.connect(kept) as there:
        here.backup(there)
    machine.give("A")
    machine.desk.meet()
    machine.lose_book()
    machine.desk.book.close()
    kept.rename(machine.path)
    machine.desk = machine.started()
    machine.desk.meet()
    assert machine.give("A") == "A-K1-001"
    machine.desk.meet()
    assert sorted(labels()) == ["A-K1-001", "A-K2-001", "A-K2-002"]


def test_two_machines_with_one_secret_have_two_series(machine: Machine, tmp_path: Path) -> None:
    twin = Machine(tmp_path / "other", machine.hall, machine.point)
    for one in (machine, twin):
        one.desk.meet()
        one.is_cut = True
    given = [one.give("A") for one in (machine, twin, machine, twin)]
    assert given == ["A-K2-001", "A-K1-001", "A-K2-002", "A-K1-002"]
    for one in (twin, machine):
        one.is_cut = False
        one.desk.meet()
    assert sorted(labels()) == sorted(given)
    twin.desk.book.close()


def test_a_mark_rests_before_another_book_has_it(hall: SmallHall, machine: Machine) -> None:
    machine.desk.meet()
    machine.lose_book()
    machine.desk.meet()
    assert set(KioskBook.objects.values_list("mark", flat=True)) == {"K1", "K2"}
    for passed, free in ((timedelta(days=10), "K3"), (timedelta(days=12), "K2")):
        KioskBook.objects.filter(mark="K1").update(seen_at=NOW + passed)
        assert free_mark(taken_marks(hall.hall, NOW + passed)) == free


def test_a_book_whose_mark_went_to_another_begins_anew(machine: Machine) -> None:
    machine.desk.meet()
    machine.give("A")
    KioskBook.objects.all().delete()
    ServicePoint.objects.update(mark="K7")
    machine.desk.meet()
    assert machine.give("A") == "A-K7-001"
    assert machine.desk.book.counts() == (1, 1)
    assert RefusedNumber.objects.get().code == "kiosk_book_unknown"


def test_no_mark_is_left_for_the_hundredth_book(hall: SmallHall, machine: Machine) -> None:
    for number in range(1, 100):
        if number != 2:
            hall.hall.points.create(number=number, kind="machine", mark=f"K{number}")
    machine.desk.meet()
    machine.lose_book()
    assert not machine.desk.meet()
    assert machine.desk.trouble == "marks_used_up"
    with pytest.raises(KioskRefused, match="not_set_up"):
        machine.give("A")


def test_the_same_touch_is_the_same_number(machine: Machine) -> None:
    machine.desk.meet()
    key = uuid.uuid4()
    given = {machine.desk.give("A", key=key, is_priority=False, language="id") for _ in range(3)}
    assert [one.label for one in given] == ["A-K2-001"]


@pytest.mark.parametrize(
    ("passed", "code"), [(9 * 60 * MINUTE, "not_open"), (-3 * 60 * MINUTE, "not_open")]
)
def test_a_closed_hall_gives_no_number(machine: Machine, passed: timedelta, code: str) -> None:
    machine.desk.meet()
    machine.is_cut, machine.passed = True, passed
    with pytest.raises(KioskRefused, match=code):
        machine.give("A")
    with pytest.raises(KioskRefused, match="unknown_line"):
        machine.give("Z")


def test_a_kiosk_that_never_met_its_server_gives_nothing(machine: Machine) -> None:
    machine.is_cut = True
    with pytest.raises(KioskRefused, match="not_set_up"):
        machine.give("A")


def test_a_number_of_a_closed_line_is_still_taken_over(machine: Machine) -> None:
    machine.desk.meet()
    machine.give("A")
    Queue.objects.filter(prefix="A").update(closed_on=NOW.date())
    kept_setups.forget()
    machine.desk.meet()
    assert labels() == ["A-K2-001"]
    with pytest.raises(KioskRefused, match="unknown_line"):
        machine.give("A")


class TestRefused:
    """What the server does not take."""

    @pytest.fixture
    def machine(self, machine: Machine) -> Machine:
        KioskBook.objects.create(
            hall=machine.hall.hall, point=machine.point, book=machine.book, mark="K2",
            begun_at=NOW, seen_at=NOW,
        )  # fmt: skip
        return machine

    def post(self, machine: Machine, tickets: list[dict[str, object]], *, signed: str = "",
             sent_at: str = "") -> object:  # fmt: skip
        path = path_of(machine.hall.hall.slug, machine.point.number)
        content = {
            "book": machine.book.hex,
            "mark": "K2",
            "turn": len(machine.sent) + 1,
            "sent_at": sent_at or NOW.isoformat(),
            "tickets": tickets,
        }
        body = json.dumps(content).encode()
        answer = Client().post(
            path,
            body,
            content_type="application/json",
            headers={HEADER: signed or sign(SECRET, path, body)},
        )
        if answer.status_code != 200:
            return answer.status_code
        return [(one["refused"], one["is_final"]) for one in json.loads(answer.content)["outcomes"]]

    def ticket(self, machine: Machine, **more: object) -> dict[str, object]:
        return {
            "key": str(uuid.uuid4()),
            "book": machine.book.hex,
            "mark": "K2",
            "queue": str(machine.hall.queues["A"].pk),
            "number": 1,
            "code": uuid.uuid4().hex[:22],
            "device_at": NOW.isoformat(),
            "offset_ms": 0,
            **more,
        }

    def test_a_gap_and_a_used_number(self, machine: Machine) -> None:
        assert self.post(machine, [self.ticket(machine, number=2)]) == [("kiosk_number_gap", True)]
        assert self.post(machine, [self.ticket(machine)]) == [("", False)]
        assert self.post(machine, [self.ticket(machine)]) == [("kiosk_number_used", True)]
        assert labels() == ["A-K2-001"]

    @pytest.mark.parametrize("signed", ["x", "", "é", "0" * 64, "0" * 128])
    def test_a_forged_signature(self, machine: Machine, signed: str) -> None:
        path = path_of(machine.hall.hall.slug, 2)
        forged = signed or sign("lain", path, b"")
        assert self.post(machine, [self.ticket(machine)], signed=forged) == 403
        assert not Ticket.objects.exists()

    def test_a_message_for_another_hall(self, machine: Machine) -> None:
        other = make_hall(machine.hall.cast, "lain", unit=machine.hall.cast.other_unit)
        other.hall.points.create(number=2, kind="machine", mark="K2", public_key=key_of(SECRET))
        body = json.dumps({"sent_at": NOW.isoformat(), "tickets": []}).encode()
        signed = sign(SECRET, path_of("dukcapil", 2), body)
        answer = Client().post(
            path_of("lain", 2), body, content_type="application/json", headers={HEADER: signed}
        )
        assert answer.status_code == 403
        foreign = self.ticket(machine, queue=str(other.queues["A"].pk))
        assert self.post(machine, [foreign]) == [("kiosk_queue_unknown", True)]

    def test_a_code_and_a_key_of_another_ticket(self, machine: Machine) -> None:
        there = machine.hall.take("A")
        key = uuid.uuid4()
        Ticket.objects.update(delivery_key=key)
        assert self.post(machine, [
            self.ticket(machine, code=there.code),
            self.ticket(machine, key=str(key)),
        ]) == [("kiosk_code_used", True), ("kiosk_key_used", True)]  # fmt: skip
        assert Ticket.objects.count() == 1

    def test_a_batch_that_names_a_code_twice(self, machine: Machine) -> None:
        one, other = self.ticket(machine), self.ticket(machine, number=2)
        other["code"] = one["code"]
        found = self.post(machine, [one, other])
        assert found == [("kiosk_code_used", True)] * 2

    @pytest.mark.parametrize(
        ("ago", "code"),
        [
            (timedelta(days=-1), "taken_in_future"),
            (timedelta(minutes=-2), "taken_in_future"),
            (timedelta(seconds=-30), ""),
            (timedelta(hours=30), ""),
            (timedelta(hours=50), ""),
            (timedelta(days=3), "kiosk_too_old"),
        ],
    )
    def test_times_that_cannot_be(self, machine: Machine, ago: timedelta, code: str) -> None:
        given = self.ticket(machine, device_at=(NOW - ago).isoformat())
        assert self.post(machine, [given]) == [(code, code == "kiosk_too_old")]
        assert not Ticket.objects.filter(taken_at__gt=NOW).exists()

    @pytest.mark.parametrize(
        "wrong",
        [{"number": 0}, {"number": 10**4}, {"code": "x"}, {"device_at": "2026-04-20T10:00"},
         {"offset_ms": 10**12}, {"language": "fr"}, {"more": 1}, {"key": "x"}, {"mark": "A1"}],
    )  # fmt: skip
    def test_a_ticket_that_is_none(self, machine: Machine, wrong: dict[str, object]) -> None:
        assert self.post(machine, [self.ticket(machine, **wrong)]) == 422
        assert not Ticket.objects.exists()

    def test_too_many_at_once(self, machine: Machine) -> None:
        assert self.post(machine, [self.ticket(machine, number=n) for n in range(1, 202)]) == 422

    def test_a_good_one_beside_a_bad_one_is_taken(self, machine: Machine) -> None:
        good, bad = self.ticket(machine), self.ticket(machine, number=7)
        assert self.post(machine, [bad, good]) == [("kiosk_number_gap", True), ("", False)]

    def test_a_gap_is_not_final_while_the_number_before_may_come(self, machine: Machine) -> None:
        early = self.ticket(machine, device_at=(NOW + 10 * MINUTE).isoformat())
        assert self.post(machine, [early, self.ticket(machine, number=2)]) == [
            ("taken_in_future", False),
            ("kiosk_number_gap", False),
        ]
        assert not RefusedNumber.objects.exists()

    def test_a_refusal_for_good_is_not_sent_again(self, machine: Machine) -> None:
        machine.desk.meet()
        machine.give("A")
        Queue.objects.filter(prefix="A").update(hall=machine.hall.hall)
        machine.passed = timedelta(days=3)
        machine.desk.meet()
        assert machine.desk.book.counts() == (0, 1)
        sent = len(machine.sent)
        machine.desk.meet()
        assert json.loads(machine.sent[sent])["tickets"] == []


def test_pages_are_sent_when_they_change_only(machine: Machine) -> None:
    machine.desk.meet()
    first = machine.desk.page("start.id")
    assert "[[kiosk:wait-A]]" in first
    machine.desk.meet()
    assert json.loads(machine.sent[-1])["pages"]
    Queue.objects.filter(prefix="A").update(hint="baru dan pindah")
    kept_setups.forget()
    machine.desk.meet()
    assert "baru dan pindah" in machine.desk.page("start.id")
