"""What a person should look at after a workbook was read, cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bening.instruments.workbook.words import doubt_sentence


class Severity(StrEnum):
    """INFO: read otherwise than written, surely. WARNING: read, please check. ERROR: not taken."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubtful cell: sheet and address (both empty for the whole file), what, how serious."""

    sheet: str
    cell: str
    code: str
    severity: Severity
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The Indonesian sentence: what was found, what was or was not taken."""
        return doubt_sentence(self.code, self.values)

    @property
    def taken(self) -> bool:
        """Whether something was read from the cell."""
        return self.severity is not Severity.ERROR
