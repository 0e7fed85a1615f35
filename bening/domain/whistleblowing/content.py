"""What a reporter tells, as it is sealed: one JSON document, read by people with `age` alone."""

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

VERSION = 1


@dataclass(frozen=True, slots=True)
class FileNote:
    """A sealed file of a report or message: its key, the name it was sent under, its kind."""

    key: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class ReportContent:
    """The account of a violation by the six questions, and what else helps to follow it up.

    Every text may be empty but `what`. `works_there` is "yes", "no" or "" for no answer, `reach`
    whether the reporter wants questions in the reply box. `left_out` names those who were not
    made recipients, and why: their own report would be no news to them.
    """

    kind: str
    what: str
    who: str = ""
    where: str = ""
    when: str = ""
    why: str = ""
    how: str = ""
    loss: str = ""
    witnesses: str = ""
    known_by: str = ""
    told_elsewhere: str = ""
    works_there: str = ""
    reach: bool = True
    left_out: tuple[str, ...] = ()
    files: tuple[FileNote, ...] = ()


@dataclass(frozen=True, slots=True)
class MessageContent:
    """A message of the reply box."""

    text: str
    files: tuple[FileNote, ...] = ()


@dataclass(frozen=True, slots=True)
class IdentityContent:
    """Who a confidential reporter is."""

    name: str
    contact: str = ""


Content = ReportContent | MessageContent | IdentityContent
_LABELS = {
    ReportContent: "bening report",
    MessageContent: "bening message",
    IdentityContent: "bening identity",
}


def write(content: Content) -> bytes:
    """The document that is sealed: UTF-8 JSON with indents, for eyes too."""
    head = {"is": _LABELS[type(content)], "version": VERSION}
    return json.dumps(head | asdict(content), ensure_ascii=False, indent=1).encode()


def read_report(document: bytes) -> ReportContent:
    """What `write` made of a report. Raises ValueError."""
    return ReportContent(**_values(document, ReportContent))


def read_message(document: bytes) -> MessageContent:
    """What `write` made of a message. Raises ValueError."""
    return MessageContent(**_values(document, MessageContent))


def read_identity(document: bytes) -> IdentityContent:
    """What `write` made of an identity. Raises ValueError."""
    return IdentityContent(**_values(document, IdentityContent))


def _values(document: bytes, kind: type[Content]) -> dict[str, Any]:
    values = json.loads(document)
    if not isinstance(values, dict) or values.get("is") != _LABELS[kind]:
        raise ValueError(f"not a {_LABELS[kind]}")
    known = {each.name for each in fields(kind)}
    found = {name: value for name, value in values.items() if name in known}
    if "files" in found:
        found["files"] = tuple(FileNote(**each) for each in found["files"])
    if "left_out" in found:
        found["left_out"] = tuple(found["left_out"])
    return found
