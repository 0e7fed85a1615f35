"""Mentoring visits: planned, then held with notes or cancelled with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.domain.days import day_in
from bening.mentoring import access
from bening.mentoring.actions.texts import line, said
from bening.mentoring.models import AttendeeSide, MentoringVisit, VisitAttendee, VisitState
from bening.mentoring.refusals import MentoringRefused, WrongMoment

MOST_ATTENDEES = 100


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who was there."""

    side: AttendeeSide
    name: str
    position: str = ""


def plan_visit(
    *, unit: WorkUnit, held_on: date, place: str, purpose: str, by: Person, now: datetime
) -> MentoringVisit:
    """Plans a visit to the unit. Raises NotAllowed, MentoringRefused."""
    access.check_can_mentor(by, unit, on=today_of(by, now))
    with transaction.atomic():
        made = MentoringVisit.objects.create(
            agency_id=unit.agency_id,
            unit=unit,
            held_on=held_on,
            place=line(place, "place"),
            purpose=said(purpose, "purpose"),
            planned_by=by,
            planned_at=now,
        )
        _record("visit.planned", made, by=by, now=now, data={"held_on": held_on.isoformat()})
    return made


def record_visit(
    *,
    visit: MentoringVisit,
    held_on: date,
    attendees: Sequence[Attendee],
    notes: str,
    by: Person,
    now: datetime,
) -> MentoringVisit:
    """Writes down what happened, and who was there of both sides.

    Raises NotAllowed, WrongMoment("visit_is_closed"), MentoringRefused ("visit_in_future",
    "attendees_missing", "mentoring_text_missing").
    """
    with transaction.atomic():
        held = _locked(visit)
        access.check_can_mentor(by, held.unit, on=today_of(by, now))
        _check_planned(held)
        if held_on > day_in(held.unit.zone, now):
            raise MentoringRefused("visit_in_future", field="held_on", held_on=held_on)
        if {one.side for one in attendees} != set(AttendeeSide):
            raise MentoringRefused("attendees_missing", field="unit_people")
        if len(attendees) > MOST_ATTENDEES:
            raise MentoringRefused("attendees_too_many", field="unit_people", most=MOST_ATTENDEES)
        held.notes, held.held_on = said(notes, "notes"), held_on
        _close(held, VisitState.HELD, by=by, now=now)
        VisitAttendee.objects.bulk_create(
            VisitAttendee(
                visit=held,
                side=one.side,
                name=line(one.name, "unit_people"),
                position=one.position.strip()[:200],
            )
            for one in attendees
        )
        data = {"held_on": held_on.isoformat(), "attendees": len(attendees)}
        _record("visit.held", held, by=by, now=now, data=data)
    return held


def cancel_visit(
    *, visit: MentoringVisit, reason: str, by: Person, now: datetime
) -> MentoringVisit:
    """Says that a planned visit does not take place. Raises NotAllowed, WrongMoment."""
    with transaction.atomic():
        held = _locked(visit)
        access.check_can_mentor(by, held.unit, on=today_of(by, now))
        _check_planned(held)
        held.cancelled_reason = line(reason, "reason", 500)
        _close(held, VisitState.CANCELLED, by=by, now=now)
        data = {"held_on": held.held_on.isoformat(), "reason": held.cancelled_reason}
        _record("visit.cancelled", held, by=by, now=now, data=data)
    return held


def _close(held: MentoringVisit, state: VisitState, *, by: Person, now: datetime) -> None:
    held.state, held.closed_by, held.closed_at = state, by, now
    held.save()


def _check_planned(held: MentoringVisit) -> None:
    if held.state != VisitState.PLANNED:
        raise WrongMoment("visit_is_closed", state=str(held.get_state_display()))


def _locked(visit: MentoringVisit) -> MentoringVisit:
    rows = MentoringVisit.objects.select_for_update(of=("self",)).select_related("unit__agency")
    return rows.get(pk=visit.pk)


def _record(
    act: str, held: MentoringVisit, *, by: Person, now: datetime, data: Mapping[str, object]
) -> None:
    audit.record(
        act=act, by=by.pk, agency=held.agency_id, subject=("visit", held.pk), at=now, data=data
    )
