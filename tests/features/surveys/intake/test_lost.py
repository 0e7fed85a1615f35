"""Answers that can't be sealed any more are declared lost, counted, and a period can go on."""

from datetime import timedelta

import pytest

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.audit.acts import describe
from bening.audit.models import Event
from bening.audit.verification import Verification
from bening.domain.sealing.findings import Kind
from bening.surveys import checking, sealing
from bening.surveys.actions.integrity import LONGEST_REASON, declare_lost
from bening.surveys.actions.results import process_period
from bening.surveys.day_key import day_keys
from bening.surveys.models import (
    CountedReceipt,
    IntakeRow,
    PeriodResult,
    PeriodState,
    SpentToken,
    SurveyDay,
    SurveyPeriod,
    SurveyResponse,
)
from bening.surveys.refusals import SurveyRefused, WrongMoment
from tests.features.surveys.intake.respondents import MIDNIGHT, answer, invite, seal, survey
from tests.features.surveys_results.making import make_tpi
from tests.people import NOW, Cast

pytestmark = pytest.mark.django_db(transaction=True)

LATER = MIDNIGHT + timedelta(hours=9)
WHY = "Cakram server rusak pada 16 April."


@pytest.fixture
def judge(cast: Cast) -> Person:
    return make_tpi(cast)


@pytest.fixture
def broken(cast: Cast) -> SurveyPeriod:
    """Closed; fifteen answers were sealed, and the key of twelve is gone."""
    period = survey(cast)
    sealing.seal_days(now=NOW)
    tokens = invite(period, 27)
    answer(period, tokens[:20])
    sealing.seal_days(now=MIDNIGHT)
    answer(period, tokens[20:], now=MIDNIGHT)
    assert waiting() == (12, 12)
    day_keys().current.unlink()
    assert seal(period, now=LATER) == 0
    period.refresh_from_db()
    return period


def waiting() -> tuple[int, int]:
    return IntakeRow.objects.count(), SpentToken.objects.count()


def declare(period: SurveyPeriod, by: Person, reason: str = WHY) -> SurveyPeriod:
    return declare_lost(period=period, reason=reason, by=by, now=LATER)


def kinds() -> list[str]:
    return sorted(one.code for one in Verification().run() if one.kind == Kind.RECORD_WRONG)


def worked_out(period: SurveyPeriod, by: Person) -> PeriodResult:
    return process_period(period=period, by=by, now=LATER)


def test_what_no_key_opens_is_declared_lost_and_the_period_goes_on(
    cast: Cast, judge: Person, broken: SurveyPeriod
) -> None:
    with pytest.raises(WrongMoment, match="answers_unsealed"):
        worked_out(broken, cast.pic)
    assert kinds() == ["waiting_unreadable"]

    assert declare(broken, judge).lost == 12
    assert waiting() == (0, 0)
    assert day_keys().retired() == []
    assert SurveyResponse.objects.count() == CountedReceipt.objects.count() == 15
    assert kinds() == []
    event = Event.objects.get(act=checking.LOST)
    assert (event.by, event.data) == (judge.pk, {"answers": 12, "reason": WHY})
    assert describe(event).endswith(f"12 isian hilang atau tidak dapat dibuka: {WHY}")

    result = worked_out(broken, cast.pic)
    assert result.counted == 15
    (signal,) = [one for one in result.integrity["signals"] if one["code"] == "sealed_days"]
    assert (signal["value"], signal["verdict"]) == ("12", "look")


def test_the_lost_count_is_what_the_trail_says(judge: Person, broken: SurveyPeriod) -> None:
    declare(broken, judge)
    SurveyPeriod.objects.filter(pk=broken.pk).update(lost=2)
    assert kinds() == ["count_differs"]
    (found,) = checking.check_period(broken)
    assert (found.detail, found.answer) == ("lost", "12")


def test_so_is_the_count_of_those_never_opened(cast: Cast) -> None:
    period = survey(cast)
    answer(period, invite(period, 4))
    seal(period)
    assert kinds() == []
    SurveyPeriod.objects.filter(pk=period.pk).update(unopened=0)
    assert kinds() == ["count_differs"]


