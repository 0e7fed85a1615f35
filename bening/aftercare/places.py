"""Where this feature stands in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bening.accounts.access import rights
from bening.accounts.models import Role


def reads_titles(request: HttpRequest) -> bool:
    """Whether the person reads titles of units; the operator of the installation reads none."""
    return bool(rights(request.user).roles - {Role.OPERATOR})


def register_places() -> None:
    """Declares the entry; called when the application is ready."""
    from bening.ui.navigation import Entry, register  # noqa: PLC0415 - needs the applications

    register(
        Entry(
            label=_("Pascapenetapan"),
            url_name="aftercare:titles",
            icon="award",
            order=80,
            visible=reads_titles,
        )
    )
