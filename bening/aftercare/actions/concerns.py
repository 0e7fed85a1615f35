"""Doubts about a title: raised, clarified by TPI, decided by the head of the agency."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.aftercare import access
from bening.aftercare.actions.titles import check_held, locked_title
from bening.aftercare.models import Concern, ConcernSource, ConcernState
from bening.aftercare.refusals import AftercareRefused, Settled
from bening.domain.days import day_in
from bening.programs.models import Award

CLARIFY_IN = timedelta(days=30)
"""How long a clarification may take: a rule of this system, the regulation sets no time."""
LONGEST = 10_000
FINDINGS = (ConcernState.UNFOUNDED, ConcernState.SUBSTANTIATED)


def raise_concern(
    *,
    award: Award,
    source: ConcernSource,
    text: str,
    reported_on: date,
    by: Person,
    now: datetime,
    reference: str = "",
) -> Concern:
    """Raises the task to clarify a doubt about a title.

    Other features hand over what they know here, with a `reference` of theirs; the same reference
    gives the concern that is there. Raises NotAllowed, Settled("title_is_revoked"),
    AftercareRefused ("concern_text_missing", "concern_text_too_long", "concern_in_future").
    """
    with transaction.atomic():
        kept = locked_title(award.pk)
        access.check_can_raise(by, kept.unit, today_of(by, now))
        check_held(kept)
        return put_concern(
            award=kept,
            source=source,
            text=text,
            reported_on=reported_on,
            reference=reference,
            by=by,
            now=now,
        )


def put_concern(
    *,
    award: Award,
    source: ConcernSource,
    text: str,
    reported_on: date,
    reference: str,
    by: Person,
    now: datetime,
    state: ConcernState = ConcernState.OPEN,
) -> Concern:
    """Writes a concern in the caller's transaction; what monitoring found is clarified already."""
    words = text.strip()
    today = day_in(award.unit.zone, now)
    if not words:
        raise AftercareRefused("concern_text_missing", field="text")
    if len(words) > LONGEST:
        raise AftercareRefused("concern_text_too_long", field="text", most=LONGEST)
    if reported_on > today:
        raise AftercareRefused("concern_in_future", field="reported_on")
    if reference:
        there = award.concerns.filter(reference=reference).first()
        if there is not None:
            return there
    clarified = state != ConcernState.OPEN
    made: Concern = Concern.objects.create(
        agency_id=award.agency_id,
        award=award,
        source=source,
        text=words,
        reported_on=reported_on,
        reference=reference,
        due_on=today + CLARIFY_IN,
        state=state,
        raised_by=by,
        raised_at=now,
        clarification=words if clarified else "",
        clarified_by=by if clarified else None,
        clarified_at=now if clarified else None,
    )
    audit.record(
        act="concern.raised",
        by=by.pk,
        agency=award.agency_id,
        subject=("award", award.pk),
        at=now,
        data={"concern": made.pk, "source": source, "reported_on": reported_on.isoformat()},
    )
    return made


def _locked(key: UUID, needed: ConcernState) -> Concern:
    """The concern, locked. Raises Settled("concern_moved")."""
    kept: Concern = (
        Concern.objects.select_for_update(of=("self",))
        .select_related("award__unit__agency")
        .get(pk=key)
    )
    if kept.state != needed:
        raise Settled("concern_moved", state=str(ConcernState(kept.state).label))
    return kept


def clarify_concern(
    *, concern: Concern, finding: ConcernState, text: str, by: Person, now: datetime
) -> Concern:
    """What the clarification found: nothing to it, or something for the head to decide.

    Raises NotAllowed, Settled("concern_moved"), AftercareRefused ("clarification_unknown",
    "clarification_missing", "monitor_belongs_to_unit").
    """
    if finding not in FINDINGS:
        raise AftercareRefused("clarification_unknown", field="finding")
    words = text.strip()
    if not words:
        raise AftercareRefused("clarification_missing", field="text")
    with transaction.atomic():
        kept = _locked(concern.pk, ConcernState.OPEN)
        access.check_can_monitor(by, kept.award.unit, today_of(by, now))
        kept.state, kept.clarification = finding, words
        kept.clarified_by, kept.clarified_at = by, now
        kept.save(update_fields=["state", "clarification", "clarified_by", "clarified_at"])
        audit.record(
            act="concern.clarified",
            by=by.pk,
            agency=kept.agency_id,
            subject=("award", kept.award_id),
            at=now,
            data={"concern": kept.pk, "state": finding, "text": words},
        )
    return kept


def keep_title(*, concern: Concern, reason: str, by: Person, now: datetime) -> Concern:
    """Decides that the title stays in spite of what was found, and why.

    Raises NotAllowed, Settled("concern_moved"), AftercareRefused("kept_reason_missing").
    """
    why = reason.strip()
    if not why:
        raise AftercareRefused("kept_reason_missing", field="reason")
    with transaction.atomic():
        kept = _locked(concern.pk, ConcernState.SUBSTANTIATED)
        access.check_can_decide(by, kept.award.unit, today_of(by, now))
        kept.state, kept.decision = ConcernState.KEPT, why
        kept.decided_by, kept.decided_at = by, now
        kept.save(update_fields=["state", "decision", "decided_by", "decided_at"])
        audit.record(
            act="concern.title_kept",
            by=by.pk,
            agency=kept.agency_id,
            subject=("award", kept.award_id),
            at=now,
            data={"concern": kept.pk, "reason": why},
        )
    return kept
