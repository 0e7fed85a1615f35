"""Whoever declared an interest in a unit neither weighs nor mentors it."""

from typing import Any

import pytest

from bening.conflicts.ties import TiedByInterest
from bening.mentoring import actions as mentoring
from tests.features.conflicts.conftest import declare
from tests.people import NOW, TODAY, Cast


def test_a_member_of_the_group_does_not_weigh_a_unit_it_is_tied_to(
    cast: Cast, candidate: Any, other_candidate: Any, member: Any, lead: Any, score: Any
) -> None:
    _ = cast.agency_head
    declare(member, about_unit=cast.unit)

    with pytest.raises(TiedByInterest):
        score(candidate, 1, 1, 1)
    score(other_candidate, 1, 1, 1)
    score(candidate, 1, 1, 1, by=lead)


def test_who_is_tied_to_a_unit_does_not_mentor_it(cast: Cast) -> None:
    inspector, _ = cast.inspector, cast.agency_head
    visit: dict[str, Any] = {
        "held_on": TODAY,
        "place": "Aula",
        "purpose": "Menilik",
        "by": inspector,
        "now": NOW,
    }
    mentoring.plan_visit(unit=cast.unit, **visit)
    declare(inspector, about_unit=cast.unit)

    with pytest.raises(TiedByInterest):
        mentoring.plan_visit(unit=cast.unit, **visit)
    mentoring.plan_visit(unit=cast.other_unit, **visit)
