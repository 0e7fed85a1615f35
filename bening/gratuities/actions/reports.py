"""What the reporter does: a draft whose clocks run since the receipt, the report, completion."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.adapters import personal_data
from bening.adapters.keys import new_key
from bening.agencies.models import WorkUnit
from bening.casework.actions import (
    give_clocks,
    next_number,
    resume_clock,
    start_clock,
    stop_clock,
    stop_clocks,
)
from bening.casework.models import CaseClock, Channel
from bening.domain.days import day_in
from bening.domain.gratuities import ReportAct, ReportState, after
from bening.domain.workdays import start_of_day
from bening.gratuities.access import free_officers
from bening.gratuities.details import Details, digest_of, opened, sealed
from bening.gratuities.exemptions import Circumstance
from bening.gratuities.models import Direction, GratuityReport, ObjectKind, State
from bening.gratuities.refusals import GratuityRefused, GratuitySettled

PREFIX = "GRT"
REPORT, TO_HELPER, TO_UPG = "gratuity_report", "gratuity_to_helper", "gratuity_to_upg"
HELPER_FORWARDS, UPG_FORWARDS = "gratuity_helper_forwards", "gratuity_upg_forwards"
COMPLETE, DECISION = "gratuity_complete", "gratuity_decision"
GOODS = "gratuity_goods"
LONGEST = 10_000
EARLIEST = date(2001, 11, 21)
"""The day since which gifts have to be reported."""
SENT_TWICE = timedelta(minutes=10)
EDITABLE = (State.DRAFT, State.INCOMPLETE)


def save_draft(
    *,
    report: GratuityReport | None,
    unit: WorkUnit,
    direction: Direction,
    received_on: date,
    circumstance: Circumstance,
    object_kind: ObjectKind,
    is_perishable: bool,
    is_secret: bool,
    bypasses_helper: bool,
    details: Details,
    seen_version: int,
    by: Person,
    now: datetime,
    key: UUID | None = None,
) -> GratuityReport:
    """Keeps what the reporter has typed so far; with `report` None a new draft.

    `key` names the request that makes a draft: again, it is the same draft, whatever became of it
    since. Without one the same sent twice within a few minutes is one draft.
    The clocks of a draft run since the receipt. Once it was reported, `received_on` and the way it
    took stay; only a report that the UPG wants completed can still be changed.
    Raises GratuityRefused ("gratuity_of_other_agency", "gratuity_in_future", "gratuity_too_early",
    "gratuity_too_long": most; "gratuity_value", "gratuity_nik"), NotAllowed
    ("gratuity_reporter_only"), GratuitySettled ("gratuity_changed", "gratuity_not_editable",
    "gratuity_key_used": the key named a request that said something else).
    """
    _check(unit, received_on, details, by, now)
    with transaction.atomic():
        if report is None:
            Person.objects.select_for_update().get(pk=by.pk)
            said = digest_of(
                details, unit.pk, direction, received_on, circumstance, object_kind,
                is_perishable, is_secret, bypasses_helper,
            )  # fmt: skip
            if key is not None:
                there = _sent_before(by, key, said)
            else:
                there = _typed_before(by, details, unit, direction, received_on, now)
            if there is not None:
                return there
            row = new_key()
            kept = GratuityReport(
                pk=row, agency_id=unit.agency_id, unit=unit, reporter=by, made_at=now, version=0,
                delivery_key=key,
                delivery_print=personal_data.keep(said, row=row) if key else b"",
            )  # fmt: skip
        else:
            kept = locked(report.pk)
            _check_editable(kept, by)
            if kept.version != seen_version:
                raise GratuitySettled("gratuity_changed")
        was = (kept.received_on, kept.unit_id, kept.bypasses_helper)
        if kept.state == State.DRAFT:
            kept.unit, kept.direction, kept.received_on = unit, direction, received_on
            kept.bypasses_helper = bypasses_helper
        kept.circumstance, kept.object_kind = circumstance, object_kind
        kept.is_perishable, kept.is_secret = is_perishable, is_secret
        kept.details = sealed(details, kept.pk)
        kept.version += 1
        kept.save()
        if kept.state == State.DRAFT:
            if was != (kept.received_on, kept.unit_id, kept.bypasses_helper):
                stop_clocks(case=kept.pk, by=by, now=now)
            _count(kept, by, now)
    return kept


def _sent_before(by: Person, key: UUID, said: str) -> GratuityReport | None:
    """What the request of that name made. Raises GratuitySettled("gratuity_key_used")."""
    made = _own(by).filter(delivery_key=key).first()
    if made is not None and personal_data.read(made.delivery_print, row=made.pk) != said:
        raise GratuitySettled("gratuity_key_used")
    return made


def _typed_before(
    by: Person,
    details: Details,
    unit: WorkUnit,
    direction: Direction,
    received_on: date,
    now: datetime,
) -> GratuityReport | None:
    """A draft of the last minutes that says the same."""
    drafts = _own(by).filter(
        state=State.DRAFT,
        version=1,
        made_at__gt=now - SENT_TWICE,
        unit=unit,
        direction=direction,
        received_on=received_on,
    )
    return next((each for each in drafts if opened(each.details, each.pk) == details), None)


def _own(by: Person) -> QuerySet[GratuityReport]:
    return GratuityReport.objects.filter(reporter=by).select_related("unit__agency", "reporter")


def submit_report(*, report: GratuityReport, is_true: bool, by: Person, now: datetime) -> None:
    """Reports the gift, however late: with a number, to the helper of the unit or to the UPG.

    The way through the helper is taken where the reporter did not bypass it and the unit has one
    without a tie.
    Raises GratuityRefused ("gratuity_statement", "gratuity_object_missing"), NotAllowed
    ("gratuity_reporter_only"), GratuitySettled("gratuity_not_editable"), GratuityMove.
    """
    if not is_true:
        raise GratuityRefused("gratuity_statement", field="is_true")
    with transaction.atomic():
        kept = locked(report.pk)
        _check_editable(kept, by)
        told = opened(kept.details, kept.pk)
        if not told.description and not told.story:
            raise GratuityRefused("gratuity_object_missing")
        today = day_in(kept.unit.zone, now)
        helpers = [] if kept.bypasses_helper else free_officers(kept, kept.unit_id, today)
        act = ReportAct.SUBMIT_TO_HELPER if helpers else ReportAct.SUBMIT_TO_UPG
        kept.state = State(after(ReportState(kept.state), act))
        kept.number = next_number(unit=kept.unit, prefix=PREFIX, year=today.year)
        kept.reported_at = now
        counted = _count(kept, by, now)
        kept.due_on = counted.due_on
        kept.is_late = counted.due_on is not None and today > counted.due_on
        stop_clock(case=kept.pk, term=TO_HELPER, by=by, now=now)
        stop_clock(case=kept.pk, term=TO_UPG, by=by, now=now)
        CaseClock.objects.filter(case=kept.pk).update(title=title_of(kept))
        if not helpers:
            kept.reached_upg_at = now
            kept.bypasses_helper = True
        kept.version += 1
        kept.save()
        hand_to(kept, by=by, now=now)
        record(
            "gratuity.reported",
            kept,
            by=by,
            now=now,
            direction=kept.direction,
            is_late=kept.is_late,
            state=kept.state,
        )


def complete_report(*, report: GratuityReport, by: Person, now: datetime) -> None:
    """Sends what the UPG asked for; its clock goes on.

    Raises NotAllowed("gratuity_reporter_only"), GratuitySettled("gratuity_not_editable"),
    GratuityMove.
    """
    with transaction.atomic():
        kept = locked(report.pk)
        _check_editable(kept, by)
        kept.state = State(after(ReportState(kept.state), ReportAct.COMPLETE))
        kept.version += 1
        kept.save(update_fields=["state", "version"])
        stop_clock(case=kept.pk, term=COMPLETE, by=by, now=now)
        resume_clock(case=kept.pk, term=UPG_FORWARDS, by=by, now=now)
        record("gratuity.completed", kept, by=by, now=now)


def discard_draft(*, report: GratuityReport, by: Person, now: datetime) -> None:
    """Removes a draft that was never reported, with its photos and clocks.

    Raises NotAllowed("gratuity_reporter_only"), GratuitySettled("gratuity_not_editable").
    """
    with transaction.atomic():
        kept = locked(report.pk)
        _check_editable(kept, by)
        if kept.state != State.DRAFT:
            raise GratuitySettled("gratuity_not_editable")
        stop_clocks(case=kept.pk, by=by, now=now)
        CaseClock.objects.filter(case=kept.pk).delete()
        kept.delete()


def locked(key: UUID) -> GratuityReport:
    """The report, its row held until the transaction ends."""
    kept: GratuityReport = (
        GratuityReport.objects.select_for_update(of=("self",))
        .select_related("unit__agency", "reporter")
        .get(pk=key)
    )
    return kept


def check_editable(report: GratuityReport, by: Person) -> None:
    """Whether the report can be changed, and by this person.

    Raises NotAllowed("gratuity_reporter_only"), GratuitySettled("gratuity_not_editable").
    """
    _check_editable(report, by)


def _check_editable(report: GratuityReport, by: Person) -> None:
    if report.reporter_id != by.pk:
        raise NotAllowed("gratuity_reporter_only")
    if report.state not in EDITABLE:
        raise GratuitySettled("gratuity_not_editable")


def _check(unit: WorkUnit, on: date, details: Details, by: Person, now: datetime) -> None:
    if unit.agency_id != by.agency_id:
        raise GratuityRefused("gratuity_of_other_agency", field="unit")
    if on > today_of(by, now):
        raise GratuityRefused("gratuity_in_future", field="received_on")
    if on < EARLIEST:
        raise GratuityRefused("gratuity_too_early", field="received_on")
    if max(len(details.story), len(details.description)) > LONGEST:
        raise GratuityRefused("gratuity_too_long", field="story", most=LONGEST)
    if details.value is not None and not 0 <= details.value < 10**15:
        raise GratuityRefused("gratuity_value", field="value")
    if details.nik and not (len(details.nik) == 16 and details.nik.isdecimal()):
        raise GratuityRefused("gratuity_nik", field="nik")


def title_of(report: GratuityReport) -> str:
    """What a turn or a notice calls the report: it names nobody and nothing."""
    if report.state == State.DRAFT:
        return _("Konsep laporan gratifikasi")
    return _("Laporan gratifikasi %(number)s") % {"number": report.number}


def address_of(report: GratuityReport) -> str:
    """The page of the report."""
    return reverse("gratuities:report", args=[report.pk])


def begin(
    report: GratuityReport,
    term: str,
    *,
    owner: Person | None,
    at: datetime,
    by: Person | None,
    now: datetime,
) -> CaseClock:
    """Starts one of the report's clocks."""
    return start_clock(
        channel=Channel.GRATUITY,
        case=report.pk,
        term=term,
        unit=report.unit,
        owner=owner,
        title=title_of(report),
        url=address_of(report),
        at=at,
        by=by,
        now=now,
        is_protected=True,
    )


