"""Whether a document is an evaluation sheet that can be scored: every fault, none only the first.

`shape` holds what each place may contain (the same as `schemas/instrument.schema.json`); the other
modules hold what a schema can't say: codes, weights, scales, formulas, minima, references.
"""

from collections.abc import Mapping
from typing import Any

from bening.instruments.check.codes import check_codes
from bening.instruments.check.form import INSTRUMENT
from bening.instruments.check.formulas import check_formulas
from bening.instruments.check.identity import Shipped, check_identity
from bening.instruments.check.scales import check_scales
from bening.instruments.check.thresholds import check_thresholds
from bening.instruments.check.tree import Tree
from bening.instruments.check.weights import check_weights
from bening.instruments.faults import Fault, Faults
from bening.instruments.located import Located

__all__ = ["Shipped", "check"]


def check(
    located: Located, sha256: str, shipped: Mapping[str, Shipped] | None
) -> tuple[Fault, ...]:
    """Every fault of a document, by line; empty when `build` can take it.

    `shipped` gives the hash and component weights of the shipped instruments by id; None leaves
    the id unjudged.
    """
    faults = Faults(located.lines)
    document: Any = located.content
    INSTRUMENT.check(document, (), faults)
    if not isinstance(document, dict):
        return faults.sorted()
    tree = Tree.of(document)
    if shipped is not None:
        check_identity(document, tree, sha256, shipped, faults)
    check_codes(document, tree, faults)
    check_weights(document, tree, faults)
    check_scales(document, tree, faults)
    check_formulas(tree, faults)
    check_thresholds(document, tree, faults)
    return faults.sorted()
