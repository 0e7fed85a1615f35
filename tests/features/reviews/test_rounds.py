"""Opening rounds, handing them on and back, and closing them: order, completeness, papers."""

import json

import pytest

from bening.accounts.refusals import NotAllowed
from bening.audit.queries import history
from bening.documents.letters import Grid, Heading, Letter
from bening.evaluations.models import EvaluationSheet, SheetState, Snapshot
from bening.programs import lifecycle
from bening.programs.models import ProgramState, ProgramStep
from bening.reviews import actions
from bening.reviews.dossier import dossier_of
from bening.reviews.models import ReviewAssignment, ReviewMark, ReviewRound, ReviewTier
from bening.reviews.refusals import NotYourTurn, ReviewRefused, RoundMoved, Untouched
from bening.reviews.reports import ReportHead
from tests.features.reviews.conftest import Papers, Reviews
from tests.people import NOW, TODAY, Cast

CODE = "A.I.1.i.a"


# --- opening


def test_a_round_reads_the_newest_snapshot_when_it_opens(reviews: Reviews) -> None:
    newest = reviews.submit(reviews.program)

    assert reviews.round.snapshot == newest
    assert (reviews.round.stage, reviews.round.number, reviews.round.state) == ("tpi", 1, "member")


def test_a_second_round_does_not_open_beside_an_open_one(reviews: Reviews) -> None:
    round_ = reviews.round

    with pytest.raises(ReviewRefused, match="round_is_open"):
        actions.open_round(program=reviews.program, by=reviews.lead, now=NOW)

    assert ReviewRound.objects.get() == round_


def test_no_round_opens_without_a_team_a_state_or_a_sent_sheet(reviews: Reviews) -> None:
    with pytest.raises(ReviewRefused, match="no_team_yet"):
        actions.open_round(program=reviews.program, by=reviews.cast.inspector, now=NOW)
    reviews.assign()
    building = reviews.put(reviews.program, ProgramState.BUILDING)
    with pytest.raises(ReviewRefused, match="no_review_now"):
        actions.open_round(program=building, by=reviews.lead, now=NOW)
    program = reviews.put(reviews.program, ProgramState.TPI_ROUND_1)
    EvaluationSheet.objects.filter(program=program).update(state=SheetState.DRAFT)
    with pytest.raises(ReviewRefused, match="sheet_is_open"):
        actions.open_round(program=program, by=reviews.lead, now=NOW)

    assert not ReviewRound.objects.exists()


@pytest.mark.parametrize(
    "who", ["pic", "unit_head", "agency_head", "agency_admin", "outside_admin"]
)
def test_others_open_no_round(cast: Cast, reviews: Reviews, who: str) -> None:
    reviews.assign()

    with pytest.raises(NotAllowed, match="opens_as_team"):
        actions.open_round(program=reviews.program, by=getattr(cast, who), now=NOW)


# --- handing on and back


def test_a_tier_with_untouched_questions_is_not_sent(reviews: Reviews) -> None:
    reviews.confirm_all(reviews.round, ReviewTier.MEMBER, reviews.member)
    ReviewMark.objects.filter(official_code__in=[CODE, "B.II.a.1"]).delete()

    with pytest.raises(Untouched) as refused:
        reviews.send(reviews.round, reviews.member)

    assert refused.value.codes == (CODE, "B.II.a.1")
    assert refused.value.values == {"count": 2, "first": CODE}
    assert reviews.fresh(reviews.round).state == "member"


def test_a_lead_who_touched_nothing_sends_nothing(reviews: Reviews) -> None:
    round_ = reviews.to_lead(reviews.round)

    with pytest.raises(Untouched) as refused:
        reviews.send(round_, reviews.lead)

    assert len(refused.value.codes) == 113


def test_only_whose_turn_it_is_sends_and_returns(reviews: Reviews) -> None:
    for by in (reviews.lead, reviews.controller):
        with pytest.raises(NotYourTurn, match="not_your_turn"):
            reviews.send(reviews.round, by)
    with pytest.raises(NotAllowed):
        reviews.send(reviews.round, reviews.cast.inspector)
    with pytest.raises(NotYourTurn, match="first_tier_returns_to_nobody"):
        actions.return_to_tier(
            round_=reviews.round, reason="x", seen_version=1, by=reviews.member, now=NOW
        )


def test_a_return_has_a_reason_and_goes_one_tier_down(reviews: Reviews) -> None:
    round_ = reviews.to_controller(reviews.round)
    version = round_.version

    with pytest.raises(ReviewRefused, match="return_reason_missing"):
        actions.return_to_tier(
            round_=round_, reason=" ", seen_version=version, by=reviews.controller, now=NOW
        )
    back = actions.return_to_tier(
        round_=round_,
        reason="Periksa area 5.",
        seen_version=version,
        by=reviews.controller,
        now=NOW,
    )

    assert back.state == "lead"
    step = back.steps.last()
    assert step is not None
    assert (step.kind, step.source, step.target) == ("returned", "controller", "lead")
    assert step.reason == "Periksa area 5."


