"""A program goes on in a later year: declared and chosen it already is."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse, reverse_lazy

from bening.accounts.refusals import NotAllowed
from bening.domain.refusals import Refused
from bening.evaluations.models import InstrumentVersion
from bening.programs import actions, guards, queries, waiting
from bening.programs.models import Award, Designation, ProgramState, ZoneProgram
from bening.programs.refusals import ProgramRefused
from tests.features.evaluations.conftest import make_cycle
from tests.people import NOW, Cast, sign_in


@pytest.fixture
def ended(sheet: Any) -> Any:
    program = sheet.program
    program.state, program.building_since = ProgramState.COACHING, date(2025, 2, 1)
    program.save(update_fields=["state", "building_since"])
    return program


def go_on(
    cast: Cast,
    program: Any,
    version: InstrumentVersion,
    target: Any = Designation.WBK,
    by: Any = None,
) -> Any:
    return actions.continue_program(
        program=program,
        cycle=make_cycle(cast, version, 2027),
        target=target,
        by=by or cast.agency_admin,
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


@pytest.mark.parametrize("state", [ProgramState.TPI_ROUND_1, ProgramState.COOLING_OFF])
@pytest.mark.parametrize("who", ["pic", "unit_head", "inspector", "outsider", "outside_admin"])
def test_who_may_not_is_told_nothing_of_the_state(
    cast: Cast, ended: Any, instrument_version: InstrumentVersion, state: Any, who: Any
) -> None:
    ended.state = state
    ended.save(update_fields=["state"])
    with pytest.raises(NotAllowed, match="agency_admin_only"):
        go_on(cast, ended, instrument_version, by=getattr(cast, who))


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


PAGE = reverse_lazy("programs:programs")


def test_the_page_of_the_next_cycle_carries_programs_on(
    cast: Cast, ended: Any, instrument_version: InstrumentVersion, client: Client
) -> None:
    make_cycle(cast, instrument_version, 2027)
    sign_in(client, cast.agency_admin)

    offered = client.get(f"{PAGE}?tahun=2027")
    assert list(offered.context["to_continue"]) == [ended]
    assert cast.unit not in offered.context["form"].fields["unit"].queryset
    answer = client.post(
        reverse("programs:go_on", args=[ended.pk, 2027]), {"target": "wbk"}, follow=True
    )

    assert "dilanjutkan" in answer.content.decode()
    assert ended.continued_by.cycle.year == 2027
    assert ended.continued_by.state == ProgramState.BUILDING
    assert not answer.context["to_continue"]


def test_only_what_may_go_on_is_offered(
    cast: Cast, ended: Any, instrument_version: InstrumentVersion, client: Client
) -> None:
    cycle = make_cycle(cast, instrument_version, 2027)
    ended.state = ProgramState.TPI_ROUND_1
    ended.save(update_fields=["state"])
    assert not queries.to_continue(cast.agency_admin, cycle).exists()
    assert cast.unit in queries.units_without_program(cast.agency_admin, cycle)
    sign_in(client, cast.agency_admin)

    answer = client.post(
        reverse("programs:go_on", args=[ended.pk, 2027]), {"target": "wbk"}, follow=True
    )

    assert "Evaluasi TPI tahap 1" in answer.content.decode()
    assert not ZoneProgram.objects.filter(continues=ended).exists()


def test_others_carry_nothing_on(
    cast: Cast, ended: Any, instrument_version: InstrumentVersion, client: Client
) -> None:
    make_cycle(cast, instrument_version, 2027)
    address = reverse("programs:go_on", args=[ended.pk, 2027])

    for person, status in ((cast.outsider, 404), (cast.pic, 403)):
        sign_in(client, person)
        assert client.post(address, {"target": "wbk"}).status_code == status
    assert not ZoneProgram.objects.filter(continues=ended).exists()


def test_a_program_that_goes_on_later_waits_for_nobody(
    cast: Cast, ended: Any, instrument_version: InstrumentVersion
) -> None:
    assert [turn.key for turn in waiting.turns(cast.unit_head, NOW)] == [
        f"program:{ended.pk}:coaching"
    ]
    opened = go_on(cast, ended, instrument_version)
    assert f"program:{ended.pk}:coaching" not in {
        turn.key for turn in waiting.turns(cast.unit_head, NOW)
    }
    assert opened.continues == ended


@pytest.mark.parametrize("state", [ProgramState.SELF_ASSESSMENT, ProgramState.REPAIR])
def test_the_sheet_waits_for_its_pic_until_it_is_sent(
    cast: Cast, ended: Any, state: ProgramState
) -> None:
    def mine() -> list[str]:
        return [turn.key for turn in waiting.turns(cast.pic, NOW)]

    ended.state = state
    ended.save(update_fields=["state"])
    assert mine() == [f"sheet:{ended.sheet.pk}:{state.value}"]
    type(ended.sheet).objects.filter(pk=ended.sheet.pk).update(state="submitted")
    assert mine() == []
