"""Where this feature stands in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


def belongs_to_agency(request: HttpRequest) -> bool:
    """Whether the person is somebody of an agency: only they sign."""
    return getattr(request.user, "agency_id", None) is not None


def register_places() -> None:
    """Declares the entry; called when the application is ready."""
    from bening.ui.navigation import Entry, register  # noqa: PLC0415 - needs the applications

    register(
        Entry(
            label=_("Pakta integritas"),
            short=_("Pakta"),
            url_name="pacts:mine",
            icon="pencil",
            order=35,
            visible=belongs_to_agency,
        )
    )