def test_a_row_that_was_taken_is_declared(cast: Cast, judge: Person) -> None:
    period = survey(cast)
    answer(period, invite(period, 12))
    IntakeRow.objects.filter(pk=IntakeRow.objects.values_list("pk", flat=True)[0]).delete()
    seal(period)
    assert declare(period, judge).lost == 1
    assert kinds() == []
    assert worked_out(_fresh(period), cast.pic).counted == 11


def test_what_can_be_sealed_is_sealed_first(cast: Cast, judge: Person) -> None:
    """Also where nobody came by since the closing, and where a forged receipt stood in the way."""
    period = survey(cast)
    answer(period, invite(period, 9))
    forged = SpentToken.objects.all()[0].receipt
    CountedReceipt.objects.create(receipt=forged, period=period, day=period.starts_on)
    assert seal(period) == 0, "the fault keeps the whole set"

    assert declare(_fresh(period), judge).lost == 1
    assert waiting() == (0, 0)
    assert SurveyDay.objects.get().size == 8


def test_rows_of_others_stay_until_nobody_can_own_them(cast: Cast, judge: Person) -> None:
    one, other = survey(cast, "satu"), survey(cast, "dua")
    for period in (one, other):
        answer(period, invite(period, 6))
    kept = day_keys().current.read_bytes()
    day_keys().current.unlink()
    seal(one)
    assert declare(_fresh(one), judge).lost == 6
    assert waiting() == (12, 6), "six of them may still be opened, if the key is found"
    assert kinds() == ["waiting_unreadable"]

    day_keys().current.write_bytes(kept)
    assert kinds() == ["waiting_added"], "those that were declared lost are there after all"
    day_keys().current.unlink()
    seal(other)
    assert declare(_fresh(other), judge).lost == 6
    assert waiting() == (0, 0)
    assert kinds() == []


def test_fewer_than_five_that_are_left_are_never_opened(cast: Cast, judge: Person) -> None:
    period = survey(cast)
    answer(period, invite(period, 6))
    rows = list(IntakeRow.objects.values_list("pk", flat=True))
    IntakeRow.objects.filter(pk__in=rows[:3]).delete()
    seal(period)
    found = declare(_fresh(period), judge)
    assert (found.lost, found.unopened) == (3, 3)
    assert kinds() == []


def _fresh(period: SurveyPeriod) -> SurveyPeriod:
    return SurveyPeriod.objects.select_related("unit__agency").get(pk=period.pk)


# --- refusals


def test_an_open_period_loses_nothing_yet(cast: Cast, judge: Person) -> None:
    period = survey(cast)
    answer(period, invite(period, 6))
    day_keys().current.unlink()
    with pytest.raises(WrongMoment, match="lost_while_open"):
        declare(period, judge)
    assert waiting() == (6, 6)


def test_where_all_is_sealed_nothing_is_lost(cast: Cast, judge: Person) -> None:
    period = survey(cast)
    answer(period, invite(period, 6))
    SurveyPeriod.objects.filter(pk=period.pk).update(state=PeriodState.CLOSED)
    with pytest.raises(WrongMoment, match="nothing_lost"):
        declare(_fresh(period), judge)
    assert SurveyDay.objects.get().size == 6, "sealed meanwhile"
    assert _fresh(period).lost == 0


@pytest.mark.parametrize(
    ("reason", "code"),
    [("", "ruling_reason_missing"), (" \n", "ruling_reason_missing"),
     ("x" * (LONGEST_REASON + 1), "ruling_reason_too_long")],
)  # fmt: skip
def test_a_reason_is_asked_for(judge: Person, broken: SurveyPeriod, reason: str, code: str) -> None:
    with pytest.raises(SurveyRefused, match=code):
        declare(broken, judge, reason)
    assert waiting() == (12, 12)


@pytest.mark.parametrize("who", ["unit_head", "pic", "area_member", "colleague", "outsider"])
def test_nobody_of_the_unit_declares(cast: Cast, broken: SurveyPeriod, who: str) -> None:
    with pytest.raises(NotAllowed):
        declare(broken, getattr(cast, who))
    assert waiting() == (12, 12)
