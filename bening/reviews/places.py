"""Where this feature stands in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bening.accounts.access import rights
from bening.accounts.models import REVIEWER_ROLES, Role

VISITORS = REVIEWER_ROLES | {Role.INSPECTOR, Role.AGENCY_HEAD, Role.OPERATOR}


def reviews_something(request: HttpRequest) -> bool:
    """Whether the person reviews, forms teams or follows reviews."""
    return rights(request.user).has(*VISITORS)


def register_places() -> None:
    """Declares the entry; called when the application is ready."""
    from bening.ui.navigation import Entry, register  # noqa: PLC0415 - needs the applications

    register(
        Entry(
            label=_("Evaluasi"),
            url_name="reviews:rounds",
            icon="clipboard-data",
            order=40,
            visible=reviews_something,
            phone=True,
        )
    )
