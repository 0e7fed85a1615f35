"""The id of an instrument: a shipped one only for the shipped bytes, else one of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bening.instruments.check.form import INSTRUMENT_ID
from bening.instruments.check.shape import decimal
from bening.instruments.check.tree import Tree
from bening.instruments.faults import Faults


@dataclass(frozen=True, slots=True)
class Shipped:
    """What is known of a shipped instrument: its hash and the weight of each component."""

    sha256: str
    components: Mapping[str, Fraction]


def check_identity(
    document: dict[str, Any],
    tree: Tree,
    sha256: str,
    shipped: Mapping[str, Shipped],
    faults: Faults,
) -> None:
    """An own version is named ``lke-YEAR-NAME`` and keeps the component weights of its origin."""
    head = document.get("instrument")
    id_ = head.get("id") if isinstance(head, dict) else None
    path = ("instrument", "id")
    if not isinstance(id_, str) or not INSTRUMENT_ID.fullmatch(id_):
        return
    if id_ in shipped:
        if shipped[id_].sha256 != sha256:
            what = f"“{id_}” adalah nama instrumen bawaan; beri nama sendiri, misalnya {id_}-NAMA"
            faults.add(path, "shipped_id", what)
        return
    origin, _, name = id_[len("lke-") :].partition("-")
    if not name:
        what = f"“{id_}” tidak bernama sendiri; tulis lke-{origin}-NAMA"
        faults.add(path, "no_own_name", what)
    if (base := shipped.get(f"lke-{origin}")) is not None:
        _same_components(tree, base, f"lke-{origin}", faults)


def _same_components(tree: Tree, base: Shipped, origin: str, faults: Faults) -> None:
    """The split between components is the regulation's, so an own version can't change it."""
    found = {entry.code: entry for entry in tree.components if entry.code}
    for code, weight in base.components.items():
        if code not in found:
            faults.add(("components",), "component_missing", f"komponen {code} tidak ada")
        elif (own := decimal(found[code].value.get("weight"))) not in (None, weight):
            what = f"bobot komponen {code} pada {origin} adalah {weight}, bukan {own}"
            faults.add((*found[code].path, "weight"), "component_weight", what)
