"""Last year's answers as proposals, also from another instrument."""

from collections.abc import Callable

import pytest

from bening.domain.scoring import Choice
from bening.evaluations.earlier import earlier_answers
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationSheet, InstrumentVersion
from tests.features.evaluations.conftest import Save, make_sheet
from tests.people import Cast

CODE = "A.I.5.iii.c"


def found_for(sheet: EvaluationSheet) -> dict[str, object]:
    return dict(earlier_answers(sheet, instrument_of(sheet.instrument)))


def test_nothing_before_the_first_year(sheet: EvaluationSheet) -> None:
    assert found_for(sheet) == {}


def test_same_instrument_same_code(
    sheet: EvaluationSheet, last_year: EvaluationSheet, save: Save, prove: Callable[..., object]
) -> None:
    save(last_year, CODE, "B", note="Lama")
    prove(last_year, CODE, "Satu")
    prove(last_year, CODE, "Dua")
    found = earlier_answers(sheet, instrument_of(sheet.instrument))[CODE]
    assert (found.year, found.given, found.note, found.proofs) == (2025, Choice("B"), "Lama", 2)


def test_withdrawn_evidence_does_not_count(
    sheet: EvaluationSheet, last_year: EvaluationSheet, save: Save, prove: Callable[..., object]
) -> None:
    from bening.evidence.models import Evidence  # noqa: PLC0415
    from tests.people import NOW  # noqa: PLC0415

    save(last_year, CODE, "B")
    prove(last_year, CODE)
    Evidence.objects.update(withdrawn_at=NOW)
    assert earlier_answers(sheet, instrument_of(sheet.instrument))[CODE].proofs == 0


@pytest.fixture
def old_sheet(cast: Cast, instrument_version: InstrumentVersion) -> EvaluationSheet:
    return make_sheet(cast, InstrumentVersion.objects.get(slug="lke-2014"), 2024)


def test_another_regulation_by_its_link(
    sheet: EvaluationSheet, old_sheet: EvaluationSheet, save: Save
) -> None:
    save(old_sheet, "A.I.1.i.a", "Ya")
    assert earlier_answers(sheet, instrument_of(sheet.instrument))["A.I.1.i.a"].given == Choice(
        "Ya"
    )


def test_a_scale_that_changed_offers_the_note_only(
    sheet: EvaluationSheet, old_sheet: EvaluationSheet, save: Save
) -> None:
    save(old_sheet, "A.I.1.ii.c", "Ya", note="Sudah disosialisasikan")
    found = earlier_answers(sheet, instrument_of(sheet.instrument))["A.I.1.ii.c"]
    assert found.given is None
    assert found.note == "Sudah disosialisasikan"


def test_only_the_last_sheet_counts(
    cast: Cast,
    instrument_version: InstrumentVersion,
    sheet: EvaluationSheet,
    last_year: EvaluationSheet,
    save: Save,
) -> None:
    before = make_sheet(cast, instrument_version, 2024)
    save(before, "A.I.1.i.a", "Ya")
    save(last_year, CODE, "B")
    assert set(found_for(sheet)) == {CODE}
