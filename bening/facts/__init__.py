"""Facts: what daily work proves, published under a name by the feature that does the work.

A feature registers a `Fact`; a binding (data, `facts.yaml` beside the instrument) says which
question the fact can answer and how its value becomes a proposed answer. A fact proposes, a
person answers.
"""

from bening.facts.bindings import Binding, Proposal, bindings_of, propose
from bening.facts.registry import (
    Fact,
    FactValue,
    Period,
    Record,
    fact,
    read_once,
    register,
    registered,
    shared_reads,
)

__all__ = [
    "Binding",
    "Fact",
    "FactValue",
    "Period",
    "Proposal",
    "Record",
    "bindings_of",
    "fact",
    "propose",
    "read_once",
    "register",
    "registered",
    "shared_reads",
]
