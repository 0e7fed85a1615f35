"""Who works at the desk, who a complaint is about, and who reported it."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.duties import in_force
from bening.accounts.models import Person
from bening.agencies.models import WorkUnit
from bening.casework.actions import give_clocks
from bening.complaints import access
from bening.complaints.content import Identity, read_identity
from bening.complaints.models import (
    Complaint,
    ComplaintOfficer,
    OfficerDuty,
    ReportedParty,
    Reporter,
)
from bening.complaints.moving import held, opened
from bening.domain.complaints import Act, ComplaintRefused

DECREE_LENGTH = 120


def give_duty(
    *,
    person: Person,
    duty: OfficerDuty,
    unit: WorkUnit | None = None,
    decree: str = "",
    starts_on: date | None = None,
    by: Person,
    now: datetime,
) -> ComplaintOfficer:
    """Somebody of the agency has a duty at the desk from a day on (today).

    Raises NotAllowed("complaint_duty_by"), ComplaintRefused ("duty_place", "duty_there",
    "duty_of_other_agency").
    """
    agency = by.agency_id if unit is None else unit.agency_id
    if agency is None:
        raise ComplaintRefused("duty_of_other_agency", field="person", name=person.name)
    access.check_can_give_duty(by, unit=unit, agency=agency)
    if (duty == OfficerDuty.COORDINATOR) != (unit is None):
        raise ComplaintRefused("duty_place", field="unit")
    if person.agency_id != agency or not person.is_active:
        raise ComplaintRefused("duty_of_other_agency", field="person", name=person.name)
    today = today_of(by, now)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        there = ComplaintOfficer.objects.filter(person=person, duty=duty, unit=unit)
        if there.filter(ends_on__isnull=True).exists():
            raise ComplaintRefused("duty_there", field="person", name=person.name)
        made = ComplaintOfficer.objects.create(
            agency_id=agency,
            unit=unit,
            person=person,
            duty=duty,
            decree=decree.strip()[:DECREE_LENGTH],
            starts_on=starts_on or today,
            given_by=by,
            given_at=now,
        )
        _record("complaint.officer_given", made, by, now)
    return made


def end_duty(*, key: UUID, by: Person, now: datetime) -> ComplaintOfficer:
    """The duty ends today; what the person held goes back to the desk.

    Raises ComplaintOfficer.DoesNotExist, NotAllowed("complaint_duty_by"),
    ComplaintRefused("duty_ends_before").
    """
    with transaction.atomic():
        kept = (
            ComplaintOfficer.objects.select_for_update(of=("self",))
            .select_related("unit", "person")
            .get(pk=key, agency_id__in=[by.agency_id] if by.agency_id else [])
        )
        access.check_can_give_duty(by, unit=kept.unit, agency=kept.agency_id)
        yesterday = today_of(by, now) - timedelta(days=1)
        if kept.ends_on is not None and kept.ends_on <= yesterday:
            raise ComplaintRefused("duty_ends_before")
        kept.starts_on = min(kept.starts_on, yesterday)
        kept.ends_on = yesterday
        kept.save(update_fields=["starts_on", "ends_on"])
        _give_back(kept, today_of(by, now))
        _record("complaint.officer_ended", kept, by, now)
    return kept


def _give_back(ended: ComplaintOfficer, on: date) -> None:
    """What the person held at desks where no other duty keeps them goes back there."""
    left = ComplaintOfficer.objects.filter(
        in_force(on), person=ended.person, agency_id=ended.agency_id
    )
    units = set(left.values_list("unit_id", flat=True))
    if None in units:  # coordinates the whole agency
        return
    mine = Complaint.objects.filter(
        owner=ended.person, agency_id=ended.agency_id, closed_at__isnull=True
    ).exclude(unit_id__in=units)
    for case in list(mine.values_list("pk", flat=True)):
        give_clocks(case=case, owner=None)
    mine.update(owner=None)


def _record(act: str, row: ComplaintOfficer, by: Person, now: datetime) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=row.agency_id,
        subject=("complaint_officer", row.pk),
        at=now,
        data={"person": row.person.name, "duty": row.duty, "unit": row.unit_id},
    )


def name_party(*, key: UUID, person: Person, by: Person, now: datetime) -> ReportedParty:
    """The complaint is about somebody of the agency, who from now on finds nothing of it.

    If that person held it, or somebody with a declared tie to them, it goes back to the desk.
    Raises Complaint.DoesNotExist, NotAllowed, ComplaintMoved,
    ComplaintRefused("party_of_other_agency").
    """
    with transaction.atomic():
        kept = held(key, Act.NOTE, by=by, now=now)
        if person.agency_id != kept.agency_id:
            raise ComplaintRefused("party_of_other_agency", field="person")
        made, is_new = ReportedParty.objects.get_or_create(
            complaint=kept, person=person, defaults={"named_by": by, "named_at": now}
        )
        if is_new:
            free_of_parties(kept, today_of(by, now))
            _of_complaint("complaint.party_named", kept, by, now, person=person.name)
    return made


def free_of_parties(kept: Complaint, on: date) -> None:
    """Back to the desk where whom it is about holds it, or somebody tied to them."""
    owner = kept.owner
    if owner is None:
        return
    is_about = ReportedParty.objects.filter(complaint=kept, person=owner).exists()
    if is_about or access.is_tied(owner, kept, on):
        kept.owner = None
        kept.save(update_fields=["owner"])
        give_clocks(case=kept.pk, owner=None)


def remove_party(*, key: UUID, person: Person, by: Person, now: datetime) -> None:
    """It was not about that person after all. Raises as `name_party`."""
    with transaction.atomic():
        kept = held(key, Act.NOTE, by=by, now=now)
        gone, _each = ReportedParty.objects.filter(complaint=kept, person=person).delete()
        if gone:
            _of_complaint("complaint.party_removed", kept, by, now, person=person.name)


def open_identity(*, key: UUID, reason: str, by: Person, now: datetime) -> Identity:
    """Who reported, for a reason that is recorded with the name of who opened it.

    Raises Complaint.DoesNotExist, NotAllowed, ComplaintMoved, ComplaintRefused
    ("opening_reason_missing", "nobody_named"), PersonalDataUnreadable.
    """
    why = " ".join(reason.split())[:300]
    if not why:
        raise ComplaintRefused("opening_reason_missing", field="reason")
    with transaction.atomic():
        kept = opened(key, by=by, now=now)
        row = Reporter.objects.filter(complaint=kept).first()
        if row is None:
            raise ComplaintRefused("nobody_named")
        found = read_identity(row)
        _of_complaint("complaint.personal_opened", kept, by, now, reason=why)
    return found


def _of_complaint(act: str, kept: Complaint, by: Person, now: datetime, **data: str) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=kept.agency_id,
        subject=("complaint", kept.pk),
        at=now,
        data=data,
    )
