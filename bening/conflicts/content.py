"""Sensitive words at rest: JSON objects under the installation's key, bound to their row."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from bening.adapters.personal_data import keep, read
from bening.domain.conflicts import Interests


def sealed(words: Mapping[str, Any], *, row: UUID) -> bytes:
    """The words, encrypted and bound to the row."""
    return keep(written(words), row=row)


def opened(kept: bytes | memoryview | None, *, row: UUID) -> dict[str, Any]:
    """What `sealed` kept; empty where nothing is. Raises PersonalDataUnreadable."""
    if kept is None:
        return {}
    found: dict[str, Any] = json.loads(read(kept, row=row))
    return found


def written(words: Mapping[str, Any]) -> str:
    """The JSON that is kept: the same words give the same text."""
    return json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def interests_of(kept: bytes | memoryview, *, row: UUID) -> Interests:
    """The interests of a list."""
    return Interests.read(opened(kept, row=row))
