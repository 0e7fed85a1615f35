"""What waits for a person, and the pages about it, cost the same for many programs as for few."""

from collections.abc import Callable
from itertools import count

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bening.accounts.access import remember_rights
from bening.accounts.models import Person
from bening.calendars.turns import turns_of
from bening.evaluations.instruments import store_shipped
from bening.evaluations.models import EvaluationCycle, InstrumentVersion
from bening.programs.actions import open_program
from bening.programs.models import Designation, ProgramState, ZoneProgram
from tests.features.evaluations.conftest import make_cycle
from tests.people import NOW, Cast, make_unit, sign_in

pytestmark = pytest.mark.slow

WHO = ("agency_admin", "agency_head", "inspector", "operator", "parent_head", "pic")
MOST = 64


@pytest.fixture
def cycle(cast: Cast) -> EvaluationCycle:
    store_shipped(now=NOW)
    return make_cycle(cast, InstrumentVersion.objects.get(slug="lke-2021"), 2026)


@pytest.fixture
def in_every_state(cast: Cast, cycle: EvaluationCycle) -> Callable[[], None]:
    """One more program in each state, of a unit below the unit of `parent_head`."""
    numbers = count(100)

    def add() -> None:
        for state in ProgramState:
            unit = make_unit(cast.agency, f"33{next(numbers)}", parent=cast.parent_unit)
            opened = open_program(
                unit=unit, cycle=cycle, target=Designation.WBK, by=cast.agency_admin, now=NOW
            )
            ZoneProgram.objects.filter(pk=opened.pk).update(state=state)

    return add


def asked(read: Callable[[], object]) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as found:
        read()
    return len(found)


@pytest.mark.parametrize("who", WHO)
def test_pages_about_programs_keep_their_queries(
    cast: Cast, client: Client, in_every_state: Callable[[], None], who: str
) -> None:
    person: Person = getattr(cast, who)
    in_every_state()
    in_every_state()
    sign_in(client, person)
    read: dict[str, Callable[[], object]] = {
        "turns": lambda: turns_of(remember_rights(Person.objects.get(pk=person.pk)), NOW),
        "/giliran/": lambda: client.get("/giliran/"),
        "/": lambda: client.get("/", follow=True),
        "/program/": lambda: client.get("/program/"),
    }
    for one in read.values():  # what is kept from now on is kept
        one()
    few = {name: asked(one) for name, one in read.items()}
    in_every_state()
    in_every_state()
    many = {name: asked(one) for name, one in read.items()}

    assert many == few
    assert max(many.values()) <= MOST
