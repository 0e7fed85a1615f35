"""A corruption case recorded after the proposal was sent waits for the national team."""

from datetime import timedelta

import pytest

from bening.accounts.models import Person
from bening.nominations import waiting
from bening.nominations.models import RequirementValue
from bening.programs.models import ProgramState
from tests.features.nominations.conftest import Proposals
from tests.people import NOW, Cast

LATER = NOW + timedelta(hours=1)


def cases(person: Person) -> list[str]:
    return [turn.title for turn in waiting.turns(person, LATER) if turn.key.startswith("case:")]


def recorded(proposals: Proposals, value: str) -> None:
    row = proposals.enter("tanpa_perkara_kkn", value, proposals.program.unit)
    RequirementValue.objects.filter(pk=row.pk).update(entered_at=LATER)


@pytest.mark.parametrize(
    "state",
    [ProgramState.NOMINATED, ProgramState.TPN_PRECHECK, ProgramState.TPN_FIELD, ProgramState.PANEL],
)
def test_a_case_recorded_late_waits_for_the_national_team(
    cast: Cast, proposals: Proposals, state: ProgramState
) -> None:
    proposals.send()
    proposals.put(state)
    assert cases(proposals.national) == []

    recorded(proposals, "tidak")

    assert cases(proposals.national) == [proposals.program.unit.name]
    for person in (cast.inspector, cast.agency_head, cast.unit_head, cast.pic):
        assert cases(person) == []


def test_it_ends_with_the_evaluation_or_when_the_value_is_set_right(proposals: Proposals) -> None:
    proposals.send()
    proposals.put(ProgramState.TPN_DESK)
    recorded(proposals, "tidak")
    assert cases(proposals.national)

    proposals.put(ProgramState.COACHING)
    assert cases(proposals.national) == []

    proposals.put(ProgramState.TPN_DESK)
    recorded(proposals, "ya")
    assert cases(proposals.national) == []


def test_a_case_known_before_the_proposal_makes_no_second_turn(proposals: Proposals) -> None:
    proposals.send()
    proposals.enter("tanpa_perkara_kkn", "tidak", proposals.program.unit)
    proposals.put(ProgramState.TPN_DESK)

    assert cases(proposals.national) == []
