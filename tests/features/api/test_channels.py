"""Risks, audit follow-up and wealth reports for other systems: the actions of the screens."""

import pytest
from django.utils import timezone

from bening.risks.models import IndicatorReading, Risk
from bening.wealth_reports.models import WealthDuty
from tests.features.api.channels import ASSESSMENT, a_risk, line
from tests.features.api.conftest import Call
from tests.features.api.test_rules import problem
from tests.people import Cast
from tests.whole.overseen import Overseen


@pytest.fixture
def year() -> int:
    """The year of the clock that the interface reads."""
    return timezone.now().year


# --- risks


@pytest.fixture
def register(cast: Cast, call: Call, year: int) -> str:
    body = {"unit": str(cast.unit.pk), "year": year}
    made = call(cast.pic, "post", "/risiko/daftar", body)
    assert made.status_code == 201
    assert made.json()["risks"] == 0
    key: str = made.json()["id"]
    return key


def risk_of(cast: Cast) -> dict[str, object]:
    return a_risk(cast.colleague.pk)


def test_a_risk_is_entered_assessed_acted_upon_and_watched(
    cast: Cast, call: Call, register: str
) -> None:
    today = timezone.now().date().isoformat()
    made = call(cast.pic, "post", f"/risiko/daftar/{register}/risiko", risk_of(cast))
    assert made.status_code == 201
    at = f"/risiko/{made.json()['id']}"

    assessed = call(cast.colleague, "put", f"{at}/penilaian", ASSESSMENT)
    plan = {"text": "Jaga pintu", "person": str(cast.colleague.pk), "due_on": "2099-01-01"}
    action = call(cast.pic, "post", f"{at}/tindakan", plan).json()
    done = {"done_on": today, "note": "Foto"}
    finished = call(cast.colleague, "post", f"{at}/tindakan/{action['id']}/selesai", done)
    limits = {"name": "Nomor dijual", "measured_in": "kali", "warning": "3", "limit": "10.5"}
    indicator = call(cast.pic, "post", f"{at}/indikator", limits).json()
    reading = {"read_on": today, "value": "11.25"}
    readings = f"{at}/indikator/{indicator['id']}/pembacaan"
    read = call(cast.colleague, "post", readings, reading)
    event = {"happened_on": today, "text": "Terjadi", "loss": 500_000}
    call(cast.colleague, "post", f"{at}/kejadian", event)

    assert assessed.json()["left_impact"] == ASSESSMENT["left_impact"]
    assert finished.json()["done_note"] == "Foto"
    assert read.json()["value"] == "11.25"
    whole = call(cast.pic, "get", at).json()
    assert [row["standing"] for row in whole["indicators"]] == ["breached"]
    assert [row["latest"]["value"] for row in whole["indicators"]] == ["11.25"]
    assert [row["loss"] for row in whole["events"]] == [500_000]
    assert [row["done_on"] for row in whole["actions"]] == [today]
    assert whole["left_level"] is not None
    assert call(cast.pic, "get", readings).json()["count"] == 1
    (listed,) = call(cast.pic, "get", f"/risiko/daftar/{register}/risiko").json()["items"]
    assert listed["number"] == whole["number"]

    problem(call(cast.colleague, "post", readings, reading), 409)
    problem(call(cast.colleague, "post", f"{at}/tindakan/{action['id']}/selesai", done), 409)
    assert IndicatorReading.objects.count() == 1


def test_a_register_of_the_year_is_opened_once(
    cast: Cast, call: Call, register: str, year: int
) -> None:
    again = call(cast.pic, "post", "/risiko/daftar", {"unit": str(cast.unit.pk), "year": year})

    assert problem(again, 409)["code"] == "risk_register_there"
    for asked, count in ((f"tahun={year}", 1), (f"tahun={year - 1}", 0)):
        assert call(cast.pic, "get", f"/risiko/daftar?{asked}").json()["count"] == count
    other = f"unit={cast.other_unit.pk}"
    assert call(cast.agency_admin, "get", f"/risiko/daftar?{other}").json()["count"] == 0


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"goal": "x" * 301}, "goal"),
        ({"event": " "}, "event"),
        ({"category": "lain"}, "category"),
        ({"owner": "00000000-0000-4000-8000-000000000000"}, "owner"),
    ],
)
def test_a_risk_that_the_page_would_refuse_is_refused_at_its_field(
    cast: Cast, call: Call, register: str, changed: dict[str, object], field: str
) -> None:
    body = {**risk_of(cast), **changed}

    found = problem(call(cast.pic, "post", f"/risiko/daftar/{register}/risiko", body), 422)

    assert [fault["where"].rpartition(".")[2] for fault in found["faults"]] == [field]
    assert not Risk.objects.exists()


