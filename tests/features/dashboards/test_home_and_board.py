"""The home page and the board: who sees what, in how many queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bening.accounts.access import today_of
from bening.accounts.models import REVIEWER_ROLES, Role
from bening.audit import sealing
from bening.dashboards import queries, rollup
from bening.evaluations import actions
from bening.evaluations.instruments import store_shipped
from bening.evaluations.models import EvaluationSheet, InstrumentVersion
from bening.evaluations.queries import sheets_of
from bening.programs.actions import open_program
from bening.programs.models import Designation
from tests.features.evaluations.conftest import make_sheet
from tests.people import NOW, Cast, give, make_person, make_unit, sign_in


@pytest.fixture
def sheet(cast: Cast) -> EvaluationSheet:
    store_shipped(now=NOW)
    return make_sheet(cast, InstrumentVersion.objects.get(slug="lke-2021"))


def answer(sheet: EvaluationSheet, cast: Cast, code: str, value: str) -> None:
    actions.save_answer(
        sheet=sheet, official_code=code, value=value, inputs=None, note="", seen_version=0,
        by=cast.pic, now=NOW,
    )  # fmt: skip


def more_units(cast: Cast, sheet: EvaluationSheet, many: range) -> None:
    for number in many:
        unit = make_unit(cast.agency, f"8{number}")
        person = make_person(f"Orang {number}", agency=cast.agency)
        give(person, Role.UNIT_PIC, unit=unit)
        program = open_program(
            unit=unit, cycle=sheet.cycle, target=Designation.WBK, by=cast.agency_admin, now=NOW
        )
        actions.save_answer(
            sheet=program.sheet, official_code="A.I.1.i.a", value="Ya", inputs=None, note="",
            seen_version=0, by=person, now=NOW,
        )  # fmt: skip


def settle() -> None:
    """What the background does for the board."""
    sealing.seal_all(now=NOW)
    rollup.forget()
    rollup.refresh(now=NOW)


def count(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_the_home_of_a_unit_shows_its_score_and_its_gap(
    cast: Cast, sheet: EvaluationSheet, client: Client
) -> None:
    answer(sheet, cast, "A.I.1.i.a", "Ya")
    sign_in(client, cast.pic)

    text = client.get("/").content.decode()

    held = queries.standings([sheet], on=today_of(cast.pic, NOW))[0]
    assert held.unanswered == 112
    assert held.gap == 75 - held.total
    assert "Menuju WBK" in text
    assert f"/lembar-kerja/{sheet.pk}/" in text


def test_my_tasks_come_with_what_they_add_the_late_ones_said(
    cast: Cast, sheet: EvaluationSheet
) -> None:
    today = today_of(cast.pic, NOW)
    for code, days in (("A.I.5.iii.c", -2), ("A.I.5.iii.a", 3)):
        actions.assign(
            sheet=sheet, official_code=code, assignee=cast.area_lead,
            due_on=today + timedelta(days=days), by=cast.pic, now=NOW,
        )  # fmt: skip

    tasks = queries.tasks_of(cast.area_lead, sheets=sheets_of(cast.area_lead), on=today)

    assert [(task.assignment.official_code, task.is_late) for task in tasks] == [
        ("A.I.5.iii.c", True),
        ("A.I.5.iii.a", False),
    ]
    assert all(task.points and task.points > 0 for task in tasks)
    assert queries.tasks_of(cast.pic, sheets=sheets_of(cast.pic), on=today) == []
    assert queries.standings([sheet], on=today)[0].late == 1


@pytest.mark.parametrize("who", ["pic", "unit_head", "area_member", "colleague", "outsider"])
def test_the_board_is_for_those_who_read_the_whole_agency(
    cast: Cast, sheet: EvaluationSheet, client: Client, who: str
) -> None:
    sign_in(client, getattr(cast, who))

    assert client.get("/papan/").status_code == 403


@pytest.mark.parametrize("who", ["inspector", "agency_head", "agency_admin"])
def test_who_reads_the_whole_agency_lands_on_the_board(
    cast: Cast, sheet: EvaluationSheet, client: Client, who: str
) -> None:
    sign_in(client, getattr(cast, who))

    assert client.get("/").headers["Location"] == "/papan/"
    assert cast.unit.name in client.get("/papan/").content.decode()


def test_the_board_and_the_home_show_nothing_of_another_agency(
    cast: Cast, sheet: EvaluationSheet, client: Client
) -> None:
    for person in (cast.outside_admin, cast.outsider):
        sign_in(client, person)
        for path in ("/", "/papan/", "/papan/?q=Dinas", "/lembar-kerja/"):
            text = client.get(path, follow=True).content.decode()
            assert cast.unit.name not in text
            assert str(sheet.pk) not in text


def test_the_board_is_sorted_by_gap_and_filtered(
    cast: Cast, sheet: EvaluationSheet, client: Client
) -> None:
    more_units(cast, sheet, range(2))
    settle()
    sign_in(client, cast.inspector)

    text = client.get("/papan/").content.decode()
    assert text.index("Unit 80") < text.index(cast.unit.name)  # 80 has an answer, so a smaller gap
    assert cast.unit.name not in client.get("/papan/?q=Unit").content.decode()
    assert "Unit 80" not in client.get("/papan/?keadaan=panel").content.decode()
    assert "Unit 80" not in client.get("/papan/?target=wbbm").content.decode()
    assert client.get("/papan/?tahun=x&target=y&keadaan=z&urut=w&hal=9").status_code in {200, 404}


def test_the_board_keeps_its_queries_when_units_grow(
    cast: Cast, sheet: EvaluationSheet, client: Client
) -> None:
    more_units(cast, sheet, range(1))
    sign_in(client, cast.inspector)
    before = count(client, "/papan/")

    more_units(cast, sheet, range(1, 9))

    assert count(client, "/papan/") == before


def test_the_home_keeps_its_queries_when_answers_grow(
    cast: Cast, sheet: EvaluationSheet, client: Client
) -> None:
    sign_in(client, cast.pic)
    answer(sheet, cast, "A.I.1.i.a", "Ya")
    before = count(client, "/")

    for code in ("A.I.1.i.b", "A.I.5.iii.c", "A.I.5.iii.a"):
        answer(sheet, cast, code, "A")
        actions.assign(
            sheet=sheet, official_code=code, assignee=cast.pic, due_on=None, by=cast.pic, now=NOW
        )

    assert abs(count(client, "/") - before) <= 1


def test_without_a_sheet_the_home_says_what_to_do_first(cast: Cast, client: Client) -> None:
    sign_in(client, cast.agency_admin)
    assert "Mulai dari program" in client.get("/").content.decode()

    sign_in(client, cast.pic)
    assert "Admin instansi membuka siklus" in client.get("/").content.decode()


@pytest.mark.parametrize("role", sorted(REVIEWER_ROLES))
def test_a_reviewer_is_led_to_what_waits_not_to_the_home_of_a_unit(
    cast: Cast, sheet: EvaluationSheet, client: Client, role: Role
) -> None:
    person = make_person("Yuni Penilai", agency=cast.agency)
    give(person, role, unit=sheet.unit)
    response = sign_in(client, person).get("/")
    assert response.headers["Location"] == reverse("notices:turns")

    give(person, Role.UNIT_PIC, unit=cast.other_unit)
    assert sign_in(client, person).get("/").status_code == 200


def test_the_operator_is_led_to_the_agencies(cast: Cast, client: Client) -> None:
    sign_in(client, cast.operator)

    assert client.get("/").headers["Location"] == "/administrasi/instansi/"
