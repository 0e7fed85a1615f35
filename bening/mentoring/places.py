"""Where this feature stands in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bening.accounts.access import rights
from bening.accounts.models import Role


def works_with_units(request: HttpRequest) -> bool:
    """Whether the person reads any unit at all; the operator of the installation reads none."""
    return bool(rights(request.user).roles - {Role.OPERATOR})


def register_places() -> None:
    """Declares the entries; called when the application is ready."""
    from bening.ui.navigation import Entry, register  # noqa: PLC0415 - needs the applications

    register(
        Entry(
            label=_("Pendampingan"),
            url_name="mentoring:consultations",
            icon="chat-left-text",
            order=60,
            visible=works_with_units,
        )
    )
    register(
        Entry(
            label=_("Rekomendasi"),
            url_name="mentoring:recommendations",
            icon="journal-text",
            order=62,
            visible=works_with_units,
        )
    )
