"""What all actions of this feature do with texts, papers and their trail."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any
from uuid import UUID

from bening import audit
from bening.accounts.models import Person
from bening.agencies.models import Agency, WorkUnit
from bening.documents.models import DocumentKind, OfficialDocument
from bening.nominations import papers
from bening.nominations.refusals import NominationRefused
from bening.programs.models import ZoneProgram

LONGEST_TEXT = 4_000


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that somebody brings, and what its letter says of itself."""

    file: IO[bytes]
    filename: str
    number: str = ""
    dated_on: date | None = None


def cleaned(text: str, *, field: str, missing: str, longest: int = LONGEST_TEXT) -> str:
    """The text without what databases refuse. Raises NominationRefused."""
    found = text.replace("\x00", "").strip()
    if not found:
        raise NominationRefused(missing, field=field)
    if len(found) > longest:
        raise NominationRefused("text_too_long", field=field, longest=longest)
    return found


def attached(
    paper: Paper,
    kind: DocumentKind,
    *,
    title: str,
    agency: Agency,
    unit: WorkUnit | None,
    program: ZoneProgram | None,
    by: Person,
    now: datetime,
    today: date,
) -> OfficialDocument:
    """The paper as an official document; checks of its content are those of documents."""
    return papers.attach(
        kind=kind,
        file=paper.file,
        filename=paper.filename,
        agency=agency,
        unit=unit,
        program=program,
        number=paper.number,
        dated_on=paper.dated_on or today,
        title=title,
        by=by,
        now=now,
    )


def record_of_program(
    act: str, program: ZoneProgram, by: Person, now: datetime, **data: Any
) -> None:
    """An audit event of one program."""
    audit.record(
        act=act,
        by=by.pk,
        agency=program.agency_id,
        subject=("program", program.pk),
        at=now,
        data=data,
    )


def record_of_evaluation(
    act: str, program: ZoneProgram, by: Person, now: datetime, **data: Any
) -> None:
    """An audit event of what the national team does of a program; only its people read it."""
    audit.record(
        act=act,
        by=by.pk,
        agency=program.agency_id,
        subject=evaluation_of(program),
        at=now,
        data=data,
    )


def evaluation_of(program: ZoneProgram) -> tuple[str, UUID]:
    """The subject of those events."""
    return ("national_evaluation", program.pk)
