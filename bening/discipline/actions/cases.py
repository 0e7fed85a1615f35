"""A case registered, given its examiners, weighed anew, or dropped before a summons."""

from datetime import date, datetime

from django.db import transaction

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.adapters.keys import new_key
from bening.casework.actions import next_number, stop_clocks
from bening.conflicts.content import sealed
from bening.conflicts.people import needed_person
from bening.conflicts.superiors import unit_of
from bening.discipline import access
from bening.discipline.actions.steps import (
    begin_term,
    check_past,
    check_step,
    locked,
    record,
    tell,
    words_of,
)
from bening.discipline.models import (
    Capacity,
    CaseExaminer,
    CaseState,
    DisciplineCase,
    Level,
    Nature,
    Outcome,
    Source,
)
from bening.domain.days import day_in
from bening.domain.discipline import DisciplineRefused

PREFIX = "DIS"
BEFORE_DECISION = frozenset({CaseState.REPORTED, CaseState.SUMMONED, CaseState.EXAMINED})


def register_case(
    *,
    person: str,
    nature: Nature,
    source: Source,
    level: Level,
    happened_on: date,
    act: str,
    article: str,
    reference: str = "",
    by: Person,
    now: datetime,
) -> DisciplineCase:
    """Registers what somebody is alleged to have done, at the unit where they work.

    `person` is an employee number or address. Raises NotAllowed, DisciplineRefused.
    """
    with transaction.atomic():
        today = today_of(by, now)
        access.check_keeps_any(by, today)
        found = needed_person(person, agency=by.agency_id)
        if found.pk == by.pk:
            raise DisciplineRefused("discipline_about_oneself", field="person")
        unit = unit_of(found, today)
        access.check_can_register(by, unit, today)
        check_past(happened_on, today, "happened_on")
        told = {
            "act": words_of(act, "act"),
            "article": words_of(article, "article", "discipline_article_missing"),
            "reference": reference.strip()[:300],
        }
        key = new_key()
        case = DisciplineCase.objects.create(
            pk=key,
            agency_id=unit.agency_id,
            unit=unit,
            number=next_number(unit=unit, prefix=PREFIX, year=day_in(unit.zone, now).year),
            person=found,
            nature=nature,
            source=source,
            level=level,
            happened_on=happened_on,
            kept=sealed(told, row=key),
            registered_by=by,
            registered_at=now,
        )
        begin_term(case, "discipline_call", by, by, now)
        others = [
            each for each in access.officers_over(unit, today) if each.pk not in (by.pk, found.pk)
        ]
        tell(case, "discipline_registered", others, now)
        record("discipline.registered", case, by, now)
    return case


def set_level(*, case: DisciplineCase, level: Level, by: Person, now: datetime) -> DisciplineCase:
    """The case weighs more or less than it seemed; who decides it follows.

    Raises NotAllowed, DisciplineRefused("discipline_step").
    """
    with transaction.atomic():
        kept = locked(case)
        access.check_can_handle(by, kept, today_of(by, now))
        if kept.state not in BEFORE_DECISION:
            raise DisciplineRefused("discipline_step", state=kept.state)
        kept.level = level
        kept.save(update_fields=["level"])
        record("discipline.level_set", kept, by, now, level=str(level))
    return kept


def name_examiner(
    *, case: DisciplineCase, person: str, capacity: Capacity, by: Person, now: datetime
) -> CaseExaminer:
    """Names an examiner: never whoever is examined, nor somebody tied with them.

    Raises NotAllowed, TiedByInterest, DisciplineRefused ("discipline_examines_oneself",
    "discipline_examiner_exists", "discipline_step").
    """
    with transaction.atomic():
        kept = locked(case)
        today = today_of(by, now)
        access.check_can_name_examiner(by, kept, today)
        if kept.state not in BEFORE_DECISION:
            raise DisciplineRefused("discipline_step", state=kept.state)
        found = needed_person(person, agency=kept.agency_id)
        if found.pk == kept.person_id:
            raise DisciplineRefused("discipline_examines_oneself", field="person")
        if kept.examiners.filter(person=found).exists():
            raise DisciplineRefused("discipline_examiner_exists", field="person", person=found.name)
        access.check_untied(found, kept, today)
        made = CaseExaminer.objects.create(
            case=kept, person=found, capacity=capacity, named_by=by, named_at=now
        )
        if found.pk != by.pk:
            tell(kept, "discipline_examiner", [found], now, key=made.pk)
        record("discipline.examiner_named", kept, by, now, capacity=str(capacity))
    return made


def release_examiner(*, examiner: CaseExaminer, by: Person, now: datetime) -> None:
    """Takes back an examiner who has written nothing yet. Raises NotAllowed, DisciplineRefused."""
    with transaction.atomic():
        kept = locked(examiner.case)
        access.check_can_name_examiner(by, kept, today_of(by, now))
        has_written = kept.examinations.filter(written_by=examiner.person_id).exists()
        if has_written or kept.state not in BEFORE_DECISION:
            raise DisciplineRefused("discipline_examiner_has_written")
        row = kept.examiners.filter(pk=examiner.pk).first()
        if row is None:
            raise DisciplineRefused("discipline_examiner_gone")
        capacity = row.capacity
        row.delete()
        record("discipline.examiner_released", kept, by, now, capacity=capacity)


def drop_case(*, case: DisciplineCase, reason: str, by: Person, now: datetime) -> DisciplineCase:
    """Nothing to examine: whoever would decide says why. Raises NotAllowed, DisciplineRefused."""
    with transaction.atomic():
        kept = locked(case)
        access.check_can_decide(by, kept, today_of(by, now))
        if kept.state != CaseState.REPORTED:
            raise DisciplineRefused("discipline_step", state=kept.state)
        check_step(kept, CaseState.CLOSED)
        why = words_of(reason, "reason", "discipline_reason_missing")
        kept.decision_kept = sealed({"reason": why}, row=kept.pk)
        kept.state, kept.outcome = CaseState.CLOSED, Outcome.DROPPED
        kept.decided_by, kept.decided_at, kept.closed_at = by, now, now
        kept.save()
        stop_clocks(case=kept.pk, by=by, now=now)
        record("discipline.dropped", kept, by, now)
    return kept
