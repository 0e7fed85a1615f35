"""Uploads over HTTP: in chunks that resume, checked by content, each owner's own."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from bening.accounts.models import Role, RoleAssignment
from bening.adapters.file_store import FileStore, NoRoom, file_store
from bening.adapters.file_store.folder import FolderStore
from bening.adapters.previews.drawing import PreviewRefused
from bening.evaluations.models import EvaluationSheet, SheetState
from bening.evidence import jobs, uploads
from bening.evidence.models import (
    Evidence,
    EvidenceLink,
    EvidenceRevision,
    PreviewState,
    StoredFile,
    Upload,
)
from bening.evidence.sweeping import sweep_uploads
from tests.adapters import samples
from tests.features.evidence.conftest import CODE
from tests.people import NOW, Cast, sign_in

CHUNK = 300
PDF = samples.pdf(3)
JSON = "application/json"


class Sender:
    """What the browser's module does, request by request."""

    def __init__(self, client: Client, unit: Any) -> None:
        self.client, self.unit = client, unit

    def begin(self, content: bytes = PDF, name: str = "Laporan.pdf", **target: Any) -> Any:
        asked = {"filename": name, "size": len(content), **(target or {"unit": str(self.unit.pk)})}
        return self.client.post("/bukti/unggah/", asked, content_type=JSON)

    def put(self, url: str, offset: object, chunk: bytes) -> Any:
        return self.client.put(
            f"{url}?offset={offset}", chunk, content_type="application/octet-stream"
        )

    def send(self, url: str, content: bytes = PDF, stop: int | None = None) -> int:
        offset = self.client.get(url).json()["offset"]
        while offset < (len(content) if stop is None else stop):
            size = CHUNK if len(content) < 10_000 else 900_000
            answer = self.put(url, offset, content[offset : offset + size])
            assert answer.status_code == 200, answer.content
            offset = answer.json()["offset"]
        return int(offset)

    def finish(self, url: str, sha256: str | None = None) -> Any:
        body = {} if sha256 is None else {"sha256": sha256}
        return self.client.post(f"{url}selesai/", body, content_type=JSON)

    def whole(self, content: bytes, name: str, **target: Any) -> Any:
        url = self.begin(content, name, **target).json()["url"]
        self.send(url, content)
        return self.finish(url, hashlib.sha256(content).hexdigest())


@pytest.fixture
def sender(client: Client, cast: Cast) -> Sender:
    return Sender(sign_in(client, cast.pic), cast.unit)


def test_chunks_become_attached_evidence_with_a_preview(
    sender: Sender, cast: Cast, sheet: EvaluationSheet
) -> None:
    url = sender.begin(sheet=str(sheet.pk), code=CODE, need=0).json()["url"]
    sender.send(url)

    answer = sender.finish(url, hashlib.sha256(PDF).hexdigest())

    assert answer.status_code == 200
    link = EvidenceLink.objects.get()
    assert (link.official_code, link.need, link.sheet_id) == (CODE, 0, sheet.pk)
    file = StoredFile.objects.get()
    assert (file.media_type, file.pages, file.preview) == (
        "application/pdf",
        3,
        PreviewState.READY,
    )
    assert file_store().path(file.sha256).read_bytes() == PDF
    assert file_store().derived(file.sha256, "page-3.webp") is not None
    picture = sender.client.get(f"/bukti/{link.evidence_id}/gambar/1/3/")
    assert picture.headers["Location"].startswith("/berkas/")
    assert sender.client.get(f"/bukti/{link.evidence_id}/gambar/1/4/").status_code == 404


def test_an_upload_goes_on_where_it_stopped(sender: Sender) -> None:
    url = sender.begin().json()["url"]
    half = sender.send(url, stop=CHUNK)

    repeated = sender.put(url, 0, PDF[:CHUNK])
    early = sender.finish(url)
    assert [repeated.status_code, early.status_code] == [409, 409]
    assert repeated.json()["values"]["offset"] == str(half)
    assert sender.client.get(url).json() == {
        "offset": half,
        "size": len(PDF),
        "finished": False,
    }
    sender.send(url)
    assert sender.finish(url).status_code == 200


