"""Submitting locks a snapshot; reopening leaves it as it was."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.domain.quality import Severity
from bening.evaluations import access, queries, snapshots
from bening.evaluations.models import EvaluationSheet, SheetState, Snapshot
from bening.evaluations.refusals import EvaluationRefused, NotReady
from bening.evaluations.states import REOPEN, RETURN, SUBMIT, Transition


def submit_sheet(*, sheet: EvaluationSheet, by: Person, now: datetime) -> Snapshot:
    """Freezes answers, notes, evidence, facts and score in a snapshot and locks the sheet.

    Raises NotAllowed, SheetLocked (also on the second of two clicks), NotReady with the kinds of
    its errors.
    """
    with transaction.atomic():
        locked = (
            EvaluationSheet.objects.select_for_update(of=("self",))
            .select_related("unit__agency", "cycle", "instrument", "program")
            .get(pk=sheet.pk)
        )
        access.check_can_submit(by, locked, on=today_of(by, now))
        filled = queries.filled(locked, now=now)
        errors = [finding for finding in filled.findings if finding.rule.severity is Severity.ERROR]
        if errors:
            raise NotReady("sheet_not_ready", kinds=tuple(finding.rule.kind for finding in errors))
        number = (locked.snapshots.aggregate(last=Max("number"))["last"] or 0) + 1
        content = snapshots.content(filled, number=number, by=by, now=now)
        snapshot = Snapshot.objects.create(
            agency_id=locked.agency_id,
            sheet=locked,
            number=number,
            content=content,
            sha256=hashlib.sha256(content.encode()).hexdigest(),
            total=str(filled.summary.total),
            submitted_by=by,
            submitted_at=now,
        )
        locked.state = SUBMIT.target
        locked.save(update_fields=["state"])
        audit.record(
            act=SUBMIT.act,
            by=by.pk,
            agency=locked.agency_id,
            subject=("sheet", locked.pk),
            at=now,
            data={
                "snapshot": snapshot.pk,
                "number": number,
                "sha256": snapshot.sha256,
                "total": snapshot.total,
            },
        )
    return snapshot


def reopen_sheet(
    *, sheet: EvaluationSheet, reason: str, by: Person, now: datetime
) -> EvaluationSheet:
    """Opens a submitted sheet again; its snapshot stays and says who, when and why.

    Raises NotAllowed, Refused("sheet_is_not_submitted"), EvaluationRefused("reason_missing").
    """
    cleaned = reason.strip()
    if not cleaned:
        raise EvaluationRefused("reason_missing")
    with transaction.atomic():
        locked = _locked(sheet)
        access.check_can_reopen(by, locked, on=today_of(by, now))
        _open_again(locked, cleaned, REOPEN, by=by, now=now)
    return locked


def return_sheet(
    *, sheet: EvaluationSheet, reason: str, by: Person, now: datetime
) -> EvaluationSheet:
    """Opens the sheet for repair when its review hands it back, in the transaction of that review.

    Raises NotAllowed, EvaluationRefused ("sheet_is_not_submitted", "sheet_under_review",
    "reason_missing").
    """
    cleaned = reason.strip()
    if not cleaned:
        raise EvaluationRefused("reason_missing")
    with transaction.atomic():
        locked = _locked(sheet)
        access.check_can_return(by, locked, on=today_of(by, now))
        _open_again(locked, cleaned, RETURN, by=by, now=now)
    return locked


def _locked(sheet: EvaluationSheet) -> EvaluationSheet:
    """The sheet, locked; its program is read after that, so that a move made meanwhile is seen."""
    return (
        EvaluationSheet.objects.select_for_update(of=("self",))
        .select_related("unit", "cycle")
        .get(pk=sheet.pk)
    )


def _open_again(
    sheet: EvaluationSheet, reason: str, move: Transition, *, by: Person, now: datetime
) -> None:
    snapshot = sheet.snapshots.order_by("-number").first()
    if snapshot is None:
        raise EvaluationRefused("sheet_has_no_snapshot")
    snapshot.reopened_by, snapshot.reopened_at, snapshot.reopened_reason = by, now, reason
    snapshot.save(update_fields=["reopened_by", "reopened_at", "reopened_reason"])
    sheet.state = SheetState(move.target)
    sheet.save(update_fields=["state"])
    audit.record(
        act=move.act,
        by=by.pk,
        agency=sheet.agency_id,
        subject=("sheet", sheet.pk),
        at=now,
        data={"reason": reason, "snapshot": snapshot.pk, "number": snapshot.number},
    )
