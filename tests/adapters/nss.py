"""Makes a certificate database of NSS in which one authority is trusted, as `certutil -A` would.

Poppler's `pdfsig` reads such a database; its library comes with it, `certutil` does not. Run as a
program of its own: `python nss.py FOLDER AUTHORITY.der`.
"""

import ctypes
import sys
from pathlib import Path

READ_WRITE, SIGN_AND_MAIL = 0, b"C,C,C"
PREFERRED = b"Otoritas segel"


class Trust(ctypes.Structure):
    """CERTCertTrust: three sets of flags."""

    _fields_ = (
        ("ssl", ctypes.c_uint),
        ("email", ctypes.c_uint),
        ("objects", ctypes.c_uint),
    )


def trust(folder: Path, der: bytes) -> None:
    """Puts the authority into the database of `folder`, made where there is none."""
    nss = ctypes.CDLL("libnss3.so")
    packages = ctypes.CDLL("libsmime3.so")
    packages.CERT_DecodeCertFromPackage.restype = ctypes.c_void_p
    for name in ("PK11_GetInternalKeySlot", "CERT_GetDefaultCertDB"):
        getattr(nss, name).restype = ctypes.c_void_p
    checked(nss.NSS_InitReadWrite(f"sql:{folder}".encode()), "open")
    slot = ctypes.c_void_p(nss.PK11_GetInternalKeySlot())
    if nss.PK11_NeedUserInit(slot):
        checked(nss.PK11_InitPin(slot, None, b""), "set an empty password")
    certificate = ctypes.c_void_p(packages.CERT_DecodeCertFromPackage(der, len(der)))
    checked(nss.PK11_ImportCert(slot, certificate, 0, PREFERRED, 0), "import")
    wanted = Trust()
    checked(nss.CERT_DecodeTrustString(ctypes.byref(wanted), SIGN_AND_MAIL), "read the trust")
    database = ctypes.c_void_p(nss.CERT_GetDefaultCertDB())
    checked(nss.CERT_ChangeCertTrust(database, certificate, ctypes.byref(wanted)), "trust")
    nss.CERT_DestroyCertificate(certificate)
    nss.PK11_FreeSlot(slot)
    nss.NSS_Shutdown()


def checked(status: int, what: str) -> None:
    """Ends where NSS could not do it."""
    if status != 0:
        raise SystemExit(f"NSS could not {what}: {ctypes.CDLL('libnspr4.so').PR_GetError()}")


if __name__ == "__main__":
    trust(Path(sys.argv[1]), Path(sys.argv[2]).read_bytes())
