"""Gifts, conflicts and discipline for other systems: whose they are, and no word too many."""

import io
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from bening.discipline.actions import name_examiner
from bening.discipline.models import Capacity
from bening.gratuities import actions as gratuity_actions
from bening.gratuities.models import GratuityReport, State
from tests.features.api.channels import DECLARATION, a_direct_gift, a_gift, line, make_channels
from tests.features.api.conftest import Call
from tests.features.api.test_rules import problem
from tests.features.conflicts.conftest import declare, post
from tests.features.discipline.conftest import registered
from tests.features.gratuities.gifts import SECRET, Gifts
from tests.people import Cast, make_person
from tests.whole.complained import Complained
from tests.whole.overseen import Overseen


def statements(call: Call, *asked: Any) -> int:
    """How many a request takes, its token included."""
    call(*asked)  # the token is made at the first
    with CaptureQueriesContext(connection) as seen:
        assert call(*asked).status_code == 200
    return len(seen)


# --- gifts


def picture() -> SimpleUploadedFile:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "JPEG")
    return SimpleUploadedFile("parsel.jpg", content.getvalue())


def gift_of(cast: Cast, **changed: object) -> dict[str, object]:
    today = timezone.now().date().isoformat()
    return {**a_gift(cast.unit.pk), "received_on": today, **changed}


def test_a_gift_is_drafted_photographed_and_reported(cast: Cast, call: Call) -> None:
    _ = Gifts(cast).upg
    made = call(cast.colleague, "post", "/gratifikasi", gift_of(cast, value=1_500_000))
    at = f"/gratifikasi/{made.json()['id']}"

    (drafted,) = call(cast.colleague, "get", "/gratifikasi").json()["items"]
    photo = call(cast.colleague, "post", f"{at}/foto", data={"file": picture()})
    again = gift_of(cast, giver_name="Budi", seen_version=made.json()["version"])
    changed = call(cast.colleague, "put", at, again)
    stale = call(cast.colleague, "put", at, again)
    untrue = call(cast.colleague, "post", f"{at}/kirim", {"is_true": False})
    sent = call(cast.colleague, "post", f"{at}/kirim", {"is_true": True})

    assert made.status_code == 201
    assert drafted["countdown"]["left"] > 0
    assert drafted["countdown"]["due_on"] is not None
    assert photo.status_code == 201
    assert [row["media_type"] for row in photo.json()] == ["image/webp"]
    assert changed.status_code == 200
    assert problem(stale, 409)["code"] == "gratuity_changed"
    assert problem(untrue, 422)["code"] == "gratuity_statement"
    assert sent.json()["number"]
    assert sent.json()["state"] == State.AT_UPG
    whole = call(cast.colleague, "get", at).json()
    assert (whole["told"]["giver_name"], whole["told"]["value"]) == ("Budi", None)
    assert whole["told"]["description"] == "Parsel buah"
    assert whole["missing"]
    assert whole["exemption"]["is_exempt"] is False
    assert len(whole["photos"]) == 1
    gone = call(cast.colleague, "delete", f"{at}/foto/{whole['photos'][0]['id']}")
    assert problem(gone, 409)["code"] == "gratuity_not_editable"
    assert problem(call(cast.colleague, "delete", at), 409)["code"] == "gratuity_not_editable"


def test_a_draft_and_its_photo_are_taken_back(cast: Cast, call: Call) -> None:
    made = call(cast.colleague, "post", "/gratifikasi", gift_of(cast)).json()
    at = f"/gratifikasi/{made['id']}"
    (photo,) = call(cast.colleague, "post", f"{at}/foto", data={"file": picture()}).json()

    removed = call(cast.colleague, "delete", f"{at}/foto/{photo['id']}")
    assert removed.status_code == 204
    assert call(cast.colleague, "get", at).json()["photos"] == []
    assert call(cast.colleague, "delete", at).status_code == 204
    assert not GratuityReport.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"value": -5}, "value"),
        ({"email": "bukan surel"}, "email"),
        ({"giver_name": "x" * 201}, "giver_name"),
        ({"relation": "lain"}, "relation"),
    ],
)
def test_a_gift_that_the_form_would_refuse_is_refused_at_its_field(
    cast: Cast, call: Call, changed: dict[str, object], field: str
) -> None:
    found = problem(call(cast.colleague, "post", "/gratifikasi", gift_of(cast, **changed)), 422)

    assert [fault["where"].rpartition(".")[2] for fault in found["faults"]] == [field]
    assert not GratuityReport.objects.exists()


