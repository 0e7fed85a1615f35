"""Where this feature stands in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from bening.accounts.access import rights
from bening.selection.access import READS


def reads_selection(request: HttpRequest) -> bool:
    """Whether the person looks after the agency; working groups come from their inbox."""
    return rights(request.user).has(*READS)


def register_places() -> None:
    """Declares the entry; called when the application is ready."""
    from bening.ui.navigation import Entry, register  # noqa: PLC0415 - needs the applications

    register(
        Entry(
            label=_("Pemilihan unit"),
            url_name="selection:rounds",
            icon="clipboard-data",
            order=58,
            visible=reads_selection,
        )
    )
