"""What somebody does who means no good: with keys, times, streams and pages of other sites."""

import asyncio
import json
import threading
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from bening.accounts.refusals import NotAllowed
from bening.adapters.group_commit import GroupCommit
from bening.audit.models import Event
from bening.calendars.models import Notice
from bening.domain.queueing import QueueRefused, TicketAct
from bening.queues import closing, kept_setups, ladder, stream
from bening.queues.actions import backups, calls, serving
from bening.queues.actions.counters import open_counter
from bening.queues.board import odd_of
from bening.queues.changes import change, held_ticket
from bening.queues.endpoint import _write, log
from bening.queues.issuing import Taking, take_number
from bening.queues.live import live
from bening.queues.models import (
    BackupCall,
    BackupDuty,
    BackupOffer,
    CounterSession,
    CounterStaff,
    Escalation,
    OfferState,
    PromiseBreach,
    TakingChannel,
    Ticket,
)
from bening.queues.stream import Hub, Watcher
from tests.features.queues.halls import MINUTE, SmallHall, make_hall
from tests.features.queues.test_taking import Phone
from tests.people import NOW, TODAY, Cast, make_unit

pytestmark = pytest.mark.django_db
WEDNESDAY = 2


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    live.forget()
    kept_setups.forget()


def asked(hall: SmallHall, key: uuid.UUID, **more: Any) -> Taking:
    line = hall.setup.queue(hall.queues["A"].pk)
    values: dict[str, Any] = {"channel": TakingChannel.PHONE, **more}
    return Taking(hall=hall.setup, queue=line, delivery_key=key, **values)


# --- keys that are sent again


def test_a_page_that_was_left_open_overnight_gets_no_number_of_yesterday(hall: SmallHall) -> None:
    key = uuid.uuid4()
    first = take_number(asked(hall, key), now=NOW)
    assert take_number(asked(hall, key), now=NOW + MINUTE).code == first.code
    with pytest.raises(QueueRefused, match="asked_before"):
        take_number(asked(hall, key), now=NOW + timedelta(days=1))
    assert Ticket.objects.count() == 1
    assert take_number(asked(hall, uuid.uuid4()), now=NOW + timedelta(days=1)).label == "A-001"


def test_a_key_of_one_hall_leads_to_no_number_of_it_from_another(
    cast: Cast, hall: SmallHall
) -> None:
    key = uuid.uuid4()
    take_number(asked(hall, key), now=NOW)
    other = make_hall(cast, "kelurahan", unit=make_unit(cast.agency, "KEL"))
    with pytest.raises(QueueRefused, match="asked_before"):
        take_number(asked(other, key), now=NOW)


@pytest.mark.django_db(transaction=True)
def test_what_the_rules_refuse_is_told_as_that_by_the_writer_of_the_server(
    hall: SmallHall, clock: Callable[[datetime], None]
) -> None:
    """Not as "busy", which sends people back to try again and again."""
    hall.queues["A"].daily_cap = 1
    hall.queues["A"].save()
    phone = Phone()
    writer: GroupCommit[Taking, Any] = GroupCommit("tickets", _write, log)
    phone.endpoint.writer = writer
    with writer.running():
        assert phone.ask({"queue": "A"})[1].startswith("/tiket/")
        assert "refused=cap_reached" in phone.ask({"queue": "A"})[1]
        clock(NOW + timedelta(hours=8))
        assert "refused=closed_for_today" in phone.ask({"queue": "B"})[1]


# --- booking from elsewhere, and times that are none


def book(hall: SmallHall, client: Client, at: str, **headers: str) -> int:
    hall.queues["A"].slot_minutes = 15
    hall.queues["A"].slot_seats = 2
    hall.queues["A"].booked_days_ahead = 7
    hall.queues["A"].save()
    live.forget()
    path = "/antrean/dukcapil/pesan/"
    return client.post(path, {"queue": "A", "at": at}, headers=headers).status_code


