"""Each role on each write is allowed or refused as the table says, and nothing is left of it."""

import inspect
from types import ModuleType

import pytest
from django.db import transaction

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.audit.access import NotAdministrator
from bening.audit.models import Event
from bening.domain.refusals import Refused
from bening.evaluations.models import InstrumentVersion
from tests.features.evidence.conftest import no_previews, own_store
from tests.features.refusals.role_acts import ACTS, MODULES
from tests.features.refusals.role_table import INNER, TABLE, WHO
from tests.features.refusals.role_world import World
from tests.people import Cast

__all__ = ["no_previews", "own_store"]
OWN_ONLY = {"own_details_only", "token_of_another"}
"""What is nobody's but one's own is refused by these words, whatever the role."""


def writes(module: ModuleType) -> set[str]:
    """The public functions of a module that act in somebody's name."""
    names = getattr(module, "__all__", None) or [name for name in vars(module) if name[0] != "_"]
    functions = {name: getattr(module, name) for name in names}
    return {
        name
        for name, function in functions.items()
        if inspect.isfunction(function)
        and "by" in inspect.signature(function).parameters
        and (hasattr(module, "__path__") or function.__module__ == module.__name__)
    }


def test_every_write_has_its_row() -> None:
    found = {f"{short}.{name}" for short, module in MODULES.items() for name in writes(module)}

    assert {row.partition(" ")[0] for row in TABLE} | set(INNER) == found
    assert set(ACTS) == set(TABLE)
    assert {who for row in TABLE.values() for who in row.split()} <= set(WHO)


@pytest.mark.once  # each write passes and is refused on PostgreSQL in the tests of its feature
@pytest.mark.slow  # every role with every write: nine seconds of a processor
@pytest.mark.parametrize("row", sorted(TABLE))
def test_each_role_may_what_the_table_says(
    cast: Cast, version: InstrumentVersion, no_previews: list[str], row: str
) -> None:
    expected = {who: who in TABLE[row].split() for who in WHO}

    found = {who: is_allowed(cast, version, row, who) for who in WHO}

    assert found == expected


def is_allowed(cast: Cast, version: InstrumentVersion, row: str, who: str) -> bool:
    """Whether the act passes, in a transaction that is rolled back either way."""
    for name in (*WHO, "unit", "other_unit"):  # nobody is made inside what is rolled back
        getattr(cast, name)
    before = transaction.savepoint()
    try:
        return passes(World(cast, version), row, getattr(cast, who))
    finally:
        transaction.savepoint_rollback(before)


def passes(world: World, row: str, by: Person) -> bool:
    if not refusal_of(world, row, by):
        return True
    events = Event.objects.count()  # what the act works on is made now
    assert refusal_of(world, row, by)
    assert Event.objects.count() == events
    return False


def refusal_of(world: World, row: str, by: Person) -> Refused | None:
    try:
        ACTS[row](world, by)
    except (NotAllowed, NotAdministrator) as refusal:
        return refusal
    except Refused as refusal:
        if refusal.code in OWN_ONLY:
            return refusal
        raise
    return None
