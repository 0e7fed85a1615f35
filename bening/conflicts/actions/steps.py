"""What every step of a case does: lock it, check words, tell people, record."""

from datetime import datetime

from django.urls import reverse

from bening import audit
from bening.accounts.models import Person
from bening.calendars.telling import notify
from bening.conflicts.models import (
    ConflictCase,
)
from bening.domain.conflicts import ConflictRefused

LONGEST = 10_000


def words_of(text: str, field: str, code: str = "conflict_text_missing") -> str:
    """The words, cleaned. Raises ConflictRefused."""
    words = text.strip()
    if not words:
        raise ConflictRefused(code, field=field)
    if len(words) > LONGEST:
        raise ConflictRefused("conflict_text_too_long", field=field, most=LONGEST)
    return words


def tell(
    case: ConflictCase,
    code: str,
    people: list[Person],
    now: datetime,
    *,
    key: str = "",
    url: str = "",
) -> None:
    """Tells people of the case, once for a key."""
    notify(
        people=people,
        code=code,
        key=f"{code}:{key or case.pk}",
        url=url or reverse("conflicts:case", args=[case.pk]),
        values={"number": case.number},
        agency=case.agency_id,
        now=now,
    )


def record(act: str, case: ConflictCase, by: Person | None, now: datetime, **data: object) -> None:
    """Writes the event: number and state, none of the words."""
    audit.record(
        act=act,
        by=by.pk if by is not None else None,
        agency=case.agency_id,
        subject=("conflict", case.pk),
        at=now,
        data={"number": case.number, "state": str(case.state), **data},
    )


def locked(case: ConflictCase) -> ConflictCase:
    """The case as it stands, held until the transaction ends."""
    return (
        ConflictCase.objects.select_for_update(of=("self",))
        .select_related("unit__agency", "person", "superior", "about_unit", "about_person")
        .get(pk=case.pk)
    )
