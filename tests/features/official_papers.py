"""Official documents as features ask for them, kept as rows and letters, without setting them."""

import hashlib
import sys
from datetime import date, datetime
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest
from django.urls import get_resolver

from bening.accounts.models import Person
from bening.agencies.models import Agency, WorkUnit
from bening.documents.letters import Block, Grid, Items, Letter, Paragraph
from bening.documents.models import OfficialDocument, Origin
from bening.evidence.models import StoredFile
from bening.programs.models import ZoneProgram

PLACE = "bening.documents.actions"


class Papers:
    """Stands for `documents.actions.issue`: the letters asked for, newest last."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    def issue(
        self,
        *,
        kind: str,
        letter: Letter,
        agency: Agency,
        unit: WorkUnit | None = None,
        program: ZoneProgram | None = None,
        number: str = "",
        dated_on: date,
        signer: Person | None,
        signed_as: str = "",
        by: Person,
        now: datetime,
        content: Any = None,
    ) -> OfficialDocument:
        """The row, with the letter kept aside."""
        self.letters.append(letter)
        data = uuid4().hex.encode()
        file = StoredFile.objects.create(
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            media_type="application/pdf",
            extension="pdf",
            stored_at=now,
        )
        return OfficialDocument.objects.create(
            agency=agency,
            unit=unit,
            program=program,
            kind=kind,
            origin=Origin.GENERATED,
            number=number,
            title=letter.title,
            dated_on=dated_on,
            file=file,
            code=uuid4().hex,
            signed_by=signer,
            signed_as=signed_as,
            made_by=by,
            made_at=now,
        )

    @property
    def text(self) -> str:
        """Every word of the newest letter."""
        return "\n".join(part for block in self.letters[-1].blocks for part in _words(block))


def _words(block: Block) -> list[str]:
    match block:
        case Paragraph(text=text):
            return [text]
        case Items(items=items):
            return list(items)
        case Grid(columns=columns, rows=rows):
            return [*columns, *(cell for row in rows for cell in row)]
        case _:
            pairs = getattr(block, "pairs", ())
            return [getattr(block, "text", ""), *(part for pair in pairs for part in pair)]


def put_in_place(monkeypatch: pytest.MonkeyPatch) -> Papers:
    """Papers in place of `documents.actions.issue` for the length of a test."""
    assert get_resolver().url_patterns, "pages that keep the action by name are loaded before"
    papers = Papers()
    try:
        __import__(PLACE)
    except ModuleNotFoundError:
        monkeypatch.setitem(sys.modules, PLACE, ModuleType(PLACE))
    monkeypatch.setattr(sys.modules[PLACE], "issue", papers.issue, raising=False)
    return papers
