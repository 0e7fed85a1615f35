"""The fact that pacts prove: which share of the unit's staff signed the text in force."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bening.agencies.facts import unit_of
from bening.domain.days import day_in
from bening.facts import Fact, FactValue, Period, Record, register
from bening.pacts.standing import campaign_for, standing_of


def signed_share(unit_id: UUID, period: Period, now: datetime) -> FactValue | None:
    """The share of the staff of the unit and those below it that signed.

    Staff as of now, or once the period is over as of its last day; under the text of the newest
    campaign that had begun by then. None without campaign or staff.
    """
    unit = unit_of(unit_id)
    if unit is None:
        return None
    on = min(day_in(unit.zone, now), period.end)
    campaign = campaign_for(unit, on)
    if campaign is None:
        return None
    standing = standing_of(campaign, unit, on)
    if standing.share is None:
        return None
    return FactValue(
        value=standing.share,
        counts={"signed": standing.signed, "required": standing.required},
        as_of=now,
        records=(
            Record(
                label=gettext("Pakta integritas versi %(number)s: %(signed)s dari %(required)s")
                % {
                    "number": campaign.text.number,
                    "signed": standing.signed,
                    "required": standing.required,
                },
                url=reverse("pacts:campaign", args=[campaign.pk]),
            ),
        ),
    )


def register_facts() -> None:
    """Declares the fact; called when the application is ready."""
    register(
        Fact(
            name="pacts.signed_share",
            label=_("Pegawai yang sudah menandatangani pakta integritas"),
            unit_of_measure=_("bagian dari seluruh pegawai unit"),
            query=signed_share,
        )
    )
