"""How a kiosk proves to its hall who it is: Ed25519 over the address and the body.

The private key follows from the point's secret, which only the kiosk has; the server keeps the
public one, so that whoever reads its tables signs nothing. What is signed names the hall and the
point: a message for one is none for another. A message that comes twice does no harm: each ticket
carries its own key.
"""

import hashlib
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

HEADER: Final = "X-Bening-Kiosk"
_PURPOSE: Final = b"bening kiosk\n"


def _private(secret: str) -> Ed25519PrivateKey:
    """Secrets are 256 random bits: one hash is enough."""
    seed = hashlib.sha256(_PURPOSE + secret.encode("utf-8", "surrogatepass")).digest()
    return Ed25519PrivateKey.from_private_bytes(seed)


def key_of(secret: str) -> bytes:
    """What the server keeps of a secret: 32 bytes that check signatures and make none."""
    return _private(secret).public_key().public_bytes_raw()


def path_of(slug: str, point: int) -> str:
    """Where the kiosk of a point delivers to."""
    return f"/antrean/{slug}/kios/{point}/kirim/"


def sign(secret: str, path: str, body: bytes) -> str:
    """The value of the header."""
    return _private(secret).sign(path.encode() + b"\n" + body).hex()


def is_signed(key: bytes, path: str, body: bytes, given: str) -> bool:
    """Whether the header belongs to the message."""
    try:
        signature = bytes.fromhex(given)
        Ed25519PublicKey.from_public_bytes(key).verify(signature, path.encode() + b"\n" + body)
    except (ValueError, InvalidSignature):
        return False
    return True
