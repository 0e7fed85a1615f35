"""Sealed second opinions: the sample, who gives them, what stays sealed until when, the figures."""

import hashlib
from fractions import Fraction

import pytest

from bening.accounts.access import roles_of
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.audit.queries import history
from bening.domain.reviewing import sample
from bening.programs.models import ProgramState
from bening.reviews import actions, queries
from bening.reviews.figures import figures_of
from bening.reviews.limits import Limits
from bening.reviews.models import ReviewRound, ReviewStage, ReviewTier, SecondOpinion
from bening.reviews.refusals import MarkConflict, NotYourTurn, ReviewRefused, Untouched
from tests.features.reviews.conftest import Reviews
from tests.people import NOW, TODAY, Cast, make_unit


def other_team(reviews: Reviews) -> Person:
    """A second TPI team; its member is the only one who can be second evaluator."""
    second = reviews.reviewer("Rani Kedua")
    reviews.team_of("Tim 2", {ReviewTier.MEMBER: [second]}, ReviewStage.TPI)
    return second


def answer(
    reviews: Reviews, row: SecondOpinion, by: Person, *, seen: int = 0, best: bool = True
) -> SecondOpinion:
    question = reviews.instrument.question(row.official_code)
    value, inputs = None, None
    if question.formula:
        inputs = {one.id: "6" for one in question.inputs}
    elif question.criteria:
        value = question.criteria[0 if best else -1].key
    else:
        value = "3.60"
    return actions.save_second_opinion(
        round_=row.round,
        official_code=row.official_code,
        value=value,
        inputs=inputs,
        note="Pendapat sendiri.",
        seen_version=seen,
        by=by,
        now=NOW,
    )


def answer_all(reviews: Reviews, round_: ReviewRound, by: Person, best: bool = True) -> None:
    for row in SecondOpinion.objects.filter(round=round_).select_related("round"):
        answer(reviews, row, by, best=best)


def sent(reviews: Reviews, by: Person, best: bool = True) -> ReviewRound:
    """The round of `reviews`, whose second evaluator has declared, answered and sent."""
    round_ = reviews.round
    reviews.declare(reviews.program, by)
    answer_all(reviews, round_, by, best)
    return actions.send_second_opinions(round_=reviews.fresh(round_), by=by, now=NOW)


def test_a_tenth_of_the_questions_is_drawn_from_the_rounds_own_seed(reviews: Reviews) -> None:
    second = other_team(reviews)

    round_ = reviews.fresh(reviews.round)

    seed = f"{round_.pk}\n{round_.snapshot.sha256}".encode()
    assert round_.seed == hashlib.sha256(seed).hexdigest()
    codes = [question.code for question in reviews.instrument.questions]
    rows = queries.sampled(round_)
    assert [row.official_code for row in rows] == list(sample(codes, Fraction(1, 10), round_.seed))
    assert len(rows) == 12
    assert round_.second_evaluator == second
    assert roles_of(second, reviews.program.unit, TODAY) == {Role.TPI}


def test_the_share_is_the_agencys_and_may_be_nothing(cast: Cast, reviews: Reviews) -> None:
    second = other_team(reviews)
    actions.set_limits(
        agency=cast.agency, limits=Limits(sample_percent=0), by=cast.inspector, now=NOW
    )

    assert not SecondOpinion.objects.filter(round=reviews.round).exists()
    assert not roles_of(second, reviews.program.unit, TODAY)


def test_the_second_round_draws_from_what_is_asked(reviews: Reviews) -> None:
    other_team(reviews)
    reviews.mark("A.I.1.i.a", "Ya", by=reviews.member, recommendation="Perbarui SK.")
    reviews.through_round_1()

    round_ = reviews.open_round_2()

    assert [row.official_code for row in SecondOpinion.objects.filter(round=round_)] == [
        "A.I.1.i.a"
    ]


def test_national_rounds_draw_nothing(reviews: Reviews) -> None:
    reviews.through_round_1()
    reviews.close_round_2(reviews.open_round_2())
    program = reviews.put(reviews.again(reviews.program), ProgramState.TPN_DESK)

    assert not SecondOpinion.objects.filter(round=reviews.open_national(program)).exists()


def test_who_is_of_the_team_or_tied_is_no_second_evaluator(cast: Cast, reviews: Reviews) -> None:
    reviews.team_of(
        "Tim 2",
        {ReviewTier.MEMBER: [reviews.member, cast.pic], ReviewTier.LEAD: [cast.parent_head]},
        ReviewStage.TPI,
    )

    assert reviews.fresh(reviews.round).second_evaluator is None

    free = reviews.reviewer("Rani Kedua")
    late = reviews.team_of("Tim 3", {ReviewTier.MEMBER: [free]}, ReviewStage.TPI)
    assert late.members.count() == 1
    for person in (cast.pic, reviews.member, cast.colleague):
        with pytest.raises(ReviewRefused, match="second_not_free"):
            actions.assign_second_evaluator(
                round_=reviews.round, person=person, by=cast.inspector, now=NOW
            )
    with pytest.raises(NotAllowed, match="teams_by_inspector"):
        actions.assign_second_evaluator(
            round_=reviews.round, person=free, by=reviews.controller, now=NOW
        )
    actions.assign_second_evaluator(round_=reviews.round, person=free, by=cast.inspector, now=NOW)
    assert reviews.fresh(reviews.round).second_evaluator == free