def _count(report: GratuityReport, by: Person, now: datetime) -> CaseClock:
    """Starts, where they don't run, the clocks that run since the receipt; that of the law."""
    received = start_of_day(report.received_on, report.unit.zone)
    if report.state == State.DRAFT:
        today = day_in(report.unit.zone, now)
        has_helper = not report.bypasses_helper and free_officers(report, report.unit_id, today)
        term = TO_HELPER if has_helper else TO_UPG
        begin(report, term, owner=by, at=received, by=by, now=now)
    return begin(report, REPORT, owner=by, at=received, by=by, now=now)


def hand_to(report: GratuityReport, *, by: Person, now: datetime) -> None:
    """Gives the clocks to whoever has the report now, and starts theirs."""
    at_helper = report.state == State.AT_HELPER
    today = day_in(report.unit.zone, now)
    people = free_officers(report, report.unit_id if at_helper else None, today)
    owner = people[0] if people else None
    give_clocks(case=report.pk, owner=owner)
    begin(
        report,
        HELPER_FORWARDS if at_helper else UPG_FORWARDS,
        owner=owner,
        at=now,
        by=by,
        now=now,
    )


def record(act: str, report: GratuityReport, *, by: Person, now: datetime, **data: object) -> None:
    """The event of an act; it carries no word of what the report says."""
    kept: Mapping[str, object] = {"number": report.number, **data}
    audit.record(
        act=act,
        by=by.pk,
        agency=report.agency_id,
        subject=("gratuity", report.pk),
        at=now,
        data=dict(kept),
    )
