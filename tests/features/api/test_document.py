"""The OpenAPI document is valid and tells every route."""

import json
from pathlib import Path
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
    "list complaints": ("get", "/pengaduan"),
    "read a complaint": ("get", "/pengaduan/{key}"),
    "verify a complaint": ("post", "/pengaduan/{key}/verifikasi"),
    "start on a complaint": ("post", "/pengaduan/{key}/mulai"),
    "ask a reporter": ("post", "/pengaduan/{key}/tanya"),
    "answer a complaint": ("post", "/pengaduan/{key}/jawab"),
    "redirect a complaint": ("post", "/pengaduan/{key}/alihkan"),
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
    "end the issuing of a day": ("post", "/ruang-layanan/{key}/tutup-awal"),
    "go on with the issuing of a day": ("delete", "/ruang-layanan/{key}/tutup-awal"),
    "change a hall": ("put", "/ruang-layanan/{key}"),
    "close a hall": ("post", "/ruang-layanan/{key}/tutup"),
    "set the priority of a hall": ("put", "/ruang-layanan/{key}/prioritas"),
    "set the voice of a hall": ("put", "/ruang-layanan/{key}/suara"),
    "say how phones reach a hall": ("put", "/ruang-layanan/{key}/jangkauan"),
    "change a line": ("put", "/ruang-layanan/{key}/antrean/{line}"),
    "list the staff of a hall": ("get", "/ruang-layanan/{key}/petugas"),
    "set the duties of staff": ("put", "/ruang-layanan/{key}/petugas"),
    "end a duty": ("delete", "/ruang-layanan/{key}/petugas/{officer}"),
    "set the backup roster": ("put", "/ruang-layanan/{key}/cadangan"),
    "add days with hours of their own": ("post", "/ruang-layanan/{key}/jam-khusus"),
    "remove days with hours of their own": ("delete", "/ruang-layanan/{key}/jam-khusus/{season}"),
    "list the points of a hall": ("get", "/ruang-layanan/{key}/titik"),
    "rename a point": ("put", "/ruang-layanan/{key}/titik/{point}"),
    "renew the secret of a kiosk": ("post", "/ruang-layanan/{key}/titik/{point}/kunci"),
    "close a point": ("delete", "/ruang-layanan/{key}/titik/{point}"),
    "see my counter": ("get", "/ruang-layanan/{key}/loket-saya"),
    "open a counter": ("post", "/ruang-layanan/{key}/loket-saya/buka"),
    "close my counter": ("post", "/ruang-layanan/{key}/loket-saya/tutup"),
    "close the counter of another": ("post", "/ruang-layanan/{key}/loket/{number}/tutup"),
    "begin a break": ("post", "/ruang-layanan/{key}/loket-saya/istirahat"),
    "end a break": ("post", "/ruang-layanan/{key}/loket-saya/kembali"),
    "call the coordinator": ("post", "/ruang-layanan/{key}/loket-saya/koordinator"),
    "call next": ("post", "/ruang-layanan/{key}/loket-saya/panggil"),
    "call out of turn": ("post", "/ruang-layanan/{key}/loket-saya/panggil-nomor"),
    "act on a number": ("post", "/ruang-layanan/{key}/nomor/{ticket}/{act}"),
    "transfer a number": ("post", "/ruang-layanan/{key}/nomor/{ticket}/pindah"),
    "take numbers for visitors": ("post", "/ruang-layanan/{key}/nomor"),
    "find a lost page": ("post", "/ruang-layanan/{key}/nomor-hilang"),
    "ask for backup": ("post", "/ruang-layanan/{key}/bantuan"),
    "withdraw a call for backup": ("delete", "/ruang-layanan/{key}/bantuan/{call}"),
    "answer a call for backup": ("post", "/ruang-layanan/{key}/tawaran/{offer}"),
    "list broken promises": ("get", "/ruang-layanan/{key}/janji-lewat"),
    "explain a broken promise": ("put", "/ruang-layanan/{key}/janji-lewat/{breach}"),
    "give a compensation": ("post", "/ruang-layanan/{key}/janji-lewat/{breach}/kompensasi"),
    "see a number": ("get", "/tiket/{code}"),
    "give a number up": ("post", "/tiket/{code}/batal"),
    "come later": ("post", "/tiket/{code}/terlambat"),
    "come back": ("post", "/tiket/{code}/kembali"),
    "say that nothing was served": ("post", "/tiket/{code}/belum-dilayani"),
    "arrive for an appointment": ("post", "/tiket/{code}/datang"),
    "list survey periods": ("get", "/survei"),
    "read a survey period": ("get", "/survei/{key}"),
    "see what waits for me": ("get", "/giliran"),
    "read terms": ("get", "/batas-waktu"),
    "set a term": ("post", "/batas-waktu/{code}"),
    "list registers of risks": ("get", "/risiko/daftar"),
    "open a register of risks": ("post", "/risiko/daftar"),
    "read a register of risks": ("get", "/risiko/daftar/{key}"),
    "list risks": ("get", "/risiko/daftar/{key}/risiko"),
    "add a risk": ("post", "/risiko/daftar/{key}/risiko"),
    "read a risk": ("get", "/risiko/{key}"),
    "change a risk": ("put", "/risiko/{key}"),
    "drop a risk": ("delete", "/risiko/{key}"),
    "assess a risk": ("put", "/risiko/{key}/penilaian"),
    "plan an action": ("post", "/risiko/{key}/tindakan"),
    "finish an action": ("post", "/risiko/{key}/tindakan/{action}/selesai"),
    "tell that a risk came true": ("post", "/risiko/{key}/kejadian"),
    "set an indicator": ("post", "/risiko/{key}/indikator"),
    "list readings": ("get", "/risiko/{key}/indikator/{indicator}/pembacaan"),
    "read an indicator": ("post", "/risiko/{key}/indikator/{indicator}/pembacaan"),
    "list audit recommendations": ("get", "/tindak-lanjut-pemeriksaan"),
    "read an audit recommendation": ("get", "/tindak-lanjut-pemeriksaan/{key}"),
    "plan an audit follow-up": ("put", "/tindak-lanjut-pemeriksaan/{key}/rencana"),
    "hand in an audit follow-up": ("post", "/tindak-lanjut-pemeriksaan/{key}/tindak-lanjut"),
    "enter money that came back": ("post", "/tindak-lanjut-pemeriksaan/{key}/pengembalian"),
    "verify an audit follow-up": ("post", "/tindak-lanjut-pemeriksaan/{key}/verifikasi"),
    "list audit reports": ("get", "/tindak-lanjut-pemeriksaan/lhp"),
    "enter an audit report": ("post", "/tindak-lanjut-pemeriksaan/lhp"),
    "add an audit recommendation": ("post", "/tindak-lanjut-pemeriksaan/lhp/{key}/rekomendasi"),
    "list outside assessments": ("get", "/penilaian-pihak-luar"),
    "read an outside assessment": ("get", "/penilaian-pihak-luar/{key}"),
    "list wealth duties": ("get", "/lhkpn-lhkan"),
    "list my wealth duties": ("get", "/lhkpn-lhkan/saya"),
    "see the totals of wealth duties": ("get", "/lhkpn-lhkan/rekap"),
    "read a wealth duty": ("get", "/lhkpn-lhkan/{key}"),
    "enter a wealth report": ("put", "/lhkpn-lhkan/{key}/laporan"),
    "send a recap": ("put", "/unit/{key}/lhkpn-lhkan/{year}"),
    "list my gifts": ("get", "/gratifikasi"),
    "draft a gift": ("post", "/gratifikasi"),
    "list gifts of the desk": ("get", "/gratifikasi/meja"),
    "read a gift": ("get", "/gratifikasi/{key}"),
    "change a gift": ("put", "/gratifikasi/{key}"),
    "discard a draft of a gift": ("delete", "/gratifikasi/{key}"),
    "report a gift": ("post", "/gratifikasi/{key}/kirim"),
    "complete a gift": ("post", "/gratifikasi/{key}/lengkapi"),
    "add a photo of a gift": ("post", "/gratifikasi/{key}/foto"),
    "remove a photo of a gift": ("delete", "/gratifikasi/{key}/foto/{photo}"),
    "list gifts sent to KPK directly": ("get", "/gratifikasi/langsung"),
    "note a gift sent to KPK directly": ("post", "/gratifikasi/langsung"),
    "read a gift sent to KPK directly": ("get", "/gratifikasi/langsung/{key}"),
    "correct a gift sent to KPK directly": ("put", "/gratifikasi/langsung/{key}"),
    "list conflicts": ("get", "/konflik-kepentingan/deklarasi"),
    "declare a conflict": ("post", "/konflik-kepentingan/deklarasi"),
    "read a conflict": ("get", "/konflik-kepentingan/deklarasi/{key}"),
    "list lists of interests": ("get", "/konflik-kepentingan/daftar"),
    "read a list of interests": ("get", "/konflik-kepentingan/daftar/{key}"),
    "see the figures of discipline": ("get", "/disiplin/unit/{key}"),
    "list cases of discipline": ("get", "/disiplin/perkara"),
    "read a case of discipline": ("get", "/disiplin/perkara/{key}"),
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


