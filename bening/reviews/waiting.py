"""What of the reviews waits for a person."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from bening.accounts.models import Person
from bening.calendars.turns import Turn
from bening.reviews import desk
from bening.reviews.words import name_of


def turns(person: Person, now: datetime) -> list[Turn]:
    """Rounds with the person's tier or sample, and those that the person's team can open.

    Those who form teams find the programs that wait for one.
    """
    found = [_of_round(one, person) for one in desk.my_rounds(person, now) if one.is_mine]
    found += [_without_team(one) for one in desk.lacking_team(person, now)]
    return found + [
        Turn(
            key=f"review_open:{one.assignment.pk}:{one.assignment.program.state}",
            title=one.assignment.program.unit.name,
            detail=_("Buka evaluasi: %(stage)s") % {"stage": one.assignment.get_stage_display()},
            url=reverse("reviews:rounds"),
            due_on=one.due_on,
            since=one.assignment.program.state_since,
            unit=one.assignment.program.unit_id,
        )
        for one in desk.ready_to_open(person, now)
    ]


def _without_team(one: desk.Lacking) -> Turn:
    return Turn(
        key=f"review_team:{one.program.pk}:{one.stage.value}",
        title=one.program.unit.name,
        detail=_("Tugaskan tim: %(stage)s") % {"stage": one.stage.label},
        url=reverse("reviews:teams"),
        due_on=one.due_on,
        since=one.program.state_since,
        unit=one.program.unit_id,
    )


def _of_round(one: desk.Waiting, person: Person) -> Turn:
    round_ = one.round
    second = one.tier is None and one.is_second
    return Turn(
        key=f"review:{round_.pk}:{'second' if second else round_.version}",
        title=round_.program.unit.name,
        detail=_("Penilaian kedua: %(name)s") % {"name": name_of(round_)}
        if second
        else name_of(round_),
        url=reverse("reviews:round", args=[round_.pk]),
        due_on=one.due_on,
        since=round_.state_since,
        unit=round_.program.unit_id,
        personal=second,
    )
