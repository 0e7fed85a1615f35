"""A sheet goes out as workbook, PDF and JSON, and comes back whole or not at all."""

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bening.accounts.refusals import NotAllowed
from bening.domain.scoring import Choice
from bening.evaluations import actions, queries
from bening.evaluations.actions.imports import changes_from
from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import Answer, EvaluationSheet
from bening.evaluations.refusals import EvaluationRefused
from tests.people import NOW, Cast, sign_in

SAVED = {"A.I.1.i.a": "Ya", "A.I.1.i.b": "B", "B.I.a.1": "3.62"}


@pytest.fixture
def answered(sheet: EvaluationSheet, cast: Cast) -> EvaluationSheet:
    for code, value in SAVED.items():
        actions.save_answer(
            sheet=sheet,
            official_code=code,
            value=value,
            inputs=None,
            note=f"Penjelasan {code}",
            seen_version=0,
            by=cast.pic,
            now=NOW,
        )
    actions.save_answer(
        sheet=sheet,
        official_code="A.II.5.ii.a",
        value=None,
        inputs={"pengaduan_wajib": 46, "pengaduan_selesai": 29},
        note="",
        seen_version=0,
        by=cast.pic,
        now=NOW,
    )
    return sheet


def download(client: Client, sheet: EvaluationSheet, name: str) -> bytes:
    answer = client.get(reverse(f"evaluations:{name}", args=[sheet.pk]))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    return bytes(answer.content)


def upload(client: Client, sheet: EvaluationSheet, name: str, content: bytes) -> str:
    url = reverse("evaluations:import", args=[sheet.pk])
    return client.post(url, {"file": SimpleUploadedFile(name, content)}).content.decode()


@pytest.mark.parametrize(
    ("name", "start"),
    [("workbook", b"PK"), ("sheet_pdf", b"%PDF"), ("score_pdf", b"%PDF"), ("answers_file", b"{")],
)
def test_each_form_of_the_sheet_can_be_taken_out(
    client: Client, answered: EvaluationSheet, cast: Cast, name: str, start: bytes
) -> None:
    sign_in(client, cast.pic)

    assert download(client, answered, name).startswith(start)


@pytest.mark.parametrize(("name", "file"), [("workbook", "a.xlsx"), ("answers_file", "a.json")])
def test_what_went_out_comes_back_into_another_cycle(
    client: Client,
    answered: EvaluationSheet,
    last_year: EvaluationSheet,
    cast: Cast,
    name: str,
    file: str,
) -> None:
    sign_in(client, cast.pic)
    preview = upload(client, last_year, file, download(client, answered, name))
    token = preview.split('name="preview" value="')[1].split('"')[0]

    client.post(reverse("evaluations:import", args=[last_year.pk]), {"preview": token})

    stored = queries.answers_of(last_year)
    assert {code: stored[code].value for code in SAVED} == SAVED
    assert stored["A.I.1.i.b"].note == "Penjelasan A.I.1.i.b"
    assert stored["A.II.5.ii.a"].inputs["pengaduan_wajib"] == "46"
    assert queries.summary_of(last_year).total == queries.summary_of(answered).total


def test_nothing_is_stored_before_the_preview_is_confirmed(
    client: Client, sheet: EvaluationSheet, cast: Cast
) -> None:
    sign_in(client, cast.pic)
    content = _json({"A.I.1.i.a": {"value": "Ya"}})

    preview = upload(client, sheet, "a.json", content)

    assert "Impor 1 jawaban" in preview
    assert not Answer.objects.exists()


def test_what_the_file_leaves_empty_stays(answered: EvaluationSheet, cast: Cast) -> None:
    instrument = instrument_of(answered.instrument)

    changes = changes_from(instrument, queries.answers_of(answered), {"A.I.1.i.b": Choice("A")}, {})
    actions.import_answers(sheet=answered, changes=changes, filename="a.xlsx", by=cast.pic, now=NOW)

    stored = queries.answers_of(answered)
    assert (stored["A.I.1.i.b"].value, stored["A.I.1.i.b"].version) == ("A", 2)
    assert stored["A.I.1.i.b"].note == "Penjelasan A.I.1.i.b"
    assert stored["A.I.1.i.a"].value == "Ya"


