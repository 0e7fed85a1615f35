"""Where this feature stands in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


def is_of_agency(request: HttpRequest) -> bool:
    """Whether somebody of an agency is signed in: each of them may have to report a gift."""
    return getattr(request.user, "agency_id", None) is not None


def register_places() -> None:
    """Declares the entry; called when the application is ready."""
    from bening.ui.navigation import Entry, register  # noqa: PLC0415 - needs the applications

    register(
        Entry(
            label=_("Gratifikasi"),
            url_name="gratuities:home",
            icon="shield-check",
            order=70,
            visible=is_of_agency,
        )
    )
