"""File names that are safe on every disk, in every header and on every screen."""

import re
import unicodedata

_NAME_BYTES = 180
_EXTENSION = re.compile(r"[A-Za-z0-9]{1,10}")
_FORBIDDEN = re.compile(r'[<>:"|?*\\/]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_NAMELESS = "berkas"


def split_extension(name: str) -> tuple[str, str]:
    """A name as its stem and its extension without dot, ``""`` where it has none."""
    stem, dot, extension = name.rpartition(".")
    if not dot or not stem or not _EXTENSION.fullmatch(extension):
        return name, ""
    return stem, extension


def safe_name(name: str, extension: str = "") -> str:
    """`name` as the last part of a path, at most 180 bytes, ending in `extension` (without dot).

    Goes: folders, control and invisible signs (such as those that turn the direction of
    writing), signs some disk forbids, dots and spaces at the ends, names that Windows keeps to
    itself. Without `extension` the name keeps the one it has.
    """
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    name = "".join(" " if _is_space(sign) else sign for sign in name if not _is_hidden(sign))
    name = " ".join(_FORBIDDEN.sub("_", name).split()).strip(". ")
    stem, found = split_extension(name)
    if extension:
        # ``laporan.pdf.exe`` holding a PDF becomes ``laporan.pdf``.
        inner, second = split_extension(stem)
        if found and second.lower() == extension:
            stem = inner
        elif not found:
            stem = name
    else:
        extension = found
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    ending = f".{extension}" if extension else ""
    stem = _shortened(stem.strip(". "), _NAME_BYTES - len(ending.encode())).strip(". ")
    return (stem or _NAMELESS) + ending


def _is_space(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in {"Zs", "Zl", "Zp"}


def _is_hidden(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "C" and not _is_space(sign)


def _shortened(text: str, most: int) -> str:
    """The longest beginning of `text` that takes at most `most` bytes in UTF-8."""
    return text.encode()[:most].decode(errors="ignore")
