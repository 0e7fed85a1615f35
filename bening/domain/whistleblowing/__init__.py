"""Protected reports: receipts, states and terms, as rules without any input or output."""

from bening.domain.whistleblowing.receipts import (
    DIGITS,
    Receipt,
    ReceiptRefused,
    grouped,
    new_receipt,
    read_receipt,
)
from bening.domain.whistleblowing.states import (
    CLOSED,
    TABLE,
    ReportAct,
    ReportRefused,
    ReportState,
    after,
    steps_from,
)

__all__ = [
    "CLOSED",
    "DIGITS",
    "TABLE",
    "Receipt",
    "ReceiptRefused",
    "ReportAct",
    "ReportRefused",
    "ReportState",
    "after",
    "grouped",
    "new_receipt",
    "read_receipt",
    "steps_from",
]
