"""A closed period is worked out, kept as it is, judged, confirmed."""

import random
import uuid
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import transaction

from bening.accounts.refusals import NotAllowed
from bening.audit.acts import describe
from bening.audit.models import Event
from bening.domain.surveys.indexes import results_of
from bening.domain.surveys.instrument import SurveyKind
from bening.domain.surveys.integrity import IntakeMark
from bening.domain.surveys.responses import ResponseMode
from bening.domain.surveys.states import PeriodRefused
from bening.surveys.actions import integrity
from bening.surveys.actions.integrity import decide_signal
from bening.surveys.actions.results import confirm_result, latest_result, process_period
from bening.surveys.checking import check_period
from bening.surveys.content import content_document, read_content
from bening.surveys.instruments import instrument_of
from bening.surveys.models import (
    AnswerCount,
    IntegrityDecision,
    PeriodResult,
    PeriodState,
    SpentToken,
    SurveyPeriod,
    SurveyResponse,
    Verdict,
    VoidedResponse,
)
from bening.surveys.reading import sealed_answers
from bening.surveys.refusals import SurveyRefused, WrongMoment
from bening.surveys.results_clock import process_closed
from bening.surveys.wording import some_answers
from tests.features.surveys_results.making import (
    answered,
    invite,
    make_period,
    make_services,
    make_tpi,
    response,
    seal,
)
from tests.people import NOW, Cast


def processed(cast: Cast, period: SurveyPeriod) -> PeriodResult:
    return process_period(period=period, by=cast.pic, now=NOW)


def test_the_figures_are_those_of_the_domain(cast: Cast, period: SurveyPeriod) -> None:
    result = processed(cast, period)
    content = read_content(result.content)
    expected = results_of(
        instrument_of(period.questionnaire),
        [one.response for one in sealed_answers(period)],
        population=120,
        services={"ktp": 60, "akta": 40, "kk": 20},
    )
    assert content.results == expected
    assert result.counted == 40
    assert content.kind(SurveyKind.SPAK) == expected.kinds[SurveyKind.SPAK]
    assert content_document(content) == result.content


def test_the_tally_of_sealing_says_the_same(cast: Cast, period: SurveyPeriod) -> None:
    content = read_content(processed(cast, period).content)
    for kind in content.results.kinds.values():
        for item in kind.items:
            rows = AnswerCount.objects.filter(period=period, item=item.code, value__isnull=False)
            total = sum(row.count for row in rows)
            assert total == item.n
            assert item.raw_mean == Fraction(
                sum((row.value or 0) * row.count for row in rows), total
            )


def test_a_result_never_changes_and_a_later_one_stands_beside_it(
    cast: Cast, period: SurveyPeriod
) -> None:
    first = processed(cast, period)
    kept = dict(first.content)
    with pytest.raises(PeriodRefused, match="reason_missing"):
        process_period(period=period, by=cast.pic, now=NOW)
    second = process_period(period=period, by=cast.pic, now=NOW, reason="Buku layanan dilengkapi")
    assert second.pk != first.pk
    first.refresh_from_db()
    assert first.content == kept
    assert second.sha256 == first.sha256
    latest = latest_result(period)
    assert latest is not None
    assert latest.pk == second.pk


def test_below_the_quota_no_index_is_shown(cast: Cast) -> None:
    make_services(cast)
    content = read_content(processed(cast, answered(cast, count=29)).content)
    assert content.missing == 1
    assert content.shown == ()
    enough = answered(cast, count=30, name="Lain")
    assert len(read_content(processed(cast, enough).content).shown) == 3


def test_an_open_period_and_an_empty_one_are_not_worked_out(cast: Cast) -> None:
    period = make_period(cast, state=PeriodState.OPEN)
    with pytest.raises(WrongMoment, match="period_not_closed"):
        processed(cast, period)
    empty = make_period(cast, name="Kosong")
    with pytest.raises(SurveyRefused, match="nothing_sealed"):
        processed(cast, empty)


@pytest.mark.parametrize("who", ["colleague", "area_member", "inspector", "outsider"])
def test_only_survey_officers_work_out(cast: Cast, period: SurveyPeriod, who: str) -> None:
    with pytest.raises(NotAllowed):
        process_period(period=period, by=getattr(cast, who), now=NOW)


def test_open_and_imported_answers_are_counted_apart(cast: Cast) -> None:
    make_services(cast)
    period = answered(cast)
    lot = random.Random(3)
    others = [response(period, lot, mode=ResponseMode.OPEN) for _ in range(6)]
    seal(period, others)
    content = read_content(processed(cast, period).content)
    assert content.results.n == 40
    assert content.modes == {"self": 40, "open": 6}
    briefs = content.apart["open"]  # type: ignore[index]  # keys are enums of text
    assert {brief.n for brief in briefs} == {6}


# --- integrity


