"""What goes wrong with a kiosk costs nobody a number, and is told to whoever can help."""

import json
import sqlite3
from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bening.queues.kiosk.desk import KioskRefused
from bening.queues.kiosk.signing import key_of, sign
from bening.queues.kiosk_oddities import odd_kiosks
from bening.queues.models import KioskBook, Queue, RefusedNumber, ServicePoint, Ticket, TicketEvent
from bening.queues.setups import setup_of
from bening.queues.templatetags.counters import odd_words
from tests.features.queues.halls import MINUTE, SmallHall
from tests.features.queues.kiosks import SECRET, Machine, labels
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db


def test_a_batch_that_is_sent_again_changes_nothing(machine: Machine) -> None:
    machine.desk.meet()
    machine.is_cut = True
    for line in "AAB":
        machine.give(line)
    machine.is_cut = False
    machine.desk.meet()
    batch = machine.sent[-1]
    machine.passed = 5 * MINUTE
    machine.desk.meet()
    before = [list(model.objects.values()) for model in (Ticket, TicketEvent, KioskBook)]
    machine.passed = 10 * MINUTE
    answer = json.loads(machine.send(batch))
    assert [one["refused"] for one in answer["outcomes"]] == ["", "", ""]
    assert before == [list(model.objects.values()) for model in (Ticket, TicketEvent, KioskBook)]


def test_a_broken_series_stops_is_kept_and_goes_on_under_another_mark(
    machine: Machine, hall: SmallHall
) -> None:
    machine.desk.meet()
    machine.is_cut = True
    lost = [machine.give("A"), machine.give("A", is_priority=True)]
    with sqlite3.connect(machine.path) as file:  # a fault of its disk: the first is gone
        file.execute("DELETE FROM ticket WHERE number = 1")
    machine.is_cut = False
    machine.desk.meet()
    row = RefusedNumber.objects.get()
    assert (row.label, row.code, row.is_priority) == (lost[1], "kiosk_number_gap", True)
    assert machine.desk.book.counts() == (0, 1)
    sent = len(machine.sent)
    machine.desk.meet()
    assert json.loads(machine.sent[sent])["tickets"] == []
    assert machine.give("A") == "A-K1-001"
    machine.desk.meet()
    assert labels() == ["A-K1-001"]
    told = odd_kiosks(hall.hall, hall.setup, TODAY, NOW)
    assert [(one.kind, one.label) for one in told] == [("kiosk_refused", lost[1])]
    assert "beri nomor baru" in odd_words(told[0])


def test_a_time_that_has_not_come_breaks_no_series(machine: Machine) -> None:
    machine.desk.meet()
    machine.is_cut, machine.passed = True, 30 * MINUTE
    machine.give("A")
    machine.passed = 31 * MINUTE
    machine.give("A")
    machine.is_cut, machine.passed = False, timedelta()  # the server's clock is set back
    machine.desk.meet()
    assert machine.desk.book.counts() == (2, 0)
    assert not RefusedNumber.objects.exists()
    machine.passed = 40 * MINUTE
    machine.desk.meet()
    assert labels() == ["A-K2-001", "A-K2-002"]


def test_the_cap_is_shared_and_what_passes_it_is_shown(
    machines: Callable[[int], Machine], hall: SmallHall
) -> None:
    Queue.objects.filter(prefix="A").update(daily_cap=7)
    first, second = machines(2), machines(3)
    for is_last in (False, True):  # each learns of the other
        for one in (first, second):
            one.desk.meet()
            one.is_cut = is_last
    given = [one.give("A") for one in (first, second) for _ in range(3)]
    for one in (first, second):
        with pytest.raises(KioskRefused, match="cap_reached"):
            one.give("A")
    for _ in range(7):
        hall.take("A")
    for one in (first, second):
        one.is_cut = False
        one.desk.meet()
    assert len(labels()) == 7 + len(given)
    told = odd_kiosks(hall.hall, setup_of(hall.hall.pk, TODAY), TODAY, NOW)
    assert [(one.kind, one.label, one.number, one.reason) for one in told] == [
        ("above_cap", "A", 13, "7")
    ]
    assert "13 nomor, di atas batas sehari 7" in odd_words(told[0])


def test_a_kiosk_without_a_line_is_told_to_the_coordinator(
    machine: Machine, hall: SmallHall
) -> None:
    machine.desk.meet()
    assert odd_kiosks(hall.hall, hall.setup, TODAY, NOW + MINUTE) == []
    (told,) = odd_kiosks(hall.hall, hall.setup, TODAY, NOW + 3 * MINUTE)
    assert (told.kind, told.label, told.at) == ("kiosk_away", "K2", NOW)
    assert "tidak tersambung" in odd_words(told)
    assert odd_kiosks(hall.hall, hall.setup, TODAY, NOW + timedelta(hours=12)) == []


def test_whoever_reads_the_tables_signs_nothing(machine: Machine) -> None:
    """What the server keeps of the secret, used as one, makes no message of this kiosk."""
    kept = bytes(ServicePoint.objects.get().public_key or b"")
    for stolen in (kept.hex(), kept.decode("latin-1")):
        machine.secret = stolen
        assert not machine.desk.meet()
        assert machine.desk.trouble == "kiosk_unknown"
    forger = Ed25519PrivateKey.from_private_bytes(kept)
    with pytest.raises(InvalidSignature):
        forger.public_key().verify(bytes.fromhex(sign(SECRET, "/", b"")), b"/\n")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "kiosk"}, "kiosk_in_browser"),
        ({"public_key": key_of("baru")}, "kiosk_unknown"),
        ({"closed_on": NOW.date()}, "kiosk_closed"),
    ],
)
def test_a_kiosk_that_is_not_wanted_stops_and_goes_on_when_it_is(
    machine: Machine, change: dict[str, object], code: str
) -> None:
    machine.desk.meet()
    point = ServicePoint.objects.values("kind", "public_key", "closed_on").get()
    ServicePoint.objects.update(**change)
    assert not machine.desk.meet()
    assert machine.desk.trouble == code
    with pytest.raises(KioskRefused, match="stopped"):
        machine.give("A")
    ServicePoint.objects.update(**point)
    assert machine.desk.meet()
    assert machine.give("A") == "A-K2-001"
