"""One piece of evidence, its files and uses; always scoped to a person."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.http import Http404

from bening.accounts.access import units_of
from bening.accounts.models import Person
from bening.evidence.models import (
    Evidence,
    EvidenceLink,
    EvidenceRevision,
    StoredFile,
    Upload,
)

Row = TypeVar("Row", bound=Model)


def evidence_of(person: Person) -> QuerySet[Evidence]:
    """Every piece of evidence that `person` may see, withdrawn ones too."""
    return Evidence.objects.filter(unit__in=units_of(person).values("pk")).select_related(
        "unit__agency", "added_by", "checked_by"
    )


def evidence_by_id(person: Person, key: UUID) -> Evidence:
    """One piece of evidence. Raises Http404 where it is not there for this person."""
    return _found(evidence_of(person), key)


def link_by_id(person: Person, key: UUID) -> EvidenceLink:
    """One use of evidence. Raises Http404 where it is not there for this person."""
    links = EvidenceLink.objects.filter(sheet__unit__in=units_of(person).values("pk"))
    related = links.select_related("evidence", "sheet__unit__agency", "sheet__instrument")
    return _found(related, key)


def upload_by_id(person: Person, key: str) -> Upload:
    """An upload of `person`. Raises Http404 for those of others."""
    rows = Upload.objects.filter(person=person)
    return _found(rows.select_related("unit__agency", "sheet", "evidence", "file"), key)


def unfinished_uploads(person: Person) -> QuerySet[Upload]:
    """Uploads of `person` that were begun and not finished."""
    return Upload.objects.filter(person=person, finished_at__isnull=True)


def _found(rows: QuerySet[Row], key: UUID | str) -> Row:
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def files_of(evidence: Iterable[Evidence]) -> dict[UUID, EvidenceRevision]:
    """The newest revision, with its file, of each piece of evidence that has one; one query."""
    rows = revisions_with_files([one.pk for one in evidence]).order_by("number")
    return {row.evidence_id: row for row in rows}


def revisions_of(evidence: Evidence) -> list[EvidenceRevision]:
    """All revisions, the newest first, with files and people."""
    return list(evidence.revisions.select_related("file", "added_by").order_by("-number"))


def uses_of(evidence: Evidence) -> list[EvidenceLink]:
    """Where it is used, the newest sheet first."""
    links = evidence.links.select_related("sheet__instrument", "sheet__cycle", "sheet__unit")
    return list(links.order_by("-sheet__cycle__year", "official_code"))


def same_content(person: Person, evidence: Evidence) -> list[Evidence]:
    """Other evidence of the unit with the content of this one's newest revision."""
    newest = evidence.revisions.order_by("-number").first()
    if newest is None:
        return []
    twins = EvidenceRevision.objects.filter(file=newest.file_id).exclude(evidence=evidence)
    rows = evidence_of(person).filter(unit=evidence.unit_id, withdrawn_at__isnull=True)
    return list(rows.filter(pk__in=twins.values("evidence_id")).order_by("title", "pk"))


def content_hashes() -> list[str]:
    """The SHA-256 of all content that evidence ever referred to, in order: for checkpoints."""
    return list(StoredFile.objects.order_by("sha256").values_list("sha256", flat=True))


def revisions_with_files(evidence: Any) -> QuerySet[EvidenceRevision]:
    """All revisions of the evidence, with their files; in order of number the last one counts."""
    return EvidenceRevision.objects.filter(evidence__in=evidence).select_related("file")


def outside_of(start: date, end: date) -> Q:
    """Evidence that proves nothing of the days from `start` to `end`."""
    return Q(proves_until__lt=start) | Q(proves_from__gt=end)
