"""What coordinators do with the duty lists."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.duties import in_force
from bening.accounts.models import Person
from bening.agencies.models import Agency, WorkUnit
from bening.domain.wealth_reports import (
    NIP,
    Line,
    Occasion,
    Rank,
    ReportKind,
    WealthRefused,
    check_rank,
)
from bening.wealth_reports import access, deadlines
from bening.wealth_reports.models import (
    KindChoice,
    OccasionChoice,
    RankChoice,
    WealthDuty,
    WealthOfficer,
    WealthSnapshot,
)
from bening.wealth_reports.queries import counts_of, totals_of


def name_officer(
    *, agency: Agency, unit: WorkUnit | None, person: Person, by: Person, now: datetime
) -> WealthOfficer:
    """Somebody keeps the list of the agency, or of one unit, from today on.

    Raises NotAllowed, WealthRefused ("wealth_of_other_agency", "wealth_officer_already").
    """
    today = today_of(by, now)
    if person.agency_id != agency.pk or not person.is_active:
        raise WealthRefused("wealth_of_other_agency", field="person")
    if unit is not None and unit.agency_id != agency.pk:
        raise WealthRefused("wealth_of_other_agency", field="unit")
    with transaction.atomic():
        access.check_can_name(by, agency, unit, today)
        Agency.objects.select_for_update().get(pk=agency.pk)
        there = WealthOfficer.objects.filter(
            in_force(today), agency=agency, unit=unit, person=person
        )
        if there.exists():
            raise WealthRefused("wealth_officer_already", field="person")
        made: WealthOfficer = WealthOfficer.objects.create(
            agency=agency, unit=unit, person=person, starts_on=today, named_by=by, named_at=now
        )
        subject = unit.pk if unit else agency.pk
        _record("wealth.officer_named", agency.pk, subject, by, now, person=person.name)
    return made


def end_officer(*, officer: WealthOfficer, by: Person, now: datetime) -> WealthOfficer:
    """The duty ends at once. Raises NotAllowed, WealthRefused("wealth_officer_ended")."""
    with transaction.atomic():
        kept: WealthOfficer = (
            WealthOfficer.objects.select_for_update(of=("self",))
            .select_related("agency", "unit", "person")
            .get(pk=officer.pk)
        )
        today = today_of(by, now)
        access.check_can_name(by, kept.agency, kept.unit, today)
        if kept.ends_on is not None and kept.ends_on < today:
            raise WealthRefused("wealth_officer_ended")
        kept.ends_on = today - timedelta(days=1)
        kept.starts_on = min(kept.starts_on, kept.ends_on)
        kept.save(update_fields=["starts_on", "ends_on"])
        subject = kept.unit_id or kept.agency_id
        _record("wealth.officer_ended", kept.agency_id, subject, by, now, person=kept.person.name)
    return kept


def add_duty(
    *,
    unit: WorkUnit,
    year: int,
    employee_number: str,
    name: str,
    kind: KindChoice,
    rank: RankChoice,
    occasion: OccasionChoice,
    since: date | None,
    by: Person,
    now: datetime,
) -> WealthDuty:
    """Puts one person onto the list; `since` is the day an office began or ended.

    Raises NotAllowed, WealthRefused ("wealth_nip", "wealth_name_missing", "wealth_since_missing",
    "wealth_duty_known", "wealth_year_too_early", "wealth_rank_of_other_kind").
    """
    check_rank(ReportKind(kind), Rank(rank))
    if not NIP.fullmatch(employee_number.strip()):
        raise WealthRefused("wealth_nip", field="employee_number")
    if not name.strip():
        raise WealthRefused("wealth_name_missing", field="name")
    if occasion == OccasionChoice.YEARLY:
        due = deadlines.yearly(ReportKind(kind), year)
    elif since is None:
        raise WealthRefused("wealth_since_missing", field="since")
    else:
        due = deadlines.special(since)
    with transaction.atomic():
        _locked(unit, by, now)
        values = {"unit": unit, "year": year, "employee_number": employee_number.strip()}
        if WealthDuty.objects.filter(**values, occasion=occasion).exists():
            raise WealthRefused("wealth_duty_known", field="employee_number")
        made: WealthDuty = WealthDuty.objects.create(
            **values,
            name=name.strip()[:200],
            kind=kind,
            rank=rank,
            occasion=occasion,
            due_on=due.due_on,
            entered_by=by,
            entered_at=now,
        )
        _record("wealth.duty_added", unit.agency_id, unit.pk, by, now, year=year)
    return made


def import_recap(
    *, unit: WorkUnit, year: int, lines: Sequence[Line], by: Person, now: datetime
) -> tuple[int, int]:
    """Takes over the good lines of a recap: how many people are new, and how many changed.

    A line without a report never takes back one that is known. Raises NotAllowed, WealthRefused
    ("wealth_recap_empty", "wealth_year_too_early").
    """
    if not lines:
        raise WealthRefused("wealth_recap_empty", field="file")
    due = {kind: deadlines.yearly(kind, year).due_on for kind in ReportKind}
    with transaction.atomic():
        _locked(unit, by, now)
        known = {
            row.employee_number: row
            for row in WealthDuty.objects.filter(
                unit=unit, year=year, occasion=OccasionChoice.YEARLY
            )
        }
        new, changed = [], []
        for line in lines:
            row = known.get(line.employee_number)
            if row is None:
                row = WealthDuty(
                    unit=unit,
                    year=year,
                    employee_number=line.employee_number,
                    occasion=Occasion.YEARLY.value,
                    entered_by=by,
                    entered_at=now,
                )
                new.append(row)
            elif not _differs(row, line):
                continue
            else:
                changed.append(row)
            row.name, row.kind, row.rank = line.name, line.kind.value, line.rank.value
            row.due_on = due[line.kind]
            if line.reported_on is not None:
                row.reported_on, row.receipt = line.reported_on, line.receipt
                row.is_complete = line.is_complete
        WealthDuty.objects.bulk_create(new, batch_size=500)
        WealthDuty.objects.bulk_update(
            changed,
            ["name", "kind", "rank", "due_on", "reported_on", "receipt", "is_complete"],
            batch_size=200,
        )
        counts = {"year": year, "new": len(new), "changed": len(changed)}
        _record("wealth.recap_imported", unit.agency_id, unit.pk, by, now, **counts)
    return len(new), len(changed)


def mark_reported(
    *,
    duty: WealthDuty,
    reported_on: date,
    receipt: str,
    is_complete: bool,
    by: Person,
    now: datetime,
) -> WealthDuty:
    """A person showed the receipt. Raises NotAllowed, WealthRefused.

    Codes: "wealth_receipt_missing", "wealth_day_in_future".
    """
    if not receipt.strip():
        raise WealthRefused("wealth_receipt_missing", field="receipt")
    if reported_on > today_of(by, now):
        raise WealthRefused("wealth_day_in_future", field="reported_on")
    with transaction.atomic():
        _locked(duty.unit, by, now)
        kept: WealthDuty = WealthDuty.objects.select_related("unit").get(pk=duty.pk)
        kept.reported_on, kept.receipt = reported_on, receipt.strip()[:120]
        kept.is_complete = is_complete
        kept.save(update_fields=["reported_on", "receipt", "is_complete"])
        agency, unit = kept.unit.agency_id, kept.unit_id
        _record("wealth.reported", agency, unit, by, now, year=kept.year, name=kept.name)
    return kept


def take_snapshot(*, unit: WorkUnit, year: int, by: Person, now: datetime) -> WealthSnapshot:
    """Keeps how the list stands today; once a day, from the last deadline of the year on.

    Raises NotAllowed, WealthRefused ("wealth_recap_empty", "wealth_before_deadline" with `due`,
    "wealth_snapshot_taken").
    """
    today = today_of(by, now)
    due = max(deadlines.yearly(kind, year).due_on for kind in ReportKind)
    if today < due:
        raise WealthRefused("wealth_before_deadline", due=due)
    with transaction.atomic():
        _locked(unit, by, now)
        rows = WealthDuty.objects.filter(unit=unit, year=year, occasion=OccasionChoice.YEARLY)
        found = totals_of(rows, today)
        if found.share is None:
            raise WealthRefused("wealth_recap_empty")
        if WealthSnapshot.objects.filter(unit=unit, year=year, as_of=today).exists():
            raise WealthRefused("wealth_snapshot_taken")
        made: WealthSnapshot = WealthSnapshot.objects.create(
            unit=unit,
            year=year,
            as_of=today,
            counts=counts_of(found),
            taken_by=by,
            taken_at=now,
        )
        _record("wealth.snapshot_taken", unit.agency_id, unit.pk, by, now, year=year)
    return made


def _locked(unit: WorkUnit, by: Person, now: datetime) -> None:
    WorkUnit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    access.check_can_keep(by, unit, today_of(by, now))


def _differs(row: WealthDuty, line: Line) -> bool:
    if (row.name, row.kind, row.rank) != (line.name, line.kind.value, line.rank.value):
        return True
    told = (line.reported_on, line.receipt, line.is_complete)
    return line.reported_on is not None and told != (
        row.reported_on,
        row.receipt,
        row.is_complete,
    )


def _record(
    act: str, agency: UUID, subject: UUID, by: Person, now: datetime, **data: object
) -> None:
    audit.record(
        act=act, by=by.pk, agency=agency, subject=("wealth_list", subject), at=now, data=dict(data)
    )
