"""Protected reports: receipts, states and terms, as rules without any input or output."""

from bening.domain.whistleblowing.content import (
    FileNote,
    IdentityContent,
    MessageContent,
    ReportContent,
    read_identity,
    read_message,
    read_report,
    write,
)
from bening.domain.whistleblowing.naming import Named, named_in, words_of
from bening.domain.whistleblowing.passing import is_copied
from bening.domain.whistleblowing.proofs import Statement, digest_of, leaf_of
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
from bening.domain.whistleblowing.telling import LEAST, Told, told

__all__ = [
    "CLOSED",
    "DIGITS",
    "LEAST",
    "TABLE",
    "FileNote",
    "IdentityContent",
    "MessageContent",
    "Named",
    "Receipt",
    "ReceiptRefused",
    "ReportAct",
    "ReportContent",
    "ReportRefused",
    "ReportState",
    "Statement",
    "Told",
    "after",
    "digest_of",
    "grouped",
    "is_copied",
    "leaf_of",
    "named_in",
    "new_receipt",
    "read_identity",
    "read_message",
    "read_receipt",
    "read_report",
    "steps_from",
    "told",
    "words_of",
    "write",
]
