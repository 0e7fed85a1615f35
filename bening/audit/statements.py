"""The kinds of statements that receipts hold, with the words for what they claim.

A feature registers its kind when it starts:

    register_statement("complaint", _("Tanda terima pengaduan"), {"number": _("Nomor")})
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from bening.domain.sealing.receipts import Statement
from bening.ui.figures import kept_day

Words = str | Promise
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Told:
    """A statement in words: its kind, and what it claims, line by line."""

    kind: str
    lines: tuple[tuple[str, str], ...]


_kinds: dict[str, tuple[Words, Mapping[str, Words]]] = {}


def register_statement(kind: str, label: Words, claims: Mapping[str, Words]) -> None:
    """Names a kind of statement and its claims; a name ending in `_on` is a day."""
    _kinds[kind] = (label, claims)


def told(statement: Statement) -> Told:
    """What people read of a statement; a claim nobody named keeps its own name."""
    label, names = _kinds.get(statement.kind, (statement.kind, {}))
    return Told(
        kind=str(label)[:LONGEST],
        lines=tuple(
            (str(names.get(name, name))[:LONGEST], _value(name, value))
            for name, value in statement.claims.items()
        ),
    )


def _value(name: str, value: object) -> str:
    shown = kept_day(value) if name.endswith("_on") and isinstance(value, str) else str(value)
    return shown[:LONGEST]
