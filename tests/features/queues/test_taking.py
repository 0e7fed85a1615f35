"""Numbers asked for by phones: codes, policies, limits, the second tap, and the way back."""

import asyncio
import io
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from asgiref.sync import sync_to_async
from django.db import connection
from django.test import Client

from bening.adapters.gate import BODY
from bening.domain.queueing import presence
from bening.domain.queueing.presence import presence_code
from bening.queues import issuing
from bening.queues.endpoint import Endpoint
from bening.queues.issuing import Taken, Taking
from bening.queues.models import Ticket
from tests.features.queues.halls import KEY, SmallHall, make_hall
from tests.people import NOW, TODAY, Cast, make_unit, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
Clock = Callable[[datetime], None]


class Writer:
    """Writes each taking by itself."""

    async def submit(self, taking: Taking) -> Taken:
        def write() -> Any:
            try:
                return issuing.write([taking], now=NOW)[0]
            finally:
                connection.close()

        found: Taken = await sync_to_async(write, thread_sensitive=False)()
        return found


class Phone:
    """Posts to the endpoint of a hall."""

    def __init__(self) -> None:
        self.endpoint = Endpoint(Writer())  # type: ignore[arg-type]

    def ask(
        self, fields: Mapping[str, str], *, slug: str = "dukcapil", site: bytes = b"same-origin"
    ) -> tuple[int, str]:
        """Status and location."""
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        async def receive() -> Any:
            raise NotImplementedError

        scope: dict[str, Any] = {
            "type": "http",
            "method": "POST",
            "path": f"/antrean/{slug}/ambil/",
            "headers": [(b"sec-fetch-site", site)],
            "client": ("192.0.2.7", 1),
            BODY: io.BytesIO(urlencode(fields).encode()),
        }
        asyncio.run(self.endpoint(scope, receive, send))
        headers = dict(sent[0]["headers"])
        return sent[0]["status"], headers.get(b"location", b"").decode()


@pytest.fixture
def phone(hall: SmallHall, clock: Clock) -> Phone:
    return Phone()


def set_policy(hall: SmallHall, policy: str) -> None:
    hall.hall.policy = policy
    hall.hall.save()


def test_two_taps_are_one_number(phone: Phone) -> None:
    sent = {"queue": "A", "key": str(uuid.uuid4())}
    first, second = phone.ask(sent), phone.ask(sent)
    assert first == second
    ticket = Ticket.objects.get()
    assert first == (303, f"/tiket/{ticket.code}/")


def test_a_forged_code_gives_no_number(hall: SmallHall, phone: Phone) -> None:
    set_policy(hall, "on_site")
    right = presence_code(KEY, NOW)
    forged = f"{(int(right) + 1) % 10**presence.DIGITS:0{presence.DIGITS}d}"
    old = presence_code(KEY, NOW - timedelta(minutes=30))
    for code in ("", forged, old, "x", right + "0"):
        status, place = phone.ask({"queue": "A", "priority": "1", "presence": code})
        assert (status, place) == (
            303,
            "/antrean/dukcapil/?refused=presence_code_wrong&queue=A&priority=1",
        )
    assert not Ticket.objects.exists()
    assert phone.ask({"queue": "A", "presence": f" {right[:3]} {right[3:]}"})[1].startswith(
        "/tiket/"
    )


def test_wrong_codes_slow_a_network_down_and_shut_nobody_out(
    hall: SmallHall, phone: Phone, clock: Clock
) -> None:
    set_policy(hall, "on_site")
    right = presence_code(KEY, NOW)
    for _guess in range(presence.FREE_TRIES):
        assert "presence_code_wrong" in phone.ask({"queue": "A", "presence": "x"})[1]
    sent = {"queue": "A", "presence": right}
    assert phone.ask(sent)[1].endswith("?refused=presence_code_wait&queue=A")
    assert phone.ask({"queue": "A"})[1].endswith("?refused=presence_code_wrong&queue=A")
    clock(NOW + presence.PAUSE)
    assert phone.ask(sent)[1].startswith("/tiket/")
    assert "presence_code_wait" in phone.ask(sent)[1]
    assert Ticket.objects.count() == 1


def test_codes_are_not_guessed_in_a_hall_that_asks_for_none(phone: Phone) -> None:
    """There a code lifts the limit of a network."""
    phone.endpoint.limits.most_numbers = 1
    phone.ask({"queue": "A"})
    for _guess in range(presence.FREE_TRIES):
        assert "too_many_numbers" in phone.ask({"queue": "A", "presence": "x"})[1]
    sent = {"queue": "A", "presence": presence_code(KEY, NOW)}
    assert "presence_code_wait" in phone.ask(sent)[1]
    assert Ticket.objects.count() == 1


def test_only_bookings(hall: SmallHall, phone: Phone) -> None:
    set_policy(hall, "booking")
    assert "refused=booking_only" in phone.ask({"queue": "A"})[1]
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"queue": "Z"}, "unknown_queue"),
        ({}, "unknown_queue"),
        ({"queue": str(uuid.uuid4())}, "unknown_queue"),
    ],
)
def test_lines_that_the_hall_has_not(phone: Phone, fields: dict[str, str], refused: str) -> None:
    assert f"refused={refused}" in phone.ask(fields)[1]


def test_other_sites_and_other_halls(phone: Phone) -> None:
    assert "refused=elsewhere" in phone.ask({"queue": "A"}, site=b"cross-site")[1]
    assert "refused=unknown_hall" in phone.ask({"queue": "A"}, slug="nowhere")[1]
    assert not Ticket.objects.exists()


def test_a_broker_is_stopped_and_whoever_is_in_the_hall_is_not(
    phone: Phone,
) -> None:
    phone.endpoint.limits.most_numbers = 3
    places = [phone.ask({"queue": "A"})[1] for _ in range(4)]
    assert [one.startswith("/tiket/") for one in places] == [True, True, True, False]
    assert "too_many_numbers" in places[3]
    there = {"queue": "A", "presence": presence_code(KEY, NOW)}
    assert phone.ask(there)[1].startswith("/tiket/")


def test_the_way_back_is_not_shown_to_officers_of_another_hall(
    hall: SmallHall, client: Client, cast: Cast
) -> None:
    ticket = hall.take("A")
    other = make_hall(cast, "kelurahan", unit=make_unit(cast.agency, "KEL"))
    type(other.officer).objects.update(starts_on=TODAY)
    officer = sign_in(client, other.officer.person)
    for place in (hall, other):
        path = f"/ruang-layanan/{place.hall.pk}/nomor/{ticket.pk}/qr/"
        assert officer.get(path).status_code == 404
