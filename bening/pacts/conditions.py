"""The guard of pacts in the state table: who leads and most of the staff have signed."""

from datetime import datetime

from bening.agencies.models import WorkUnit
from bening.domain.days import day_in
from bening.pacts.models import SigningCampaign
from bening.pacts.refusals import PactRefused
from bening.pacts.shares import Standing
from bening.pacts.standing import campaign_for, heads_unsigned, names, newest_text, standing_of
from bening.programs import guards
from bening.programs.models import ZoneProgram


def pacts_signed(program: ZoneProgram, now: datetime) -> None:
    """The heads and all or most staff have signed the text in force (90/2021 Annex I, stage I)."""
    check_signed(program.unit, now)


def check_signed(unit: WorkUnit, now: datetime) -> tuple[SigningCampaign, Standing]:
    """The campaign that counts for the unit and how far it is.

    Raises PactRefused: "no_pact_campaign", "pact_text_replaced", "pact_text_changed",
    "no_staff_posted", "head_has_not_signed", "too_few_pacts".
    """
    on = day_in(unit.zone, now)
    campaign = campaign_for(unit, on)
    if campaign is None:
        raise PactRefused("no_pact_campaign", unit=unit.name)
    newest = newest_text(unit.agency_id)
    if newest is None or newest.pk != campaign.text_id:
        raise PactRefused("pact_text_replaced", number=campaign.text.number)
    if not campaign.text.is_whole:
        raise PactRefused("pact_text_changed", number=campaign.text.number)
    standing = standing_of(campaign, unit, on)
    if not standing.required:
        raise PactRefused("no_staff_posted", unit=unit.name)
    missing = heads_unsigned(unit, campaign.text, on)
    if missing:
        raise PactRefused("head_has_not_signed", names=names(missing))
    if not standing.is_enough:
        raise PactRefused(
            "too_few_pacts",
            signed=standing.signed,
            required=standing.required,
            wanted=standing.wanted,
        )
    return campaign, standing


def register_guards() -> None:
    """Declares the guard; called when the application is ready."""
    guards.register("pacts_signed", pacts_signed)
