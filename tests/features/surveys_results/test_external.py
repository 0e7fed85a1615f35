"""Values that others measured: with their document, by reviewers, beside the unit's own."""

import io
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.documents.actions import withdraw
from bening.documents.models import DocumentKind, OfficialDocument
from bening.surveys.actions.external import enter_external_index, withdraw_external_index
from bening.surveys.models import ExternalIndex, ExternalSource, SurveyPeriod
from bening.surveys.refusals import SurveyRefused, WrongMoment
from bening.surveys.result_queries import gaps, trends
from tests.adapters import samples
from tests.people import NOW, TODAY, Cast, give


def enter(cast: Cast, by: Person, **values: Any) -> ExternalIndex:
    given = {
        "unit": cast.unit,
        "kind": "spak",
        "source": ExternalSource.BPS,
        "value": Decimal("3.62"),
        "respondents": 60,
        "measured_from": date(2026, 3, 1),
        "measured_until": date(2026, 4, 10),
        "number": "B-12/2026",
        "dated_on": TODAY,
        "file": io.BytesIO(samples.pdf()),
        "filename": "laporan.pdf",
    }
    made: ExternalIndex = enter_external_index(by=by, now=NOW, **{**given, **values})
    return made


def test_a_value_from_outside_comes_with_its_document(
    cast: Cast, confirmed: SurveyPeriod, tpi: Person
) -> None:
    made = enter(cast, tpi)
    assert made.document.kind == DocumentKind.SURVEY_SOURCE
    (gap,) = gaps(cast.unit, TODAY)
    (point,) = trends(cast.unit, TODAY)["spak"]  # type: ignore[index]  # keys are enums of text
    assert gap.own == point
    assert gap.difference == point.index - Fraction("3.62")
    with pytest.raises(SurveyRefused, match="index_entered_already"):
        enter(cast, tpi)
    with pytest.raises(WrongMoment, match="survey_paper_used"):
        withdraw(document=made.document, reason="x", by=tpi, now=NOW)
    withdrawn = withdraw_external_index(index=made, reason="Salah ketik", by=tpi, now=NOW)
    assert withdrawn.withdrawn_at == NOW
    assert gaps(cast.unit, TODAY) == ()
    with pytest.raises(WrongMoment, match="index_withdrawn"):
        withdraw_external_index(index=made, reason="Lagi", by=tpi, now=NOW)
    enter(cast, tpi, number="B-13/2026")


@pytest.mark.parametrize("who", ["pic", "unit_head", "agency_head", "colleague", "outsider"])
def test_the_unit_enters_no_value_about_itself(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        enter(cast, getattr(cast, who))


def test_who_belongs_to_the_unit_enters_none_as_tpi(cast: Cast, tpi: Person) -> None:
    give(tpi, Role.AREA_MEMBER, unit=cast.unit, area=1)
    with pytest.raises(NotAllowed, match="external_index_not_by_own"):
        enter(cast, tpi)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"value": Decimal("4.001")}, "index_outside_scale"),
        ({"value": Decimal("-0.1")}, "index_outside_scale"),
        ({"kind": "skm", "value": Decimal("3.6")}, "index_outside_scale"),
        ({"measured_until": date(2026, 2, 1)}, "measured_backwards"),
        ({"measured_until": TODAY + timedelta(days=1)}, "measured_in_future"),
    ],
)
def test_a_value_without_ground_is_refused(cast: Cast, tpi: Person, values: Any, code: str) -> None:
    with pytest.raises(SurveyRefused, match=code):
        enter(cast, tpi, **values)
    assert not OfficialDocument.objects.exists()
