"""Opening programs, aiming at a title, entering titles: rules, pages, other tenants."""

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import WorkUnit
from bening.evaluations.instruments import store_shipped
from bening.evaluations.models import EvaluationCycle, EvaluationSheet, InstrumentVersion
from bening.programs import actions, queries
from bening.programs.models import Award, Designation, ZoneProgram
from tests.features.evaluations.conftest import make_cycle
from tests.people import NOW, TODAY, Cast, make_unit, sign_in

PAGE = "/administrasi/program/"


@pytest.fixture
def cycle(cast: Cast) -> EvaluationCycle:
    store_shipped(now=NOW)
    return make_cycle(cast, InstrumentVersion.objects.get(slug="lke-2021"), 2026)


def opened(
    cast: Cast,
    cycle: EvaluationCycle,
    target: Designation = Designation.WBK,
    unit: WorkUnit | None = None,
) -> ZoneProgram:
    return actions.open_program(
        unit=unit or cast.unit, cycle=cycle, target=target, by=cast.agency_admin, now=NOW
    )


def awarded(cast: Cast, on: date, by: Person | None = None, number: str = "12 Tahun 2024") -> Award:
    return actions.enter_award(
        unit=cast.unit,
        designation=Designation.WBK,
        decree_number=number,
        awarded_on=on,
        by=by or cast.agency_admin,
        now=NOW,
    )


def test_a_program_opens_with_its_empty_sheet(cast: Cast, cycle: EvaluationCycle) -> None:
    program = opened(cast, cycle)

    sheet = EvaluationSheet.objects.get(program=program)
    assert (sheet.unit, sheet.cycle, sheet.instrument) == (cast.unit, cycle, cycle.instrument)
    assert sheet.state == "draft"
    assert not sheet.answers.exists()


def test_a_unit_has_one_program_in_a_cycle(cast: Cast, cycle: EvaluationCycle) -> None:
    opened(cast, cycle)

    with pytest.raises(actions.ProgramRefused, match="program_exists"):
        opened(cast, cycle)

    assert EvaluationSheet.objects.count() == 1


def test_wbbm_asks_for_an_earlier_wbk(cast: Cast, cycle: EvaluationCycle) -> None:
    with pytest.raises(actions.ProgramRefused, match="wbbm_needs_wbk"):
        opened(cast, cycle, Designation.WBBM)
    assert not ZoneProgram.objects.exists()

    awarded(cast, date(2024, 6, 1))

    assert opened(cast, cycle, Designation.WBBM).target == Designation.WBBM


def test_the_wbk_of_another_unit_does_not_count(cast: Cast, cycle: EvaluationCycle) -> None:
    awarded(cast, date(2024, 6, 1))

    with pytest.raises(actions.ProgramRefused, match="wbbm_needs_wbk"):
        opened(cast, cycle, Designation.WBBM, unit=cast.other_unit)


def test_a_unit_of_another_agency_joins_no_cycle(cast: Cast, cycle: EvaluationCycle) -> None:
    with pytest.raises(actions.ProgramRefused, match="unit_of_other_agency"):
        actions.open_program(
            unit=cast.outside_unit,
            cycle=cycle,
            target=Designation.WBK,
            by=cast.outside_admin,
            now=NOW,
        )
    with pytest.raises(NotAllowed):
        opened(cast, cycle, unit=cast.outside_unit)


@pytest.mark.parametrize("who", ["pic", "unit_head", "inspector", "agency_head", "outside_admin"])
def test_only_the_administrator_opens_and_enters(
    cast: Cast, cycle: EvaluationCycle, who: str
) -> None:
    program, by = opened(cast, cycle), getattr(cast, who)

    with pytest.raises(NotAllowed):
        actions.open_program(
            unit=cast.other_unit, cycle=cycle, target=Designation.WBK, by=by, now=NOW
        )
    with pytest.raises(NotAllowed):
        actions.change_target(program=program, target=Designation.WBK, by=by, now=NOW)
    with pytest.raises(NotAllowed):
        awarded(cast, date(2024, 6, 1), by=by)


def test_the_target_is_fixed_once_the_sheet_is_submitted(
    cast: Cast, cycle: EvaluationCycle
) -> None:
    program = opened(cast, cycle)
    awarded(cast, date(2024, 6, 1))
    assert program.sheet.state == "draft"  # as the page read it before somebody submitted
    EvaluationSheet.objects.filter(program=program).update(state="submitted")

    with pytest.raises(actions.ProgramRefused, match="sheet_is_submitted"):
        actions.change_target(
            program=program, target=Designation.WBBM, by=cast.agency_admin, now=NOW
        )

    program.refresh_from_db()
    assert program.target == Designation.WBK


def test_the_target_changes_while_the_sheet_is_filled(cast: Cast, cycle: EvaluationCycle) -> None:
    program = opened(cast, cycle)

    with pytest.raises(actions.ProgramRefused, match="wbbm_needs_wbk"):
        actions.change_target(
            program=program, target=Designation.WBBM, by=cast.agency_admin, now=NOW
        )
    awarded(cast, date(2024, 6, 1))
    actions.change_target(program=program, target=Designation.WBBM, by=cast.agency_admin, now=NOW)

    program.refresh_from_db()
    assert program.target == Designation.WBBM