def test_a_value_changed_after_a_return_must_be_looked_at_again_above(reviews: Reviews) -> None:
    round_ = reviews.to_lead(reviews.round)
    reviews.confirm_all(round_, ReviewTier.LEAD, reviews.lead)
    kept = reviews.fresh(round_)
    actions.return_to_tier(
        round_=kept, reason="Ulangi.", seen_version=kept.version, by=reviews.lead, now=NOW
    )
    reviews.mark(CODE, "Tidak", by=reviews.member, seen=1)
    reviews.send(round_, reviews.member)

    with pytest.raises(Untouched) as refused:
        reviews.send(round_, reviews.lead)

    assert refused.value.codes == (CODE,)


def test_a_page_that_is_behind_moves_nothing(reviews: Reviews) -> None:
    stale = reviews.round.version
    round_ = reviews.to_lead(reviews.round)
    actions.return_to_tier(
        round_=round_, reason="x", seen_version=round_.version, by=reviews.lead, now=NOW
    )

    with pytest.raises(RoundMoved):
        actions.send_to_next_tier(round_=round_, seen_version=stale, by=reviews.member, now=NOW)


def test_the_last_tier_does_not_send(reviews: Reviews) -> None:
    round_ = reviews.to_controller(reviews.round)

    with pytest.raises(NotYourTurn, match="last_tier_closes"):
        reviews.send(round_, reviews.controller)


# --- closing


def test_closing_the_first_round_moves_all_that_belongs_together(
    reviews: Reviews, papers: Papers
) -> None:
    reviews.mark(
        CODE, "Tidak", by=reviews.member, note="SK belum ada.", recommendation="Terbitkan SK."
    )
    sent = reviews.to_controller(reviews.round)
    reviews.confirm_all(sent, ReviewTier.CONTROLLER, reviews.controller)

    closed = reviews.close(sent, "round_1_closed", reviews.controller)

    program = reviews.again(reviews.program)
    assert (closed.state, closed.outcome, closed.closed_by) == (
        "closed",
        "round_1_closed",
        reviews.controller,
    )
    assert program.state == ProgramState.REPAIR
    step = ProgramStep.objects.get(program=program)
    assert [paper.kind for paper in step.documents.all()] == ["evaluation_report_1"]
    assert step.snapshot == closed.snapshot
    assert program.sheet.state == SheetState.DRAFT
    assert Snapshot.objects.get().reopened_reason == "Laporan Hasil Evaluasi TPI tahap 1 " + (
        program.unit.name
    )
    assert [(one["official_code"], one["text"], one["source"]) for one in papers.recommended] == [
        (CODE, "Terbitkan SK.", "lhe_1")
    ]
    assert "sheet.returned" in {event.act for event in history(("sheet", program.sheet.pk))}


def test_a_controller_with_untouched_questions_does_not_close(reviews: Reviews) -> None:
    sent = reviews.to_controller(reviews.round)
    reviews.confirm_all(sent, ReviewTier.CONTROLLER, reviews.controller)
    ReviewMark.objects.filter(tier=ReviewTier.CONTROLLER, official_code=CODE).delete()

    with pytest.raises(Untouched, match=r"A\.I\.1\.i\.a"):
        reviews.close(sent, "round_1_closed", reviews.controller)

    assert reviews.again(reviews.program).state == ProgramState.TPI_ROUND_1
    assert not reviews.fresh(sent).is_closed


def test_the_round_closes_in_the_controllers_turn_and_by_the_controller(reviews: Reviews) -> None:
    with pytest.raises(NotYourTurn, match="not_your_turn"):
        reviews.close(reviews.round, "round_1_closed", reviews.controller)
    sent = reviews.to_controller(reviews.round)
    reviews.confirm_all(sent, ReviewTier.CONTROLLER, reviews.controller)
    for by in (reviews.lead, reviews.member, reviews.cast.inspector, reviews.cast.agency_head):
        with pytest.raises(NotAllowed, match="closes_as_closer"):
            reviews.close(sent, "round_1_closed", by)


def test_closing_asks_for_its_number_and_a_known_result(reviews: Reviews) -> None:
    sent = reviews.to_controller(reviews.round)
    reviews.confirm_all(sent, ReviewTier.CONTROLLER, reviews.controller)

    with pytest.raises(ReviewRefused, match="report_number_missing"):
        reviews.close(sent, "round_1_closed", reviews.controller, number="")
    with pytest.raises(ReviewRefused, match="report_number_missing"):
        reviews.close(sent, "round_1_closed", reviews.controller, number="  ")
    for outcome in ("found_eligible", "awarded", ""):
        with pytest.raises(ReviewRefused, match="outcome_unknown"):
            reviews.close(sent, outcome, reviews.controller)

    assert reviews.again(reviews.program).state == ProgramState.TPI_ROUND_1


