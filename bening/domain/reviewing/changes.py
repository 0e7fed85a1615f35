"""What changed between two frozen versions of a sheet."""

from collections.abc import Iterable, Mapping
from typing import Any

PROVEN_BY = ("id", "sha256", "revision", "url", "proves")
"""What of a piece of evidence makes it another one; its check mark and title do not."""


def changed_codes(
    codes: Iterable[str], before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[str, ...]:
    """The codes whose answer, note or evidence differ, in the order of `codes`.

    Both contents are those of snapshots: `answers` by code, `evidence` lists by code. The order of
    evidence does not matter.
    """
    return tuple(code for code in codes if _of(code, before) != _of(code, after))


def _of(code: str, content: Mapping[str, Any]) -> tuple[Any, ...]:
    answer = content["answers"].get(code) or {}
    inputs = {name: str(count) for name, count in (answer.get("inputs") or {}).items()}
    proofs = sorted(
        repr([proof.get(name) for name in PROVEN_BY]) for proof in content["evidence"].get(code, ())
    )
    return (answer.get("value") or "", inputs, answer.get("note") or "", proofs)
