"""Where this feature stands in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bening.accounts.access import rights
from bening.accounts.models import Role


def administers_agency(request: HttpRequest) -> bool:
    """Whether the person administers an agency; operators belong to none."""
    return rights(request.user).has(Role.AGENCY_ADMIN)


def has_program(request: HttpRequest) -> bool:
    """Whether the person reads programs at all; the operator of the installation reads none."""
    held = rights(request.user)
    return bool(held.roles - {Role.OPERATOR})


def register_places() -> None:
    """Declares the entry; called when the application is ready."""
    from bening.ui.navigation import ADMIN, Entry, register  # noqa: PLC0415 - after loading

    register(
        Entry(
            label=_("Program ZI"),
            url_name="programs:list",
            icon="award",
            order=30,
            visible=has_program,
        )
    )
    register(
        Entry(
            label=_("Buka program"),
            url_name="programs:programs",
            icon="card-checklist",
            order=910,
            visible=administers_agency,
            group=ADMIN,
        )
    )
