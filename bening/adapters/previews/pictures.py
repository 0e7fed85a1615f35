"""Runs in the limited process: draws pages and a thumbnail as WebP."""

import io
from collections.abc import Iterator
from typing import BinaryIO

import pypdfium2
from PIL import Image, ImageOps

from bening.adapters.file_types.reading_pictures import open_picture
from bening.adapters.file_types.signatures import NotTaken
from bening.adapters.limited import Made

_WIDTH = 1240  # pixels: A4 at 150 dots an inch
_HEIGHT = 4960  # pixels: a very long page is drawn smaller
_THUMBNAIL = 320


def draw(file: BinaryIO, extension: str, most_pages: int) -> Made:
    """Files ``page-1.webp`` … and ``thumb.webp``; `pages` of the whole; or `refused`."""
    files: dict[str, bytes] = {}
    try:
        if extension == "pdf":
            with pypdfium2.PdfDocument(file) as document:
                pages = len(document)
                _add(files, _pdf_pages(document, most_pages))
        else:
            pages = 1
            with open_picture(file, extension) as picture:
                _add(files, iter([_upright(picture)]))
    except (NotTaken, pypdfium2.PdfiumError, OSError, ValueError, SyntaxError) as error:
        return Made({"refused": type(error).__name__})
    return Made({"pages": pages}, files)


def _pdf_pages(document: pypdfium2.PdfDocument, most: int) -> Iterator[Image.Image]:
    for number in range(min(len(document), most)):
        page = document[number]
        width, height = page.get_size()
        scale = min(_WIDTH / max(width, 1), _HEIGHT / max(height, 1), 4)
        yield page.render(scale=scale, draw_annots=True, may_draw_forms=False).to_pil()
        page.close()


def _upright(picture: Image.Image) -> Image.Image:
    """The first frame, turned as the camera says, without any other data of the file."""
    picture.load()
    turned = ImageOps.exif_transpose(picture)
    if turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info:
        ground = Image.new("RGBA", turned.size, "white")
        ground.alpha_composite(turned.convert("RGBA"))
        return ground.convert("RGB")
    return turned.convert("RGB")


def _add(files: dict[str, bytes], pages: Iterator[Image.Image]) -> None:
    for number, page in enumerate(pages, start=1):
        page.thumbnail((_WIDTH, _HEIGHT))
        files[f"page-{number}.webp"] = _webp(page)
        if number == 1:
            page.thumbnail((_THUMBNAIL, _THUMBNAIL))
            files["thumb.webp"] = _webp(page)


def _webp(picture: Image.Image) -> bytes:
    content = io.BytesIO()
    # A fresh picture carries no place, no camera, no colour profile of the original.
    bare = Image.new("RGB", picture.size)
    bare.paste(picture.convert("RGB"))
    bare.save(content, "WEBP", quality=78, method=3)
    return content.getvalue()
