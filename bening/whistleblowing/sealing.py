"""The encryption of protected reports: what seals, what finds, what opens.

A report and each of its files are sealed with age to the keys of the handlers chosen before, so
that the ordinary `age` program opens them with a handler's key. The receipt goes once through
argon2id; HKDF gives two secrets of it, one to find the report's row, one to open the key of its
reply box. An identity is sealed twice: to the keys of one person, and that to those of another.
"""

import os
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import UUID

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from bening.domain.whistleblowing import Receipt

TIME_COST, MEMORY_COST, LANES = 2, 19 * 1024, 1
"""argon2id: two passes over 19 MiB, in one lane."""
PASSPHRASE_TIME, PASSPHRASE_MEMORY = 3, 64 * 1024
"""argon2id for passphrases of people: three passes over 64 MiB."""
PASSPHRASE = b"bening whistleblowing passphrase"
KEY = 32
FIND = 16
NONCE = 12
SALT = 16
WRAPPED_BOX = NONCE + 74 + 16
"""An age secret key is 74 characters; the tag of the cipher is 16 bytes."""

_pool = ThreadPoolExecutor(max_workers=os.cpu_count() or 1, thread_name_prefix="argon2")
"""Stretching takes 19 MiB each: at most one a core at a time, the rest waits."""


class WrongKey(Exception):
    """The key, passphrase or receipt does not open what it was tried on."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What one receipt gives: `find` is the key of the report's row, `opening` opens its box."""

    find: UUID
    opening: bytes


@dataclass(frozen=True, slots=True)
class Box:
    """The reply box of a report: replies are sealed to `public`; `wrapped` holds its secret."""

    public: str
    wrapped: bytes


def stretched(receipt: Receipt, salt: bytes) -> Secrets:
    """Both secrets of a receipt: some 20 ms of one core and 19 MiB, in a bounded pool."""
    job = _pool.submit(
        hash_secret_raw, receipt.encode(), salt, TIME_COST, MEMORY_COST, LANES, KEY, Type.ID
    )
    root = job.result()
    find, opening = (
        HKDFExpand(SHA256(), KEY, purpose).derive(root)
        for purpose in (b"bening whistleblowing find", b"bening whistleblowing open")
    )
    return Secrets(UUID(bytes=find[:FIND]), opening)


def seal(content: bytes, recipients: Sequence[str]) -> bytes:
    """Sealed to age keys (``age1…``); any one of them opens it. ValueError without any."""
    from pyrage import encrypt  # noqa: PLC0415 - not loaded at the start
    from pyrage.x25519 import Recipient  # noqa: PLC0415 - not loaded at the start

    if not recipients:
        raise ValueError("nobody could open it")
    return bytes(encrypt(content, [Recipient.from_str(each) for each in recipients]))


def seal_for_both(content: bytes, first: Sequence[str], second: Sequence[str]) -> bytes:
    """Sealed to `first` and that to `second`: one key of each is needed, the second's first."""
    return seal(seal(content, first), second)


def unseal(sealed: bytes, secret: str) -> bytes:
    """What an age secret key (``AGE-SECRET-KEY-1…``) opens. Raises WrongKey."""
    from pyrage import DecryptError, decrypt  # noqa: PLC0415 - not loaded at the start
    from pyrage.x25519 import Identity  # noqa: PLC0415 - not loaded at the start

    try:
        return bytes(decrypt(sealed, [Identity.from_str(secret)]))
    except (DecryptError, ValueError):
        raise WrongKey from None


def new_key() -> tuple[str, str]:
    """A new pair of age keys: public, secret."""
    from pyrage.x25519 import Identity  # noqa: PLC0415 - not loaded at the start

    made = Identity.generate()
    return str(made.to_public()), str(made)


def wrap(secret: str, passphrase: str) -> bytes:
    """A secret key under a passphrase: argon2id over 64 MiB, then ChaCha20-Poly1305.

    What age itself does with passphrases takes a gigabyte, and more or less of it with the load.
    """
    salt = secrets.token_bytes(SALT)
    return salt + _sealed_under(_key_of(passphrase, salt), secret.encode(), PASSPHRASE)


def unwrap(wrapped: bytes, passphrase: str) -> str:
    """The secret key under a passphrase. Raises WrongKey."""
    salt, held = wrapped[:SALT], wrapped[SALT:]
    return _opened_under(_key_of(passphrase, salt), held, PASSPHRASE).decode()


def _key_of(passphrase: str, salt: bytes) -> bytes:
    if len(salt) != SALT:
        raise WrongKey
    job = _pool.submit(
        hash_secret_raw,
        passphrase.encode(),
        salt,
        PASSPHRASE_TIME,
        PASSPHRASE_MEMORY,
        LANES,
        KEY,
        Type.ID,
    )
    return job.result()


def new_box(opened_by: Secrets) -> Box:
    """A reply box whose secret only the receipt opens; bound to the report's row."""
    public, secret = new_key()
    return Box(public, _sealed_under(opened_by.opening, secret.encode(), opened_by.find.bytes))


def open_box(wrapped: bytes | None, opened_by: Secrets) -> str:
    """The secret key of a reply box. Raises WrongKey.

    The same work for a report that does not exist (None): one decryption.
    """
    held = wrapped if wrapped is not None else bytes(WRAPPED_BOX)
    return _opened_under(opened_by.opening, held, opened_by.find.bytes).decode()


def keep_under(key: bytes, content: bytes, bound_to: bytes) -> bytes:
    """`content` under a random 32-byte key, bound to a name: as an unlocked key in a session."""
    return _sealed_under(key, content, bound_to)


def read_under(key: bytes, kept: bytes, bound_to: bytes) -> bytes:
    """What `keep_under` kept. Raises WrongKey."""
    return _opened_under(key, kept, bound_to)


def random_day(most: int, below: Callable[[int], int] = secrets.randbelow) -> int:
    """A number of days from 1 to `most`, each as likely: how long a leaf waits for the log."""
    return 1 + below(most)


def _sealed_under(key: bytes, content: bytes, bound_to: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, content, bound_to)


def _opened_under(key: bytes, held: bytes, bound_to: bytes) -> bytes:
    try:
        return ChaCha20Poly1305(key).decrypt(held[:NONCE], held[NONCE:], bound_to)
    except (InvalidTag, ValueError):
        raise WrongKey from None
