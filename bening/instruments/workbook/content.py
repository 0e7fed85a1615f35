"""What a workbook or a PDF of an evaluation sheet is made from: one frozen value, no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bening.domain.scoring import Answers, Designation, Instrument


@dataclass(frozen=True, slots=True)
class Submission:
    """The locked snapshot a document is made from: its hash, and when and by whom it was sent."""

    sha256: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class SheetContent:
    """One filled evaluation sheet as it goes out.

    `notes` and `evidence` (titles, in the order shown) are by question code. Times are aware;
    `zone` is the IANA zone they are shown in. Without `submission` the document is a draft.
    """

    instrument: Instrument
    unit: str
    agency: str
    year: int | None
    target: Designation
    answers: Answers
    generated_at: datetime
    notes: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, Sequence[str]] = field(default_factory=dict)
    zone: str = "Asia/Jakarta"
    submission: Submission | None = None