def test_another_evaluator_takes_over_only_while_nothing_was_valued(
    cast: Cast, reviews: Reviews
) -> None:
    first = other_team(reviews)
    other = reviews.reviewer("Sari Kedua")
    reviews.team_of("Tim 3", {ReviewTier.LEAD: [other]}, ReviewStage.TPI)
    chosen = reviews.fresh(reviews.round).second_evaluator
    spare = other if chosen == first else first

    actions.assign_second_evaluator(round_=reviews.round, person=spare, by=cast.inspector, now=NOW)

    assert chosen is not None
    assert not roles_of(chosen, reviews.program.unit, TODAY)
    reviews.declare(reviews.program, spare)
    row = SecondOpinion.objects.filter(round=reviews.round).select_related("round").first()
    assert row is not None
    answer(reviews, row, spare)
    with pytest.raises(ReviewRefused, match="second_has_begun"):
        actions.assign_second_evaluator(
            round_=reviews.round, person=chosen, by=cast.inspector, now=NOW
        )


def test_the_second_evaluator_sees_the_units_claim_and_no_other_value(reviews: Reviews) -> None:
    second = other_team(reviews)
    reviews.to_controller(reviews.round)

    view = queries.view_of(second, queries.round_for(second, reviews.round.pk, NOW), NOW)

    assert [column.key for column in view.columns] == ["self"]
    assert not view.may_mark
    pairs = queries.second_opinions_of(second, reviews.fresh(reviews.round), NOW)
    assert len(pairs) == 12
    assert all(pair.own is None and pair.first is None for pair in pairs)


def test_the_first_evaluators_do_not_even_learn_the_sample(cast: Cast, reviews: Reviews) -> None:
    second = other_team(reviews)
    round_ = sent(reviews, second)

    for person in (reviews.member, reviews.lead, reviews.controller, cast.inspector):
        assert queries.second_opinions_of(person, reviews.fresh(round_), NOW) == []


def test_both_sides_open_when_both_have_sent(cast: Cast, reviews: Reviews) -> None:
    second = other_team(reviews)
    round_ = sent(reviews, second)
    assert all(
        one.first is None for one in queries.second_opinions_of(second, reviews.fresh(round_), NOW)
    )

    reviews.to_lead(round_)

    for person in (second, reviews.member, reviews.lead, reviews.controller, cast.inspector):
        pairs = queries.second_opinions_of(person, reviews.fresh(round_), NOW)
        assert len(pairs) == 12
        assert all(one.own is not None and one.first is not None for one in pairs)
    for person in (cast.pic, cast.unit_head, cast.agency_head, cast.colleague):
        assert queries.second_opinions_of(person, reviews.fresh(round_), NOW) == []


def test_sent_is_sealed_also_when_the_second_one_is_not(reviews: Reviews) -> None:
    second = other_team(reviews)
    reviews.to_lead(reviews.round)

    for person in (second, reviews.member, reviews.lead):
        pairs = queries.second_opinions_of(person, reviews.fresh(reviews.round), NOW)
        assert all(one.first is None for one in pairs)


def test_what_the_first_changes_after_seeing_does_not_count(reviews: Reviews) -> None:
    second = other_team(reviews)
    round_ = sent(reviews, second)
    reviews.to_lead(round_)
    row = SecondOpinion.objects.filter(round=round_, first_value__in=("Ya", "A")).first()
    assert row is not None
    kept = reviews.fresh(round_)
    actions.return_to_tier(
        round_=kept, reason="x", seen_version=kept.version, by=reviews.lead, now=NOW
    )
    reviews.mark(row.official_code, "", by=reviews.member, round_=round_, seen=1)
    reviews.send(round_, reviews.member)

    assert SecondOpinion.objects.get(pk=row.pk).first_value == row.first_value


def test_the_sample_is_valued_by_the_second_evaluator_alone_before_it_is_sent(
    reviews: Reviews,
) -> None:
    second = other_team(reviews)
    drawn = SecondOpinion.objects.filter(round=reviews.round).select_related("round")
    row = next(one for one in drawn if reviews.instrument.question(one.official_code).criteria)
    with pytest.raises(ReviewRefused, match="declaration_missing"):
        answer(reviews, row, second)
    reviews.declare(reviews.program, second)
    for by in (reviews.member, reviews.lead, reviews.cast.inspector, reviews.cast.pic):
        with pytest.raises(NotAllowed, match="second_as_second"):
            answer(reviews, row, by)
    with pytest.raises(NotAllowed, match="marks_as_team"):
        reviews.mark(row.official_code, "", by=second)
    answer(reviews, row, second)
    with pytest.raises(MarkConflict):
        answer(reviews, row, second, best=False)
    with pytest.raises(Untouched):
        actions.send_second_opinions(round_=reviews.fresh(reviews.round), by=second, now=NOW)
    SecondOpinion.objects.exclude(pk=row.pk).delete()
    actions.send_second_opinions(round_=reviews.fresh(reviews.round), by=second, now=NOW)

    with pytest.raises(NotYourTurn, match="second_was_sent"):
        answer(reviews, row, second, seen=1, best=False)


