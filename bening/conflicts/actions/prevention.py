"""Outreach, handling in services, advice, and statements before an assignment."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.adapters.keys import new_key
from bening.agencies.models import WorkUnit
from bening.calendars.telling import notify
from bening.conflicts import access
from bening.conflicts.content import sealed
from bening.conflicts.models import (
    AnswerOfFreedom,
    ConflictCase,
    Consultation,
    FreedomStatement,
    Occasion,
    Outreach,
    OutreachKind,
    ServiceControl,
)
from bening.conflicts.people import needed_person
from bening.conflicts.superiors import unit_of
from bening.conflicts.ties import check_free
from bening.domain.conflicts import ConflictRefused
from bening.services.models import Service


def hold_outreach(
    *,
    unit: WorkUnit,
    kind: OutreachKind,
    title: str,
    held_on: date,
    participants: int,
    proof: str,
    services: Collection[Service],
    by: Person,
    now: datetime,
) -> Outreach:
    """Records a meeting and the services it was for. Raises NotAllowed, ConflictRefused."""
    with transaction.atomic():
        today = today_of(by, now)
        access.check_can_keep(by, unit, today)
        if not title.strip():
            raise ConflictRefused("conflict_outreach_title_missing", field="title")
        if held_on > today:
            raise ConflictRefused("conflict_outreach_in_future", field="held_on")
        if participants < 1:
            raise ConflictRefused("conflict_participants_missing", field="participants")
        _check_proof(proof)
        if any(each.unit_id != unit.pk for each in services):
            raise ConflictRefused("conflict_service_of_another", field="services")
        made = Outreach.objects.create(
            agency_id=unit.agency_id,
            unit=unit,
            kind=kind,
            title=title.strip()[:200],
            held_on=held_on,
            participants=participants,
            proof=proof.strip()[:300],
            entered_by=by,
            entered_at=now,
        )
        made.services.set(services)
        _record("conflict.outreach_held", unit, by, now, title=made.title)
    return made


def apply_to_service(
    *, service: Service, practice: str, proof: str, starts_on: date, by: Person, now: datetime
) -> ServiceControl:
    """Records how conflicts are handled in a service. Raises NotAllowed, ConflictRefused."""
    with transaction.atomic():
        today = today_of(by, now)
        access.check_can_keep(by, service.unit, today)
        if not practice.strip():
            raise ConflictRefused("conflict_practice_missing", field="practice")
        _check_proof(proof)
        if starts_on > today:
            raise ConflictRefused("conflict_practice_in_future", field="starts_on")
        made = ServiceControl.objects.create(
            agency_id=service.agency_id,
            service=service,
            practice=practice.strip(),
            proof=proof.strip()[:300],
            starts_on=starts_on,
            entered_by=by,
            entered_at=now,
        )
        _record("conflict.applied_to_service", service.unit, by, now, name=service.name)
    return made


def end_service(
    *, control: ServiceControl, ends_on: date, by: Person, now: datetime
) -> ServiceControl:
    """What was done in a service is done no more after `ends_on`, a day that has come.

    Raises NotAllowed, ConflictRefused ("conflict_practice_ended", "conflict_practice_in_future",
    "conflict_ends_before_start").
    """
    with transaction.atomic():
        kept = (
            ServiceControl.objects.select_for_update(of=("self",))
            .select_related("service__unit__agency")
            .get(pk=control.pk)
        )
        unit, today = kept.service.unit, today_of(by, now)
        access.check_can_keep(by, unit, today)
        if kept.ends_on is not None:
            raise ConflictRefused("conflict_practice_ended", field="control")
        if ends_on > today:
            raise ConflictRefused("conflict_practice_in_future", field="ends_on")
        if ends_on < kept.starts_on:
            raise ConflictRefused("conflict_ends_before_start", field="ends_on")
        kept.ends_on = ends_on
        kept.save(update_fields=["ends_on"])
        _record("conflict.service_ended", unit, by, now, name=kept.service.name)
    return kept


def ask_consultation(*, text: str, by: Person, now: datetime) -> Consultation:
    """Asks the officer for advice. Raises ConflictRefused."""
    with transaction.atomic():
        today = today_of(by, now)
        unit = unit_of(by, today)
        if not text.strip():
            raise ConflictRefused("conflict_question_missing", field="text")
        key = new_key()
        made = Consultation.objects.create(
            pk=key,
            agency_id=unit.agency_id,
            unit=unit,
            person=by,
            kept=sealed({"text": text.strip()[:10_000]}, row=key),
            asked_at=now,
        )
        officers = [
            row.person
            for row in access.officers_in_force(today)
            .filter(agency_id=unit.agency_id)
            .select_related("person", "unit")
            if unit.path.startswith(row.unit.path)
        ]
        _notify(made, "consultation_asked", officers, now)
        _record("conflict.advice_asked", unit, by, now)
    return made


def answer_consultation(
    *, consultation: Consultation, text: str, by: Person, now: datetime
) -> Consultation:
    """The officer's advice. Raises NotAllowed, ConflictRefused."""
    with transaction.atomic():
        kept = (
            Consultation.objects.select_for_update(of=("self",))
            .select_related("unit__agency", "person")
            .get(pk=consultation.pk)
        )
        access.check_can_advise(by, kept.unit, today_of(by, now))
        if kept.answered_at is not None:
            raise ConflictRefused("conflict_consultation_answered")
        if not text.strip():
            raise ConflictRefused("conflict_answer_missing", field="text")
        kept.answer_kept = sealed({"text": text.strip()[:10_000]}, row=kept.pk)
        kept.answered_by, kept.answered_at = by, now
        kept.save(update_fields=["answer_kept", "answered_by", "answered_at"])
        _notify(kept, "conflict_consultation_answered", [kept.person], now)
        _record("conflict.advice_given", kept.unit, by, now)
    return kept


