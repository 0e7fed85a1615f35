"""Where this feature stands in the navigation, and how large what is posted to it may be."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _


def register_places() -> None:
    """Declares entry and limit; called when the application is ready."""
    from bening.accounts.places import works_in_agency  # noqa: PLC0415 - needs the applications
    from bening.adapters.gate import MIB, Rule, register_rule  # noqa: PLC0415 - after loading
    from bening.ui.navigation import Entry, register  # noqa: PLC0415 - needs the applications

    register(
        Entry(
            label=_("Dokumen"),
            url_name="documents:documents",
            icon="file-earmark-text",
            order=45,
            visible=works_in_agency,
        )
    )
    largest = int(settings.MAX_FILE_MB) * MIB
    register_rule(
        Rule(
            prefix="/dokumen/unggah/",
            limit=largest + MIB,
            at_once=8,
            patience=60,
            rate=8 * 1024,
        )
    )
