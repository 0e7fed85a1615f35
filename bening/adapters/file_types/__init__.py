"""Recognises files by what they hold, whatever they are called, and makes their names safe."""

from bening.adapters.file_types.kinds import (
    ACCEPT,
    FileGroup,
    FileType,
    by_extension,
    by_media_type,
)
from bening.adapters.file_types.names import safe_name
from bening.adapters.file_types.recognising import FileRefused, Recognized, recognize

__all__ = [
    "ACCEPT",
    "FileGroup",
    "FileRefused",
    "FileType",
    "Recognized",
    "by_extension",
    "by_media_type",
    "recognize",
    "safe_name",
]
