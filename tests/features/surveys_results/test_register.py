"""What the signals hold against the register: the days of the period, wherever N came from."""

from datetime import date, timedelta

from bening.domain.surveys.integrity import SignalVerdict
from bening.services.models import FinishedDay, RegisterSource, Service
from bening.surveys.results import computed
from tests.features.surveys_results.making import answered, make_services
from tests.people import NOW, Cast

SPRING = [
    day for day in (date(2026, 4, 1) + timedelta(days=at) for at in range(91)) if day.weekday() < 5
]


def test_n_of_an_earlier_quarter_makes_no_day_of_the_period_empty(cast: Cast) -> None:
    make_services(cast, {"ktp": 600, "akta": 40, "kk": 20})
    FinishedDay.objects.bulk_create(
        FinishedDay(
            service=Service.objects.get(code="ktp"),
            day=day,
            finished=4,
            source=RegisterSource.TYPED,
            recorded_at=NOW,
        )
        for day in SPRING
    )
    period = answered(
        cast,
        starts_on=SPRING[0],
        ends_on=SPRING[-1],
        population_from=date(2026, 1, 1),
        population_until=date(2026, 3, 31),
    )

    signals = {one["code"]: one for one in computed(period).integrity["signals"]}

    assert signals["missing_days"]["verdict"] == SignalVerdict.OK
    assert signals["coverage"]["n"] == 4 * len(SPRING)
