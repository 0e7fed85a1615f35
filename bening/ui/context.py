"""What every page of the shell needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from bening.ui.navigation import Navigation, bell, places


def initials(name: str) -> str:
    """At most two capitals of a person's name: `Ani Setiawati` gives AS."""
    parts = [part for part in name.split() if part[:1].isalpha() and not part.endswith(".")]
    chosen = parts[:1] + parts[-1:] if len(parts) > 1 else parts
    return "".join(part[0] for part in chosen).upper()


def shell(request: HttpRequest) -> dict[str, Any]:
    """Navigation by role, current unit, person and public address; lazy, without queries.

    The unit is `request.unit` (anything with `name` and `agency.name`), the agency otherwise
    `request.user.agency`; a middleware of another layer may set them, nothing here looks them up.
    A page's own values hide these, so that no view gives one of these names to something else.
    """

    def person() -> dict[str, str]:
        user = getattr(request, "user", None)
        if user is None or not user.is_authenticated:
            return {}
        name = user.get_full_name() or user.get_username()
        return {
            "name": name,
            "initials": initials(name),
            "email": getattr(user, "email", ""),
            "position": getattr(user, "position", ""),
        }

    def workplace() -> dict[str, str]:
        unit = getattr(request, "unit", None)
        agency = getattr(unit, "agency", None) or getattr(
            getattr(request, "user", None), "agency", None
        )
        return {
            "unit": getattr(unit, "name", "") if unit else "",
            "agency": getattr(agency, "name", "") if agency else "",
        }

    return {
        "navigation": SimpleLazyObject(lambda: Navigation.of(request)),
        "places": SimpleLazyObject(places),
        "bell": SimpleLazyObject(lambda: bell(request)),
        "signed_in": SimpleLazyObject(person),
        "workplace": SimpleLazyObject(workplace),
        "public_url": getattr(settings, "BENING_PUBLIC_URL", ""),
        "LANGUAGES": settings.LANGUAGES,
    }
