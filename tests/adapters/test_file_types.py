"""Files are known by their content; what is not taken is refused with its reason."""

import tempfile
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.adapters.file_types import FileRefused, Recognized, recognize, safe_name
from bening.adapters.limited import LimitReached, run_limited
from tests.adapters import samples


def look(content: bytes, name: str) -> Recognized:
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        return recognize(file, name)


def refusal(content: bytes, name: str) -> tuple[str, dict[str, Any]]:
    with pytest.raises(FileRefused) as caught:
        look(content, name)
    return caught.value.code, caught.value.values


TAKEN = {
    "pdf": samples.pdf(2),
    "jpg": samples.picture("jpg"),
    "png": samples.picture("png"),
    "webp": samples.picture("webp"),
    "gif": samples.picture("gif"),
    "docx": samples.office("docx"),
    "xlsx": samples.workbook(),
    "pptx": samples.office("pptx"),
    "odt": samples.office("odt"),
    "ods": samples.office("ods"),
    "odp": samples.office("odp"),
    "doc": samples.compound("WordDocument", "1Table"),
    "xls": samples.compound("Workbook"),
    "ppt": samples.compound("PowerPoint Document", "Current User", "Pictures", "A", "B", "C"),
    "mp4": samples.movie(),
    "mov": samples.movie(b"qt  ", b"qt  "),
    "webm": samples.webm(),
    "csv": b"nama;jumlah\nPengaduan;46\n",
    "txt": "Notula rapat – 10 April\n".encode(),
}


@pytest.mark.parametrize("extension", TAKEN)
def test_each_kind_is_taken_under_its_own_name(extension: str) -> None:
    found = look(TAKEN[extension], f"Bukti 1.{extension.upper()}")

    assert found.kind.extension == extension
    assert found.name == f"Bukti 1.{extension.upper()}"
    assert not found.renamed


@pytest.mark.parametrize("extension", [kind for kind in TAKEN if kind not in {"csv", "txt"}])
def test_content_decides_and_corrects_the_name(extension: str) -> None:
    other = "png" if extension != "png" else "pdf"

    found = look(TAKEN[extension], f"Bukti.{other}")

    assert (found.kind.extension, found.name) == (extension, f"Bukti.{extension}")
    assert found.renamed


def test_a_name_without_extension_gets_one() -> None:
    found = look(samples.pdf(), "scan")

    assert (found.name, found.pages, found.renamed) == ("scan.pdf", 1, False)


def test_a_second_extension_that_tells_the_truth_stays_alone() -> None:
    assert look(samples.pdf(), "laporan.pdf.exe").name == "laporan.pdf"


@pytest.mark.parametrize(
    ("content", "name", "code", "values"),
    [
        (b"", "kosong.pdf", "file_has_no_content", {}),
        (samples.WINDOWS_PROGRAM, "a.pdf", "file_is_not", {"extension": "pdf", "found": "program"}),
        (
            samples.WINDOWS_PROGRAM,
            "a.exe",
            "file_kind_refused",
            {"extension": "exe", "found": "program"},
        ),
        (samples.LINUX_PROGRAM, "a.png", "file_is_not", {"extension": "png", "found": "program"}),
        (b"#!/bin/sh\nrm -rf /\n", "a.txt", "file_is_not", {"extension": "txt", "found": "script"}),
        (
            samples.SVG_WITH_SCRIPT,
            "a.svg",
            "file_kind_refused",
            {"extension": "svg", "found": "svg"},
        ),
        (samples.SVG_WITH_SCRIPT, "a.png", "file_is_not", {"extension": "png", "found": "svg"}),
        (
            b"\xef\xbb\xbf  <!-- x --><svg/>",
            "a.txt",
            "file_is_not",
            {"extension": "txt", "found": "svg"},
        ),
        (
            b"<html><script>1</script>",
            "a.txt",
            "file_is_not",
            {"extension": "txt", "found": "html"},
        ),
        (b"alert(1)", "a.js", "file_is_not", {"extension": "js", "found": "text"}),
        (samples.pdf(password="rahasia"), "a.pdf", "file_encrypted", {"kind": "PDF"}),
        (b"%PDF-1.7\nnothing follows", "a.pdf", "file_damaged", {"kind": "PDF"}),
        (samples.picture("jpg", (900, 900))[:2000], "a.jpg", "file_damaged", {"kind": "JPEG"}),
        (
            samples.picture("bmp"),
            "a.bmp",
            "file_kind_refused",
            {"extension": "bmp", "found": "bmp"},
        ),
        (
            samples.movie(b"heic", b"mif1"),
            "foto.heic",
            "file_kind_refused",
            {"extension": "heic", "found": "heic"},
        ),
        (samples.movie()[:-10], "a.mp4", "file_damaged", {"kind": "video"}),
        (
            samples.movie(b"M4A ", b"mp42"),
            "a.mp4",
            "file_kind_refused",
            {"extension": "mp4", "found": "unknown"},
        ),
        (
            samples.webm(b"matroska"),
            "a.webm",
            "file_kind_refused",
            {"extension": "", "found": "mkv"},
        ),
        (
            samples.package([("a.txt", b"a")]),
            "a.docx",
            "file_kind_refused",
            {"extension": "zip", "found": "archive"},
        ),
        (samples.office("docx")[:-30], "a.docx", "file_damaged", {"kind": "ZIP"}),
        (
            samples.office("docx", [("word/vbaProject.bin", b"x")]),
            "a.docx",
            "file_has_macros",
            {},
        ),
        (
            samples.office(
                "docx", macro_type="application/vnd.ms-word.document.macroEnabled.main+xml"
            ),
            "a.docm",
            "file_has_macros",
            {},
        ),
        (samples.office("ods", [("Basic/Standard/a.xml", b"x")]), "a.ods", "file_has_macros", {}),
        (samples.compound("Workbook", "_VBA_PROJECT_CUR"), "a.xls", "file_has_macros", {}),
        (samples.compound("EncryptedPackage"), "a.xlsx", "file_encrypted", {"kind": "Office"}),
        (
            samples.compound("Installer"),
            "a.doc",
            "file_kind_refused",
            {"extension": "", "found": "archive"},
        ),
        (samples.compound("Workbook")[:600], "a.xls", "file_damaged", {"kind": "Office 97"}),
        (b"nama\x00jumlah", "a.csv", "file_is_not", {"extension": "csv", "found": "unknown"}),
        (
            b"x" * 20_000 + b"\x01",
            "a.txt",
            "file_is_not",
            {"extension": "txt", "found": "unknown"},
        ),
    ],
)
def test_what_is_not_taken_says_why(
    content: bytes, name: str, code: str, values: dict[str, Any]
) -> None:
    assert refusal(content, name) == (code, values)


