"""The package holds everything with its hash, made by a job; real documents, sealed and stored."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from bening.accounts.refusals import NotAllowed
from bening.documents import actions as documents
from bening.documents.letters import Letter, Paragraph
from bening.documents.models import DocumentKind, OfficialDocument
from bening.nominations import actions, jobs
from bening.nominations.actions.common import Paper
from bening.nominations.models import Package, PackageState
from bening.nominations.package import COLUMNS, package_path
from bening.nominations.refusals import NominationRefused
from bening.programs.models import ProgramState
from tests.adapters import samples
from tests.features.nominations.conftest import Proposals
from tests.people import NOW, TODAY, Cast, sign_in

PDF = samples.pdf()


def _report(proposals: Proposals, kind: DocumentKind) -> None:
    program = proposals.program
    documents.issue(
        kind=kind,
        letter=Letter(
            title=str(kind.label),
            heading="LAPORAN",
            agency=program.unit.agency.name,
            blocks=(Paragraph("Memenuhi syarat."),),
        ),
        agency=program.unit.agency,
        unit=program.unit,
        program=program,
        number=kind.value,
        dated_on=TODAY,
        signer=proposals.cast.inspector,
        by=proposals.cast.inspector,
        now=NOW,
    )


@pytest.fixture
def real(cast: Cast, tmp_path: Any, settings: Any) -> Proposals:
    """Proposals whose documents are real ones."""
    settings.BENING_DATA = tmp_path
    settings.STORAGE_FOLDER = tmp_path / "files"
    found = Proposals(cast)
    program = found.program
    OfficialDocument.objects.filter(program=program).delete()
    for kind in (DocumentKind.EVALUATION_REPORT_1, DocumentKind.EVALUATION_REPORT_2):
        _report(found, kind)
    return found


def test_a_package_holds_everything_with_its_hash(
    client: Client, cast: Cast, real: Proposals
) -> None:
    nomination = real.nomination
    package = actions.ask_for_package(nomination=nomination, by=cast.inspector, now=NOW)
    assert package.state == PackageState.READY
    assert package.done == package.total > 0
    path = package_path(package.pk)
    assert package.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert package.size == path.stat().st_size
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("manifest.json"))
        for entry in manifest["files"]:
            data = archive.read(entry["path"])
            assert (len(data), hashlib.sha256(data).hexdigest()) == (
                entry["size"],
                entry["sha256"],
            )
        parts = [line.split("  ", 1) for line in archive.read("SHA256SUMS").decode().splitlines()]
        sums = {name: digest for digest, name in parts}
        assert set(sums) == set(names) - {"SHA256SUMS"}
        rows = list(
            csv.reader(
                io.StringIO(archive.read("Daftar bukti.csv").decode("utf-8-sig")), delimiter=";"
            )
        )
        letter = archive.read("Surat pengusulan.pdf")
        book = archive.read(f"01 {cast.unit.name}/LKE.xlsx")
    folder = f"01 {cast.unit.name}"
    for name in ("SPTJM.pdf", "LHE TPI tahap 1.pdf", "LHE TPI tahap 2.pdf", "rekaman.json"):
        assert f"{folder}/{name}" in names
    assert tuple(rows[0]) == COLUMNS
    nomination.refresh_from_db()
    assert nomination.letter is not None
    assert hashlib.sha256(letter).hexdigest() == nomination.letter.file_id
    assert manifest["letter"]["number"] == "B/1/2026"
    import openpyxl  # noqa: PLC0415

    assert openpyxl.load_workbook(io.BytesIO(book)).sheetnames

    actions.nominate(nomination=nomination, by=cast.agency_head, now=NOW)
    real.program.refresh_from_db()
    assert real.program.state == ProgramState.NOMINATED
    sign_in(client, cast.inspector)
    answer = client.get(f"/pengusulan/{nomination.pk}/unduh/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/berkas/")
    path.unlink()
    assert client.get(f"/pengusulan/{nomination.pk}/unduh/").headers["Location"] == (
        f"/pengusulan/{nomination.pk}/"
    )


def test_an_incomplete_package_is_refused_with_what_is_missing(
    cast: Cast, proposals: Proposals
) -> None:
    nomination = proposals.open(proposals.program)
    with pytest.raises(NominationRefused, match="package_incomplete") as refused:
        actions.ask_for_package(nomination=nomination, by=cast.inspector, now=NOW)
    assert refused.value.values["missing"] == f"surat pengusulan; SPTJM {cast.unit.name}"
    assert not Package.objects.exists()


def test_two_packages_are_not_made_at_once(cast: Cast, proposals: Proposals) -> None:
    nomination = proposals.nomination
    Package.objects.create(
        agency=cast.agency, nomination=nomination, asked_by=cast.inspector, asked_at=NOW
    )
    with pytest.raises(NominationRefused, match="package_under_way"):
        actions.ask_for_package(nomination=nomination, by=cast.inspector, now=NOW)


@pytest.mark.parametrize("who", ["unit_head", "pic", "outsider"])
def test_others_ask_for_no_package(cast: Cast, proposals: Proposals, who: Any) -> None:
    with pytest.raises(NotAllowed, match="prepared_by_agency"):
        actions.ask_for_package(nomination=proposals.nomination, by=getattr(cast, who), now=NOW)


def test_a_package_whose_file_is_gone_fails_and_says_so(cast: Cast, proposals: Proposals) -> None:
    """The rows of these tests have no content: the job finds none and leaves nothing behind."""
    package = Package.objects.create(
        agency=cast.agency, nomination=proposals.nomination, asked_by=cast.inspector, asked_at=NOW
    )
    with pytest.raises(Exception, match="content_missing"):
        jobs.make_package.call(str(package.pk))
    package.refresh_from_db()
    assert package.state == PackageState.FAILED
    assert package.fault == "content_missing"
    assert not package_path(package.pk).exists()
    assert not package_path(package.pk).with_suffix(".part").exists()


def test_an_objection_comes_as_one_file(
    client: Client,
    cast: Cast,
    real: Proposals,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Letter, proof, what it objects to, papers and proofs of the requirements, each with hash."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    assert real.nomination.letter is not None
    actions.enter_value(
        agency=cast.agency,
        unit=None,
        year=real.cycle.year,
        requirement="opini_bpk",
        value="WTP",
        as_of=TODAY,
        source="LHP BPK 3/2026",
        by=cast.inspector,
        now=NOW,
        paper=Paper(io.BytesIO(PDF), "lhp.pdf"),
    )
    program = real.failed()
    here = f"/pengusulan/program/{program.pk}/"
    pack = f"{here}berkas-sanggahan/"
    sign_in(client, cast.inspector)
    assert client.get(pack).status_code == 404
    actions.file_objection(
        program=program,
        reason="Suratnya lengkap.",
        paper=Paper(io.BytesIO(PDF), "bukti.pdf"),
        number="S/1",
        dated_on=TODAY,
        by=cast.agency_head,
        now=NOW,
    )
    page = client.get(here).text
    assert pack in page
    assert "batas Senin, 20 April 2026" in page
    assert client.get(pack).status_code == 302
    (path,) = (Path(settings.BENING_DATA) / "exports").glob("sanggahan-*.zip")
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        sums = archive.read("SHA256SUMS").decode().splitlines()
        assert {line.split("  ", 1)[1] for line in sums} == set(names) - {"SHA256SUMS"}
        for line in sums:
            digest, name = line.split("  ", 1)
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest
        text = archive.read("Daftar isi.csv").decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text), delimiter=";"))
        readme = archive.read("BACA-SAYA.txt").decode()
        assert archive.read("02 Bukti sanggahan.pdf") == PDF
    assert {"01 Surat sanggahan.pdf", "01 Surat sanggahan.docx"} <= set(names)
    listed = {row[1]: row for row in rows[1:]}
    for name in ("Surat sanggahan", "Hasil seleksi administrasi", "SPTJM", "LHE TPI tahap 2"):
        assert listed[name][4], name
        assert listed[name][7], name
    assert listed["Opini BPK minimal"][4].startswith("Bukti syarat/")
    assert listed["Unit menjalankan layanan inti instansi"][5] == "https://tirtamaya.example/bukti"
    assert "akhir hari 20 April 2026 WIB, satu kali" in readme
    assert not list((Path(settings.BENING_DATA) / "exports").glob("*.part"))


def test_only_its_sides_take_an_objection(
    client: Client, cast: Cast, proposals: Proposals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    program = proposals.failed()
    pack = f"/pengusulan/program/{program.pk}/berkas-sanggahan/"
    for who, status in (
        (cast.pic, 403),
        (cast.agency_admin, 403),
        (cast.outsider, 404),
        (cast.unit_head, 404),
        (proposals.national, 404),
    ):
        sign_in(client, who)
        assert client.get(pack).status_code == status, who


def test_the_national_team_reads_what_proves_the_agencys_requirements(
    client: Client, cast: Cast, real: Proposals
) -> None:
    program = real.put(ProgramState.ADMIN_SELECTION)
    row = actions.enter_value(
        agency=cast.agency,
        unit=None,
        year=real.cycle.year,
        requirement="opini_bpk",
        value="WTP",
        as_of=TODAY,
        source="LHP BPK 3/2026",
        by=cast.inspector,
        now=NOW,
        paper=Paper(io.BytesIO(PDF), "lhp.pdf"),
    )
    assert row.proof is not None
    sign_in(client, real.evaluator("Tirta Nasional"))
    assert f"/dokumen/{row.proof.pk}/" in client.get(f"/tpn/{program.pk}/").text
    assert client.get(f"/dokumen/{row.proof.pk}/").status_code == 200
