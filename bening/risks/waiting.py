"""What waits for people: actions, risks to assess, quarters to review, reviews to confirm."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from bening.accounts.access import rights, today_of
from bening.accounts.duties import in_force
from bening.accounts.models import Person, Role
from bening.calendars.turns import Turn
from bening.domain.risks import quarters_over
from bening.risks import access
from bening.risks.models import RegisterState, Risk, RiskAction, RiskOfficer, RiskRegister

SHOWN = 50
AHEAD = timedelta(days=14)


def turns(person: Person, now: datetime) -> list[Turn]:
    """Open actions of the person due within two weeks or late, and their risks to assess."""
    if person.agency_id is None:
        return []
    on = today_of(person, now)
    actions = RiskAction.objects.filter(
        person=person,
        done_on__isnull=True,
        due_on__lte=on + AHEAD,
        risk__register__agency_id=person.agency_id,
    ).select_related("risk__register")
    found = [
        Turn(
            key=f"risk-action:{row.pk}",
            title=row.text,
            detail=_("Tindakan atas risiko %(number)s") % {"number": row.risk.number},
            url=reverse("risks:risk", args=[row.risk_id]),
            due_on=row.due_on,
            since=row.entered_at,
            unit=row.risk.register.unit_id,
        )
        for row in actions[:SHOWN]
    ]
    risks = Risk.objects.filter(
        owner=person, assessed_at__isnull=True, register__agency_id=person.agency_id
    ).select_related("register")
    found += [
        Turn(
            key=f"risk:{row.pk}",
            title=_("Nilai risiko %(number)s") % {"number": row.number},
            detail=row.event[:120],
            url=reverse("risks:risk", args=[row.pk]),
            since=row.entered_at,
            unit=row.register.unit_id,
        )
        for row in risks[:SHOWN]
    ]
    return found + _of_registers(person, person.agency_id, on)


def _of_registers(person: Person, agency: UUID, on: date) -> list[Turn]:
    """Quarters that are over without a review, and reviews that the head has not confirmed."""
    held = rights(person, on)
    units = {one.unit_id for one in held.held if one.role in access.KEEPERS}
    units |= set(
        RiskOfficer.objects.filter(in_force(on), person=person).values_list("unit_id", flat=True)
    )
    if not units:
        return []
    adopted = RiskRegister.objects.filter(
        unit__in=units,
        agency_id=agency,
        state=RegisterState.ADOPTED,
        year__gte=on.year - 1,
    ).prefetch_related("reviews")
    heads = {one.unit_id for one in held.held if one.role == Role.UNIT_HEAD}
    found = []
    for register in adopted.select_related("unit"):
        reviews = {one.quarter: one for one in register.reviews.all()}
        for quarter in range(1, quarters_over(register.year, on) + 1):
            review = reviews.get(quarter)
            if review is None:
                words = _("Reviu triwulan %(quarter)s daftar risiko %(year)s")
            elif review.confirmed_at is None and register.unit_id in heads:
                words = _("Sahkan reviu triwulan %(quarter)s daftar risiko %(year)s")
            else:
                continue
            found.append(
                Turn(
                    key=f"risk-review:{register.pk}:{quarter}",
                    title=words % {"quarter": quarter, "year": register.year},
                    detail=register.unit.name,
                    url=reverse("risks:register", args=[register.pk]),
                    since=register.opened_at if review is None else review.reviewed_at,
                    unit=register.unit_id,
                )
            )
    return found
