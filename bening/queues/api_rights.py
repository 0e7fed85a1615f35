"""Whose hall an address of the JSON interface names, and who may do what in it.

Each raises Http404 for a hall the caller has nothing to do with, and NotAllowed.
"""

from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from bening.accounts.api import caller
from bening.accounts.models import Person
from bening.queues import access
from bening.queues.models import Hall


def hall_of(request: HttpRequest, key: UUID) -> tuple[Person, Hall]:
    """The caller, and a hall that the caller may see. Raises Http404."""
    person = caller(request)
    return person, access.hall_for(person, key)


def sets_up(request: HttpRequest, key: UUID) -> None:
    """For those who set the hall up."""
    person, hall = hall_of(request, key)
    access.check_can_set_up(person, hall.unit, on=access.day_at(hall, timezone.now()))


def serves(request: HttpRequest, key: UUID) -> None:
    """For those who serve in the hall."""
    person, hall = hall_of(request, key)
    access.check_can_serve(person, hall, on=access.day_at(hall, timezone.now()))


def leads(request: HttpRequest, key: UUID) -> None:
    """For those who lead the hall."""
    person, hall = hall_of(request, key)
    access.check_can_lead(person, hall, on=access.day_at(hall, timezone.now()))
