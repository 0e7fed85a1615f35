"""The store that the settings name."""

from functools import cache
from pathlib import Path

from bening.adapters.file_store.contract import FileStore
from bening.adapters.file_store.folder import FolderStore


def file_store() -> FileStore:
    """The store of this installation (`STORAGE_URL`)."""
    from django.conf import settings  # noqa: PLC0415  # the adapter itself works without Django

    return _folder_store(Path(settings.STORAGE_FOLDER))


@cache
def _folder_store(folder: Path) -> FolderStore:
    return FolderStore(folder)
