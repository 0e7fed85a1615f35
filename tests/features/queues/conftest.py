from collections.abc import Callable
from datetime import datetime

import pytest
from django.utils import timezone

from bening.queues import looks
from bening.queues.live import live
from tests.features.queues.halls import SmallHall, make_hall
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
