"""The guides that there are: Markdown files under `docs/id`, and their pictures.

They stand in the checkout beside the package. Where an installation has none, the list is empty.
"""

import functools
import posixpath
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from bening.ui.help import markdown

DOCS = Path(__file__).resolve().parents[3] / "docs"
GUIDES = DOCS / "id"
PICTURES = DOCS / "pictures"
KINDS = {".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg"}
SECTIONS: dict[str, str | Promise] = {
    "tutorial": _("Mulai di sini"),
    "panduan": _("Panduan kerja"),
    "penjelasan": _("Penjelasan"),
    "referensi": _("Rujukan"),
}


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide: its place (`panduan/pic-unit`), its title, its source."""

    place: str
    title: str
    source: str

    @property
    def section(self) -> str:
        """The folder it stands in."""
        return self.place.partition("/")[0]

    @property
    def headings(self) -> tuple[markdown.Heading, ...]:
        """The headings of the second level, for the list of contents."""
        return tuple(each for each in markdown.headings(self.source) if each.level == 2)

    @property
    def html(self) -> SafeString:
        """The guide for a page whose heading shows the title already."""
        _, _, body = self.source.partition("\n")
        return markdown.to_html(body, functools.partial(address_from, self.place))


@functools.lru_cache(maxsize=1)
def guides() -> dict[str, Guide]:
    """All guides by their place, in the order of sections and titles."""
    found = []
    for file in GUIDES.rglob("*.md"):
        source = file.read_text(encoding="utf-8")
        first = markdown.headings(source)
        place = file.relative_to(GUIDES).with_suffix("").as_posix()
        found.append(Guide(place, first[0].words if first else file.stem, source))
    order = list(SECTIONS)
    found = [each for each in found if each.section in SECTIONS]
    found.sort(key=lambda each: (order.index(each.section), each.title))
    return {each.place: each for each in found}


@functools.lru_cache(maxsize=1)
def pictures() -> dict[str, Path]:
    """The pictures by their file name."""
    if not PICTURES.is_dir():
        return {}
    return {each.name: each for each in sorted(PICTURES.iterdir()) if each.suffix in KINDS}


def address_from(place: str, target: str) -> str:
    """Where a link written in the guide at `place` leads inside the application.

    Guides and pictures by their pages here, addresses of the web as they are; empty for files that
    only the checkout shows.
    """
    parts = urlsplit(target)
    if parts.scheme in {"http", "https"}:
        return target
    if parts.scheme or parts.netloc:
        return ""
    if not parts.path:
        return f"#{parts.fragment}" if parts.fragment else ""
    full = posixpath.normpath(posixpath.join("id", posixpath.dirname(place), parts.path))
    if full.startswith("pictures/"):
        name = full.removeprefix("pictures/")
        return reverse("ui:help_picture", args=[name]) if name in pictures() else ""
    inside = full.removeprefix("id/").removesuffix(".md")
    if not full.startswith("id/") or inside not in guides():
        return ""
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    return reverse("ui:help_page", args=[inside]) + anchor
