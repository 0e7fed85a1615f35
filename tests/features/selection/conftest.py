"""A working group that weighs the cast's units."""

from collections.abc import Callable
from typing import Any

import pytest

from bening.accounts.models import Person
from bening.programs.models import ZoneProgram
from bening.selection import actions
from bening.selection.actions import Figures, ScoreGiven
from bening.selection.models import Candidate, SelectionRound
from tests.features.evaluations.conftest import instrument_version, sheet  # noqa: F401
from tests.features.official_papers import Papers, put_in_place
from tests.people import NOW, Cast, make_person


@pytest.fixture
def program(sheet: Any) -> ZoneProgram:  # noqa: F811
    found: ZoneProgram = sheet.program
    return found


@pytest.fixture
def lead(cast: Cast) -> Person:
    """Leads the working group."""
    return make_person("Nyoman Kerta", agency=cast.agency)


@pytest.fixture
def member(cast: Cast) -> Person:
    """Weighs with it."""
    return make_person("Okta Prasetya", agency=cast.agency)


@pytest.fixture
def round_(cast: Cast, lead: Person, member: Person) -> SelectionRound:
    return actions.open_round(
        agency=cast.agency, year=2026, lead=lead, members=[member], by=cast.agency_admin, now=NOW
    )


@pytest.fixture
def candidate(cast: Cast, round_: SelectionRound, member: Person) -> Candidate:
    """The cast's unit, not scored yet."""
    return actions.add_candidate(round_=round_, unit=cast.unit, by=member, now=NOW)


@pytest.fixture
def other_candidate(cast: Cast, round_: SelectionRound, member: Person) -> Candidate:
    return actions.add_candidate(round_=round_, unit=cast.other_unit, by=member, now=NOW)


Scores = Callable[..., Candidate]


@pytest.fixture
def score(member: Person) -> Scores:
    """`score(candidate, 5, 4, 3)`: one value for each criterion, with a reason."""

    def scored(candidate: Candidate, *values: int, by: Person | None = None) -> Candidate:
        criteria = candidate.round.criteria.items.all()
        return actions.save_candidate(
            candidate=candidate,
            figures=Figures(budget=12_000_000_000, staff=41, users=90_000, figures_source="DPA"),
            scores={
                one.pk: ScoreGiven(value, f"Sebab {one.key}")
                for one, value in zip(criteria, values, strict=False)
            },
            by=by or member,
            now=NOW,
        )

    return scored


@pytest.fixture
def proposed(
    round_: SelectionRound,
    candidate: Candidate,
    other_candidate: Candidate,
    score: Scores,
    lead: Person,
) -> SelectionRound:
    """Both units scored and handed to the head."""
    score(candidate, 5, 4, 5)
    score(other_candidate, 2, 2, 1)
    return actions.propose(round_=round_, by=lead, now=NOW)


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> Papers:
    return put_in_place(monkeypatch)
