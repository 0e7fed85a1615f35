"""Whom the bell tells of a recommendation and of what the auditor found; the term of its answer."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bening.accounts.models import Person, RoleAssignment
from bening.calendars import telling
from bening.findings.access import FOLLOWERS
from bening.findings.models import AuditRecommendation, State

ANSWER_TERM = "finding_answer"


def _verified(values: Mapping[str, object]) -> str:
    told = {**values, "state": State(str(values["state"])).label}
    return str(_("Tindak lanjut LHP %(report)s diverifikasi: %(state)s.")) % told


SENTENCES: dict[str, telling.Sentence] = {
    "finding_recommended": _("Rekomendasi LHP %(report)s untuk %(unit)s menunggu tindak lanjut."),
    "finding_verified": _verified,
}


def tell_recommended(row: AuditRecommendation, on: date, now: datetime) -> None:
    """The head and the PIC of the unit, and who is in charge, hear of a new recommendation."""
    _tell(row, "finding_recommended", _answering(row, on), f"finding:{row.pk}", now)


def tell_verified(row: AuditRecommendation, on: date, now: datetime) -> None:
    """They hear what the internal auditor found."""
    key = f"finding:{row.pk}:{now.isoformat()}"
    _tell(row, "finding_verified", _answering(row, on), key, now)


def _answering(row: AuditRecommendation, on: date) -> Iterable[Person]:
    held = RoleAssignment.objects.in_force(on).filter(role__in=FOLLOWERS, unit_id=row.unit_id)
    return Person.objects.filter(Q(pk__in=held.values("person")) | Q(pk=row.owner_id))


def _tell(
    row: AuditRecommendation, code: str, people: Iterable[Person], key: str, now: datetime
) -> None:
    telling.notify(
        people=people,
        code=code,
        key=key,
        url=reverse("findings:recommendation", args=[row.pk]),
        values={"report": row.report.number, "unit": row.unit.name, "state": row.state},
        agency=row.report.agency_id,
        now=now,
    )
