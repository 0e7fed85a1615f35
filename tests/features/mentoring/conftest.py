"""A declared program of the cast's unit, its TPI, and something recommended."""

from typing import Any

import pytest

from bening.accounts.models import Person, Role
from bening.evidence import actions as evidence_actions
from bening.evidence.models import Evidence
from bening.mentoring import actions
from bening.mentoring.models import Recommendation
from bening.programs.models import ProgramState, ZoneProgram
from tests.features.evaluations.conftest import instrument_version, sheet  # noqa: F401
from tests.features.official_papers import Papers, put_in_place
from tests.people import NOW, TODAY, Cast, give, make_person


@pytest.fixture
def program(sheet: Any) -> ZoneProgram:  # noqa: F811
    """The unit's program, under construction."""
    found: ZoneProgram = sheet.program
    ZoneProgram.objects.filter(pk=found.pk).update(state=ProgramState.BUILDING)
    found.refresh_from_db()
    return found


@pytest.fixture
def tpi(cast: Cast) -> Person:
    """An evaluator of TPI, assigned to the unit."""
    person = make_person("Made Suastika", agency=cast.agency)
    give(person, Role.TPI, unit=cast.unit)
    return person


@pytest.fixture
def proof(cast: Cast) -> Evidence:
    """A web page in the library of the unit."""
    return evidence_actions.add_link(
        unit=cast.unit,
        url="https://tirtamaya.example/sop",
        title="SOP antrean",
        by=cast.pic,
        now=NOW,
    )


@pytest.fixture
def recommended(cast: Cast, program: ZoneProgram, tpi: Person) -> Recommendation:
    """What TPI wants to be improved, after its first round."""
    return actions.recommend(
        unit=cast.unit,
        program=program,
        text="Lengkapi notula monev.",
        source="lhe_1",
        official_code="A.I.1.iii.c",
        owner=None,
        due_on=TODAY,
        by=tpi,
        now=NOW,
    )


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> Papers:
    return put_in_place(monkeypatch)
