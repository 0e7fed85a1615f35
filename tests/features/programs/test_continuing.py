"""A program goes on in a later year: declared and chosen it already is."""

from datetime import date
from typing import Any

import pytest

from bening.domain.refusals import Refused
from bening.evaluations.models import InstrumentVersion
from bening.programs import actions, guards
from bening.programs.models import Award, Designation, ProgramState
from bening.programs.refusals import ProgramRefused
from tests.features.evaluations.conftest import make_cycle
from tests.people import NOW, Cast


@pytest.fixture
def ended(sheet: Any) -> Any:
    program = sheet.program
    program.state, program.building_since = ProgramState.COACHING, date(2025, 2, 1)
    program.save(update_fields=["state", "building_since"])
    return program


def go_on(
    cast: Cast, program: Any, version: InstrumentVersion, target: Any = Designation.WBK
) -> Any:
    return actions.continue_program(
        program=program,
        cycle=make_cycle(cast, version, 2027),
        target=target,
        by=cast.agency_admin,
        now=NOW,
    )


def test_it_begins_in_building_and_time_goes_on_counting(
    cast: Cast, ended: Any, instrument_version: InstrumentVersion
) -> None:
    opened = go_on(cast, ended, instrument_version)
    assert opened.state == ProgramState.BUILDING
    assert opened.continues == ended
    assert opened.building_since == date(2025, 2, 1)
    ended.refresh_from_db()
    assert ended.state == ProgramState.COACHING


def test_time_towards_another_title_begins_anew(
    cast: Cast, ended: Any, instrument_version: InstrumentVersion
) -> None:
    Award.objects.create(
        agency=cast.agency,
        unit=cast.unit,
        designation=Designation.WBK,
        decree_number="1",
        awarded_on=date(2025, 12, 10),
        entered_by=cast.agency_admin,
        entered_at=NOW,
    )
    opened = go_on(cast, ended, instrument_version, Designation.WBBM)
    assert opened.building_since == date(2026, 4, 15)


def test_a_program_under_way_is_not_doubled(
    cast: Cast, ended: Any, instrument_version: InstrumentVersion
) -> None:
    ended.state = ProgramState.TPI_ROUND_1
    ended.save(update_fields=["state"])
    with pytest.raises(ProgramRefused, match="still_under_way"):
        go_on(cast, ended, instrument_version)


def test_the_waiting_time_is_not_gone_around(
    cast: Cast, ended: Any, instrument_version: InstrumentVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waits(_program: object, _now: object) -> None:
        raise Refused("still_waiting")

    monkeypatch.setitem(guards._guards, "cooling_off_over", waits)
    ended.state = ProgramState.COOLING_OFF
    ended.save(update_fields=["state"])
    with pytest.raises(Refused, match="still_waiting"):
        go_on(cast, ended, instrument_version)
