"""Where this feature stands in the navigation."""

from django.utils.translation import gettext_lazy as _


def register_places() -> None:
    """Declares the entries; called when the application is ready."""
    from bening.accounts.places import administers  # noqa: PLC0415 - needs the applications
    from bening.ui.navigation import ACCOUNT, ADMIN, Entry, register  # noqa: PLC0415

    register(
        Entry(
            label=_("Kalender"),
            url_name="calendars:holidays",
            icon="calendar3",
            order=930,
            visible=administers,
            group=ADMIN,
        )
    )
    register(
        Entry(
            label=_("Pengganti saya"),
            url_name="calendars:own_deputies",
            icon="people",
            order=10,
            group=ACCOUNT,
        )
    )
