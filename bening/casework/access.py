"""Who sets the terms of an agency."""

from bening.accounts import access
from bening.accounts.models import Person
from bening.agencies.models import Agency


def check_can_set_terms(person: Person, agency: Agency) -> None:
    """Raises NotAllowed unless the person administers the agency."""
    access.check_can_administer(person, agency)