def test_a_closed_round_changes_no_more(reviews: Reviews) -> None:
    reviews.through_round_1()
    closed = reviews.fresh(reviews.round)

    with pytest.raises(NotYourTurn, match="round_is_closed"):
        reviews.mark(CODE, "Tidak", by=reviews.controller, round_=closed, seen=1)
    with pytest.raises(NotYourTurn, match="round_is_closed"):
        reviews.close(closed, "round_1_closed", reviews.controller)
    with pytest.raises(NotYourTurn, match="round_is_closed"):
        reviews.send(closed, reviews.member)


def test_the_program_does_not_move_without_its_closed_round(
    reviews: Reviews, papers: Papers
) -> None:
    reviews.to_controller(reviews.round)
    paper = papers.issue(
        letter=_letter(reviews),
        agency=reviews.cast.agency,
        unit=reviews.program.unit,
        program=reviews.program,
        kind="evaluation_report_1",
        number="1",
        dated_on=TODAY,
        by=reviews.controller,
        now=NOW,
    )

    with pytest.raises(ReviewRefused, match="round_1_not_closed"):
        lifecycle.advance(
            program=reviews.program,
            name="round_1_closed",
            by=reviews.controller,
            now=NOW,
            documents=[paper],
        )


def _letter(reviews: Reviews) -> Letter:
    return Letter(title="LHE", heading="LHE", agency=reviews.cast.agency.name)


def test_no_unit_sees_more_than_one_reader_would_expect_of_its_report(
    reviews: Reviews, papers: Papers
) -> None:
    reviews.mark(
        CODE, "Tidak", by=reviews.member, note="SK belum ada.", recommendation="Terbitkan SK."
    )
    sent = reviews.to_controller(reviews.round)
    reviews.confirm_all(sent, ReviewTier.CONTROLLER, reviews.controller)
    reviews.close(sent, "round_1_closed", reviews.controller)

    letter = papers.letters[-1]
    headings = [block.text for block in letter.blocks if isinstance(block, Heading)]
    assert headings == [
        "Dasar evaluasi",
        "Penugasan",
        "Tujuan",
        "Sasaran",
        "Metode",
        "Ruang lingkup dan batasan",
        "Hasil penilaian",
        "Pemenuhan nilai minimal",
        "Kesimpulan",
        "Catatan per butir",
        "Rekomendasi",
    ]
    scores, minima, notes = (block for block in letter.blocks if isinstance(block, Grid))
    assert scores.columns == ("Komponen", "Bobot", "Mandiri", "Evaluasi")
    assert scores.rows[-1][:2] == ("Nilai total", "100,00")
    assert len(scores.rows) == 2 + 4 + 12 + 1  # components, aspects and results, areas, the total
    assert len(notes.rows) == 113
    question = "Sudahkah unit kerja memiliki tim pembangunan ZI?"
    assert notes.rows[0] == (CODE, question, "Ya", "Tidak", "Sesuai bukti.")
    assert {row[3] for row in minima.rows} <= {"Memenuhi", "Belum"}
    assert json.dumps(letter.copies) == json.dumps([f"Pimpinan {reviews.cast.agency.name}"])


def test_an_assignment_letter_names_the_team_and_is_issued_once(
    reviews: Reviews, papers: Papers
) -> None:
    assignment = reviews.assign()
    head = ReportHead("09/ST", TODAY, "Tirtamaya")
    with pytest.raises(NotAllowed):
        actions.issue_assignment_letter(assignment=assignment, head=head, by=reviews.lead, now=NOW)

    actions.issue_assignment_letter(
        assignment=assignment, head=head, by=reviews.cast.inspector, now=NOW
    )
    with pytest.raises(ReviewRefused, match="assignment_has_letter"):
        actions.issue_assignment_letter(
            assignment=assignment, head=head, by=reviews.cast.inspector, now=NOW
        )

    first = ReviewAssignment.objects.get(pk=assignment.pk).letter
    assert first is not None
    first.withdrawn_by, first.withdrawn_at = reviews.cast.inspector, NOW
    first.withdrawn_reason = "Nomor keliru"
    first.save()
    second = actions.issue_assignment_letter(
        assignment=assignment,
        head=ReportHead("10/ST", TODAY, "Tirtamaya"),
        by=reviews.cast.inspector,
        now=NOW,
    )
    assert ReviewAssignment.objects.get(pk=assignment.pk).letter == second != first

    team = next(block for block in papers.letters[-1].blocks if isinstance(block, Grid))
    assert [row[1] for row in team.rows] == [
        reviews.controller.name,
        reviews.lead.name,
        reviews.member.name,
    ]


def test_the_score_of_a_round_is_that_of_its_highest_tier(reviews: Reviews) -> None:
    reviews.mark(CODE, "Tidak", by=reviews.member)
    sent = reviews.to_controller(reviews.round)
    reviews.mark(CODE, "Ya", by=reviews.controller, round_=sent)

    dossier = dossier_of(reviews.fresh(sent))
    assert dossier.final[CODE].value == "Ya"
    assert dossier.values_of(ReviewTier.LEAD)[CODE].value == "Tidak"
