"""The national stages: desk and field, external surveys with their source, the field value wins."""

from datetime import timedelta

import pytest

from bening.accounts.refusals import NotAllowed
from bening.domain.scoring import AnswerRefused, Choice
from bening.programs.models import ProgramState, ZoneProgram
from bening.reviews import actions, conditions
from bening.reviews.actions import SurveySource
from bening.reviews.dossier import dossier_of
from bening.reviews.models import ReviewMark, ReviewRound, ReviewTier, SurveyValue
from bening.reviews.refusals import MarkConflict, NotYourTurn, ReviewRefused, Untouched
from bening.reviews.reports import ReportHead
from bening.reviews.results import final_answers
from tests.features.reviews.conftest import Reviews
from tests.people import NOW, TODAY

CODE = "A.I.1.i.a"
ANTI_CORRUPTION, SERVICE = "B.I.a.1", "B.II.a.1"
SOURCE = SurveySource("Badan Pusat Statistik", 142, TODAY - timedelta(days=20))


def in_state(reviews: Reviews, state: ProgramState) -> ZoneProgram:
    reviews.through_round_1()
    reviews.close_round_2(reviews.open_round_2(), "found_eligible", value_of={CODE: "Tidak"})
    return reviews.put(reviews.again(reviews.program), state)


def desk(reviews: Reviews) -> ReviewRound:
    return reviews.open_national(in_state(reviews, ProgramState.TPN_DESK))


def field(reviews: Reviews) -> ReviewRound:
    """A field round in which everything but the surveys has been confirmed."""
    round_ = reviews.open_national(in_state(reviews, ProgramState.TPN_FIELD))
    reviews.confirm_all(round_, ReviewTier.MEMBER, reviews.national_member)
    ReviewMark.objects.filter(round=round_, official_code__in=[ANTI_CORRUPTION, SERVICE]).delete()
    return round_


def survey(
    reviews: Reviews,
    round_: ReviewRound,
    code: str = SERVICE,
    value: str = "3.71",
    source: SurveySource = SOURCE,
    seen: int = 0,
) -> actions.SavedMark:
    return actions.record_survey_value(
        round_=round_,
        official_code=code,
        value=value,
        source=source,
        note="Survei eksternal.",
        seen_version=seen,
        by=reviews.national_member,
        now=NOW,
    )


def test_desk_starts_from_the_internal_values_and_is_closed_by_the_lead(reviews: Reviews) -> None:
    round_ = desk(reviews)
    assert dossier_of(reviews.fresh(round_)).proposals(ReviewTier.MEMBER)[CODE].held.value == (
        "Tidak"
    )
    with pytest.raises(Untouched):
        reviews.close(round_, "passed_desk", reviews.national_lead)
    reviews.confirm_all(round_, ReviewTier.MEMBER, reviews.national_member)
    with pytest.raises(NotAllowed, match="closes_as_closer"):
        reviews.close(round_, "passed_desk", reviews.national_member)

    reviews.close(round_, "passed_desk", reviews.national_lead, number="")

    assert reviews.again(reviews.program).state == ProgramState.TPN_FIELD


def test_stopping_at_the_desk_needs_a_reason(reviews: Reviews) -> None:
    round_ = desk(reviews)
    reviews.confirm_all(round_, ReviewTier.MEMBER, reviews.national_member)

    with pytest.raises(ReviewRefused, match="closing_reason_missing"):
        reviews.close(round_, "stopped_at_desk", reviews.national_lead)
    reviews.close(round_, "stopped_at_desk", reviews.national_lead, reason="Bukti tidak sahih.")

    assert reviews.again(reviews.program).state == ProgramState.COACHING


def test_members_and_lead_of_a_national_team_value_together(reviews: Reviews) -> None:
    round_ = desk(reviews)

    reviews.mark(CODE, "Ya", by=reviews.national_member, round_=round_)
    with pytest.raises(MarkConflict):
        reviews.mark(CODE, "Tidak", by=reviews.national_lead, round_=round_)
    reviews.mark(CODE, "Tidak", by=reviews.national_lead, round_=round_, seen=1)

    assert ReviewMark.objects.get(round=round_).tier == ReviewTier.MEMBER


@pytest.mark.parametrize("missing", [ANTI_CORRUPTION, SERVICE])
def test_a_field_evaluation_does_not_close_without_its_survey_values(
    reviews: Reviews, missing: str
) -> None:
    round_ = field(reviews)
    present = SERVICE if missing == ANTI_CORRUPTION else ANTI_CORRUPTION
    survey(reviews, round_, present)
    with pytest.raises(Untouched, match=missing):
        reviews.close(round_, "field_closed", reviews.national_lead, number="")
    # a value without its source is no survey either
    reviews.confirm_all(round_, ReviewTier.MEMBER, reviews.national_member)

    with pytest.raises(ReviewRefused, match="survey_missing") as refused:
        reviews.close(round_, "field_closed", reviews.national_lead, number="")

    assert refused.value.values["codes"] == missing
    assert reviews.again(reviews.program).state == ProgramState.TPN_FIELD