def test_no_other_site_books_with_a_visitors_browser(
    hall: SmallHall, client: Client, clock: Callable[[datetime], None]
) -> None:
    at = (NOW + timedelta(hours=1)).isoformat()
    assert book(hall, client, at, **{"sec-fetch-site": "cross-site"}) == 409
    assert not Ticket.objects.exists()
    assert book(hall, client, at, **{"sec-fetch-site": "same-origin"}) == 302


@pytest.mark.parametrize(
    "at",
    [
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "2026-04-15T03:00:00",
        "2026-13-45T03:00:00Z",
        "x" * 5000,
        "\U0001f600",
    ],
)
def test_times_that_are_none_are_told_in_place(
    hall: SmallHall, client: Client, clock: Callable[[datetime], None], at: str
) -> None:
    assert book(hall, client, at) == 409
    assert not Ticket.objects.exists()


# --- streams


def watch(hub: Hub, hall: uuid.UUID, topic: str, key: str = "") -> bool:
    watcher = Watcher(hall, topic, key)
    if not hub.has_room(watcher):
        return False
    hub.add(watcher)
    return True


def test_who_holds_many_streams_shuts_nobody_out(
    hall: SmallHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "MOST", 30)
    monkeypatch.setattr(stream, "KEPT_FREE", 10)
    monkeypatch.setattr(stream, "MOST_OF_HALL", 8)

    async def story() -> None:
        hub = Hub()
        monkeypatch.setattr(hub, "_read", lambda *_given: {})
        place = hall.hall.pk
        own = [watch(hub, place, stream.TICKET, "one") for _ in range(stream.MOST_OF_TICKET + 3)]
        assert own.count(True) == stream.MOST_OF_TICKET
        phones = [watch(hub, place, stream.TICKET, f"code-{n}") for n in range(40)]
        assert phones.count(True) == 20 - stream.MOST_OF_TICKET
        screens = [watch(hub, place, "layar", f"x{n}") for n in range(20)]
        assert screens.count(True) == 8
        assert watch(hub, uuid.uuid4(), "layar")  # another hall has its own room
        hub.end()
        if hub._task is not None:
            hub._task.cancel()

    asyncio.run(story())


# --- help: who may answer, and two processes at once


def offered(hall: SmallHall, *people: CounterStaff) -> BackupOffer:
    for order, staff in enumerate(people, 1):
        BackupDuty.objects.create(staff=staff, weekday=WEDNESDAY, order=order)
    hall.take("A", now=NOW)
    live.forget()
    ladder.climb(now=NOW + 45 * MINUTE)
    return BackupOffer.objects.get(state=OfferState.ASKED)


def test_who_is_off_duty_by_now_does_not_come(hall: SmallHall) -> None:
    offer = offered(hall, hall.second)
    CounterStaff.objects.filter(pk=hall.second.pk).update(ends_on=TODAY - timedelta(days=1))
    with pytest.raises(NotAllowed, match="hall_served_by_staff"):
        backups.answer_offer(
            hall=hall.hall, offer=offer.pk, accept=True, by=hall.second.person,
            now=NOW + 46 * MINUTE,
        )  # fmt: skip
    assert not CounterSession.objects.exists()


def test_of_two_who_accept_the_one_who_is_asked_comes(hall: SmallHall) -> None:
    third = hall.staff("Tirta Wijaya")
    first = offered(hall, hall.second, third)
    ladder.climb(now=NOW + 48 * MINUTE)
    second = BackupOffer.objects.get(state=OfferState.ASKED)
    assert second.staff_id == third.pk
    at = NOW + 49 * MINUTE
    with pytest.raises(QueueRefused, match="offer_ran_out"):
        backups.answer_offer(
            hall=hall.hall, offer=first.pk, accept=True, by=hall.second.person, now=at
        )
    backups.answer_offer(hall=hall.hall, offer=second.pk, accept=True, by=third.person, now=at)
    assert CounterSession.objects.get().staff_id == third.pk
    assert BackupCall.objects.get().closed_at == at


