"""What an installation makes for itself: its folders, and a secret, once."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from bening.config.environment import SettingRefused


def own_folder(path: Path) -> Path:
    """`path` as a folder that is there."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingRefused(
            "BENING_DATA", f"folder data {path} tidak dapat dipakai ({error.strerror})."
        ) from error
    return path


def kept_secret(path: Path) -> str:
    """The secret in `path`, made at first use and readable by its owner alone (mode 0600)."""
    try:
        if not path.exists():
            _make(path)
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingRefused(
            "BENING_SECRET_KEY", f"{path} tidak dapat dibaca atau dibuat ({error})."
        ) from error


def _make(path: Path) -> None:
    """Two processes that start together agree: the name appears once, with its content."""
    descriptor, unfinished = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(unfinished, path)
    finally:
        Path(unfinished).unlink()