def test_an_answer_saved_after_the_preview_is_never_overwritten(
    answered: EvaluationSheet, cast: Cast
) -> None:
    rows = queries.answers_of(answered)
    changes = changes_from(
        instrument_of(answered.instrument),
        rows,
        {"A.I.1.i.a": Choice("Tidak"), "A.I.1.ii.a": Choice("Ya")},
        {},
    )
    actions.save_answer(
        sheet=answered,
        official_code="A.I.1.i.a",
        value="Ya",
        inputs=None,
        note="Lebih baru.",
        seen_version=1,
        by=cast.pic,
        now=NOW,
    )

    with pytest.raises(EvaluationRefused) as refused:
        actions.import_answers(
            sheet=answered, changes=changes, filename="a.xlsx", by=cast.pic, now=NOW
        )

    assert refused.value.values["codes"] == "A.I.1.i.a"
    assert "A.I.1.ii.a" not in queries.answers_of(answered)


def test_a_member_of_one_area_takes_no_whole_file_over(
    answered: EvaluationSheet, cast: Cast
) -> None:
    with pytest.raises(NotAllowed):
        actions.import_answers(
            sheet=answered, changes=[], filename="a.xlsx", by=cast.area_member, now=NOW
        )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"bukan zip", "tidak dapat dibaca"),
        ("a.xlsm", b"PK", "Pakai .xlsx atau .json"),
        ("a.json", b"{" * 200_000, "bukan JSON yang benar di baris 1, kolom 2."),
        ("a.json", b"[" * 200_000, "bukan JSON yang dapat dibaca."),
        ("a.json", b"\xff", "bukan JSON yang dapat dibaca."),
        ("a.json", b'{"a": NaN', "bukan JSON yang benar di baris 1, kolom 10."),
        ("a.json", b" " * 5_000_001, "terlalu besar: paling besar 5 MB."),
        ("a.exe", b"MZ", "Pakai .xlsx atau .json"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence(
    client: Client, sheet: EvaluationSheet, cast: Cast, name: str, content: bytes, said: str
) -> None:
    sign_in(client, cast.pic)

    assert said in upload(client, sheet, name, content)
    assert not Answer.objects.exists()


def test_faults_of_a_json_file_are_named_and_not_taken(
    client: Client, sheet: EvaluationSheet, cast: Cast
) -> None:
    sign_in(client, cast.pic)
    content = _json(
        {"A.I.1.i.a": {"value": "Z"}, "A.I.1.i.b": {"value": "A"}, "Q.9": {"value": "A"}}
    )

    preview = upload(client, sheet, "a.json", content)

    assert "answers.A.I.1.i.a" in preview
    assert "Q.9" in preview
    assert "Impor 1 jawaban" in preview


@pytest.mark.parametrize("change", ["swap", "sheet"])
def test_a_forged_preview_is_refused(
    client: Client,
    answered: EvaluationSheet,
    last_year: EvaluationSheet,
    cast: Cast,
    change: str,
) -> None:
    sign_in(client, cast.pic)
    code = "A.I.5.iii.c" if change == "sheet" else "A.I.1.i.a"  # nobody answered it there
    value = "B" if change == "sheet" else "Ya"
    preview = upload(client, last_year, "a.json", _json({code: {"value": value}}))
    token = preview.split('name="preview" value="')[1].split('"')[0]
    before = answered.answers.count()
    target = answered if change == "sheet" else last_year
    if change == "swap":
        token = token[:-1] + ("A" if token[-1] != "A" else "B")

    client.post(reverse("evaluations:import", args=[target.pk]), {"preview": token})

    assert not last_year.answers.exists()
    assert answered.answers.get(official_code="A.I.1.i.a").version == 1
    assert answered.answers.count() == before


def _json(answers: dict[str, object]) -> bytes:
    document = {
        "instrument": "lke-2021",
        "unit": "Dinas Kependudukan dan Pencatatan Sipil",
        "year": 2026,
        "target": "wbk",
        "answers": answers,
    }
    return io.BytesIO(json.dumps(document).encode()).getvalue()
