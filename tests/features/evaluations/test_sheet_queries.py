"""Query counts: the sheet costs the same however much it holds."""

import io
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bening.evaluations.instruments import instrument_of
from bening.evaluations.models import EvaluationSheet
from bening.evidence import actions as evidence_actions
from bening.evidence.models import Evidence
from bening.evidence.queries import evidence_for
from bening.evidence.uploads import Target, receive_file
from tests.features.evaluations.conftest import Save
from tests.people import NOW, Cast

pytestmark = pytest.mark.slow

CODE = "A.I.5.iii.c"


@pytest.fixture
def full(
    sheet: EvaluationSheet, cast: Cast, fill: Callable[[EvaluationSheet], None]
) -> EvaluationSheet:
    """113 answers and 300 pieces of evidence."""
    fill(sheet)
    codes = [question.code for question in instrument_of(sheet.instrument).questions]
    for number in range(300):
        evidence = evidence_actions.add_link(
            unit=sheet.unit,
            url=f"https://tirtamaya.example/{number}",
            title=f"Laporan {number}",
            by=cast.pic,
            now=NOW,
        )
        evidence_actions.attach(
            evidence=evidence,
            sheet=sheet,
            official_code=codes[number % len(codes)],
            by=cast.pic,
            now=NOW,
        )
    return sheet


def counted(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


def test_the_whole_sheet(pic_client: Client, full: EvaluationSheet) -> None:
    assert counted(pic_client, f"/lembar-kerja/{full.pk}/?lembar=penuh") <= 12


def test_an_area_costs_the_same_empty_and_full(
    pic_client: Client, full: EvaluationSheet, last_year: EvaluationSheet
) -> None:
    few = counted(pic_client, f"/lembar-kerja/{last_year.pk}/?area=5")
    many = counted(pic_client, f"/lembar-kerja/{full.pk}/?area=5")
    assert many <= few + 1
    assert many <= 15


def test_one_question_reads_its_evidence_as_the_whole_sheet_does(
    sheet: EvaluationSheet, cast: Cast, prove: Callable[..., Evidence]
) -> None:
    shared = prove(sheet, CODE, "Tautan")
    evidence_actions.attach(
        evidence=shared, sheet=sheet, official_code="A.I.1.i.a", by=cast.pic, now=NOW
    )
    for number in range(2):
        content = f"Notula {number}\n".encode()
        receive_file(
            target=Target(sheet.unit, sheet, CODE),
            file=io.BytesIO(content),
            filename=f"Notula {number}.txt",
            size=len(content),
            by=cast.pic,
            now=NOW,
        )
    whole = evidence_for(sheet)
    assert {code: len(found) for code, found in whole.items()} == {CODE: 3, "A.I.1.i.a": 1}
    assert whole[CODE][0].used == 2
    assert {one.sha256 != "" for one in whole[CODE]} == {True, False}
    for code, found in whole.items():
        assert evidence_for(sheet, [code]) == {code: found}
    assert evidence_for(sheet, list(whole)) == whole
    assert evidence_for(sheet, ["A.I.1.i.b"]) == {}


@pytest.mark.parametrize("code", [CODE, "A.I.1.i.a"])
def test_one_answer_saved(pic_client: Client, full: EvaluationSheet, save: Save, code: str) -> None:
    path = f"/lembar-kerja/{full.pk}/butir/{code}/jawaban/"
    fields = {"seen": "1", "note": "Baru", "value": {CODE: "B"}.get(code, "Tidak")}
    with CaptureQueriesContext(connection) as found:
        response = pic_client.post(path, fields, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert len(found) <= 15, [query["sql"][:90] for query in found]
