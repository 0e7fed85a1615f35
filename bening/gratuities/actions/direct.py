"""What the UPG notes of gifts that were reported to KPK without it (GOL)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.adapters.keys import new_key
from bening.agencies.models import Agency, WorkUnit
from bening.gratuities import access
from bening.gratuities.actions.reports import EARLIEST
from bening.gratuities.models import DecisionChoice, Direction, DirectReport
from bening.gratuities.queries import report_due
from bening.gratuities.refusals import GratuityRefused, GratuitySettled


def note_direct(
    *,
    reporter: Person | None,
    unit: WorkUnit | None,
    direction: Direction,
    received_on: date,
    sent_on: date,
    number: str,
    by: Person,
    now: datetime,
) -> DirectReport:
    """Puts a direct report into the register; without `reporter` where only the number is known.

    Raises NotAllowed, TiedByInterest, GratuityRefused ("gratuity_direct_number",
    "gratuity_day_in_future", "gratuity_too_early", "gratuity_direct_before": on;
    "gratuity_direct_of_agency", "gratuity_of_other_agency", "gratuity_direct_unit",
    "gratuity_direct_twice").
    """
    given, today = number.strip()[:120], today_of(by, now)
    access.check_is_upg(by, today)
    if not given:
        raise GratuityRefused("gratuity_direct_number", field="number")
    if sent_on > today:
        raise GratuityRefused("gratuity_day_in_future", field="sent_on")
    if received_on < EARLIEST:
        raise GratuityRefused("gratuity_too_early", field="received_on")
    if sent_on < received_on:
        raise GratuityRefused("gratuity_direct_before", field="sent_on", on=received_on)
    if reporter is not None and reporter.agency_id != by.agency_id:
        raise GratuityRefused("gratuity_direct_of_agency", field="reporter")
    if unit is not None and unit.agency_id != by.agency_id:
        raise GratuityRefused("gratuity_of_other_agency", field="unit")
    if reporter is not None and unit is None:
        raise GratuityRefused("gratuity_direct_unit", field="unit")
    with transaction.atomic():
        agency = Agency.objects.select_for_update().get(Q(pk=by.agency_id))
        due_on = report_due(agency, received_on)
        made = DirectReport(
            pk=new_key(),
            agency=agency,
            unit=unit,
            reporter=reporter,
            direction=direction,
            received_on=received_on,
            sent_on=sent_on,
            number=given,
            due_on=due_on,
            is_late=sent_on > due_on,
            noted_by=by,
            noted_at=now,
        )
        access.check_can_keep_direct(by, made, today)
        if DirectReport.objects.filter(agency=agency, number=given).exists():
            raise GratuityRefused("gratuity_direct_twice", field="number")
        made.save(force_insert=True)
        _record("gratuity.direct_noted", made, by, now, sent_on=sent_on.isoformat())
    return made


def open_direct(*, direct: DirectReport, reason: str, by: Person, now: datetime) -> Person:
    """Who reported; each look is recorded with its reason.

    Raises NotAllowed, TiedByInterest, GratuityRefused ("gratuity_opening_reason",
    "gratuity_direct_nameless").
    """
    why = reason.strip()[:300]
    if not why:
        raise GratuityRefused("gratuity_opening_reason", field="reason")
    with transaction.atomic():
        kept = _held(direct, by, now)
        if kept.reporter is None:
            raise GratuityRefused("gratuity_direct_nameless")
        _record("gratuity.direct_opened", kept, by, now, reason=why)
    found: Person = kept.reporter
    return found


def decide_direct(
    *,
    direct: DirectReport,
    decision: DecisionChoice,
    number: str,
    decided_on: date,
    by: Person,
    now: datetime,
) -> DirectReport:
    """Notes what KPK decided, and by which paper.

    Raises NotAllowed, TiedByInterest, GratuitySettled("gratuity_direct_decided"), GratuityRefused
    ("gratuity_number_missing", "gratuity_day_in_future", "gratuity_direct_decided_before": on).
    """
    paper = number.strip()[:120]
    if not paper:
        raise GratuityRefused("gratuity_number_missing", field="number")
    if decided_on > today_of(by, now):
        raise GratuityRefused("gratuity_day_in_future", field="decided_on")
    with transaction.atomic():
        kept = _open(direct, by, now)
        if decided_on < kept.sent_on:
            raise GratuityRefused(
                "gratuity_direct_decided_before", field="decided_on", on=kept.sent_on
            )
        kept.decision, kept.decision_number, kept.decided_on = decision, paper, decided_on
        kept.save(update_fields=["decision", "decision_number", "decided_on"])
        _record(
            "gratuity.direct_decided",
            kept,
            by,
            now,
            decision=decision,
            paper=paper,
            decided_on=decided_on.isoformat(),
        )
    return kept


def drop_direct(*, direct: DirectReport, reason: str, by: Person, now: datetime) -> DirectReport:
    """Takes a wrong note out of the register; the trail keeps that it was there, and why.

    Raises NotAllowed, TiedByInterest, GratuitySettled("gratuity_direct_decided"),
    GratuityRefused("gratuity_reason_missing").
    """
    why = reason.strip()[:300]
    if not why:
        raise GratuityRefused("gratuity_reason_missing", field="reason")
    with transaction.atomic():
        kept = _open(direct, by, now)
        _record("gratuity.direct_dropped", kept, by, now, reason=why)
        DirectReport.objects.filter(pk=kept.pk).delete()
    return kept


def _held(direct: DirectReport, by: Person, now: datetime) -> DirectReport:
    kept: DirectReport = (
        DirectReport.objects.select_for_update(of=("self",))
        .select_related("unit__agency", "reporter")
        .get(pk=direct.pk)
    )
    access.check_can_keep_direct(by, kept, today_of(by, now))
    return kept


def _open(direct: DirectReport, by: Person, now: datetime) -> DirectReport:
    kept = _held(direct, by, now)
    if kept.decision:
        raise GratuitySettled("gratuity_direct_decided")
    return kept


def _record(act: str, direct: DirectReport, by: Person, now: datetime, **data: object) -> None:
    """The event of an act; it names no reporter."""
    audit.record(
        act=act,
        by=by.pk,
        agency=direct.agency_id,
        subject=("gratuity_direct", direct.pk),
        at=now,
        data={"number": direct.number, **data},
    )
