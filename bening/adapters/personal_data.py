"""Personal text at rest: encrypted under a key that lies outside the database.

Who has the database alone, or a backup that is not sealed, reads nothing of it. A text is bound to
the row it belongs to, so it can't be moved to another. The key is made at its first use; sealed
backups carry it, for without it a restored text is lost.
"""

import os
import secrets
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_BYTES = 32
NONCE_BYTES = 12
VERSION = b"\x01"


class PersonalDataUnreadable(RuntimeError):
    """The text was kept under another key, belongs to another row, or was altered."""


class KeyUnusable(RuntimeError):
    """The key file is none, or others may read it."""


def key_file() -> Path:
    """Where the key lies: `keys/personal-data.key` in the data folder."""
    return Path(settings.BENING_DATA) / "keys" / "personal-data.key"


def keep(text: str, *, row: UUID) -> bytes:
    """`text` encrypted (AES-256-GCM, a random nonce) and bound to the key of its row."""
    return keep_bytes(text.encode(), row=row)


def read(kept: bytes | memoryview, *, row: UUID) -> str:
    """What `keep` kept for that row. Raises PersonalDataUnreadable."""
    try:
        return read_bytes(kept, row=row).decode()
    except UnicodeDecodeError:
        raise PersonalDataUnreadable from None


def keep_bytes(content: bytes, *, row: UUID) -> bytes:
    """The same for the content of a file, which is 29 bytes longer afterwards."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return VERSION + nonce + AESGCM(_key()).encrypt(nonce, content, row.bytes)


def read_bytes(kept: bytes | memoryview, *, row: UUID) -> bytes:
    """What `keep_bytes` kept for that row. Raises PersonalDataUnreadable."""
    held = bytes(kept)
    if not held.startswith(VERSION):
        raise PersonalDataUnreadable
    nonce, sealed = held[1 : 1 + NONCE_BYTES], held[1 + NONCE_BYTES :]
    try:
        return AESGCM(_key()).decrypt(nonce, sealed, row.bytes)
    except (InvalidTag, ValueError):
        raise PersonalDataUnreadable from None


def put_key(key: bytes) -> None:
    """Puts the key of a restored backup in place; one that was there stays beside it."""
    if len(key) != KEY_BYTES:
        raise KeyUnusable("not a key")
    path = key_file()
    if path.exists():
        if path.read_bytes() == key:
            return
        path.rename(path.with_suffix(f".{secrets.token_hex(4)}"))
    _write(path, key)


def _key() -> bytes:
    path = key_file()
    try:
        return _read(path)
    except FileNotFoundError:
        fresh = path.with_suffix(f".{secrets.token_hex(4)}")
        _write(fresh, secrets.token_bytes(KEY_BYTES))
        try:
            os.link(fresh, path)
        except FileExistsError:  # another process was first: its key holds
            pass
        finally:
            fresh.unlink()
        return _read(path)


def _read(path: Path) -> bytes:
    if path.stat().st_mode & 0o077:
        raise KeyUnusable(f"{path}: others may read it; chmod 600 mends that")
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise KeyUnusable(f"{path}: not a key")
    return key


def _write(path: Path, key: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
