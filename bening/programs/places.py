"""Where this feature stands in the navigation."""

from django.utils.translation import gettext_lazy as _

from bening.accounts.places import administers


def register_places() -> None:
    """Declares the entry; called when the application is ready."""
    from bening.ui.navigation import ADMIN, Entry, register  # noqa: PLC0415

    register(
        Entry(
            label=_("Program ZI"),
            url_name="programs:programs",
            icon="card-checklist",
            order=910,
            visible=administers,
            group=ADMIN,
        )
    )
