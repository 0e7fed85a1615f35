"""Watches the setting of papers: whether somebody else can write, and what is seen of it."""

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from bening.agencies.models import WorkUnit
from bening.documents import actions, issuing
from bening.documents.letters import Letter
from bening.documents.models import OfficialDocument
from bening.evidence.keeping import keep_made
from bening.programs.models import ZoneProgram

PATIENCE = 20.0  # seconds
STARTED: list[threading.Thread] = []
Key = tuple[str, str]


def beside(write: Callable[[], object], *, patience: float = PATIENCE) -> None:
    """Lets somebody else write now, on a connection of their own. Fails where they must wait."""
    faults: list[BaseException] = []

    def run() -> None:
        try:
            with transaction.atomic():
                list(ZoneProgram.objects.select_for_update())
            write()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    STARTED.append(thread)
    thread.join(patience)
    assert not thread.is_alive(), "somebody who writes waits for a paper"
    assert faults == []


def small(_letter: Letter, row: OfficialDocument, **_: object) -> issuing.Made:
    """A file that bears the code of its paper and nothing else."""
    file = keep_made(b"%PDF-1.7\n" + row.code.encode(), extension="pdf")
    return issuing.Made(row.code, file, None, "0" * 64)


class Watched:
    """Around the setting of papers; `setter` sets them, small files with their code at first.

    While a paper is set for the first time, somebody else does `meanwhile` (by default: gives
    every unit another name; None: nobody does). `made` counts by kind and number, `letters` holds
    the newest.
    """

    def __init__(self) -> None:
        self.made: Counter[Key] = Counter()
        self.letters: dict[Key, Letter] = {}
        self.names: dict[Key, str] = {}
        self.taken_in = 0
        self.meanwhile: Callable[[], object] | None = self.rename
        self.patience = PATIENCE
        self.lock = threading.Lock()
        self.real = issuing.make
        self.setter: Callable[..., issuing.Made] = small
        self._take_in = actions._taken_in
        self._name = ""
        self._renamed = 0

    def make(
        self, letter: Letter, row: OfficialDocument, *, keys: Path, now: datetime
    ) -> issuing.Made:
        key = (str(row.kind), row.number)
        self.made[key] += 1
        self.letters[key] = letter
        doing = self.meanwhile if self.made[key] == 1 else None
        if doing is not None and self.lock.acquire(blocking=False):  # not for papers of `doing`
            beside(doing, patience=self.patience)
            self.names[key] = self._name
            self.lock.release()
        return self.setter(letter, row, keys=keys, now=now)

    def take_in(self, file: Any, filename: str, extensions: tuple[str, ...]) -> Any:
        self.taken_in += 1
        beside(lambda: None, patience=self.patience)
        return self._take_in(file, filename, extensions)

    def rename(self) -> None:
        self._renamed += 1
        self._name = f"Unit bernama baru {self._renamed}"
        WorkUnit.objects.update(name=self._name)

    def check_made_anew(self) -> None:
        """Each paper was made twice, and the one that counts bears the newer name."""
        assert self.made
        assert set(self.made.values()) == {2}, self.made
        for key, letter in self.letters.items():
            kind, number = key
            row = OfficialDocument.objects.get(kind=kind, number=number)
            assert self.names[key] in row.title + json.dumps(asdict(letter), default=str), key


@pytest.fixture
def watched(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path, no_previews: list[str]
) -> Iterator[Watched]:
    assert no_previews == []
    settings.BENING_DATA = tmp_path
    settings.STORAGE_FOLDER = tmp_path / "files"
    found = Watched()
    monkeypatch.setattr(issuing, "make", found.make)
    monkeypatch.setattr(actions, "_taken_in", found.take_in)
    yield found
    while STARTED:  # who had to wait, waits no longer
        STARTED.pop().join()
