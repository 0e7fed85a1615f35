"""Seals PDF files with the key of an agency (PAdES B-B), and finds out whether a seal holds.

An installation has its own certificate authority, made at first use; it vouches for one certificate
per agency. Keys lie in a folder outside the database, each readable by its owner only. Any PDF
reader that is given the authority's certificate checks the seals; without it, it still sees whether
a file was changed.
"""

import io
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

FIELD = "Segel"
LONGEST_NAME = 64
RESERVED = 8192
"""Hexadecimal digits kept free for signature and certificates, some 4,000 of which are used."""

AUTHORITY_YEARS = 30
AGENCY_YEARS = 5
_AUTHORITY = "seal-authority.pem"


class SealKeyUnusable(RuntimeError):
    """A key file can't be read, or others may read it."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed PDF, and the SHA-256 of the certificate it was sealed with."""

    pdf: bytes
    certificate: str


@dataclass(frozen=True, slots=True)
class SealFound:
    """What the seal of a PDF says.

    `intact`: no byte it covers was changed. `whole`: nothing was added after it. `trusted`: its
    certificate is one of this installation's authority.
    """

    intact: bool
    whole: bool
    trusted: bool
    signer: str
    at: datetime | None
    certificate: str

    @property
    def holds(self) -> bool:
        """Whether the file is what this installation sealed."""
        return self.intact and self.whole and self.trusted


@dataclass(frozen=True, slots=True)
class _Pair:
    key: "EllipticCurvePrivateKey"
    certificate: "x509.Certificate"

    @property
    def fingerprint(self) -> str:
        from cryptography.hazmat.primitives import hashes

        return self.certificate.fingerprint(hashes.SHA256()).hex()


def seal(pdf: bytes, *, folder: Path, agency: UUID, name: str, reason: str, at: datetime) -> Sealed:
    """The PDF with the seal of an agency as one invisible, certifying signature.

    `name` is the agency's, for its certificate; `reason` is shown by PDF readers. What was tagged
    stays tagged: the seal is added after the file, whose bytes stay as they are. Raises
    SealKeyUnusable.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    pair = _agency_pair(folder, agency, name, at)
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(pdf))
    _keep_tab_order(writer)
    field = fields.SigFieldSpec(
        FIELD,
        on_page=-1,
        readable_field_name=f"Segel {name}",
        # A hidden field needs no place in the structure tree (ISO 14289-1, 7.18.1).
        invis_sig_settings=fields.InvisSigSettings(set_print_flag=False, set_hidden_flag=True),
    )
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        name=name,
        reason=reason,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    signer = _timed_signer()(meta, signer=_signer(folder, pair), new_field_spec=field)
    signer.at = at.astimezone(UTC).replace(microsecond=0)
    signed = signer.sign_pdf(writer, bytes_reserved=RESERVED)
    return Sealed(signed.getvalue(), pair.fingerprint)


def examine(pdf: bytes, *, folder: Path) -> SealFound | None:
    """What the seal of a PDF says; None where there is none, or the file is no PDF any more."""
    from cryptography.hazmat.primitives.serialization import Encoding
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko_certvalidator import ValidationContext

    root = _asn1(_authority_pair(folder).certificate.public_bytes(Encoding.DER))
    try:
        found = PdfFileReader(io.BytesIO(pdf), strict=False).embedded_signatures
        if not found:
            return None
        embedded = found[0]
        signer = embedded.signer_cert
        at = embedded.self_reported_timestamp
        context = ValidationContext(
            trust_roots=[root], allow_fetching=False, moment=at, best_signature_time=at
        )
        status = validate_pdf_signature(embedded, signer_validation_context=context)
    except (PdfError, SignatureValidationError, ValueError, KeyError, TypeError, OSError):
        return None
    return SealFound(
        intact=bool(status.intact and status.valid),
        whole=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        trusted=bool(status.trusted),
        signer=str(signer.subject.native.get("common_name", "")),
        at=at,
        certificate=signer.sha256.hex(),
    )


def authority(folder: Path) -> str:
    """The authority's certificate as PEM, for PDF readers; made at first use."""
    from cryptography.hazmat.primitives import serialization

    pair = _authority_pair(folder)
    return pair.certificate.public_bytes(serialization.Encoding.PEM).decode()


def _keep_tab_order(writer: Any) -> None:
    """A page that holds a field says that its order is that of the structure."""
    from pyhanko.pdf_utils import generic

    pages = writer.root["/Pages"]
    while "/Kids" in pages:
        reference = pages.raw_get("/Kids").get_object().raw_get(-1)
        pages = reference.get_object()
    if "/Tabs" not in pages:
        pages[generic.NameObject("/Tabs")] = generic.NameObject("/S")
        writer.update_container(pages)


@lru_cache(maxsize=1)
def _timed_signer() -> Any:
    """A signer that is told the time; its own would ask the clock of the machine."""
    from pyhanko.sign.signers import PdfSigner

    class TimedSigner(PdfSigner):
        at: datetime

        def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
            session = super().init_signing_session(*args, **kwargs)
            session.system_time = self.at
            return session

    return TimedSigner


