"""A unit with services and a register, and periods of its surveys."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from bening.accounts.models import Person, Role
from bening.domain.surveys.drawing import FrameEntry
from bening.services import actions as services
from bening.services.actions import Count
from bening.surveys.actions import periods
from bening.surveys.actions.periods import Design
from bening.surveys.models import PopulationSource, Questionnaire, SurveyPeriod
from bening.surveys.population import Sample
from bening.surveys.shipped import store_shipped
from tests.people import NOW, Cast, give, make_person

SECOND_QUARTER = (date(2026, 4, 1), date(2026, 6, 30))
FIRST_QUARTER = (date(2026, 1, 1), date(2026, 3, 31))


@pytest.fixture
def officer(cast: Cast) -> Person:
    """Of area 6 of the unit."""
    person = make_person("Sinta Pelayanan", agency=cast.agency)
    give(person, Role.AREA_MEMBER, unit=cast.unit, area=6)
    return person


@pytest.fixture
def shipped(db: None) -> dict[str, Questionnaire]:
    """The shipped questionnaires by their slug."""
    store_shipped(now=NOW)
    return {one.slug: one for one in Questionnaire.objects.all()}


@pytest.fixture
def served(cast: Cast) -> SimpleNamespace:
    """Two services; 300 and 100 finished in the first quarter, none since."""
    ktp, akta = (
        services.add_service(unit=cast.unit, code=code, name=name, by=cast.pic, now=NOW)
        for code, name in (("ktp-el", "KTP elektronik"), ("akta", "Akta kelahiran"))
    )
    start = FIRST_QUARTER[0]
    counts = [Count(ktp, start + timedelta(days=at), 30) for at in range(10)]
    counts += [Count(akta, start + timedelta(days=at), 10) for at in range(10)]
    services.keep_register(unit=cast.unit, counts=counts, by=cast.pic, now=NOW)
    return SimpleNamespace(ktp=ktp, akta=akta)


def design_of(questionnaire: Questionnaire, **values: Any) -> Design:
    """A design for the second quarter."""
    return Design(
        **{
            "name": "Triwulan II 2026",
            "questionnaire": questionnaire,
            "starts_on": SECOND_QUARTER[0],
            "ends_on": SECOND_QUARTER[1],
            **values,
        }
    )


FROM_REGISTER = Sample(
    source=PopulationSource.REGISTER,
    counted_from=FIRST_QUARTER[0],
    counted_until=FIRST_QUARTER[1],
)


@pytest.fixture
def designed(cast: Cast, shipped: dict[str, Questionnaire], served: Any) -> SurveyPeriod:
    """A period nobody approved yet."""
    return periods.design(
        unit=cast.unit, wanted=design_of(shipped["combined"]), by=cast.pic, now=NOW
    )


@pytest.fixture
def approved(cast: Cast, designed: SurveyPeriod) -> SurveyPeriod:
    """One with N and quotas."""
    return periods.approve(period=designed, sample=FROM_REGISTER, by=cast.unit_head, now=NOW)


@pytest.fixture
def opened(cast: Cast, approved: SurveyPeriod) -> SurveyPeriod:
    """One that takes answers."""
    return periods.open_period(period=approved, by=cast.pic, now=NOW)


@pytest.fixture
def closed(cast: Cast, opened: SurveyPeriod) -> SurveyPeriod:
    """One that does not any more."""
    return periods.close_early(period=opened, reason="Banjir", by=cast.unit_head, now=NOW)


@pytest.fixture
def people() -> Callable[[int], list[FrameEntry]]:
    """So many people whose service was finished."""

    def made(count: int) -> list[FrameEntry]:
        return [
            FrameEntry(f"warga{at}@rumah.example", "ktp-el", "2026-04-10") for at in range(count)
        ]

    return made


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """The pages' clock stands in the second quarter."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return NOW.date()