@pytest.fixture
def cheated(cast: Cast) -> SurveyPeriod:
    """A period in which staff filled in fast and straight from the office."""
    make_services(cast)
    period = make_period(cast, name="Diisi petugas")
    invite(cast, period, invited=119)
    lot = random.Random(11)
    seal(period, [response(period, lot) for _ in range(80)])
    best = {
        item.code: item.scale.least if item.is_reversed else item.scale.most
        for item in instrument_of(period.questionnaire).items
    }
    marks = frozenset({IntakeMark.SPEED_FAST, IntakeMark.IN_BURST, IntakeMark.OWN_NETWORK})
    seal(period, [response(period, lot, answers=best) for _ in range(40)], marks=marks)
    return period


def looks(result: PeriodResult) -> set[str]:
    return {one["code"] for one in result.integrity["signals"] if one["verdict"] == "look"}


def test_a_cheated_period_is_seen_and_what_is_voided_leaves_the_index(
    cast: Cast, cheated: SurveyPeriod
) -> None:
    tpi = make_tpi(cast)
    first = processed(cast, cheated)
    assert {"bursts", "own_network_bursts", "speeders"} <= looks(first)
    before = read_content(first.content).results.kinds[SurveyKind.SPAK]
    decided = decide_signal(
        period=cheated,
        signal="own_network_bursts",
        verdict=Verdict.VOIDED,
        reason="Diisi dari ruang petugas.",
        by=tpi,
        now=NOW,
    )
    assert decided.touched == 40
    second = latest_result(cheated)
    assert second is not None
    assert second.voided == 40
    content = read_content(second.content)
    after = content.results.kinds[SurveyKind.SPAK]
    assert after.n == 80
    assert after.index is not None
    assert before.index is not None
    assert after.index < before.index
    whole = {brief.kind: brief for brief in content.all_in}[SurveyKind.SPAK]
    assert whole.index == before.index
    assert SurveyResponse.objects.filter(period=cheated).count() == 120
    event = Event.objects.get(act="survey_integrity.decided")
    assert event.data["reason"] == "Diisi dari ruang petugas."
    assert "40 isian" in describe(event)
    assert [some_answers(count) for count in (0, 1, 4, 5)] == ["0", "<5", "<5", "5"]


def test_the_head_confirms_only_after_every_alarm_was_decided(
    cast: Cast, cheated: SurveyPeriod
) -> None:
    tpi = make_tpi(cast)
    result = processed(cast, cheated)
    with pytest.raises(SurveyRefused, match="signals_undecided"):
        confirm_result(period=cheated, result=result, by=cast.unit_head, now=NOW)
    for code in sorted(looks(result)):
        decide_signal(
            period=cheated, signal=code, verdict=Verdict.KEPT, reason="Wajar.", by=tpi, now=NOW
        )
    confirmed = confirm_result(period=cheated, result=result, by=cast.unit_head, now=NOW)
    assert confirmed.state == PeriodState.CONFIRMED
    assert not VoidedResponse.objects.exists()
    with pytest.raises(WrongMoment, match="judged_while_processed"):
        decide_signal(
            period=cheated, signal="jump", verdict=Verdict.KEPT, reason="x", by=tpi, now=NOW
        )


def test_a_result_that_was_not_read_is_not_confirmed(cast: Cast, period: SurveyPeriod) -> None:
    first = processed(cast, period)
    process_period(period=period, by=cast.pic, now=NOW, reason="Ulang")
    with pytest.raises(WrongMoment, match="result_is_newer"):
        confirm_result(period=period, result=first, by=cast.unit_head, now=NOW)


@pytest.mark.parametrize("who", ["pic", "unit_head", "agency_head", "colleague", "outsider"])
def test_only_tpi_and_the_inspector_judge(cast: Cast, cheated: SurveyPeriod, who: str) -> None:
    processed(cast, cheated)
    with pytest.raises(NotAllowed):
        _decide(cheated, getattr(cast, who))


def test_nobody_judges_the_own_unit(cast: Cast, cheated: SurveyPeriod) -> None:
    from bening.accounts.models import Role
    from tests.people import give

    processed(cast, cheated)
    tpi = make_tpi(cast)
    give(tpi, Role.AREA_MEMBER, unit=cast.unit, area=2)
    with pytest.raises(NotAllowed, match="surveys_judged_not_by_own"):
        _decide(cheated, tpi)
    assert not IntegrityDecision.objects.exists()


def _decide(period: SurveyPeriod, by: Any, **values: Any) -> IntegrityDecision:
    given = {"signal": "speeders", "verdict": Verdict.KEPT, "reason": "Wajar."}
    return decide_signal(period=period, by=by, now=NOW, **{**given, **values})


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"reason": "  "}, "ruling_reason_missing"),
        ({"reason": "x" * 2001}, "ruling_reason_too_long"),
        ({"signal": "tidak-ada"}, "signal_unknown"),
        ({"signal": "coverage", "verdict": Verdict.VOIDED}, "signal_points_at_nothing"),
    ],
)
def test_a_ruling_without_ground_is_refused(
    cast: Cast, cheated: SurveyPeriod, values: Any, code: str
) -> None:
    processed(cast, cheated)
    with pytest.raises(SurveyRefused, match=code):
        _decide(cheated, make_tpi(cast), **values)


