"""Seals of PDF files: what they prove, to this program and to poppler's pdfsig."""

import io
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from bening.adapters.pdf_seal import SealKeyUnusable, authority, examine, seal
from bening.documents.letter_pdf import Mark, letter_pdf
from tests.features.documents.letters import full_letter

AT = datetime(2026, 4, 15, 3, 0, tzinfo=UTC)
AGENCY, OTHER = UUID(int=1), UUID(int=2)
NAME = "Pemerintah Kota Tirtamaya"
NSS = Path(__file__).with_name("nss.py")
CODE = "7KQ294MXH8VD2R6T"


@pytest.fixture(scope="module")
def plain() -> bytes:
    url = f"https://bening.contoh.go.id/verifikasi/{CODE}/"
    return letter_pdf(full_letter(), Mark(CODE, url, "LHE TPI", AT, "Asia/Jakarta"))


def sealed(pdf: bytes, folder: Path, **changes: object) -> bytes:
    values: dict[str, object] = {
        "folder": folder,
        "agency": AGENCY,
        "name": NAME,
        "reason": "Segel",
        "at": AT,
    }
    return seal(pdf, **{**values, **changes}).pdf  # type: ignore[arg-type]


def with_a_changed_byte(pdf: bytes) -> bytes:
    """The same file with one bit of its first stream turned."""
    changed = bytearray(pdf)
    changed[pdf.index(b"stream") + 40] ^= 1
    return bytes(changed)


def pdfsig(pdf: bytes, folder: Path, trusted: Path) -> str:
    """What poppler says of a seal, for somebody who trusts the authority of `trusted`."""
    folder.mkdir()
    der = x509.load_pem_x509_certificate(authority(trusted).encode()).public_bytes(Encoding.DER)
    (folder / "authority.der").write_bytes(der)
    (folder / "sealed.pdf").write_bytes(pdf)
    command = [sys.executable, str(NSS), str(folder), str(folder / "authority.der")]
    subprocess.run(command, check=True)
    asked = ["pdfsig", "-nssdir", f"sql:{folder}", str(folder / "sealed.pdf")]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout


def test_poppler_trusts_the_seal_through_the_authority(plain: bytes, tmp_path: Path) -> None:
    said = pdfsig(sealed(plain, tmp_path / "keys"), tmp_path / "nss", tmp_path / "keys")

    assert "Signature is Valid." in said
    assert "Certificate is Trusted." in said
    assert "Total document signed" in said
    assert f"Signer Certificate Common Name: {NAME}" in said
    assert "Signing Time: Apr 15 2026" in said
    assert "ETSI.CAdES.detached" in said


def test_poppler_does_not_trust_it_through_another_authority(plain: bytes, tmp_path: Path) -> None:
    said = pdfsig(sealed(plain, tmp_path / "keys"), tmp_path / "nss", tmp_path / "others")

    assert "Signature is Valid." in said
    assert "Certificate is Trusted." not in said


def test_changed_byte_is_seen_by_poppler_and_by_this_program(plain: bytes, tmp_path: Path) -> None:
    changed = with_a_changed_byte(sealed(plain, tmp_path / "keys"))

    said = pdfsig(changed, tmp_path / "nss", tmp_path / "keys")
    found = examine(changed, folder=tmp_path / "keys")

    assert "Signature is Valid." not in said
    assert "Digest Mismatch." in said
    assert found is not None
    assert not found.intact
    assert not found.holds


def test_whole_seal_holds_and_says_whose_and_when(plain: bytes, tmp_path: Path) -> None:
    found = examine(sealed(plain, tmp_path), folder=tmp_path)

    assert found is not None
    assert found.holds
    assert found.signer == NAME
    assert found.at == AT


def test_addition_after_the_seal_is_seen(plain: bytes, tmp_path: Path) -> None:
    found = examine(sealed(plain, tmp_path) + b"\n% more\n", folder=tmp_path)

    assert found is not None
    assert not found.whole
    assert not found.holds


def test_seal_of_another_installation_is_not_trusted(plain: bytes, tmp_path: Path) -> None:
    found = examine(sealed(plain, tmp_path / "theirs"), folder=tmp_path / "ours")

    assert found is not None
    assert found.intact
    assert not found.trusted
    assert not found.holds


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.7\n%%EOF\n"])
def test_what_holds_no_seal_says_nothing(content: bytes, tmp_path: Path) -> None:
    assert examine(content, folder=tmp_path) is None


def test_unsealed_pdf_has_no_seal(plain: bytes, tmp_path: Path) -> None:
    assert examine(plain, folder=tmp_path) is None


def test_file_before_the_seal_stays_as_it_was_and_tagged(plain: bytes, tmp_path: Path) -> None:
    made = sealed(plain, tmp_path)

    assert made.startswith(plain)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert "pdfuaid" in str(pdf.Root.Metadata.read_bytes())
        widgets = [one for page in pdf.pages for one in page.get("/Annots", [])]
        assert [int(one.F) & 2 for one in widgets if one.Subtype == "/Widget"] == [2]
        assert all(page.get("/Tabs") == "/S" for page in pdf.pages if "/Annots" in page)


def test_keys_are_for_their_owner_alone(plain: bytes, tmp_path: Path) -> None:
    sealed(plain, tmp_path)

    files = sorted(tmp_path.iterdir())
    assert [path.name for path in files] == [f"seal-{AGENCY}.pem", "seal-authority.pem"]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_key_that_others_may_read_is_refused(plain: bytes, tmp_path: Path) -> None:
    sealed(plain, tmp_path)
    (tmp_path / f"seal-{AGENCY}.pem").chmod(0o644)
    (tmp_path / f"seal-{AGENCY}.pem").touch()

    with pytest.raises(SealKeyUnusable):
        sealed(plain, tmp_path)


def test_each_agency_has_its_own_certificate(plain: bytes, tmp_path: Path) -> None:
    ours = seal(plain, folder=tmp_path, agency=AGENCY, name=NAME, reason="Segel", at=AT)
    again = seal(plain, folder=tmp_path, agency=AGENCY, name=NAME, reason="Segel", at=AT)
    theirs = seal(plain, folder=tmp_path, agency=OTHER, name="Kota Lain", reason="Segel", at=AT)

    assert ours.certificate == again.certificate != theirs.certificate


def test_renamed_agency_gets_a_certificate_of_its_new_name(plain: bytes, tmp_path: Path) -> None:
    before = sealed(plain, tmp_path)
    after = sealed(plain, tmp_path, name="Kota Tirtamaya Raya", at=AT + timedelta(days=1))

    old, new = examine(before, folder=tmp_path), examine(after, folder=tmp_path)
    assert old is not None
    assert new is not None
    assert (old.signer, new.signer) == (NAME, "Kota Tirtamaya Raya")
    assert old.holds
    assert new.holds


def test_name_longer_than_a_certificate_holds_is_cut(plain: bytes, tmp_path: Path) -> None:
    name = "Kementerian " + "Urusan " * 12

    found = examine(sealed(plain, tmp_path, name=name), folder=tmp_path)

    assert found is not None
    assert found.holds
    assert len(found.signer.encode()) == 64
    assert found.signer.endswith("…")
