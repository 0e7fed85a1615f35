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
    today = today_of(by, now)
    access.check_is_upg(by, today)
    with transaction.atomic():
        agency = Agency.objects.select_for_update().get(Q(pk=by.agency_id))
        made = DirectReport(
            pk=new_key(),
            agency=agency,
            unit=unit,
            reporter=reporter,
            direction=direction,
            received_on=received_on,
            sent_on=sent_on,
            number=number.strip()[:120],
            noted_by=by,
            noted_at=now,
        )
        _check(made, agency, by, today)
        made.save(force_insert=True)
        _record("gratuity.direct_noted", made, by, now, sent_on=sent_on.isoformat())
    return made


def correct_direct(
    *,
    direct: DirectReport,
    reporter: Person | None,
    forgets_reporter: bool,
    unit: WorkUnit | None,
    direction: Direction,
    received_on: date,
    sent_on: date,
    number: str,
    seen_version: int,
    by: Person,
    now: datetime,
) -> DirectReport:
    """Corrects a note until KPK has decided; the trail keeps what each field was.

    The name stays closed: with `reporter` None it is as it was, unless `forgets_reporter` takes it
    out. The trail says that another was given, whoever it was, and never whom.
    Raises NotAllowed, TiedByInterest, GratuitySettled ("gratuity_direct_decided",
    "gratuity_changed"), GratuityRefused as `note_direct` and ("gratuity_direct_same",
    "gratuity_direct_who").
    """
    if reporter is not None and forgets_reporter:
        raise GratuityRefused("gratuity_direct_who", field="forgets_reporter")
    with transaction.atomic():
        kept = _open(direct, by, now)
        agency = Agency.objects.select_for_update().get(pk=kept.agency_id)
        if kept.version != seen_version:
            raise GratuitySettled("gratuity_changed")
        given = {
            "unit": unit,
            "direction": direction,
            "received_on": received_on,
            "sent_on": sent_on,
            "number": number.strip()[:120],
        }
        before = {name: getattr(kept, name) for name in given}
        changes = {
            name: {"before": _plain(before[name]), "after": _plain(value)}
            for name, value in given.items()
            if before[name] != value
        }
        fields = list(changes)
        if reporter is not None or (forgets_reporter and kept.reporter_id is not None):
            kept.reporter = reporter
            fields.append("reporter")
        if not fields:
            raise GratuityRefused("gratuity_direct_same")
        for name, value in given.items():
            setattr(kept, name, value)
        _check(kept, agency, by, today_of(by, now))
        kept.version += 1
        kept.save()
        _record("gratuity.direct_corrected", kept, by, now, fields=fields, changes=changes)
    return kept


def _check(direct: DirectReport, agency: Agency, by: Person, today: date) -> None:
    """Whether the register may hold it so; says until when it was in time, and whether it was.

    The row of `agency` is locked: no other note takes the number meanwhile.
    """
    if not direct.number:
        raise GratuityRefused("gratuity_direct_number", field="number")
    if direct.sent_on > today:
        raise GratuityRefused("gratuity_day_in_future", field="sent_on")
    if direct.received_on < EARLIEST:
        raise GratuityRefused("gratuity_too_early", field="received_on")
    if direct.sent_on < direct.received_on:
        raise GratuityRefused("gratuity_direct_before", field="sent_on", on=direct.received_on)
    if direct.reporter is not None and direct.reporter.agency_id != agency.pk:
        raise GratuityRefused("gratuity_direct_of_agency", field="reporter")
    if direct.unit is not None and direct.unit.agency_id != agency.pk:
        raise GratuityRefused("gratuity_of_other_agency", field="unit")
    if direct.reporter is not None and direct.unit is None:
        raise GratuityRefused("gratuity_direct_unit", field="unit")
    access.check_can_keep_direct(by, direct, today)
    same = DirectReport.objects.filter(agency=agency, number=direct.number)
    if same.exclude(pk=direct.pk).exists():
        raise GratuityRefused("gratuity_direct_twice", field="number")
    direct.due_on = report_due(agency, direct.received_on)
    direct.is_late = direct.sent_on > direct.due_on


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


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