@pytest.mark.parametrize("few", [1, 4])
def test_too_few_answers_to_hide_are_not_left_out(
    cast: Cast, cheated: SurveyPeriod, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever saw the result before the ruling could work out what they say."""
    processed(cast, cheated)
    whole = integrity._touched
    monkeypatch.setattr(integrity, "_touched", lambda *given: whole(*given)[:few])
    with pytest.raises(SurveyRefused, match="signal_points_at_few"):
        _decide(cheated, make_tpi(cast), signal="own_network_bursts", verdict=Verdict.VOIDED)
    assert not VoidedResponse.objects.exists()


def test_a_signal_is_decided_once(cast: Cast, cheated: SurveyPeriod) -> None:
    processed(cast, cheated)
    tpi = make_tpi(cast)
    _decide(cheated, tpi)
    with pytest.raises(WrongMoment, match="signal_decided"):
        _decide(cheated, tpi, verdict=Verdict.VOIDED)
    with pytest.raises(WrongMoment, match="judged_while_processed"):
        _decide(answered(cast, name="Belum dihitung"), tpi)


def named(period: SurveyPeriod) -> set[str]:
    return {f"{one.kind} {one.detail}".strip() for one in check_period(period)}


def test_what_is_left_out_behind_the_rulings_back_is_named(
    cast: Cast, cheated: SurveyPeriod
) -> None:
    processed(cast, cheated)
    _decide(cheated, make_tpi(cast), signal="own_network_bursts", verdict=Verdict.VOIDED)
    assert named(cheated) == set()
    ruling = IntegrityDecision.objects.get()
    low = SurveyResponse.objects.filter(period=cheated, voided__isnull=True)[0]
    with transaction.atomic():
        VoidedResponse.objects.create(response=low, decision=ruling)
        assert named(cheated) == {"count_differs voided own_network_bursts"}
        VoidedResponse.objects.exclude(response=low).order_by("pk")[:1].get().delete()
        assert VoidedResponse.objects.count() == ruling.touched
        assert named(cheated) == {"count_differs voided own_network_bursts"}
        transaction.set_rollback(True)
    VoidedResponse.objects.all().delete()
    assert named(cheated) == {"count_differs voided own_network_bursts"}


def test_a_confirmed_result_that_was_changed_or_replaced_is_named(
    cast: Cast, confirmed: SurveyPeriod
) -> None:
    result = latest_result(confirmed)
    assert result is not None
    assert named(confirmed) == set()
    with transaction.atomic():
        content = {**result.content, "voided": 0, "invited": 1}
        PeriodResult.objects.filter(pk=result.pk).update(content=content)
        assert named(confirmed) == {"result_differs"}
        transaction.set_rollback(True)
    result.pk, result.computed_at = uuid.uuid4(), NOW + timedelta(days=1)
    result.save(force_insert=True)
    assert named(confirmed) == {"result_differs"}


def test_few_voided_answers_are_not_told_by_a_difference(cast: Cast) -> None:
    make_services(cast)
    period = answered(cast)
    tpi = make_tpi(cast)
    processed(cast, period)
    rows = list(SurveyResponse.objects.filter(period=period)[:3])
    ruling = IntegrityDecision.objects.create(
        agency=cast.agency, period=period, signal="speeders", verdict=Verdict.VOIDED,
        reason="x", touched=3, decided_by=tpi, decided_at=NOW,
    )  # fmt: skip
    VoidedResponse.objects.bulk_create(
        [VoidedResponse(response=row, decision=ruling) for row in rows]
    )
    found = process_period(period=period, by=cast.pic, now=NOW, reason="Ulang")
    content = read_content(found.content)
    assert content.voided == 3
    assert {brief.index for brief in content.all_in} == {None}


# --- the calendar


def test_the_calendar_works_out_what_is_closed_and_sealed(cast: Cast, period: SurveyPeriod) -> None:
    empty = make_period(cast, name="Kosong")
    waiting = answered(cast, name="Menunggu segel")
    SpentToken.objects.create(hash=b"\x02" * 32, receipt=b"\x03" * 32, period=waiting)
    assert process_closed(now=NOW) == 1
    period.refresh_from_db()
    assert period.state == PeriodState.PROCESSED
    assert period.results.get().computed_by is None
    event = Event.objects.get(act="survey_period.processed")
    assert event.by is None
    for other in (empty, waiting):
        other.refresh_from_db()
        assert other.state == PeriodState.CLOSED
    assert process_closed(now=NOW) == 0


def test_nothing_is_worked_out_before_the_last_answer_is_sealed(
    cast: Cast, period: SurveyPeriod
) -> None:
    SpentToken.objects.create(hash=b"\x02" * 32, receipt=b"\x03" * 32, period=period)
    with pytest.raises(WrongMoment, match="answers_unsealed"):
        processed(cast, period)
