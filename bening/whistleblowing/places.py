"""Where this feature stands in the navigation of who runs the site."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bening.accounts.access import rights
from bening.whistleblowing.access import SITE_KEEPERS


def keeps_a_site(request: HttpRequest) -> bool:
    """Whether the person runs the site of an agency."""
    return rights(request.user).has(*SITE_KEEPERS)


def register_places() -> None:
    """Declares the entry; called when the application is ready."""
    from bening.ui.navigation import ADMIN, Entry, register

    register(
        Entry(
            label=_("Jalur rahasia"),
            url_name="whistleblowing:settings",
            icon="shield-lock",
            order=140,
            visible=keeps_a_site,
            group=ADMIN,
        )
    )
