"""How a kiosk proves to its hall who it is: HMAC-SHA256 over the address and the body.

The key is the SHA-256 of the point's secret: the server keeps nothing else of it. What is signed
names the hall and the point, so that a message for one is none for another. A message that comes
twice does no harm: each ticket carries its own key.
"""

import hashlib
import hmac
from typing import Final

HEADER: Final = "X-Bening-Kiosk"


def key_of(secret: str) -> bytes:
    """What the server keeps of a secret."""
    return hashlib.sha256(secret.encode()).digest()


def path_of(slug: str, point: int) -> str:
    """Where the kiosk of a point delivers to."""
    return f"/antrean/{slug}/kios/{point}/kirim/"


def sign(key: bytes, path: str, body: bytes) -> str:
    """The value of the header."""
    return hmac.new(key, path.encode() + b"\n" + body, hashlib.sha256).hexdigest()


def is_signed(key: bytes, path: str, body: bytes, given: str) -> bool:
    """Whether the header belongs to the message."""
    return hmac.compare_digest(sign(key, path, body).encode(), given.encode())
