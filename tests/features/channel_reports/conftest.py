"""A channel with figures of its own, beside whatever is registered."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction
from uuid import UUID

import pytest

from bening.channel_reports import actions, registry
from bening.channel_reports.models import CauseKind, ChannelReport
from bening.channel_reports.registry import ChannelFigures, Count, Duration
from bening.facts import Period
from tests.features.documents.conftest import own_folders
from tests.people import Cast

__all__ = ["own_folders"]

NEXT_YEAR = datetime(2027, 2, 1, 3, 0, tzinfo=UTC)
FEBRUARY = date(2027, 2, 1)


def figures(received: int = 12, **changed: object) -> ChannelFigures:
    values: dict[str, object] = {
        "received": received,
        "settled": received - 2,
        "open": 2,
        "measured": received,
        "on_time": received - 1,
        "as_of": NEXT_YEAR,
        "counts": (Count("Jenis", "Aspirasi", 4), Count("Jenis", "Pengaduan", received - 4)),
        "durations": (Duration("Verifikasi", received, Fraction(5, 2), 9),),
        **changed,
    }
    return ChannelFigures(**values)  # type: ignore[arg-type] # named values of one row


@pytest.fixture(autouse=True)
def _channels(
    monkeypatch: pytest.MonkeyPatch,
    own_folders: None,
) -> dict[str, ChannelFigures | None]:
    """`complaint` of twelve cases; change the mapping to change what it says."""
    said: dict[str, ChannelFigures | None] = {"complaint": figures()}

    def query(
        _agency: UUID, _unit: UUID | None, _period: Period, _now: datetime
    ) -> ChannelFigures | None:
        return said["complaint"]

    monkeypatch.setattr(registry, "_channels", {})
    registry.register_channel("complaint", "Pengaduan masyarakat", query)
    return said


@pytest.fixture
def said(_channels: dict[str, ChannelFigures | None]) -> dict[str, ChannelFigures | None]:
    return _channels


Started = Callable[..., ChannelReport]


@pytest.fixture
def started(cast: Cast) -> Started:
    """An evaluation of 2026 of the unit; `complete` has everything that an approval asks for."""

    def start(
        *, year: int = 2026, complete: bool = False, now: datetime = NEXT_YEAR
    ) -> ChannelReport:
        report = actions.start_report(
            agency=cast.agency, unit=cast.unit, channel="complaint", year=year, by=cast.pic, now=now
        )
        if complete:
            actions.put_cause(
                report=report, kind=CauseKind.PROCEDURE, text="Alur panjang", by=cast.pic, now=now
            )
            actions.put_change(
                report=report, text="Satu loket", owner="Kepala seksi", due_on=date(2027, 6, 1),
                by=cast.pic, now=now,
            )  # fmt: skip
            actions.save_report(
                report=report, summary="Membaik.", no_change_reason="", seen_version=1,
                by=cast.pic, now=now,
            )  # fmt: skip
        return report

    return start
