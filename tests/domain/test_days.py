"""The day somewhere: around midnight UTC and local time name different ones."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from bening.domain.days import day_in

NAIVE = datetime(2000, 1, 1)  # noqa: DTZ001 (what the strategy asks for)
ZONES = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}


def test_the_day_begins_at_midnight_of_the_zone() -> None:
    midnight = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)  # in Jakarta

    assert day_in("Asia/Jakarta", midnight - timedelta(microseconds=1)) == date(2026, 12, 31)
    assert day_in("Asia/Jakarta", midnight) == date(2027, 1, 1)
    assert day_in("Asia/Jayapura", midnight - timedelta(hours=2)) == date(2027, 1, 1)


@given(
    now=st.datetimes(min_value=NAIVE, max_value=NAIVE.replace(year=2100), timezones=st.just(UTC)),
    zone=st.sampled_from(sorted(ZONES)),
    said_in=st.integers(-12, 12),
)
def test_the_zone_in_which_a_moment_is_said_changes_nothing(
    now: datetime, zone: str, said_in: int
) -> None:
    elsewhere = now.astimezone(timezone(timedelta(hours=said_in)))

    assert day_in(zone, elsewhere) == day_in(zone, now)
    assert day_in(zone, now) == (now + timedelta(hours=ZONES[zone])).date()
