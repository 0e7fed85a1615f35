"""The addresses of one question, made from their routes once for a sheet."""

import functools
from dataclasses import dataclass, fields
from urllib.parse import quote
from uuid import UUID

from django.urls import reverse

MARK = "0CODE0"


@dataclass(frozen=True)
class Addresses:
    """Where a question's parts are read and sent."""

    question: str
    answer: str
    reuse: str
    history: str
    comment: str
    assignment: str
    evidence: str
    rest: str
    parts: str


@functools.lru_cache(maxsize=4096)
def addresses(sheet_id: UUID, code: str) -> Addresses:
    """The addresses of a question of a sheet."""
    safe = quote(code)
    return Addresses(*(pattern.replace(MARK, safe) for pattern in _patterns(sheet_id)))


@functools.lru_cache(maxsize=256)
def _patterns(sheet_id: UUID) -> tuple[str, ...]:
    names = [field.name for field in fields(Addresses)]
    apps = {"evidence": "evidence:question"}
    return tuple(
        reverse(apps.get(name, f"evaluations:{name}"), args=(sheet_id, MARK)) for name in names
    )
