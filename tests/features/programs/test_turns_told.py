"""The turn of a program says where it stands and what its owner can do."""

import pytest

from bening.evaluations.models import EvaluationSheet
from bening.programs import waiting
from bening.programs.models import ProgramState, ZoneProgram
from tests.people import NOW, Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "who", "detail"),
    [
        (ProgramState.DECLARED, "agency_head", "Dicanangkan, program 2026: {acts}"),
        (ProgramState.COACHING, "unit_head", "Pembinaan, program 2026: {acts}"),
        (ProgramState.SELF_ASSESSMENT, "unit_head", "Penilaian mandiri, program 2026"),
    ],
)
def test_it_says_what_to_do_but_not_which_road_it_may_not_take(
    cast: Cast, sheet: EvaluationSheet, state: ProgramState, who: str, detail: str
) -> None:
    acts = {
        ProgramState.DECLARED: "tetapkan sebagai unit ZI",
        ProgramState.COACHING: "lanjutkan pembangunan",
    }
    ZoneProgram.objects.filter(pk=sheet.program_id).update(state=state)

    found = {turn.key: turn.detail for turn in waiting.turns(getattr(cast, who), NOW)}

    key = f"program:{sheet.program_id}:{state.value}"
    assert found[key] == detail.format(acts=acts.get(state, ""))
