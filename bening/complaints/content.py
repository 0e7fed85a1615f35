"""What people said, sealed for the database and opened again.

Every text of a complaint lies encrypted under the key of the installation, bound to its row
(`bening.adapters.personal_data`). Nothing here checks a right: callers have.
"""

import json
from dataclasses import asdict, dataclass
from uuid import UUID

from bening.adapters import personal_data
from bening.complaints.models import Attachment, Complaint, ComplaintMessage, Reporter

ERASED = b""
"""What stands in a column once retention is over."""


@dataclass(frozen=True, slots=True)
class Story:
    """What a reporter tells; `latitude` and `longitude` only where they agreed to it."""

    title: str = ""
    story: str = ""
    outcome: str = ""
    place: str = ""
    reported: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who reports; `nik` only where a law asks for it, `nik_basis` names that law."""

    name: str = ""
    contact: str = ""
    nik: str = ""
    nik_basis: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it was given."""
        return not (self.name or self.contact or self.nik)


def seal_story(story: Story, *, row: UUID) -> bytes:
    """A story for the row of its complaint."""
    return personal_data.keep(json.dumps(asdict(story), ensure_ascii=False), row=row)


def read_story(complaint: Complaint) -> Story:
    """The story; an empty one once it is erased. Raises PersonalDataUnreadable."""
    if complaint.erased_at is not None:
        return Story()
    return Story(**json.loads(personal_data.read(complaint.content, row=complaint.pk)))


def seal_identity(identity: Identity, *, row: UUID) -> bytes:
    """Who reports, for the row of the reporter."""
    return personal_data.keep(json.dumps(asdict(identity), ensure_ascii=False), row=row)


def read_identity(reporter: Reporter) -> Identity:
    """Who reports. Raises PersonalDataUnreadable."""
    return Identity(**json.loads(personal_data.read(reporter.kept, row=reporter.pk)))


def seal_text(text: str, *, row: UUID) -> bytes:
    """A message for its row."""
    return personal_data.keep(text, row=row)


def read_text(message: ComplaintMessage) -> str:
    """The words of a message; none once they are erased. Raises PersonalDataUnreadable."""
    kept = bytes(message.body)
    return personal_data.read(kept, row=message.pk) if kept else ""


def read_attachment(attachment: Attachment, kept: bytes) -> bytes:
    """The plain content of a file, given the encrypted one. Raises PersonalDataUnreadable."""
    return personal_data.read_bytes(kept, row=attachment.pk)
