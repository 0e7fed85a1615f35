"""One ZIP of a sheet's evidence: folders by code, an index workbook, bounded memory."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from bening.adapters.file_store import ContentMissing, NoRoom, file_store
from bening.evaluations.models import EvaluationSheet
from bening.evidence import actions, archive, jobs
from bening.evidence.details import Period
from bening.evidence.models import Evidence
from tests.features.evidence.conftest import CODE, OTHER_AREA
from tests.people import NOW, Cast, sign_in

Put = Callable[..., Evidence]


def attach(evidence: Evidence, sheet: EvaluationSheet, cast: Cast, code: str = CODE) -> None:
    actions.attach(evidence=evidence, sheet=sheet, official_code=code, need=0, by=cast.pic, now=NOW)


def made(sheet: EvaluationSheet, folder: Path) -> zipfile.ZipFile:
    path = folder / "bukti.zip"
    archive.write_archive(sheet, path, now=NOW)
    return zipfile.ZipFile(path)


def rows_of(found: zipfile.ZipFile) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(found.read("Daftar bukti.xlsx")))
    return list(book.active.iter_rows(min_row=6, values_only=True))  # type: ignore[union-attr]


def test_files_lie_in_the_folder_of_their_question(
    put: Put, cast: Cast, sheet: EvaluationSheet, tmp_path: Path
) -> None:
    report = put(cast.pic, cast.unit, content=b"laporan\n", name="Laporan.txt")
    attach(report, sheet, cast)
    attach(report, sheet, cast, OTHER_AREA)

    with made(sheet, tmp_path) as found:
        assert found.testzip() is None
        assert found.namelist() == [
            "Daftar bukti.xlsx",
            f"{OTHER_AREA}/Laporan.txt",
            f"{CODE}/Laporan.txt",
        ]
        assert found.read(f"{CODE}/Laporan.txt") == b"laporan\n"


def test_files_of_one_name_get_numbers(
    put: Put, cast: Cast, sheet: EvaluationSheet, tmp_path: Path
) -> None:
    for number, name in enumerate(["Foto.txt", "foto.TXT", "Foto.txt"]):
        attach(put(cast.pic, cast.unit, content=f"{number}\n".encode(), name=name), sheet, cast)

    with made(sheet, tmp_path) as found:
        names = [name.rpartition("/")[2] for name in found.namelist()[1:]]

    assert names == ["Foto.txt", "foto (2).TXT", "Foto (3).txt"]


def test_the_index_lists_files_and_links(
    put: Put, cast: Cast, sheet: EvaluationSheet, tmp_path: Path
) -> None:
    report = put(cast.pic, cast.unit, content=b"laporan\n", name="Laporan.txt")
    span = Period(date(2025, 10, 1), date(2025, 12, 31))
    actions.edit(evidence=report, title="=1+1", period=span, by=cast.pic, now=NOW)
    attach(report, sheet, cast, OTHER_AREA)
    page = actions.add_link(
        unit=cast.unit, url="https://contoh.go.id/sop", title="SOP", by=cast.pic, now=NOW
    )
    attach(page, sheet, cast)

    with made(sheet, tmp_path) as found:
        first, second = rows_of(found)

    assert first[0] == OTHER_AREA
    assert first[1] == "Keputusan penetapan tim"
    assert first[2] == "=1+1"
    assert first[3] == f"{OTHER_AREA}/Laporan.txt"
    assert [value.date() for value in first[4:6]] == [span.start, span.end]  # type: ignore[attr-defined]
    assert first[6] == "Konsep"
    assert first[9] == report.revisions.get().file_id
    assert second[:4] == (CODE, second[1], "SOP", "https://contoh.go.id/sop")
    assert not second[9]


def test_a_formula_in_a_title_stays_text(
    put: Put, cast: Cast, sheet: EvaluationSheet, tmp_path: Path
) -> None:
    evidence = put(cast.pic, cast.unit)
    actions.edit(evidence=evidence, title='=cmd|"/c x"!A1', period=None, by=cast.pic, now=NOW)
    attach(evidence, sheet, cast)

    with made(sheet, tmp_path) as found:
        book = openpyxl.load_workbook(io.BytesIO(found.read("Daftar bukti.xlsx")))

    assert book.active["C6"].data_type == "s"  # type: ignore[index]


@pytest.mark.slow
def test_memory_does_not_grow_with_the_files(
    put: Put, cast: Cast, sheet: EvaluationSheet, tmp_path: Path
) -> None:
    for letter in b"abc":
        attach(
            put(cast.pic, cast.unit, content=bytes([letter]) * (12 << 20), name="besar.txt"),
            sheet,
            cast,
        )
    archive.write_archive(sheet, tmp_path / "warm.zip", now=NOW)
    tracemalloc.start()
    archive.write_archive(sheet, tmp_path / "bukti.zip", now=NOW)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 8 << 20


def test_content_that_is_missing_leaves_no_archive(
    put: Put, cast: Cast, sheet: EvaluationSheet, tmp_path: Path
) -> None:
    evidence = put(cast.pic, cast.unit)
    attach(evidence, sheet, cast)
    file_store().path(evidence.revisions.get().file_id).unlink()

    with pytest.raises(ContentMissing):
        archive.write_archive(sheet, tmp_path / "bukti.zip")

    assert not (tmp_path / "bukti.zip").exists()


def test_a_full_disk_leaves_no_archive(
    put: Put,
    cast: Cast,
    sheet: EvaluationSheet,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attach(put(cast.pic, cast.unit), sheet, cast)
    monkeypatch.setattr(
        "shutil.copyfileobj", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left"))
    )

    with pytest.raises(NoRoom):
        archive.write_archive(sheet, tmp_path / "bukti.zip")

    assert not (tmp_path / "bukti.zip").exists()


def test_the_archive_is_made_once_for_the_same_evidence(
    client: Client,
    put: Put,
    cast: Cast,
    sheet: EvaluationSheet,
    tmp_path: Path,
    settings: Settings,
) -> None:
    settings.BENING_DATA = tmp_path
    attach(put(cast.pic, cast.unit), sheet, cast)
    sign_in(client, cast.pic)
    request = RequestFactory().get("/")
    request.user, request.session = cast.pic, client.session

    first = archive.respond(request, sheet, name="bukti.zip")
    second = archive.respond(request, sheet, name="bukti.zip")

    assert [first.status_code, second.status_code] == [302, 302]
    assert first.headers["Location"].startswith("/berkas/")
    assert len(list((tmp_path / "exports").iterdir())) == 1
    attach(put(cast.pic, cast.unit), sheet, cast)
    archive.respond(request, sheet, name="bukti.zip")
    assert len(list((tmp_path / "exports").iterdir())) == 2


def test_who_asks_while_it_is_made_waits_and_asks_no_second_job(
    client: Client,
    put: Put,
    cast: Cast,
    sheet: EvaluationSheet,
    tmp_path: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.BENING_DATA = tmp_path
    attach(put(cast.pic, cast.unit), sheet, cast)
    asked: list[str] = []
    job = SimpleNamespace(enqueue=lambda key, _name: asked.append(key))
    monkeypatch.setattr(jobs, "make_archive", job)
    request = RequestFactory().get("/")
    request.user, request.session = cast.pic, client.session
    request.unit = cast.unit  # type: ignore[attr-defined]

    pages = [archive.respond(request, sheet, name="bukti.zip") for _ in range(2)]

    assert [page.status_code for page in pages] == [202, 202]
    assert pages[0].headers["Refresh"] == "3"
    assert "Arsip sedang disiapkan." in pages[0].content.decode()
    assert asked == [str(sheet.pk)]


def test_a_sheet_without_evidence_has_no_archive(
    cast: Cast, sheet: EvaluationSheet, tmp_path: Path, settings: Settings, client: Client
) -> None:
    settings.BENING_DATA = tmp_path
    request = RequestFactory().get("/")
    request.user, request.session = cast.pic, client.session
    request.unit = cast.unit  # type: ignore[attr-defined]

    page = archive.respond(request, sheet, name="bukti.zip")

    assert "Belum ada bukti" in page.content.decode()


def test_an_archive_that_can_not_be_made_says_why_and_is_tried_again(
    client: Client,
    put: Put,
    cast: Cast,
    sheet: EvaluationSheet,
    tmp_path: Path,
    settings: Settings,
) -> None:
    settings.BENING_DATA = tmp_path
    content = b"laporan\n"
    evidence = put(cast.pic, cast.unit, content=content, name="Laporan.txt")
    attach(evidence, sheet, cast)
    path = file_store().path(evidence.revisions.get().file_id)
    path.unlink()
    sign_in(client, cast.pic)
    url = f"/bukti/arsip/{sheet.pk}/"

    assert client.get(url).status_code == 202
    told = client.get(url)
    path.write_bytes(content)

    assert told.status_code == 500
    assert "Isi berkas tidak ditemukan di penyimpanan." in told.content.decode()
    assert client.get(url).headers["Location"].startswith("/berkas/")


def test_a_full_disk_is_said_before_a_job_is_asked_for(
    client: Client,
    put: Put,
    cast: Cast,
    sheet: EvaluationSheet,
    tmp_path: Path,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.BENING_DATA = tmp_path
    attach(put(cast.pic, cast.unit), sheet, cast)
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=1000))
    sign_in(client, cast.pic)

    assert client.get(f"/bukti/arsip/{sheet.pk}/").status_code == 507
