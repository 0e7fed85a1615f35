"""Gifts to officials: how a report moves, what need not be reported, where the goods are."""

from bening.domain.gratuities.custody import CustodyKind, Whereabouts, check_custody, whereabouts
from bening.domain.gratuities.exemptions import (
    Assessment,
    EarlierGift,
    Exemption,
    Gift,
    Line,
    assess,
    rule_on,
)
from bening.domain.gratuities.refusals import GratuityMove
from bening.domain.gratuities.states import (
    ENDED,
    EXECUTIONS,
    MOVES,
    Decision,
    Execution,
    ReportAct,
    ReportState,
    acts_in,
    after,
)

__all__ = [
    "ENDED",
    "EXECUTIONS",
    "MOVES",
    "Assessment",
    "CustodyKind",
    "Decision",
    "EarlierGift",
    "Execution",
    "Exemption",
    "Gift",
    "GratuityMove",
    "Line",
    "ReportAct",
    "ReportState",
    "Whereabouts",
    "acts_in",
    "after",
    "assess",
    "check_custody",
    "rule_on",
    "whereabouts",
]
