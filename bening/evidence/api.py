"""Evidence in the JSON interface."""

from datetime import date, datetime
from typing import Annotated, BinaryIO, Self, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile
from ninja.pagination import paginate
from pydantic import model_validator

from bening.accounts.access import unit_for
from bening.accounts.api import caller
from bening.evaluations.queries import sheets_of
from bening.evidence import access, actions, queries
from bening.evidence.details import Period
from bening.evidence.models import Evidence, EvidenceKind, EvidenceState
from bening.evidence.uploads import Target, receive_file
from bening.evidence.views import files
from bening.ui.api_bodies import rights_first

router = Router(tags=["bukti"])


class EvidenceOut(Schema):
    """A piece of evidence."""

    id: UUID
    unit_id: UUID
    kind: EvidenceKind
    title: str
    url: str
    state: EvidenceState
    proves_from: date | None
    proves_until: date | None
    added_at: datetime
    checked_at: datetime | None


class RevisionOut(Schema):
    """One version of a file."""

    number: int
    filename: str
    sha256: str
    size: int
    media_type: str


class AttachedOut(Schema):
    """Evidence as a question uses it."""

    link_id: UUID
    evidence_id: UUID
    code: str
    need: int | None
    title: str
    state: str
    filename: str
    sha256: str


class PeriodIn(Schema):
    """The days evidence proves: a start alone is one day, an end alone says nothing."""

    proves_from: date | None = None
    proves_until: date | None = None

    @model_validator(mode="after")
    def _no_end_alone(self) -> Self:
        if self.proves_until is not None and self.proves_from is None:
            raise ValueError("proves_until without proves_from")
        return self

    @property
    def period(self) -> Period | None:
        """The days, or None."""
        if self.proves_from is None:
            return None
        return Period(self.proves_from, self.proves_until or self.proves_from)


class NewFileIn(PeriodIn):
    """What comes with a file."""

    unit: UUID
    title: str = ""


class NewLinkIn(PeriodIn):
    """A page of the web."""

    unit: UUID
    title: str
    url: str


class EditIn(PeriodIn):
    """Another title, days or address."""

    title: str
    url: str = ""


class UseIn(Schema):
    """For which question, as which expected proof."""

    sheet: UUID
    code: str
    need: int | None = None


class EvidenceReturnIn(Schema):
    """Why evidence is given back."""

    reason: str


class SearchIn(Schema):
    """What to look for."""

    unit: UUID
    q: str = ""
    state: EvidenceState | None = None


def _one(request: HttpRequest, key: UUID) -> Evidence:
    return queries.evidence_by_id(caller(request), key)


def _changes(request: HttpRequest, key: UUID) -> None:
    """For those who may change the evidence."""
    access.check_can_change(caller(request), _one(request, key))


def _checks(request: HttpRequest, key: UUID) -> None:
    """For those who may check the evidence."""
    access.check_can_check(caller(request), _one(request, key))


@router.get("/bukti", response=list[EvidenceOut], url_name="evidence_list", summary="Cari bukti")
@paginate
def evidence_list(request: HttpRequest, asked: Query[SearchIn]) -> object:
    """The evidence of a unit, newest first."""
    person = caller(request)
    found = queries.search(person, unit_for(person, asked.unit), queries.Asked(text=asked.q))
    return found.filter(state=asked.state) if asked.state else found


@router.post(
    "/bukti/berkas", response={201: EvidenceOut}, url_name="evidence_file", summary="Unggah berkas"
)
def add_file(
    request: HttpRequest, file: File[UploadedFile], details: Annotated[NewFileIn, Form()]
) -> Status[Evidence]:
    """A file that came whole; larger ones are sent in chunks by the page."""
    person, now = caller(request), timezone.now()
    received = receive_file(
        target=Target(unit=unit_for(person, details.unit)),
        file=cast("BinaryIO", file.file),
        filename=file.name or "",
        size=file.size or 0,
        title=details.title,
        period=details.period,
        by=person,
        now=now,
    )
    return Status(201, received.evidence)


@router.post(
    "/bukti/tautan", response={201: EvidenceOut}, url_name="evidence_link", summary="Tambah tautan"
)
def add_link(request: HttpRequest, body: NewLinkIn) -> Status[Evidence]:
    """A page of the web."""
    person = caller(request)
    return Status(
        201,
        actions.add_link(
            unit=unit_for(person, body.unit),
            url=body.url,
            title=body.title,
            period=body.period,
            by=person,
            now=timezone.now(),
        ),
    )


