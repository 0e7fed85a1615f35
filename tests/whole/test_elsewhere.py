"""Nothing of a channel is there for powerful people elsewhere, whichever key they type.

The rival holds every role of another agency and every office of its channels; the neighbour heads
another unit of the same agency and holds every office there. Both know the keys.
"""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from bening.accounts.models import Person, Role
from bening.agencies.models import Agency, WorkUnit
from bening.conflicts.models import ConflictOfficer
from bening.discipline.models import DisciplineOfficer
from bening.gratuities.models import GratuityOfficer
from bening.risks.models import RiskOfficer
from bening.wealth_reports.models import WealthOfficer
from tests.people import NOW, SINCE, Cast, give, make_person, make_unit, sign_in
from tests.whole.addresses import ADDRESSES, World, patterns
from tests.whole.test_words_shown import CHANNELS

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.slow]
NOT_THERE, NOT_ALLOWED = 404, 403
OPEN_TO_ALL = {"conflicts:public_report"}
"""A form of the public about a unit: its key is on posters."""


def hold_offices(person: Person, agency: Agency, unit: WorkUnit, *, of_agency: bool) -> None:
    """Every office that the channels know, of the agency or of the unit alone."""
    given: dict[str, Any] = {
        "agency": agency, "unit": unit, "person": person, "starts_on": SINCE,
        "given_by": person, "given_at": NOW,
    }  # fmt: skip
    ConflictOfficer.objects.create(**given)
    DisciplineOfficer.objects.create(**given)
    named = {key: given[key] for key in ("person", "starts_on")}
    RiskOfficer.objects.create(unit=unit, given_by=person, given_at=NOW, **named)
    whole = None if of_agency else unit
    named |= {"agency": agency, "unit": whole, "named_by": person, "named_at": NOW}
    WealthOfficer.objects.create(**named)
    GratuityOfficer.objects.create(decree_number="SK-1", decree_on=SINCE, **named)


def rival_of(cast: Cast) -> Person:
    """Of another agency, where they may do everything."""
    person = make_person("Ratna Sewu", agency=cast.outside_agency)
    for role in (Role.AGENCY_ADMIN, Role.AGENCY_HEAD, Role.INSPECTOR):
        give(person, role)
    give(person, Role.UNIT_HEAD, unit=cast.outside_unit)
    give(person, Role.UNIT_PIC, unit=cast.outside_unit)
    hold_offices(person, cast.outside_agency, cast.outside_unit, of_agency=True)
    return person


def neighbour_of(cast: Cast) -> Person:
    """Of the same agency, head and officer of a unit beside."""
    unit = make_unit(cast.agency, "77", "Dinas Tetangga")
    person = make_person("Teguh Batas", agency=cast.agency)
    give(person, Role.UNIT_HEAD, unit=unit)
    give(person, Role.UNIT_PIC, unit=unit)
    hold_offices(person, cast.agency, unit, of_agency=False)
    return person


def keyed(channel: str) -> list[str]:
    """The addresses of the channel that name something."""
    named = dict(patterns())
    return [
        name
        for name in ADDRESSES
        if name.startswith(f"{channel}:") and "<uuid:" in named[name] and name not in OPEN_TO_ALL
    ]


def answered(client: Client, world: World, channel: str, person: Person) -> dict[str, set[int]]:
    """What each address answers them: opened, and with an empty form sent."""
    found: dict[str, set[int]] = {}
    for name in keyed(channel):
        address = reverse(name, args=ADDRESSES[name].keys(world))
        for ask in (client.get, client.post):
            cache.clear()
            sign_in(client, person)
            found.setdefault(name, set()).add(ask(address).status_code)
        found[name] -= {405}
    return found


@pytest.mark.parametrize("channel", CHANNELS)
def test_nothing_is_there_for_another_agency(client: Client, channel: str) -> None:
    world = World(Cast())
    answers = answered(client, world, channel, rival_of(world.cast))

    assert answers
    assert {name: codes for name, codes in answers.items() if codes != {NOT_THERE}} == {}


@pytest.mark.parametrize("channel", CHANNELS)
def test_nothing_is_there_for_the_head_of_another_unit(client: Client, channel: str) -> None:
    world = World(Cast())
    answers = answered(client, world, channel, neighbour_of(world.cast))
    refused = {NOT_THERE, NOT_ALLOWED}

    assert answers
    open_ = {name: codes for name, codes in answers.items() if not codes <= refused}
    assert open_ == {}
