"""A secret the installation makes for itself, once."""

import os
import secrets
from pathlib import Path

from bening.config.environment import SettingRefused


def kept_secret(path: Path) -> str:
    """The secret in `path`, made at first use and readable by its owner alone (mode 0600)."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text(encoding="ascii").strip()
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingRefused(
            "BENING_DATA", f"folder data {path.parent} tidak dapat dipakai ({error})."
        ) from error
