"""A year without a complaint: said by the unit, confirmed by TPI from outside it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bening import audit
from bening.accounts.access import own_roles_of, roles_of, today_of
from bening.accounts.models import Person, Role
from bening.accounts.refusals import NotAllowed
from bening.aftercare.access import belongs_to
from bening.agencies.models import WorkUnit
from bening.complaints import access
from bening.complaints.models import NoComplaints
from bening.complaints.queries import filed_in_year
from bening.domain.complaints import ComplaintRefused

CONFIRMERS = frozenset({Role.TPI, Role.INSPECTOR})


def state_none(*, unit: WorkUnit, year: int, note: str, by: Person, now: datetime) -> NoComplaints:
    """The unit says that nobody complained in a year that is over, and how it made sure.

    Raises NotAllowed("none_stated_by"), ComplaintRefused ("none_year_running", "none_but_some",
    "none_note_missing", "none_there").
    """
    desk = access.desk_of(by)
    is_head = Role.UNIT_HEAD in own_roles_of(by, unit)
    if not is_head and unit.pk not in desk.liaises and unit.agency_id not in desk.coordinates:
        raise NotAllowed("none_stated_by")
    if year >= today_of(by, now).year:
        raise ComplaintRefused("none_year_running", field="year", year=year)
    said = note.strip()[:500]
    if not said:
        raise ComplaintRefused("none_note_missing", field="note")
    with transaction.atomic():
        WorkUnit.objects.select_for_update().get(pk=unit.pk)
        if count := filed_in_year(unit, year).count():
            raise ComplaintRefused("none_but_some", field="year", count=count, year=year)
        if NoComplaints.objects.filter(unit=unit, year=year).exists():
            raise ComplaintRefused("none_there", field="year", year=year)
        made = NoComplaints.objects.create(
            agency_id=unit.agency_id,
            unit=unit,
            year=year,
            note=said,
            stated_by=by,
            stated_at=now,
        )
        _record("complaint.none_stated", made, by, now)
    return made


def confirm_none(*, key: UUID, by: Person, now: datetime) -> NoComplaints:
    """TPI or the inspector, from outside the unit, agrees that there was none.

    Raises NoComplaints.DoesNotExist, NotAllowed("none_confirmed_by"),
    ComplaintRefused("none_but_some").
    """
    with transaction.atomic():
        kept = (
            NoComplaints.objects.select_for_update(of=("self",))
            .select_related("unit__agency")
            .get(pk=key)
        )
        today = today_of(by, now)
        if not roles_of(by, kept.unit, today) & CONFIRMERS:
            raise NotAllowed("none_confirmed_by")
        if kept.stated_by_id == by.pk or belongs_to(by, kept.unit, today):
            raise NotAllowed("none_confirmed_by")
        if count := filed_in_year(kept.unit, kept.year).count():
            raise ComplaintRefused("none_but_some", count=count, year=kept.year)
        if kept.confirmed_at is None:
            kept.confirmed_by, kept.confirmed_at = by, now
            kept.save(update_fields=["confirmed_by", "confirmed_at"])
            _record("complaint.none_confirmed", kept, by, now)
    return kept


def _record(act: str, row: NoComplaints, by: Person, now: datetime) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=row.agency_id,
        subject=("unit", row.unit_id),
        at=now,
        data={"year": row.year},
    )
