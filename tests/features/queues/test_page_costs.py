"""What the pages of a hall ask of the database: few statements, and no more with a longer line."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bening.queues import kept_setups
from bening.queues.kiosk.signing import key_of
from bening.queues.models import CounterStaff
from tests.features.queues.halls import MINUTE, SmallHall
from tests.features.queues.test_visitor import sit
from tests.people import NOW, TODAY, sign_in

pytestmark = pytest.mark.django_db
Clock = Callable[[datetime], None]

SECRET = "kunci-kios-dua"
COLD = {
    "display": 24,
    "choose": 20,
    "ticket": 20,
    "kiosk": 21,
    "console": 30,
    "board": 38,
}
"""Statements of a page where nothing is kept from another one."""
WARM = {
    "display": 8,
    "choose": 4,
    "ticket": 4,
    "kiosk": 5,
    "console": 14,
    "board": 22,
}
"""Statements while the hall is known: what a phone or a counter asks that looks again."""


def addresses(hall: SmallHall, code: str) -> dict[str, str]:
    """The pages of the hall that are opened all day."""
    inside = f"/ruang-layanan/{hall.hall.pk}/"
    return {
        "display": "/antrean/dukcapil/layar/",
        "choose": "/antrean/dukcapil/",
        "ticket": f"/tiket/{code}/",
        "kiosk": f"/antrean/dukcapil/kios/2/?kunci={SECRET}",
        "console": f"{inside}loket/",
        "board": inside,
    }


def costs(client: Client, page: str) -> int:
    """How many statements a page takes."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", COLD)
def test_a_page_costs_the_same_however_long_the_line(
    hall: SmallHall, clock: Clock, name: str
) -> None:
    sit(hall)
    hall.hall.points.create(number=2, kind="kiosk", mark="K2", public_key=key_of(SECRET))
    CounterStaff.objects.filter(pk=hall.officer.pk).update(starts_on=TODAY, is_supervisor=True)
    client = sign_in(Client(), hall.officer.person)
    ticket = hall.take("A", now=NOW - 30 * MINUTE)
    page = addresses(hall, ticket.code)[name]
    found = []
    for more in (2, 30):
        for number in range(more):
            hall.take("ABC"[number % 3], now=NOW - (20 - number / 2) * MINUTE)
        clock(NOW)
        kept_setups.forget()
        client.get(page)  # the session and what is asked once a process
        clock(NOW)
        kept_setups.forget()
        found.append((costs(client, page), costs(client, page)))
    assert found[0] == found[1]
    cold, warm = found[0]
    assert cold <= COLD[name], found
    assert warm <= WARM[name], found
