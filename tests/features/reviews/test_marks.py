"""What a tier says of a question: proposals, notes, versions, time, and who may say it."""

import pytest

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.audit.queries import history
from bening.domain.scoring import AnswerRefused
from bening.evaluations.refusals import UnknownQuestion
from bening.reviews import actions
from bening.reviews.actions import Verdict
from bening.reviews.dossier import dossier_of
from bening.reviews.models import ReviewMark, ReviewTier, Standing
from bening.reviews.refusals import MarkConflict, NotYourTurn, ReviewRefused
from tests.features.reviews.conftest import Reviews
from tests.people import NOW, Cast

CODE = "A.I.1.i.a"
RATIO = "A.II.3.iii.a"


def test_a_mark_says_whether_it_confirms_or_changes_what_was_proposed(reviews: Reviews) -> None:
    same = reviews.mark(CODE, "Ya", by=reviews.member).mark
    other = reviews.mark("A.I.1.i.b", "C", by=reviews.member).mark

    assert (same.standing, same.proposed_value) == (Standing.CONFIRMED, "Ya")
    assert (other.standing, other.proposed_value, other.value) == (Standing.CHANGED, "A", "C")


def test_there_is_one_row_for_a_question_round_and_tier(reviews: Reviews) -> None:
    reviews.mark(CODE, "Ya", by=reviews.member)
    reviews.mark(CODE, "Tidak", by=reviews.member, seen=1)

    mark = ReviewMark.objects.get()
    assert (mark.value, mark.version, mark.tier) == ("Tidak", 2, ReviewTier.MEMBER)


def test_the_members_note_is_wanted_with_every_question(reviews: Reviews) -> None:
    with pytest.raises(ReviewRefused, match="note_missing"):
        reviews.mark(CODE, "Ya", by=reviews.member, note="  ")

    assert not ReviewMark.objects.exists()


def test_later_tiers_write_a_note_where_they_differ_only(reviews: Reviews) -> None:
    round_ = reviews.to_lead(reviews.round)

    assert reviews.mark(CODE, "Ya", by=reviews.lead, round_=round_, note="").changed
    with pytest.raises(ReviewRefused, match="note_missing_where_changed"):
        reviews.mark(CODE, "Tidak", by=reviews.lead, round_=round_, note="", seen=1)

    assert reviews.mark(
        CODE, "Tidak", by=reviews.lead, round_=round_, note="Kurang.", seen=1
    ).changed


def test_the_parse_rules_are_those_of_the_sheet(reviews: Reviews) -> None:
    with pytest.raises(AnswerRefused, match="unknown_option"):
        reviews.mark(CODE, "Mungkin", by=reviews.member)
    with pytest.raises(AnswerRefused, match="comma_decimal"):
        reviews.mark("B.I.a.1", "3,4", by=reviews.member)
    with pytest.raises(UnknownQuestion):
        reviews.mark("Z.9", "Ya", by=reviews.member)


def test_no_answer_is_a_value_too(reviews: Reviews) -> None:
    mark = reviews.mark(CODE, "", by=reviews.member, note="Tidak ada bukti apa pun.").mark

    assert (mark.value, mark.standing) == ("", Standing.CHANGED)
    assert CODE not in dossier_of(reviews.fresh(reviews.round)).final_answers


def test_the_verdict_on_evidence_and_the_recommendation_are_kept(reviews: Reviews) -> None:
    mark = reviews.mark(
        CODE,
        "Ya",
        by=reviews.member,
        verdict=Verdict(relevant=True, valid=False),
        recommendation="Lengkapi notula.",
    ).mark

    assert (mark.relevant, mark.valid, mark.sufficient) == (True, False, None)
    assert mark.recommendation == "Lengkapi notula."