def test_with_its_surveys_it_closes_and_its_values_win(reviews: Reviews) -> None:
    round_ = field(reviews)
    survey(reviews, round_, ANTI_CORRUPTION, "3.10")
    survey(reviews, round_, SERVICE, "3.71")
    reviews.mark(CODE, "Ya", by=reviews.national_member, round_=round_, seen=1)

    reviews.close(round_, "field_closed", reviews.national_lead, number="")

    assert reviews.again(reviews.program).state == ProgramState.CLEARANCE
    won = final_answers(reviews.program)
    assert won[CODE] == Choice("Ya")
    assert str(won[ANTI_CORRUPTION].value) == "3.10"  # type: ignore[union-attr]
    with pytest.raises(ReviewRefused, match="thresholds_not_met"):
        conditions.field_thresholds_met(reviews.again(reviews.program), NOW)


def test_field_values_above_the_minima_pass_the_guard(reviews: Reviews) -> None:
    round_ = field(reviews)
    survey(reviews, round_, ANTI_CORRUPTION, "3.60")
    survey(reviews, round_, SERVICE, "3.60")
    reviews.close(round_, "field_closed", reviews.national_lead, number="")

    conditions.field_thresholds_met(reviews.again(reviews.program), NOW)


def test_an_index_is_not_saved_without_its_source(reviews: Reviews) -> None:
    round_ = field(reviews)

    with pytest.raises(ReviewRefused, match="survey_needs_source"):
        reviews.mark(SERVICE, "3.9", by=reviews.national_member, round_=round_)
    with pytest.raises(ReviewRefused, match="survey_not_here"):
        survey(reviews, round_, CODE, "Ya")

    assert not SurveyValue.objects.exists()


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (SurveySource(" ", 142, TODAY), "organisation_missing"),
        (SurveySource("BPS", 29, TODAY), "respondents_too_few"),
        (SurveySource("BPS", 142, TODAY + timedelta(days=1)), "survey_in_future"),
    ],
)
def test_a_survey_names_who_asked_how_many_and_when(
    reviews: Reviews, source: SurveySource, code: str
) -> None:
    round_ = field(reviews)

    with pytest.raises(ReviewRefused, match=code):
        survey(reviews, round_, source=source)
    with pytest.raises(ReviewRefused, match="survey_value_missing"):
        survey(reviews, round_, value=" ")
    with pytest.raises(AnswerRefused, match="index_too_high"):
        survey(reviews, round_, value="4.01")

    assert not SurveyValue.objects.exists()
    assert not ReviewMark.objects.filter(round=round_, official_code=SERVICE).exists()


def test_fewer_respondents_need_a_statement(reviews: Reviews) -> None:
    round_ = field(reviews)
    few = SurveySource("BPS", 12, TODAY, "Seluruh 12 pengguna layanan setahun.")

    assert survey(reviews, round_, source=few).changed
    assert not survey(reviews, round_, source=few, seen=1).changed
    assert survey(reviews, round_, source=SOURCE, seen=1).changed

    assert SurveyValue.objects.get().respondents == 142


def test_only_the_national_team_enters_surveys_and_only_while_open(reviews: Reviews) -> None:
    round_ = field(reviews)
    for by in (reviews.member, reviews.cast.pic, reviews.cast.inspector):
        with pytest.raises(NotAllowed, match="marks_as_team"):
            actions.record_survey_value(
                round_=round_,
                official_code=SERVICE,
                value="3.7",
                source=SOURCE,
                note="x",
                seen_version=0,
                by=by,
                now=NOW,
            )
    survey(reviews, round_, ANTI_CORRUPTION, "3.60")
    survey(reviews, round_, SERVICE, "3.60")
    reviews.close(round_, "field_closed", reviews.national_lead, number="")
    with pytest.raises(NotYourTurn, match="round_is_closed"):
        survey(reviews, round_, SERVICE, "4", seen=1)


def test_a_program_that_begins_again_is_valued_again(reviews: Reviews) -> None:
    round_ = field(reviews)
    survey(reviews, round_, ANTI_CORRUPTION, "3.10")
    survey(reviews, round_, SERVICE, "3.71")
    reviews.close(round_, "field_closed", reviews.national_lead, number="")
    later = NOW + timedelta(days=1)
    program = reviews.put(reviews.again(reviews.program), ProgramState.TPI_ROUND_1)
    reviews.submit(program)
    again = actions.open_round(program=program, by=reviews.lead, now=later)
    assert (again.number, again.attempt) == (1, 2)
    assert dossier_of(reviews.fresh(again)).earlier == ()
    reviews.to_controller(again)
    reviews.confirm_all(again, ReviewTier.CONTROLLER, reviews.controller)
    kept = reviews.fresh(again)
    actions.close_round(
        round_=kept,
        outcome="round_1_closed",
        seen_version=kept.version,
        by=reviews.controller,
        now=later,
        report=ReportHead("9/LHE", TODAY),
    )

    won = final_answers(reviews.program)
    assert str(won[ANTI_CORRUPTION].value) == "3.60"  # type: ignore[union-attr]
