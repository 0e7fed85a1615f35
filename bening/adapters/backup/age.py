"""Sealing the file to an age key while it is written, and opening it while it is read."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from bening.adapters.backup.archive import BackupRefused

MAGIC = b"age-encryption.org/"


def is_sealed(path: Path) -> bool:
    """True when the file is sealed to a key."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


@contextmanager
def sealing_to(recipient: str, target: IO[bytes]) -> Iterator[IO[bytes]]:
    """A writer whose content reaches `target` sealed to `recipient` ("age1…")."""
    import pyrage

    try:
        key = pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise BackupRefused("bad_recipient", recipient=recipient) from error
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as source:
        seal = _InThread(lambda: pyrage.encrypt_io(source, target, [key]))
        with os.fdopen(writing, "wb") as plain:
            yield plain
        seal.finish()


@contextmanager
def opening_with(identity: Path, source: IO[bytes]) -> Iterator[IO[bytes]]:
    """A reader of what `source` holds sealed; `identity` is a file with an age secret key."""
    import pyrage

    found = [
        line.strip()
        for line in identity.read_text(encoding="ascii").splitlines()
        if line.startswith("AGE-SECRET-KEY-")
    ]
    try:
        keys = [pyrage.x25519.Identity.from_str(line) for line in found]
    except pyrage.IdentityError as error:
        raise BackupRefused("bad_identity") from error
    if not keys:
        raise BackupRefused("bad_identity")
    reading, writing = os.pipe()
    plain = os.fdopen(writing, "wb")

    def unseal() -> None:
        with plain:
            pyrage.decrypt_io(source, plain, keys)

    unsealing = _InThread(unseal)
    try:
        with os.fdopen(reading, "rb") as opened:
            yield opened
    except BackupRefused:
        with suppress(BrokenPipeError):
            unsealing.finish()
        raise
    unsealing.finish()


class _InThread:
    """Runs `work` at once; `finish` waits for it and raises what it raised."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, args=(work,), daemon=True)
        self._thread.start()

    def _run(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:  # raised again by finish
            self._error = error

    def finish(self) -> None:
        import pyrage

        self._thread.join()
        if isinstance(self._error, pyrage.DecryptError):
            raise BackupRefused("wrong_key") from self._error
        if self._error is not None:
            raise self._error