def test_saving_the_same_again_adds_time_and_nothing_else(reviews: Reviews) -> None:
    reviews.mark(CODE, "Ya", by=reviews.member, seconds=40)
    again = reviews.mark(CODE, "Ya", by=reviews.member, seconds=20)
    reviews.mark(CODE, "Ya", by=reviews.member, seconds=10**9)

    assert not again.changed
    mark = ReviewMark.objects.get()
    assert (mark.version, mark.seconds) == (1, 60 + 3600)
    subject = ("review_question", f"{reviews.round.pk}/{CODE}")
    assert [event.act for event in history(subject)] == ["review.marked"]


def test_of_two_who_save_the_second_gets_a_choice(reviews: Reviews) -> None:
    reviews.mark(CODE, "Ya", by=reviews.member)

    with pytest.raises(MarkConflict) as refused:
        reviews.mark(CODE, "Tidak", by=reviews.member)

    assert refused.value.current.value == "Ya"
    assert ReviewMark.objects.get().value == "Ya"


def test_a_version_that_never_was_is_refused(reviews: Reviews) -> None:
    with pytest.raises(ReviewRefused, match="mark_version_unknown"):
        reviews.mark(CODE, "Ya", by=reviews.member, seen=4)


@pytest.mark.parametrize("who", ["pic", "unit_head", "parent_head", "inspector", "agency_admin"])
def test_nobody_outside_the_team_values(cast: Cast, reviews: Reviews, who: str) -> None:
    with pytest.raises(NotAllowed, match="marks_as_team"):
        reviews.mark(CODE, "Ya", by=getattr(cast, who))


def test_nobody_values_before_the_declaration(reviews: Reviews) -> None:
    reviews.assign()
    round_ = actions.open_round(program=reviews.program, by=reviews.lead, now=NOW)

    with pytest.raises(ReviewRefused, match="declaration_missing"):
        reviews.mark(CODE, "Ya", by=reviews.member, round_=round_)

    reviews.declare(reviews.program, reviews.member)
    assert reviews.mark(CODE, "Ya", by=reviews.member, round_=round_).changed


def test_every_tier_writes_in_its_own_turn(reviews: Reviews) -> None:
    def refused(by: Person) -> str:
        with pytest.raises(NotYourTurn) as raised:
            reviews.mark(CODE, "Tidak", by=by, round_=reviews.round)
        return raised.value.code

    assert refused(reviews.lead) == refused(reviews.controller) == "not_your_turn"
    reviews.to_lead(reviews.round)
    assert refused(reviews.member) == refused(reviews.controller) == "not_your_turn"
    reviews.confirm_all(reviews.round, ReviewTier.LEAD, reviews.lead)
    reviews.send(reviews.round, reviews.lead)
    assert refused(reviews.member) == refused(reviews.lead) == "not_your_turn"
    assert reviews.mark(CODE, "Tidak", by=reviews.controller).changed


def test_what_reviewers_say_is_not_in_the_history_of_the_units_question(reviews: Reviews) -> None:
    reviews.mark(CODE, "Tidak", by=reviews.member)

    sheet = reviews.program.sheet
    assert all(
        event.act.startswith(("answer.", "sheet."))
        for subject in (("question", f"{sheet.pk}/{CODE}"), ("sheet", sheet.pk))
        for event in history(subject)
    )


def test_each_tier_is_shown_the_value_of_the_one_before(reviews: Reviews) -> None:
    reviews.mark(CODE, "Tidak", by=reviews.member)
    round_ = reviews.to_lead(reviews.round)
    dossier = dossier_of(reviews.fresh(round_))

    shown = dossier.proposals(ReviewTier.LEAD)
    assert (shown[CODE].source, shown[CODE].held.value) == ("member", "Tidak")
    assert dossier.proposals(ReviewTier.MEMBER)[CODE].held.value == "Ya"

    reviews.mark(CODE, "Ya", by=reviews.lead, round_=round_)
    assert dossier_of(reviews.fresh(round_)).proposals(ReviewTier.CONTROLLER)[CODE].source == "lead"
