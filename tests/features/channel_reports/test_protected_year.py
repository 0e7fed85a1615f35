"""The year of protected reports: from five up, once it has ended, on one level only."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from bening.channel_reports import registry
from bening.channel_reports.registry import ChannelFigures, tellable
from bening.config.protected_year import figures, register_protected_year
from bening.domain.whistleblowing import LEAST
from bening.facts import Period
from bening.whistleblowing.models import Report, ReportSite, ReportState, SiteMode
from tests.people import Cast

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
NOVEMBER = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
AFTERWARDS = datetime(2027, 2, 1, 3, 0, tzinfo=UTC)
JUNE = date(2026, 6, 1)


@pytest.fixture
def site(cast: Cast) -> ReportSite:
    return ReportSite.objects.create(agency=cast.agency, slug="tirtamaya", salt=b"0" * 16)


def file(cast: Cast, day: date, *, answered: int | None = None, **values: object) -> Report:
    """A report as the tables keep it, with five days for the first answer."""
    row: dict[str, object] = {
        "id": uuid4(),
        "agency": cast.agency,
        "kind": "fraud",
        "filed_on": day,
        "sealed": b"",
        "box": b"",
        "answer_due_on": day + timedelta(days=5),
        "answered_on": None if answered is None else day + timedelta(days=answered),
        **values,
    }
    return Report.objects.create(**row)


def told(cast: Cast, now: datetime = AFTERWARDS, unit: UUID | None = None) -> ChannelFigures | None:
    return figures(cast.agency.pk, unit, YEAR, now)


def received(cast: Cast, now: datetime = AFTERWARDS, unit: UUID | None = None) -> int | None:
    found = told(cast, now, unit)
    return found.received if found else None


def test_where_there_is_no_site_there_are_no_figures(cast: Cast) -> None:
    assert told(cast) is None


def test_reports_of_the_year_that_runs_are_not_told(cast: Cast, site: ReportSite) -> None:
    """Otherwise the difference between two days, or two quarters, is a report."""
    early = told(cast, NOVEMBER)
    for day in (JUNE, date(2026, 9, 30), date(2026, 10, 1), *[JUNE] * LEAST):
        file(cast, day)

    late = told(cast, NOVEMBER)
    assert late == early
    assert late is not None
    assert late.is_withheld
    assert tellable(late, LEAST).is_withheld
    assert received(cast) == 3 + LEAST


def test_times_are_of_what_was_answered_or_is_overdue(cast: Cast, site: ReportSite) -> None:
    file(cast, JUNE, answered=2)
    file(cast, JUNE, answered=9)
    file(cast, JUNE)
    file(cast, JUNE, answer_due_on=None)
    file(cast, JUNE, answered=1, state=ReportState.CLOSED, closed_on=JUNE, finding="proven")

    found = told(cast)

    assert found is not None
    assert (found.received, found.settled, found.open) == (5, 1, 4)
    assert (found.measured, found.on_time) == (4, 2)
    assert found.durations[0].measured == 3
    assert {str(one.label): one.count for one in found.counts if one.count} == {
        "fraud": 5,
        "Terbukti": 1,
        "Masih diproses": 4,
    }


def test_fewer_than_five_are_left_out(cast: Cast, site: ReportSite) -> None:
    for _each in range(LEAST - 1):
        file(cast, JUNE)

    found = told(cast)

    assert found is not None
    assert tellable(found, LEAST).is_withheld


def test_figures_are_on_one_level_only(cast: Cast, site: ReportSite) -> None:
    file(cast, JUNE, unit=cast.unit)

    assert received(cast) == 1
    assert received(cast, unit=cast.unit.pk) is None
    ReportSite.objects.update(mode=SiteMode.UNIT)
    assert received(cast) is None
    assert received(cast, unit=cast.unit.pk) == 1
    assert received(cast, unit=cast.other_unit.pk) == 0


def test_it_is_registered_with_its_least() -> None:
    register_protected_year()

    found = registry.channel("whistleblowing")
    assert found is not None
    assert (found.least_told, found.is_central) == (LEAST, True)
