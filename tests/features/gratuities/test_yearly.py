"""The year of gifts as the yearly evaluation of channels reads it."""

from datetime import date, timedelta

from bening.channel_reports.registry import ChannelFigures, figures_of
from bening.facts import Period
from bening.gratuities import actions
from bening.gratuities.models import Direction
from bening.gratuities.yearly import LEAST_TOLD
from bening.gratuities.yearly import figures as counted
from tests.features.gratuities.gifts import Gifts, days_later
from tests.people import NOW, TODAY

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def told(gifts: Gifts) -> ChannelFigures | None:
    agency = gifts.cast.agency.pk
    return figures_of("gratuity", agency=agency, unit=None, period=YEAR, now=days_later(90))


def test_a_year_without_upg_has_no_figures(gifts: Gifts) -> None:
    assert told(gifts) is None


def test_a_upg_to_which_nothing_came_has_zeros(gifts: Gifts) -> None:
    gifts.upg  # noqa: B018 - made when named
    found = told(gifts)

    assert found is not None
    assert (found.received, found.measured, found.is_withheld) == (0, 0, False)


def test_few_reports_are_not_told(gifts: Gifts) -> None:
    for _each in range(LEAST_TOLD - 1):
        gifts.reported()
    found = told(gifts)

    assert found is not None
    assert found.is_withheld
    assert found.counts == ()


def test_reports_are_counted_by_time_and_outcome_of_their_unit(gifts: Gifts) -> None:
    gifts.upg  # noqa: B018 - made when named
    gifts.reported(received_on=TODAY - timedelta(days=90))
    refused = gifts.reported(direction=Direction.REFUSED)
    actions.verify_report(report=refused, by=gifts.upg, now=days_later(1))
    actions.record_refusal(report=refused, by=gifts.upg, now=days_later(1))
    gifts.draft()
    gifts.reported(unit=gifts.cast.other_unit)

    found = counted(gifts.cast.agency.pk, gifts.cast.unit.pk, YEAR, days_later(30))

    assert found is not None
    assert (found.received, found.settled, found.open) == (2, 1, 1)
    assert (found.measured, found.on_time) == (2, 1)
    ended = found.durations[-1]
    assert (ended.measured, ended.longest) == (1, 1)
    kinds = {str(one.label): one.count for one in found.counts if str(one.group) == "Jenis laporan"}
    assert list(kinds.values()) == [1, 1]


def test_another_year_is_not_counted(gifts: Gifts) -> None:
    gifts.reported()
    period = Period(date(2025, 1, 1), date(2025, 12, 31))
    found = counted(gifts.cast.agency.pk, None, period, NOW)

    assert found is None or found.received == 0
