"""Saving from the page: plain forms that redirect, fragments for scripts, nothing typed is lost."""

import re
from typing import Any

import pytest
from django.test import Client

from bening.evaluations.models import Answer, EvaluationSheet, SheetState
from tests.features.evaluations.conftest import Save
from tests.people import Cast, sign_in

CODE = "A.I.5.iii.c"
SCRIPT = {"HX-Request": "true"}


def post(
    client: Client, sheet: EvaluationSheet, code: str = CODE, *, script: bool = False, **fields: str
) -> Any:
    data = {"seen": "0", "note": "", **fields}
    path = f"/lembar-kerja/{sheet.pk}/butir/{code}/jawaban/"
    return client.post(path, data, headers=SCRIPT if script else {})


def test_without_script_it_saves_and_comes_back_to_the_question(
    pic_client: Client, sheet: EvaluationSheet
) -> None:
    response = post(pic_client, sheet, value="B", note="Rapat")
    assert response.status_code == 302
    assert response["Location"] == f"/lembar-kerja/{sheet.pk}/?butir={CODE}#q-{CODE}"
    assert Answer.objects.get(sheet=sheet).value == "B"


def test_a_script_gets_the_parts_that_changed(pic_client: Client, sheet: EvaluationSheet) -> None:
    response = post(pic_client, sheet, script=True, value="A")
    html = response.content.decode()
    assert response.status_code == 200
    assert 'id="q-seen-A-I-5-iii-c" value="1"' in html
    assert '<div id="nilai" hx-swap-oob="innerHTML">' in html
    assert '<span class="b-score__n">0,38</span>' in html
    assert 'id="t-5"' in html
    assert 'id="skor"' in html
    assert "textarea" not in html
    assert 'type="radio"' not in html
    assert "Jawaban terbaik ini belum punya bukti." in html


@pytest.mark.parametrize(
    ("query", "is_opened"),
    [
        ("", True),
        ("?area=5", True),
        ("?lembar=indikator&area=5", True),
        ("?lembar=penuh", False),
        (f"?lembar=penuh&butir={CODE}", True),
        ("?lembar=penuh&butir=A.I.1.i.a", False),
        ("?saring=belum", False),
        ("?cari=unit", False),
    ],
)
def test_a_script_gets_the_groups_of_the_tree_only_where_its_page_shows_them(
    pic_client: Client, sheet: EvaluationSheet, query: str, is_opened: bool
) -> None:
    page = f"/lembar-kerja/{sheet.pk}/{query}"
    assert ('id="g-5"' in pic_client.get(page).content.decode()) is (is_opened and query != "")
    response = pic_client.post(
        f"/lembar-kerja/{sheet.pk}/butir/{CODE}/jawaban/",
        {"seen": "0", "note": "", "value": "B"},
        headers={**SCRIPT, "HX-Current-URL": f"http://testserver{page}#q-{CODE}"},
    )
    html = response.content.decode()
    assert 'id="t-5"' in html
    assert ('id="g-5"' in html) is is_opened


def test_a_script_keeps_the_title_that_its_page_is_held_against(
    pic_client: Client, sheet: EvaluationSheet
) -> None:
    page = f"/lembar-kerja/{sheet.pk}/?predikat=wbbm"
    response = pic_client.post(
        f"/lembar-kerja/{sheet.pk}/butir/{CODE}/jawaban/",
        {"seen": "0", "note": "", "value": "B"},
        headers={**SCRIPT, "HX-Current-URL": f"http://testserver{page}"},
    )
    chosen = re.search(r'aria-current="true" data-panel-link>(\w+)', response.content.decode())
    assert chosen
    assert chosen[1] == "WBBM"


def test_double_submit_is_harmless(pic_client: Client, sheet: EvaluationSheet) -> None:
    for _ in range(2):
        assert post(pic_client, sheet, value="B").status_code == 302
    assert Answer.objects.get(sheet=sheet).version == 1


def test_the_proposal_button_saves_the_proposal(pic_client: Client, sheet: EvaluationSheet) -> None:
    post(pic_client, sheet, "A.I.1.i.a", value="Tidak", use="Ya")
    assert Answer.objects.get(sheet=sheet).value == "Ya"


def test_refused_counts_stay_in_their_fields(pic_client: Client, sheet: EvaluationSheet) -> None:
    typed: dict[str, Any] = {
        "in-pengaduan_wajib": "46",
        "in-pengaduan_selesai": "-3",
        "note": "Catatan saya",
    }
    response = post(pic_client, sheet, "A.II.5.ii.a", **typed)
    html = response.content.decode()
    assert response.status_code == 422
    assert "Isi angka 0 atau lebih, bukan angka negatif." in html
    assert re.search(r'name="in-pengaduan_selesai"[^>]*value="-3"[^>]*aria-invalid="true"', html)
    assert re.search(r'name="in-pengaduan_wajib"[^>]*value="46"', html)
    assert "Catatan saya" in html
    assert not Answer.objects.exists()


def test_a_script_gets_the_reason_only(pic_client: Client, sheet: EvaluationSheet) -> None:
    response = post(pic_client, sheet, "B.I.a.1", script=True, value="3,62")
    html = response.content.decode()
    assert response.status_code == 422
    assert "Tulis 3.62 dengan titik, bukan koma." in html
    assert 'data-field="value"' in html
    assert "b-score__n" not in html


