"""Weights: children add up to their parent, components to 100.

Trap 6 of the programme's practice: a form whose questions lack a parent loses weight silently.
"""

from fractions import Fraction
from typing import Any

from bening.domain.scoring.instrument import Level
from bening.domain.scoring.rounding import decimal_text
from bening.instruments.check.shape import decimal
from bening.instruments.check.tree import Entry, Tree
from bening.instruments.faults import Faults, Path

WHOLE_SHEET = Fraction(100)


def check_weights(document: dict[str, Any], tree: Tree, faults: Faults) -> None:
    """Note every sum that is not its parent's weight.

    A file that says ``complete: false`` may lack questions: its sums may fall short, never exceed.
    """
    head = document.get("instrument")
    complete = not (isinstance(head, dict) and head.get("complete") is False)
    for entry in tree.entries:
        if entry.level is Level.QUESTION:
            _printed_weight(entry, faults)
            continue
        own = decimal(entry.value.get("weight"))
        if own == 0:
            faults.add((*entry.path, "weight"), "no_weight", f"bobot {entry.code} tidak boleh 0")
        if own is not None and entry.level is not Level.INDICATOR:
            path = (*entry.path, "weight")
            _sum(entry.children, own, f"bobot {entry.code}", path, complete, faults)
    if tree.components:
        path = ("components",)
        _sum(tree.components, WHOLE_SHEET, "bobot seluruh lembar", path, complete, faults)


def _sum(
    children: tuple[Entry, ...],
    whole: Fraction,
    called: str,
    path: Path,
    complete: bool,
    faults: Faults,
) -> None:
    weights = [decimal(child.value.get("weight")) for child in children]
    known = [weight for weight in weights if weight is not None]
    if not children or len(known) < len(weights):
        return  # a child without a weight is a fault of its own
    total = sum(known, Fraction())
    if total > whole or (complete and total < whole):
        what = f"{called} {decimal_text(whole)}, tetapi bagiannya berjumlah {decimal_text(total)}"
        faults.add(path, "weights_do_not_sum", what)


def _printed_weight(entry: Entry, faults: Faults) -> None:
    """The printed weight of a question equals its share of the indicator."""
    printed = decimal(entry.value.get("sub_weight"))
    if printed is None or entry.parent is None:
        return
    indicator = decimal(entry.parent.value.get("weight"))
    if indicator is not None and printed * len(entry.parent.children) != indicator:
        share = decimal_text(indicator / len(entry.parent.children))
        what = f"sub_weight {decimal_text(printed)} tidak sama dengan bagian butir ini, {share}"
        faults.add((*entry.path, "sub_weight"), "printed_weight", what)
