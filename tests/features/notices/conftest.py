"""Turns that a test names itself, in place of those of the features."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache

from bening.accounts.models import Person
from bening.calendars import turns
from bening.calendars.turns import Turn


class Waiting:
    """What waits for whom: `waiting.add(person, key=..., due_on=...)`."""

    def __init__(self) -> None:
        self._of: dict[UUID, list[Turn]] = defaultdict(list)

    def add(self, *people: Person, key: str = "program:1", **more: Any) -> Turn:
        values = {"title": "Dinas", "detail": "Penilaian mandiri", "url": "/program/", **more}
        turn = Turn(key=key, **values)
        for person in people:
            self._of[person.pk].append(turn)
        return turn

    def done(self, person: Person) -> None:
        self._of[person.pk].clear()

    def source(self, person: Person, _now: datetime) -> list[Turn]:
        return list(self._of[person.pk])


@pytest.fixture
def waiting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Waiting]:
    """The only source of turns in this test."""
    found = Waiting()
    monkeypatch.setattr(turns, "_sources", {"test": found.source})
    cache.clear()
    yield found
    cache.clear()
