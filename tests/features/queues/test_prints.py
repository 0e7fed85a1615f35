"""Stickers and posters: what their code says, read from the printed page."""

from io import BytesIO
from typing import Any

import pytest
import segno
from django.test import Client
from django.urls import reverse

from bening.queues.actions import halls, points
from bening.queues.models import Reach
from tests.features.queues.halls import SmallHall
from tests.people import NOW, Cast, sign_in

pytestmark = pytest.mark.django_db


def pages_of(pdf: bytes) -> list[tuple[Any, str]]:
    """Each page as a picture in grey, and its text."""
    import pypdfium2  # noqa: PLC0415 - heavy

    document = pypdfium2.PdfDocument(BytesIO(pdf))
    return [
        (page.render(scale=3, grayscale=True).to_pil(), page.get_textpage().get_text_range())
        for page in document
    ]


def holds_code(picture: Any, url: str) -> bool:
    """Whether the drawing of the code stands in the picture, module by module."""
    modules = [list(row) for row in segno.make(url, error="m", micro=False).matrix]
    size = len(modules)
    dark = picture.point(lambda value: 255 if value < 90 else 0)
    width, height = picture.size
    for top in range(0, height, 2):
        row = dark.crop((0, top, width, top + 1)).getbbox()
        if row is None:
            continue
        found = _at(dark, modules, size, row[0], top)
        if found:
            return True
    return False


def _at(dark: Any, modules: list[list[int]], size: int, left: int, top: int) -> bool:
    """A finder pattern begins here: seven dark modules in a row give the length of one."""
    run = 0
    while left + run < dark.size[0] and dark.getpixel((left + run, top + 2)):
        run += 1
    step = run / 7
    if step < 3:
        return False
    try:
        return all(
            bool(dark.getpixel((int(left + (x + 0.5) * step), int(top + (y + 0.5) * step))))
            == bool(modules[y][x])
            for y in range(size)
            for x in range(size)
        )
    except IndexError:
        return False


@pytest.fixture
def placed(hall: SmallHall, cast: Cast) -> SmallHall:
    """The hall with two points."""
    for place in ("Pintu masuk", "Meja informasi"):
        points.add_point(hall=hall.hall, place=place, by=cast.pic, now=NOW)
    return hall


def test_stickers_lead_to_their_point(placed: SmallHall, cast: Cast, client: Client) -> None:
    web = sign_in(client, cast.pic)
    answer = web.get(reverse("queues:all_prints", args=[placed.hall.pk]))
    assert answer.headers["Content-Type"] == "application/pdf"
    pages = pages_of(answer.content)
    assert len(pages) == 2
    for number, (picture, text) in enumerate(pages, 1):
        assert picture.size == (pytest.approx(893, abs=3), pytest.approx(1259, abs=3))  # A6
        assert holds_code(picture, f"http://localhost:8000/antrean/dukcapil/t/{number}/")
        assert not holds_code(picture, "http://localhost:8000/antrean/dukcapil/t/9/")
        assert f"localhost:8000/antrean/dukcapil/t/{number}" in text
        assert "45 menit" in " ".join(text.split())
        assert f"Titik {number}" in text
    again = web.get(
        reverse("queues:all_prints", args=[placed.hall.pk]),
        headers={"If-None-Match": answer.headers["ETag"]},
    )
    assert again.status_code == 304


def test_a_poster_in_a_hall_of_its_own_network(
    placed: SmallHall, cast: Cast, client: Client
) -> None:
    halls.set_reach(
        hall=placed.hall, reach=Reach.LOCAL, local_url="http://192.168.10.5:8000",
        by=cast.pic, now=NOW,
    )  # fmt: skip
    web = sign_in(client, cast.pic)
    address = reverse("queues:point_prints", args=[placed.hall.pk, 2])
    ((picture, text),) = pages_of(web.get(f"{address}?jenis=poster").content)
    assert holds_code(picture, "http://192.168.10.5:8000/antrean/dukcapil/t/2/")
    words = " ".join(text.split())
    assert "Anda dilayani dalam 45 menit, atau petugas tambahan datang." in words
    assert "Semua layanan gratis" not in words  # no tariff is written
    assert web.get(reverse("queues:point_prints", args=[placed.hall.pk, 9])).status_code == 404
