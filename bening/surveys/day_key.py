"""The key of the day: a file beside the database and never in it, nor in its backups.

Answers that wait for their seal are encrypted under it. Once they are sealed the key is destroyed,
and with it all that logs and dead rows of the database could still tell of the order of arrival.
"""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from django.conf import settings

KEY_BYTES = 32
NONCE_BYTES = 12


class NoKeyOpens(LookupError):
    """No key that is left opens this row: it was changed, or its key is gone."""


class DayKeys:
    """The present key in `folder`, and retired ones until they are destroyed.

    Made, retired and destroyed only by who holds the lock of intake in the database.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.current = folder / "day.key"

    def cipher(self) -> ChaCha20Poly1305:
        """Of the present key, which is made and kept on the disk first where there is none."""
        while True:
            try:
                return ChaCha20Poly1305(self.current.read_bytes())
            except FileNotFoundError:
                self._make()

    def _make(self) -> None:
        """The name appears once, with its whole content, whichever process comes first."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = self.folder / f"new-{secrets.token_hex(8)}"
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(ChaCha20Poly1305.generate_key())
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(made, self.current)
        finally:
            made.unlink()
        self._sync_folder()

    def close(self, row: bytes, text: bytes) -> bytes:
        """`text` encrypted for the row with this key of 16 bytes."""
        return closed(self.cipher(), row, text)

    def retire(self) -> None:
        """What comes next gets a new key; this one opens what it closed until it is destroyed."""
        with suppress(FileNotFoundError):
            self.current.rename(self.folder / f"retired-{secrets.token_hex(8)}")
            self._sync_folder()

    def retired(self) -> list[Path]:
        """The files of retired keys."""
        return sorted(self.folder.glob("retired-*"))

    def opener(self) -> "Opener":
        """Opens rows closed under any key that is left."""
        return Opener([self.current, *self.retired()])

    def destroy(self, keys: Iterable[Path]) -> None:
        """Overwrites these retired keys and removes them."""
        for path in keys:
            with suppress(FileNotFoundError), path.open("r+b") as file:
                file.write(bytes(KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
            path.unlink(missing_ok=True)
        if self.folder.is_dir():
            self._sync_folder()

    def _sync_folder(self) -> None:
        descriptor = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class Opener:
    """Ciphers of several keys, the one that opened last tried first."""

    def __init__(self, keys: Iterable[Path]) -> None:
        self._ciphers = list(self._read(keys))

    def _read(self, keys: Iterable[Path]) -> Iterator[ChaCha20Poly1305]:
        for path in keys:
            with suppress(FileNotFoundError):
                yield ChaCha20Poly1305(path.read_bytes())

    def open(self, row: bytes, body: bytes) -> bytes:
        """What `closed` was given. Raises NoKeyOpens."""
        for at, cipher in enumerate(self._ciphers):
            with suppress(InvalidTag):
                text = cipher.decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], row)
                self._ciphers.insert(0, self._ciphers.pop(at))
                return text
        raise NoKeyOpens


def closed(cipher: ChaCha20Poly1305, row: bytes, text: bytes) -> bytes:
    """Nonce and ciphertext of `text`, which opens for the row with this key of 16 bytes only."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, text, row)


def day_keys() -> DayKeys:
    """The keys of this installation: `survey-keys` in the data folder."""
    return DayKeys(Path(settings.BENING_DATA) / "survey-keys")