@router.get("/bukti/{key}", response=EvidenceOut, url_name="evidence", summary="Satu bukti")
def evidence(request: HttpRequest, key: UUID) -> Evidence:
    """One piece of evidence."""
    return _one(request, key)


@router.put("/bukti/{key}", response=EvidenceOut, url_name="evidence", summary="Ubah bukti")
@rights_first(_changes)
def edit(request: HttpRequest, key: UUID, body: EditIn) -> Evidence:
    """Changes title, days or address."""
    return actions.edit(
        evidence=_one(request, key),
        title=body.title,
        period=body.period,
        url=body.url,
        by=caller(request),
        now=timezone.now(),
    )


@router.get(
    "/bukti/{key}/revisi", response=list[RevisionOut], url_name="revisions", summary="Revisi"
)
def revisions(request: HttpRequest, key: UUID) -> list[RevisionOut]:
    """The versions of the file, newest first."""
    return [
        RevisionOut(
            number=each.number,
            filename=each.filename,
            sha256=each.file_id,
            size=each.file.size,
            media_type=each.file.media_type,
        )
        for each in queries.revisions_of(_one(request, key))
    ]


@router.get(
    "/bukti/{key}/revisi/{number}/berkas",
    response={302: None},
    url_name="revision_file",
    summary="Unduh",
)
def revision_file(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Leads to the file; the address works with this token only, for a short time."""
    return files.file(request, key, number)


@router.post(
    "/bukti/{key}/ajukan", response=EvidenceOut, url_name="submit_evidence", summary="Ajukan"
)
def submit(request: HttpRequest, key: UUID) -> Evidence:
    """Hands evidence over for checking."""
    return actions.submit(evidence=_one(request, key), by=caller(request), now=timezone.now())


@router.post(
    "/bukti/{key}/periksa", response=EvidenceOut, url_name="check_evidence", summary="Periksa"
)
def check(request: HttpRequest, key: UUID) -> Evidence:
    """Says that evidence proves what it claims."""
    return actions.check(evidence=_one(request, key), by=caller(request), now=timezone.now())


@router.post(
    "/bukti/{key}/kembalikan",
    response=EvidenceOut,
    url_name="return_evidence",
    summary="Kembalikan",
)
@rights_first(_checks)
def return_to_draft(request: HttpRequest, key: UUID, body: EvidenceReturnIn) -> Evidence:
    """Gives evidence back with a reason."""
    return actions.return_to_draft(
        evidence=_one(request, key), reason=body.reason, by=caller(request), now=timezone.now()
    )


@router.post(
    "/bukti/{key}/tarik", response=EvidenceOut, url_name="withdraw_evidence", summary="Tarik"
)
def withdraw(request: HttpRequest, key: UUID) -> Evidence:
    """Takes evidence out of use."""
    return actions.withdraw(evidence=_one(request, key), by=caller(request), now=timezone.now())


@router.get(
    "/lembar/{key}/bukti",
    response=list[AttachedOut],
    url_name="sheet_evidence",
    summary="Bukti sebuah lembar kerja",
)
def sheet_evidence(request: HttpRequest, key: UUID) -> list[AttachedOut]:
    """All evidence that a sheet uses, by question."""
    sheet = get_object_or_404(sheets_of(caller(request)), pk=key)
    return [
        AttachedOut(
            link_id=each.link_id,
            evidence_id=each.evidence_id,
            code=each.code,
            need=each.need,
            title=each.title,
            state=each.state,
            filename=each.filename,
            sha256=each.sha256,
        )
        for many in queries.evidence_for(sheet).values()
        for each in many
    ]


@router.post("/bukti/{key}/pakai", response={204: None}, url_name="use_evidence", summary="Pakai")
@rights_first(_one)
def attach(request: HttpRequest, key: UUID, body: UseIn) -> Status[None]:
    """Uses evidence for a question."""
    person = caller(request)
    actions.attach(
        evidence=_one(request, key),
        sheet=get_object_or_404(sheets_of(person), pk=body.sheet),
        official_code=body.code,
        need=body.need,
        by=person,
        now=timezone.now(),
    )
    return Status(204, None)


@router.delete(
    "/bukti/pemakaian/{key}", response={204: None}, url_name="unuse_evidence", summary="Lepas"
)
def detach(request: HttpRequest, key: UUID) -> Status[None]:
    """Ends the use of evidence for a question."""
    link = queries.link_by_id(caller(request), key)
    actions.detach(link=link, by=caller(request), now=timezone.now())
    return Status(204, None)
