"""The yearly evaluation of a channel, begun and completed by the PIC of the unit."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from bening.accounts.models import Person
from bening.channel_reports import actions, registry
from bening.channel_reports.models import CauseKind, Outcome
from bening.channel_reports.registry import ChannelFigures
from tests.features.refusals.life.people import LifeCast
from tests.features.refusals.life.rows import Row, rows
from tests.people import NOW

YEAR = 2025
DUE = date(2026, 12, 1)
CHANNEL = "matrix"


def _figures(*_asked: object) -> ChannelFigures:
    return ChannelFigures(
        received=7, settled=7, open=0, measured=7, on_time=7, as_of=datetime(2026, 1, 1, tzinfo=UTC)
    )


def begun(cast: LifeCast) -> SimpleNamespace:
    """A draft with everything that an approval asks for."""
    registry.register_channel(CHANNEL, "Saluran uji", _figures)
    made = SimpleNamespace(agency=cast.agency, unit=cast.unit, pic=cast.pic, head=cast.unit_head)
    made.report = start(made, cast.pic, YEAR)
    made.cause = cause(made, cast.pic)
    made.change = change(made, cast.pic)
    actions.save_report(
        report=made.report, summary="Cukup.", no_change_reason="", seen_version=1, by=cast.pic,
        now=NOW,
    )  # fmt: skip
    made.report.refresh_from_db()
    return made


def approved(cast: LifeCast) -> SimpleNamespace:
    """The same, approved by the head of the unit."""
    made = begun(cast)
    approve(made, cast.unit_head)
    return made


def start(made: SimpleNamespace, by: Person, year: int) -> object:
    return actions.start_report(
        agency=made.agency, unit=made.unit, channel=CHANNEL, year=year, by=by, now=NOW
    )


def cause(made: SimpleNamespace, by: Person) -> object:
    return actions.put_cause(
        report=made.report, kind=CauseKind.PEOPLE, text="Kurang orang", by=by, now=NOW
    )


def change(made: SimpleNamespace, by: Person) -> object:
    return actions.put_change(
        report=made.report, text="Satu loket", owner="Kasi", due_on=DUE, by=by, now=NOW
    )


def approve(made: SimpleNamespace, by: Person) -> object:
    return actions.approve_report(
        report=made.report, number="EV/1", dated_on=NOW.date(), by=by, now=NOW
    )


ACTS: dict[str, Row] = rows(
    begun,
    start_report=lambda s, by: start(s, by, YEAR - 1),
    save_report=lambda s, by: actions.save_report(
        report=s.report,
        summary="Lain.",
        no_change_reason="",
        seen_version=s.report.version,
        by=by,
        now=NOW,
    ),
    put_cause=cause,
    put_change=change,
    drop_line=lambda s, by: actions.drop_line(line=s.cause, by=by, now=NOW),
    approve_report=approve,
) | rows(
    approved,
    follow_up=lambda s, by: actions.follow_up(
        change=s.change, outcome=Outcome.DONE, note="Jadi", by=by, now=NOW
    ),
)
