"""Three typed readers of the environment. Each refuses at start, with the name and the reason."""

import os
from pathlib import Path


class SettingRefused(SystemExit):
    """A setting that can't be used. `str()` names the variable and what is wrong with it."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"Pengaturan {name}: {reason}")


def text(name: str, default: str = "", *, required: bool = False) -> str:
    """The value of `name`, or what the file named by `name_FILE` holds, or `default`."""
    value = os.environ.get(name)
    file_name = os.environ.get(f"{name}_FILE")
    if value is not None and file_name is not None:
        raise SettingRefused(name, f"diisi dua kali, langsung dan lewat {name}_FILE.")
    if file_name is not None:
        try:
            value = Path(file_name).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingRefused(
                f"{name}_FILE", f"berkas {file_name} tidak dapat dibaca ({error})."
            ) from error
    if not value:
        if required:
            raise SettingRefused(name, "wajib diisi.")
        return default
    return value


def whole(name: str, default: int, *, least: int = 0, most: int | None = None) -> int:
    """The whole number in `name`, between `least` and `most`."""
    value = text(name)
    if not value:
        return default
    try:
        number = int(value)
    except ValueError:
        raise SettingRefused(name, f"harus bilangan bulat, bukan “{value}”.") from None
    if number < least or (most is not None and number > most):
        bounds = f"minimal {least}" if most is None else f"antara {least} dan {most}"
        raise SettingRefused(name, f"harus {bounds}, bukan {number}.")
    return number


def flag(name: str, default: bool = False) -> bool:
    """Yes or no in `name`: 1/true/yes/ya or 0/false/no/tidak."""
    value = text(name).strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "ya"}:
        return True
    if value in {"0", "false", "no", "tidak"}:
        return False
    raise SettingRefused(name, f"harus “ya” atau “tidak”, bukan “{value}”.")
