"""Where this feature stands in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bening.accounts.models import Person
from bening.complaints.access import desk_of


def has_desk(request: HttpRequest) -> bool:
    """Whether the person works on complaints or watches over them."""
    return isinstance(request.user, Person) and desk_of(request.user).is_somebody


def register_places() -> None:
    """Declares the entry; called when the application is ready."""
    from bening.ui.navigation import Entry, register  # noqa: PLC0415 - needs the applications

    register(
        Entry(
            label=_("Pengaduan"),
            url_name="complaints:desk",
            icon="chat-left-text",
            order=60,
            visible=has_desk,
        )
    )
