"""The yearly round: opened, moved, refused, and only by its administrator."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.refusals import NotAllowed
from bening.evaluations import actions
from bening.evaluations.actions.cycles import CycleDates
from bening.evaluations.models import EvaluationCycle, InstrumentVersion
from bening.evaluations.refusals import EvaluationRefused
from tests.features.evaluations.conftest import make_cycle
from tests.people import NOW, Cast, sign_in

DATES = CycleDates(date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 5), date(2026, 12, 20))
FORM = {
    "period_starts_on": "2025-01-01",
    "period_ends_on": "2025-12-31",
    "opens_on": "2026-01-05",
    "closes_on": "2026-12-20",
}


def test_a_year_has_one_round(cast: Cast, instrument_version: InstrumentVersion) -> None:
    make_cycle(cast, instrument_version, 2026)

    with pytest.raises(EvaluationRefused, match="cycle_exists"):
        make_cycle(cast, instrument_version, 2026)


@pytest.mark.parametrize(
    "dates",
    [
        replace(DATES, period_ends_on=date(2024, 12, 31)),
        replace(DATES, closes_on=date(2026, 1, 4)),
    ],
)
def test_dates_out_of_order_are_refused(
    cast: Cast, instrument_version: InstrumentVersion, dates: CycleDates
) -> None:
    cycle = make_cycle(cast, instrument_version, 2026)

    with pytest.raises(EvaluationRefused, match="dates_out_of_order"):
        actions.change_cycle_dates(cycle=cycle, dates=dates, by=cast.agency_admin, now=NOW)
    with pytest.raises(EvaluationRefused, match="dates_out_of_order"):
        actions.open_cycle(
            agency=cast.agency,
            year=2027,
            instrument=instrument_version,
            dates=dates,
            by=cast.agency_admin,
            now=NOW,
        )


@pytest.mark.parametrize("year", [1999, 2101])
def test_a_year_that_is_a_slip_is_refused(
    cast: Cast, instrument_version: InstrumentVersion, year: int
) -> None:
    with pytest.raises(EvaluationRefused, match="year_implausible"):
        actions.open_cycle(
            agency=cast.agency,
            year=year,
            instrument=instrument_version,
            dates=DATES,
            by=cast.agency_admin,
            now=NOW,
        )


@pytest.mark.parametrize("who", ["pic", "unit_head", "inspector", "agency_head", "outside_admin"])
def test_only_the_administrator_plans(
    cast: Cast, instrument_version: InstrumentVersion, who: str
) -> None:
    cycle = make_cycle(cast, instrument_version, 2026)

    with pytest.raises(NotAllowed):
        actions.change_cycle_dates(cycle=cycle, dates=DATES, by=getattr(cast, who), now=NOW)
    with pytest.raises(NotAllowed):
        actions.open_cycle(
            agency=cast.agency,
            year=2027,
            instrument=instrument_version,
            dates=DATES,
            by=getattr(cast, who),
            now=NOW,
        )


def test_a_round_is_opened_and_moved_from_its_pages(
    cast: Cast, instrument_version: InstrumentVersion, client: Client
) -> None:
    sign_in(client, cast.agency_admin)
    new = {**FORM, "year": "2026", "instrument": str(instrument_version.pk)}

    assert client.post(reverse("evaluations:cycle_new"), new).status_code == 302
    cycle = EvaluationCycle.objects.get()
    page = reverse("evaluations:cycle", args=[cycle.pk])
    assert client.post(page, {**FORM, "closes_on": "2026-11-30"}).status_code == 302

    cycle.refresh_from_db()
    assert cycle.closes_on == date(2026, 11, 30)
    assert cycle.instrument == instrument_version


def test_the_instrument_of_a_round_is_never_exchanged(
    cast: Cast, instrument_version: InstrumentVersion, client: Client
) -> None:
    cycle = make_cycle(cast, instrument_version, 2026)
    other = InstrumentVersion.objects.get(slug="lke-2014")
    sign_in(client, cast.agency_admin)

    page = reverse("evaluations:cycle", args=[cycle.pk])
    client.post(page, {**FORM, "instrument": str(other.pk), "year": "2030"})

    cycle.refresh_from_db()
    assert (cycle.instrument, cycle.year) == (instrument_version, 2026)


def test_a_page_with_wrong_dates_says_so_and_keeps_what_was_typed(
    cast: Cast, instrument_version: InstrumentVersion, client: Client
) -> None:
    sign_in(client, cast.agency_admin)
    new = {**FORM, "year": "2026", "instrument": str(instrument_version.pk)}

    answer = client.post(reverse("evaluations:cycle_new"), {**new, "closes_on": "2026-01-01"})

    assert answer.status_code == 422
    assert "2026-01-05" in answer.content.decode()
    assert not EvaluationCycle.objects.exists()


def test_another_agency_finds_no_round(
    cast: Cast, instrument_version: InstrumentVersion, client: Client
) -> None:
    cycle = make_cycle(cast, instrument_version, 2026)
    sign_in(client, cast.outside_admin)

    page = reverse("evaluations:cycle", args=[cycle.pk])
    assert client.get(page).status_code == 404
    assert client.post(page, FORM).status_code == 404