def ask_statement(
    *,
    unit: WorkUnit,
    person: str,
    occasion: Occasion,
    subject: str,
    due_on: date,
    service: Service | None = None,
    by: Person,
    now: datetime,
) -> FreedomStatement:
    """Asks somebody to state before an assignment whether they are free of conflict.

    Raises NotAllowed, ConflictRefused.
    """
    with transaction.atomic():
        today = today_of(by, now)
        access.check_can_keep(by, unit, today)
        if not subject.strip():
            raise ConflictRefused("conflict_subject_missing", field="subject")
        if due_on < today:
            raise ConflictRefused("conflict_statement_due_in_past", field="due_on")
        if service is not None and service.unit_id != unit.pk:
            raise ConflictRefused("conflict_service_of_another", field="service")
        found = needed_person(person, agency=unit.agency_id)
        made = FreedomStatement.objects.create(
            agency_id=unit.agency_id,
            unit=unit,
            person=found,
            occasion=occasion,
            subject=subject.strip()[:300],
            service=service,
            due_on=due_on,
            asked_by=by,
            asked_at=now,
        )
        notify(
            people=[found],
            code="freedom_asked",
            key=f"freedom:{made.pk}",
            url=reverse("conflicts:statement", args=[made.pk]),
            values={"subject": made.subject},
            agency=unit.agency_id,
            now=now,
        )
        _record("conflict.statement_asked", unit, by, now, subject=made.subject)
    return made


def give_statement(
    *,
    statement: FreedomStatement,
    answer: AnswerOfFreedom,
    case: ConflictCase | None = None,
    by: Person,
    now: datetime,
) -> FreedomStatement:
    """The person's own word; who declared a tie with the unit can't say to be free of one.

    Raises NotAllowed, TiedByInterest, ConflictRefused ("conflict_statement_given",
    "conflict_answer_of_freedom_missing").
    """
    with transaction.atomic():
        kept = (
            FreedomStatement.objects.select_for_update(of=("self",))
            .select_related("unit__agency", "asked_by", "person")
            .get(pk=statement.pk)
        )
        access.check_can_state(by, kept)
        if kept.answer != AnswerOfFreedom.WAITING:
            raise ConflictRefused("conflict_statement_given")
        if answer == AnswerOfFreedom.WAITING:
            raise ConflictRefused("conflict_answer_of_freedom_missing", field="answer")
        if answer == AnswerOfFreedom.FREE:
            check_free(by, unit=kept.unit, on=today_of(by, now))
        kept.answer, kept.answered_at = answer, now
        kept.case = case if case is not None and case.is_of(by) else None
        kept.save(update_fields=["answer", "answered_at", "case"])
        notify(
            people=[kept.asked_by],
            code=f"freedom_{answer}",
            key=f"freedom:{kept.pk}:{answer}",
            url=reverse("conflicts:statement", args=[kept.pk]),
            values={"subject": kept.subject, "person": by.name},
            agency=kept.agency_id,
            now=now,
        )
        _record("conflict.statement_given", kept.unit, by, now, subject=kept.subject)
    return kept


def _check_proof(proof: str) -> None:
    if not proof.strip():
        raise ConflictRefused("conflict_proof_missing", field="proof")


def _notify(row: Consultation, code: str, people: list[Person], now: datetime) -> None:
    notify(
        people=people,
        code=code,
        key=f"{code}:{row.pk}",
        url=reverse("conflicts:consultation", args=[row.pk]),
        values={},
        agency=row.agency_id,
        now=now,
    )


def _record(act: str, unit: WorkUnit, by: Person, now: datetime, **data: str) -> None:
    audit.record(
        act=act, by=by.pk, agency=unit.agency_id, subject=("unit", unit.pk), at=now, data=data
    )