def test_the_desk_shows_no_word_until_it_was_opened_with_a_reason(cast: Cast, call: Call) -> None:
    gifts = Gifts(cast)
    upg = gifts.upg
    row = gifts.reported()
    at = f"/gratifikasi/{row.pk}"

    listed = call(upg, "get", "/gratifikasi/meja")
    closed = call(upg, "get", at)
    gratuity_actions.open_report(report=row, reason="Verifikasi", by=upg, now=timezone.now())
    opened = call(upg, "get", at)

    assert [one["number"] for one in listed.json()["items"]] == [row.number]
    for answer in (listed, closed):
        assert SECRET not in answer.content.decode()
    assert closed.json()["told"] is None
    assert closed.json()["exemption"] is None
    assert opened.json()["told"]["description"] == SECRET
    assert call(cast.pic, "get", "/gratifikasi/meja").json()["count"] == 0
    assert call(upg, "get", "/gratifikasi").json()["count"] == 0
    refused = call(upg, "put", at, gift_of(cast))
    assert problem(refused, 403)["code"] == "gratuity_reporter_only"


def test_a_gift_sent_again_under_its_key_is_the_same_draft(cast: Cast, call: Call) -> None:
    body = gift_of(cast, key=str(uuid4()))

    first = call(cast.colleague, "post", "/gratifikasi", body)
    at = f"/gratifikasi/{first.json()['id']}"
    changed = call(cast.colleague, "put", at, gift_of(cast, giver_name="Budi", seen_version=1))
    again = call(cast.colleague, "post", "/gratifikasi", body)
    other = call(cast.colleague, "post", "/gratifikasi", {**body, "description": "Amplop"})
    beside = call(cast.colleague, "post", "/gratifikasi", {**body, "is_perishable": True})
    of_another = call(cast.pic, "post", "/gratifikasi", body)
    fresh = call(cast.colleague, "post", "/gratifikasi", {**body, "key": str(uuid4())})

    assert changed.status_code == 200
    assert (again.status_code, again.json()["id"]) == (201, first.json()["id"])
    assert again.json()["version"] == 2
    assert problem(other, 409)["code"] == "gratuity_key_used"
    assert problem(beside, 409)["code"] == "gratuity_key_used"
    keys = {one.json()["id"] for one in (first, of_another, fresh)}
    assert {str(row.pk) for row in GratuityReport.objects.all()} == keys
    assert len(keys) == 3


def test_a_key_that_is_none_is_refused(cast: Cast, call: Call) -> None:
    problem(call(cast.colleague, "post", "/gratifikasi", gift_of(cast, key="satu")), 422)

    assert not GratuityReport.objects.exists()


def test_a_direct_report_is_noted_and_corrected_without_a_name(cast: Cast, call: Call) -> None:
    gifts = Gifts(cast)
    body = {**a_direct_gift(cast.unit.pk), "reporter": str(cast.colleague.pk)}

    made = call(gifts.upg, "post", "/gratifikasi/langsung", body)
    at = f"/gratifikasi/langsung/{made.json()['id']}"
    again = call(gifts.upg, "post", "/gratifikasi/langsung", body)
    correction = {**a_direct_gift(cast.unit.pk), "number": "GOL-6", "seen_version": 1}
    kept = call(gifts.upg, "put", at, correction)
    stale = call(gifts.upg, "put", at, correction)
    listed = call(gifts.upg, "get", "/gratifikasi/langsung")

    assert made.status_code == 201
    assert problem(again, 422)["code"] == "gratuity_direct_twice"
    assert (kept.json()["number"], kept.json()["version"]) == ("GOL-6", 2)
    assert kept.json()["is_named"] is True
    assert problem(stale, 409)["code"] == "gratuity_changed"
    assert [one["number"] for one in listed.json()["items"]] == ["GOL-6"]
    for answer in (made, kept, listed):
        assert cast.colleague.name not in answer.content.decode()
        assert str(cast.colleague.pk) not in answer.content.decode()
    for who in (cast.unit_head, cast.inspector, cast.agency_admin, gifts.helper):
        problem(call(who, "put", at, correction), 404)
        problem(call(who, "post", "/gratifikasi/langsung", body), 403)
        assert call(who, "get", "/gratifikasi/langsung").json()["items"] == []


def test_neither_head_nor_inspector_nor_administrator_finds_a_gift(cast: Cast, call: Call) -> None:
    row = Gifts(cast).reported()

    for who in (cast.unit_head, cast.agency_head, cast.inspector, cast.agency_admin):
        problem(call(who, "get", f"/gratifikasi/{row.pk}"), 404)
        assert call(who, "get", "/gratifikasi/meja").json()["items"] == []


def test_somebody_without_an_agency_reports_no_gift(cast: Cast, call: Call) -> None:
    refused = call(cast.operator, "post", "/gratifikasi", gift_of(cast))

    assert problem(refused, 403)["code"] == "gratuity_of_agency_only"


# --- conflicts


