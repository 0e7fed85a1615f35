"""A unit found worth proposing waits until somebody puts it into a proposal."""

from bening.accounts.models import Person
from bening.nominations import actions, waiting
from tests.features.nominations.conftest import Proposals
from tests.people import NOW, Cast


def unproposed(person: Person) -> list[str]:
    return [turn.title for turn in waiting.turns(person, NOW) if turn.key.startswith("unproposed:")]


def test_it_waits_for_those_who_prepare_proposals(cast: Cast, proposals: Proposals) -> None:
    program = proposals.program
    for person in (cast.inspector, cast.agency_head):
        assert unproposed(person) == [program.unit.name]
    for person in (cast.unit_head, cast.pic, cast.outside_admin):
        assert unproposed(person) == []

    nomination = actions.open_nomination(cycle=program.cycle, by=cast.inspector, now=NOW)
    actions.add_unit(nomination=nomination, program=program, by=cast.inspector, now=NOW)

    assert unproposed(cast.inspector) == []
