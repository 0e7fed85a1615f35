"""Opening a signing campaign and changing its days."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from bening import audit
from bening.accounts.models import Person
from bening.agencies.models import Agency, WorkUnit
from bening.pacts import access
from bening.pacts.models import PactText, SigningCampaign
from bening.pacts.refusals import PactRefused
from bening.pacts.shares import ALL, DEFAULT_MINIMUM
from bening.pacts.standing import newest_text


def open_campaign(
    *,
    agency: Agency,
    text: PactText,
    opens_on: date,
    closes_on: date,
    by: Person,
    now: datetime,
    unit: WorkUnit | None = None,
    minimum_percent: int = DEFAULT_MINIMUM,
) -> SigningCampaign:
    """Staff of the unit and those below it, or of the whole agency, are asked to sign.

    Raises NotAllowed, PactRefused("pact_text_not_published", "pact_text_replaced",
    "campaign_exists", "campaign_closes_early", "campaign_minimum_wrong", "unit_of_other_agency").
    """
    if unit is None:
        access.check_can_run_agency(by, agency)
    else:
        if unit.agency_id != agency.pk:
            raise PactRefused("unit_of_other_agency", field="unit", unit=unit.name)
        access.check_can_run_unit(by, unit)
    _check(opens_on, closes_on, minimum_percent)
    try:
        with transaction.atomic():
            Agency.objects.select_for_update().get(pk=agency.pk)
            _check_text(agency, text)
            made = SigningCampaign.objects.create(
                agency=agency,
                unit=unit,
                text=text,
                opens_on=opens_on,
                closes_on=closes_on,
                minimum_percent=minimum_percent,
                created_by=by,
                created_at=now,
            )
            _record("pact_campaign.opened", made, by, now)
    except IntegrityError:
        raise PactRefused(
            "campaign_exists", field="unit", place=unit.name if unit else agency.name
        ) from None
    return made


@transaction.atomic
def change_campaign(
    *,
    campaign: SigningCampaign,
    closes_on: date,
    minimum_percent: int,
    by: Person,
    now: datetime,
) -> SigningCampaign:
    """Another last day or minimum. Raises NotAllowed, PactRefused as `open_campaign`."""
    access.check_can_run(by, campaign)
    kept = (
        SigningCampaign.objects.select_for_update(of=("self",))
        .select_related("agency", "unit", "text")
        .get(pk=campaign.pk)
    )
    _check(kept.opens_on, closes_on, minimum_percent)
    kept.closes_on, kept.minimum_percent = closes_on, minimum_percent
    kept.save(update_fields=["closes_on", "minimum_percent"])
    _record("pact_campaign.changed", kept, by, now)
    return kept


def _check(opens_on: date, closes_on: date, minimum_percent: int) -> None:
    if closes_on < opens_on:
        raise PactRefused("campaign_closes_early", field="closes_on")
    if not DEFAULT_MINIMUM <= minimum_percent <= ALL:
        raise PactRefused("campaign_minimum_wrong", field="minimum_percent")


def _check_text(agency: Agency, text: PactText) -> None:
    if text.agency_id != agency.pk or text.published_at is None:
        raise PactRefused("pact_text_not_published", field="text")
    newest = newest_text(agency.pk)
    if newest is None or newest.pk != text.pk:
        raise PactRefused("pact_text_replaced", field="text", number=text.number)


def _record(act: str, campaign: SigningCampaign, by: Person, now: datetime) -> None:
    audit.record(
        act=act,
        by=by.pk,
        agency=campaign.agency_id,
        subject=("pact_campaign", campaign.pk),
        at=now,
        data={
            "number": campaign.text.number,
            "sha256": campaign.text.sha256,
            "place": campaign.place,
            "unit": campaign.unit_id,
            "opens_on": campaign.opens_on.isoformat(),
            "closes_on": campaign.closes_on.isoformat(),
            "minimum": campaign.minimum_percent,
        },
    )