def test_a_question_outside_the_sample_and_a_missing_note_are_refused(reviews: Reviews) -> None:
    second = other_team(reviews)
    reviews.declare(reviews.fresh(reviews.round).program, second)
    drawn = {row.official_code for row in SecondOpinion.objects.filter(round=reviews.round)}
    outside = next(
        question.code
        for question in reviews.instrument.questions
        if question.code not in drawn and question.criteria
    )

    def save(code: str, note: str) -> None:
        value = reviews.instrument.question(code).criteria[0].key
        actions.save_second_opinion(
            round_=reviews.round,
            official_code=code,
            value=value,
            inputs=None,
            note=note,
            seen_version=0,
            by=second,
            now=NOW,
        )

    with pytest.raises(ReviewRefused, match="not_in_sample"):
        save(outside, "x")
    inside = next(code for code in sorted(drawn) if reviews.instrument.question(code).criteria)
    with pytest.raises(ReviewRefused, match="note_missing"):
        save(inside, "")


def test_what_was_said_in_secret_is_not_in_any_history(reviews: Reviews) -> None:
    second = other_team(reviews)
    round_ = sent(reviews, second)
    row = SecondOpinion.objects.filter(round=round_).first()
    assert row is not None

    events = history(("review_question", f"{round_.pk}/{row.official_code}"))
    assert [event.act for event in events] == ["review.second_marked"]
    assert set(events[0].data) == {"code", "version"}


def test_the_role_of_the_second_evaluator_ends_with_the_round(reviews: Reviews) -> None:
    second = other_team(reviews)
    reviews.through_round_1()

    assert not roles_of(second, reviews.program.unit, TODAY)


# --- figures


def test_agreement_is_said_of_30_pairs_and_to_controller_and_inspector_only(
    cast: Cast, reviews: Reviews
) -> None:
    second = other_team(reviews)
    actions.set_limits(
        agency=cast.agency, limits=Limits(sample_percent=30), by=cast.inspector, now=NOW
    )
    for number in range(0, 34, 3):
        code = reviews.instrument.questions[number].code
        if reviews.instrument.question(code).criteria:
            last = reviews.instrument.question(code).criteria[-1].key
            reviews.mark(code, last, by=reviews.member)
    round_ = sent(reviews, second)
    assert figures_of(cast.inspector, reviews.cycle, NOW).waiting == 1
    reviews.to_lead(round_)

    found = figures_of(cast.inspector, reviews.cycle, NOW)

    assert (found.agreement.n, found.waiting) == (34, 0)
    assert found.agreement.kappa is not None or found.agreement.low is None
    assert figures_of(reviews.controller, reviews.cycle, NOW).agreement == found.agreement
    for person in (
        reviews.member,
        reviews.lead,
        second,
        cast.pic,
        cast.agency_head,
        cast.agency_admin,
        cast.outside_admin,
    ):
        with pytest.raises(NotAllowed, match="agreement_for_controller"):
            figures_of(person, reviews.cycle, NOW)


def test_twelve_pairs_are_too_few(cast: Cast, reviews: Reviews) -> None:
    second = other_team(reviews)
    reviews.to_lead(sent(reviews, second, best=False))

    found = figures_of(cast.inspector, reviews.cycle, NOW).agreement

    assert (found.n, found.is_enough, found.kappa) == (12, False, None)


def test_the_difference_from_the_field_is_each_evaluators_own(cast: Cast, reviews: Reviews) -> None:
    reviews.through_round_1()
    reviews.close_round_2(reviews.open_round_2())
    assert figures_of(cast.inspector, reviews.cycle, NOW).differences == ()
    program = reviews.put(reviews.again(reviews.program), ProgramState.TPN_FIELD)
    round_ = reviews.open_national(program)
    lower = {"A.I.1.i.a": "Tidak", "A.I.1.i.b": "C"}
    for code, value in lower.items():
        reviews.mark(code, value, by=reviews.national_member, round_=round_)
    reviews.confirm_all(round_, ReviewTier.MEMBER, reviews.national_member)
    reviews.close_field(round_)

    found = {
        one.person: one.difference
        for one in figures_of(cast.inspector, reviews.cycle, NOW).differences
    }

    assert set(found) == {reviews.member, reviews.lead, reviews.controller}
    assert found[reviews.member].n == 113
    assert found[reviews.member].mean == Fraction(2, 113)


def test_a_unit_of_another_cycle_changes_no_figure(cast: Cast, reviews: Reviews) -> None:
    other_team(reviews)
    program = reviews.program_of(make_unit(cast.agency, "77"))

    assert program.cycle == reviews.cycle
    assert figures_of(cast.inspector, reviews.cycle, NOW).agreement.n == 0
