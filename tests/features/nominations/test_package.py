"""The package holds everything with its hash, made by a job; real documents, sealed and stored."""

import csv
import hashlib
import io
import json
import zipfile
from typing import Any

import pytest
from django.test import Client

from bening.accounts.refusals import NotAllowed
from bening.documents import actions as documents
from bening.documents.letters import Letter, Paragraph
from bening.documents.models import DocumentKind, OfficialDocument
from bening.nominations import actions, jobs
from bening.nominations.models import Package, PackageState
from bening.nominations.package import COLUMNS, package_path
from bening.nominations.refusals import NominationRefused
from bening.programs.models import ProgramState
from tests.features.nominations.conftest import Proposals
from tests.people import NOW, TODAY, Cast, sign_in


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
