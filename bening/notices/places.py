"""Where this feature stands in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bening.accounts.models import Person
from bening.notices.queries import known_count


def counted(request: HttpRequest) -> int | None:
    """The number on the bell if it was counted lately."""
    person = request.user
    return known_count(person) if isinstance(person, Person) else None


def register_places() -> None:
    """Declares the entries; called when the application is ready."""
    from bening.ui.navigation import (  # noqa: PLC0415 - needs the applications
        ACCOUNT,
        Entry,
        register,
        register_bell,
        register_place,
    )

    register(Entry(label=_("Giliran saya"), url_name="notices:turns", icon="bell", order=15))
    register(
        Entry(
            label=_("Pemberitahuan"),
            url_name="notices:settings",
            icon="envelope",
            order=11,
            group=ACCOUNT,
        )
    )
    register_place("bell", "notices:turns")
    register_place("bell_count", "notices:count")
    register_bell(counted)
