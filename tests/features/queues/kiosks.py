"""A kiosk with its own program, driven by a test: its clocks, its file, its line to the server."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.test import Client

from bening.queues.kiosk.book import Book
from bening.queues.kiosk.desk import Desk, Rejected
from bening.queues.kiosk.signing import HEADER, path_of, sign
from bening.queues.models import ServicePoint, Ticket
from tests.features.queues.halls import SmallHall
from tests.people import NOW

SECRET = "kunci-kios-dua"


@dataclass
class Machine:
    """A kiosk with a clock of its own, and a line to the server that can be cut."""

    folder: Path
    hall: SmallHall
    point: ServicePoint
    secret: str = SECRET
    wrong_by: timedelta = timedelta()
    is_cut: bool = False
    loses_answers: bool = False
    passed: timedelta = timedelta()
    sent: list[bytes] = field(default_factory=list)
    book: uuid.UUID = field(default_factory=uuid.uuid4)

    def __post_init__(self) -> None:
        self.desk = self.started()

    def started(self) -> Desk:
        """The process, as after a restart."""
        return Desk(
            Book(self.path),
            self.send,
            clock=self.wall,
            steady=self.steady,
        )

    @property
    def path(self) -> Path:
        """Its book."""
        return self.folder / f"{self.point.mark}.sqlite3"

    def lose_book(self) -> None:
        """Somebody deletes the file, or the disk is replaced."""
        self.desk.book.close()
        for path in self.folder.glob(f"{self.path.name}*"):
            path.unlink()
        self.desk = self.started()

    def wall(self) -> float:
        """The clock that people set."""
        return (self.now + self.wrong_by).timestamp()

    def steady(self) -> float:
        """The clock that nobody sets."""
        return self.passed.total_seconds()

    @property
    def now(self) -> datetime:
        """The true time."""
        return NOW + self.passed

    def send(self, body: bytes) -> bytes:
        """To the server, unless the line is cut."""
        if self.is_cut:
            raise OSError("cut")
        path = path_of(self.hall.hall.slug, self.point.number)
        answer = Client(enforce_csrf_checks=True).post(
            path,
            body,
            content_type="application/json",
            headers={HEADER: sign(self.secret, path, body)},
        )
        self.sent.append(body)
        if self.loses_answers:
            raise OSError("lost")
        if answer.status_code != 200:
            raise Rejected(answer.json()["code"])
        return bytes(answer.content)

    def give(self, line: str = "A", *, is_priority: bool = False) -> str:
        """Somebody touches a line."""
        given = self.desk.give(line, key=uuid.uuid4(), is_priority=is_priority, language="id")
        return given.label


def labels() -> list[str]:
    return list(Ticket.objects.order_by("taken_at", "label").values_list("label", flat=True))
