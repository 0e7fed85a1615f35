"""Printed sheets for walls and tables, typeset once for what they say."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from bening.documents.pdf import make_pdf
from bening.domain.sealing.canonical import canonical

MOST_KEPT = 32
"""Sheets in memory; one is about 60 kB."""


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """What a sheet of a template says. Two with the same `text` and `at` are the same sheet."""

    template: str
    text: str
    at: datetime

    @classmethod
    def saying(cls, template: str, data: Mapping[str, object], *, at: datetime) -> "PrintedSheet":
        """The sheet of a template; `at` becomes its time, to the second."""
        return cls(template, canonical(data), at.replace(microsecond=0))

    @property
    def etag(self) -> str:
        """Names the content, as HTTP asks for it."""
        named = f"{self.template} {self.at.isoformat()} {self.text}"
        return f'"{hashlib.sha256(named.encode()).hexdigest()[:32]}"'

    def pdf(self) -> bytes:
        """The sheet, typeset at the first call."""
        return _typeset(self)


@lru_cache(maxsize=MOST_KEPT)
def _typeset(sheet: PrintedSheet) -> bytes:
    return make_pdf(sheet.template, json.loads(sheet.text), at=sheet.at)
