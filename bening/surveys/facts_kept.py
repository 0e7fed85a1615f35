"""What was counted of a unit's surveys is kept for a moment, and forgotten when it changes."""

from uuid import UUID

from django.core.cache import cache
from django.db import transaction

KEPT = 30
"""Seconds that counted facts are kept where another process changed what they stand on."""


def facts_key(unit_id: UUID) -> str:
    """Where the counted facts of a unit are kept."""
    return f"survey-facts:{unit_id}"


def forget_facts(unit_id: UUID) -> None:
    """Once the transaction is committed, the facts of the unit are counted anew."""
    transaction.on_commit(lambda: cache.delete(facts_key(unit_id)))
