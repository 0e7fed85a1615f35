"""Runs in the limited process: opens a picture after looking at its size."""

import struct
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from bening.adapters.file_types.signatures import Found, NotTaken

MEGAPIXELS = 120
"""Pictures of more are refused before anything of them is decoded."""

_FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF"}
_DAMAGED = (OSError, ValueError, SyntaxError, EOFError, struct.error, IndexError, KeyError)


def read(file: BinaryIO, kind: str) -> Found:
    """A picture of bearable size that decodes to its end."""
    with open_picture(file, kind) as picture:
        try:
            picture.load()
        except _DAMAGED as error:
            raise NotTaken("file_damaged", kind=_FORMATS[kind]) from error
    return Found(kind, 1)


def open_picture(file: BinaryIO, kind: str) -> Image.Image:
    """The picture, measured, not yet decoded; a JPEG will be decoded near 1,600 pixels."""
    Image.MAX_IMAGE_PIXELS = None  # the limit below is ours, and refuses instead of warning
    try:
        picture = Image.open(file, formats=[_FORMATS[kind]])
    except (UnidentifiedImageError, *_DAMAGED) as error:
        raise NotTaken("file_damaged", kind=_FORMATS[kind]) from error
    if picture.width * picture.height > MEGAPIXELS * 1_000_000:
        raise NotTaken(
            "picture_too_large",
            width=picture.width,
            height=picture.height,
            megapixels=MEGAPIXELS,
        )
    picture.draft("RGB", (1600, 1600))
    return picture
