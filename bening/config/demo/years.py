"""The two cycles of the demo, the days of their states, and the working calendar."""

from datetime import timedelta

from bening.calendars import actions as calendars
from bening.calendars.days_off import proposed_days
from bening.config.demo.stage import Stage, years_earlier
from bening.evaluations import actions as evaluations
from bening.evaluations.actions.cycles import CycleDates
from bening.evaluations.models import InstrumentVersion
from bening.nominations import actions as nominations
from bening.programs import actions as programs
from bening.programs.actions import StateDates
from bening.programs.models import ProgramState as State

INSTRUMENT = "lke-2021"
CLOSES_IN = 30
OPEN_FOR = 180

# State, begun so many days ago, due so many days ago (ahead where negative); both in the order
# of the road, so that no step is due before the one that leads to it.
DUE = (
    (State.CHOSEN, 158, 6),
    (State.BUILDING, 152, -20),
    (State.SELF_ASSESSMENT, OPEN_FOR - CLOSES_IN, -CLOSES_IN),
    (State.TPI_ROUND_1, 135, -37),
    (State.REPAIR, 118, -44),
    (State.TPI_ROUND_2, 105, -51),
    (State.ELIGIBLE, 95, -58),
    (State.ADMIN_SELECTION, 65, -66),
    (State.TPN_PRECHECK, 55, -73),
    (State.TPN_DESK, 50, -80),
    (State.TPN_FIELD, 30, -94),
    (State.CLEARANCE, 5, -101),
    (State.PANEL, 0, -108),
)
DUE_BEFORE = (
    (State.SELF_ASSESSMENT, 515, 370),
    (State.TPI_ROUND_1, 400, 365),
    (State.REPAIR, 371, 352),
    (State.TPI_ROUND_2, 355, 340),
)
"""The same of the cycle before."""

SOURCE = "Jadwal evaluasi Zona Integritas Kota Tirtamaya"


def open_cycles(stage: Stage) -> None:
    """The cycle before and the one that is open now, thirty days before its closing day."""
    version = InstrumentVersion.objects.get(slug=INSTRUMENT)
    closes = stage.day(-CLOSES_IN)
    for back in (1, 0):
        end = years_earlier(closes, back)
        stage.cycles[back] = evaluations.open_cycle(
            agency=stage.agency,
            year=end.year,
            instrument=version,
            dates=CycleDates(
                period_starts_on=years_earlier(end, 1) + timedelta(days=1),
                period_ends_on=end,
                opens_on=end - timedelta(days=OPEN_FOR),
                closes_on=end,
            ),
            by=stage.admin,
            now=stage.at(365 * back + OPEN_FOR - CLOSES_IN + 15),
        )
    for back, due, days in ((1, DUE_BEFORE, 520), (0, DUE, 160)):
        programs.set_cycle_dates(
            cycle=stage.cycles[back],
            dates=[
                StateDates(state, stage.day(begun), stage.day(ends), SOURCE)
                for state, begun, ends in due
            ],
            by=stage.admin,
            now=stage.at(days),
        )
    nominations.set_quota(
        agency=stage.agency,
        year=stage.cycles[0].year,
        most=5,
        source="Surat TPN tentang kuota usulan (contoh)",
        by=stage.admin,
        now=stage.at(150),
    )


def keep_calendar(stage: Stage) -> None:
    """Days off of the years that the demo looks at, and one of the town's own."""
    for year in sorted({stage.day(0).year, stage.day(-60).year}):
        days = [each.day for each in proposed_days(year)]
        if days:
            calendars.import_days(
                agency=None, year=year, days=days, by=stage.operator, now=stage.at(150)
            )