def _asn1(der: bytes) -> Any:
    from asn1crypto import x509

    return x509.Certificate.load(der)


def _signer(folder: Path, pair: _Pair) -> Any:
    from asn1crypto import keys
    from cryptography.hazmat.primitives import serialization
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    root = _authority_pair(folder).certificate
    store: Any = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register(_asn1(root.public_bytes(serialization.Encoding.DER)))
    der = pair.certificate.public_bytes(serialization.Encoding.DER)
    key = pair.key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return SimpleSigner(
        signing_cert=_asn1(der),
        signing_key=keys.PrivateKeyInfo.load(key),
        cert_registry=store,
    )


def _authority_pair(folder: Path) -> _Pair:
    path = folder / _AUTHORITY
    if not path.exists():
        now = datetime.now(UTC)
        key = _new_key()
        certificate = _certificate(
            "Otoritas segel Bening", key, _span(now, AUTHORITY_YEARS), issuer=None
        )
        _keep(path, _Pair(key, certificate))
    return _read(path, path.stat().st_mtime_ns)


def _agency_pair(folder: Path, agency: UUID, name: str, at: datetime) -> _Pair:
    """The agency's key, with a certificate that bears its present name and covers `at`."""
    path = folder / f"seal-{agency}.pem"
    pair = _read(path, path.stat().st_mtime_ns) if path.exists() else None
    if pair is not None and _fits(pair.certificate, _short(name), at):
        return pair
    key = pair.key if pair is not None else _new_key()
    since = at if pair is None else min(at, pair.certificate.not_valid_before_utc)
    years = (since, at + timedelta(days=365 * AGENCY_YEARS))
    certificate = _certificate(
        _short(name),
        key,
        (since - timedelta(days=1), years[1]),
        issuer=_authority_pair(folder),
    )
    _keep(path, _Pair(key, certificate), replaces=pair is not None)
    return _read(path, path.stat().st_mtime_ns)


def _fits(certificate: "x509.Certificate", name: str, at: datetime) -> bool:
    from cryptography.x509.oid import NameOID

    called = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value
    return called == name and (
        certificate.not_valid_before_utc <= at < certificate.not_valid_after_utc
    )


def _short(name: str) -> str:
    """A name as a certificate holds it: at most 64 bytes of UTF-8 (X.520)."""
    if len(name.encode()) <= LONGEST_NAME:
        return name
    cut = name.encode()[: LONGEST_NAME - len("…".encode())].decode(errors="ignore")
    return f"{cut}…"


def _span(now: datetime, years: int) -> tuple[datetime, datetime]:
    """From well before now, for documents of earlier days, to `years` from now."""
    return (now - timedelta(days=3650), now + timedelta(days=365 * years))


def _new_key() -> "EllipticCurvePrivateKey":
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.generate_private_key(ec.SECP256R1())


def _certificate(
    name: str,
    key: "EllipticCurvePrivateKey",
    span: tuple[datetime, datetime],
    *,
    issuer: _Pair | None,
) -> "x509.Certificate":
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    public = key.public_key()
    is_authority = issuer is None
    signing_key = key if issuer is None else issuer.key
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if issuer is None else issuer.certificate.subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(span[0].replace(microsecond=0))
        .not_valid_after(span[1].replace(microsecond=0))
        .add_extension(
            x509.BasicConstraints(ca=is_authority, path_length=0 if is_authority else None),
            critical=True,
        )
        .add_extension(
            x509.KeyUsage(
                digital_signature=not is_authority,
                content_commitment=not is_authority,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=is_authority,
                crl_sign=is_authority,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()),
            critical=False,
        )
    )
    if not is_authority:
        built = built.add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False
        )
    return built.sign(signing_key, hashes.SHA256())


def _keep(path: Path, pair: _Pair, *, replaces: bool = False) -> None:
    """Writes key and certificate, whole or not at all. Who comes second keeps what is there."""
    from cryptography.hazmat.primitives import serialization

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(
            pair.key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        file.write(pair.certificate.public_bytes(serialization.Encoding.PEM))
        file.flush()
        os.fsync(file.fileno())
    if replaces:
        made.replace(path)
        return
    try:
        path.hardlink_to(made)
    except FileExistsError:
        pass
    finally:
        made.unlink()


@lru_cache(maxsize=64)
def _read(path: Path, _changed_ns: int) -> _Pair:
    """Key and certificate of a file, read again when it changes. Raises SealKeyUnusable."""
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

    if path.stat().st_mode & 0o077:
        raise SealKeyUnusable(f"{path.name}: others may read it")
    text = path.read_bytes()
    try:
        key = serialization.load_pem_private_key(text, password=None)
        certificate = x509.load_pem_x509_certificate(text)
    except ValueError as error:
        raise SealKeyUnusable(f"{path.name}: {error}") from error
    if not isinstance(key, EllipticCurvePrivateKey):
        raise SealKeyUnusable(f"{path.name}: not the key of a seal")
    return _Pair(key, certificate)
