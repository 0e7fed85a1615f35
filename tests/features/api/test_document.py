"""The OpenAPI document is valid and tells every route."""

import json
from typing import Any

from django.test import Client

from tests.features.api.conftest import ROOT

SCREEN_ACTIONS = {
    "read units": ("get", "/unit"),
    "read a unit": ("get", "/unit/{key}"),
    "add a unit": ("post", "/unit"),
    "change a unit": ("put", "/unit/{key}"),
    "move a unit": ("put", "/unit/{key}/induk"),
    "close a unit": ("post", "/unit/{key}/tutup"),
    "read programs": ("get", "/program"),
    "open a program": ("post", "/program"),
    "change the target": ("put", "/program/{key}/target"),
    "read titles": ("get", "/unit/{key}/predikat"),
    "enter a title": ("post", "/unit/{key}/predikat"),
    "list instruments": ("get", "/instrumen"),
    "read an instrument": ("get", "/instrumen/{slug}"),
    "import an instrument": ("post", "/instrumen"),
    "list cycles": ("get", "/siklus"),
    "open a cycle": ("post", "/siklus"),
    "move the dates of a cycle": ("put", "/siklus/{key}"),
    "list sheets": ("get", "/lembar"),
    "open a sheet": ("get", "/lembar/{key}"),
    "see the score": ("get", "/lembar/{key}/nilai"),
    "see what moves most": ("get", "/lembar/{key}/peluang"),
    "suppose other answers": ("post", "/lembar/{key}/simulasi"),
    "check before submitting": ("get", "/lembar/{key}/periksa"),
    "submit": ("post", "/lembar/{key}/kirim"),
    "reopen": ("post", "/lembar/{key}/buka-kembali"),
    "list snapshots": ("get", "/lembar/{key}/rekaman"),
    "read a snapshot": ("get", "/lembar/{key}/rekaman/{number}"),
    "take out the workbook": ("get", "/lembar/{key}/lke.xlsx"),
    "take out the sheet as PDF": ("get", "/lembar/{key}/lke.pdf"),
    "take out the score as PDF": ("get", "/lembar/{key}/nilai.pdf"),
    "import a filled file": ("post", "/lembar/{key}/impor"),
    "read all answers": ("get", "/lembar/{key}/jawaban"),
    "read an answer": ("get", "/lembar/{key}/jawaban/{code}"),
    "save an answer": ("put", "/lembar/{key}/jawaban/{code}"),
    "see proposals": ("get", "/lembar/{key}/usulan"),
    "read the history of an answer": ("get", "/lembar/{key}/jawaban/{code}/riwayat"),
    "read the discussion": ("get", "/lembar/{key}/jawaban/{code}/diskusi"),
    "write to the discussion": ("post", "/lembar/{key}/jawaban/{code}/diskusi"),
    "assign": ("put", "/lembar/{key}/jawaban/{code}/penugasan"),
    "end an assignment": ("delete", "/lembar/{key}/jawaban/{code}/penugasan"),
    "search evidence": ("get", "/bukti"),
    "send a file": ("post", "/bukti/berkas"),
    "add a web link": ("post", "/bukti/tautan"),
    "read evidence": ("get", "/bukti/{key}"),
    "edit evidence": ("put", "/bukti/{key}"),
    "list revisions": ("get", "/bukti/{key}/revisi"),
    "download a revision": ("get", "/bukti/{key}/revisi/{number}/berkas"),
    "submit evidence": ("post", "/bukti/{key}/ajukan"),
    "check evidence": ("post", "/bukti/{key}/periksa"),
    "return evidence": ("post", "/bukti/{key}/kembalikan"),
    "withdraw evidence": ("post", "/bukti/{key}/tarik"),
    "list the evidence of a sheet": ("get", "/lembar/{key}/bukti"),
    "use evidence": ("post", "/bukti/{key}/pakai"),
    "end a use of evidence": ("delete", "/bukti/pemakaian/{key}"),
    "read a program": ("get", "/program/{key}"),
    "take a step": ("post", "/program/{key}/langkah/{name}"),
    "list documents": ("get", "/dokumen"),
    "read a document": ("get", "/dokumen/{key}"),
    "download a document": ("get", "/dokumen/{key}/berkas"),
    "download a draft": ("get", "/dokumen/{key}/naskah"),
    "list recommendations": ("get", "/rekomendasi"),
    "read a recommendation": ("get", "/rekomendasi/{key}"),
    "read follow-ups": ("get", "/rekomendasi/{key}/tindak-lanjut"),
    "follow up": ("post", "/rekomendasi/{key}/tindak-lanjut"),
    "verify a follow-up": ("post", "/rekomendasi/{key}/verifikasi"),
    "return a follow-up": ("post", "/rekomendasi/{key}/kembalikan"),
    "list halls": ("get", "/ruang-layanan"),
    "add a hall": ("post", "/ruang-layanan"),
    "read a hall": ("get", "/ruang-layanan/{key}"),
    "set the lines of a hall": ("put", "/ruang-layanan/{key}/antrean"),
    "set the counters of a hall": ("put", "/ruang-layanan/{key}/loket"),
    "set the hours of a hall": ("put", "/ruang-layanan/{key}/jam"),
    "add staff to a hall": ("post", "/ruang-layanan/{key}/petugas"),
    "promise in a hall": ("post", "/ruang-layanan/{key}/janji"),
    "add a point to a hall": ("post", "/ruang-layanan/{key}/titik"),
    "open a hall": ("post", "/ruang-layanan/{key}/buka"),
    "add a season to a hall": ("post", "/ruang-layanan/{key}/hari-khusus"),
    "end a season of a hall": ("delete", "/ruang-layanan/{key}/hari-khusus/{season}"),
    "end the issuing of a day": ("post", "/ruang-layanan/{key}/tutup-awal"),
    "go on with the issuing of a day": ("delete", "/ruang-layanan/{key}/tutup-awal"),
    "list survey periods": ("get", "/survei"),
    "read a survey period": ("get", "/survei/{key}"),
    "see what waits for me": ("get", "/giliran"),
    "who am I": ("get", "/saya"),
}


def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Client().get(f"{ROOT}/openapi.json").content)
    return found


def test_every_act_of_the_screens_has_a_route_and_no_route_is_untold() -> None:
    routes = {
        (method, path.removeprefix(ROOT))
        for path, methods in document()["paths"].items()
        for method in methods
    }

    assert routes == set(SCREEN_ACTIONS.values())


def test_every_operation_asks_for_the_token_and_says_what_it_does() -> None:
    for path, methods in document()["paths"].items():
        for method, told in methods.items():
            assert told["security"] == [{"TokenAuth": []}], (method, path)
            assert told["summary"], (method, path)


def test_the_operations_have_names_of_their_own() -> None:
    names = [told["operationId"] for each in document()["paths"].values() for told in each.values()]

    assert len(names) == len(set(names))


def test_the_document_is_valid() -> None:
    from jsonschema_rs import validator_for  # noqa: PLC0415 - checks the parts of the document

    components = document()["components"]
    parts = components["schemas"]
    pointers = [{"$ref": f"#/components/schemas/{name}"} for name in parts]
    validator_for({"components": components, "$defs": parts, "anyOf": pointers})
    for name, part in parts.items():
        assert part.get("title") == name


def test_the_root_of_the_interface_leads_nowhere_broken(client: Client) -> None:
    assert client.get(f"{ROOT}/").status_code in {301, 302, 404}
