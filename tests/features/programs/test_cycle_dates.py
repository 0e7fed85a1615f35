"""The days of a cycle: proposed from custom and regulation, set by the administrator."""

from datetime import date
from typing import Any

import pytest
from django.forms import DateField
from django.test import Client
from django.urls import reverse

from bening.calendars.models import Holiday, HolidayKind
from bening.evaluations.models import EvaluationCycle, EvaluationSheet
from bening.programs.models import CycleDate, ProgramState
from bening.programs.states import OWNERS
from bening.programs.typical_dates import REGULATION, USUAL, nomination_ends, usual_dates
from tests.people import NOW, Cast, sign_in


@pytest.fixture
def cycle(sheet: EvaluationSheet) -> EvaluationCycle:
    return sheet.cycle


def posted(dates: dict[ProgramState, tuple[str, str, str]]) -> dict[str, Any]:
    sent: dict[str, Any] = {}
    for state in ProgramState:
        starts, due, source = dates.get(state, ("", "", ""))
        sent |= {
            f"{state}_starts_on": starts,
            f"{state}_due_on": due,
            f"{state}_source": source,
        }
    return sent


def page(cycle: EvaluationCycle) -> str:
    return reverse("programs:cycle_dates", args=[cycle.pk])


def test_the_proposal_ends_with_the_day_of_the_regulation(cycle: EvaluationCycle) -> None:
    found = usual_dates(cycle)

    assert found[ProgramState.ELIGIBLE].due_on == nomination_ends(cycle.year)
    assert found[ProgramState.ELIGIBLE].source == str(REGULATION)
    assert found[ProgramState.SELF_ASSESSMENT].due_on == cycle.closes_on
    assert set(found) <= set(OWNERS)


@pytest.mark.parametrize("year", [2024, 2026, 2100])
def test_usual_days_follow_one_another(year: int) -> None:
    days = [date(year, *day) for usual in USUAL.values() for day in (usual.starts, usual.due)]

    assert days == sorted(days)


def test_what_is_proposed_is_not_stored(client: Client, cast: Cast, cycle: EvaluationCycle) -> None:
    sign_in(client, cast.agency_admin)

    shown = client.get(page(cycle)).content.decode()

    assert "Ini usulan, belum tersimpan." in shown
    assert f'value="{cycle.year}-05-31"' in shown
    assert "PermenPANRB 5/2024, Lampiran II Bab II" in shown
    assert not CycleDate.objects.exists()


def test_an_administrator_sets_the_days(client: Client, cast: Cast, cycle: EvaluationCycle) -> None:
    sign_in(client, cast.agency_admin)
    sent = posted({ProgramState.REPAIR: ("2026-05-09", "2026-05-20", " Surat TPN 1 ")})

    answer = client.post(page(cycle), sent)
    shown = client.get(page(cycle)).content.decode()

    assert answer.status_code == 302
    kept = CycleDate.objects.get()
    assert (kept.state, str(kept.due_on), kept.source) == (
        ProgramState.REPAIR,
        "2026-05-20",
        "Surat TPN 1",
    )
    assert "Ini usulan" not in shown
    assert 'value="2026-05-20"' in shown


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("2026-05-09", "2026-05-08", ""), "Batas akhir tidak boleh sebelum tanggal mulai."),
        (("2026-05-09", "", ""), "Isi batas akhirnya"),
        (("", "", "Surat"), "Isi batas akhirnya"),
        (("", "besok", ""), DateField.default_error_messages["invalid"]),
    ],
)
def test_days_that_are_none_are_said_at_their_row(
    client: Client,
    cast: Cast,
    cycle: EvaluationCycle,
    row: tuple[str, str, str],
    said: object,
) -> None:
    sign_in(client, cast.agency_admin)

    answer = client.post(page(cycle), posted({ProgramState.REPAIR: row}))

    assert answer.status_code == 422
    assert str(said) in answer.content.decode()
    assert "repair_due_on-salah" in answer.content.decode()
    assert not CycleDate.objects.exists()


def test_a_limit_past_31_may_is_questioned_and_kept(
    client: Client, cast: Cast, cycle: EvaluationCycle
) -> None:
    sign_in(client, cast.agency_admin)
    late = f"{cycle.year}-06-30"

    shown = client.post(
        page(cycle), posted({ProgramState.ELIGIBLE: ("", late, "Surat TPN")}), follow=True
    ).content.decode()

    assert "melewati 31 Mei" in shown
    assert str(CycleDate.objects.get().due_on) == late


def test_limits_on_days_off_are_marked(client: Client, cast: Cast, cycle: EvaluationCycle) -> None:
    def marks() -> int:
        return client.get(page(cycle)).content.decode().count("bukan hari kerja")

    sign_in(client, cast.agency_admin)
    CycleDate.objects.create(
        agency=cast.agency,
        cycle=cycle,
        state=ProgramState.REPAIR,
        due_on=date(2026, 5, 27),  # a Wednesday
        set_by=cast.agency_admin,
        set_at=NOW,
    )

    assert marks() == 0
    Holiday.objects.create(
        day=date(2026, 5, 27),
        name="Idul Adha",
        kind=HolidayKind.NATIONAL,
        source="SKB",
        added_by=cast.operator,
        added_at=NOW,
    )
    assert marks() == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [("pic", 403), ("unit_head", 403), ("inspector", 403), ("outside_admin", 404)],
)
def test_others_set_no_days(
    client: Client, cast: Cast, cycle: EvaluationCycle, who: str, status: int
) -> None:
    sign_in(client, getattr(cast, who))

    answer = client.post(
        page(cycle), posted({ProgramState.REPAIR: ("", f"{cycle.year}-05-20", "")})
    )

    assert answer.status_code == status
    assert not CycleDate.objects.exists()


def test_the_cycle_and_its_days_tell_who_set_them(
    client: Client, cast: Cast, cycle: EvaluationCycle
) -> None:
    sign_in(client, cast.agency_admin)
    client.post(page(cycle), posted({ProgramState.REPAIR: ("", f"{cycle.year}-05-20", "")}))

    for address in (page(cycle), reverse("evaluations:cycle", args=[cycle.pk])):
        shown = client.get(address).content.decode()
        assert f"Mengatur tanggal tahapan siklus {cycle.year}" in shown
