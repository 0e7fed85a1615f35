"""What is read of documents; every read for a person is scoped to them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from bening.accounts.models import Person
from bening.adapters.file_store import file_store
from bening.adapters.pdf_seal import SealFound
from bening.documents import access, actions, codes, spelling
from bening.documents.models import DocumentKind, OfficialDocument
from bening.programs.models import ZoneProgram

MOST_UNITS = 500  # units that the filter of a list offers
YEAR_DIGITS = 4


def readable_by(person: Person) -> QuerySet[OfficialDocument]:
    """Every document that `person` may read, withdrawn ones too."""
    return access.documents_of(person)


def document_for(person: Person, key: UUID) -> OfficialDocument:
    """One document. Raises Http404 where it is not there for this person."""
    found = access.documents_of(person).select_related("withdrawn_by").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def documents_of(program: ZoneProgram) -> QuerySet[OfficialDocument]:
    """The documents of a program that count, newest first; whoever asks has found the program."""
    return OfficialDocument.objects.filter(program=program, withdrawn_at__isnull=True).order_by(
        "-dated_on", "-id"
    )


def newest(program: ZoneProgram, kind: str) -> OfficialDocument | None:
    """The newest document of a kind of a program that counts."""
    return documents_of(program).filter(kind=DocumentKind(kind)).first()


def by_code(typed: str) -> OfficialDocument:
    """The document of a code as it was typed, for everybody. Raises Http404."""
    code = codes.read_code(typed)
    rows = OfficialDocument.objects.select_related("agency", "unit", "signed_by", "file")
    found = rows.filter(code=code).first() if code else None
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of documents is narrowed to; empty means everything."""

    kind: str = ""
    year: int | None = None
    unit: str = ""
    text: str = ""


def read_filter(asked: Mapping[str, str]) -> Asked:
    """The filter of an address; unknown values narrow nothing."""
    kind, year, unit = asked.get("jenis", ""), asked.get("tahun", ""), asked.get("unit", "")
    return Asked(
        kind=kind if kind in DocumentKind.values else "",
        year=int(year) if year.isdecimal() and len(year) == YEAR_DIGITS else None,
        unit=unit if _is_key(unit) else "",
        text=asked.get("q", "").strip()[:100],
    )


def filtered(rows: QuerySet[OfficialDocument], asked: Asked) -> QuerySet[OfficialDocument]:
    """The rows that fit; the text is looked for in title and number."""
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.year is not None:
        rows = rows.filter(year=asked.year)
    if asked.unit:
        rows = rows.filter(unit_id=UUID(asked.unit))
    if asked.text:
        rows = rows.filter(Q(title__icontains=asked.text) | Q(number__icontains=asked.text))
    return rows


def years_of(rows: QuerySet[OfficialDocument]) -> list[int]:
    """The years of some documents, newest first."""
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())


def seal_of(document: OfficialDocument) -> SealFound | None:
    """The seal of a document's file as it lies in the store now; None where none can be read.

    A file that was changed in the store is not what was recorded, whatever its seal says.
    """
    from bening.adapters.pdf_seal import examine  # noqa: PLC0415 - heavy, used here only

    with file_store().open(document.file_id) as file:
        content = file.read()
    found = examine(content, folder=actions.key_folder())
    if found is None or sha256(content).hexdigest() == document.file_id:
        return found
    return replace(found, intact=False)


def sealed_when(document: OfficialDocument) -> str:
    """Day, time and zone of the seal as the document itself spells them; empty without one."""
    if document.sealed_at is None:
        return ""
    return spelling.moment(document.sealed_at, document.agency.time_zone)


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
