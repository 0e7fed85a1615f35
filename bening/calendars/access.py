"""Who keeps the calendar and who names stand-ins."""

from bening.accounts import access
from bening.accounts.models import Person
from bening.accounts.refusals import NotAllowed
from bening.agencies.models import Agency


def check_can_keep_calendar(person: Person, agency: Agency | None) -> None:
    """Raises NotAllowed unless the person administers the agency; for None, the installation."""
    if agency is None:
        access.check_is_operator(person)
    else:
        access.check_can_administer(person, agency)


def check_can_set_deputy(by: Person, person: Person) -> None:
    """Raises NotAllowed unless it is one's own stand-in, or of somebody whom one looks after."""
    if by.pk == person.pk:
        return
    if person.agency is not None and access.can_administer(by, person.agency):
        return
    raise NotAllowed("deputy_own_or_admin", name=person.name)


def can_set_deputy(by: Person, person: Person) -> bool:
    """Whether `check_can_set_deputy` passes."""
    try:
        check_can_set_deputy(by, person)
    except NotAllowed:
        return False
    return True
