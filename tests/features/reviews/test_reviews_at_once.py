"""Two at once: one is done, the other is refused in words, and nothing is half there."""

import pytest

from bening.domain.refusals import Refused
from bening.programs.models import ProgramState, ProgramStep
from bening.reviews import actions
from bening.reviews.models import ReviewMark, ReviewRound, ReviewTier, RoundStep
from bening.reviews.refusals import MarkConflict, NotYourTurn, ReviewRefused
from tests.features.refusals.test_races import together
from tests.features.reviews.conftest import TRAINED, Reviews
from tests.people import NOW

CODE = "A.I.1.i.a"


@pytest.mark.django_db(transaction=True)
def test_of_two_controllers_who_close_at_once_one_does(reviews: Reviews) -> None:
    deputy = reviews.reviewer("Rina Pengendali")
    actions.add_member(
        team=reviews.team,
        person=deputy,
        tier=ReviewTier.CONTROLLER,
        trained_on=TRAINED,
        by=reviews.cast.inspector,
        now=NOW,
    )
    sent = reviews.to_controller(reviews.round)
    reviews.declare(reviews.program, deputy)
    reviews.confirm_all(sent, ReviewTier.CONTROLLER, reviews.controller)

    found = together(
        lambda: reviews.close(sent, "round_1_closed", reviews.controller),
        lambda: reviews.close(sent, "round_1_closed", deputy),
    )

    assert sum(isinstance(one, ReviewRound) for one in found) == 1
    refused = next(one for one in found if isinstance(one, Refused))
    assert refused.code in {"round_is_closed", "round_moved"}
    assert RoundStep.objects.filter(kind="closed").count() == 1
    assert ProgramStep.objects.count() == 1
    assert reviews.again(reviews.program).state == ProgramState.REPAIR


@pytest.mark.django_db(transaction=True)
def test_of_two_who_value_at_once_one_gets_a_choice(reviews: Reviews) -> None:
    colleague = reviews.reviewer("Anggota Dua")
    actions.add_member(
        team=reviews.team,
        person=colleague,
        tier=ReviewTier.MEMBER,
        trained_on=TRAINED,
        by=reviews.cast.inspector,
        now=NOW,
    )
    _ = reviews.round
    reviews.declare(reviews.program, colleague)
    for seen in range(4):
        found = together(
            lambda seen=seen: reviews.mark(  # type: ignore[misc]
                CODE, "Ya", by=reviews.member, note=f"satu {seen}", seen=seen
            ),
            lambda seen=seen: reviews.mark(  # type: ignore[misc]
                CODE, "Tidak", by=colleague, note=f"dua {seen}", seen=seen
            ),
        )
        assert sum(isinstance(one, MarkConflict) for one in found) == 1
        assert ReviewMark.objects.get().version == seen + 1


@pytest.mark.django_db(transaction=True)
def test_saving_and_sending_at_once_leave_nothing_behind_the_seal(reviews: Reviews) -> None:
    reviews.confirm_all(reviews.round, ReviewTier.MEMBER, reviews.member)
    _ = reviews.lead

    found = together(
        lambda: reviews.send(reviews.round, reviews.member),
        lambda: reviews.mark(CODE, "Tidak", by=reviews.member, seen=1),
    )

    assert isinstance(found[0], ReviewRound)
    changed = isinstance(found[1], actions.SavedMark)
    assert changed or isinstance(found[1], NotYourTurn)
    assert ReviewMark.objects.get(official_code=CODE).value == ("Tidak" if changed else "Ya")
    assert reviews.fresh(reviews.round).state == "lead"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_open_at_once_one_does(reviews: Reviews) -> None:
    reviews.assign()
    program = reviews.program

    found = together(
        lambda: actions.open_round(program=program, by=reviews.lead, now=NOW),
        lambda: actions.open_round(program=program, by=reviews.member, now=NOW),
    )

    assert sum(isinstance(one, ReviewRound) for one in found) == 1
    assert [one.code for one in found if isinstance(one, ReviewRefused)] == ["round_is_open"]
    assert ReviewRound.objects.count() == 1
