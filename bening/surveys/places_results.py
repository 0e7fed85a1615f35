"""Where values from outside stand in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bening.accounts.access import rights
from bening.accounts.models import Role


def reads_units(request: HttpRequest) -> bool:
    """Whether the person reads any unit; the operator of the installation reads none."""
    return bool(rights(request.user).roles - {Role.OPERATOR})


def register_places() -> None:
    """Declares the entry; called when the application is ready."""
    from bening.ui.navigation import Entry, register  # noqa: PLC0415 - needs the applications

    register(
        Entry(
            label=_("Survei eksternal"),
            url_name="surveys:externals",
            icon="clipboard-data",
            order=70,
            visible=reads_units,
        )
    )
