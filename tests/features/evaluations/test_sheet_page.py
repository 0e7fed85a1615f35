"""The sheet screen as a person meets it, without script."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from bening.evaluations import actions
from bening.evaluations.models import EvaluationSheet, SheetState
from tests.features.evaluations.conftest import Save
from tests.people import NOW, Cast, sign_in

CODE = "A.I.5.iii.c"


def address(sheet: EvaluationSheet, query: str = "") -> str:
    return f"/lembar-kerja/{sheet.pk}/{query}"


def page(client: Client, sheet: EvaluationSheet, query: str = "") -> str:
    response = client.get(address(sheet, query))
    assert response.status_code == 200
    return response.content.decode()


def questions(html: str) -> list[str]:
    return re.findall(r'data-question="([^"]+)"', html)


def card(html: str, code: str) -> str:
    found = re.search(
        rf'<article[^>]*data-question="{re.escape(code)}".*?</article>', html, re.DOTALL
    )
    assert found
    return found.group(0)


def test_opens_on_one_area_with_fulfillment_and_reform(
    pic_client: Client, sheet: EvaluationSheet
) -> None:
    html = page(pic_client, sheet, "?area=5")
    codes = questions(html)
    assert {code.split(".")[2] for code in codes} == {"5"}
    assert {code.split(".")[1] for code in codes} == {"I", "II"}
    assert len(codes) == 22
    assert "Reform: " in html


def test_results_are_places_of_their_own(pic_client: Client, sheet: EvaluationSheet) -> None:
    assert questions(page(pic_client, sheet, "?area=B.I")) == ["B.I.a.1", "B.I.b.1"]


def test_one_indicator_and_the_whole(pic_client: Client, sheet: EvaluationSheet) -> None:
    one = page(pic_client, sheet, "?lembar=indikator&area=5&indikator=A.I.5.iii")
    assert questions(one) == [f"A.I.5.iii.{letter}" for letter in "abcd"]
    assert len(questions(page(pic_client, sheet, "?lembar=penuh"))) == 113


def test_starts_where_work_is_left(pic_client: Client, sheet: EvaluationSheet, cast: Cast) -> None:
    assert 'aria-current="true"><span class="b-num">1</span>' in page(pic_client, sheet)
    member = page(sign_in(Client(), cast.area_member), sheet)
    assert "A.I.5.i.a" in questions(member)


def test_each_question_shows_what_is_asked_and_answered(
    pic_client: Client, sheet: EvaluationSheet, save: Save
) -> None:
    save(sheet, CODE, "B", note="Rapat <triwulanan>")
    html = card(page(pic_client, sheet, f"?butir={CODE}"), CODE)
    assert "Apakah penanganan pengaduan dipantau dan dievaluasi?" in html
    assert "Tidak rutin." in html
    assert re.search(r'value="B" checked', html)
    assert "Rapat &lt;triwulanan&gt;" in html
    assert "Laporan monev pengaduan" in html
    assert 'name="seen" id="q-seen-A-I-5-iii-c" value="1"' in html
    assert "0,38" in html
    assert "1 perubahan, terakhir Ani Setiawati" in html


def test_each_opened_question_counts_its_checked_proofs(
    pic_client: Client, sheet: EvaluationSheet
) -> None:
    page = pic_client.get(f"/lembar-kerja/{sheet.pk}/?area=5").content.decode()
    assert re.search(r">0 dari \d+ sudah diperiksa<", page)
    assert not re.search(r">\s*dari \d+ sudah diperiksa<", page)


def test_ratio_shows_its_formula_worked_and_its_contradiction(
    pic_client: Client, sheet: EvaluationSheet, save: Save
) -> None:
    counts = {"pengaduan_wajib": "46", "pengaduan_proses": "14", "pengaduan_selesai": "29"}
    save(sheet, "A.II.5.ii.a", inputs=counts)
    html = card(page(pic_client, sheet, "?butir=A.II.5.ii.a"), "A.II.5.ii.a")
    for text in ("63,04%", "3,00", "1,89", "aturan Bening", "14 + 29"):
        assert text in html


def test_totals_of_parts_are_placeholders(
    pic_client: Client, sheet: EvaluationSheet, save: Save
) -> None:
    parts = {"kepala_satker": "1", "pejabat_wajib": "4", "wajib_lainnya": "2"}
    save(sheet, "A.II.5.iii.a", inputs={**parts, "sudah_lhkpn": "7"})
    html = card(page(pic_client, sheet, "?butir=A.II.5.iii.a"), "A.II.5.iii.a")
    assert re.search(r'name="in-wajib_lhkpn"[^>]*value="" placeholder="7"', html)
    assert "100,00%" in html


def test_counts_of_another_question_are_a_first_entry(
    pic_client: Client, sheet: EvaluationSheet, save: Save
) -> None:
    save(sheet, "A.II.1.i.a", inputs={"agen_perubahan": "3", "perubahan_dibuat": "5"})
    html = card(page(pic_client, sheet, "?butir=A.II.1.i.b"), "A.II.1.i.b")
    assert re.search(r'name="in-perubahan_dibuat"[^>]*value="5"', html)
    assert "isian awal dari A.II.1.i.a" in html
    save(sheet, "A.II.1.i.b", inputs={"perubahan_dibuat": "2", "perubahan_terintegrasi": "1"})
    html = card(page(pic_client, sheet, "?butir=A.II.1.i.b"), "A.II.1.i.b")
    assert re.search(r'name="in-perubahan_dibuat"[^>]*value="2"', html)


def test_score_panel_names_total_gap_and_every_minimum(
    pic_client: Client, sheet: EvaluationSheet, save: Save
) -> None:
    save(sheet, CODE, "A")
    html = page(pic_client, sheet)
    panel = html[html.index('id="nilai"') :]
    assert '<span class="b-score__n">0,38</span>' in panel
    assert "74,63" in panel
    assert panel.count('<li class="b-limit">') == 12
    assert "Yang paling menaikkan nilai" in panel
    assert "1 dari 113 dijawab" in panel


def test_wbbm_minima_on_request(pic_client: Client, sheet: EvaluationSheet) -> None:
    html = page(pic_client, sheet, "?predikat=wbbm")
    assert "<b>0,00</b> / 85" in html


def test_filters_count_and_find(
    pic_client: Client, sheet: EvaluationSheet, save: Save, cast: Cast, prove: Callable[..., object]
) -> None:
    save(sheet, CODE, "A")
    save(sheet, "A.I.1.i.a", "Ya")
    prove(sheet, "A.I.1.i.a")
    actions.assign(
        sheet=sheet,
        official_code="A.I.2.i.a",
        assignee=cast.pic,
        due_on=None,
        by=cast.pic,
        now=NOW,
    )
    counts = re.findall(r'<a class="b-chip"[^>]*>([^<]+) <b>(\d+)</b>', page(pic_client, sheet))
    assert dict(counts) == {
        "Tugas saya": "1",
        "Belum dijawab": "111",
        "Tanpa bukti": "1",
        "Perlu perhatian": "2",
    }
    assert questions(page(pic_client, sheet, "?saring=saya")) == ["A.I.2.i.a"]
    assert questions(page(pic_client, sheet, "?saring=tanpa-bukti")) == [CODE]
    assert questions(page(pic_client, sheet, "?saring=perhatian")) == ["A.I.1.i.a", CODE]
    assert len(questions(page(pic_client, sheet, "?saring=belum&area=5"))) == 21


def test_search_by_code_leads_there_and_by_words_finds(
    pic_client: Client, sheet: EvaluationSheet
) -> None:
    response = pic_client.get(address(sheet, "?cari=a.i.5.III.c"))
    assert response.status_code == 302
    assert response["Location"].endswith(f"?butir={CODE}#q-{CODE}")
    found = questions(page(pic_client, sheet, "?cari=pengaduan+dipantau"))
    assert found == [CODE]
    assert "Tidak ada butir yang cocok" in page(pic_client, sheet, "?cari=zzz")


def test_nonsense_in_the_address_is_harmless(pic_client: Client, sheet: EvaluationSheet) -> None:
    for query in ("?area=99", "?lembar=x", "?saring=x", "?butir=X", "?predikat=x", "?coba:X=1"):
        assert questions(page(pic_client, sheet, query))


def test_a_locked_sheet_is_read_only_and_says_how_to_reopen(
    pic_client: Client,
    sheet: EvaluationSheet,
    cast: Cast,
    fill: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)  # before the round ends
    fill(sheet)
    EvaluationSheet.objects.filter(pk=sheet.pk).update(state=SheetState.SUBMITTED)
    html = page(pic_client, sheet, "?area=5")
    assert "terkunci" in html
    assert "data-answer" not in html
    assert "disabled" in card(html, "A.I.5.i.a")
    head = sign_in(Client(), cast.unit_head)
    assert "Buka kembali" in page(head, sheet)


@pytest.mark.parametrize("who", ["inspector", "agency_head", "parent_head", "agency_admin"])
def test_those_above_read(cast: Cast, sheet: EvaluationSheet, who: str) -> None:
    html = page(sign_in(Client(), getattr(cast, who)), sheet, "?area=5")
    assert "data-answer" not in html


def test_area_people_have_fields_in_their_area_only(cast: Cast, sheet: EvaluationSheet) -> None:
    client = sign_in(Client(), cast.area_member)
    assert "data-answer" in page(client, sheet, "?area=5")
    assert "data-answer" not in page(client, sheet, "?area=1")


def test_last_years_answer_is_a_proposal(
    pic_client: Client,
    sheet: EvaluationSheet,
    last_year: EvaluationSheet,
    save: Save,
    prove: Callable[..., object],
) -> None:
    save(last_year, CODE, "B")
    prove(last_year, CODE)
    html = card(page(pic_client, sheet, f"?butir={CODE}"), CODE)
    assert "Tahun lalu (2025): B" in html
    assert "Pakai ulang beserta 1 bukti" in html


def test_a_fact_proposes(pic_client: Client, sheet: EvaluationSheet) -> None:
    html = card(page(pic_client, sheet, "?butir=A.I.1.i.a"), "A.I.1.i.a")
    assert "Usulan dari data: Tidak." in html
    assert 'name="use" value="Tidak"' in html
    assert "Sumber: Area yang sudah punya ketua dan anggota" in html


def test_rulings_of_ours_stand_beside_the_question(
    pic_client: Client, sheet: EvaluationSheet
) -> None:
    html = card(page(pic_client, sheet, "?butir=A.I.1.iii.b"), "A.I.1.iii.b")
    assert "putusan Bening: C" in html
    assert "bukan bunyi peraturan" in html


def test_the_content_policy_holds(pic_client: Client, sheet: EvaluationSheet) -> None:
    html = page(pic_client, sheet, "?area=5")
    assert not re.search(r"\sstyle=|\son[a-z]+=|<script(?![^>]*src=)|<style", html)


def test_the_sheet_leads_to_its_guide(pic_client: Client, sheet: EvaluationSheet) -> None:
    [guide] = re.findall(r'<a href="([^"]*/panduan/pic-unit/)"', page(pic_client, sheet))

    assert pic_client.get(guide).status_code == 200