def test_finishing_twice_makes_one_piece_of_evidence(sender: Sender) -> None:
    url = sender.begin().json()["url"]
    sender.send(url)

    first, second = sender.finish(url), sender.finish(url)

    assert first.json()["evidence"] == second.json()["evidence"]
    assert Evidence.objects.count() == EvidenceRevision.objects.count() == 1
    assert sender.client.get(url).json()["finished"] is True


def test_a_crash_after_keeping_is_finished_by_asking_again(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = sender.begin().json()["url"]
    sender.send(url)
    with monkeypatch.context() as patch:
        patch.setattr(uploads, "stored", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            sender.finish(url)
    assert not Evidence.objects.exists()

    assert sender.finish(url).status_code == 200
    assert Evidence.objects.count() == 1


def test_the_same_content_is_stored_once_and_said(
    sender: Sender, no_previews: list[str], own_store: FileStore
) -> None:
    sender.whole(PDF, "Laporan.pdf")

    second = sender.whole(PDF, "Laporan lagi.pdf").json()

    assert StoredFile.objects.count() == 1
    assert Evidence.objects.count() == 2
    assert list(own_store.hashes()) == [hashlib.sha256(PDF).hexdigest()]
    assert no_previews == [hashlib.sha256(PDF).hexdigest()]
    assert "“Laporan”" in second["words"][0]


def test_content_that_differs_from_what_was_sent_is_refused(sender: Sender) -> None:
    url = sender.begin().json()["url"]
    sender.send(url)

    answer = sender.finish(url, "0" * 64)

    assert (answer.status_code, answer.json()["code"]) == (422, "upload_content_differs")
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (samples.WINDOWS_PROGRAM, "laporan.pdf", "file_is_not"),
        (samples.SVG_WITH_SCRIPT, "bagan.svg", "file_kind_refused"),
        (samples.huge_png(), "peta.png", "picture_too_large"),
        (samples.zip_bomb(), "rekap.xlsx", "file_unpacks_too_large"),
        (
            samples.office("xlsx", [("xl/vbaProject.bin", b"x")]),
            "rekap.xlsm",
            "file_has_macros",
        ),
        (samples.pdf(password="x"), "rahasia.pdf", "file_encrypted"),
    ],
)
def test_refused_content_leaves_nothing_behind(
    sender: Sender, own_store: FileStore, content: bytes, name: str, code: str
) -> None:
    answer = sender.whole(content, name)

    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == code
    assert "%(" not in answer.json()["title"]
    assert not StoredFile.objects.exists()
    assert not Upload.objects.exists()
    assert list(own_store.hashes()) == own_store.abandoned(NOW + timedelta(days=3650)) == []


def test_an_empty_file_is_refused_at_once(sender: Sender) -> None:
    answer = sender.begin(b"", "kosong.pdf")

    assert (answer.status_code, answer.json()["code"]) == (422, "file_has_no_content")


def test_a_file_over_the_limit_is_refused_at_once(sender: Sender, settings: Settings) -> None:
    settings.MAX_FILE_MB = 1

    answer = sender.begin(bytes((1 << 20) + 1), "besar.pdf")

    assert answer.status_code == 413
    assert "batasnya 1 MB" in answer.json()["title"]
    assert not Upload.objects.exists()


def test_a_name_with_folders_is_only_a_name(sender: Sender, no_previews: list[str]) -> None:
    sender.whole(PDF, "../../../etc/passwd\u202e.pdf")

    assert EvidenceRevision.objects.get().filename == "passwd.pdf"


