"""A program that came to a stage without a team waits for whoever forms the teams."""

import pytest

from bening.calendars.turns import Turn
from bening.programs.models import ProgramState
from bening.reviews import waiting
from tests.features.reviews.conftest import Reviews
from tests.people import NOW, Cast


def team_turns(person: object) -> list[Turn]:
    found: list[Turn] = waiting.turns(person, NOW)  # type: ignore[arg-type]
    return [turn for turn in found if turn.key.startswith("review_team:")]


def test_the_inspector_assigns_the_team_that_is_missing(cast: Cast, reviews: Reviews) -> None:
    program = reviews.program
    (turn,) = team_turns(cast.inspector)
    assert (turn.title, turn.unit) == (program.unit.name, program.unit_id)
    assert not team_turns(cast.operator)
    assert not team_turns(cast.unit_head)
    assert not team_turns(cast.outside_admin)

    reviews.assign()

    assert not team_turns(cast.inspector)


@pytest.mark.parametrize("state", [ProgramState.NOMINATED, ProgramState.TPN_FIELD])
def test_the_operator_assigns_a_national_team(
    cast: Cast, reviews: Reviews, state: ProgramState
) -> None:
    reviews.assign()
    program = reviews.put(reviews.program, state)
    assert not team_turns(cast.inspector)
    assert [turn.unit for turn in team_turns(cast.operator)] == [program.unit_id]

    reviews.assign(program, reviews.national_team)

    assert not team_turns(cast.operator)
