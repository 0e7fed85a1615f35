"""Facts that roles prove: whether every area of a unit has a lead and another member."""

from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bening.accounts.teams import groups_of
from bening.agencies.facts import unit_of
from bening.domain.days import day_in
from bening.facts import Fact, FactValue, Period, Record, register


def areas_staffed(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The share of the six areas with a lead and at least one other member.

    As it stands now, or once the period is over on its last day. None for an unknown unit.
    """
    unit = unit_of(unit_id)
    if unit is None:
        return None
    on = min(day_in(unit.zone, now), period.end)
    groups = groups_of(unit, on=on)
    staffed = sum(group.is_staffed for group in groups)
    url = reverse("accounts:team", args=[unit_id])
    return FactValue(
        value=Fraction(staffed, len(groups)),
        counts={"staffed": staffed, "areas": len(groups)},
        as_of=now,
        records=tuple(
            Record(
                label=gettext("Area %(area)d: %(leads)d ketua, %(members)d anggota")
                % {"area": group.area, "leads": len(group.leads), "members": len(group.members)},
                url=url,
            )
            for group in groups
        ),
    )


def register_facts() -> None:
    """Declares the facts; called when the application is ready."""
    register(
        Fact(
            name="teams.areas_staffed",
            label=_("Area yang sudah punya ketua dan anggota"),
            unit_of_measure=_("bagian dari enam area"),
            query=areas_staffed,
        )
    )