def test_reading_a_register_is_no_right_to_keep_it(cast: Cast, call: Call, register: str) -> None:
    made = call(cast.pic, "post", f"/risiko/daftar/{register}/risiko", risk_of(cast)).json()
    at = f"/risiko/{made['id']}"

    for method, path, body in (
        ("post", f"/risiko/daftar/{register}/risiko", risk_of(cast)),
        ("put", at, risk_of(cast)),
        ("put", f"{at}/penilaian", ASSESSMENT),
        ("delete", at, None),
    ):
        refused = call(cast.agency_admin, method, path, body)
        assert problem(refused, 403)["code"] == "risks_kept_by"
    changed = {**risk_of(cast), "event": "Lain"}
    assert call(cast.pic, "put", at, changed).json()["event"] == "Lain"
    assert call(cast.pic, "delete", at).status_code == 204
    assert not Risk.objects.exists()


# --- audit follow-up


def test_a_report_its_recommendation_and_what_follows(cast: Cast, call: Call, year: int) -> None:
    on = f"{year}-01-15"
    at = "/tindak-lanjut-pemeriksaan"
    told = {
        "auditor": "bpk", "number": "9/LHP", "title": "Belanja", "dated_on": on, "received_on": on
    }  # fmt: skip
    line = {
        "unit": str(cast.unit.pk), "finding": "Lebih bayar", "text": "Setorkan", "value": 100
    }  # fmt: skip

    report = call(cast.inspector, "post", f"{at}/lhp", told).json()
    made = call(cast.inspector, "post", f"{at}/lhp/{report['id']}/rekomendasi", line).json()
    one = f"{at}/{made['id']}"
    plan = {"owner": str(cast.colleague.pk), "plan": "Setor", "due_on": "2099-01-01"}
    planned = call(cast.pic, "put", f"{one}/rencana", plan).json()
    proof = {"text": "Disetor", "proof_url": "https://a.example/sts"}
    handed = call(cast.pic, "post", f"{one}/tindak-lanjut", proof)
    early = call(cast.inspector, "post", f"{one}/verifikasi", {"state": "fitting"})
    money = {"amount": 100, "on": on, "receipt": "STS-1"}
    entered = call(cast.inspector, "post", f"{one}/pengembalian", money)
    verified = call(cast.inspector, "post", f"{one}/verifikasi", {"state": "fitting"})

    assert problem(call(cast.inspector, "post", f"{at}/lhp", told), 422)["code"] == (
        "finding_report_known"
    )
    assert (made["report_number"], planned["plan"]) == ("9/LHP", "Setor")
    assert (handed.status_code, entered.status_code) == (201, 201)
    assert problem(early, 422)["code"] == "finding_money_open"
    assert verified.json()["state"] == "fitting"
    whole = call(cast.pic, "get", one).json()
    assert [row["receipt"] for row in whole["returns"]] == ["STS-1"]
    assert [row["text"] for row in whole["follow_ups"]] == ["Disetor"]
    assert call(cast.pic, "get", f"{at}?keadaan=fitting").json()["count"] == 1
    assert call(cast.pic, "get", f"{at}?keadaan=open").json()["count"] == 0
    assert call(cast.inspector, "get", f"{at}/lhp").json()["count"] == 1
    assert call(cast.pic, "get", f"{at}/lhp").json()["count"] == 0


