"""Tells the people of a unit what happened to its program: each step of the table, once.

The step itself knows nothing of it: its row is what is listened to, inside its transaction.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.db.models.signals import post_save
from django.urls import reverse
from django.utils.translation import gettext

from bening.accounts.models import Person, Role, RoleAssignment
from bening.calendars.telling import notify
from bening.domain.days import day_in
from bening.programs.models import ProgramState, ProgramStep
from bening.programs.states import BY_NAME

OF_UNIT = (Role.UNIT_HEAD, Role.UNIT_PIC)
OF_AGENCY = (Role.AGENCY_HEAD, Role.INSPECTOR)
OUTCOMES = frozenset(
    {
        ProgramState.REPAIR,
        ProgramState.ELIGIBLE,
        ProgramState.OBJECTION,
        ProgramState.AWARDED,
        ProgramState.COACHING,
        ProgramState.REJECTED,
        ProgramState.REVOKED,
    }
)
"""States of which the agency's head and its inspector are told as well; REPAIR brings LHE 1."""


def people_told(step: ProgramStep) -> list[Person]:
    """The unit's head and PIC, at outcomes the agency's head and inspector; not who took the step.

    One query.
    """
    program = step.program
    wanted = Q(unit_id=program.unit_id, role__in=OF_UNIT)
    if step.target in OUTCOMES:
        wanted |= Q(agency_id=program.agency_id, role__in=OF_AGENCY)
    held = (
        RoleAssignment.objects.in_force(day_in(program.unit.zone, step.taken_at))
        .filter(wanted, person__is_active=True)
        .exclude(person_id=step.taken_by_id)
        .select_related("person")
    )
    return [each.person for each in held]


def tell_of_step(sender: Any, instance: ProgramStep, created: bool, **_more: Any) -> None:
    """Receives each new step."""
    if not created:
        return
    notify(
        people=people_told(instance),
        code="program_step",
        key=f"step:{instance.pk}",
        url=reverse("programs:program", args=[instance.program_id]),
        values={
            "unit": instance.program.unit.name,
            "year": instance.program.cycle.year,
            "move": instance.transition,
            "target": instance.target,
            "by": instance.taken_by.name,
        },
        agency=instance.agency_id,
        now=instance.taken_at,
    )


def step_told(values: Mapping[str, object]) -> str:
    """The sentence of a step, with the labels of the table."""
    move = BY_NAME.get(str(values["move"]))
    return gettext("%(unit)s, program %(year)s: %(by)s menjalankan “%(move)s”. Kini %(state)s.") % {
        **values,
        "move": move.label if move else values["move"],
        "state": ProgramState(str(values["target"])).label,
    }


def listen() -> None:
    """Called when the application is ready."""
    post_save.connect(tell_of_step, sender=ProgramStep, dispatch_uid="notices.steps")
