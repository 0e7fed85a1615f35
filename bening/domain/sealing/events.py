"""The body of an audit event and the columns that are derived from it."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bening.domain.sealing.canonical import NotCanonical, canonical, instant, read_instant

INSTALLATION = "installation"
"""The stream of events that belong to no agency."""
FORMAT = 1


class BodyUnreadable(ValueError):
    """The text is not the body of an event."""


def stream_of(agency: uuid.UUID | None) -> str:
    """The chain an event belongs to: its agency's, or the installation's own."""
    return str(agency) if agency else INSTALLATION


@dataclass(frozen=True)
class EventBody:
    """One act as it is sealed. `subject_id` is text: a key or an official code."""

    id: uuid.UUID
    agency: uuid.UUID | None
    by: uuid.UUID | None
    act: str
    subject_type: str
    subject_id: str
    at: datetime
    data: Mapping[str, object]

    @property
    def stream(self) -> str:
        return stream_of(self.agency)

    def text(self) -> str:
        """The canonical JSON that is stored and hashed. Raises NotCanonical."""
        if not isinstance(self.data, Mapping):
            raise NotCanonical("the data of an event is a mapping")
        return canonical(
            {
                "act": self.act,
                "agency": self.agency,
                "at": instant(self.at),
                "by": self.by,
                "data": self.data,
                "format": FORMAT,
                "id": self.id,
                "subject": [self.subject_type, self.subject_id],
            }
        )


def digest_of(text: str) -> bytes:
    """SHA-256 of a body: 32 bytes, the leaf of its seal."""
    return hashlib.sha256(text.encode()).digest()


def read_body(text: str) -> EventBody:
    """The event a stored body tells of. Raises BodyUnreadable."""
    try:
        raw = json.loads(text)
        subject_type, subject_id = raw["subject"]
        body = EventBody(
            id=uuid.UUID(raw["id"]),
            agency=_key(raw["agency"]),
            by=_key(raw["by"]),
            act=_text(raw["act"]),
            subject_type=_text(subject_type),
            subject_id=_text(subject_id),
            at=read_instant(raw["at"]),
            data=raw["data"],
        )
        whole = raw["format"] == FORMAT and body.text() == text
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BodyUnreadable(str(error)) from error
    if not whole:
        raise BodyUnreadable("not the canonical text of an event")
    return body


def _key(value: object) -> uuid.UUID | None:
    return None if value is None else uuid.UUID(_text(value))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value
