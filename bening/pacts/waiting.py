"""What of the pacts waits for a person: one's own signature, promises that fall due."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from bening.accounts.models import Person
from bening.calendars.turns import Turn
from bening.pacts.places_of import Duty, duties_of
from bening.pacts.queries import due_commitments


def turns(person: Person, now: datetime) -> list[Turn]:
    """Unsigned pacts, and open promises of units whose page the person keeps."""
    return [
        *(_unsigned(duty) for duty in duties_of(person, now) if duty.signature is None),
        *(
            Turn(
                key=f"commitment:{each.pk}",
                title=_("Komitmen %(leader)s") % {"leader": each.leader},
                detail=each.text[:160],
                url=reverse("pacts:commitment", args=[each.pk]),
                due_on=each.due_on,
                since=each.added_at,
                unit=each.unit_id,
            )
            for each in due_commitments(person, now)
        ),
    ]


def _unsigned(duty: Duty) -> Turn:
    place = duty.unit.name if duty.unit else duty.campaign.place
    return Turn(
        key=f"pact:{duty.campaign.pk}:{duty.unit.pk if duty.unit else 'agency'}",
        title=_("Tanda tangani pakta integritas"),
        detail=_("Naskah versi %(number)s, %(place)s")
        % {"number": duty.campaign.text.number, "place": place},
        url=reverse("pacts:sign", args=[duty.campaign.pk]),
        due_on=duty.campaign.closes_on,
        since=duty.campaign.created_at,
        unit=duty.unit.pk if duty.unit else None,
        personal=True,
    )
