"""What the address of a sheet page asks for, and the addresses that its links lead to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self
from urllib.parse import quote, urlencode

from bening.domain.scoring import Designation

AREA, GROUP, WHOLE = "area", "indikator", "penuh"
FILTERS = ("saya", "belum", "tanpa-bukti", "perhatian")
LONGEST_SEARCH = 100
MOST_PICKS = 200
PICK = "coba:"


@dataclass(frozen=True)
class Wanted:
    """The parameters of a sheet page, each empty where the address says nothing (or nonsense).

    `picks` are simulated answers as typed, by official code, or by ``"code:input"`` for a count.
    """

    base: str
    view: str = AREA
    place: str = ""
    group: str = ""
    question: str = ""
    filter: str = ""
    search: str = ""
    target: str = ""
    simulating: bool = False
    picks: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, base: str, query: Mapping[str, str]) -> Self:
        """The parameters of a request; `base` is the path of the sheet."""
        view = query.get("lembar", AREA)
        chosen = query.get("saring", "")
        target = query.get("predikat", "")
        picks = {
            name.removeprefix(PICK): query[name]
            for name in list(query)[: 2 * MOST_PICKS]
            if name.startswith(PICK) and query[name].strip()
        }
        return cls(
            base=base,
            view=view if view in (AREA, GROUP, WHOLE) else AREA,
            place=query.get("area", ""),
            group=query.get("indikator", ""),
            question=query.get("butir", ""),
            filter=chosen if chosen in FILTERS else "",
            search=query.get("cari", "").strip()[:LONGEST_SEARCH],
            target=target if target in tuple(Designation) else "",
            simulating=bool(query.get("simulasi")) or bool(picks),
            picks=dict(list(picks.items())[:MOST_PICKS]),
        )

    @property
    def narrows(self) -> bool:
        """Whether a filter or a search picks questions out of the sheet."""
        return bool(self.filter or self.search)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The parameters as names and values, without those that say nothing."""
        pairs = [
            ("lembar", self.view if self.view != AREA else ""),
            ("area", self.place),
            ("indikator", self.group),
            ("butir", self.question),
            ("saring", self.filter),
            ("cari", self.search),
            ("predikat", self.target),
            ("simulasi", "1" if self.simulating else ""),
        ]
        pairs += [(PICK + name, value) for name, value in self.picks.items()]
        return tuple(pair for pair in pairs if pair[1])

    def pairs_but(self, code: str) -> tuple[tuple[str, str], ...]:
        """As `pairs`, without what is simulated for one question."""
        name = PICK + code
        return tuple(p for p in self.pairs if p[0] != name and not p[0].startswith(f"{name}:"))

    @property
    def pairs_without_picks(self) -> tuple[tuple[str, str], ...]:
        """As `pairs`, for the form that holds the picks itself."""
        return tuple(pair for pair in self.pairs if not pair[0].startswith(PICK))

    def but(self, **changes: Any) -> "Wanted":
        """The same page with other parameters."""
        return replace(self, **changes)

    @property
    def query(self) -> str:
        """The parameters as they stand in an address, with the question mark."""
        query = urlencode(self.pairs)
        return f"?{query}" if query else ""

    def url(self, anchor: str = "") -> str:
        """The address of this page."""
        address = f"{self.base}{self.query}"
        return f"{address}#{quote(anchor)}" if anchor else address
