"""Who is told what; no notice holds a word of a complaint, and nobody it is about gets one."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bening.accounts.duties import in_force
from bening.accounts.models import Person, Role, RoleAssignment
from bening.calendars import telling
from bening.calendars.telling import notify
from bening.casework.models import CaseClock
from bening.complaints.models import Complaint, ComplaintOfficer, OfficerDuty, ReportedParty
from bening.complaints.moving import page_of
from bening.domain.days import day_in

SENTENCES = {
    "complaint_forwarded": _("Pengaduan %(number)s diteruskan kepada %(unit)s."),
    "complaint_assigned": _("Pengaduan %(number)s ditugaskan kepada Anda."),
    "complaint_replied": _("Pelapor menulis pada pengaduan %(number)s."),
    "complaint_reopened": _("Pelapor belum puas: pengaduan %(number)s dibuka kembali."),
    "complaint_appealed": _("Keberatan atas penolakan pengaduan %(number)s perlu diputus."),
}


def tell_owner(kept: Complaint, owner: Person, *, now: datetime) -> None:
    """Somebody has it now."""
    _tell(kept, [owner], "complaint_assigned", f"{owner.pk}:{now.isoformat()}", now)


def tell_unit(kept: Complaint, *, now: datetime) -> None:
    """The desk of another unit has it now."""
    _tell(kept, _officers(kept, now), "complaint_forwarded", now.isoformat(), now)


def tell_desk(kept: Complaint, code: str, key: UUID, *, now: datetime) -> None:
    """Whoever holds it, else the desk of its unit."""
    people = [kept.owner] if kept.owner is not None else _officers(kept, now)
    _tell(kept, people, code, str(key), now)


def tell_deciders(kept: Complaint, *, now: datetime) -> None:
    """Those who may decide an appeal: coordinators and who stands above, not the refuser."""
    people = [*_coordinators(kept, now), *_heads(kept, now)]
    others = [person for person in people if person.pk != kept.refused_by_id]
    _tell(kept, others, "complaint_appealed", now.isoformat(), now)


def superiors(clock: CaseClock) -> Iterable[Person]:
    """Who hears of a term that has passed: the desk and those above, never who it is about."""
    kept = Complaint.objects.select_related("unit__agency").filter(pk=clock.case).first()
    if kept is None:
        return []
    now = timezone.now()  # the look at marks passes none on
    return _unreported(kept, [*_officers(kept, now), *_coordinators(kept, now), *_heads(kept, now)])


def _tell(kept: Complaint, people: Iterable[Person], code: str, key: str, now: datetime) -> None:
    notify(
        people=_unreported(kept, people),
        code=code,
        key=f"complaint:{kept.pk}:{code}:{key}",
        url=page_of(kept),
        values={"number": kept.number, "unit": kept.unit.name},
        agency=kept.agency_id,
        now=now,
    )


def _unreported(kept: Complaint, people: Iterable[Person]) -> list[Person]:
    about = set(ReportedParty.objects.filter(complaint=kept).values_list("person_id", flat=True))
    return [person for person in people if person.pk not in about]


def _officers(kept: Complaint, now: datetime) -> list[Person]:
    """The liaisons of its unit; coordinators where the unit has none."""
    rows = ComplaintOfficer.objects.filter(
        in_force(day_in(kept.unit.zone, now)), unit_id=kept.unit_id
    ).filter(duty=OfficerDuty.LIAISON, person__is_active=True)
    found = [row.person for row in rows.select_related("person")]
    return found or _coordinators(kept, now)


def _coordinators(kept: Complaint, now: datetime) -> list[Person]:
    rows = ComplaintOfficer.objects.filter(
        in_force(day_in(kept.unit.zone, now)), agency_id=kept.agency_id
    ).filter(duty=OfficerDuty.COORDINATOR, person__is_active=True)
    return [row.person for row in rows.select_related("person")]


def _heads(kept: Complaint, now: datetime) -> list[Person]:
    held = RoleAssignment.objects.in_force(day_in(kept.unit.zone, now)).filter(
        Q(role=Role.UNIT_HEAD, unit_id=kept.unit_id) | Q(role=Role.INSPECTOR),
        agency_id=kept.agency_id,
        person__is_active=True,
    )
    return [row.person for row in held.select_related("person")]


def register_sentences() -> None:
    """Declares the notices; called when the application is ready."""
    telling.say(SENTENCES)
