"""Where the bytes of files lie: sent in pieces, kept once under their SHA-256, never changed.

`file_store()` gives the store that `STORAGE_URL` names. Callers see `FileStore` only.
"""

from bening.adapters.file_store.contract import (
    CHUNK_LIMIT,
    ContentMissing,
    FileStore,
    Kept,
    NoRoom,
    PartialMissing,
    StoreRefused,
    WrongContent,
    WrongOffset,
)
from bening.adapters.file_store.settings import file_store

__all__ = [
    "CHUNK_LIMIT",
    "ContentMissing",
    "FileStore",
    "Kept",
    "NoRoom",
    "PartialMissing",
    "StoreRefused",
    "WrongContent",
    "WrongOffset",
    "file_store",
]
