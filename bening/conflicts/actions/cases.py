"""A conflict decided by the superior, controlled, watched, closed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.adapters.keys import new_key
from bening.casework.actions import stop_clocks
from bening.conflicts import access
from bening.conflicts.actions.lists import end_ties
from bening.conflicts.actions.steps import locked, record, tell, words_of
from bening.conflicts.content import sealed
from bening.conflicts.models import (
    CaseState,
    ConflictCase,
    ControlCheck,
    ControlKind,
    ControlMeasure,
    Kind,
    Origin,
    Tie,
)
from bening.conflicts.people import person_typed
from bening.domain import conflicts as rules
from bening.domain.conflicts import ConflictRefused


@dataclass(frozen=True, slots=True)
class MeasureHead:
    """A measure to set: `owner` is an employee number or address, empty for the declarant."""

    control: ControlKind
    text: str
    due_on: date
    owner: str = ""
    cooling_until: date | None = None


def decide_case(
    *,
    case: ConflictCase,
    outcome: CaseState,
    reason: str,
    kind: Kind | None = None,
    measure: MeasureHead | None = None,
    by: Person,
    now: datetime,
) -> ConflictCase:
    """The superior's decision: no conflict, or controlled with a first measure.

    Raises NotAllowed, ConflictRefused ("conflict_step", "conflict_decision_reason_missing",
    "conflict_measure_missing", "conflict_kind_missing" and those of a measure).
    """
    with transaction.atomic():
        kept = locked(case)
        access.check_can_decide(by, kept)
        rules.check_step(rules.CaseState(kept.state), rules.CaseState(outcome))
        why = words_of(reason, "reason", "conflict_decision_reason_missing")
        is_controlled = outcome == CaseState.CONTROLLED
        if is_controlled and not (kind or kept.kind):
            raise ConflictRefused("conflict_kind_missing", field="kind")
        if is_controlled and measure is None:
            raise ConflictRefused("conflict_measure_missing", field="control")
        kept.state = outcome
        kept.kind = kind or kept.kind
        kept.decision_kept = sealed({"reason": why}, row=kept.pk)
        kept.decided_by, kept.decided_at = by, now
        if not is_controlled:
            kept.closed_at = now
            end_ties(kept.ties.filter(is_cooling=False), today_of(by, now))
        kept.save()
        stop_clocks(case=kept.pk, by=by, now=now)
        if measure is not None and is_controlled:
            _put_measure(kept, measure, by, now)
        record("conflict.decided", kept, by, now)
        if kept.origin == Origin.OWN and kept.person is not None:
            tell(kept, "conflict_decided", [kept.person], now)
    return kept


def add_measure(
    *, case: ConflictCase, measure: MeasureHead, by: Person, now: datetime
) -> ControlMeasure:
    """One more measure of a conflict that is controlled. Raises NotAllowed, ConflictRefused."""
    with transaction.atomic():
        kept = locked(case)
        access.check_can_decide(by, kept)
        if kept.state not in (CaseState.CONTROLLED, CaseState.MONITORED):
            raise ConflictRefused("conflict_step", state=kept.state)
        made = _put_measure(kept, measure, by, now)
        record("conflict.measure_set", kept, by, now, control=made.control)
    return made


def finish_measure(
    *, measure: ControlMeasure, text: str, by: Person, now: datetime
) -> ControlMeasure:
    """Its owner or the superior says how it was carried out. Raises NotAllowed, ConflictRefused."""
    with transaction.atomic():
        kept = (
            ControlMeasure.objects.select_for_update(of=("self",))
            .select_related("case__unit__agency")
            .get(pk=measure.pk)
        )
        if kept.owner_id != by.pk:
            access.check_can_decide(by, kept.case)
        if kept.done_at is not None:
            raise ConflictRefused("conflict_measure_is_done")
        words = words_of(text, "text", "conflict_measure_done_missing")
        kept.done_at, kept.done_by = now, by
        kept.done_kept = sealed({"text": words}, row=kept.pk)
        kept.save(update_fields=["done_at", "done_by", "done_kept"])
        record("conflict.measure_done", kept.case, by, now, control=kept.control)
    return kept


def check_case(
    *, case: ConflictCase, works: bool, text: str, by: Person, now: datetime
) -> ControlCheck:
    """Superior or officer looked whether the measures work. Raises NotAllowed, ConflictRefused."""
    with transaction.atomic():
        kept = locked(case)
        access.check_can_check(by, kept, today_of(by, now))
        rules.check_step(rules.CaseState(kept.state), rules.CaseState.MONITORED)
        words = words_of(text, "text", "conflict_check_text_missing")
        key = new_key()
        made = ControlCheck.objects.create(
            pk=key,
            case=kept,
            works=works,
            kept=sealed({"text": words}, row=key),
            checked_by=by,
            checked_at=now,
        )
        kept.state = CaseState.MONITORED
        kept.save(update_fields=["state"])
        record("conflict.checked", kept, by, now)
    return made


def close_case(*, case: ConflictCase, by: Person, now: datetime) -> ConflictCase:
    """Closes a conflict that was watched and whose measures are done; cooling periods go on.

    Raises NotAllowed, ConflictRefused ("conflict_step", "conflict_measures_open",
    "conflict_check_says_no").
    """
    with transaction.atomic():
        kept = locked(case)
        access.check_can_decide(by, kept)
        done = [each.done_at is not None for each in kept.measures.all()]
        rules.check_close(rules.CaseState(kept.state), measures=len(done), done=sum(done))
        newest = kept.checks.first()
        if newest is not None and not newest.works:
            raise ConflictRefused("conflict_check_says_no")
        kept.state, kept.closed_at = CaseState.CLOSED, now
        kept.save(update_fields=["state", "closed_at"])
        end_ties(kept.ties.filter(is_cooling=False), today_of(by, now))
        record("conflict.closed", kept, by, now)
        if kept.origin == Origin.OWN and kept.person is not None:
            tell(kept, "conflict_closed", [kept.person], now)
    return kept


def _put_measure(
    case: ConflictCase, head: MeasureHead, by: Person, now: datetime
) -> ControlMeasure:
    today = today_of(by, now)
    words = words_of(head.text, "text", "conflict_measure_text_missing")
    if head.due_on < today:
        raise ConflictRefused("conflict_measure_in_past", field="due_on")
    is_cooling = head.control == ControlKind.COOLING
    if is_cooling and (head.cooling_until is None or head.cooling_until <= today):
        raise ConflictRefused("conflict_cooling_end_missing", field="cooling_until")
    owner = person_typed(head.owner, agency=case.agency_id, field="owner") or (
        case.person if case.person is not None and case.origin == Origin.OWN else by
    )
    key = new_key()
    made = ControlMeasure.objects.create(
        pk=key,
        case=case,
        control=head.control,
        kept=sealed({"text": words}, row=key),
        owner=owner,
        due_on=head.due_on,
        cooling_until=head.cooling_until if is_cooling else None,
        set_at=now,
    )
    if is_cooling and case.person is not None:
        Tie.objects.create(
            agency_id=case.agency_id,
            person=case.person,
            unit=case.about_unit or case.unit,
            other=case.about_person,
            case=case,
            is_cooling=True,
            starts_on=today,
            ends_on=head.cooling_until,
        )
    if owner.pk != by.pk:
        tell(
            case,
            "conflict_measure",
            [owner],
            now,
            key=f"measure:{key}",
            url=reverse("conflicts:measure", args=[key]),
        )
    return made
