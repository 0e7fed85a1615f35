"""The interface keeps the rules of the screens and says in a fixed form what it refuses."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from bening.evaluations import actions
from bening.evaluations.models import Answer, EvaluationCycle, EvaluationSheet, InstrumentVersion
from bening.programs.models import Award
from tests.features.api.conftest import Call
from tests.people import NOW, Cast

CODE = "A.I.1.i.a"


def problem(answer: HttpResponse, status: int) -> Any:
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    found = json.loads(answer.content)
    assert found["status"] == status
    assert found["type"].startswith("urn:bening:")
    assert found["title"]
    return found


def test_an_answer_is_saved_read_and_scored(cast: Cast, call: Call, sheet: EvaluationSheet) -> None:
    at = f"/lembar/{sheet.pk}"

    saved = call(cast.pic, "put", f"{at}/jawaban/{CODE}", {"value": "Ya", "note": "SK 12"})

    assert saved.status_code == 200
    assert saved.json()["version"] == 1
    assert call(cast.pic, "get", f"{at}/jawaban/{CODE}").json()["note"] == "SK 12"
    assert [row["code"] for row in call(cast.pic, "get", f"{at}/jawaban").json()] == [CODE]
    score = call(cast.pic, "get", f"{at}/nilai").json()
    assert score["total"] != "0"
    told = call(cast.pic, "get", f"{at}/jawaban/{CODE}/riwayat").json()
    assert told[0]["who"] == cast.pic.name


def test_somebody_faster_is_a_conflict_with_what_is_stored(
    cast: Cast, call: Call, sheet: EvaluationSheet
) -> None:
    path = f"/lembar/{sheet.pk}/jawaban/{CODE}"
    call(cast.unit_head, "put", path, {"value": "Ya", "note": "dari kepala"})

    answer = call(cast.pic, "put", path, {"value": "Tidak", "note": "dari PIC"})

    assert problem(answer, 409)["code"] == "answer_conflict"
    assert answer.json()["current"]["note"] == "dari kepala"
    assert answer.json()["current"]["version"] == 1
    assert Answer.objects.get(sheet=sheet).note == "dari kepala"

    chosen = call(cast.pic, "put", path, {"value": "Tidak", "seen_version": 1})

    assert chosen.status_code == 200
    assert Answer.objects.get(sheet=sheet).value == "Tidak"


@pytest.mark.parametrize(
    ("code", "body", "status"),
    [
        (CODE, {"value": "Z"}, 422),
        ("A.I.9.x.z", {"value": "Ya"}, 404),
        ("B.I.a.1", {"value": "4.01"}, 422),
        ("B.I.a.1", {"value": "3,60"}, 422),
        ("A.II.5.ii.a", {"inputs": {"pengaduan_wajib": -1, "pengaduan_selesai": 0}}, 422),
        ("A.II.5.ii.a", {"inputs": {"pengaduan_wajib": "1e400"}}, 422),
        ("A.II.5.ii.a", {"inputs": {"lain": 3}}, 422),
        (CODE, {"value": "Ya", "note": "x" * 20_001}, 422),
        (CODE, {"value": ["Ya"]}, 422),
        (CODE, {"inputs": {"a": 1.5}}, 422),
        (CODE, [], 400),
    ],
)
def test_an_answer_that_cannot_be_is_refused_and_not_stored(
    cast: Cast, call: Call, sheet: EvaluationSheet, code: str, body: object, status: int
) -> None:
    answer = call(cast.pic, "put", f"/lembar/{sheet.pk}/jawaban/{code}", body)

    problem(answer, status)
    assert not Answer.objects.filter(sheet=sheet).exists()


@pytest.mark.parametrize("path", ["/unit", "/program", "/lembar", "/bukti"])
@pytest.mark.parametrize(
    "asked", ["limit=0", "limit=1001", f"limit={2**63}", "offset=-1", f"offset={2**63}"]
)
def test_a_part_of_a_list_is_bounded(cast: Cast, call: Call, path: str, asked: str) -> None:
    problem(call(cast.agency_admin, "get", f"{path}?{asked}"), 422)


def test_a_list_comes_in_parts(cast: Cast, call: Call) -> None:
    units = [cast.parent_unit, cast.unit, cast.other_unit]

    whole = call(cast.agency_admin, "get", "/unit?limit=1000").json()
    part = call(cast.agency_admin, "get", "/unit?limit=1&offset=1").json()
    beyond = call(cast.agency_admin, "get", "/unit?offset=1000000").json()

    assert whole["count"] == len(whole["items"]) == len(units)
    assert part == {"items": whole["items"][1:2], "count": whole["count"]}
    assert beyond == {"items": [], "count": whole["count"]}


def test_a_body_that_is_no_json_is_a_problem_and_is_not_echoed(
    cast: Cast, call: Call, sheet: EvaluationSheet
) -> None:
    path = f"/lembar/{sheet.pk}/jawaban/{CODE}"

    answer = call(cast.pic, "put", path, data="{rahasia", content_type="application/json")

    assert 400 <= answer.status_code < 500
    assert answer["Content-Type"] == "application/problem+json"
    assert "rahasia" not in answer.content.decode()


def test_a_wrong_shape_names_each_place(cast: Cast, call: Call) -> None:
    found = problem(call(cast.agency_admin, "post", "/siklus", {"year": "dua ribu"}), 422)

    assert {fault["where"].rpartition(".")[2] for fault in found["faults"]} >= {
        "year",
        "instrument",
        "opens_on",
    }


@pytest.mark.parametrize("who", ["agency_admin", "agency_head", "inspector"])
def test_reading_is_no_right_to_write(
    cast: Cast, call: Call, sheet: EvaluationSheet, who: str
) -> None:
    person = getattr(cast, who)

    assert call(person, "get", f"/lembar/{sheet.pk}").status_code == 200
    found = problem(call(person, "put", f"/lembar/{sheet.pk}/jawaban/{CODE}", {"value": "Ya"}), 403)

    assert found["code"] == "fills_no_sheet_of_unit"
    assert not Answer.objects.exists()


def test_an_area_lead_answers_own_areas_only(
    cast: Cast, call: Call, sheet: EvaluationSheet
) -> None:
    at = f"/lembar/{sheet.pk}/jawaban"

    problem(call(cast.area_lead, "put", f"{at}/{CODE}", {"value": "Ya"}), 403)

    assert call(cast.area_lead, "put", f"{at}/A.I.5.iii.c", {"value": "B"}).status_code == 200


@pytest.mark.parametrize(
    "forged",
    [
        {"agency": "x", "agency_id": "x", "version": 99, "changed_by": "x"},
        {"sheet": "x", "state": "submitted", "official_code": "A.I.1.i.b"},
    ],
)
def test_fields_that_are_not_asked_for_change_nothing(
    cast: Cast, call: Call, sheet: EvaluationSheet, forged: dict[str, object]
) -> None:
    answer = call(cast.pic, "put", f"/lembar/{sheet.pk}/jawaban/{CODE}", {"value": "Ya", **forged})

    assert answer.status_code in {200, 422}
    row = Answer.objects.filter(sheet=sheet).first()
    if row is not None:
        assert (row.official_code, row.version, row.changed_by) == (CODE, 1, cast.pic)
    sheet.refresh_from_db()
    assert sheet.state == "draft"


def test_what_if_scores_and_changes_nothing(cast: Cast, call: Call, sheet: EvaluationSheet) -> None:
    at = f"/lembar/{sheet.pk}"
    before = call(cast.pic, "get", f"{at}/nilai").json()["total"]

    supposed = call(cast.pic, "post", f"{at}/simulasi", {"answers": {CODE: {"value": "Ya"}}})

    assert supposed.status_code == 200
    assert supposed.json()["total"] != before
    assert call(cast.pic, "get", f"{at}/nilai").json()["total"] == before
    problem(call(cast.pic, "post", f"{at}/simulasi", {"answers": {"X": {"value": "Ya"}}}), 422)
    problem(call(cast.pic, "post", f"{at}/simulasi", {"answers": {CODE: {"value": "Z"}}}), 422)


def test_an_unfinished_sheet_is_not_submitted_but_a_reason_is_asked_for_reopening(
    cast: Cast, call: Call, sheet: EvaluationSheet
) -> None:
    call(cast.pic, "put", f"/lembar/{sheet.pk}/jawaban/{CODE}", {"value": "Ya"})

    found = problem(call(cast.pic, "post", f"/lembar/{sheet.pk}/kirim", {}), 409)

    assert found["code"] == "sheet_not_ready"
    reopen = f"/lembar/{sheet.pk}/buka-kembali"
    early = problem(call(cast.inspector, "post", reopen, {"reason": "Perbaikan"}), 422)
    assert early["code"] == "sheet_is_not_submitted"
    silent = problem(call(cast.inspector, "post", reopen, {"reason": " "}), 422)
    assert silent["code"] == "reason_missing"
    problem(call(cast.pic, "post", reopen, {"reason": "Perbaikan"}), 403)


def test_the_discussion_and_the_assignment(cast: Cast, call: Call, sheet: EvaluationSheet) -> None:
    at = f"/lembar/{sheet.pk}/jawaban/A.I.5.iii.c"

    assert call(cast.pic, "post", f"{at}/diskusi", {"text": "Mana SOP-nya?"}).status_code == 201
    assert call(cast.area_lead, "get", f"{at}/diskusi").json()[0]["text"] == "Mana SOP-nya?"
    body = {"assignee": str(cast.area_lead.pk), "due_on": "2026-05-01"}
    assert call(cast.pic, "put", f"{at}/penugasan", body).status_code == 200
    assert call(cast.pic, "delete", f"{at}/penugasan").status_code == 204
    problem(call(cast.pic, "put", f"{at}/penugasan", {"assignee": str(cast.outsider.pk)}), 422)
    problem(call(cast.pic, "post", f"{at}/diskusi", {"text": "  "}), 422)


def test_a_cycle_a_program_and_a_title(cast: Cast, call: Call, version: InstrumentVersion) -> None:
    cycle = {
        "year": 2026,
        "instrument": "lke-2021",
        "period_starts_on": "2025-01-01",
        "period_ends_on": "2025-12-31",
        "opens_on": "2026-01-05",
        "closes_on": "2026-12-20",
    }
    opened = call(cast.agency_admin, "post", "/siklus", cycle)
    assert opened.status_code == 201
    aim = {"unit": str(cast.unit.pk), "cycle": opened.json()["id"], "target": "wbbm"}

    assert (
        problem(call(cast.agency_admin, "post", "/program", aim), 422)["code"] == "wbbm_needs_wbk"
    )

    award = {"designation": "wbk", "decree_number": "12/2024", "awarded_on": "2024-06-01"}
    path = f"/unit/{cast.unit.pk}/predikat"
    assert call(cast.agency_admin, "post", path, award).status_code == 201
    assert call(cast.agency_admin, "post", "/program", aim).status_code == 201
    assert call(cast.pic, "get", "/program").json()["items"][0]["target"] == "wbbm"
    problem(call(cast.pic, "post", path, award), 403)
    problem(call(cast.pic, "post", "/siklus", cycle), 403)
    problem(call(cast.agency_admin, "post", "/siklus", cycle), 422)
    problem(
        call(cast.agency_admin, "post", "/siklus", {**cycle, "year": 2027, "instrument": "?"}), 404
    )
    assert Award.objects.count() == 1
    assert EvaluationCycle.objects.count() == 1


def test_units_are_added_changed_moved_and_closed(cast: Cast, call: Call) -> None:
    new = {"code": "77", "name": "UPT Air", "level": "service_unit"}

    made = call(cast.agency_admin, "post", "/unit", {**new, "parent": str(cast.unit.pk)})

    assert made.status_code == 201
    at = f"/unit/{made.json()['id']}"
    renamed = call(cast.agency_admin, "put", at, {**new, "name": "UPT Air Bersih"})
    assert renamed.json()["name"] == "UPT Air Bersih"
    assert call(cast.agency_admin, "put", f"{at}/induk", {"parent": None}).json()["depth"] == 1
    assert call(cast.agency_admin, "post", f"{at}/tutup").json()["is_closed"]
    problem(call(cast.pic, "post", "/unit", new), 403)
    problem(call(cast.pic, "put", f"/unit/{cast.unit.pk}", new), 403)
    problem(call(cast.agency_admin, "post", "/unit", new), 422)


def test_evidence_from_link_to_checked(cast: Cast, call: Call, sheet: EvaluationSheet) -> None:
    body = {
        "unit": str(cast.unit.pk),
        "title": "Laporan",
        "url": "https://tirtamaya.example/l",
        "proves_from": "2025-03-01",
        "proves_until": "2025-03-31",
    }
    made = call(cast.pic, "post", "/bukti/tautan", body)
    assert made.status_code == 201
    at = f"/bukti/{made.json()['id']}"

    use = {"sheet": str(sheet.pk), "code": CODE}
    assert call(cast.pic, "post", f"{at}/pakai", use).status_code == 204
    used = call(cast.pic, "get", f"/lembar/{sheet.pk}/bukti").json()
    assert used[0]["code"] == CODE
    assert call(cast.pic, "post", f"{at}/ajukan").json()["state"] == "submitted"
    problem(call(cast.pic, "post", f"{at}/periksa"), 403)
    assert call(cast.unit_head, "post", f"{at}/periksa").json()["state"] == "checked"
    gone = call(cast.pic, "delete", f"/bukti/pemakaian/{used[0]['link_id']}")
    assert gone.status_code == 204
    found = call(cast.pic, "get", f"/bukti?unit={cast.unit.pk}&q=laporan").json()
    assert found["count"] == 1
    problem(call(cast.pic, "post", "/bukti/tautan", {**body, "url": "javascript:alert(1)"}), 422)


def test_a_file_comes_whole_and_is_read_back(cast: Cast, call: Call) -> None:
    from tests.adapters import samples  # noqa: PLC0415

    file = SimpleUploadedFile("foto.png", samples.picture("png", (9, 7)))
    made = call(cast.pic, "post", "/bukti/berkas", data={"file": file, "unit": str(cast.unit.pk)})

    assert made.status_code == 201
    at = f"/bukti/{made.json()['id']}/revisi"
    revision = call(cast.pic, "get", at).json()[0]
    assert (revision["number"], revision["media_type"]) == (1, "image/png")
    assert call(cast.pic, "get", f"{at}/1/berkas").status_code in {200, 302}
    problem(call(cast.pic, "get", f"{at}/2/berkas"), 404)
    wrong = SimpleUploadedFile("foto.pdf", b"MZ" + b"\0" * 200)
    problem(
        call(cast.pic, "post", "/bukti/berkas", data={"file": wrong, "unit": str(cast.unit.pk)}),
        422,
    )


def test_a_sheet_goes_out_and_comes_back(cast: Cast, call: Call, sheet: EvaluationSheet) -> None:
    actions.save_answer(
        sheet=sheet, official_code=CODE, value="Ya", inputs=None, note="", seen_version=0,
        by=cast.pic, now=NOW,
    )  # fmt: skip
    at = f"/lembar/{sheet.pk}"
    workbook = call(cast.pic, "get", f"{at}/lke.xlsx")
    assert workbook.content[:2] == b"PK"
    assert call(cast.pic, "get", f"{at}/nilai.pdf").content[:5] == b"%PDF-"
    Answer.objects.all().delete()

    back = call(
        cast.pic,
        "post",
        f"{at}/impor",
        data={"file": SimpleUploadedFile("lke.xlsx", workbook.content)},
    )

    assert back.json()["changed"] == 1
    assert Answer.objects.get(sheet=sheet).value == "Ya"
    bomb = SimpleUploadedFile("lke.json", b"[" * 100_000)
    problem(call(cast.pic, "post", f"{at}/impor", data={"file": bomb}), 422)
    problem(
        call(
            cast.area_lead,
            "post",
            f"{at}/impor",
            data={"file": SimpleUploadedFile("a.json", b"{}")},
        ),
        403,
    )


def test_an_own_instrument_is_imported_by_its_administrator(
    cast: Cast, call: Call, version: InstrumentVersion
) -> None:
    own = version.source.replace("id: lke-2021\n", "id: lke-2021-tirtamaya\n", 1)

    assert call(cast.agency_admin, "post", "/instrumen", {"source": own}).status_code == 201

    shown = call(cast.agency_admin, "get", "/instrumen").json()
    assert {each["slug"]: each["is_own"] for each in shown} == {
        "lke-2021": False,
        "lke-2014": False,
        "lke-2021-tirtamaya": True,
    }
    nodes = call(cast.pic, "get", "/instrumen/lke-2021-tirtamaya").json()["nodes"]
    assert sum(node["level"] == "question" for node in nodes) == 113
    problem(call(cast.agency_admin, "post", "/instrumen", {"source": own}), 422)
    problem(call(cast.agency_admin, "post", "/instrumen", {"source": "id: x"}), 422)
    problem(call(cast.pic, "post", "/instrumen", {"source": own}), 403)
