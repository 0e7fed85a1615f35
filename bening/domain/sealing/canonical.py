"""One text for one value, so that a digest can be computed again by anyone.

JSON in UTF-8 with sorted keys, no spaces, no escapes that are not needed, no floats.
"""

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction


class NotCanonical(ValueError):
    """The value has no single text: a float, an unaware time, a key that is not text, an object."""


def canonical(value: object) -> str:
    """The canonical JSON text of a value of texts, integers, booleans, nulls, lists and mappings.

    Exact numbers, keys and times become text as `plain` says. Raises NotCanonical.
    """
    return json.dumps(
        plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def plain(value: object) -> object:  # noqa: C901, PLR0911 - one line for each kind of value
    """The same value in what JSON knows; Decimal, Fraction, UUID, date and time as text."""
    match value:
        case Enum():
            return plain(value.value)
        case None | bool() | int():
            return value
        case str():
            return _encodable(value)
        case Decimal():
            return _decimal(value)
        case Fraction():
            return f"{value.numerator}/{value.denominator}"
        case uuid.UUID():
            return str(value)
        case datetime():
            return instant(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {_key(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case set() | frozenset():
            return sorted((plain(item) for item in value), key=repr)
        case Sequence() if not isinstance(value, bytes | bytearray | memoryview):
            return [plain(item) for item in value]
    raise NotCanonical(f"{type(value).__name__} has no canonical text")


def instant(moment: datetime) -> str:
    """An aware time as UTC text of fixed width: `2026-01-05T01:00:00.000000Z`."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise NotCanonical("a time without zone has no canonical text")
    return moment.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def read_instant(text: str) -> datetime:
    """The time that `instant` wrote. Raises ValueError for any other text."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or instant(moment) != text:
        raise ValueError(f"not a canonical time: {text}")
    return moment


def _decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise NotCanonical("only finite numbers have a canonical text")
    return format(value, "f")


def _key(key: object) -> str:
    if isinstance(key, Enum):
        key = key.value
    if isinstance(key, uuid.UUID):
        return str(key)
    if not isinstance(key, str):
        raise NotCanonical(f"a key must be text, not {type(key).__name__}")
    return _encodable(key)


def _encodable(text: str) -> str:
    """Text that UTF-8 and both databases can hold: no lone surrogate, no NUL."""
    if "\x00" in text:
        raise NotCanonical("text with a NUL character can't be kept")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("text with a lone surrogate can't be kept") from error
    return str(text)
