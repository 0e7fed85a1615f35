"""The papers of this feature as they really come out: typeset and sealed."""

from bening.aftercare.actions import (
    DecreeHead,
    close_review,
    issue_certificate,
    plan_reviews,
    revoke_title,
    save_review,
)
from bening.aftercare.models import AftercareReview, Verdict
from bening.programs.models import Award, ProgramState, ZoneProgram
from tests.people import NOW, TODAY, Cast


def test_certificate_report_and_decree_are_sealed_papers_of_the_unit(
    cast: Cast, award: Award, program: ZoneProgram
) -> None:
    made = issue_certificate(
        award=award, number="P-1/2026", dated_on=TODAY, by=cast.agency_head, now=NOW
    )
    plan_reviews(now=NOW)
    review = AftercareReview.objects.get(award=award)
    save_review(
        review=review,
        scores={"A": "48", "B.I.a": "16", "B.I.b": "3.75", "B.II": "15"},
        survey_note="40 responden",
        note="Baik.",
        seen_version=1,
        by=cast.inspector,
        now=NOW,
    )
    report = close_review(
        review=review,
        verdict=Verdict.HOLDS,
        number="L-1/2026",
        dated_on=TODAY,
        by=cast.inspector,
        now=NOW,
    ).report
    revoke_title(
        award=award,
        head=DecreeHead("K-1/2026", TODAY),
        reason="Suap di loket terbukti.",
        by=cast.agency_head,
        now=NOW,
    )
    decree = program.documents.get(kind="revocation_decree")
    assert report is not None
    for paper in (made, report, decree):
        assert paper.sealed_at == NOW
        assert (paper.unit_id, paper.program_id) == (cast.unit.pk, program.pk)
    program.refresh_from_db()
    assert program.state == ProgramState.COOLING_OFF