def test_a_name_that_says_another_kind_is_corrected_and_told(
    sender: Sender, no_previews: list[str]
) -> None:
    answer = sender.whole(PDF, "foto.jpg").json()

    assert answer["filename"] == "foto.pdf"
    assert "disimpan sebagai foto.pdf" in answer["words"][0]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"filename": "a.pdf"}',
        b'{"filename": "a.pdf", "size": -1}',
        b'{"filename": "a.pdf", "size": "x"}',
        b'{"filename": "a.pdf", "size": true, "unit": "00000000-0000-7000-8000-000000000000"}',
        b'{"filename": "a.pdf", "size": 5}',
        b'{"filename": "a.pdf", "size": 5, "unit": "x"}',
        b'{"filename": "a.pdf", "size": 5, "more": 1}',
    ],
)
def test_a_request_that_says_too_little_is_refused(sender: Sender, body: bytes) -> None:
    answer = sender.client.post("/bukti/unggah/", body, content_type=JSON)

    assert (answer.status_code, answer.json()["code"]) == (422, "upload_request_wrong")


@pytest.mark.parametrize("offset", ["", "-1", "x", "1e3", "9" * 30, "٣"])
def test_an_offset_is_a_whole_number(sender: Sender, offset: str) -> None:
    url = sender.begin().json()["url"]

    assert sender.put(url, offset, b"x").status_code == 422


def test_a_chunk_of_a_mebibyte_is_too_large(sender: Sender) -> None:
    content = bytes(2 << 20)
    url = sender.begin(content, "a.txt").json()["url"]

    assert sender.put(url, 0, content[: 1 << 20]).status_code == 409
    assert sender.client.get(url).json()["offset"] == 0


def test_uploads_of_others_are_not_there(client: Client, cast: Cast, own_store: FileStore) -> None:
    url = Sender(sign_in(client, cast.pic), cast.unit).begin().json()["url"]
    for who in (cast.unit_head, cast.outsider):
        other = Sender(sign_in(Client(), who), cast.unit)

        assert other.client.get(url).status_code == 404
        assert other.put(url, 0, b"x").status_code == 404
        assert other.finish(url).status_code == 404
        assert other.client.delete(url).status_code == 404


def test_the_right_is_asked_for_with_every_chunk(sender: Sender, cast: Cast) -> None:
    url = sender.begin().json()["url"]
    sender.send(url, stop=CHUNK)
    RoleAssignment.objects.filter(person=cast.pic, role=Role.UNIT_PIC).delete()

    assert sender.put(url, CHUNK, PDF[CHUNK : 2 * CHUNK]).status_code == 403
    assert file_store().offset(Upload.objects.get().pk) == CHUNK


@pytest.mark.parametrize("target", ["unit", "sheet", "evidence"])
def test_nothing_is_begun_for_another_unit(
    client: Client, cast: Cast, sheet: EvaluationSheet, put: Callable[..., Evidence], target: str
) -> None:
    targets: dict[str, dict[str, Any]] = {
        "unit": {"unit": str(cast.unit.pk)},
        "sheet": {"sheet": str(sheet.pk), "code": CODE},
        "evidence": {"evidence": str(put(cast.pic, cast.unit).pk)},
    }
    sender = Sender(sign_in(client, cast.outsider), cast.outside_unit)

    assert sender.begin(**targets[target]).status_code == 404
    assert not Upload.objects.exists()


def test_who_may_only_look_uploads_nothing(client: Client, cast: Cast) -> None:
    sender = Sender(sign_in(client, cast.inspector), cast.unit)

    answer = sender.begin()

    assert answer.status_code in {302, 403}
    assert not Upload.objects.exists()


def test_a_sheet_submitted_meanwhile_keeps_the_file_in_the_library(
    sender: Sender, sheet: EvaluationSheet, no_previews: list[str]
) -> None:
    url = sender.begin(sheet=str(sheet.pk), code=CODE).json()["url"]
    sender.send(url)
    EvaluationSheet.objects.filter(pk=sheet.pk).update(state=SheetState.SUBMITTED)

    answer = sender.finish(url)

    assert answer.status_code == 200
    assert "tidak dilampirkan" in answer.json()["words"][0]
    assert Evidence.objects.count() == 1
    assert not EvidenceLink.objects.exists()


