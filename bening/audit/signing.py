"""The Ed25519 key that signs checkpoints.

It lies outside the database, so that who owns the database alone can't sign.
"""

import os
import secrets
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

PUBLIC_BYTES = 32


class KeyUnusable(RuntimeError):
    """The key file can't be read as an Ed25519 key, or others may read it."""


def folder() -> Path:
    """Where the keys lie: `keys` in the data folder."""
    return Path(settings.BENING_DATA) / "keys"


def key_file() -> Path:
    return folder() / "checkpoint.key"


def _retired_file() -> Path:
    return folder() / "checkpoint.retired"


def signing_key() -> Ed25519PrivateKey:
    """The installation's key, made on first use and readable by its owner only.

    Raises KeyUnusable.
    """
    path = key_file()
    if not path.exists():
        _keep(path, Ed25519PrivateKey.generate())
    return _read(path)


def public_key() -> bytes:
    """The 32 bytes by which everyone can check the signatures."""
    return signing_key().public_key().public_bytes_raw()


def pem(key: bytes) -> str:
    """A public key in the form that other tools read."""
    return (
        Ed25519PublicKey.from_public_bytes(key)
        .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        .decode()
    )


def trusted_keys() -> list[bytes]:
    """The public keys of this installation: the present one and those it replaced.

    Empty where no key was ever made.
    """
    retired = _retired_file()
    keys = [bytes.fromhex(line) for line in retired.read_text().split()] if retired.exists() else []
    return ([public_key()] if key_file().exists() else []) + keys


def trust(key: bytes) -> None:
    """Trust the signatures of another public key too.

    One that was replaced, or one from before the installation moved to this data folder.
    """
    with _private(_retired_file(), os.O_APPEND) as retired:
        retired.write(key.hex().encode() + b"\n")
        retired.flush()
        os.fsync(retired.fileno())


def rotate() -> bytes:
    """Put a new key in the place of the present one, whose public half stays trusted.

    Returns the new public key.
    """
    trust(public_key())
    fresh = key_file().with_suffix(f".{secrets.token_hex(4)}")
    _write(fresh, Ed25519PrivateKey.generate())
    fresh.replace(key_file())
    return public_key()


def verify(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether `key` has signed the message."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def read_public_key(text: str) -> bytes:
    """A public key given as 64 hexadecimal digits or PEM. Raises ValueError."""
    if "BEGIN" in text:
        key = serialization.load_pem_public_key(text.encode())
        if not isinstance(key, Ed25519PublicKey):
            raise ValueError("not an Ed25519 key")
        return key.public_bytes_raw()
    raw = bytes.fromhex(text.strip())
    if len(raw) != PUBLIC_BYTES:
        raise ValueError(f"a public key has {PUBLIC_BYTES} bytes")
    return raw


def _private(path: Path, flags: int) -> BinaryIO:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | flags, 0o600), "wb")


def _write(path: Path, key: Ed25519PrivateKey) -> None:
    text = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    with _private(path, os.O_EXCL) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _keep(path: Path, key: Ed25519PrivateKey) -> None:
    """Put the key at its place unless another process was first: that one's key then holds."""
    fresh = path.with_suffix(f".{secrets.token_hex(4)}")
    _write(fresh, key)
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def _read(path: Path) -> Ed25519PrivateKey:
    try:
        if path.stat().st_mode & 0o077:
            raise KeyUnusable(f"{path}: others may read it; chmod 600 mends that")
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise KeyUnusable(f"{path}: {error}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnusable(f"{path}: not an Ed25519 key")
    return key