@pytest.mark.parametrize("script", [False, True])
def test_a_conflict_shows_both_versions(
    pic_client: Client, sheet: EvaluationSheet, save: Save, cast: Cast, *, script: bool
) -> None:
    save(sheet, CODE, "B", note="laporan triwulan II belum ditandatangani", by=cast.area_member)
    response = post(pic_client, sheet, script=script, value="A", note="empat laporan terbit")
    html = response.content.decode()
    assert response.status_code == 409
    assert "Jawaban ini diubah orang lain saat Anda mengetik." in html
    assert "<mark>empat" in html
    assert "ditandatangani</mark>" in html
    assert "Citra Lestari" in html
    assert 'name="seen" value="1"' in html
    assert "laporan triwulan II belum ditandatangani\n\nempat laporan terbit" in html
    assert Answer.objects.get(sheet=sheet).value == "B"


def test_the_choice_card_settles_the_conflict(
    pic_client: Client, sheet: EvaluationSheet, save: Save, cast: Cast
) -> None:
    save(sheet, CODE, "B", note="satu", by=cast.area_member)
    assert post(pic_client, sheet, value="A", note="dua").status_code == 409
    assert post(pic_client, sheet, value="A", note="satu\n\ndua", seen="1").status_code == 302
    stored = Answer.objects.get(sheet=sheet)
    assert (stored.value, stored.note, stored.version) == ("A", "satu\n\ndua", 2)


def test_ones_own_change_elsewhere_is_told_as_such(
    pic_client: Client, sheet: EvaluationSheet, save: Save
) -> None:
    save(sheet, CODE, "B")
    html = post(pic_client, sheet, value="A").content.decode()
    assert "sudah Anda ubah di halaman atau perangkat lain" in html


def test_forged_fields_are_not_taken(
    pic_client: Client, sheet: EvaluationSheet, cast: Cast
) -> None:
    post(
        pic_client,
        sheet,
        value="B",
        official_code="A.I.1.i.a",
        changed_by=str(cast.outsider.pk),
        version="77",
        score="100",
    )
    stored = Answer.objects.get(sheet=sheet)
    assert (stored.official_code, stored.changed_by, stored.version) == (CODE, cast.pic, 1)


@pytest.mark.parametrize("seen", ["", "-1", "x", "1" * 12, "١"])
def test_a_post_that_no_page_sends(pic_client: Client, sheet: EvaluationSheet, seen: str) -> None:
    assert post(pic_client, sheet, value="B", seen=seen).status_code == 400
    assert not Answer.objects.exists()


def test_a_post_without_its_note_does_not_erase_one(
    pic_client: Client, sheet: EvaluationSheet, save: Save
) -> None:
    save(sheet, CODE, "B", note="Tetap")
    path = f"/lembar-kerja/{sheet.pk}/butir/{CODE}/jawaban/"
    assert pic_client.post(path, {"value": "A", "seen": "1"}).status_code == 400
    assert Answer.objects.get(sheet=sheet).note == "Tetap"


def test_signed_out_mid_typing(client: Client, sheet: EvaluationSheet) -> None:
    scripted = post(client, sheet, script=True, value="B")
    assert scripted.status_code == 401
    assert "masuk lagi" in scripted.content.decode()
    plain = post(client, sheet, value="B")
    assert plain.status_code == 302
    assert "next=" in plain["Location"]


def test_the_address_opened_again_leads_to_the_question(
    pic_client: Client, sheet: EvaluationSheet
) -> None:
    response = pic_client.get(f"/lembar-kerja/{sheet.pk}/butir/{CODE}/jawaban/")
    assert response.status_code == 302
    assert response["Location"].endswith(f"#q-{CODE}")


def test_an_area_member_is_told_whose_question_it_is(cast: Cast, sheet: EvaluationSheet) -> None:
    client = sign_in(Client(), cast.area_member)
    response = post(client, sheet, "A.I.1.i.a", value="Ya")
    assert response.status_code == 403
    assert "milik kelompok kerja lain" in response.content.decode()


def test_a_locked_sheet_refuses_with_its_reason(pic_client: Client, sheet: EvaluationSheet) -> None:
    EvaluationSheet.objects.filter(pk=sheet.pk).update(state=SheetState.SUBMITTED)
    response = post(pic_client, sheet, value="B", script=True)
    assert response.status_code == 409
    assert "terkunci" in response.content.decode()


def test_csrf_is_asked_for(cast: Cast, sheet: EvaluationSheet) -> None:
    client = sign_in(Client(enforce_csrf_checks=True), cast.pic)
    assert post(client, sheet, value="B").status_code == 403


def test_reuse_from_the_page(
    pic_client: Client, sheet: EvaluationSheet, last_year: EvaluationSheet, save: Save
) -> None:
    save(last_year, CODE, "B", note="Tahun lalu")
    path = f"/lembar-kerja/{sheet.pk}/butir/{CODE}/pakai-ulang/"
    assert pic_client.post(path, {"seen": "0", "note": ""}).status_code == 302
    assert Answer.objects.get(sheet=sheet).note == "Tahun lalu"
    assert pic_client.post(path, {"seen": "x"}).status_code == 400
