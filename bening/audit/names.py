"""Who and which agency, in words: the features above know, the audit trail holds keys only."""

import uuid
from collections.abc import Callable, Iterable, Mapping

Names = Callable[[Iterable[uuid.UUID]], Mapping[uuid.UUID, str]]
"""Names of those keys that are known; others are left out. One query for all of them."""


def _nobody(_keys: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    return {}


_resolvers: dict[str, Names] = {}


def register(*, people: Names | None = None, agencies: Names | None = None) -> None:
    """Let a feature above name people or agencies."""
    _resolvers.update({"people": people} if people else {})
    _resolvers.update({"agencies": agencies} if agencies else {})


def of_people(keys: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """Names of the people known by these keys."""
    return _resolvers.get("people", _nobody)(keys)


def of_agencies(keys: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """Names of the agencies known by these keys."""
    return _resolvers.get("agencies", _nobody)(keys)
