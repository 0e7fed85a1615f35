"""Where this feature stands in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bening.accounts.models import Person


def works_for_agency(request: HttpRequest) -> bool:
    """Everybody of an agency reads the rules that hold for them."""
    user = request.user
    return isinstance(user, Person) and user.agency_id is not None


def register_places() -> None:
    """Declares the entry; called when the application is ready."""
    from bening.ui.navigation import Entry, register  # noqa: PLC0415 - needs the applications

    register(
        Entry(
            label=_("Disiplin"),
            url_name="discipline:home",
            icon="journal-text",
            order=79,
            visible=works_for_agency,
        )
    )