@pytest.mark.django_db(transaction=True)
def test_processes_that_look_at_once_write_and_tell_each_thing_once(hall: SmallHall) -> None:
    _ = hall.supervisor
    for order, staff in enumerate((hall.second, hall.officer), 1):
        BackupDuty.objects.create(staff=staff, weekday=WEDNESDAY, order=order)
    hall.queues["A"].compensation = "Diantar tanpa biaya"
    hall.queues["A"].save()
    tickets = [hall.take("A", now=NOW) for _ in range(3)]
    change(held_ticket(tickets[0].pk), TicketAct.CANCELLED, setup=hall.setup, at=NOW + 46 * MINUTE)
    faults: list[BaseException] = []
    together = threading.Barrier(4)

    def look() -> None:
        try:
            together.wait()
            for minutes in (46, 46, 61):
                ladder.climb_hall(hall.hall, now=NOW + minutes * MINUTE)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ladder.climb_hall(hall.hall, now=NOW + 61 * MINUTE)
    assert faults == []
    rows = Escalation.objects.values_list("ticket", "rung")
    assert len(rows) == len(set(rows))
    assert Escalation.objects.filter(rung="escalated").count() == 2
    assert BackupCall.objects.count() == 1
    assert PromiseBreach.objects.filter(ticket=tickets[0]).count() == 1
    for code in ("queue_promise_warned", "queue_promise_head"):
        told = Notice.objects.filter(code=code).values_list("person", flat=True)
        assert len(told) == len(set(told))


# --- what stays


def test_nothing_of_a_number_is_left_after_ninety_days(hall: SmallHall) -> None:
    """Neither its address, key and code nor, in the audit, which number it was."""
    who = hall.officer.person
    open_counter(hall=hall.hall, counter=hall.counters[1], by=who, now=NOW)
    hall.take("A")
    one = hall.take("A", now=NOW + MINUTE)
    calls.call_chosen(
        hall=hall.hall, ticket=one.pk, version=one.version, reason="Sakit",
        by=who, now=NOW + 2 * MINUTE,
    )  # fmt: skip
    hall.take("B", now=NOW + MINUTE)
    live.forget()
    ladder.climb(now=NOW + 50 * MINUTE)
    keys = [str(key) for key in Ticket.objects.values_list("pk", flat=True)]
    codes = list(Ticket.objects.values_list("code", flat=True))
    closing.close_days(now=datetime(2026, 4, 15, 17, 1, tzinfo=UTC))
    closing.close_days(now=NOW + timedelta(days=91))
    assert not Ticket.objects.exists()
    left = json.dumps(
        [
            *((one.act, one.subject_id, one.data) for one in Event.objects.all()),
            *Notice.objects.values_list("key", "url"),
        ],
        default=str,
    )
    for secret in (*keys, *codes):
        assert secret not in left
        assert secret.replace("-", "") not in left
    told = json.dumps([one.data for one in Event.objects.all()], default=str)
    assert "A-002" not in told
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            dump = repr(cursor.fetchall())
        assert not [code for code in codes if code in dump], table


# --- starts without a visitor


def test_a_start_that_is_held_or_finished_at_once_is_told_to_the_coordinator(
    hall: SmallHall,
) -> None:
    """Either stops the clock of the promise; a service that was held later is none of them."""
    who = hall.officer.person
    open_counter(hall=hall.hall, counter=hall.counters[1], by=who, now=NOW)
    second = timedelta(seconds=1)
    for place, (deed, seconds) in enumerate(
        ((serving.hold, 5), (serving.finish, 19), (serving.hold, 40), (serving.finish, 40))
    ):
        at = NOW + (5 * place) * MINUTE
        hall.take("A", now=at)
        one = calls.call_next(hall=hall.hall, by=who, now=at)
        one = serving.start(hall=hall.hall, ticket=one.pk, version=one.version, by=who, now=at)
        deed(hall=hall.hall, ticket=one.pk, version=one.version, by=who, now=at + seconds * second)
    found = [(one.label, one.kind) for one in odd_of(hall.hall, TODAY)]
    assert found == [("A-002", "at_once"), ("A-001", "at_once")]
