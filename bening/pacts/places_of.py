"""Where a person signs: the unit of the posting, and what the person leads."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from bening.accounts.access import rights, today_of
from bening.accounts.models import Person, Posting, Role
from bening.agencies.models import WorkUnit
from bening.pacts.models import PactSignature, SigningCampaign
from bening.pacts.standing import campaigns_covering, counting, newest_text


@dataclass(frozen=True, slots=True)
class Duty:
    """A campaign in which a person signs, the unit that is signed for (None: the agency).

    `signature` is the one that counts, None while it is missing.
    """

    campaign: SigningCampaign
    unit: WorkUnit | None
    signature: PactSignature | None

    def is_late(self, today: date) -> bool:
        """Whether the campaign's last day has passed without a signature."""
        return self.signature is None and self.campaign.closes_on < today


def units_signed_for(person: Person, on: date) -> list[WorkUnit]:
    """The unit where the person is posted and the units the person heads, each once."""
    headed = [held.unit_id for held in rights(person, on).held if held.role == Role.UNIT_HEAD]
    posted = Posting.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on), person=person, starts_on__lte=on
    )
    return list(
        WorkUnit.objects.filter(
            Q(pk__in=headed) | Q(pk__in=posted.values("unit_id")), agency_id=person.agency_id
        ).select_related("agency")
    )


def duties_of(person: Person, now: datetime) -> list[Duty]:
    """What the person signs under the text in force, signed or not."""
    if person.agency_id is None or person.agency is None:
        return []
    on = today_of(person, now)
    text = newest_text(person.agency_id)
    if text is None:
        return []
    signed = {each.unit_id: each for each in counting(text).filter(person=person)}
    found = []
    for unit in units_signed_for(person, on):
        campaign = campaigns_covering(unit, on).filter(text=text).first()
        if campaign is not None:
            found.append(Duty(campaign, unit, signed.get(unit.pk)))
    if not found and rights(person, on).has(Role.AGENCY_HEAD):
        campaign = (
            SigningCampaign.objects.filter(
                agency_id=person.agency_id, unit__isnull=True, text=text, opens_on__lte=on
            )
            .select_related("text", "unit", "agency")
            .first()
        )
        if campaign is not None:
            found.append(Duty(campaign, None, signed.get(None)))
    return found


def duty_in(person: Person, campaign: SigningCampaign, now: datetime) -> Duty | None:
    """The person's duty in one campaign: an unsigned one before signed ones; None of an outsider.

    A campaign whose text another has replaced is nobody's duty any more.
    """
    found = [duty for duty in duties_of(person, now) if duty.campaign.pk == campaign.pk]
    return min(found, key=lambda duty: duty.signature is not None, default=None)
