"""Terms that an agency sets in place of those Bening brings: from a day on, never backwards."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from bening import audit
from bening.accounts.models import Person
from bening.agencies.models import Agency
from bening.casework import access
from bening.casework.models import CaseTerm
from bening.casework.refusals import TermRefused
from bening.casework.retention import is_retention
from bening.casework.terms import shipped_terms
from bening.domain.casework import DayKind
from bening.domain.days import day_in

MOST_DAYS = 365
LEAST_KEPT, MOST_KEPT = 365, 30 * 365 + 7
"""Days for which words of a case may be kept."""
LONGEST = 200


def term_subject(agency: Agency, code: str) -> tuple[str, str]:
    """The subject under which a term of an agency has its history."""
    return ("case_term", f"{agency.pk}:{code}")


def set_term(
    *,
    agency: Agency,
    code: str,
    days: int,
    counts: DayKind,
    from_day: date,
    source: str,
    by: Person,
    now: datetime,
) -> CaseTerm:
    """Sets a term from today or a later day on. Clocks that run keep the term they began with.

    Raises NotAllowed, TermRefused ("term_unknown", "term_days", "term_kept_days",
    "term_source_missing", "term_source_too_long", "term_backwards", "term_day_taken").
    """
    access.check_can_set_terms(by, agency)
    if code not in shipped_terms():
        raise TermRefused("term_unknown", term=code)
    if is_retention(code):
        if counts is not DayKind.CALENDAR or not LEAST_KEPT <= days <= MOST_KEPT:
            raise TermRefused("term_kept_days", field="days", least=LEAST_KEPT, most=MOST_KEPT)
    elif not 1 <= days <= MOST_DAYS:
        raise TermRefused("term_days", field="days", most=MOST_DAYS)
    why = " ".join(source.split())
    if not why:
        raise TermRefused("term_source_missing", field="source")
    if len(why) > LONGEST:
        raise TermRefused("term_source_too_long", field="source", most=LONGEST)
    today = day_in(agency.time_zone, now)
    if from_day < today:
        raise TermRefused("term_backwards", field="from_day", today=today)
    with transaction.atomic():
        try:
            with transaction.atomic():
                kept = CaseTerm.objects.create(
                    agency=agency,
                    code=code,
                    days=days,
                    counts=counts,
                    from_day=from_day,
                    source=why,
                    set_by=by,
                    set_at=now,
                )
        except IntegrityError:
            raise TermRefused("term_day_taken", field="from_day", day=from_day) from None
        _record("case_term.set", kept, by, now, {"source": why})
    return kept


def cancel_term(*, term: CaseTerm, reason: str, by: Person, now: datetime) -> None:
    """Takes back a term that is not in force yet; the trail keeps it, with the reason.

    Raises NotAllowed, TermRefused ("term_reason_missing", "term_in_force").
    """
    access.check_can_set_terms(by, term.agency)
    why = " ".join(reason.split())[:LONGEST]
    if not why:
        raise TermRefused("term_reason_missing", field="reason")
    if term.from_day <= day_in(term.agency.time_zone, now):
        raise TermRefused("term_in_force", day=term.from_day)
    with transaction.atomic():
        gone, _each = CaseTerm.objects.filter(pk=term.pk).delete()
        if gone:
            _record("case_term.cancelled", term, by, now, {"reason": why})


def _record(act: str, term: CaseTerm, by: Person, now: datetime, more: dict[str, object]) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=term.agency_id,
        subject=term_subject(term.agency, term.code),
        at=now,
        data={
            "code": term.code,
            "days": term.days,
            "counts": str(term.counts),
            "from_day": term.from_day.isoformat(),
            **more,
        },
    )
