"""The real papers of a review: sealed PDF and DOCX, recommendations with the unit."""

import time
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from bening.documents import actions as documents
from bening.documents.models import OfficialDocument
from bening.domain.refusals import Refused
from bening.mentoring.models import Recommendation
from bening.programs.models import ProgramStep
from bening.reviews.models import ReviewTier
from tests.features.reviews.conftest import Reviews
from tests.people import NOW, Cast

CODE = "A.I.1.i.a"


@pytest.fixture
def real(cast: Cast, settings: Settings, tmp_path: Path) -> Reviews:
    """As `reviews`, with the makers of documents and recommendations themselves."""
    settings.BENING_DATA = tmp_path
    return Reviews(cast)


def test_a_closed_round_leaves_a_sealed_report_and_what_to_improve(real: Reviews) -> None:
    real.mark(CODE, "Tidak", by=real.member, note="SK belum.", recommendation="Terbitkan SK.")
    sent = real.to_controller(real.round)
    real.confirm_all(sent, ReviewTier.CONTROLLER, real.controller)

    closed = real.close(sent, "round_1_closed", real.controller)

    paper = OfficialDocument.objects.get()
    assert closed.report == paper
    assert (paper.kind, paper.number, paper.signed_by) == (
        "evaluation_report_1",
        "7/LHE",
        real.controller,
    )
    assert paper.sealed_at is not None
    assert paper.editable is not None
    with pytest.raises(Refused, match="document_used_in_step"):
        documents.withdraw(document=paper, reason="Salah", by=real.controller, now=NOW)
    ProgramStep.objects.all().delete()  # also where no step names it
    with pytest.raises(Refused, match="round_report_stays"):
        documents.withdraw(document=paper, reason="Salah", by=real.controller, now=NOW)
    advice = Recommendation.objects.get()
    assert (advice.text, advice.official_code, advice.unit) == (
        "Terbitkan SK.",
        CODE,
        real.program.unit,
    )


def test_a_report_of_113_notes_is_made_in_a_second_of_processor_time(real: Reviews) -> None:
    sent = real.to_controller(real.round)
    real.confirm_all(sent, ReviewTier.CONTROLLER, real.controller)
    began = time.process_time()

    real.close(sent, "round_1_closed", real.controller)

    spent = time.process_time() - began
    assert spent < 3  # about 1 s alone; the bound only catches what went wrong