def test_a_picture_of_30000_by_30000_is_refused_before_it_is_decoded() -> None:
    content = samples.huge_png()
    began = time.monotonic()

    code, values = refusal(content, "peta.png")

    assert code == "picture_too_large"
    assert (values["width"], values["height"]) == (30_000, 30_000)
    assert time.monotonic() - began < 5


def test_a_zip_bomb_is_refused() -> None:
    assert refusal(samples.zip_bomb(), "rekap.xlsx") == ("file_unpacks_too_large", {})


def test_a_zip_bomb_whose_directory_lies_is_refused() -> None:
    content = samples.zip_bomb()
    lying = content.replace((120 << 20).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lying != content

    assert refusal(lying, "rekap.xlsx")[0] == "file_damaged"


def test_a_crash_of_the_reader_is_a_refusal_and_nothing_worse() -> None:
    with tempfile.TemporaryFile() as file, pytest.raises(LimitReached):
        run_limited("os:abort", file, seconds=2)


def test_the_reader_is_stopped_when_it_takes_too_long() -> None:
    began = time.monotonic()

    with tempfile.TemporaryFile() as file, pytest.raises(LimitReached):
        run_limited("tests.adapters.limited_tasks:spin", file, seconds=1)

    assert time.monotonic() - began < 5


@pytest.mark.parametrize("task", ["take_memory", "write_file", "start_process"])
def test_the_reader_can_not_reach_beyond_its_limits(task: str) -> None:
    with tempfile.TemporaryFile() as file:
        made = run_limited(f"tests.adapters.limited_tasks:{task}", file, seconds=10)

    assert made.values == {"stopped": True}


def test_the_reader_sees_no_setting_and_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENING_SECRET_KEY", "x" * 40)

    with tempfile.TemporaryFile() as file:
        made = run_limited("tests.adapters.limited_tasks:environment", file, seconds=5)

    assert not [name for name in made.values["names"] if name.startswith("BENING")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/", "berkas"),
        ("", "berkas"),
        ("..", "berkas"),
        (".htaccess", "htaccess"),
        ("laporan\u202egpj.exe", "laporangpj.exe"),
        ("a\x00b\x1bc\x7f.pdf", "abc.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("Foto   rapat .JPG", "Foto rapat.JPG"),
        ('a<b>"c|d?*.txt', "a_b__c_d__.txt"),
        ("x" * 300 + ".pdf", "x" * 176 + ".pdf"),
        ("é" * 200 + ".pdf", "é" * 88 + ".pdf"),
    ],
)
def test_names_are_made_safe(name: str, expected: str) -> None:
    assert safe_name(name) == expected


@given(st.text(max_size=300), st.sampled_from(["", "pdf", "jpg"]))
def test_a_safe_name_is_one_short_visible_part_of_a_path(name: str, extension: str) -> None:
    safe = safe_name(name, extension)

    assert safe
    assert safe.isprintable()
    assert not set(safe) & set('/\\<>:"|?*')
    assert not safe.startswith(".")
    assert not safe.endswith((".", " "))
    assert len(safe.encode()) <= 180
    assert safe.endswith(f".{extension}" if extension else "")


@given(st.text(max_size=300))
def test_a_safe_name_stays_as_it_is(name: str) -> None:
    assert safe_name(safe_name(name)) == safe_name(name)
