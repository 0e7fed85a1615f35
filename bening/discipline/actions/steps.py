"""What every step of a case does: lock it, check words and days, tell people, record."""

from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from bening import audit
from bening.accounts.models import Person
from bening.calendars.telling import notify
from bening.casework.actions import start_clock
from bening.casework.models import CaseClock, Channel
from bening.discipline.models import CaseState, DisciplineCase
from bening.domain import discipline as rules
from bening.domain.discipline import DisciplineRefused

LONGEST = 20_000


def words_of(text: str, field: str, code: str = "discipline_text_missing") -> str:
    """The words, cleaned. Raises DisciplineRefused."""
    words = text.strip()
    if not words:
        raise DisciplineRefused(code, field=field)
    if len(words) > LONGEST:
        raise DisciplineRefused("discipline_text_too_long", field=field, most=LONGEST)
    return words


def check_past(day: date, today: date, field: str, *, since: date | None = None) -> None:
    """A day that has come, not before `since`. Raises DisciplineRefused."""
    if day > today:
        raise DisciplineRefused("discipline_day_in_future", field=field)
    if since is not None and day < since:
        raise DisciplineRefused("discipline_day_too_early", field=field, first=since)


def check_step(case: DisciplineCase, after: CaseState) -> None:
    """Raises DisciplineRefused("discipline_step")."""
    rules.check_step(rules.CaseState(case.state), rules.CaseState(after))


def locked(case: DisciplineCase) -> DisciplineCase:
    """The case as it stands, held until the transaction ends."""
    return (
        DisciplineCase.objects.select_for_update(of=("self",))
        .select_related("unit__agency", "person", "registered_by")
        .get(pk=case.pk)
    )


def page_of(case: DisciplineCase) -> str:
    """Where those who handle a case read it."""
    return reverse("discipline:case", args=[case.pk])


def own_page_of(case: DisciplineCase) -> str:
    """Where whoever is examined reads what concerns them."""
    return reverse("discipline:own", args=[case.pk])


def begin_term(
    case: DisciplineCase,
    term: str,
    owner: Person | None,
    by: Person,
    now: datetime,
    *,
    at: datetime | None = None,
) -> CaseClock:
    """Starts a term of the case; its owner reads the case, or their own page of it."""
    return start_clock(
        channel=Channel.DISCIPLINE,
        case=case.pk,
        term=term,
        unit=case.unit,
        owner=owner,
        title=case.number,
        url=own_page_of(case) if owner == case.person else page_of(case),
        at=at or now,
        by=by,
        now=now,
        is_protected=True,
    )


def tell(
    case: DisciplineCase, code: str, people: list[Person], now: datetime, *, key: UUID | str = ""
) -> None:
    """Tells people of the case, once for a key; the examined person is led to their own page."""
    for person in people:
        notify(
            people=[person],
            code=code,
            key=f"{code}:{key or case.pk}",
            url=own_page_of(case) if person == case.person else page_of(case),
            values={"number": case.number},
            agency=case.agency_id,
            now=now,
        )


def record(act: str, case: DisciplineCase, by: Person, now: datetime, **data: object) -> None:
    """Writes the event: number and state, neither names nor words."""
    audit.record(
        act=act,
        by=by.pk,
        agency=case.agency_id,
        subject=("discipline", case.pk),
        at=now,
        data={"number": case.number, "state": str(case.state), **data},
    )
