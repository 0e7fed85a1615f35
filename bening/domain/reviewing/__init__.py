"""Rules of review that need no storage: what is left to do, what changed, who agrees with whom."""

from bening.domain.reviewing.agreement import (
    ENOUGH_PAIRS,
    Agreement,
    Difference,
    agreement,
    mean_difference,
    weighted_kappa,
)
from bening.domain.reviewing.changes import changed_codes
from bening.domain.reviewing.sampling import picked, sample, seed_of
from bening.domain.reviewing.values import NOTHING, Held, Mark, Proposal, proposed, untouched

__all__ = [
    "ENOUGH_PAIRS",
    "NOTHING",
    "Agreement",
    "Difference",
    "Held",
    "Mark",
    "Proposal",
    "agreement",
    "changed_codes",
    "mean_difference",
    "picked",
    "proposed",
    "sample",
    "seed_of",
    "untouched",
    "weighted_kappa",
]