def test_verification_stays_with_the_internal_auditor(cast: Cast, call: Call) -> None:
    row = Overseen(cast).recommendation
    one = f"/tindak-lanjut-pemeriksaan/{row.pk}"
    proof = {"text": "Disetor", "proof_url": "https://a.example/sts"}
    money = {"amount": 100, "on": "2026-01-05", "receipt": "STS-1"}

    for path, body, code in (
        ("verifikasi", {"state": "fitting"}, "finding_inspector_only"),
        ("pengembalian", money, "finding_inspector_only"),
    ):
        assert problem(call(cast.pic, "post", f"{one}/{path}", body), 403)["code"] == code
    refused = call(cast.inspector, "post", f"{one}/tindak-lanjut", proof)
    assert problem(refused, 403)["code"] == "finding_unit_only"
    entered = call(cast.pic, "post", "/tindak-lanjut-pemeriksaan/lhp", {
        "auditor": "bpk", "number": "1", "title": "A",
        "dated_on": "2026-01-05", "received_on": "2026-01-05",
    })  # fmt: skip
    assert problem(entered, 403)["code"] == "finding_inspector_only"
    row.refresh_from_db()
    assert (row.state, row.returned) == ("open", 0)


# --- wealth reports


def test_a_recap_is_sent_twice_and_changes_nothing_the_second_time(
    cast: Cast, call: Call, year: int
) -> None:
    keeper = Overseen(cast).officer.person
    at = f"/unit/{cast.unit.pk}/lhkpn-lhkan/{year}"
    body = {
        "lines": [
            line(reported_on=f"{year}-01-20", receipt="LHK-1", is_complete=True),
            line(employee_number="199002022015022002", rank="staff", kind="lhkan"),
            line(employee_number="12", name=" "),
            line(employee_number="199002022015022003", rank="staff"),
        ]
    }

    first = call(keeper, "put", at, body)
    second = call(keeper, "put", at, body)

    assert first.status_code == 200
    assert (first.json()["new"], first.json()["changed"]) == (2, 0)
    assert [(fault["line"], fault["code"]) for fault in first.json()["faults"]] == [
        (3, "recap_nip"),
        (3, "recap_name_missing"),
        (4, "recap_rank_of_other_kind"),
    ]
    assert (second.json()["new"], second.json()["changed"]) == (0, 0)
    listed = call(keeper, "get", f"/lhkpn-lhkan?tahun={year}").json()
    assert "complete" in {row["standing"] for row in listed["items"]}
    assert call(keeper, "get", f"/lhkpn-lhkan?tahun={year}&belum=true").json()["count"] == 1
    (totals,) = call(cast.inspector, "get", f"/lhkpn-lhkan/rekap?tahun={year}").json()["items"]
    assert (totals["people"], totals["missing"]) == (2, 1)
    assert totals["lhkpn"] == {"obliged": 1, "reported": 1}
    assert totals["lhkan"] == {"obliged": 1, "reported": 0}

    missing = next(row for row in listed["items"] if row["reported_on"] is None)
    shown = {"reported_on": f"{year}-01-21", "receipt": "SPT-1", "is_complete": True}
    marked = call(keeper, "put", f"/lhkpn-lhkan/{missing['id']}/laporan", shown)
    assert marked.json()["receipt"] == "SPT-1"


def test_readers_of_a_list_do_not_keep_it(cast: Cast, call: Call) -> None:
    duty = Overseen(cast).duty
    body = {"lines": [line(name="Lain")]}
    shown = {"reported_on": "2026-01-05", "receipt": "X"}

    sent = call(cast.unit_head, "put", f"/unit/{cast.unit.pk}/lhkpn-lhkan/2026", body)
    marked = call(cast.unit_head, "put", f"/lhkpn-lhkan/{duty.pk}/laporan", shown)

    for answer in (sent, marked):
        assert problem(answer, 403)["code"] == "wealth_coordinator_only"
    problem(call(cast.unit_head, "put", f"/unit/{cast.unit.pk}/lhkpn-lhkan/1999", body), 422)
    row = WealthDuty.objects.get()
    assert (row.name, row.reported_on) == ("Sari", None)


def test_my_own_duty_comes_by_my_employee_number(cast: Cast, call: Call) -> None:
    duty = Overseen(cast).duty
    cast.colleague.employee_number = duty.employee_number
    cast.colleague.save()

    mine = call(cast.colleague, "get", "/lhkpn-lhkan/saya").json()["items"]

    assert [row["id"] for row in mine] == [str(duty.pk)]
    assert call(cast.pic, "get", "/lhkpn-lhkan/saya").json()["items"] == []
