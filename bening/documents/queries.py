"""What is read of documents; every read for a person is scoped to them."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from bening.accounts.models import Person
from bening.documents import access, codes
from bening.documents.models import DocumentKind, OfficialDocument
from bening.programs.models import ZoneProgram


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
