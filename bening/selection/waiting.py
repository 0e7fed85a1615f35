"""What of the choice of units waits for a person."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from bening.accounts.access import rights
from bening.accounts.models import Person, Role
from bening.calendars.turns import Turn
from bening.selection.models import RoundMember, RoundState, SelectionRound


def turns(person: Person, _now: datetime) -> list[Turn]:
    """Rounds to weigh for the working group, to decide for the head. At most two queries."""
    if not person.agency_id:
        return []
    found = [
        _turn(member.round, _("Nilai calon unit Zona Integritas"), "weigh")
        for member in RoundMember.objects.filter(
            person=person, round__state=RoundState.DRAFT, round__agency_id=person.agency_id
        ).select_related("round")
    ]
    agencies = {
        held.agency_id
        for held in rights(person).held
        if held.role == Role.AGENCY_HEAD and held.agency_id is not None
    }
    if agencies:
        found += [
            _turn(round_, _("Putuskan unit Zona Integritas"), "decide")
            for round_ in SelectionRound.objects.filter(
                agency_id__in=agencies, state=RoundState.PROPOSED
            )
        ]
    return found


def _turn(round_: SelectionRound, title: str, what: str) -> Turn:
    return Turn(
        key=f"selection:{round_.pk}:{what}",
        title=title,
        detail=_("siklus %(year)s") % {"year": round_.year},
        url=reverse("selection:round", args=[round_.pk]),
        since=round_.proposed_at or round_.opened_at,
    )
