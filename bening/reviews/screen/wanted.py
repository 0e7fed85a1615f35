"""What the address of a review screen asks for, and the addresses that its links lead to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

CHANGED, DIFFERING, UNTOUCHED = "berubah", "berbeda", "belum"
ABOVE_DATA, ADVISED, ALL = "di-atas-data", "rekomendasi", "semua"
FILTERS = (CHANGED, DIFFERING, UNTOUCHED, ABOVE_DATA, ADVISED, ALL)


@dataclass(frozen=True)
class Wanted:
    """The parameters of a screen, each empty where the address says nothing (or nonsense).

    `filter` is empty for what the round shows first; `file` counts the evidence from 1; `notes`
    asks for the notes that the person keeps, which a script fetches when they are opened.
    """

    base: str
    filter: str = ""
    area: str = ""
    question: str = ""
    file: int = 1
    notes: bool = False

    @classmethod
    def read(cls, base: str, query: Mapping[str, str]) -> Self:
        """The parameters of a request; `base` is the path of the screen."""
        chosen, file = query.get("saring", ""), query.get("berkas", "")
        return cls(
            base=base,
            filter=chosen if chosen in FILTERS else "",
            area=query.get("area", "")[:24],
            question=query.get("butir", "")[:24],
            file=max(1, int(file)) if file.isascii() and file.isdigit() and len(file) < 4 else 1,
            notes=query.get("catatan") == "1",
        )

    def but(self, **changes: Any) -> "Wanted":
        """The same screen with other parameters."""
        return replace(self, **changes)

    @property
    def query(self) -> str:
        """The parameters as they stand in an address, with the question mark."""
        pairs = [
            ("saring", self.filter),
            ("area", self.area),
            ("butir", self.question),
            ("berkas", str(self.file) if self.file > 1 else ""),
            ("catatan", "1" if self.notes else ""),
        ]
        query = urlencode([pair for pair in pairs if pair[1]])
        return f"?{query}" if query else ""

    def url(self, anchor: str = "") -> str:
        """The address of this screen."""
        return f"{self.base}{self.query}{'#' if anchor else ''}{anchor}"
