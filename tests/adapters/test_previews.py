"""Pictures of files: inert, small, without the data of the original."""

import io
import tempfile

import pytest
from PIL import Image

from bening.adapters.file_types import by_extension
from bening.adapters.previews import THUMBNAIL, Drawn, draw_previews, page_name
from bening.adapters.previews.drawing import PreviewRefused
from tests.adapters import samples


def draw(content: bytes, extension: str, most_pages: int = 3) -> Drawn | None:
    kind = by_extension(extension)
    assert kind is not None
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        return draw_previews(file, kind, most_pages=most_pages)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content), formats=["WEBP"])


def test_the_first_pages_of_a_pdf_are_drawn() -> None:
    drawn = draw(samples.pdf(5), "pdf", most_pages=2)

    assert drawn is not None
    assert drawn.pages == 5
    assert drawn.pictures.keys() == {THUMBNAIL, page_name(1), page_name(2)}
    assert opened(drawn.pictures[page_name(1)]).width == 1240
    assert max(opened(drawn.pictures[THUMBNAIL]).size) == 320


@pytest.mark.parametrize("extension", ["jpg", "png", "webp", "gif"])
def test_pictures_are_shrunk(extension: str) -> None:
    drawn = draw(samples.picture(extension, (3000, 1500)), extension)

    assert drawn is not None
    assert opened(drawn.pictures[page_name(1)]).size == (1240, 620)
    assert opened(drawn.pictures[THUMBNAIL]).size == (320, 160)


def test_a_photo_is_turned_upright_and_tells_no_place() -> None:
    drawn = draw(samples.turned_photo(), "jpg")

    assert drawn is not None
    picture = opened(drawn.pictures[page_name(1)])
    assert picture.size == (40, 60)
    assert not picture.getexif()


def test_a_see_through_picture_stands_on_white() -> None:
    content = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(content, "PNG")

    drawn = draw(content.getvalue(), "png")

    assert drawn is not None
    assert opened(drawn.pictures[page_name(1)]).convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_a_very_long_page_is_drawn_smaller() -> None:
    drawn = draw(samples.picture("png", (100, 20_000)), "png")

    assert drawn is not None
    assert opened(drawn.pictures[page_name(1)]).height == 4960


@pytest.mark.parametrize("extension", ["docx", "xls", "mp4", "csv"])
def test_kinds_without_preview_are_told_apart(extension: str) -> None:
    assert draw(b"anything", extension) is None


@pytest.mark.parametrize(
    ("content", "extension"),
    [(b"%PDF-1.7 broken", "pdf"), (samples.huge_png(), "png"), (samples.pdf(), "png")],
)
def test_what_can_not_be_drawn_is_refused(content: bytes, extension: str) -> None:
    with pytest.raises(PreviewRefused):
        draw(content, extension)
