"""TPI's second round looks at what changed; the rest stands as the first round left it."""

import pytest

from bening.evaluations.models import Answer
from bening.programs import guards
from bening.programs.models import ProgramState
from bening.reviews import conditions, queries
from bening.reviews.dossier import dossier_of
from bening.reviews.models import ReviewStage, ReviewTier
from bening.reviews.refusals import ReviewRefused, Untouched
from bening.reviews.results import final_answers, final_result
from tests.features.reviews.conftest import Papers, Reviews
from tests.people import NOW

ADVISED, CHANGED, NOTED, KEPT = "A.I.1.i.a", "A.I.1.i.b", "A.I.1.ii.a", "A.I.5.iii.c"


def repaired(reviews: Reviews) -> None:
    """Round one found KEPT and ADVISED wanting; the unit then changed two other answers."""
    reviews.mark(
        ADVISED, "Tidak", by=reviews.member, note="SK belum.", recommendation="Terbitkan SK."
    )
    reviews.mark(KEPT, "C", by=reviews.member, note="Tidak rutin.")
    sent = reviews.to_controller(reviews.round)
    reviews.confirm_all(sent, ReviewTier.CONTROLLER, reviews.controller)
    reviews.close(sent, "round_1_closed", reviews.controller)
    answers = Answer.objects.filter(sheet=reviews.program.sheet)
    answers.filter(official_code=CHANGED).update(value="B")
    answers.filter(official_code=NOTED).update(note="Sekarang ada.")


def test_the_second_round_asks_for_what_changed_or_was_recommended(reviews: Reviews) -> None:
    repaired(reviews)

    dossier = dossier_of(reviews.fresh(reviews.open_round_2()))

    assert set(dossier.changed) == {ADVISED, CHANGED, NOTED}
    assert dossier.required(ReviewTier.MEMBER) == dossier.changed


def test_the_unit_proposes_what_it_changed_and_round_one_the_rest(reviews: Reviews) -> None:
    repaired(reviews)
    shown = dossier_of(reviews.fresh(reviews.open_round_2())).proposals(ReviewTier.MEMBER)

    assert (shown[CHANGED].source, shown[CHANGED].held.value) == ("self", "B")
    assert (shown[ADVISED].source, shown[ADVISED].held.value) == ("self", "Ya")
    assert (shown[KEPT].source, shown[KEPT].held.value) == ("tpi_1", "C")


def test_unchanged_questions_keep_the_value_of_round_one(reviews: Reviews) -> None:
    repaired(reviews)
    round_ = reviews.open_round_2()
    for tier, by in (
        (ReviewTier.MEMBER, reviews.member),
        (ReviewTier.LEAD, reviews.lead),
        (ReviewTier.CONTROLLER, reviews.controller),
    ):
        with pytest.raises(Untouched) as refused:
            if tier == ReviewTier.CONTROLLER:
                reviews.close(round_, "not_proposed", by, reason="x")
            else:
                reviews.send(round_, by)
        assert len(refused.value.codes) == 3
        reviews.confirm_all(round_, tier, by)
        if tier != ReviewTier.CONTROLLER:
            reviews.send(round_, by)
    reviews.close(round_, "not_proposed", reviews.controller, reason="Belum cukup.")

    found = final_result(reviews.program, ReviewStage.TPI)
    assert found is not None
    assert found.dossier.final[KEPT].value == "C"
    assert found.dossier.final[CHANGED].value == "B"
    assert found.dossier.final[ADVISED].value == "Ya"
    assert len(final_answers(reviews.program)) == 113
    assert reviews.again(reviews.program).state == ProgramState.COACHING


def test_an_unchanged_question_that_is_valued_again_goes_up_all_tiers(reviews: Reviews) -> None:
    repaired(reviews)
    round_ = reviews.open_round_2()
    reviews.confirm_all(round_, ReviewTier.MEMBER, reviews.member)
    reviews.mark(KEPT, "A", by=reviews.member, round_=round_, note="Bukti lengkap.")
    reviews.send(round_, reviews.member)

    dossier = dossier_of(reviews.fresh(round_))
    assert set(dossier.required(ReviewTier.LEAD)) == {ADVISED, CHANGED, NOTED, KEPT}


def test_the_first_round_is_a_column_of_the_second(reviews: Reviews) -> None:
    repaired(reviews)
    round_ = queries.round_for(reviews.member, reviews.open_round_2().pk, NOW)

    view = queries.view_of(reviews.member, round_, NOW)

    assert [column.key for column in view.columns] == [
        "self", "tpi_1", "member", "lead", "controller",
    ]  # fmt: skip
    assert view.columns[1].cells[KEPT].held.value == "C"
    assert view.columns[1].cells[ADVISED].note == "Sesuai bukti."


def test_the_conclusion_stands_on_the_minima(reviews: Reviews, papers: Papers) -> None:
    reviews.through_round_1()
    round_ = reviews.open_round_2()
    assert reviews.close_round_2(round_, "found_eligible").outcome == "found_eligible"
    assert reviews.again(reviews.program).state == ProgramState.ELIGIBLE
    assert "memenuhi semua nilai minimal" in str(papers.letters[-1].blocks)


def test_a_unit_below_a_minimum_is_not_found_eligible(reviews: Reviews) -> None:
    reviews.program = reviews.program_of(reviews.cast.unit, best=False)
    reviews.through_round_1()
    round_ = reviews.open_round_2()

    with pytest.raises(ReviewRefused, match="thresholds_not_met"):
        reviews.close_round_2(round_, "found_eligible")

    assert reviews.again(reviews.program).state == ProgramState.TPI_ROUND_2
    assert not reviews.fresh(round_).is_closed
    with pytest.raises(ReviewRefused, match="closing_reason_missing"):
        reviews.close(round_, "not_proposed", reviews.controller)


def test_the_guards_say_what_is_missing(reviews: Reviews) -> None:
    program = reviews.program
    for name in (
        "preliminary_closed",
        "round_1_closed",
        "round_2_closed",
        "desk_closed",
        "field_closed",
        "repaired_since_round_1",
        "tpi_thresholds_met",
        "field_thresholds_met",
    ):
        assert name in guards.registered()
        with pytest.raises(ReviewRefused):
            guards.check(name, program, NOW)


def test_a_sheet_that_was_not_sent_again_is_no_repair(reviews: Reviews) -> None:
    program = reviews.through_round_1()
    with pytest.raises(ReviewRefused, match="nothing_repaired"):
        conditions.repaired_since_round_1(program, NOW)

    reviews.submit(program)

    conditions.repaired_since_round_1(reviews.again(program), NOW)


def test_round_one_closed_years_ago_does_not_count_for_today(reviews: Reviews) -> None:
    from datetime import timedelta  # noqa: PLC0415

    from bening.programs.models import ZoneProgram  # noqa: PLC0415

    reviews.through_round_1()
    program = reviews.put(reviews.program, ProgramState.TPI_ROUND_1)
    conditions.round_1_closed(program, NOW)

    ZoneProgram.objects.filter(pk=program.pk).update(state_since=NOW + timedelta(days=1))

    with pytest.raises(ReviewRefused, match="round_1_not_closed"):
        conditions.round_1_closed(reviews.again(program), NOW)
