from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.utils import timezone

from bening.queues import looks
from bening.queues.kiosk.signing import key_of
from bening.queues.live import live
from tests.features.queues.halls import SmallHall, make_hall
from tests.features.queues.kiosks import SECRET, Machine
from tests.people import NOW, Cast

Clock = Callable[[datetime], None]


@pytest.fixture
def hall(cast: Cast) -> SmallHall:
    """An opened hall of the cast's unit."""
    return make_hall(cast)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets what the views read as now, and forgets what was worked out; begins at NOW."""

    def move(at: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: at)
        live.forget()
        looks.forget()

    move(NOW)
    return move


@pytest.fixture
def machines(
    tmp_path: Path, hall: SmallHall, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[int], Machine]]:
    """Makes the kiosk with a number; the server's time is that of the last one made."""
    made: list[Machine] = []

    def make(number: int) -> Machine:
        point = hall.hall.points.create(
            number=number, kind="machine", mark=f"K{number}", public_key=key_of(SECRET)
        )
        machine = Machine(tmp_path, hall, point)
        made.append(machine)
        monkeypatch.setattr("django.utils.timezone.now", lambda: machine.now)
        return machine

    yield make
    for machine in made:
        machine.desk.book.close()


@pytest.fixture
def machine(machines: Callable[[int], Machine]) -> Machine:
    return machines(2)
