"""The way out of a period that can't be worked out, on its page."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.models import Person
from bening.surveys.models import SpentToken, SurveyPeriod
from tests.features.surveys_results.making import make_tpi
from tests.people import Cast, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
OFFERED = 'name="act" value="lose"'


@pytest.fixture
def judge(cast: Cast) -> Person:
    return make_tpi(cast)


@pytest.fixture
def bereft(closed: SurveyPeriod, settings: Any, tmp_path: Path) -> SurveyPeriod:
    """Closed; of three answers that were thanked for nothing is there."""
    settings.BENING_DATA = tmp_path
    SpentToken.objects.bulk_create(
        SpentToken(hash=bytes([at]) * 32, receipt=bytes([at]) * 32, period=closed)
        for at in range(3)
    )
    return closed


def read(person: Person, period: SurveyPeriod) -> str:
    return sign_in(Client(), person).get(reverse("surveys:period", args=[period.pk])).text


def declare(person: Person, period: SurveyPeriod, reason: str) -> Any:
    sent = {"act": "lose", "lose-reason": reason}
    return sign_in(Client(), person).post(reverse("surveys:period", args=[period.pk]), sent)


def test_tpi_declares_what_is_lost_with_a_reason(
    cast: Cast, judge: Person, bereft: SurveyPeriod
) -> None:
    assert "3 isian sudah diterima tetapi belum tersegel" in read(cast.pic, bereft)
    assert OFFERED not in read(cast.unit_head, bereft), "it is not the unit's to say"
    assert OFFERED in read(judge, bereft)

    assert declare(cast.unit_head, bereft, "Cakram rusak").status_code == 403
    assert declare(judge, bereft, "").status_code == 422
    assert SpentToken.objects.count() == 3
    assert declare(judge, bereft, "Cakram rusak").status_code == 302

    page = read(cast.pic, bereft)
    assert "belum tersegel" not in page
    assert "Hilang atau tidak dapat dibuka</dt><dd>3</dd>" in page
    assert "Menyatakan 3 isian hilang atau tidak dapat dibuka: Cakram rusak" in page
    assert declare(judge, bereft, "Sekali lagi").status_code == 422


def test_nothing_is_offered_while_a_period_is_open(judge: Person, opened: SurveyPeriod) -> None:
    SpentToken.objects.create(hash=bytes(32), receipt=bytes(32), period=opened)
    assert OFFERED not in read(judge, opened)
    assert declare(judge, opened, "Cakram rusak").status_code == 422
