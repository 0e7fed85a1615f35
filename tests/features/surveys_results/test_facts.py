"""Facts of surveys, and what they propose in the sheet."""

import io
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bening import facts
from bening.accounts.models import Person
from bening.domain.scoring import Designation
from bening.evaluations.models import InstrumentVersion
from bening.facts.bindings import exact_text
from bening.instruments import load
from bening.surveys.actions.external import enter_external_index, withdraw_external_index
from bening.surveys.actions.publication import publish_result
from bening.surveys.models import (
    ExternalSource,
    ImprovementPlan,
    PeriodState,
    PublicationPlace,
    SurveyPeriod,
    SurveyPublication,
)
from bening.surveys.shown_results import INDEX_MINIMA
from bening.surveys.wording import WEIGHTS
from tests.adapters import samples
from tests.features.evaluations.conftest import make_sheet
from tests.features.surveys_results.making import make_period, make_questionnaire
from tests.people import NOW, TODAY, Cast, sign_in

YEAR = facts.Period(date(2026, 1, 1), date(2026, 12, 31))


def proposed(cast: Cast, code: str) -> facts.Proposal | None:
    """What is proposed now; tests change rows behind the back of the actions."""
    cache.clear()
    found = facts.propose(
        instrument_slug="lke-2021", unit_id=cast.unit.pk, period=YEAR, now=NOW, only=code
    )
    return found.get(code)


def answer(cast: Cast, code: str) -> str:
    found = proposed(cast, code)
    assert found is not None
    return found.answer


def published(cast: Cast, number: int) -> SurveyPeriod:
    first = date(2026, 3 * number - 2, 1)
    return make_period(
        cast, name=f"Triwulan {number}", starts_on=first, ends_on=first.replace(day=28),
        state=PeriodState.PUBLISHED, questionnaire=make_questionnaire("skm-1"),
    )  # fmt: skip


def test_the_number_of_published_surveys_answers_how_often(cast: Cast) -> None:
    assert proposed(cast, "A.I.6.iv.a") is None
    make_period(cast, questionnaire=make_questionnaire("spak-1"))
    assert proposed(cast, "A.I.6.iv.a") is None  # no SKM
    make_period(cast, name="Tutup", questionnaire=make_questionnaire("skm-1"))
    assert answer(cast, "A.I.6.iv.a") == "E"
    for number, expected in enumerate("DCBA", start=1):
        published(cast, number)
        assert answer(cast, "A.I.6.iv.a") == expected


def test_only_what_ended_in_the_period_and_in_the_unit_counts(cast: Cast) -> None:
    make_period(
        cast, state=PeriodState.PUBLISHED, starts_on=date(2025, 10, 1), ends_on=date(2025, 12, 31),
        questionnaire=make_questionnaire("skm-1"),
    )  # fmt: skip
    make_period(
        cast, unit=cast.other_unit, state=PeriodState.PUBLISHED,
        questionnaire=make_questionnaire("skm-1"),
    )  # fmt: skip
    assert proposed(cast, "A.I.6.iv.a") is None


def test_openness_wants_the_page_and_the_board(cast: Cast) -> None:
    period = make_period(cast, questionnaire=make_questionnaire("skm-1"))
    assert answer(cast, "A.I.6.iv.b") == "C"
    SurveyPeriod.objects.filter(pk=period.pk).update(state=PeriodState.PUBLISHED)
    place(cast, period, PublicationPlace.PORTAL)
    assert answer(cast, "A.I.6.iv.b") == ""
    place(cast, period, PublicationPlace.BOARD)
    assert answer(cast, "A.I.6.iv.b") == "A"
    published(cast, 2)
    assert answer(cast, "A.I.6.iv.b") == ""


def place(cast: Cast, period: SurveyPeriod, where: PublicationPlace) -> None:
    SurveyPublication.objects.create(
        period=period, place=where, published_on=TODAY, recorded_by=cast.pic, recorded_at=NOW
    )


@pytest.mark.parametrize(
    ("done", "of", "expected"), [(0, 2, "D"), (1, 3, "C"), (1, 2, "C"), (2, 3, "B"), (2, 2, "A")]
)
def test_more_than_half_followed_up_is_most(cast: Cast, done: int, of: int, expected: str) -> None:
    period = published(cast, 1)
    assert answer(cast, "A.I.6.iv.c") == "D"
    for at in range(of):
        is_done = at < done
        ImprovementPlan.objects.create(
            agency=cast.agency, period=period, element="skm.time", action="x", owner=cast.pic,
            due_on=TODAY, made_by=cast.pic, made_at=NOW,
            done_by=cast.pic if is_done else None, done_at=NOW if is_done else None,
            outcome="ya" if is_done else "",
        )  # fmt: skip
    assert answer(cast, "A.I.6.iv.c") == expected


def enter(cast: Cast, by: Person, **values: Any) -> Any:
    given = {
        "unit": cast.unit, "kind": "spak", "source": ExternalSource.TPN, "value": Decimal("3.625"),
        "respondents": 40, "measured_from": date(2026, 2, 1), "measured_until": date(2026, 4, 1),
        "number": "", "dated_on": TODAY, "file": io.BytesIO(samples.pdf()), "filename": "a.pdf",
    }  # fmt: skip
    return enter_external_index(by=by, now=NOW, **{**given, **values})