def test_a_conflict_is_declared_and_waits_for_the_superior(cast: Cast, call: Call) -> None:
    _ = cast.unit_head
    post(cast, cast.colleague)

    made = call(cast.colleague, "post", "/konflik-kepentingan/deklarasi", DECLARATION)

    assert made.status_code == 201
    assert "penyedia" not in made.content.decode()
    at = "/konflik-kepentingan/deklarasi"
    (waiting,) = call(cast.unit_head, "get", f"{at}?milik=putusan").json()["items"]
    (mine,) = call(cast.colleague, "get", f"{at}?milik=saya").json()["items"]
    assert (waiting["waits_for_me"], mine["waits_for_me"]) == (True, False)
    assert waiting["superior_id"] == str(cast.unit_head.pk)
    assert call(cast.colleague, "get", f"{at}?milik=putusan").json()["count"] == 0
    assert call(cast.colleague, "get", f"{at}/{mine['id']}").json()["measures"] == []
    silent = {**DECLARATION, "sources": []}
    problem(call(cast.colleague, "post", at, silent), 422)
    for who in (cast.agency_admin, cast.pic):
        problem(call(who, "get", f"{at}/{mine['id']}"), 404)


def test_who_was_reported_is_not_named(cast: Cast, call: Call) -> None:
    superior = cast.unit_head
    post(cast, cast.colleague)
    case = declare(cast.colleague)
    case.origin = "report"
    case.save()

    one = call(superior, "get", f"/konflik-kepentingan/deklarasi/{case.pk}")

    assert one.json()["person_id"] is None
    assert str(cast.colleague.pk) not in one.content.decode()
    problem(call(cast.colleague, "get", f"/konflik-kepentingan/deklarasi/{case.pk}"), 404)


# --- discipline


def test_cases_go_to_their_own_alone_and_figures_name_nobody(cast: Cast, call: Call) -> None:
    accused = make_person("Rina Terperiksa", agency=cast.agency)
    post(cast, accused)
    case = registered(cast.unit_head, accused)
    examiner = make_person("Oki Ramdani", agency=cast.agency)
    name_examiner(
        case=case,
        person=examiner.email,
        capacity=Capacity.OVERSIGHT,
        by=cast.unit_head,
        now=timezone.now(),
    )

    for who in (cast.unit_head, examiner):
        answer = call(who, "get", "/disiplin/perkara")
        assert [row["number"] for row in answer.json()["items"]] == [case.number]
        assert str(accused.pk) not in answer.content.decode()
    for other in (accused, cast.pic, cast.agency_admin, cast.inspector):
        assert call(other, "get", "/disiplin/perkara").json()["items"] == []
        problem(call(other, "get", f"/disiplin/perkara/{case.pk}"), 404)
    figures = call(cast.pic, "get", f"/disiplin/unit/{cast.unit.pk}").json()
    assert figures["least"] == 5
    assert figures["breakdowns"] == []


# --- complaints


def test_a_complaint_is_read_with_its_words(cast: Cast, call: Call) -> None:
    row = Complained(cast).complaint

    whole = call(cast.unit_head, "get", f"/pengaduan/{row.pk}")

    assert whole.status_code == 200
    assert whole.json()["number"] == row.number
    assert whole.json()["story"]
    assert whole.json()["is_waiting_for_reporter"] is False


# --- lists keep their number of statements


def test_lists_ask_as_often_for_many_as_for_one(cast: Cast, call: Call) -> None:
    year = timezone.now().year
    gifts, overseen = Gifts(cast), Overseen(cast)
    upg, keeper = gifts.upg, overseen.officer.person
    recap = f"/unit/{cast.unit.pk}/lhkpn-lhkan/{year}"
    make_channels(cast, overseen, gifts)
    asked = [
        (cast.pic, "get", "/gratifikasi"),
        (upg, "get", "/gratifikasi/meja"),
        (keeper, "get", f"/lhkpn-lhkan?tahun={year}"),
        (keeper, "get", f"/lhkpn-lhkan/rekap?tahun={year}"),
        (cast.inspector, "get", "/tindak-lanjut-pemeriksaan"),
        (cast.agency_admin, "get", "/risiko/daftar"),
        (cast.inspector, "get", "/konflik-kepentingan/deklarasi"),
        (cast.unit_head, "get", "/disiplin/perkara"),
    ]
    gifts.reported()
    call(keeper, "put", recap, {"lines": [line()]})

    before = [statements(call, *each) for each in asked]
    for number in range(4):
        gifts.reported()
        person = make_person(f"Orang {number}", agency=cast.agency)
        post(cast, person)
        declare(person)
        registered(cast.unit_head, person)
    others = [line(employee_number=f"{number:018}") for number in range(9)]
    call(keeper, "put", recap, {"lines": others})
    after = [statements(call, *each) for each in asked]

    assert after == before
    assert max(after) <= 14


@pytest.mark.parametrize(
    "path",
    [
        "/risiko/daftar",
        "/tindak-lanjut-pemeriksaan",
        "/lhkpn-lhkan",
        "/gratifikasi",
        "/gratifikasi/meja",
        "/konflik-kepentingan/deklarasi",
        "/disiplin/perkara",
    ],
)
@pytest.mark.parametrize("asked", ["limit=0", "limit=1001", "offset=-1", f"offset={2**63}"])
def test_parts_of_the_lists_are_bounded(cast: Cast, call: Call, path: str, asked: str) -> None:
    problem(call(cast.agency_admin, "get", f"{path}?{asked}"), 422)
