"""A cycle, a program and its sheet for the unit of the cast."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from bening.accounts.models import Person
from bening.evaluations import actions
from bening.evaluations.actions.cycles import CycleDates
from bening.evaluations.instruments import instrument_of, store_shipped
from bening.evaluations.models import EvaluationCycle, EvaluationSheet, InstrumentVersion
from bening.evidence import actions as evidence_actions
from bening.evidence.models import Evidence
from bening.programs.actions import open_program
from bening.programs.models import Designation
from tests.people import NOW, Cast, sign_in

Save = Callable[..., object]


@pytest.fixture
def instrument_version(db: None) -> InstrumentVersion:
    store_shipped(now=NOW)
    return InstrumentVersion.objects.get(slug="lke-2021")


def make_cycle(cast: Cast, version: InstrumentVersion, year: int) -> EvaluationCycle:
    """A round of the cast's agency, open all year, about the year before."""
    dates = CycleDates(
        date(year - 1, 1, 1), date(year - 1, 12, 31), date(year, 1, 5), date(year, 12, 20)
    )
    return actions.open_cycle(
        agency=cast.agency,
        year=year,
        instrument=version,
        dates=dates,
        by=cast.agency_admin,
        now=NOW,
    )


def make_sheet(cast: Cast, version: InstrumentVersion, year: int = 2026) -> EvaluationSheet:
    """The empty sheet of the cast's unit."""
    program = open_program(
        unit=cast.unit,
        cycle=make_cycle(cast, version, year),
        target=Designation.WBK,
        by=cast.agency_admin,
        now=NOW,
    )
    return EvaluationSheet.objects.select_related("unit__agency", "cycle", "instrument").get(
        program=program
    )


@pytest.fixture
def sheet(cast: Cast, instrument_version: InstrumentVersion) -> EvaluationSheet:
    return make_sheet(cast, instrument_version)


@pytest.fixture
def last_year(cast: Cast, instrument_version: InstrumentVersion) -> EvaluationSheet:
    return make_sheet(cast, instrument_version, 2025)


@pytest.fixture
def save(cast: Cast) -> Save:
    """Saves an answer as the PIC: `save(sheet, "A.I.1.i.a", "Ya")`."""

    def saved(
        sheet: EvaluationSheet,
        code: str,
        value: str | None = None,
        *,
        inputs: dict[str, str] | None = None,
        note: str = "",
        seen: int = 0,
        by: Person | None = None,
    ) -> actions.Saved:
        return actions.save_answer(
            sheet=sheet,
            official_code=code,
            value=value,
            inputs=inputs,
            note=note,
            seen_version=seen,
            by=by or cast.pic,
            now=NOW,
        )

    return saved


@pytest.fixture
def prove(cast: Cast) -> Callable[..., Evidence]:
    """Attaches a new web link to a question as the PIC."""

    def proved(sheet: EvaluationSheet, code: str, title: str = "Laporan") -> Evidence:
        evidence = evidence_actions.add_link(
            unit=sheet.unit,
            url="https://tirtamaya.example/laporan",
            title=title,
            by=cast.pic,
            now=NOW,
        )
        evidence_actions.attach(
            evidence=evidence, sheet=sheet, official_code=code, by=cast.pic, now=NOW
        )
        return evidence

    return proved


@pytest.fixture
def pic_client(cast: Cast) -> Client:
    return sign_in(Client(), cast.pic)


@pytest.fixture
def fill(save: Save) -> Callable[[EvaluationSheet], None]:
    """Answers every question: the first option, an index of 3.60, equal counts."""

    def filled(sheet: EvaluationSheet) -> None:
        for question in instrument_of(sheet.instrument).questions:
            if question.formula:
                save(sheet, question.code, inputs={c.id: "6" for c in question.inputs})
            elif question.criteria:
                save(sheet, question.code, question.criteria[0].key, note="Dilaksanakan.")
            else:
                save(sheet, question.code, "3.60")

    return filled
