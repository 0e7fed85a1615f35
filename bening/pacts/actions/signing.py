"""Signing a pact oneself, and saying that a listed signature is not one's own."""

from datetime import datetime

from django.db import IntegrityError, transaction

from bening import audit
from bening.accounts.access import today_of
from bening.accounts.models import Person
from bening.pacts.identity import Identification
from bening.pacts.models import Means, PactSignature, SignatureDispute, SigningCampaign
from bening.pacts.places_of import Duty, duty_in
from bening.pacts.refusals import PactRefused
from bening.pacts.standing import newest_text


def sign_pact(
    *,
    campaign: SigningCampaign,
    person: Person,
    read_sha256: str,
    identified: Identification | None,
    by: Person,
    now: datetime,
) -> PactSignature:
    """The person's own signature, under the text whose SHA-256 was read.

    Also after the campaign's last day. Raises PactRefused("sign_for_oneself", "not_in_campaign",
    "campaign_not_open", "pact_text_replaced", "pact_text_changed", "pact_text_other",
    "sign_in_again", "already_signed").
    """
    if person.pk != by.pk:
        raise PactRefused("sign_for_oneself")
    try:
        with transaction.atomic():
            _check_campaign(campaign, by, now)
            duty = _duty(campaign, by, now)
            _check_text(campaign, read_sha256)
            if identified is None or not identified.is_recent(now):
                raise PactRefused("sign_in_again")
            if duty.signature is not None:
                raise PactRefused("already_signed", name=by.name)
            made = PactSignature.objects.create(
                agency_id=campaign.agency_id,
                campaign=campaign,
                text=campaign.text,
                text_sha256=campaign.text.sha256,
                person=by,
                unit=duty.unit,
                position=by.position,
                signed_on=today_of(by, now),
                recorded_at=now,
                means=Means.SELF,
                identified=identified.means,
            )
            audit.record(
                act="pact.signed",
                by=by.pk,
                agency=campaign.agency_id,
                subject=("pact_signature", made.pk),
                at=now,
                data={
                    "campaign": campaign.pk,
                    "person": by.pk,
                    "unit": made.unit_id,
                    "number": campaign.text.number,
                    "sha256": made.text_sha256,
                    "means": made.means,
                    "identified": made.identified,
                },
            )
            _make_paper(campaign, by)
    except IntegrityError:
        raise PactRefused("already_signed", name=by.name) from None
    return made


def _check_campaign(campaign: SigningCampaign, by: Person, now: datetime) -> None:
    if by.agency_id != campaign.agency_id:
        raise PactRefused("not_in_campaign", place=campaign.place)
    if campaign.opens_on > today_of(by, now):
        raise PactRefused("campaign_not_open", opens_on=campaign.opens_on)
    newest = newest_text(campaign.agency_id)
    if newest is None or newest.pk != campaign.text_id:
        raise PactRefused("pact_text_replaced", number=campaign.text.number)


def _duty(campaign: SigningCampaign, by: Person, now: datetime) -> Duty:
    duty = duty_in(by, campaign, now)
    if duty is None:
        raise PactRefused("not_in_campaign", place=campaign.place)
    return duty


def _check_text(campaign: SigningCampaign, read_sha256: str) -> None:
    campaign.text.refresh_from_db()
    if not campaign.text.is_whole:
        raise PactRefused("pact_text_changed", number=campaign.text.number)
    if read_sha256 != campaign.text.sha256:
        raise PactRefused("pact_text_other")


def _make_paper(campaign: SigningCampaign, by: Person) -> None:
    from bening.pacts.jobs import make_papers  # noqa: PLC0415 - which imports the actions

    make_papers.enqueue(str(campaign.pk), str(by.pk))


def dispute_signature(
    *, signature: PactSignature, by: Person, now: datetime, reason: str = ""
) -> SignatureDispute:
    """The person says that the listed signature is not theirs: it no longer counts.

    Raises PactRefused("sign_for_oneself", "only_lists_disputed", "already_disputed").
    """
    if signature.person_id != by.pk:
        raise PactRefused("sign_for_oneself")
    if signature.means != Means.COLLECTIVE:
        raise PactRefused("only_lists_disputed")
    try:
        with transaction.atomic():
            made = SignatureDispute.objects.create(
                agency_id=signature.agency_id,
                signature=signature,
                reason=reason.strip()[:500],
                disputed_at=now,
            )
            audit.record(
                act="pact.disputed",
                by=by.pk,
                agency=signature.agency_id,
                subject=("pact_signature", signature.pk),
                at=now,
                data={"campaign": signature.campaign_id, "reason": made.reason},
            )
    except IntegrityError:
        raise PactRefused("already_disputed") from None
    return made
