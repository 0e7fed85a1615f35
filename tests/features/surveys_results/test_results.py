"""A closed period is worked out, kept as it is, judged, confirmed."""

import random
from fractions import Fraction

import pytest

from bening.accounts.refusals import NotAllowed
from bening.domain.surveys.indexes import results_of
from bening.domain.surveys.instrument import SurveyKind
from bening.domain.surveys.responses import ResponseMode
from bening.domain.surveys.states import PeriodRefused
from bening.surveys.actions.results import latest_result, process_period
from bening.surveys.content import content_document, read_content
from bening.surveys.instruments import instrument_of
from bening.surveys.models import (
    AnswerCount,
    PeriodResult,
    PeriodState,
    SurveyPeriod,
)
from bening.surveys.reading import sealed_answers
from bening.surveys.refusals import SurveyRefused, WrongMoment
from tests.features.surveys_results.making import (
    answered,
    make_period,
    make_services,
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
    briefs = content.apart["open"]  # type: ignore[index]
    assert {brief.n for brief in briefs} == {6}


# --- integrity