@pytest.mark.parametrize(
    ("on", "number", "code"),
    [
        (TODAY + timedelta(days=1), "12", "award_in_future"),
        (date(2024, 6, 1), "   ", "decree_number_missing"),
        (date(2024, 5, 1), "12", "award_exists"),
    ],
)
def test_a_title_that_cannot_be_is_refused(cast: Cast, on: date, number: str, code: str) -> None:
    awarded(cast, date(2024, 5, 1))

    with pytest.raises(actions.ProgramRefused, match=code):
        awarded(cast, on, number=number)

    assert Award.objects.count() == 1


def test_a_program_is_opened_from_the_page_without_script(
    cast: Cast, cycle: EvaluationCycle, client: Client
) -> None:
    sign_in(client, cast.agency_admin)
    _unit = cast.unit

    asked = client.post(PAGE, {"unit": str(cast.unit.pk), "target": "wbk"}, follow=True)

    assert asked.status_code == 200
    assert "siap diisi" in asked.content.decode()
    assert ZoneProgram.objects.get().unit == cast.unit


def test_the_page_says_why_wbbm_is_refused(
    cast: Cast, cycle: EvaluationCycle, client: Client
) -> None:
    sign_in(client, cast.agency_admin)

    answer = client.post(PAGE, {"unit": str(cast.unit.pk), "target": "wbbm"})

    assert answer.status_code == 422
    assert "belum pernah berpredikat Menuju WBK" in answer.content.decode()
    assert not ZoneProgram.objects.exists()


def test_the_page_takes_no_unit_of_another_agency_and_no_target_of_its_own(
    cast: Cast, cycle: EvaluationCycle, client: Client
) -> None:
    sign_in(client, cast.agency_admin)

    assert (
        client.post(PAGE, {"unit": str(cast.outside_unit.pk), "target": "wbk"}).status_code == 422
    )
    assert client.post(PAGE, {"unit": str(cast.unit.pk), "target": "emas"}).status_code == 422
    assert not ZoneProgram.objects.exists()


def test_a_title_is_entered_from_the_page_and_shown_to_the_unit(cast: Cast, client: Client) -> None:
    page = reverse("programs:awards", args=[cast.unit.pk])
    form = {"designation": "wbk", "decree_number": "12 Tahun 2024", "awarded_on": "2024-06-01"}

    sign_in(client, cast.agency_admin)
    assert client.post(page, form).status_code == 302
    sign_in(client, cast.pic)

    assert "12 Tahun 2024" in client.get(page).content.decode()
    assert client.post(page, {**form, "awarded_on": "2023-01-01"}).status_code == 403
    assert Award.objects.count() == 1


def test_other_tenants_find_no_program_and_no_title(
    cast: Cast, cycle: EvaluationCycle, client: Client
) -> None:
    program = opened(cast, cycle)
    sign_in(client, cast.outside_admin)

    target = reverse("programs:change_target", args=[program.pk])
    assert client.post(target, {"target": "wbk"}).status_code == 404
    assert client.get(reverse("programs:awards", args=[cast.unit.pk])).status_code == 404
    assert not queries.programs_of(cast.outside_admin).exists()


def test_the_list_of_programs_keeps_its_queries(
    cast: Cast, cycle: EvaluationCycle, client: Client
) -> None:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    sign_in(client, cast.agency_admin)
    opened(cast, cycle)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PAGE).status_code == 200
        return len(asked)

    count()
    before = count()
    for number in range(8):
        opened(cast, cycle, unit=make_unit(cast.agency, f"9{number}"))

    assert count() == before


@pytest.mark.parametrize(
    ("who", "offered"), [("agency_admin", True), ("operator", False), ("pic", False)]
)
def test_the_programs_are_offered_to_those_who_may_open_them(
    cast: Cast, client: Client, who: str, offered: bool
) -> None:
    person = getattr(cast, who)
    sign_in(client, person)

    page = client.get(reverse("accounts:own"), follow=True).content.decode()
    answer = client.get(reverse("programs:programs"))

    assert (reverse("programs:programs") in page) is offered
    assert (answer.status_code == 200) is offered


def test_an_award_of_this_morning_is_not_of_tomorrow(cast: Cast, cycle: EvaluationCycle) -> None:
    morning = datetime(2026, 4, 15, 17, 30, tzinfo=UTC)  # 00.30 of the 16th at the unit
    enter = partial(
        actions.enter_award,
        unit=cast.unit,
        designation=Designation.WBK,
        decree_number="3",
        by=cast.agency_admin,
    )

    with pytest.raises(actions.ProgramRefused, match="award_in_future"):
        enter(awarded_on=date(2026, 4, 16), now=morning - timedelta(hours=1))
    enter(awarded_on=date(2026, 4, 16), now=morning)

    program = actions.open_program(
        unit=cast.unit, cycle=cycle, target=Designation.WBBM, by=cast.agency_admin, now=morning
    )
    assert program.target == Designation.WBBM