def test_every_operation_tells_how_it_is_refused() -> None:
    told = document()
    problem = {"$ref": "#/components/schemas/Problem"}
    for name, answer in told["components"]["responses"].items():
        assert answer["description"], name
        assert answer["content"] == {"application/problem+json": {"schema": problem}}

    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            answers = operation["responses"]
            assert {"401", "403", "default"} <= set(answers), (method, path)
            if "{" in path:
                assert {"404", "422"} <= set(answers), (method, path)
            if method != "get":
                assert {"409", "422"} <= set(answers), (method, path)
            if "requestBody" in operation:
                assert {"400", "404", "413"} <= set(answers), (method, path)


def test_the_operations_have_names_of_their_own() -> None:
    names = [told["operationId"] for each in document()["paths"].values() for told in each.values()]

    assert len(names) == len(set(names))


def test_the_document_is_valid() -> None:
    from jsonschema_rs import validator_for  # noqa: PLC0415 - checks the parts of the document

    components = document()["components"]
    assert "#/$defs/" not in json.dumps(components)
    parts = components["schemas"]
    pointers = [{"$ref": f"#/components/schemas/{name}"} for name in parts]
    validator_for({"components": components, "$defs": parts, "anyOf": pointers})
    for name, part in parts.items():
        assert part.get("title") == name


def test_each_part_of_the_document_has_a_name_of_its_own() -> None:
    from ninja.openapi.schema import OpenAPISchema  # noqa: PLC0415

    from bening.config.api import api  # noqa: PLC0415

    class Watched(OpenAPISchema):
        """Notices where a part would take the place of another one of the same name."""

        def add_schema_definitions(self, definitions: dict[str, Any]) -> None:
            for name, part in definitions.items():
                told = {**part, "description": ""}  # two kinds may hold the same choices
                if seen.setdefault(name, told) != told:
                    twice.add(name)
            super().add_schema_definitions(definitions)

    seen: dict[str, Any] = {}
    twice: set[str] = set()
    Watched(api=api, path_prefix=f"{ROOT}/")

    assert twice == set()


def test_the_page_about_the_interface_names_every_group_of_routes() -> None:
    page = (Path(__file__).parents[3] / "docs/id/referensi/api.md").read_text()
    starts = {path.split("/")[1] for _method, path in SCREEN_ACTIONS.values()}

    assert {start for start in starts if f"`/{start}" not in page} == set()


def test_the_root_of_the_interface_leads_nowhere_broken(client: Client) -> None:
    assert client.get(f"{ROOT}/").status_code in {301, 302, 404}
