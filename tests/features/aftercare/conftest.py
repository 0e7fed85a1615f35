"""A title of the cast's unit, the program that watches over it, and papers without typesetting."""

import sys
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from bening.aftercare.actions import plan_reviews
from bening.aftercare.models import AftercareReview
from bening.documents.models import DocumentKind, OfficialDocument
from bening.evaluations.models import EvaluationSheet
from bening.programs.models import Award, Designation, ProgramState, ZoneProgram
from tests.features.evaluations.conftest import instrument_version, sheet  # noqa: F401
from tests.features.programs.papers import make_paper
from tests.people import NOW, Cast

GIVEN_ON = date(2024, 4, 10)


def make_award(
    cast: Cast,
    unit: Any = None,
    *,
    title: Designation = Designation.WBK,
    on: date = GIVEN_ON,
    program: ZoneProgram | None = None,
) -> Award:
    """A title recorded at NOW."""
    unit = unit or cast.unit
    return Award.objects.create(
        agency_id=unit.agency_id,
        unit=unit,
        designation=title,
        decree_number=f"{title}/{on.year}",
        awarded_on=on,
        program=program,
        entered_by=cast.agency_admin,
        entered_at=NOW,
    )


@pytest.fixture
def program(sheet: EvaluationSheet) -> ZoneProgram:  # noqa: F811
    """A program whose title is watched over."""
    found = sheet.program
    found.state = ProgramState.AFTERCARE
    found.save(update_fields=["state"])
    return found


@pytest.fixture
def award(cast: Cast, program: ZoneProgram) -> Award:
    return make_award(cast, program=program)


@pytest.fixture
def review(award: Award, papers: list[dict[str, Any]]) -> AftercareReview:
    """The monitoring that is due for `award`."""
    plan_reviews(now=NOW)
    return AftercareReview.objects.get(award=award)


@pytest.fixture
def papers(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was asked of `documents.actions.issue`; each makes a row, nothing is typeset."""
    asked: list[dict[str, Any]] = []

    def issue(**values: Any) -> OfficialDocument:
        asked.append(values)
        paper = make_paper(cast, values["program"], DocumentKind(values["kind"]))
        paper.unit, paper.number, paper.dated_on = (
            values["unit"], values["number"], values["dated_on"],
        )  # fmt: skip
        paper.save(update_fields=["unit", "number", "dated_on"])
        return paper

    stand_in = ModuleType("bening.documents.actions")
    stand_in.issue = issue  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "bening.documents.actions", stand_in)
    return asked


def make_decree(cast: Cast, award: Award, *, on: date, number: str = "12/2026") -> OfficialDocument:
    """A revocation decree that was brought in."""
    paper = make_paper(cast, award.program, DocumentKind.REVOCATION_DECREE)
    paper.unit, paper.number, paper.dated_on = award.unit, number, on
    paper.save(update_fields=["unit", "number", "dated_on"])
    return paper
