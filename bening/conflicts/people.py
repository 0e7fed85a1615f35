"""From what was typed to somebody of the same agency."""

from uuid import UUID

from django.db.models import Q

from bening.accounts.models import Person
from bening.domain.conflicts import ConflictRefused


def person_typed(text: str, *, agency: UUID | None, field: str = "person") -> Person | None:
    """The person of that employee number or address; None for nothing typed.

    Raises ConflictRefused("conflict_person_unknown").
    """
    words = text.strip()
    if not words:
        return None
    found = (
        Person.objects.filter(agency_id=agency, is_active=True)
        .filter(Q(email=words.lower()) | Q(employee_number=words))
        .first()
        if agency is not None
        else None
    )
    if found is None:
        raise ConflictRefused("conflict_person_unknown", field=field, typed=words)
    return found


def needed_person(text: str, *, agency: UUID | None, field: str = "person") -> Person:
    """The same where somebody must be named. Raises ConflictRefused("conflict_person_missing")."""
    found = person_typed(text, agency=agency, field=field)
    if found is None:
        raise ConflictRefused("conflict_person_missing", field=field)
    return found