def test_the_own_index_is_a_forecast_and_proposes_nothing(
    cast: Cast, confirmed: SurveyPeriod
) -> None:
    assert proposed(cast, "B.I.a.1") is None
    publish_result(period=confirmed, by=cast.unit_head, now=NOW)
    for code in ("B.I.a.1", "B.II.a.1"):
        found = proposed(cast, code)
        assert found is not None
        assert found.answer == ""
        assert "Perkiraan survei mandiri" in found.reason
        assert "bukan nilai resmi" in found.reason


def test_a_value_from_outside_is_proposed_with_its_document_beside_the_forecast(
    cast: Cast, confirmed: SurveyPeriod, tpi: Person
) -> None:
    publish_result(period=confirmed, by=cast.unit_head, now=NOW)
    made = enter(cast, tpi)
    found = proposed(cast, "B.I.a.1")
    assert found is not None
    assert found.answer == "3.625"
    assert found.value.value == Fraction("3.625")
    labels = [record.label for record in found.value.records]
    assert "TPN" in labels[0]
    assert "Perkiraan survei mandiri" in labels[1]
    other = proposed(cast, "B.II.a.1")
    assert other is not None
    assert other.answer == ""
    withdraw_external_index(index=made, reason="Salah", by=tpi, now=NOW)
    found = proposed(cast, "B.I.a.1")
    assert found is not None
    assert found.answer == ""


def test_the_survey_of_tpi_and_of_another_year_decides_nothing(cast: Cast, tpi: Person) -> None:
    enter(cast, tpi, source=ExternalSource.TPI)
    enter(cast, tpi, kind="spkp", measured_from=date(2025, 1, 1), measured_until=date(2025, 12, 30))
    assert proposed(cast, "B.I.a.1") is None
    assert proposed(cast, "B.II.a.1") is None


def test_what_is_proposed_can_be_answered() -> None:
    assert exact_text(Fraction("3.60")) == "3.6"
    assert exact_text(Fraction(4)) == "4"
    assert exact_text(Fraction(11, 3)) == "3.667"


def test_weights_and_minima_are_those_of_the_instrument() -> None:
    instrument = load("lke-2021")
    for kind, code in (("spak", "B.I.a"), ("spkp", "B.II.a")):
        assert WEIGHTS[kind] == instrument.node(code).weight  # type: ignore[index]  # keys are enums of text
    for at, title in enumerate((Designation.WBK, Designation.WBBM)):
        for kind, code in (("spak", "B.I.a"), ("spkp", "B.II")):
            asked = next(one.points_min for one in score_checks(title) if code in one.codes)
            weight = WEIGHTS[kind]  # type: ignore[index]  # keys are enums of text
            assert Fraction(INDEX_MINIMA[kind][at]) / 4 * weight == asked  # type: ignore[index]  # keys are enums of text


def score_checks(title: Designation) -> Any:
    from bening.domain.scoring import score

    return score(load("lke-2021"), {}).checks(title)


def test_facts_are_read_once_and_counted_anew_when_something_changed(
    cast: Cast,
    confirmed: SurveyPeriod,
    tpi: Person,
    django_capture_on_commit_callbacks: Any,
) -> None:
    def all_proposed() -> dict[str, facts.Proposal]:
        return facts.propose(instrument_slug="lke-2021", unit_id=cast.unit.pk, period=YEAR, now=NOW)

    cache.clear()
    with CaptureQueriesContext(connection) as first:
        all_proposed()
    with CaptureQueriesContext(connection) as again:
        before = all_proposed()
    assert len(again) <= len(first) - 2
    assert not [one for one in again if "surveys_" in one["sql"]]
    assert "B.I.a.1" not in before
    with django_capture_on_commit_callbacks(execute=True):
        publish_result(period=confirmed, by=cast.unit_head, now=NOW)
    assert all_proposed()["B.I.a.1"].answer == ""
    with django_capture_on_commit_callbacks(execute=True):
        made = enter(cast, tpi)
    assert all_proposed()["B.I.a.1"].answer == "3.625"
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_external_index(index=made, reason="Salah", by=tpi, now=NOW)
    assert all_proposed()["B.I.a.1"].answer == ""


def test_a_proposed_value_is_taken_into_the_sheet(cast: Cast, tpi: Person) -> None:
    from bening.evaluations.instruments import store_shipped

    store_shipped(now=NOW)
    sheet = make_sheet(cast, InstrumentVersion.objects.get(slug="lke-2021"))
    cycle = sheet.cycle
    cycle.period_starts_on, cycle.period_ends_on = YEAR.start, YEAR.end
    cycle.save()
    enter(cast, tpi)
    cache.clear()
    client = sign_in(Client(), cast.pic)
    text = client.get(reverse("evaluations:question", args=[sheet.pk, "B.I.a.1"]), follow=True).text
    assert "Usulan dari data: 3.625" in text
    sent = {"use": "3.625", "note": "", "seen": "0"}
    client.post(reverse("evaluations:answer", args=[sheet.pk, "B.I.a.1"]), sent)
    answer = sheet.answers.get(official_code="B.I.a.1")
    assert Decimal(answer.value) == Decimal("3.625")