def test_a_revision_comes_in_chunks_too(
    sender: Sender, cast: Cast, put: Callable[..., Evidence]
) -> None:
    evidence = put(cast.pic, cast.unit)

    answer = sender.whole(PDF, "Versi 2.pdf", evidence=str(evidence.pk))

    assert answer.json()["evidence"] == str(evidence.pk)
    assert [one.filename for one in evidence.revisions.all()] == [
        "Versi 2.pdf",
        "Laporan monev.png",
    ]


def test_a_full_disk_keeps_what_was_acknowledged(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = sender.begin().json()["url"]
    sender.send(url, stop=CHUNK)
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left")))
        full = sender.put(url, CHUNK, PDF[CHUNK : 2 * CHUNK])

    assert full.status_code == 507
    assert full.json()["values"]["offset"] == str(CHUNK)
    assert sender.client.get(url).json()["offset"] == CHUNK
    sender.send(url)
    assert sender.finish(url, hashlib.sha256(PDF).hexdigest()).status_code == 200


def test_no_upload_begins_when_the_disk_has_no_room(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_store: FolderStore, _size: int) -> None:
        raise NoRoom(0)

    monkeypatch.setattr(FolderStore, "check_room", no_room)

    assert sender.begin().status_code == 507


def test_one_person_can_not_begin_uploads_without_end(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_UNFINISHED", 2)
    sender.begin()
    sender.begin()

    assert sender.begin().json()["code"] == "too_many_uploads"


def test_a_cancelled_upload_is_gone(sender: Sender, own_store: FileStore) -> None:
    url = sender.begin().json()["url"]
    sender.send(url, stop=CHUNK)

    assert sender.client.delete(url).status_code == 204
    assert sender.client.get(url).status_code == 404
    assert own_store.abandoned(NOW + timedelta(days=3650)) == []


def test_a_finished_upload_is_not_cancelled(sender: Sender, no_previews: list[str]) -> None:
    url = sender.begin().json()["url"]
    sender.send(url)
    sender.finish(url)

    assert sender.client.delete(url).status_code == 422
    assert Evidence.objects.count() == 1


def test_uploads_left_alone_are_swept(sender: Sender, own_store: FileStore) -> None:
    url = sender.begin().json()["url"]
    begun = Upload.objects.get().started_at

    assert sweep_uploads(now=begun + timedelta(days=6)) == 0
    assert sender.client.get(url).status_code == 200
    # The file's own time is the clock of the machine, and so is the start of the upload.
    assert sweep_uploads(now=begun + timedelta(days=8)) == 1
    assert not Upload.objects.exists()
    assert sender.client.get(url).status_code == 404


def test_previews_that_can_not_be_drawn_are_said(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PreviewRefused("preview_not_possible")

    monkeypatch.setattr(jobs, "draw_previews", refuse)

    answer = sender.whole(PDF, "Laporan.pdf").json()

    assert StoredFile.objects.get().preview == PreviewState.REFUSED
    assert "Pratinjau tidak dapat dibuat" in sender.client.get(answer["url"]).content.decode()


def test_office_files_say_that_they_have_no_preview(sender: Sender) -> None:
    answer = sender.whole(samples.workbook(), "Rekap.xlsx").json()

    assert StoredFile.objects.get().preview == PreviewState.NONE
    page = sender.client.get(answer["url"]).content.decode()
    assert "Berkas XLSX tidak punya pratinjau." in page


def test_a_download_leads_to_a_ticket_with_the_safe_name(
    sender: Sender, no_previews: list[str]
) -> None:
    key = sender.whole(PDF, "Laporan, “monev” 2025.pdf").json()["evidence"]

    answer = sender.client.get(f"/bukti/{key}/berkas/1/")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/berkas/")
    assert answer.headers["Location"].endswith("/Laporan%2C%20%E2%80%9Cmonev%E2%80%9D%202025.pdf")
    assert sender.client.get(f"/bukti/{key}/berkas/2/").status_code == 404


def test_packages_of_the_samples_are_what_they_say() -> None:
    assert zipfile.ZipFile(io.BytesIO(samples.workbook())).testzip() is None
