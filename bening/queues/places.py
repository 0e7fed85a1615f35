"""Where this feature stands in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bening.accounts.access import rights
from bening.accounts.models import Person, Role


def works_in_halls(request: HttpRequest) -> bool:
    """Whether the person reads units, or serves in a hall without any other role."""
    if rights(request.user).roles - {Role.OPERATOR}:
        return True
    person = request.user
    return isinstance(person, Person) and _serves(request, person)


def _serves(request: HttpRequest, person: Person) -> bool:
    """Asked of people without a role only, once a request."""
    from bening.queues.hall_list import serves_somewhere  # noqa: PLC0415 - needs the tables

    kept: bool | None = getattr(request, "serves_in_hall", None)
    if kept is None:
        kept = serves_somewhere(person)
        request.serves_in_hall = kept  # type: ignore[attr-defined]
    return kept


def register_places() -> None:
    """Declares the entry; called when the application is ready."""
    from bening.ui.navigation import Entry, register  # noqa: PLC0415 - needs the applications

    register(
        Entry(
            label=_("Ruang layanan"),
            url_name="queues:halls",
            icon="people",
            order=67,
            visible=works_in_halls,
        )
    )
